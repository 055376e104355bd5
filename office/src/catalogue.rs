//! What triage knows besides the services: what visitors say, what they are asked, and the lists that
//! services share.
//!
//! ```text
//! Need ---then---> Outcome ---ask--------> Question ---answer, then---> Outcome (at most three questions)
//!                     |
//!                     +------services----> Visit: one service or several, with what this path changes
//! ```
//!
//! Free words only find a need ([`Need::words`]); they are never a route.

use crate::hours::{DayOfWeek, Span};
use crate::id::{AnswerId, BodyId, ConsultancyId, EvidenceId, NeedId, OnlineId, QuestionId, ServiceId};
use crate::language::Text;
use crate::service::{Confidence, RouteKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod check;
mod mistake;
mod paths;

pub use mistake::{CatalogueMistake, CatalogueWarning, Place, Wrong};
pub use paths::Path;

/// Most questions between a need and its route.
pub const QUESTIONS_DEEP_MAX: usize = 3;
/// Most answers to one question: one touch of a screen each.
pub const ANSWERS_MAX: usize = 9;
/// Most entries of one list of the catalogue.
pub const ENTRIES_MAX: usize = 500;
/// Most everyday words of one need, in one language.
pub const WORDS_MAX: usize = 60;
/// Most services of one visit.
pub const LEGS_MAX: usize = 4;
/// Most papers, costs, steps, notes or sources of one service.
pub const PARTS_MAX: usize = 20;
/// Longest text of the catalogue other than a title, characters.
pub const WORDING_LEN_MAX: usize = 600;
/// Largest weight of a need.
pub const WEIGHT_MAX: u8 = 10;

/// When a number is still given.
///
/// Source: `queueing` study, section 8.6.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TriageRules {
    /// From this chance to be done in time on, a number is given without a question.
    pub green_share: f64,
    /// Below this chance none is given.
    pub red_share: f64,
    /// The longest median wait that anybody is asked to bear without a choice, minutes.
    pub patience_min: u32,
    /// How long after closing the desks may still be at it, minutes.
    pub overtime_min: u32,
}

impl Default for TriageRules {
    fn default() -> Self {
        Self { green_share: 0.8, red_share: 0.5, patience_min: 45, overtime_min: 10 }
    }
}

/// What a visitor says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// Its id.
    pub id: NeedId,
    /// What stands on its tile.
    pub title: Text,
    /// The everyday words that find it.
    #[serde(default)]
    pub words: Words,
    /// The life events under which it stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub life_events: Vec<LifeEventCode>,
    /// The icon on its tile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// How often it is asked for, from 0 to [`WEIGHT_MAX`], before anything is learned.
    #[serde(default)]
    pub weight: u8,
    /// What follows.
    pub then: Outcome,
}

/// Everyday words, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// In Italian.
    pub it: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

/// A question of triage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id.
    pub id: QuestionId,
    /// What is asked.
    pub text: Text,
    /// What can be answered.
    pub answers: Vec<Answer>,
}

impl Question {
    /// The answer with this id.
    pub fn answer(&self, id: &AnswerId) -> Option<&Answer> {
        self.answers.iter().find(|answer| answer.id == *id)
    }
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its id, unique within the question.
    pub id: AnswerId,
    /// What stands on its button.
    pub text: Text,
    /// What follows.
    pub then: Outcome,
}

/// What follows from a need or from an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "OutcomeForm", into = "OutcomeForm")]
pub enum Outcome {
    /// The next question.
    Ask(QuestionId),
    /// What the visitor comes for.
    Visit(Visit),
}

/// What somebody comes for: one service, or several that are done in one visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The services; the route of the first is the visitor's.
    pub services: Vec<ServiceId>,
    /// The rule on this path, in place of that of the first service.
    pub route: Option<RouteKind>,
    /// The paper that somebody on this path has not at hand.
    pub missing: Option<EvidenceId>,
    /// Who does it on this path, or gives the missing paper.
    pub refer: Option<BodyId>,
}

/// An outcome as it is written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OutcomeForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    ask: Option<QuestionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    services: Option<Vec<ServiceId>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    route: Option<RouteKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<EvidenceId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refer: Option<BodyId>,
}

/// An outcome that neither asks nor names services, or does both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "an outcome is either {{ ask = \"question\" }} or {{ services = [\"service\"] }}, with route, missing and refer beside services only"
)]
pub struct BadOutcome;

impl TryFrom<OutcomeForm> for Outcome {
    type Error = BadOutcome;

    fn try_from(form: OutcomeForm) -> Result<Self, BadOutcome> {
        match form {
            OutcomeForm { ask: Some(question), services: None, route: None, missing: None, refer: None } => {
                Ok(Outcome::Ask(question))
            }
            OutcomeForm { ask: None, services: Some(services), route, missing, refer } => {
                Ok(Outcome::Visit(Visit { services, route, missing, refer }))
            }
            OutcomeForm { .. } => Err(BadOutcome),
        }
    }
}

impl From<Outcome> for OutcomeForm {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Ask(question) => OutcomeForm { ask: Some(question), ..OutcomeForm::default() },
            Outcome::Visit(Visit { services, route, missing, refer }) => {
                OutcomeForm { ask: None, services: Some(services), route, missing, refer }
            }
        }
    }
}

/// A paper that services ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its id.
    pub id: EvidenceId,
    /// Its name.
    pub title: Text,
    /// What exactly counts as it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Text>,
    /// Where this is known from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
}

/// Who is competent for services: an office of the town hall, or somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// Its id.
    pub id: BodyId,
    /// Its name.
    pub name: Text,
    /// Of which kind it is.
    pub kind: BodyKind,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Text>,
    /// When it is open, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Text>,
    /// When it is open to visitors without appointment, to be compared with the uniform hours; empty
    /// where that is not known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub week: BTreeMap<DayOfWeek, Vec<Span>>,
    /// Its telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Its mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where this is known from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// How far it can be trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
}

/// The kinds of bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodyKind {
    /// An office of this town hall.
    Office,
    /// Another public body.
    Public,
    /// A private party, such as a notary.
    Private,
}

/// Something that can be done from home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlineService {
    /// Its id.
    pub id: OnlineId,
    /// Its name.
    pub title: Text,
    /// Where it is: an address of the web, https.
    pub url: String,
    /// The digital identities it takes, one of which is needed; empty: none is.
    #[serde(default)]
    pub identity: Vec<Identity>,
    /// What to know before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// What can be had there, by its exact name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Text>,
    /// Where this is known from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
}

/// A digital identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// The public system of digital identity.
    Spid,
    /// The electronic identity card.
    Cie,
    /// The national services card.
    Cns,
    /// An identity of another country of the Union.
    Eidas,
}

impl Identity {
    /// What everybody calls it.
    pub fn name(self) -> &'static str {
        match self {
            Identity::Spid => "SPID",
            Identity::Cie => "CIE",
            Identity::Cns => "CNS",
            Identity::Eidas => "eIDAS",
        }
    }
}

/// A code of the Italian controlled vocabulary of life events and business events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LifeEventCode(pub u8);

/// What happens in a life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LifeEvent {
    /// Its code.
    pub code: LifeEventCode,
    /// What stands on its tile.
    pub title: Text,
    /// The icon on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
}

/// A free consultancy in the town hall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Consultancy {
    /// Its id.
    pub id: ConsultancyId,
    /// Its name.
    pub title: Text,
    /// Never named on displays and slips.
    #[serde(default)]
    pub sensitive: bool,
    /// Who gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Where this is known from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
}
