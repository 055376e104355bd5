//! The link of a device to the dispatcher; docs/protocol.md describes it.

use crate::health::Health;
use crate::network::{Network, Wire};
use crate::pass::Pass;
use crate::trust::Trust;
use futures_util::{SinkExt, StreamExt};
use office::id::DeviceId;
use office::wire::{FromDevice, MESSAGE_LEN_MAX, PING_EVERY_S, PROTOCOL, SILENCE_MAX_S, ToDevice};
use rustls::pki_types::ServerName;
use std::time::Duration;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, interval, sleep_until, timeout};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// Shortest pause before the first new attempt.
pub const BACK_OFF_BASE: Duration = Duration::from_millis(500);
/// Longest pause before a new attempt.
pub const BACK_OFF_MAX: Duration = Duration::from_secs(5);
/// Longest pause that a dispatcher can hand out.
pub const RETRY_MAX: Duration = Duration::from_secs(300);
/// Longest time for connecting.
const CONNECT_MAX: Duration = Duration::from_secs(5);
/// Most messages that wait to be sent up.
pub const OUTBOX_MAX: usize = 64;

/// Where a device links to, and as whom.
#[derive(Clone)]
pub struct Account {
    /// The address of the link, such as `wss://sportello.example.it/link`.
    pub url: String,
    /// Whom it trusts there.
    pub trust: Trust,
    /// Who.
    pub device: DeviceId,
    /// Its key.
    pub key: String,
    /// How it gets there.
    pub network: Network,
}

/// What a device hears.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// A message of the dispatcher.
    Message(Box<ToDevice>),
    /// The link is down; what is held is as old as its last message.
    Down,
}

type Socket = WebSocketStream<Box<dyn Wire>>;

/// Why a link ended; a new one is tried after a pause.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Ended {
    #[error("the address of the link is wrong: wss needs an authority, ws goes without")]
    Address,
    #[error("the dispatcher cannot be reached")]
    Unreachable,
    #[error("the dispatcher is on another machine, and the link is not encrypted")]
    Unprotected,
    #[error("the dispatcher has no certificate that this device trusts: {0}")]
    Untrusted(std::io::Error),
    #[error("the link broke off")]
    Broken,
    #[error("the dispatcher was silent for {SILENCE_MAX_S} seconds")]
    Silent,
    #[error("the dispatcher sent what is no message")]
    Malformed,
    #[error("the dispatcher ended the link: {0}")]
    Bye(String),
}

/// What a device remembers from one link to the next.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    /// Epoch and sequence of the newest welcome.
    known: (u64, u64),
    /// Attempts since the last welcome.
    attempt: u32,
    /// The longest pause before the next attempt, where the dispatcher has said one.
    longest: Option<Duration>,
}

impl Memory {
    /// The pause before the next attempt, which is counted.
    pub(crate) fn pause(&mut self, jitter: f64) -> Duration {
        let pause = match self.longest.take() {
            Some(longest) => longest.mul_f64(jitter.clamp(0.0, 1.0)),
            None => back_off(self.attempt, jitter),
        };
        self.attempt = self.attempt.saturating_add(1);
        pause
    }

    fn ended(&mut self, code: String, retry_after_s: Option<u32>) -> Ended {
        self.longest = retry_after_s.map(|longest_s| Duration::from_secs(longest_s.into()).min(RETRY_MAX));
        Ended::Bye(code)
    }
}

/// Keeps the link up until `ending` is true: what comes from `outbox` goes up, what comes down is
/// handed to `heard`. `jitter` gives numbers from 0 to 1 for the pauses between attempts.
///
/// Messages handed in while the link is down wait in the outbox.
pub async fn run(
    account: Account,
    mut outbox: mpsc::Receiver<FromDevice>,
    mut heard: impl FnMut(Heard),
    mut jitter: impl FnMut() -> f64,
    mut ending: watch::Receiver<bool>,
) {
    let mut memory = Memory::default();
    loop {
        let ended = tokio::select! {
            biased;
            _ = ending.wait_for(|ending| *ending) => return,
            ended = linked(&account, None, &mut memory, &mut outbox, &mut heard) => ended,
        };
        heard(Heard::Down);
        let pause = memory.pause(jitter());
        tracing::info!(device = %account.device, reason = %ended, pause_ms = pause.as_millis() as u64, "link down");
        tokio::select! {
            biased;
            _ = ending.wait_for(|ending| *ending) => return,
            () = sleep_until(Instant::now() + pause) => {}
        }
    }
}

