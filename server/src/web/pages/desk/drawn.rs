//! The desk as its page shows it, drawn from the committed floor.

use crate::web::pages::procedure;
use office::agenda::{Booking, BookingState};
use office::catalogue::{Outcome, QUESTIONS_DEEP_MAX};
use office::configuration::Configuration;
use office::decide::{ABSENT_LIMIT, WITHDRAW_LIMIT};
use office::event::Target;
use office::floor::{DeskState, Floor};
use office::hours::date_at;
use office::id::{AnswerId, DeskId, NeedId, QuestionId, ServiceId, TicketId};
use office::language::Language;
use office::moment::Moment;
use office::queue;
use office::ticket::{Class, LegState, Ticket};
use screen::{reasons, words};
use std::collections::BTreeMap;
use std::time::Duration;

/// Most tickets shown of those that the desk can serve.
pub const LINE_SHOWN_MAX: usize = 40;
/// Most tickets shown of those that wait for other desks.
pub const OTHERS_SHOWN_MAX: usize = 20;
/// Most tickets offered to be called out of turn.
pub const CHOICES_MAX: usize = 200;
/// Most tickets shown as held, and as absent.
pub const ASIDE_SHOWN_MAX: usize = 30;

/// Most appointments shown.
pub const APPOINTMENTS_SHOWN_MAX: usize = 12;

/// Everything on a desk's page that can change while it is looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The sequence of the last event on the floor it was drawn from.
    pub seq: u64,
    /// The desk's stable state.
    pub state: DeskState,
    /// The ticket called to it or served at it.
    pub current: Option<Current>,
    /// Which buttons do something now.
    pub can: Can,
    /// Who would be called now.
    pub next: Option<Next>,
    /// Those whom the desk can serve, in the order in which they would be called.
    pub line: Vec<Row>,
    /// How many they are, shown or not.
    pub line_count: usize,
    /// Those who wait for other desks.
    pub others: Vec<Row>,
    /// How many they are, shown or not.
    pub others_count: usize,
    /// Those who can be called out of turn.
    pub choices: Vec<Row>,
    /// Numbers put aside that the desk can go on with.
    pub held: Vec<Row>,
    /// Absent visitors who can be brought back.
    pub absent: Vec<Row>,
    /// The appointments at this desk that are still to come today, and those whose visitor waits.
    pub appointments: Vec<Expected>,
}

/// An appointment at the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// Its time.
    pub start: String,
    /// What for.
    pub service: String,
    /// The number of its visitor, once here.
    pub number: Option<String>,
}

/// The ticket at the desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Current {
    /// Its id.
    pub ticket: TicketId,
    /// Its number.
    pub number: String,
    /// The service of its present leg.
    pub service: String,
    /// Whether it is a priority ticket.
    pub is_priority: bool,
    /// The state in words.
    pub state: String,
    /// Whether the service has begun.
    pub is_serving: bool,
    /// How long it waited, in words.
    pub waited: String,
    /// How often it was announced.
    pub announced: u32,
    /// When it was called or announced last, `HH:MM`.
    pub called_at: String,
    /// When the service began, `HH:MM`.
    pub started_at: Option<String>,
    /// The visitor's language, once called.
    pub language: Option<Language>,
    /// What the triage officer tells the clerk, once called.
    pub note: Option<String>,
    /// What the visitor said, once called.
    pub wish: Option<Wish>,
    /// The services of the visit that come after this one.
    pub then: Vec<String>,
    /// The procedure of the service: the script for it.
    pub procedure: Option<procedure::Drawn>,
}

/// What a visitor said, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The need.
    pub need: String,
    /// What was asked, and what was answered.
    pub answers: Vec<Reply>,
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What was asked.
    pub question: String,
    /// What was answered.
    pub answer: String,
}

impl Wish {
    /// What was said, in the words of these rules; what they do not know any more is left out.
    pub fn of(
        rules: &Configuration,
        need: &NeedId,
        answers: &BTreeMap<QuestionId, AnswerId>,
        language: Language,
    ) -> Option<Self> {
        let need = rules.need(need)?;
        // In the order in which they were asked, not in that of their ids.
        let mut replies = Vec::new();
        let mut outcome = &need.then;
        while let Outcome::Ask(question) = outcome {
            let Some(question) = rules.question(question) else { break };
            let Some(answer) = answers.get(&question.id).and_then(|answer| question.answer(answer)) else {
                break;
            };
            if replies.len() == QUESTIONS_DEEP_MAX {
                break;
            }
            replies.push(Reply {
                question: question.text.in_language(language).to_owned(),
                answer: answer.text.in_language(language).to_owned(),
            });
            outcome = &answer.then;
        }
        Some(Self { need: need.title.in_language(language).to_owned(), answers: replies })
    }
}

