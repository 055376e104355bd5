//! Differences in words.

use super::{Change, Difference, Entry, Step};
use i18n_embed_fl::fl;
use office::configuration::Configuration;
use office::language::Language;
use serde_json::Value;

/// Longest text of a document that is shown whole, characters.
const SHOWN_LEN_MAX: usize = 90;

impl Difference {
    /// What is different, as a sentence; services that desks take go by their titles in either of the documents.
    pub fn words(&self, language: Language, documents: [&Configuration; 2]) -> String {
        let words = self.plain_words(language, documents);
        let mut letters = words.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        first + letters.as_str()
    }

    fn plain_words(&self, language: Language, documents: [&Configuration; 2]) -> String {
        let l = screen::texts(language);
        if let Some(skill) = self.skill(language, documents) {
            return skill;
        }
        let what = self.subject(language);
        match &self.change {
            Change::Added(_) if self.way.is_empty() => fl!(l, "difference-added", what = what),
            Change::Removed(_) if self.way.is_empty() => fl!(l, "difference-removed", what = what),
            Change::Added(value) => fl!(l, "difference-gained", what = what, value = shown(language, value)),
            Change::Removed(value) => fl!(l, "difference-lost", what = what, value = shown(language, value)),
            Change::Changed(before, after) => {
                let (before, after) = (shown(language, before), shown(language, after));
                fl!(l, "difference-changed", what = what, before = before, after = after)
            }
            Change::Order => fl!(l, "difference-order", what = what),
        }
    }

    /// What a desk takes, or no longer takes.
    fn skill(&self, language: Language, documents: [&Configuration; 2]) -> Option<String> {
        let entry = self.entry.as_ref().filter(|_| self.list == "desks")?;
        let [Step::Field(field)] = self.way.as_slice() else { return None };
        if field != "skills" {
            return None;
        }
        let title = |id: &Value| {
            let id = id.as_str().unwrap_or_default();
            let found = documents
                .iter()
                .rev()
                .find_map(|document| document.services.iter().find(|service| service.id.as_str() == id));
            quoted(found.map_or(id, |service| service.title.in_language(language)))
        };
        let l = screen::texts(language);
        let desk = named(language, "desks", entry);
        match &self.change {
            Change::Added(id) => Some(fl!(l, "difference-takes", desk = desk, service = title(id))),
            Change::Removed(id) => Some(fl!(l, "difference-takes-no-more", desk = desk, service = title(id))),
            Change::Changed(..) | Change::Order => None,
        }
    }

    /// Whose difference it is: the entry, and the way from it.
    fn subject(&self, language: Language) -> String {
        let entry = match &self.entry {
            Some(entry) => named(language, &self.list, entry),
            None => list(language, &self.list),
        };
        let mut parts = vec![entry];
        parts.extend(self.way.iter().map(|step| match step {
            Step::Field(name) => field(language, name),
            Step::Id(id) => quoted(id),
            Step::Nth(nth) => (nth + 1).to_string(),
        }));
        parts.join(" · ")
    }
}

/// A list or table of the document, as a heading.
pub(super) fn list(language: Language, list: &str) -> String {
    fl!(screen::texts(language), "difference-list", list = list, name = list)
}

fn named(language: Language, list: &str, entry: &Entry) -> String {
    let kind = fl!(screen::texts(language), "difference-entry", list = list);
    let name = entry.name.as_ref().map(|name| shown(language, name));
    match name {
        Some(name) => format!("{kind} {name} ({})", entry.id),
        None => format!("{kind} {}", quoted(&entry.id)),
    }
}

/// A field of the document in a word or two.
pub(super) fn field(language: Language, name: &str) -> String {
    fl!(screen::texts(language), "difference-field", field = name, name = name)
}

/// A value of a document on one line.
fn shown(language: Language, value: &Value) -> String {
    let l = screen::texts(language);
    match value {
        Value::Null => fl!(l, "difference-nothing"),
        Value::Bool(true) => fl!(l, "difference-yes"),
        Value::Bool(false) => fl!(l, "difference-no"),
        Value::Number(number) => number.to_string(),
        Value::String(text) => quoted(text),
        Value::Array(values) if values.is_empty() => fl!(l, "difference-nothing"),
        Value::Array(values) => {
            cut(&values.iter().map(|value| shown(language, value)).collect::<Vec<_>>().join(", "))
        }
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            let name = ["title", "name", "text"].iter().find_map(|name| fields.get(*name));
            let with_name = |what: String| match name {
                Some(name) => format!("{what} {}", shown(language, name)),
                None => what,
            };
            match (text("from"), text("until"), text("id")) {
                (Some(from), Some(until), _) => return with_name(format!("{from}–{until}")),
                (Some(from), None, _) => return with_name(from.to_owned()),
                (None, _, Some(id)) => return with_name(quoted(id)),
                (None, _, None) => {}
            }
            let own = if language == Language::En { "en" } else { "it" };
            if let Some(wording) = text(own) {
                return quoted(wording);
            }
            let parts = fields
                .iter()
                .map(|(name, value)| format!("{} {}", field(language, name), shown(language, value)));
            cut(&parts.collect::<Vec<_>>().join(", "))
        }
    }
}

fn quoted(text: &str) -> String {
    format!("“{}”", cut(text))
}

fn cut(text: &str) -> String {
    let plain: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    if plain.chars().count() <= SHOWN_LEN_MAX {
        return plain;
    }
    let front: String = plain.chars().take(SHOWN_LEN_MAX - 1).collect();
    format!("{}…", front.trim_end())
}
