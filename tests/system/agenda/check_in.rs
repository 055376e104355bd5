//! Whoever has an appointment is given a number: in time one of series B, too late an ordinary one.

use super::{HALF_PAST_TEN, booked};
use serde_json::{Value, json};
use tests::world::{World, moment};

const CHECK_IN: &str = "/api/v1/offices/portico/check-in";

#[tokio::test(flavor = "multi_thread")]
async fn visitor_in_time_gets_a_number_of_series_b_with_the_time() {
    let world = World::begin().await;
    let booking = booked(&world.stranger(), HALF_PAST_TEN).await;
    let here = json!({ "code": booking["code"] });
    let early = world.walk_in().post(CHECK_IN, here.clone()).await.refused(409, "too_early");
    assert_eq!(moment(early["refusal"]["from"].as_str().unwrap()), moment("2026-03-02T10:00:00+01:00"));
    world.pass_until("2026-03-02T10:00:00+01:00").await;
    let taken = world.walk_in().post(CHECK_IN, here.clone()).await.is(201);
    assert_eq!((&taken["number"], &taken["late"]), (&json!("B001"), &json!(false)));
    assert_eq!(moment(taken["due"].as_str().unwrap()), moment(HALF_PAST_TEN));
    let follow = format!("/api/v1/follow/{}", taken["token"].as_str().unwrap());
    assert_eq!(world.stranger().get(&follow).await.is(200)["number"], "B001");
    world.walk_in().post(CHECK_IN, here).await.refused(409, "booking_step");
    let opened = world.stranger().get(&super::address(&booking)).await.is(200);
    assert_eq!(opened["state"], "checked_in");
}

#[tokio::test(flavor = "multi_thread")]
async fn slip_of_a_checked_in_visitor_comes_out_of_the_printer_of_the_totem() {
    let world = World::begin().await;
    let booking = booked(&world.stranger(), HALF_PAST_TEN).await;
    world.pass_until("2026-03-02T10:20:00+01:00").await;
    world.walk_in().post(CHECK_IN, json!({ "code": booking["page_url"] })).await.is(201);
    let jobs = world.app().reader.queued_jobs(&"printer-1".parse().unwrap()).unwrap();
    assert!(format!("{:?}", jobs[0].slip).contains("B001"), "{jobs:?}");
    assert_eq!(jobs.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn visitor_too_late_gets_an_ordinary_number_and_the_place_is_given_up() {
    let world = World::begin().await;
    let booking = booked(&world.stranger(), HALF_PAST_TEN).await;
    world.pass_until("2026-03-02T10:46:00+01:00").await;
    let opened = world.stranger().get(&super::address(&booking)).await.is(200);
    assert_eq!(opened["state"], "missed");
    let taken = world.welcome().post(CHECK_IN, json!({ "code": booking["code"] })).await.is(201);
    assert_eq!(
        (&taken["number"], &taken["due"], &taken["late"]),
        (&json!("A001"), &Value::Null, &json!(true))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_day_and_wrong_office_are_told_when_and_where() {
    let world = World::plan().with_elsewhere().begin().await;
    let tomorrow = "2026-03-03T10:30:00+01:00";
    let booking = booked(&world.stranger(), tomorrow).await;
    let here = json!({ "code": booking["code"] });
    let told = world.walk_in().post(CHECK_IN, here.clone()).await.refused(409, "other_day");
    assert_eq!(moment(told["refusal"]["start"].as_str().unwrap()), moment(tomorrow));
    let elsewhere = world.holder_of("totem-elsewhere");
    let told = elsewhere.post("/api/v1/offices/biblioteca/check-in", here.clone()).await;
    let told = told.refused(409, "appointment_elsewhere");
    assert_eq!(told["refusal"]["office"], "portico");
    world.stranger().post(CHECK_IN, here.clone()).await.refused(401, "no_identity");
    world.holder_of("display-1").post(CHECK_IN, here).await.refused(403, "not_yours");
    world.walk_in().post(CHECK_IN, json!({ "code": "0000-0000" })).await.refused(404, "unknown_booking");
    world.walk_in().post(CHECK_IN, json!({})).await.refused(422, "value");
}

#[tokio::test(flavor = "multi_thread")]
async fn need_and_note_of_an_appointment_go_with_the_number_to_the_clerk() {
    let world = World::begin().await;
    let body = json!({ "service": "cambio-indirizzo", "start": HALF_PAST_TEN, "note": "porta il figlio" });
    let booking = world.welcome().post(super::BOOKINGS, body).await.is(201);
    world.pass_until("2026-03-02T10:20:00+01:00").await;
    let taken =
        world.walk_in().post(CHECK_IN, json!({ "code": booking["code"], "language": "en" })).await.is(201);
    let ticket = taken["id"].as_str().unwrap().parse().unwrap();
    let told = world.app().reader.told(&ticket).unwrap().unwrap();
    assert_eq!((told.note.as_deref(), told.language.code()), (Some("porta il figlio"), "en"));
}
