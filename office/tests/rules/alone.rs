//! Numbers that a totem gives while it is alone: granted before, taken in afterwards, never refused.

use crate::world::{
    IDENTITY, INFORMATION, ONE, RESIDENCE, TAXES, THREE, TWO, World, at, desk, number, service,
};
use chrono::NaiveDate;
use office::alone::{BLOCK_LEN, BLOCKS_MAX, DATES_KEPT, wanted};
use office::command::{GivenAlone, Order};
use office::configuration::Version;
use office::decide::Decision;
use office::event::{Fact, Target};
use office::id::{DeviceId, TicketId};
use office::moment::Moment;
use office::queue::line_for;
use office::refusal::Refusal;
use office::ticket::{Class, LegState};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

const MONDAY: &str = "2026-03-02";
const TUESDAY: &str = "2026-03-03";

#[test]
fn blocks_are_wanted_for_the_open_date_and_the_next_one() {
    let mut world = World::before_first_day();
    let dates =
        |world: &World| wanted(&world.floor, world.now).iter().map(ToString::to_string).collect::<Vec<_>>();
    world.accept(Order::AdoptConfiguration { version: Version(1) });
    world.now = at("2026-03-01 12:00:00");
    assert_eq!(dates(&world), [MONDAY, TUESDAY], "on Sunday");
    world.now = at("2026-03-02 08:30:00");
    assert_eq!(dates(&world), [MONDAY, TUESDAY], "the clock is about to open the day");
    world.accept(Order::Tick);
    assert_eq!(dates(&world), [MONDAY, TUESDAY]);
    world.now = at("2026-03-02 17:00:00");
    assert_eq!(dates(&world), [TUESDAY, "2026-03-04"], "the doors have closed");
    world.now = at("2026-03-06 10:00:00");
    world.accept(Order::Tick);
    assert_eq!(dates(&world), ["2026-03-06", "2026-03-09"], "over the weekend");
}

#[test]
fn every_block_of_a_date_goes_on_where_the_last_one_ends() {
    let mut world = World::new();
    assert_eq!(granted(&mut world, "totem-1", MONDAY), (1, 50));
    assert_eq!(granted(&mut world, "totem-2", MONDAY), (51, 100));
    assert_eq!(granted(&mut world, "totem-1", TUESDAY), (1, 50));
    assert_eq!(granted(&mut world, "totem-1", MONDAY), (101, 150));
}

#[test]
fn nothing_is_granted_for_a_date_that_wants_none_or_to_who_has_had_enough() {
    let mut world = World::new();
    for other in ["2026-03-01", "2026-03-04", "2026-03-07"] {
        assert_eq!(world.give(grant("totem-1", other)), Decision::NothingToDo, "{other}");
    }
    for _ in 0..BLOCKS_MAX {
        granted(&mut world, "totem-1", MONDAY);
    }
    assert_eq!(world.give(grant("totem-1", MONDAY)), Decision::NothingToDo);
    assert_eq!(granted(&mut world, "totem-2", MONDAY).0, BLOCKS_MAX as u32 * BLOCK_LEN + 1);
}

#[test]
fn number_joins_the_queue_at_the_time_it_was_given() {
    let mut world = World::with_open_desks();
    granted(&mut world, "totem-1", MONDAY);
    let before = world.issue(IDENTITY);
    world.now = at("2026-03-02 09:20:00");
    let after = world.issue(IDENTITY);
    let alone = taken_in(&mut world, &given(1, "2026-03-02 09:10:00"));
    let line: Vec<&TicketId> =
        line_for(&world.floor, &desk(ONE), world.now).into_iter().map(|ticket| &ticket.id).collect();
    assert_eq!(line, [&before, &alone, &after]);
    let ahead = |id: &TicketId| world.floor.ahead_of(world.ticket(id));
    assert_eq!([&before, &alone, &after].map(ahead), [0, 1, 2]);
    assert_eq!(world.ticket(&alone).number, number('X', 1));
    assert_eq!(world.call_next(ONE).as_ref(), Some(&before));
    assert_eq!(world.call_next(THREE), Some(alone));
}

