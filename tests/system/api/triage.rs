//! Triage over the API: needs, questions, routes, and numbers that follow from them.

use office::event::Fact;
use office::id::TicketId;
use serde_json::{Value, json};
use tests::person::{Person, TICKETS};
use tests::until::until;
use tests::world::{OFFICE, REGISTER, World};

const NEEDS: &str = "/api/v1/offices/portico/needs";
const TRIAGE: &str = "/api/v1/offices/portico/triage";

#[tokio::test(flavor = "multi_thread")]
async fn needs_are_ranked_by_words_however_they_are_typed() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let found = async |query: &str| world.stranger().get(&format!("{NEEDS}{query}")).await.is(200);
    for (query, first) in [
        ("?q=carta", "carta-identita"),
        ("?q=CRATA%20identit%C3%A0", "carta-identita"),
        ("?q=tassa%20rifiuti", "tassa-rifiuti"),
        ("?q=waste&language=en", "tassa-rifiuti"),
    ] {
        assert_eq!(found(query).await[0]["id"], first, "{query}");
    }
    let all = found("").await;
    let need = |value: &Value| {
        ["id", "title", "service"].iter().all(|key| value[key].as_str().is_some_and(|text| !text.is_empty()))
    };
    assert!(all.as_array().unwrap().len() > 30 && all.as_array().unwrap().iter().all(need), "{all}");
    assert_eq!(found("?q=zzzz").await, json!([]));
    assert_eq!(found("?q=carta&language=en").await[0]["title"], "Identity card");
    world.stranger().get(&format!("{NEEDS}?colour=red")).await.refused(422, "value");
    world.stranger().get("/api/v1/offices/nowhere/needs").await.refused(404, "unknown");
}

#[tokio::test(flavor = "multi_thread")]
async fn need_leads_over_a_question_to_a_route_with_its_procedure() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let stranger = world.stranger();
    let asked = stranger.post(TRIAGE, json!({ "need": "certificati", "language": "en" })).await.is(200);
    assert_eq!(asked.as_object().unwrap().keys().collect::<Vec<_>>(), ["question"]);
    assert_eq!(asked["question"]["id"], "certificato-uso");
    assert_eq!(asked["question"]["answers"][1]["id"], "privato");
    assert!(asked["question"]["answers"][1]["text"].as_str().unwrap().contains("bank"));
    let body = json!({ "need": "tassa-rifiuti", "answers": { "tari-cosa": "dichiarazione" } });
    let route = quick(&stranger, body).await;
    assert_eq!(route["service"], "tari-dichiarazione");
    assert_eq!(route["legs"], json!(["tari-dichiarazione"]));
    assert_eq!(
        route["reason"],
        json!({"code": "in_time", "text": "Si può fare adesso, prima della chiusura."})
    );
    assert_eq!((&route["choice"], route.get("question")), (&json!(false), None));
    assert!(route["wait"]["high_min"].is_u64(), "{route}");
    let procedure = &route["procedure"];
    for part in ["steps", "evidence", "costs"] {
        assert!(procedure[part].is_array(), "{part} of {procedure}");
    }
    assert!(procedure["steps"][0].is_string() && procedure["times"].is_object(), "{procedure}");
    assert!(route["alternatives"].is_array());
}

#[tokio::test(flavor = "multi_thread")]
async fn route_says_why_where_and_what_else_in_the_language_asked_for() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let stranger = world.stranger();
    let route = async |answers: Value, language: &str| {
        let body = json!({ "need": "carta-identita", "answers": answers, "language": language });
        stranger.post(TRIAGE, body).await.is(200)
    };
    let card = route(json!({ "cie-motivo": "rinnovo" }), "it").await;
    assert_eq!(card["route"], "appointment");
    assert_eq!(card["reason"]["code"], "by_appointment");
    assert!(card["body"]["name"].is_string() && card["procedure"]["steps"].as_array().unwrap().len() > 2);
    assert_eq!(card["alternatives"][0]["route"], "online");
    assert!(card["alternatives"][0]["online"]["url"].as_str().unwrap().starts_with("https://"));
    assert_eq!(card["wait"], Value::Null);
    let lost = route(json!({ "cie-motivo": "persa", "denuncia-carta": "no" }), "fr").await;
    assert_eq!((&lost["route"], &lost["reason"]["code"]), (&json!("refer"), &json!("gives_paper")));
    assert_eq!(lost["missing"]["id"], "denuncia-smarrimento");
    assert!(lost["reason"]["text"].as_str().unwrap().starts_with("On obtient ici"), "{lost}");
    assert_eq!(lost["procedure"]["language"], "it", "the office writes Italian and English only");
}

