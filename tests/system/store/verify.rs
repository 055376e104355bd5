//! `verify` finds every difference between the log and the tables.

use rusqlite::Connection;
use serde_json::json;
use server::verify::verify;
use tests::folder::Folder;
use tests::program::run;
use tests::world::{CARD, REGISTER, RESIDENCE, World};

/// What somebody did to the file, and a word of what must be found.
const TAMPERED: [(&str, &str); 12] = [
    ("update ticket set joined_at = joined_at - 60000 where series = 'A' and count = 2", "A002"),
    ("update ticket set class = 'priority' where series = 'A' and count = 1", "A001"),
    ("update leg set state = 'left' where state = 'waiting'", "waiting"),
    ("update leg set desk = 'sportello-3' where state = 'called'", "sportello-3"),
    ("delete from leg where ticket like '%A002'", "A002"),
    ("delete from ticket where series = 'A' and count = 2", "A002"),
    ("update desk set state = 'paused' where id = 'sportello-1'", "sportello-1"),
    ("delete from desk where id = 'sportello-2'", "sportello-2"),
    ("update service_day set closed_at = 0", "open day"),
    ("delete from service_day", "day 2026-03-02"),
    ("update office set seq = seq + 1", "last event"),
    (
        "insert into ticket select id || 'X', office, day, series, 77, 99, joined_at, class, channel, configuration \
         from ticket limit 1",
        "077",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_tampered_row_is_found_and_named() {
    let original = busy_day().await;
    for (statement, word) in TAMPERED {
        let copy = Folder::with_database_of(original.path());
        tamper(&copy, statement);
        let findings = verify(&copy.database()).unwrap().findings;
        assert!(findings.iter().any(|finding| finding.contains(word)), "{statement}: {findings:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn log_changed_past_its_triggers_is_found() {
    let original = busy_day().await;
    for (statement, word) in [
        (
            "delete from event where kind = 'TicketIssued' and seq = (select min(seq) from event where kind = 'TicketIssued')",
            "event 6 is missing",
        ),
        ("update event set body = replace(body, 'A002', 'A001') where kind = 'TicketIssued'", "second time"),
        ("update event set at = at + 60000 where kind = 'LegCalled'", "log says"),
    ] {
        let copy = Folder::with_database_of(original.path());
        let without = "drop trigger event_is_never_deleted; drop trigger event_is_never_updated;";
        tamper(&copy, &format!("{without} {statement}"));
        let findings = verify(&copy.database()).unwrap().findings;
        assert!(findings.iter().any(|finding| finding.contains(word)), "{statement}: {findings:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_of_a_sound_folder_ends_well_and_says_what_it_compared() {
    let folder = busy_day().await;
    let output = run(&["verify"], folder.path());
    assert!(output.status.success(), "{output:?}");
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("3 tickets, 0 findings"), "{told}");
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_of_a_tampered_folder_fails_with_findings_on_standard_output() {
    let copy = busy_day().await;
    tamper(&copy, "update desk set state = 'paused' where id = 'sportello-1'");
    let output = run(&["verify"], copy.path());
    assert!(!output.status.success());
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(told.contains("sportello-1") && told.contains("1 findings"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_works_beside_a_running_server_and_an_empty_folder_fails() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    let dir = world.folder().path().to_owned();
    let output = tokio::task::spawn_blocking(move || run(&["verify"], &dir)).await.unwrap();
    assert!(output.status.success(), "{output:?}");

    let empty = Folder::empty();
    let output = run(&["verify"], empty.path());
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("no office"));
}

#[tokio::test(flavor = "multi_thread")]
async fn damaged_page_of_the_file_is_found() {
    use std::io::{Seek, SeekFrom, Write};
    let copy = busy_day().await;
    let len = std::fs::metadata(copy.database()).unwrap().len();
    let mut file = std::fs::OpenOptions::new().write(true).open(copy.database()).unwrap();
    file.seek(SeekFrom::Start((len / 2) & !4095)).unwrap();
    file.write_all(&[0xA5; 4096]).unwrap();
    drop(file);
    let output = run(&["verify"], copy.path());
    assert!(!output.status.success(), "{output:?}");
}

/// A copy of the folder of a day with numbers called and waiting.
async fn busy_day() -> Folder {
    let mut world = World::begin().await;
    let first = world.walk_in().take(CARD).await;
    for _ in 0..2 {
        world.walk_in().take(RESIDENCE).await;
    }
    world.clerk().call_next(REGISTER).await;
    world.clerk().step(&first, "start", json!({})).await.is(200);
    world.clerk().step(&first, "hold", json!({})).await.is(200);
    world.clerk().call_next(REGISTER).await;
    world.end().await;
    Folder::with_database_of(world.folder().path())
}

fn tamper(folder: &Folder, statements: &str) {
    let sql = Connection::open(folder.database()).unwrap();
    sql.execute_batch(&format!("pragma foreign_keys = off; {statements}")).unwrap();
    assert!(sql.changes() > 0, "{statements} has changed nothing");
}