/// The pause before an attempt: exponential from [`BACK_OFF_BASE`] to [`BACK_OFF_MAX`], full jitter.
pub fn back_off(attempt: u32, jitter: f64) -> Duration {
    let longest = BACK_OFF_BASE.saturating_mul(2_u32.saturating_pow(attempt.min(16))).min(BACK_OFF_MAX);
    longest.mul_f64(jitter.clamp(0.0, 1.0))
}

/// One link of a device, from hello to its end; where there is a `health`, it is said now and then.
pub(crate) async fn linked(
    account: &Account,
    health: Option<&Health>,
    memory: &mut Memory,
    outbox: &mut mpsc::Receiver<FromDevice>,
    heard: &mut impl FnMut(Heard),
) -> Ended {
    let hello = FromDevice::Hello {
        device: account.device.clone(),
        key: account.key.clone(),
        protocol: PROTOCOL,
        epoch: memory.known.0,
        seq: memory.known.1,
    };
    match connect(&account.url, (&account.trust, &account.network), &hello).await {
        Ok(mut socket) => converse(&mut socket, health, memory, outbox, heard).await,
        Err(ended) => ended,
    }
}

/// One link of a newcomer, until it is enrolled or the link ends.
pub(crate) async fn enrolled(
    url: &str,
    way: (&Trust, &Network),
    newcomer: &FromDevice,
    memory: &mut Memory,
    heard: &mut impl FnMut(Heard),
) -> Result<Pass, Ended> {
    let mut socket = connect(url, way, newcomer).await?;
    let mut pings = interval(Duration::from_secs(PING_EVERY_S));
    let mut heard_at = Instant::now();
    loop {
        let message = tokio::select! {
            biased;
            _ = pings.tick() => {
                ping(&mut socket, heard_at).await?;
                continue;
            }
            message = socket.next() => message,
        };
        heard_at = Instant::now();
        match told(message)? {
            Some(ToDevice::Enrolled { device, key }) => return Ok(Pass { device, key }),
            Some(ToDevice::Bye { code, retry_after_s }) => return Err(memory.ended(code, retry_after_s)),
            Some(code @ ToDevice::Code { .. }) => {
                memory.attempt = 0;
                heard(Heard::Message(Box::new(code)));
            }
            Some(other) => heard(Heard::Message(Box::new(other))),
            None => {}
        }
    }
}

async fn connect(url: &str, way: (&Trust, &Network), first: &FromDevice) -> Result<Socket, Ended> {
    let config = WebSocketConfig::default()
        .read_buffer_size(16 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(MESSAGE_LEN_MAX)
        .max_message_size(Some(MESSAGE_LEN_MAX));
    let connecting = async {
        let wire = reach(url, way).await?;
        let upgrading = client_async_with_config(url, wire, Some(config));
        upgrading.await.map_err(|_| Ended::Unreachable)
    };
    let (mut socket, _) = timeout(CONNECT_MAX, connecting).await.map_err(|_| Ended::Unreachable)??;
    send(&mut socket, first).await?;
    Ok(socket)
}

/// A connection to whom the device trusts, and to nobody else.
async fn reach(url: &str, (trust, network): (&Trust, &Network)) -> Result<Box<dyn Wire>, Ended> {
    let request = url.into_client_request().map_err(|_| Ended::Address)?;
    let uri = request.uri();
    let host = uri.host().ok_or(Ended::Address)?.trim_start_matches('[').trim_end_matches(']');
    let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("wss") { 443 } else { 80 });
    let reaching = network.reach(host, port);
    match (uri.scheme_str(), trust) {
        (Some("ws"), Trust::ThisMachine) => {
            let reached = reaching.await.map_err(|_| Ended::Unreachable)?;
            if reached.is_this_machine { Ok(reached.wire) } else { Err(Ended::Unprotected) }
        }
        (Some("wss"), Trust::Authority(config)) => {
            let name = ServerName::try_from(host.to_owned()).map_err(|_| Ended::Address)?;
            let reached = reaching.await.map_err(|_| Ended::Unreachable)?;
            let tls = TlsConnector::from(config.clone()).connect(name, reached.wire).await;
            tls.map(|tls| Box::new(tls) as Box<dyn Wire>).map_err(Ended::Untrusted)
        }
        (_, Trust::ThisMachine | Trust::Authority(_)) => Err(Ended::Address),
    }
}

