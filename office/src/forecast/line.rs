//! Who waits for the same desks, and who is in front of whom.

use super::appointment::{Appointment, called_before};
use super::load::Load;
use super::{WAIT_MAX_S, in_whole_s};
use crate::configuration::{Configuration, Targets};
use crate::event::Target;
use crate::floor::Floor;
use crate::id::{ServiceId, TicketId};
use crate::learned::Learned;
use crate::moment::Moment;
use crate::ticket::{Class, Ticket};
use std::collections::BTreeMap;

/// How many of those who are expected come.
///
/// Source: `queueing` study, section 4, one in ten does not.
const COMES: f64 = 0.9;

/// A place in the order of service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) class: Class,
    /// `joined_at`, milliseconds.
    pub(super) joined_ms: i64,
    /// The sequence of issue; settles equal `joined_ms`.
    pub(super) seq: u64,
    /// The appointment that it is for.
    pub(super) appointment: Option<Appointment>,
}

/// What a wait is computed under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Assumed {
    /// Whoever is more urgent so long after the start is called before, seconds.
    pub(super) wait_s: u32,
    /// Appointments count that are called within this time, seconds.
    pub(super) appointed_s: u32,
}

/// A waiting ticket.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) ticket: &'a TicketId,
    pub(super) place: Place,
    /// Which line it stands in.
    pub(super) line: usize,
    /// The place of its service in the configuration.
    pub(super) service: usize,
    work_s: f64,
}

/// Those of one class who wait in one line, the longest waiting first; or those with appointments, the
/// earliest first.
#[derive(Debug, Default)]
struct Row {
    joined: Vec<(i64, u64)>,
    /// Work of the first n of them, seconds; one longer than `joined`, or empty like it.
    work_s: Vec<f64>,
}

impl Row {
    fn push(&mut self, key: (i64, u64), work_s: f64) {
        let before = self.work_s.last().copied().unwrap_or(0.0);
        if self.work_s.is_empty() {
            self.work_s.push(0.0);
        }
        self.joined.push(key);
        self.work_s.push(before + work_s);
    }

    /// Work of those for whom `is_ahead` holds: always the longest waiting ones.
    fn work_s(&self, is_ahead: impl Fn(&(i64, u64)) -> bool) -> f64 {
        self.work_s.get(self.joined.partition_point(is_ahead)).copied().unwrap_or(0.0)
    }
}

/// Everybody who waits for one set of desks.
#[derive(Debug)]
struct Line {
    /// The desks that take it, by their places in the configuration.
    planned: Vec<usize>,
    /// Those of them that take visitors.
    desks: Vec<usize>,
    ordinary: Row,
    priority: Row,
    /// Those who have checked in, and those who are expected.
    appointments: Row,
}

/// All lines of an office.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    lines: Vec<Line>,
    /// The lines in the order in which their work is spread: those with the fewest planned desks
    /// first, whatever desks are open.
    order: Vec<usize>,
    /// The line of each service of the configuration; `None` where no desk takes it.
    pub(super) by_service: Vec<Option<usize>>,
    /// Everybody who waits for a desk, the longest waiting first.
    pub(super) entries: Vec<Entry<'a>>,
    targets: Targets,
    ordinary_waits: bool,
    priority_waits: bool,
    has_appointments: bool,
}