#[test]
fn time_of_a_number_lies_between_the_last_link_and_its_coming_in() {
    let mut world = World::new();
    world.now = at("2026-03-02 09:00:00");
    granted(&mut world, "totem-1", MONDAY);
    world.now = at("2026-03-02 10:00:00");
    for (count, taken_at, linked_at, joined_at) in [
        (1, "2026-03-02 09:40:00", Some("2026-03-02 09:30:00"), "2026-03-02 09:40:00"),
        (2, "2026-03-02 09:10:00", Some("2026-03-02 09:30:00"), "2026-03-02 09:30:00"),
        (3, "2026-03-02 08:00:00", None, "2026-03-02 09:00:00"),
        (4, "1970-01-01 00:00:00", None, "2026-03-02 09:00:00"),
        (5, "2026-03-02 11:00:00", None, "2026-03-02 10:00:00"),
        (6, "2026-03-02 09:40:00", Some("2026-03-02 11:00:00"), "2026-03-02 10:00:00"),
    ] {
        let given = GivenAlone { linked_at: linked_at.map(at), ..given(count, taken_at) };
        let id = taken_in(&mut world, &given);
        assert_eq!(world.ticket(&id).joined_at, at(joined_at), "X{count:03}");
    }
    let next = world.issue(IDENTITY);
    assert_eq!(world.ticket(&next).joined_at, world.now, "nobody else is put off by it");
}

#[test]
fn number_comes_in_once_however_often_it_is_handed_in() {
    let mut world = World::new();
    granted(&mut world, "totem-1", MONDAY);
    let id = taken_in(&mut world, &given(7, "2026-03-02 08:30:00"));
    assert_eq!(world.give(take_in(&given(7, "2026-03-02 08:30:00"))), Decision::NothingToDo);
    let other = GivenAlone { service: service(TAXES), ..given(7, "2026-03-02 08:31:00") };
    assert_eq!(world.give(take_in(&other)), Decision::NothingToDo);
    assert_eq!(world.ticket(&id).leg().service, service(IDENTITY));
}

#[test]
fn number_comes_in_after_the_doors_have_closed() {
    let mut world = World::new();
    granted(&mut world, "totem-1", MONDAY);
    world.now = at("2026-03-02 19:59:59");
    let id = taken_in(&mut world, &given(1, "2026-03-02 16:59:00"));
    assert_eq!(world.ticket(&id).state(), LegState::Waiting);
}

#[test]
fn number_that_nobody_serves_any_more_is_for_the_welcome_desk() {
    let mut world = World::new();
    granted(&mut world, "totem-1", MONDAY);
    let gone = GivenAlone { service: service("passports"), ..given(1, "2026-03-02 08:30:00") };
    let id = taken_in(&mut world, &gone);
    let ticket = world.ticket(&id);
    assert_eq!((ticket.state(), &ticket.leg().target), (LegState::Waiting, &Target::Welcome));
    // What else the visitor came for is done at a desk.
    let rest = GivenAlone {
        service: service("passports"),
        then: vec![service(TAXES), service("moon"), service(TAXES), service(INFORMATION)],
        ..given(2, "2026-03-02 08:30:00")
    };
    let id = taken_in(&mut world, &rest);
    let ticket = world.ticket(&id);
    assert_eq!((ticket.leg().service.as_str(), &ticket.leg().target), (TAXES, &Target::Skill));
    assert_eq!(ticket.then, [service(INFORMATION)]);
}

#[test]
fn number_of_a_date_that_is_over_is_noted_and_nobody_waits() {
    let mut world = World::new();
    granted(&mut world, "totem-1", MONDAY);
    world.now = at("2026-03-02 20:00:00");
    world.accept(Order::Tick);
    let late = [given(1, "2026-03-02 16:00:00"), given(2, "2026-03-02 16:01:00")];
    let noted = |facts: Vec<Fact>| matches!(facts[..], [Fact::NumberUnserved { .. }]);
    assert!(noted(world.accept(take_in(&late[0]))), "at night");
    world.now = at("2026-03-03 08:30:00");
    // The clock is about to open the next date; that changes nothing for one that is over.
    assert!(noted(world.accept(take_in(&late[1]))));
    world.accept(Order::Tick);
    for late in &late {
        assert_eq!(world.give(take_in(late)), Decision::NothingToDo);
    }
    assert!(world.floor.tickets.is_empty());
}

#[test]
fn number_waits_at_the_totem_for_the_clock_to_open_its_date() {
    let mut world = World::new();
    granted(&mut world, "totem-1", TUESDAY);
    world.now = at("2026-03-03 08:30:00");
    let early = GivenAlone { date: date(TUESDAY), ..given(1, "2026-03-03 08:30:00") };
    assert_eq!(world.give(take_in(&early)), Decision::NothingToDo);
    assert!(!world.floor.blocks.has_come_in(date(TUESDAY), early.number.count()));
    world.accept(Order::Tick);
    taken_in(&mut world, &early);
}

