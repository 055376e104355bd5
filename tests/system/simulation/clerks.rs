//! The clerks: programs with a key that ask over HTTP, and ask again under the same name where no answer came.

use super::DESKS;
use super::chance::Chance;
use super::outside::{Answered, OFFICE_HOST, Outside, PORT, key, pass};
use serde_json::Value;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;
use tests::line::Line;
use tests::world::CARD;
use tokio::time::timeout;
use turmoil::net::TcpStream;

/// Longest wait for an answer.
const ANSWER_MAX: Duration = Duration::from_secs(3);
/// So often a clerk asks before something else is tried.
const PATIENCE: usize = 30;

/// Runs a clerk at each desk.
pub async fn work(outside: Arc<Outside>) -> turmoil::Result {
    for desk in DESKS {
        let chance = outside.chance(desk);
        tokio::task::spawn_local(Clerk { outside: outside.clone(), desk, chance, line: None }.work());
    }
    pending().await
}

struct Clerk {
    outside: Arc<Outside>,
    desk: &'static str,
    chance: Chance,
    line: Option<Line<TcpStream>>,
}

impl Clerk {
    async fn work(mut self) {
        loop {
            self.rest(800, 4000).await;
            if !self.outside.is_open() {
                self.again().await;
                continue;
            }
            let path = format!("/api/v1/desks/{}/call-next", self.desk);
            let called = self.insist(&path, String::new()).await;
            let Some(ticket) = called.and_then(|called| Some(called["ticket"]["id"].as_str()?.to_owned()))
            else {
                continue;
            };
            self.serve(&ticket).await;
        }
    }

    /// What becomes of somebody who was called.
    async fn serve(&mut self, ticket: &str) {
        self.rest(300, 2500).await;
        match self.chance.below(10) {
            0 => drop(self.step(ticket, "recall", String::new()).await),
            1 if self.step(ticket, "withdraw", String::new()).await.is_some() => return,
            2 => {
                self.step(ticket, "absent", String::new()).await;
                self.rest(500, 3000).await;
                self.step(ticket, "bring-back", String::new()).await;
                return;
            }
            _ => {}
        }
        self.step(ticket, "start", String::new()).await;
        self.rest(500, 4000).await;
        match self.chance.below(8) {
            0 => {
                self.step(ticket, "hold", String::new()).await;
                self.rest(500, 2000).await;
                let desk = format!(r#"{{"desk":"{}"}}"#, self.desk);
                self.step(ticket, "resume", desk).await;
            }
            1 => {
                let to = format!(r#"{{"to":{{"service":"{CARD}"}}}}"#);
                self.step(ticket, "move", to).await;
            }
            _ => {}
        }
        self.step(ticket, "finish", String::new()).await;
    }

    async fn step(&mut self, ticket: &str, verb: &str, body: String) -> Option<Value> {
        self.insist(&format!("/api/v1/tickets/{ticket}/{verb}"), body).await
    }

    /// Asks until there is an answer; nothing where it is a no, or nobody to call.
    async fn insist(&mut self, path: &str, body: String) -> Option<Value> {
        let name = self.outside.name(self.desk);
        for _ in 0..PATIENCE {
            match self.ask(&name, path, &body).await {
                Some((200 | 201, answer)) => {
                    let value = serde_json::from_str(&answer).ok();
                    let (path, body) = (path.to_owned(), body.clone());
                    self.outside.answered(&name, Answered::Clerk { path, body, answer });
                    return value;
                }
                Some((204 | 400..=499, _)) => return None,
                Some(_) | None => self.rest(200, 2000).await,
            }
        }
        None
    }

    /// Asks once more what was answered before.
    async fn again(&mut self) {
        let before: Vec<(String, Answered)> = {
            let state = self.outside.state();
            let own = state.answers.iter().filter(|(name, _)| name.starts_with(self.desk));
            own.map(|(name, answered)| (name.clone(), answered.clone())).collect()
        };
        if before.is_empty() {
            return;
        }
        let (name, answered) = self.chance.one(&before).clone();
        let Answered::Clerk { path, body, .. } = answered else { return };
        if let Some((200 | 201, answer)) = self.ask(&name, &path, &body).await {
            self.outside.answered(&name, Answered::Clerk { path, body, answer });
        }
    }

    async fn ask(&mut self, name: &str, path: &str, body: &str) -> Option<(u16, String)> {
        let asking = async {
            let mut line = match self.line.take() {
                Some(line) => line,
                None => {
                    let stream = TcpStream::connect((OFFICE_HOST, PORT)).await.ok()?;
                    Line::over(stream, &format!("127.0.0.1:{PORT}"), &key("clerk"))
                }
            };
            let answer = line.ask_named(name, path, body).await.ok()?;
            Some((line, answer))
        };
        let (line, answer) = timeout(ANSWER_MAX, asking).await.ok()??;
        self.line = Some(line);
        Some(answer)
    }

    async fn rest(&mut self, low_ms: u64, high_ms: u64) {
        pass(self.chance.span_ms(low_ms, high_ms)).await;
    }
}
