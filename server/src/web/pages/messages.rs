//! What became of the last forms, kept from the answer of a form to the page that follows it.

use office::moment::Moment;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Most messages kept; the oldest goes first.
const KEPT_MAX: usize = 256;
/// How long a message is shown when its page is loaded again.
const SHOWN: Duration = Duration::from_secs(30);

/// The last messages, by the key of the form that they answer.
#[derive(Debug)]
pub struct Messages<T> {
    kept: Mutex<VecDeque<(String, Moment, T)>>,
}

impl<T: Clone> Default for Messages<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone> Messages<T> {
    /// No messages yet.
    pub const fn new() -> Self {
        Self { kept: Mutex::new(VecDeque::new()) }
    }

    /// Keeps what became of the form with this key.
    pub fn keep(&self, key: &str, now: Moment, said: T) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _, _)| other != key);
        while kept.len() >= KEPT_MAX {
            kept.pop_front();
        }
        kept.push_back((key.to_owned(), now, said));
    }

    /// What became of the form with this key, while that is news.
    pub fn find(&self, key: &str, now: Moment) -> Option<T> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, at, said) = kept.iter().rev().find(|(other, _, _)| other == key)?;
        (now.since(*at) < SHOWN).then(|| said.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_is_shown_for_half_a_minute() {
        let messages = Messages::new();
        messages.keep("one", at(0), "nobody");
        assert_eq!(messages.find("one", at(29)), Some("nobody"));
        assert_eq!(messages.find("one", at(30)), None);
        assert_eq!(messages.find("two", at(1)), None);
    }

    #[test]
    fn oldest_message_goes_when_there_are_too_many() {
        let messages = Messages::new();
        for n in 0..=KEPT_MAX {
            messages.keep(&n.to_string(), at(0), n);
        }
        assert_eq!(messages.find("0", at(0)), None);
        assert_eq!(messages.find(&KEPT_MAX.to_string(), at(0)), Some(KEPT_MAX));
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_772_000_000_000 + seconds * 1_000).unwrap()
    }
}