/// Which buttons do something now; the server decides anew when one is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Can {
    /// Call whoever is next, or a chosen one.
    pub call: bool,
    /// Recall, start, mark absent.
    pub receive: bool,
    /// Withdraw the call.
    pub withdraw: bool,
    /// Finish, hold.
    pub finish: bool,
    /// Move.
    pub move_on: bool,
    /// Go on with a held number.
    pub resume: bool,
    /// Open the desk.
    pub open: bool,
    /// Pause it.
    pub pause: bool,
    /// Let it go on.
    pub go_on: bool,
    /// Close it.
    pub close: bool,
}

/// Who would be called now.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// The number.
    pub number: String,
    /// The service.
    pub service: String,
    /// Why this one, in words.
    pub why: String,
}

/// A ticket in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its id.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// The service of its present leg.
    pub service: String,
    /// Whether it is a priority ticket.
    pub is_priority: bool,
    /// Whole minutes waited; for an absent ticket the minutes left to bring it back, rounded up.
    pub minutes: u32,
}

/// What a drawing is made of.
struct Look<'a> {
    floor: &'a Floor,
    rules: &'a Configuration,
    desk: &'a DeskId,
    language: Language,
    now: Moment,
}

/// A desk as it stands; `None` where the office has no such desk.
pub fn draw(floor: &Floor, desk: &DeskId, language: Language, now: Moment) -> Option<Drawn> {
    let rules = floor.rules()?;
    rules.desk(desk)?;
    let look = Look { floor, rules, desk, language, now };
    let line = queue::line_for(floor, desk, now);
    let line_count = line.len();
    let (others, others_count) = look.others();
    Some(Drawn {
        seq: floor.seq,
        state: floor.desk_state(desk),
        current: floor.ticket_at(desk).map(|ticket| look.current(ticket)),
        can: can(floor, desk, now),
        next: queue::next_for(floor, desk, now).map(|choice| Next {
            number: choice.ticket.number.to_string(),
            service: look.service(choice.ticket),
            why: reasons::why(language, &choice.why, rules.office.zone),
        }),
        choices: look.choices(&line),
        line: line.into_iter().take(LINE_SHOWN_MAX).map(|ticket| look.waiting(ticket)).collect(),
        line_count,
        others,
        others_count,
        held: look.held(),
        absent: look.absent(),
        appointments: look.appointments(),
    })
}

/// Until when the last call to a desk can be withdrawn, if one can.
pub fn withdraw_until(floor: &Floor, desk: &DeskId) -> Option<Moment> {
    let leg = floor.ticket_at(desk).filter(|ticket| ticket.state() == LegState::Called)?.leg();
    Some(leg.called_at?.plus(WITHDRAW_LIMIT))
}

fn can(floor: &Floor, desk: &DeskId, now: Moment) -> Can {
    let state = floor.desk_state(desk);
    let at_desk = floor.ticket_at(desk).map(Ticket::state);
    let is_called = at_desk == Some(LegState::Called);
    let is_serving = at_desk == Some(LegState::Serving);
    let is_free = at_desk.is_none();
    Can {
        call: state == DeskState::Open && is_free,
        receive: is_called,
        withdraw: withdraw_until(floor, desk).is_some_and(|until| now <= until),
        finish: is_serving,
        move_on: is_called || is_serving,
        resume: state == DeskState::Open,
        open: state == DeskState::Closed,
        pause: state == DeskState::Open && is_free,
        go_on: state == DeskState::Paused,
        close: state != DeskState::Closed && is_free,
    }
}

