//! Calls of the command line: against a running server over `DIR/control.sock`, else on the folder itself.
//!
//! One line of JSON each way. The socket has mode 0600: whoever may read the database may call.

pub mod booking;
pub mod configuration;
mod devices;
pub mod staff;

use crate::app::{App, end_of};
use crate::backup::{self, BackupError, back_up};
use crate::catalogue::{CATALOGUE_LEN_MAX, export};
use crate::clock::Clock;
use crate::enrolment::Place;
use crate::folder::{CONTROL, FolderError, FolderLock};
use crate::hub::Hub;
use crate::registrar::{Answer, Chore, Lane, Outcome, Registrar, Work};
use crate::store::audit::By;
use crate::store::copy::Source;
use crate::store::keys::{self, DeviceRow, KeyRow, Role};
use crate::store::staffing::Declined;
use crate::store::{FILE_NAME, OpenError, Reader, StoreError, Writer};
use crate::verify::{Report, verify};
use booking::BookingCall;
use configuration::ConfigurationCall;
use office::id::{DeskId, DeviceId, OfficeId};
use office::moment::Moment;
use office::wire::DeviceRole;
use serde::{Deserialize, Serialize};
use staff::StaffCall;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

/// Longest line of a call, bytes: a document may be in it.
const LINE_LEN_MAX: u64 = 4 * CATALOGUE_LEN_MAX as u64;
/// Most calls that are being answered at once; the next one waits.
const CALLS_MAX: usize = 16;
/// Rest after a call that could not be let in: out of file descriptors, for instance.
const BREATH: Duration = Duration::from_millis(100);
const DAY: Duration = Duration::from_secs(24 * 3600);

/// A call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "call", rename_all = "snake_case", deny_unknown_fields)]
pub enum Call {
    /// Compare the log with the tables.
    Verify,
    /// Make a backup and test it.
    Backup {
        /// The folder it goes to, absolute; absent: the one in the data folder.
        to: Option<PathBuf>,
    },
    /// The catalogue in force, as CPSV-AP.
    CatalogueExport {
        /// Whose; absent where there is only one office.
        office: Option<OfficeId>,
        /// What names of things start with, where that is known.
        public_url: Option<String>,
    },
    /// Make an API key.
    KeyAdd {
        /// Its public name.
        id: String,
        /// What its holder may do.
        role: Role,
        /// In which office.
        office: OfficeId,
        /// What it is for.
        label: String,
        /// For how long it is good, days.
        days: u32,
    },
    /// List the API keys.
    KeyList,
    /// Revoke an API key.
    KeyRevoke {
        /// Which one.
        id: String,
    },
    /// List the devices.
    DeviceList,
    /// Revoke a device.
    DeviceRevoke {
        /// Which one.
        id: DeviceId,
    },
    /// Make a newcomer that shows this code a device.
    DeviceApprove {
        /// The figures on its screen.
        code: String,
        /// Whose it is.
        office: OfficeId,
        /// What it is for.
        role: DeviceRole,
        /// What people call it.
        title: String,
        /// Of a display: the desk whose sign it is.
        desk: Option<DeskId>,
        /// Of a totem: where its slips come out.
        printer: Option<DeviceId>,
        /// From how far it is read, metres, and its panel's diagonal, inches.
        size: Option<(f64, f64)>,
    },
    /// Something about people.
    Staff(StaffCall),
    /// Something about who comes to an appointment.
    Booking(BookingCall),
    /// Something about the configuration.
    Configuration(Box<ConfigurationCall>),
    /// Add a device, or give it a new key.
    DeviceAdd {
        /// Its id.
        id: DeviceId,
        /// Whose it is.
        office: OfficeId,
        /// What it is for.
        role: DeviceRole,
        /// What people call it.
        title: String,
        /// Of a display: the desk whose sign it is.
        desk: Option<DeskId>,
        /// Of a totem: where its slips come out.
        printer: Option<DeviceId>,
    },
}

/// The answer to a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Done: lines to print.
    Done(Vec<String>),
    /// Something was found or refused: lines to print, and a failure.
    Bad(Vec<String>),
}

