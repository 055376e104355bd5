//! The machine's clock is wrong: by an hour, by decades, on the nights on which the hour changes, while
//! the server runs and across a start. What is left behind is checked at the end of every world.

use office::event::Fact;
use serde_json::json;
use server::clock::{Clock, DOUBT_LASTS};
use server::people::second_factor::code_at;
use server::people::sessions::{Found, IDLE_MAX};
use server::people::{Denied, Entered, Whence};
use std::time::Duration;
use tests::person::TICKETS;
use tests::world::{CARD, INFORMATION, OFFICE, REGISTER, RESIDENCE, TAX, TAXES, World, moment};

/// Nine o'clock on a Monday, an hour either way, a lost date; and far ahead a Sunday and a Monday.
const WRONG: [&str; 5] = [
    "2026-03-02T10:00:00+01:00",
    "2026-03-02T08:00:00+01:00",
    "1970-01-01T00:00:00Z",
    "2099-03-01T09:00:00+01:00",
    "2099-03-02T09:00:00+01:00",
];
const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn jump_that_is_put_right_within_ten_minutes_leaves_no_trace() {
    for wrong in WRONG {
        let world = World::begin().await;
        let first = world.welcome().take_with(json!({ "service": RESIDENCE, "note": "needs a chair" })).await;
        let admin = admin(&world).await;
        world.jump(wrong).await;
        world.pass(9 * MINUTE).await;
        assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A002", "{wrong}");
        assert_eq!(world.clerk().call_next(REGISTER).await["id"], first["id"], "{wrong}");
        assert!(is_active(&world, &admin), "{wrong}");
        let ticket = first["id"].as_str().unwrap().parse().unwrap();
        assert!(world.app().reader.told(&ticket).unwrap().is_some(), "{wrong}: erased");
        world.jump("2026-03-02T09:09:00+01:00").await;
        assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A003", "{wrong}");

        let log = world.log(OFFICE);
        assert!(log.windows(2).all(|pair| pair[0].at <= pair[1].at), "{wrong}: times go back");
        assert_eq!(count(&world, |fact| matches!(fact, Fact::DayClosed { .. })), 0, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn jump_that_stays_gives_no_number_twice_and_locks_nobody_out_once_it_is_put_right() {
    for wrong in WRONG {
        let world = World::begin().await;
        for _ in 0..3 {
            world.walk_in().take(RESIDENCE).await;
        }
        let admin_before = admin(&world).await;
        world.jump(wrong).await;
        world.pass(DOUBT_LASTS).await;
        // By now it is believed, if it is possible at all.
        let meanwhile = world.walk_in().post(TICKETS, json!({ "service": TAX })).await;
        assert!(matches!(meanwhile.status, 201 | 409), "{wrong}: {}", meanwhile.text);
        world.pass(20 * MINUTE).await;
        // Neither idle nor old: the session has not been used for as long as time has really passed.
        assert!(matches!(found(&world, &admin_before), Some(Found::Resting(_))), "{wrong}");
        put_right(&world, "2026-03-02T09:45:00+01:00").await;

        empty_the_hall(&world).await;
        assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A004", "{wrong}");
        world.clerk().at_desk(REGISTER, "open").await;
        assert_eq!(world.clerk().call_next(REGISTER).await["number"], "A004", "{wrong}");
        assert!(is_active(&world, &log_in(&world).await.unwrap()), "{wrong}");
        let day = &world.stranger().get("/api/v1/offices").await.is(200)[0]["day"];
        assert_eq!(*day, "2026-03-02", "{wrong}");
        world.pass_until("2026-03-03T08:30:00+01:00").await;
        assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A001", "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn start_by_a_wrong_clock_goes_on_with_the_day_that_was_open() {
    for wrong in WRONG {
        let mut world = World::begin().await;
        let waiting = world.walk_in().take(RESIDENCE).await;
        world.restart_at(wrong).await;
        if wrong.contains("T10:00") {
            // Nothing tells an hour's pause from an hour's mistake; neither costs anybody a place.
            assert!(!world.app().clock.is_doubted());
        } else {
            assert!(world.app().clock.is_doubted(), "{wrong}");
        }
        assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A002", "{wrong}");
        assert_eq!(world.clerk().call_next(REGISTER).await["id"], waiting["id"], "{wrong}");
        put_right(&world, "2026-03-02T09:10:00+01:00").await;
        assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A003", "{wrong}");
        assert_eq!(count(&world, |fact| matches!(fact, Fact::DayClosed { .. })), 0, "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn server_that_was_started_far_ahead_and_again_at_the_right_time_goes_on_today() {
    let mut world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    world.jump("2099-03-02T09:00:00+01:00").await;
    world.pass(DOUBT_LASTS).await;
    let ahead = world.walk_in().take(RESIDENCE).await;
    assert_eq!(world.log(OFFICE).last().unwrap().day.unwrap().to_string(), "2099-03-02");
    world.restart_at("2026-03-02T09:20:00+01:00").await;
    world.pass(DOUBT_LASTS).await;
    // Whoever got a number under the wrong date keeps the place.
    world.clerk().at_desk(REGISTER, "open").await;
    assert_eq!(world.clerk().call_next(REGISTER).await["id"], ahead["id"]);
    empty_the_hall(&world).await;
    let today = world.walk_in().take(RESIDENCE).await;
    assert_eq!(today["number"], "A002", "A001 was given before the jump");
    world.restart().await;
    assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A003");
}

#[tokio::test(flavor = "multi_thread")]
async fn dead_clock_is_replaced_by_the_first_likely_time() {
    let mut world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    world.restart_at("1970-01-01T00:00:00Z").await;
    world.pass(MINUTE).await;
    assert_eq!(world.walk_in().take(RESIDENCE).await["number"], "A002");
    world.jump("2026-03-03T09:00:00+01:00").await;
    assert!(!world.app().clock.is_doubted());
    assert_eq!(world.walk_in().take(RESIDENCE).await["id"], "portico-20260303-A001");
}

#[tokio::test(flavor = "multi_thread")]
async fn nights_on_which_the_hour_changes_give_every_date_its_numbers_once() {
    for (evening, dates) in [
        ("2026-03-28T22:00:00+01:00", ["2026-03-28", "2026-03-29"]),
        ("2026-10-24T22:00:00+02:00", ["2026-10-24", "2026-10-25"]),
    ] {
        // A machine that keeps the time of the wall is an hour wrong after the change.
        for wrong_by in [None, Some("back"), Some("forth")] {
            let world = World::plan().always_open().at(evening).with_closed_desks().begin().await;
            for quarter in 0..36 {
                if quarter == 12 {
                    let now = world.clock.now();
                    let hour = 60 * MINUTE;
                    match wrong_by {
                        Some("back") => world.clock.jump_to(now.minus(hour)),
                        Some(_) => world.clock.jump_to(now.plus(hour)),
                        None => {}
                    }
                }
                world.pass(15 * MINUTE).await;
                let service = [RESIDENCE, CARD, TAX][quarter % 3];
                world.walk_in().take(service).await;
            }
            let opened: Vec<String> =
                world.log(OFFICE).iter().filter_map(|event| opened(&event.fact)).collect();
            assert_eq!(opened, dates, "{wrong_by:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answer_of_a_named_request_is_the_same_before_during_and_after_a_jump() {
    for wrong in WRONG {
        let world = World::begin().await;
        let ask = async || world.walk_in().post_named("one-tap", TICKETS, json!({ "service": TAX })).await;
        let first = ask().await.is(201);
        world.jump(wrong).await;
        assert_eq!(ask().await.is(201)["id"], first["id"], "{wrong}");
        world.jump("2026-03-02T09:00:00+01:00").await;
        assert_eq!(ask().await.is(201)["id"], first["id"], "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn brake_on_guessing_lets_go_after_the_time_really_passed() {
    for wrong in WRONG {
        let world = World::begin().await;
        admin(&world).await;
        let mut delay = None;
        for _ in 0..12 {
            match world.app().people.log_in("sindaca", "not the password", &whence()).await {
                Err(Denied::Later { seconds }) => delay = Some(Duration::from_secs(seconds)),
                Err(Denied::Wrong) => {}
                other => panic!("{other:?}"),
            }
        }
        let delay = delay.expect("guessing is slowed down");
        world.jump(wrong).await;
        assert!(matches!(log_in(&world).await, Err(Denied::Later { .. })), "{wrong}: a jump lets guess on");
        world.pass(delay).await;
        assert!(log_in(&world).await.is_ok(), "{wrong}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn second_factor_used_under_a_clock_ahead_is_good_again_when_it_is_right() {
    let world = World::begin().await;
    let entered = admin(&world).await;
    let people = &world.app().people;
    let Some(Found::Active(live)) = found(&world, &entered) else { panic!("no session") };
    let secret = people.fresh_second_factor().unwrap();
    let told = || code_at(&secret, world.app().clock.now()).unwrap();
    let from = whence();
    people.confirm_second_factor(&live, &secret, &told(), &from).await.unwrap();
    let by_code = async || match log_in(&world).await {
        Err(Denied::Unfinished { pending, .. }) => people.go_on(&pending, None, Some(&told()), &from).await,
        other => panic!("{other:?}"),
    };
    world.jump("2099-03-02T09:00:00+01:00").await;
    world.pass(DOUBT_LASTS).await;
    by_code().await.unwrap();
    put_right(&world, "2026-03-02T10:00:00+01:00").await;
    by_code().await.unwrap();
    assert!(matches!(by_code().await, Err(Denied::Wrong)), "a code is good once");
    world.pass(MINUTE).await;
    by_code().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn session_rests_and_ends_by_the_time_really_passed() {
    for wrong in WRONG {
        let world = World::begin().await;
        let entered = admin(&world).await;
        world.jump(wrong).await;
        world.pass(IDLE_MAX - MINUTE).await;
        assert!(is_active(&world, &entered), "{wrong}");
        world.pass(IDLE_MAX).await;
        assert!(matches!(found(&world, &entered), Some(Found::Resting(_))), "{wrong}");
        assert!(is_active(&world, &log_in(&world).await.unwrap()), "{wrong}");
    }
}

/// Calls, serves and finishes everybody who waits, desk by desk.
async fn empty_the_hall(world: &World) {
    let clerk = world.clerk();
    for desk in [REGISTER, INFORMATION, TAXES] {
        clerk.at_desk(desk, "open").await;
        loop {
            let called = clerk.at_desk(desk, "call-next").await;
            let ticket = match called.status {
                200 => called.json()["ticket"].take(),
                204 => break,
                // Called before; else there is no day in which anybody could wait.
                _ => clerk.get(&format!("/api/v1/desks/{desk}")).await.is(200)["ticket"].take(),
            };
            if ticket.is_null() {
                break;
            }
            if ticket["state"] == "called" {
                clerk.step(&ticket, "start", json!({})).await.is(200);
            }
            clerk.step(&ticket, "finish", json!({})).await.is(200);
        }
        clerk.at_desk(desk, "close").await;
    }
    world.pass(Duration::ZERO).await;
}

/// Sets the clock right, and waits until it is believed.
async fn put_right(world: &World, at: &str) {
    let right = moment(at).minus(DOUBT_LASTS);
    world.clock.jump_to(right);
    world.pass(Duration::ZERO).await;
    world.pass(DOUBT_LASTS).await;
    assert_eq!(world.app().clock.now(), moment(at));
}

/// Sets the office up and comes in.
async fn admin(world: &World) -> Entered {
    let people = &world.app().people;
    let code = people.set_up_code().await.unwrap().expect("nobody manages the office yet");
    people.set_up(&code, "sindaca", PASSWORD, &whence()).await.unwrap();
    log_in(world).await.unwrap()
}

const PASSWORD: &str = "sette lampioni sul lungomare";

async fn log_in(world: &World) -> Result<Entered, Denied> {
    world.app().people.log_in("sindaca", PASSWORD, &whence()).await
}

fn whence() -> Whence {
    Whence { address: "192.0.2.7".parse().unwrap(), seat: None, session: None }
}

fn found(world: &World, entered: &Entered) -> Option<Found> {
    world.app().people.session(&entered.secret, true)
}

fn is_active(world: &World, entered: &Entered) -> bool {
    matches!(found(world, entered), Some(Found::Active(_)))
}

fn count(world: &World, is_it: impl Fn(&Fact) -> bool) -> usize {
    world.log(OFFICE).iter().filter(|event| is_it(&event.fact)).count()
}

/// The date of a day that was opened.
fn opened(fact: &Fact) -> Option<String> {
    match fact {
        Fact::DayOpened { date, .. } => Some(date.to_string()),
        _ => None,
    }
}
