//! Another printer takes over what one in trouble has not sent: two printers of one office, with the real
//! registrar, store and spools, in simulated time. However both fail, nobody has two slips of which none says so.

use office::command::Order;
use office::event::{Actor, ActorKind, Channel};
use office::hours::{Hours, TimeOfDay};
use office::id::{ActorId, DeviceId, FollowToken, OfficeId, ServiceId};
use office::ticket::Class;
use office::wire::{DeviceRole, FromDevice, PrinterScreen, Trouble};
use printer::profile::Profile;
use printer::spool::{Asker, Effect, Entry, Input, Spool};
use server::clock::{Clock, HandClock};
use server::control::device;
use server::hub::Hub;
use server::init::init;
use server::printers::{Known, Printers};
use server::registrar::{Aside, Chore, Command, Registrar, Work};
use server::relief::{AFTER, due};
use server::store::audit::By;
use server::store::paper::Told;
use server::store::setup::Mode;
use server::store::{Reader, Writer};
use std::sync::Arc;
use std::time::Duration;
use tests::folder::Folder;
use tests::paper::{Known as Job, PrinterProgram, Totem, known};
use tests::receipt::{Fake, Knows, Receipt};
use tests::until::until;
use tests::world::{MONDAY_NINE, OFFICE, RESIDENCE, World, check, moment, small_configuration};

const TICK_MS: u64 = 50;
const SEEDS: u64 = 2;
const TICKETS: u64 = 100;

#[test]
fn two_printers_that_both_fail_never_give_two_slips_of_which_none_says_so() {
    for seed in 1..=SEEDS {
        let (mut hall, mut chance) = (Hall::new(), Chance(seed));
        let mut faults = 0;
        hall.run(3000);
        for nth in 0..TICKETS {
            hall.take(usize::from(nth % 2 == 1));
            hall.run(chance.below(4000));
            if chance.below(4) == 0 {
                faults += 1;
                let side = usize::from(chance.below(2) == 1);
                hall.fail(side, chance.below(9), 500 + chance.below(60_000));
            }
        }
        hall.finish();
        let jobs = known(&hall.folder.database());
        hall.judge(&jobs);
        let count = |state: &str| jobs.iter().filter(|job| job.state == state).count();
        let copies = jobs.iter().filter(|job| job.copy > 0 && job.state != "withdrawn").count();
        assert!(faults > 15 && copies <= faults, "seed {seed}: {copies} copies, {faults} faults");
        assert!(
            count("withdrawn") >= 5,
            "seed {seed}: {} jobs went to the other printer",
            count("withdrawn")
        );
        assert!(count("printed") > 60, "seed {seed}: {} printed", count("printed"));
    }
}

#[test]
fn what_was_shown_to_a_printer_that_is_away_stays_where_it_is_and_the_rest_moves() {
    let mut hall = Hall::new();
    hall.run(3000);
    hall.sides[0].printer.paper = 0;
    hall.run(2000);
    hall.take(0);
    hall.run(1000);
    hall.link(0, false);
    hall.take(0);
    hall.run(30_000);
    let jobs = known(&hall.folder.database());
    let of = |number: &str| jobs.iter().filter(|job| job.number == number).map(stands).collect::<Vec<_>>();
    assert_eq!(of("A001"), ["printer-1 queued"], "its program may have sent it");
    assert_eq!(of("A002"), ["printer-1 withdrawn", "printer-2 printed"], "nobody can have sent it");
    hall.link(0, true);
    hall.run(30_000);
    let jobs = known(&hall.folder.database());
    let of = |number: &str| jobs.iter().filter(|job| job.number == number).map(stands).collect::<Vec<_>>();
    assert_eq!(of("A001"), ["printer-1 withdrawn", "printer-2 printed"], "asked, it has given it back");
    hall.finish();
    hall.judge(&known(&hall.folder.database()));
}

