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

#[tokio::test]
async fn in_quiet_hours_nothing_rings_and_nothing_is_said() {
    use crate::{Speech, regions};
    let screen = hall(board(&[call("A012", 3, 7, 2)]));
    let quiet = |times: &str| {
        let quiet = vec![voice::Quiet::try_from(times.to_owned()).unwrap()];
        Speech { sound: voice::Sound { quiet, ..voice::Sound::default() }, ..Speech::default() }
    };
    assert!(regions(&screen, &quiet("10:42-10:43")).as_str().contains(r#""chime":null"#));
    assert!(regions(&screen, &quiet("10:43-10:42")).as_str().contains(r#""chime":7"#));
}

#[tokio::test]
async fn a_call_is_said_in_italian_and_in_its_own_language_as_long_as_it_is_young() {
    use crate::Speech;
    use office::language::Language;
    let nobody = voice::Speaker { program: "/bin/false".into(), other: None };
    let speech = Speech { voices: Some(voice::Voices::new(nobody, None)), ..Speech::default() };
    let said = |language, age_s| {
        let call = office::wire::Call { language, ..call("A012", 3, 7, age_s) };
        speech.says(&board(&[call]), None).first().map_or(0, |saying| saying.sounds.len())
    };
    assert_eq!(said(None, 2), 1);
    assert_eq!(said(Some(Language::It), 2), 1);
    assert_eq!(said(Some(Language::En), 2), 2);
    assert_eq!(said(Some(Language::Ar), 2), 1, "nobody here speaks it");
    assert_eq!(said(Some(Language::En), 60), 0, "it has been called too long ago");
    let missing = speech.sound("0123.wav").await;
    assert!(missing.is_none());
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
