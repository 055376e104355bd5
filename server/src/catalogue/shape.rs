//! What is wrong with the form of a document, before any rule of the office is looked at: unknown fields,
//! missing ones, values of the wrong kind. All of it at once: what is wrong is taken out and the rest is
//! read again.

use super::tree::{self, Step, Value};
use office::catalogue::BadOutcome;
use office::configuration::Configuration;
use office::holidays::BadDayOfYear;
use office::hours::BadTimeOfDay;
use office::id::BadId;
use office::number::BadNumber;
use office::service::{BadAmount, BadPeriod};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

/// Most mistakes of form that are looked for: each costs another reading.
const SHAPES_MAX: usize = 200;

/// A mistake of form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// The file is no TOML; the words are those of the library.
    Syntax(String),
    /// A byte that is no text in UTF-8.
    NotText,
    /// A table that stands in another file already.
    TableTwice {
        /// Its name.
        name: String,
        /// The file in which it stands first.
        file: String,
        /// The line there.
        line: usize,
    },
    /// A field that is not known.
    UnknownField {
        /// Its name.
        field: String,
        /// The names that are.
        known: Vec<String>,
    },
    /// A field that must be there and is not.
    MissingField(String),
    /// A word that is not one of those allowed.
    UnknownWord {
        /// The word.
        word: String,
        /// Those allowed.
        known: Vec<String>,
    },
    /// A value of another kind than it should be.
    WrongKind {
        /// What is there, in the words of the library.
        found: String,
        /// What should be there.
        wanted: Kind,
    },
    /// A value that is no id.
    BadId,
    /// A value that is no letter of a series.
    BadSeries,
    /// A value that is no amount of money.
    BadAmount,
    /// A value that is no length of time.
    BadPeriod,
    /// A value that is no time of day.
    BadTime,
    /// A value that is no day of a year.
    BadDay,
    /// An outcome that is none.
    BadOutcome,
    /// Anything else, in the words of the library.
    Other(String),
}

/// What a value should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A text between quotes.
    Text,
    /// A whole number, from 0.
    Number,
    /// A number, with a point or without.
    Share,
    /// Yes or no.
    YesNo,
    /// A list between brackets.
    List,
    /// A table: fields with values.
    Table,
    /// Anything else, in the words of the library.
    Other(String),
}

/// A document read as far as its form allows.
pub(super) struct Formed {
    /// The document; absent where nothing can be made of it.
    pub(super) configuration: Option<Configuration>,
    /// Every mistake with its place.
    pub(super) mistakes: Vec<(usize, Shape)>,
    /// Whether entries or tables are left out of the document for a mistake in them.
    pub(super) is_partial: bool,
    /// The ids of the entries that are.
    pub(super) lost: BTreeSet<String>,
    /// The tables for which others stand in.
    pub(super) lost_tables: BTreeSet<String>,
}

/// What stands in for a table or list that cannot be read, so that the rest can be looked at.
const STAND_IN: &str = r#"
series = []
services = []
desks = []
hours = { always_rolls_at = "00:00" }
triage = {}
[office]
id = "stand-in"
title = { it = "-", en = "-" }
waiting_place = { it = "-", en = "-" }
zone = "Europe/Rome"
"#;

/// Reads a whole tree; `end` is a place that no value of it has.
pub(super) fn read(whole: &DeTable<'_>, end: usize) -> Formed {
    let mut peeling = Peeling {
        rest: whole.clone(),
        root: end..end,
        mistakes: Vec::new(),
        touched: BTreeSet::new(),
        lost_tables: BTreeSet::new(),
        removed: BTreeSet::new(),
    };
    let configuration = peeling.peel();
    if peeling.mistakes.is_empty() {
        let (lost, lost_tables) = (BTreeSet::new(), BTreeSet::new());
        return Formed { configuration, mistakes: Vec::new(), is_partial: false, lost, lost_tables };
    }
    peeling.prune(whole)
}

struct Peeling<'a> {
    rest: DeTable<'a>,
    /// The place that mistakes of the document as a whole are given.
    root: Range<usize>,
    mistakes: Vec<(usize, Shape)>,
    /// The places of the entries in which there is a mistake.
    touched: BTreeSet<usize>,
    lost_tables: BTreeSet<String>,
    /// What was taken out: the place of the table and the key in it.
    removed: BTreeSet<(usize, usize, String)>,
}

impl<'a> Peeling<'a> {
    /// Takes out what is wrong until the rest can be read.
    fn peel(&mut self) -> Option<Configuration> {
        loop {
            let error = match parse(self.rest.clone(), self.root.clone()) {
                Ok(configuration) => return Some(configuration),
                Err(error) => error,
            };
            let span = error.span().unwrap_or_else(|| self.root.clone());
            let shape = Shape::of(error.message());
            let follows = |field: &String| self.removed.contains(&(span.start, span.end, field.clone()));
            if !matches!(&shape, Shape::MissingField(field) if follows(field)) {
                self.mistakes.push((span.start, shape.clone()));
            }
            if self.mistakes.len() >= SHAPES_MAX {
                return None;
            }
            match shape {
                Shape::MissingField(field) if span == self.root => self.stand_in(&field)?,
                _ => self.take_out(&span)?,
            }
        }
    }

