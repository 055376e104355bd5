//! Who waits for which desk, and who is to come to the welcome desk: what of the page is live.

use super::asked::Visit;
use i18n_embed_fl::fl;
use office::configuration::Configuration;
use office::event::Target;
use office::floor::{DeskState, Floor};
use office::language::Language;
use office::moment::Moment;
use office::queue;
use office::ticket::{Class, LegState, Ticket};
use screen::reasons;

/// Most tickets shown of those that wait.
pub const WAITING_SHOWN_MAX: usize = 60;
/// Most tickets shown of those that are to come to the welcome desk.
pub const EXPECTED_SHOWN_MAX: usize = 20;

/// The hall as the officer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hall {
    /// The sequence of the last event on the floor it was drawn from.
    pub seq: u64,
    /// Every desk, by its number.
    pub desks: Vec<DeskRow>,
    /// Those who were sent to the welcome desk, and the absent, who are told to come there.
    pub expected: Vec<WaitRow>,
    /// Those who wait, longest first.
    pub waiting: Vec<WaitRow>,
    /// How many wait, shown or not.
    pub waiting_count: usize,
    /// Which printers are in trouble, and what to do.
    pub printers: Vec<String>,
}

/// A desk and its queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskRow {
    /// The number over it.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// Whether it takes visitors.
    pub state: DeskState,
    /// The same in words.
    pub state_words: String,
    /// The number that it has.
    pub at: Option<String>,
    /// How many wait whom it can call.
    pub count: usize,
    /// How long the first of them has waited, in words.
    pub longest: Option<String>,
}

/// A ticket in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitRow {
    /// Where it is looked at.
    pub href: String,
    /// Its number.
    pub number: String,
    /// Its service.
    pub service: String,
    /// Whether it has precedence.
    pub is_priority: bool,
    /// Whether it is absent.
    pub is_absent: bool,
    /// Whole minutes waited.
    pub minutes: u32,
    /// The numbers of the desks that may call it.
    pub desks: String,
}

/// The hall as it stands; `None` before the first configuration.
pub fn draw(floor: &Floor, language: Language, page: &Visit, now: Moment) -> Option<Hall> {
    let look = Look { floor, rules: floor.rules()?, language, page, now };
    let mut waiting: Vec<&Ticket> = floor.waiting_tickets().filter(|ticket| !is_sent_here(ticket)).collect();
    waiting.sort_by_key(|ticket| ticket.joined_at);
    let sent = floor.waiting_tickets().filter(|ticket| is_sent_here(ticket));
    let expected = sent.chain(floor.in_state(LegState::Absent)).take(EXPECTED_SHOWN_MAX);
    let mut desks: Vec<DeskRow> = look.rules.desks.iter().map(|desk| look.desk(desk)).collect();
    desks.sort_by_key(|desk| desk.number);
    Some(Hall {
        seq: floor.seq,
        desks,
        expected: expected.map(|ticket| look.row(ticket)).collect(),
        waiting_count: waiting.len(),
        printers: Vec::new(),
        waiting: waiting.into_iter().take(WAITING_SHOWN_MAX).map(|ticket| look.row(ticket)).collect(),
    })
}

fn is_sent_here(ticket: &Ticket) -> bool {
    ticket.leg().target == Target::Welcome
}

struct Look<'a> {
    floor: &'a Floor,
    rules: &'a Configuration,
    language: Language,
    page: &'a Visit,
    now: Moment,
}

impl Look<'_> {
    fn desk(&self, desk: &office::configuration::Desk) -> DeskRow {
        let state = self.floor.desk_state(&desk.id);
        let line = queue::line_for(self.floor, &desk.id, self.now);
        let longest = line.iter().map(|ticket| ticket.joined_at).min();
        DeskRow {
            number: desk.number,
            name: desk.name.in_language(self.language).to_owned(),
            state,
            state_words: reasons::desk_state(self.language, state),
            at: self.floor.ticket_at(&desk.id).map(|ticket| ticket.number.to_string()),
            count: line.len(),
            longest: longest.map(|since| {
                let l = screen::texts(self.language);
                fl!(l, "desk-minutes", n = self.minutes_since(since))
            }),
        }
    }

    fn row(&self, ticket: &Ticket) -> WaitRow {
        let id = &ticket.leg().service;
        let title = self.rules.service(id).map(|service| service.title.in_language(self.language));
        let desks: Vec<String> = self
            .rules
            .desks
            .iter()
            .filter(|desk| self.floor.can_serve(&desk.id, ticket))
            .map(|desk| desk.number.to_string())
            .collect();
        WaitRow {
            href: self.page.looking_at(&ticket.id).href(),
            number: ticket.number.to_string(),
            service: title.unwrap_or(id.as_str()).to_owned(),
            is_priority: ticket.class == Class::Priority,
            is_absent: ticket.state() == LegState::Absent,
            minutes: self.minutes_since(ticket.joined_at),
            desks: desks.join(", "),
        }
    }

    fn minutes_since(&self, since: Moment) -> u32 {
        u32::try_from(self.now.since(since).as_secs() / 60).unwrap_or(u32::MAX)
    }
}
