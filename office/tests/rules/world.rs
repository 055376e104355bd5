//! An office in memory: orders go in, events are kept and folded, and when it is dropped its log
//! and its floor must agree.

use office::agenda::{Agenda, Booking};
use office::command::Order;
use office::configuration::{Configuration, Version};
use office::decide::{Decision, decide};
use office::event::{Actor, ActorKind, Channel, Event, Fact, MoveTo, Outcome, ReasonCode, Target};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::{ActorId, DeskId, OfficeId, ServiceId, TicketId};
use office::moment::Moment;
use office::number::{Number, Series};
use office::refusal::Refusal;
use office::ticket::{Class, Leg, LegState, Ticket};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// Counted under A together with [`RESIDENCE`].
pub const IDENTITY: &str = "identity";
pub const RESIDENCE: &str = "residence";
pub const TAXES: &str = "taxes";
/// Taken by desk three only.
pub const INFORMATION: &str = "information";

/// Takes identity and residence.
pub const ONE: &str = "one";
/// Takes identity and taxes.
pub const TWO: &str = "two";
/// Takes everything.
pub const THREE: &str = "three";

#[derive(Clone)]
pub struct World {
    pub floor: Floor,
    pub log: Vec<Event>,
    pub now: Moment,
    /// The floor before anything has happened.
    empty: Floor,
    /// Whether log and floor must agree in the end.
    checked: bool,
}

impl World {
    /// Monday half past eight: the day is open, the desks are not.
    pub fn new() -> Self {
        let mut world = World::before_first_day();
        world.accept(Order::AdoptConfiguration { version: Version(1) });
        world.accept(Order::Tick);
        world
    }

    /// The same, with every desk open and the clock at nine.
    pub fn with_open_desks() -> Self {
        let mut world = World::new();
        world.now = at("2026-03-02 09:00:00");
        for name in [ONE, TWO, THREE] {
            world.accept(Order::OpenDesk { desk: desk(name) });
        }
        world
    }

    /// Monday half past eight, and nothing has ever happened here.
    pub fn before_first_day() -> Self {
        World::on(empty_floor())
    }

    /// The same with a configuration of its own.
    pub fn with(configuration: Configuration) -> Self {
        let versions = BTreeMap::from([(Version(1), Arc::new(configuration))]);
        World::on(Floor::new(OfficeId::new("hall").unwrap(), versions))
    }

    fn on(empty: Floor) -> Self {
        let floor = empty.clone();
        World { floor, log: Vec::new(), now: at("2026-03-02 08:30:00"), empty, checked: true }
    }

    /// The same, for floors that no log of this office could lead to.
    pub fn unchecked(mut self) -> Self {
        self.checked = false;
        self
    }

    pub fn give(&mut self, order: Order) -> Decision {
        let decision = decide(&self.floor, &order, self.now);
        if let Decision::Accepted(facts) = &decision {
            assert!(!facts.is_empty(), "{order:?} was accepted without a fact");
            facts.iter().for_each(|fact| self.record(fact.clone()));
        }
        decision
    }

    pub fn accept(&mut self, order: Order) -> Vec<Fact> {
        match self.give(order.clone()) {
            Decision::Accepted(facts) => facts,
            other => panic!("{order:?}: {other:?}"),
        }
    }

    pub fn refuse(&mut self, order: Order) -> Refusal {
        match self.give(order.clone()) {
            Decision::Refused(refusal) => refusal,
            other => panic!("{order:?}: {other:?}"),
        }
    }

    /// Appends a fact to the log as it is, decided or not.
    pub fn record(&mut self, fact: Fact) {
        let event = Event {
            office: self.floor.office.clone(),
            seq: self.floor.seq + 1,
            day: self.floor.day.map(|day| day.date),
            at: self.now,
            by: Actor { kind: ActorKind::Staff, id: ActorId::new("clerk").unwrap() },
            cause: None,
            fact,
        };
        evolve(&mut self.floor, &event);
        self.log.push(event);
    }

    pub fn wait(&mut self, seconds: u64) {
        self.now = self.now.plus(Duration::from_secs(seconds));
    }

    pub fn issue(&mut self, name: &str) -> TicketId {
        self.issue_as(name, Class::Ordinary)
    }

    pub fn issue_as(&mut self, name: &str, class: Class) -> TicketId {
        let facts = self.accept(issue_order(name, class));
        facts[0].ticket().unwrap().clone()
    }

