//! The demo: an office that is open at any hour, with one totem, displays, a simulated printer, and
//! desks that anybody may use. It is the real server on a folder of its own kind.

mod printer;
mod visitors;

use crate::app::{App, end_of};
use crate::catalogue::default_configuration;
use crate::clock::Clock;
use crate::control::{ControlError, device, secret};
use crate::init::{InitError, init};
use crate::registrar::{Chore, Command, Lane, Outcome, Work};
use crate::run::{Running, Settings, StartError, prepare};
use crate::settings::PublicUrl;
use crate::store::FILE_NAME;
use crate::store::audit::By;
use crate::store::keys::{self, KeyRow, Role};
use crate::store::setup::Mode;
use office::agenda::Plan;
use office::command::Order;
use office::event::{Actor, ActorKind};
use office::floor::DeskState;
use office::hours::{DayOfWeek, Hours, Span, TimeOfDay};
use office::id::{ActorId, DeskId, DeviceId, OfficeId};
use office::wire::DeviceRole;
use serde::Serialize;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The name of the file that says what the demo consists of.
pub const DEMO_FILE: &str = "demo.json";
/// The demo's day rolls at this hour.
const ROLLS_AT_MINUTES: u16 = 4 * 60;
/// How long the key in `demo.json` is good: ten years.
const KEY_LASTS: Duration = Duration::from_secs(3650 * 24 * 3600);
const TOTEM: &str = "totem-1";
const DISPLAY: &str = "display-1";
const SIGN: &str = "sign-1";
const PRINTER: &str = "printer-1";

/// What a demo is started with.
#[derive(Debug, Clone)]
pub struct DemoSettings {
    /// Its folder.
    pub dir: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// What links that leave the building start with.
    pub public_url: Option<PublicUrl>,
    /// Whether simulated visitors and clerks keep it busy.
    pub visitors: bool,
}

