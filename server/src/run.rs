//! A running server: started from a data folder, ended by a signal.

use crate::app::{App, end_of};
use crate::assembly::{Assembly, Opened};
use crate::backup::keeper::{Keeper, keep};
use crate::clock::Clock;
use crate::control;
use crate::folder::{CONTROL, FolderError, FolderLock};
use crate::mail;
use crate::people::Trouble;
use crate::registrar::inbox::RegistrarThread;
use crate::relief;
use crate::settings::{MailSettings, PublicUrl};
use crate::store::setup::Mode;
use crate::store::{OpenError, StoreError};
use crate::systemd;
use crate::tls::{self, Certificates, TlsError};
use crate::web;
use crate::web::door::Door;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use voice::Sound;

/// How long the parts may take to end before the process ends without them.
const FAREWELL: Duration = Duration::from_secs(3);
/// How often the metrics drop what they need no more.
const METRICS_UPKEEP: Duration = Duration::from_secs(10);

/// What a server is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The data folder.
    pub dir: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// What links that leave the building start with; absent: the address listened at.
    pub public_url: Option<PublicUrl>,
    /// What the folder must be for.
    pub mode: Mode,
    /// Where the certificate comes from; absent: no TLS.
    pub tls: Option<tls::Source>,
    /// Whom to believe, and how many to let in.
    pub door: Door,
    /// How loud displays are that this server shows itself, and when not at all.
    pub sound: Sound,
    /// Where messages go; absent: nowhere.
    pub mail: Option<MailSettings>,
    /// How long a printer may be in trouble before another one prints for it.
    pub relief_after: Duration,
}

impl Settings {
    /// The settings of a server at `listen`, without anything that can be left out.
    pub fn plain(dir: &Path, listen: SocketAddr, mode: Mode) -> Self {
        Self {
            dir: dir.to_owned(),
            listen,
            public_url: None,
            mode,
            tls: None,
            door: Door::default(),
            sound: Sound::default(),
            mail: None,
            relief_after: relief::AFTER,
        }
    }

    /// Whether strangers could reach the server over a wire that anybody can read along.
    fn is_exposed(&self) -> bool {
        !self.listen.ip().is_loopback() && self.tls.is_none() && self.door.proxies.is_empty()
    }

    /// What links that leave the building start with, of a server that listens at `address`.
    pub(crate) fn public_url(&self, address: SocketAddr) -> String {
        if self.public_url.is_none() && address.ip().is_unspecified() {
            tracing::warn!("public_url is not set: links on slips and in messages lead nowhere");
        }
        match (&self.public_url, &self.tls) {
            (Some(url), _) => url.as_str().to_owned(),
            (None, Some(_)) => format!("https://{address}"),
            (None, None) => format!("http://{address}"),
        }
    }
}