    /// Who is called next at a desk, on the board from now on.
    pub fn call_next(&mut self, name: &str) -> Option<TicketId> {
        match self.give(Order::CallNext { desk: desk(name) }) {
            Decision::Accepted(facts) => facts[0].ticket().cloned(),
            Decision::NothingToDo => None,
            Decision::Refused(refusal) => panic!("{refusal:?}"),
        }
    }

    pub fn ticket(&self, id: &TicketId) -> &Ticket {
        &self.floor.tickets[id]
    }

    /// Log and floor agree, and everything derived agrees with the tickets.
    pub fn check(&self) {
        let mut replayed = self.empty.clone();
        for (event, seq) in self.log.iter().zip(1..) {
            assert_eq!(event.seq, seq, "the log has a gap");
            let text = serde_json::to_string(event).unwrap();
            evolve(&mut replayed, &serde_json::from_str(&text).unwrap());
        }
        assert_eq!(replayed, self.floor, "the replay of the log is another floor");
        check_lists(&self.floor);
        check_agenda(&self.floor.agenda);
        check_tickets(&self.floor);
        check_numbers(&self.log);
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if self.checked && !std::thread::panicking() {
            self.check();
        }
    }
}

/// The lists of the floor, computed a second time from its tickets.
pub fn check_lists(floor: &Floor) {
    let ids_in = |state: LegState| {
        floor.tickets.values().filter(|t| t.state() == state).map(|t| t.id.clone()).collect::<BTreeSet<_>>()
    };
    assert_eq!(floor.waiting.values().cloned().collect::<BTreeSet<_>>(), ids_in(LegState::Waiting));
    assert!(floor.waiting.iter().all(|(seq, id)| floor.tickets[id].seq == *seq));
    assert_eq!(floor.called, ids_in(LegState::Called));
    assert_eq!(floor.absent, ids_in(LegState::Absent));
    let mut counts: BTreeMap<(ServiceId, Target), u32> = BTreeMap::new();
    for id in ids_in(LegState::Waiting) {
        let leg = floor.tickets[&id].leg();
        *counts.entry((leg.service.clone(), leg.target.clone())).or_default() += 1;
    }
    assert_eq!(floor.waiting_counts, counts);
    for (desk, on_floor) in &floor.desks {
        let at_it: Vec<_> = floor
            .tickets
            .values()
            .filter(|t| t.state().is_at_desk() && t.leg().desk.as_ref() == Some(desk))
            .map(|t| &t.id)
            .collect();
        assert!(at_it.len() <= 1, "desk {desk} has {at_it:?}");
        assert_eq!(on_floor.ticket.as_ref(), at_it.first().copied(), "desk {desk}");
    }
}

/// The lists of the agenda, computed a second time; and no place is given twice.
pub fn check_agenda(agenda: &Agenda) {
    let bookings: Vec<Booking> = agenda.bookings.values().cloned().collect();
    let wishes = agenda.wishes.values().cloned().collect();
    assert_eq!(*agenda, Agenda::of(bookings.clone(), wishes, agenda.drawn.clone()));
    let occupying: Vec<&Booking> = bookings.iter().filter(|booking| booking.state.occupies()).collect();
    for (n, booking) in occupying.iter().enumerate() {
        let other = occupying[n + 1..].iter().find(|other| booking.place.overlaps(&other.place));
        assert_eq!(other, None, "{booking:?} shares its place");
    }
}

fn check_tickets(floor: &Floor) {
    let mut in_order: Vec<&Ticket> = floor.tickets.values().collect();
    in_order.sort_by_key(|ticket| ticket.seq);
    // Numbers that a totem has given while it was alone come in later than they were given.
    let was_linked = in_order.iter().filter(|ticket| ticket.number.series() != Series::OFFLINE);
    let joined: Vec<Moment> = was_linked.map(|ticket| ticket.joined_at).collect();
    assert!(joined.is_sorted(), "joined_at goes back");
    for ticket in in_order {
        let (_, earlier) = ticket.legs.split_last().unwrap();
        let has_ended = |leg: &Leg| matches!(leg.state, LegState::Moved | LegState::Finished);
        assert!(earlier.iter().all(has_ended), "{}", ticket.id);
        assert!(ticket.legs.iter().zip(1..).all(|(leg, no)| leg.no == no), "{}", ticket.id);
        if ticket.state().is_at_desk() {
            assert!(floor.desks.contains_key(ticket.leg().desk.as_ref().unwrap()));
        }
    }
}

