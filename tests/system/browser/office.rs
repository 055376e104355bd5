//! The office that the browser looks at: a demo in this process, with real time.

use chrono::Timelike;
use office::command::Order;
use office::configuration::Configuration;
use office::event::{Actor, ActorKind, Channel, Event};
use office::floor::Floor;
use office::hours::{Hours, TimeOfDay};
use office::id::{ActorId, DeskId, DeviceId, FollowToken, OfficeId, ServiceId, TicketId};
use office::moment::Moment;
use office::ticket::{Class, LegState};
use office::wire::{DeviceRole, Trouble};
use server::catalogue::default_configuration;
use server::clock::{Clock, SystemClock};
use server::control::device;
use server::demo::{DemoSettings, run};
use server::init::init;
use server::printers::Known;
use server::registrar::{Answer, Aside, Chore, Command, Lane, Outcome, Work};
use server::run::Running;
use server::store::audit::By;
use server::store::paper::Told;
use server::store::setup::Mode;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, RwLockReadGuard};
use std::time::Duration;
use tests::folder::Folder;
use tests::until::until;
use tests::world::small_configuration;

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
    clock: Arc<LateClock>,
    folder: Folder,
}

/// The whole default catalogue in place of the small one, at the same hours.
pub fn whole(configuration: &mut Configuration) {
    let hours = configuration.hours.clone();
    *configuration = Configuration { hours, ..default_configuration().unwrap() };
}

/// A number that was given without the totem.
#[derive(Debug, Clone)]
pub struct Given {
    /// The ticket's id.
    pub id: TicketId,
    /// What its slip says.
    pub number: String,
    /// The path of its follow page.
    pub follow: String,
}

impl Office {
    /// Opens a demo on a fresh folder, all desks open.
    pub async fn open() -> Self {
        Self::open_with(Duration::ZERO, |_| ()).await
    }

    /// Opens a demo so long ago: [`Office::pass`] brings it to the present.
    pub async fn open_ago(ago: Duration) -> Self {
        Self::open_with(ago, |_| ()).await
    }

    /// Opens a demo with the whole default catalogue, so long ago.
    pub async fn open_whole(ago: Duration) -> Self {
        let office = Self::open_with(ago, whole).await;
        // Its desks have only just opened: before anybody counts on them no number is offered.
        office.await_quick("protocollo").await;
        office
    }

    /// The same with a changed configuration. Its day rolls when no test runs: half a day away.
    pub async fn open_with(ago: Duration, change: impl FnOnce(&mut Configuration)) -> Self {
        let folder = Folder::empty();
        let clock = Arc::new(LateClock::new(ago));
        let far_minutes = (clock.now().utc().hour() + 12) % 24 * 60;
        let mut configuration = small_configuration();
        let always_rolls_at = TimeOfDay::from_minutes(u16::try_from(far_minutes).unwrap()).ok();
        configuration.hours = Hours { always_rolls_at, ..Hours::default() };
        change(&mut configuration);
        init(folder.path(), Mode::Demo, vec![configuration], clock.as_ref()).unwrap();
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let running = start(folder.path(), listen, clock.clone()).await;
        Self { address: running.address, running: Some(running), clock, folder }
    }

    /// Lets time pass in the office, as far as the present.
    pub fn pass(&self, time: Duration) {
        self.clock.pass(time);
    }

    /// What time it is in the office.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The clock of the office, for a totem that stands in it.
    pub fn clock(&self) -> kiosk::Clock {
        let clock = self.clock.clone();
        Arc::new(move || clock.now())
    }

    /// Makes a totem one of the house; its key.
    pub async fn enrol_totem(&self, id: &str) -> String {
        let key = format!("secret-of-{id}");
        let (id, title) = (DeviceId::new(id).unwrap(), id.to_owned());
        let totem = device(id, portico(), DeviceRole::Totem, title, None, None, &key);
        let app = &self.running().app;
        let chore = Chore::AddDevice(totem, By::command_line());
        app.registry.ask(Lane::Hall, Work::Chore(chore)).await.unwrap();
        app.directory.refresh(&app.reader).unwrap();
        key
    }

