//! One office in this process: a folder, a clock that stands still, the server, and its people.
//!
//! However a test ends the world, its log is compared with its tables, numbers are held to be
//! unique, and every number that anybody was told of must be there.

use crate::folder::Folder;
use crate::person::{Acknowledged, Person};
use office::configuration::Configuration;
use office::event::{Event, Fact};
use office::hours::{Hours, TimeOfDay};
use office::id::{DeskId, DeviceId, OfficeId};
use office::moment::Moment;
use office::wire::DeviceRole;
use server::app::App;
use server::catalogue;
use server::clock::{Clock, HandClock, SystemClock};
use server::control::device;
use server::init::init;
use server::registrar::{Chore, Lane, Work};
use server::run::{Running, Settings, StartError, start};
use server::settings::{MailSettings, MailTls};
use server::store::audit::By;
use server::store::keys::{self, DeviceRow, KeyRow, Role};
use server::store::setup::Mode;
use server::store::{FILE_NAME, Reader};
use server::tls::Source;
use server::tls::authority::Authority;
use server::verify::verify;
use server::web::door::Door;
use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// The default office.
pub const OFFICE: &str = "portico";
/// An office that has nothing to do with the default one.
pub const ELSEWHERE: &str = "biblioteca";
/// Residents' register, information, taxes.
pub const REGISTER: &str = "sportello-1";
/// The desk for information.
pub const INFORMATION: &str = "sportello-2";
/// The desk for taxes.
pub const TAXES: &str = "sportello-3";
/// A service of the residents' register alone.
pub const RESIDENCE: &str = "cambio-indirizzo";
/// A service of the residents' register and information.
pub const CARD: &str = "cie-pin-puk";
/// A service of taxes alone.
pub const TAX: &str = "imu";
/// A sensitive service of the residents' register.
pub const DEATH: &str = "denuncia-morte";
/// A Monday in working hours.
pub const MONDAY_NINE: &str = "2026-03-02T09:00:00+01:00";

/// The secret of a key or device of this world, by its id; those of other worlds are not known.
fn secret_of(id: &str) -> String {
    format!("secret-of-{id}")
}

/// The keys of the cast, with what they may do and where.
const CAST: [(&str, Role, &str); 8] = [
    ("clerk", Role::Clerk, OFFICE),
    ("welcome", Role::Welcome, OFFICE),
    ("supervisor", Role::Supervisor, OFFICE),
    ("admin", Role::Admin, OFFICE),
    ("clerk-elsewhere", Role::Clerk, ELSEWHERE),
    ("welcome-elsewhere", Role::Welcome, ELSEWHERE),
    ("supervisor-elsewhere", Role::Supervisor, ELSEWHERE),
    ("admin-elsewhere", Role::Admin, ELSEWHERE),
];

/// What a world is made with.
#[derive(Debug)]
pub struct Plan {
    at: Moment,
    is_always_open: bool,
    is_whole: bool,
    has_elsewhere: bool,
    has_open_desks: bool,
    has_tls: bool,
    door: Door,
    mail: Option<MailSettings>,
}

impl Plan {
    /// Starts the clock elsewhere; RFC 3339.
    #[must_use]
    pub fn at(self, at: &str) -> Self {
        Self { at: moment(at), ..self }
    }

    /// The office never closes; its day rolls at 04:00.
    #[must_use]
    pub fn always_open(self) -> Self {
        Self { is_always_open: true, ..self }
    }

    /// Has the whole default catalogue, with its needs and questions, in place of the small one.
    #[must_use]
    pub fn with_whole_catalogue(self) -> Self {
        Self { is_whole: true, ..self }
    }

    /// Adds a second office.
    #[must_use]
    pub fn with_elsewhere(self) -> Self {
        Self { has_elsewhere: true, ..self }
    }

    /// Leaves the desks closed.
    #[must_use]
    pub fn with_closed_desks(self) -> Self {
        Self { has_open_desks: false, ..self }
    }

    /// Lets people in by other rules.
    #[must_use]
    pub fn door(self, door: Door) -> Self {
        Self { door, ..self }
    }

    /// Sends its messages to a mail server on this machine.
    #[must_use]
    pub fn with_mail(self, at: SocketAddr) -> Self {
        self.with_mail_settings(mail_to(at))
    }

