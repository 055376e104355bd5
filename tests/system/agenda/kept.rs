//! What is kept of appointments, over restarts, backups and days; and what is not.

use super::{BOOKINGS, HALF_PAST_TEN, RESERVATIONS, WISHES, address, booked, place, with_name};
use office::configuration::Configuration;
use office::event::{Actor, ActorKind};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::OfficeId;
use reqwest::Method;
use rusqlite::Connection;
use serde_json::{Value, json};
use server::clock::Clock;
use server::registrar::configuring::{Configuring, Reform, When};
use server::registrar::{Lane, Work};
use server::store::Reader;
use server::verify::verify;
use std::sync::Arc;
use std::time::Duration;
use tests::folder::Folder;
use tests::program::{done, run};
use tests::world::{OFFICE, RESIDENCE, World, small_configuration};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Puts another document into force at the default office.
pub async fn adopt(world: &World, change: impl FnOnce(&mut Configuration)) {
    let mut document = small_configuration();
    change(&mut document);
    let actor = Actor { kind: ActorKind::Staff, id: "p-admin".parse().unwrap() };
    let (document, note) = (Arc::new(document), String::new());
    let what = Reform::Adopt { document, note, base: None, when: When::Now };
    let (office, by) = (OFFICE.parse().unwrap(), server::store::audit::By::command_line());
    let work = Configuring { office, actor, by, request: None, what };
    world.app().registry.ask(Lane::Hall, Work::Configuring(Box::new(work))).await.unwrap();
}

/// Something of every kind: kept, booked, moved, given back, lapsed, missed, waited for.
async fn furnished(world: &World) -> Vec<Value> {
    let stranger = world.stranger();
    let at = |date: &str, time: &str| format!("2026-03-{date}T{time}:00+01:00");
    let missed = booked(&stranger, HALF_PAST_TEN).await;
    let later = booked(&stranger, &at("05", "11:00")).await;
    let moved = booked(&stranger, &at("05", "11:30")).await;
    let path = format!("/api/v1/bookings/{}/move", moved["code"].as_str().unwrap());
    let to = json!({ "start": at("06", "11:30"), "last_name": "pfeffernuss" });
    let moved = stranger.post(&path, to).await.is(200);
    let back = booked(&stranger, &at("05", "12:00")).await;
    stranger.send(stranger.ask(Method::DELETE, &address(&back))).await.is(200);
    let lapsed = stranger.post(RESERVATIONS, place(&at("05", "10:30"))).await.is(201);
    let wish = with_name(json!({ "service": RESIDENCE, "until": "2026-03-20" }));
    let wish = stranger.post(WISHES, wish).await.is(201);
    vec![missed, later, moved, back, lapsed, wish]
}

