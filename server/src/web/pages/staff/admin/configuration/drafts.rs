//! Documents that were uploaded and wait for somebody to say whether they are to be adopted.
//!
//! They are in memory only: until they are adopted nothing is stored.

use crate::catalogue::Finding;
use office::configuration::Configuration;
use office::event::Actor;
use office::id::OfficeId;
use office::moment::Moment;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Most drafts kept, over all offices; the oldest goes first.
const KEPT_MAX: usize = 8;
/// How long a draft waits.
const WAITS: Duration = Duration::from_secs(30 * 60);

/// The drafts of this server.
pub(super) static DRAFTS: Drafts = Drafts { kept: Mutex::new(VecDeque::new()) };

/// A document without mistakes, with what wants a look.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// For which office.
    pub(super) office: OfficeId,
    /// The document.
    pub(super) document: Arc<Configuration>,
    /// What may be meant so.
    pub(super) warnings: Arc<[Finding]>,
}

/// The drafts that wait.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    kept: Mutex<VecDeque<Kept>>,
}

#[derive(Debug)]
struct Kept {
    key: String,
    of: Actor,
    at: Moment,
    draft: Draft,
}

impl Drafts {
    /// Keeps a draft of somebody, in the place of the one before; the key by which it is asked for, made of
    /// random `bits`.
    pub(super) fn keep(&self, bits: u128, of: &Actor, now: Moment, draft: Draft) -> String {
        let key = format!("{bits:032x}");
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|other| now.since(other.at) < WAITS && other.of != *of);
        while kept.len() >= KEPT_MAX {
            kept.pop_front();
        }
        kept.push_back(Kept { key: key.clone(), of: of.clone(), at: now, draft });
        key
    }

    /// The draft with this key, if it is this very person's and for this office.
    pub(super) fn find(&self, key: &str, of: &Actor, office: &OfficeId, now: Moment) -> Option<Draft> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|draft| now.since(draft.at) < WAITS);
        let is_it = |kept: &&Kept| kept.key == key && kept.of == *of && kept.draft.office == *office;
        kept.iter().find(is_it).map(|kept| kept.draft.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::event::ActorKind;
    use office::id::ActorId;

    #[test]
    fn draft_is_for_whom_and_for_where_it_was_uploaded() {
        let drafts = Drafts::default();
        let key = drafts.keep(7, &person("p-admin"), at(0), draft());
        assert!(drafts.find(&key, &person("p-admin"), &office("portico"), at(1)).is_some());
        assert!(drafts.find(&key, &person("p-admin"), &office("portico"), at(2)).is_some(), "and stays");
        assert!(drafts.find(&key, &person("p-stranger"), &office("portico"), at(1)).is_none());
        assert!(drafts.find(&key, &person("p-admin"), &office("biblioteca"), at(1)).is_none());
        assert!(drafts.find("", &person("p-admin"), &office("portico"), at(1)).is_none());
    }

    #[test]
    fn drafts_are_few_one_for_each_person_and_not_for_ever() {
        let drafts = Drafts::default();
        let first = drafts.keep(1, &person("p-0"), at(0), draft());
        let again = drafts.keep(2, &person("p-0"), at(0), draft());
        assert!(drafts.find(&first, &person("p-0"), &office("portico"), at(0)).is_none());
        for nth in 1..=KEPT_MAX {
            drafts.keep(nth as u128 + 2, &person(&format!("p-{nth}")), at(0), draft());
        }
        assert!(drafts.find(&again, &person("p-0"), &office("portico"), at(0)).is_none(), "the oldest went");
        let last = format!("{:032x}", KEPT_MAX as u128 + 2);
        let of = person(&format!("p-{KEPT_MAX}"));
        assert!(drafts.find(&last, &of, &office("portico"), at(1799)).is_some());
        assert!(drafts.find(&last, &of, &office("portico"), at(1800)).is_none());
    }

    fn draft() -> Draft {
        let document = crate::catalogue::default_configuration().unwrap();
        Draft { office: office("portico"), document: Arc::new(document), warnings: [].into() }
    }

    fn office(id: &str) -> OfficeId {
        OfficeId::new(id).unwrap()
    }

    fn person(id: &str) -> Actor {
        Actor { kind: ActorKind::Staff, id: ActorId::new(id).unwrap() }
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_772_000_000_000 + seconds * 1_000).unwrap()
    }
}
