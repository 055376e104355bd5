//! Decisions about those who wait for a place: the waiting list and draws.
//!
//! ```text
//! WAITING --a place is given back, or the draw is held--> OFFERED --book--> MET
//!    |                                                       |
//!    +--dropped, the last date has passed, nothing was left  +--lapsed, cancelled--> ENDED
//! ```
//!
//! An offer is a reservation like any other, made in the decision that frees the place: between the two
//! nobody can come. Nothing is offered at a time at which the public could not book it, nor so late that
//! nobody could answer.

use super::booking::{cancel, minutes, new_id, rules};
use crate::agenda::{
    Booking, BookingChannel, DRAWING_MAX, Offered, Place, Plan, Reach, Taken, WAITING_MAX, Wanted, Wish,
    WishFor, WishState, in_random_order, length, offered_by,
};
use crate::configuration::Configuration;
use crate::event::Fact;
use crate::floor::Floor;
use crate::hours::date_at;
use crate::id::{PlanId, ServiceId, WishId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Lets somebody wait for a place.
pub fn wish(floor: &Floor, wanted: &Wanted, wished: &WishFor, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let rules = rules(floor)?;
    let length = length(rules, wanted)?;
    match wished {
        WishFor::FreedPlace { until } => {
            if *until < date_at(now, rules.office.zone) {
                return Err(Refusal::NoSuchPlace);
            }
            if floor.agenda.waiting.len() >= WAITING_MAX {
                return Err(Refusal::TooManyWait);
            }
        }
        WishFor::Draw { plan, date } => {
            let plan = rules.plan(plan).filter(|plan| plan.draw).ok_or(Refusal::NoSuchPlace)?;
            join(rules, plan, (wanted, length), *date, now)?;
            if floor.agenda.draws.values().map(BTreeMap::len).sum::<usize>() >= DRAWING_MAX {
                return Err(Refusal::TooManyWait);
            }
        }
    }
    let wish =
        WishId::new(&format!("{}-w{}", floor.office, floor.seq + 1)).map_err(|_| Refusal::UnknownWish)?;
    Ok(vec![Fact::WishMade {
        wish,
        services: wanted.services.clone(),
        people: wanted.people,
        wished: wished.clone(),
    }])
}

/// A draw can be joined in the minutes before the release, for what the plan offers on that date.
fn join(
    rules: &Configuration,
    plan: &Plan,
    (wanted, length): (&Wanted, Duration),
    date: NaiveDate,
    now: Moment,
) -> Result<(), Refusal> {
    let zone = rules.office.zone;
    let released = plan.released_at(date, zone).ok_or(Refusal::NoSuchPlace)?;
    if !plan.offers(wanted) || offered_by(rules, plan, (length, date), (Reach::Public, released)).is_empty() {
        return Err(Refusal::NoSuchPlace);
    }
    let from = released.minus(minutes(rules.agenda.draw_min));
    match now {
        now if now < from => Err(Refusal::DrawClosed { from: Some(from) }),
        now if now >= released => Err(Refusal::DrawClosed { from: None }),
        _ => Ok(()),
    }
}

/// Lets somebody wait no longer.
pub fn drop_wish(floor: &Floor, wish: &WishId, now: Moment) -> Result<Vec<Fact>, Refusal> {
    let wish = floor.agenda.wishes.get(wish).ok_or(Refusal::UnknownWish)?;
    match &wish.state {
        WishState::Waiting => Ok(vec![Fact::WishDropped { wish: wish.id.clone() }]),
        WishState::Offered { booking } => cancel(floor, booking, now),
        WishState::Met | WishState::Ended => Ok(Vec::new()),
    }
}

/// Wishes whose last date is over when a service day opens.
pub fn outlived(floor: &Floor, now: Moment) -> Vec<Fact> {
    let Some(rules) = floor.rules() else { return Vec::new() };
    let today = date_at(now, rules.office.zone);
    let is_over = |wish: &&Wish| match &wish.wished {
        WishFor::FreedPlace { until } => *until < today,
        WishFor::Draw { .. } => false,
    };
    let waiting = floor.agenda.waiting.values().filter_map(|id| floor.agenda.wishes.get(id));
    waiting.filter(is_over).map(|wish| Fact::WishDropped { wish: wish.id.clone() }).collect()
}

/// Adds to the facts of a decision what is offered of the places that they give back: each to the first in
/// line whom it suits.
pub fn offer(floor: &Floor, facts: &mut Vec<Fact>, freed: &[&Booking], now: Moment) {
    let Some(rules) = floor.rules() else { return };
    if freed.is_empty() || floor.agenda.waiting.is_empty() {
        return;
    }
    let mut lines = lines(floor, rules, facts);
    let gone: Vec<_> = freed.iter().map(|booking| &booking.id).collect();
    let mut given: Vec<Place> = facts.iter().filter_map(place_given).cloned().collect();
    for booking in freed {
        let mut hopeless = BTreeSet::new();
        let mut taken = Taken::around(&floor.agenda, &booking.place, &gone);
        given.iter().for_each(|place| taken.add(place));
        while let Some(first) = first_in_line(rules, &lines, &booking.place, &taken, &mut hopeless, now) {
            let (wish, _) = lines[first.line].wishes.remove(first.at);
            let place = first.offered.place(booking.place.lane);
            taken.add(&place);
            facts.extend(offer_to(floor, wish, place.clone(), first.until, facts.len()));
            given.push(place);
        }
    }
}

/// Who waits, in the order of asking; each with the last date that suits.
type Waiting<'a> = Vec<(&'a Wish, NaiveDate)>;