impl<'a> Lines<'a> {
    /// The lines on the floor.
    pub(super) fn of(
        floor: &'a Floor,
        configuration: &Configuration,
        learned: &Learned,
        load: &Load,
    ) -> Lines<'a> {
        let mut found = Lines {
            lines: Vec::new(),
            order: Vec::new(),
            by_service: Vec::new(),
            entries: Vec::new(),
            targets: configuration.office.targets,
            ordinary_waits: false,
            priority_waits: false,
            has_appointments: false,
        };
        let mut by_desks: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        for service in &configuration.services {
            let planned = desks_where(configuration, |desk| desk.skills.contains(&service.id));
            let line = found.line_for(&mut by_desks, planned, load);
            found.by_service.push(line);
        }
        let sent_to: Vec<Option<usize>> = (0..configuration.desks.len())
            .map(|desk| found.line_for(&mut by_desks, vec![desk], load))
            .collect();
        found.seat(floor, configuration, learned, &sent_to);
        found.order = by_desks.into_values().collect();
        found.order.sort_by_key(|line| found.lines[*line].planned.len());
        let expected = found.expected(floor, configuration, learned);
        found.fill_rows(expected);
        found
    }

    /// How many desks are planned for a line, never fewer than one.
    pub(super) fn desks_planned(&self, line: usize) -> f64 {
        self.lines[line].planned.len().max(1) as f64
    }

    /// Whether a desk takes the line, now or after its rest.
    pub(super) fn is_served(&self, line: usize) -> bool {
        !self.lines[line].desks.is_empty()
    }

    /// Whether a ticket of this class gets in front of waiting ones of the other class with time.
    pub(super) fn overtakes(&self, class: Class) -> bool {
        let (own_min, other_min) = self.targets_of(class);
        let others_wait = match class {
            Class::Ordinary => self.priority_waits,
            Class::Priority => self.ordinary_waits,
        };
        others_wait && own_min < other_min
    }

    /// Whether anybody is here or expected for an appointment.
    pub(super) fn has_appointments(&self) -> bool {
        self.has_appointments
    }

    /// Mean wait from `start` for a place in a line, whole seconds, under what is assumed; `None` where no
    /// desk takes the line.
    pub(super) fn wait_s(
        &self,
        load: &Load,
        line: usize,
        place: &Place,
        start: Moment,
        assumed: Assumed,
    ) -> Option<u32> {
        let after = |seconds: u32| start.as_millis() + i64::from(seconds.min(WAIT_MAX_S)) * 1000;
        let (at_ms, appointed_ms) = (after(assumed.wait_s), after(assumed.appointed_s));
        let mut spread = load.clone();
        for line in self.order.iter().map(|line| &self.lines[*line]) {
            let work_s = match place.appointment {
                Some(appointment) => self.before_appointment_s(line, appointment, place.seq, at_ms),
                None => self.before_number_s(line, place, at_ms, appointed_ms),
            };
            spread.add(&line.desks, work_s);
        }
        let least_s = spread.least(&self.lines[line].desks);
        least_s.is_finite().then(|| in_whole_s(least_s))
    }

    /// The work of a line in front of a ticket without an appointment, seconds.
    fn before_number_s(&self, line: &Line, place: &Place, at_ms: i64, appointed_ms: i64) -> f64 {
        let (own_min, other_min) = self.targets_of(place.class);
        // The other's age over the other's target against the own age over the own target, without
        // a division; `bend` grows with its argument and so does not change the comparison.
        let own_key = (place.joined_ms, place.seq);
        let equal_at = at_ms * own_min - (at_ms - place.joined_ms) * other_min;
        let is_more_urgent = |other: &(i64, u64)| {
            let (scaled, earlier) = (other.0 * own_min, *other < own_key);
            scaled < equal_at || (scaled == equal_at && earlier)
        };
        let (own, other) = match place.class {
            Class::Ordinary => (&line.ordinary, &line.priority),
            Class::Priority => (&line.priority, &line.ordinary),
        };
        let called = called_before(place.joined_ms, appointed_ms, own_min * 60_000, &self.targets);
        own.work_s(|other| *other < own_key)
            + other.work_s(is_more_urgent)
            + line.appointments.work_s(|(grows_ms, _)| *grows_ms <= called)
    }

    /// The work of a line in front of an appointment, seconds.
    fn before_appointment_s(&self, line: &Line, appointment: Appointment, seq: u64, at_ms: i64) -> f64 {
        let own_key = (appointment.grows_ms, seq);
        let before = |row: &Row, class: Class| {
            let (promised_min, _) = self.targets_of(class);
            let until = appointment.passed_by_joined_before(at_ms, promised_min * 60_000, &self.targets);
            row.work_s(|(joined_ms, _)| *joined_ms < until)
        };
        before(&line.ordinary, Class::Ordinary)
            + before(&line.priority, Class::Priority)
            + line.appointments.work_s(|other| *other < own_key)
    }

    /// The line for a set of desks, made where it is missing; `None` for no desk.
    fn line_for(
        &mut self,
        by_desks: &mut BTreeMap<Vec<usize>, usize>,
        planned: Vec<usize>,
        load: &Load,
    ) -> Option<usize> {
        if planned.is_empty() {
            return None;
        }
        Some(*by_desks.entry(planned).or_insert_with_key(|planned| {
            let desks = planned.iter().copied().filter(|desk| load.takes_visitors(*desk)).collect();
            self.lines.push(Line {
                planned: planned.clone(),
                desks,
                ordinary: Row::default(),
                priority: Row::default(),
                appointments: Row::default(),
            });
            self.lines.len() - 1
        }))
    }

    /// Enters everybody who waits; `sent_to` is the line of each desk's own.
    fn seat(
        &mut self,
        floor: &'a Floor,
        configuration: &Configuration,
        learned: &Learned,
        sent_to: &[Option<usize>],
    ) {
        let services: BTreeMap<&ServiceId, (usize, f64)> = configuration
            .services
            .iter()
            .enumerate()
            .map(|(at, plan)| (&plan.id, (at, learned.minutes_of(plan) * 60.0)))
            .collect();
        let desk_places: BTreeMap<_, _> =
            configuration.desks.iter().enumerate().map(|(at, desk)| (&desk.id, at)).collect();
        for ticket in floor.waiting_tickets() {
            let Some((service, work_s)) = services.get(&ticket.leg().service).copied() else { continue };
            let line = match &ticket.leg().target {
                Target::Skill => self.by_service[service],
                Target::Desk(desk) => desk_places.get(desk).and_then(|at| sent_to[*at]),
                Target::Welcome => None,
            };
            let Some(line) = line else { continue };
            let booking = ticket.booking.as_ref().and_then(|id| floor.agenda.bookings.get(id));
            let work_s = work_s * booking.map_or(1.0, |booking| f64::from(booking.people.max(1)));
            self.entries.push(Entry { ticket: &ticket.id, place: place_of(ticket), line, service, work_s });
        }
    }

    /// The work of those who are expected and have not come yet, by the line of their first service.
    fn expected(
        &self,
        floor: &Floor,
        configuration: &Configuration,
        learned: &Learned,
    ) -> Vec<(usize, (i64, u64), f64)> {
        let until = floor.day.map_or(i64::MIN, |day| day.ends.as_millis());
        let today = floor.agenda.expected.iter().take_while(|(start, _)| start.as_millis() < until);
        let expected = today.filter_map(|(start, id)| {
            let booking = floor.agenda.bookings.get(id)?;
            let first = booking.services.first()?;
            let at = configuration.services.iter().position(|service| service.id == *first)?;
            let minutes = booking.services.iter().filter_map(|service| configuration.service(service));
            let minutes: f64 = minutes.map(|service| learned.minutes_of(service)).sum();
            let work_s = minutes * 60.0 * f64::from(booking.people.max(1)) * COMES;
            Some((self.by_service.get(at).copied()??, (start.as_millis(), u64::MAX), work_s))
        });
        expected.collect()
    }

    fn fill_rows(&mut self, expected: Vec<(usize, (i64, u64), f64)>) {
        self.entries.sort_by_key(|entry| (entry.place.joined_ms, entry.place.seq));
        let mut appointments = expected;
        for entry in &self.entries {
            let Place { class, joined_ms, seq, appointment } = entry.place;
            let line = &mut self.lines[entry.line];
            match (appointment, class) {
                (Some(appointment), _) => {
                    appointments.push((entry.line, (appointment.grows_ms, seq), entry.work_s));
                }
                (None, Class::Ordinary) => line.ordinary.push((joined_ms, seq), entry.work_s),
                (None, Class::Priority) => line.priority.push((joined_ms, seq), entry.work_s),
            }
        }
        appointments.sort_by_key(|(_, key, _)| *key);
        self.has_appointments = !appointments.is_empty();
        for (line, key, work_s) in appointments {
            self.lines[line].appointments.push(key, work_s);
        }
        let waits = |class| {
            let is_of = |place: &Place| place.appointment.is_none() && place.class == class;
            self.entries.iter().any(|entry| is_of(&entry.place))
        };
        (self.ordinary_waits, self.priority_waits) = (waits(Class::Ordinary), waits(Class::Priority));
    }

    /// The promised waits of a class and of the other one, minutes.
    fn targets_of(&self, class: Class) -> (i64, i64) {
        let ordinary = i64::from(self.targets.ordinary_min.max(1));
        let priority = i64::from(self.targets.priority_min.max(1));
        match class {
            Class::Ordinary => (ordinary, priority),
            Class::Priority => (priority, ordinary),
        }
    }
}

fn desks_where(
    configuration: &Configuration,
    takes: impl Fn(&crate::configuration::Desk) -> bool,
) -> Vec<usize> {
    configuration.desks.iter().enumerate().filter(|(_, desk)| takes(desk)).map(|(at, _)| at).collect()
}

fn place_of(ticket: &Ticket) -> Place {
    let appointment = ticket
        .due
        .map(|due| Appointment { due_ms: due.as_millis(), grows_ms: due.max(ticket.joined_at).as_millis() });
    Place { class: ticket.class, joined_ms: ticket.joined_at.as_millis(), seq: ticket.seq, appointment }
}
