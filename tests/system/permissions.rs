//! Who may ask for what: generated from the route table, so that no route is forgotten.

use serde_json::json;
use server::store::keys::Role;
use server::web::access::Access;
use server::web::routes::{Route, router};
use std::collections::BTreeSet;
use tests::http::send;
use tests::world::{OFFICE, OTHER_OFFICE, Who, World};

/// A real address of a route.
fn filled(route: &Route, ticket: &str) -> String {
    route
        .path
        .replace("{office}", OFFICE)
        .replace("{desk}", "sportello-3")
        .replace("{ticket}", ticket)
        .replace("{token}", "0123456789abcdef0123456789abcdef")
        .replace("{device}", "nothing")
        .replace("{printer}", "nothing")
        .replace("{*rest}", "x")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_turns_away_whoever_may_not_use_it() {
    let world = World::open().await;
    let ticket = world.issue("imu").await["id"].as_str().unwrap().to_owned();
    let before = world.log_len();
    let (_, routes) = router(&world.running().app);
    assert!(routes.len() > 40, "the table holds all routes");
    for route in &routes {
        let path = filled(route, &ticket);
        let body = (route.method == "POST").then(|| json!({}));
        let nobody = world.ask(Who::WalkIn, route.method.as_str(), &path, body.clone()).await;
        match route.access {
            Access::Staff(_) | Access::DeviceOr(_) | Access::House => {
                assert_eq!(nobody.status, 401, "{} {path}: {}", route.method, nobody.body);
            }
            Access::Public | Access::Bearer | Access::Link => assert_ne!(nobody.status, 401, "{path}"),
        }
        if let Access::Staff(Role::Supervisor) = route.access {
            assert_eq!(world.ask(Who::Clerk, "GET", &path, None).await.status, 403, "{path}");
        }
        let names_an_object = ["{office}", "{desk}", "{ticket}"].iter().any(|part| route.path.contains(part));
        if names_an_object && !matches!(route.access, Access::Public) && !route.path.ends_with("{desk}") {
            let stranger = world.ask(Who::Stranger, route.method.as_str(), &path, body).await;
            // A feed without its upgrade says so before it says anything of the desk.
            assert!(matches!(stranger.status, 404 | 400 | 422), "{path}: {} {}", stranger.status, stranger.body);
        }
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reading_methods_change_nothing_on_any_route() {
    let world = World::open().await;
    world.open_desk("sportello-3").await;
    let ticket = world.issue("imu").await["id"].as_str().unwrap().to_owned();
    let before = world.log_len();
    let (_, routes) = router(&world.running().app);
    for route in routes.iter().filter(|route| route.method == "POST") {
        for method in ["GET", "HEAD", "OPTIONS", "PUT"] {
            world.ask(Who::Supervisor, method, &filled(route, &ticket), None).await;
        }
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_office_is_not_there() {
    let world = World::open().await;
    let ticket = world.issue("imu").await;
    let id = ticket["id"].as_str().unwrap();
    for path in [
        format!("/api/v1/offices/{OFFICE}/queue"),
        format!("/api/v1/tickets/{id}"),
        "/api/v1/desks/sportello-3".to_owned(),
        format!("/api/v1/offices/{OFFICE}/events"),
    ] {
        assert_eq!(world.ask(Who::Stranger, "GET", &path, None).await.status, 404, "{path}");
    }
    let own = world.ask(Who::Stranger, "GET", &format!("/api/v1/offices/{OTHER_OFFICE}/queue"), None).await;
    assert_eq!((own.status, own.body.as_str()), (200, "[]"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_from_a_page_of_another_server_is_refused() {
    let world = World::open().await;
    let address = world.address();
    let ticket = world.issue("imu").await;
    let path = format!("/api/v1/follow/{}/leave", ticket["token"].as_str().unwrap());
    let own = format!("http://{address}");
    let prefixed = format!("http://{address}.evil.example");
    let json = ("content-type", "application/json");
    for origin in ["https://evil.example", "null", prefixed.as_str()] {
        let answer = send(&address, "POST", &path, &[json, ("origin", origin)], b"{}").await;
        assert_eq!((answer.status, answer.code().as_str()), (403, "other_origin"), "{origin}");
    }
    let cross = send(&address, "POST", &path, &[json, ("sec-fetch-site", "cross-site")], b"{}").await;
    assert_eq!(cross.status, 403);
    assert_eq!(send(&address, "POST", &path, &[json, ("origin", &own)], b"{}").await.status, 200);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_carries_the_security_headers() {
    let world = World::open().await;
    for path in ["/", "/api/v1/offices", "/api/v1/nothing", "/nothing", "/healthz", "/t/x", "/api/v1/tickets/x"] {
        let answer = world.ask(Who::WalkIn, "GET", path, None).await;
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert!(answer.header("referrer-policy").is_some(), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_description_has_every_call_of_the_table_and_no_other() {
    let world = World::open().await;
    let description = world.ask(Who::WalkIn, "GET", "/api/openapi.json", None).await.json();
    let mut described = BTreeSet::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        described.extend(methods.as_object().unwrap().keys().map(|method| format!("{} {path}", method.to_uppercase())));
    }
    let (_, routes) = router(&world.running().app);
    let is_call = |path: &str| path.starts_with("/api/v1") || matches!(path, "/healthz" | "/readyz" | "/metrics");
    let routed: BTreeSet<String> = routes
        .iter()
        .filter(|route| is_call(route.path))
        .map(|route| format!("{} {}", route.method, route.path))
        .collect();
    assert_eq!(described, routed);
}
