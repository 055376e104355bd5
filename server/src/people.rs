//! People who work here: how they come in, and what keeps others out.
//!
//! ```text
//! name + password --------> Entered (a session and its secret)
//!        |                     ^
//!        +-> several offices, or a second factor is wanted: Pending -+
//! code (10 minutes, once) -> a first or a new password
//! resting session + PIN at its seat -> the session again
//! ```
//!
//! Names are never logged: accounts go by their ids. Nothing here says whether a name exists.

pub mod hashing;
pub mod readings;
pub mod second_factor;
pub mod secrets;
pub mod sessions;
pub mod throttle;

mod entering;
mod managing;

pub use entering::{Denied, Entered, Post, Whence};
pub use managing::{CODE_LASTS, NotManaged, ShownCode, fresh_code};

use crate::clock::Clock;
use crate::registrar::inbox::NotTaken;
use crate::registrar::{Chore, Lane, Outcome, Registry, Work};
use crate::store::audit::By;
use crate::store::keys::{self, SecretHash};
use crate::store::sessions::SeatRow;
use crate::store::setup::Mode;
use crate::store::staffing::{Declined, StaffChange};
use crate::store::{Reader, StoreError};
use hashing::{Hashing, NotHashed};
use office::id::OfficeId;
use readings::Readings;
use sessions::{Found, Live, Sessions};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use throttle::Throttle;

/// How often sessions are looked over for what rests or has ended.
const SWEEP_EVERY: Duration = Duration::from_secs(1);
/// Length of the secret of a session, bytes: 128 bits.
const SESSION_SECRET_LEN: usize = 16;

/// Everybody who works here, and the brake on those who only say so.
pub struct People {
    /// The sessions in force.
    pub sessions: Sessions,
    hashing: Hashing,
    readings: Readings,
    throttle: Throttle,
    pending: Mutex<BTreeMap<SecretHash, entering::Pending>>,
    known: RwLock<Known>,
    reader: Arc<Reader>,
    registry: Registry,
    clock: Arc<dyn Clock>,
    mode: Mode,
}

/// What is looked up on every request.
#[derive(Debug, Default)]
struct Known {
    names: BTreeMap<String, String>,
    seats: Vec<SeatRow>,
    has_admin: bool,
}

/// Why a change could not even be tried.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Too many ask at once; later there is room again.
    #[error("too much is asked at once")]
    Busy,
    /// The store cannot be read or written just now.
    #[error("the store could not be read or written")]
    Store,
    /// The machine gives no random bits.
    #[error("the machine gives no random bits")]
    NoRandom,
}

impl From<NotHashed> for Trouble {
    fn from(reason: NotHashed) -> Self {
        match reason {
            NotHashed::Busy => Trouble::Busy,
            NotHashed::Machine => Trouble::NoRandom,
        }
    }
}

impl From<NotTaken> for Trouble {
    fn from(reason: NotTaken) -> Self {
        match reason {
            NotTaken::Full => Trouble::Busy,
            NotTaken::Ended => Trouble::Store,
        }
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "people could not be read");
        Trouble::Store
    }
}

impl People {
    /// Reads who is there.
    ///
    /// # Errors
    /// Where the store cannot be read, or the machine cannot hash.
    pub fn read(
        reader: Arc<Reader>,
        registry: Registry,
        clock: Arc<dyn Clock>,
        mode: Mode,
    ) -> Result<Self, Trouble> {
        let people = Self {
            sessions: Sessions::default(),
            hashing: Hashing::new()?,
            readings: Readings::default(),
            throttle: Throttle::default(),
            pending: Mutex::default(),
            known: RwLock::default(),
            reader,
            registry,
            clock,
            mode,
        };
        people.refresh()?;
        Ok(people)
    }

    /// Reads who is there once more, after a change.
    ///
    /// # Errors
    /// Where the store cannot be read; what was known stays.
    pub fn refresh(&self) -> Result<(), StoreError> {
        let names = self.reader.people()?.into_iter().map(|person| (person.id, person.name)).collect();
        let (seats, has_admin) = (self.reader.seats()?, self.reader.has_admin()?);
        let rows = self.reader.sessions()?;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Known { names, seats, has_admin };
        self.sessions.take_over(rows, self.clock.now(), self.clock.elapsed());
        Ok(())
    }

    /// Whether somebody can manage the office; if not, the set-up waits for its code.
    pub fn has_admin(&self) -> bool {
        self.known.read().unwrap_or_else(PoisonError::into_inner).has_admin
    }