#[test]
fn number_of_a_date_that_is_opened_again_does_not_come_in_twice() {
    let mut world = World::new();
    granted(&mut world, "totem-1", MONDAY);
    taken_in(&mut world, &given(1, "2026-03-02 08:30:00"));
    world.now = at("2026-03-09 10:00:00");
    world.accept(Order::Tick);
    world.now = at("2026-03-02 10:00:00");
    world.accept(Order::OpenAgain { given: BTreeMap::from([(number('X', 1).series(), 1)]) });
    assert_eq!(world.give(take_in(&given(1, "2026-03-02 08:30:00"))), Decision::NothingToDo);
    taken_in(&mut world, &given(2, "2026-03-02 09:30:00"));
}

#[test]
fn number_is_no_other_totems_to_give_and_no_other_series() {
    let mut world = World::new();
    granted(&mut world, "totem-1", MONDAY);
    let thief = GivenAlone { device: device("totem-2"), ..given(1, "2026-03-02 08:30:00") };
    assert_eq!(world.refuse(take_in(&thief)), Refusal::UnknownSlip);
    let ordinary = GivenAlone { number: number('A', 1), ..given(1, "2026-03-02 08:30:00") };
    assert_eq!(world.refuse(take_in(&ordinary)), Refusal::UnknownSlip);
}

#[test]
fn number_of_a_block_that_was_forgotten_is_taken_in_and_not_granted_again() {
    let mut world = World::new();
    taken_in(&mut world, &given(30, "2026-03-02 08:30:00"));
    assert_eq!(granted(&mut world, "totem-2", MONDAY).0, 31);
}

#[test]
fn number_that_the_same_visit_was_given_unseen_is_given_up() {
    let mut world = World::with_open_desks();
    granted(&mut world, "totem-1", MONDAY);
    let unseen = world.issue(IDENTITY);
    let given = GivenAlone { in_place_of: Some(unseen.clone()), ..given(1, "2026-03-02 09:00:00") };
    let facts = world.accept(take_in(&given));
    assert!(
        matches!(&facts[..], [Fact::TicketLeft { ticket }, Fact::TicketIssued { .. }] if *ticket == unseen)
    );
    assert_eq!(world.ticket(&unseen).state(), LegState::Left);
    // One that is at a desk already, whoever stands there, goes on.
    world.call_next(ONE);
    let seen = world.issue(TAXES);
    world.call_next(TWO);
    world.accept(Order::Start { ticket: seen.clone() });
    let given =
        GivenAlone { in_place_of: Some(seen.clone()), ..crate::alone::given(2, "2026-03-02 09:00:00") };
    assert_eq!(world.accept(take_in(&given)).len(), 1);
    assert_eq!(world.ticket(&seen).state(), LegState::Serving);
}

#[test]
fn blocks_of_a_quarter_of_a_year_are_remembered() {
    let mut world = World::new();
    let first = date(MONDAY);
    for days in 0..DATES_KEPT as u64 + 5 {
        let date = first + chrono::Days::new(days);
        let (first, last) = (number('X', 1).count(), number('X', BLOCK_LEN).count());
        let series = number('X', 1).series();
        world.record(Fact::BlockGranted { device: device("totem-1"), date, series, first, last });
    }
    assert_eq!(world.floor.blocks.dates().count(), DATES_KEPT);
    assert_eq!(world.floor.blocks.first_date(), Some(first + chrono::Days::new(5)));
}

/// One step of a random life: so many minutes pass, then somebody does something.
#[derive(Debug, Clone, Copy)]
enum Step {
    Grant { totem: usize, tomorrow: bool },
    Give { totem: usize, clock_off_min: i64 },
    HandIn { nth: usize },
    Issue,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_totems_give_comes_in_once_in_its_place_and_is_never_refused(
        steps in vec((0..7_u64, any_step()), 1..120)
    ) {
        let mut world = World::new();
        let mut totems = [Totem::default(), Totem::default()];
        let mut handed: Vec<GivenAlone> = Vec::new();
        let mut all: BTreeSet<String> = BTreeSet::new();
        for (minutes, step) in steps {
            world.now = world.now.plus(Duration::from_secs(minutes * 60));
            world.give(Order::Tick);
            match step {
                Step::Grant { totem, tomorrow } => totems[totem].stock(&mut world, totem, tomorrow),
                Step::Give { totem, clock_off_min } => {
                    let Some(given) = totems[totem].give(&world, totem, clock_off_min) else { continue };
                    prop_assert!(all.insert(format!("{} {}", given.date, given.number)), "{given:?} twice");
                    handed.push(given);
                }
                Step::HandIn { nth } if handed.is_empty() => prop_assert!(nth < usize::MAX),
                Step::HandIn { nth } => hand_in(&mut world, &handed[nth % handed.len()])?,
                Step::Issue => drop(world.give(crate::world::issue_order(RESIDENCE, Class::Ordinary))),
            }
        }
        for given in &handed {
            hand_in(&mut world, given)?;
        }
        let came_in: usize = world.floor.blocks.dates().map(|(_, of_date)| of_date.came_in.len()).sum();
        prop_assert_eq!(came_in, handed.len(), "none is lost and none is doubled");
    }
}

