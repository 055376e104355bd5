//! Those who wait for a place: what is given back goes to them first, and draws are held by the clock.

use super::kept::adopt;
use super::{BOOKINGS, HALF_PAST_TEN, RESERVATIONS, WISHES, address, booked, place, with_name};
use office::event::Fact;
use office::hours::{DayOfWeek, TimeOfDay};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use tests::person::Person;
use tests::world::{OFFICE, RESIDENCE, World};

const MINUTE: Duration = Duration::from_secs(60);
/// A Wednesday, released on the Monday of these tests.
const DRAWN: &str = "2026-04-01";

#[tokio::test(flavor = "multi_thread")]
async fn place_that_is_given_back_is_offered_to_who_waits_and_to_nobody_else() {
    let world = World::begin().await;
    let (stranger, visitor) = (world.stranger(), world.stranger());
    let theirs = booked(&stranger, HALF_PAST_TEN).await;
    let wish = with_name(json!({ "service": RESIDENCE, "until": "2026-03-02" }));
    let wishes = [visitor.post(WISHES, wish.clone()).await.is(201), visitor.post(WISHES, wish).await.is(201)];
    let told = stranger.send(stranger.ask(Method::DELETE, &address(&theirs))).await.is(200);
    assert_eq!(
        (&told["id"], &told["state"]),
        (&theirs["id"], &json!("cancelled")),
        "nothing of others is told"
    );
    stranger.post(RESERVATIONS, place(HALF_PAST_TEN)).await.refused(409, "place_taken");
    let offer = visitor.get(&address(&wishes[0])).await.is(200);
    assert_eq!((&offer["state"], &offer["code"]), (&json!("reserved"), &wishes[0]["code"]));
    assert_eq!(visitor.get(&address(&wishes[1])).await.is(200)["state"], "waiting");
    // The notice of this plan is an hour: nobody can answer later than that.
    world.pass(30 * MINUTE).await;
    assert_eq!(visitor.get(&address(&wishes[0])).await.is(200)["state"], "lapsed");
    assert_eq!(visitor.get(&address(&wishes[1])).await.is(200)["state"], "waiting", "too late for the next");
}

#[tokio::test(flavor = "multi_thread")]
async fn offer_is_confirmed_with_the_code_of_the_wish() {
    let mut world = World::begin().await;
    let stranger = world.stranger();
    let tomorrow = "2026-03-03T10:30:00+01:00";
    let theirs = booked(&stranger, tomorrow).await;
    let wish = with_name(json!({ "service": RESIDENCE, "until": "2026-03-03" }));
    let wish = stranger.post(WISHES, wish).await.is(201);
    stranger.send(stranger.ask(Method::DELETE, &address(&theirs))).await.is(200);
    world.restart().await;
    let stranger = world.stranger();
    let body = with_name(json!({ "reservation": wish["code"] }));
    let booking = stranger.post(BOOKINGS, body).await.is(201);
    assert_eq!((&booking["state"], &booking["code"]), (&json!("booked"), &wish["code"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn draw_is_held_by_the_clock_and_can_be_drawn_again_from_the_log() {
    let mut world = World::begin().await;
    adopt(&world, |document| {
        let plan = &mut document.plans[0];
        let half_past_nine = TimeOfDay::try_from("09:30".to_owned()).unwrap();
        (plan.draw, plan.release_at) = (true, half_past_nine);
        let spans = plan.week.get_mut(&DayOfWeek::Wednesday).unwrap();
        spans.truncate(1);
        spans[0].until = TimeOfDay::try_from("10:45".to_owned()).unwrap();
    })
    .await;
    let stranger = world.stranger();
    let join = with_name(json!({ "service": RESIDENCE, "plan": "anagrafe", "date": DRAWN }));
    let refused = stranger.post(WISHES, join.clone()).await.refused(409, "draw_closed");
    assert!(refused["detail"].as_str().unwrap().contains("9:20"), "{refused}");
    world.pass(25 * MINUTE).await;
    let mut codes = Vec::new();
    for _ in 0..3 {
        codes.push(stranger.post(WISHES, join.clone()).await.is(201));
    }
    world.restart().await;
    let stranger = world.stranger();
    assert_eq!(states(&stranger, &codes).await, ["waiting"; 3]);
    world.pass(5 * MINUTE).await;
    let mut states = states(&stranger, &codes).await;
    states.sort();
    assert_eq!(states, ["ended", "ended", "reserved"], "there is one place");
    stranger.post(WISHES, join).await.refused(409, "draw_closed");
    let log = world.log(OFFICE);
    let made: Vec<_> = log
        .iter()
        .filter_map(|event| if let Fact::WishMade { wish, .. } = &event.fact { Some(wish) } else { None })
        .collect();
    let held: Vec<_> = log
        .iter()
        .filter_map(|event| {
            if let Fact::DrawHeld { seed, order, .. } = &event.fact { Some((*seed, order)) } else { None }
        })
        .collect();
    let [(seed, order)] = held[..] else { panic!("{held:?}") };
    let again = office::agenda::in_random_order(made.len(), seed);
    assert!(again.iter().map(|n| made[*n]).eq(order), "the seed alone decides");
}

async fn states(person: &Person, codes: &[Value]) -> Vec<String> {
    let mut states = Vec::new();
    for code in codes {
        states.push(person.get(&address(code)).await.is(200)["state"].as_str().unwrap().to_owned());
    }
    states
}