/// Why a call could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ControlError {
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database failed.
    #[error("the database could not be read or written")]
    Store(#[from] StoreError),
    /// No backup was made.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The running server did not answer.
    #[error("the running server did not answer")]
    Silent(#[source] io::Error),
    /// The machine gives no random bits.
    #[error("the machine gives no random bits")]
    NoRandom,
}

/// Carries a call out on a data folder, by the running server if there is one.
pub async fn call(dir: &Path, call: Call, clock: Arc<dyn Clock>) -> Result<Told, ControlError> {
    if !dir.join(FILE_NAME).exists() {
        return Err(OpenError::Missing.into());
    }
    match FolderLock::take(dir) {
        // What is to be looked at is not touched.
        Ok(_lock) if call == Call::Verify => Ok(told(&verify(&dir.join(FILE_NAME))?)),
        Ok(_lock) => alone(dir, call, clock),
        Err(FolderError::InUse(_)) => ask(dir, &call).await.map_err(ControlError::Silent),
        // A folder that cannot be written can still be read.
        Err(FolderError::Unusable { .. }) if call == Call::Verify => Ok(told(&verify(&dir.join(FILE_NAME))?)),
        Err(error) => Err(error.into()),
    }
}

fn alone(dir: &Path, call: Call, clock: Arc<dyn Clock>) -> Result<Told, ControlError> {
    let store = Writer::open(dir, clock.now())?;
    let reader = store.reader()?;
    let mut registrar = Registrar::new(store, clock.clone(), Hub::new(0, Vec::new()), String::new());
    match prepare(&reader, clock.as_ref(), call)? {
        Prepared::Told(told) => Ok(told),
        Prepared::Work(work, then) => {
            let outcome = registrar.step(&[*work])?.pop();
            Ok(after(outcome, then))
        }
    }
}

async fn ask(dir: &Path, call: &Call) -> io::Result<Told> {
    let mut stream = UnixStream::connect(dir.join(CONTROL)).await?;
    let mut line = serde_json::to_vec(call)?;
    line.push(b'\n');
    stream.write_all(&line).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(serde_json::from_str(&answer)?)
}

/// Answers calls until the server ends.
pub async fn listen(app: Arc<App>, socket: PathBuf, mut ending: watch::Receiver<bool>) {
    // The lock is held: a socket that is still there belongs to a server that was killed.
    let _ = std::fs::remove_file(&socket);
    let listener = match bind(&socket) {
        Ok(listener) => listener,
        Err(error) => {
            tracing::warn!(%error, "the command line cannot reach this server");
            return;
        }
    };
    let places = Arc::new(Semaphore::new(CALLS_MAX));
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = end_of(&mut ending) => break,
        };
        let Ok((stream, place)) = accepted else {
            sleep(BREATH).await;
            continue;
        };
        let app = app.clone();
        tokio::spawn(async move {
            if let Err(error) = converse(&app, stream).await {
                tracing::warn!(%error, "a call of the command line broke off");
            }
            drop(place);
        });
    }
    let _ = std::fs::remove_file(&socket);
}

/// The next call, once there is a place for it.
async fn accept(
    listener: &UnixListener,
    places: &Arc<Semaphore>,
) -> io::Result<(UnixStream, OwnedSemaphorePermit)> {
    let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
    Ok((listener.accept().await?.0, place))
}