impl Look<'_> {
    fn service(&self, ticket: &Ticket) -> String {
        self.title(&ticket.leg().service)
    }

    fn title(&self, id: &ServiceId) -> String {
        let title = self.rules.service(id).map(|service| service.title.in_language(self.language));
        // A service of an earlier configuration is still named by its id.
        title.unwrap_or(id.as_str()).to_owned()
    }

    fn current(&self, ticket: &Ticket) -> Current {
        let leg = ticket.leg();
        let zone = self.rules.office.zone;
        let waited_until = leg.called_at.unwrap_or(self.now);
        Current {
            ticket: ticket.id.clone(),
            number: ticket.number.to_string(),
            service: self.service(ticket),
            is_priority: ticket.class == Class::Priority,
            state: reasons::leg_state(self.language, leg.state),
            is_serving: leg.state == LegState::Serving,
            waited: words::minutes(whole_minutes(waited_until.since(ticket.joined_at)), self.language),
            announced: leg.announced,
            called_at: words::clock(
                if leg.started_at.is_none() { leg.changed_at } else { waited_until },
                zone,
            ),
            started_at: leg.started_at.map(|at| words::clock(at, zone)),
            language: None,
            note: None,
            wish: None,
            then: ticket.then.iter().map(|service| self.title(service)).collect(),
            procedure: self
                .rules
                .procedure(&leg.service)
                .map(|procedure| procedure::draw(&procedure, self.language)),
        }
    }

    fn row(&self, ticket: &Ticket, minutes: u32) -> Row {
        Row {
            ticket: ticket.id.to_string(),
            number: ticket.number.to_string(),
            service: self.service(ticket),
            is_priority: ticket.class == Class::Priority,
            minutes,
        }
    }

    fn waiting(&self, ticket: &Ticket) -> Row {
        self.row(ticket, whole_minutes(self.now.since(ticket.joined_at)))
    }

    fn others(&self) -> (Vec<Row>, usize) {
        let others =
            || self.floor.waiting_tickets().filter(|ticket| !self.floor.can_serve(self.desk, ticket));
        (others().take(OTHERS_SHOWN_MAX).map(|ticket| self.waiting(ticket)).collect(), others().count())
    }

    /// Whom the desk may call, and whoever was sent to the welcome desk.
    fn choices(&self, line: &[&Ticket]) -> Vec<Row> {
        let sent_back = self.floor.waiting_tickets().filter(|ticket| ticket.leg().target == Target::Welcome);
        let all = line.iter().copied().chain(sent_back);
        all.take(CHOICES_MAX).map(|ticket| self.waiting(ticket)).collect()
    }

    /// In the order in which they were put aside, so that a new one comes last and moves no other.
    fn aside(&self, state: LegState) -> Vec<&Ticket> {
        let mut aside = self.floor.in_state(state);
        aside.retain(|ticket| {
            ticket.leg().desk.as_ref() == Some(self.desk) || self.floor.can_serve(self.desk, ticket)
        });
        aside.sort_by_key(|ticket| ticket.leg().changed_at);
        aside.truncate(ASIDE_SHOWN_MAX);
        aside
    }

    /// Today's appointments at this desk that are still to come, and those whose visitor waits.
    fn appointments(&self) -> Vec<Expected> {
        let zone = self.rules.office.zone;
        let today = date_at(self.now, zone);
        let is_due = |booking: &&Booking| match booking.state {
            BookingState::Booked => date_at(booking.place.start, zone) == today,
            BookingState::CheckedIn => {
                let ticket = booking.ticket.as_ref().and_then(|id| self.floor.tickets.get(id));
                ticket.is_some_and(|ticket| ticket.state() == LegState::Waiting)
            }
            BookingState::Reserved
            | BookingState::Cancelled
            | BookingState::Moved
            | BookingState::Missed
            | BookingState::Lapsed => false,
        };
        let expected = |booking: &Booking| Expected {
            start: words::clock(booking.place.start, zone),
            service: booking.services.iter().map(|id| self.title(id)).collect::<Vec<_>>().join(" · "),
            number: booking
                .ticket
                .as_ref()
                .and_then(|id| self.floor.tickets.get(id))
                .map(|ticket| ticket.number.to_string()),
        };
        let at_desk = self.floor.agenda.occupied.iter();
        at_desk
            .filter_map(|(_, id)| self.floor.agenda.bookings.get(id))
            .filter(|booking| booking.place.desk == *self.desk)
            .filter(is_due)
            .take(APPOINTMENTS_SHOWN_MAX)
            .map(expected)
            .collect()
    }

    fn held(&self) -> Vec<Row> {
        self.aside(LegState::Held).into_iter().map(|ticket| self.waiting(ticket)).collect()
    }

    fn absent(&self) -> Vec<Row> {
        let left = |ticket: &Ticket| ABSENT_LIMIT.saturating_sub(self.now.since(ticket.leg().changed_at));
        let rounded_up = |left: Duration| left.as_secs().div_ceil(60) as u32;
        let aside = self.aside(LegState::Absent);
        aside.into_iter().map(|ticket| self.row(ticket, rounded_up(left(ticket)))).collect()
    }
}

fn whole_minutes(span: Duration) -> u32 {
    u32::try_from(span.as_secs() / 60).unwrap_or(u32::MAX)
}