    /// An address of the office.
    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The address of a desk's page.
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
        self.running = Some(start(self.folder.path(), self.address, self.clock.clone()).await);
    }

    /// Has the printer say how it is, as its program does, once that has said its own first word.
    pub async fn printer_is(&self, trouble: Option<Trouble>) {
        let (app, printer) = (&self.running().app, DeviceId::new("printer-1").unwrap());
        until("the printer of the demo", async || {
            let is_told = app.printers.standing(&printer).is_well || app.printers.trouble(&printer).is_some();
            is_told.then_some(())
        })
        .await;
        if app.printers.tell(&printer, Known { trouble, weak: false, columns: None }, app.clock.elapsed()) {
            app.hub.printers_changed();
        }
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
        let told = Told { note: note.map(str::to_owned), ..Told::default() };
        self.give_told(&[service], class, told).await
    }

    /// Gives a number for several services, with what the visitor has said.
    pub async fn give_told(&self, services: &[&str], class: Class, told: Told) -> Given {
        let app = &self.running().app;
        let mut then: Vec<ServiceId> = services.iter().map(|id| id.parse().unwrap()).collect();
        let service = then.remove(0);
        let quote = app.quotes.borrow().quote(&portico(), &service, class);
        let token = FollowToken::from_random(app.random_bits().unwrap());
        let follow = format!("/t/{}", token.as_str());
        let aside = Aside { token, told, printer: None, visit: None };
        let channel = Channel::Welcome;
        let order = Order::IssueTicket { service, then, class, channel, quote, against: None };
        let Answer::Taken(taken) = self.carry_out(order, Some(aside)).await else { panic!("no number") };
        Given { id: taken.id, number: taken.number.to_string(), follow }
    }

    /// The log so far.
    pub fn log(&self) -> Vec<Event> {
        self.running().app.reader.events(&portico(), 0, 1_000).unwrap()
    }

    /// What is kept beside a ticket.
    pub fn told(&self, ticket: &TicketId) -> Told {
        self.running().app.reader.told(ticket).unwrap().expect("the day is open")
    }

    /// Lines of the audit of one action.
    pub fn audited(&self, action: &str) -> usize {
        self.running().app.reader.audit(&portico(), None, None, Some(action), 200).unwrap().len()
    }

    /// Waits until triage offers a number for a service.
    pub async fn await_quick(&self, service: &str) {
        let (service, quotes) = (service.parse().unwrap(), &self.running().app.quotes);
        until("the outlook", async || {
            let outlook = quotes.borrow().outlook(&portico())?;
            outlook.wait(&service).map(|_| ())
        })
        .await;
    }

    /// Carries out an order as a clerk elsewhere would.
    pub async fn order(&self, order: Order) -> Answer {
        self.carry_out(order, None).await
    }

    /// Calls the next visitor to a desk.
    pub async fn call_next(&self, at: &str) {
        self.order(Order::CallNext { desk: desk(at) }).await;
    }

    async fn carry_out(&self, order: Order, aside: Option<Aside>) -> Answer {
        let actor = Actor { kind: ActorKind::Staff, id: ActorId::new("colleague").unwrap() };
        let command = Command { office: portico(), actor, request: None, order, aside, party: None };
        match self.running().app.command(Lane::Hall, command).await {
            Ok(Outcome::Done(answer)) => answer,
            other => panic!("{other:?}"),
        }
    }

    /// Waits until the forecast for a service is at least so many minutes.
    pub async fn foresee(&self, service: &str, low_min: u32) {
        let (service, quotes) = (service.parse().unwrap(), &self.running().app.quotes);
        until("the forecast", async || {
            let wait = quotes.borrow().wait(&portico(), &service);
            wait.is_some_and(|wait| wait.low_min >= low_min).then_some(())
        })
        .await;
    }

    fn running(&self) -> &Running {
        self.running.as_ref().expect("the office runs")
    }
}

/// A desk's id.
pub fn desk(id: &str) -> DeskId {
    DeskId::new(id).unwrap()
}

fn portico() -> OfficeId {
    OfficeId::new("portico").unwrap()
}

async fn start(dir: &Path, listen: SocketAddr, clock: Arc<LateClock>) -> Running {
    let settings = DemoSettings { dir: dir.to_owned(), listen, public_url: None, visitors: false };
    run(settings, clock).await.expect("the demo starts")
}

/// The machine's clock, set back at first.
struct LateClock {
    machine: SystemClock,
    started_late_ms: i64,
    late_ms: AtomicI64,
}

impl LateClock {
    fn new(late: Duration) -> Self {
        let late_ms = i64::try_from(late.as_millis()).unwrap();
        Self { machine: SystemClock::start(), started_late_ms: late_ms, late_ms: AtomicI64::new(late_ms) }
    }

    fn pass(&self, time: Duration) {
        let late_ms = self.late_ms.load(Ordering::SeqCst) - i64::try_from(time.as_millis()).unwrap();
        self.late_ms.store(late_ms.max(0), Ordering::SeqCst);
    }
}

impl Clock for LateClock {
    fn now(&self) -> Moment {
        let late_ms = self.late_ms.load(Ordering::SeqCst);
        Moment::from_millis(self.machine.now().as_millis() - late_ms).unwrap()
    }

    fn elapsed(&self) -> Duration {
        let passed_ms = self.started_late_ms - self.late_ms.load(Ordering::SeqCst);
        self.machine.elapsed() + Duration::from_millis(passed_ms.unsigned_abs())
    }
}
