//! Whoever reads what is personal is in the audit.

use serde_json::json;
use server::store::keys::Role;
use tests::until::until;
use tests::world::{REGISTER, RESIDENCE, World};

#[tokio::test(flavor = "multi_thread")]
async fn reader_of_a_note_is_in_the_audit_once_for_each_visitor() {
    let world = World::begin().await;
    let clerk = world.at_work("m.rossi", Role::Clerk).await;
    let other = world.at_work("a.bianchi", Role::Clerk).await;
    let with_note = json!({ "service": RESIDENCE, "note": "ha con sé il passaporto" });
    world.welcome().take_with(with_note).await;
    let page = format!("/desk/{REGISTER}/");
    clerk.get(&page).await.is_page();
    assert!(world.audited("note read").is_empty(), "nothing is shown before the call");

    clerk.call_next(REGISTER).await;
    for _ in 0..3 {
        assert!(clerk.get(&page).await.text.contains("passaporto"));
    }
    let lines =
        until("the reading", async || Some(world.audited("note read")).filter(|all| !all.is_empty())).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].by.actor.starts_with("staff p-") && lines[0].by.address.is_some(), "{lines:?}");
    assert!(lines[0].subject.len() > 8 && !lines[0].subject.contains("passaporto"), "{lines:?}");

    other.get(&page).await.is_page();
    until("the other reader", async || (world.audited("note read").len() == 2).then_some(())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reader_of_a_need_is_in_the_audit_and_nobody_reads_it_before_the_call() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let clerk = world.at_work("m.rossi", Role::Clerk).await;
    let officer = world.at_work("a.bianchi", Role::Welcome).await;
    let answers = json!({ "certificato-uso": "privato" });
    let service = "certificati-anagrafici";
    let with_need = json!({ "service": service, "need": "certificati", "answers": answers });
    let taken = world.welcome().take_with(with_need).await;
    let (page, said) = (format!("/desk/{REGISTER}/"), "A una banca, un notaio o un privato");
    assert!(!clerk.get(&page).await.text.contains(said));
    let ticket = format!("/welcome/?ticket={}", taken["id"].as_str().unwrap());
    let looked_at = officer.get(&ticket).await;
    assert!(looked_at.text.contains("A001") && !looked_at.text.contains(said), "{}", looked_at.text);
    assert!(world.audited("need read").is_empty());

    clerk.call_next(REGISTER).await;
    let shown = clerk.get(&page).await.text;
    assert!(shown.contains(said) && shown.contains("A chi deve dare il certificato?"), "{shown}");
    let lines =
        until("the reading", async || Some(world.audited("need read")).filter(|all| !all.is_empty())).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
}