#[tokio::test(flavor = "multi_thread")]
async fn agenda_read_from_its_rows_is_what_the_whole_log_says() {
    let mut world = World::begin().await;
    furnished(&world).await;
    for span in [Duration::ZERO, 2 * DAY, DAY, 10 * DAY] {
        world.restart_after(span).await;
        booked(&world.stranger(), "2026-03-20T11:00:00+01:00").await;
        world.stranger().post(RESERVATIONS, place("2026-03-20T11:30:00+01:00")).await.is(201);
        let office = OfficeId::new(OFFICE).unwrap();
        let reader = Reader::open(&world.folder().database()).unwrap();
        let mut folded = Floor::new(office.clone(), reader.configurations(&office).unwrap());
        world.log(OFFICE).iter().for_each(|event| evolve(&mut folded, event));
        assert_eq!(reader.floor(&office).unwrap().agenda, folded.agenda);
        assert_eq!(world.app().hub.floor(&office).unwrap().agenda, folded.agenda);
        // Room for the next round; what has lapsed long ago has no code any more.
        let lines = world.clerk().get(&format!("{BOOKINGS}?date=2026-03-20")).await.is(200);
        for code in lines.as_array().unwrap().iter().filter_map(|line| line["code"].as_str()) {
            let path = format!("/api/v1/bookings/{code}");
            world.clerk().send(world.clerk().ask(Method::DELETE, &path)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_code_opens_the_same_after_a_backup_is_restored() {
    let mut world = World::begin().await;
    let told = furnished(&world).await;
    let (dir, target) = (world.folder().path().to_owned(), Folder::empty());
    let to = target.path().to_str().unwrap().to_owned();
    tokio::task::spawn_blocking(move || done(&run(&["backup", "--to", &to], &dir))).await.unwrap();
    let mut files = std::fs::read_dir(target.path()).unwrap().map(|file| file.unwrap().path());
    let copy = files.find(|path| path.extension().is_some_and(|extension| extension == "db")).unwrap();
    let before = opened(&world, &told).await;
    world.end().await;
    let elsewhere = Folder::empty();
    server::backup::restore::restore(&copy, elsewhere.path(), false, world.clock.now()).unwrap();
    let running = tests::world::serve(elsewhere.path(), world.clock.clone()).await.unwrap();
    let stranger =
        tests::person::Person::new(&format!("http://{}", running.address), None, Default::default());
    for (booking, expected) in told.iter().zip(before) {
        let mut opened = stranger.get(&address(booking)).await.is(200);
        opened["page_url"] = expected["page_url"].clone();
        assert_eq!(opened, expected);
    }
    running.end().await.unwrap();
    assert_eq!(verify(&elsewhere.database()).unwrap().findings, Vec::<String>::new());
}

async fn opened(world: &World, told: &[Value]) -> Vec<Value> {
    let mut opened = Vec::new();
    for booking in told {
        opened.push(world.stranger().get(&address(booking)).await.is(200));
    }
    opened
}

#[tokio::test(flavor = "multi_thread")]
async fn second_wall_refuses_what_the_rules_would_have_let_through() {
    let mut world = World::begin().await;
    booked(&world.stranger(), HALF_PAST_TEN).await;
    world.end().await;
    let sql = Connection::open(world.folder().database()).unwrap();
    let copied = |id: &str, starts: &str, ends: &str, lane: u32| {
        format!(
            "insert into booking select '{id}', office, seq + {lane} + 100, state, plan, desk, {lane}, {starts}, {ends}, \
             services, people, channel, until, extended, made_at, configuration, origin, moves, moved_to, ticket, wish, \
             last_seq from booking where id not like 'x%' limit 1"
        )
    };
    for (statement, wall) in [
        (copied("x1", "starts", "ends", 0), "a place is given once"),
        (copied("x2", "starts + 60000", "ends + 60000", 0), "a place is given once"),
        (copied("x3", "starts - 60000", "ends + 60000", 0), "a place is given once"),
        (copied("x4", "ends", "starts", 3), "booking_has_a_length"),
        ("update booking set starts = starts + 1".into(), "keeps its place"),
        ("update booking set state = 'reserved'".into(), "lapses_while_reserved"),
        (
            "update booking set state = 'cancelled'; update booking set state = 'booked'".into(),
            "keeps its place",
        ),
    ] {
        let error = sql.execute_batch(&format!("begin; {statement}; commit")).unwrap_err().to_string();
        sql.execute_batch("rollback").unwrap();
        assert!(error.contains(wall), "{statement}: {error}");
    }
    for statement in [copied("x5", "ends", "ends + 60000", 0), copied("x6", "starts", "ends", 1)] {
        sql.execute_batch(&format!("begin; {statement}; rollback")).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tampered_row_of_the_agenda_is_found_and_named() {
    let mut world = World::begin().await;
    let told = furnished(&world).await;
    world.pass(2 * DAY).await;
    world.end().await;
    let id = |nth: usize, field: &str| told[nth][field].as_str().unwrap().to_owned();
    let (missed, later, wish) = (id(0, "id"), id(1, "id"), id(5, "wish"));
    let without = "drop trigger booking_keeps_its_place";
    for (statement, word) in [
        (format!("{without}; update booking set starts = starts + 1 where id = '{later}'"), later.as_str()),
        (format!("update booking set state = 'cancelled' where id = '{later}'"), &later),
        (format!("update booking set services = '[]' where id = '{later}'"), &later),
        (format!("update booking set services = '[1]' where id = '{later}'"), &later),
        (format!("update booking set people = 2 where id = '{missed}'"), &missed),
        (format!("delete from booking where id = '{missed}'"), &missed),
        (format!("update booking set id = 'x-b7' where id = '{later}'"), later.as_str()),
        (format!("update wish set wished = '{{}}' where id = '{wish}'"), &wish),
        (format!("delete from wish where id = '{wish}'"), &wish),
        (
            "insert into draw (office, plan, date, seq) values ('portico', 'anagrafe', '2026-03-05', 3)"
                .into(),
            "draw",
        ),
    ] {
        let copy = Folder::with_database_of(world.folder().path());
        let sql = Connection::open(copy.database()).unwrap();
        sql.execute_batch(&format!("pragma foreign_keys = off; {statement}")).unwrap();
        assert!(sql.changes() > 0, "{statement}");
        drop(sql);
        let findings = verify(&copy.database()).unwrap().findings;
        assert!(findings.iter().any(|finding| finding.contains(word)), "{statement}: {findings:?}");
    }
}
