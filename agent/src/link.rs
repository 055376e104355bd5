//! The link of a device to the dispatcher; docs/protocol.md describes it.

use crate::trust::Trust;
use futures_util::{SinkExt, StreamExt};
use office::id::DeviceId;
use office::wire::{FromDevice, MESSAGE_LEN_MAX, PING_EVERY_S, PROTOCOL, SILENCE_MAX_S, ToDevice};
use rustls::pki_types::ServerName;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, interval, sleep_until, timeout};
use tokio_rustls::TlsConnector;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// Shortest pause before the first new attempt.
pub const BACK_OFF_BASE: Duration = Duration::from_millis(500);
/// Longest pause before a new attempt.
pub const BACK_OFF_MAX: Duration = Duration::from_secs(5);
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

/// A connection, encrypted or not.
trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Wire for S {}

/// Why a link ended; a new one is tried after a pause.
#[derive(Debug, thiserror::Error)]
enum Ended {
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
    let mut known = (0, 0);
    let mut attempt = 0_u32;
    loop {
        let ended = tokio::select! {
            ended = linked(&account, &mut known, &mut attempt, &mut outbox, &mut heard) => ended,
            _ = ending.wait_for(|ending| *ending) => return,
        };
        heard(Heard::Down);
        let pause = back_off(attempt, jitter());
        tracing::info!(device = %account.device, reason = %ended, pause_ms = pause.as_millis() as u64, "link down");
        attempt = attempt.saturating_add(1);
        tokio::select! {
            () = sleep_until(Instant::now() + pause) => {}
            _ = ending.wait_for(|ending| *ending) => return,
        }
    }
}

/// The pause before an attempt: exponential from [`BACK_OFF_BASE`] to [`BACK_OFF_MAX`], full jitter.
pub fn back_off(attempt: u32, jitter: f64) -> Duration {
    let longest = BACK_OFF_BASE.saturating_mul(2_u32.saturating_pow(attempt.min(16))).min(BACK_OFF_MAX);
    longest.mul_f64(jitter.clamp(0.0, 1.0))
}

async fn linked(
    account: &Account,
    known: &mut (u64, u64),
    attempt: &mut u32,
    outbox: &mut mpsc::Receiver<FromDevice>,
    heard: &mut impl FnMut(Heard),
) -> Ended {
    match connect(account, *known).await {
        Ok(mut socket) => converse(&mut socket, known, attempt, outbox, heard).await,
        Err(ended) => ended,
    }
}

async fn connect(account: &Account, known: (u64, u64)) -> Result<Socket, Ended> {
    let config = WebSocketConfig::default()
        .read_buffer_size(16 * 1024)
        .write_buffer_size(0)
        .max_write_buffer_size(MESSAGE_LEN_MAX)
        .max_message_size(Some(MESSAGE_LEN_MAX));
    let connecting = async {
        let wire = reach(account).await?;
        let upgrading = client_async_with_config(account.url.as_str(), wire, Some(config));
        upgrading.await.map_err(|_| Ended::Unreachable)
    };
    let (mut socket, _) = timeout(CONNECT_MAX, connecting).await.map_err(|_| Ended::Unreachable)??;
    let hello = FromDevice::Hello {
        device: account.device.clone(),
        key: account.key.clone(),
        protocol: PROTOCOL,
        epoch: known.0,
        seq: known.1,
    };
    send(&mut socket, &hello).await?;
    Ok(socket)
}

/// A connection to whom the device trusts, and to nobody else.
async fn reach(account: &Account) -> Result<Box<dyn Wire>, Ended> {
    let request = account.url.as_str().into_client_request().map_err(|_| Ended::Address)?;
    let uri = request.uri();
    let host = uri.host().ok_or(Ended::Address)?.trim_start_matches('[').trim_end_matches(']');
    let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("wss") { 443 } else { 80 });
    let connecting = TcpStream::connect((host, port));
    match (uri.scheme_str(), &account.trust) {
        (Some("ws"), Trust::ThisMachine) => {
            let stream = connecting.await.map_err(|_| Ended::Unreachable)?;
            let _ = stream.set_nodelay(true);
            if is_this_machine(&stream) { Ok(Box::new(stream)) } else { Err(Ended::Unprotected) }
        }
        (Some("wss"), Trust::Authority(config)) => {
            let name = ServerName::try_from(host.to_owned()).map_err(|_| Ended::Address)?;
            let stream = connecting.await.map_err(|_| Ended::Unreachable)?;
            let _ = stream.set_nodelay(true);
            let tls = TlsConnector::from(config.clone()).connect(name, stream).await;
            tls.map(|tls| Box::new(tls) as Box<dyn Wire>).map_err(Ended::Untrusted)
        }
        (_, Trust::ThisMachine | Trust::Authority(_)) => Err(Ended::Address),
    }
}

/// Whether both ends of a connection are here.
fn is_this_machine(stream: &TcpStream) -> bool {
    match (stream.local_addr(), stream.peer_addr()) {
        (Ok(own), Ok(other)) => other.ip().to_canonical().is_loopback() || own.ip() == other.ip(),
        _ => false,
    }
}

async fn converse(
    socket: &mut Socket,
    known: &mut (u64, u64),
    attempt: &mut u32,
    outbox: &mut mpsc::Receiver<FromDevice>,
    heard: &mut impl FnMut(Heard),
) -> Ended {
    let mut pings = interval(Duration::from_secs(PING_EVERY_S));
    let mut heard_at = Instant::now();
    loop {
        let sent = tokio::select! {
            message = socket.next() => {
                heard_at = Instant::now();
                match message {
                    Some(Ok(Message::Text(text))) => match serde_json::from_str(&text) {
                        Ok(ToDevice::Bye { code }) => return Ended::Bye(code),
                        Ok(told) => {
                            if let ToDevice::Welcome { epoch, seq } = told {
                                (*known, *attempt) = ((epoch, seq), 0);
                            }
                            heard(Heard::Message(Box::new(told)));
                            Ok(())
                        }
                        Err(_) => return Ended::Malformed,
                    },
                    Some(Ok(Message::Close(_)) | Err(_)) | None => return Ended::Broken,
                    Some(Ok(_)) => Ok(()),
                }
            }
            Some(message) = outbox.recv() => send(socket, &message).await,
            _ = pings.tick() => {
                if heard_at.elapsed() > Duration::from_secs(SILENCE_MAX_S) {
                    return Ended::Silent;
                }
                socket.send(Message::Ping(Default::default())).await.map_err(|_| Ended::Broken)
            }
        };
        if let Err(ended) = sent {
            return ended;
        }
    }
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
}
