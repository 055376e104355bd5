//! What is different between two documents, for people who decide about one of them.
//!
//! It is computed from the documents as they are stored, field by field, and knows none of them by name:
//! a field that a document gains tomorrow is compared as well. Two documents differ if and only if there is
//! a difference to tell.

mod lists;
mod words;

use crate::store::StoreError;
use office::configuration::Configuration;
use office::language::Language;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Most differences that are told; of more only their number.
pub const DIFFERENCES_MAX: usize = 400;

/// A difference.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The list or table of the document that it is in: `services`, `hours`.
    pub list: String,
    /// The entry, in a list: its id, and its name where it has one.
    pub entry: Option<Entry>,
    /// The way from the entry or the table to what is different; empty for the entry itself.
    pub way: Vec<Step>,
    /// What has become of it.
    pub change: Change,
}

/// An entry of a list, as people know it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id, code or letter.
    pub id: String,
    /// Its title or name.
    pub name: Option<Value>,
}

/// A step on the way to what is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A field.
    Field(String),
    /// An entry of a list within an entry, by its id.
    Id(String),
    /// An entry of a list within an entry, by its place from 0.
    Nth(usize),
}

/// What has become of something.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// It is new, or a value of a list is.
    Added(Value),
    /// It is gone, or a value of a list is.
    Removed(Value),
    /// It has another value.
    Changed(Value, Value),
    /// The order of a list is another one.
    Order,
}

/// A list or table of the document, as a heading.
pub fn title(language: Language, list: &str) -> String {
    words::list(language, list)
}

/// Every difference between two documents.
pub fn between(before: &Configuration, after: &Configuration) -> Result<Vec<Difference>, StoreError> {
    let value = |configuration: &Configuration| {
        serde_json::to_value(configuration)
            .map_err(|source| StoreError::Document { what: "configuration".into(), source })
    };
    let (before, after) = (value(before)?, value(after)?);
    let mut found = Vec::new();
    compare(&before, &after, &mut found);
    Ok(found)
}

fn compare(before: &Value, after: &Value, found: &mut Vec<Difference>) {
    if let (Value::Object(before), Value::Object(after)) = (before, after) {
        let mut lists = names(before, after);
        lists.sort_by_key(|list| ORDER.iter().position(|known| known == list).unwrap_or(ORDER.len()));
        for list in lists {
            let mut comparison = Comparison { list: list.clone(), entry: None, found };
            comparison.top(before.get(&list), after.get(&list));
        }
    }
}

/// The lists and tables of a document in the order in which people look at them; others come after them.
const ORDER: [&str; 15] = [
    "office",
    "hours",
    "desks",
    "services",
    "agenda",
    "plans",
    "needs",
    "questions",
    "series",
    "triage",
    "evidence",
    "bodies",
    "online",
    "life_events",
    "consultancies",
];

/// The names of the fields of either.
fn names(before: &Map<String, Value>, after: &Map<String, Value>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    after.keys().chain(before.keys()).filter(|name| seen.insert((*name).clone())).cloned().collect()
}

struct Comparison<'a> {
    list: String,
    entry: Option<Entry>,
    found: &'a mut Vec<Difference>,
}

impl Comparison<'_> {
    fn add(&mut self, way: &[Step], change: Change) {
        let (list, entry) = (self.list.clone(), self.entry.clone());
        self.found.push(Difference { list, entry, way: way.to_vec(), change });
    }

    /// A list or table of the document; an absent one is an empty one.
    fn top(&mut self, before: Option<&Value>, after: Option<&Value>) {
        let (nothing, no_list) = (Value::Object(Map::new()), Value::Array(Vec::new()));
        let empty =
            if [before, after].iter().flatten().any(|value| value.is_array()) { no_list } else { nothing };
        let (before, after) = (before.unwrap_or(&empty), after.unwrap_or(&empty));
        match (before, after) {
            (Value::Array(before), Value::Array(after)) => self.entries(before, after),
            (before, after) => self.values(&[], before, after),
        }
    }

    fn values(&mut self, way: &[Step], before: &Value, after: &Value) {
        match (before, after) {
            (before, after) if before == after => {}
            (Value::Object(_), Value::Object(_)) if lists::is_one(before) && lists::is_one(after) => {
                self.add(way, Change::Changed(before.clone(), after.clone()));
            }
            (Value::Object(before), Value::Object(after)) => self.fields(way, before, after),
            (Value::Array(before), Value::Array(after)) => self.inner_list(way, before, after),
            (Value::Null, after) => self.add(way, Change::Added(after.clone())),
            (before, Value::Null) => self.add(way, Change::Removed(before.clone())),
            (before, after) => self.add(way, Change::Changed(before.clone(), after.clone())),
        }
    }

    fn fields(&mut self, way: &[Step], before: &Map<String, Value>, after: &Map<String, Value>) {
        for name in names(before, after) {
            let way = then(way, Step::Field(name.clone()));
            match (before.get(&name), after.get(&name)) {
                (Some(before), Some(after)) => self.values(&way, before, after),
                // An absent list is an empty one, of which each value is told.
                (None, Some(Value::Array(after))) if !after.is_empty() => self.inner_list(&way, &[], after),
                (Some(Value::Array(before)), None) if !before.is_empty() => {
                    self.inner_list(&way, before, &[])
                }
                (None, Some(after)) => self.add(&way, Change::Added(after.clone())),
                (Some(before), None) => self.add(&way, Change::Removed(before.clone())),
                (None, None) => {}
            }
        }
    }
}

fn then(way: &[Step], step: Step) -> Vec<Step> {
    way.iter().cloned().chain([step]).collect()
}

#[cfg(test)]
mod tests;
