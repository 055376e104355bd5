//! Desks: every order in every state of a desk.

use crate::world::{IDENTITY, ONE, THREE, TWO, World, at, desk, number};
use office::command::Order;
use office::decide::Decision;
use office::event::Fact;
use office::floor::DeskState;
use office::id::DeskId;
use office::refusal::Refusal;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Before {
    Closed,
    Paused,
    Free,
    Calling,
    Serving,
}

#[derive(Debug, Clone, Copy)]
enum Then {
    Fact(fn(DeskId) -> Fact),
    Nothing,
    NotOpen,
    Busy,
}

type Row = (fn(DeskId) -> Order, [Then; 5]);

const STATES: [Before; 5] = [Before::Closed, Before::Paused, Before::Free, Before::Calling, Before::Serving];

#[test]
fn every_order_to_a_desk_in_every_state() {
    use Then::{Busy, NotOpen, Nothing};
    let opened = Then::Fact(|desk| Fact::DeskOpened { desk });
    let paused = Then::Fact(|desk| Fact::DeskPaused { desk, back_at: None });
    let resumed = Then::Fact(|desk| Fact::DeskResumed { desk });
    let closed = Then::Fact(|desk| Fact::DeskClosed { desk });
    // Columns as in STATES: closed, paused, free, calling, serving.
    let table: [Row; 5] = [
        (|desk| Order::OpenDesk { desk }, [opened, resumed, Nothing, Nothing, Nothing]),
        (|desk| Order::PauseDesk { desk, back_at: None }, [NotOpen, Nothing, paused, Busy, Busy]),
        (|desk| Order::ResumeDesk { desk }, [NotOpen, resumed, Nothing, Nothing, Nothing]),
        (|desk| Order::CloseDesk { desk }, [Nothing, closed, closed, Busy, Busy]),
        (|desk| Order::CallNext { desk }, [NotOpen, NotOpen, Nothing, Busy, Busy]),
    ];
    for (order, row) in table {
        for (before, then) in STATES.into_iter().zip(row) {
            let mut world = desk_one(before);
            let expected = match then {
                Then::Fact(fact) => Decision::Accepted(vec![fact(desk(ONE))]),
                Then::Nothing => Decision::NothingToDo,
                Then::NotOpen => Decision::Refused(Refusal::DeskNotOpen { desk: desk(ONE) }),
                Then::Busy => {
                    Decision::Refused(Refusal::DeskBusy { desk: desk(ONE), number: number('A', 1) })
                }
            };
            assert_eq!(world.give(order(desk(ONE))), expected, "{:?} on {before:?}", order(desk(ONE)));
        }
    }
}

#[test]
fn every_order_to_an_unknown_desk_is_refused() {
    let stranger = desk("nine");
    let mut world = World::with_open_desks();
    let ticket = world.issue(IDENTITY);
    let orders = [
        Order::OpenDesk { desk: stranger.clone() },
        Order::PauseDesk { desk: stranger.clone(), back_at: None },
        Order::ResumeDesk { desk: stranger.clone() },
        Order::CloseDesk { desk: stranger.clone() },
        Order::CallNext { desk: stranger.clone() },
        crate::world::call(&ticket, "nine"),
        crate::world::move_to(&ticket, office::event::MoveTo::Desk(stranger.clone())),
    ];
    for order in orders {
        assert_eq!(world.refuse(order.clone()), Refusal::UnknownDesk { desk: stranger.clone() }, "{order:?}");
    }
}

#[test]
fn call_next_is_never_refused_because_another_desk_is_idle() {
    let mut world = World::with_open_desks();
    let ticket = world.issue(IDENTITY);
    let shown = office::queue::idle_desk_for(&world.floor, world.ticket(&ticket));
    assert_ne!(shown, Some(desk(THREE)));
    assert_eq!(world.call_next(THREE), Some(ticket));
}

#[test]
fn a_pause_says_when_the_clerk_is_back_and_forgets_it_on_resuming() {
    let mut world = World::with_open_desks();
    let back_at = Some(at("2026-03-02 09:15:00"));
    world.accept(Order::PauseDesk { desk: desk(TWO), back_at });
    assert_eq!(world.floor.desks[&desk(TWO)].back_at, back_at);
    world.wait(600);
    world.accept(Order::ResumeDesk { desk: desk(TWO) });
    let resumed = &world.floor.desks[&desk(TWO)];
    assert_eq!((resumed.state, resumed.back_at, resumed.since), (DeskState::Open, None, world.now));
}

#[test]
fn a_desk_is_free_since_its_visitor_went() {
    let mut world = World::with_open_desks();
    let ticket = world.issue(IDENTITY);
    world.call_next(ONE);
    world.wait(30);
    world.accept(Order::Start { ticket: ticket.clone() });
    world.wait(300);
    world.accept(crate::world::finish(&ticket));
    let went = world.now;
    world.wait(60);
    assert_eq!(world.floor.desks[&desk(ONE)].free_since, went);
}

/// Desk one in a state; whoever is at it has A001.
fn desk_one(before: Before) -> World {
    let mut world = World::new();
    world.now = at("2026-03-02 09:00:00");
    if before == Before::Closed {
        return world;
    }
    world.accept(Order::OpenDesk { desk: desk(ONE) });
    match before {
        Before::Closed | Before::Free => {}
        Before::Paused => drop(world.accept(Order::PauseDesk { desk: desk(ONE), back_at: None })),
        Before::Calling | Before::Serving => {
            let ticket = world.issue(IDENTITY);
            world.call_next(ONE);
            if before == Before::Serving {
                world.accept(Order::Start { ticket });
            }
        }
    }
    world
}
