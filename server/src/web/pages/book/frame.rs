//! What surrounds every step: where in the five steps one is, how long the time is still kept, what is missing.

use super::draft::Draft;
use i18n_embed_fl::fl;
use office::agenda::BookingState;
use office::floor::Floor;
use office::language::Language;
use office::moment::Moment;
use screen::words::clock;

/// The five steps of the national model, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// Which office, and what for.
    Place,
    /// When.
    Time,
    /// What there is to say about it.
    Details,
    /// Who comes.
    Applicant,
    /// All of it, before it is sent.
    Summary,
}

impl Step {
    /// Every step.
    pub const ALL: [Step; 5] = [Step::Place, Step::Time, Step::Details, Step::Applicant, Step::Summary];

    /// The last part of its address.
    pub fn path(self) -> &'static str {
        match self {
            Step::Place => "place",
            Step::Time => "time",
            Step::Details => "details",
            Step::Applicant => "applicant",
            Step::Summary => "summary",
        }
    }

    /// Its title, as the national model has it.
    pub fn title(self, language: Language) -> String {
        let l = screen::texts(language);
        match self {
            Step::Place => fl!(l, "book-step-place"),
            Step::Time => fl!(l, "book-step-time"),
            Step::Details => fl!(l, "book-step-details"),
            Step::Applicant => fl!(l, "book-step-applicant"),
            Step::Summary => fl!(l, "book-step-summary"),
        }
    }

    /// From 1.
    pub fn number(self) -> usize {
        self as usize + 1
    }
}

/// What surrounds a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Frame {
    /// Which step.
    pub step: Step,
    /// The titles of all steps.
    pub titles: Vec<String>,
    /// How long the chosen time is still kept, while it is.
    pub kept: Option<Kept>,
    /// Whether the chosen time is kept no longer.
    pub is_over: bool,
    /// What is missing or wrong.
    pub mistakes: Vec<Mistake>,
    /// What the office said to it.
    pub said: Option<String>,
}

/// How long the chosen time is still kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// Until when.
    pub until: String,
    /// How many seconds that is from now.
    pub left_s: u64,
    /// The same as minutes and seconds, `9:41`.
    pub left: String,
    /// Whether it can be kept longer once more.
    pub can_extend: bool,
}

/// A field that is missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mistake {
    /// The field's id on the page.
    pub field: &'static str,
    /// What is to be done about it.
    pub text: String,
}

impl Frame {
    /// The frame of a step at which nothing is kept yet.
    pub fn new(step: Step, language: Language) -> Self {
        let titles = Step::ALL.iter().map(|step| step.title(language)).collect();
        Self { step, titles, kept: None, is_over: false, mistakes: Vec::new(), said: None }
    }

    /// The frame of a step of a draft.
    pub fn of(step: Step, draft: &Draft, floor: &Floor, now: Moment, language: Language) -> Self {
        let frame = Self::new(step, language);
        match standing(draft, floor, now) {
            Standing::NoTime => frame,
            Standing::Over => Self { is_over: true, ..frame },
            Standing::Kept { until, extended } => {
                let zone = floor.rules().map_or(chrono_tz::UTC, |rules| rules.office.zone);
                let left_s = until.since(now).as_secs();
                let left = format!("{}:{:02}", left_s / 60, left_s % 60);
                let kept = Kept { until: clock(until, zone), left_s, left, can_extend: !extended };
                Self { kept: Some(kept), ..frame }
            }
        }
    }

    /// What is wrong with a field.
    pub fn mistake(&self, field: &str) -> Option<&str> {
        self.mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.text.as_str())
    }
}

/// Whether the time of a draft is still kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// None was chosen yet.
    NoTime,
    /// It is.
    Kept {
        /// Until when.
        until: Moment,
        /// Whether it was made longer before.
        extended: bool,
    },
    /// It is not any more.
    Over,
}

/// Whether the time of a draft is still kept, as the office stands.
pub(super) fn standing(draft: &Draft, floor: &Floor, now: Moment) -> Standing {
    let Some(held) = &draft.held else { return Standing::NoTime };
    match floor.agenda.bookings.get(&held.booking) {
        Some(booking) => match (booking.state, booking.until) {
            (BookingState::Reserved, Some(until)) if now < until => {
                Standing::Kept { until, extended: booking.extended }
            }
            (
                BookingState::Reserved
                | BookingState::Booked
                | BookingState::CheckedIn
                | BookingState::Cancelled
                | BookingState::Moved
                | BookingState::Missed
                | BookingState::Lapsed,
                _,
            ) => Standing::Over,
        },
        None => Standing::Over,
    }
}
