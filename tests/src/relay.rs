//! A stable address in front of a server that starts again elsewhere.

use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes connections on to wherever the server is.
pub struct Relay {
    /// Where it listens.
    pub address: SocketAddr,
    target: watch::Sender<SocketAddr>,
}

impl Relay {
    /// A relay to a server.
    pub async fn to(target: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (target, targets) = watch::channel(target);
        tokio::spawn(async move {
            while let Ok((mut near, _)) = listener.accept().await {
                let target = *targets.borrow();
                tokio::spawn(async move {
                    // A server that is not there is a connection that ends at once.
                    if let Ok(mut far) = TcpStream::connect(target).await {
                        let _ = copy_bidirectional(&mut near, &mut far).await;
                    }
                });
            }
        });
        Self { address, target }
    }

    /// Leads new connections elsewhere; those that are there end with their server.
    pub fn lead_to(&self, target: SocketAddr) {
        self.target.send_replace(target);
    }
}
