//! What pages of other servers make a browser send: nothing of it changes or links anything.

use super::walk::{Walk, body_for};
use reqwest::Method;
use server::web::access::Access;
use std::net::SocketAddr;
use tests::device::{Link, hello};
use tests::raw::answer;
use tests::world::World;

/// Origins that are not ours, also those that begin or end like ours.
fn foreign(own: SocketAddr) -> Vec<String> {
    vec![
        "https://evil.example".to_owned(),
        "null".to_owned(),
        String::new(),
        format!("http://{own}.evil.example"),
        format!("http://evil.example.{own}"),
        format!("http://evil{own}"),
        format!("http://{own}0"),
        format!("http://{}", own.ip()),
        format!("http://{own}@evil.example"),
        format!("http://{own}, https://evil.example"),
        own.to_string(),
        "file://".to_owned(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn no_change_is_taken_from_a_page_of_another_origin() {
    let world = World::begin().await;
    let walk = Walk::of(&world).await;
    let before = world.log_len();
    let stranger = world.stranger();
    for (method, path) in walk.lines().into_iter().filter(|(method, _)| method != Method::GET) {
        for origin in foreign(world.address()) {
            let asked = stranger.ask(method.clone(), &path).header("Origin", &origin);
            let asked = asked.header("Content-Type", "application/json").body(body_for(&path).to_string());
            stranger.send(asked).await.refused(403, "other_origin");
        }
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn api_takes_no_form_and_no_plain_text_for_json() {
    let world = World::begin().await;
    let walk = Walk::of(&world).await;
    let before = world.log_len();
    let supervisor = world.supervisor();
    let changes =
        walk.lines().into_iter().filter(|(method, path)| method == Method::POST && path.starts_with("/api/"));
    for (_, path) in changes {
        for kind in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain; application/json",
            "application/jsonp",
            "",
        ] {
            let asked = supervisor.ask(Method::POST, &path).header("Content-Type", kind);
            let told = supervisor.send(asked.body(body_for(&path).to_string())).await;
            assert_eq!(told.status, 415, "{path} as {kind:?}: {}", told.text);
        }
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_feed_and_no_link_opens_for_a_page_of_another_origin() {
    let world = World::begin().await;
    let walk = Walk::of(&world).await;
    let sockets =
        walk.routes.iter().filter(|route| route.access == Access::Link || route.path.ends_with("/feed"));
    let paths: Vec<String> = sockets.map(|route| walk.filled(route.path)).collect();
    assert!(paths.len() >= 4, "{paths:?}");
    for path in paths.iter().map(String::as_str).chain(["/totem/totem-1/feed", "/display/display-1/feed"]) {
        let own = format!("http://{}", world.address());
        // Only a browser that has asked to be enrolled has something to wait for.
        let (opened, refused) = if path == "/enrol/feed" { (404, 404) } else { (101, 403) };
        assert_eq!(upgraded(&world, path, Some("supervisor"), Some(&own)).await, opened, "{path}");
        for origin in foreign(world.address()) {
            assert_eq!(
                upgraded(&world, path, Some("supervisor"), Some(&origin)).await,
                refused,
                "{path} {origin}"
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn feed_of_the_house_does_not_open_without_a_key() {
    let world = World::begin().await;
    let walk = Walk::of(&world).await;
    let of_house = |access: Access| !matches!(access, Access::Public | Access::Bearer | Access::Link);
    let feeds = walk.routes.iter().filter(|route| route.path.ends_with("/feed") && of_house(route.access));
    let paths: Vec<String> = feeds.map(|route| walk.filled(route.path)).collect();
    assert!(!paths.is_empty());
    for path in paths.iter().map(String::as_str).chain(["/totem/totem-1/feed", "/display/display-1/feed"]) {
        let own = format!("http://{}", world.address());
        for origin in [None, Some(own.as_str())] {
            let status = upgraded(&world, path, None, origin).await;
            assert!(status != 101 && (300..500).contains(&status), "{path}: {status}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn key_in_the_address_of_a_link_counts_for_nothing() {
    let world = World::begin().await;
    let key = world.device_key("display-1");
    let path = format!("{}/link?key={key}", world.address());
    let mut link = Link::connect_at(&format!("ws://{path}")).await;
    link.say(&hello("display-1", "wrong")).await;
    assert_eq!(link.bye().await, "wrong_key");
    world
        .stranger()
        .get(&format!("/api/v1/offices/portico/queue?key={key}"))
        .await
        .refused(401, "no_identity");
}

/// The status of a request for a WebSocket.
async fn upgraded(world: &World, path: &str, key: Option<&str>, origin: Option<&str>) -> u16 {
    let key =
        key.map(|key| format!("Authorization: Bearer {}\r\n", world.device_key(key))).unwrap_or_default();
    let origin = origin.map(|origin| format!("Origin: {origin}\r\n")).unwrap_or_default();
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{key}{origin}\r\n",
        world.address()
    );
    // An opened one is ended by a frame that no client may send.
    let told = answer(world.address(), format!("{request}\u{0}\u{0}").as_bytes()).await;
    told.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{path}: {told}"))
}
