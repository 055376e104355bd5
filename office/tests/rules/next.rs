//! Who is next: the formulas of the `queueing` study, section 8.5, and what they promise.

use crate::world::{
    IDENTITY, INFORMATION, ONE, RESIDENCE, TAXES, THREE, TWO, World, at, desk, number, service,
};
use office::command::Order;
use office::configuration::Targets;
use office::event::{Channel, Fact};
use office::floor::Floor;
use office::id::TicketId;
use office::moment::Moment;
use office::queue::{bend, idle_desk_for, in_milli, line_for, next_for, urgency};
use office::ticket::Class;
use office::why::Why;
use std::collections::BTreeSet;
use std::time::Duration;

#[test]
fn urgency_is_straight_up_to_two_and_a_half_and_square_above() {
    for (x, bent) in [(0.0, 0.0), (1.0, 1.0), (2.5, 2.5), (3.0, 3.6), (5.0, 10.0), (10.0, 40.0)] {
        assert_eq!(bend(x), bent, "bend({x})");
    }
    let start = at("2026-03-02 09:00:00");
    // Class, minutes waited, urgency in thousandths.
    let table = [
        (Class::Ordinary, 0, 0),
        (Class::Ordinary, 10, 500),
        (Class::Ordinary, 20, 1_000),
        (Class::Ordinary, 50, 2_500),
        (Class::Ordinary, 60, 3_600),
        (Class::Priority, 3, 500),
        (Class::Priority, 6, 1_000),
        (Class::Priority, 15, 2_500),
        (Class::Priority, 18, 3_600),
    ];
    for (class, minutes, milli) in table {
        let now = after(start, minutes * 60);
        let found = urgency(class, start, &Targets::default(), now);
        assert_eq!(in_milli(found), milli, "{class:?} after {minutes} minutes");
    }
}

#[test]
fn a_wait_that_has_not_begun_has_no_urgency() {
    let start = at("2026-03-02 09:00:00");
    let before = start.minus(Duration::from_secs(3600));
    assert_eq!(urgency(Class::Priority, start, &Targets::default(), before), 0.0);
}

#[test]
fn urgency_never_falls_while_waiting() {
    let start = at("2026-03-02 09:00:00");
    for class in [Class::Ordinary, Class::Priority] {
        let curve: Vec<f64> =
            (0..14_400).map(|s| urgency(class, start, &Targets::default(), after(start, s))).collect();
        assert!(curve.is_sorted(), "{class:?}");
    }
}

#[test]
fn equal_urgencies_of_both_classes_go_to_whoever_came_first() {
    // 3 s of a priority ticket weigh as much as 10 s of an ordinary one.
    for tenths in 1..4_000 {
        let mut world = World::new().unchecked();
        let start = world.now;
        let ordinary = joined(&mut world, 1, start, Class::Ordinary, IDENTITY);
        joined(&mut world, 2, start.plus(Duration::from_millis(tenths * 700)), Class::Priority, IDENTITY);
        world.now = start.plus(Duration::from_millis(tenths * 1_000));
        let choice = next_for(&world.floor, &desk(ONE), world.now).unwrap();
        assert_eq!(choice.ticket.id, ordinary, "after {tenths} s");
        assert_eq!(choice.runner_up_milli, Some(choice.urgency_milli));
    }
}

#[test]
fn of_equal_urgencies_the_earlier_place_counts_before_the_order_of_issue() {
    let mut world = World::new().unchecked();
    let start = world.now;
    joined(&mut world, 1, after(start, 7 * 60), Class::Priority, IDENTITY);
    let came_first = joined(&mut world, 2, start, Class::Ordinary, IDENTITY);
    world.now = after(start, 10 * 60);
    assert_eq!(next_for(&world.floor, &desk(ONE), world.now).unwrap().ticket.id, came_first);
}

