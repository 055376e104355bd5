//! Floors for tests, made by folding events.

use super::super::{Forecast, forecast};
use crate::agenda::{BookingChannel, Place};
use crate::catalogue::TriageRules;
use crate::configuration::{Configuration, Desk, Office, SeriesPlan, Service, Targets, Version};
use crate::event::{Actor, ActorKind, CallRule, Channel, Event, Fact, MoveTo};
use crate::evolve::evolve;
use crate::floor::Floor;
use crate::hours::Hours;
use crate::id::{ActorId, BookingId, DeskId, OfficeId, PlanId, ServiceId, TicketId};
use crate::language::Text;
use crate::learned::Learned;
use crate::moment::Moment;
use crate::number::{Number, Series};
use crate::ticket::Class;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::Arc;

/// An office at the moment zero of its tests.
#[derive(Debug, Clone)]
pub(super) struct Hall {
    pub(super) floor: Floor,
    pub(super) configuration: Configuration,
    pub(super) events: Vec<Event>,
}

impl Hall {
    /// An office with these services and minutes, and desks with these skills (parted by blanks),
    /// its doors open.
    pub(super) fn new(services: &[(&str, u32)], desks: &[&str]) -> Hall {
        let configuration = configuration(services, desks);
        let known = BTreeMap::from([(Version(1), Arc::new(configuration.clone()))]);
        let floor = Floor::new(configuration.office.id.clone(), known);
        let mut hall = Hall { floor, configuration, events: Vec::new() };
        hall.open_day(-600.0);
        hall
    }

    /// Begins a day whose doors open at this minute.
    pub(super) fn open_day(&mut self, opens_min: f64) {
        let opens = moment(opens_min);
        let date = NaiveDate::from_ymd_opt(2027, 1, 15).unwrap();
        let (closes, ends) = (moment(opens_min + 1_200.0), moment(opens_min + 1_380.0));
        let (configuration, given) = (Version(1), BTreeMap::new());
        self.fact(moment(-700.0), Fact::DayOpened { date, opens, closes, ends, configuration, given });
    }

    pub(super) fn open(&mut self, at: usize) {
        let desk = self.desk(at);
        self.fact(moment(-400.0), Fact::DeskOpened { desk });
    }

    pub(super) fn pause(&mut self, at: usize, back_in_min: Option<f64>) {
        let desk = self.desk(at);
        self.fact(moment(-5.0), Fact::DeskPaused { desk, back_at: back_in_min.map(moment) });
    }

    /// Issues a ticket that has waited for this long.
    pub(super) fn issue(&mut self, of: &str, class: Class, age_min: f64) -> TicketId {
        self.issue_due(of, class, age_min, None)
    }

    /// Issues a ticket for an appointment at this minute, checked in this long ago.
    pub(super) fn check_in(&mut self, of: &str, due_min: f64, age_min: f64) -> TicketId {
        self.issue_due(of, Class::Ordinary, age_min, Some(moment(due_min)))
    }

    /// Books an appointment at this minute, to which nobody has come yet.
    pub(super) fn book(&mut self, of: &str, people: u32, due_min: f64) {
        let booking = BookingId::new(&format!("b{}", self.floor.seq + 1)).unwrap();
        let (plan, desk) = (PlanId::new("plan").unwrap(), self.desk(0));
        let (start, end) = (moment(due_min), moment(due_min + 30.0));
        let reserved = Fact::SlotReserved {
            booking: booking.clone(),
            place: Place { plan, desk, lane: self.floor.seq as u32, start, end },
            services: vec![service(of)],
            people,
            channel: BookingChannel::Home,
            until: moment(0.0),
            wish: None,
        };
        self.fact(moment(-300.0), reserved);
        self.fact(moment(-300.0), Fact::Booked { booking });
    }

