//! From what a visitor says to a route: each reason, the light, and the whole default catalogue.

pub mod default;
mod light;
mod moments;
mod random;
mod reasons;

use crate::catalogue::{catalogue, read};
use office::configuration::Configuration;
use office::forecast::Quantiles;
use office::id::{AnswerId, NeedId, QuestionId};
use office::refusal::Refusal;
use office::triage::{Asked, AtDesk, Numbers, Outlook, Prospect, Route, Start, Triaged, triage};
use serde_json::Value;
use std::collections::BTreeMap;

/// Everything can be done at once, for hours.
pub fn quiet(configuration: &Configuration) -> Outlook {
    let wait = Quantiles { p20_s: 60, p50_s: 120, p90_s: 300 };
    let prospect = |minutes: u32| Prospect {
        wait: Some(wait),
        time: AtDesk { mean_s: f64::from(minutes) * 60.0, log_variance: 0.4 },
    };
    let services = configuration.services.iter().map(|it| (it.id.clone(), prospect(it.minutes))).collect();
    Outlook { numbers: Numbers::Given, opens_in_s: 0, closes_in_s: 4 * 3600, services }
}

/// Somebody who says this need and gives these answers, written `question=answer`.
pub fn says(need: &str, answers: &[&str]) -> Asked {
    let answers = answers.iter().map(|pair| {
        let (question, answer) = pair.split_once('=').unwrap();
        (QuestionId::new(question).unwrap(), AnswerId::new(answer).unwrap())
    });
    Asked { start: Start::Need(NeedId::new(need).unwrap()), answers: answers.collect() }
}

/// The route of somebody at the small town hall, which `change` has altered, at a moment that `moment` has.
pub fn route(
    asked: &Asked,
    change: impl FnOnce(&mut Value),
    moment: impl FnOnce(&mut Outlook),
) -> Result<Route, Refusal> {
    let mut document = catalogue();
    change(&mut document);
    let configuration = read(document);
    let mut outlook = quiet(&configuration);
    moment(&mut outlook);
    triage(&configuration, asked, &outlook).map(|triaged| match triaged {
        Triaged::Route(route) => route,
        Triaged::Ask(question) => panic!("{} is still to be answered", question.id),
    })
}

/// A route in one line: each offer as `kind:reason`, with body or online service, first offer first; then the
/// legs; `?` where there is a choice.
pub fn told(route: &Route) -> String {
    let offers = std::iter::once(&route.offer).chain(&route.alternatives).map(|offer| {
        let body = offer.body.as_ref().map(|body| format!("@{body}")).unwrap_or_default();
        let online = offer.online.as_ref().map(|online| format!("@{online}")).unwrap_or_default();
        format!("{}:{}{body}{online}", offer.kind.code(), offer.reason.code())
    });
    let offers: Vec<String> = offers.collect();
    let legs: Vec<&str> = route.legs.iter().map(|leg| leg.as_str()).collect();
    let choice = if route.choice { "?" } else { "" };
    format!("{}{choice} [{}]", offers.join(" | "), legs.join(" "))
}

/// No answers.
pub fn no_answers() -> BTreeMap<QuestionId, AnswerId> {
    BTreeMap::new()
}
