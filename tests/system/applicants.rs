//! Who comes to appointments: what they may ask of the office, and that their names go as they must.

use office::language::Language;
use server::backup::keeper::{Keeper, Step};
use server::registrar::Outcome;
use server::store::audit::By;
use std::path::Path;
use std::time::Duration;
use tests::appointments::{EMAIL, FIRST_NAME, LAST_NAME, book, cancel, move_to};
use tests::folder::Folder;
use tests::program::{done, run};
use tests::smtp::{Manner, Smtp};
use tests::until::until;
use tests::world::World;

const TUESDAY: &str = "2026-03-03";
const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test(flavor = "multi_thread")]
async fn names_are_in_no_file_thirty_days_after_the_appointment_and_in_no_backup_either() {
    let world = World::begin().await;
    book(world.app(), TUESDAY, Some(EMAIL), Language::It).await;
    // Given back, but its day comes later.
    let later = book(world.app(), "2026-03-10", None, Language::It).await;
    cancel(world.app(), &later).await;
    let backups = Folder::empty();
    let mut keeper = Keeper::new(world.app().reader.path(), backups.path(), world.app().clock.clone());
    kept(&mut keeper);
    world.pass_until("2026-04-02T08:00:00+02:00").await;
    kept(&mut keeper);
    assert!(names_in(world.folder().path()) && names_in(backups.path()), "they are kept until then");
    world.pass_until("2026-04-03T08:00:00+02:00").await;
    gone(&world, EMAIL).await;
    assert!(names_in(world.folder().path()), "who was to come on the tenth is kept");
    world.pass_until("2026-04-10T08:00:00+02:00").await;
    gone(&world, LAST_NAME).await;
    gone(&world, FIRST_NAME).await;
    let before = copies(backups.path());
    keeper.step();
    assert!(!names_in(backups.path()), "the copies made before hold them no longer");
    assert!(before.iter().all(|name| backups.path().join(name).exists()), "and there are as many as before");
    for name in before {
        let report = server::verify::verify(&backups.path().join(name)).unwrap();
        assert_eq!(report.findings, Vec::<String>::new());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_is_erased_at_once_and_the_appointment_stays() {
    let smtp = Smtp::start(Manner::Refuses(451)).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    let appointment = book(world.app(), TUESDAY, Some(EMAIL), Language::It).await;
    let backups = Folder::empty();
    let mut keeper = Keeper::new(world.app().reader.path(), backups.path(), world.app().clock.clone());
    kept(&mut keeper);
    // The copy knows the appointment by its first place.
    let appointment = move_to(world.app(), &appointment, "2026-03-05").await;
    let by = By::nobody(tests::staff::HERE);
    let outcome = world.app().erase_applicant(&appointment.code, by.clone()).await.unwrap();
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
    for text in [FIRST_NAME, LAST_NAME, EMAIL] {
        gone(&world, text).await;
    }
    assert_eq!(world.audited("applicant erased").len(), 1);
    world.pass(DAY).await;
    keeper.step();
    assert!(!names_in(backups.path()));
    // Nobody is written to any more; the code still opens the appointment, and it can be given back.
    smtp.behave(Manner::Takes);
    let found = world.app().booking_by_token(&appointment.token).unwrap();
    assert!(found.applicant.is_none() && found.booking.is_some());
    cancel(world.app(), &appointment).await;
    world.pass(DAY).await;
    until("nothing waits", async || {
        let figures = world.app().reader.mail_figures(None, world.app().clock.now()).unwrap();
        (figures.waiting == 0).then_some(())
    })
    .await;
    assert_eq!(smtp.taken(), Vec::new());
    let unknown = office::agenda::BookingCode::from_random(7);
    let outcome = world.app().erase_applicant(&unknown, by).await.unwrap();
    assert!(matches!(outcome, Outcome::Unchanged(_)), "{outcome:?}");
    assert_eq!(world.audited("applicant erased").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_is_told_all_that_is_held() {
    let smtp = Smtp::start(Manner::Takes).await;
    let world = World::plan().with_mail(smtp.address()).begin().await;
    let appointment = book(world.app(), TUESDAY, Some(EMAIL), Language::Fr).await;
    let told = until("the message is told of", async || {
        let told = world.app().export_applicant(&appointment.code).unwrap().unwrap();
        (told["messages"].as_array().unwrap().len() == 1).then_some(told)
    })
    .await;
    assert_eq!(told["applicant"]["first_name"], FIRST_NAME);
    assert_eq!(told["applicant"]["last_name"], LAST_NAME);
    assert_eq!(told["applicant"]["email"], EMAIL);
    assert_eq!(told["told"]["language"], "fr");
    assert_eq!(told["appointment"]["id"], appointment.booking.to_string());
    assert_eq!(told["appointment"]["state"], "booked");
    assert_eq!(told["appointment"]["services"][0]["id"], "cambio-indirizzo");
    assert_eq!(told["messages"][0]["kind"], "confirmation");
    assert_eq!(told["erased_after_days"], 30);
    let unknown = office::agenda::BookingCode::from_random(7);
    assert_eq!(world.app().export_applicant(&unknown).unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn command_line_exports_and_erases_by_code_and_leaves_lines_in_the_audit() {
    let mut world = World::begin().await;
    let appointment = book(world.app(), TUESDAY, Some(EMAIL), Language::It).await;
    let code = appointment.code.to_string();
    let with_server = done(&run(&["booking", "export", &code], world.folder().path()));
    assert!(with_server.contains(LAST_NAME), "{with_server}");
    assert_eq!(world.audited("applicant read").len(), 1);
    world.end().await;
    let without = done(&run(&["booking", "export", &code.to_lowercase()], world.folder().path()));
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(read(&with_server), read(&without));
    done(&run(&["booking", "erase", &code], world.folder().path()));
    let after = done(&run(&["booking", "export", &code], world.folder().path()));
    assert!(after.contains("\"applicant\": null") && !after.contains(LAST_NAME), "{after}");
    let unknown = run(&["booking", "erase", "0000-0000"], world.folder().path());
    assert!(!unknown.status.success());
}

fn kept(keeper: &mut Keeper) {
    let step = keeper.step();
    assert!(matches!(step, Step::Kept(_)), "{step:?}");
}

fn copies(backups: &Path) -> Vec<String> {
    server::backup::name::names(backups).unwrap().iter().map(ToString::to_string).collect()
}

fn names_in(dir: &Path) -> bool {
    [FIRST_NAME, LAST_NAME, EMAIL].iter().any(|text| has(dir, text))
}

/// The server sweeps when nobody waits for an answer, and again where somebody was reading.
async fn gone(world: &World, text: &str) {
    until("it is gone from every file", async || {
        let found = has(world.folder().path(), text);
        if found {
            world.pass(Duration::from_secs(5)).await;
        }
        (!found).then_some(())
    })
    .await;
}

/// Whether a file of a folder holds this text.
fn has(dir: &Path, text: &str) -> bool {
    std::fs::read_dir(dir).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return has(&path, text);
        }
        // Sockets cannot be read, and hold nothing.
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes.windows(text.len()).any(|window| window == text.as_bytes())
    })
}