    /// Sends its messages as these settings say.
    #[must_use]
    pub fn with_mail_settings(self, settings: MailSettings) -> Self {
        Self { mail: Some(settings), ..self }
    }

    /// Stands behind a proxy on this machine, which says for whom it asks.
    #[must_use]
    pub fn behind_proxy(self) -> Self {
        self.door(Door { proxies: vec!["127.0.0.1".parse().unwrap()], ..Door::default() })
    }

    /// Speaks TLS, with an authority of its own for `localhost`; people of this world do not, and its
    /// desks stay closed.
    #[must_use]
    pub fn with_tls(self) -> Self {
        Self { has_tls: true, has_open_desks: false, ..self }
    }

    fn settings(&self, dir: &Path) -> Settings {
        let tls = self.has_tls.then(|| {
            // Clients look at the machine's clock, not at that of this world.
            let now = SystemClock::start().now();
            let authority = Authority::open(dir, now).unwrap();
            authority.make_server(&["localhost".to_owned(), "127.0.0.1".to_owned()], now).unwrap();
            let (certificate, key) = authority.server_files();
            Source::Files { certificate, key }
        });
        Settings { tls, door: self.door.clone(), mail: self.mail.clone(), ..plain(dir) }
    }

    fn configurations(&self) -> Vec<Configuration> {
        let mut configuration =
            if self.is_whole { catalogue::default_configuration().unwrap() } else { small_configuration() };
        if self.is_always_open {
            let always_rolls_at = TimeOfDay::from_minutes(4 * 60).ok();
            configuration.hours = Hours { always_rolls_at, ..Hours::default() };
        }
        let elsewhere = self.has_elsewhere.then(|| elsewhere(&configuration));
        [configuration].into_iter().chain(elsewhere).collect()
    }

    /// Makes the folder and starts the server.
    pub async fn begin(self) -> World {
        let folder = Folder::empty();
        let clock = Arc::new(HandClock::at(self.at));
        init(folder.path(), Mode::Serve, self.configurations(), clock.as_ref()).unwrap();
        let settings = self.settings(folder.path());
        let running = start(settings.clone(), clock.clone()).await.expect("the server starts");
        let mut world = World {
            settings,
            stranger: Person::new(&format!("http://{}", running.address), None, Acknowledged::default()),
            folder,
            clock,
            running: Some(running),
        };
        world.furnish(self.has_elsewhere).await;
        if self.has_open_desks {
            for desk in [REGISTER, INFORMATION, TAXES] {
                world.clerk().at_desk(desk, "open").await.is(200);
            }
        }
        world
    }
}

/// A small office: three desks, fourteen services, no needs and no questions.
pub const SMALL_CATALOGUE: &str = include_str!("../fixtures/portico.toml");

/// The office of [`SMALL_CATALOGUE`].
pub fn small_configuration() -> Configuration {
    catalogue::configuration(&[("portico.toml", SMALL_CATALOGUE)]).unwrap()
}

/// The same office under another name, with desks of its own.
fn elsewhere(configuration: &Configuration) -> Configuration {
    let mut other = configuration.clone();
    other.office.id = OfficeId::new(ELSEWHERE).unwrap();
    for desk in &mut other.desks {
        desk.id = DeskId::new(&desk.id.as_str().replace("sportello", "banco")).unwrap();
    }
    for plan in &mut other.plans {
        plan.desk = DeskId::new(&plan.desk.as_str().replace("sportello", "banco")).unwrap();
    }
    other
}

/// Starts a server for work on a folder, at any free port.
pub async fn serve(dir: &Path, clock: Arc<dyn Clock>) -> Result<Running, StartError> {
    start(plain(dir), clock).await
}

/// The settings of a server for work at any free port of this machine.
fn plain(dir: &Path) -> Settings {
    Settings::plain(dir, SocketAddr::from(([127, 0, 0, 1], 0)), Mode::Serve)
}

/// The settings that send messages to a mail server on this machine.
pub fn mail_to(at: SocketAddr) -> MailSettings {
    MailSettings {
        host: at.ip().to_string(),
        port: at.port(),
        tls: MailTls::None,
        login: None,
        authority: None,
        from: "Comune di Prova <sportello@example.it>".parse().unwrap(),
        reply_to: Some("urp@example.it".parse().unwrap()),
    }
}

