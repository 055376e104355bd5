//! The log of the real program over a day's work: each line parses, says when in UTC and who, and it
//! names nobody and no secret, however those who ask try to get something into it.

use reqwest::Method;
use serde_json::{Value, json};
use server::people::second_factor::as_text;
use std::process::Command;
use tests::device::{Link, hello};
use tests::feed::Feed;
use tests::folder::Folder;
use tests::person::{Acknowledged, Person, TICKETS};
use tests::program::{Server, always_open_office, binary, done, free_address, run};
use tests::world::{OFFICE, REGISTER, RESIDENCE};

/// Stand in what somebody types, and may stand in no line.
const NAME: &str = "zebedea.planted";
const PASSWORD: &str = "planted quattro gatti sul tetto";
const NOTE: &str = "Ubaldo Planted ha la delega di Wanda";
const PIN: &str = "271828";
/// What somebody tries to get into the log as a line of its own.
const FORGED: &str = "x\r\n2026-01-01T00:00:00.000000Z  INFO forged: all is well\u{1b}[2J";

#[tokio::test(flavor = "multi_thread")]
async fn log_for_programs_is_of_json_lines_that_say_when_what_and_who_and_name_nobody() {
    let day = Day::of_work("json").await;
    let lines: Vec<Value> = day.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    for line in &lines {
        let at = line["timestamp"].as_str().unwrap();
        assert!(at.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(at).is_ok(), "{line}");
        assert!(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"].contains(&line["level"].as_str().unwrap()));
        assert!(line["message"].is_string() && line["target"].is_string(), "{line}");
    }
    for (message, who) in [
        ("logged in", ["person", "office", "role"].as_slice()),
        ("somebody has not come in", &["address", "action"]),
        ("turned away", &["kind", "id", "address", "route"]),
        ("a device was not let in", &["address", "code"]),
        ("linked", &["device", "role"]),
        ("link ended", &["device", "code"]),
    ] {
        let line = lines.iter().find(|line| line["message"] == message);
        let line = line.unwrap_or_else(|| panic!("nobody was told: {message}"));
        assert!(who.iter().all(|field| line[*field].is_string()), "{line}");
    }
    day.names_nobody();
}

#[tokio::test(flavor = "multi_thread")]
async fn log_for_people_has_one_line_for_each_thing_and_names_nobody() {
    let day = Day::of_work("text").await;
    for line in day.lines() {
        let (at, rest) = line.split_once(' ').unwrap_or_else(|| panic!("{line}"));
        assert!(at.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(at).is_ok(), "{line}");
        let level = rest.split_whitespace().next().unwrap();
        assert!(["ERROR", "WARN", "INFO", "DEBUG", "TRACE"].contains(&level), "{line}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
        assert!(!rest.trim_start().starts_with("INFO forged"), "{line}");
    }
    assert!(day.log.contains("logged in") && day.log.contains("turned away"), "{}", day.log);
    day.names_nobody();
}

/// A day's log, and what may not stand in it.
struct Day {
    log: String,
    planted: Vec<String>,
}

impl Day {
    async fn of_work(form: &str) -> Self {
        let (folder, key) = always_open_office();
        let log = folder.path().join("log");
        let mut command = Command::new(binary());
        command.env("RUST_LOG", "info,server=trace,agent=trace,screen=trace").args(["--log", form]);
        command.stderr(std::fs::File::create(&log).unwrap());
        let server = Server::start_by(command, folder.path(), free_address()).await;
        let work = Work { server, folder, key };
        let mut planted: Vec<String> =
            [NAME, PASSWORD, NOTE, PIN, "Ubaldo", "Wanda", "Planted"].map(str::to_owned).into();
        planted.push(work.key.clone());
        planted.extend(work.visitors().await);
        planted.extend(work.staff().await);
        planted.extend(work.devices().await);
        work.strangers().await;
        assert!(work.server.terminate().await);
        Self { log: std::fs::read_to_string(&log).unwrap(), planted }
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        assert!(self.log.ends_with('\n') && self.log.lines().count() > 10, "{}", self.log);
        self.log.lines()
    }

    fn names_nobody(&self) {
        assert!(self.planted.len() > 12, "{:?}", self.planted);
        for line in self.log.lines() {
            for secret in &self.planted {
                assert!(!line.to_lowercase().contains(&secret.to_lowercase()), "{secret} in {line}");
            }
        }
    }
}

/// A day at a server of its own.
struct Work {
    server: Server,
    folder: Folder,
    key: String,
}

impl Work {
    fn person(&self, key: Option<&str>) -> Person {
        self.server.person(key, Acknowledged::default())
    }

    /// Runs the program beside the server; its first line.
    fn told(&self, arguments: &[&str]) -> String {
        let told = done(&run(arguments, self.folder.path()));
        told.lines().next().unwrap_or_default().to_owned()
    }

    /// Visitors with a note, their slips, and wrong ones.
    async fn visitors(&self) -> Vec<String> {
        let supervisor = self.person(Some(&self.key));
        let body = json!({ "service": RESIDENCE, "note": NOTE });
        let taken = supervisor.post(TICKETS, body).await.is(201);
        let token = taken["token"].as_str().unwrap().to_owned();
        let stranger = self.person(None);
        stranger.get(&format!("/t/{token}")).await.is_page();
        stranger.get(&format!("/api/v1/follow/{token}")).await.is(200);
        let wrong = "00112233445566778899aabbccddeeff";
        assert_eq!(stranger.get(&format!("/t/{wrong}")).await.status, 404);
        supervisor.at_desk(REGISTER, "open").await.is(200);
        supervisor.call_next(REGISTER).await;
        supervisor.step(&taken, "start", json!({})).await.is(200);
        stranger.post(&format!("/api/v1/follow/{token}/leave"), json!({})).await;
        vec![token, wrong.to_owned()]
    }

    /// An admin comes, errs, works and goes.
    async fn staff(&self) -> Vec<String> {
        let code = self.told(&["staff", "add", NAME, "--office", OFFICE, "--role", "admin"]);
        let stranger = self.person(None);
        let token = stranger.token("/login").await;
        let new = [("token", token.as_str()), ("name", NAME), ("code", &code), ("password", PASSWORD)];
        let new = [&new[..], &[("again", PASSWORD)]].concat();
        assert_eq!(stranger.fill("/login/code", &new).await.status, 303);
        for (name, password) in [(NAME, "sbagliata planted davvero"), (PASSWORD, NAME), (FORGED, FORGED)] {
            let fields = [("token", token.as_str()), ("name", name), ("password", password)];
            assert_eq!(stranger.fill("/login", &fields).await.status, 401);
        }
        let fields = [("token", token.as_str()), ("name", NAME), ("password", PASSWORD)];
        let secret = stranger.fill("/login", &fields).await.cookie("sportello").expect("a session");
        let admin = stranger.with_session(&secret);
        let own = admin.token("/account").await;
        let pin = [("token", own.as_str()), ("pin", PIN), ("password", PASSWORD)];
        assert_eq!(admin.fill("/account/pin", &pin).await.status, 303);
        admin.get(&format!("/desk/{REGISTER}/")).await.is_page();
        let address = self.server.address();
        let (name, value) = admin.header();
        let mut feed =
            Feed::open(address, &format!("/desk/{REGISTER}/feed"), (name, &value)).await.expect("the feed");
        feed.state(|_| true).await;
        assert_eq!(admin.fill("/logout", &[("token", &own)]).await.status, 303);
        while feed.hear().await.is_some() {}
        self.told(&["staff", "code", NAME]);
        vec![code.clone(), code.replace('-', ""), secret, own, token]
    }

    /// A totem on its link, with the right key and with a wrong one.
    async fn devices(&self) -> Vec<String> {
        let key = self.told(&["device", "add", "totem-9", "--role", "totem", "--office", OFFICE]);
        let address = self.server.address();
        let mut link = Link::welcomed(address, "totem-9", &key).await;
        link.say_text(&format!("{{\"{}\":1}}", FORGED.escape_default())).await;
        while link.try_hear().await.is_some() {}
        let wrong = as_text(b"a key that is none at all");
        let mut stranger = Link::connect(address).await;
        stranger.say(&hello("totem-9", &wrong)).await;
        while stranger.try_hear().await.is_some() {}
        let clerk = self.told(&["key", "add", "bibliotecaria", "--role", "clerk", "--office", OFFICE]);
        let clerk_asks = self.person(Some(&clerk));
        clerk_asks.get("/api/v1/offices/portico/events").await.refused(403, "not_yours");
        self.told(&["key", "revoke", "bibliotecaria"]);
        vec![key, wrong, clerk]
    }

    /// Those who try to write into the log.
    async fn strangers(&self) {
        let stranger = self.person(None);
        for path in ["/desk/%0d%0aINFO%20forged", "/t/%0a%1b%5b2J", "/api/v1/tickets/%0aforged"] {
            let told = stranger.get(path).await;
            assert!(told.status < 500, "{path}: {}", told.text);
        }
        let asked = stranger.ask(Method::GET, "/").header("User-Agent", "planted agent");
        stranger.send(asked.header("X-Forwarded-For", "planted")).await;
        let broken = tests::raw::answer(self.server.address(), b"GET /planted\x1b[2J HTTP/1.1\r\n\r\n").await;
        assert!(broken.is_empty() || broken.starts_with("HTTP/1.1 4"), "{broken}");
    }
}
