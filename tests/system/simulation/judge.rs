//! What must hold when it is over, by the log, the tables, the paper and what people were told.
//!
//! | | |
//! |---|---|
//! | I1 | no number twice in a series and service day |
//! | I2 | every number that was told or printed is there, as it was told |
//! | I3 | a visitor is at one desk at a time, a desk has one visitor; another desk comes by a move or the queue |
//! | I4 | the sequence has no hole; every board showed what was so, never something older, and rang once for a call |
//! | I5 | the tables are what the log says, the log's chain holds, and the resident floor is what it folds to |
//! | I6 | the same request has the same answer, also after a restart; one visit has one number |
//! | I7 | no place of the agenda is given twice |
//! | I8 | a clock that is turned changes no order: days open once, and nothing is counted anew |
//!
//! I9, that nothing personal is in logs and addresses, cannot be judged here: nobody in the simulation has a name.
//! `log.rs` and `applicants.rs` judge it on the real program. Paper: who was told that a slip is printed has it, and no
//! slip comes twice without saying so.

use super::outside::{Answered, Outside, State};
use office::agenda::Place;
use office::event::{Channel, Event, Fact};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::{BookingId, DeskId, OfficeId, TicketId};
use office::wire::Reply;
use server::app::App;
use server::store::Reader;
use server::verify::verify;
use std::collections::{BTreeMap, BTreeSet};
use tests::world::{OFFICE, log};

/// Everything that is wrong.
pub fn judge(outside: &Outside, app: Option<&App>) -> Vec<String> {
    let reader = Reader::open(&outside.folder.database()).unwrap();
    let office = OfficeId::new(OFFICE).unwrap();
    let events = log(&reader, &office);
    let state = outside.state();
    let mut wrong = Vec::new();
    let findings = verify(reader.path()).unwrap().findings;
    wrong.extend(findings.into_iter().map(|finding| format!("I5: {finding}")));
    numbers(&events, &state, &mut wrong);
    desks(&events, &mut wrong);
    places(&events, &mut wrong);
    boards(&events, app, &reader, &state, &mut wrong);
    paper(outside, &events, &state, &mut wrong);
    wrong
}

/// I1, I2, I6 and I8.
fn numbers(events: &[Event], state: &State, wrong: &mut Vec<String>) {
    let (mut of_day, mut given, mut days) = (BTreeSet::new(), BTreeMap::new(), BTreeSet::new());
    let mut of_visit = BTreeMap::new();
    for event in events {
        match &event.fact {
            Fact::TicketIssued { ticket, number, channel, .. } => {
                if !of_day.insert((event.day, *number)) {
                    wrong.push(format!("I1: {number} was given twice"));
                }
                given.insert(ticket.clone(), *number);
                let asked = event.cause.as_ref().and_then(|cause| state.asked.get(cause.as_str()));
                if let (Channel::Totem, Some(visit)) = (channel, asked)
                    && let Some(first) = of_visit.insert(visit, number)
                {
                    wrong.push(format!("I6: one visit got {first} and {number}"));
                }
            }
            Fact::DayOpened { date, .. } if !days.insert(*date) => {
                wrong.push(format!("I8: {date} was opened twice"));
            }
            _ => {}
        }
    }
    for answered in state.answers.values() {
        if let Answered::Totem(_, Reply::Taken(taken)) = answered
            && given.get(&taken.id) != Some(&taken.number)
        {
            wrong.push(format!("I2: {} was told and is not there", taken.number));
        }
    }
}

/// I3: where every visitor is, one fact after the other.
fn desks(events: &[Event], wrong: &mut Vec<String>) {
    let mut at: BTreeMap<&TicketId, &DeskId> = BTreeMap::new();
    for event in events {
        match &event.fact {
            Fact::LegCalled { ticket, desk, .. } => {
                if let Some(other) = at.get(ticket) {
                    wrong.push(format!("I3: {ticket} was called to {desk} while at {other}"));
                }
                if let Some((other, _)) = at.iter().find(|(_, taken)| **taken == desk) {
                    wrong.push(format!("I3: {ticket} was called to {desk}, where {other} is"));
                }
                at.insert(ticket, desk);
            }
            Fact::Recalled { ticket, desk, .. } | Fact::LegStarted { ticket, desk, .. } => {
                let elsewhere = at.get(ticket) != Some(&desk);
                wrong.extend(elsewhere.then(|| format!("I3: {ticket} is not at {desk}: {:?}", event.fact)));
            }
            Fact::Resumed { ticket, desk, to: office::event::ResumedTo::Serving, .. } => {
                at.insert(ticket, desk);
            }
            Fact::CallWithdrawn { ticket, .. }
            | Fact::LegFinished { ticket, .. }
            | Fact::Absent { ticket, .. }
            | Fact::LegHeld { ticket, .. }
            | Fact::LegMoved { ticket, .. }
            | Fact::TicketLeft { ticket }
            | Fact::TicketLapsed { ticket } => {
                at.remove(ticket);
            }
            _ => {}
        }
    }
}

