//! Places are kept, booked, moved and given back; none is given twice.

use super::{
    BOOKINGS, HALF_PAST_TEN, RESERVATIONS, SLOTS, WISHES, address, booked, named, place, starts, with_name,
};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use tests::world::{CARD, DEATH, RESIDENCE, TAX, World, moment};

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn free_times_lie_in_the_plan_and_one_that_is_kept_is_told_no_more() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let before = starts(&stranger).await;
    assert_eq!(before.len(), 8, "half past ten to half past twelve, every quarter of an hour");
    assert_eq!(moment(&before[0]), moment(HALF_PAST_TEN));
    let kept = stranger.post(RESERVATIONS, place(&before[0])).await.is(201);
    assert_eq!((&kept["state"], &kept["desk_number"]), (&json!("reserved"), &json!(1)));
    assert_eq!(moment(kept["until"].as_str().unwrap()), world.app().clock.now().plus(10 * MINUTE));
    assert_eq!(starts(&stranger).await, before[1..]);
    let taken = stranger.post(RESERVATIONS, place(&before[0])).await;
    taken.refused(409, "place_taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn several_services_and_people_are_added_up() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let long = format!("{SLOTS}&then={CARD}&people=2");
    let slots = stranger.get(&long).await.is(200);
    let first = &slots[0];
    let length = moment(first["end"].as_str().unwrap()).since(moment(first["start"].as_str().unwrap()));
    assert_eq!(length, 2 * (15 + 10) * MINUTE);
    for (query, code) in [
        ("service=imposta", "unknown_service"),
        ("service=protocollo", "not_bookable"),
        ("service=cambio-indirizzo&people=0", "too_many_people"),
        ("service=cambio-indirizzo&people=99", "too_many_people"),
        ("service=cambio-indirizzo&days=0", "value"),
        ("service=cambio-indirizzo&days=93", "value"),
        ("service=cambio-indirizzo&from=2026-02-30", "value"),
        ("service=", "value"),
        ("", "value"),
        ("service=cambio-indirizzo&colour=red", "value"),
    ] {
        let told = stranger.get(&format!("/api/v1/offices/portico/slots?{query}")).await;
        told.refused(422, code);
    }
    stranger.get("/api/v1/offices/altrove/slots?service=imu").await.refused(404, "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn reservation_becomes_an_appointment_with_the_same_code() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let kept = stranger.post(RESERVATIONS, place(HALF_PAST_TEN)).await.is(201);
    let of_reservation = with_name(json!({ "reservation": kept["code"] }));
    let booking = stranger.post(BOOKINGS, of_reservation.clone()).await.is(201);
    assert_eq!((&booking["state"], &booking["until"]), (&json!("booked"), &Value::Null));
    assert_eq!((&booking["code"], &booking["token"]), (&kept["code"], &kept["token"]));
    assert!(booking["page_url"].as_str().unwrap().ends_with(booking["token"].as_str().unwrap()));
    // Sent once more, it is the same appointment.
    assert_eq!(stranger.post(BOOKINGS, of_reservation).await.is(201), booking);
    assert_eq!(stranger.get(&address(&booking)).await.is(200), booking);
    let by_token = format!("/api/v1/bookings/{}", booking["token"].as_str().unwrap());
    assert_eq!(stranger.get(&by_token).await.is(200), booking);
}

#[tokio::test(flavor = "multi_thread")]
async fn stranger_says_who_comes_and_how_to_be_reached_and_staff_need_not() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let kept = stranger.post(RESERVATIONS, place(HALF_PAST_TEN)).await.is(201);
    let with = |mut body: Value, name: &str, value: Value| {
        body[name] = value;
        body
    };
    let good = with_name(json!({ "reservation": kept["code"] }));
    for bad in [
        json!({ "reservation": kept["code"] }),
        with(good.clone(), "last_name", json!("  ")),
        with(good.clone(), "email", Value::Null),
        with(good.clone(), "email", json!("pfeffernuss")),
        with(good.clone(), "phone", json!("zero")),
        with(good.clone(), "details", json!("x".repeat(201))),
        with(good.clone(), "first_name", json!("a\u{1}b")),
    ] {
        stranger.post(BOOKINGS, bad).await.refused(422, "applicant");
    }
    for (bad, status, code) in [
        (with(good.clone(), "start", json!(HALF_PAST_TEN)), 422, "value"),
        (with_name(json!({ "service": RESIDENCE })), 422, "value"),
        (with(good.clone(), "need", json!("no-such")), 422, "unknown_need"),
        (with(good.clone(), "note", json!("x")), 403, "not_yours"),
        (with(good.clone(), "print", json!("printer-1")), 403, "not_yours"),
        (with(good.clone(), "reservation", json!("0000-0000")), 404, "unknown_booking"),
        (with(named("2026-03-02T11:00:00+01:00"), "by_phone", json!(true)), 403, "not_yours"),
    ] {
        stranger.post(BOOKINGS, bad).await.refused(status, code);
    }
    stranger.post(BOOKINGS, good).await.is(201);
    let start = "2026-03-02T11:00:00+01:00";
    let phone = json!({ "service": RESIDENCE, "start": start, "by_phone": true, "note": "porta il figlio" });
    let booking = world.welcome().post(BOOKINGS, phone).await.is(201);
    // Without a name the code alone opens it.
    let code = booking["code"].as_str().unwrap();
    assert_eq!(stranger.get(&format!("/api/v1/bookings/{code}")).await.is(200)["id"], booking["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn reservation_lapses_by_the_clock_and_is_kept_longer_once() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let kept = stranger.post(RESERVATIONS, place(HALF_PAST_TEN)).await.is(201);
    let other = stranger.post(RESERVATIONS, place("2026-03-02T10:45:00+01:00")).await.is(201);
    let path = |booking: &Value| format!("/api/v1/bookings/{}", booking["code"].as_str().unwrap());
    world.pass(9 * MINUTE).await;
    let extend = format!("{}/extend", path(&other));
    let longer = stranger.post(&extend, json!({})).await.is(200);
    assert_eq!(moment(longer["until"].as_str().unwrap()), world.app().clock.now().plus(11 * MINUTE));
    stranger.post(&extend, json!({})).await.refused(409, "extended_before");
    world.pass(MINUTE).await;
    assert_eq!(stranger.get(&path(&kept)).await.is(200)["state"], "lapsed");
    let late = with_name(json!({ "reservation": kept["code"] }));
    stranger.post(BOOKINGS, late).await.refused(409, "reservation_over");
    stranger.post(&format!("{}/extend", path(&kept)), json!({})).await.refused(409, "reservation_over");
    let free = starts(&stranger).await;
    assert_eq!((free.len(), moment(&free[0])), (7, moment(HALF_PAST_TEN)));
    world.pass(10 * MINUTE).await;
    assert_eq!(starts(&stranger).await.len(), 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn all_who_want_one_place_at_once_are_answered_and_one_gets_it() {
    let world = World::begin().await;
    let asking: Vec<_> = (0..60)
        .map(|nth| {
            let stranger = if nth % 3 == 0 { world.clerk() } else { world.stranger() };
            let path = if nth % 2 == 0 { BOOKINGS } else { RESERVATIONS };
            let body = if nth % 2 == 0 { named(HALF_PAST_TEN) } else { place(HALF_PAST_TEN) };
            tokio::spawn(async move { stranger.post(path, body).await })
        })
        .collect();
    let mut given = 0;
    for asked in asking {
        let told = asked.await.unwrap();
        match told.status {
            201 => given += 1,
            _ => drop(told.refused(409, "place_taken")),
        }
    }
    assert_eq!(given, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn same_request_is_answered_the_same_and_a_stranger_elsewhere_is_not_told_the_code() {
    let mut world = World::plan().behind_proxy().begin().await;
    let send = async |world: &World, from: &str, body: Value| {
        let stranger = world.stranger();
        let asked = stranger.ask(Method::POST, BOOKINGS).header("X-Forwarded-For", from);
        let asked = asked.header("Content-Type", "application/json").header("Idempotency-Key", "1");
        stranger.send(asked.body(body.to_string())).await
    };
    let first = send(&world, "203.0.113.7", named(HALF_PAST_TEN)).await;
    let booking = first.is(201);
    let again = send(&world, "203.0.113.7", named(HALF_PAST_TEN)).await;
    assert_eq!((again.status, &again.text), (201, &first.text));
    let elsewhere = send(&world, "198.51.100.9", named(HALF_PAST_TEN)).await;
    elsewhere.refused(409, "place_taken");
    assert!(!elsewhere.text.contains(booking["code"].as_str().unwrap()));
    let other = send(&world, "203.0.113.7", named("2026-03-02T11:00:00+01:00")).await;
    other.refused(422, "idempotency_key_reused");
    world.restart().await;
    let later = send(&world, "203.0.113.7", named(HALF_PAST_TEN)).await;
    assert_eq!((later.status, &later.text), (201, &first.text));
}

#[tokio::test(flavor = "multi_thread")]
async fn appointment_is_moved_with_its_code_and_one_that_is_taken_stays() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let booking = booked(&stranger, HALF_PAST_TEN).await;
    booked(&stranger, "2026-03-02T11:00:00+01:00").await;
    let path = format!("/api/v1/bookings/{}/move", booking["code"].as_str().unwrap());
    let to = |start: &str| json!({ "start": start, "last_name": "Pfeffernuss" });
    stranger.post(&path, to("2026-03-02T11:00:00+01:00")).await.refused(409, "place_taken");
    stranger.post(&path, to("2026-03-02T11:07:00+01:00")).await.refused(409, "no_such_place");
    let moved = stranger.post(&path, to("2026-03-02T11:30:00+01:00")).await.is(200);
    assert_ne!(moved["id"], booking["id"]);
    assert_eq!((&moved["code"], &moved["token"]), (&booking["code"], &booking["token"]));
    let opened = stranger.get(&address(&booking)).await.is(200);
    assert_eq!(opened, moved);
    assert_eq!(moment(&starts(&stranger).await[0]), moment(HALF_PAST_TEN));
}

#[tokio::test(flavor = "multi_thread")]
async fn appointment_is_given_back_once_and_its_place_is_free() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let booking = booked(&stranger, HALF_PAST_TEN).await;
    assert_eq!(starts(&stranger).await.len(), 7);
    for _ in 0..2 {
        let told = stranger.send(stranger.ask(Method::DELETE, &address(&booking))).await.is(200);
        assert_eq!(told["state"], "cancelled");
    }
    assert_eq!(starts(&stranger).await.len(), 8);
    let path = format!("/api/v1/bookings/{}/move", booking["code"].as_str().unwrap());
    let to = json!({ "start": "2026-03-02T11:30:00+01:00", "last_name": "pfeffernuss" });
    stranger.post(&path, to).await.refused(409, "booking_step");
}

#[tokio::test(flavor = "multi_thread")]
async fn wish_is_kept_under_a_code_and_given_up_with_it() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let body = with_name(json!({ "service": RESIDENCE, "until": "2026-03-20" }));
    let wish = stranger.post(WISHES, body.clone()).await.is(201);
    assert_eq!((&wish["state"], &wish["until"]), (&json!("waiting"), &json!("2026-03-20")));
    assert_eq!(stranger.get(&address(&wish)).await.is(200), wish);
    let told = stranger.send(stranger.ask(Method::DELETE, &address(&wish))).await.is(200);
    assert_eq!(told["state"], "ended");
    let mut neither = body;
    neither["plan"] = json!("anagrafe");
    stranger.post(WISHES, neither).await.refused(422, "value");
    let nameless = json!({ "service": RESIDENCE, "until": "2026-03-20", "first_name": "", "last_name": "" });
    stranger.post(WISHES, nameless).await.refused(422, "applicant");
}

#[tokio::test(flavor = "multi_thread")]
async fn public_keeps_to_notice_and_staff_may_book_at_the_last_minute() {
    let world = World::begin().await;
    world.pass_until("2026-03-02T10:00:00+01:00").await;
    let body = place(HALF_PAST_TEN);
    world.stranger().post(RESERVATIONS, body.clone()).await.refused(409, "no_such_place");
    world.walk_in().post(RESERVATIONS, body.clone()).await.refused(409, "no_such_place");
    world.welcome().post(RESERVATIONS, body).await.is(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_keeps_why_somebody_comes_for_a_sensitive_service() {
    let world = World::begin().await;
    super::kept::adopt(&world, |document| {
        document.plans[0].services.insert(DEATH.parse().unwrap());
    })
    .await;
    let about = |service: &str, start: &str| {
        let mut body = with_name(json!({ "service": service, "start": start }));
        body["details"] = json!("per la nonna");
        body
    };
    for (service, start) in [(DEATH, HALF_PAST_TEN), (RESIDENCE, "2026-03-02T11:30:00+01:00")] {
        world.stranger().post(BOOKINGS, about(service, start)).await.is(201);
    }
    let expected = world.clerk().get(&format!("{BOOKINGS}?date=2026-03-02")).await.is(200);
    let details: Vec<&Value> = expected.as_array().unwrap().iter().map(|line| &line["details"]).collect();
    assert_eq!(details, [&Value::Null, &json!("per la nonna")]);
    world.stranger().post(BOOKINGS, about(TAX, HALF_PAST_TEN)).await.refused(409, "no_such_place");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_is_told_to_staff_only_and_the_reading_is_in_the_audit() {
    let world = World::plan().with_elsewhere().begin().await;
    let booking = booked(&world.stranger(), HALF_PAST_TEN).await;
    let list = format!("{BOOKINGS}?date=2026-03-02");
    world.stranger().get(&list).await.refused(401, "no_identity");
    world.walk_in().get(&list).await.refused(403, "not_yours");
    world.holder_of("clerk-elsewhere").get(&list).await.refused(404, "unknown");
    assert!(world.audited("appointments read").is_empty());
    let expected = world.clerk().get(&list).await.is(200);
    assert_eq!((&expected[0]["id"], &expected[0]["last_name"]), (&booking["id"], &json!("Pfeffernüss")));
    world.clerk().get(&list).await.is(200);
    let lines = tests::until::until("the reading", async || {
        Some(world.audited("appointments read")).filter(|lines| !lines.is_empty())
    })
    .await;
    assert_eq!((lines.len(), lines[0].subject.as_str()), (1, "2026-03-02"));
    let nothing = world.clerk().get(&format!("{BOOKINGS}?date=2026-03-03")).await.is(200);
    assert_eq!(nothing, json!([]));
    world.clerk().get(&format!("{BOOKINGS}?date=yesterday")).await.refused(422, "value");
}

#[tokio::test(flavor = "multi_thread")]
async fn appointment_route_of_triage_tells_the_first_free_times() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let triage = "/api/v1/offices/portico/triage";
    let route = world.stranger().post(triage, json!({ "service": "cie-rilascio" })).await.is(200);
    assert_eq!(route["route"], "appointment", "{route}");
    let slots = route["slots"].as_array().unwrap();
    assert_eq!(slots.len(), 3, "{route}");
    let body = json!({ "service": "cie-rilascio", "start": slots[0]["start"], "desk": slots[0]["desk"] });
    world.stranger().post(RESERVATIONS, body).await.is(201);
    let other = world.stranger().post(triage, json!({ "service": "certificati-anagrafici" })).await.is(200);
    assert!(other.get("slots").is_none(), "{other}");
}