    fn stand_in(&mut self, name: &str) -> Option<()> {
        self.lost_tables.insert(name.to_owned());
        put_stand_in(&mut self.rest, name)
    }

    fn take_out(&mut self, span: &Range<usize>) -> Option<()> {
        let way = tree::way_to(&self.rest, span)?;
        match way.as_slice() {
            [Step::Key(list), Step::Nth(nth), ..] => {
                let entry = self.rest.get(list.as_str())?.get_ref().as_array()?.get(*nth)?;
                self.touched.insert(entry.span().start);
            }
            [Step::Key(table), ..] => {
                self.lost_tables.insert(table.clone());
            }
            [Step::Nth(_), ..] | [] => {}
        }
        let (parent, key) = tree::take_out(&mut self.rest, &way)?;
        let parent = parent.unwrap_or_else(|| self.root.clone());
        self.removed.extend(key.map(|key| (parent.start, parent.end, key)));
        Some(())
    }

    /// The document without the entries and tables in which there is a mistake.
    fn prune(self, whole: &DeTable<'a>) -> Formed {
        let mut lost = BTreeSet::new();
        let mut pruned = whole.clone();
        for (_, value) in pruned.iter_mut() {
            let DeValue::Array(list) = value.get_mut() else { continue };
            let is_touched = |entry: &Value<'a>| self.touched.contains(&entry.span().start);
            lost.extend(
                list.iter()
                    .filter(|entry| is_touched(entry))
                    .filter_map(|entry| tree::id_of(entry.get_ref())),
            );
            *list = tree::without(std::mem::replace(list, DeArray::new()), |_, entry| is_touched(entry));
        }
        for name in &self.lost_tables {
            pruned.remove(name.as_str());
            // What is not known at all has nothing that stands in for it.
            let _ = put_stand_in(&mut pruned, name);
        }
        let configuration = parse(pruned, self.root).ok();
        let Self { mistakes, lost_tables, .. } = self;
        Formed { configuration, mistakes, is_partial: true, lost, lost_tables }
    }
}

fn parse(table: DeTable<'_>, root: Range<usize>) -> Result<Configuration, toml::de::Error> {
    Configuration::deserialize(ValueDeserializer::from(Spanned::new(root, DeValue::Table(table))))
}

fn put_stand_in(table: &mut DeTable<'_>, name: &str) -> Option<()> {
    let (key, value) = DeTable::parse(STAND_IN).ok()?.into_inner().remove_entry(name)?;
    table.insert(key, value);
    Some(())
}

impl Shape {
    /// What the library says, taken apart.
    fn of(message: &str) -> Self {
        let own = [
            (BadId.to_string(), Shape::BadId),
            (BadNumber::Series.to_string(), Shape::BadSeries),
            (BadAmount.to_string(), Shape::BadAmount),
            (BadPeriod.to_string(), Shape::BadPeriod),
            (BadTimeOfDay.to_string(), Shape::BadTime),
            (BadDayOfYear.to_string(), Shape::BadDay),
            (BadOutcome.to_string(), Shape::BadOutcome),
        ];
        if let Some((_, shape)) = own.into_iter().find(|(words, _)| words == message) {
            return shape;
        }
        if let Some(rest) = message.strip_prefix("unknown field ") {
            let (field, known) = named(rest);
            return Shape::UnknownField { field, known };
        }
        if let Some(rest) = message.strip_prefix("unknown variant ") {
            let (word, known) = named(rest);
            return Shape::UnknownWord { word, known };
        }
        if let Some(rest) = message.strip_prefix("missing field ") {
            return Shape::MissingField(rest.trim_matches('`').to_owned());
        }
        let kind = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
        match kind.and_then(|rest| rest.rsplit_once(", expected ")) {
            Some((found, wanted)) => Shape::WrongKind { found: found.to_owned(), wanted: Kind::of(wanted) },
            None => Shape::Other(message.to_owned()),
        }
    }
}

/// A name between backticks, and those that were expected.
fn named(rest: &str) -> (String, Vec<String>) {
    let (name, known) = rest.split_once(", ").unwrap_or((rest, ""));
    let known = known.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    (name.trim_matches('`').to_owned(), known)
}

impl Kind {
    fn of(wanted: &str) -> Self {
        let first = wanted.split_whitespace().next().unwrap_or_default();
        match (wanted, first) {
            ("a string" | "a character" | "a borrowed string", _) => Kind::Text,
            ("u8" | "u16" | "u32" | "u64" | "usize" | "i64", _) => Kind::Number,
            ("f64" | "f32", _) => Kind::Share,
            ("a boolean", _) => Kind::YesNo,
            ("a sequence", _) => Kind::List,
            ("a map", _) | (_, "struct") => Kind::Table,
            (other, _) => Kind::Other(other.to_owned()),
        }
    }
}
