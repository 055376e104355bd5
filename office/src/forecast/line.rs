//! Who waits for the same desks, and who is in front of whom.

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

/// A place in the order of service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) class: Class,
    /// `joined_at`, milliseconds.
    pub(super) joined_ms: i64,
    /// The sequence of issue; settles equal `joined_ms`.
    pub(super) seq: u64,
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

/// Those of one class who wait in one line, the longest waiting first.
#[derive(Debug, Default)]
struct Row {
    joined: Vec<(i64, u64)>,
    /// Work of the first n of them, seconds; one longer than `joined`, or empty like it.
    work_s: Vec<f64>,
}

impl Row {
    fn push(&mut self, place: &Place, work_s: f64) {
        let before = self.work_s.last().copied().unwrap_or(0.0);
        if self.work_s.is_empty() {
            self.work_s.push(0.0);
        }
        self.joined.push((place.joined_ms, place.seq));
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
        found.fill_rows();
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

    /// Mean wait from `start` for a place in a line, whole seconds, if whoever is more urgent
    /// `assumed_s` after the start is called before; `None` where no desk takes the line.
    pub(super) fn wait_s(
        &self,
        load: &Load,
        line: usize,
        place: &Place,
        start: Moment,
        assumed_s: u32,
    ) -> Option<u32> {
        let at_ms = start.as_millis() + i64::from(assumed_s.min(WAIT_MAX_S)) * 1000;
        let (own_min, other_min) = self.targets_of(place.class);
        // The other's age over the other's target against the own age over the own target, without
        // a division; `bend` grows with its argument and so does not change the comparison.
        let own_key = (place.joined_ms, place.seq);
        let equal_at = at_ms * own_min - (at_ms - place.joined_ms) * other_min;
        let is_more_urgent = |other: &(i64, u64)| {
            let (scaled, earlier) = (other.0 * own_min, *other < own_key);
            scaled < equal_at || (scaled == equal_at && earlier)
        };
        let mut spread = load.clone();
        for line in self.order.iter().map(|line| &self.lines[*line]) {
            let (own, other) = match place.class {
                Class::Ordinary => (&line.ordinary, &line.priority),
                Class::Priority => (&line.priority, &line.ordinary),
            };
            let work_s = own.work_s(|other| *other < own_key) + other.work_s(is_more_urgent);
            spread.add(&line.desks, work_s);
        }
        let least_s = spread.least(&self.lines[line].desks);
        least_s.is_finite().then(|| in_whole_s(least_s))
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
            let rows = (Row::default(), Row::default());
            self.lines.push(Line { planned: planned.clone(), desks, ordinary: rows.0, priority: rows.1 });
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
            self.entries.push(Entry { ticket: &ticket.id, place: place_of(ticket), line, service, work_s });
        }
    }

    fn fill_rows(&mut self) {
        self.entries.sort_by_key(|entry| (entry.place.joined_ms, entry.place.seq));
        for entry in &self.entries {
            let line = &mut self.lines[entry.line];
            match entry.place.class {
                Class::Ordinary => line.ordinary.push(&entry.place, entry.work_s),
                Class::Priority => line.priority.push(&entry.place, entry.work_s),
            }
        }
        self.ordinary_waits = self.entries.iter().any(|entry| entry.place.class == Class::Ordinary);
        self.priority_waits = self.entries.iter().any(|entry| entry.place.class == Class::Priority);
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
    Place { class: ticket.class, joined_ms: ticket.joined_at.as_millis(), seq: ticket.seq }
}
