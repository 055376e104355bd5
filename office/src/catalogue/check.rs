//! Finds every mistake of a catalogue at once.

use super::mistake::{LIST_MAX, PART_MAX};
use super::{
    ANSWERS_MAX, CatalogueMistake, CatalogueWarning, ENTRIES_MAX, LEGS_MAX, Outcome, PARTS_MAX, Place, Visit,
    WEIGHT_MAX, WORDING_LEN_MAX, WORDS_MAX, Words, Wrong, paths,
};
use crate::catalogue::BodyKind;
use crate::configuration::{Configuration, TITLE_LEN_MAX};
use crate::hours::spans_fit;
use crate::id::ServiceId;
use crate::language::Text;
use crate::service::{RouteKind, Service, fact_of};
use std::collections::{BTreeMap, BTreeSet};

/// Longest promised patience and overtime, minutes.
const TRIAGE_MAX_MIN: u32 = 480;
/// Longest everyday word or source, characters.
const WORD_LEN_MAX: usize = 200;

impl Configuration {
    /// Everything that is wrong with services beyond their title, letter and minutes, with needs, questions
    /// and the lists behind them.
    pub(crate) fn catalogue_mistakes(&self) -> Vec<CatalogueMistake> {
        let mut check = Check { configuration: self, found: Vec::new() };
        check.ids();
        check.rules();
        self.services.iter().for_each(|service| check.service(service));
        check.needs();
        check.questions();
        check.lists();
        check.series();
        check.found.extend(paths::mistakes(self));
        check.found
    }

    /// Everything in the catalogue that may be meant so, but wants a look.
    pub fn catalogue_warnings(&self) -> Vec<CatalogueWarning> {
        let mut found = Vec::new();
        for service in &self.services {
            let body = service.competent.as_ref().and_then(|id| self.body(id));
            let elsewhere = |body: &&super::Body| {
                body.kind == BodyKind::Office && !body.week.is_empty() && body.week != self.hours.week
            };
            let is_excused =
                service.route == RouteKind::Refer || self.desks_for(&service.id).next().is_some();
            if !is_excused
                && self.hours.always_rolls_at.is_none()
                && let Some(body) = body.filter(elsewhere)
            {
                let (service, body) = (service.id.clone(), body.id.clone());
                found.push(CatalogueWarning::OutsideHours { service, body });
            }
        }
        let asked = paths::asked(self);
        let unasked = self.questions.iter().filter(|question| !asked.contains(&question.id));
        found.extend(unasked.map(|question| CatalogueWarning::NeverAsked(question.id.clone())));
        if !self.needs.is_empty() {
            let ends = self.needs.iter().map(|need| &need.then).chain(
                self.questions
                    .iter()
                    .filter(|question| asked.contains(&question.id))
                    .flat_map(|question| question.answers.iter().map(|answer| &answer.then)),
            );
            let led_to: BTreeSet<&ServiceId> = ends.flat_map(services_of).collect();
            let lost = self.services.iter().filter(|service| !led_to.contains(&service.id));
            found.extend(lost.map(|service| CatalogueWarning::NeverFound(service.id.clone())));
        }
        found
    }
}

fn services_of(outcome: &Outcome) -> &[ServiceId] {
    match outcome {
        Outcome::Ask(_) => &[],
        Outcome::Visit(visit) => &visit.services,
    }
}

struct Check<'a> {
    configuration: &'a Configuration,
    found: Vec<CatalogueMistake>,
}