/// I7: what is kept or booked, one fact after the other.
fn places(events: &[Event], wrong: &mut Vec<String>) {
    let mut taken: BTreeMap<&BookingId, &Place> = BTreeMap::new();
    for event in events {
        match &event.fact {
            Fact::SlotReserved { booking, place, .. } => {
                if let Some((other, _)) = taken.iter().find(|(_, other)| other.overlaps(place)) {
                    wrong.push(format!("I7: {booking} has the place of {other}"));
                }
                taken.insert(booking, place);
            }
            Fact::ReservationLapsed { booking } | Fact::BookingCancelled { booking } => {
                taken.remove(booking);
            }
            _ => {}
        }
    }
}

/// I4, and the resident floor of I5.
fn boards(events: &[Event], app: Option<&App>, reader: &Reader, state: &State, wrong: &mut Vec<String>) {
    let office = OfficeId::new(OFFICE).unwrap();
    let announced: BTreeSet<u64> = events
        .iter()
        .filter(|event| matches!(event.fact, Fact::LegCalled { .. } | Fact::Recalled { .. }))
        .map(|event| event.seq)
        .collect();
    for (nth, eyes) in state.eyes.iter().enumerate() {
        if !eyes.rung.is_sorted_by(|earlier, later| earlier < later) {
            wrong.push(format!("I4: board {nth} rang {:?}", eyes.rung));
        }
        if let Some(call) = eyes.rung.iter().find(|call| !announced.contains(call)) {
            wrong.push(format!("I4: board {nth} rang for {call}, which is no call"));
        }
    }
    let configurations = reader.floor(&office).unwrap().configurations;
    let mut floor = Floor::new(office.clone(), configurations);
    for (event, seq) in events.iter().zip(1..) {
        if event.seq != seq {
            wrong.push(format!("I4: after {} comes {}", seq - 1, event.seq));
        }
        evolve(&mut floor, event);
        if let Some(shown) = state.shown.get(&event.seq) {
            let told = called(&floor);
            if *shown != told {
                wrong.push(format!("I4: at {} boards showed {shown:?}, and it was {told:?}", event.seq));
            }
        }
    }
    if let Some(resident) = app.and_then(|app| app.hub.floor(&office))
        && *resident != floor
    {
        wrong.push("I5: the floor in memory is not what the log folds to".into());
    }
}

/// The calls of a floor, newest first, as boards tell them.
fn called(floor: &Floor) -> Vec<String> {
    let legs = floor.called.iter().filter_map(|id| {
        let ticket = floor.tickets.get(id)?;
        let leg = ticket.leg();
        Some((leg.call_seq?, ticket.number, leg.desk.clone()?, leg.announced))
    });
    let mut calls: Vec<_> = legs.collect();
    calls.sort_by_key(|call| std::cmp::Reverse(call.0));
    calls
        .into_iter()
        .map(|(seq, number, desk, nth)| format!("{number} at {desk}, {seq} for the {nth}"))
        .collect()
}

/// Who was told that there is paper has it, once; what says that it is a copy is one.
fn paper(outside: &Outside, events: &[Event], state: &State, wrong: &mut Vec<String>) {
    let numbers: BTreeMap<String, String> = events
        .iter()
        .filter_map(|event| match &event.fact {
            Fact::TicketIssued { ticket, number, .. } => Some((ticket.to_string(), number.to_string())),
            _ => None,
        })
        .collect();
    let pieces: Vec<&[String]> = state
        .machines
        .iter()
        .flat_map(|machine| machine.fake.pieces.iter().map(|piece| piece.lines.as_slice()))
        .collect();
    let sql = outside.folder.raw();
    let mut jobs = sql.prepare("select ticket, copy, state from print_job where ticket is not null").unwrap();
    let rows = jobs.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    for (ticket, copy, told) in rows.map(Result::<(String, u32, String), _>::unwrap) {
        let Some(number) = numbers.get(&ticket) else {
            wrong.push(format!("I2: a slip of {ticket}, which is not there"));
            continue;
        };
        let mark = format!("COPIA {copy} di {number}");
        let is_it = |lines: &&&[String]| match copy {
            0 => lines.contains(number) && !lines.iter().any(|line| line.starts_with("COPIA")),
            _ => lines.contains(&mark),
        };
        let there = pieces.iter().filter(is_it).count();
        if there > 1 {
            wrong.push(format!("paper: {there} slips of {number}, copy {copy}, look the same"));
        }
        if told.starts_with("printed") && there == 0 {
            wrong.push(format!("paper: {number}, copy {copy}, is told to be printed, and there is none"));
        }
    }
}
