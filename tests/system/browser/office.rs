//! The office that the browser looks at: a demo in this process, with real time.

use office::command::Order;
use office::configuration::Configuration;
use office::event::{Actor, ActorKind, Channel};
use office::floor::Floor;
use office::hours::{Hours, TimeOfDay};
use office::id::{ActorId, DeskId, FollowToken, OfficeId, TicketId};
use office::language::Language;
use office::ticket::{Class, LegState};
use server::clock::SystemClock;
use server::demo::{DemoSettings, run};
use server::init::{DEFAULT_CATALOGUE, catalogue, init};
use server::registrar::{Answer, Aside, Command, Lane, Outcome};
use server::run::Running;
use server::store::setup::Mode;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, RwLockReadGuard};

/// The demo's totem, displays and printer.
pub const TOTEM: &str = "/totem/totem-1/";
pub const DISPLAY: &str = "/display/display-1/";
pub const SIGN: &str = "/display/sign-1/";
pub const PAPER: &str = "/paper/printer-1/";
/// The demo's desks: residents' register, information, taxes.
pub const REGISTER: &str = "sportello-1";
pub const INFORMATION: &str = "sportello-2";
pub const TAXES: &str = "sportello-3";
/// A service of the residents' register alone.
pub const RESIDENCE: &str = "cambio-indirizzo";
/// A service that the residents' register and information can take.
pub const CARD: &str = "cie-pin-puk";
/// A service of taxes alone.
pub const TAX: &str = "imu";

/// A running demo on a folder of its own.
pub struct Office {
    running: Option<Running>,
    address: SocketAddr,
    folder: Folder,
}

/// A number that was given without the totem.
#[derive(Debug, Clone)]
pub struct Given {
    pub id: TicketId,
    pub number: String,
    pub follow: String,
}

impl Office {
    /// Opens a demo on a fresh folder, all desks open.
    pub async fn open() -> Self {
        Self::on(Folder::new("office")).await
    }

    /// The same with a changed configuration.
    pub async fn open_with(change: impl FnOnce(&mut Configuration)) -> Self {
        let folder = Folder::new("office");
        let mut configuration = catalogue(DEFAULT_CATALOGUE).unwrap();
        configuration.hours =
            Hours { always_rolls_at: TimeOfDay::from_minutes(4 * 60).ok(), ..Hours::default() };
        change(&mut configuration);
        init(folder.path(), Mode::Demo, vec![configuration], &SystemClock::start()).unwrap();
        Self::on(folder).await
    }

    async fn on(folder: Folder) -> Self {
        let running = start(folder.path(), SocketAddr::from(([127, 0, 0, 1], 0))).await;
        Self { address: running.address, running: Some(running), folder }
    }

    /// An address of the office.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn desk(&self, desk: &str) -> String {
        self.at(&format!("/desk/{desk}/"))
    }

    /// Ends the server.
    pub async fn end(&mut self) {
        let running = self.running.take().expect("the office runs");
        running.end().await.expect("the office ends in order");
    }

    /// Starts a server on the same folder and port.
    pub async fn begin_again(&mut self) {
        self.running = Some(start(self.folder.path(), self.address).await);
    }

    /// The office as it stands.
    pub fn floor(&self) -> RwLockReadGuard<'_, Floor> {
        self.running().app.hub.floor(&portico()).expect("the demo has its office")
    }

    /// The ticket with a number.
    pub fn ticket(&self, number: &str) -> TicketId {
        let floor = self.floor();
        let found = floor.tickets.values().find(|ticket| ticket.number.to_string() == number);
        found.unwrap_or_else(|| panic!("no {number}")).id.clone()
    }

    /// Where a number stands.
    pub fn state(&self, number: &str) -> LegState {
        let ticket = self.ticket(number);
        self.floor().tickets[&ticket].state()
    }

    /// How many numbers were given today.
    pub fn given(&self) -> usize {
        self.floor().tickets.len()
    }

    /// Gives a number.
    pub async fn give(&self, service: &str) -> Given {
        self.give_with(service, Class::Ordinary, None).await
    }

    /// Gives a number of a class, with what the triage officer tells the clerk.
    pub async fn give_with(&self, service: &str, class: Class, note: Option<&str>) -> Given {
        let app = &self.running().app;
        let service = service.parse().unwrap();
        let quote = app.quotes.borrow().quote(&portico(), &service, class);
        let token = FollowToken::from_random(app.random_bits().unwrap());
        let follow = format!("/t/{}", token.as_str());
        let note = note.map(str::to_owned);
        let aside = Aside { token, language: Language::It, note, printer: None };
        let order = Order::IssueTicket { service, class, channel: Channel::Welcome, quote };
        let Answer::Taken(taken) = self.carry_out(order, Some(aside)).await else { panic!("no number") };
        Given { id: taken.id, number: taken.number.to_string(), follow }
    }

    /// Carries out an order as a clerk elsewhere would.
    pub async fn order(&self, order: Order) -> Answer {
        self.carry_out(order, None).await
    }

    pub async fn call_next(&self, at: &str) {
        self.order(Order::CallNext { desk: desk(at) }).await;
    }

    async fn carry_out(&self, order: Order, aside: Option<Aside>) -> Answer {
        let actor = Actor { kind: ActorKind::Staff, id: ActorId::new("colleague").unwrap() };
        let command = Command { office: portico(), actor, request: None, order, aside };
        match self.running().app.command(Lane::Hall, command).await {
            Ok(Outcome::Done(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the office runs")
    }
}

pub fn desk(id: &str) -> DeskId {
    DeskId::new(id).unwrap()
}

fn portico() -> OfficeId {
    OfficeId::new("portico").unwrap()
}

async fn start(dir: &Path, listen: SocketAddr) -> Running {
    let settings = DemoSettings { dir: dir.to_owned(), listen, public_url: None, visitors: false };
    run(settings, Arc::new(SystemClock::start())).await.expect("the demo starts")
}

/// A folder for one test, gone with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(what: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("sportello-{what}-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
