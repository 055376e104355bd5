//! A service of the catalogue, in the terms of CPSV-AP 3.2.0, with what only a front office needs: its rule
//! of triage, its letter and its minutes.
//!
//! | here | CPSV-AP |
//! |---|---|
//! | [`Service`] | `cpsv:PublicService` |
//! | [`Service::competent`] | `cv:hasCompetentAuthority` |
//! | [`Service::evidence`] | `cv:hasInputType` (`cv:EvidenceType`) |
//! | [`Service::output`] | `cpsv:produces` |
//! | [`Service::costs`] | `cv:hasCost` |
//! | [`Service::channels`], [`Service::online`] | `cv:hasChannel` |
//! | [`Service::steps`] | `cpsv:follows` (`cpsv:Rule`) |
//! | [`Service::times`] | `cv:processingTime` |
//! | [`Service::life_events`] | `cv:isGroupedBy` (`cv:LifeEvent`) |
//! | [`Service::category`] | `cv:thematicArea` |

use crate::catalogue::LifeEventCode;
use crate::id::{BodyId, EvidenceId, OnlineId, ServiceId};
use crate::language::Text;
use crate::number::Series;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a visitor comes for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The catalogue's id.
    pub id: ServiceId,
    /// Its name.
    pub title: Text,
    /// What it is and for whom, in one or two sentences.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Text>,
    /// One of the fifteen categories of the national model of municipal sites.
    pub category: String,
    /// The life events it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub life_events: Vec<LifeEventCode>,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub competent: Option<BodyId>,
    /// How it is dealt with.
    #[serde(default)]
    pub route: RouteKind,
    /// Who does it instead, where the rule is to refer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refer: Option<BodyId>,
    /// What of it can be done from home.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<OnlineId>,
    /// The letter it is counted under.
    pub series: Series,
    /// Expected minutes at the desk, before anything is learned.
    pub minutes: u32,
    /// Never named on displays and slips, only counted under its series.
    #[serde(default)]
    pub sensitive: bool,
    /// The icon on its tile: a name of the Bootstrap Italia sprite.
    #[serde(default)]
    pub icon: Option<String>,
    /// What the visitor leaves with, or receives later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<Text>,
    /// The papers to bring.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Paper>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub costs: Vec<Cost>,
    /// How long it takes, and until when it must be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<Times>,
    /// The ways on which it can be had.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// What the visitor does, step by step.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Text>,
    /// Warnings worth a line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Text>,
    /// Services that are often done in the same visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<ServiceId>,
    /// Where its facts come from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// How far they can be trusted: as the weakest that matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
    /// When somebody last compared them with their source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<NaiveDate>,
    /// Its fields that the office has still to confirm.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unconfirmed: Vec<String>,
}

impl Service {
    /// The names of fields that can be unconfirmed.
    pub const FACTS: [&'static str; 12] = [
        "summary",
        "competent",
        "route",
        "refer",
        "online",
        "output",
        "evidence",
        "costs",
        "times",
        "channels",
        "steps",
        "notes",
    ];

    /// A service of which only this is known; it is dealt with at once, without a procedure.
    pub fn new(id: ServiceId, title: Text, category: String, series: Series, minutes: u32) -> Service {
        Service {
            id,
            title,
            summary: None,
            category,
            life_events: Vec::new(),
            competent: None,
            route: RouteKind::Quick,
            refer: None,
            online: None,
            series,
            minutes,
            sensitive: false,
            icon: None,
            output: None,
            evidence: Vec::new(),
            costs: Vec::new(),
            times: None,
            channels: Vec::new(),
            steps: Vec::new(),
            notes: Vec::new(),
            also: Vec::new(),
            source: Vec::new(),
            confidence: None,
            verified: None,
            unconfirmed: Vec::new(),
        }
    }

    /// Whether the office has still to confirm a fact: `costs`, or a part of it such as `costs.amount`.
    pub fn is_unconfirmed(&self, fact: &str) -> bool {
        self.unconfirmed.iter().any(|name| fact_of(name) == fact)
    }
}

/// The field that an unconfirmed fact belongs to: `times` of `times.validity`.
pub(crate) fn fact_of(name: &str) -> &str {
    name.split_once('.').map_or(name, |(field, _)| field)
}

/// How a service is dealt with, whatever the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RouteKind {
    /// At once, in the same visit.
    #[default]
    Quick,
    /// On another day, by appointment.
    Appointment,
    /// From home, with the desk as the other way.
    Online,
    /// By another body.
    Refer,
}

impl RouteKind {
    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            RouteKind::Quick => "quick",
            RouteKind::Appointment => "appointment",
            RouteKind::Online => "online",
            RouteKind::Refer => "refer",
        }
    }

    /// Whether somebody who stands in the hall may get a number for it.
    pub fn is_for_the_hall(self) -> bool {
        match self {
            RouteKind::Quick | RouteKind::Online => true,
            RouteKind::Appointment | RouteKind::Refer => false,
        }
    }
}

/// A paper that a service asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    /// Which.
    pub id: EvidenceId,
    /// In which case; always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    /// Whose, or in which form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Something to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// How much; absent where nobody knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Cents>,
    /// For what.
    pub what: Text,
    /// In which case; always where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
}

