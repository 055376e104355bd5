//! The live feed of a page: regions of HTML over a WebSocket, the newest only.
//!
//! ```text
//! on opening    {"seq":17,"regions":{"calls":"<li>…"},"chime":12}  then a beat
//! on a change   {"seq":18,"regions":{…},"chime":18}                skipped ones are never sent late
//! every 2 s     {"beat":true,"as_of":"10:42","stale":false}
//! ```
//!
//! `chime` is the greatest `call_seq` that may still ring (younger than 60 s), or null. `stale` says that
//! the host itself has lost touch with the office, so the regions are those of `as_of`.
//! `says` names the sounds of each of those calls, where the host has a voice. A message
//! `{"reload":true}` makes the page load itself anew, `{"ring":true}` makes it ring. The page's half is `screen/static/live.js`.
//!
//! A host may put a [`Permit`] on the request: nothing is shown once it is not good any more, and the
//! feed ends within 4 s, with the order to load the page anew.

use crate::front::Errands;
use axum::extract::FromRequestParts;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::http::header::{HOST, ORIGIN};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

/// Time between two heartbeats.
pub const BEAT: Duration = Duration::from_secs(2);

/// A ping is sent every so many beats (14 s); browsers answer it by themselves.
const PING_BEATS: u32 = 7;

/// A peer that said nothing for so many beats (30 s) is gone.
const SILENT_BEATS_MAX: u32 = 15;

/// A peer that takes nothing for so long is gone.
const SEND_MAX: Duration = Duration::from_secs(30);

/// Time between two looks at a permit.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Longest time for the last word to somebody who may look no longer.
const FAREWELL_MAX: Duration = Duration::from_secs(2);

/// Greatest message a page may send, in bytes; pages send nothing but pongs.
const MESSAGE_IN_MAX: usize = 1024;

/// Most bytes waiting for a slow peer; more closes its feed.
const WRITE_BUFFER_MAX: usize = 1024 * 1024;

/// What a page shows, rendered once and shared by everyone who sees the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    message: Utf8Bytes,
}

/// What is said of a call after the chime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Saying {
    /// The `call_seq` of the call.
    pub call: u64,
    /// Addresses of sounds, relative to the page, to be played one after the other.
    pub sounds: Vec<String>,
}

#[derive(Serialize)]
struct FeedMessage<'a> {
    seq: u64,
    regions: &'a BTreeMap<&'static str, String>,
    chime: Option<u64>,
    #[serde(skip_serializing_if = "<[Saying]>::is_empty")]
    says: &'a [Saying],
}

impl Feed {
    /// The regions of a page by name (`data-region`) at the office's event `seq`; `chime` is the greatest
    /// `call_seq` that may still ring, never above `seq`.
    pub fn new(seq: u64, regions: &BTreeMap<&'static str, String>, chime: Option<u64>) -> Self {
        Self::saying(seq, regions, chime, &[])
    }

    /// The same, of a page that speaks: what is said of each call that may still ring.
    pub fn saying(
        seq: u64,
        regions: &BTreeMap<&'static str, String>,
        chime: Option<u64>,
        says: &[Saying],
    ) -> Self {
        let message = serde_json::to_string(&FeedMessage { seq, regions, chime, says });
        Self { message: message.expect("numbers and texts always become JSON").into() }
    }

