//! Appointments as the staff makes them: at the welcome desk, by phone, at a clerk's desk; and the day on
//! paper.

use super::{HALF_PAST_TEN, RESIDENCE, booked};
use office::slip::Line;
use std::time::Duration;
use tests::form::hidden;
use tests::person::{Person, Told};
use tests::until::until;
use tests::world::{World, moment};

const PAGE: &str = "/welcome/appointments?service=cambio-indirizzo&from=2026-03-02";
const ACT: &str = "/welcome/appointments/act";
const FIND: &str = "/welcome/appointments/find";
const LIST: &str = "/office/appointments?date=2026-03-02";

#[tokio::test(flavor = "multi_thread")]
async fn appointment_of_the_welcome_desk_tells_its_code_and_prints_its_slip_once() {
    let world = World::begin().await;
    let welcome = world.welcome();
    let page = welcome.get(PAGE).await;
    page.is_page();
    assert!(page.text.contains("10:30") && page.text.contains("data-key=\"1\""), "{}", page.text);
    let at = half_past_ten();
    let form = [("do", "book"), ("service", RESIDENCE), ("people", "2"), ("at", at.as_str()), PRINTER];
    let (key, token) = (hidden(&page.text, "key"), hidden(&page.text, "token"));
    let sent = [&form[..], &[("key", key.as_str()), ("token", token.as_str())]].concat();
    let said = welcome.fill(ACT, &sent).await;
    said.is_led_to("/welcome/appointments");
    welcome.fill(ACT, &sent).await.is_led_to("/welcome/appointments");
    let told = welcome.get(said.header("location")).await.text;
    let code = told.split("class=\"bookings-code\" dir=\"ltr\">").nth(1).unwrap().split('<').next().unwrap();
    let jobs = world.app().reader.queued_jobs(&"printer-1".parse().unwrap()).unwrap();
    assert_eq!(jobs.len(), 1, "sent twice, printed once");
    let prints = |words: &str| {
        jobs[0]
            .slip
            .lines()
            .iter()
            .any(|line| matches!(line, Line::Text { text, .. } if text.contains(words)))
    };
    assert!(prints(code) && prints("10:30") && prints("Per 2 persone"), "{:?}", jobs[0].slip);
}

