//! Where a visitor stands: a place among the pages, the visit it belongs to, and the settings; and the
//! address that says all of it.

use crate::settings::Settings;
use chrono::NaiveDate;
use office::catalogue::{LEGS_MAX, LifeEventCode, QUESTIONS_DEEP_MAX};
use office::id::{AnswerId, NeedId, QuestionId, ServiceId};
use office::search::QUERY_LEN_MAX;
use office::triage::{Asked as Said, Start};
use serde::Deserialize;

/// What addresses and forms of the totem can say. Everything is checked before it is believed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    pub visit: Option<String>,
    pub language: Option<String>,
    /// The look, as in [`Settings::look`].
    pub look: Option<String>,
    pub need: Option<String>,
    /// A service that the visitor knows already.
    pub service: Option<String>,
    /// The answers so far: `question.answer~question.answer`.
    pub answers: Option<String>,
    /// Where the visitor came from, as in [`Origin::code`].
    pub from: Option<String>,
    pub topic: Option<String>,
    /// Which page of a list, from 1.
    pub page: Option<String>,
    /// The words that are searched for.
    pub q: Option<String>,
    /// The key of the keyboard that was touched.
    pub key: Option<String>,
    /// Whether a sheet is being printed: `yes` or `no`.
    pub printed: Option<String>,
    /// The visit that is over.
    pub end: Option<String>,
    pub notice: Option<String>,
    /// What a number is taken for: `service~service`.
    pub legs: Option<String>,
    pub quote: Option<String>,
    pub priority: Option<String>,
    /// What is to be printed, as in `print.rs`.
    pub sheet: Option<String>,
    /// For how many people an appointment is wanted.
    pub people: Option<String>,
    /// The day of an appointment, or any of the month that is shown.
    pub day: Option<String>,
    /// The time that was touched, as in `appointment.rs`.
    pub at: Option<String>,
    /// Tells one showing of free times from another.
    pub mark: Option<String>,
    /// The code of an appointment, as typed or scanned.
    pub code: Option<String>,
}

impl Asked {
    /// Language and look.
    pub fn settings(&self) -> Settings {
        Settings::read(self.language.as_deref(), self.look.as_deref())
    }

    /// The words that are searched for.
    pub fn words(&self) -> String {
        self.q.as_deref().unwrap_or_default().chars().take(QUERY_LEN_MAX).collect()
    }

    /// Which page of a list, from 1.
    pub fn nth(&self) -> usize {
        self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1).max(1)
    }

    /// The topic.
    pub fn topic(&self) -> Option<Topic> {
        Topic::from_code(self.topic.as_deref()?)
    }

    /// What was said so far; `None` where it names neither a need nor a service.
    pub fn trail(&self) -> Option<Trail> {
        let need = self.need.as_deref().map(|need| NeedId::new(need).map(Start::Need));
        let service = self.service.as_deref().map(|service| ServiceId::new(service).map(Start::Service));
        let start = need.or(service)?.ok()?;
        let pairs = self.answers.as_deref().unwrap_or_default();
        let answers = pairs.split('~').filter_map(|pair| {
            let (question, answer) = pair.split_once('.')?;
            Some((QuestionId::new(question).ok()?, AnswerId::new(answer).ok()?))
        });
        let answers = answers.take(QUESTIONS_DEEP_MAX).collect();
        Some(Trail { start, answers, from: Origin::read(self.from.as_deref(), || self.words()) })
    }

    /// What an appointment is wanted for.
    pub fn matter(&self) -> Option<Matter> {
        let people = self.people.as_deref().and_then(|people| people.parse().ok()).unwrap_or(1);
        let date = self.day.as_deref().and_then(|day| day.parse().ok());
        Some(Matter { trail: self.trail()?, people, date })
    }

    /// What a number is taken for; empty where that cannot be read.
    pub fn legs(&self) -> Vec<ServiceId> {
        let legs = self.legs.as_deref().unwrap_or_default().split('~').take(LEGS_MAX);
        legs.map(ServiceId::new).collect::<Result<_, _>>().unwrap_or_default()
    }
}

