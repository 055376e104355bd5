//! Coming in, and what keeps others out.

use server::people::sessions::{Found, IDLE_MAX, SESSION_MAX};
use server::people::{CODE_LASTS, Denied, NotManaged, Whence};
use server::store::audit::By;
use server::store::keys::Role;
use server::store::staffing::{Declined, StaffChange};
use std::net::IpAddr;
use std::time::Duration;
use tests::staff::{HERE, PASSWORD, whence};
use tests::world::{OFFICE, World};

const ELSEWHERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 66));
const NAME: &str = "m.rossi";

#[tokio::test(flavor = "multi_thread")]
async fn guesses_from_elsewhere_are_slowed_down_and_keep_nobody_out() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let mut is_slowed = false;
    for _ in 0..30 {
        match world.people().log_in(NAME, "una parola a caso", &whence(ELSEWHERE)).await {
            Err(Denied::Later { seconds }) => {
                assert!((1..=900).contains(&seconds), "{seconds}");
                is_slowed = true;
            }
            Err(Denied::Wrong) => assert!(!is_slowed, "a guess was tried before its time"),
            other => panic!("{other:?}"),
        }
    }
    assert!(is_slowed);
    world.people().log_in(NAME, PASSWORD, &whence(HERE)).await.expect("the right person is elsewhere");
    // Slowed down is not locked out: the right password is good there too, once the pause is over.
    let later = world.people().log_in(NAME, PASSWORD, &whence(ELSEWHERE)).await;
    assert!(matches!(later, Err(Denied::Later { .. })), "{later:?}");
    world.clock.advance(Duration::from_secs(901));
    world.people().log_in(NAME, PASSWORD, &whence(ELSEWHERE)).await.expect("the pause is over");
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_name_and_wrong_password_are_told_alike() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    world
        .people()
        .add("senza.password", &OFFICE.parse().unwrap(), Role::Clerk, By::command_line())
        .await
        .unwrap();
    for name in [NAME, "nessuno", "senza.password", "", "non è un nome"] {
        let told = world.people().log_in(name, "una parola a caso", &whence(HERE)).await;
        assert!(matches!(told, Err(Denied::Wrong)), "{name}: {told:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn code_sets_one_password_and_only_for_ten_minutes() {
    let world = World::begin().await;
    let person = world.hire(NAME, Role::Clerk).await;
    let people = world.people();
    let first = people.code_for(&person, By::command_line()).await.unwrap();
    let second = people.code_for(&person, By::command_line()).await.unwrap();
    let set = async |code: &str| {
        people.password_by_code(NAME, code, "altre quattro parole qui", &whence(HERE)).await
    };
    assert!(matches!(set(&first.code).await, Err(Denied::Wrong)), "a newer code takes its place");
    set(&second.code.to_lowercase()).await.expect("the code, however typed");
    assert!(matches!(set(&second.code).await, Err(Denied::Wrong)), "a code works once");
    let third = people.code_for(&person, By::command_line()).await.unwrap();
    world.clock.advance(CODE_LASTS);
    assert!(!matches!(set(&third.code).await, Ok(())), "ten minutes are over");
}

#[tokio::test(flavor = "multi_thread")]
async fn weak_passwords_are_refused_and_the_code_stays_good() {
    let world = World::begin().await;
    let person = world.hire(NAME, Role::Clerk).await;
    let people = world.people();
    let code = people.code_for(&person, By::command_line()).await.unwrap().code;
    for weak in
        ["corta", "password1234", "sportello2026", "aaaaaaaaaaaaaaaa", "qwertyuiop12", "m.rossi.m.rossi"]
    {
        let told = people.password_by_code(NAME, &code, weak, &whence(HERE)).await;
        assert!(matches!(told, Err(Denied::Unfit(_))), "{weak}: {told:?}");
    }
    people
        .password_by_code(NAME, &code, "cinque mele sotto il letto", &whence(HERE))
        .await
        .expect("a good one");
}

#[tokio::test(flavor = "multi_thread")]
async fn login_gives_a_new_secret_and_ends_the_session_before() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let before = world.log_in(NAME).await;
    let Some(Found::Active(live)) = world.people().session(&before.secret, true) else {
        panic!("no session")
    };
    let same_browser = Whence { session: Some(live.row.id.clone()), ..whence(HERE) };
    let after = world.people().log_in(NAME, PASSWORD, &same_browser).await.unwrap();
    assert_ne!(before.secret, after.secret);
    assert_eq!(after.secret.len(), 32, "128 bits in hexadecimal");
    assert!(world.people().session(&before.secret, true).is_none());
    assert!(world.people().session(&after.secret, true).is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn session_rests_when_idle_and_ends_after_twelve_hours_however_busy() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let busy = world.log_in(NAME).await.secret;
    let idle = world.log_in(NAME).await.secret;
    let step = IDLE_MAX - Duration::from_secs(1);
    let mut passed = Duration::ZERO;
    while passed + step < SESSION_MAX {
        assert!(matches!(world.people().session(&busy, true), Some(Found::Active(_))), "after {passed:?}");
        world.clock.advance(step);
        passed += step;
    }
    assert!(
        !matches!(world.people().session(&idle, true), Some(Found::Active(_))),
        "nobody asked for anything"
    );
    world.clock.advance(step);
    assert!(world.people().session(&busy, true).is_none(), "twelve hours are over");
}

#[tokio::test(flavor = "multi_thread")]
async fn wall_clock_that_jumps_ends_no_session() {
    let world = World::begin().await;
    world.hire(NAME, Role::Clerk).await;
    let secret = world.log_in(NAME).await.secret;
    for year in ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"] {
        world.clock.jump_to(tests::world::moment(year));
        assert!(matches!(world.people().session(&secret, true), Some(Found::Active(_))), "{year}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn stored_password_is_argon2id_with_enough_memory_and_passes() {
    let world = World::begin().await;
    let person = world.hire(NAME, Role::Clerk).await;
    let stored = world.app().reader.person(&person).unwrap().unwrap().password_hash.unwrap();
    let parts: Vec<&str> = stored.split('$').collect();
    assert_eq!(parts[1], "argon2id", "{stored}");
    let number = |name: &str| {
        let found = parts[3].split(',').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        found.and_then(|value| value.parse::<u32>().ok()).unwrap_or_else(|| panic!("no {name} in {stored}"))
    };
    assert!(number("m") >= 19_456 && number("t") >= 2, "{stored}");
}

#[tokio::test(flavor = "multi_thread")]
async fn office_is_never_left_without_an_administrator() {
    let world = World::begin().await;
    let person = world.hire("unica.admin", Role::Admin).await;
    let office = || OFFICE.parse().unwrap();
    let post = server::store::people::PostRow { person: person.clone(), office: office(), role: Role::Clerk };
    for change in [
        StaffChange::SetDisabled { person: person.clone(), is_disabled: true },
        StaffChange::TakeRole { person: person.clone(), office: office() },
        StaffChange::SetRole(post),
    ] {
        let told = world.people().done(change.clone(), By::command_line()).await;
        assert!(matches!(told, Err(NotManaged::Declined(Declined::LastAdmin))), "{change:?}: {told:?}");
    }
}
