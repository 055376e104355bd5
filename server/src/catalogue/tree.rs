//! The values of all files as one tree, each with its place in the files.
//!
//! Lists of several files are joined in the order of the files; a table stands in one file only.

use super::files::File;
use office::catalogue::Place;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

/// A value with its place, counted over all files.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// A place in the files: which of them, and the line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Which file, from 0.
    pub file: usize,
    /// Which line of it, from 1.
    pub line: usize,
}

/// Where each file begins if all are laid one behind the other.
pub(super) struct Lines<'a> {
    files: &'a [File],
    begins: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(files: &'a [File]) -> Self {
        let begins = files.iter().scan(0, |end, file| {
            let begin = *end;
            // One more, so that the end of a file is not the beginning of the next.
            *end += file.text.len() + 1;
            Some(begin)
        });
        Self { files, begins: begins.collect() }
    }

    /// Where a file begins.
    pub(super) fn begin(&self, file: usize) -> usize {
        self.begins.get(file).copied().unwrap_or(0)
    }

    /// Behind the last file: where what stands nowhere is looked for.
    pub(super) fn end(&self) -> usize {
        self.files.iter().map(|file| file.text.len() + 1).sum()
    }

    /// The line of a place; what stands nowhere belongs on the first line.
    pub(super) fn line(&self, offset: usize) -> Line {
        let file = self.begins.partition_point(|begin| *begin <= offset).saturating_sub(1);
        let Some(text) = self.files.get(file).map(|file| file.text.as_bytes()) else {
            return Line { file: 0, line: 1 };
        };
        if offset >= self.end() {
            return Line { file: 0, line: 1 };
        }
        let before = offset.saturating_sub(self.begin(file)).min(text.len());
        // What stands behind the last line break is reported on the line in front of it.
        let line = 1 + text[..before].iter().filter(|byte| **byte == b'\n').count();
        Line { file, line: line.min(lines_of(text)) }
    }
}

fn lines_of(text: &[u8]) -> usize {
    let breaks = text.iter().filter(|byte| **byte == b'\n').count();
    let is_whole = text.last().is_none_or(|byte| *byte == b'\n');
    (breaks + usize::from(!is_whole)).max(1)
}

/// A table that stands in two files.
pub(super) struct Again {
    /// Its name.
    pub(super) name: String,
    /// Where it stands again.
    pub(super) at: usize,
    /// Where it stands first.
    pub(super) first: usize,
}

/// Adds what a file holds to what those in front of it hold.
pub(super) fn join<'a>(whole: &mut DeTable<'a>, file: DeTable<'a>, begin: usize, again: &mut Vec<Again>) {
    for (key, value) in file {
        let (key, value) = (moved_key(key, begin), moved(value, begin));
        let Some(known) = whole.get_mut(key.get_ref().as_ref()) else {
            whole.insert(key, value);
            continue;
        };
        let first = known.span().start;
        match (known.get_mut(), value.into_inner()) {
            (DeValue::Array(list), DeValue::Array(more)) => {
                more.into_iter().for_each(|entry| list.push(entry))
            }
            (_, _) => {
                let name = key.get_ref().to_string();
                again.push(Again { name, at: key.span().start, first });
            }
        }
    }
}

type Key<'a> = Spanned<Cow<'a, str>>;

