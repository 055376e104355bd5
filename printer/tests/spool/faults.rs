//! Many slips through whatever can go wrong, the same each time.

use crate::world::World;
use crate::world::fake::Knows;
use office::wire::Paper;
use printer::spool::{Asker, Input};

#[test]
fn five_hundred_slips_through_every_fault_there_is() {
    for seed in 1..=6 {
        let mut chance = Chance(seed);
        let mut world = World::new("epson-tm-t20", Knows::ProcessId);
        let mut faults = 0;
        for ticket in 1..=500 {
            world.take(ticket);
            let pause = chance.below(1500);
            world.run(pause);
            if chance.below(4) == 0 {
                faults += 1;
                fault(&mut world, &mut chance);
            }
        }
        world.finish();
        for ticket in 1..=500 {
            let last = world.jobs.iter().rev().find(|job| job.ticket == ticket).unwrap();
            let is_told = matches!(last.last(), Some(Paper::Printed | Paper::Expired));
            assert!(is_told, "seed {seed}, ticket {ticket}: {last:?}");
        }
        assert!(
            faults > 80 && world.copies() <= faults,
            "seed {seed}: {} copies, {faults} faults",
            world.copies()
        );
        let printed = world.jobs.iter().filter(|job| job.last() == Some(Paper::Printed)).count();
        assert!(printed > 250, "seed {seed}: {printed} printed");
    }
}

/// One thing goes wrong, and is mended after a while.
fn fault(world: &mut World, chance: &mut Chance) {
    let while_ms = 200 + chance.below(15_000);
    match chance.below(9) {
        0 => {
            world.printer.paper = u32::try_from(chance.below(8)).unwrap();
            world.run(while_ms);
            world.printer.paper = 100_000;
        }
        1 => {
            world.printer.is_open = true;
            world.run(while_ms);
            world.printer.is_open = false;
        }
        2 => {
            world.printer.is_jammed = true;
            world.run(while_ms);
            world.printer.is_jammed = false;
        }
        3 => world.printer.cut_power_after = Some(u32::try_from(chance.below(10)).unwrap()),
        4 => world.disconnect(),
        5 => {
            world.is_plugged = false;
            world.run(while_ms);
            world.is_plugged = true;
        }
        6 => {
            world.printer.is_mute = true;
            world.run(while_ms);
            world.printer.is_mute = false;
        }
        7 => {
            world.kill_after = Some(world.effects + usize::try_from(chance.below(20)).unwrap());
            world.run(while_ms);
        }
        _ => {
            world.is_linked = false;
            world.run(while_ms);
            world.is_linked = true;
            world.step(Input::Linked(Asker::Office));
        }
    }
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
