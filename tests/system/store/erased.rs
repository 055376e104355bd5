//! What is erased is gone from the files: from the tables, from pages that became free, from the
//! write-ahead log, and from every backup made afterwards.

use serde_json::json;
use server::store::keys::Role;
use server::store::staffing::StaffChange;
use std::path::Path;
use std::time::Duration;
use tests::program::{done, run};
use tests::until::until;
use tests::world::{OFFICE, RESIDENCE, World};

/// Stands in each note that these tests give; long enough to fill pages of their own.
const NOTE: &str = "Wanda Zanzibarri ha con sé la delega di Ubaldo Pfeffernuss";
const NAME: &str = "wanda.zanzibarri";
/// Visitors with a note: more than fit into one page.
const VISITORS: usize = 40;
/// Longer than answers are kept.
const DAY: Duration = Duration::from_secs(24 * 3600 + 60);

#[tokio::test(flavor = "multi_thread")]
async fn note_is_in_no_file_once_the_day_is_closed() {
    let world = World::begin().await;
    for nth in 0..VISITORS {
        let note = format!("{NOTE} numero {nth} {}", "e altro ancora ".repeat(10));
        world.welcome().take_with(json!({ "service": RESIDENCE, "note": note })).await;
    }
    assert!(!files_with(world.folder().path(), "Zanzibarri").is_empty(), "it can be found while it is kept");
    world.pass_until("2026-03-03T04:00:00+01:00").await;
    is_in_no_file(&world, "Zanzibarri").await;
    is_in_no_file(&world, "Pfeffernuss").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_of_slips_answers_and_print_jobs_are_in_no_file_two_days_later() {
    let world = World::begin().await;
    let mut tokens = Vec::new();
    for nth in 0..VISITORS {
        let body = json!({ "service": RESIDENCE });
        let path = tests::person::TICKETS;
        // The totem's own limit is for another test.
        let taken = world.clerk().post_named(&format!("tap-{nth}"), path, body).await.is(201);
        tokens.push(taken["token"].as_str().unwrap().to_owned());
    }
    let totem = world.walk_in().take(RESIDENCE).await;
    tokens.push(totem["token"].as_str().unwrap().to_owned());
    let found = |token: &String| files_with(world.folder().path(), token);
    assert!(tokens.iter().all(|token| !found(token).is_empty()), "they can be found while they are kept");
    world.pass_until("2026-03-03T09:00:00+01:00").await;
    world.walk_in().take(RESIDENCE).await;
    world.pass(DAY).await;
    world.walk_in().take(RESIDENCE).await;
    for token in &tokens {
        is_in_no_file(&world, token).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn secret_of_a_reservation_that_lapsed_is_in_no_file_two_days_later() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let at = |time: &str| json!({ "service": RESIDENCE, "start": format!("2026-03-05T{time}:00+01:00") });
    let path = |what: &str| format!("/api/v1/offices/portico/{what}");
    let lapsed = stranger.post(&path("reservations"), at("10:30")).await.is(201);
    let kept = world.clerk().post(&path("bookings"), at("11:30")).await.is(201);
    let token = |booking: &serde_json::Value| booking["token"].as_str().unwrap().to_owned();
    for _ in 0..2 {
        world.pass(DAY).await;
        world.walk_in().take(RESIDENCE).await;
    }
    is_in_no_file(&world, &token(&lapsed)).await;
    let opened = stranger.get(&format!("/api/v1/bookings/{}", token(&kept))).await.is(200);
    assert_eq!(opened["state"], "booked");
}

#[tokio::test(flavor = "multi_thread")]
async fn name_of_somebody_who_is_removed_is_in_no_file() {
    let world = World::begin().await;
    let person = world.hire(NAME, Role::Clerk).await;
    world.log_in(NAME).await;
    assert!(!files_with(world.folder().path(), NAME).is_empty(), "it can be found while it is kept");
    world.manage(StaffChange::TakeRole { person, office: OFFICE.parse().unwrap() }).await;
    is_in_no_file(&world, NAME).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn line_of_the_audit_is_kept_for_two_years_and_not_longer() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let added = || world.audited("person added").len();
    world.pass_until("2028-02-28T09:00:00+01:00").await;
    assert_eq!(added(), 1);
    world.pass_until("2028-03-06T09:00:00+01:00").await;
    assert_eq!(added(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn backup_made_after_the_close_holds_nothing_that_was_erased() {
    let mut world = World::begin().await;
    world.welcome().take_with(json!({ "service": RESIDENCE, "note": NOTE })).await;
    world.pass_until("2026-03-03T04:00:00+01:00").await;
    world.end().await;
    let told = done(&run(&["backup"], world.folder().path()));
    let backups = world.folder().path().join("backups");
    assert!(told.contains("0 findings") && backups.exists(), "{told}");
    assert_eq!(files_with(&backups, "Zanzibarri"), Vec::<String>::new());
}

/// The server sweeps when nobody waits for an answer, and again where somebody was reading.
async fn is_in_no_file(world: &World, text: &str) {
    until("it is gone from every file", async || {
        let found = files_with(world.folder().path(), text);
        if !found.is_empty() {
            world.pass(Duration::from_secs(5)).await;
        }
        found.is_empty().then_some(())
    })
    .await;
}

/// The files of a folder and of those in it that hold this text.
fn files_with(dir: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}
