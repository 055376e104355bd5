//! When a configuration comes into force: at once, where nobody is stranded by it, or at the next opening.

use crate::world::{
    IDENTITY, INFORMATION, ONE, RESIDENCE, TAXES, THREE, TWO, World, at, configuration, desk, finish,
    issue_all, move_to, number, service, weekly_hours,
};
use office::command::Order;
use office::configuration::{Configuration, RouteKind, Version};
use office::decide::{Decision, obstacles};
use office::due::next_due;
use office::event::{Fact, MoveTo};
use office::floor::DeskState;
use office::id::{OfficeId, TicketId};
use office::refusal::Refusal;
use office::ticket::{Class, LegState};
use proptest::prelude::*;
use serde_json::json;
use std::sync::Arc;

const NEW: Version = Version(3);

#[test]
fn nobody_is_left_whom_no_desk_could_call_whatever_state_they_are_in() {
    for state in [LegState::Waiting, LegState::Called, LegState::Serving, LegState::Held, LegState::Absent] {
        let mut world = World::with_open_desks().unchecked();
        let ticket = world.issue(INFORMATION);
        bring_to(&mut world, &ticket, state);
        know(&mut world, |document| without_service_at_desks(document, INFORMATION));
        let refusal = world.refuse(adopt());
        assert_eq!(
            refusal,
            Refusal::ServiceInUse { service: service(INFORMATION), number: number('R', 1) },
            "{state:?}"
        );
        know(&mut world, |document| document.services.retain(|other| other.id.as_str() != INFORMATION));
        assert_eq!(world.refuse(adopt()).code(), "service_in_use", "{state:?}");
    }
}

#[test]
fn service_goes_as_soon_as_nobody_waits_for_it() {
    let mut world = World::with_open_desks().unchecked();
    let ticket = world.issue(INFORMATION);
    know(&mut world, |document| without_service_at_desks(document, INFORMATION));
    world.refuse(adopt());
    world.call_next(THREE);
    world.accept(Order::Start { ticket: ticket.clone() });
    world.accept(finish(&ticket));
    assert_eq!(world.accept(adopt()), [Fact::ConfigurationAdopted { version: NEW }]);
}

#[test]
fn service_that_is_still_to_come_in_a_visit_stays() {
    let mut world = World::with_open_desks().unchecked();
    world.accept(issue_all(IDENTITY, &[INFORMATION], Class::Ordinary));
    know(&mut world, |document| without_service_at_desks(document, INFORMATION));
    let refusal = world.refuse(adopt());
    assert_eq!(refusal, Refusal::ServiceInUse { service: service(INFORMATION), number: number('A', 1) });
}

#[test]
fn desk_where_somebody_sits_stays_until_it_is_closed() {
    let mut world = World::with_open_desks().unchecked();
    know(&mut world, |document| document.desks.retain(|desk| desk.id.as_str() != TWO));
    let in_use = Refusal::DeskInUse { desk: desk(TWO) };
    assert_eq!(world.refuse(adopt()), in_use);
    world.accept(Order::PauseDesk { desk: desk(TWO), back_at: None });
    assert_eq!(world.refuse(adopt()), in_use, "somebody comes back to it");
    world.accept(Order::CloseDesk { desk: desk(TWO) });
    world.accept(adopt());
    assert_eq!(world.refuse(Order::OpenDesk { desk: desk(TWO) }).code(), "unknown_desk");
}

#[test]
fn closed_desk_that_somebody_was_sent_to_stays() {
    let mut world = World::with_open_desks().unchecked();
    let ticket = world.issue(TAXES);
    world.accept(move_to(&ticket, MoveTo::Desk(desk(TWO))));
    world.accept(Order::CloseDesk { desk: desk(TWO) });
    know(&mut world, |document| document.desks.retain(|desk| desk.id.as_str() != TWO));
    assert_eq!(world.refuse(adopt()), Refusal::DeskInUse { desk: desk(TWO) });
    world.accept(move_to(&ticket, MoveTo::Welcome));
    world.accept(adopt());
    world.accept(crate::world::call(&ticket, ONE));
}

#[test]
fn everything_that_stands_in_the_way_is_told_at_once() {
    let mut world = World::with_open_desks().unchecked();
    world.issue(TAXES);
    world.issue(INFORMATION);
    world.issue(TAXES);
    let mut document = configuration(weekly_hours());
    document.desks.truncate(1);
    let codes: Vec<_> = obstacles(&world.floor, &document).iter().map(Refusal::code).collect();
    assert_eq!(codes, ["service_in_use", "service_in_use", "desk_in_use", "desk_in_use"]);
}