/// An amount of money in euro, written `22.21`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cents(pub u32);

/// A text that is not an amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an amount is euro and cents, as in \"22.21\"")]
pub struct BadAmount;

impl TryFrom<String> for Cents {
    type Error = BadAmount;

    fn try_from(text: String) -> Result<Self, BadAmount> {
        let (euro, cents) = text.split_once('.').ok_or(BadAmount)?;
        let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if !(1..=6).contains(&euro.len()) || cents.len() != 2 || !plain(euro) || !plain(cents) {
            return Err(BadAmount);
        }
        format!("{euro}{cents}").parse().map(Cents).map_err(|_| BadAmount)
    }
}

impl From<Cents> for String {
    fn from(amount: Cents) -> String {
        amount.to_string()
    }
}

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

/// How long a service takes, and the dates around it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// From the request until it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing: Option<Period>,
    /// Whether only working days are counted.
    #[serde(default)]
    pub working_days: bool,
    /// The same in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
    /// Until when, or from when, it can be asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Text>,
    /// For how long the result is good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validity: Option<Text>,
}

/// A length of time as ISO 8601 writes it: `P6D`, or `PT0S` for at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period(String);

/// A text that is not a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a length of time is written as in \"P6D\" (six days), \"P1M\" (a month) or \"PT0S\" (at once)")]
pub struct BadPeriod;

impl Period {
    /// As ISO 8601 writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is over at once.
    pub fn is_at_once(&self) -> bool {
        self.0.bytes().filter(u8::is_ascii_digit).all(|digit| digit == b'0')
    }
}

impl TryFrom<String> for Period {
    type Error = BadPeriod;

    fn try_from(text: String) -> Result<Self, BadPeriod> {
        let rest = text.strip_prefix('P').ok_or(BadPeriod)?;
        let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
        let time_parts = time.map_or(Some(0), |time| parts(time, "HMS").filter(|count| *count > 0));
        let counted = parts(date, "YMD").zip(time_parts).map(|(days, hours)| days + hours);
        if counted.is_some_and(|count| count > 0) { Ok(Self(text)) } else { Err(BadPeriod) }
    }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.0
    }
}

/// How many parts such as `6D` there are, their units in the order of `units`; `None` for anything else.
fn parts(text: &str, units: &str) -> Option<usize> {
    let (mut rest, mut units, mut count) = (text, units, 0);
    while !rest.is_empty() {
        let at = rest.find(|letter: char| !letter.is_ascii_digit()).filter(|at| (1..=4).contains(at))?;
        let unit = rest[at..].chars().next()?;
        units = &units[units.find(unit)? + 1..];
        rest = &rest[at + 1..];
        count += 1;
    }
    Some(count)
}

/// A way on which a service can be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// At a desk of the hall.
    Counter,
    /// At a desk, on another day.
    Appointment,
    /// From home.
    Online,
    /// By letter.
    Post,
    /// By mail.
    Email,
    /// By telephone.
    Phone,
}

impl Channel {
    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            Channel::Counter => "counter",
            Channel::Appointment => "appointment",
            Channel::Online => "online",
            Channel::Post => "post",
            Channel::Email => "email",
            Channel::Phone => "phone",
        }
    }
}

/// How far a fact can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// The office's own page, or a national rule.
    A,
    /// A newspaper, another town, or dated.
    B,
    /// General knowledge.
    C,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amount_is_euro_and_two_cents() {
        for good in ["22.21", "0.00", "1249.50"] {
            assert_eq!(Cents::try_from(good.to_owned()).map(String::from), Ok(good.to_owned()));
        }
        for bad in ["", "22", "22,21", "22.2", "22.211", "-1.00", ".50", "1e3.00", "9999999.00"] {
            assert_eq!(Cents::try_from(bad.to_owned()), Err(BadAmount), "{bad}");
        }
    }

    #[test]
    fn period_is_what_iso_8601_writes() {
        for good in ["P6D", "PT0S", "P1M", "P1Y2M3D", "P1DT2H30M"] {
            assert_eq!(Period::try_from(good.to_owned()).map(String::from), Ok(good.to_owned()));
        }
        for bad in ["", "P", "PT", "6D", "P6", "PD", "P1DT", "P3D1M", "P1H", "P6W", "P66666D", "P1éD"] {
            assert_eq!(Period::try_from(bad.to_owned()), Err(BadPeriod), "{bad}");
        }
        let at_once = |text: &str| Period::try_from(text.to_owned()).is_ok_and(|period| period.is_at_once());
        assert!(at_once("PT0S") && !at_once("P10D"));
    }

    #[test]
    fn part_of_a_field_makes_the_field_unconfirmed() {
        let id = ServiceId::new("x").unwrap();
        let title = Text { it: "X".into(), en: "X".into() };
        let mut service = Service::new(id, title, "x".into(), Series::new('A').unwrap(), 5);
        service.unconfirmed = vec!["times.validity".into()];
        assert!(service.is_unconfirmed("times"));
        assert!(!service.is_unconfirmed("costs"));
    }
}