    /// The name of somebody, for people to read.
    pub fn name_of(&self, person: &str) -> Option<String> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).names.get(person).cloned()
    }

    /// The browser with this secret in its cookie.
    pub fn seat(&self, secret: &str) -> Option<SeatRow> {
        let hash = keys::hash(secret);
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.seats.iter().find(|seat| seat.hash == hash).cloned()
    }

    /// The enrolled browsers of an office.
    pub fn seats(&self, office: &OfficeId) -> Vec<SeatRow> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.seats.iter().filter(|seat| seat.office == *office).cloned().collect()
    }

    /// What people call an enrolled browser.
    pub fn seat_title(&self, id: &str) -> Option<String> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.seats.iter().find(|seat| seat.id == id).map(|seat| seat.title.clone())
    }

    /// The session with this secret in its cookie; `is_use` where a person asks, and no page by itself.
    pub fn session(&self, secret: &str, is_use: bool) -> Option<Found> {
        self.sessions.find(&keys::hash(secret), self.clock.elapsed(), is_use)
    }

    /// Whether a session may still be used.
    pub fn is_active(&self, live: &Live) -> bool {
        matches!(self.sessions.find(&live.row.hash, self.clock.elapsed(), false), Some(Found::Active(_)))
    }

    /// Makes a change and reads again what it changed.
    ///
    /// # Errors
    /// Where it could not be tried; the inner error where it was declined.
    pub async fn change(&self, change: StaffChange, by: By) -> Result<Result<(), Declined>, Trouble> {
        let chore = Work::Chore(Chore::Staff(Box::new(change), by));
        match self.registry.ask(Lane::Hall, chore).await? {
            Outcome::Done(_) | Outcome::Unchanged(_) => {
                self.refresh()?;
                Ok(Ok(()))
            }
            Outcome::Declined(declined) => Ok(Err(declined)),
            Outcome::Refused(_) | Outcome::KeyReused | Outcome::NoRoom | Outcome::Failed => {
                Err(Trouble::Store)
            }
        }
    }

    /// Remembers in the audit what changes nothing; whether it is written.
    pub async fn note(&self, action: &'static str, subject: String, by: By) -> bool {
        let chore = Work::Chore(Chore::Staff(Box::new(StaffChange::Note { action, subject }), by));
        let is_written = matches!(self.registry.ask(Lane::Hall, chore).await, Ok(Outcome::Done(_)));
        if !is_written {
            tracing::warn!(action, "the audit could not be written");
        }
        is_written
    }

    /// Remembers in the audit, once for each reader and subject, that personal data is shown to
    /// somebody. The page does not wait for it; what could not be written is tried at the next look.
    pub fn has_read(self: &Arc<Self>, action: &'static str, subject: &str, by: By) {
        let reading = (by.actor.clone(), action, subject.to_owned());
        if !self.readings.is_first(&reading) {
            return;
        }
        let people = self.clone();
        tokio::spawn(async move {
            if !people.note(action, reading.2.clone(), by).await {
                people.readings.forget(&reading);
            }
        });
    }

    /// Looks over the sessions until the server ends: what is idle rests, what is old ends.
    pub async fn keep(self: Arc<Self>, mut ending: tokio::sync::watch::Receiver<bool>) {
        let mut ticks = tokio::time::interval(SWEEP_EVERY);
        loop {
            tokio::select! {
                _ = ticks.tick() => {}
                () = crate::app::end_of(&mut ending) => return,
            }
            self.sweep().await;
        }
    }

    async fn sweep(&self) {
        let now = self.clock.now();
        let (ended, used) = self.sessions.sweep(now, self.clock.elapsed());
        self.forget_pending();
        for session in ended {
            let clock = By { actor: "clock".into(), office: None, address: None };
            // Not stored, it is tried again in the next round; until then the session is not found.
            let _ = self.change(StaffChange::End { session, why: "session ended by time" }, clock).await;
        }
        if !used.is_empty() {
            let by = By { actor: "clock".into(), office: None, address: None };
            let _ = self
                .registry
                .ask(Lane::Hall, Work::Chore(Chore::Staff(Box::new(StaffChange::Touch(used)), by)))
                .await;
        }
    }
}

/// Random bytes from the machine.
fn random<const LEN: usize>() -> Result<[u8; LEN], Trouble> {
    let mut bytes = [0; LEN];
    getrandom::fill(&mut bytes).map_err(|_| Trouble::NoRandom)?;
    Ok(bytes)
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A fresh id that says nothing, with a letter for its kind.
///
/// # Errors
/// Where the machine gives no random bits.
pub fn fresh_id(kind: char) -> Result<String, Trouble> {
    Ok(format!("{kind}-{}", hexadecimal(&random::<6>()?)))
}
