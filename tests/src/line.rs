//! One keep-alive connection that asks as fast as it is answered: for loads, where every other client
//! would cost more than the server.

use std::io;
use std::io::ErrorKind;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

/// A connection.
#[derive(Debug)]
pub struct Line<S = TcpStream> {
    stream: S,
    buffer: Vec<u8>,
    host: String,
    head: String,
}

impl Line {
    /// Connects to `address`; `key` goes with every request where it is not empty.
    pub async fn to(address: &str, key: &str) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self::over(stream, address, key))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Line<S> {
    /// The same over a connection that is there, to a host of this name.
    pub fn over(stream: S, host: &str, key: &str) -> Self {
        let head = match key {
            "" => String::new(),
            key => format!("Authorization: Bearer {key}\r\n"),
        };
        Self { stream, buffer: Vec::with_capacity(8192), host: host.to_owned(), head }
    }

    /// Asks and waits for the whole answer: its status and body.
    pub async fn ask(&mut self, method: &str, path: &str, body: &str) -> io::Result<(u16, String)> {
        self.ask_with("", method, path, body).await
    }

    /// The same under a name: asked again, the answer is the same.
    pub async fn ask_named(&mut self, name: &str, path: &str, body: &str) -> io::Result<(u16, String)> {
        self.ask_with(&format!("Idempotency-Key: {name}\r\n"), "POST", path, body).await
    }

    /// Asks for the head of an answer only: its status.
    pub async fn head(&mut self, path: &str) -> io::Result<(u16, String)> {
        self.ask_with("", "HEAD", path, "").await
    }

    async fn ask_with(
        &mut self,
        more: &str,
        method: &str,
        path: &str,
        body: &str,
    ) -> io::Result<(u16, String)> {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{}{more}Content-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.host,
            self.head,
            body.len()
        );
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        loop {
            if let Some(answer) = whole(&self.buffer, method == "HEAD") {
                return Ok(answer);
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::Error::new(ErrorKind::UnexpectedEof, "the connection was closed"));
            }
        }
    }
}

fn whole(buffer: &[u8], is_head: bool) -> Option<(u16, String)> {
    let text = std::str::from_utf8(buffer).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.get(9..12)?.parse().ok()?;
    let length = head
        .lines()
        .find_map(|line| line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length")))
        .and_then(|(_, value)| value.trim().parse::<usize>().ok())
        .unwrap_or(0);
    let length = if is_head { 0 } else { length };
    (body.len() >= length).then(|| (status, body[..length].to_owned()))
}
