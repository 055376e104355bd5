//! A mail server that can be told how to behave: it keeps what it takes, and refuses, falls silent or hangs up
//! where a test wants it to.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// How the server behaves towards the next message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes it.
    Takes,
    /// Says nothing at all, not even who it is.
    IsSilent,
    /// Keeps it and never says so.
    TakesAndIsSilent,
    /// Refuses it with this code.
    Refuses(u16),
}

/// A message that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// From whom, as the envelope says.
    pub from: String,
    /// To whom.
    pub to: Vec<String>,
    /// The message itself.
    pub text: String,
}

impl Taken {
    /// The value of a header that stands on one line.
    ///
    /// # Panics
    /// Where there is none.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let start = format!("{name}: ");
        self.text.lines().find_map(|line| line.strip_prefix(&start)).expect("the header is there")
    }
}

/// A mail server on this machine; gone with its owner.
pub struct Smtp {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    task: JoinHandle<()>,
}

struct State {
    manner: Manner,
    taken: Vec<Taken>,
    refused: usize,
    greeted: usize,
}

impl Smtp {
    /// A server at any free port.
    pub async fn start(manner: Manner) -> Self {
        Self::start_at(SocketAddr::from(([127, 0, 0, 1], 0)), manner).await
    }

    /// A server at an address.
    ///
    /// # Panics
    /// Where somebody listens there already.
    pub async fn start_at(address: SocketAddr, manner: Manner) -> Self {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State { manner, taken: Vec::new(), refused: 0, greeted: 0 }));
        let task = tokio::spawn(listen(listener, state.clone()));
        Self { address, state, task }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Makes it behave otherwise from now on.
    pub fn behave(&self, manner: Manner) {
        self.state.lock().unwrap().manner = manner;
    }

    /// What it has taken, oldest first.
    pub fn taken(&self) -> Vec<Taken> {
        self.state.lock().unwrap().taken.clone()
    }

    /// Forgets the newest message that it has taken.
    pub fn forget_last(&self) {
        self.state.lock().unwrap().taken.pop();
    }

    /// How many messages it has refused.
    pub fn refused(&self) -> usize {
        self.state.lock().unwrap().refused
    }

    /// How many have connected.
    pub fn greeted(&self) -> usize {
        self.state.lock().unwrap().greeted
    }
}

impl Drop for Smtp {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn listen(listener: TcpListener, state: Arc<Mutex<State>>) {
    while let Ok((stream, _)) = listener.accept().await {
        let state = state.clone();
        // A client that is killed breaks off in the middle; that is its own affair.
        tokio::spawn(async move { converse(stream, &state).await });
    }
}

async fn converse(stream: TcpStream, state: &Mutex<State>) -> std::io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut lines = BufReader::new(reading).lines();
    state.lock().unwrap().greeted += 1;
    let manner = state.lock().unwrap().manner;
    if manner == Manner::IsSilent {
        std::future::pending::<()>().await;
    }
    writing.write_all(b"220 fake\r\n").await?;
    let mut message = Taken { from: String::new(), to: Vec::new(), text: String::new() };
    while let Some(line) = lines.next_line().await? {
        let upper = line.to_ascii_uppercase();
        let answer = if upper.starts_with("EHLO") {
            "250-fake\r\n250 8BITMIME"
        } else if upper.starts_with("MAIL FROM:") {
            message.from = address(&line);
            "250 ok"
        } else if upper.starts_with("RCPT TO:") {
            message.to.push(address(&line));
            "250 ok"
        } else if upper == "DATA" {
            "354 go on"
        } else if upper == "QUIT" {
            writing.write_all(b"221 bye\r\n").await?;
            return Ok(());
        } else {
            "250 ok"
        };
        writing.write_all(format!("{answer}\r\n").as_bytes()).await?;
        if upper == "DATA" {
            while let Some(line) = lines.next_line().await? {
                if line == "." {
                    break;
                }
                message.text.push_str(line.strip_prefix('.').unwrap_or(&line));
                message.text.push_str("\r\n");
            }
            let answer = end(state, std::mem::replace(&mut message, nothing()));
            match answer {
                Some(answer) => writing.write_all(format!("{answer}\r\n").as_bytes()).await?,
                None => std::future::pending().await,
            }
        }
    }
    Ok(())
}

/// What is said at the end of a message; none: nothing, for ever.
fn end(state: &Mutex<State>, message: Taken) -> Option<String> {
    let mut state = state.lock().unwrap();
    match state.manner {
        Manner::Takes => {
            state.taken.push(message);
            Some("250 taken".to_owned())
        }
        Manner::IsSilent => None,
        Manner::TakesAndIsSilent => {
            state.taken.push(message);
            None
        }
        Manner::Refuses(code) => {
            state.refused += 1;
            Some(format!("{code} not this one"))
        }
    }
}

fn nothing() -> Taken {
    Taken { from: String::new(), to: Vec::new(), text: String::new() }
}

fn address(line: &str) -> String {
    let (_, rest) = line.split_once('<').unwrap_or(("", line));
    rest.split('>').next().unwrap_or_default().to_owned()
}
