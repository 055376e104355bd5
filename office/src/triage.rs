//! Triage: from what a visitor says to a route, with its reason and the other ways.
//!
//! Pure and total: whatever the catalogue, the answers and the moment, it asks, gives a route, or refuses
//! with a reason; it gives no number and writes nothing. What is fixed stands in the catalogue; the moment
//! enters through one function, [`light`].
//!
//! ```text
//! need ---answers---> visit ---rule of the first service, or of the path---> Route
//!   |  at most three              |
//!   +--> Ask                      +-- quick only where light() is not red
//! ```

mod light;
mod outlook;
mod procedure;

pub use light::{AtDesk, Bar, Doubt, Light, light};
pub use outlook::{Numbers, Outlook, Prospect, outlook};
pub use procedure::Procedure;

use crate::catalogue::{LEGS_MAX, Outcome, QUESTIONS_DEEP_MAX, Question, Visit};
use crate::configuration::Configuration;
use crate::forecast::Quantiles;
use crate::id::{AnswerId, BodyId, EvidenceId, NeedId, OnlineId, QuestionId, ServiceId};
use crate::moment::Moment;
use crate::refusal::Refusal;
use crate::service::{RouteKind, Service};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where triage starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// At what the visitor says.
    Need(NeedId),
    /// At a service that somebody knows already; nothing is asked.
    Service(ServiceId),
}

/// What is known of a visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// What was said first.
    pub start: Start,
    /// What was answered since; answers to questions that are not on the way do no harm.
    pub answers: BTreeMap<QuestionId, AnswerId>,
}

/// What comes out.
#[derive(Debug, Clone, PartialEq)]
pub enum Triaged<'a> {
    /// The next question.
    Ask(&'a Question),
    /// Where to go.
    Route(Route),
}

/// Where a visitor goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// The way that is offered first.
    pub offer: Offer,
    /// Whether the visitor is to choose between it and the others.
    pub choice: bool,
    /// What the visitor comes for, the main service first.
    pub services: Vec<ServiceId>,
    /// What a number taken now would be for, in this order; not empty where any offer is quick.
    pub legs: Vec<ServiceId>,
    /// The paper that is not at hand.
    pub missing: Option<EvidenceId>,
    /// How long the first leg would wait from now; absent where no offer is quick.
    pub wait: Option<Quantiles>,
    /// The other ways, best first; no kind comes twice, nor that of the first offer.
    pub alternatives: Vec<Offer>,
}

impl Route {
    /// The offer of this kind, first or other.
    pub fn offer_of(&self, kind: RouteKind) -> Option<&Offer> {
        std::iter::once(&self.offer).chain(&self.alternatives).find(|offer| offer.kind == kind)
    }
}

/// One way to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Of which kind it is.
    pub kind: RouteKind,
    /// Why it is offered.
    pub reason: RouteReason,
    /// Who does it, or gives the paper: of an appointment and of a referral.
    pub body: Option<BodyId>,
    /// What can be done from home: of an online route.
    pub online: Option<OnlineId>,
}

/// Why a way is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum RouteReason {
    /// Quick: it is done at once and will be finished in time.
    InTime,
    /// Quick, or appointment instead: it may not be finished before the doors close.
    Tight,
    /// Quick, or appointment instead: the wait is longer than anybody should bear without a choice.
    LongWait,
    /// Quick: for who wants to be served here all the same.
    AtOwnWish,
    /// Quick: the rest of what the visitor comes for can be done now.
    RestNow,
    /// Appointment: the service wants one.
    ByAppointment,
    /// Appointment: it cannot be finished before the doors close.
    NotInTime,
    /// Appointment: no desk takes it any more today.
    NoDesk,
    /// Appointment: numbers are not given now.
    NotNow {
        /// When they are given again, where that is known.
        again_at: Option<Moment>,
    },
    /// Appointment: no desk of the hall takes it at all.
    NotInTheHall,
    /// Appointment: the visitor comes back with a paper.
    BringFirst {
        /// Which.
        paper: EvidenceId,
    },
    /// Online: it can be done from home.
    FromHome,
    /// Refer: another body does it.
    OtherBody,
    /// Refer: another body gives the paper that is missing.
    GivesPaper {
        /// Which.
        paper: EvidenceId,
    },
}

impl RouteReason {
    /// The stable code, as in the JSON of the API.
    pub fn code(&self) -> &'static str {
        match self {
            RouteReason::InTime => "in_time",
            RouteReason::Tight => "tight",
            RouteReason::LongWait => "long_wait",
            RouteReason::AtOwnWish => "at_own_wish",
            RouteReason::RestNow => "rest_now",
            RouteReason::ByAppointment => "by_appointment",
            RouteReason::NotInTime => "not_in_time",
            RouteReason::NoDesk => "no_desk",
            RouteReason::NotNow { .. } => "not_now",
            RouteReason::NotInTheHall => "not_in_the_hall",
            RouteReason::BringFirst { .. } => "bring_first",
            RouteReason::FromHome => "from_home",
            RouteReason::OtherBody => "other_body",
            RouteReason::GivesPaper { .. } => "gives_paper",
        }
    }
}