#[tokio::test(flavor = "multi_thread")]
async fn slips_of_a_printer_without_paper_come_out_of_the_other_and_staff_reads_so() {
    let world = World::plan().always_open().begin().await;
    let other = device(
        DeviceId::new("printer-2").unwrap(),
        OfficeId::new(OFFICE).unwrap(),
        DeviceRole::Printer,
        "Banco".into(),
        None,
        None,
        &world.device_key("printer-2"),
    );
    let add = Work::Chore(Chore::AddDevice(other, By::command_line()));
    world.app().registry.ask(server::registrar::Lane::Hall, add).await.unwrap();
    world.app().directory.refresh(&world.app().reader).unwrap();
    let machines = [Receipt::start(Knows::ProcessId), Receipt::start(Knows::ProcessId)];
    let folders = [Folder::empty(), Folder::empty()];
    let _programs = [0, 1].map(|at| {
        let name = format!("printer-{}", at + 1);
        PrinterProgram::start(&world, &name, &folders[at], machines[at].address)
    });
    let mut totem = Totem::of(&world).await;
    let id = |name: &str| DeviceId::new(name).unwrap();
    until("both printers", async || {
        let well = |name: &str| world.app().printers.standing(&id(name)).is_well;
        (well("printer-1") && well("printer-2")).then_some(())
    })
    .await;
    machines[0].with(|machine| machine.paper = 0);
    totem.told(Some(Trouble::PaperOut)).await;
    let number = totem.take(RESIDENCE).await;
    world.pass(AFTER).await;
    let piece = until("the slip at the other printer", async || machines[1].pieces().pop()).await;
    assert!(piece.lines.contains(&number) && piece.is_cut, "{piece:?}");
    let page = world.welcome().get("/welcome/?language=it").await;
    assert!(page.text.contains("i suoi foglietti escono qui: Banco"), "{}", page.text);
    machines[0].with(|machine| machine.paper = 1000);
    totem.told(None).await;
    let next = totem.take(RESIDENCE).await;
    let piece = until("the next slip", async || machines[0].pieces().pop()).await;
    assert!(piece.lines.contains(&next) && machines[0].pieces().len() == 1, "{piece:?}");
}

fn stands(job: &Job) -> String {
    format!("{} {}", job.printer, job.state)
}

/// One printer with its program.
struct Side {
    id: DeviceId,
    spool: Spool,
    /// Its journal on the disk.
    journal: Vec<Entry>,
    printer: Fake,
    is_connected: bool,
    is_plugged: bool,
    /// The link to the office is up; what is told while it is down is lost.
    is_linked: bool,
    /// After so many effects the program is killed, in the middle of a step.
    kill_after: Option<u64>,
}

/// What can be mended.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Paper,
    Cover,
    Jam,
    Cable,
    Mute,
    Link,
}

/// The office with both printers.
struct Hall {
    folder: Folder,
    clock: Arc<HandClock>,
    registrar: Registrar,
    reader: Reader,
    printers: Printers,
    sides: [Side; 2],
    mends: Vec<(u64, usize, Fault)>,
    now_ms: u64,
    taken: u128,
}

impl Hall {
    fn new() -> Self {
        let folder = Folder::empty();
        let clock = Arc::new(HandClock::at(moment(MONDAY_NINE)));
        let mut configuration = small_configuration();
        let always_rolls_at = TimeOfDay::from_minutes(4 * 60).ok();
        configuration.hours = Hours { always_rolls_at, ..Hours::default() };
        init(folder.path(), Mode::Serve, vec![configuration], clock.as_ref()).unwrap();
        let store = Writer::open(folder.path(), clock.now()).unwrap();
        let hub = Hub::new(0, Vec::new());
        let mut registrar = Registrar::new(store, clock.clone(), hub, "http://localhost".into());
        registrar.load().unwrap();
        let ticks = registrar.due_ticks();
        registrar.step(&ticks).unwrap();
        let ids = ["printer-1", "printer-2"].map(|id| DeviceId::new(id).unwrap());
        for id in &ids {
            let (office, title) = (OfficeId::new(OFFICE).unwrap(), id.to_string());
            let row = device(id.clone(), office, DeviceRole::Printer, title, None, None, id.as_str());
            registrar.step(&[Work::Chore(Chore::AddDevice(row, By::command_line()))]).unwrap();
        }
        let reader = Reader::open(&folder.database()).unwrap();
        let (sides, printers) = (ids.map(Side::new), Printers::new(Duration::ZERO));
        let mut hall = Self {
            folder,
            clock,
            registrar,
            reader,
            printers,
            sides,
            mends: Vec::new(),
            now_ms: 0,
            taken: 0,
        };
        [0, 1].into_iter().for_each(|side| hall.link(side, true));
        hall
    }

