//! The procedure of a service as pages of the staff show it: a script to follow and papers to tick off.
//! What is ticked is stored nowhere.

use i18n_embed_fl::fl;
use office::catalogue::{Body, Identity, OnlineService};
use office::language::{Language, Text};
use office::service::{Cost, Paper, Service, Times};
use office::triage::Procedure;
use screen::words;

/// A procedure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The service.
    pub title: String,
    /// What it is and for whom.
    pub summary: Option<String>,
    /// What the visitor leaves with, or receives later.
    pub output: Option<String>,
    /// The papers, each to be ticked off.
    pub papers: Vec<Line>,
    /// What is to be paid.
    pub costs: Vec<Line>,
    /// How long it takes, until when, for how long it is good.
    pub times: Vec<Line>,
    /// What is done, in this order.
    pub steps: Vec<String>,
    /// Warnings.
    pub notes: Vec<String>,
    /// Who does it.
    pub body: Option<Line>,
    /// What of it can be done from home.
    pub online: Option<Online>,
    /// Where this is known from, and since when.
    pub source: Option<String>,
    unconfirmed: Vec<String>,
}

/// Something, and what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub what: String,
    /// More about it; may be empty.
    pub more: String,
}

/// What can be done from home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Online {
    /// What.
    pub what: String,
    /// With which identity, and what to know before; may be empty.
    pub more: String,
    /// Where.
    pub url: String,
}

impl Drawn {
    /// Whether the office has still to confirm a fact, such as `costs`.
    pub fn is_unconfirmed(&self, fact: &str) -> bool {
        self.unconfirmed.iter().any(|name| name.split('.').next() == Some(fact))
    }
}

/// Puts a procedure into words.
pub fn draw(procedure: &Procedure<'_>, language: Language) -> Drawn {
    let service: &Service = procedure.service;
    let text = |text: &Text| text.in_language(language).to_owned();
    Drawn {
        title: text(&service.title),
        summary: service.summary.as_ref().map(text),
        output: service.output.as_ref().map(text),
        papers: procedure
            .papers
            .iter()
            .map(|(paper, evidence)| Line {
                what: text(&evidence.title),
                more: about(paper, evidence.hint.as_ref(), language),
            })
            .collect(),
        costs: service.costs.iter().map(|cost| paid(cost, language)).collect(),
        times: service.times.as_ref().map(|times| taken(times, language)).unwrap_or_default(),
        steps: service.steps.iter().map(text).collect(),
        notes: service.notes.iter().map(text).collect(),
        body: procedure.competent.map(|body| named(body, language)),
        online: procedure.online.map(|online| from_home(online, language)),
        source: source(service, language),
        unconfirmed: service.unconfirmed.clone(),
    }
}

/// Where, when and how to reach a body.
pub fn named(body: &Body, language: Language) -> Line {
    let text = |text: &Text| text.in_language(language).to_owned();
    let parts = [body.address.as_ref().map(text), body.hours.as_ref().map(text), body.phone.clone()];
    Line { what: text(&body.name), more: joined(parts, " · ") }
}

/// What can be done from home, with which identity.
pub fn from_home(online: &OnlineService, language: Language) -> Online {
    let text = |text: &Text| text.in_language(language).to_owned();
    let identities: Vec<&str> = online.identity.iter().copied().map(Identity::name).collect();
    let with = (!identities.is_empty()).then(|| identities.join(", "));
    let more = joined([with, online.note.as_ref().map(text)], " · ");
    Online { what: text(&online.title), more, url: online.url.clone() }
}

fn about(paper: &Paper, hint: Option<&Text>, language: Language) -> String {
    let text = |text: &Text| text.in_language(language).to_owned();
    joined([paper.note.as_ref().map(text), paper.when.as_ref().map(text), hint.map(text)], "; ")
}

fn paid(cost: &Cost, language: Language) -> Line {
    let l = screen::texts(language);
    let amount = cost.amount.map(|amount| words::amount(amount, language));
    let text = |text: &Text| text.in_language(language).to_owned();
    Line {
        what: amount.unwrap_or_else(|| fl!(l, "procedure-amount-unknown")),
        more: joined([Some(text(&cost.what)), cost.when.as_ref().map(text)], ", "),
    }
}

fn taken(times: &Times, language: Language) -> Vec<Line> {
    let l = screen::texts(language);
    let text = |text: &Text| text.in_language(language).to_owned();
    let counted = times.processing.as_ref().map(|period| words::period(period, times.working_days, language));
    // The office's own words say more, where there are some.
    let duration = times.note.as_ref().map(text).or(counted);
    [
        (fl!(l, "procedure-duration"), duration),
        (fl!(l, "procedure-deadline"), times.deadline.as_ref().map(text)),
        (fl!(l, "procedure-validity"), times.validity.as_ref().map(text)),
    ]
    .into_iter()
    .filter_map(|(what, more)| Some(Line { what, more: more? }))
    .collect()
}

fn source(service: &Service, language: Language) -> Option<String> {
    let from = service.source.first()?.clone();
    let l = screen::texts(language);
    Some(match service.verified {
        Some(date) => {
            fl!(l, "procedure-source-verified", source = from, date = date.format("%d/%m/%Y").to_string())
        }
        None => fl!(l, "procedure-source", source = from),
    })
}

fn joined<const N: usize>(parts: [Option<String>; N], with: &str) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(with)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::default_configuration;

    #[test]
    fn procedure_says_what_to_pay_how_long_it_takes_and_what_is_not_certain() {
        let configuration = default_configuration().unwrap();
        let drawn =
            |language| draw(&configuration.procedure(&"cie-rilascio".parse().unwrap()).unwrap(), language);
        let italian = drawn(Language::It);
        assert_eq!(italian.costs[0].what, "22,21 €");
        assert_eq!(drawn(Language::En).costs[0].what, "€22.21");
        assert!(italian.papers.len() >= 3 && italian.steps.len() >= 3);
        assert!(italian.times.iter().any(|line| line.more.contains("6 giorni lavorativi")));
        assert!(italian.is_unconfirmed("costs") && !italian.is_unconfirmed("steps"));
        assert!(italian.source.unwrap().contains("23/11/2026"));
    }

    #[test]
    fn every_service_of_the_default_catalogue_can_be_shown() {
        let configuration = default_configuration().unwrap();
        for service in &configuration.services {
            for language in Language::STAFF {
                let drawn = draw(&configuration.procedure(&service.id).unwrap(), language);
                assert!(!drawn.steps.is_empty() || !drawn.papers.is_empty(), "{}", service.id);
            }
        }
    }
}