/// Asks the next question, or gives the route.
///
/// # Errors
/// For a need, a service or an answer that the catalogue does not have, and where a catalogue with mistakes
/// leads nowhere.
pub fn triage<'a>(
    configuration: &'a Configuration,
    asked: &Asked,
    outlook: &Outlook,
) -> Result<Triaged<'a>, Refusal> {
    for question in asked.answers.keys() {
        if configuration.question(question).is_none() {
            return Err(Refusal::UnknownAnswer { question: question.clone() });
        }
    }
    let need = match &asked.start {
        Start::Service(service) => {
            let visit = Visit { services: vec![service.clone()], route: None, missing: None, refer: None };
            return route(configuration, &visit, outlook).map(Triaged::Route);
        }
        Start::Need(id) => configuration.need(id).ok_or_else(|| Refusal::UnknownNeed { need: id.clone() })?,
    };
    let mut outcome = &need.then;
    for asked_before in 0..=QUESTIONS_DEEP_MAX {
        let question = match outcome {
            Outcome::Visit(visit) => return route(configuration, visit, outlook).map(Triaged::Route),
            Outcome::Ask(_) if asked_before == QUESTIONS_DEEP_MAX => break,
            Outcome::Ask(question) => configuration.question(question).ok_or(Refusal::LeadsNowhere)?,
        };
        let Some(answer) = asked.answers.get(&question.id) else { return Ok(Triaged::Ask(question)) };
        let unknown = || Refusal::UnknownAnswer { question: question.id.clone() };
        outcome = &question.answer(answer).ok_or_else(unknown)?.then;
    }
    Err(Refusal::LeadsNowhere)
}

fn route(configuration: &Configuration, visit: &Visit, outlook: &Outlook) -> Result<Route, Refusal> {
    let mut services = Vec::new();
    for id in visit.services.iter().take(LEGS_MAX) {
        let unknown = || Refusal::UnknownService { service: id.clone() };
        services.push(configuration.service(id).ok_or_else(unknown)?);
    }
    let [first, ..] = services.as_slice() else { return Err(Refusal::LeadsNowhere) };
    let rule = rule_of(first, visit);
    let ways = Ways { visit, first, now: Now::of(configuration, outlook, rule, &services) };
    let mut offers = ways.in_order(rule);
    let mut kinds = Vec::new();
    offers.retain(|offer| {
        let is_new = !kinds.contains(&offer.kind);
        kinds.push(offer.kind);
        is_new
    });
    let offer = offers.remove(0);
    let legs = if kinds.contains(&RouteKind::Quick) { ways.now.legs.clone() } else { Vec::new() };
    Ok(Route {
        choice: ways.is_choice(&offer),
        wait: legs.first().and_then(|leg| outlook.wait(leg)),
        offer,
        services: services.iter().map(|service| service.id.clone()).collect(),
        legs,
        missing: visit.missing.clone(),
        alternatives: offers,
    })
}

/// The rule of a path: its own or that of the first service; one that has nowhere to go is quick.
fn rule_of(first: &Service, visit: &Visit) -> RouteKind {
    let rule = visit.route.unwrap_or(first.route);
    let has_body = visit.refer.is_some() || first.refer.is_some();
    match rule {
        RouteKind::Refer if !has_body => RouteKind::Quick,
        RouteKind::Online if first.online.is_none() => RouteKind::Quick,
        RouteKind::Quick | RouteKind::Appointment | RouteKind::Online | RouteKind::Refer => rule,
    }
}

/// What of a visit could be done now.
struct Now {
    /// The services that one number would be for.
    legs: Vec<ServiceId>,
    /// The light of that number; red where there are none.
    light: Light,
    /// Why the first service is not among them.
    not_first: Option<RouteReason>,
}

impl Now {
    /// Takes each service that a desk can take and that still fits beside those in front of it.
    fn of(configuration: &Configuration, outlook: &Outlook, rule: RouteKind, services: &[&Service]) -> Now {
        let mut now = Now { legs: Vec::new(), light: Light::Red(Bar::NoDesk), not_first: None };
        for (n, service) in services.iter().enumerate() {
            let is_first = n == 0;
            let is_wanted =
                is_first && is_for_who_asks(service, rule) || !is_first && service.route.is_for_the_hall();
            let mut why_not = RouteReason::ByAppointment;
            if is_wanted && configuration.desks_for(&service.id).next().is_none() {
                why_not = RouteReason::NotInTheHall;
            } else if is_wanted {
                now.legs.push(service.id.clone());
                match light(&configuration.triage, outlook, &now.legs) {
                    Light::Red(bar) => {
                        now.legs.pop();
                        why_not = bar.reason();
                    }
                    other => {
                        now.light = other;
                        continue;
                    }
                }
            }
            if is_first {
                now.not_first = Some(why_not);
            }
        }
        now
    }
}