/// A topic under which needs stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// A life event.
    Event(LifeEventCode),
    /// The needs that stand under none.
    Other,
}

impl Topic {
    fn code(self) -> String {
        match self {
            Topic::Event(LifeEventCode(code)) => code.to_string(),
            Topic::Other => "other".into(),
        }
    }

    fn from_code(code: &str) -> Option<Topic> {
        match code {
            "other" => Some(Topic::Other),
            code => code.parse().ok().map(LifeEventCode).map(Topic::Event),
        }
    }
}

/// From where a visitor came to a need or a service: where "back" leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// From what is most asked.
    Needs,
    /// From a topic.
    Topic(Topic),
    /// From a search for these words.
    Search(String),
    /// From a page of the list of services.
    Services(usize),
}

impl Origin {
    fn code(&self) -> String {
        match self {
            Origin::Needs => "needs".into(),
            Origin::Topic(topic) => format!("topic.{}", topic.code()),
            Origin::Search(_) => "search".into(),
            Origin::Services(page) => format!("services.{page}"),
        }
    }

    fn read(code: Option<&str>, words: impl FnOnce() -> String) -> Origin {
        let (kind, which) = code.and_then(|code| code.split_once('.')).unwrap_or((code.unwrap_or(""), ""));
        match (kind, Topic::from_code(which)) {
            ("topic", Some(topic)) => Origin::Topic(topic),
            ("search", _) => Origin::Search(words()),
            ("services", _) => Origin::Services(which.parse().unwrap_or(1)),
            (_, _) => Origin::Needs,
        }
    }

    fn place(&self) -> Place {
        match self {
            Origin::Needs => Place::Needs,
            Origin::Topic(topic) => Place::Topic(*topic),
            Origin::Search(words) => Place::Search(words.clone()),
            Origin::Services(page) => Place::Services(*page),
        }
    }
}

/// What a visitor has said so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trail {
    /// What was said first.
    pub start: Start,
    /// What was answered since, in the order of the questions.
    pub answers: Vec<(QuestionId, AnswerId)>,
    /// Where it began.
    pub from: Origin,
}

impl Trail {
    /// A trail that begins with a need.
    pub fn of_need(need: &NeedId, from: Origin) -> Trail {
        Trail { start: Start::Need(need.clone()), answers: Vec::new(), from }
    }

    /// A trail that begins with a service.
    pub fn of_service(service: &ServiceId, from: Origin) -> Trail {
        Trail { start: Start::Service(service.clone()), answers: Vec::new(), from }
    }

    /// The same with one more answer.
    pub fn with(&self, question: &QuestionId, answer: &AnswerId) -> Trail {
        let mut trail = self.clone();
        trail.answers.push((question.clone(), answer.clone()));
        trail
    }

    /// What triage is asked.
    pub fn said(&self) -> Said {
        Said { start: self.start.clone(), answers: self.answers.iter().cloned().collect() }
    }

    /// The need that was said.
    pub fn need(&self) -> Option<&NeedId> {
        match &self.start {
            Start::Need(need) => Some(need),
            Start::Service(_) => None,
        }
    }

    /// The place before.
    fn before(&self) -> Place {
        let mut trail = self.clone();
        match trail.answers.pop() {
            Some(_) => Place::Ask(trail),
            None => self.from.place(),
        }
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let start = match &self.start {
            Start::Need(need) => ("need", need.to_string()),
            Start::Service(service) => ("service", service.to_string()),
        };
        let answers = self.answers.iter().map(|(question, answer)| format!("{question}.{answer}"));
        let answers = answers.collect::<Vec<_>>().join("~");
        let mut fields = vec![start, ("answers", answers), ("from", self.from.code())];
        if let Origin::Search(words) = &self.from {
            fields.push(("q", words.clone()));
        }
        fields
    }
}

/// What an appointment is wanted for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Matter {
    /// What was said before.
    pub trail: Trail,
    /// For how many people.
    pub people: u32,
    /// Which day, or any of the month that is looked at.
    pub date: Option<NaiveDate>,
}

