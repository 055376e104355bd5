//! One visit for several services: one number, and one leg after the other.

use crate::world::{
    IDENTITY, INFORMATION, ONE, RESIDENCE, TAXES, THREE, TWO, World, call, desk, finish, issue_all, service,
};
use office::command::Order;
use office::event::{Fact, Outcome};
use office::id::{ServiceId, TicketId};
use office::refusal::Refusal;
use office::ticket::{Class, LegState};

#[test]
fn visit_for_two_services_has_one_number_and_its_second_leg_waits_at_the_old_place() {
    let mut world = World::with_open_desks();
    let (both, later) = (issue(&mut world, IDENTITY, &[TAXES]), issue(&mut world, TAXES, &[]));
    serve(&mut world, &both, ONE);
    world.accept(finish(&both));
    let ticket = &world.floor.tickets[&both];
    assert_eq!((ticket.state(), ticket.legs.len(), ticket.then.len()), (LegState::Waiting, 2, 0));
    assert_eq!(ticket.leg().service, service(TAXES));
    assert_eq!(ticket.legs[0].outcome, Some(Outcome::Settled));
    assert!(world.floor.ahead_of(&world.floor.tickets[&later]) == 1, "who came later has been let past");
    world.accept(Order::CallNext { desk: desk(TWO) });
    assert_eq!(world.floor.ticket_at(&desk(TWO)).unwrap().id, both);
}

#[test]
fn desk_that_can_take_the_next_service_goes_on_with_it() {
    let mut world = World::with_open_desks();
    let both = issue(&mut world, IDENTITY, &[RESIDENCE, TAXES]);
    serve(&mut world, &both, ONE);
    world.wait(300);
    world.accept(finish(&both));
    let ticket = &world.floor.tickets[&both];
    assert_eq!((ticket.state(), &ticket.leg().service), (LegState::Serving, &service(RESIDENCE)));
    assert_eq!(ticket.leg().desk, Some(desk(ONE)));
    assert_eq!(ticket.leg().started_at, Some(world.now));
    assert_eq!(world.floor.ticket_at(&desk(ONE)).unwrap().id, both);
    assert!(!world.floor.called.contains(&both), "nobody is called who sits at the desk");
    world.accept(finish(&both));
    assert_eq!(world.floor.tickets[&both].state(), LegState::Waiting);
    assert!(world.floor.ticket_at(&desk(ONE)).is_none());
}

#[test]
fn what_was_done_in_passing_gets_no_leg() {
    let mut world = World::with_open_desks();
    let both = issue(&mut world, IDENTITY, &[TAXES]);
    serve(&mut world, &both, TWO);
    let done = vec![service(IDENTITY), service(TAXES)];
    world.accept(Order::Finish { ticket: both.clone(), outcome: Outcome::Settled, done });
    let ticket = &world.floor.tickets[&both];
    assert_eq!((ticket.state(), ticket.then.len()), (LegState::Finished, 0));
}

#[test]
fn what_is_still_to_come_survives_a_move() {
    let mut world = World::with_open_desks();
    let both = issue(&mut world, IDENTITY, &[INFORMATION]);
    serve(&mut world, &both, ONE);
    let to = office::event::MoveTo::Service(service(TAXES));
    world.accept(Order::Move { ticket: both.clone(), to });
    serve(&mut world, &both, THREE);
    world.accept(finish(&both));
    assert_eq!(world.floor.tickets[&both].leg().service, service(INFORMATION));
}

#[test]
fn services_that_are_named_twice_are_one() {
    let mut world = World::with_open_desks();
    let once = issue(&mut world, IDENTITY, &[TAXES, IDENTITY, TAXES]);
    assert_eq!(world.floor.tickets[&once].then, [service(TAXES)]);
}

#[test]
fn visit_for_what_is_not_there_or_for_too_much_is_refused() {
    let mut world = World::with_open_desks().unchecked();
    let unknown = world.refuse(issue_all(IDENTITY, &["ghost"], Class::Ordinary));
    assert_eq!(unknown, Refusal::UnknownService { service: ServiceId::new("ghost").unwrap() });
    let mut rules = world.floor.rules().unwrap().clone();
    for n in 0..3 {
        let mut more = rules.services[0].clone();
        more.id = service(&format!("more-{n}"));
        rules.desks[2].skills.insert(more.id.clone());
        rules.services.push(more);
    }
    let nobody = service("nobody");
    rules.services.push(office::configuration::Service { id: nobody.clone(), ..rules.services[0].clone() });
    let version = office::configuration::Version(1);
    world.floor.configuration = Some((version, std::sync::Arc::new(rules)));
    let served = world.refuse(issue_all(IDENTITY, &["nobody"], Class::Ordinary));
    assert_eq!(served, Refusal::NobodyServes { service: nobody });
    let many = ["more-0", "more-1", "more-2", TAXES];
    assert_eq!(world.refuse(issue_all(IDENTITY, &many, Class::Ordinary)), Refusal::TooManyLegs { max: 4 });
    world.accept(issue_all(IDENTITY, &many[..3], Class::Ordinary));
}

#[test]
fn why_a_number_was_given_against_the_route_is_in_the_log() {
    use office::event::{Against, AgainstReason};
    use office::service::RouteKind;
    let mut world = World::with_open_desks();
    let against = Some(Against { offered: RouteKind::Appointment, reason: AgainstReason::Urgent });
    let Order::IssueTicket { service, then, class, channel, quote, .. } =
        issue_all(IDENTITY, &[], Class::Ordinary)
    else {
        unreachable!()
    };
    world.accept(Order::IssueTicket { service, then, class, channel, quote, against });
    let said = world.log.iter().find_map(|event| match &event.fact {
        Fact::TicketIssued { against, .. } => Some(*against),
        _ => None,
    });
    assert_eq!(said, Some(against));
}

fn issue(world: &mut World, first: &str, then: &[&str]) -> TicketId {
    let facts = world.accept(issue_all(first, then, Class::Ordinary));
    facts[0].ticket().unwrap().clone()
}

fn serve(world: &mut World, ticket: &TicketId, at: &str) {
    world.accept(call(ticket, at));
    world.accept(Order::Start { ticket: ticket.clone() });
}