    fn issue_due(&mut self, of: &str, class: Class, age_min: f64, due: Option<Moment>) -> TicketId {
        let count = self.floor.tickets.len() as u32 + 1;
        let ticket = TicketId::new(&format!("t{count:06}")).unwrap();
        let number = Number::new(Series::new('A').unwrap(), NonZeroU32::new(count).unwrap());
        let joined_at = moment(-age_min);
        let (service, channel) = (service(of), Channel::Totem);
        let issued = Fact::TicketIssued {
            ticket: ticket.clone(),
            number,
            service,
            joined_at,
            channel,
            class,
            quote: None,
            then: Vec::new(),
            against: None,
            booking: None,
            due,
        };
        self.fact(joined_at, issued);
        ticket
    }

    /// Puts a visitor at a desk, called this long ago.
    pub(super) fn serve(&mut self, at: usize, of: &str, passed_min: f64) {
        let ticket = self.issue(of, Class::Ordinary, passed_min + 300.0);
        let (desk, by) = (self.desk(at), CallRule::Rule);
        let called =
            Fact::LegCalled { ticket, leg: 1, desk, nth: 1, by, urgency_milli: 0, runner_up_milli: None };
        self.fact(moment(-passed_min), called);
    }

    /// Moves a waiting ticket to one desk.
    pub(super) fn send(&mut self, ticket: &TicketId, at: usize) {
        let to = MoveTo::Desk(self.desk(at));
        self.fact(moment(-1.0), Fact::LegMoved { ticket: ticket.clone(), leg: 1, to });
    }

    /// The forecast at the moment zero, with nothing learned.
    pub(super) fn forecast(&self) -> Forecast {
        forecast(&self.floor, &self.configuration, &Learned::default(), moment(0.0), 1)
    }

    fn desk(&self, at: usize) -> DeskId {
        self.configuration.desks[at].id.clone()
    }

    fn fact(&mut self, at: Moment, fact: Fact) {
        let event = Event {
            office: self.floor.office.clone(),
            seq: self.floor.seq + 1,
            day: None,
            at,
            by: Actor { kind: ActorKind::Staff, id: ActorId::new("clerk").unwrap() },
            cause: None,
            fact,
        };
        evolve(&mut self.floor, &event);
        self.events.push(event);
    }
}

/// The moment this many minutes after a full hour.
pub(super) fn moment(minutes: f64) -> Moment {
    Moment::from_millis(1_800_000_000_000 + (minutes * 60_000.0).round() as i64).unwrap()
}

pub(super) fn service(id: &str) -> ServiceId {
    ServiceId::new(id).unwrap()
}

pub(super) fn desk(id: &str) -> DeskId {
    DeskId::new(id).unwrap()
}

fn configuration(services: &[(&str, u32)], desks: &[&str]) -> Configuration {
    let series = Series::new('A').unwrap();
    Configuration {
        office: Office {
            id: OfficeId::new("lecco").unwrap(),
            title: text("Lecco"),
            zone: chrono_tz::Europe::Rome,
            take_from_min: 30,
            waiting_place: text("Portico"),
            address: None,
            targets: Targets::default(),
        },
        hours: Hours::default(),
        series: vec![SeriesPlan { letter: series, title: text("A") }],
        services: services.iter().map(|(id, minutes)| service_plan(id, *minutes, series)).collect(),
        desks: (1..)
            .zip(desks)
            .map(|(number, skills)| Desk {
                id: desk(&format!("d{number}")),
                number,
                name: text("desk"),
                skills: skills.split(' ').map(service).collect(),
            })
            .collect(),
        triage: TriageRules::default(),
        agenda: Default::default(),
        plans: Vec::new(),
        needs: Vec::new(),
        questions: Vec::new(),
        evidence: Vec::new(),
        bodies: Vec::new(),
        online: Vec::new(),
        life_events: Vec::new(),
        consultancies: Vec::new(),
    }
}

fn service_plan(id: &str, minutes: u32, series: Series) -> Service {
    let category = "anagrafe".into();
    Service::new(service(id), text(id), category, series, minutes)
}

fn text(wording: &str) -> Text {
    Text { it: wording.into(), en: wording.into() }
}
