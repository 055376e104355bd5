//! Any catalogue, also one with mistakes; any answers; any moment: a question, a route or a typed refusal,
//! and the same one whatever things are called.

use super::quiet;
use crate::catalogue::{catalogue, read};
use crate::world::{at, service};
use office::catalogue::QUESTIONS_DEEP_MAX;
use office::configuration::Configuration;
use office::forecast::Quantiles;
use office::id::{AnswerId, NeedId, QuestionId, ServiceId};
use office::refusal::Refusal;
use office::service::RouteKind;
use office::triage::{Asked, Numbers, Outlook, Route, Start, Triaged, triage};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const SERVICES: [&str; 6] = ["register", "lost", "card", "moving", "pension", "ghost"];
const QUESTIONS: [&str; 5] = ["q0", "q1", "q2", "q3", "ghost"];
const ANSWERS: [&str; 4] = ["a0", "a1", "a2", "ghost"];
const KINDS: [&str; 4] = ["quick", "appointment", "online", "refer"];

fn outcome() -> impl Strategy<Value = Value> {
    let ask = select(&QUESTIONS[..]).prop_map(|question| json!({"ask": question}));
    let kind = option::of(select(&KINDS[..]));
    let missing = option::of(select(&["report", "ghost"][..]));
    let refer = option::of(select(&["police", "ghost"][..]));
    let visit = (vec(select(&SERVICES[..]), 0..6), kind, missing, refer);
    let visit = visit.prop_map(|(services, route, missing, refer)| {
        let mut visit = json!({ "services": services });
        for (key, value) in [("route", route), ("missing", missing), ("refer", refer)] {
            if let Some(value) = value {
                visit[key] = json!(value);
            }
        }
        visit
    });
    prop_oneof![2 => ask, 3 => visit]
}

/// The small town hall with needs, questions, rules and skills of its own.
fn document() -> impl Strategy<Value = Value> {
    let questions = vec(vec(outcome(), 0..4), 4);
    let rules = vec((select(&KINDS[..]), any::<bool>(), any::<bool>()), 5);
    (outcome(), questions, rules, vec(vec(select(&SERVICES[..5]), 0..5), 2)).prop_map(
        |(first, questions, rules, skills)| {
            let mut document = catalogue();
            document["needs"] = json!([{"id": "need", "title": {"it": "x", "en": "x"}, "then": first}]);
            let answer = |(n, then): (usize, Value)| json!({"id": format!("a{n}"), "text": {"it": "x", "en": "x"}, "then": then});
            document["questions"] = questions
                .into_iter()
                .enumerate()
                .map(|(n, answers)| {
                    let answers: Vec<_> = answers.into_iter().enumerate().map(answer).collect();
                    json!({"id": format!("q{n}"), "text": {"it": "x", "en": "x"}, "answers": answers})
                })
                .collect();
            for (n, (route, has_online, has_body)) in rules.into_iter().enumerate() {
                let service = &mut document["services"][n];
                service["route"] = json!(route);
                service["online"] = if has_online { json!("portal") } else { Value::Null };
                service["refer"] = if has_body { json!("inps") } else { Value::Null };
            }
            for (n, skills) in skills.into_iter().enumerate() {
                document["desks"][n]["skills"] = json!(skills.into_iter().collect::<BTreeSet<_>>());
            }
            document
        },
    )
}

#[derive(Debug, Clone)]
struct Hour {
    is_given: bool,
    closes_in_s: u32,
    waits: Vec<Option<u32>>,
}

fn hour() -> impl Strategy<Value = Hour> {
    let wait = option::weighted(0.8, 0_u32..10_000);
    (prop::bool::weighted(0.9), 0_u32..20_000, vec(wait, 5)).prop_map(|(is_given, closes_in_s, waits)| Hour {
        is_given,
        closes_in_s,
        waits,
    })
}

fn outlook(configuration: &Configuration, hour: &Hour) -> Outlook {
    let mut outlook = quiet(configuration);
    outlook.closes_in_s = hour.closes_in_s;
    if !hour.is_given {
        outlook.numbers = Numbers::Again(Some(at("2026-03-03 08:30:00")));
    }
    for (name, wait) in SERVICES.iter().zip(&hour.waits) {
        let prospect = outlook.services.get_mut(&service(name)).unwrap();
        prospect.wait = wait.map(|p50_s| Quantiles { p20_s: p50_s / 2, p50_s, p90_s: p50_s * 2 });
    }
    outlook
}

fn asked() -> impl Strategy<Value = Asked> {
    let answers = vec((select(&QUESTIONS[..4]), select(&ANSWERS[..])), 0..5);
    let start = prop_oneof![
        4 => Just(Start::Need(NeedId::new("need").unwrap())),
        1 => Just(Start::Need(NeedId::new("ghost").unwrap())),
        1 => select(&SERVICES[..]).prop_map(|id| Start::Service(service(id))),
    ];
    (start, answers).prop_map(|(start, answers)| {
        let pairs = answers.into_iter();
        let answers = pairs.map(|(q, a)| (QuestionId::new(q).unwrap(), AnswerId::new(a).unwrap()));
        Asked { start, answers: answers.collect() }
    })
}

