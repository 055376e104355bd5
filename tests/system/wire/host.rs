//! Names that lead here though they are not this server's: a page of another server could speak through
//! the browser of somebody in the house.

use super::walk::{Walk, body_for};
use reqwest::Method;
use tests::person::BOARD;
use tests::world::World;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_answered_under_the_name_of_another_server() {
    let world = World::begin().await;
    let walk = Walk::of(&world).await;
    let before = world.log_len();
    let supervisor = world.supervisor();
    for (method, path) in walk.lines() {
        let asked = supervisor.ask(method, &path).header("Host", "evil.example:7300");
        let asked = asked.header("Origin", "http://evil.example:7300");
        let asked = asked.header("Content-Type", "application/json").body(body_for(&path).to_string());
        supervisor.send(asked).await.refused(421, "other_host");
    }
    assert_eq!(world.log_len(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn own_names_are_answered() {
    let world = World::begin().await;
    let stranger = world.stranger();
    for host in ["localhost", "sportello-pc:7300", "10.1.2.3", "[::1]:7300"] {
        stranger.send(stranger.ask(Method::GET, BOARD).header("Host", host)).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn name_that_the_browser_has_checked_is_answered() {
    let world = World::plan().behind_proxy().begin().await;
    let stranger = world.stranger();
    for (proto, status) in [("https", 200), ("http", 421)] {
        let asked = stranger.ask(Method::GET, BOARD).header("Host", "office.example");
        assert_eq!(stranger.send(asked.header("X-Forwarded-Proto", proto)).await.status, status, "{proto}");
    }
}