fn bind(socket: &Path) -> io::Result<UnixListener> {
    let listener = UnixListener::bind(socket)?;
    std::fs::set_permissions(socket, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

async fn converse(app: &Arc<App>, stream: UnixStream) -> io::Result<()> {
    let (reading, mut writing) = stream.into_split();
    let mut line = String::new();
    let patience = app.door.patience;
    let mut reading = BufReader::new(reading.take(LINE_LEN_MAX));
    timeout(patience.headers, reading.read_line(&mut line)).await??;
    let call: Call = serde_json::from_str(&line)?;
    if let Call::DeviceApprove { code, office, role, title, desk, printer, size } = call {
        let place = Place { office, role, title, desk, printer, size };
        return answer(&mut writing, &devices::approve(app, &code, place).await, patience.taken).await;
    }
    let preparing = app.clone();
    let prepared =
        tokio::task::spawn_blocking(move || prepare(&preparing.reader, preparing.clock.as_ref(), call))
            .await?;
    let told = match prepared {
        Ok(Prepared::Told(told)) => told,
        Ok(Prepared::Work(work, then)) => {
            let outcome = app.registry.ask(Lane::Hall, *work).await.ok();
            if let Err(error) = app.directory.refresh(&app.reader).and_then(|()| app.people.refresh()) {
                tracing::error!(error = &error as &dyn std::error::Error, "keys could not be read again");
            }
            after(outcome, then)
        }
        Err(error) => Told::Bad(vec![with_causes(&error)]),
    };
    answer(&mut writing, &told, patience.taken).await
}

async fn answer(writing: &mut OwnedWriteHalf, told: &Told, patience: Duration) -> io::Result<()> {
    timeout(patience, writing.write_all(&serde_json::to_vec(told)?)).await?
}

enum Prepared {
    /// It is answered.
    Told(Told),
    /// It is to be done, and then these lines are told.
    Work(Box<Work>, Vec<String>),
}

impl Prepared {
    fn chore(chore: Chore, then: Vec<String>) -> Self {
        Prepared::Work(Box::new(Work::Chore(chore)), then)
    }
}

fn prepare(reader: &Reader, clock: &dyn Clock, call: Call) -> Result<Prepared, ControlError> {
    let bad = |line: &str| Ok(Prepared::Told(Told::Bad(vec![line.to_owned()])));
    match call {
        Call::Verify => Ok(Prepared::Told(told(&verify(reader.path())?))),
        Call::Backup { to } => Ok(Prepared::Told(make_backup(reader.path(), to, clock)?)),
        Call::CatalogueExport { office, public_url } => {
            Ok(Prepared::Told(export_catalogue(reader, office, public_url.as_deref())?))
        }
        Call::Staff(call) => staff::prepare(reader, clock, call),
        Call::Booking(call) => booking::prepare(reader, call),
        Call::Configuration(call) => configuration::prepare(reader, clock, *call),
        Call::KeyList => Ok(Prepared::Told(Told::Done(
            reader.keys()?.iter().map(|key| key_line(key, clock.now())).collect(),
        ))),
        Call::KeyAdd { id, role, office, label, days } => {
            if !reader.offices()?.contains(&office) {
                return bad("there is no such office");
            }
            if office::id::ActorId::new(&id).is_err() || reader.keys()?.iter().any(|key| key.id == id) {
                return bad("the name of a key is new, and of letters, digits, '-' and '_'");
            }
            let secret = secret()?;
            let expires_at = clock.now().plus(DAY * days);
            let hash = keys::hash(&secret);
            let key = KeyRow { id, hash, role, office, label, expires_at, revoked: false };
            Ok(Prepared::chore(Chore::AddKey(key, By::command_line()), vec![secret]))
        }
        Call::KeyRevoke { id } => {
            Ok(Prepared::chore(Chore::RevokeKey(id, By::command_line()), vec!["revoked".into()]))
        }
        // Newcomers are known to a running server only: see converse.
        Call::DeviceApprove { .. } => bad("no server is running: no device can show a code"),
        Call::DeviceList => {
            Ok(Prepared::Told(Told::Done(reader.devices()?.iter().map(devices::line).collect())))
        }
        Call::DeviceRevoke { id } => {
            Ok(Prepared::chore(Chore::RevokeDevice(id, By::command_line()), vec!["revoked".into()]))
        }
        Call::DeviceAdd { id, office, role, title, desk, printer } => {
            if !reader.offices()?.contains(&office) {
                return bad("there is no such office");
            }
            let secret = secret()?;
            let device = device(id, office, role, title, desk, printer, &secret);
            Ok(Prepared::chore(Chore::AddDevice(device, By::command_line()), vec![secret]))
        }
    }
}

/// Makes a backup through a connection of its own: nobody waits for it.
fn make_backup(database: &Path, to: Option<PathBuf>, clock: &dyn Clock) -> Result<Told, ControlError> {
    let target = match to {
        Some(target) => target,
        None => backup::default_folder(database.parent().unwrap_or(Path::new(".")))?,
    };
    let made = back_up(&Source::open(database)?, &target, clock.now())?;
    Ok(match told(&made.report) {
        Told::Done(lines) => Told::Done([vec![made.path.display().to_string()], lines].concat()),
        Told::Bad(lines) => {
            let doubtful = format!("{} does not count as a backup: its test found", made.path.display());
            Told::Bad([vec![doubtful], lines].concat())
        }
    })
}

/// The catalogue that is in force in an office, mapped to CPSV-AP.
fn export_catalogue(
    reader: &Reader,
    office: Option<OfficeId>,
    public_url: Option<&str>,
) -> Result<Told, ControlError> {
    let offices = reader.offices()?;
    let office = match (office, offices.as_slice()) {
        (Some(office), offices) if offices.contains(&office) => office,
        (None, [only]) => only.clone(),
        (Some(_), _) => return Ok(Told::Bad(vec!["there is no such office".to_owned()])),
        (None, several) => {
            let names = several.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            return Ok(Told::Bad(vec![format!("say which office with --office: {names}")]));
        }
    };
    let floor = reader.floor(&office)?;
    Ok(match floor.rules() {
        Some(rules) => Told::Done(vec![format!("{:#}", export::document(rules, public_url))]),
        None => Told::Bad(vec!["no configuration is in force in that office".to_owned()]),
    })
}

/// A device with this key and an ordinary panel.
pub fn device(
    id: DeviceId,
    office: OfficeId,
    role: DeviceRole,
    title: String,
    desk: Option<DeskId>,
    printer: Option<DeviceId>,
    secret: &str,
) -> DeviceRow {
    let hash = keys::hash(secret);
    DeviceRow {
        id,
        hash,
        office,
        role,
        title,
        desk,
        printer,
        viewing_distance_m: 5.0,
        panel_diagonal_in: 43.0,
    }
}

/// A fresh secret: 256 random bits in hexadecimal.
pub fn secret() -> Result<String, ControlError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| ControlError::NoRandom)?;
    Ok(hexadecimal(&bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn after(outcome: Option<Outcome>, then: Vec<String>) -> Told {
    match outcome {
        Some(Outcome::Done(Answer::Configuration { version })) => {
            Told::Done(then.into_iter().chain([format!("version {}", version.0)]).collect())
        }
        Some(Outcome::Done(_)) => Told::Done(then),
        Some(Outcome::Unchanged(Answer::Configuration { version })) => {
            Told::Done(vec![format!("nothing to change: it is version {}", version.0)])
        }
        Some(Outcome::Unchanged(_)) => Told::Bad(vec!["there is no such entry in force".into()]),
        Some(Outcome::Refused(refusal)) => Told::Bad(vec![configuration::refused(&refusal)]),
        Some(Outcome::Declined(declined)) => Told::Bad(vec![said(declined).into()]),
        Some(Outcome::KeyReused | Outcome::NoRoom | Outcome::Failed) | None => {
            Told::Bad(vec!["the store could not be written; nothing has changed".into()])
        }
    }
}

fn said(declined: Declined) -> &'static str {
    match declined {
        Declined::Unknown => "it is so already, or there is no such entry",
        Declined::NameTaken => "somebody has that name already",
        Declined::LastAdmin => "that would leave the office without an administrator",
        Declined::BadCode | Declined::UsedStep => "that code is wrong, used or too old",
    }
}

/// An error with what is behind it, on one line.
fn with_causes(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

fn key_line(key: &KeyRow, now: Moment) -> String {
    let state = match (key.revoked, key.expires_at <= now) {
        (true, _) => "revoked",
        (false, true) => "expired",
        (false, false) => "in force",
    };
    let until = key.expires_at.utc().format("%Y-%m-%d");
    format!("{}\t{}\t{}\t{state} until {until}\t{}", key.id, key.role.code(), key.office, key.label)
}

fn told(report: &Report) -> Told {
    let mut lines = report.findings.clone();
    lines.extend(report.heads.iter().map(|head| {
        let hash = head.hash.map_or_else(|| "none".to_owned(), |hash| hexadecimal(&hash));
        format!("{}: up to event {}, hash {hash}", head.office, head.seq)
    }));
    let Report { events, tickets, .. } = report;
    lines.push(format!("{events} events, {tickets} tickets, {} findings", report.findings.len()));
    if report.findings.is_empty() { Told::Done(lines) } else { Told::Bad(lines) }
}
