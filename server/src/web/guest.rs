//! A connection as the accept loop lets it in: with a place, and with patience that ends.
//!
//! Both hold for as long as the socket lives, also once it has become a WebSocket.

use super::places::Place;
use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A connection that holds its place until it is dropped, and fails when its peer takes nothing of
/// what is written for longer than its patience.
pub struct Guest<S> {
    stream: S,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
    _place: Place,
}

impl<S> Guest<S> {
    /// Lets a connection in.
    pub fn new(stream: S, place: Place, patience: Duration) -> Self {
        Self { stream, patience, stalled: None, _place: place }
    }

    /// Ends a write that has been pending for longer than the patience.
    fn judge<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(patience)));
        match stalled.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Guest<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Guest<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, from: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, from);
        self.judge(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        from: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, from);
        self.judge(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.judge(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::places::{Comer, Places};
    use tokio::io::{AsyncWriteExt, duplex};
    use tokio::time::timeout;

    #[tokio::test]
    async fn peer_that_takes_nothing_is_cut() {
        let (here, _there) = duplex(16);
        let mut guest = Guest::new(here, place(&Places::new(1)).await, Duration::from_millis(5));
        let cut = guest.write_all(&[0; 64]).await.expect_err("nobody reads");
        assert_eq!(cut.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn place_is_free_again_when_the_connection_is_gone() {
        let places = Places::new(1);
        let (here, _there) = duplex(16);
        let guest = Guest::new(here, place(&places).await, Duration::from_secs(1));
        let next = places.next().await.expect("the places are there");
        assert!(places.give(next, VISITOR).is_none(), "the address has its one place");
        drop(guest);
        timeout(Duration::from_secs(1), place(&places)).await.expect("a free place");
    }

    const VISITOR: Comer = Comer::Public(std::net::IpAddr::V4(std::net::Ipv4Addr::new(203, 0, 113, 9)));

    async fn place(places: &Places) -> Place {
        let next = places.next().await.expect("the places are there");
        places.give(next, VISITOR).expect("there is a place")
    }
}