impl Matter {
    /// The matter of one person who has not looked at the calendar.
    pub fn of(trail: Trail) -> Matter {
        Matter { trail, people: 1, date: None }
    }

    /// The same on another day.
    pub fn on(&self, date: NaiveDate) -> Matter {
        Matter { date: Some(date), ..self.clone() }
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = self.trail.fields();
        fields.push(("people", self.people.to_string()));
        fields.extend(self.date.map(|date| ("day", date.to_string())));
        fields
    }
}

/// A page of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// What is most asked, and the topics.
    Needs,
    /// The topics, where there is no room for them beside what is most asked.
    Topics,
    /// The needs of a topic.
    Topic(Topic),
    /// The needs that these words may mean.
    Search(String),
    /// A question, or the outcome.
    Ask(Trail),
    /// The number.
    Number,
    /// The days on which appointments can be had.
    Days(Matter),
    /// The free times of a day.
    Times(Matter),
    /// The time that is kept, before it is booked.
    Confirm(Matter),
    /// The appointment.
    Booked,
    /// The code of an appointment is asked for.
    CheckIn,
    /// The opening hours.
    Hours,
    /// Who is where.
    Places(usize),
    /// All services.
    Services(usize),
}

impl Place {
    /// Where "back" leads from here.
    fn before(&self) -> Option<Place> {
        match self {
            Place::Needs | Place::Number | Place::Booked => None,
            Place::Topics | Place::Topic(_) | Place::Search(_) | Place::CheckIn | Place::Hours => {
                Some(Place::Needs)
            }
            Place::Places(page) if *page > 1 => Some(Place::Places(page - 1)),
            Place::Services(page) if *page > 1 => Some(Place::Services(page - 1)),
            Place::Places(_) | Place::Services(_) => Some(Place::Needs),
            Place::Ask(trail) => Some(trail.before()),
            Place::Days(matter) => Some(Place::Ask(matter.trail.clone())),
            Place::Times(matter) => Some(Place::Days(matter.clone())),
            Place::Confirm(matter) if matter.date.is_some() => Some(Place::Times(matter.clone())),
            Place::Confirm(matter) => Some(Place::Ask(matter.trail.clone())),
        }
    }

    fn path(&self) -> &'static str {
        match self {
            Place::Needs => "needs",
            Place::Topics => "topics",
            Place::Topic(_) => "topic",
            Place::Search(_) => "search",
            Place::Ask(_) => "ask",
            Place::Number => "number",
            Place::Days(_) => "days",
            Place::Times(_) => "times",
            Place::Confirm(_) => "confirm",
            Place::Booked => "booked",
            Place::CheckIn => "check-in",
            Place::Hours => "hours",
            Place::Places(_) => "places",
            Place::Services(_) => "services",
        }
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Place::Needs | Place::Topics | Place::Number | Place::Booked | Place::CheckIn | Place::Hours => {
                Vec::new()
            }
            Place::Topic(topic) => vec![("topic", topic.code())],
            Place::Search(words) => vec![("q", words.clone())],
            Place::Places(page) | Place::Services(page) => vec![("page", page.to_string())],
            Place::Ask(trail) => trail.fields(),
            Place::Days(matter) | Place::Times(matter) | Place::Confirm(matter) => matter.fields(),
        }
    }
}

/// Where a visitor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stand {
    /// Language and look.
    pub settings: Settings,
    /// The key of the visit; empty before it has begun.
    pub key: String,
    /// The page.
    pub place: Place,
}

impl Stand {
    /// The same visit at another place.
    pub fn at(&self, place: Place) -> Stand {
        Stand { settings: self.settings, key: self.key.clone(), place }
    }

    /// The same place as the visitor wants it.
    pub fn like(&self, settings: Settings) -> Stand {
        Stand { settings, ..self.clone() }
    }

    /// The address of the place before.
    pub fn before(&self) -> Option<String> {
        self.place.before().map(|place| self.at(place).address())
    }

