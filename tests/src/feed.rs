//! A page on its feed, message by message.

use crate::until::PATIENCE;
use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::{HeaderName, HeaderValue};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Whoever may look no longer is cut within so long.
pub const CUT_MAX: Duration = Duration::from_secs(5);

/// A feed, from the page's side.
pub struct Feed {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Feed {
    /// Opens the feed at a path, with a header that says who looks.
    ///
    /// # Errors
    /// The status of a refusal.
    pub async fn open(address: SocketAddr, path: &str, header: (&str, &str)) -> Result<Self, u16> {
        let mut request = format!("ws://{address}{path}").into_client_request().unwrap();
        let name = HeaderName::from_bytes(header.0.as_bytes()).unwrap();
        request.headers_mut().insert(name, HeaderValue::from_str(header.1).unwrap());
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self { socket }),
            Err(Error::Http(answer)) => Err(answer.status().as_u16()),
            Err(error) => panic!("no answer: {error}"),
        }
    }

    /// The next message; nothing once the feed has ended.
    pub async fn hear(&mut self) -> Option<Value> {
        loop {
            match timeout(PATIENCE, self.socket.next()).await.expect("a message in time") {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(_) | Err(_)) | None => return None,
            }
        }
    }

    /// The next state for which `is_it` holds.
    pub async fn state(&mut self, mut is_it: impl FnMut(&Value) -> bool) -> Value {
        loop {
            let message = self.hear().await.expect("the feed goes on");
            if message.get("regions").is_some() && is_it(&message) {
                return message;
            }
        }
    }

    /// Says something, which no page does.
    pub async fn say(&mut self, text: &str) -> bool {
        self.socket.send(Message::text(text)).await.is_ok()
    }

    /// Waits until the feed has ended, which must not take longer than [`CUT_MAX`]; of what happens
    /// after the event `seq` nothing may be shown.
    pub async fn is_cut(mut self, seq: u64) {
        let ended = async {
            while let Some(message) = self.hear().await {
                assert!(message["seq"].as_u64().is_none_or(|of| of <= seq), "shown after the end: {message}");
            }
        };
        timeout(CUT_MAX, ended).await.expect("the feed is cut in time");
    }
}
