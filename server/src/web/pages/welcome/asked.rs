//! What the address of the welcome page asks for: how far the officer has come with a visitor.
//!
//! The address carries ids only, never a note or the words of a visitor's wish: it is kept by browsers.

use axum::http::Uri;
use office::catalogue::LEGS_MAX;
use office::id::{AnswerId, NeedId, QuestionId, ServiceId, TicketId};
use office::language::Language;
use office::search::QUERY_LEN_MAX;
use office::triage::{Asked, Start};

/// Most answers that are read.
const ANSWERS_MAX: usize = 9;

/// How far the officer has come.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Visit {
    /// What was typed.
    pub words: String,
    /// What the visitor says.
    pub need: Option<NeedId>,
    /// What was answered since, in this order.
    pub answers: Vec<(QuestionId, AnswerId)>,
    /// What has been collected for the same visit before.
    pub with: Vec<ServiceId>,
    /// The ticket that is sorted anew: it goes where the route leads, and no new number is given.
    pub moved: Option<TicketId>,
    /// The ticket that is looked at.
    pub ticket: Option<TicketId>,
    /// The language of the page, if one was asked for.
    pub language: Option<Language>,
}

impl Visit {
    /// Reads an address; what has no sense is left out.
    pub fn of(uri: &Uri) -> Self {
        Self::read(uri.query().unwrap_or_default())
    }

    /// Reads the parameters of an address.
    pub fn read(query: &str) -> Self {
        let mut visit = Self::default();
        // The same parser as that of forms: percent signs and plus signs are decoded.
        let address = format!("/?{query}").parse::<Uri>().unwrap_or_default();
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&address);
        for (name, value) in pairs.map(|pairs| pairs.0).unwrap_or_default() {
            visit.take(&name, &value);
        }
        visit
    }

    fn take(&mut self, name: &str, value: &str) {
        match name {
            "q" => self.words = value.chars().take(QUERY_LEN_MAX).collect(),
            "need" => self.need = NeedId::new(value).ok(),
            "a" if self.answers.len() < ANSWERS_MAX => self.answers.extend(answer(value)),
            "with" if self.with.len() < LEGS_MAX => self.with.extend(ServiceId::new(value)),
            "move" => self.moved = TicketId::new(value).ok(),
            "ticket" => self.ticket = TicketId::new(value).ok(),
            "language" => self.language = Language::from_code(value).map(Language::for_staff),
            _ => {}
        }
    }

    /// What triage is to be asked, once a need is known.
    pub fn asked(&self) -> Option<Asked> {
        let start = Start::Need(self.need.clone()?);
        Some(Asked { start, answers: self.answers.iter().cloned().collect() })
    }

    /// The parameters that say the same.
    pub fn query(&self) -> String {
        let mut pairs = Vec::new();
        pairs.extend(self.need.iter().map(|need| format!("need={need}")));
        pairs.extend(self.answers.iter().map(|(question, answer)| format!("a={question}.{answer}")));
        pairs.extend(self.with.iter().map(|service| format!("with={service}")));
        pairs.extend(self.moved.iter().map(|ticket| format!("move={ticket}")));
        pairs.extend(self.ticket.iter().map(|ticket| format!("ticket={ticket}")));
        pairs.extend(self.language.iter().map(|language| format!("language={}", language.code())));
        pairs.join("&")
    }

    /// The address of this page, from itself.
    pub fn href(&self) -> String {
        let query = self.query();
        if query.is_empty() { "./".to_owned() } else { format!("./?{query}") }
    }

    /// The next visitor.
    pub fn fresh(&self) -> Self {
        Self { language: self.language, ..Self::default() }
    }

    /// The same visit, before anything was said of the need at hand.
    pub fn seeking(&self) -> Self {
        Self { with: self.with.clone(), moved: self.moved.clone(), ..self.fresh() }
    }

    /// The visitor says this.
    pub fn needing(&self, need: &NeedId) -> Self {
        Self { need: Some(need.clone()), ..self.seeking() }
    }

    /// The visitor answers this.
    pub fn answering(&self, question: &QuestionId, answer: &AnswerId) -> Self {
        let mut visit = self.clone();
        visit.answers.retain(|(known, _)| known != question);
        visit.answers.push((question.clone(), answer.clone()));
        visit
    }

    /// One step back.
    pub fn back(&self) -> Self {
        let mut visit = self.clone();
        if visit.answers.pop().is_none() { self.seeking() } else { visit }
    }

    /// These services are collected, and something else is needed.
    pub fn collecting(&self, services: &[ServiceId]) -> Self {
        Self { with: services.to_vec(), ..self.seeking() }
    }

    /// The same without one of the collected services.
    pub fn without(&self, service: &ServiceId) -> Self {
        let mut visit = self.clone();
        visit.with.retain(|other| other != service);
        visit
    }

    /// A ticket is looked at.
    pub fn looking_at(&self, ticket: &TicketId) -> Self {
        Self { ticket: Some(ticket.clone()), ..self.fresh() }
    }

    /// A ticket is sorted anew.
    pub fn moving(&self, ticket: &TicketId) -> Self {
        Self { moved: Some(ticket.clone()), ..self.fresh() }
    }
}

fn answer(text: &str) -> Option<(QuestionId, AnswerId)> {
    let (question, answer) = text.split_once('.')?;
    Some((QuestionId::new(question).ok()?, AnswerId::new(answer).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_says_what_was_read_from_it() {
        let query = "need=carta&a=motivo.persa&a=denuncia.no&with=imu&move=hall-20260302-A001&language=en";
        assert_eq!(Visit::read(query).query(), query);
        assert_eq!(Visit::read("").href(), "./");
    }

    #[test]
    fn words_that_were_typed_are_decoded_and_not_passed_on() {
        let visit = Visit::read("q=carta+d%27identit%C3%A0");
        assert_eq!(visit.words, "carta d'identità");
        assert_eq!(visit.query(), "");
    }

    #[test]
    fn what_has_no_sense_is_left_out() {
        let visit = Visit::read("need=<b>&a=one&a=.&with=%00&language=xx&colour=red&q=%ff&=&&");
        assert_eq!(visit.query(), "");
        let many: String = (0..50).map(|n| format!("&a=q{n}.x&with=s{n}")).collect();
        let visit = Visit::read(&many);
        assert_eq!((visit.answers.len(), visit.with.len()), (ANSWERS_MAX, LEGS_MAX));
    }

    #[test]
    fn one_step_back_takes_the_last_answer_then_the_need() {
        let visit = Visit::read("need=carta&a=one.yes&with=imu");
        assert_eq!(visit.back().query(), "need=carta&with=imu");
        assert_eq!(visit.back().back().query(), "with=imu");
        assert_eq!(
            visit.answering(&"one".parse().unwrap(), &"no".parse().unwrap()).query(),
            "need=carta&a=one.no&with=imu"
        );
    }
}
