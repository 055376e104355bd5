//! A visitor's browser at the totem, without script; and the hall around it.

use crate::fake::{PaperOffice, morning};
use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, HOST, LOCATION, ORIGIN};
use axum::http::{HeaderMap, Request, StatusCode};
use futures_util::StreamExt;
use http_body_util::BodyExt;
use kiosk::{Clock, Ear, Secret, Shown, Visits};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};
use tower::ServiceExt;

const HOST_NAME: &str = "totem.example.org";

/// What is said for a number at once.
pub const QUICK: &str = "ask?need=imu";
/// What is said for a number after a question.
pub const ASKED: &str = "ask?need=tassa-rifiuti&answers=tari-cosa.avviso";

pub struct Hall {
    pub office: PaperOffice,
    secret: u8,
    passed: Arc<Mutex<Duration>>,
    drawn: Arc<AtomicU64>,
    ear: Option<Ear>,
    router: Router,
}

impl Hall {
    pub fn new(shown: Shown) -> Self {
        Self::with_secret(shown, 1)
    }

    pub fn with_secret(shown: Shown, secret: u8) -> Self {
        Self::begin(shown, secret, None)
    }

    /// The same, whose pages can be heard.
    pub fn with_ear(shown: Shown, secret: u8, ear: Ear) -> Self {
        Self::begin(shown, secret, Some(ear))
    }

    fn begin(shown: Shown, secret: u8, ear: Option<Ear>) -> Self {
        let office = PaperOffice::new(shown);
        let (passed, drawn) = (Arc::default(), Arc::new(AtomicU64::new(1)));
        let mut hall = Self { office, secret, passed, drawn, ear, router: Router::new() };
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
        let visits = Visits::new(Secret::new([self.secret; 32]), random);
        kiosk::router(self.office.clone(), visits, now, self.ear.clone())
    }

    pub fn pass(&self, time: Duration) {
        *self.passed.lock().unwrap() += time;
    }

    /// The address of a page in a visit that begins there.
    pub async fn enter(&self, address: &str) -> String {
        self.get(address).await.to()
    }

    /// A page, in the visit that begins there or goes on.
    pub async fn page(&self, address: &str) -> String {
        let answer = self.get(address).await;
        if answer.status == StatusCode::SEE_OTHER {
            return self.get(&answer.to()).await.ok();
        }
        answer.ok()
    }

    /// Takes a number; gives the address of its page.
    pub async fn take(&self, address: &str) -> String {
        self.submit(&self.page(address).await).await.to()
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

    /// Sends the form for a number with its hidden fields.
    pub async fn submit(&self, page: &str) -> Answer {
        self.submit_with(page, "").await
    }

    pub async fn submit_with(&self, page: &str, more: &str) -> Answer {
        self.post("take", &(fields(page, "take") + more)).await
    }

    /// Sends the form for a sheet.
    pub async fn print(&self, page: &str) -> Answer {
        self.post("print", &fields(page, "print")).await
    }

    pub async fn post(&self, action: &str, body: &str) -> Answer {
        self.post_from(action, body, &format!("http://{HOST_NAME}")).await
    }

    pub async fn post_from(&self, action: &str, body: &str, origin: &str) -> Answer {
        let request = Request::post(format!("/totem/t1/{action}"))
            .header(HOST, HOST_NAME)
            .header(ORIGIN, origin)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .unwrap();
        answer(Router::new().nest("/totem/t1/", self.router.clone()), request).await
    }

    /// Opens the live feed of the first page.
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

/// The addresses behind the links of a class, in the order of the page.
pub fn links(page: &str, class: &str) -> Vec<String> {
    let elements = page.split("<a class=\"").skip(1);
    let of_class = elements.filter(|element| {
        let classes = element.split('"').next().unwrap();
        classes.split(' ').any(|one| one == class)
    });
    of_class
        .map(|element| plain(element.split("href=\"").nth(1).unwrap().split('"').next().unwrap()))
        .collect()
}

/// The address behind the first link of a class.
pub fn link(page: &str, class: &str) -> String {
    links(page, class).into_iter().next().unwrap_or_else(|| panic!("no {class} on {page}"))
}

/// Where what a page says is heard, in its order.
pub fn listened(page: &str) -> Vec<String> {
    let (_, after) = page.split_once("data-listen=\"").unwrap_or_else(|| panic!("nothing to hear on {page}"));
    plain(after.split('"').next().unwrap()).split(' ').map(str::to_owned).collect()
}

/// The address behind the language of this code.
pub fn in_language(page: &str, code: &str) -> String {
    let before = page.split(&format!("\" lang=\"{code}\" hreflang=")).next().unwrap();
    plain(before.rsplit("href=\"").next().unwrap())
}

/// The hidden fields of a form on a page, urlencoded; their values need no escaping.
pub fn fields(page: &str, form: &str) -> String {
    let form =
        page.split(&format!("action=\"{form}\"")).nth(1).unwrap_or_else(|| panic!("no {form}: {page}"));
    let form = form.split("</form>").next().unwrap();
    let hidden = form.split("<input type=\"hidden\" name=\"").skip(1);
    let pairs = hidden.map(|field| {
        let mut parts = field.split('"');
        let name = parts.next().unwrap();
        format!("{name}={}", parts.nth(1).unwrap())
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// What the buttons of this name stand for, in the order of the page.
pub fn values(page: &str, name: &str) -> Vec<String> {
    let buttons = page.split("<button type=\"submit\"").skip(1);
    let of_name = buttons.filter_map(|button| {
        let rest = button.split('>').next()?.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
        Some(plain(rest.split('"').next()?))
    });
    of_name.collect()
}

/// An attribute as it was before it was written into the page.
fn plain(attribute: &str) -> String {
    attribute.replace("&#38;", "&").replace("&amp;", "&")
}

async fn answer(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
}