/// Those who wait for the same.
struct Line<'a> {
    wanted: Wanted,
    length: Duration,
    wishes: Waiting<'a>,
}

/// Everybody who waits and is not let go by the facts of the same decision.
fn lines<'a>(floor: &'a Floor, rules: &Configuration, facts: &[Fact]) -> Vec<Line<'a>> {
    let dropped: BTreeSet<&WishId> = facts
        .iter()
        .filter_map(|fact| if let Fact::WishDropped { wish } = fact { Some(wish) } else { None })
        .collect();
    let mut found: BTreeMap<(&[ServiceId], u32), Waiting<'_>> = BTreeMap::new();
    for wish in floor.agenda.waiting.values().filter_map(|id| floor.agenda.wishes.get(id)) {
        if let WishFor::FreedPlace { until } = &wish.wished
            && !dropped.contains(&wish.id)
        {
            found.entry((&wish.services, wish.people)).or_default().push((wish, *until));
        }
    }
    let lines = found.into_iter().filter_map(|((services, people), wishes)| {
        let wanted = Wanted { services: services.to_vec(), people };
        let length = length(rules, &wanted).ok()?;
        Some(Line { wanted, length, wishes })
    });
    lines.collect()
}

/// The first in line.
struct First<'a> {
    line: usize,
    /// The place in the line.
    at: usize,
    offered: Offered<'a>,
    until: Moment,
    seq: u64,
}

/// Who is first of those whom a part of a place suits.
fn first_in_line<'a>(
    rules: &'a Configuration,
    lines: &[Line<'_>],
    place: &Place,
    taken: &Taken,
    hopeless: &mut BTreeSet<usize>,
    now: Moment,
) -> Option<First<'a>> {
    let date = date_at(place.start, rules.office.zone);
    let mut first: Option<First<'a>> = None;
    for (n, line) in lines.iter().enumerate() {
        if hopeless.contains(&n) {
            continue;
        }
        let next = line.wishes.iter().enumerate().find(|(_, (_, until))| date <= *until);
        let suits = || part_of(rules, line, place, (taken, date), now);
        // What does not suit a line now does not suit it with less of the place left.
        let Some(((at, (wish, _)), (offered, until))) = next.and_then(|next| Some((next, suits()?))) else {
            hopeless.insert(n);
            continue;
        };
        if first.as_ref().is_none_or(|first| wish.seq < first.seq) {
            first = Some(First { line: n, at, offered, until, seq: wish.seq });
        }
    }
    first
}

/// The earliest appointment for a line that has some of a place and nothing of anybody else's.
fn part_of<'a>(
    rules: &'a Configuration,
    line: &Line<'_>,
    place: &Place,
    (taken, date): (&Taken, NaiveDate),
    now: Moment,
) -> Option<(Offered<'a>, Moment)> {
    let plans = rules
        .plans
        .iter()
        .filter(|plan| plan.desk == place.desk && place.lane < plan.capacity && plan.offers(&line.wanted));
    plans
        .flat_map(|plan| offered_by(rules, plan, (line.length, date), (Reach::Public, now)))
        .filter(|offered| offered.place(place.lane).overlaps(place))
        .filter(|offered| taken.is_free(&offered.place(place.lane)))
        .filter_map(|offered| answer_until(rules, &offered, now).map(|until| (offered, until)))
        .min_by_key(|(offered, _)| offered.start)
}

