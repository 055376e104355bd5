//! Numbers for a totem that is alone: what it is granted before, and what it hands in afterwards.

use crate::id::{AnswerId, FollowToken, NeedId, QuestionId, RequestKey, ServiceId};
use crate::language::Language;
use crate::moment::Moment;
use crate::number::Number;
use crate::ticket::Class;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Numbers that one totem may give on one date, and nobody else ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumberBlock {
    /// The date.
    pub date: NaiveDate,
    /// The numbers, in the order in which they are given.
    pub numbers: Vec<ReadyNumber>,
}

/// A number that nobody has yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadyNumber {
    /// The number.
    pub number: Number,
    /// The secret of its slip.
    pub token: FollowToken,
}

/// A number that a totem has given while it was alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The date of its block.
    pub date: NaiveDate,
    /// The number.
    pub number: Number,
    /// The secret of its slip.
    pub token: FollowToken,
    /// When it was given, by the totem's clock.
    pub taken_at: Moment,
    /// The epoch of the snapshot that the totem held then.
    pub epoch: u64,
    /// The sequence of that snapshot: the totem was linked when that event happened, or later.
    pub seq: u64,
    /// The name under which the office was asked for a number first, in vain.
    pub visit: RequestKey,
    /// What for, first.
    pub service: ServiceId,
    /// What else in the same visit, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<ServiceId>,
    /// What the visitor said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedId>,
    /// What the visitor answered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<QuestionId, AnswerId>,
    /// In which class.
    pub class: Class,
    /// The language of the slip and the follow page.
    pub language: Language,
}
