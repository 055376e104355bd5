//! The printing protocol against a printer that fails, in simulated time: whoever is told "printed" has paper,
//! and nobody has two slips of which none says so.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod faults;
mod world;

use office::moment::Moment;
use office::wire::{Paper, PrintJob, PrinterScreen, Trouble};
use printer::spool::{Asker, Input};
use world::fake::Knows;
use world::{EPOCH, LINES_A_TICK, TICK_MS, World, slip};

#[test]
fn slip_is_printed_once_and_the_printer_has_said_so() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.take(1);
    world.finish();
    assert_eq!(world.jobs[0].words, [Paper::Sending, Paper::Printed]);
    assert_eq!(world.pieces(1, 0), 1);
    assert!(!world.is_weak);
    assert_eq!(world.journal.iter().map(|entry| entry.paper).collect::<Vec<_>>(), world.jobs[0].words);
}

#[test]
fn printer_that_cannot_number_its_slips_is_weak_and_says_so() {
    for (profile, knows) in [
        ("epson-tm-t20", Knows::PaperStatus),
        ("epson-tm-t20", Knows::Status),
        ("custom-vkp80", Knows::PaperStatus),
        ("generic-80", Knows::Status),
    ] {
        let mut world = World::new(profile, knows);
        world.take(1);
        world.finish();
        assert_eq!(world.jobs[0].words, [Paper::Sending, Paper::PrintedWeak], "{profile} {knows:?}");
        assert!(world.is_weak, "{profile} {knows:?}");
    }
}

#[test]
fn nothing_is_sent_while_paper_is_out_and_dead_slips_are_never_printed() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.printer.paper = 0;
    world.run(2000);
    for ticket in 1..=40 {
        world.queue(ticket, 0, 60_000);
    }
    world.run(120_000);
    world.printer.paper = 1000;
    world.queue(41, 0, 60_000);
    world.finish();
    assert!(world.jobs[..40].iter().all(|job| job.last() == Some(Paper::Expired)), "{:?}", world.jobs);
    assert!(world.jobs[0].words.contains(&Paper::Blocked(Trouble::PaperOut)));
    assert_eq!(world.jobs[40].last(), Some(Paper::Printed));
    assert_eq!(world.printer.pieces.len(), 1);
}

#[test]
fn paper_that_ends_within_a_slip_is_waited_for_and_nothing_is_sent_twice() {
    for left in 0..10 {
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        world.run(3000);
        world.printer.paper = left;
        world.take(1);
        world.run(600_000);
        world.printer.paper = 1000;
        world.run(600_000);
        world.finish();
        assert!(matches!(world.jobs[0].last(), Some(Paper::Printed | Paper::Expired)), "{:?}", world.jobs);
        assert_eq!(world.copies(), 0, "with {left} lines left");
        assert_eq!(world.pieces(1, 0), usize::from(world.jobs[0].last() == Some(Paper::Printed)));
    }
}

#[test]
fn power_cut_after_each_line_gives_a_marked_copy_and_no_second_original() {
    for line in 0..8 {
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        world.run(3000);
        world.printer.cut_power_after = Some(line);
        world.take(1);
        world.finish();
        assert!(world.copies() <= 1, "line {line}: {:?}", world.jobs);
        assert_eq!(world.jobs.last().unwrap().last(), Some(Paper::Printed), "line {line}: {:?}", world.jobs);
    }
}

#[test]
fn program_killed_at_every_step_never_prints_an_unmarked_second_slip() {
    let mut steps = 0;
    for kill_after in 0.. {
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        world.kill_after = Some(kill_after);
        (1..=3).for_each(|ticket| world.take(ticket));
        world.finish();
        assert!(world.copies() <= 1, "killed after {kill_after}: {:?}", world.jobs);
        for ticket in 1..=3 {
            let last = world.jobs.iter().rev().find(|job| job.ticket == ticket).unwrap();
            assert_eq!(last.last(), Some(Paper::Printed), "killed after {kill_after}");
        }
        if world.kills == 0 {
            break;
        }
        steps = kill_after;
    }
    assert!(steps > 20, "every step of three jobs: {steps}");
}

#[test]
fn journal_that_is_lost_makes_a_copy_of_what_the_office_knows_to_be_sent() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.take(1);
    world.run(100);
    assert_eq!(world.jobs[0].last(), Some(Paper::Sending));
    world.journal.clear();
    world.kill();
    world.finish();
    assert_eq!(world.jobs[0].last(), Some(Paper::Uncertain));
    assert_eq!(world.jobs[1].last(), Some(Paper::Printed));
}

