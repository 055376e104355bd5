//! The welcome desk's forms over HTTP: who may use them, and what they refuse.

use office::event::Fact;
use office::id::TicketId;
use office::ticket::LegState;
use tests::form::hidden;
use tests::person::{Person, Told};
use tests::world::{OFFICE, RESIDENCE, World};

const PAGE: &str = "/welcome/";
const ACT: &str = "/welcome/act";

#[tokio::test(flavor = "multi_thread")]
async fn only_welcome_and_above_may_sort() {
    let world = World::plan().with_whole_catalogue().begin().await;
    assert_eq!(world.stranger().get(PAGE).await.status, 303, "strangers are led to the login");
    for person in [world.clerk(), world.walk_in()] {
        assert_eq!(person.get(PAGE).await.status, 403);
        assert_eq!(person.fill(ACT, &[("do", "give"), ("service", "imu")]).await.status, 403);
    }
    for person in [world.welcome(), world.supervisor()] {
        person.get(PAGE).await.is_page();
        given(&person, &[("service", "informazioni")]).await;
    }
    assert_eq!(issued(&world), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn officer_of_another_office_sees_and_changes_nothing_here() {
    let world = World::plan().with_elsewhere().begin().await;
    let taken = world.walk_in().take(RESIDENCE).await;
    let id = taken["id"].as_str().unwrap();
    let elsewhere = world.holder_of("supervisor-elsewhere");
    let looked_at = elsewhere.get(&format!("{PAGE}?ticket={id}")).await;
    assert!(looked_at.text.contains("Questo numero non è della giornata di oggi"), "{}", looked_at.text);
    let before = world.log_len();
    for deed in ["leave", "copy", "move", "bring-back"] {
        sent(&elsewhere, &[("do", deed), ("ticket", id), ("service", RESIDENCE)]).await;
    }
    let floor = world.app().hub.floor(&OFFICE.parse().unwrap()).unwrap();
    assert_eq!(floor.tickets[&TicketId::new(id).unwrap()].state(), LegState::Waiting);
    drop(floor);
    assert_eq!(world.log_len(), before);
    assert!(world.audited("slip copied").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn form_is_carried_out_once_and_only_with_its_token() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let officer = world.welcome();
    let page = officer.get(PAGE).await.text;
    let (key, token) = (hidden(&page, "key"), hidden(&page, "token"));
    let fields = |token: &str, service: &'static str| {
        [
            ("key", key.clone()),
            ("token", token.to_owned()),
            ("do", "give".into()),
            ("service", service.into()),
        ]
    };
    let send = async |fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        officer.fill(ACT, &fields).await
    };
    assert_eq!(send(&fields("stolen", "imu")).await.status, 403);
    let desk = hidden(&world.clerk().get("/desk/sportello-1/").await.text, "token");
    assert_eq!(send(&fields(&desk, "imu")).await.status, 403, "of another page and person");
    assert_eq!(issued(&world), 0);
    for _ in 0..3 {
        assert_eq!(send(&fields(&token, "imu")).await.status, 303);
    }
    assert_eq!(issued(&world), 1, "the same form again is the same number");
    send(&fields(&token, "informazioni")).await;
    assert_eq!(issued(&world), 1, "the same form is not used for something else");
    let said = officer.get(&format!("{PAGE}?said={key}")).await.text;
    assert!(said.contains("già stata usata"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn form_without_sense_changes_nothing() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let officer = world.welcome();
    let long = "x".repeat(501);
    for fields in [
        &[("do", "reboot")][..],
        &[("do", "give")],
        &[("do", "give"), ("service", "<b>")],
        &[("do", "give"), ("service", "imu"), ("colour", "red")],
        &[("do", "give"), ("service", "imu"), ("speaks", "xx")],
        &[("do", "give"), ("service", "imu"), ("note", long.as_str())],
        &[("do", "against:whim"), ("service", "imu"), ("offered", "online")],
        &[("do", "sheet"), ("printer", "printer-1")],
    ] {
        assert_eq!(sent(&officer, fields).await.status, 422, "{fields:?}");
    }
    // What the office refuses is said on the page, where the officer stood.
    let refused = sent(&officer, &[("do", "give"), ("service", "moon"), ("at", "need=imu")]).await;
    assert_eq!(refused.status, 303);
    assert!(refused.header("location").starts_with("./?need=imu&said="), "{}", refused.header("location"));
    let elsewhere = sent(&officer, &[("do", "give"), ("service", "imu"), ("printer", "display-1")]).await;
    assert_eq!(elsewhere.status, 303, "a display is no printer");
    assert_eq!(issued(&world), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_are_counted_and_end_with_the_visit() {
    let world = World::begin().await;
    let officer = world.welcome();
    let taken = world.walk_in().take(RESIDENCE).await;
    let id = taken["id"].as_str().unwrap().to_owned();
    let copy = [("do", "copy"), ("ticket", id.as_str()), ("printer", "printer-1")];
    for _ in 0..2 {
        assert_eq!(sent(&officer, &copy).await.status, 303);
    }
    let jobs = world.app().reader.queued_jobs(&"printer-1".parse().unwrap()).unwrap();
    let told: Vec<u32> = jobs.iter().map(|job| job.copy).collect();
    assert_eq!(told, [0, 1, 2]);
    let text = |n: usize| serde_json::to_string(&jobs[n].slip).unwrap();
    assert!(text(2).contains("COPIA 2") && text(2).contains(taken["token"].as_str().unwrap()));
    assert!(!text(0).contains("COPIA"));
    assert_eq!(world.audited("slip copied").len(), 2);

    officer.step(&taken, "leave", serde_json::json!({})).await.is(200);
    sent(&officer, &copy).await;
    assert_eq!(world.audited("slip copied").len(), 2, "a visit that is over needs no slip");
}

/// Sends a form of the page with a fresh key and token; both are fields like the others.
async fn sent(person: &Person, fields: &[(&str, &str)]) -> Told {
    let page = person.get(PAGE).await.text;
    let (key, token) = (hidden(&page, "key"), hidden(&page, "token"));
    let all: Vec<(&str, &str)> = [("key", key.as_str()), ("token", token.as_str())]
        .into_iter()
        .chain(fields.iter().copied())
        .collect();
    person.fill(ACT, &all).await
}

async fn given(person: &Person, fields: &[(&str, &str)]) {
    let all: Vec<(&str, &str)> = [("do", "give")].into_iter().chain(fields.iter().copied()).collect();
    let told = sent(person, &all).await;
    assert!(told.status == 303 && told.header("location").contains("said="), "{}", told.text);
}

/// How many numbers the log has.
fn issued(world: &World) -> usize {
    let is_issued = |fact: &Fact| matches!(fact, Fact::TicketIssued { .. });
    world.log(OFFICE).iter().filter(|event| is_issued(&event.fact)).count()
}