/// A moment, from RFC 3339.
pub fn moment(text: &str) -> Moment {
    let at = chrono::DateTime::parse_from_rfc3339(text).unwrap();
    Moment::from_millis(at.timestamp_millis()).unwrap()
}

/// One office, running.
pub struct World {
    /// The clock, which moves when [`World::pass`] says so.
    pub clock: Arc<HandClock>,
    settings: Settings,
    folder: Folder,
    running: Option<Running>,
    stranger: Person,
}

impl World {
    /// A plan for a Monday at nine with open desks.
    pub fn plan() -> Plan {
        let at = moment(MONDAY_NINE);
        Plan {
            at,
            is_always_open: false,
            is_whole: false,
            has_elsewhere: false,
            has_open_desks: true,
            has_tls: false,
            door: Door::default(),
            mail: None,
        }
    }

    /// The default office on a Monday at nine, its desks open.
    pub async fn begin() -> Self {
        Self::plan().begin().await
    }

    async fn furnish(&mut self, has_elsewhere: bool) {
        let offices = |office: &str| office == OFFICE || has_elsewhere;
        let keys = CAST.into_iter().filter(|(.., office)| offices(office)).map(|(id, role, office)| {
            let office = OfficeId::new(office).unwrap();
            let hash = keys::hash(&secret_of(id));
            let expires_at = self.clock.now().plus(Duration::from_secs(365 * 24 * 3600));
            let label = String::new();
            let key = KeyRow { id: id.into(), hash, role, office, label, expires_at, revoked: false };
            Chore::AddKey(key, By::command_line())
        });
        let devices = devices().into_iter().filter(|device| offices(device.office.as_str()));
        for chore in keys.chain(devices.map(|device| Chore::AddDevice(device, By::command_line()))) {
            self.app().registry.ask(Lane::Hall, Work::Chore(chore)).await.unwrap();
        }
        self.app().directory.refresh(&self.app().reader).unwrap();
    }

    /// Calls and serves.
    pub fn clerk(&self) -> Person {
        self.holder_of("clerk")
    }

    /// Receives and sorts.
    pub fn welcome(&self) -> Person {
        self.holder_of("welcome")
    }

    /// Reads the log.
    pub fn supervisor(&self) -> Person {
        self.holder_of("supervisor")
    }

    /// Takes a number at the totem.
    pub fn walk_in(&self) -> Person {
        self.holder_of("totem-1")
    }

    /// Has no key, and may not.
    pub fn stranger(&self) -> Person {
        self.stranger.clone()
    }

    /// The holder of any key or device key of this world.
    pub fn holder_of(&self, id: &str) -> Person {
        self.stranger.with_key(Some(&secret_of(id)))
    }

    /// The key of a device.
    pub fn device_key(&self, id: &str) -> String {
        secret_of(id)
    }

    /// Where the server listens.
    pub fn address(&self) -> SocketAddr {
        self.running().address
    }

    /// The server's parts.
    pub fn app(&self) -> &Arc<App> {
        &self.running().app
    }

    /// The data folder.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Lets time pass; what has become due is done when this returns.
    pub async fn pass(&self, span: Duration) {
        self.clock.advance(span);
        self.app().registry.wake();
        self.app().registry.ask(Lane::Hall, Work::Chore(Chore::Knock)).await.unwrap();
    }

    /// Lets time pass until a moment, RFC 3339.
    pub async fn pass_until(&self, at: &str) {
        self.pass(moment(at).since(self.clock.now())).await;
    }

    /// Turns the hands without time passing; the server has seen it when this returns.
    pub async fn jump(&self, at: &str) {
        self.clock.jump_to(moment(at));
        self.pass(Duration::ZERO).await;
    }

    /// How many events the default office's log has.
    pub fn log_len(&self) -> u64 {
        self.app().hub.floor(&OfficeId::new(OFFICE).unwrap()).unwrap().seq
    }