#[test]
fn lost_link_to_the_office_changes_nothing_about_paper() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.take(1);
    world.is_linked = false;
    world.run(20_000);
    assert_eq!((world.pieces(1, 0), world.jobs[0].words.len()), (1, 0), "printed, and nobody told");
    world.is_linked = true;
    world.step(Input::Linked(Asker::Office));
    world.finish();
    assert_eq!(world.jobs[0].last(), Some(Paper::Printed));
}

#[test]
fn slip_that_is_asked_back_is_not_sent_any_more_and_the_printer_says_so() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.printer.paper = 0;
    world.run(2000);
    world.take(1);
    world.run(2000);
    assert_eq!(world.jobs[0].words, [Paper::Blocked(Trouble::PaperOut)]);
    world.jobs[0].is_asked_back = true;
    // Mended in the same moment: whoever has given it back does not print it all the same.
    world.printer.paper = 1000;
    world.list();
    assert_eq!(world.jobs[0].last(), Some(Paper::Withdrawn));
    world.kill();
    world.run(20_000);
    world.finish();
    assert_eq!((world.printer.pieces.len(), world.jobs[0].last()), (0, Some(Paper::Withdrawn)));
}

#[test]
fn slip_that_is_asked_back_too_late_is_kept_and_vouched_for() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.take(1);
    world.run(100);
    assert_eq!(world.jobs[0].last(), Some(Paper::Sending));
    world.jobs[0].is_asked_back = true;
    world.list();
    world.kill();
    world.finish();
    assert!(!world.jobs[0].words.contains(&Paper::Withdrawn), "{:?}", world.jobs);
    assert_eq!(world.jobs.last().unwrap().last(), Some(Paper::Printed));
}

#[test]
fn another_epoch_forgets_what_was_printed_under_the_same_numbers() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.take(1);
    world.finish();
    let job = PrintJob {
        job: 1,
        slip: slip(2, 0),
        copy: 0,
        expires_at: Moment::from_millis(world.office_ms() + 60_000).unwrap(),
        sent: false,
        withdrawn: false,
    };
    let as_of = Moment::from_millis(world.office_ms()).unwrap();
    let screen = PrinterScreen { epoch: EPOCH + 1, seq: 1, as_of, jobs: vec![job] };
    world.step(Input::Listed(Asker::Office, &screen));
    let until = world.now_ms + 5000;
    while world.now_ms < until && world.pieces(2, 0) == 0 {
        world.now_ms += TICK_MS;
        world.printer.work(LINES_A_TICK);
        let said = world.printer.heard();
        world.step(Input::Said(&said));
        world.step(Input::Time);
    }
    assert_eq!(world.pieces(2, 0), 1);
}

#[test]
fn totem_and_office_number_their_jobs_alike_and_each_is_told_of_its_own() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.step(Input::Linked(Asker::Totem));
    world.take(1);
    let screen = of_totem(&world, 70, &[(1, 11), (2, 12)]);
    world.step(Input::Listed(Asker::Totem, &screen));
    world.finish();
    world.run(10_000);
    assert_eq!(world.jobs[0].words, [Paper::Sending, Paper::Printed]);
    let printed = |job| [(job, Paper::Sending), (job, Paper::Printed)];
    assert_eq!(world.totem, [printed(1), printed(2)].concat());
    let pieces: Vec<_> = [1, 11, 12].map(|ticket| world.pieces(ticket, 0)).into();
    assert_eq!((pieces, world.printer.pieces.len()), (vec![1, 1, 1], 3));

    // The program is killed: neither list of the same jobs brings another slip.
    world.totem.clear();
    world.kill();
    world.step(Input::Listed(Asker::Totem, &screen));
    world.run(10_000);
    assert_eq!(world.totem, [(1, Paper::Printed), (2, Paper::Printed)]);
    assert_eq!(world.printer.pieces.len(), 3);

    // A totem that was started anew numbers its jobs from the beginning: these are others.
    let screen = of_totem(&world, 71, &[(1, 13)]);
    world.step(Input::Listed(Asker::Totem, &screen));
    world.run(10_000);
    assert_eq!((world.pieces(13, 0), world.printer.pieces.len()), (1, 4));
}

#[test]
fn slip_of_the_totem_that_was_on_its_way_when_the_power_went_is_uncertain_and_not_sent_again() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.printer.cut_power_after = Some(3);
    let screen = of_totem(&world, 70, &[(1, 11)]);
    world.step(Input::Listed(Asker::Totem, &screen));
    world.run(10_000);
    assert_eq!(world.totem, [(1, Paper::Sending), (1, Paper::Uncertain)]);
    world.kill();
    world.step(Input::Listed(Asker::Totem, &screen));
    world.run(10_000);
    assert_eq!(world.totem.last(), Some(&(1, Paper::Uncertain)));
    assert!(world.pieces(11, 0) <= 1);
}

