//! A totem that is alone, and the printer on its own machine: the real programs, and a machine that fails.

use super::alone::{follow, form_of, number, sent, stocked, taken, totem_of, try_follow};
use super::totem::{Program, page};
use std::time::Duration;
use tests::folder::Folder;
use tests::paper::PrinterProgram;
use tests::person::{Acknowledged, Person};
use tests::program::{Server, always_open_office, done, free_address, run};
use tests::receipt::{Knows, Piece, Receipt};
use tests::until::{until, within};
use tests::world::{OFFICE, REGISTER, RESIDENCE};

/// How soon a visitor must know of a trouble.
const KNOWN_WITHIN: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn totem_that_is_alone_prints_numbers_and_procedures_on_its_own_printer() {
    let place = Place::begin().await;
    let browser = place.totem.browser();

    let page = browser.get(&taken(&place.totem).await).await;
    assert!(page.text.contains("data-region=\"paper\""), "a slip is promised: {}", page.text);
    let first = place.piece(|piece| has(piece, "X001")).await;
    assert!(first.is_cut && has(&first, "Vale da adesso") && !has(&first, "COPIA"), "{first:?}");

    let outcome = follow(&browser, &format!("/totem/ask?service={RESIDENCE}")).await;
    let printing = sent(&browser, "/totem/print", form_of(&outcome.text, "print")).await;
    assert!(printing.header("location").contains("printed=yes"), "{:?}", printing.header("location"));
    place.piece(|piece| !has(piece, "X0") && has(piece, "Residenza")).await;

    // The program of the printer is killed and comes back: what it had printed stays printed.
    let place = place.with_the_printer_started_again();
    assert_eq!(number(&place.totem).await, "X002");
    place.piece(|piece| has(piece, "X002")).await;
    let pieces = place.machine.pieces();
    let of = |number: &str| pieces.iter().filter(|piece| has(piece, number)).count();
    assert_eq!((pieces.len(), of("X001"), of("X002")), (3, 1, 1), "{pieces:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_of_the_own_printer_is_told_and_its_slip_comes_out_once_when_it_is_mended() {
    let place = Place::begin().await;
    let browser = place.totem.browser();
    number(&place.totem).await;
    place.piece(|piece| has(piece, "X001")).await;

    place.machine.with(|machine| machine.paper = 0);
    let path = taken(&place.totem).await;
    let said = within(KNOWN_WITHIN, "what is wrong, in words", async || {
        page(&browser, &path).await.filter(|page| page.text.contains("La carta è finita"))
    })
    .await;
    assert!(
        said.text.contains("X002") && said.text.contains("class=\"code\""),
        "the number and its code stay"
    );
    assert_eq!(place.machine.pieces().len(), 1, "nothing is sent to a machine without paper");
    place.machine.with(|machine| machine.paper = 1000);
    place.piece(|piece| has(piece, "X002")).await;
    assert_eq!(place.machine.pieces().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn slip_that_the_power_cut_goes_through_comes_again_as_a_marked_copy() {
    let place = Place::begin().await;
    number(&place.totem).await;
    place.piece(|piece| has(piece, "X001")).await;
    place.machine.with(|machine| machine.cut_power_after = Some(3));
    number(&place.totem).await;
    let copy = place.piece(|piece| piece.is_cut && has(piece, "COPIA 1")).await;
    assert!(has(&copy, "X002"), "{copy:?}");
    let unmarked = |piece: &Piece| piece.is_cut && has(piece, "X002") && !has(piece, "COPIA");
    assert!(place.machine.pieces().iter().filter(|piece| unmarked(piece)).count() <= 1);
}

/// A totem and a printer on one machine, whose dispatcher has gone.
struct Place {
    totem: Program,
    printer: Option<PrinterProgram>,
    machine: Receipt,
    key: String,
    folders: [Folder; 3],
}

impl Place {
    async fn begin() -> Self {
        let (office, staff) = always_open_office();
        let address = free_address();
        let server = Server::start(office.path(), address).await;
        server.person(Some(&staff), Acknowledged::default()).at_desk(REGISTER, "open").await.is(200);
        let told =
            run(&["device", "add", "printer-1", "--office", OFFICE, "--role", "printer"], office.path());
        let key = done(&told).trim().to_owned();
        let (totem, own) = (totem_of(&office), Folder::empty());
        let machine = Receipt::start(Knows::ProcessId);
        let socket = own.path().join("totem.sock");
        let printer =
            PrinterProgram::start_beside(address, "printer-1", &key, &own, (machine.address, Some(&socket)));
        let program = Program::start_with(&totem, address, &format!("[printer]\nsocket = {socket:?}\n"));
        stocked(totem.path()).await;
        server.kill();
        let place =
            Self { totem: program, printer: Some(printer), machine, key, folders: [office, totem, own] };
        let browser = place.totem.browser();
        until("that the totem is alone and has found its printer", async || {
            offers_paper(&browser).await.then_some(())
        })
        .await;
        place
    }

    fn with_the_printer_started_again(mut self) -> Self {
        self.printer.take().unwrap().kill();
        let own = &self.folders[2];
        let socket = own.path().join("totem.sock");
        let at = (self.machine.address, Some(socket.as_path()));
        self.printer = Some(PrinterProgram::start_beside(free_address(), "printer-1", &self.key, own, at));
        self
    }

    async fn piece(&self, is_it: impl Fn(&Piece) -> bool) -> Piece {
        until("the slip", async || self.machine.pieces().into_iter().find(|piece| is_it(piece))).await
    }
}

/// Whether the totem says that it is alone, and has a procedure to print.
async fn offers_paper(browser: &Person) -> bool {
    let first = page(browser, "/totem/").await;
    let outcome = try_follow(browser, &format!("/totem/ask?service={RESIDENCE}")).await;
    first.is_some_and(|first| first.text.contains("non è collegato"))
        && outcome.is_some_and(|outcome| outcome.text.contains("id=\"print\""))
}

/// Whether a slip says it.
fn has(piece: &Piece, words: &str) -> bool {
    piece.lines.iter().any(|line| line.contains(words))
}