#[tokio::test(flavor = "multi_thread")]
async fn closed_office_gives_an_appointment_and_says_when_numbers_are_given_again() {
    let world = World::plan()
        .at("2026-03-01T10:00:00+01:00")
        .with_closed_desks()
        .with_whole_catalogue()
        .begin()
        .await;
    let route = world.stranger().post(TRIAGE, json!({ "service": "imu" })).await.is(200);
    assert_eq!((&route["route"], &route["reason"]["code"]), (&json!("appointment"), &json!("not_now")));
    assert!(route["reason"]["text"].as_str().unwrap().contains("lunedì 2 marzo 2026"), "{route}");
    assert_eq!(route["legs"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_catalogue_does_not_have_is_refused() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let stranger = world.stranger();
    for (body, code) in [
        (json!({ "need": "moon" }), "unknown_need"),
        (json!({ "service": "moon" }), "unknown_service"),
        (json!({ "need": "certificati", "answers": { "moon": "yes" } }), "unknown_answer"),
        (json!({ "need": "certificati", "answers": { "certificato-uso": "moon" } }), "unknown_answer"),
        (json!({ "need": "certificati", "service": "imu" }), "value"),
        (json!({}), "value"),
        (json!({ "need": "certificati", "colour": "red" }), "value"),
        (json!({ "need": "<b>" }), "value"),
        (json!({ "need": "certificati", "language": "xx" }), "value"),
    ] {
        stranger.post(TRIAGE, body).await.refused(422, code);
    }
    let many: serde_json::Map<String, Value> = (0..21).map(|n| (format!("q{n}"), json!("a"))).collect();
    stranger.post(TRIAGE, json!({ "need": "certificati", "answers": many })).await.refused(422, "value");
    stranger.post("/api/v1/offices/nowhere/triage", json!({})).await.refused(404, "unknown");
    stranger.post_text(TRIAGE, "{").await.refused(400, "malformed_json");
}

#[tokio::test(flavor = "multi_thread")]
async fn number_keeps_what_was_said_beside_the_log_and_nothing_of_it_in_the_log() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let body = json!({
        "service": "certificati-anagrafici", "then": ["tessera-elettorale"], "need": "certificati",
        "answers": { "certificato-uso": "privato" }, "note": "ha fretta", "class": "priority", "language": "fr"
    });
    let taken = world.welcome().take_with(body).await;
    assert_eq!(taken["then"], json!(["tessera-elettorale"]));
    let ticket = TicketId::new(taken["id"].as_str().unwrap()).unwrap();
    let told = world.app().reader.told(&ticket).unwrap().unwrap();
    assert_eq!(told.need.unwrap().as_str(), "certificati");
    assert_eq!(told.answers.values().next().unwrap().as_str(), "privato");
    let log = format!("{:?}", world.log(OFFICE));
    assert!(!log.contains("certificato-uso") && !log.contains("ha fretta"), "{log}");
    // The clerk finishes one service; the same desk goes on with the next.
    let clerk = world.clerk();
    clerk.call_next(REGISTER).await;
    clerk.step(&taken, "start", json!({})).await.is(200);
    let after = clerk.step(&taken, "finish", json!({})).await.is(200);
    assert_eq!((&after["service"], &after["state"]), (&json!("tessera-elettorale"), &json!("serving")));
}

#[tokio::test(flavor = "multi_thread")]
async fn number_against_the_route_is_in_the_log_with_its_reason() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let against = json!({ "offered": "appointment", "reason": "cannot_return" });
    let body = json!({ "service": "informazioni", "against": against });
    world.clerk().post(TICKETS, body.clone()).await.refused(403, "not_yours");
    world.walk_in().post(TICKETS, body.clone()).await.refused(403, "not_yours");
    world.welcome().take_with(body).await;
    let issued = world.log(OFFICE).into_iter().find_map(|event| match event.fact {
        Fact::TicketIssued { against, .. } => against,
        _ => None,
    });
    let issued = issued.expect("the log says so");
    assert_eq!((issued.offered.code(), issued.reason.code()), ("appointment", "cannot_return"));
    let whim =
        json!({ "service": "informazioni", "against": { "offered": "appointment", "reason": "whim" } });
    world.welcome().post(TICKETS, whim).await.refused(422, "value");
}

#[tokio::test(flavor = "multi_thread")]
async fn number_for_what_nobody_knows_is_refused() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let welcome = world.welcome();
    for (body, code) in [
        (json!({ "service": "informazioni", "need": "moon" }), "unknown_need"),
        (json!({ "service": "informazioni", "answers": { "moon": "yes" } }), "unknown_answer"),
        (json!({ "service": "informazioni", "answers": { "certificato-uso": "moon" } }), "unknown_answer"),
        (json!({ "service": "informazioni", "then": ["moon"] }), "unknown_service"),
    ] {
        welcome.post(TICKETS, body).await.refused(422, code);
    }
    let then = ["protocollo", "tessera-elettorale", "cie-pin-puk", "autocertificazione"];
    let many = json!({ "service": "informazioni", "then": then });
    welcome.post(TICKETS, many).await.refused(422, "too_many_legs");
    assert!(world.log(OFFICE).iter().all(|event| !matches!(event.fact, Fact::TicketIssued { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn triage_changes_nothing() {
    let world = World::plan().with_whole_catalogue().begin().await;
    let before = world.log_len();
    world.stranger().post(TRIAGE, json!({ "service": "imu" })).await.is(200);
    world.stranger().get(NEEDS).await.is(200);
    assert_eq!(world.log_len(), before);
}

/// The route, once the forecaster has seen that the desks are open.
async fn quick(person: &Person, body: Value) -> Value {
    until("a quick route", async || {
        let route = person.post(TRIAGE, body.clone()).await.is(200);
        (route["route"] == "quick").then_some(route)
    })
    .await
}
