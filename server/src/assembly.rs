//! The parts of a server, put together over the office of a folder; nothing of it moves yet.
//!
//! [`crate::run`] gives it threads, a listener and the machine's clock. A simulation gives it others.

use crate::app::App;
use crate::clock::{Clock, Known, SteadyClock};
use crate::directory::Directory;
use crate::forecaster::Forecaster;
use crate::hub::Hub;
use crate::people::People;
use crate::printers::Printers;
use crate::registrar::{Registrar, Registry, Turns};
use crate::run::{Settings, StartError};
use crate::store::setup::ServerRow;
use crate::store::{Reader, StoreError, Writer};
use crate::tls::Certificates;
use display::Speech;
use office::floor::Floor;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::sync::watch;
use voice::{Sound, Speaker, Voices};

/// The office of a folder, as it is when a server starts.
pub struct Opened {
    /// The clock, which is not taken in by one that jumps.
    pub clock: Arc<dyn Clock>,
    store: Writer,
    reader: Arc<Reader>,
    server: ServerRow,
    floors: Vec<Floor>,
}

/// A server that does nothing yet.
pub struct Assembly {
    /// What every request handler shares.
    pub app: Arc<App>,
    /// The registrar, whose turns are to be taken.
    pub turns: Turns,
    /// What computes the waits.
    pub forecaster: Forecaster,
    /// To be made true when the server is to end.
    pub ending: watch::Sender<bool>,
}

impl Opened {
    /// Opens the database and reads what there is.
    ///
    /// # Errors
    /// Where the folder is for something else, or its database cannot be read.
    pub fn open(settings: &Settings, clock: Arc<dyn Clock>) -> Result<Self, StartError> {
        let store = Writer::open(&settings.dir, clock.now())?;
        let reader = Arc::new(store.reader()?);
        let server = reader.server()?;
        if server.mode != settings.mode {
            return Err(StartError::OtherMode(server.mode));
        }
        let floors: Vec<Floor> =
            reader.offices()?.iter().map(|office| reader.floor(office)).collect::<Result<_, _>>()?;
        let clock: Arc<dyn Clock> = Arc::new(SteadyClock::start(clock, known_time(&reader, &floors)?));
        Ok(Self { clock, store, reader, server, floors })
    }

    /// Puts the parts of a server together that is to listen at `address`.
    ///
    /// # Errors
    /// Where the store cannot be read, or what has become due meanwhile not be written.
    pub fn assemble(
        self,
        settings: &Settings,
        address: SocketAddr,
        certificates: Option<Arc<Certificates>>,
    ) -> Result<Assembly, StartError> {
        let Self { clock, store, reader, server, floors } = self;
        let public_url = settings.public_url(address);
        let hub = Hub::new(server.epoch, floors);
        let registrar = caught_up(Registrar::new(store, clock.clone(), hub.clone(), public_url.clone()))?;
        let forecaster = Forecaster::new(hub.clone(), clock.clone(), reader.clone());
        let (registry, turns) = Registry::new(registrar, clock.clone());
        let (ending, is_ending) = watch::channel(false);
        let speech = speech(settings.sound.clone());
        let people = People::read(reader.clone(), registry.clone(), clock.clone(), server.mode)?;
        let app = Arc::new(App {
            registry,
            directory: Directory::read(&reader)?,
            people: Arc::new(people),
            quotes: forecaster.watch(),
            printers: Printers::new(clock.elapsed()),
            relief_after: settings.relief_after,
            snapshots: Default::default(),
            tongues: Default::default(),
            reading: reading(&speech),
            speech,
            fleet: Default::default(),
            newcomers: Default::default(),
            herd: Default::default(),
            links: Default::default(),
            mounts: Default::default(),
            hub,
            reader,
            clock,
            door: settings.door.clone(),
            limits: Default::default(),
            sends_mail: settings.mail.is_some(),
            certificates,
            public_url,
            mode: server.mode,
            secret: server.secret,
            ready: AtomicBool::new(false),
            ending: is_ending,
            metrics: crate::metering::handle(),
        });
        Ok(Assembly { app, turns, forecaster, ending })
    }
}

/// A registrar that has read what there is, and done what has become due while no server ran.
fn caught_up(mut registrar: Registrar) -> Result<Registrar, StoreError> {
    registrar.load()?;
    let ticks = registrar.due_ticks();
    if !ticks.is_empty() {
        registrar.step(&ticks)?;
    }
    Ok(registrar)
}

/// The voice of this server; where the machine does not say what this program is, displays only ring.
fn speech(sound: Sound) -> Speech {
    let speaker = Speaker::this_program().inspect_err(|error| tracing::warn!(%error, "there is no voice"));
    let voices = speaker.ok().map(|speaker| Voices::new(speaker, sound.recordings.clone()));
    Speech { voices, sound }
}

/// The voice that reads a totem's pages out: beside that of the displays, whose calls must not wait for it.
fn reading(speech: &Speech) -> Option<Arc<Voices>> {
    let speaker = speech.voices.as_ref().filter(|_| speech.sound.voice)?.speaker();
    Some(Voices::reading(speaker))
}

/// What the log knows of the time; `None` where there is no office.
fn known_time(reader: &Reader, floors: &[Floor]) -> Result<Option<Known>, StoreError> {
    let mut at = None;
    for floor in floors {
        reader.last_events(&floor.office, 1, |event| {
            at = at.max(Some(event.at));
            Ok(())
        })?;
    }
    Ok(at.map(|at| Known { at, is_open: floors.iter().any(|floor| floor.day.is_some()) }))
}
