//! A connection as the accept loop lets it in: with a place, and with patience that ends.
//!
//! Both hold for as long as the socket lives, also once it has become a WebSocket.

use std::io::{self, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Sleep, sleep};

/// A connection that holds its place until it is dropped, and fails when its peer takes nothing of
/// what is written for longer than its patience.
pub struct Guest<S> {
    stream: S,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
    _place: OwnedSemaphorePermit,
}

impl<S> Guest<S> {
    /// Lets a connection in.
    pub fn new(stream: S, place: OwnedSemaphorePermit, patience: Duration) -> Self {
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
    use std::sync::Arc;
    use tokio::io::{AsyncWriteExt, duplex};
    use tokio::sync::Semaphore;

    #[tokio::test]
    async fn peer_that_takes_nothing_is_cut() {
        let (here, _there) = duplex(16);
        let mut guest = Guest::new(here, place(&Arc::new(Semaphore::new(1))), Duration::from_millis(5));
        let cut = guest.write_all(&[0; 64]).await.expect_err("nobody reads");
        assert_eq!(cut.kind(), ErrorKind::TimedOut);
    }

    #[tokio::test]
    async fn place_is_free_again_when_the_connection_is_gone() {
        let places = Arc::new(Semaphore::new(1));
        let (here, _there) = duplex(16);
        let guest = Guest::new(here, place(&places), Duration::from_secs(1));
        assert_eq!(places.available_permits(), 0);
        drop(guest);
        assert_eq!(places.available_permits(), 1);
    }

    fn place(places: &Arc<Semaphore>) -> OwnedSemaphorePermit {
        places.clone().try_acquire_owned().expect("there is a place")
    }
}
