//! The socket for the totem on the same machine, which wants its slips printed also while it is alone.
//!
//! One totem at a time, the one that came last: it lists what is to be printed as the dispatcher does, and is told the
//! same.

use agent::beside::Beside;
use office::wire::{FromDevice, PrinterScreen};
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Most jobs that a totem lists.
const JOBS_MAX: usize = 64;
/// Most of what waits to be said to a totem that does not read.
const TOLD_MAX: usize = 64;
/// Pause after a connection that could not be taken.
const REST: Duration = Duration::from_secs(1);

/// What comes from the totem.
pub enum Event {
    /// It is there, and is to be told by this.
    Linked(mpsc::Sender<FromDevice>),
    /// What it wants printed.
    Listed(PrinterScreen),
}

/// Listens at `socket` for the rest of the program; without one nobody ever comes.
///
/// # Errors
/// Where the socket cannot be made.
pub fn listen(socket: Option<&Path>) -> io::Result<mpsc::Receiver<Event>> {
    let (events, heard) = mpsc::channel(1);
    let Some(socket) = socket else { return Ok(heard) };
    // What an earlier run has left, and nothing else.
    if std::fs::symlink_metadata(socket).is_ok_and(|found| found.file_type().is_socket()) {
        std::fs::remove_file(socket)?;
    }
    let listener = UnixListener::bind(socket)?;
    // The totem's program has another user; what has an account on this machine may print.
    std::fs::set_permissions(socket, Permissions::from_mode(0o666))?;
    tokio::spawn(let_in(listener, events));
    Ok(heard)
}

async fn let_in(listener: UnixListener, events: mpsc::Sender<Event>) {
    let mut talking = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                talking.shutdown().await;
                let events = events.clone();
                talking.spawn(async move { converse(stream, &events).await });
            }
            Err(error) => {
                tracing::warn!(%error, "the totem beside this printer could not be let in");
                sleep(REST).await;
            }
        }
    }
}

async fn converse(stream: UnixStream, events: &mpsc::Sender<Event>) {
    let mut beside = Beside::over(stream);
    let (tell, mut told) = mpsc::channel(TOLD_MAX);
    if events.send(Event::Linked(tell)).await.is_err() {
        return;
    }
    tracing::info!("the totem beside this printer is there");
    let ended = loop {
        tokio::select! {
            heard = beside.hear() => match heard {
                Ok(Some(screen)) if is_too_long(&screen) => break Some(io::Error::other("too many jobs")),
                Ok(Some(screen)) => drop(events.send(Event::Listed(screen)).await),
                Ok(None) => break None,
                Err(error) => break Some(error),
            },
            Some(message) = told.recv() => if let Err(error) = beside.say(&message).await {
                break Some(error);
            },
        }
    };
    match ended {
        Some(error) => tracing::warn!(%error, "the totem beside this printer is hung up on"),
        None => tracing::info!("the totem beside this printer has gone"),
    }
}

fn is_too_long(screen: &PrinterScreen) -> bool {
    screen.jobs.len() > JOBS_MAX
}
