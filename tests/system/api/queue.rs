//! A number from the totem to the board.

use serde_json::{Value, json};
use std::time::Duration;
use tests::person::BOARD;
use tests::world::{CARD, DEATH, INFORMATION, REGISTER, RESIDENCE, TAX, TAXES, World};

#[tokio::test(flavor = "multi_thread")]
async fn number_goes_from_the_totem_to_the_board_and_to_its_end() {
    let world = World::begin().await;
    let (walk_in, clerk) = (world.walk_in(), world.clerk());

    let taken = walk_in.take(RESIDENCE).await;
    assert_eq!(taken["number"], "A001");
    assert_eq!(taken["state"], "waiting");
    assert_eq!(taken["ahead"], 0);
    assert!(taken["follow_url"].as_str().unwrap().ends_with(taken["token"].as_str().unwrap()));

    let called = clerk.at_desk(REGISTER, "call-next").await.is(200);
    assert_eq!(called["ticket"]["id"], taken["id"]);
    assert_eq!(called["ticket"]["state"], "called");
    assert_eq!(called["why"], json!({ "code": "first_come", "waited_min": 0 }));

    let first = calls(&world).await;
    assert_eq!(first.len(), 1);
    assert_eq!(first[0]["number"], "A001");
    assert_eq!(first[0]["desk"], REGISTER);
    assert_eq!(first[0]["desk_name"], "Anagrafe");
    assert_eq!(first[0]["nth"], 1);

    clerk.step(&taken, "recall", json!({})).await.is(200);
    let again = calls(&world).await;
    assert_eq!(again[0]["nth"], 2);
    assert!(again[0]["call_seq"].as_u64() > first[0]["call_seq"].as_u64());

    assert_eq!(clerk.step(&taken, "start", json!({})).await.is(200)["state"], "serving");
    assert_eq!(calls(&world).await, Vec::<Value>::new());

    let outcome = json!({ "outcome": "settled", "done": [RESIDENCE] });
    let finished = clerk.step(&taken, "finish", outcome).await.is(200);
    assert_eq!(finished["state"], "finished");
    assert_eq!(finished["legs"][0]["outcome"], "settled");
    let desk = clerk.get(&format!("/api/v1/desks/{REGISTER}")).await.is(200);
    assert_eq!(desk["ticket"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn priority_visitor_is_called_first_and_the_answer_says_why() {
    let world = World::begin().await;
    let first = world.walk_in().take(RESIDENCE).await;
    world.pass(Duration::from_secs(60)).await;
    let urgent = world.welcome().take_with(json!({ "service": RESIDENCE, "class": "priority" })).await;
    world.pass(Duration::from_secs(9 * 60)).await;

    let called = world.clerk().at_desk(REGISTER, "call-next").await.is(200);
    assert_eq!(called["ticket"]["number"], urgent["number"]);
    assert_eq!(called["ticket"]["channel"], "welcome");
    assert_eq!(called["why"], json!({ "code": "priority", "waited_min": 9, "target_min": 6 }));
    assert_eq!(world.clerk().ticket(&first).await["ahead"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_announces_whom_it_would_call_and_calls_exactly_that_one() {
    let world = World::begin().await;
    world.walk_in().take(TAX).await;
    let card = world.walk_in().take(CARD).await;

    let desk = world.clerk().get(&format!("/api/v1/desks/{INFORMATION}")).await.is(200);
    assert_eq!(desk["next"]["ticket"], card["id"]);
    assert_eq!(world.clerk().call_next(INFORMATION).await["id"], card["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_with_nobody_to_call_gets_no_content() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    let told = world.clerk().at_desk(TAXES, "call-next").await;
    assert_eq!((told.status, told.text.as_str()), (204, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn board_counts_who_waits_and_never_names_a_sensitive_service() {
    let world = World::begin().await;
    for service in [RESIDENCE, RESIDENCE, DEATH] {
        world.walk_in().take(service).await;
    }
    let told = world.stranger().get(BOARD).await;
    assert!(!told.text.contains(DEATH) && !told.text.contains("Denuncia"), "{}", told.text);
    let board = told.is(200);
    let count = |is_it: &dyn Fn(&Value) -> bool| {
        board["waiting"].as_array().unwrap().iter().find(|line| is_it(line)).unwrap()["count"].clone()
    };
    assert_eq!(count(&|line| line["service"] == RESIDENCE), 2);
    assert_eq!(count(&|line| line["series"] == "M"), 1);
    assert_eq!(board["open"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn newest_call_stands_first_and_every_called_number_stays() {
    let world = World::begin().await;
    for service in [RESIDENCE, TAX, CARD] {
        world.walk_in().take(service).await;
    }
    for desk in [REGISTER, TAXES, INFORMATION] {
        world.clerk().call_next(desk).await;
        world.pass(Duration::from_secs(1)).await;
    }
    let desks: Vec<_> = calls(&world).await.into_iter().map(|call| call["desk"].clone()).collect();
    assert_eq!(desks, [INFORMATION, TAXES, REGISTER]);
}

#[tokio::test(flavor = "multi_thread")]
async fn read_after_an_answered_change_sees_it() {
    let world = World::begin().await;
    for nth in 1..=50_u64 {
        let taken = world.welcome().take(RESIDENCE).await;
        let queue = world.clerk().get("/api/v1/offices/portico/queue").await.is(200);
        assert_eq!(queue.as_array().unwrap().len() as u64, nth);
        assert_eq!(world.clerk().ticket(&taken).await["number"], taken["number"]);
        let own = world.stranger().get(&format!("/api/v1/follow/{}", taken["token"].as_str().unwrap())).await;
        assert_eq!(own.is(200)["ahead"], nth - 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_taken_at_once_are_all_different_and_without_a_hole() {
    let world = World::begin().await;
    let taking = (0..8).map(|_| {
        let welcome = world.welcome();
        tokio::spawn(async move {
            let mut numbers = Vec::new();
            for _ in 0..25 {
                numbers.push(welcome.take(RESIDENCE).await["number"].as_str().unwrap().to_owned());
            }
            numbers
        })
    });
    let mut numbers = Vec::new();
    for taking in taking.collect::<Vec<_>>() {
        numbers.extend(taking.await.unwrap());
    }
    numbers.sort();
    let expected: Vec<_> = (1..=200).map(|nth| format!("A{nth:03}")).collect();
    assert_eq!(numbers, expected);
}

async fn calls(world: &World) -> Vec<Value> {
    world.stranger().get(BOARD).await.is(200)["calls"].as_array().unwrap().clone()
}
