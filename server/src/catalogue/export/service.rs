//! One service and what hangs on it.

use super::{
    CATALOGUE, Graph, OFFICE, channel_kind, contact_of, country, currency, language, law_name, life_event,
    named, online_channel, text, words,
};
use office::catalogue::{Body, BodyKind, Need};
use office::language::{Language, Text};
use office::service::{Channel, Cost, Paper, Service, Times};
use serde_json::{Value, json};
use std::collections::BTreeSet;

impl Graph<'_> {
    /// The service itself, behind everything that it points at.
    pub(super) fn service(&mut self, service: &Service) {
        let competent = service.competent.as_ref().and_then(|id| self.configuration.body(id));
        let authority = match competent {
            Some(body) if is_public(body) => named("body", &body.id),
            // The vocabulary knows public authorities only: a private party is who owns the channel.
            Some(_) | None => OFFICE.to_owned(),
        };
        let laws = self.laws(service);
        let (requirements, evidence) = self.papers(service);
        let kinds: BTreeSet<String> =
            service.evidence.iter().map(|paper| named("evidence", &paper.id)).collect();
        let contact = competent.filter(|body| has_contact(body)).map(|body| contact_of(&body.id));
        let events = service.life_events.iter().map(|code| life_event(*code)).collect::<Vec<_>>();
        let related: Vec<String> = service.also.iter().map(|id| named("service", id)).collect();
        let summary = service.summary.as_ref().unwrap_or(&service.title);
        let node = json!({
            "dct:identifier": service.id,
            "dct:title": text(&service.title),
            "dct:description": told(service, "summary", summary),
            "dct:language": language(Language::It),
            "dct:spatial": country(),
            "dct:isPartOf": CATALOGUE,
            "dct:source": service.source.iter().filter(|source| !is_law(source)).collect::<Vec<_>>(),
            "dcat:keyword": self.keywords(service),
            "cv:thematicArea": named("category", &service.category),
            "cv:hasCompetentAuthority": authority,
            "cv:contactPoint": contact,
            "cv:hasChannel": self.channels(service, competent),
            "cv:hasCost": self.costs(service),
            "cpsv:hasInput": evidence,
            "cv:hasInputType": kinds,
            "cv:holdsRequirement": requirements,
            "cpsv:produces": self.output(service),
            "cpsv:follows": self.rules(service, &laws),
            "cv:hasLegalResource": laws,
            "cv:processingTime": service.times.as_ref().and_then(|times| times.processing.as_ref()),
            "cv:isGroupedBy": events,
            "cv:relatedService": related,
        });
        self.add(named("service", &service.id), &["cpsv:PublicService"], node);
    }

    /// The everyday words of the needs that lead to it, but of those that belong to other events of a life:
    /// who says "a letter" may end anywhere.
    fn keywords(&self, service: &Service) -> Value {
        let (mut it, mut en) = (BTreeSet::new(), BTreeSet::new());
        for need in &self.configuration.needs {
            let mut paths = self.configuration.paths(&need.id).into_iter();
            if is_near(need, service) && paths.any(|path| path.visit.services.contains(&service.id)) {
                it.extend(&need.words.it);
                en.extend(&need.words.en);
            }
        }
        json!({ "it": it, "en": en })
    }

    fn laws(&mut self, service: &Service) -> Vec<String> {
        let laws: Vec<&String> = service.source.iter().filter(|source| is_law(source)).collect();
        self.laws.extend(laws.iter().map(|law| (*law).clone()));
        laws.into_iter().map(|law| law_name(law)).collect()
    }

    /// The requirements of the cases in which a paper is asked for, and the papers.
    fn papers(&mut self, service: &Service) -> (Vec<String>, Vec<String>) {
        let (mut requirements, mut papers) = (Vec::new(), Vec::new());
        for (at, paper) in service.evidence.iter().enumerate() {
            let Some(evidence) = self.configuration.paper(&paper.id) else { continue };
            let (name, identifier) = part(service, "evidence", at);
            let requirement = paper.when.as_ref().map(|case| {
                let (requirement, identifier) = part(service, "requirement", at);
                let node = json!({
                    "dct:identifier": identifier,
                    "dct:title": text(case),
                    "cv:hasSupportingEvidence": name,
                });
                self.add(requirement, &["cv:Requirement"], node)
            });
            let about = about_paper(paper, evidence.hint.as_ref());
            let node = json!({
                "dct:identifier": identifier,
                "dct:title": told(service, "evidence", &evidence.title),
                "dct:description": about.as_ref().map(text),
                "dct:conformsTo": named("evidence", &paper.id),
                "cv:supportsRequirement": requirement,
            });
            requirements.extend(requirement);
            papers.push(self.add(name, &["cv:Evidence"], node));
        }
        (requirements, papers)
    }

    fn costs(&mut self, service: &Service) -> Vec<String> {
        let mut costs = Vec::new();
        for (at, cost) in service.costs.iter().enumerate() {
            let (name, identifier) = part(service, "cost", at);
            let node = json!({
                "dct:identifier": identifier,
                "dct:description": told(service, "costs", &about_cost(cost)),
                "cv:hasValue": cost.amount,
                "cv:currency": cost.amount.map(|_| currency()),
            });
            costs.push(self.add(name, &["cv:Cost"], node));
        }
        costs
    }

    fn channels(&mut self, service: &Service, competent: Option<&Body>) -> Vec<String> {
        let mut channels: Vec<String> = service.online.iter().map(online_channel).collect();
        let hall = self.configuration.desks_for(&service.id).next().is_some();
        for kind in &service.channels {
            if *kind == Channel::Online && service.online.is_some() {
                continue;
            }
            let hours = match kind {
                Channel::Counter if hall => Some("here:office/hours".to_owned()),
                Channel::Counter | Channel::Appointment => competent
                    .filter(|body| body.hours.is_some())
                    .map(|body| format!("{}/hours", named("body", &body.id))),
                Channel::Online | Channel::Post | Channel::Email | Channel::Phone => None,
            };
            let node = json!({
                "dct:identifier": format!("{}/channel/{}", service.id, kind.code()),
                "dct:description": told(service, "channels", &words::channel(*kind)),
                "dct:type": channel_kind(*kind),
                "cv:ownedBy": competent.map_or(OFFICE.to_owned(), |body| named("body", &body.id)),
                "cv:openingHours": hours,
            });
            let name = format!("{}/channel/{}", named("service", &service.id), kind.code());
            channels.push(self.add(name, &["cv:Channel"], node));
        }
        let other = service.refer.as_ref().filter(|body| service.competent.as_ref() != Some(body));
        if let Some(body) = other.and_then(|id| self.configuration.body(id)) {
            let node = json!({
                "dct:identifier": format!("{}/channel/refer", service.id),
                "dct:description": told(service, "refer", &body.name),
                "cv:ownedBy": named("body", &body.id),
            });
            let name = format!("{}/channel/refer", named("service", &service.id));
            channels.push(self.add(name, &["cv:Channel"], node));
        }
        channels
    }

    fn output(&mut self, service: &Service) -> Option<String> {
        let output = service.output.as_ref()?;
        let validity = service.times.as_ref().and_then(|times| times.validity.as_ref());
        let node = json!({
            "dct:identifier": format!("{}/output", service.id),
            "dct:title": told(service, "output", output),
            "dct:description": validity.map(|validity| told(service, "times", validity)),
        });
        Some(self.add(format!("{}/output", named("service", &service.id)), &["cv:Output"], node))
    }

    /// What a service follows, in words: its steps, its times and its warnings.
    fn rules(&mut self, service: &Service, laws: &[String]) -> Vec<String> {
        let times = service.times.iter().flat_map(in_words);
        let kinds = [
            ("steps", words::steps(), words::numbered(&service.steps)),
            ("times", words::times(), words::lines(times)),
            ("notes", words::notes(), words::lines(service.notes.iter())),
        ];
        let mut rules = Vec::new();
        for (fact, title, description) in kinds {
            let Some(description) = description else { continue };
            let node = json!({
                "dct:identifier": format!("{}/rule/{fact}", service.id),
                "dct:title": text(&title),
                "dct:description": told(service, fact, &description),
                "cpsv:implements": laws,
            });
            let name = format!("{}/rule/{fact}", named("service", &service.id));
            rules.push(self.add(name, &["cpsv:Rule"], node));
        }
        rules
    }
}