fn check_numbers(log: &[Event]) {
    let (mut numbers, mut ids, mut open) = (BTreeSet::new(), BTreeSet::new(), None);
    for event in log {
        match &event.fact {
            Fact::DayOpened { date, .. } => {
                assert_eq!(open.replace(*date), None, "{date} was opened in another")
            }
            Fact::DayClosed { date } => assert_eq!(open.take(), Some(*date), "{date} was not open"),
            Fact::TicketIssued { ticket, number, .. } => {
                assert!(numbers.insert((event.day, *number)), "{number} was given twice");
                assert!(ids.insert(ticket.clone()), "{ticket} was given twice");
            }
            _ => {}
        }
    }
}

fn empty_floor() -> Floor {
    static EMPTY: OnceLock<Floor> = OnceLock::new();
    EMPTY.get_or_init(new_floor).clone()
}

fn new_floor() -> Floor {
    let first = configuration(weekly_hours());
    let mut second = first.clone();
    second.desks[0].skills = BTreeSet::from([service(TAXES)]);
    let versions = [(Version(1), Arc::new(first)), (Version(2), Arc::new(second))];
    Floor::new(OfficeId::new("hall").unwrap(), BTreeMap::from(versions))
}

/// Monday to Friday, nine to half past twelve and two to five.
pub fn weekly_hours() -> Value {
    let spans = json!([{"from": "09:00", "until": "12:30"}, {"from": "14:00", "until": "17:00"}]);
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    let week: serde_json::Map<_, _> = days.into_iter().map(|day| (day.to_owned(), spans.clone())).collect();
    json!({ "week": week })
}

pub fn configuration(hours: Value) -> Configuration {
    let text = |text: &str| json!({"it": text, "en": text});
    let served = |id: &str, series: &str| json!({"id": id, "title": text(id), "category": "anagrafe", "series": series, "minutes": 10});
    let placed = |id: &str, number: u32, skills: &[&str]| json!({"id": id, "number": number, "name": text(id), "skills": skills});
    let series = ["A", "R", "T"].map(|letter| json!({"letter": letter, "title": text(letter)}));
    serde_json::from_value(json!({
        "office": {"id": "hall", "title": text("Sede"), "zone": "Europe/Rome", "waiting_place": text("Portico")},
        "hours": hours,
        "series": series,
        "services": [
            served(IDENTITY, "A"), served(RESIDENCE, "A"), served(TAXES, "T"), served(INFORMATION, "R")
        ],
        "desks": [
            placed(ONE, 1, &[IDENTITY, RESIDENCE]),
            placed(TWO, 2, &[IDENTITY, TAXES]),
            placed(THREE, 3, &[IDENTITY, RESIDENCE, TAXES, INFORMATION])
        ]
    }))
    .unwrap()
}

/// A moment by the wall clock of the office in winter (UTC+1).
pub fn at(text: &str) -> Moment {
    Moment::new(format!("{}+01:00", text.replace(' ', "T")).parse().unwrap())
}

pub fn desk(name: &str) -> DeskId {
    DeskId::new(name).unwrap()
}

pub fn service(name: &str) -> ServiceId {
    ServiceId::new(name).unwrap()
}

pub fn number(letter: char, count: u32) -> Number {
    Number::new(Series::new(letter).unwrap(), NonZeroU32::new(count).unwrap())
}

pub fn issue_order(name: &str, class: Class) -> Order {
    issue_all(name, &[], class)
}

/// A number for several services.
pub fn issue_all(name: &str, then: &[&str], class: Class) -> Order {
    Order::IssueTicket {
        service: service(name),
        then: then.iter().map(|name| service(name)).collect(),
        class,
        channel: Channel::Totem,
        quote: None,
        against: None,
    }
}

pub fn call(ticket: &TicketId, name: &str) -> Order {
    Order::Call { ticket: ticket.clone(), desk: desk(name), reason: ReasonCode::Other }
}

pub fn finish(ticket: &TicketId) -> Order {
    Order::Finish { ticket: ticket.clone(), outcome: Outcome::Settled, done: Vec::new() }
}

pub fn move_to(ticket: &TicketId, to: MoveTo) -> Order {
    Order::Move { ticket: ticket.clone(), to }
}