#[test]
fn the_runner_up_is_the_most_urgent_of_the_others_wherever_it_stands() {
    // Ages in minutes in the order of issue, with the class; urgencies of the first two.
    const O: Class = Class::Ordinary;
    const P: Class = Class::Priority;
    let table: [Row; 5] = [
        (&[(O, 10)], 500, None),
        (&[(O, 10), (P, 6)], 1000, Some(500)),
        (&[(O, 14), (O, 10), (P, 6)], 1000, Some(700)),
        (&[(O, 14), (P, 6), (P, 3)], 1000, Some(700)),
        (&[(P, 6), (O, 14), (O, 10)], 1000, Some(700)),
    ];
    for (people, best, runner_up) in table {
        let mut world = World::new().unchecked();
        let start = world.now;
        for ((class, age), count) in people.iter().zip(1..) {
            joined(&mut world, count, after(start, (60 - age) * 60), *class, IDENTITY);
        }
        let choice = next_for(&world.floor, &desk(ONE), after(start, 3600)).unwrap();
        assert_eq!((choice.urgency_milli, choice.runner_up_milli), (best, runner_up), "{people:?}");
    }
}

#[test]
fn equals_that_came_at_the_same_moment_go_by_the_order_of_their_issue() {
    let mut world = World::with_open_desks();
    let ids: Vec<TicketId> = (0..5).map(|_| world.issue(IDENTITY)).collect();
    assert_eq!(order_at(&world.floor, THREE, world.now), ids);
}