impl Check<'_> {
    fn add(&mut self, at: Place, wrong: Wrong) {
        self.found.push(CatalogueMistake { at, wrong });
    }

    fn title(&mut self, at: Place, text: &Text) {
        self.text(at, text, TITLE_LEN_MAX);
    }

    fn wording(&mut self, at: Place, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(at, text, WORDING_LEN_MAX);
        }
    }

    fn text(&mut self, at: Place, text: &Text, max: usize) {
        let fits = |wording: &str| (1..=max).contains(&wording.trim().chars().count());
        if !fits(&text.it) || !fits(&text.en) {
            self.add(at, Wrong::Text { max });
        }
    }

    fn plain(&mut self, at: Place, text: &str) {
        if !(1..=WORD_LEN_MAX).contains(&text.trim().chars().count()) {
            self.add(at, Wrong::Text { max: WORD_LEN_MAX });
        }
    }

    fn sources(&mut self, at: &Place, sources: &[String]) {
        self.count(at, "source", sources.len());
        for (n, source) in sources.iter().enumerate() {
            self.plain(at.then("source").then(n), source);
        }
    }

    fn count(&mut self, at: &Place, field: &str, count: usize) {
        if count > PARTS_MAX {
            self.add(at.then(field), PART_MAX);
        }
    }

    fn known(&mut self, at: Place, list: &'static str, id: &str, is_known: bool) {
        if !is_known {
            self.add(at, Wrong::Unknown { list, id: id.to_owned() });
        }
    }

    fn ids(&mut self) {
        let of = self.configuration;
        let lists: [(&'static str, Vec<String>); 7] = [
            ("needs", of.needs.iter().map(|entry| entry.id.to_string()).collect()),
            ("questions", of.questions.iter().map(|entry| entry.id.to_string()).collect()),
            ("evidence", of.evidence.iter().map(|entry| entry.id.to_string()).collect()),
            ("bodies", of.bodies.iter().map(|entry| entry.id.to_string()).collect()),
            ("online", of.online.iter().map(|entry| entry.id.to_string()).collect()),
            ("life_events", of.life_events.iter().map(|entry| entry.code.0.to_string()).collect()),
            ("consultancies", of.consultancies.iter().map(|entry| entry.id.to_string()).collect()),
        ];
        for (list, ids) in lists {
            if ids.len() > ENTRIES_MAX {
                self.add(Place::new(list, "", ""), LIST_MAX);
            }
            let mut seen = BTreeSet::new();
            for id in &ids {
                if !seen.insert(id) {
                    self.add(Place::new(list, id, ""), Wrong::Twice);
                }
            }
        }
    }

    fn rules(&mut self) {
        let rules = self.configuration.triage;
        let in_bounds = |share: f64| (0.0..=1.0).contains(&share);
        let are_shares = in_bounds(rules.green_share) && in_bounds(rules.red_share);
        if !are_shares || rules.red_share > rules.green_share {
            self.add(Place::new("triage", "", "green_share"), Wrong::Shares);
        }
        for (field, value, min) in
            [("patience_min", rules.patience_min, 1), ("overtime_min", rules.overtime_min, 0)]
        {
            if !(min..=TRIAGE_MAX_MIN).contains(&value) {
                self.add(Place::new("triage", "", field), Wrong::Minutes { min, max: TRIAGE_MAX_MIN });
            }
        }
    }

    fn service(&mut self, service: &Service) {
        let at = Place::new("services", &service.id, "");
        self.service_texts(&at, service);
        self.service_references(&at, service);
        match (service.route, &service.refer) {
            (RouteKind::Refer, None) => self.add(at.then("route"), Wrong::NobodyToRefer),
            (RouteKind::Quick | RouteKind::Appointment | RouteKind::Online, Some(_)) => {
                self.add(at.then("refer"), Wrong::ReferUnused);
            }
            (RouteKind::Refer, Some(_))
            | (RouteKind::Quick | RouteKind::Appointment | RouteKind::Online, None) => {}
        }
        if service.route == RouteKind::Online && service.online.is_none() {
            self.add(at.then("route"), Wrong::NothingOnline);
        }
        if service.route != RouteKind::Quick && service.steps.is_empty() {
            self.add(at.clone(), Wrong::NoSteps);
        }
        for (n, name) in service.unconfirmed.iter().enumerate() {
            if !Service::FACTS.contains(&fact_of(name)) {
                self.add(at.then("unconfirmed").then(n), Wrong::UnknownFact { name: name.clone() });
            }
        }
    }

    fn service_texts(&mut self, at: &Place, service: &Service) {
        self.wording(at.then("summary"), service.summary.as_ref());
        self.wording(at.then("output"), service.output.as_ref());
        if let Some(times) = &service.times {
            let at = at.then("times");
            self.wording(at.then("note"), times.note.as_ref());
            self.wording(at.then("deadline"), times.deadline.as_ref());
            self.wording(at.then("validity"), times.validity.as_ref());
        }
        for (n, paper) in service.evidence.iter().enumerate() {
            let at = at.then("evidence").then(n);
            self.wording(at.then("when"), paper.when.as_ref());
            self.wording(at.then("note"), paper.note.as_ref());
        }
        for (n, cost) in service.costs.iter().enumerate() {
            let at = at.then("costs").then(n);
            self.wording(at.then("what"), Some(&cost.what));
            self.wording(at.then("when"), cost.when.as_ref());
        }
        for (field, texts) in [("steps", &service.steps), ("notes", &service.notes)] {
            self.count(at, field, texts.len());
            for (n, text) in texts.iter().enumerate() {
                self.wording(at.then(field).then(n), Some(text));
            }
        }
        self.count(at, "evidence", service.evidence.len());
        self.count(at, "costs", service.costs.len());
        self.sources(at, &service.source);
    }

    fn service_references(&mut self, at: &Place, service: &Service) {
        let of = self.configuration;
        for (n, code) in service.life_events.iter().enumerate() {
            let is_known = of.life_events.iter().any(|event| event.code == *code);
            self.known(at.then("life_events").then(n), "life_events", &code.0.to_string(), is_known);
        }
        for (field, body) in [("competent", &service.competent), ("refer", &service.refer)] {
            if let Some(id) = body {
                self.known(at.then(field), "bodies", id.as_str(), of.body(id).is_some());
            }
        }
        if let Some(id) = &service.online {
            self.known(at.then("online"), "online", id.as_str(), of.online_service(id).is_some());
        }
        for (n, paper) in service.evidence.iter().enumerate() {
            let at = at.then("evidence").then(n).then("id");
            self.known(at, "evidence", paper.id.as_str(), of.paper(&paper.id).is_some());
        }
        for (n, id) in service.also.iter().enumerate() {
            self.known(at.then("also").then(n), "services", id.as_str(), of.service(id).is_some());
        }
    }

    fn needs(&mut self) {
        let of = self.configuration;
        for need in &of.needs {
            let at = Place::new("needs", &need.id, "");
            self.title(at.then("title"), &need.title);
            self.words(&at.then("words"), &need.words);
            if need.weight > WEIGHT_MAX {
                self.add(at.then("weight"), Wrong::Weight);
            }
            for (n, code) in need.life_events.iter().enumerate() {
                let is_known = of.life_events.iter().any(|event| event.code == *code);
                self.known(at.then("life_events").then(n), "life_events", &code.0.to_string(), is_known);
            }
            self.outcome(&at.then("then"), &need.then);
        }
    }

    fn words(&mut self, at: &Place, words: &Words) {
        for (language, words) in [("it", &words.it), ("en", &words.en)] {
            if words.len() > WORDS_MAX {
                self.add(at.then(language), Wrong::TooMany { max: WORDS_MAX });
            }
            for (n, word) in words.iter().enumerate() {
                self.plain(at.then(language).then(n), word);
            }
        }
    }

    fn questions(&mut self) {
        for question in &self.configuration.questions {
            let at = Place::new("questions", &question.id, "");
            self.title(at.then("text"), &question.text);
            if !(2..=ANSWERS_MAX).contains(&question.answers.len()) {
                self.add(at.clone(), Wrong::Answers);
            }
            let mut seen = BTreeSet::new();
            for (n, answer) in question.answers.iter().enumerate() {
                let at = at.then("answers").then(n);
                if !seen.insert(&answer.id) {
                    self.add(at.then("id"), Wrong::Twice);
                }
                self.title(at.then("text"), &answer.text);
                self.outcome(&at.then("then"), &answer.then);
            }
        }
    }

    fn outcome(&mut self, at: &Place, outcome: &Outcome) {
        let of = self.configuration;
        match outcome {
            Outcome::Ask(id) => {
                self.known(at.then("ask"), "questions", id.as_str(), of.question(id).is_some());
            }
            Outcome::Visit(visit) => self.visit(at, visit),
        }
    }

    fn visit(&mut self, at: &Place, visit: &Visit) {
        let of = self.configuration;
        let once: BTreeSet<&ServiceId> = visit.services.iter().collect();
        if !(1..=LEGS_MAX).contains(&visit.services.len()) || once.len() < visit.services.len() {
            self.add(at.then("services"), Wrong::Legs { max: LEGS_MAX });
        }
        for (n, id) in visit.services.iter().enumerate() {
            self.known(at.then("services").then(n), "services", id.as_str(), of.service(id).is_some());
        }
        if let Some(id) = &visit.missing {
            self.known(at.then("missing"), "evidence", id.as_str(), of.paper(id).is_some());
        }
        if let Some(id) = &visit.refer {
            self.known(at.then("refer"), "bodies", id.as_str(), of.body(id).is_some());
        }
        let first = visit.services.first().and_then(|id| of.service(id));
        let refers = visit.route == Some(RouteKind::Refer);
        if refers && visit.refer.is_none() && first.is_some_and(|service| service.refer.is_none()) {
            self.add(at.then("route"), Wrong::NobodyToRefer);
        }
        if visit.refer.is_some() && !refers && visit.missing.is_none() {
            self.add(at.then("refer"), Wrong::ReferUnused);
        }
        let is_online = visit.route == Some(RouteKind::Online);
        if is_online && first.is_some_and(|service| service.online.is_none()) {
            self.add(at.then("route"), Wrong::NothingOnline);
        }
    }

    fn lists(&mut self) {
        let of = self.configuration;
        for paper in &of.evidence {
            let at = Place::new("evidence", &paper.id, "");
            self.title(at.then("title"), &paper.title);
            self.wording(at.then("hint"), paper.hint.as_ref());
            self.sources(&at, &paper.source);
        }
        for body in &of.bodies {
            let at = Place::new("bodies", &body.id, "");
            self.title(at.then("name"), &body.name);
            self.wording(at.then("address"), body.address.as_ref());
            self.wording(at.then("hours"), body.hours.as_ref());
            for (field, text) in [("phone", &body.phone), ("email", &body.email), ("url", &body.url)] {
                if let Some(text) = text {
                    self.plain(at.then(field), text);
                }
            }
            if let Some(url) = &body.url {
                self.address(at.then("url"), url);
            }
            if !body.week.values().all(|spans| spans_fit(spans)) {
                self.add(at.then("week"), Wrong::Spans);
            }
            self.sources(&at, &body.source);
        }
        for online in &of.online {
            let at = Place::new("online", &online.id, "");
            self.title(at.then("title"), &online.title);
            self.wording(at.then("note"), online.note.as_ref());
            self.address(at.then("url"), &online.url);
            self.count(&at, "items", online.items.len());
            for (n, item) in online.items.iter().enumerate() {
                self.title(at.then("items").then(n), item);
            }
            self.sources(&at, &online.source);
        }
        for event in &of.life_events {
            self.title(Place::new("life_events", event.code.0, "title"), &event.title);
        }
        for consultancy in &of.consultancies {
            let at = Place::new("consultancies", &consultancy.id, "");
            self.title(at.then("title"), &consultancy.title);
            self.wording(at.then("note"), consultancy.note.as_ref());
            self.sources(&at, &consultancy.source);
        }
    }

    fn address(&mut self, at: Place, url: &str) {
        let host = url.strip_prefix("https://").unwrap_or_default();
        let is_plain = url.chars().all(|letter| letter.is_ascii_graphic()) && url.len() <= WORD_LEN_MAX;
        if host.is_empty() || host.starts_with('/') || !is_plain {
            self.add(at, Wrong::Address);
        }
    }

    /// A letter is one queue for people in the hall, who see its numbers follow each other.
    fn series(&mut self) {
        let of = self.configuration;
        let mut by_letter: BTreeMap<_, Vec<&Service>> = BTreeMap::new();
        for service in of.services.iter().filter(|service| of.desks_for(&service.id).next().is_some()) {
            by_letter.entry(service.series).or_default().push(service);
        }
        for (letter, mut services) in by_letter {
            let one = services.remove(0);
            let mut desks: BTreeSet<_> = of.desks_for(&one.id).map(|desk| &desk.id).collect();
            loop {
                let (joined, apart): (Vec<_>, Vec<_>) = services
                    .into_iter()
                    .partition(|service| of.desks_for(&service.id).any(|desk| desks.contains(&desk.id)));
                desks
                    .extend(joined.iter().flat_map(|service| of.desks_for(&service.id)).map(|desk| &desk.id));
                services = apart;
                if joined.is_empty() {
                    break;
                }
            }
            if let Some(other) = services.first() {
                let (one, other) = (one.id.clone(), other.id.clone());
                let at = Place::new("services", &other, "series");
                self.add(at, Wrong::SplitSeries { letter, one, other: other.clone() });
            }
        }
    }
}
