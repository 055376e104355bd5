//! SIGKILL under load: what was acknowledged is there, no number twice, the same key the same answer.

use office::event::Fact;
use reqwest::Method;
use serde_json::{Value, json};
use server::store::{FILE_NAME, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tests::person::{Acknowledged, Person, TICKETS};
use tests::program::{Server, always_open_office, done, free_address, run};
use tests::until::until;
use tests::world::{CARD, INFORMATION, OFFICE, REGISTER, RESIDENCE, TAX, TAXES, check, log};

/// Kills where `SPORTELLO_KILLS` does not say otherwise.
const KILLS: usize = 30;
/// Visitors who take numbers at once.
const VISITORS: usize = 6;
/// A round is ended after at most so many acknowledged numbers.
const ROUND_MAX: usize = 120;

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_numbers_survive_sigkill_under_load() {
    let kills = std::env::var("SPORTELLO_KILLS").ok().map_or(KILLS, |kills| kills.parse().unwrap());
    let (folder, key) = always_open_office();
    let address = free_address();
    let acknowledged = Acknowledged::default();
    let mut told = BTreeMap::new();
    let mut unanswered = BTreeSet::new();
    let random = server::control::secret().unwrap();
    for round in 0..kills {
        let server = Server::start(folder.path(), address).await;
        let person = server.person(Some(&key), acknowledged.clone());
        // Whatever was cut off is asked again, and has happened once or not at all.
        for name in std::mem::take(&mut unanswered) {
            told.insert(name, take(&person, &name).await.expect("the server is there"));
        }
        let enough = 1 + random_below(&random, round, ROUND_MAX);
        let answered = load(&person, server, round, enough).await;
        for (name, answer) in answered {
            match answer {
                Some(answer) => assert_eq!(told.insert(name, answer), None),
                None => assert!(unanswered.insert(name)),
            }
        }
    }
    end_of_the_day(folder.path(), address, &key, &told).await;
    check(folder.path(), &acknowledged.lock().unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn server_that_is_asked_to_end_does_so_in_order() {
    let (folder, key) = always_open_office();
    let server = Server::start(folder.path(), free_address()).await;
    let acknowledged = Acknowledged::default();
    let person = server.person(Some(&key), acknowledged.clone());
    for nth in 0..20 {
        take(&person, &Name { round: 0, visitor: 0, nth }).await.unwrap();
    }
    assert!(server.terminate().await);
    check(folder.path(), &acknowledged.lock().unwrap());
    assert!(!folder.path().join("control.sock").exists());
}

/// A request's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    round: usize,
    visitor: usize,
    nth: usize,
}

/// Takes numbers and calls them until `enough` were acknowledged, then kills the server in the middle.
async fn load(person: &Person, server: Server, round: usize, enough: usize) -> Vec<(Name, Option<Value>)> {
    let count = Arc::new(AtomicUsize::new(0));
    let visitors: Vec<_> = (0..VISITORS)
        .map(|visitor| {
            let (person, count) = (person.clone(), count.clone());
            tokio::spawn(async move {
                let mut answers = Vec::new();
                for nth in 0.. {
                    let name = Name { round, visitor, nth };
                    let answer = take(&person, &name).await;
                    let is_cut = answer.is_none();
                    answers.push((name, answer));
                    if is_cut {
                        break;
                    }
                    count.fetch_add(1, Ordering::Relaxed);
                }
                answers
            })
        })
        .collect();
    let clerks: Vec<_> = [REGISTER, INFORMATION, TAXES]
        .map(|desk| tokio::spawn(work(person.clone(), desk)))
        .into_iter()
        .collect();
    until("numbers", async || (count.load(Ordering::Relaxed) >= enough).then_some(())).await;
    server.kill();
    let mut answers = Vec::new();
    for visitor in visitors {
        answers.extend(visitor.await.unwrap());
    }
    for clerk in clerks {
        clerk.await.unwrap();
    }
    answers
}

/// The answer to a request for a number; nothing where the server was killed before it answered.
async fn take(person: &Person, name: &Name) -> Option<Value> {
    let service = [RESIDENCE, CARD, TAX][name.nth % 3];
    let asked = person.ask(Method::POST, TICKETS).header("Content-Type", "application/json");
    let asked = asked.header("Idempotency-Key", format!("r{}-v{}-n{}", name.round, name.visitor, name.nth));
    let told = person.try_send(asked.body(json!({ "service": service }).to_string())).await.ok()?;
    // A server that is being killed may still say that it cannot any more; it has given nothing then.
    (told.status != 503).then(|| told.is(201))
}

/// Opens a desk, calls and serves until the server is gone.
async fn work(person: Person, desk: &'static str) {
    let ask_with = async |method: Method, path: String, body: Value| {
        let asked = person.ask(method, &path).header("Content-Type", "application/json");
        person.try_send(asked.body(body.to_string())).await.ok()
    };
    let ask = async |method: Method, path: String| ask_with(method, path, json!({})).await;
    let post = async |path: String| ask(Method::POST, path).await;
    let desk = format!("/api/v1/desks/{desk}");
    let mut is_there = post(format!("{desk}/open")).await.is_some();
    while is_there {
        post(format!("{desk}/call-next")).await;
        // Whom the last round has left at the desk is served like anybody else.
        let Some(at_desk) = ask(Method::GET, desk.clone()).await else { return };
        let at_desk = at_desk.json();
        let Some(ticket) = at_desk["ticket"]["id"].as_str() else { continue };
        is_there = post(format!("/api/v1/tickets/{ticket}/start")).await.is_some();
        // Every other visitor goes on to a second service: a move is whole or has not happened.
        if at_desk["ticket"]["service"] == CARD {
            let to = json!({ "to": { "service": TAX } });
            let path = format!("/api/v1/tickets/{ticket}/move");
            is_there = ask_with(Method::POST, path, to).await.is_some();
        } else {
            is_there &= post(format!("/api/v1/tickets/{ticket}/finish")).await.is_some();
        }
    }
}

/// After all kills: every answer is the same once more, and the program itself finds nothing wrong.
async fn end_of_the_day(dir: &Path, address: SocketAddr, key: &str, told: &BTreeMap<Name, Value>) {
    let server = Server::start(dir, address).await;
    let person = server.person(Some(key), Acknowledged::default());
    for (name, answer) in told {
        assert_eq!(take(&person, name).await.as_ref(), Some(answer), "{name:?}");
    }
    let ids: BTreeSet<&str> = told.values().map(|answer| answer["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), told.len(), "a number was given to two requests");
    server.kill();
    done(&run(&["verify"], dir));
    // The load was one: clerks have called and served between the kills.
    let reader = Reader::open(&dir.join(FILE_NAME)).unwrap();
    let events = log(&reader, &OFFICE.parse().unwrap());
    let count = |is_it: fn(&Fact) -> bool| events.iter().filter(|event| is_it(&event.fact)).count();
    let finished = count(|fact| matches!(fact, Fact::LegFinished { .. }));
    let moved = count(|fact| matches!(fact, Fact::LegMoved { .. }));
    assert!(finished > 0 && moved > 0, "{finished} served, {moved} moved, {} numbers", told.len());
}

/// A number below `end` from the hexadecimal digits of a random text.
fn random_below(random: &str, nth: usize, end: usize) -> usize {
    let at = nth * 2 % (random.len() - 4);
    usize::from_str_radix(&random[at..at + 4], 16).unwrap() % end
}