#[tokio::test(flavor = "multi_thread")]
async fn caller_is_named_found_by_a_name_moved_checked_in_and_the_reading_is_in_the_audit() {
    let world = World::begin().await;
    let welcome = world.welcome();
    let at = half_past_ten();
    let call = [("do", "book"), ("service", RESIDENCE), ("at", at.as_str()), ("by_phone", "on")];
    let nameless = act(&welcome, &call).await;
    assert_eq!(nameless.status, 409);
    let name = [("last_name", "D’Àmico"), ("first_name", "Ada"), ("phone", "0341 481111")];
    act(&welcome, &[&call[..], &name].concat()).await.is_led_to("/welcome/appointments");
    assert!(world.audited("appointments read").is_empty());

    let found = find(&welcome, "d amico").await;
    assert!(found.contains("D’Àmico Ada") && found.contains("0341 481111"), "{found}");
    assert!(!find(&welcome, "Rossi").await.contains("D’Àmico"));
    let lines = until("the reading", async || {
        Some(world.audited("appointments read")).filter(|lines| !lines.is_empty())
    });
    assert_eq!(lines.await.len(), 1);

    let id = found.split("value=\"cancel:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let eleven = format!("{}.sportello-1", moment("2026-03-02T11:00:00+01:00").as_millis());
    let moved = [("do", "move"), ("booking", id.as_str()), ("service", RESIDENCE), ("at", eleven.as_str())];
    act(&welcome, &moved).await.is_led_to("/welcome/appointments");
    let found = find(&welcome, "damico").await;
    assert!(found.contains("11:00") && !found.contains(&id), "{found}");
    let id = found.split("value=\"check-in:").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let do_it = format!("check-in:{id}");
    let early = act(&welcome, &[("do", do_it.as_str())]).await;
    assert_eq!(early.status, 409, "an hour before the time");
    world.pass(Duration::from_secs(100 * 60)).await;
    let here = act(&welcome, &[("do", do_it.as_str())]).await;
    let told = welcome.get(here.header("location")).await.text;
    assert!(told.contains("B001"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn clerk_makes_a_follow_up_without_a_name_and_sees_nobody_elses() {
    let world = World::begin().await;
    let clerk = world.clerk();
    world.walk_in().take(RESIDENCE).await;
    clerk.call_next("sportello-1").await;
    let page = clerk.get("/desk/sportello-1/appointments?from=2026-03-02").await;
    page.is_page();
    assert!(page.text.contains("value=\"cambio-indirizzo\" selected"), "{}", page.text);
    assert!(!page.text.contains("last_name") && !page.text.contains("/find"));
    let (key, token) = (hidden(&page.text, "key"), hidden(&page.text, "token"));
    let at = half_past_ten();
    let sent = |action| {
        [
            ("do", action),
            ("service", RESIDENCE),
            ("at", at.as_str()),
            ("last_name", "Rossi"),
            ("key", &key),
            ("token", &token),
        ]
    };
    clerk
        .fill("/desk/sportello-1/appointments/act", &sent("book"))
        .await
        .is_led_to("/desk/sportello-1/appointments");
    let listed = world.welcome().get(LIST).await.text;
    assert!(listed.contains("10:30") && !listed.contains("Rossi"), "{listed}");
    let other = clerk.fill("/desk/sportello-1/appointments/act", &sent("cancel:portico-b9")).await;
    assert_eq!(other.status, 422);
    for page in [PAGE, LIST] {
        assert_eq!(clerk.get(page).await.status, 403, "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn list_of_the_day_names_who_comes_by_desk_and_its_reading_is_in_the_audit() {
    let world = World::begin().await;
    let welcome = world.welcome();
    let empty = welcome.get("/office/appointments?date=2026-03-03").await.text;
    assert!(empty.contains("nessun appuntamento"), "{empty}");
    let booking = booked(&world.stranger(), HALF_PAST_TEN).await;
    let list = welcome.get(LIST).await.text;
    for words in [booking["code"].as_str().unwrap(), "Pfeffernüss", "10:30–", "1 attesi", "Sportello 1"] {
        assert!(list.contains(words), "{words} is missing in {list}");
    }
    welcome.get(LIST).await.is_page();
    let lines = until("the reading", async || {
        Some(world.audited("appointments read")).filter(|lines| !lines.is_empty())
    });
    assert_eq!(lines.await[0].subject, "2026-03-02");
    world.pass(Duration::from_secs(2 * 3600)).await;
    let missed = welcome.get(LIST).await.text;
    assert!(missed.contains("1 non venuti") && missed.contains("minuti recuperati"), "{missed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_forms_change_nothing() {
    let world = World::begin().await;
    let welcome = world.welcome();
    let at = half_past_ten();
    for (fields, status) in [
        (&[("do", "reboot")][..], 422),
        (&[("do", "book"), ("at", at.as_str())], 422),
        (&[("do", "book"), ("service", "nessuno"), ("at", at.as_str())], 409),
        (&[("do", "book"), ("service", RESIDENCE), ("at", "1.sportello-1")], 409),
        (&[("do", "cancel:portico-b9")], 409),
        (&[("do", "wish"), ("service", RESIDENCE), ("until", "2026-03-20")], 409),
        (&[("do", "book"), ("service", RESIDENCE), ("at", at.as_str()), ("email", "rossi")], 409),
    ] {
        assert_eq!(act(&welcome, fields).await.status, status, "{fields:?}");
    }
    let forged = [("do", "book"), ("service", RESIDENCE), ("at", at.as_str()), ("key", "a"), ("token", "b")];
    assert_eq!(welcome.fill(ACT, &forged).await.status, 403);
    assert!(world.welcome().get(LIST).await.text.contains("0 attesi"));
}

/// Where slips come out.
const PRINTER: (&str, &str) = ("printer", "printer-1");

fn half_past_ten() -> String {
    format!("{}.sportello-1", moment(HALF_PAST_TEN).as_millis())
}

/// Sends a form of the welcome desk's page with fresh keys.
async fn act(person: &Person, fields: &[(&str, &str)]) -> Told {
    let page = person.get(PAGE).await.text;
    let (key, token) = (hidden(&page, "key"), hidden(&page, "token"));
    person.fill(ACT, &[fields, &[("key", key.as_str()), ("token", token.as_str())]].concat()).await
}

async fn find(person: &Person, whose: &str) -> String {
    let token = person.token(PAGE).await;
    let found = person.fill(FIND, &[("whose", whose), ("token", token.as_str())]).await;
    found.is_page();
    found.text
}
