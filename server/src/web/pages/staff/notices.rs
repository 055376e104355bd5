//! What became of a form, kept from its answer to the page that follows, which shows it once.
//!
//! The address of that page names the notice by random bits; it is shown to whom it was kept for, and
//! then it is gone, and with it the secret that it may hold.

use office::event::Actor;
use office::moment::Moment;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Most notices kept; the oldest goes first.
const KEPT_MAX: usize = 256;
/// How long a notice waits for its page.
const WAITS: Duration = Duration::from_secs(120);

/// The notices of this server.
pub static NOTICES: Notices = Notices::new();

/// What became of a form, in words, with what is shown only once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What happened.
    pub text: String,
    /// Whether nothing was done.
    pub is_no: bool,
    /// What is not shown again.
    pub shown: Option<Shown>,
}

/// A secret that has just been made.
#[derive(Clone, PartialEq, Eq)]
pub struct Shown {
    /// Each value with its name.
    pub values: Vec<(String, String)>,
    /// What to do with it.
    pub how: String,
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown").field("how", &self.how).finish_non_exhaustive()
    }
}

impl Said {
    /// Something was done.
    pub fn done(text: String) -> Self {
        Self { text, is_no: false, shown: None }
    }

    /// Nothing was done, and why.
    pub fn refused(text: String) -> Self {
        Self { text, is_no: true, shown: None }
    }

    /// The same, with what is shown only once.
    #[must_use]
    pub fn with(self, shown: Shown) -> Self {
        Self { shown: Some(shown), ..self }
    }
}

/// The notices that wait for their pages.
#[derive(Debug, Default)]
pub struct Notices {
    kept: Mutex<VecDeque<Kept>>,
}

#[derive(Debug)]
struct Kept {
    key: String,
    of: Actor,
    at: Moment,
    said: Said,
}

impl Notices {
    /// No notices yet.
    pub const fn new() -> Self {
        Self { kept: Mutex::new(VecDeque::new()) }
    }

    /// Keeps a notice for somebody; the key by which the next page asks for it, made of random `bits`.
    pub fn keep(&self, bits: u128, of: &Actor, now: Moment, said: Said) -> String {
        let key = format!("{bits:032x}");
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|notice| now.since(notice.at) < WAITS);
        while kept.len() >= KEPT_MAX {
            kept.pop_front();
        }
        kept.push_back(Kept { key: key.clone(), of: of.clone(), at: now, said });
        key
    }

    /// Takes the notice with this key, if it waits for this very person.
    pub fn take(&self, key: &str, of: &Actor, now: Moment) -> Option<Said> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|notice| now.since(notice.at) < WAITS);
        let place = kept.iter().position(|notice| notice.key == key && notice.of == *of)?;
        kept.remove(place).map(|notice| notice.said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::event::ActorKind;
    use office::id::ActorId;

    #[test]
    fn notice_is_shown_once() {
        let notices = Notices::new();
        let key = notices.keep(7, &admin(), at(0), said());
        assert_eq!(notices.take(&key, &admin(), at(1)), Some(said()));
        assert_eq!(notices.take(&key, &admin(), at(1)), None);
    }

    #[test]
    fn notice_is_for_whom_it_was_kept() {
        let notices = Notices::new();
        let key = notices.keep(7, &admin(), at(0), said());
        assert_eq!(notices.take(&key, &person("p-stranger"), at(1)), None);
        assert_eq!(notices.take("", &admin(), at(1)), None);
        assert_eq!(notices.take(&key, &admin(), at(1)), Some(said()));
    }

    #[test]
    fn notice_does_not_wait_for_ever() {
        let notices = Notices::new();
        let key = notices.keep(7, &admin(), at(0), said());
        assert_eq!(notices.take(&key, &admin(), at(120)), None);
        assert!(notices.kept.lock().unwrap().is_empty(), "what it held is gone");
    }

    #[test]
    fn oldest_notice_goes_when_there_are_too_many() {
        let notices = Notices::new();
        let keys: Vec<_> = (0..=KEPT_MAX as u128).map(|n| notices.keep(n, &admin(), at(0), said())).collect();
        assert_eq!(notices.take(&keys[0], &admin(), at(0)), None);
        assert_eq!(notices.take(&keys[KEPT_MAX], &admin(), at(0)), Some(said()));
    }

    #[test]
    fn secret_is_not_in_the_words_of_a_failure() {
        assert!(!format!("{:?}", said()).contains("XKCD-1234"));
    }

    fn said() -> Said {
        let values = vec![("Codice".to_owned(), "XKCD-1234".to_owned())];
        Said::done("fatto".into()).with(Shown { values, how: "subito".into() })
    }

    fn admin() -> Actor {
        person("p-admin")
    }

    fn person(id: &str) -> Actor {
        Actor { kind: ActorKind::Staff, id: ActorId::new(id).unwrap() }
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_772_000_000_000 + seconds * 1_000).unwrap()
    }
}