/// Whether a desk may take the main service of somebody who asks for it: one that wants an appointment is
/// taken only on a path that makes it quick.
fn is_for_who_asks(service: &Service, rule: RouteKind) -> bool {
    match rule {
        RouteKind::Quick => true,
        RouteKind::Appointment => false,
        RouteKind::Online | RouteKind::Refer => service.route != RouteKind::Appointment,
    }
}

/// The ways that a visit has.
struct Ways<'a> {
    visit: &'a Visit,
    first: &'a Service,
    now: Now,
}

impl Ways<'_> {
    /// The offers, best first, never none; kinds may come twice, the later of which do not count.
    fn in_order(&self, rule: RouteKind) -> Vec<Offer> {
        let mut offers = Vec::new();
        match (rule, &self.visit.missing) {
            (RouteKind::Refer, _) => {
                offers.extend(self.refer());
                offers.extend(self.online());
                offers.extend(self.bring_first());
                offers.extend(self.quick_all_the_same());
            }
            (RouteKind::Quick | RouteKind::Appointment | RouteKind::Online, Some(_)) => {
                offers.extend(self.bring_first());
                offers.extend(self.quick_all_the_same());
                offers.extend(self.refer());
                offers.extend(self.online());
            }
            (RouteKind::Online, None) => {
                offers.extend(self.online());
                offers.extend(self.quick_all_the_same());
                offers.extend(self.now.not_first.clone().map(|why| self.appointment(why)));
            }
            (RouteKind::Quick | RouteKind::Appointment, None) => {
                offers.extend(self.here());
                offers.extend(self.online());
                offers.extend(self.quick_all_the_same());
            }
        }
        offers
    }

    /// A number, or an appointment and why; both where the visitor is to choose.
    fn here(&self) -> Vec<Offer> {
        let reason = match (&self.now.not_first, &self.now.light) {
            (Some(why), _) => return vec![self.appointment(why.clone())],
            (None, Light::Green) => return vec![quick(RouteReason::InTime)],
            (None, Light::Amber(doubt)) => doubt.reason(),
            (None, Light::Red(bar)) => return vec![self.appointment(bar.reason())],
        };
        vec![quick(reason.clone()), self.appointment(reason)]
    }

    /// A number for whom the first way does not suit, or for the rest of the visit.
    fn quick_all_the_same(&self) -> Option<Offer> {
        let is_rest = self.now.not_first.is_some();
        let reason = if is_rest { RouteReason::RestNow } else { RouteReason::AtOwnWish };
        (!self.now.legs.is_empty()).then(|| quick(reason))
    }

    fn appointment(&self, reason: RouteReason) -> Offer {
        let body = self.first.competent.clone();
        Offer { kind: RouteKind::Appointment, reason, body, online: None }
    }

    fn bring_first(&self) -> Option<Offer> {
        let paper = self.visit.missing.clone()?;
        Some(self.appointment(RouteReason::BringFirst { paper }))
    }

    fn online(&self) -> Option<Offer> {
        let online = self.first.online.clone()?;
        let reason = RouteReason::FromHome;
        Some(Offer { kind: RouteKind::Online, reason, body: None, online: Some(online) })
    }

    fn refer(&self) -> Option<Offer> {
        let body = self.visit.refer.clone().or_else(|| self.first.refer.clone())?;
        let reason = match &self.visit.missing {
            Some(paper) => RouteReason::GivesPaper { paper: paper.clone() },
            None => RouteReason::OtherBody,
        };
        Some(Offer { kind: RouteKind::Refer, reason, body: Some(body), online: None })
    }

    fn is_choice(&self, offer: &Offer) -> bool {
        match offer.reason {
            RouteReason::Tight | RouteReason::LongWait => true,
            RouteReason::BringFirst { .. } => self.now.not_first.is_none(),
            RouteReason::InTime
            | RouteReason::AtOwnWish
            | RouteReason::RestNow
            | RouteReason::ByAppointment
            | RouteReason::NotInTime
            | RouteReason::NoDesk
            | RouteReason::NotNow { .. }
            | RouteReason::NotInTheHall
            | RouteReason::FromHome
            | RouteReason::OtherBody
            | RouteReason::GivesPaper { .. } => false,
        }
    }
}

fn quick(reason: RouteReason) -> Offer {
    Offer { kind: RouteKind::Quick, reason, body: None, online: None }
}
