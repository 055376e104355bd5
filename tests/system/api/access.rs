//! What a request must bring beside a right: a method that changes, an origin, a key as it is written.

use reqwest::Method;
use serde_json::{Value, json};
use server::web::routes::{Route, router};
use tests::person::{Person, TICKETS};
use tests::world::{ELSEWHERE, REGISTER, RESIDENCE, World};

#[tokio::test(flavor = "multi_thread")]
async fn reading_never_changes_anything() {
    let hall = Hall::begin().await;
    let supervisor = hall.world.supervisor();
    for route in hall.routes().iter().filter(|route| route.method == Method::POST) {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS, Method::PUT, Method::DELETE] {
            let path = hall.filled(route.path);
            let told = supervisor.send(supervisor.ask(method.clone(), &path)).await;
            let is_page = route.path.starts_with("/totem/");
            // Some forms are sent to the address of the page that they are on.
            let is_form = hall.routes().iter().any(|own| own.path == route.path && own.method == Method::GET);
            let reads = matches!(method, Method::GET | Method::HEAD) && is_form;
            let is_none = reads || told.status == 405 || (is_page && matches!(told.status, 400 | 404));
            assert!(is_none, "{method} {path}: {}", told.status);
        }
    }
    for route in hall.routes().iter().filter(|route| route.method == Method::GET) {
        hall.asked(&supervisor, route).await;
    }
    hall.is_unchanged();
}

#[tokio::test(flavor = "multi_thread")]
async fn change_asked_for_by_a_page_of_another_server_is_refused() {
    let hall = Hall::begin().await;
    let leave = format!("/api/v1/follow/{}/leave", hall.token);
    let stranger = hall.world.stranger();
    for (name, value) in [
        ("Origin", "https://evil.example"),
        ("Origin", "null"),
        ("Origin", "http://127.0.0.1:1"),
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
    ] {
        let asked = stranger.ask(Method::POST, &leave).header(name, value);
        stranger.send(asked).await.refused(403, "other_origin");
    }
    hall.is_unchanged();

    let own = format!("http://{}", hall.world.address());
    let asked =
        stranger.ask(Method::POST, &leave).header("Origin", own).header("Sec-Fetch-Site", "same-origin");
    assert_eq!(stranger.send(asked).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn program_with_a_key_needs_no_origin() {
    let world = World::begin().await;
    let walk_in = world.walk_in();
    let asked = walk_in.ask(Method::POST, TICKETS).header("Origin", "https://elsewhere.example");
    let asked =
        asked.header("Content-Type", "application/json").body(json!({ "service": RESIDENCE }).to_string());
    walk_in.send(asked).await.is(201);
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_key_is_worth_nothing_at_once() {
    use server::control::{Call, Told, call};
    let world = World::begin().await;
    let queue = "/api/v1/offices/portico/queue";
    world.clerk().get(queue).await.is(200);
    // The command line reaches the running server over its socket.
    let revoke = || call(world.folder().path(), Call::KeyRevoke { id: "clerk".into() }, world.clock.clone());
    let told = tests::until::until("the control socket", async || revoke().await.ok()).await;
    assert!(matches!(told, Told::Done(_)), "{told:?}");
    world.clerk().get(queue).await.refused(401, "no_identity");
    world.welcome().get(queue).await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn key_is_read_with_any_spelling_of_bearer_and_no_other_scheme() {
    let world = World::begin().await;
    let stranger = world.stranger();
    let key = world.device_key("clerk");
    for (value, status) in [
        (format!("bearer {key}"), 200),
        (format!("BEARER {key}"), 200),
        (format!("Basic {key}"), 401),
        (key.clone(), 401),
        (format!("Bearer {key}x"), 401),
        ("Bearer ".to_owned(), 401),
    ] {
        let asked =
            stranger.ask(Method::GET, "/api/v1/offices/portico/queue").header("Authorization", &value);
        assert_eq!(stranger.send(asked).await.status, status, "{value}");
    }
}

/// A world with something of every kind in it.
struct Hall {
    world: World,
    ticket: String,
    token: String,
    log_len: u64,
}

impl Hall {
    async fn begin() -> Self {
        let world = World::plan().with_elsewhere().begin().await;
        let taken = world.walk_in().take(RESIDENCE).await;
        let text = |field: &str| taken[field].as_str().unwrap().to_owned();
        let (ticket, token, log_len) = (text("id"), text("token"), world.log_len());
        Self { world, ticket, token, log_len }
    }

    fn routes(&self) -> Vec<Route> {
        let (_, routes) = router(self.world.app());
        assert!(routes.len() > 40, "the table has lost its routes");
        routes
    }

    /// A path of the table with real names in it.
    fn filled(&self, path: &str) -> String {
        let device = if path.starts_with("/totem") { "totem-1" } else { "display-1" };
        let names = [
            ("{office}", "portico"),
            ("{service}", RESIDENCE),
            ("{ticket}", self.ticket.as_str()),
            ("{token}", self.token.as_str()),
            ("{code}", "K7F2-9QXM"),
            ("{desk}", REGISTER),
            ("{device}", device),
            ("{printer}", "printer-1"),
            ("{*rest}", "feed"),
            ("{person}", "p-0123456789ab"),
            ("{session}", "s-0123456789ab"),
            ("{seat}", "b-0123456789ab"),
            ("{key}", "clerk"),
            ("{draft}", "00000000000000000000000000000000"),
            ("{version}", "1"),
        ];
        let filled = names.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value));
        assert!(!filled.contains('{'), "{filled}");
        filled
    }

    /// The status that somebody gets; a POST carries what would be carried out if it were allowed.
    async fn asked(&self, person: &Person, route: &Route) -> u16 {
        let request = person.ask(route.method.clone(), &self.filled(route.path));
        let request = match route.method == Method::POST {
            true => request.header("Content-Type", "application/json").body(body_for(route.path).to_string()),
            false => request,
        };
        person.send(request).await.status
    }

    #[track_caller]
    fn is_unchanged(&self) {
        assert_eq!(self.world.log_len(), self.log_len);
        assert!(self.world.log(ELSEWHERE).iter().all(|event| event.by.id.as_str() != "supervisor-elsewhere"));
    }
}

/// A body that the route takes.
pub(super) fn body_for(path: &str) -> Value {
    match path.rsplit('/').next().unwrap_or_default() {
        "tickets" => json!({ "service": RESIDENCE }),
        "triage" => json!({ "service": RESIDENCE }),
        "check-in" => json!({ "code": "0000-0000" }),
        "call" => json!({ "desk": REGISTER, "reason": "other" }),
        "resume" if path.contains("{ticket}") => json!({ "desk": REGISTER }),
        "move" => json!({ "to": { "welcome": true } }),
        _ => json!({}),
    }
}
