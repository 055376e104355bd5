//! Ten thousand people for two hundred places, against the real program: each place is given once, and
//! everybody is answered.

use office::event::Fact;
use office::id::OfficeId;
use server::store::Reader;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tests::click_day::{Answers, Hall, PLACES, STARTS, Shape, ask, come, office, starts};
use tests::folder::Folder;
use tests::line::Line;
use tests::program::{Server, free_address};
use tests::until::within;
use tests::world::{OFFICE, check, log};
use tokio::sync::watch;

/// Longest wait for the first answers of a flood on a slow machine.
const FIRST_ANSWERS_MAX: std::time::Duration = std::time::Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_at_once_get_each_place_once_although_the_server_is_killed_in_the_middle() {
    const PEOPLE: usize = 10_000;
    let (folder, _) = office();
    let address = free_address();
    let server = Server::start(folder.path(), address).await;
    let (started, hall) = hall_at(address).await;
    let coming = {
        let hall = hall.clone();
        tokio::spawn(async move { come(Shape::Flood, PEOPLE, &hall).await })
    };
    within(FIRST_ANSWERS_MAX, "some who have a place", async || {
        (hall.given.load(Ordering::Relaxed) >= PLACES / 4).then_some(())
    })
    .await;
    server.kill();
    let server = Server::start(folder.path(), address).await;
    started.send_replace(1);
    let answers = coming.await.unwrap();
    assert_eq!(answers.len(), PEOPLE);
    each_place_was_given_once(&folder, &answers);
    // What was told before the kill and after it is the same once more.
    let mut line = Line::to(&address.to_string(), "").await.unwrap();
    for (nth, told) in answers.iter().filter(|(_, (status, _))| *status == 201) {
        assert_eq!(&ask(&mut line, *nth, &hall.starts[nth % STARTS]).await.unwrap(), told);
    }
    server.kill();
    check(folder.path(), &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_come_in_waves_get_each_place_once() {
    people_who_come(Shape::Waves).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_come_one_after_the_other_get_each_place_once() {
    people_who_come(Shape::Stream).await;
}

async fn people_who_come(shape: Shape) {
    const PEOPLE: usize = 2000;
    let (folder, _) = office();
    let address = free_address();
    let server = Server::start(folder.path(), address).await;
    let (_started, hall) = hall_at(address).await;
    let answers = come(shape, PEOPLE, &hall).await;
    assert_eq!(answers.len(), PEOPLE);
    each_place_was_given_once(&folder, &answers);
    server.kill();
    check(folder.path(), &[]);
}

/// Where people come, and what tells them that the server has been started once more.
async fn hall_at(address: SocketAddr) -> (watch::Sender<u32>, Hall) {
    let (started, restarts) = watch::channel(0);
    let starts: Arc<[String]> = starts(address).await.into();
    assert_eq!(starts.len(), STARTS);
    (started, Hall { address, restarts, starts, given: Arc::default() })
}

/// Holds the answers to the log: as many codes as places, and no place of two.
fn each_place_was_given_once(folder: &Folder, answers: &Answers) {
    let mut by_status: BTreeMap<u16, usize> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (status, body) in answers.values() {
        *by_status.entry(*status).or_default() += 1;
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        match status {
            201 => assert!(told.insert(body["id"].as_str().unwrap().to_owned()), "told to two: {body}"),
            _ => assert_eq!(body["code"], "place_taken", "{status} {body}"),
        }
    }
    assert_eq!(by_status, BTreeMap::from([(201, PLACES), (409, answers.len() - PLACES)]));
    let reader = Reader::open(&folder.database()).unwrap();
    let mut places = BTreeSet::new();
    let mut given = BTreeSet::new();
    for event in log(&reader, &OfficeId::new(OFFICE).unwrap()) {
        if let Fact::SlotReserved { booking, place, .. } = event.fact {
            assert!(places.insert((place.desk, place.lane, place.start)), "{booking} has a place of another");
            given.insert(booking.to_string());
        }
    }
    assert_eq!(given, told, "what was told is what is in the log");
}
