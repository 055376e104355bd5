//! What two programs of one machine say to each other over a socket of its file system: one line of JSON each.

use futures_util::{SinkExt, StreamExt};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io;
use std::path::Path;
use std::time::Duration;
use tokio::net::UnixStream;
use tokio::time::timeout;
use tokio_util::codec::{Framed, LinesCodec};

/// Longest line, bytes.
pub const LINE_LEN_MAX: usize = 1 << 20;
/// How long the other one may take to read a line.
const SAYING_MAX: Duration = Duration::from_secs(5);

/// A conversation with the program beside this one.
#[derive(Debug)]
pub struct Beside(Framed<UnixStream, LinesCodec>);

impl Beside {
    /// Begins one at the socket of the other program.
    ///
    /// # Errors
    /// Where nobody is there, or this program may not.
    pub async fn at(socket: &Path) -> io::Result<Self> {
        UnixStream::connect(socket).await.map(Self::over)
    }

    /// The conversation over a connection that is there.
    pub fn over(stream: UnixStream) -> Self {
        Self(Framed::new(stream, LinesCodec::new_with_max_length(LINE_LEN_MAX)))
    }

    /// Waits for what is said next; nothing once the other program has ended. May be given up and begun again.
    ///
    /// # Errors
    /// Where the line is longer than [`LINE_LEN_MAX`], or says nothing that is expected here.
    pub async fn hear<T: DeserializeOwned>(&mut self) -> io::Result<Option<T>> {
        let Some(line) = self.0.next().await else { return Ok(None) };
        let line = line.map_err(io::Error::other)?;
        serde_json::from_str(&line).map(Some).map_err(io::Error::other)
    }

    /// Says something.
    ///
    /// # Errors
    /// Where the other program has ended or does not listen.
    pub async fn say<T: Serialize>(&mut self, what: &T) -> io::Result<()> {
        let line = serde_json::to_string(what).map_err(io::Error::other)?;
        let said = timeout(SAYING_MAX, self.0.send(line)).await;
        said.map_err(io::Error::other)?.map_err(io::Error::other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncWriteExt;

    #[tokio::test]
    async fn what_is_said_is_heard_and_what_is_none_is_an_error() {
        let (one, mut other) = UnixStream::pair().unwrap();
        let mut beside = Beside::over(one);
        other.write_all(b"{\"a\":1}\n{\"a\"\n").await.unwrap();
        assert_eq!(beside.hear::<serde_json::Value>().await.unwrap().unwrap()["a"], 1);
        assert!(beside.hear::<serde_json::Value>().await.is_err());
        let (one, other) = UnixStream::pair().unwrap();
        drop(other);
        let mut beside = Beside::over(one);
        assert!(beside.hear::<serde_json::Value>().await.unwrap().is_none());
        assert!(beside.say(&1).await.is_err());
    }

    #[tokio::test]
    async fn line_without_an_end_is_not_collected_for_ever() {
        let (one, mut other) = UnixStream::pair().unwrap();
        let writing = tokio::spawn(async move { other.write_all(&vec![b'1'; 2 * LINE_LEN_MAX]).await });
        assert!(Beside::over(one).hear::<u64>().await.is_err());
        assert!(writing.await.unwrap().is_err(), "and the other one is hung up on");
    }
}