#[test]
fn slips_of_the_totem_that_are_too_old_are_not_printed() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(3000);
    world.printer.paper = 0;
    world.run(2000);
    let screen = of_totem(&world, 70, &[(1, 11)]);
    world.step(Input::Listed(Asker::Totem, &screen));
    world.run(61_000);
    world.printer.paper = 1000;
    world.run(10_000);
    assert_eq!(world.totem, [(1, Paper::Blocked(Trouble::PaperOut)), (1, Paper::Expired)]);
    assert_eq!(world.printer.pieces.len(), 0);
}

/// What a totem lists that was started in `epoch`: jobs, each for a ticket, worth printing for a minute.
fn of_totem(world: &World, epoch: u64, jobs: &[(u64, u32)]) -> PrinterScreen {
    let as_of = Moment::from_millis(world.office_ms()).unwrap();
    let expires_at = Moment::from_millis(world.office_ms() + 60_000).unwrap();
    let job = |&(job, ticket): &(u64, u32)| PrintJob {
        job,
        slip: slip(ticket, 0),
        copy: 0,
        expires_at,
        sent: false,
        withdrawn: false,
    };
    PrinterScreen { epoch, seq: 1, as_of, jobs: jobs.iter().map(job).collect() }
}

#[test]
fn every_trouble_is_known_within_two_seconds_and_its_end_too() {
    type Change = fn(&mut World, bool);
    let changes: [(Trouble, Change); 7] = [
        (Trouble::PaperOut, |world, is_wrong| world.printer.paper = if is_wrong { 0 } else { 1000 }),
        (Trouble::CoverOpen, |world, is_wrong| world.printer.is_open = is_wrong),
        (Trouble::Jam, |world, is_wrong| world.printer.is_jammed = is_wrong),
        (Trouble::PaperLow, |world, is_wrong| world.printer.is_low = is_wrong),
        (Trouble::Silent, |world, is_wrong| world.printer.is_mute = is_wrong),
        (Trouble::Unplugged, |world, is_wrong| {
            world.is_plugged = !is_wrong;
            if is_wrong {
                world.disconnect();
            }
        }),
        (Trouble::WrongAnswers, |world, is_wrong| {
            for _ in 0..u32::from(is_wrong) * 5 {
                world.step(Input::Said(b"\xff\xfe"));
            }
        }),
    ];
    for knows in [Knows::ProcessId, Knows::PaperStatus] {
        for (trouble, change) in changes {
            let mut world = World::new("epson-tm-t88", knows);
            world.run(5000);
            let since_ms = world.now_ms;
            change(&mut world, true);
            world.run(4000);
            let after_ms = world.told_after(since_ms, Some(trouble));
            assert!(after_ms <= 2000, "{trouble:?} {knows:?} after {after_ms} ms");
            let since_ms = world.now_ms;
            change(&mut world, false);
            world.run(12_000);
            let after_ms = world.told_after(since_ms, None);
            let max_ms = if trouble == Trouble::Silent { 8000 } else { 4500 };
            assert!(after_ms <= max_ms, "the end of {trouble:?} {knows:?} after {after_ms} ms");
        }
    }
}

#[test]
fn printer_that_lets_in_and_hangs_up_counts_as_not_there() {
    let mut world = World::new("epson-tm-t20", Knows::ProcessId);
    world.run(5000);
    world.disconnect();
    let since_ms = world.now_ms;
    // As a printer does that somebody else is connected to, or a box before it whose own cable is out.
    for _ in 0..8 {
        world.step(Input::Connected);
        world.step(Input::Time);
        world.disconnect();
        for _ in 0..10 {
            world.now_ms += TICK_MS;
            world.step(Input::Time);
        }
    }
    let after_ms = world.told_after(since_ms, Some(Trouble::Unplugged));
    assert!(after_ms <= 2000, "after {after_ms} ms");
    let told = world.troubles.iter().filter(|(at, _)| *at >= since_ms).count();
    assert_eq!(told, 1, "it does not come and go: {:?}", world.troubles);
    world.run(5000);
    world.told_after(since_ms, None);
    world.take(1);
    world.finish();
    assert_eq!(world.jobs[0].last(), Some(Paper::Printed));
}

#[test]
fn low_paper_stops_nothing() {
    let mut world = World::new("epson-tm-t88", Knows::ProcessId);
    world.printer.is_low = true;
    world.take(1);
    world.finish();
    assert_eq!(world.jobs[0].last(), Some(Paper::Printed));
}
