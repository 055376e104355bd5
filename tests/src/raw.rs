//! Bytes on a connection, past every client that knows better.

use crate::until::PATIENCE;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// A connection over which these bytes were sent, and nothing after them.
pub async fn sent(address: SocketAddr, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // One that is cut while it is written to has been told enough.
    let _ = stream.write_all(bytes).await;
    stream
}

/// What the other side says before it ends the connection.
pub async fn heard(stream: &mut (impl AsyncReadExt + Unpin)) -> Vec<u8> {
    let mut answer = Vec::new();
    // Being cut off is an end like any other.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut answer)).await.expect("the connection is ended");
    answer
}

/// What is answered to these bytes, up to the end of the connection, as text.
pub async fn answer(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = sent(address, bytes).await;
    String::from_utf8_lossy(&heard(&mut stream).await).into_owned()
}