/// The promises of a route in any catalogue.
fn check(configuration: &Configuration, outlook: &Outlook, route: &Route) -> Result<(), TestCaseError> {
    let offers: Vec<_> = std::iter::once(&route.offer).chain(&route.alternatives).collect();
    let kinds: BTreeSet<_> = offers.iter().map(|offer| offer.kind).collect();
    prop_assert_eq!(kinds.len(), offers.len(), "a kind comes twice");
    for offer in &offers {
        match offer.kind {
            RouteKind::Quick => prop_assert!(outlook.numbers == Numbers::Given && route.wait.is_some()),
            RouteKind::Appointment => {}
            RouteKind::Online => prop_assert!(offer.online.is_some()),
            RouteKind::Refer => prop_assert!(offer.body.is_some()),
        }
    }
    prop_assert_eq!(kinds.contains(&RouteKind::Quick), !route.legs.is_empty());
    prop_assert!(!route.choice || offers.len() > 1, "a choice of one");
    for leg in &route.legs {
        prop_assert!(route.services.contains(leg), "a leg that nobody came for");
        prop_assert!(configuration.desks_for(leg).next().is_some(), "a leg that no desk takes");
        prop_assert!(outlook.wait(leg).is_some(), "a leg that no desk takes now");
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_input_ends_in_a_question_a_route_or_a_refusal(
        document in document(), hour in hour(), asked in asked(),
    ) {
        let configuration = read(document);
        let outlook = outlook(&configuration, &hour);
        if let Ok(Triaged::Route(route)) = triage(&configuration, &asked, &outlook) {
            check(&configuration, &outlook, &route)?;
        }
    }

    #[test]
    fn who_answers_every_question_comes_to_an_end(
        document in document(), hour in hour(), picks in vec(0_usize..4, QUESTIONS_DEEP_MAX + 1),
    ) {
        let configuration = read(document);
        let outlook = outlook(&configuration, &hour);
        let start = Start::Need(NeedId::new("need").unwrap());
        let mut asked = Asked { start, answers: BTreeMap::new() };
        for pick in picks {
            match triage(&configuration, &asked, &outlook) {
                Ok(Triaged::Ask(question)) if question.answers.is_empty() => return Ok(()),
                Ok(Triaged::Ask(question)) => {
                    let answer = &question.answers[pick % question.answers.len()];
                    let before = asked.answers.insert(question.id.clone(), answer.id.clone());
                    prop_assert_eq!(before, None, "asked twice");
                }
                Ok(Triaged::Route(route)) => return check(&configuration, &outlook, &route),
                Err(Refusal::LeadsNowhere | Refusal::UnknownService { .. }) => return Ok(()),
                Err(other) => return Err(TestCaseError::fail(format!("{other:?}"))),
            }
        }
        prop_assert!(false, "more than {} questions", QUESTIONS_DEEP_MAX);
    }

    #[test]
    fn what_things_are_called_changes_nothing(document in document(), hour in hour(), asked in asked()) {
        let plain = read(document.clone());
        let renamed = read(renamed(document));
        let of_plain = triage(&plain, &asked, &outlook(&plain, &hour));
        let mut other_outlook = outlook(&plain, &hour);
        other_outlook.services =
            other_outlook.services.into_iter().map(|(id, prospect)| (named_otherwise(&id), prospect)).collect();
        let of_renamed = triage(&renamed, &asked_otherwise(&asked), &other_outlook);
        prop_assert_eq!(words_otherwise(&format!("{of_plain:?}")), format!("{of_renamed:?}"));
    }
}

/// The other name of a thing: its letters from the end.
fn otherwise(word: &str) -> String {
    word.chars().rev().collect()
}

fn is_name(word: &str) -> bool {
    let lists = [&SERVICES[..], &QUESTIONS[..], &ANSWERS[..]];
    lists.iter().any(|list| list.contains(&word))
        || ["need", "report", "police", "portal", "inps"].contains(&word)
}

fn renamed(value: Value) -> Value {
    match value {
        Value::String(word) if is_name(&word) => Value::String(otherwise(&word)),
        Value::Array(items) => items.into_iter().map(renamed).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, renamed(value))).collect(),
        other @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => other,
    }
}

fn named_otherwise(id: &ServiceId) -> ServiceId {
    ServiceId::new(&otherwise(id.as_str())).unwrap()
}

fn asked_otherwise(asked: &Asked) -> Asked {
    let start = match &asked.start {
        Start::Need(id) => Start::Need(NeedId::new(&otherwise(id.as_str())).unwrap()),
        Start::Service(id) => Start::Service(named_otherwise(id)),
    };
    let rename = |(q, a): (&QuestionId, &AnswerId)| {
        let question = QuestionId::new(&otherwise(q.as_str())).unwrap();
        (question, AnswerId::new(&otherwise(a.as_str())).unwrap())
    };
    Asked { start, answers: asked.answers.iter().map(rename).collect() }
}

/// A text with each name in it told otherwise; names of fields stay, which are followed by a colon.
fn words_otherwise(text: &str) -> String {
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut told = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let end = rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len());
        if end == 0 {
            told.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        let is_field = after.starts_with(':');
        told += &if is_name(word) && !is_field { otherwise(word) } else { word.to_owned() };
        rest = after;
    }
    told
}