#[test]
fn numbers_keep_their_letter_and_place_when_their_service_changes_series() {
    let mut world = World::with_open_desks().unchecked();
    let first = world.issue(RESIDENCE);
    know(&mut world, |document| {
        document.series[0].letter = office::number::Series::new('E').unwrap();
        for service in &mut document.services[..2] {
            service.series = document.series[0].letter;
        }
    });
    world.accept(adopt());
    let second = world.issue(RESIDENCE);
    assert_eq!((world.ticket(&first).number, world.ticket(&second).number), (number('A', 1), number('E', 1)));
    assert_eq!(world.call_next(ONE), Some(first));
    // Back again, the old letter goes on where it was.
    know_as(&mut world, Version(4), |_| ());
    world.accept(Order::AdoptConfiguration { version: Version(4) });
    let third = world.issue(RESIDENCE);
    assert_eq!(world.ticket(&third).number, number('A', 2));
}

#[test]
fn configuration_of_another_office_is_refused_now_and_later() {
    let mut world = World::new().unchecked();
    let other = OfficeId::new("library").unwrap();
    know(&mut world, |document| document.office.id = other.clone());
    let refusal = Refusal::OtherOffice { office: other.clone() };
    assert_eq!(world.refuse(adopt()), refusal);
    assert_eq!(world.refuse(plan()), refusal);
}

#[test]
fn planned_configuration_comes_into_force_when_the_next_day_opens() {
    let mut world = World::with_open_desks().unchecked();
    world.issue(INFORMATION);
    know(&mut world, |document| without_service_at_desks(document, INFORMATION));
    assert_eq!(world.accept(plan()), [Fact::AdoptionPlanned { version: NEW }]);
    assert_eq!(world.give(plan()), Decision::NothingToDo);
    assert_eq!(world.floor.configuration.as_ref().unwrap().0, Version(1));
    world.issue(INFORMATION);
    world.now = at("2026-03-02 20:00:00");
    world.accept(Order::Tick);
    assert_eq!(world.floor.configuration.as_ref().unwrap().0, Version(1), "the day has only ended");
    world.now = at("2026-03-03 08:30:00");
    let facts = world.accept(Order::Tick);
    assert_eq!(facts[0], Fact::ConfigurationAdopted { version: NEW });
    assert!(matches!(facts[1], Fact::DayOpened { configuration: NEW, .. }), "{facts:?}");
    assert_eq!(world.floor.planned, None);
    assert_eq!(world.refuse(crate::world::issue_order(INFORMATION, Class::Ordinary)).code(), "nobody_serves");
}

#[test]
fn next_day_opens_by_the_hours_of_the_planned_configuration() {
    let early = json!({"tuesday": [{"from": "07:00", "until": "12:00"}]});
    let late = json!({"wednesday": [{"from": "10:00", "until": "12:00"}]});
    for (week, opens) in [(early, "2026-03-03 06:30:00"), (late, "2026-03-04 09:30:00")] {
        let mut world = World::with_open_desks().unchecked();
        know(&mut world, |document| {
            document.hours = serde_json::from_value(json!({ "week": week })).unwrap()
        });
        world.accept(plan());
        world.now = at("2026-03-02 20:00:00");
        world.accept(Order::Tick);
        assert_eq!(next_due(&world.floor, world.now), Some(at(opens)));
        let refusal = world.refuse(crate::world::issue_order(IDENTITY, Class::Ordinary));
        assert_eq!(refusal, Refusal::OfficeClosed { reopens: Some(at(opens)) });
        world.now = at(opens).minus(std::time::Duration::from_millis(1));
        assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
        world.now = at(opens);
        world.accept(Order::Tick);
        assert_eq!(world.floor.configuration.as_ref().unwrap().0, NEW);
    }
}

#[test]
fn plan_can_be_dropped_replaced_or_overtaken() {
    let mut world = World::new();
    assert_eq!(world.give(Order::DropAdoption), Decision::NothingToDo);
    let second = Version(2);
    world.accept(Order::PlanAdoption { version: second });
    assert_eq!(world.accept(Order::DropAdoption), [Fact::AdoptionDropped { version: second }]);
    assert_eq!(world.floor.planned, None);
    world.accept(Order::PlanAdoption { version: second });
    // To plan what is in force is to leave things as they are, by its own name in the log.
    world.accept(Order::PlanAdoption { version: Version(1) });
    assert_eq!(world.floor.planned, Some(Version(1)));
    world.accept(Order::PlanAdoption { version: second });
    world.accept(Order::AdoptConfiguration { version: second });
    assert_eq!(world.floor.planned, None, "what is in force is not planned any more");
    assert_eq!(world.give(Order::DropAdoption), Decision::NothingToDo);
    assert_eq!(world.give(Order::PlanAdoption { version: second }), Decision::NothingToDo);
    let refusal = world.refuse(Order::PlanAdoption { version: Version(9) });
    assert_eq!(refusal, Refusal::UnknownConfiguration { version: 9 });
}

