//! What messages say, read by others.

use super::judge::Judge;
use super::messages;
use office::agenda::{Booking, BookingState, WishFor};
use office::language::Language;
use server::calendar::{self, Entry, Method};
use server::registrar::{Outcome, Party};
use server::settings::{MailSettings, MailTls};
use server::store::paper::Told;
use server::tls::authority::Authority;
use std::net::SocketAddr;
use std::time::Duration;
use tests::appointments::{EMAIL, applicant, asker, book, cancel, move_to, wanted};
use tests::folder::Folder;
use tests::smtp::{Manner, Smtp};
use tests::until::until;
use tests::world::{World, mail_to};

const TUESDAY: &str = "2026-03-03";
const THURSDAY: &str = "2026-03-05";

#[tokio::test(flavor = "multi_thread")]
async fn confirmation_change_and_cancellation_follow_one_entry_of_the_calendar() {
    let Some(judge) = Judge::find() else { return };
    let smtp = Smtp::start(Manner::Takes).await;
    let world = World::plan().with_whole_catalogue().with_mail(smtp.address()).begin().await;
    let first = book(world.app(), TUESDAY, Some(EMAIL), Language::It).await;
    messages(&smtp, 1).await;
    let moved = move_to(world.app(), &first, THURSDAY).await;
    messages(&smtp, 2).await;
    cancel(world.app(), &moved).await;
    let taken = messages(&smtp, 3).await;
    assert!(taken.iter().all(|taken| taken.to == [EMAIL] && taken.from == "sportello@example.it"));
    let told = judge.messages(&taken);
    let subjects: Vec<&str> = told.iter().map(|told| told["subject"].as_str().unwrap()).collect();
    assert_eq!(
        subjects,
        [
            "Appuntamento confermato: martedì 3 marzo 2026, 10:30",
            "Appuntamento spostato: giovedì 5 marzo 2026, 10:30",
            "Appuntamento annullato: giovedì 5 marzo 2026, 10:30",
        ]
    );
    let expected = [
        ("REQUEST", "CONFIRMED", 0, "2026-03-03T09:30:00+00:00"),
        ("REQUEST", "CONFIRMED", 1, "2026-03-05T09:30:00+00:00"),
        ("CANCEL", "CANCELLED", 2, "2026-03-05T09:30:00+00:00"),
    ];
    for (told, (method, status, sequence, start)) in told.iter().zip(expected) {
        let entry = &told["calendar"];
        assert_eq!(entry, &told["attached"]);
        assert_eq!(told["method"], method);
        assert_eq!((&entry["method"], &entry["status"]), (&method.into(), &status.into()));
        assert_eq!((&entry["sequence"], &entry["start"]), (&sequence.into(), &start.into()));
        assert_eq!(entry["uid"], format!("{}@127.0.0.1", first.booking));
        assert_eq!((&entry["zone"], &entry["zone_agrees"]), (&"Europe/Rome".into(), &true.into()));
        assert_eq!(entry["errors"], serde_json::json!([]));
        assert_eq!(told["defects"], serde_json::json!([]));
        assert_eq!(told["files"], serde_json::json!(["appuntamento.ics"]));
        assert_eq!((&told["automatic"], &told["language"]), (&"auto-generated".into(), &"it".into()));
        assert_eq!(told["reply_to"], "urp@example.it");
        assert!(entry["organizer"].as_str().unwrap().ends_with("sportello@example.it"));
        assert_eq!(entry["attendee"], format!("mailto:{EMAIL}"));
    }
    let (text, html) = (told[0]["text"].as_str().unwrap(), told[0]["html"].as_str().unwrap());
    for part in [first.page_url.as_str(), &first.code.to_string(), "Wendelina Zanzibarri", "Cosa portare"] {
        assert!(text.contains(part) && html.contains(part), "{part} is not in {text}");
    }
    assert!(text.contains(&format!("{}/cancel", first.page_url)), "{text}");
    assert!(!html.contains("src="), "nothing is loaded from anywhere: {html}");
    assert!(!told[2]["text"].as_str().unwrap().contains("Cosa portare"));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_written_to_in_their_language() {
    let Some(judge) = Judge::find() else { return };
    let smtp = Smtp::start(Manner::Takes).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    let days =
        ["2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-09", "2026-03-10", "2026-03-11"];
    for (language, day) in Language::ALL.into_iter().zip(days) {
        book(world.app(), day, Some(EMAIL), language).await;
    }
    let taken = messages(&smtp, Language::ALL.len()).await;
    let told = judge.messages(&taken);
    for language in Language::ALL {
        let told = told.iter().find(|told| told["language"] == language.code()).expect("a message");
        let html = told["html"].as_str().unwrap();
        let opening = format!("<html lang=\"{}\" dir=\"{}\">", language.code(), language.direction().code());
        assert!(html.contains(&opening), "{html}");
        assert_eq!(told["defects"], serde_json::json!([]), "{language:?}");
        assert_eq!(told["calendar"]["errors"], serde_json::json!([]), "{language:?}");
    }
    let subject = |language: &str| {
        let told = told.iter().find(|told| told["language"] == language).unwrap();
        told["subject"].as_str().unwrap().split(':').next().unwrap().to_owned()
    };
    assert_eq!(subject("en"), "Appointment confirmed");
    assert_eq!(subject("ar"), "تم تأكيد الموعد");
}

#[tokio::test(flavor = "multi_thread")]
async fn reminder_goes_out_on_the_day_before_the_place_that_holds() {
    let smtp = Smtp::start(Manner::Takes).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    let kept = book(world.app(), THURSDAY, Some(EMAIL), Language::En).await;
    let moved = book(world.app(), THURSDAY, Some(EMAIL), Language::En).await;
    let cancelled = book(world.app(), THURSDAY, Some(EMAIL), Language::En).await;
    messages(&smtp, 3).await;
    let moved = move_to(world.app(), &moved, "2026-03-06").await;
    messages(&smtp, 4).await;
    cancel(world.app(), &cancelled).await;
    let settled = messages(&smtp, 5).await.len();
    world.pass_until("2026-03-04T09:59:00+01:00").await;
    assert_eq!(smtp.taken().len(), settled);
    world.pass_until("2026-03-04T10:00:00+01:00").await;
    let taken = messages(&smtp, settled + 1).await;
    assert!(taken[settled].text.contains("Subject: Reminder: appointment Thursday 5 March 2026"));
    assert!(!taken[settled].text.contains("text/calendar"));
    world.pass_until("2026-03-05T10:00:00+01:00").await;
    let taken = messages(&smtp, settled + 2).await;
    assert!(taken[settled + 1].text.contains("Friday 6 March 2026"), "{}", taken[settled + 1].text);
    world.pass(Duration::from_secs(3 * 24 * 3600)).await;
    book(world.app(), "2026-03-10", Some(EMAIL), Language::En).await;
    assert_eq!(messages(&smtp, settled + 3).await.len(), settled + 3, "{} {}", kept.booking, moved.booking);
}

#[tokio::test(flavor = "multi_thread")]
async fn freed_place_is_offered_by_mail_to_who_waited_and_its_taking_confirmed() {
    let smtp = Smtp::start(Manner::Takes).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    let given_back = book(world.app(), THURSDAY, None, Language::It).await;
    let party = Party {
        told: Told { language: Language::En, ..Told::default() },
        applicant: Some(applicant(Some(EMAIL))),
        ..Party::default()
    };
    let until = WishFor::FreedPlace { until: "2026-03-06".parse().unwrap() };
    let wished = world.app().wish(asker(), wanted(), until, party).await.unwrap();
    assert!(matches!(wished, Outcome::Done(_)), "{wished:?}");
    cancel(world.app(), &given_back).await;
    let taken = messages(&smtp, 1).await;
    assert!(taken[0].text.contains("Subject: A place has become free: Thursday 5 March 2026, 10:30"));
    assert!(!taken[0].text.contains("text/calendar"), "nothing is agreed yet");
    let offered = {
        let floor = world.app().hub.floor(&asker().office).unwrap();
        let reserved = |booking: &&Booking| booking.state == BookingState::Reserved;
        floor.agenda.bookings.values().find(reserved).unwrap().id.clone()
    };
    let told = Party { told: Told { language: Language::En, ..Told::default() }, ..Party::default() };
    world.app().book(asker(), offered, told).await.unwrap();
    let taken = messages(&smtp, 2).await;
    assert!(taken[1].text.contains("Subject: Appointment confirmed: Thursday 5 March 2026, 10:30"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_without_an_address_is_written_to() {
    let smtp = Smtp::start(Manner::Takes).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    let silent = book(world.app(), TUESDAY, None, Language::It).await;
    cancel(world.app(), &silent).await;
    book(world.app(), TUESDAY, Some(EMAIL), Language::It).await;
    let taken = messages(&smtp, 1).await;
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, [EMAIL]);
}

#[tokio::test(flavor = "multi_thread")]
async fn calendar_files_are_read_by_others_in_every_language_and_around_changes_of_the_clock() {
    let Some(judge) = Judge::find() else { return };
    let world = World::begin().await;
    let appointment = book(world.app(), TUESDAY, None, Language::It).await;
    let (rules, booking) = {
        let floor = world.app().hub.floor(&tests::world::OFFICE.parse().unwrap()).unwrap();
        (floor.rules().unwrap().clone(), floor.agenda.bookings[&appointment.booking].clone())
    };
    let starts = [
        "2026-03-28T10:00:00+01:00",
        "2026-03-29T10:00:00+02:00",
        "2026-10-24T10:00:00+02:00",
        "2026-10-25T10:00:00+01:00",
        "2028-02-29T23:50:00+01:00",
        "2026-12-31T23:50:00+01:00",
    ];
    let mut files = Vec::new();
    for start in starts {
        for language in Language::ALL {
            let mut booking = booking.clone();
            booking.place.start = tests::world::moment(start);
            booking.place.end = booking.place.start.plus(Duration::from_secs(1200));
            let entry = Entry {
                rules: &rules,
                booking: &booking,
                language,
                page_url: &appointment.page_url,
                organizer: None,
                attendee: None,
                as_of: world.app().clock.now(),
            };
            files.push(calendar::file(&entry, Method::Publish));
        }
    }
    let told = judge.calendars(&files);
    for (told, start) in told.chunks(Language::ALL.len()).zip(starts) {
        let expected = chrono::DateTime::parse_from_rfc3339(start).unwrap().to_utc();
        for told in told {
            let read =
                |key: &str| told[key].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
            assert_eq!(read("start"), expected);
            assert_eq!(read("end"), expected + chrono::TimeDelta::minutes(20));
            assert_eq!(told["zone_agrees"], true, "{start}");
            assert_eq!(told["errors"], serde_json::json!([]));
            assert_eq!(told["url"], appointment.page_url);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn server_of_others_takes_messages_by_starttls_and_login() {
    let Some(judge) = Judge::find() else { return };
    let (folder, kept) = (Folder::empty(), Folder::empty());
    let now = server::clock::Clock::now(&server::clock::SystemClock::start());
    let authority = Authority::open(folder.path(), now).unwrap();
    authority.make_server(&["localhost".to_owned()], now).unwrap();
    let (certificate, key) = authority.server_files();
    let smtp = judge.serve(kept.path(), (&certificate, &key), ("sportello", "pane e salame"));
    let password = folder.path().join("password");
    std::fs::write(&password, "pane e salame\n").unwrap();
    let settings = MailSettings {
        host: "localhost".to_owned(),
        port: smtp.port,
        tls: MailTls::Starttls,
        login: Some(("sportello".to_owned(), password.clone())),
        authority: Some(Authority::file(folder.path())),
        ..mail_to(SocketAddr::from(([127, 0, 0, 1], smtp.port)))
    };
    let world = World::plan().with_mail_settings(settings).begin().await;
    std::fs::write(&password, "pane e acqua").unwrap();
    let appointment = book(world.app(), TUESDAY, Some(EMAIL), Language::It).await;
    until("the login is refused", async || {
        let tried = world.app().reader.due_mail(world.app().clock.now(), 1).unwrap();
        tried.is_empty().then_some(())
    })
    .await;
    assert_eq!(std::fs::read_dir(kept.path()).unwrap().count(), 0);
    // The right password is read without a restart.
    std::fs::write(&password, "pane e salame\n").unwrap();
    world.pass(Duration::from_secs(120)).await;
    let file = kept.path().join("1.eml");
    until("the message is there", async || file.exists().then_some(())).await;
    let told = judge.kept(&file);
    assert_eq!(told["subject"], "Appuntamento confermato: martedì 3 marzo 2026, 10:30");
    assert_eq!(told["calendar"]["url"], appointment.page_url);
    assert_eq!(told["defects"], serde_json::json!([]));
}