/// Hands a number in: it comes in, or is here already, and stands at its time.
fn hand_in(world: &mut World, given: &GivenAlone) -> Result<(), TestCaseError> {
    let was_here = world.floor.blocks.has_come_in(given.date, given.number.count());
    match world.give(take_in(given)) {
        Decision::Accepted(facts) => {
            prop_assert!(!was_here, "{given:?} came in twice");
            if let Some(ticket) = facts.iter().find_map(Fact::ticket) {
                let ticket = world.ticket(ticket);
                let block = world.floor.blocks.on(given.date);
                let granted_at = block.block_of(given.number.count()).unwrap().granted_at;
                prop_assert!((granted_at..=world.now).contains(&ticket.joined_at));
                let is_in_between = (granted_at..=world.now).contains(&given.taken_at);
                prop_assert!(!is_in_between || ticket.joined_at == given.taken_at);
            }
        }
        Decision::NothingToDo => prop_assert!(was_here, "{given:?} was not taken in"),
        Decision::Refused(refusal) => prop_assert!(false, "{given:?}: {refusal:?}"),
    }
    Ok(())
}

/// A totem with its numbers.
#[derive(Default)]
struct Totem {
    left: BTreeMap<NaiveDate, Vec<u32>>,
}

impl Totem {
    fn stock(&mut self, world: &mut World, nth: usize, tomorrow: bool) {
        let Some(date) = wanted(&world.floor, world.now).into_iter().nth(usize::from(tomorrow)) else {
            return;
        };
        let order = Order::GrantBlock { device: device(&format!("totem-{nth}")), date };
        if let Decision::Accepted(facts) = world.give(order) {
            let Fact::BlockGranted { first, last, .. } = &facts[0] else { panic!("{facts:?}") };
            self.left.entry(date).or_default().extend(first.get()..=last.get());
        }
    }

    /// A number of the date that the clock on the wall names, at a time that the totem's own may get wrong.
    fn give(&mut self, world: &World, nth: usize, clock_off_min: i64) -> Option<GivenAlone> {
        let date = world.floor.day.filter(|day| world.now < day.closes)?.date;
        let left = self.left.get_mut(&date).filter(|left| !left.is_empty())?;
        let taken_at = Moment::from_millis(world.now.as_millis() + clock_off_min * 60_000)?;
        let number = number('X', left.remove(0));
        Some(GivenAlone {
            device: device(&format!("totem-{nth}")),
            date,
            number,
            taken_at,
            ..given(1, "2026-03-02 08:30:00")
        })
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (0..2_usize, any::<bool>()).prop_map(|(totem, tomorrow)| Step::Grant { totem, tomorrow }),
        6 => (0..2_usize, prop_oneof![4 => Just(0_i64), 1 => -90..90_i64])
            .prop_map(|(totem, clock_off_min)| Step::Give { totem, clock_off_min }),
        4 => (0..40_usize).prop_map(|nth| Step::HandIn { nth }),
        2 => Just(Step::Issue),
    ]
}

fn device(name: &str) -> DeviceId {
    DeviceId::new(name).unwrap()
}

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn grant(totem: &str, on: &str) -> Order {
    Order::GrantBlock { device: device(totem), date: date(on) }
}

/// The first and the last number of a block that is granted.
fn granted(world: &mut World, totem: &str, on: &str) -> (u32, u32) {
    let facts = world.accept(grant(totem, on));
    let Fact::BlockGranted { first, last, .. } = &facts[0] else { panic!("{facts:?}") };
    (first.get(), last.get())
}

/// A number of Monday that the first totem has given.
fn given(count: u32, taken_at: &str) -> GivenAlone {
    GivenAlone {
        device: device("totem-1"),
        date: date(MONDAY),
        number: number('X', count),
        taken_at: at(taken_at),
        linked_at: None,
        service: service(IDENTITY),
        then: Vec::new(),
        class: Class::Ordinary,
        in_place_of: None,
    }
}

fn take_in(given: &GivenAlone) -> Order {
    Order::TakeIn { given: Box::new(given.clone()) }
}

/// The ticket of a number that comes in.
fn taken_in(world: &mut World, given: &GivenAlone) -> TicketId {
    let facts = world.accept(take_in(given));
    facts.iter().rev().find_map(Fact::ticket).unwrap_or_else(|| panic!("{facts:?}")).clone()
}
