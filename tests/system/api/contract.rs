//! What holds for every answer: headers, form of problems, and the generated description.

use reqwest::Method;
use server::web::routes::router;
use std::collections::BTreeSet;
use tests::person::Told;
use tests::world::{RESIDENCE, World};

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_security_headers_errors_too() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    let clerk = world.clerk();
    let mut answers = Vec::new();
    for route in router(world.app()).1 {
        let path = route.path.replace(['{', '}', '*'], "x");
        answers.push((path.clone(), clerk.send(clerk.ask(route.method.clone(), &path)).await));
        answers.push((path.clone(), world.stranger().send(world.stranger().ask(route.method, &path)).await));
    }
    for path in
        ["/no-such-page", "/api/no-such", "/static/no-such.css", "/static/server/server.css", "/%ff", "/t/x"]
    {
        answers.push((path.to_owned(), clerk.get(path).await));
    }
    answers.push((
        "too large".into(),
        clerk.post_text("/api/v1/offices/portico/tickets", &"x".repeat(70_000)).await,
    ));
    answers.push(("wrong method".into(), clerk.send(clerk.ask(Method::PUT, "/healthz")).await));
    for (path, told) in answers {
        let policy = told.header("content-security-policy");
        assert!(policy.contains("default-src") && !policy.contains("unsafe"), "{path}: {policy:?}");
        assert_eq!(told.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(told.header("x-frame-options"), "DENY", "{path}");
        assert_eq!(told.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(told.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(!told.header("cache-control").is_empty(), "{path}");
        assert!(told.status < 500, "{path}: {} {}", told.status, told.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_of_the_api_are_never_kept() {
    let world = World::begin().await;
    for path in
        ["/api/v1/offices", "/api/v1/offices/portico/board", "/api/v1/offices/portico/queue", "/api/no-such"]
    {
        assert_eq!(world.clerk().get(path).await.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_of_the_api_is_a_problem_with_a_code() {
    let world = World::begin().await;
    let clerk = world.clerk();
    let is_problem = |told: &Told| {
        told.header("content-type") == "application/problem+json" && told.json()["code"].is_string()
    };
    for (method, path) in [
        (Method::GET, "/api/no-such"),
        (Method::GET, "/api/v1/offices/%ff/board"),
        (Method::GET, "/api/v1/tickets/%ff"),
        (Method::GET, "/api/v1/desks/%00"),
        (Method::GET, "/api/v1/follow/%ff"),
        (Method::POST, "/api/v1/desks/%ff/open"),
        (Method::GET, "/api/v1/offices/portico/events?after=x"),
        (Method::GET, "/api/v1/offices/portico/events?limit=0"),
        (Method::GET, "/api/v1/offices/portico/events?limit=100000"),
        (Method::GET, "/api/v1/offices/portico/events?colour=red"),
        (Method::PUT, "/api/v1/offices"),
        (Method::DELETE, "/api/v1/offices/portico/tickets"),
        (Method::GET, "/link"),
    ] {
        let person = if path.contains("events") { world.supervisor() } else { clerk.clone() };
        let told = person.send(person.ask(method.clone(), path)).await;
        assert!((400..500).contains(&told.status), "{method} {path}: {}", told.status);
        assert!(is_problem(&told), "{method} {path}: {} {}", told.status, told.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn description_names_exactly_the_routes_of_the_table() {
    let world = World::begin().await;
    let described = world.stranger().get("/api/openapi.json").await.is(200);
    let described: BTreeSet<String> = described["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            methods.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let is_api =
        |path: &str| path.starts_with("/api/v1/") || ["/healthz", "/readyz", "/metrics"].contains(&path);
    let table: BTreeSet<String> = router(world.app())
        .1
        .iter()
        .filter(|route| is_api(route.path))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(described, table);
}

#[tokio::test(flavor = "multi_thread")]
async fn description_says_which_calls_want_a_key() {
    use server::web::access::Access;
    let world = World::begin().await;
    let described = world.stranger().get("/api/openapi.json").await.is(200);
    for route in router(world.app()).1.iter().filter(|route| route.path.starts_with("/api/v1/")) {
        let operation = &described["paths"][route.path][route.method.as_str().to_lowercase()];
        let wants_key = matches!(route.access, Access::Staff(_) | Access::DeviceOr(_));
        assert_eq!(operation["security"].is_array(), wants_key, "{} {}", route.method, route.path);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn health_goes_through_the_writer_and_metrics_want_a_key() {
    let world = World::begin().await;
    assert_eq!(world.stranger().get("/healthz").await.text, "ok");
    assert_eq!(world.stranger().get("/readyz").await.text, "ready");
    world.stranger().get("/metrics").await.refused(401, "no_identity");
    let metrics = world.clerk().get("/metrics").await;
    assert!(metrics.text.contains("sportello_events{office=\"portico\"}"), "{}", metrics.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_for_people_follow_the_language_asked_for() {
    let world = World::begin().await;
    let title = async |path: &str, accept: &str| {
        let stranger = world.stranger();
        let asked = stranger.ask(Method::GET, path).header("Accept-Language", accept);
        stranger.send(asked).await.is(200)[0]["title"].as_str().unwrap().to_owned()
    };
    assert!(title("/api/v1/offices", "it").await.starts_with("Comune"));
    assert!(title("/api/v1/offices", "en-GB,en;q=0.9").await.starts_with("City"));
    assert!(title("/api/v1/offices?language=en", "it").await.starts_with("City"));
    assert!(title("/api/v1/offices", "xx").await.starts_with("Comune"));
}