    /// The whole log of an office, read from the file.
    pub fn log(&self, office: &str) -> Vec<Event> {
        log(&Reader::open(&self.folder.database()).unwrap(), &OfficeId::new(office).unwrap())
    }

    /// Ends the server and starts one on the same folder.
    pub async fn restart(&mut self) {
        self.restart_after(Duration::ZERO).await;
    }

    /// Ends the server, lets time pass without it, and starts one on the same folder.
    pub async fn restart_after(&mut self, span: Duration) {
        self.end().await;
        self.clock.advance(span);
        self.start_again().await;
    }

    /// Ends the server, turns the hands, and starts one on the same folder.
    pub async fn restart_at(&mut self, at: &str) {
        self.end().await;
        self.clock.jump_to(moment(at));
        self.start_again().await;
    }

    async fn start_again(&mut self) {
        let running =
            start(self.settings.clone(), self.clock.clone()).await.expect("the server starts again");
        let acknowledged = self.stranger.acknowledged();
        self.stranger = Person::new(&format!("http://{}", running.address), None, acknowledged);
        self.running = Some(running);
    }

    /// Ends the server and checks what it leaves.
    pub async fn end(&mut self) {
        if let Some(running) = self.running.take() {
            running.end().await.expect("the server ends in order");
            self.check();
        }
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the server runs")
    }

    fn check(&self) {
        check(self.folder.path(), &self.stranger.acknowledged().lock().unwrap());
    }
}

/// What holds after every test.
///
/// # Panics
/// Where the log and the tables differ, a number was given twice, or one that was told is missing.
pub fn check(dir: &Path, acknowledged: &[(String, String)]) {
    let reader = Reader::open(&dir.join(FILE_NAME)).unwrap();
    assert_eq!(verify(reader.path()).unwrap().findings, Vec::<String>::new());
    let mut given = BTreeSet::new();
    for office in reader.offices().unwrap() {
        let mut of_day = BTreeSet::new();
        for (event, seq) in log(&reader, &office).into_iter().zip(1..) {
            assert_eq!(event.seq, seq, "the log of {office} has a gap");
            if let Fact::TicketIssued { ticket, number, .. } = event.fact {
                assert!(of_day.insert((event.day, number)), "{office} gave {number} twice");
                assert!(given.insert((ticket.to_string(), number.to_string())));
            }
        }
    }
    for told in acknowledged {
        assert!(given.contains(told), "{told:?} was acknowledged, but is not in the log");
    }
}

/// The whole log of an office.
pub fn log(reader: &Reader, office: &OfficeId) -> Vec<Event> {
    let mut events = Vec::new();
    reader
        .each_event(office, |event| {
            events.push(event);
            Ok(())
        })
        .unwrap();
    events
}

impl Drop for World {
    fn drop(&mut self) {
        let Some(running) = self.running.take() else { return };
        tokio::task::block_in_place(|| {
            let ended = tokio::runtime::Handle::current().block_on(running.end());
            // A test that has failed already says enough.
            if !std::thread::panicking() {
                ended.expect("the server ends in order");
                self.check();
            }
        });
    }
}

/// A printer, a totem beside it, a display and a sign; and a display elsewhere.
fn devices() -> Vec<DeviceRow> {
    let made = |id: &str, office: &str, role, desk: Option<&str>, printer: Option<&str>| {
        let office = OfficeId::new(office).unwrap();
        let desk = desk.map(|desk| DeskId::new(desk).unwrap());
        let printer = printer.map(|printer| DeviceId::new(printer).unwrap());
        device(DeviceId::new(id).unwrap(), office, role, id.to_owned(), desk, printer, &secret_of(id))
    };
    vec![
        made("printer-1", OFFICE, DeviceRole::Printer, None, None),
        made("totem-1", OFFICE, DeviceRole::Totem, None, Some("printer-1")),
        made("display-1", OFFICE, DeviceRole::Display, None, None),
        made("sign-1", OFFICE, DeviceRole::Display, Some(REGISTER), None),
        made("display-elsewhere", ELSEWHERE, DeviceRole::Display, None, None),
        made("totem-elsewhere", ELSEWHERE, DeviceRole::Totem, None, None),
        made("printer-elsewhere", ELSEWHERE, DeviceRole::Printer, None, None),
    ]
}