/// Why a server could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database cannot be read.
    #[error("the database could not be read")]
    Store(#[from] StoreError),
    /// The folder is for something else.
    #[error("this folder was made by `sportello {}` and cannot be used otherwise", .0.code())]
    OtherMode(Mode),
    /// Names and keys would travel unprotected.
    #[error(
        "serving at {0} needs [tls] or [proxy] in sportello.toml: without them keys would travel unencrypted"
    )]
    Exposed(SocketAddr),
    /// There is no certificate to show.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// The address cannot be listened at.
    #[error("{address} cannot be listened at: is another program using it?")]
    Listen {
        /// Which address.
        address: SocketAddr,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// Accounts cannot be used.
    #[error("accounts cannot be read, or passwords not hashed")]
    People(#[from] Trouble),
    /// A thread or a socket could not be made.
    #[error("the machine has no threads or sockets left")]
    Machine(#[source] std::io::Error),
}

/// A running server.
pub struct Running {
    /// Its parts.
    pub app: Arc<App>,
    /// Where it listens.
    pub address: SocketAddr,
    ending: watch::Sender<bool>,
    registrar: RegistrarThread,
    web: JoinHandle<()>,
    control: JoinHandle<()>,
    _lock: FolderLock,
}

/// A server that has loaded everything and lets nobody in yet.
pub struct Prepared {
    /// Its parts.
    pub app: Arc<App>,
    /// Where it will listen.
    pub address: SocketAddr,
    listener: TcpListener,
    ending: watch::Sender<bool>,
    registrar: RegistrarThread,
    control: JoinHandle<()>,
    tls: Option<Arc<rustls::ServerConfig>>,
    lock: FolderLock,
}

impl Prepared {
    /// Lets everybody in.
    pub fn open(self) -> Running {
        let Self { app, address, listener, ending, registrar, control, tls, lock } = self;
        let (router, _) = web::routes::router(&app);
        let door = app.door.clone();
        let web = tokio::spawn(web::accept::serve(listener, tls, router, door, app.ending.clone()));
        app.ready.store(true, Ordering::SeqCst);
        tracing::info!(%address, mode = app.mode.code(), "ready");
        Running { app, address, ending, registrar, web, control, _lock: lock }
    }
}

/// Starts a server: everything is loaded before the first request is taken.
pub async fn start(settings: Settings, clock: Arc<dyn Clock>) -> Result<Running, StartError> {
    Ok(prepare(settings, clock).await?.open())
}

/// Loads everything; requests wait at the door until the server is opened.
pub async fn prepare(settings: Settings, clock: Arc<dyn Clock>) -> Result<Prepared, StartError> {
    outlive_full_disk();
    raise_descriptors();
    let lock = FolderLock::take(&settings.dir)?;
    let opened = Opened::open(&settings, clock)?;
    if settings.mode == Mode::Serve && settings.is_exposed() {
        return Err(StartError::Exposed(settings.listen));
    }
    let certificates = open_certificates(&settings, opened.clock.as_ref())?;
    let tls = certificates.as_ref().map(Certificates::acceptor).transpose()?;
    let (listener, address) = listen(settings.listen).await?;
    let Assembly { app, turns, forecaster, ending } =
        opened.assemble(&settings, address, certificates.clone())?;
    let registrar = turns.start().map_err(StartError::Machine)?;
    tokio::spawn(forecaster.run(app.registry.clone(), app.ending.clone()));
    tokio::spawn(mail::keep(mail::Sender::new(app.clone(), settings.mail)));
    tokio::spawn(relief::keep(app.clone()));
    let control = keep_going(&app, settings.dir.join(CONTROL), certificates);
    tracing::info!(%address, dir = %settings.dir.display(), "loaded");
    Ok(Prepared { app, address, listener, ending, registrar, control, tls, lock })
}

/// Starts what goes on beside the requests; the way in for the command line can be waited for.
fn keep_going(app: &Arc<App>, socket: PathBuf, certificates: Option<Arc<Certificates>>) -> JoinHandle<()> {
    tokio::spawn(keep_directory(app.clone()));
    tokio::spawn(app.people.clone().keep(app.ending.clone()));
    if let Some(certificates) = certificates {
        tokio::spawn(tls::keep(app.clone(), certificates));
    }
    tokio::spawn(control::listen(app.clone(), socket, app.ending.clone()))
}

/// A listener, and where it listens: the machine chooses a port where none is named.
async fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), StartError> {
    let failed = |source| StartError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    let bound = listener.local_addr().map_err(failed)?;
    Ok((listener, bound))
}

/// The certificate, if there is to be TLS; one that is not for the own address is complained of.
fn open_certificates(
    settings: &Settings,
    clock: &dyn Clock,
) -> Result<Option<Arc<Certificates>>, StartError> {
    let Some(source) = settings.tls.clone() else { return Ok(None) };
    let certificates = Certificates::open(source, clock.now())?;
    let host = settings.public_url.as_ref().and_then(PublicUrl::host);
    if let Some(host) = host.filter(|host| !certificates.covers(host)) {
        tracing::warn!(%host, "the certificate is not for the host of public_url");
    }
    Ok(Some(certificates))
}

/// Reads keys and devices again after every change of them, and keeps the metrics small.
async fn keep_directory(app: Arc<App>) {
    let mut published = app.hub.watch_seldom();
    let mut ending = app.ending.clone();
    let mut read = published.borrow().keys;
    loop {
        tokio::select! {
            changed = timeout(METRICS_UPKEEP, published.wait_for(|state| state.keys != read)) => match changed {
                Ok(Ok(state)) => read = state.keys,
                Ok(Err(_)) => return,
                Err(_) => {
                    app.metrics.run_upkeep();
                    app.fleet.look(app.directory.now().devices(), app.clock.elapsed());
                    continue;
                }
            },
            () = end_of(&mut ending) => return,
        }
        if let Err(error) = app.directory.refresh(&app.reader).and_then(|()| app.people.refresh()) {
            tracing::error!(
                error = &error as &dyn std::error::Error,
                "keys and devices could not be read again"
            );
        }
    }
}

impl Running {
    /// Keeps backups in the folder `target` until the server ends.
    pub fn keep_backups(&self, target: &Path) {
        let app = &self.app;
        let keeper = Keeper::new(app.reader.path(), target, app.clock.clone());
        tokio::spawn(keep(keeper, app.ending.clone()));
    }

    /// Serves until a signal to end, or until the registrar has ended by itself.
    ///
    /// # Errors
    /// Where the store broke: the process must end, and start again from the log.
    pub async fn until_signal(self, mut signals: Signals) -> Result<(), StoreError> {
        let registry = self.app.registry.clone();
        systemd::ready();
        tokio::select! {
            () = signals.next() => tracing::info!("asked to end"),
            () = registry.ended() => tracing::error!("the registrar has ended"),
            never = systemd::live(&registry) => match never {},
        }
        systemd::stopping();
        self.end().await
    }

    /// Ends the server: no new requests, open ones are answered, what was handed in is done.
    pub async fn end(self) -> Result<(), StoreError> {
        let _ = self.ending.send(true);
        let _ = timeout(FAREWELL, self.web).await;
        self.app.registry.end();
        self.app.mounts.clear();
        let _ = timeout(FAREWELL, self.control).await;
        let registrar = self.registrar;
        match tokio::task::spawn_blocking(move || registrar.join()).await {
            Ok(ended) => ended,
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
    }
}

/// A file that may not grow is an error of the write, not the end of the process.
fn outlive_full_disk() {
    /// The number of SIGXFSZ on Linux.
    const FILE_SIZE_EXCEEDED: i32 = 25;
    // Listening is enough: the default, which is to die, is off from now on.
    if let Err(error) = signal(SignalKind::from_raw(FILE_SIZE_EXCEEDED)) {
        tracing::warn!(%error, "a limit on file sizes would end this process");
    }
}

/// Lets this process have as many files and sockets open as the machine allows it.
fn raise_descriptors() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit { current: limit.maximum, maximum: limit.maximum };
    let allowed = if setrlimit(Resource::Nofile, raised).is_ok() { limit.maximum } else { limit.current };
    // Absent: no limit.
    if let Some(allowed) = allowed.filter(|allowed| *allowed < web::DESCRIPTORS_NEEDED) {
        let needed = web::DESCRIPTORS_NEEDED;
        tracing::warn!(allowed, needed, "the limit on open files is low: connections may be refused");
    }
}

/// The signals that ask a server to end, listened for from when this is made.
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Begins to listen: to be made before anybody can believe the server to be there.
    ///
    /// # Errors
    /// Where the machine lets nobody listen.
    pub fn listen() -> Result<Self, StartError> {
        let listen = |kind| signal(kind).map_err(StartError::Machine);
        Ok(Self { terminate: listen(SignalKind::terminate())?, interrupt: listen(SignalKind::interrupt())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
