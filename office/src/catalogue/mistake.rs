//! What can be wrong in a catalogue, where it stands, and what to do about it.

use super::{ENTRIES_MAX, PARTS_MAX};
use crate::id::{BodyId, QuestionId, ServiceId};
use crate::number::Series;
use std::fmt;

/// Where something stands in a configuration.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The list, or the table of the document: `services`, `triage`.
    pub list: &'static str,
    /// The id of the entry: its `id`, `code` or `letter`; empty for the list or table itself.
    pub entry: String,
    /// The way from the entry to the value, keys and places from 0 joined by dots: `evidence.2.id`, or
    /// the text itself in a list that keeps no places: `skills.imu`; empty for the entry itself.
    pub field: String,
}

impl Place {
    /// A value of an entry.
    pub fn new(list: &'static str, entry: impl ToString, field: impl Into<String>) -> Self {
        Self { list, entry: entry.to_string(), field: field.into() }
    }

    /// A value in this one.
    #[must_use]
    pub fn then(&self, field: impl fmt::Display) -> Self {
        let field = if self.field.is_empty() { field.to_string() } else { format!("{}.{field}", self.field) };
        Self { field, ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.list)?;
        if !self.entry.is_empty() {
            write!(f, " {:?}", self.entry)?;
        }
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        Ok(())
    }
}

/// A mistake of a catalogue: it cannot be adopted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueMistake {
    /// Where.
    pub at: Place,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong at a place of the catalogue; the edge puts it into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A reference to an entry that is not there.
    Unknown {
        /// The list it should be in.
        list: &'static str,
        /// The id as written.
        id: String,
    },
    /// Two entries with the same id.
    Twice,
    /// More entries than a list may have.
    TooMany {
        /// The limit.
        max: usize,
    },
    /// A text that is empty or too long.
    Text {
        /// The limit, characters.
        max: usize,
    },
    /// A question with too few or too many answers.
    Answers,
    /// A visit without services, or with too many.
    Legs {
        /// The limit.
        max: usize,
    },
    /// A question that can lead back to itself.
    Loop {
        /// Which question is asked again.
        back_to: QuestionId,
    },
    /// A need behind which too much is asked.
    TooDeep {
        /// How many.
        count: usize,
    },
    /// Somebody is sent away, but not to whom.
    NobodyToRefer,
    /// Somebody is named who is not sent to.
    ReferUnused,
    /// Something is to be done from home, but not where.
    NothingOnline,
    /// A service that is not done at once, without a procedure.
    NoSteps,
    /// A weight that is too large.
    Weight,
    /// Shares that make no sense.
    Shares,
    /// Minutes that make no sense.
    Minutes {
        /// Least value allowed.
        min: u32,
        /// Largest value allowed.
        max: u32,
    },
    /// An address that does not start with https, or that is too long.
    Address,
    /// An unconfirmed fact that is no field of a service.
    UnknownFact {
        /// The name as written.
        name: String,
    },
    /// Services of one letter that do not wait for the same desks.
    SplitSeries {
        /// The letter.
        letter: Series,
        /// A service of the letter.
        one: ServiceId,
        /// One that waits elsewhere.
        other: ServiceId,
    },
    /// Hours whose spans overlap, end before they start or are too many.
    Spans,
}

/// Something in a catalogue that may be meant so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogueWarning {
    /// A service that no desk of the hall takes, of an office whose hours are not the uniform ones.
    OutsideHours {
        /// The service.
        service: ServiceId,
        /// Who deals with it.
        body: BodyId,
    },
    /// A question that no need leads to.
    NeverAsked(QuestionId),
    /// A service that nothing leads to.
    NeverFound(ServiceId),
}

impl CatalogueWarning {
    /// Where it stands.
    pub fn place(&self) -> Place {
        match self {
            CatalogueWarning::OutsideHours { service, .. } => Place::new("services", service, "competent"),
            CatalogueWarning::NeverAsked(question) => Place::new("questions", question, "id"),
            CatalogueWarning::NeverFound(service) => Place::new("services", service, "id"),
        }
    }
}

/// The limits are told where they are exceeded; these are for lists.
pub(super) const LIST_MAX: Wrong = Wrong::TooMany { max: ENTRIES_MAX };
/// See [`LIST_MAX`].
pub(super) const PART_MAX: Wrong = Wrong::TooMany { max: PARTS_MAX };
