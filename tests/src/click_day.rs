//! The day on which everybody wants the same few places: an office with two hundred of them, and how
//! people come.

use crate::folder::Folder;
use crate::line::Line;
use crate::program::{always_open_catalogue, office_with};
use crate::until::PATIENCE;
use crate::world::small_configuration;
use chrono::{Days, NaiveDate};
use office::hours::date_at;
use server::clock::{Clock, SystemClock};
use std::collections::BTreeMap;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::{Barrier, watch};
use tokio::time::timeout;

/// Places that there are.
pub const PLACES: usize = 200;
/// Moments at which they begin.
pub const STARTS: usize = 8;
/// What they are for.
pub const SERVICE: &str = "spid-cie-aiuto";

const PLAN: &str = r#"
[[plans]]
id = "giorno-del-clic"
desk = "sportello-2"
services = ["spid-cie-aiuto"]
every_min = 15
capacity = 25
horizon_days = 30

[plans.week]
monday = [{ from = "09:00", until = "11:00" }]
tuesday = [{ from = "09:00", until = "11:00" }]
wednesday = [{ from = "09:00", until = "11:00" }]
thursday = [{ from = "09:00", until = "11:00" }]
friday = [{ from = "09:00", until = "11:00" }]
saturday = [{ from = "09:00", until = "11:00" }]
sunday = [{ from = "09:00", until = "11:00" }]
"#;

/// How people come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// All at once.
    Flood,
    /// In waves, each of which begins when the one before has been answered.
    Waves,
    /// A few at a time, one after the other.
    Stream,
}

impl Shape {
    /// On how many connections, and in how many waves.
    fn lines_and_waves(self) -> (usize, usize) {
        match self {
            Shape::Flood => (500, 1),
            Shape::Waves => (500, 10),
            Shape::Stream => (40, 1),
        }
    }
}

/// A folder with that office, and a supervisor's key to it.
pub fn office() -> (Folder, String) {
    office_with(&format!("{}{PLAN}", always_open_catalogue()))
}

/// The date of the places.
pub fn date() -> NaiveDate {
    let today = date_at(SystemClock::start().now(), small_configuration().office.zone);
    today.checked_add_days(Days::new(2)).unwrap()
}

/// The beginnings of the free times of that date.
pub async fn starts(address: SocketAddr) -> Vec<String> {
    let mut line = Line::to(&address.to_string(), "").await.unwrap();
    let path = format!("/api/v1/offices/portico/slots?service={SERVICE}&from={}&days=1", date());
    let (status, body) = line.ask("GET", &path, "").await.unwrap();
    assert_eq!(status, 200, "{body}");
    let slots: Vec<serde_json::Value> = serde_json::from_str(&body).unwrap();
    slots.iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect()
}

/// What everybody was answered, by their number.
pub type Answers = BTreeMap<usize, (u16, String)>;

/// Where people come, and how they know that the server has been started once more.
#[derive(Debug, Clone)]
pub struct Hall {
    /// Where it listens.
    pub address: SocketAddr,
    /// How often it has been started again.
    pub restarts: watch::Receiver<u32>,
    /// The beginnings of the free times.
    pub starts: Arc<[String]>,
    /// How many have got a place.
    pub given: Arc<AtomicUsize>,
}

/// Lets so many people come who all want a place. Whoever is cut off asks again under the same name once
/// the server is there again.
pub async fn come(shape: Shape, people: usize, hall: &Hall) -> Answers {
    let (lines, waves) = shape.lines_and_waves();
    let gate = Arc::new(Barrier::new(lines));
    let coming: Vec<_> = (0..lines)
        .map(|first| {
            let (gate, mut own_way) = (gate.clone(), Way { line: None, restarts: 0, hall: hall.clone() });
            tokio::spawn(async move {
                let mut answers = Answers::new();
                let own: Vec<usize> = (first..people).step_by(lines).collect();
                for wave in own.chunks(own.len().div_ceil(waves).max(1)) {
                    gate.wait().await;
                    for nth in wave {
                        answers.insert(*nth, own_way.insist(*nth).await);
                    }
                }
                answers
            })
        })
        .collect();
    let mut answers = Answers::new();
    for line in coming {
        answers.extend(line.await.unwrap());
    }
    answers
}

/// How one after the other comes over one connection.
struct Way {
    line: Option<Line>,
    restarts: u32,
    hall: Hall,
}

impl Way {
    async fn insist(&mut self, nth: usize) -> (u16, String) {
        loop {
            if let Ok(answer) = self.ask(nth).await {
                self.hall.given.fetch_add(usize::from(answer.0 == 201), Ordering::Relaxed);
                return answer;
            }
            self.line = None;
            let before = self.restarts;
            let again = self.hall.restarts.wait_for(|restarts| *restarts > before);
            self.restarts = *timeout(PATIENCE, again).await.expect("the server is started again").unwrap();
        }
    }

    async fn ask(&mut self, nth: usize) -> io::Result<(u16, String)> {
        let line = match &mut self.line {
            Some(line) => line,
            none => none.insert(Line::to(&self.hall.address.to_string(), "").await?),
        };
        ask(line, nth, &self.hall.starts[nth % self.hall.starts.len()]).await
    }
}

/// What somebody is answered who asks for a place under a name of their own.
pub async fn ask(line: &mut Line, nth: usize, start: &str) -> io::Result<(u16, String)> {
    let body = format!(r#"{{"service":"{SERVICE}","start":"{start}"}}"#);
    line.ask_named(&format!("visitor-{nth}"), "/api/v1/offices/portico/reservations", &body).await
}
