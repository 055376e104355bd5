//! What every request handler shares.

use crate::clock::Clock;
use crate::directory::Directory;
use crate::forecaster::Quotes;
use crate::hub::Hub;
use crate::people::People;
use crate::registrar::inbox::NotTaken;
use crate::registrar::{Command, Lane, Outcome, Registry, Work};
use crate::store::Reader;
use crate::store::setup::Mode;
use office::id::DeviceId;
use office::slip::Columns;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio::sync::watch;

/// The parts of a running server.
pub struct App {
    /// The way to the registrar.
    pub registry: Registry,
    /// The committed floors.
    pub hub: Arc<Hub>,
    /// For looking things up.
    pub reader: Arc<Reader>,
    /// Keys and devices.
    pub directory: Directory,
    /// Accounts and sessions.
    pub people: Arc<People>,
    /// The waits, computed outside the writer.
    pub quotes: watch::Receiver<Arc<Quotes>>,
    /// How the printers are.
    pub printers: crate::printers::Printers,
    /// How long a printer may be in trouble before another one prints for it.
    pub relief_after: std::time::Duration,
    /// Snapshots of devices, rendered once for all that show the same.
    pub snapshots: crate::link::Snapshots,
    /// The languages of those who are called.
    pub tongues: crate::link::Tongues,
    /// What displays say that this server shows itself.
    pub speech: display::Speech,
    /// The voice that reads the pages of totems out.
    pub reading: Option<Arc<voice::Voices>>,
    /// How the devices are.
    pub fleet: crate::fleet::Fleet,
    /// Devices that wait to be enrolled.
    pub newcomers: crate::enrolment::Newcomers,
    /// How many devices are let in a second.
    pub herd: crate::link::Herd,
    /// How many links there are.
    pub links: AtomicUsize,
    /// The pages of totems and displays.
    pub mounts: crate::web::pages::devices::Mounts,
    /// The one clock.
    pub clock: Arc<dyn Clock>,
    /// Whom to believe and how patiently to wait.
    pub door: crate::web::door::Door,
    /// What the public may do, and has done.
    pub limits: crate::web::limits::Limits,
    /// Whether there is an SMTP server to which messages go.
    pub sends_mail: bool,
    /// The certificate shown to whoever connects; absent without TLS.
    pub certificates: Option<Arc<crate::tls::Certificates>>,
    /// What links that leave the building start with.
    pub public_url: String,
    /// What the data folder is for.
    pub mode: Mode,
    /// Signs form tokens and the keys of confirm pages.
    pub secret: [u8; 32],
    /// Whether the server takes requests.
    pub ready: AtomicBool,
    /// True once the server is to end.
    pub ending: watch::Receiver<bool>,
    /// Renders the metrics.
    pub metrics: metrics_exporter_prometheus::PrometheusHandle,
}

impl App {
    /// Hands a command to the registrar and waits for its outcome.
    pub async fn command(&self, lane: Lane, command: Command) -> Result<Outcome, NotTaken> {
        self.registry.ask(lane, Work::Command(command)).await
    }

    /// How many characters go on a line of a printer's paper.
    pub fn columns_of(&self, printer: &DeviceId) -> Columns {
        self.reader.columns(printer).unwrap_or_else(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, "print jobs could not be read");
            Columns::MM_80
        })
    }

    /// Whether desks are usable without login.
    pub fn is_demo(&self) -> bool {
        self.mode == Mode::Demo
    }

    /// Whether the server takes requests.
    pub fn is_ready(&self) -> bool {
        self.ready.load(Ordering::SeqCst)
    }

    /// Random bits from the machine.
    ///
    /// # Errors
    /// Where the machine has none to give, which is logged here; nothing secret can be made then.
    pub fn random_bits(&self) -> Result<u128, getrandom::Error> {
        let mut bytes = [0_u8; 16];
        match getrandom::fill(&mut bytes) {
            Ok(()) => Ok(u128::from_le_bytes(bytes)),
            Err(error) => {
                tracing::error!(%error, "the machine gives no random bits");
                Err(error)
            }
        }
    }
}

/// Waits until the server is to end.
pub async fn end_of(ending: &mut watch::Receiver<bool>) {
    // An error says that the sender is gone, and with it the server.
    let _ = ending.wait_for(|ending| *ending).await;
}