    /// A visitor takes a number whose slip is to come out of a printer.
    fn take(&mut self, side: usize) {
        self.taken += 1;
        let (token, told) = (FollowToken::from_random(self.taken), Told::default());
        let aside = Aside { token, told, printer: Some(self.sides[side].id.clone()), visit: None };
        let order = Order::IssueTicket {
            service: ServiceId::new(RESIDENCE).unwrap(),
            then: Vec::new(),
            class: Class::Ordinary,
            channel: Channel::Api,
            quote: None,
            against: None,
        };
        let actor = Actor { kind: ActorKind::Key, id: ActorId::new("clerk").unwrap() };
        let office = OfficeId::new(OFFICE).unwrap();
        let aside = Some(aside);
        let command = Command { office, actor, request: None, order, aside, party: None };
        self.registrar.step(&[Work::Command(command)]).unwrap();
        self.list(side);
    }

    fn chore(&mut self, chore: Chore) {
        self.registrar.step(&[Work::Chore(chore)]).unwrap();
    }

    /// Shows a printer's program what is to be printed, as its session does.
    fn list(&mut self, side: usize) {
        if !self.sides[side].is_linked {
            return;
        }
        let id = self.sides[side].id.clone();
        if self.reader.has_unshown_jobs(&id).unwrap() {
            self.chore(Chore::ShowJobs(id.clone()));
        }
        let jobs = self.reader.shown_jobs(&id).unwrap();
        self.step(
            side,
            Input::Listed(Asker::Office, &PrinterScreen { epoch: 7, seq: 1, as_of: self.clock.now(), jobs }),
        );
    }

    fn link(&mut self, side: usize, is_up: bool) {
        let now = self.clock.elapsed();
        if is_up == self.sides[side].is_linked {
            return;
        }
        self.sides[side].is_linked = is_up;
        if is_up {
            self.printers.come(&self.sides[side].id, now);
            self.step(side, Input::Linked(Asker::Office));
            self.list(side);
        } else {
            self.printers.leave(&self.sides[side].id, now);
        }
    }

    fn step(&mut self, side: usize, input: Input<'_>) {
        let now = Duration::from_millis(self.now_ms);
        for effect in self.sides[side].spool.step(input, now) {
            match &mut self.sides[side].kill_after {
                Some(0) => return self.kill(side),
                Some(left) => *left -= 1,
                None => {}
            }
            self.carry_out(side, effect);
        }
    }

    fn carry_out(&mut self, at: usize, effect: Effect) {
        let side = &mut self.sides[at];
        match effect {
            Effect::Record(entry) => side.journal.push(entry),
            Effect::Keep(entries) => side.journal = entries,
            Effect::Send(bytes) if side.is_connected => side.printer.receive(&bytes),
            Effect::Tell(_, FromDevice::Paper { job, paper }) if side.is_linked => {
                let printer = side.id.clone();
                self.chore(Chore::PaperStands { printer, job, paper });
            }
            Effect::Tell(_, FromDevice::Printer { trouble, weak, columns }) if side.is_linked => {
                let printer = side.id.clone();
                self.printers.tell(&printer, Known { trouble, weak, columns }, self.clock.elapsed());
                columns.into_iter().for_each(|columns| {
                    self.chore(Chore::PaperIsWide { printer: printer.clone(), columns });
                });
            }
            Effect::Send(_) | Effect::Tell(..) => {}
            Effect::Reconnect => side.is_connected = false,
        }
    }

    /// The program dies and comes back with what is on its disk.
    fn kill(&mut self, side: usize) {
        self.link(side, false);
        let one = &mut self.sides[side];
        (one.kill_after, one.is_connected) = (None, false);
        one.spool = spool(&one.journal);
        self.link(side, true);
    }

    fn tick(&mut self) {
        self.now_ms += TICK_MS;
        self.clock.advance(Duration::from_millis(TICK_MS));
        for (_, side, fault) in self.mends.extract_if(.., |(at, ..)| *at <= self.now_ms).collect::<Vec<_>>() {
            self.set(side, fault, false);
        }
        for side in 0..self.sides.len() {
            self.work(side);
        }
        if self.now_ms.is_multiple_of(1000) {
            self.relieve();
        }
        if self.now_ms.is_multiple_of(500) {
            (0..self.sides.len()).for_each(|side| self.list(side));
        }
    }

    /// One printer and its program.
    fn work(&mut self, side: usize) {
        let one = &mut self.sides[side];
        if one.is_plugged && !one.is_connected {
            one.is_connected = true;
            one.printer.heard();
            self.step(side, Input::Connected);
        }
        let one = &mut self.sides[side];
        if one.printer.work(1) || (!one.is_plugged && one.is_connected) {
            one.is_connected = false;
            self.step(side, Input::Disconnected);
        }
        let said = self.sides[side].printer.heard();
        if self.sides[side].is_connected && !said.is_empty() {
            self.step(side, Input::Said(&said));
        }
        self.step(side, Input::Time);
    }

