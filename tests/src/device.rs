//! A device on its link, message by message.

use crate::until::PATIENCE;
use futures_util::{SinkExt, StreamExt};
use office::id::DeviceId;
use office::wire::{FromDevice, PROTOCOL, Snapshot, ToDevice};
use std::net::SocketAddr;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// A link, from the device's side.
pub struct Link {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
}

impl Link {
    /// Connects and says nothing yet.
    pub async fn connect(address: SocketAddr) -> Self {
        Self::connect_at(&format!("ws://{address}/link")).await
    }

    /// Connects to any address of a link.
    pub async fn connect_at(url: &str) -> Self {
        let (socket, _) = connect_async(url).await.unwrap();
        Self { socket }
    }

    /// Connects, says hello and is welcomed.
    pub async fn welcomed(address: SocketAddr, device: &str, key: &str) -> Self {
        let mut link = Self::connect(address).await;
        link.say(&hello(device, key)).await;
        let first = link.hear().await;
        assert!(matches!(first, ToDevice::Welcome { .. }), "{first:?}");
        link
    }

    /// Sends a message.
    pub async fn say(&mut self, message: &FromDevice) {
        self.say_text(&serde_json::to_string(message).unwrap()).await;
    }

    /// Sends any text.
    pub async fn say_text(&mut self, text: &str) {
        self.send(Message::text(text)).await;
    }

    /// Sends anything.
    pub async fn send(&mut self, message: Message) {
        self.socket.send(message).await.unwrap();
    }

    /// The next message; every one must be of the protocol.
    pub async fn hear(&mut self) -> ToDevice {
        self.try_hear().await.expect("the link is still up")
    }

    /// The next message, or nothing once the link has ended.
    pub async fn try_hear(&mut self) -> Option<ToDevice> {
        loop {
            let message = timeout(PATIENCE, self.socket.next()).await.expect("a message in time");
            match message {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(other)) => panic!("not of the protocol: {other:?}"),
            }
        }
    }

    /// The next snapshot for which `is_it` holds; earlier ones are passed over.
    pub async fn snapshot(&mut self, mut is_it: impl FnMut(&Snapshot) -> bool) -> Snapshot {
        loop {
            match self.hear().await {
                ToDevice::Snapshot { snapshot } if is_it(&snapshot) => return snapshot,
                ToDevice::Snapshot { .. } | ToDevice::Configuration { .. } => {}
                other => panic!("not a snapshot: {other:?}"),
            }
        }
    }

    /// The next message that is neither a snapshot nor a configuration.
    pub async fn answer(&mut self) -> ToDevice {
        loop {
            match self.hear().await {
                ToDevice::Snapshot { .. } | ToDevice::Configuration { .. } => {}
                other => return other,
            }
        }
    }

    /// The code with which the server ends the link; nothing follows it.
    pub async fn bye(&mut self) -> String {
        match self.answer().await {
            ToDevice::Bye { code, .. } => {
                assert_eq!(self.try_hear().await, None, "the link ends after its bye");
                code
            }
            other => panic!("not a bye: {other:?}"),
        }
    }
}

/// The first message of a device.
pub fn hello(device: &str, key: &str) -> FromDevice {
    let device = DeviceId::new(device).unwrap();
    FromDevice::Hello { device, key: key.to_owned(), protocol: PROTOCOL, epoch: 0, seq: 0 }
}
