//! Lists of two documents compared: by the ids of their entries where they have any, else by their values.

use super::{Change, Comparison, Entry, Step, then};
use serde_json::Value;
use std::collections::BTreeSet;

/// Under which names an entry of a list has its id.
const IDS: [&str; 5] = ["id", "code", "letter", "from", "date"];

impl Comparison<'_> {
    /// A list of the document.
    pub(super) fn entries(&mut self, before: &[Value], after: &[Value]) {
        let (Some(ids_before), Some(ids_after)) = (ids(before), ids(after)) else {
            return self.inner_list(&[], before, after);
        };
        let find = |ids: &[String], list: &[Value], id: &str| {
            ids.iter().position(|other| other == id).and_then(|nth| list.get(nth).cloned())
        };
        for (id, entry) in ids_before.iter().zip(before) {
            if !ids_after.contains(id) {
                self.entry = Some(entry_of(id, entry));
                self.add(&[], Change::Removed(entry.clone()));
            }
        }
        for (id, entry) in ids_after.iter().zip(after) {
            self.entry = Some(entry_of(id, entry));
            match find(&ids_before, before, id) {
                Some(before) => self.values(&[], &before, entry),
                None => self.add(&[], Change::Added(entry.clone())),
            }
        }
        self.entry = None;
        self.order(&[], &ids_before, &ids_after);
    }

    /// A list within an entry or a table.
    pub(super) fn inner_list(&mut self, way: &[Step], before: &[Value], after: &[Value]) {
        match (ids(before), ids(after)) {
            (Some(ids_before), Some(ids_after)) if !(before.is_empty() && after.is_empty()) => {
                for (id, value) in ids_before.iter().zip(before) {
                    if !ids_after.contains(id) {
                        self.add(way, Change::Removed(value.clone()));
                    }
                }
                for (id, value) in ids_after.iter().zip(after) {
                    match ids_before.iter().position(|other| other == id).and_then(|nth| before.get(nth)) {
                        Some(old) => self.values(&then(way, Step::Id(id.clone())), old, value),
                        None => self.add(way, Change::Added(value.clone())),
                    }
                }
                self.order(way, &ids_before, &ids_after);
            }
            (Some(_) | None, Some(_) | None) => self.plain_list(way, before, after),
        }
    }

    /// A list whose values have no ids: what is at the same place in both is compared where as many values
    /// differ, else what is only in one of them is told.
    fn plain_list(&mut self, way: &[Step], before: &[Value], after: &[Value]) {
        let same_front = before.iter().zip(after).take_while(|(before, after)| before == after).count();
        let (old, new) = (&before[same_front..], &after[same_front..]);
        let same_end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
        let (old, new) = (&old[..old.len() - same_end], &new[..new.len() - same_end]);
        let (lost, gained) = (only_in(old, new), only_in(new, old));
        if lost.is_empty() && gained.is_empty() {
            if before != after {
                self.add(way, Change::Order);
            }
            return;
        }
        let are_plain = [old, new].iter().all(|list| list.iter().all(Value::is_string));
        if old.len() == new.len() && !are_plain {
            for (nth, (old, new)) in old.iter().zip(new).enumerate() {
                self.values(&then(way, Step::Nth(same_front + nth)), old, new);
            }
            return;
        }
        lost.into_iter().for_each(|value| self.add(way, Change::Removed(value)));
        gained.into_iter().for_each(|value| self.add(way, Change::Added(value)));
    }

    fn order(&mut self, way: &[Step], before: &[String], after: &[String]) {
        let kept = |list: &[String], other: &[String]| -> Vec<String> {
            list.iter().filter(|id| other.contains(id)).cloned().collect()
        };
        if kept(before, after) != kept(after, before) {
            self.add(way, Change::Order);
        }
    }
}

/// Whether an object is one value for people: a stretch of the day.
pub(super) fn is_one(value: &Value) -> bool {
    let is_text = |name: &str| value.get(name).is_some_and(Value::is_string);
    value.as_object().is_some_and(|fields| fields.len() == 2) && is_text("from") && is_text("until")
}

/// The ids of the entries of a list, each once; `None` where it is a list of something else.
fn ids(list: &[Value]) -> Option<Vec<String>> {
    let found: Vec<String> = list.iter().map(id).collect::<Option<_>>()?;
    let once: BTreeSet<&String> = found.iter().collect();
    (once.len() == found.len()).then_some(found)
}

fn id(entry: &Value) -> Option<String> {
    let id = IDS.iter().find_map(|name| entry.get(*name)).filter(|_| !is_one(entry))?;
    id.as_str().map(str::to_owned).or_else(|| id.as_u64().map(|number| number.to_string()))
}

fn entry_of(id: &str, entry: &Value) -> Entry {
    let name = ["title", "name", "text"].iter().find_map(|name| entry.get(*name));
    Entry { id: id.to_owned(), name: name.cloned() }
}

/// The values of a list that another one does not have, as often as it lacks them.
fn only_in(list: &[Value], other: &[Value]) -> Vec<Value> {
    let mut rest: Vec<&Value> = other.iter().collect();
    let mut only = Vec::new();
    for value in list {
        match rest.iter().position(|same| *same == value) {
            Some(nth) => drop(rest.swap_remove(nth)),
            None => only.push(value.clone()),
        }
    }
    only
}