    fn relieve(&mut self) {
        let office = OfficeId::new(OFFICE).unwrap();
        let standing = |side: &Side| (side.id.clone(), office.clone(), self.printers.standing(&side.id));
        for relief in due(&self.sides.each_ref().map(standing), AFTER, self.clock.elapsed()) {
            self.chore(Chore::Relieve(relief));
        }
    }

    fn run(&mut self, ms: u64) {
        let until = self.now_ms + ms;
        while self.now_ms < until {
            self.tick();
        }
    }

    /// Mends everything and runs until nothing is left to print; a stuck hall is a failed test.
    fn finish(&mut self) {
        for (_, side, fault) in std::mem::take(&mut self.mends) {
            self.set(side, fault, false);
        }
        self.sides.iter_mut().for_each(|side| side.printer.paper = 100_000);
        let until = self.now_ms + 1_200_000;
        let is_open = |hall: &Hall| {
            let waits = |side: &Side| !hall.reader.queued_jobs(&side.id).unwrap().is_empty();
            hall.sides.iter().any(|side| waits(side) || !side.printer.is_idle())
        };
        while is_open(self) {
            assert!(self.now_ms < until, "stuck: {:?}", known(&self.folder.database()));
            self.run(350);
        }
        check(self.folder.path(), &[]);
    }

    /// One thing goes wrong, and is mended after a while.
    fn fail(&mut self, side: usize, which: u64, while_ms: u64) {
        let fault = match which {
            0 => Fault::Paper,
            1 => Fault::Cover,
            2 => Fault::Jam,
            3 => Fault::Cable,
            4 => Fault::Mute,
            5 => Fault::Link,
            6 => {
                return self.sides[side].printer.cut_power_after =
                    Some(u32::try_from(while_ms % 30).unwrap());
            }
            7 => return self.sides[side].kill_after = Some(while_ms % 20),
            _ => {
                self.sides[side].is_connected = false;
                return self.step(side, Input::Disconnected);
            }
        };
        self.set(side, fault, true);
        self.mends.push((self.now_ms + while_ms, side, fault));
    }

    fn set(&mut self, side: usize, fault: Fault, is_wrong: bool) {
        let one = &mut self.sides[side];
        match fault {
            Fault::Paper => one.printer.paper = if is_wrong { 7 } else { 100_000 },
            Fault::Cover => one.printer.is_open = is_wrong,
            Fault::Jam => one.printer.is_jammed = is_wrong,
            Fault::Cable => one.is_plugged = !is_wrong,
            Fault::Mute => one.printer.is_mute = is_wrong,
            Fault::Link => self.link(side, !is_wrong),
        }
    }

    /// Holds the paper of both printers against what the dispatcher was told.
    fn judge(&self, jobs: &[Job]) {
        for job in jobs {
            let mark = format!("COPIA {} di {}", job.copy, job.number);
            let has =
                |piece: &&tests::receipt::Piece, text: &str| piece.lines.iter().any(|line| line == text);
            let is_it = |piece: &&tests::receipt::Piece| {
                let is_marked = piece.lines.iter().any(|line| line.starts_with("COPIA"));
                let is_whole = piece.is_cut && piece.lines.iter().any(|line| line.contains("2026"));
                is_whole
                    && has(piece, &job.number)
                    && if job.copy > 0 { has(piece, &mark) } else { !is_marked }
            };
            let whole = self.sides.iter().flat_map(|side| &side.printer.pieces).filter(is_it).count();
            assert!(whole <= 1, "came out {whole} times, and none says so: {job:?} of {jobs:?}");
            assert!(!job.is_printed() || whole == 1, "told to be on paper, and is not: {job:?}");
            let printed = jobs
                .iter()
                .filter(|other| other.is_printed() && (&other.number, other.copy) == (&job.number, job.copy));
            assert!(printed.count() <= 1, "told of twice: {job:?} of {jobs:?}");
        }
    }
}

impl Side {
    fn new(id: DeviceId) -> Self {
        Self {
            id,
            spool: spool(&[]),
            journal: Vec::new(),
            printer: Fake::new(Knows::ProcessId),
            is_connected: false,
            is_plugged: true,
            is_linked: false,
            kill_after: None,
        }
    }
}

fn spool(journal: &[Entry]) -> Spool {
    Spool::new(Profile::known("epson-tm-t88").unwrap(), None, Duration::from_micros(20), journal)
}

/// Chances that come out the same each time (xorshift64*).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit
    }
}