    /// The order to load the page anew.
    pub fn reload() -> Self {
        Self { message: Utf8Bytes::from_static(r#"{"reload":true}"#) }
    }

    /// The order to ring, whatever is called.
    fn ring() -> Self {
        Self { message: Utf8Bytes::from_static(r#"{"ring":true}"#) }
    }

    /// The message as it goes to the page.
    pub fn as_str(&self) -> &str {
        &self.message
    }
}

/// How fresh a page is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pulse {
    /// The office's time, `HH:MM`, at which the regions were certainly true.
    pub as_of: String,
    /// Whether the host has lost touch with the office.
    pub stale: bool,
}

#[derive(Serialize)]
struct BeatMessage {
    beat: bool,
    #[serde(flatten)]
    pulse: Pulse,
}

/// Renders a feed from a source once per change, for all who clone the receiver.
///
/// The rendering ends by itself when nobody listens any more or the source is gone. A change that
/// leaves the message as it was wakes nobody.
pub fn rendered<T, R>(mut source: watch::Receiver<Arc<T>>, render: R) -> watch::Receiver<Arc<Feed>>
where
    T: Send + Sync + 'static,
    R: Fn(&T) -> Feed + Send + 'static,
{
    let first = render(&source.borrow_and_update().clone());
    let (sender, receiver) = watch::channel(Arc::new(first));
    tokio::spawn(async move {
        loop {
            tokio::select! {
                () = sender.closed() => return,
                changed = source.changed() => if changed.is_err() { return },
            }
            let now = source.borrow_and_update().clone();
            let feed = render(&now);
            sender.send_if_modified(|shown| {
                let differs = **shown != feed;
                if differs {
                    *shown = Arc::new(feed);
                }
                differs
            });
        }
    });
    receiver
}

/// Whether whoever looks may go on looking: asked before every state that is shown, and every second.
#[derive(Clone)]
pub struct Permit {
    is_good: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Permit {
    /// Good as long as `is_good` says so; it must be quick.
    pub fn while_true(is_good: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self { is_good: Arc::new(is_good) }
    }

    fn is_good(&self) -> bool {
        (self.is_good)()
    }

    async fn end(&self) {
        while self.is_good() {
            sleep(LOOK_EVERY).await;
        }
    }
}

impl Default for Permit {
    /// Good for ever: for what everybody may see.
    fn default() -> Self {
        Self::while_true(|| true)
    }
}

/// A page's request for its feed, with the [`Permit`] that its host has put on it.
pub struct Opening {
    upgrade: WebSocketUpgrade,
    is_same_origin: bool,
    permit: Permit,
}

impl<S: Send + Sync> FromRequestParts<S> for Opening {
    type Rejection = WebSocketUpgradeRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let upgrade = WebSocketUpgrade::from_request_parts(parts, state).await?;
        let permit = parts.extensions.get::<Permit>().cloned().unwrap_or_default();
        Ok(Self { upgrade, is_same_origin: is_same_origin(&parts.headers), permit })
    }
}

/// Answers the page's request for its feed: the state at once, every change, a beat every [`BEAT`].
///
/// A page of another origin gets 403. `pulse` says the present freshness.
pub fn serve<P>(opening: Opening, feed: watch::Receiver<Arc<Feed>>, pulse: P) -> Response
where
    P: Fn() -> Pulse + Send + 'static,
{
    serve_with(opening, feed, pulse, watch::channel(Errands::default()).1)
}

/// The same, for a page of which something may be asked.
pub fn serve_with<P>(
    opening: Opening,
    feed: watch::Receiver<Arc<Feed>>,
    pulse: P,
    errands: watch::Receiver<Errands>,
) -> Response
where
    P: Fn() -> Pulse + Send + 'static,
{
    if !opening.is_same_origin {
        return StatusCode::FORBIDDEN.into_response();
    }
    let permit = opening.permit;
    opening
        .upgrade
        .read_buffer_size(4096)
        .write_buffer_size(0)
        .max_write_buffer_size(WRITE_BUFFER_MAX)
        .max_message_size(MESSAGE_IN_MAX)
        .on_upgrade(|socket| run(socket, feed, pulse, (permit, errands)))
}

/// Whether a request comes from a page of this very host, or from no page at all.
pub fn is_same_origin(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    matches!((origin, host), (Some((_, of)), Some(host)) if of.eq_ignore_ascii_case(host))
}

async fn run<P>(
    mut socket: WebSocket,
    feed: watch::Receiver<Arc<Feed>>,
    pulse: P,
    (permit, errands): (Permit, watch::Receiver<Errands>),
) where
    P: Fn() -> Pulse + Send + 'static,
{
    // Also somebody who takes nothing, or never stops talking, is cut.
    tokio::select! {
        () = permit.end() => {}
        () = show(&mut socket, feed, pulse, &permit, errands) => if permit.is_good() { return },
    }
    let last = Message::Text(Feed::reload().message);
    let _ = timeout(FAREWELL_MAX, async {
        socket.send(last).await?;
        socket.send(Message::Close(None)).await
    })
    .await;
}

/// Shows the feed until either side ends it, or the permit is found to be good no more.
async fn show<P>(
    socket: &mut WebSocket,
    mut feed: watch::Receiver<Arc<Feed>>,
    pulse: P,
    permit: &Permit,
    mut errands: watch::Receiver<Errands>,
) where
    P: Fn() -> Pulse + Send + 'static,
{
    feed.mark_changed();
    let mut beats = interval(BEAT);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut silent_beats = 0;
    let mut granted = *errands.borrow_and_update();
    loop {
        let message = tokio::select! {
            biased;
            changed = feed.changed() => match changed {
                Ok(()) if permit.is_good() => Message::Text(feed.borrow_and_update().message.clone()),
                Ok(()) => return,
                // The host is going down; the page comes back by itself.
                Err(_) => return,
            },
            Ok(()) = errands.changed() => {
                let newest = *errands.borrow_and_update();
                let is_reload = newest.reloads != granted.reloads;
                granted = newest;
                if is_reload { Message::Text(Feed::reload().message) } else { Message::Text(Feed::ring().message) }
            }
            heard = socket.recv() => match heard {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => { silent_beats = 0; continue }
            },
            _ = beats.tick() => {
                silent_beats += 1;
                if silent_beats > SILENT_BEATS_MAX {
                    return;
                }
                if silent_beats % PING_BEATS == 0 && !send(socket, Message::Ping(Vec::new().into())).await {
                    return;
                }
                beat(pulse())
            }
        };
        if !send(socket, message).await {
            return;
        }
    }
}

fn beat(pulse: Pulse) -> Message {
    let text = serde_json::to_string(&BeatMessage { beat: true, pulse });
    Message::Text(text.expect("a beat always becomes JSON").into())
}

async fn send(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(SEND_MAX, socket.send(message)).await, Ok(Ok(())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use axum::{Extension, Router, routing};
    use futures_util::StreamExt;
    use serde_json::{Value, json};
    use tokio::net::{TcpListener, TcpStream};
    use tokio_tungstenite::tungstenite::client::IntoClientRequest;
    use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite};

    type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

    #[tokio::test]
    async fn page_gets_the_state_at_once_then_a_beat_then_each_change() {
        let (number, source) = watch::channel(Arc::new(1_u64));
        let mut socket = open(source, None, Permit::default()).await.expect("the feed opens");
        let mut first = [hear(&mut socket).await, hear(&mut socket).await];
        first.sort_by_key(|message| message.get("beat").is_some());
        assert_eq!(first[0], json!({"seq": 1, "regions": {"calls": "<p>1</p>"}, "chime": 1}));
        assert_eq!(first[1], json!({"beat": true, "as_of": "10:42", "stale": false}));
        number.send_replace(Arc::new(2));
        assert_eq!(hear_state(&mut socket).await["seq"], 2);
    }

    #[tokio::test]
    async fn page_that_could_not_listen_gets_the_newest_state_only() {
        let (number, source) = watch::channel(Arc::new(1_u64));
        let feed = rendered(source, render);
        let mut shown = feed.clone();
        for n in 2..=9 {
            number.send_replace(Arc::new(n));
        }
        let newest = render(&9);
        let found = shown.wait_for(|feed| **feed == newest).await.expect("the rendering goes on");
        assert_eq!(found.as_str(), newest.as_str());
    }

    #[tokio::test]
    async fn change_that_looks_the_same_wakes_nobody() {
        let (number, source) = watch::channel(Arc::new(1_u64));
        let mut feed = rendered(source, |n| Feed::new(n / 10, &BTreeMap::new(), None));
        feed.mark_unchanged();
        number.send_replace(Arc::new(2));
        number.send_replace(Arc::new(10));
        feed.changed().await.expect("the rendering goes on");
        assert!(feed.borrow_and_update().as_str().contains("\"seq\":1,"));
        number.send_replace(Arc::new(11));
        drop(number);
        assert!(feed.changed().await.is_err(), "nothing but the end comes");
    }

    #[tokio::test]
    async fn whoever_may_look_no_longer_is_shown_nothing_new_and_sent_to_load_the_page() {
        let (number, source) = watch::channel(Arc::new(1_u64));
        let (may_look, looks) = watch::channel(true);
        let permit = Permit::while_true(move || *looks.borrow());
        let mut socket = open(source, None, permit).await.expect("the feed opens");
        assert_eq!(hear_state(&mut socket).await["seq"], 1);
        may_look.send_replace(false);
        number.send_replace(Arc::new(2));
        let mut heard = hear(&mut socket).await;
        while heard.get("beat").is_some() {
            heard = hear(&mut socket).await;
        }
        assert_eq!(heard, json!({"reload": true}));
        let end = socket.next().await;
        assert!(matches!(end, None | Some(Ok(tungstenite::Message::Close(_)))), "{end:?}");
    }

    #[tokio::test]
    async fn feed_without_news_ends_with_its_permit_too() {
        let (_number, source) = watch::channel(Arc::new(1_u64));
        let (may_look, looks) = watch::channel(true);
        let permit = Permit::while_true(move || *looks.borrow());
        let mut socket = open(source, None, permit).await.expect("the feed opens");
        assert_eq!(hear_state(&mut socket).await["seq"], 1);
        may_look.send_replace(false);
        while hear(&mut socket).await.get("reload").is_none() {}
    }

    #[tokio::test]
    async fn page_of_another_origin_is_refused() {
        let (_number, source) = watch::channel(Arc::new(1_u64));
        let refused = open(source, Some("http://elsewhere.example"), Permit::default()).await;
        let Err(tungstenite::Error::Http(answer)) = refused else { panic!("the feed opened") };
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }

    #[test]
    fn only_the_same_host_and_port_is_the_same_origin() {
        let cases = [
            (None, true),
            (Some("http://127.0.0.1:7300"), true),
            (Some("https://127.0.0.1:7300"), true),
            (Some("http://127.0.0.1:7301"), false),
            (Some("http://127.0.0.1"), false),
            (Some("null"), false),
            (Some(""), false),
        ];
        for (origin, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, HeaderValue::from_static("127.0.0.1:7300"));
            if let Some(origin) = origin {
                headers.insert(ORIGIN, HeaderValue::from_static(origin));
            }
            assert_eq!(is_same_origin(&headers), expected, "{origin:?}");
        }
    }

    fn render(number: &u64) -> Feed {
        Feed::new(*number, &BTreeMap::from([("calls", format!("<p>{number}</p>"))]), Some(*number))
    }

    /// Serves a feed of numbers on a free port and opens it as a page would.
    async fn open(
        source: watch::Receiver<Arc<u64>>,
        origin: Option<&'static str>,
        permit: Permit,
    ) -> Result<Socket, tungstenite::Error> {
        let feed = rendered(source, render);
        let answer = |opening: Opening| async move {
            serve(opening, feed, || Pulse { as_of: "10:42".into(), stale: false })
        };
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let mut request = format!("ws://{}/feed", listener.local_addr()?).into_client_request()?;
        if let Some(origin) = origin {
            request.headers_mut().insert(ORIGIN, HeaderValue::from_static(origin));
        }
        let router = Router::new().route("/feed", routing::get(answer)).layer(Extension(permit));
        tokio::spawn(async move { axum::serve(listener, router).await });
        connect_async(request).await.map(|(socket, _)| socket)
    }

    async fn hear(socket: &mut Socket) -> Value {
        let message = socket.next().await.expect("the feed goes on").expect("a whole message");
        serde_json::from_str(message.to_text().expect("text")).expect("JSON")
    }

    async fn hear_state(socket: &mut Socket) -> Value {
        loop {
            let message = hear(socket).await;
            if message.get("seq").is_some() {
                return message;
            }
        }
    }
}
