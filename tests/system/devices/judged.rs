//! The real program of a printer before judges that others wrote: a printer that fails like hardware, and a
//! network that fails like Wi-Fi. Nobody is told "printed" without paper, nobody holds two slips of which none
//! says so, and no fault costs more than one copy.

use office::id::DeviceId;
use office::wire::Trouble;
use serde_json::json;
use std::time::Duration;
use tests::emulator::{Emulator, Network, Piece};
use tests::folder::Folder;
use tests::paper::{Known, PrinterProgram, Totem, known};
use tests::person::Acknowledged;
use tests::program::{Server, always_open_office, done, free_address, run};
use tests::until::{until, within};
use tests::world::{OFFICE, RESIDENCE, World};

/// How soon everybody must know of a trouble.
const KNOWN_WITHIN: Duration = Duration::from_secs(2);
/// How long it may take until the last slip of a fault has ended: a slip without an answer is waited for half a
/// minute, and its copies may fare no better.
const ENDED_WITHIN: Duration = Duration::from_secs(150);
/// Paper through the printer, mm a second: slow enough for something to happen within a slip.
const SPEED: &str = "300";
/// A roll on which a slip begins and does not end, mm.
const REST_MM: u32 = 60;
const ROLL_MM: u32 = 60_000;

#[tokio::test(flavor = "multi_thread")]
async fn paper_cover_and_jam_in_the_middle_of_a_slip_cost_no_copy() {
    let Some(mut hall) = Hall::begin(&[]).await else { return };
    let faults = [(Trouble::CoverOpen, "cover_open", "cover_close"), (Trouble::Jam, "jam", "unjam")];
    for (trouble, begin, end) in faults {
        hall.totem.take(RESIDENCE).await;
        hall.until_printing().await;
        hall.printer.act(begin).await;
        hall.knows(trouble).await;
        let waiting = hall.totem.take(RESIDENCE).await;
        hall.printer.act(end).await;
        hall.ended().await;
        assert_eq!(hall.pieces_of(&waiting).await.len(), 1, "{trouble:?}");
        hall.costs(0, begin).await;
    }
    hall.printer.load(REST_MM).await;
    hall.totem.take(RESIDENCE).await;
    hall.knows(Trouble::PaperOut).await;
    let waiting = hall.totem.take(RESIDENCE).await;
    assert_eq!(hall.pieces_of(&waiting).await.len(), 0, "nothing is sent while paper is out");
    hall.printer.load(ROLL_MM).await;
    hall.ended().await;
    hall.costs(0, "paper_out").await;
    hall.judge().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn power_and_cable_in_the_middle_of_a_slip_cost_one_marked_copy_each() {
    let Some(mut hall) = Hall::begin(&[]).await else { return };
    for act in ["power_cycle", "drop", "unplug"] {
        hall.totem.take(RESIDENCE).await;
        hall.until_printing().await;
        hall.printer.act(act).await;
        if act == "unplug" {
            hall.knows(Trouble::Unplugged).await;
            hall.printer.act("plug").await;
        }
        hall.ended().await;
        hall.costs(1, act).await;
    }
    for fault in
        [json!({"rst_after_lines": 1}), json!({"rst_after_lines": 9}), json!({"drop_after_bytes": 300})]
    {
        hall.printer.set(fault.clone()).await;
        hall.totem.take(RESIDENCE).await;
        hall.ended().await;
        hall.costs(1, &fault.to_string()).await;
    }
    hall.judge().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn printer_that_says_nothing_or_takes_nothing_is_known_and_costs_one_copy_at_most() {
    let Some(mut hall) = Hall::begin(&[]).await else { return };
    for fault in ["mute", "freeze"] {
        hall.totem.take(RESIDENCE).await;
        hall.until_printing().await;
        hall.printer.set(json!({ (fault): true })).await;
        hall.knows(Trouble::Silent).await;
        let number = hall.totem.take(RESIDENCE).await;
        hall.printer.set(json!({ (fault): false })).await;
        hall.ended().await;
        assert!(!hall.pieces_of(&number).await.is_empty(), "{fault}");
        hall.costs(1, fault).await;
    }
    hall.printer.set(json!({"refuse": true})).await;
    hall.printer.act("drop").await;
    hall.knows(Trouble::Unplugged).await;
    let number = hall.totem.take(RESIDENCE).await;
    hall.printer.set(json!({"refuse": false})).await;
    hall.ended().await;
    assert_eq!(hall.pieces_of(&number).await.len(), 1);
    hall.costs(0, "refuse").await;
    hall.judge().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn printer_that_lies_about_its_paper_gets_nobody_told_that_there_is_some() {
    let Some(mut hall) = Hall::begin(&[]).await else { return };
    hall.printer.set(json!({"lie": true})).await;
    hall.printer.act("paper_out").await;
    let number = hall.totem.take(RESIDENCE).await;
    within(ENDED_WITHIN, "that somebody gives up waiting", async || {
        hall.known().into_iter().find(|job| job.number == number && job.state == "uncertain")
    })
    .await;
    assert!(hall.known().iter().filter(|job| job.number == number).all(|job| !job.is_printed()));
    hall.printer.set(json!({"lie": false})).await;
    hall.printer.load(ROLL_MM).await;
    hall.ended().await;
    hall.costs(1, "lie").await;
    hall.judge().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn printer_that_does_not_number_its_slips_is_never_said_to_be_certain() {
    let Some(mut hall) = Hall::begin(&["--no-pid"]).await else { return };
    for _ in 0..3 {
        hall.totem.take(RESIDENCE).await;
    }
    hall.ended().await;
    assert!(hall.known().iter().all(|job| job.state == "printed_weak"), "{:?}", hall.known());
    hall.totem.take(RESIDENCE).await;
    hall.until_printing().await;
    hall.printer.act("power_cycle").await;
    hall.ended().await;
    hall.costs(1, "power_cycle").await;
    hall.judge().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_network_to_the_printer_costs_one_marked_copy_for_each_break() {
    let Some(mut hall) = Hall::begin_behind_a_network().await else { return };
    for weather in [
        json!({"latency_ms": 120, "jitter_ms": 80}),
        json!({"latency_ms": 0, "jitter_ms": 0, "slice": 1}),
        json!({"slice": 0, "loss_p": 0.3}),
    ] {
        hall.network().set(weather.clone()).await;
        hall.totem.take(RESIDENCE).await;
        hall.totem.take(RESIDENCE).await;
        hall.ended().await;
        hall.costs(0, &weather.to_string()).await;
    }
    hall.network().set(json!({"loss_p": 0.0})).await;
    hall.totem.take(RESIDENCE).await;
    hall.until_printing().await;
    hall.network().reset().await;
    hall.ended().await;
    hall.costs(1, "reset").await;
    for silence in ["stall", "down_stall"] {
        hall.totem.take(RESIDENCE).await;
        hall.until_printing().await;
        hall.network().set(json!({ (silence): true })).await;
        hall.knows(Trouble::Silent).await;
        hall.network().set(json!({ (silence): false })).await;
        hall.ended().await;
        hall.costs(1, silence).await;
    }
    hall.judge().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn program_killed_while_it_prints_comes_back_without_an_unmarked_second_slip() {
    let Some(mut hall) = Hall::begin(&[]).await else { return };
    for lines in [0, 1, 4, 8, 12] {
        let printed = hall.lines().await;
        hall.totem.take(RESIDENCE).await;
        if lines > 0 {
            until("so many lines", async || (hall.lines().await >= printed + lines).then_some(())).await;
        }
        hall.kill_program();
        hall.ended().await;
        hall.costs(1, &format!("killed after {lines} lines")).await;
    }
    hall.judge().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dispatcher_killed_between_the_commit_and_the_job_prints_each_number_once() {
    let Some(printer) = Emulator::start(&["--speed", SPEED]) else { return };
    let (folder, key) = always_open_office();
    let add = ["device", "add", "printer-1", "--role", "printer", "--office", OFFICE];
    let device_key = done(&run(&add, folder.path())).trim().to_owned();
    let (address, own) = (free_address(), Folder::empty());
    let mut server = Server::start(folder.path(), address).await;
    let _program = PrinterProgram::start_at(address, "printer-1", &device_key, &own, printer.address());
    let mut numbers = Vec::new();
    for _ in 0..5 {
        let walk_in = server.person(Some(&key), Acknowledged::default());
        let body = json!({"service": RESIDENCE, "print": "printer-1"});
        numbers.push(walk_in.take_with(body).await["number"].as_str().unwrap().to_owned());
        server.kill();
        server = Server::start(folder.path(), address).await;
    }
    let database = folder.database();
    let all_ended = async || known(&database).iter().all(Known::has_ended).then_some(());
    within(ENDED_WITHIN, "the end of every slip", all_ended).await;
    let (jobs, pieces) = (known(&database), printer.pieces().await);
    judge(&jobs, &pieces);
    assert_eq!(jobs.iter().filter(|job| job.copy > 0).count(), 0, "the printer had no fault: {jobs:?}");
    for number in &numbers {
        assert_eq!(pieces.iter().filter(|piece| piece.has(number)).count(), 1, "{number}: {pieces:?}");
    }
}

/// A world, its printer's program, and the printer.
struct Hall {
    world: World,
    totem: Totem,
    printer: Emulator,
    network: Option<Network>,
    folder: Folder,
    program: Option<PrinterProgram>,
    /// The copies that were told of so far.
    copies: usize,
}

impl Hall {
    async fn begin(arguments: &[&str]) -> Option<Self> {
        let printer = Emulator::start(&[&["--speed", SPEED], arguments].concat())?;
        Some(Self::with(printer, None).await)
    }

    async fn begin_behind_a_network() -> Option<Self> {
        let printer = Emulator::start(&["--speed", SPEED])?;
        let network = Network::to(printer.address())?;
        Some(Self::with(printer, Some(network)).await)
    }

    async fn with(printer: Emulator, network: Option<Network>) -> Self {
        let world = World::plan().always_open().begin().await;
        let totem = Totem::of(&world).await;
        let (folder, program) = (Folder::empty(), None);
        let mut hall = Self { world, totem, printer, network, folder, program, copies: 0 };
        hall.start_program();
        hall.totem.take(RESIDENCE).await;
        hall.ended().await;
        hall
    }

    fn start_program(&mut self) {
        let machine = self.network.as_ref().map_or(self.printer.address(), Network::address);
        self.program = Some(PrinterProgram::start(&self.world, "printer-1", &self.folder, machine));
    }

    /// Kills the program and starts it on the same folder.
    fn kill_program(&mut self) {
        self.program.take().unwrap().kill();
        self.start_program();
    }

    fn network(&self) -> &Network {
        self.network.as_ref().unwrap()
    }

    fn known(&self) -> Vec<Known> {
        known(&self.world.folder().database())
    }

    /// Waits until a slip is in the slot, and not yet cut.
    async fn until_printing(&self) {
        let is_open = async || (self.printer.state().await["open_slip"] == true).then_some(());
        until("a slip that has begun", is_open).await;
    }

    /// How many lines have been printed.
    async fn lines(&self) -> u64 {
        self.printer.state().await["lines"].as_u64().unwrap()
    }

    async fn knows(&self, trouble: Trouble) {
        let id = DeviceId::new("printer-1").unwrap();
        within(KNOWN_WITHIN, &format!("{trouble:?}"), async || {
            (self.world.app().printers.trouble(&id) == Some(trouble)).then_some(())
        })
        .await;
    }

    /// Waits until nothing is left to print.
    async fn ended(&self) {
        let all = async || self.known().iter().all(Known::has_ended).then_some(());
        within(ENDED_WITHIN, "the end of every slip", all).await;
        until("a printer at rest", async || (self.printer.state().await["rx"] == 0).then_some(())).await;
    }

    /// Holds the copies since the last call to be so many at most.
    async fn costs(&mut self, copies_max: usize, fault: &str) {
        let copies = self.known().iter().filter(|job| job.copy > 0).count();
        let made = copies - self.copies;
        assert!(made <= copies_max, "{made} copies after {fault}: {:?}", self.known());
        self.copies = copies;
    }

    async fn pieces_of(&self, number: &str) -> Vec<Piece> {
        self.printer.pieces().await.into_iter().filter(|piece| piece.has(number)).collect()
    }

    async fn judge(&self) {
        judge(&self.known(), &self.printer.pieces().await);
    }
}

/// Holds what the dispatcher was told against the paper that came out.
fn judge(jobs: &[Known], pieces: &[Piece]) {
    assert!(!jobs.is_empty());
    for job in jobs {
        let mark = format!("COPIA {} di {}", job.copy, job.number);
        let is_it = |piece: &&Piece| {
            piece.is_whole()
                && if job.copy > 0 { piece.has(&mark) } else { piece.has(&job.number) && !piece.is_marked() }
        };
        let whole = pieces.iter().filter(is_it).count();
        assert!(whole <= 1, "{job:?} came out {whole} times: {pieces:?}");
        assert!(!job.is_printed() || whole == 1, "told to be on paper, and is not: {job:?} {pieces:?}");
        assert!(job.state != "expired" || whole == 0, "told to have expired, and is on paper: {job:?}");
    }
    let of_nobody = pieces.iter().find(|piece| {
        piece.is_whole() && !jobs.iter().any(|job| piece.has(&job.number) || piece.is_marked())
    });
    assert!(of_nobody.is_none(), "{of_nobody:?}");
}