#[test]
fn plan_for_the_version_in_force_opens_the_day_without_another_adoption() {
    let mut world = World::new();
    world.accept(Order::PlanAdoption { version: Version(2) });
    world.accept(Order::PlanAdoption { version: Version(1) });
    world.now = at("2026-03-03 08:30:00");
    let facts = world.accept(Order::Tick);
    assert!(!facts.iter().any(|fact| matches!(fact, Fact::ConfigurationAdopted { .. })), "{facts:?}");
    assert_eq!(world.floor.planned, None);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_adoption_strands_anybody(
        tickets in prop::collection::vec((0..4_usize, 0..6_usize, 0..3_usize), 0..12),
        desks in prop::collection::vec((any::<bool>(), prop::collection::vec(any::<bool>(), 4)), 3),
        closed in prop::collection::vec(any::<bool>(), 3),
    ) {
        let services = [IDENTITY, RESIDENCE, TAXES, INFORMATION];
        let mut world = World::with_open_desks().unchecked();
        for (of, state, desk_of) in tickets {
            let ticket = world.issue(services[of]);
            let states = [LegState::Waiting, LegState::Called, LegState::Serving, LegState::Held, LegState::Absent];
            match states.get(state) {
                Some(state) => bring_to(&mut world, &ticket, *state),
                None => drop(world.accept(move_to(&ticket, MoveTo::Desk(desk([ONE, TWO, THREE][desk_of]))))),
            }
        }
        for (name, is_closed) in [ONE, TWO, THREE].into_iter().zip(closed) {
            if is_closed {
                let _ = world.give(Order::CloseDesk { desk: desk(name) });
            }
        }
        know(&mut world, |document| {
            for (desk, (_, skills)) in document.desks.iter_mut().zip(&desks) {
                desk.skills = services.iter().zip(skills).filter(|(_, has)| **has).map(|(name, _)| service(name)).collect();
            }
            let mut stays = desks.iter().map(|(stays, _)| *stays);
            document.desks.retain(|_| stays.next().unwrap());
        });
        let before: Vec<_> = world.floor.tickets.values().cloned().collect();
        let decision = world.give(adopt());
        prop_assert_eq!(&before, &world.floor.tickets.values().cloned().collect::<Vec<_>>());
        if let Decision::Accepted(_) = decision {
            let rules = world.floor.rules().unwrap().clone();
            for ticket in world.floor.tickets.values().filter(|ticket| !ticket.state().is_final()) {
                let can_call = |desk: &office::configuration::Desk| world.floor.can_serve(&desk.id, ticket);
                prop_assert!(rules.desks.iter().any(can_call), "{} is stranded", ticket.id);
            }
            for (desk, on_floor) in &world.floor.desks {
                prop_assert!(on_floor.state == DeskState::Closed || rules.desk(desk).is_some(), "{desk} is gone");
            }
        }
    }
}

fn adopt() -> Order {
    Order::AdoptConfiguration { version: NEW }
}

fn plan() -> Order {
    Order::PlanAdoption { version: NEW }
}

/// Lets the office know of a changed document; its world is not replayed, since that knows only the usual ones.
fn know(world: &mut World, change: impl FnOnce(&mut Configuration)) {
    know_as(world, NEW, change);
}

fn know_as(world: &mut World, version: Version, change: impl FnOnce(&mut Configuration)) {
    let mut document = configuration(weekly_hours());
    change(&mut document);
    world.floor.configurations.insert(version, Arc::new(document));
}

fn without_service_at_desks(document: &mut Configuration, name: &str) {
    for desk in &mut document.desks {
        desk.skills.remove(&service(name));
    }
    for other in document.services.iter_mut().filter(|other| other.id.as_str() == name) {
        other.route = RouteKind::Appointment;
    }
}

/// Brings a waiting ticket to a state, at the desk that takes everything.
fn bring_to(world: &mut World, ticket: &TicketId, state: LegState) {
    let order = |order: fn(TicketId) -> Order| order(ticket.clone());
    let steps = match state {
        LegState::Called => vec![],
        LegState::Serving => vec![order(|ticket| Order::Start { ticket })],
        LegState::Held => {
            vec![order(|ticket| Order::Start { ticket }), order(|ticket| Order::Hold { ticket })]
        }
        LegState::Absent => vec![order(|ticket| Order::MarkAbsent { ticket })],
        _ => return,
    };
    // Where the desk is taken already the visitor goes on waiting.
    if let Decision::Accepted(_) = world.give(crate::world::call(ticket, THREE)) {
        steps.into_iter().for_each(|step| drop(world.accept(step)));
    }
}
