//! Two offices on one server.

use serde_json::json;
use tests::world::{ELSEWHERE, REGISTER, RESIDENCE, World};

#[tokio::test(flavor = "multi_thread")]
async fn offices_count_for_themselves_and_do_not_see_each_other() {
    let world = World::plan().with_elsewhere().begin().await;
    let elsewhere = world.holder_of("supervisor-elsewhere");
    let here = world.walk_in().take(RESIDENCE).await;
    let tickets = format!("/api/v1/offices/{ELSEWHERE}/tickets");
    let there = elsewhere.post(&tickets, json!({ "service": RESIDENCE })).await.is(201);
    assert_eq!((&here["number"], &there["number"]), (&json!("A001"), &json!("A001")));
    assert_ne!(here["id"], there["id"]);

    for path in [
        format!("/api/v1/tickets/{}", here["id"].as_str().unwrap()),
        format!("/api/v1/desks/{REGISTER}"),
        "/api/v1/offices/portico/queue".to_owned(),
        "/api/v1/offices/portico/events".to_owned(),
        "/api/v1/offices/portico/board".to_owned(),
    ] {
        elsewhere.get(&path).await.refused(404, "unknown");
    }
    let before = world.log_len();
    elsewhere.step(&here, "leave", json!({})).await.refused(404, "unknown");
    elsewhere.at_desk(REGISTER, "call-next").await.refused(404, "unknown");
    elsewhere
        .post("/api/v1/offices/portico/tickets", json!({ "service": RESIDENCE }))
        .await
        .refused(404, "unknown");
    assert_eq!(world.log_len(), before);

    let seen = elsewhere.get("/api/v1/offices").await.is(200);
    assert_eq!(seen.as_array().unwrap().len(), 1);
    assert_eq!(seen[0]["id"], ELSEWHERE);
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_elsewhere_calls_nobody_from_here() {
    let world = World::plan().with_elsewhere().begin().await;
    world.walk_in().take(RESIDENCE).await;
    let clerk = world.holder_of("clerk-elsewhere");
    clerk.at_desk("banco-1", "open").await.is(200);
    assert_eq!(clerk.at_desk("banco-1", "call-next").await.status, 204);
    let board = world.stranger().get(&format!("/api/v1/offices/{ELSEWHERE}/board")).await.is(200);
    assert!(board["waiting"].as_array().unwrap().iter().all(|line| line["count"] == 0), "{board}");
}

#[tokio::test(flavor = "multi_thread")]
async fn printer_of_another_office_is_not_known() {
    let world = World::plan().with_elsewhere().begin().await;
    let tickets = format!("/api/v1/offices/{ELSEWHERE}/tickets");
    let body = json!({ "service": RESIDENCE, "print": "printer-1" });
    let told = world.holder_of("clerk-elsewhere").post(&tickets, body).await;
    told.refused(422, "unknown_printer");
}

#[tokio::test(flavor = "multi_thread")]
async fn visitor_cannot_be_moved_to_a_desk_of_another_office() {
    let world = World::plan().with_elsewhere().begin().await;
    let here = world.walk_in().take(RESIDENCE).await;
    let to = json!({ "to": { "desk": "banco-1" } });
    world.clerk().step(&here, "move", to).await.refused(422, "unknown_desk");
}