    /// What an address or a form of this stand says.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let own = [
            ("language", self.settings.language.code().to_owned()),
            ("look", self.settings.look()),
            ("visit", self.key.clone()),
        ];
        let fields = self.place.fields().into_iter().chain(own);
        fields.filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The address, relative to every other page.
    pub fn address(&self) -> String {
        let pairs = self.fields().into_iter().map(|(name, value)| format!("{name}={}", encoded(&value)));
        format!("{}?{}", self.place.path(), pairs.collect::<Vec<_>>().join("&"))
    }

    /// Where the visit ends, and the first page is shown.
    pub fn end(&self) -> String {
        if self.key.is_empty() { "./".into() } else { format!("./?end={}", self.key) }
    }
}

/// A text as it may stand in a query (RFC 3986, 2.3).
pub(crate) fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::extract::Query;
    use axum::http::Uri;

    fn read(address: &str) -> Asked {
        let uri: Uri = format!("http://totem/{address}").parse().unwrap();
        Query::<Asked>::try_from_uri(&uri).unwrap().0
    }

    fn trail() -> Trail {
        Trail {
            start: Start::Need(NeedId::new("carta-identita").unwrap()),
            answers: vec![
                (QuestionId::new("cie-motivo").unwrap(), AnswerId::new("persa").unwrap()),
                (QuestionId::new("denuncia-carta").unwrap(), AnswerId::new("no").unwrap()),
            ],
            from: Origin::Search("l’età è 18 & più".into()),
        }
    }

    fn stand(place: Place) -> Stand {
        let settings = Settings { low: true, ..Settings::default() };
        Stand { settings, key: "0a".into(), place }
    }

    #[test]
    fn trail_is_read_back_from_its_address() {
        let address = stand(Place::Ask(trail())).address();
        let asked = read(&address);
        assert_eq!(asked.trail(), Some(trail()));
        assert!(asked.settings().low && asked.visit.as_deref() == Some("0a"));
        for from in [Origin::Needs, Origin::Topic(Topic::Other), Origin::Services(3)] {
            let trail = Trail { from, ..trail() };
            assert_eq!(read(&stand(Place::Ask(trail.clone())).address()).trail(), Some(trail));
        }
    }

    #[test]
    fn back_leads_over_each_question_to_where_the_visitor_came_from() {
        let mut at = stand(Place::Ask(trail()));
        let mut ways = Vec::new();
        while let Some(before) = at.before() {
            ways.push(before.split('?').next().unwrap().to_owned());
            at = at.at(at.place.before().unwrap());
        }
        assert_eq!(ways, ["ask", "ask", "search", "needs"]);
    }

    #[test]
    fn matter_is_read_back_from_its_address_and_leads_back_step_by_step() {
        let matter = Matter { people: 3, ..Matter::of(trail()) }.on("2026-12-02".parse().unwrap());
        let mut at = stand(Place::Confirm(matter.clone()));
        assert_eq!(read(&at.address()).matter(), Some(matter));
        let mut ways = Vec::new();
        while let Some(before) = at.place.before().filter(|_| ways.len() < 3) {
            at = at.at(before);
            ways.push(at.place.path());
        }
        assert_eq!(ways, ["times", "days", "ask"]);
        let first = stand(Place::Confirm(Matter::of(trail())));
        assert_eq!(first.place.before(), Some(Place::Ask(trail())));
    }

    #[test]
    fn what_cannot_be_read_is_no_trail() {
        for query in ["ask", "ask?need=", "ask?need=a%20b", "ask?service=..", "ask?answers=a.b"] {
            assert_eq!(read(query).trail(), None, "{query}");
        }
        let asked = read("ask?need=x&answers=a.b~~c~d.~.e~f.g~h.i~j.k&from=topic.x");
        let trail = asked.trail().unwrap();
        assert_eq!((trail.answers.len(), trail.from), (3, Origin::Needs));
        assert_eq!(read("take?legs=a~b").legs().len(), 2);
        assert!(read("take?legs=a~%20").legs().is_empty() && read("take").legs().is_empty());
    }
}