fn moved_key(key: Key<'_>, by: usize) -> Key<'_> {
    let span = key.span();
    Spanned::new(span.start + by..span.end + by, key.into_inner())
}

fn moved(value: Value<'_>, by: usize) -> Value<'_> {
    let span = value.span();
    let moved_value = match value.into_inner() {
        DeValue::Array(list) => {
            let mut moved_list = DeArray::new();
            list.into_iter().for_each(|entry| moved_list.push(moved(entry, by)));
            DeValue::Array(moved_list)
        }
        DeValue::Table(table) => {
            let entries = table.into_iter().map(|(key, value)| (moved_key(key, by), moved(value, by)));
            DeValue::Table(entries.collect())
        }
        other => other,
    };
    Spanned::new(span.start + by..span.end + by, moved_value)
}

/// A step from a value into one of its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Nth(usize),
}

/// The way to the key or value with exactly this place, the innermost if there are several.
pub(super) fn way_to(whole: &DeTable<'_>, span: &Range<usize>) -> Option<Vec<Step>> {
    let mut way = Vec::new();
    in_table(whole, span, &mut way).then_some(way)
}

fn in_table(table: &DeTable<'_>, span: &Range<usize>, way: &mut Vec<Step>) -> bool {
    table.iter().any(|(key, value)| {
        way.push(Step::Key(key.get_ref().to_string()));
        let is_there = in_value(value, span, way) || value.span() == *span || key.span() == *span;
        if !is_there {
            way.pop();
        }
        is_there
    })
}

fn in_value(value: &Value<'_>, span: &Range<usize>, way: &mut Vec<Step>) -> bool {
    match value.get_ref() {
        DeValue::Table(table) => in_table(table, span, way),
        DeValue::Array(list) => list.iter().enumerate().any(|(nth, entry)| {
            way.push(Step::Nth(nth));
            let is_there = in_value(entry, span, way) || entry.span() == *span;
            if !is_there {
                way.pop();
            }
            is_there
        }),
        _ => false,
    }
}

/// Takes a key or an entry out; the place of the table or list that it stood in, and its key if it had one.
pub(super) fn take_out(
    whole: &mut DeTable<'_>,
    way: &[Step],
) -> Option<(Option<Range<usize>>, Option<String>)> {
    let (first, rest) = way.split_first()?;
    let Step::Key(key) = first else { return None };
    if rest.is_empty() {
        return whole.remove(key.as_str()).map(|_| (None, Some(key.clone())));
    }
    let (span, key) = take_from(whole.get_mut(key.as_str())?, rest)?;
    Some((Some(span), key))
}

fn take_from(value: &mut Value<'_>, way: &[Step]) -> Option<(Range<usize>, Option<String>)> {
    let span = value.span();
    let (first, rest) = way.split_first()?;
    match (value.get_mut(), first) {
        (DeValue::Table(table), Step::Key(key)) if rest.is_empty() => {
            table.remove(key.as_str()).map(|_| (span, Some(key.clone())))
        }
        (DeValue::Table(table), Step::Key(key)) => take_from(table.get_mut(key.as_str())?, rest),
        (DeValue::Array(list), Step::Nth(nth)) if rest.is_empty() => {
            *list = without(std::mem::replace(list, DeArray::new()), |other, _| other == *nth);
            Some((span, None))
        }
        (DeValue::Array(list), Step::Nth(nth)) => take_from(list.get_mut(*nth)?, rest),
        (_, Step::Key(_) | Step::Nth(_)) => None,
    }
}

/// A list without some of its entries.
pub(super) fn without<'a>(list: DeArray<'a>, is_out: impl Fn(usize, &Value<'a>) -> bool) -> DeArray<'a> {
    let mut kept = DeArray::new();
    for (nth, entry) in list.into_iter().enumerate() {
        if !is_out(nth, &entry) {
            kept.push(entry);
        }
    }
    kept
}

/// Under which names an entry of a list has its id.
const ID_NAMES: [&str; 3] = ["id", "code", "letter"];

/// The id of an entry of a list, under whatever name it has it.
pub(super) fn id_of(entry: &DeValue<'_>) -> Option<String> {
    let table = entry.as_table()?;
    let value = ID_NAMES.iter().find_map(|name| table.get(*name))?.get_ref();
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        _ => None,
    }
}

/// Where a place of the document stands, as near as it can be found; of entries with the same id the first, or
/// the last where that is asked for: then an entry as a whole stands where its id does.
pub(super) fn find(whole: &DeTable<'_>, place: &Place, wants_last: bool) -> Option<usize> {
    let (key, list) = whole.get_key_value(place.list)?;
    let start = if place.entry.is_empty() {
        if place.field.is_empty() {
            return Some(key.span().start);
        }
        list
    } else {
        let mut same = list
            .get_ref()
            .as_array()?
            .iter()
            .filter(|entry| id_of(entry.get_ref()).as_deref() == Some(&place.entry));
        if wants_last { same.next_back()? } else { same.next()? }
    };
    if wants_last && place.field.is_empty() {
        let names = start.get_ref().as_table()?;
        return ID_NAMES.iter().find_map(|name| names.get_key_value(*name)).map(|(key, _)| key.span().start);
    }
    let mut at = start.span().start;
    let mut value = start.get_ref();
    for step in place.field.split('.').filter(|step| !step.is_empty()) {
        let found = match value {
            DeValue::Table(table) => table.get_key_value(step).map(|(key, value)| (key.span().start, value)),
            DeValue::Array(list) => entry_of(list, step).map(|entry| (entry.span().start, entry)),
            _ => None,
        };
        let Some((place, next)) = found else { break };
        at = place;
        value = next.get_ref();
    }
    Some(at)
}

/// The entry with this text, else the one at this place.
fn entry_of<'a, 'i>(list: &'a DeArray<'i>, step: &str) -> Option<&'a Value<'i>> {
    let same = list.iter().find(|entry| entry.get_ref().as_str() == Some(step));
    same.or_else(|| list.get(step.parse::<usize>().ok()?))
}