type Row = (&'static [(Class, u64)], u32, Option<u32>);

/// Every queue of up to six tickets: classes, services, and ages in every permutation, once all
/// distinct and once in equal pairs.
#[test]
fn in_every_small_queue_the_order_is_fair_and_the_desk_able() {
    for_every_small_queue(|people| {
        let (world, ids) = queue_of(people);
        let order = order_at(&world.floor, THREE, world.now);
        assert_eq!(order.len(), people.len(), "desk three can serve everybody");
        nobody_is_overtaken_by_an_equal_who_came_later(people, &ids, &order);
        one_more_never_reorders_the_others(&world, &ids, &order);
        the_desk_can_serve_whom_it_calls_and_calls_all_of_them(&world, people, &ids);
    });
}

fn nobody_is_overtaken_by_an_equal_who_came_later(people: &[Person], ids: &[TicketId], order: &[TicketId]) {
    let place = |index: usize| order.iter().position(|id| *id == ids[index]).unwrap();
    for (i, one) in people.iter().enumerate() {
        for (j, other) in people.iter().enumerate() {
            let earlier = (one.minutes_late, i) < (other.minutes_late, j);
            if earlier && one.class == other.class {
                assert!(place(i) < place(j), "{people:?}: {j} was called before {i}");
            }
        }
    }
}

fn one_more_never_reorders_the_others(world: &World, ids: &[TicketId], order: &[TicketId]) {
    let last = ids.last().unwrap();
    let mut without = world.clone();
    without.record(Fact::TicketLeft { ticket: last.clone() });
    let others: Vec<TicketId> = order.iter().filter(|id| *id != last).cloned().collect();
    assert_eq!(order_at(&without.floor, THREE, without.now), others);
}

fn the_desk_can_serve_whom_it_calls_and_calls_all_of_them(
    world: &World,
    people: &[Person],
    ids: &[TicketId],
) {
    let can_be_called = people.iter().zip(ids).filter(|(person, _)| person.service != TAXES);
    let expected: BTreeSet<TicketId> = can_be_called.map(|(_, id)| id.clone()).collect();
    let called = order_at(&world.floor, ONE, world.now);
    assert_eq!(called.into_iter().collect::<BTreeSet<_>>(), expected, "{people:?}");
}

#[test]
fn a_walk_in_is_only_passed_by_priority_tickets_issued_in_the_first_seven_tenths_of_its_wait() {
    let mut world = World::new().unchecked();
    let start = world.now;
    let walk_in = joined(&mut world, 1, start, Class::Ordinary, IDENTITY);
    for waited_s in (60..=4 * 3600).step_by(420) {
        for issued_s in (0..waited_s).step_by(60) {
            let mut world = world.clone();
            joined(&mut world, 2, after(start, issued_s), Class::Priority, IDENTITY);
            let first = next_for(&world.floor, &desk(ONE), after(start, waited_s)).unwrap().ticket.id.clone();
            // issue + w * (1 - 6/20), in integers; at the bound itself the walk-in came first.
            let may_pass = issued_s * 10 < waited_s * 7;
            assert_eq!(first != walk_in, may_pass, "waited {waited_s} s, priority issued after {issued_s} s");
        }
    }
}

#[test]
fn priority_tickets_beyond_the_capacity_do_not_starve_a_walk_in() {
    // One desk, five minutes each; priority tickets alone ask for 109 % and 130 % of it.
    for (percent, served_within_min) in [(109, 60), (130, 240)] {
        let mut world = World::new();
        world.now = at("2026-03-02 09:00:00");
        let start = world.now;
        world.accept(Order::OpenDesk { desk: desk(ONE) });
        let mut arrivals = (0..).map(|n: u64| after(start, n * 30_000 / percent));
        let mut next_arrival = arrivals.next().unwrap();
        let mut walk_in = None;
        let served = (0..48).find(|_| {
            while next_arrival <= world.now {
                world.issue_as(IDENTITY, Class::Priority);
                next_arrival = arrivals.next().unwrap();
            }
            if world.now >= after(start, 1800) && walk_in.is_none() {
                walk_in = Some(world.issue(IDENTITY));
            }
            let called = world.call_next(ONE);
            if let Some(ticket) = &called {
                world.accept(Order::Start { ticket: ticket.clone() });
                world.accept(crate::world::finish(ticket));
            }
            world.wait(300);
            called.is_some() && called == walk_in
        });
        assert!(served.is_some(), "starved at {percent} %");
        assert!(world.now <= after(start, (30 + served_within_min) * 60), "late at {percent} %");
    }
}

#[test]
fn the_answer_says_why() {
    let mut world = World::with_open_desks();
    let ordinary = world.issue(TAXES);
    world.wait(120);
    world.issue_as(IDENTITY, Class::Priority);
    let sent = world.issue(RESIDENCE);
    world.accept(crate::world::move_to(&sent, office::event::MoveTo::Desk(desk(TWO))));
    world.wait(9 * 60 + 59);
    let why = |world: &World, name| next_for(&world.floor, &desk(name), world.now).unwrap().why;
    assert_eq!(why(&world, ONE), Why::Priority { waited_min: 9, target_min: 6 });
    world.call_next(ONE);
    assert_eq!(why(&world, THREE), Why::FirstCome { waited_min: 11 });
    world.accept(Order::Leave { ticket: ordinary });
    assert_eq!(why(&world, TWO), Why::SentHere { waited_min: 9 });
    assert_eq!(next_for(&world.floor, &desk(THREE), world.now), None);
}

#[test]
fn of_idle_desks_the_one_with_the_fewest_skills_is_shown_then_the_longest_idle() {
    let mut world = World::with_open_desks();
    let [identity, information] = [world.issue(IDENTITY), world.issue(INFORMATION)];
    let shown = |world: &World, id| idle_desk_for(&world.floor, world.ticket(id));
    assert_eq!(shown(&world, &identity), Some(desk(ONE)), "equally idle: the lower number");
    assert_eq!(shown(&world, &information), Some(desk(THREE)));
    world.wait(60);
    world.accept(Order::PauseDesk { desk: desk(ONE), back_at: None });
    world.accept(Order::ResumeDesk { desk: desk(ONE) });
    assert_eq!(shown(&world, &identity), Some(desk(TWO)), "two has been idle for longer");
    world.call_next(TWO);
    world.accept(Order::CloseDesk { desk: desk(ONE) });
    let last = world.issue(IDENTITY);
    assert_eq!(shown(&world, &last), Some(desk(THREE)));
    world.accept(Order::CloseDesk { desk: desk(THREE) });
    assert_eq!(shown(&world, &last), None);
}

#[test]
fn ahead_are_those_issued_before_for_the_desks_that_can_call_the_ticket() {
    let mut world = World::with_open_desks();
    let [first, welcome, residence] = [IDENTITY, IDENTITY, RESIDENCE].map(|name| world.issue(name));
    world.accept(crate::world::move_to(&welcome, office::event::MoveTo::Welcome));
    let [taxes, sent] = [world.issue(TAXES), world.issue(IDENTITY)];
    world.accept(crate::world::move_to(&sent, office::event::MoveTo::Desk(desk(TWO))));
    let ahead = |id| world.floor.ahead_of(world.ticket(id));
    assert_eq!([&first, &residence, &taxes, &sent].map(ahead), [0, 1, 2, 2]);
}

#[test]
fn a_newcomer_is_told_before_and_after_that_the_same_people_are_ahead() {
    let mut world = World::with_open_desks();
    let [_, welcome, sent, _, _] =
        [IDENTITY, IDENTITY, IDENTITY, RESIDENCE, TAXES].map(|name| world.issue(name));
    world.accept(crate::world::move_to(&welcome, office::event::MoveTo::Welcome));
    world.accept(crate::world::move_to(&sent, office::event::MoveTo::Desk(desk(TWO))));
    for name in [IDENTITY, RESIDENCE, TAXES] {
        let before = world.floor.waiting_near(&crate::world::service(name));
        let id = world.issue(name);
        assert_eq!(world.floor.ahead_of(world.ticket(&id)), before, "{name}");
    }
}

#[derive(Debug, Clone, Copy)]
struct Person {
    class: Class,
    service: &'static str,
    minutes_late: u64,
}

fn for_every_small_queue(mut check: impl FnMut(&[Person])) {
    for size in 1..=6 {
        let distinct: Vec<u64> = (0..size).map(|n| n * 7).collect();
        let in_pairs: Vec<u64> = (0..size).map(|n| n / 2 * 7).collect();
        let mut ages = permutations(&distinct);
        ages.extend(permutations(&in_pairs));
        for (turn, ages) in ages.iter().enumerate() {
            for classes in 0..1_usize << size {
                let people: Vec<Person> = ages
                    .iter()
                    .enumerate()
                    .map(|(i, &minutes_late)| Person {
                        class: if classes >> i & 1 == 0 { Class::Ordinary } else { Class::Priority },
                        service: [IDENTITY, RESIDENCE, TAXES][(i * i + turn + classes) % 3],
                        minutes_late,
                    })
                    .collect();
                check(&people);
            }
        }
    }
}

fn permutations(of: &[u64]) -> Vec<Vec<u64>> {
    let Some((&last, rest)) = of.split_last() else { return vec![Vec::new()] };
    let mut found = Vec::new();
    for shorter in permutations(rest) {
        for place in 0..=shorter.len() {
            let mut longer = shorter.clone();
            longer.insert(place, last);
            found.push(longer);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// A floor on which these people wait, issued in this order, seen 45 minutes after the first age.
fn queue_of(people: &[Person]) -> (World, Vec<TicketId>) {
    let mut world = World::new().unchecked();
    let start = world.now;
    let ids = people
        .iter()
        .zip(1..)
        .map(|(person, count)| {
            joined(&mut world, count, after(start, person.minutes_late * 60), person.class, person.service)
        })
        .collect();
    world.now = after(start, 45 * 60);
    (world, ids)
}

/// A ticket with any `joined_at`, also one that today's rules would not give.
fn joined(world: &mut World, count: u32, joined_at: Moment, class: Class, name: &str) -> TicketId {
    let number = number('A', count);
    let ticket = TicketId::new(&format!("hall-20260302-{number}")).unwrap();
    world.record(Fact::TicketIssued {
        ticket: ticket.clone(),
        number,
        service: service(name),
        joined_at,
        channel: Channel::Totem,
        class,
        quote: None,
        then: Vec::new(),
        against: None,
        booking: None,
        due: None,
    });
    ticket
}

/// The order in which one desk would call everybody at this moment.
fn order_at(floor: &Floor, name: &str, now: Moment) -> Vec<TicketId> {
    let (floor_before, desk, mut order) = (floor, desk(name), Vec::new());
    let mut floor = floor_before.clone();
    while let Some(choice) = next_for(&floor, &desk, now) {
        let (ticket, seq) = (choice.ticket.id.clone(), choice.ticket.seq);
        floor.waiting.remove(&seq);
        order.push(ticket);
    }
    let line = line_for(floor_before, &desk, now);
    assert!(line.into_iter().map(|ticket| &ticket.id).eq(&order), "the line is another order");
    order
}

fn after(moment: Moment, seconds: u64) -> Moment {
    moment.plus(Duration::from_secs(seconds))
}
