//! A visitor's browser at the totem, without script; and the hall around it.

use crate::fake::{PaperOffice, morning};
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Request, StatusCode};
use futures_util::StreamExt;
use http_body_util::BodyExt;
use kiosk::{Clock, Secret, Visits};
use office::wire::TotemScreen;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};
use tower::ServiceExt;

const HOST_NAME: &str = "totem.example.org";

pub struct Hall {
    pub office: PaperOffice,
    secret: u8,
    passed: Arc<Mutex<Duration>>,
    drawn: Arc<AtomicU64>,
    router: Router,
}

impl Hall {
    pub fn new(screen: TotemScreen) -> Self {
        Self::with_secret(screen, 1)
    }

    pub fn with_secret(screen: TotemScreen, secret: u8) -> Self {
        let office = PaperOffice::new(screen);
        let (passed, drawn) = (Arc::default(), Arc::new(AtomicU64::new(1)));
        let mut hall = Self { office, secret, passed, drawn, router: Router::new() };
        hall.restart();
        hall
    }

    /// The program starts again: the secret stays, the memory is empty.
    pub fn restart(&mut self) {
        self.router = self.pages();
    }

    fn pages(&self) -> Router {
        let drawn = self.drawn.clone();
        let random = move || u128::from(drawn.fetch_add(1, Ordering::Relaxed));
        let passed = self.passed.clone();
        let now: Clock = Arc::new(move || morning().plus(*passed.lock().unwrap()));
        kiosk::router(self.office.clone(), Visits::new(Secret::new([self.secret; 32]), random), now)
    }

    pub fn pass(&self, time: Duration) {
        *self.passed.lock().unwrap() += time;
    }

    /// The address of a confirm page whose key has been minted.
    pub async fn confirm(&self, service: &str) -> String {
        self.confirm_in(service, "it").await
    }

    pub async fn confirm_in(&self, service: &str, language: &str) -> String {
        self.get(&format!("take?service={service}&language={language}")).await.to()
    }

    /// Takes a number; gives the address of its page.
    pub async fn take(&self, service: &str) -> String {
        let confirm = self.get(&self.confirm(service).await).await.ok();
        self.submit(&confirm).await.to()
    }

    pub async fn get(&self, address: &str) -> Answer {
        let path = address.trim_start_matches("./");
        let request = Request::get(format!("/totem/t1/{path}")).body(Body::empty()).unwrap();
        answer(Router::new().nest("/totem/t1/", self.router.clone()), request).await
    }

    pub async fn get_at_root(&self, path: &str) -> Answer {
        let device = self.pages().nest(screen::assets::STATIC_PATH, screen::assets::router());
        answer(device, Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends the form of a page with its hidden fields.
    pub async fn submit(&self, page: &str) -> Answer {
        self.submit_with(page, "").await
    }

    pub async fn submit_with(&self, page: &str, more: &str) -> Answer {
        self.send(&(fields(page) + more), &format!("http://{HOST_NAME}")).await
    }

    pub async fn submit_from(&self, page: &str, origin: &str) -> Answer {
        self.send(&fields(page), origin).await
    }

    pub async fn post(&self, body: &str) -> Answer {
        self.send(body, &format!("http://{HOST_NAME}")).await
    }

    /// Asks for more time on a confirm page, the priority box ticked; gives the address of the next one.
    pub async fn more_time(&self, page: &str) -> String {
        self.get(&format!("take?{}&priority=on&more=1", fields(page))).await.to()
    }

    async fn send(&self, body: &str, origin: &str) -> Answer {
        let request = Request::post("/totem/t1/take")
            .header(HOST, HOST_NAME)
            .header(ORIGIN, origin)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap();
        answer(Router::new().nest("/totem/t1/", self.router.clone()), request).await
    }

    /// Opens the live feed of the home page.
    pub async fn feed(&self, query: &str) -> Feed {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = self.router.clone();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let (socket, _) =
            tokio_tungstenite::connect_async(format!("ws://{address}/feed{query}")).await.unwrap();
        Feed(socket)
    }
}

pub struct Feed(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Feed {
    /// The next message that is not a beat.
    pub async fn regions(&mut self) -> String {
        loop {
            let message = self.0.next().await.unwrap().unwrap();
            let Message::Text(text) = message else { continue };
            if !text.contains("\"beat\"") {
                return text.to_string();
            }
        }
    }
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The page.
    pub fn ok(self) -> String {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        self.body
    }

    /// Where the browser is sent.
    pub fn to(&self) -> String {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers[LOCATION].to_str().unwrap().to_owned()
    }
}

/// The key in an address.
pub fn key_of(address: &str) -> &str {
    address.split("visit=").nth(1).unwrap().split('&').next().unwrap()
}

/// The hidden fields of the form on a page, urlencoded; their values need no escaping.
fn fields(page: &str) -> String {
    let hidden = page.split("<input type=\"hidden\" name=\"").skip(1);
    let pairs = hidden.map(|field| {
        let mut parts = field.split('"');
        let name = parts.next().unwrap();
        format!("{name}={}", parts.nth(1).unwrap())
    });
    pairs.collect::<Vec<_>>().join("&")
}

async fn answer(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}
