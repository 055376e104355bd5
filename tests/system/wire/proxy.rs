//! Who is believed: only a proxy that the settings name.

use reqwest::{Method, RequestBuilder};
use serde_json::json;
use tests::person::{BOARD, Person, TICKETS, Told};
use tests::world::{RESIDENCE, World};

/// More wrong slips than anybody may try at once.
const TOO_MANY: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn whoever_invents_addresses_is_limited_like_anybody_else() {
    let world = World::begin().await;
    for header in ["X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Client-IP", "True-Client-IP"] {
        let mut statuses = Vec::new();
        for nth in 0..TOO_MANY {
            let invented = match header {
                "Forwarded" => format!("for=203.0.113.{nth}"),
                _ => format!("203.0.113.{nth}"),
            };
            statuses.push(guess(&world.stranger(), |asked| asked.header(header, &invented)).await.status);
        }
        assert_eq!(statuses.last(), Some(&429), "{header}: {statuses:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_visitor_behind_the_named_proxy_has_limits_of_their_own() {
    let world = World::plan().behind_proxy().begin().await;
    let stranger = world.stranger();
    for _ in 0..TOO_MANY {
        guess(&stranger, |asked| asked.header("X-Forwarded-For", "203.0.113.1")).await;
    }
    for (forwarded, status) in [
        ("203.0.113.1", 429),
        ("203.0.113.2", 404),
        // What stands on the left was said by the visitor.
        ("203.0.113.7, 203.0.113.1", 429),
        ("203.0.113.1, 203.0.113.3", 404),
    ] {
        let told = guess(&stranger, |asked| asked.header("X-Forwarded-For", forwarded)).await;
        assert_eq!(told.status, status, "{forwarded}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn links_that_leave_the_building_never_follow_the_host_that_was_asked() {
    let world = World::begin().await;
    let own = format!("http://{}/t/", world.address());
    let clerk = world.clerk();
    for header in ["Host", "X-Forwarded-Host", "X-Original-Host", "Forwarded"] {
        // A name with a dot is not even answered.
        let value = if header == "Forwarded" { "host=evil-example" } else { "evil-example" };
        let asked = clerk.ask(Method::POST, TICKETS).header(header, value);
        let asked = asked.header("Content-Type", "application/json");
        let taken = clerk.send(asked.body(json!({ "service": RESIDENCE }).to_string())).await.is(201);
        let url = taken["follow_url"].as_str().unwrap();
        assert!(url.starts_with(&own), "{header}: {url}");
        for path in ["/", &url[own.len() - "/t/".len()..], BOARD, "/nothing"] {
            let asked = clerk.ask(Method::GET, path).header(header, value);
            let told = clerk.send(asked).await;
            assert!(!told.text.contains("evil-example"), "{header} {path}: {}", told.text);
            assert!(!format!("{:?}", told.headers).contains("evil-example"), "{header} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn link_from_beyond_this_machine_needs_tls() {
    let world = World::plan().behind_proxy().begin().await;
    let stranger = world.stranger();
    for (address, proto, status) in [
        (Some("203.0.113.9"), Some("https"), 426),
        (Some("203.0.113.9"), Some("http"), 403),
        (Some("203.0.113.9"), None, 403),
        (Some("127.0.0.1"), None, 403),
        (None, None, 403),
    ] {
        let mut asked = stranger.ask(Method::GET, "/link");
        for (name, value) in [("X-Forwarded-For", address), ("X-Forwarded-Proto", proto)] {
            asked = value.into_iter().fold(asked, |asked, value| asked.header(name, value));
        }
        // 426: it is let in, and only lacks the words of a WebSocket.
        assert_eq!(stranger.send(asked).await.status, status, "{address:?} {proto:?}");
    }
}

/// Somebody tries a secret that is on no slip.
async fn guess(person: &Person, from: impl FnOnce(RequestBuilder) -> RequestBuilder) -> Told {
    let path = "/api/v1/follow/00112233445566778899aabbccddeeff";
    person.send(from(person.ask(Method::GET, path))).await
}
