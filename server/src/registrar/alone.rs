//! What goes with blocks of numbers, and with numbers that a totem has given while it was alone.
//!
//! A visit asks the office first, under a name of its own. Where the answer is lost on the way, the totem gives
//! the visitor a number of its block: the one that nobody saw is given up, and whatever comes later under the
//! name of the visit gives no number any more.

use super::{Answer, Case, Command};
use crate::store::{StoreError, blocks, requests};
use office::command::Order;
use office::event::{Event, Fact};
use office::floor::Floor;
use office::id::{FollowToken, RequestKey};
use office::number::Number;
use office::wire::{NumberBlock, ReadyNumber};
use std::num::NonZeroU32;

/// Stands in the place of what was asked, for a name under which nothing may be asked any more.
const NOTHING_ASKED: [u8; 32] = [0; 32];

/// Makes the secrets of a block that was granted.
pub(super) fn accompany(case: &Case<'_>, event: &Event) -> Result<(), StoreError> {
    let Fact::BlockGranted { date, series, first, last, .. } = &event.fact else { return Ok(()) };
    let counts = (first.get()..=last.get()).filter_map(NonZeroU32::new);
    let numbers =
        counts.map(|count| Ok(ReadyNumber { number: Number::new(*series, count), token: token()? }));
    let block = NumberBlock { date: *date, numbers: numbers.collect::<Result<_, StoreError>>()? };
    blocks::keep(case.transaction.sql(), &event.office, &block)
}

fn token() -> Result<FollowToken, StoreError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes)
        .map_err(|_| StoreError::Value("random bits: the machine gives none".to_owned()))?;
    Ok(FollowToken::from_random(u128::from_le_bytes(bytes)))
}

/// The order with what is known of the visit: the number that the office had given it, if it had.
pub(super) fn known(case: &Case<'_>, command: &Command) -> Result<Option<Order>, StoreError> {
    let (Order::TakeIn { given }, Some(visit)) = (&command.order, visit(command)) else { return Ok(None) };
    let Some(text) = requests::answer(case.transaction.sql(), &command.actor.id, visit)? else {
        return Ok(None);
    };
    let Answer::Taken(taken) = Answer::parse(&text)? else { return Ok(None) };
    let mut given = given.clone();
    given.in_place_of = Some(taken.id);
    Ok(Some(Order::TakeIn { given }))
}

/// Lets nothing be asked under the name of the visit any more.
pub(super) fn settle(case: &Case<'_>, command: &Command, answer: &str) -> Result<(), StoreError> {
    let (sql, actor) = (case.transaction.sql(), &command.actor.id);
    match visit(command) {
        Some(visit) if !requests::has(sql, actor, visit)? => {
            requests::keep(sql, actor, visit, &NOTHING_ASKED, answer, case.now)
        }
        Some(_) | None => Ok(()),
    }
}

fn visit(command: &Command) -> Option<&RequestKey> {
    command.aside.as_ref().and_then(|aside| aside.visit.as_ref())
}

/// Whether an order is answered here.
pub(super) fn is_about(order: &Order) -> bool {
    matches!(order, Order::GrantBlock { .. } | Order::TakeIn { .. })
}

/// What the totem is told, from the floor after the `events`.
pub(super) fn answer(
    case: &Case<'_>,
    floor: &Floor,
    command: &Command,
    events: &[Event],
) -> Result<Answer, StoreError> {
    if let Order::TakeIn { given } = &command.order {
        let is_here = floor.blocks.has_come_in(given.date, given.number.count());
        return Ok(if is_here { Answer::TakenIn { number: given.number } } else { Answer::Nobody });
    }
    let granted = events.iter().find_map(|event| {
        let Fact::BlockGranted { date, first, last, .. } = &event.fact else { return None };
        Some((*date, *first, *last))
    });
    match granted {
        Some(granted) => Ok(Answer::Block(blocks::block(case.transaction.sql(), &floor.office, granted)?)),
        None => Ok(Answer::Nobody),
    }
}