/// Until when an offer is kept: as long as the office says, and never beyond the last moment to book it;
/// nobody is offered what there is no time to answer.
fn answer_until(rules: &Configuration, offered: &Offered<'_>, now: Moment) -> Option<Moment> {
    let until = now.plus(minutes(rules.agenda.offer_min)).min(offered.until);
    let least = rules.agenda.hold_min.min(rules.agenda.offer_min);
    (now.plus(minutes(least)) <= until).then_some(until)
}

fn offer_to(floor: &Floor, wish: &Wish, place: Place, until: Moment, ahead: usize) -> Option<Fact> {
    Some(Fact::SlotReserved {
        booking: new_id(floor, ahead).ok()?,
        place,
        services: wish.services.clone(),
        people: wish.people,
        channel: BookingChannel::Offer,
        until,
        wish: Some(wish.id.clone()),
    })
}

/// The place that a fact gives to somebody.
fn place_given(fact: &Fact) -> Option<&Place> {
    if let Fact::SlotReserved { place, .. } | Fact::BookingMoved { place, .. } = fact {
        return Some(place);
    }
    None
}

/// Holds a draw that is due: puts those who have joined it in the order that the seed decides, and keeps the
/// first place that suits for each of them, until nothing is left.
pub fn hold_draw(floor: &Floor, (plan, date): (&PlanId, NaiveDate), seed: u64, now: Moment) -> Vec<Fact> {
    let (Some(rules), Some(standing)) = (floor.rules(), floor.agenda.draws.get(&(plan.clone(), date))) else {
        return Vec::new();
    };
    if draw_at(rules, plan, date).is_some_and(|at| now < at) {
        return Vec::new();
    }
    let joined: Vec<&Wish> = standing.values().filter_map(|id| floor.agenda.wishes.get(id)).collect();
    let order: Vec<&Wish> =
        in_random_order(joined.len(), seed).into_iter().filter_map(|n| joined.get(n).copied()).collect();
    let drawn = order.iter().map(|wish| wish.id.clone()).collect();
    let mut facts = vec![Fact::DrawHeld { plan: plan.clone(), date, seed, order: drawn }];
    if let Some(plan) = rules.plan(plan) {
        give_in_order(floor, (rules, plan), date, &order, &mut facts, now);
    }
    facts
}

/// Goes through the times of a date once for each length: what was taken stays taken.
fn give_in_order(
    floor: &Floor,
    (rules, plan): (&Configuration, &Plan),
    date: NaiveDate,
    order: &[&Wish],
    facts: &mut Vec<Fact>,
    now: Moment,
) {
    let mut taken = Taken::on(&floor.agenda, date, rules.office.zone, &[]);
    let mut left: BTreeMap<Duration, Vec<Offered<'_>>> = BTreeMap::new();
    for wish in order {
        let wanted = Wanted { services: wish.services.clone(), people: wish.people };
        let Some(length) = length(rules, &wanted).ok().filter(|_| plan.offers(&wanted)) else { continue };
        let times = left.entry(length).or_insert_with(|| {
            let mut times = offered_by(rules, plan, (length, date), (Reach::Public, now));
            times.reverse();
            times
        });
        while let Some(offered) = times.last() {
            let lane = taken.free_lane(&plan.desk, offered.start, offered.end, plan.capacity);
            let Some((lane, until)) = lane.zip(answer_until(rules, offered, now)) else {
                times.pop();
                continue;
            };
            let place = offered.place(lane);
            taken.add(&place);
            facts.extend(offer_to(floor, wish, place, until, facts.len()));
            break;
        }
    }
}

/// When a draw is held: at the release; at once where the plan draws no more.
pub(crate) fn draw_at(rules: &Configuration, plan: &PlanId, date: NaiveDate) -> Option<Moment> {
    rules.plan(plan).filter(|plan| plan.draw)?.released_at(date, rules.office.zone)
}
