//! A totem that goes on without the dispatcher: the real program, and the real server.

use super::totem::{Program, page};
use reqwest::Method;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;
use tests::folder::Folder;
use tests::form::hidden;
use tests::person::{Acknowledged, Person, Told};
use tests::program::{Server, always_open_office, done, free_address, run};
use tests::until::{until, within};
use tests::world::{OFFICE, REGISTER, RESIDENCE, check};

#[tokio::test(flavor = "multi_thread")]
async fn numbers_given_alone_are_all_in_the_queue_in_their_order_whoever_is_killed_meanwhile() {
    let (folder, key) = always_open_office();
    let address = free_address();
    let server = Server::start(folder.path(), address).await;
    let staff = server.person(Some(&key), Acknowledged::default());
    staff.at_desk(REGISTER, "open").await.is(200);
    let totem = totem_of(&folder);
    let program = Program::start(&totem, address, None);
    stocked(totem.path()).await;
    let before = staff.take(RESIDENCE).await["number"].as_str().unwrap().to_owned();
    server.kill();

    let mut given = Vec::new();
    for _ in 0..3 {
        given.push(number(&program).await);
    }
    // A loss of power in the middle: what was shown is on the disk.
    drop(program);
    let program = Program::start(&totem, address, None);
    for _ in 0..2 {
        given.push(number(&program).await);
    }
    assert_eq!(given, ["X001", "X002", "X003", "X004", "X005"]);
    let mode = std::fs::metadata(totem.path().join("numbers.json")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    // The dispatcher is back, for a moment.
    let server = Server::start(folder.path(), address).await;
    let staff = server.person(Some(&key), Acknowledged::default());
    until("that one has come in", async || {
        numbers(&staff).await.iter().any(|one| one == "X001").then_some(())
    })
    .await;
    server.kill();
    let server = Server::start(folder.path(), address).await;
    let acknowledged = Acknowledged::default();
    let staff = server.person(Some(&key), acknowledged);
    let queue = until("that all have come in", async || {
        let queue = numbers(&staff).await;
        (queue.len() >= 6).then_some(queue)
    })
    .await;
    assert_eq!(queue, [&before, "X001", "X002", "X003", "X004", "X005"]);
    until("that the totem has let go of them", async || (undelivered(totem.path()) == 0).then_some(())).await;
    let next = number(&program).await;
    assert!(next.starts_with('A'), "{next}: the totem is linked again");
    assert!(server.terminate().await);
    check(folder.path(), &[]);
}

#[tokio::test(flavor = "multi_thread")]
async fn totem_without_a_block_says_that_it_has_no_numbers_and_what_to_do() {
    let (folder, key) = always_open_office();
    let address = free_address();
    let server = Server::start(folder.path(), address).await;
    server.person(Some(&key), Acknowledged::default()).at_desk(REGISTER, "open").await.is(200);
    let totem = totem_of(&folder);
    let program = Program::start(&totem, address, None);
    stocked(totem.path()).await;
    server.kill();
    drop(program);
    std::fs::remove_file(totem.path().join("numbers.json")).unwrap();
    let program = Program::start(&totem, address, None);
    let browser = program.browser();
    within(Duration::from_secs(10), "that the first page says so", async || {
        let first = page(&browser, "/totem/").await?;
        first.text.contains("non può dare altri numeri").then_some(())
    })
    .await;
    let outcome = follow(&browser, &format!("/totem/ask?service={RESIDENCE}")).await;
    assert!(outcome.text.contains("non può dare altri numeri") && !outcome.text.contains("id=\"take\""));
}

/// The folder of a totem that the office knows.
pub fn totem_of(office: &Folder) -> Folder {
    let told = run(&["device", "add", "totem-1", "--office", OFFICE, "--role", "totem"], office.path());
    let key = done(&told);
    let totem = Folder::empty();
    let pass = serde_json::json!({"device": "totem-1", "key": key.trim()});
    let file = totem.path().join("device.json");
    std::fs::write(&file, pass.to_string()).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    totem
}

/// Waits until a totem has numbers for two dates and what it shows on its disk.
pub async fn stocked(folder: &Path) {
    until("numbers for two dates", async || {
        let held = held(folder)?;
        let blocks = held["blocks"].as_array()?.clone();
        let is_full =
            blocks.iter().all(|block| block["numbers"].as_array().is_some_and(|all| all.len() == 50));
        (blocks.len() == 2 && is_full && folder.join("snapshot.json").exists()).then_some(())
    })
    .await;
}

fn held(folder: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(folder.join("numbers.json")).ok()?).ok()
}

fn undelivered(folder: &Path) -> usize {
    held(folder).unwrap()["given"].as_array().unwrap().len()
}

/// A number, as somebody takes it who touches the totem's buttons.
pub async fn number(program: &Program) -> String {
    let shown = program.browser().get(&taken(program).await).await;
    let (_, digits) = shown.text.split_once("class=\"digits\"").expect("a number in huge digits");
    digits.split_once('>').unwrap().1.split('<').next().unwrap().to_owned()
}

/// Where the page of a number is, which somebody has taken by touching the totem's buttons.
pub async fn taken(program: &Program) -> String {
    let browser = program.browser();
    let outcome = until("a number to be had", async || {
        let outcome = try_follow(&browser, &format!("/totem/ask?service={RESIDENCE}")).await?;
        outcome.text.contains("id=\"take\"").then_some(outcome)
    })
    .await;
    let form = form_of(&outcome.text, "take");
    let taken = sent(&browser, "/totem/take", form).await;
    assert_eq!(taken.status, 303, "{}", taken.text);
    format!("/totem/{}", taken.header("location"))
}

/// The form of this id.
pub fn form_of<'a>(page: &'a str, id: &str) -> &'a str {
    let (_, after) = page.split_once(&format!("id=\"{id}\"")).unwrap_or_else(|| panic!("no {id} in {page}"));
    after.split_once("</form>").unwrap().0
}

/// Sends a form with what is hidden in it.
pub async fn sent(browser: &Person, path: &str, form: &str) -> Told {
    let names = ["visit", "service", "need", "answers", "language", "legs", "quote", "sheet"];
    let fields: Vec<(&str, String)> = names
        .into_iter()
        .filter(|name| form.contains(&format!("name=\"{name}\"")))
        .map(|name| (name, hidden(form, name)))
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.fill(path, &fields).await
}

/// The numbers that wait, first who came first.
async fn numbers(staff: &Person) -> Vec<String> {
    let queue = staff.get(&format!("/api/v1/offices/{OFFICE}/queue")).await.is(200);
    let mut waiting: Vec<(String, String)> = queue
        .as_array()
        .unwrap()
        .iter()
        .map(|ticket| {
            (ticket["joined_at"].as_str().unwrap().into(), ticket["number"].as_str().unwrap().into())
        })
        .collect();
    waiting.sort();
    waiting.into_iter().map(|(_, number)| number).collect()
}

pub async fn follow(browser: &Person, path: &str) -> Told {
    try_follow(browser, path).await.unwrap_or_else(|| panic!("{path} leads nowhere"))
}

/// The page at an address, wherever it leads, once it is there.
pub async fn try_follow(browser: &Person, path: &str) -> Option<Told> {
    let mut path = path.to_owned();
    for _ in 0..4 {
        let told = browser.try_send(browser.ask(Method::GET, &path)).await.ok()?;
        match told.status {
            303 => path = format!("/totem/{}", told.header("location").trim_start_matches("./")),
            _ => return Some(told),
        }
    }
    None
}
