//! Differences are found wherever they are, each in words, and only where there are any.

use super::*;
use crate::catalogue::default_configuration;
use office::hours::{DayOfWeek, Span, TimeOfDay};
use office::id::ServiceId;
use office::language::Language;
use serde_json::json;

#[test]
fn same_documents_do_not_differ() {
    assert_eq!(between(&document(), &document()).unwrap(), []);
}

#[test]
fn changes_of_an_office_are_told_in_its_own_words() {
    let cases: Vec<(Change, &[&str])> = vec![
        (
            |document| document.services[0].minutes += 2,
            &["Service “Identity card: issue or renewal” (cie-rilascio) · minutes at the desk: 20 → 22"],
        ),
        (
            |document| {
                document.desks[1].skills.remove(&ServiceId::new("cie-pin-puk").unwrap());
            },
            &[
                "Desk “Information and digital help” (sportello-2) no longer takes “Identity card: PIN, PUK and activation”",
            ],
        ),
        (
            |document| {
                let span = |from: u16, until: u16| Span {
                    from: TimeOfDay::from_minutes(from * 60).unwrap(),
                    until: TimeOfDay::from_minutes(until * 60).unwrap(),
                };
                document.hours.week.entry(DayOfWeek::Saturday).or_default().push(span(9, 12));
            },
            &["Hours · week · Saturday: added 09:00–12:00"],
        ),
    ];
    for (change, expected) in cases {
        let mut changed = document();
        change(&mut changed);
        assert_eq!(told(&document(), &changed), expected);
    }
}

type Change = fn(&mut Configuration);

#[test]
fn entries_that_come_go_or_change_their_place_are_told() {
    let mut shorter = document();
    let gone = shorter.needs.remove(0);
    assert_eq!(told(&document(), &shorter), [format!("Removed: need “{}” ({})", gone.title.en, gone.id)]);
    assert_eq!(told(&shorter, &document())[..1], [format!("Added: need “{}” ({})", gone.title.en, gone.id)]);
    let mut turned = document();
    turned.needs.swap(0, 1);
    assert_eq!(told(&document(), &turned), ["Needs: the order changes"]);
}

#[test]
fn every_leaf_of_a_document_is_compared_and_every_field_has_its_words() {
    let whole = serde_json::to_value(document()).unwrap();
    let mut pointers = Vec::new();
    leaves(&whole, String::new(), &mut pointers);
    assert!(pointers.len() > 2_000, "{}", pointers.len());
    // Each twentieth is enough to meet every kind of list, and quick.
    for pointer in pointers.iter().step_by(20) {
        let mut changed = whole.clone();
        let leaf = changed.pointer_mut(pointer).unwrap();
        let other = match &*leaf {
            Value::String(text) => json!(format!("{text}-other")),
            Value::Number(_) => json!(99),
            Value::Bool(is) => json!(!is),
            other => panic!("{pointer} is {other}"),
        };
        *leaf = other;
        let mut found = Vec::new();
        compare(&whole, &changed, &mut found);
        assert!(!found.is_empty(), "{pointer}");
        compare(&changed, &changed, &mut Vec::new());
    }
    for language in Language::STAFF {
        for pointer in &pointers {
            for field in pointer.split('/').filter(|field| !field.is_empty() && field.parse::<u32>().is_err())
            {
                let words = words::field(language, field);
                let is_raw = field.contains('_') && words == field;
                assert!(!is_raw && !words.is_empty(), "{field} has no words in {language:?}");
            }
        }
    }
}

fn leaves(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| leaves(value, format!("{pointer}/{name}"), found));
        }
        Value::Array(values) => {
            values
                .iter()
                .enumerate()
                .for_each(|(nth, value)| leaves(value, format!("{pointer}/{nth}"), found));
        }
        Value::Null => {}
        Value::Bool(_) | Value::Number(_) | Value::String(_) => found.push(pointer),
    }
}

fn told(before: &Configuration, after: &Configuration) -> Vec<String> {
    let found = between(before, after).unwrap();
    found.iter().map(|difference| difference.words(Language::En, [before, after])).collect()
}

fn document() -> Configuration {
    default_configuration().unwrap()
}