/// Why a demo could not be started.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The office could not be made.
    #[error(transparent)]
    Init(#[from] InitError),
    /// The server could not be started.
    #[error(transparent)]
    Start(#[from] StartError),
    /// No keys could be made.
    #[error(transparent)]
    Control(#[from] ControlError),
    /// `demo.json` could not be written.
    #[error("demo.json could not be written")]
    File(#[source] std::io::Error),
    /// The fresh store did not take the demo's keys.
    #[error("the demo's keys could not be stored")]
    Keys,
}

/// What the demo consists of, as written to `demo.json`.
#[derive(Debug, Clone, Serialize)]
pub struct Contents {
    /// The base of all addresses.
    pub base: String,
    /// The office.
    pub office: String,
    /// Its desks.
    pub desks: Vec<DeskEntry>,
    /// Its devices.
    pub devices: Vec<DeviceEntry>,
    /// Its pages by name.
    pub pages: BTreeMap<String, String>,
    /// A key that may do what a supervisor may.
    pub api_key: String,
    /// Accounts of people; none yet.
    pub staff: Vec<()>,
}

/// A desk of the demo.
#[derive(Debug, Clone, Serialize)]
pub struct DeskEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A device of the demo.
#[derive(Debug, Clone, Serialize)]
pub struct DeviceEntry {
    /// Its id.
    pub id: String,
    /// Its role.
    pub role: String,
    /// Its page.
    pub page: String,
}

/// Lets desks take appointments at any hour, at short notice, so that they can be tried whenever the demo is.
fn at_any_hour(plans: &mut [Plan]) {
    let whole_day = Span { from: TimeOfDay::MIDNIGHT, until: TimeOfDay::END_OF_DAY };
    for plan in plans {
        plan.week = DayOfWeek::ALL.map(|day| (day, vec![whole_day])).into();
        plan.lead_min = 0;
        plan.book_until = None;
        plan.release_at = TimeOfDay::MIDNIGHT;
    }
}

/// Starts a demo; `demo.json` is there before anybody is let in.
pub async fn run(settings: DemoSettings, clock: Arc<dyn Clock>) -> Result<Running, DemoError> {
    if !settings.dir.join(FILE_NAME).exists() {
        let mut configuration = default_configuration()?;
        let rolls_at = TimeOfDay::from_minutes(ROLLS_AT_MINUTES).expect("four hours are less than a day");
        configuration.hours = Hours { always_rolls_at: Some(rolls_at), ..Hours::default() };
        at_any_hour(&mut configuration.plans);
        init(&settings.dir, Mode::Demo, vec![configuration], clock.as_ref())?;
    }
    let server = Settings {
        public_url: settings.public_url.clone(),
        ..Settings::plain(&settings.dir, settings.listen, Mode::Demo)
    };
    let prepared = prepare(server, clock).await?;
    let (app, address) = (prepared.app.clone(), prepared.address);
    let keys = furnish(&app, &settings.dir).await?;
    open_desks(&app).await;
    write_contents(&settings.dir, &contents(&app, address, &keys.api)).map_err(DemoError::File)?;
    let running = prepared.open();
    tokio::spawn(keep_desks_open(app.clone()));
    tokio::spawn(printer::run(
        format!("ws://{address}/link"),
        printer_id(),
        keys.printer,
        app.ending.clone(),
    ));
    if settings.visitors {
        tokio::spawn(visitors::run(app));
    }
    Ok(running)
}

struct Keys {
    api: String,
    printer: String,
}

fn id<T>(made: Result<T, office::id::BadId>) -> T {
    made.expect("the demo's own names are identifiers")
}

fn printer_id() -> DeviceId {
    id(DeviceId::new(PRINTER))
}

fn the_office(app: &App) -> OfficeId {
    app.hub.offices().next().cloned().unwrap_or_else(|| id(OfficeId::new("portico")))
}

/// Devices with fresh secrets, of which only hashes were kept, and the key of last time: whoever holds
/// it goes on with it, and its requests still get their answers.
async fn furnish(app: &App, dir: &Path) -> Result<Keys, DemoError> {
    let office = the_office(app);
    let first_desk = desks(app).first().map(|desk| desk.0.clone());
    let kept = kept_key(app, dir);
    let is_new = kept.is_none();
    let keys = Keys { api: kept.map_or_else(secret, Ok)?, printer: secret()? };
    let printer = printer_id();
    let made = |name: &str, role, title: &str, desk, printer, secret: &str| {
        device(id(DeviceId::new(name)), office.clone(), role, title.to_owned(), desk, printer, secret)
    };
    let mut sign = made(SIGN, DeviceRole::Display, "Insegna dello sportello", first_desk, None, &secret()?);
    (sign.viewing_distance_m, sign.panel_diagonal_in) = (3.0, 32.0);
    let devices = [
        made(PRINTER, DeviceRole::Printer, "Stampante del totem", None, None, &keys.printer),
        made(TOTEM, DeviceRole::Totem, "Totem del porticato", None, Some(printer), &secret()?),
        made(DISPLAY, DeviceRole::Display, "Tabellone della sala", None, None, &secret()?),
        sign,
    ];
    let key = KeyRow {
        id: format!("demo-{:x}", app.clock.now().as_millis()),
        hash: keys::hash(&keys.api),
        role: Role::Supervisor,
        office: office.clone(),
        label: "demo.json".into(),
        expires_at: app.clock.now().plus(KEY_LASTS),
        revoked: false,
    };
    let key = is_new.then_some(Chore::AddKey(key, By::command_line()));
    let chores = devices.into_iter().map(|device| Chore::AddDevice(device, By::command_line())).chain(key);
    for chore in chores {
        let outcome = app.registry.ask(Lane::Hall, Work::Chore(chore)).await.map_err(|_| DemoError::Keys)?;
        if !matches!(outcome, Outcome::Done(_)) {
            return Err(DemoError::Keys);
        }
    }
    app.directory.refresh(&app.reader).map_err(|_| DemoError::Keys)?;
    Ok(keys)
}

/// The key in the folder's `demo.json`, if it is in force.
fn kept_key(app: &App, dir: &Path) -> Option<String> {
    let text = std::fs::read_to_string(dir.join(DEMO_FILE)).ok()?;
    let contents: serde_json::Value = serde_json::from_str(&text).ok()?;
    let key = contents.get("api_key")?.as_str()?;
    app.directory.now().key(&keys::hash(key)).map(|_| key.to_owned())
}

fn desks(app: &App) -> Vec<(DeskId, String)> {
    let floor = app.hub.floor(&the_office(app));
    let rules = floor.as_ref().and_then(|floor| floor.rules());
    rules.map_or_else(Vec::new, |rules| {
        rules.desks.iter().map(|desk| (desk.id.clone(), desk.name.it.clone())).collect()
    })
}

/// Whoever the demo itself acts as.
fn demo_actor() -> Actor {
    Actor { kind: ActorKind::Staff, id: id(ActorId::new("demo")) }
}

fn command(office: &OfficeId, order: Order) -> Command {
    Command { office: office.clone(), actor: demo_actor(), request: None, order, aside: None, party: None }
}

async fn open_desks(app: &App) {
    let office = the_office(app);
    for (desk, _) in desks(app) {
        let is_closed =
            app.hub.floor(&office).is_some_and(|floor| floor.desk_state(&desk) == DeskState::Closed);
        if is_closed {
            let _ = app.command(Lane::Hall, command(&office, Order::OpenDesk { desk })).await;
        }
    }
}

/// Opens the desks again whenever the day has rolled.
async fn keep_desks_open(app: Arc<App>) {
    let office = the_office(&app);
    let date = || app.hub.floor(&office).and_then(|floor| floor.day.map(|day| day.date));
    let mut published = app.hub.watch_seldom();
    let mut ending = app.ending.clone();
    let mut opened_on = date();
    loop {
        tokio::select! {
            changed = published.changed() => if changed.is_err() { return },
            () = end_of(&mut ending) => return,
        }
        let today = date();
        if today.is_some() && today != opened_on {
            open_desks(&app).await;
            opened_on = today;
        }
    }
}

fn contents(app: &App, address: SocketAddr, api_key: &str) -> Contents {
    let page_of = |id: &str, role: DeviceRole| match role {
        DeviceRole::Totem => format!("/totem/{id}/"),
        DeviceRole::Display => format!("/display/{id}/"),
        DeviceRole::Printer => format!("/paper/{id}/"),
    };
    let desks = desks(app);
    let mut pages: BTreeMap<String, String> = [
        ("home", "/".to_owned()),
        ("totem", page_of(TOTEM, DeviceRole::Totem)),
        ("display", page_of(DISPLAY, DeviceRole::Display)),
        ("sign", page_of(SIGN, DeviceRole::Display)),
        ("paper", page_of(PRINTER, DeviceRole::Printer)),
        ("desk", "/desk/".to_owned()),
        ("welcome", "/welcome/".to_owned()),
        ("openapi", "/api/openapi.json".to_owned()),
    ]
    .into_iter()
    .map(|(name, path)| (name.to_owned(), path))
    .collect();
    pages.extend(desks.iter().map(|(desk, _)| (desk.to_string(), format!("/desk/{desk}/"))));
    Contents {
        base: format!("http://{address}"),
        office: the_office(app).to_string(),
        desks: desks.into_iter().map(|(id, name)| DeskEntry { id: id.to_string(), name }).collect(),
        devices: app
            .directory
            .now()
            .devices()
            .map(|device| DeviceEntry {
                id: device.id.to_string(),
                role: device.role.code().to_owned(),
                page: page_of(device.id.as_str(), device.role),
            })
            .collect(),
        pages,
        api_key: api_key.to_owned(),
        staff: Vec::new(),
    }
}

/// Writes `demo.json`, readable by nobody else, whole or not at all.
fn write_contents(dir: &Path, contents: &Contents) -> std::io::Result<()> {
    use std::io::Write;
    let fresh = dir.join("demo.json.new");
    let _ = std::fs::remove_file(&fresh);
    let mut file = std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(&fresh)?;
    file.write_all(&serde_json::to_vec_pretty(contents)?)?;
    file.sync_all()?;
    std::fs::rename(fresh, dir.join(DEMO_FILE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemClock;

    #[tokio::test]
    async fn key_stays_the_same_when_the_demo_starts_again() {
        let dir = std::env::temp_dir().join(format!("sportello-test-{}", secret().unwrap()));
        std::fs::create_dir(&dir).unwrap();
        let first = key_of_a_run(&dir).await;
        assert_eq!(key_of_a_run(&dir).await, first);
        std::fs::remove_dir_all(&dir).unwrap();
    }

    async fn key_of_a_run(dir: &Path) -> String {
        let listen = "127.0.0.1:0".parse().unwrap();
        let settings = DemoSettings { dir: dir.to_owned(), listen, public_url: None, visitors: false };
        let running = run(settings, Arc::new(SystemClock::start())).await.unwrap();
        let key = kept_key(&running.app, dir).expect("demo.json holds a key in force");
        running.end().await.unwrap();
        key
    }
}
