//! The browser of a device: started, watched, and started again when it ends or hangs.
//!
//! It is alive as long as its page asks for signs of life, which it does every two seconds while a page of the
//! device is open. A browser that has shown none for [`HANGS_AFTER`] is ended and started anew.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::process::{Child, Command};
use tokio::sync::watch;
use tokio::time::{Instant, interval, sleep_until};

/// Without a sign of life for so long a browser hangs; it starts slowly on a small machine.
pub const HANGS_AFTER: Duration = Duration::from_secs(60);
/// Pause before it is started again.
const REST: Duration = Duration::from_secs(2);
/// Time between two looks.
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What no visitor gets out of: no bars, no menus, no gestures, no questions, no other page.
const ARGUMENTS: [&str; 18] = [
    "--kiosk",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--disable-session-crashed-bubble",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-features=Translate,TouchpadOverscrollHistoryNavigation,AutofillServerCommunication",
    "--disable-translate",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-dev-tools",
    "--disable-print-preview",
    "--password-store=basic",
    "--autoplay-policy=no-user-gesture-required",
    "--check-for-update-interval=31536000",
    "--incognito",
];

/// A browser, and what it shows.
#[derive(Debug, Clone)]
pub struct Browser {
    /// The program.
    pub program: PathBuf,
    /// More arguments, for the machine at hand.
    pub arguments: Vec<String>,
    /// Its own folder.
    pub profile: PathBuf,
    /// The address that it shows.
    pub url: String,
}

impl Browser {
    /// Keeps the browser going; `signs` says when its page was last heard of.
    pub async fn keep(self, signs: watch::Receiver<Instant>) -> std::convert::Infallible {
        loop {
            match self.start() {
                Ok(child) => self.watch(child, signs.clone()).await,
                Err(error) => tracing::error!(%error, "the browser cannot be started"),
            }
            sleep_until(Instant::now() + REST).await;
        }
    }

    fn start(&self) -> std::io::Result<Child> {
        let mut command = Command::new(&self.program);
        command.args(ARGUMENTS).args(&self.arguments);
        command.arg(format!("--user-data-dir={}", self.profile.display())).arg(&self.url);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        command.spawn()
    }

    /// Comes back once the browser has ended, by itself or because it hung.
    async fn watch(&self, mut child: Child, signs: watch::Receiver<Instant>) {
        let started = Instant::now();
        let mut looks = interval(LOOK_EVERY);
        loop {
            tokio::select! {
                ended = child.wait() => {
                    let status = ended.map_or_else(|error| error.to_string(), |status| status.to_string());
                    tracing::warn!(status, "the browser has ended");
                    return;
                }
                _ = looks.tick() => {
                    let seen = (*signs.borrow()).max(started);
                    if seen.elapsed() > HANGS_AFTER {
                        tracing::warn!("the browser hangs");
                        let _ = child.kill().await;
                        return;
                    }
                }
            }
        }
    }
}
