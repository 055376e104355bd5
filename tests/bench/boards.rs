//! From a clerk's call to the last display that has it.

use crate::Failure;
use crate::load::{line_to, quantile};
use crate::process::Server;
use futures_util::{SinkExt, StreamExt};
use std::process::Command;
use std::time::{Duration, Instant};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::Message;

/// The display as which every link is made.
pub const DISPLAY: &str = "bench-display";
/// Calls that are measured.
const CALLS: usize = 120;
/// Most attempts to link a display.
const ATTEMPTS_MAX: u32 = 100;
/// Pause between two calls: a busy hall calls every few seconds.
const BETWEEN: Duration = Duration::from_millis(70);

/// Milliseconds from the call to the last display.
pub struct Shown {
    /// Half of the calls.
    pub p50_ms: f64,
    /// Ninety-nine of a hundred calls.
    pub p99_ms: f64,
}

/// Links so many displays, calls, and waits for the last one each time.
pub async fn call_to_last(server: &Server, displays: usize) -> Result<Shown, Failure> {
    let target = server.target();
    let key = new_display(server)?;
    let (told, mut hears) = mpsc::unbounded_channel::<(u64, Instant)>();
    for _ in 0..displays {
        let mut socket = connect(&target.address, &key).await?;
        let told = told.clone();
        tokio::spawn(async move {
            while let Some(Ok(message)) = socket.next().await {
                if let Message::Text(text) = message
                    && let Some(seq) = newest_call(&text)
                {
                    let _ = told.send((seq, Instant::now()));
                }
            }
        });
    }
    let mut line = line_to(&target).await?;
    for _ in 0..CALLS + 1 {
        line.ask("POST", "/api/v1/offices/portico/tickets", r#"{"service":"imu"}"#).await?;
    }
    let mut taken_ms = Vec::new();
    for _ in 0..CALLS {
        tokio::time::sleep(BETWEEN).await;
        let called = Instant::now();
        let (status, answer) = line.ask("POST", "/api/v1/desks/sportello-3/call-next", "").await?;
        if status != 200 {
            return Err(format!("call-next: {status} {answer}").into());
        }
        let answer: serde_json::Value = serde_json::from_str(&answer)?;
        let ticket = answer["ticket"]["id"].as_str().unwrap_or_default().to_owned();
        let (_, board) = line.ask("GET", "/api/v1/offices/portico/board", "").await?;
        let board: serde_json::Value = serde_json::from_str(&board)?;
        let seq = board["calls"][0]["call_seq"].as_u64().unwrap_or(0);
        taken_ms.push(last_of(&mut hears, displays, seq, called).await?);
        line.ask("POST", &format!("/api/v1/tickets/{ticket}/start"), "").await?;
        line.ask("POST", &format!("/api/v1/tickets/{ticket}/finish"), "").await?;
    }
    taken_ms.sort_by(f64::total_cmp);
    Ok(Shown { p50_ms: quantile(&taken_ms, 0.5), p99_ms: quantile(&taken_ms, 0.99) })
}

async fn last_of(
    hears: &mut mpsc::UnboundedReceiver<(u64, Instant)>,
    displays: usize,
    seq: u64,
    called: Instant,
) -> Result<f64, Failure> {
    let (mut heard, mut last) = (0, called);
    while heard < displays {
        let next = tokio::time::timeout(Duration::from_secs(10), hears.recv()).await;
        match next {
            Ok(Some((shown, at))) if shown == seq => {
                heard += 1;
                last = last.max(at);
            }
            Ok(Some(_)) => {}
            Ok(None) | Err(_) => return Err(format!("{heard} of {displays} displays have the call").into()),
        }
    }
    Ok((last - called).as_secs_f64() * 1000.0)
}

/// The newest call of a snapshot, the first time that it is the newest.
fn newest_call(text: &str) -> Option<u64> {
    let message: serde_json::Value = serde_json::from_str(text).ok()?;
    message["snapshot"]["board"]["calls"][0]["call_seq"].as_u64()
}

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

/// Links a display; who comes with too many others tries again.
async fn connect(address: &str, key: &str) -> Result<Socket, Failure> {
    let hello =
        serde_json::json!({"type": "hello", "device": DISPLAY, "key": key, "protocol": 1}).to_string();
    for _ in 0..ATTEMPTS_MAX {
        let (mut socket, _) = tokio_tungstenite::connect_async(format!("ws://{address}/link")).await?;
        socket.send(Message::text(hello.clone())).await?;
        let told = socket.next().await.ok_or("the link has ended")??;
        if told.to_text()?.contains("\"welcome\"") {
            return Ok(socket);
        }
        tokio::time::sleep(BETWEEN).await;
    }
    Err("a display is not let in".into())
}

/// Adds a display through the command line; its key.
pub fn new_display(server: &Server) -> Result<String, Failure> {
    let binary = std::env::var_os("SPORTELLO_BIN").unwrap_or_else(|| "target/release/sportello".into());
    let made = Command::new(binary)
        .args(["device", "add", DISPLAY, "--role", "display", "--office", "portico", "--data"])
        .arg(server.dir())
        .output()?;
    Ok(String::from_utf8(made.stdout)?.trim().to_owned())
}
