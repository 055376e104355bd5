//! Codes are short: whoever guesses is told nothing, and slowed.

use super::{HALF_PAST_TEN, booked};
use reqwest::Method;
use tests::person::Told;
use tests::world::World;

/// What somebody behind this address is told of a code.
async fn asked(world: &World, from: &str, path: &str) -> Told {
    let stranger = world.stranger();
    stranger.send(stranger.ask(Method::GET, path).header("X-Forwarded-For", from)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_name_looks_like_an_unknown_code() {
    let world = World::plan().behind_proxy().begin().await;
    let booking = booked(&world.stranger(), HALF_PAST_TEN).await;
    let code = booking["code"].as_str().unwrap();
    let mut told = Vec::new();
    for path in [
        format!("/api/v1/bookings/{code}?last_name=rossi"),
        format!("/api/v1/bookings/{code}"),
        "/api/v1/bookings/0000-0000?last_name=rossi".to_owned(),
        "/api/v1/bookings/nonsense".to_owned(),
        format!("/api/v1/bookings/{}", "0".repeat(32)),
    ] {
        told.push(asked(&world, "203.0.113.7", &path).await);
    }
    for answer in &told {
        answer.refused(404, "unknown_booking");
        assert_eq!(answer.text, told[0].text);
    }
    let own = asked(&world, "203.0.113.7", &super::address(&booking)).await;
    assert_eq!(own.is(200)["id"], booking["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_is_slowed_for_the_address_and_for_the_code_and_its_page_is_not() {
    let world = World::plan().behind_proxy().begin().await;
    let booking = booked(&world.stranger(), HALF_PAST_TEN).await;
    let code = booking["code"].as_str().unwrap();
    let wrong = format!("/api/v1/bookings/{code}?last_name=rossi");
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(asked(&world, "203.0.113.7", &wrong).await.status);
    }
    assert_eq!(statuses, [404, 404, 404, 404, 404, 429, 429]);
    // The right name from there has to wait too: nobody learns that it was right.
    asked(&world, "203.0.113.7", &super::address(&booking)).await.refused(429, "too_many");
    // From elsewhere it is slowed once many have guessed at it.
    for nth in 0..8 {
        asked(&world, &format!("198.51.100.{nth}"), &wrong).await;
    }
    asked(&world, "198.51.100.200", &super::address(&booking)).await.refused(429, "too_many");
    let page = format!("/api/v1/bookings/{}", booking["token"].as_str().unwrap());
    assert_eq!(asked(&world, "198.51.100.200", &page).await.is(200)["id"], booking["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn address_that_tries_many_codes_is_slowed_on_all() {
    let world = World::plan().behind_proxy().begin().await;
    let mut last = 0;
    for nth in 0..25 {
        last = asked(&world, "203.0.113.7", &format!("/api/v1/bookings/AAAA-{nth:04}")).await.status;
    }
    assert_eq!(last, 429);
    assert_eq!(asked(&world, "198.51.100.1", "/api/v1/bookings/AAAA-0001").await.status, 404);
}
