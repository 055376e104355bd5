//! What a follow page says about its ticket, drawn from the committed floor and the newest waits.

use crate::app::App;
use crate::web::api::follow::{FollowView, view};
use office::configuration::{Configuration, Desk};
use office::decide::ABSENT_LIMIT;
use office::event::Target;
use office::id::{OfficeId, TicketId};
use office::language::Language;
use office::moment::Moment;
use office::ticket::{Leg, LegState};
use screen::words::{clock, date_long, wait};

/// Waits up to so many minutes are "soon".
const SOON_MIN: u32 = 5;

/// A ticket as its follow page shows it; times are those of the office, `HH:MM`, desks their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Followed {
    /// The office's name.
    pub office: String,
    /// The office's zone.
    pub zone: chrono_tz::Tz,
    /// The sequence of the last event shown.
    pub seq: u64,
    /// Its number.
    pub number: String,
    /// Its service; absent where that is sensitive.
    pub service: Option<String>,
    /// Where visitors wait.
    pub place: String,
    /// Where it stands.
    pub state: State,
}

/// Where a ticket stands, in what its visitor has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// In the queue.
    Waiting { ahead: u32, expected: Expected },
    /// Sent to the welcome desk.
    Welcome,
    /// To go to a desk now.
    Called { desk: String, name: String, at: String, again: bool },
    /// At a desk.
    Serving { desk: String, name: String },
    /// Put aside.
    Held { desk: String },
    /// Did not come.
    Absent { desk: String, called_at: String, until: String },
    /// Served.
    Finished,
    /// Given up.
    Left,
    /// Ended by the clock.
    Lapsed,
}

/// When a waiting visitor will be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Expected {
    /// Within minutes.
    Soon,
    /// Between two times, or by a time where the first has passed.
    Window { from: Option<String>, until: String, wait: String },
    /// After the doors open, on another day where one is named.
    Opens { day: Option<String>, time: String },
    /// Nobody can say: no desk takes the service now.
    NoDesk,
}

impl State {
    /// Whether the visitor can give up the place.
    pub(super) fn can_leave(&self) -> bool {
        match self {
            State::Waiting { .. } | State::Welcome | State::Called { .. } | State::Held { .. } => true,
            State::Absent { .. } => true,
            State::Serving { .. } | State::Finished | State::Left | State::Lapsed => false,
        }
    }
}

/// The ticket as it stands; `None` once its day is over.
pub(super) fn followed(
    app: &App,
    office: &OfficeId,
    ticket: &TicketId,
    language: Language,
) -> Option<Followed> {
    let view = view(app, office, ticket, language)?;
    let now = app.clock.now();
    let floor = app.hub.floor(office)?;
    let (rules, ticket) = (floor.rules()?, floor.tickets.get(ticket)?);
    let leg = ticket.leg();
    let service = rules.service(&leg.service).filter(|service| !service.sensitive);
    Some(Followed {
        office: rules.office.title.in_language(language).to_owned(),
        zone: rules.office.zone,
        seq: floor.seq,
        number: ticket.number.to_string(),
        service: service.map(|service| service.title.in_language(language).to_owned()),
        place: rules.office.waiting_place.in_language(language).to_owned(),
        state: Told { rules, leg, view: &view, now, language }.state(),
    })
}

/// What a state is told from.
struct Told<'a> {
    rules: &'a Configuration,
    leg: &'a Leg,
    view: &'a FollowView,
    now: Moment,
    language: Language,
}

impl Told<'_> {
    fn state(&self) -> State {
        match self.leg.state {
            LegState::Waiting | LegState::Moved if self.leg.target == Target::Welcome => State::Welcome,
            LegState::Waiting | LegState::Moved => {
                State::Waiting { ahead: self.view.ahead.unwrap_or(0), expected: self.expected() }
            }
            LegState::Called => self.called(),
            LegState::Serving => {
                let (desk, name) = self.desk_and_name();
                State::Serving { desk, name }
            }
            LegState::Held => State::Held { desk: self.desk_and_name().0 },
            LegState::Absent => State::Absent {
                desk: self.desk_and_name().0,
                called_at: self.clock(self.leg.called_at.unwrap_or(self.leg.changed_at)),
                until: self.clock(self.leg.changed_at.plus(ABSENT_LIMIT)),
            },
            LegState::Finished => State::Finished,
            LegState::Left => State::Left,
            LegState::Lapsed => State::Lapsed,
        }
    }

    fn called(&self) -> State {
        let (desk, name) = self.desk_and_name();
        let again = self.leg.announced > 1;
        // A recall is the last thing that happened to a called leg.
        let at = if again { self.leg.changed_at } else { self.leg.called_at.unwrap_or(self.leg.changed_at) };
        State::Called { desk, name, at: self.clock(at), again }
    }

    fn expected(&self) -> Expected {
        let zone = self.rules.office.zone;
        match (self.view.wait, self.view.from, self.view.until) {
            (Some(range), Some(_), Some(_)) if range.high_min <= SOON_MIN => Expected::Soon,
            (Some(range), Some(from), Some(until)) => Expected::Window {
                from: (from > self.now).then(|| self.clock(from)),
                until: self.clock(until),
                wait: within_sentence(&wait(range.low_min, range.high_min, self.language)),
            },
            _ if self.rules.hours.is_open(self.now, zone) => Expected::NoDesk,
            _ => match self.rules.hours.next_opening(self.now, zone) {
                Some(opening) => self.opens(opening.from),
                None => Expected::NoDesk,
            },
        }
    }

    fn opens(&self, from: Moment) -> Expected {
        let zone = self.rules.office.zone;
        let date = |at: Moment| at.utc().with_timezone(&zone).date_naive();
        let is_today = date(from) == date(self.now);
        let day = (!is_today).then(|| date_long(from, zone, self.language));
        Expected::Opens { day, time: self.clock(from) }
    }

    fn desk(&self) -> Option<&Desk> {
        self.rules.desk(self.leg.desk.as_ref()?)
    }

    /// The number and the name of the leg's desk; a new configuration may have lost it.
    fn desk_and_name(&self) -> (String, String) {
        let desk = self.desk();
        let name = desk.map(|desk| desk.name.in_language(self.language).to_owned());
        (desk.map(|desk| desk.number.to_string()).unwrap_or_default(), name.unwrap_or_default())
    }

    fn clock(&self, at: Moment) -> String {
        clock(at, self.rules.office.zone)
    }
}

/// A text that begins a line elsewhere, for the middle of a sentence: "fino a 30 minuti".
fn within_sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
