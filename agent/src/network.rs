//! How a device reaches its dispatcher: over the network of its machine, or over one that a simulation makes.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

/// A connection, encrypted or not.
pub trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<S: AsyncRead + AsyncWrite + Send + Unpin> Wire for S {}

/// A connection, and what is known of its other end.
pub struct Reached {
    /// Carries bytes both ways.
    pub wire: Box<dyn Wire>,
    /// Whether both ends are on one machine.
    pub is_this_machine: bool,
}

type Reaching = Pin<Box<dyn Future<Output = io::Result<Reached>> + Send>>;

/// Makes connections to a host and a port.
#[derive(Clone)]
pub struct Network(Arc<dyn Fn(String, u16) -> Reaching + Send + Sync>);

impl Network {
    /// A network whose connections are made by `reach`.
    pub fn of<F>(reach: impl Fn(String, u16) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = io::Result<Reached>> + Send + 'static,
    {
        Self(Arc::new(move |host, port| Box::pin(reach(host, port))))
    }

    /// A new connection.
    ///
    /// # Errors
    /// Where nobody is there, or no way leads there.
    pub(crate) async fn reach(&self, host: &str, port: u16) -> io::Result<Reached> {
        (self.0)(host.to_owned(), port).await
    }
}

impl Default for Network {
    /// The network of the machine.
    fn default() -> Self {
        Self::of(|host, port| async move {
            let stream = TcpStream::connect((host.as_str(), port)).await?;
            let _ = stream.set_nodelay(true);
            let is_this_machine = is_this_machine(&stream);
            Ok(Reached { wire: Box::new(stream), is_this_machine })
        })
    }
}

impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Network")
    }
}

/// Whether both ends of a connection are here.
fn is_this_machine(stream: &TcpStream) -> bool {
    match (stream.local_addr(), stream.peer_addr()) {
        (Ok(own), Ok(other)) => other.ip().to_canonical().is_loopback() || own.ip() == other.ip(),
        _ => false,
    }
}