async fn converse(
    socket: &mut Socket,
    health: Option<&Health>,
    memory: &mut Memory,
    outbox: &mut mpsc::Receiver<FromDevice>,
    heard: &mut impl FnMut(Heard),
) -> Ended {
    let mut pings = interval(Duration::from_secs(PING_EVERY_S));
    let mut heard_at = Instant::now();
    let mut is_welcome = false;
    loop {
        let sent = tokio::select! {
            // In this order: what comes down cannot keep what goes up from its turn, and a simulation repeats itself.
            biased;
            _ = pings.tick() => match (ping(socket, heard_at).await, health.filter(|_| is_welcome)) {
                (Ok(()), Some(health)) => send(socket, &health.now()).await,
                (pinged, _) => pinged,
            },
            // Before it is welcome, a device that speaks is sent away.
            Some(message) = outbox.recv(), if is_welcome => send(socket, &message).await,
            message = socket.next() => {
                heard_at = Instant::now();
                match told(message) {
                    Ok(Some(ToDevice::Bye { code, retry_after_s })) => return memory.ended(code, retry_after_s),
                    Ok(Some(told)) => {
                        if let ToDevice::Welcome { epoch, seq } = told {
                            (memory.known, memory.attempt, is_welcome) = ((epoch, seq), 0, true);
                        }
                        let is_first = matches!(told, ToDevice::Welcome { .. });
                        heard(Heard::Message(Box::new(told)));
                        match health.filter(|_| is_first) {
                            Some(health) => send(socket, &health.now()).await,
                            None => Ok(()),
                        }
                    }
                    Ok(None) => Ok(()),
                    Err(ended) => Err(ended),
                }
            }
        };
        if let Err(ended) = sent {
            return ended;
        }
    }
}

/// What a message of the socket says; nothing where it is none of the protocol's.
fn told(message: Option<Result<Message, tungstenite::Error>>) -> Result<Option<ToDevice>, Ended> {
    match message {
        Some(Ok(Message::Text(text))) => serde_json::from_str(&text).map(Some).map_err(|_| Ended::Malformed),
        Some(Ok(Message::Close(_)) | Err(_)) | None => Err(Ended::Broken),
        Some(Ok(Message::Binary(_) | Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => Ok(None),
    }
}

async fn ping(socket: &mut Socket, heard_at: Instant) -> Result<(), Ended> {
    if heard_at.elapsed() > Duration::from_secs(SILENCE_MAX_S) {
        return Err(Ended::Silent);
    }
    socket.send(Message::Ping(Default::default())).await.map_err(|_| Ended::Broken)
}

async fn send(socket: &mut Socket, message: &FromDevice) -> Result<(), Ended> {
    let text = serde_json::to_string(message).map_err(|_| Ended::Malformed)?;
    socket.send(Message::text(text)).await.map_err(|_| Ended::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_from_half_a_second_to_five_and_are_jittered_fully() {
        let longest: Vec<u64> = (0..7).map(|attempt| back_off(attempt, 1.0).as_millis() as u64).collect();
        assert_eq!(longest, [500, 1000, 2000, 4000, 5000, 5000, 5000]);
        assert_eq!(back_off(3, 0.0), Duration::ZERO);
        assert_eq!(back_off(u32::MAX, 0.5), Duration::from_millis(2500));
    }

    #[test]
    fn pause_that_the_dispatcher_hands_out_holds_once_and_has_an_end() {
        let mut memory = Memory { attempt: 9, ..Memory::default() };
        let ended = memory.ended("crowded".into(), Some(20));
        assert_eq!(ended.to_string(), "the dispatcher ended the link: crowded");
        assert_eq!(memory.pause(0.5), Duration::from_secs(10));
        assert_eq!(memory.pause(1.0), BACK_OFF_MAX);
        memory.ended("crowded".into(), Some(u32::MAX));
        assert_eq!(memory.pause(1.0), RETRY_MAX);
        memory.ended("closing".into(), None);
        assert_eq!(memory.pause(1.0), BACK_OFF_MAX);
    }
}
