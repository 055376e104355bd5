//! What somebody has filled in so far, between the first step and the last.
//!
//! It is in memory only, known by the secret in the addresses of its pages, and forgotten when it is sent,
//! given up or left alone. A restart forgets it too: whoever had confirmed has the appointment in the log,
//! whoever had not begins again. Nothing of it reaches a log.

use office::agenda::Wanted;
use office::id::{BookingId, FollowToken, OfficeId};
use office::moment::Moment;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Most drafts kept; the one that was left alone longest goes first.
const KEPT_MAX: usize = 20_000;
/// How long a draft is kept after it was last looked at.
const LASTS: Duration = Duration::from_secs(60 * 60);
/// How often drafts that were left alone are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// The drafts of this server.
pub(super) static DRAFTS: Drafts = Drafts::new();

/// What somebody has filled in so far.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Draft {
    /// In which office.
    pub office: OfficeId,
    /// What for.
    pub wanted: Wanted,
    /// The time that was chosen.
    pub held: Option<Held>,
    /// How often a time was chosen or given back: each choice is a request of its own.
    pub turn: u32,
    /// What was written about it.
    pub details: String,
    /// Who comes.
    pub applicant: ApplicantText,
}

/// Never writes what it holds: names must not reach a log.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Draft(..)")
    }
}

/// A time that was chosen, and the reservation that keeps it for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Held {
    /// The reservation.
    pub booking: BookingId,
    /// What its page will be known by.
    pub token: FollowToken,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
}

/// Who comes, as it was typed.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct ApplicantText {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Where messages go; may be empty.
    pub email: String,
    /// The phone number; may be empty.
    pub phone: String,
}

/// What is known under a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kept {
    /// It is being filled in.
    Open(Box<Draft>),
    /// It was sent: the page where it led to. A second tap leads there too.
    Sent(FollowToken),
}

/// The drafts that are kept.
#[derive(Debug)]
pub(super) struct Drafts {
    kept: Mutex<Shelf>,
}

#[derive(Debug)]
struct Shelf {
    drafts: BTreeMap<String, (Moment, Kept)>,
    swept_at: Option<Moment>,
}

impl Drafts {
    const fn new() -> Self {
        Self { kept: Mutex::new(Shelf { drafts: BTreeMap::new(), swept_at: None }) }
    }

    /// Keeps something under a secret, in the place of what was there.
    pub(super) fn keep(&self, key: &str, kept: Kept, now: Moment) {
        let mut shelf = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.sweep(now);
        if shelf.drafts.len() >= KEPT_MAX && !shelf.drafts.contains_key(key) {
            shelf.make_room();
        }
        shelf.drafts.insert(key.to_owned(), (now, kept));
    }

    /// What is kept under a secret.
    pub(super) fn find(&self, key: &str, now: Moment) -> Option<Kept> {
        let mut shelf = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.sweep(now);
        let (at, kept) = shelf.drafts.get_mut(key)?;
        if now.since(*at) >= LASTS {
            return None;
        }
        *at = now;
        Some(kept.clone())
    }

    /// Forgets what is kept under a secret.
    pub(super) fn forget(&self, key: &str) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).drafts.remove(key);
    }
}

impl Shelf {
    fn sweep(&mut self, now: Moment) {
        if self.swept_at.is_none_or(|at| now.since(at) >= SWEEP_EVERY || now < at) {
            self.drafts.retain(|_, (at, _)| now.since(*at) < LASTS);
            self.swept_at = Some(now);
        }
    }

    fn make_room(&mut self) {
        let oldest = self.drafts.iter().min_by_key(|(_, (at, _))| *at).map(|(key, _)| key.clone());
        if let Some(oldest) = oldest {
            self.drafts.remove(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::id::ServiceId;

    #[test]
    fn draft_is_found_by_its_secret_until_it_was_left_alone_for_an_hour() {
        let drafts = Drafts::new();
        drafts.keep("secret", open(), at(0));
        assert_eq!(drafts.find("secret", at(3_599)), Some(open()));
        assert_eq!(drafts.find("secret", at(7_198)), Some(open()), "a look counts");
        assert_eq!(drafts.find("secret", at(7_198 + 3_600)), None);
        assert_eq!(drafts.find("another", at(0)), None);
    }

    #[test]
    fn nothing_that_was_typed_stays_once_it_was_sent_or_given_up() {
        let drafts = Drafts::new();
        drafts.keep("a", open(), at(0));
        let sent = Kept::Sent(FollowToken::from_random(7));
        drafts.keep("a", sent.clone(), at(1));
        assert_eq!(drafts.find("a", at(2)), Some(sent));
        drafts.keep("b", open(), at(2));
        drafts.forget("b");
        assert_eq!(drafts.find("b", at(2)), None);
    }

    #[test]
    fn drafts_that_nobody_comes_back_to_leave_the_memory() {
        let drafts = Drafts::new();
        drafts.keep("left alone", open(), at(0));
        drafts.keep("later", open(), at(3_700));
        assert_eq!(drafts.kept.lock().unwrap().drafts.len(), 1);
    }

    #[test]
    fn memory_has_an_end_and_the_oldest_goes_first() {
        let drafts = Drafts::new();
        for nth in 0..KEPT_MAX + 2 {
            drafts.keep(&format!("{nth}"), open(), at(i64::from(nth > 0)));
        }
        assert_eq!(drafts.kept.lock().unwrap().drafts.len(), KEPT_MAX);
        assert_eq!(drafts.find("0", at(1)), None);
        assert!(drafts.find(&format!("{}", KEPT_MAX + 1), at(1)).is_some());
    }

    #[test]
    fn name_is_not_written_where_a_draft_is() {
        assert_eq!(format!("{:?}", open()), "Open(Draft(..))");
    }

    fn open() -> Kept {
        let services = vec![ServiceId::new("cie-rilascio").unwrap()];
        Kept::Open(Box::new(Draft {
            office: OfficeId::new("portico").unwrap(),
            wanted: Wanted { services, people: 1 },
            held: None,
            turn: 0,
            details: "una cosa".into(),
            applicant: ApplicantText { first_name: "Anna".into(), ..ApplicantText::default() },
        }))
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(1_772_000_000_000 + seconds * 1_000).unwrap()
    }
}
