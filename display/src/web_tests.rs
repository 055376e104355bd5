use crate::cast::{board, call, hall};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use futures_util::StreamExt;
use http_body_util::BodyExt;
use office::id::RequestKey;
use office::wire::{Ask, DisplayScreen, Reply};
use screen::feed::Pulse;
use screen::front::{Front, Unserved};
use serde_json::Value;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::ServiceExt;

#[tokio::test]
async fn the_page_is_never_stored_and_allows_nothing_inline() {
    let (_sender, router) = display();
    let (status, headers, body) = get(&router, "/").await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["content-security-policy"], screen::CONTENT_SECURITY_POLICY);
    assert!(String::from_utf8(body).unwrap().contains("A012"));
}

#[tokio::test]
async fn the_sizes_are_a_style_sheet_and_nonsense_is_refused() {
    let (_sender, router) = display();
    let (status, headers, body) = get(&router, "/sizes.css?distance_m=5&diagonal_in=43").await;
    assert_eq!(
        (status, &headers["content-type"]),
        (StatusCode::OK, &"text/css; charset=utf-8".parse().unwrap())
    );
    assert!(String::from_utf8(body).unwrap().contains("--row-font: calc("));
    for query in ["", "?distance_m=5", "?distance_m=;}&diagonal_in=43"] {
        assert_eq!(get(&router, &format!("/sizes.css{query}")).await.0, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn the_sound_comes_as_a_file() {
    let (_sender, router) = display();
    let (status, headers, body) = get(&router, "/chime.wav").await;
    assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &"audio/wav".parse().unwrap()));
    assert_eq!(body, crate::chime::sound());
}

#[tokio::test]
async fn the_feed_brings_each_call_with_the_number_that_rings() {
    let (sender, router) = display();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let (mut socket, _) = tokio_tungstenite::connect_async(format!("ws://{address}/feed")).await.unwrap();
    let mut next = async || loop {
        let message = socket.next().await.unwrap().unwrap();
        let Ok(text) = message.to_text() else { continue };
        let value: Value = serde_json::from_str(text).unwrap();
        if value.get("regions").is_some() {
            return value;
        }
    };

    let first = next().await;
    assert_eq!((&first["seq"], &first["chime"]), (&40.into(), &7.into()));
    sender.send_replace(Arc::new(hall(board(&[call("A013", 1, 8, 0), call("A012", 3, 7, 70)]))));
    let second = next().await;
    assert_eq!(second["chime"], 8);
    assert!(second["regions"]["newest"].as_str().unwrap().contains("A013"));
    assert!(second["regions"]["others"].as_str().unwrap().contains("A012"));
    sender.send_replace(Arc::new(hall(board(&[]))));
    let withdrawn = next().await;
    assert!(withdrawn["chime"].is_null());
    assert!(!withdrawn["regions"].to_string().contains("A01"));
}

#[derive(Clone)]
struct Stage(watch::Receiver<Arc<DisplayScreen>>);

impl Front for Stage {
    type Screen = DisplayScreen;

    fn screen(&self) -> watch::Receiver<Arc<DisplayScreen>> {
        self.0.clone()
    }

    fn pulse(&self) -> Pulse {
        Pulse { as_of: "10:42".into(), stale: false }
    }

    async fn ask(&self, _request: RequestKey, _ask: Ask) -> Result<Reply, Unserved> {
        Err(Unserved::Away)
    }
}

fn display() -> (watch::Sender<Arc<DisplayScreen>>, Router) {
    let (sender, screen) = watch::channel(Arc::new(hall(board(&[call("A012", 3, 7, 2)]))));
    (sender, crate::router(Stage(screen), crate::Speech::default()))
}

async fn get(router: &Router, path: &str) -> (StatusCode, axum::http::HeaderMap, Vec<u8>) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    (status, headers, response.into_body().collect().await.unwrap().to_bytes().to_vec())
}