/// The name and the identifier of the part of a service at this place of its list.
fn part(service: &Service, kind: &str, at: usize) -> (String, String) {
    let identifier = format!("{}/{kind}/{}", service.id, at + 1);
    (named("service", &identifier), identifier)
}

/// A text that says so where the office has still to confirm it.
fn told(service: &Service, fact: &str, words: &Text) -> Value {
    if service.is_unconfirmed(fact) { text(&words::unconfirmed(words)) } else { text(words) }
}

fn about_paper(paper: &Paper, hint: Option<&Text>) -> Option<Text> {
    words::joined(paper.note.iter().chain(hint))
}

fn about_cost(cost: &Cost) -> Text {
    match &cost.when {
        Some(case) => words::in_case(&cost.what, case),
        None => cost.what.clone(),
    }
}

fn in_words(times: &Times) -> impl Iterator<Item = &Text> {
    times.note.iter().chain(&times.deadline)
}

/// Whether they share an event of a life, or one of them belongs to none.
fn is_near(need: &Need, service: &Service) -> bool {
    need.life_events.is_empty()
        || service.life_events.is_empty()
        || need.life_events.iter().any(|event| service.life_events.contains(event))
}

fn is_public(body: &Body) -> bool {
    match body.kind {
        BodyKind::Office | BodyKind::Public => true,
        BodyKind::Private => false,
    }
}

fn has_contact(body: &Body) -> bool {
    body.phone.is_some() || body.email.is_some() || body.url.is_some() || body.hours.is_some()
}

/// Whether a source is a law by the way it is quoted: "L. 241/1990", "DPR 445/2000, art. 47".
fn is_law(source: &str) -> bool {
    const KINDS: [&str; 10] = ["L.", "DL", "D.L.", "DPR", "D.P.R.", "D.Lgs", "D.Lgs.", "DM", "D.M.", "DPCM"];
    let mut parts = source.split_whitespace();
    let is_kind = parts.next().is_some_and(|kind| KINDS.contains(&kind));
    is_kind && parts.next().is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::is_law;

    #[test]
    fn law_is_known_by_the_way_it_is_quoted() {
        for law in ["L. 241/1990", "DPR 445/2000, art. 47", "D.Lgs 286/1998", "DL 132/2014, art. 12"] {
            assert!(is_law(law), "{law}");
        }
        for other in ["comune.lecco.it/stato-civile", "ARERA TQRIF, art. 6", "L. elettorale", "DPR", ""] {
            assert!(!is_law(other), "{other}");
        }
    }
}
