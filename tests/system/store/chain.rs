//! `verify` names the event that somebody was at, by office and sequence, whatever was done to it.

use office::event::Fact;
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use serde_json::json;
use server::control::{Call, Told, call};
use server::store::Reader;
use server::verify::verify;
use std::os::unix::fs::FileExt;
use tests::folder::Folder;
use tests::program::run;
use tests::world::{CARD, ELSEWHERE, OFFICE, REGISTER, RESIDENCE, World};

/// Every column of an event.
const COLUMNS: [&str; 10] =
    ["office", "seq", "day", "at", "by_kind", "by_id", "cause", "kind", "body", "hash"];

#[tokio::test(flavor = "multi_thread")]
async fn every_flipped_byte_of_every_column_of_an_event_is_named_by_office_and_sequence() {
    let (folder, seq) = two_offices().await;
    let sql = past_the_rules(&folder);
    let mut tried = 0;
    for column in COLUMNS {
        let before = value(&sql, column, seq);
        for (nth, changed) in flipped(&before).into_iter().enumerate() {
            write(&sql, column, seq, &before, &changed);
            let findings = findings(&folder);
            let named = findings.iter().any(|finding| names(finding, seq));
            assert!(named, "byte {nth} of {column}: {findings:?}");
            write(&sql, column, seq, &changed, &before);
            tried += 1;
        }
    }
    assert!(tried > 200, "{tried}");
    assert_eq!(findings(&folder), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_changed_row_or_hash_is_one_finding_of_the_chain() {
    let (folder, seq) = two_offices().await;
    let sql = past_the_rules(&folder);
    for column in ["at", "hash"] {
        let before = value(&sql, column, seq);
        let changed = flipped(&before).remove(0);
        write(&sql, column, seq, &before, &changed);
        let of_chain: Vec<_> =
            findings(&folder).into_iter().filter(|finding| finding.contains("hash")).collect();
        assert_eq!(of_chain, [format!("{OFFICE}: event {seq}: the row and its hash do not agree")]);
        write(&sql, column, seq, &changed, &before);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn removed_and_inserted_rows_are_named() {
    let (original, seq) = two_offices().await;
    let last: u64 =
        original.raw().query_row("select seq from office where id = ?1", [OFFICE], |row| row.get(0)).unwrap();
    let copied = |from: u64, to: u64| {
        format!(
            "insert into event select office, {to}, day, at, by_kind, by_id, cause, kind, body, hash \
             from event where office = '{OFFICE}' and seq = {from}"
        )
    };
    let removed = |which: &str| format!("delete from event where office = '{OFFICE}' and seq {which}");
    let cases = [
        (removed(&format!("= {seq}")), format!("event {seq} is missing: event {} cannot", seq + 1)),
        (
            removed(&format!("between {} and {seq}", seq - 1)),
            format!("events {} to {seq} are missing", seq - 1),
        ),
        (removed("= 1"), "event 1 is missing".to_owned()),
        (removed(&format!("= {last}")), format!("event {last} is missing")),
        (removed("> 0"), format!("events 1 to {last} are missing")),
        (copied(last, last + 1), format!("event {}: the row and its hash do not agree", last + 1)),
        (copied(seq, last + 5), format!("events {} to {} are missing", last + 1, last + 4)),
        (
            format!("update event set office = 'nowhere' where office = '{OFFICE}' and seq = {seq}"),
            format!("event {seq} is missing"),
        ),
        (
            format!("update event set seq = -seq where office = '{OFFICE}' and seq = {seq}"),
            format!("event {seq} is missing"),
        ),
    ];
    for (statement, words) in cases {
        let copy = Folder::with_database_of(original.path());
        past_the_rules(&copy).execute_batch(&statement).unwrap();
        let findings = findings(&copy);
        let expected = format!("{OFFICE}: {words}");
        assert!(findings.iter().any(|finding| finding.starts_with(&expected)), "{statement}: {findings:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_say_nothing_we_know_are_named_and_the_other_office_is_still_compared() {
    let (original, seq) = two_offices().await;
    for (column, value) in [
        ("body", "'no json'"),
        ("body", "'{}'"),
        ("body", "cast(x'ff' as text)"),
        ("kind", "'SomethingElse'"),
        ("by_kind", "'a ghost'"),
        ("by_id", "cast(x'c3' as text)"),
        ("day", "'yesterday'"),
        ("at", "9223372036854775807"),
        ("hash", "x'00'"),
    ] {
        let copy = Folder::with_database_of(original.path());
        let sql = past_the_rules(&copy);
        let statement =
            format!("update event set {column} = {value} where office = '{OFFICE}' and seq = {seq}");
        sql.execute_batch(&statement).unwrap();
        sql.execute_batch(&format!("update desk set state = 'paused' where office = '{ELSEWHERE}'")).unwrap();
        let findings = findings(&copy);
        assert!(findings.iter().any(|finding| names(finding, seq)), "{statement}: {findings:?}");
        assert!(findings.iter().any(|finding| finding.contains("banco-1")), "{statement}: {findings:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn flipped_byte_of_the_file_is_found_and_in_the_text_of_an_event_named() {
    let (folder, seq) = two_offices().await;
    let body: String = match value(&past_the_rules(&folder), "body", seq) {
        Value::Text(body) => body,
        other => panic!("{other:?}"),
    };
    let bytes = std::fs::read(folder.database()).unwrap();
    let text = bytes.windows(body.len()).position(|window| window == body.as_bytes()).unwrap();
    let page = text & !4095;
    let used = used(&bytes[page..page + 4096]);
    let file = std::fs::OpenOptions::new().write(true).open(folder.database()).unwrap();
    let mut tried = 0;
    for at in (page..page + 4096).filter(|at| used.contains(&(at - page)) && at % 5 == 0) {
        file.write_all_at(&[bytes[at] ^ 0x04], at as u64).unwrap();
        let findings = findings(&folder);
        assert!(!findings.is_empty(), "byte {} of the page", at - page);
        if (text..text + body.len()).contains(&at) {
            assert!(findings.iter().any(|finding| names(finding, seq)), "{findings:?}");
        }
        file.write_all_at(&bytes[at..=at], at as u64).unwrap();
        tried += 1;
    }
    assert!(tried > 100, "{tried}");
    assert_eq!(findings(&folder), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn page_of_the_log_that_cannot_be_read_is_told_and_the_rest_is_read_on() {
    let world = World::plan().with_elsewhere().begin().await;
    for _ in 0..60 {
        world.clerk().take(CARD).await;
    }
    let copy = Folder::with_database_of(world.folder().path());
    // Pages that were divided keep remains of what was on them: the line is to be found where it is read.
    copy.raw().execute_batch("vacuum").unwrap();
    let seq = last_issued(&copy) - 30;
    let body = match value(&past_the_rules(&copy), "body", seq) {
        Value::Text(body) => body,
        other => panic!("{other:?}"),
    };
    let bytes = std::fs::read(copy.database()).unwrap();
    let text = bytes.windows(body.len()).position(|window| window == body.as_bytes()).unwrap();
    let file = std::fs::OpenOptions::new().write(true).open(copy.database()).unwrap();
    file.write_all_at(&[0xA5; 4096], (text & !4095) as u64).unwrap();
    let report = verify(&copy.database()).unwrap();
    let told = |words: &str| report.findings.iter().any(|finding| finding.contains(words));
    assert!(told(&format!("{OFFICE}: what stands after event ")), "{:?}", report.findings);
    let gap = report.findings.iter().find_map(|finding| {
        let (first, rest) = finding.strip_prefix(&format!("{OFFICE}: events "))?.split_once(" to ")?;
        Some(first.parse::<u64>().unwrap()..=rest.split_once(" are missing")?.0.parse::<u64>().unwrap())
    });
    let gap = gap.unwrap_or_else(|| panic!("{:?}", report.findings));
    assert!(gap.contains(&seq) && *gap.end() < last_issued(&Folder::with_database_of(world.folder().path())));
    let untouched = verify(&world.folder().database()).unwrap();
    assert_eq!(report.events, untouched.events - gap.count() as u64);
}

#[tokio::test(flavor = "multi_thread")]
async fn schema_that_somebody_was_at_is_told() {
    let (original, _) = two_offices().await;
    for (statement, words) in [
        ("drop trigger event_is_never_deleted", "schema: trigger event_is_never_deleted is missing"),
        ("drop index one_visitor_per_desk", "schema: index one_visitor_per_desk is missing"),
        ("create table shopping (item text)", "schema: table shopping is none of this version"),
        ("alter table desk add column colour text", "schema: table desk is not as this version makes it"),
    ] {
        let copy = Folder::with_database_of(original.path());
        copy.raw().execute_batch(statement).unwrap();
        assert_eq!(findings(&copy), [words]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn program_names_the_event_fails_and_leaves_the_folder_as_it_is() {
    let (folder, seq) = two_offices().await;
    past_the_rules(&folder)
        .execute("update event set at = at + 1 where office = ?1 and seq = ?2", params![OFFICE, seq])
        .unwrap();
    let before = std::fs::read(folder.database()).unwrap();
    let output = run(&["verify"], folder.path());
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success());
    assert!(told.lines().any(|line| names(line, seq)), "{told}");
    assert!(told.contains(&format!("{ELSEWHERE}: up to event ")), "{told}");
    assert_eq!(std::fs::read(folder.database()).unwrap(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn verify_beside_a_busy_server_finds_nothing_and_a_changed_row_as_soon_as_it_is_there() {
    let world = World::begin().await;
    let clerk = world.clerk();
    let busy = tokio::spawn(async move {
        for _ in 0..40 {
            clerk.take(CARD).await;
        }
    });
    let told = async || call(world.folder().path(), Call::Verify, world.clock.clone()).await.unwrap();
    while !busy.is_finished() {
        let told = told().await;
        assert!(matches!(told, Told::Done(_)), "{told:?}");
    }
    busy.await.unwrap();
    let seq = last_issued(world.folder());
    let sql = past_the_rules(world.folder());
    let change = |by: i64| {
        let changed = sql.execute("update event set at = at + ?1 where seq = ?2", params![by, seq]);
        assert_eq!(changed, Ok(1));
    };
    change(1);
    let Told::Bad(lines) = told().await else { panic!("nothing was found") };
    assert!(lines.iter().any(|line| names(line, seq)), "{lines:?}");
    change(-1);
}

#[tokio::test(flavor = "multi_thread")]
async fn end_of_each_log_is_told_with_its_hash() {
    let (folder, _) = two_offices().await;
    let report = verify(&folder.database()).unwrap();
    let sql = folder.raw();
    assert_eq!(report.heads.len(), 2);
    for head in report.heads {
        let (seq, hash): (u64, [u8; 32]) = sql
            .query_row(
                "select seq, hash from event where office = ?1 order by seq desc limit 1",
                [head.office.as_str()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .unwrap();
        assert_eq!((head.seq, head.hash), (seq, Some(hash)));
    }
}

/// A copy of a folder with two busy offices, and the sequence of the default one's last number, which
/// has something in every column and is not the last event.
async fn two_offices() -> (Folder, u64) {
    let mut world = World::plan().with_elsewhere().begin().await;
    let elsewhere = world.holder_of("clerk-elsewhere");
    elsewhere.at_desk("banco-1", "open").await.is(200);
    world.walk_in().take(RESIDENCE).await;
    world.clerk().take(CARD).await;
    let seq = last_issued(world.folder());
    let called = world.clerk().call_next(REGISTER).await;
    world.clerk().step(&called, "start", json!({})).await.is(200);
    world.end().await;
    (Folder::with_database_of(world.folder().path()), seq)
}

fn last_issued(folder: &Folder) -> u64 {
    let reader = Reader::open(&folder.database()).unwrap();
    let log = tests::world::log(&reader, &OFFICE.parse().unwrap());
    log.iter().rfind(|event| matches!(event.fact, Fact::TicketIssued { .. })).unwrap().seq
}

/// Whether a finding names the office and the sequence.
fn names(finding: &str, seq: u64) -> bool {
    finding.strip_prefix(&format!("{OFFICE}: event {seq}")).is_some_and(|rest| rest.starts_with([' ', ':']))
}

fn findings(folder: &Folder) -> Vec<String> {
    verify(&folder.database()).unwrap().findings
}

/// A connection for which the database has no rules; its schema ends up as it was.
fn past_the_rules(folder: &Folder) -> Connection {
    let sql = folder.raw();
    sql.execute_batch("pragma foreign_keys = off; pragma ignore_check_constraints = on").unwrap();
    sql.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    sql
}

fn value(sql: &Connection, column: &str, seq: u64) -> Value {
    let query = format!("select {column} from event where office = ?1 and seq = ?2");
    sql.query_row(&query, params![OFFICE, seq], |row| row.get(0)).unwrap()
}

/// Writes a value that is there no more over the one that is.
fn write(sql: &Connection, column: &str, seq: u64, from: &Value, to: &Value) {
    let key = |which: &str, otherwise: Value| if column == which { from.clone() } else { otherwise };
    let (office, seq) = (
        key("office", Value::Text(OFFICE.to_owned())),
        key("seq", Value::Integer(i64::try_from(seq).unwrap())),
    );
    let statement = format!("update event set {column} = ?1 where office = ?2 and seq = ?3");
    assert_eq!(sql.execute(&statement, params![to, office, seq]), Ok(1));
}

/// The value with one byte flipped, for each of its bytes; absent: with something there.
fn flipped(value: &Value) -> Vec<Value> {
    let bytes = |bytes: &[u8]| -> Vec<Vec<u8>> {
        let each = |nth: usize| {
            let mut changed = bytes.to_vec();
            changed[nth] ^= 1;
            changed
        };
        (0..bytes.len()).map(each).collect()
    };
    match value {
        Value::Null => vec![Value::Text(String::new()), Value::Text("x".to_owned())],
        // One bit of each byte, and none that makes a sequence that of another event.
        Value::Integer(number) => (0..8).map(|nth| Value::Integer(number ^ (0x40 << (8 * nth)))).collect(),
        Value::Real(_) => panic!("there is no such column"),
        Value::Text(text) => bytes(text.as_bytes())
            .into_iter()
            .map(|text| Value::Text(String::from_utf8(text).unwrap()))
            .collect(),
        Value::Blob(blob) => bytes(blob).into_iter().map(Value::Blob).collect(),
    }
}

/// The places of a leaf page that hold something: its header and cells, not the room between.
fn used(page: &[u8]) -> Vec<usize> {
    let two = |at: usize| usize::from(u16::from_be_bytes([page[at], page[at + 1]]));
    let (cells, content) = (two(3), two(5));
    (0..8 + 2 * cells).chain(content..page.len()).collect()
}
