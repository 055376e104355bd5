//! Tickets: every order in every state of a ticket, and the rules behind the states.

use crate::world::{
    IDENTITY, INFORMATION, ONE, RESIDENCE, TAXES, THREE, TWO, World, call, desk, finish, move_to, number,
    service,
};
use office::command::Order;
use office::decide::Decision;
use office::event::{CallRule, Fact, MoveTo, Outcome, ReasonCode, ResumedTo, Target};
use office::id::TicketId;
use office::refusal::Refusal;
use office::ticket::{Class, LegState, Step, Ticket};
use std::time::Duration;

const STATES: [LegState; 8] = [
    LegState::Waiting,
    LegState::Called,
    LegState::Serving,
    LegState::Held,
    LegState::Absent,
    LegState::Finished,
    LegState::Left,
    LegState::Lapsed,
];

type Asked = fn(TicketId) -> Order;
type Row = (Asked, Step, &'static [(LegState, LegState)]);

#[test]
fn every_order_to_a_ticket_in_every_state() {
    use LegState::{Absent, Called, Finished, Held, Left, Serving, Waiting};
    // Order, step that a refusal names, and from which state it leads where.
    let table: [Row; 11] = [
        (|t| call(&t, TWO), Step::Call, &[(Waiting, Called)]),
        (|ticket| Order::Recall { ticket }, Step::Recall, &[(Called, Called)]),
        (|ticket| Order::Withdraw { ticket }, Step::Withdraw, &[(Called, Waiting)]),
        (|ticket| Order::Start { ticket }, Step::Start, &[(Called, Serving)]),
        (|t| finish(&t), Step::Finish, &[(Serving, Finished)]),
        (|ticket| Order::MarkAbsent { ticket }, Step::MarkAbsent, &[(Called, Absent)]),
        (|ticket| Order::BringBack { ticket }, Step::BringBack, &[(Absent, Waiting)]),
        (|ticket| Order::Hold { ticket }, Step::Hold, &[(Serving, Held)]),
        (|ticket| Order::Resume { ticket, desk: desk(TWO) }, Step::ResumeServing, &[(Held, Serving)]),
        (
            |t| move_to(&t, MoveTo::Service(service(TAXES))),
            Step::Move,
            &[(Waiting, Waiting), (Called, Waiting), (Serving, Waiting), (Held, Waiting)],
        ),
        (
            |ticket| Order::Leave { ticket },
            Step::Leave,
            &[(Waiting, Left), (Called, Left), (Held, Left), (Absent, Left)],
        ),
    ];
    for (order, step, leads) in table {
        for state in STATES {
            let (mut world, ticket) = ticket_in(state);
            let decision = world.give(order(ticket.clone()));
            let place = format!("{step:?} on {state:?}");
            match leads.iter().find(|(from, _)| *from == state) {
                Some((_, to)) => {
                    assert!(matches!(decision, Decision::Accepted(_)), "{place}: {decision:?}");
                    assert_eq!(world.ticket(&ticket).state(), *to, "{place}");
                }
                None if (step, state) == (Step::Leave, Left) => assert_eq!(decision, Decision::NothingToDo),
                None => {
                    let refusal = Refusal::IllegalStep { number: number('A', 1), state, step };
                    assert_eq!(decision, Decision::Refused(refusal), "{place}");
                }
            }
        }
    }
}

#[test]
fn every_order_to_an_unknown_ticket_is_refused() {
    let ticket = TicketId::new("hall-20260302-A777").unwrap();
    let orders: [Asked; 11] = [
        |t| call(&t, TWO),
        |ticket| Order::Recall { ticket },
        |ticket| Order::Withdraw { ticket },
        |ticket| Order::Start { ticket },
        |t| finish(&t),
        |ticket| Order::MarkAbsent { ticket },
        |ticket| Order::BringBack { ticket },
        |ticket| Order::Hold { ticket },
        |ticket| Order::Resume { ticket, desk: desk(TWO) },
        |t| move_to(&t, MoveTo::Welcome),
        |ticket| Order::Leave { ticket },
    ];
    let mut world = World::with_open_desks();
    for order in orders {
        let refusal = Refusal::UnknownTicket { ticket: ticket.clone() };
        assert_eq!(world.refuse(order(ticket.clone())), refusal);
    }
}

#[test]
fn a_manual_call_and_a_resumption_need_an_open_desk() {
    for closing in [Order::CloseDesk { desk: desk(TWO) }, Order::PauseDesk { desk: desk(TWO), back_at: None }]
    {
        let (mut world, waiting) = ticket_in(LegState::Waiting);
        world.accept(closing.clone());
        let not_open = Refusal::DeskNotOpen { desk: desk(TWO) };
        assert_eq!(world.refuse(call(&waiting, TWO)), not_open);
        let (mut world, ticket) = ticket_in(LegState::Held);
        world.accept(closing);
        assert_eq!(world.refuse(Order::Resume { ticket, desk: desk(TWO) }), not_open);
    }
}

#[test]
fn a_manual_call_at_a_busy_desk_is_refused_with_the_number_that_is_there() {
    let (mut world, _) = ticket_in(LegState::Called);
    let chosen = world.issue(IDENTITY);
    let refusal = Refusal::DeskBusy { desk: desk(ONE), number: number('A', 1) };
    assert_eq!(world.refuse(call(&chosen, ONE)), refusal);
}

#[test]
fn a_manual_call_at_a_desk_without_the_skill_is_refused() {
    let mut world = World::with_open_desks();
    let ticket = world.issue(TAXES);
    let refusal = Refusal::DeskCannotServe { desk: desk(ONE), service: service(TAXES) };
    assert_eq!(world.refuse(call(&ticket, ONE)), refusal);
}

#[test]
fn a_manual_call_is_logged_with_its_reason_and_the_most_urgent_other() {
    let mut world = World::with_open_desks();
    world.issue(IDENTITY);
    world.wait(600);
    let chosen = world.issue(IDENTITY);
    world.wait(600);
    let order = Order::Call { ticket: chosen.clone(), desk: desk(ONE), reason: ReasonCode::CannotWait };
    let called = Fact::LegCalled {
        ticket: chosen,
        leg: 1,
        desk: desk(ONE),
        nth: 1,
        by: CallRule::Manual(ReasonCode::CannotWait),
        urgency_milli: 500,
        runner_up_milli: Some(1000),
    };
    assert_eq!(world.accept(order), [called]);
}

#[test]
fn a_call_by_the_rule_is_logged_with_its_urgency_and_the_runner_up() {
    let mut world = World::with_open_desks();
    let first = world.issue(IDENTITY);
    world.wait(600);
    world.issue(TAXES);
    world.issue(RESIDENCE);
    world.wait(600);
    let called = |ticket, desk, urgency_milli, runner_up_milli| Fact::LegCalled {
        ticket,
        leg: 1,
        desk,
        nth: 1,
        by: CallRule::Rule,
        urgency_milli,
        runner_up_milli,
    };
    let facts = world.accept(Order::CallNext { desk: desk(ONE) });
    assert_eq!(facts, [called(first, desk(ONE), 1000, Some(500))]);
    let taxes = TicketId::new("hall-20260302-T001").unwrap();
    let facts = world.accept(Order::CallNext { desk: desk(TWO) });
    assert_eq!(facts, [called(taxes, desk(TWO), 500, None)]);
}

#[test]
fn a_call_can_be_withdrawn_for_ten_seconds_and_no_longer() {
    for (passed_ms, allowed) in [(0, true), (10_000, true), (10_001, false), (60_000, false)] {
        let (mut world, ticket) = ticket_in(LegState::Called);
        let joined_at = world.ticket(&ticket).joined_at;
        world.now = world.now.plus(Duration::from_millis(passed_ms));
        let decision = world.give(Order::Withdraw { ticket: ticket.clone() });
        if allowed {
            assert!(matches!(decision, Decision::Accepted(_)), "{passed_ms} ms: {decision:?}");
            assert_eq!(world.ticket(&ticket).joined_at, joined_at);
            assert!(world.floor.called.is_empty() && world.floor.ticket_at(&desk(ONE)).is_none());
        } else {
            assert_eq!(
                decision,
                Decision::Refused(Refusal::TooLateToWithdraw { limit_s: 10 }),
                "{passed_ms} ms"
            );
        }
    }
}

#[test]
fn a_recall_does_not_extend_the_ten_seconds() {
    let (mut world, ticket) = ticket_in(LegState::Called);
    world.wait(9);
    world.accept(Order::Recall { ticket: ticket.clone() });
    world.wait(2);
    assert_eq!(world.refuse(Order::Withdraw { ticket }), Refusal::TooLateToWithdraw { limit_s: 10 });
}

#[test]
fn announcements_of_a_leg_are_counted_over_recalls_and_withdrawals() {
    let (mut world, ticket) = ticket_in(LegState::Called);
    let mut seen = vec![world.ticket(&ticket).leg().announced];
    let mut call_seq = world.ticket(&ticket).leg().call_seq;
    let orders = [Order::Recall { ticket: ticket.clone() }, Order::Recall { ticket: ticket.clone() }];
    for order in orders {
        world.accept(order);
        let leg = world.ticket(&ticket).leg();
        seen.push(leg.announced);
        assert!(leg.call_seq > call_seq, "every announcement has a greater sequence");
        call_seq = leg.call_seq;
    }
    world.accept(Order::Withdraw { ticket: ticket.clone() });
    world.call_next(ONE);
    seen.push(world.ticket(&ticket).leg().announced);
    assert_eq!(seen, [1, 2, 3, 4]);
}

#[test]
fn an_absent_visitor_who_is_brought_back_has_the_old_place() {
    let (mut world, ticket) = ticket_in(LegState::Absent);
    world.issue(IDENTITY);
    world.wait(599);
    world.accept(Order::BringBack { ticket: ticket.clone() });
    assert_eq!(world.give(Order::Tick), Decision::NothingToDo);
    assert_eq!(world.call_next(ONE), Some(ticket));
}

#[test]
fn what_was_held_goes_on_at_a_free_desk_and_waits_at_its_old_place_for_a_busy_one() {
    let (mut world, ticket) = ticket_in(LegState::Held);
    world.accept(Order::Resume { ticket: ticket.clone(), desk: desk(ONE) });
    assert_eq!(world.floor.ticket_at(&desk(ONE)).map(|t| &t.id), Some(&ticket));

    let (mut world, ticket) = ticket_in(LegState::Held);
    let other = world.issue(IDENTITY);
    world.accept(call(&other, ONE));
    let facts = world.accept(Order::Resume { ticket: ticket.clone(), desk: desk(ONE) });
    assert!(matches!(&facts[..], [Fact::Resumed { to: ResumedTo::Waiting, .. }]), "{facts:?}");
    assert_eq!(world.ticket(&ticket).state(), LegState::Waiting);
    assert!(world.ticket(&ticket).joined_at <= world.ticket(&other).joined_at);
    world.issue(IDENTITY);
    assert_eq!(world.call_next(TWO), Some(ticket));
}

#[test]
fn what_was_held_does_not_go_on_at_a_desk_without_the_skill() {
    let mut world = World::with_open_desks();
    let ticket = world.issue(TAXES);
    world.call_next(TWO);
    world.accept(Order::Start { ticket: ticket.clone() });
    world.accept(Order::Hold { ticket: ticket.clone() });
    let refusal = world.refuse(Order::Resume { ticket, desk: desk(ONE) });
    assert_eq!(refusal, Refusal::DeskCannotServe { desk: desk(ONE), service: service(TAXES) });
}

#[test]
fn what_was_held_goes_on_where_it_was_though_the_desk_has_lost_the_skill() {
    let (mut world, ticket) = ticket_in(LegState::Held);
    world.accept(Order::AdoptConfiguration { version: office::configuration::Version(2) });
    world.accept(Order::Resume { ticket, desk: desk(ONE) });
}

#[test]
fn a_moved_ticket_keeps_number_id_and_place() {
    for to in [MoveTo::Service(service(TAXES)), MoveTo::Desk(desk(THREE)), MoveTo::Welcome] {
        for state in [LegState::Waiting, LegState::Called, LegState::Serving, LegState::Held] {
            let (mut world, id) = ticket_in(state);
            let before: Ticket = world.ticket(&id).clone();
            world.wait(300);
            world.accept(move_to(&id, to.clone()));
            let after = world.ticket(&id);
            let kept = |ticket: &Ticket| {
                (ticket.id.clone(), ticket.number, ticket.joined_at, ticket.seq, ticket.class)
            };
            assert_eq!(kept(after), kept(&before));
            assert_eq!(after.legs[0].state, LegState::Moved);
            assert_eq!((after.leg().no, after.leg().announced, after.state()), (2, 0, LegState::Waiting));
        }
    }
}

#[test]
fn a_ticket_sent_to_a_desk_is_called_by_that_desk_only() {
    let (mut world, ticket) = ticket_in(LegState::Waiting);
    world.accept(move_to(&ticket, MoveTo::Desk(desk(TWO))));
    assert_eq!(world.ticket(&ticket).leg().target, Target::Desk(desk(TWO)));
    assert_eq!(world.call_next(ONE), None);
    let refusal = Refusal::DeskCannotServe { desk: desk(THREE), service: service(IDENTITY) };
    assert_eq!(world.refuse(call(&ticket, THREE)), refusal);
    assert_eq!(world.call_next(TWO), Some(ticket));
}

#[test]
fn a_ticket_sent_to_the_welcome_desk_is_called_by_choice_only() {
    let (mut world, ticket) = ticket_in(LegState::Waiting);
    world.accept(move_to(&ticket, MoveTo::Welcome));
    for name in [ONE, TWO, THREE] {
        assert_eq!(world.call_next(name), None);
    }
    world.accept(call(&ticket, ONE));
}

#[test]
fn a_move_to_where_the_ticket_waits_already_is_refused() {
    let (mut world, ticket) = ticket_in(LegState::Waiting);
    let places = [MoveTo::Desk(desk(TWO)), MoveTo::Welcome, MoveTo::Service(service(IDENTITY))];
    assert_eq!(world.refuse(move_to(&ticket, places[2].clone())), Refusal::MoveToSamePlace);
    for to in places {
        world.accept(move_to(&ticket, to.clone()));
        assert_eq!(world.refuse(move_to(&ticket, to)), Refusal::MoveToSamePlace);
    }
}

#[test]
fn unknown_services_are_refused_wherever_one_is_named() {
    let unknown = Refusal::UnknownService { service: service("ghost") };
    let mut world = World::with_open_desks();
    assert_eq!(world.refuse(crate::world::issue_order("ghost", Class::Ordinary)), unknown);
    let (mut world, ticket) = ticket_in(LegState::Serving);
    assert_eq!(world.refuse(move_to(&ticket, MoveTo::Service(service("ghost")))), unknown);
    let done = vec![service(IDENTITY), service("ghost")];
    assert_eq!(world.refuse(Order::Finish { ticket, outcome: Outcome::Settled, done }), unknown);
}

#[test]
fn what_was_done_and_what_came_of_it_is_kept() {
    let (mut world, ticket) = ticket_in(LegState::Serving);
    let done = vec![service(RESIDENCE), service(INFORMATION)];
    let order = Order::Finish { ticket: ticket.clone(), outcome: Outcome::Referred, done: done.clone() };
    let facts = world.accept(order);
    assert!(matches!(&facts[..], [Fact::LegFinished { done: kept, .. }] if *kept == done), "{facts:?}");
    assert_eq!(world.ticket(&ticket).leg().outcome, Some(Outcome::Referred));
}

#[test]
fn a_service_that_no_desk_takes_gives_no_number() {
    let mut world = World::with_open_desks().unchecked();
    let mut alone = crate::world::configuration(crate::world::weekly_hours());
    alone.desks.pop();
    world.floor.configuration = Some((office::configuration::Version(2), std::sync::Arc::new(alone)));
    let nobody = Refusal::NobodyServes { service: service(INFORMATION) };
    assert_eq!(world.refuse(crate::world::issue_order(INFORMATION, Class::Ordinary)), nobody);
}

/// A world with desks open and one ticket, A001 for identity, in a state; where it has been at a
/// desk, that was desk one.
fn ticket_in(state: LegState) -> (World, TicketId) {
    let mut world = World::with_open_desks();
    let ticket = world.issue(IDENTITY);
    let named = || ticket.clone();
    let way: Vec<Order> = match state {
        LegState::Waiting => vec![],
        LegState::Called => vec![call(&ticket, ONE)],
        LegState::Serving => vec![call(&ticket, ONE), Order::Start { ticket: named() }],
        LegState::Held => {
            vec![call(&ticket, ONE), Order::Start { ticket: named() }, Order::Hold { ticket: named() }]
        }
        LegState::Absent | LegState::Lapsed => {
            vec![call(&ticket, ONE), Order::MarkAbsent { ticket: named() }]
        }
        LegState::Finished => vec![call(&ticket, ONE), Order::Start { ticket: named() }, finish(&ticket)],
        LegState::Left => vec![Order::Leave { ticket: named() }],
        LegState::Moved => panic!("the last leg of a ticket is never moved"),
    };
    for order in way {
        world.accept(order);
    }
    if state == LegState::Lapsed {
        world.wait(600);
        world.accept(Order::Tick);
    }
    assert_eq!(world.ticket(&ticket).state(), state);
    (world, ticket)
}
