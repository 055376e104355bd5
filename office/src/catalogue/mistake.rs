//! What can be wrong in a catalogue, where it stands, and what to do about it.

use super::{ANSWERS_MAX, ENTRIES_MAX, PARTS_MAX, QUESTIONS_DEEP_MAX, WEIGHT_MAX};
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
    /// The way from the entry to the value, keys and places from 0 joined by dots: `evidence.2.id`;
    /// empty for the entry itself.
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
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {wrong}")]
pub struct CatalogueMistake {
    /// Where.
    pub at: Place,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong at a place of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// A reference to an entry that is not there.
    #[error("there is no {id:?} in [[{list}]]: correct the id or add the entry")]
    Unknown {
        /// The list it should be in.
        list: &'static str,
        /// The id as written.
        id: String,
    },
    /// Two entries with the same id.
    #[error("this id is taken: give one of the two another id")]
    Twice,
    /// More entries than a list may have.
    #[error("there are more than {max}: take some away")]
    TooMany {
        /// The limit.
        max: usize,
    },
    /// A text that is empty or too long.
    #[error("write from 1 to {max} characters in every language")]
    Text {
        /// The limit, characters.
        max: usize,
    },
    /// A question with too few or too many answers.
    #[error("give the question from 2 to {ANSWERS_MAX} answers")]
    Answers,
    /// A visit without services, or with too many.
    #[error("name from 1 to {max} services, each once")]
    Legs {
        /// The limit.
        max: usize,
    },
    /// A question that can lead back to itself.
    #[error("this answer leads back to question {back_to}: let it end in services")]
    Loop {
        /// Which question is asked again.
        back_to: QuestionId,
    },
    /// A need behind which too much is asked.
    #[error("{count} questions can follow, and at most {QUESTIONS_DEEP_MAX} may: shorten the way")]
    TooDeep {
        /// How many.
        count: usize,
    },
    /// Somebody is sent away, but not to whom.
    #[error("say in `refer` which of [[bodies]] does it")]
    NobodyToRefer,
    /// Somebody is named who is not sent to.
    #[error("`refer` goes with route = \"refer\" or with `missing`: change the route or take it away")]
    ReferUnused,
    /// Something is to be done from home, but not where.
    #[error("say in `online` which of [[online]] it is")]
    NothingOnline,
    /// A service that is not done at once, without a procedure.
    #[error("write the steps: who is not served at once must read what to do")]
    NoSteps,
    /// A weight that is too large.
    #[error("the weight is from 0 to {WEIGHT_MAX}")]
    Weight,
    /// Shares that make no sense.
    #[error("shares are from 0 to 1, and red_share is not above green_share")]
    Shares,
    /// Minutes that make no sense.
    #[error("this is from {min} to {max} minutes")]
    Minutes {
        /// Least value allowed.
        min: u32,
        /// Largest value allowed.
        max: u32,
    },
    /// An address that does not start with https, or that is too long.
    #[error("write an address of the web that starts with https://")]
    Address,
    /// An unconfirmed fact that is no field of a service.
    #[error("{name:?} is not a field that can be unconfirmed: use the name of one, such as \"costs\"")]
    UnknownFact {
        /// The name as written.
        name: String,
    },
    /// Services of one letter that do not wait for the same desks.
    #[error(
        "{one} and {other} are both counted under {letter}, but no chain of desks joins them: give one of the two another letter, or a desk the skill for both"
    )]
    SplitSeries {
        /// The letter.
        letter: Series,
        /// A service of the letter.
        one: ServiceId,
        /// One that waits elsewhere.
        other: ServiceId,
    },
    /// Hours whose spans overlap, end before they start or are too many.
    #[error("the spans of a day must follow each other and end after they start")]
    Spans,
}

/// Something in a catalogue that may be meant so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CatalogueWarning {
    /// A service that no desk of the hall takes, of an office whose hours are not the uniform ones.
    #[error("{service} is dealt with by {body} only, which is outside the uniform hours")]
    OutsideHours {
        /// The service.
        service: ServiceId,
        /// Who deals with it.
        body: BodyId,
    },
    /// A question that no need leads to.
    #[error("nothing leads to question {0}")]
    NeverAsked(QuestionId),
    /// A service that nothing leads to.
    #[error("no need leads to service {0}")]
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
