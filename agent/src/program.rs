//! A device program from its first line to its last: one thread, its pages, its link, and the end that it is asked for.

use crate::device::Device;
use crate::front::{Shown, Station};
use crate::health::Health;
use crate::kept;
use crate::life;
use crate::link::OUTBOX_MAX;
use crate::network::Network;
use crate::pages::{Host, Mount, router};
use crate::pass::PassError;
use crate::settings::Settings;
use axum::Router;
use office::wire::{DeviceRole, FromDevice};
use std::convert::Infallible;
use std::future::IntoFuture;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

/// How long the parts may take to end.
const FAREWELL: Duration = Duration::from_secs(3);

/// Why a device program ended by itself.
#[derive(Debug, thiserror::Error)]
pub enum Ended {
    /// The machine gives no thread, no signal or no address.
    #[error("the machine gives the program no {0}")]
    Machine(&'static str, #[source] io::Error),
    /// Its key cannot be read or kept.
    #[error(transparent)]
    Pass(#[from] PassError),
}

/// Does all the work of a program on one thread: a device has little to do, and its machine little memory.
///
/// # Errors
/// What the work ends with, or that there is no thread for it.
pub fn on_one_thread<E: From<Ended>>(work: impl Future<Output = Result<(), E>>) -> Result<(), E> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Ended::Machine("thread", error))?;
    let ended = runtime.block_on(work);
    runtime.shutdown_background();
    ended
}

/// The signals that ask a program to end, listened for from when this is made.
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Begins to listen.
    ///
    /// # Errors
    /// Where the machine lets nobody listen.
    pub fn listen() -> Result<Self, Ended> {
        let listen = |kind| signal(kind).map_err(|error| Ended::Machine("signal", error));
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    /// Waits for one.
    pub async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

/// What a program of a device is.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// What its device is for.
    pub role: DeviceRole,
    /// Its version.
    pub version: &'static str,
}

impl Kind {
    /// The device of a program with these settings, which gets to its dispatcher by the network of the machine.
    pub fn device(self, settings: &Settings) -> Device {
        Device {
            folder: settings.folder.clone(),
            url: settings.link.clone(),
            trust: settings.trust.clone(),
            role: self.role,
            version: self.version,
            health: Health::start(self.version),
            network: Network::default(),
        }
    }
}

/// A program that shows pages to the browser of its own machine, before it shows any.
pub struct Program<S> {
    /// What comes down the link; what was kept on the disk is there from the start.
    pub station: Arc<Station<S>>,
    /// Where the pages will be.
    pub address: SocketAddr,
    /// What goes up the link.
    pub up: mpsc::Sender<FromDevice>,
    outbox: mpsc::Receiver<FromDevice>,
    kind: Kind,
    settings: Settings,
    listener: TcpListener,
    signals: Signals,
}

impl<S: Shown> Program<S> {
    /// Takes the address of the pages, and reads what was kept.
    ///
    /// # Errors
    /// Where somebody else has the address.
    pub async fn begin(kind: Kind, settings: Settings) -> Result<Self, Ended> {
        let taken = |error| Ended::Machine("address for its pages", error);
        let signals = Signals::listen()?;
        let listener = TcpListener::bind(settings.listen).await.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let station = Station::new(kept::read(&settings.folder));
        let (up, outbox) = mpsc::channel(OUTBOX_MAX);
        Ok(Self { station, address, up, outbox, kind, settings, listener, signals })
    }

    /// Shows the pages that `mount` makes, with their `files`, and keeps the link up until a signal asks the
    /// program to end; what goes on `beside` never ends.
    ///
    /// # Errors
    /// Where the key of the device cannot be kept, or nobody can reach its pages any more.
    pub async fn run(
        self,
        mount: Mount<S>,
        files: Router,
        beside: impl Future<Output = Infallible>,
    ) -> Result<(), Ended> {
        let Self { station, address, up, outbox, kind, settings, listener, mut signals } = self;
        let (ending, is_ending) = watch::channel(false);
        let device = kind.device(&settings);
        let host = Host { station: station.clone(), up, role: kind.role, server: settings.server, mount };
        let pages = axum::serve(listener, router(host, files, address));
        let keeping = tokio::spawn(kept::keep(settings.folder, station.held()));
        let heard = station.clone();
        let linked = device.run(outbox, move |what| heard.hear(what), crate::jitter, is_ending);
        tracing::info!(%address, "ready");
        life::ready();
        let ended = tokio::select! {
            ended = linked => ended.map_err(Ended::Pass),
            failed = pages.into_future() => failed.map_err(|error| Ended::Machine("address for its pages", error)),
            never = life::live(|| true) => match never {},
            never = beside => match never {},
            () = signals.next() => Ok(()),
        };
        life::stopping();
        let _ = ending.send(true);
        // The last state is still written.
        drop(station);
        let _ = timeout(FAREWELL, keeping).await;
        ended
    }
}
