//! The real program of a printer, between a server and a machine that fails.

use office::id::DeviceId;
use office::wire::Trouble;
use std::process::{Command, Stdio};
use std::time::Duration;
use tests::folder::Folder;
use tests::paper::{PrinterProgram, Totem};
use tests::program::printer_binary;
use tests::receipt::{Knows, Receipt};
use tests::until::{until, within};
use tests::world::{REGISTER, RESIDENCE, World};

/// How soon everybody must know of a trouble.
const KNOWN_WITHIN: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread")]
async fn tap_becomes_paper_and_its_copy_says_so_where_the_power_went() {
    let world = World::plan().always_open().begin().await;
    let machine = Receipt::start(Knows::ProcessId);
    let folder = Folder::empty();
    let _program = PrinterProgram::start(&world, "printer-1", &folder, machine.address);
    let mut totem = Totem::of(&world).await;
    let number = totem.take(RESIDENCE).await;
    let piece = until("the slip", async || machine.pieces().pop()).await;
    assert!(piece.is_cut && piece.lines.contains(&number), "{piece:?}");

    machine.with(|machine| machine.cut_power_after = Some(3));
    let number = totem.take(RESIDENCE).await;
    let copy =
        until("the copy", async || machine.pieces().into_iter().find(|piece| is_copy(piece, &number))).await;
    assert!(copy.is_cut, "{copy:?}");
    let whole = machine.pieces().into_iter().filter(|piece| piece.is_cut && piece.lines.contains(&number));
    assert!(
        whole.clone().filter(|piece| !is_copy(piece, &number)).count() <= 1,
        "{:?}",
        whole.collect::<Vec<_>>()
    );
    let audited = until("the line in the audit", async || world.audited("slip copied").pop()).await;
    assert!(audited.subject.ends_with("copy 1") && audited.by.actor == "device printer-1", "{audited:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn trouble_is_known_on_the_totem_and_to_the_staff_within_two_seconds() {
    let world = World::plan().always_open().begin().await;
    let machine = Receipt::start(Knows::ProcessId);
    let folder = Folder::empty();
    let program = PrinterProgram::start(&world, "printer-1", &folder, machine.address);
    let mut totem = Totem::of(&world).await;
    totem.take(RESIDENCE).await;
    until("the slip", async || machine.pieces().pop()).await;

    machine.with(|machine| machine.paper = 0);
    let told = totem.told(Some(Trouble::PaperOut));
    within(KNOWN_WITHIN, "the trouble", async || totem_knows(&world, Some(Trouble::PaperOut))).await;
    told.await;
    for path in ["/welcome/?language=it".to_owned(), format!("/desk/{REGISTER}/?language=it")] {
        let page = world.welcome().get(&path).await;
        assert!(page.text.contains("la carta è finita"), "{path}: {}", page.text);
    }
    machine.with(|machine| machine.paper = 1000);
    within(KNOWN_WITHIN, "its end", async || totem_knows(&world, None)).await;
    drop(program);
    within(KNOWN_WITHIN, "its absence", async || totem_knows(&world, Some(Trouble::Away))).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn slip_that_waits_for_a_server_killed_after_its_commit_comes_out_once() {
    let mut world = World::plan().always_open().begin().await;
    let machine = Receipt::start(Knows::ProcessId);
    let folder = Folder::empty();
    let number = Totem::of(&world).await.take(RESIDENCE).await;
    world.restart().await;
    let _program = PrinterProgram::start(&world, "printer-1", &folder, machine.address);
    let piece = until("the slip", async || machine.pieces().pop()).await;
    assert!(piece.lines.contains(&number), "{piece:?}");
    until("its end", async || world.app().reader.queued_jobs(&id()).ok().filter(Vec::is_empty)).await;
    assert_eq!(machine.pieces().len(), 1);
}

#[test]
fn self_test_prints_every_letter_that_matters_and_the_name_of_the_model() {
    let machine = Receipt::start(Knows::Status);
    let folder = Folder::empty();
    let status = Command::new(printer_binary())
        .args(["--self-test", "--server", "http://127.0.0.1:1", "--profile", "custom-kube", "--folder"])
        .arg(folder.path())
        .args(["--printer", &format!("tcp://{}", machine.address)])
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
    let piece = machine.pieces().pop().expect("a slip");
    assert!(
        piece.lines.contains(&"Custom KUBE".to_owned()) && piece.lines.contains(&"A012".to_owned()),
        "{piece:?}"
    );
    assert!(piece.lines.iter().any(|line| line == "(drawn)"), "what the code page lacks is drawn: {piece:?}");
}

fn id() -> DeviceId {
    DeviceId::new("printer-1").unwrap()
}

fn is_copy(piece: &tests::receipt::Piece, number: &str) -> bool {
    piece.lines.iter().any(|line| *line == format!("COPIA 1 di {number}"))
}

fn totem_knows(world: &World, trouble: Option<Trouble>) -> Option<()> {
    (world.app().printers.trouble(&id()) == trouble).then_some(())
}
