//! Guessing at the doors where something secret is typed, as a browser or a program would.

use server::people::hashing::weak_hash;
use server::people::secrets::{Unfit, password};
use server::people::sessions::{Found, IDLE_MAX, WRONG_PINS_MAX};
use server::people::{Denied, Whence};
use server::store::audit::By;
use server::store::keys::Role;
use server::store::staffing::StaffChange;
use tests::person::Told;
use tests::staff::{HERE, PASSWORD, whence};
use tests::world::{OFFICE, World};

/// Quick tries of one thing.
const QUICK: usize = 200;
const NAME: &str = "m.rossi";
/// One a line; lines with `#` say where they are from.
const COMMON: &str = include_str!("common-passwords.txt");
const TOWNS: [&str; 8] = [
    "Calolziocorte",
    "San Giovanni Rotondo",
    "Presicce-Acquarica",
    "Reggio nell'Emilia",
    "Castelnuovo di Val di Cecina",
    "mandello del lario",
    "OlginateOlginate",
    "Valmadrera2026",
];

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_quick_tries_at_every_door_are_told_to_come_back_later() {
    let world = World::plan().behind_proxy().begin().await;
    world.hire(NAME, Role::Clerk).await;
    world.people().set_up_code().await.unwrap().expect("nobody manages the office yet");
    let other = "quattro gatti sul tetto";
    for (path, fields) in [
        ("/login", vec![("name", NAME), ("password", "una parola a caso")]),
        ("/login/code", vec![("name", NAME), ("code", "AAAAA-AAAAA"), ("password", other), ("again", other)]),
        ("/setup", vec![("code", "AAAAA-AAAAA"), ("name", NAME), ("password", other), ("again", other)]),
    ] {
        let address = format!("203.0.113.{}", path.len());
        let last = quick(&world, path, &fields, &address).await;
        assert_eq!(last.status, 429, "{path}: {}", last.text);
        let seconds: u64 = last.header("retry-after").parse().unwrap();
        assert!((1..=3600).contains(&seconds), "{path}: {seconds}");
        // Whoever is right comes in from elsewhere.
        world.people().log_in(NAME, PASSWORD, &whence(HERE)).await.expect("nobody is kept out");
    }
    assert!(world.audited("login failed").len() < 30, "guesses that are slowed down are not tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_guessed_no_faster_than_passwords_and_the_right_one_stays_good_elsewhere() {
    let world = World::begin().await;
    let person = world.hire(NAME, Role::Clerk).await;
    let code = world.people().code_for(&person, By::command_line()).await.unwrap().code;
    let new = "altre quattro parole qui";
    let elsewhere = whence("192.0.2.66".parse().unwrap());
    let mut is_slowed = false;
    for _ in 0..30 {
        match world.people().password_by_code(NAME, "AAAAA-AAAAA", new, &elsewhere).await {
            Err(Denied::Later { .. }) => is_slowed = true,
            Err(Denied::Wrong) => assert!(!is_slowed, "a code was tried before its time"),
            other => panic!("{other:?}"),
        }
    }
    assert!(is_slowed);
    let there = world.people().password_by_code(NAME, &code, new, &elsewhere).await;
    assert!(matches!(there, Err(Denied::Later { .. })), "{there:?}");
    world.people().password_by_code(NAME, &code, new, &whence(HERE)).await.expect("the code is good here");
    // Stored is what says nothing of it.
    let raw = world.folder().raw();
    let stored: Vec<u8> = raw.query_row("select code_hash from code", [], |row| row.get(0)).unwrap();
    assert_eq!(stored.len(), 32);
    assert!(!String::from_utf8_lossy(&stored).contains(&code.replace('-', "")));
}

#[tokio::test(flavor = "multi_thread")]
async fn pin_that_is_guessed_five_times_ends_the_session() {
    let world = World::plan().always_open().begin().await;
    world.hire(NAME, Role::Clerk).await;
    let people = world.people();
    let office = OFFICE.parse().unwrap();
    people.enrol_seat(&office, None, "PC 1", By::command_line()).await.unwrap();
    let at_seat = Whence { seat: Some(people.seats(&office).remove(0)), ..whence(HERE) };
    let secret = people.log_in(NAME, PASSWORD, &at_seat).await.unwrap().secret;
    let Some(Found::Active(live)) = people.session(&secret, true) else { panic!("no session") };
    people.set_pin(&live, PASSWORD, "271828", &at_seat).await.unwrap();
    world.pass(IDLE_MAX).await;
    for nth in 1..=WRONG_PINS_MAX {
        assert!(matches!(people.session(&secret, false), Some(Found::Resting(_))), "try {nth}");
        let told = people.return_by_pin(&secret, "314159", &at_seat).await;
        assert!(matches!(told, Err(Denied::Wrong)), "{told:?}");
    }
    assert!(people.session(&secret, false).is_none(), "it has ended");
    let right = people.return_by_pin(&secret, "271828", &at_seat).await;
    assert!(matches!(right, Err(Denied::Wrong)), "{right:?}");
    assert_eq!(world.audited("ended by wrong PINs").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn password_of_a_weaker_hash_is_hashed_as_today_at_the_next_login() {
    let world = World::begin().await;
    let person = world.hire(NAME, Role::Clerk).await;
    let stored = || world.app().reader.person(&person).unwrap().unwrap().password_hash.unwrap();
    for (memory_kib, passes) in [(8192, 2), (19_456, 1), (1024, 1)] {
        let hash = weak_hash(PASSWORD, memory_kib, passes).unwrap();
        let weak = StaffChange::SetPassword { person: person.clone(), hash, code: None, keep: None };
        world.manage(weak).await;
        assert!(stored().contains(&format!("m={memory_kib},t={passes},")), "{}", stored());
        let wrong = world.people().log_in(NAME, "una parola a caso", &whence(HERE)).await;
        assert!(matches!(wrong, Err(Denied::Wrong)), "{wrong:?}");
        assert!(stored().contains(&format!("m={memory_kib},")), "a wrong password changes nothing");
        world.log_in(NAME).await;
        assert!(stored().starts_with("$argon2id$v=19$m=19456,t=2,"), "{}", stored());
    }
    let (now, lines) = (stored(), world.audited("password hashed anew").len());
    assert_eq!(lines, 3);
    world.log_in(NAME).await;
    assert_eq!(stored(), now, "what is strong enough stays");
}

#[test]
fn common_passwords_and_names_of_towns_are_refused() {
    let common: Vec<&str> = COMMON.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(common.len() > 3000);
    assert!(common.iter().filter(|line| line.len() >= 12).count() > 100, "not for their length only");
    for word in common {
        let told = password(word, NAME);
        assert!(matches!(told, Err(Unfit::Short | Unfit::Guessable)), "{word}: {told:?}");
    }
    for town in TOWNS {
        assert_eq!(password(town, NAME), Err(Unfit::Guessable), "{town}");
    }
}

/// Sends a form as quickly as it goes; the last answer.
async fn quick(world: &World, path: &str, fields: &[(&str, &str)], address: &str) -> Told {
    let stranger = world.stranger();
    let headers =
        [("Sec-Fetch-Site", "same-origin"), ("X-Forwarded-For", address), ("X-Forwarded-Proto", "https")];
    let page = stranger.ask(reqwest::Method::GET, path);
    let page = headers.iter().fold(page, |page, (name, value)| page.header(*name, *value));
    let token = tests::form::hidden(&stranger.send(page).await.text, "token");
    let fields = [fields, &[("token", token.as_str())]].concat();
    let mut last = stranger.fill_with(path, &fields, &headers).await;
    for _ in 1..QUICK {
        last = stranger.fill_with(path, &fields, &headers).await;
    }
    last
}
