//! An appointment found by what its visitor knows of it.
//!
//! A code has 40 bits and is typed: whoever guesses is slowed, by address and by code, and an unknown
//! code and a wrong name look the same and cost the same. The secret in an address has 128 bits.

use super::Guesser;
use crate::app::App;
use crate::registrar::{Applicant, Secrets, appointments};
use crate::store::StoreError;
use crate::store::paper::Told;
use crate::store::parties::{Kept, Owner};
use office::agenda::{Booking, BookingCode, Wish};
use office::id::{BookingId, FollowToken, OfficeId};
use office::wire::Appointment;
use std::time::Duration;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What the bearer of a code or a secret has.
#[derive(Debug, Clone)]
pub struct Found {
    /// In which office.
    pub office: OfficeId,
    /// By what it is known.
    pub secrets: Secrets,
    /// What was told with it.
    pub told: Told,
    /// The appointment or reservation; absent for a wish that has been offered nothing.
    pub booking: Option<Booking>,
    /// The wish, where it began with one.
    pub wish: Option<Wish>,
    /// Who comes, where that is known.
    pub applicant: Option<Applicant>,
}

/// Why nothing is shown.
#[derive(Debug, thiserror::Error)]
pub enum Hidden {
    /// No such code, or the name does not go with it: both look the same.
    #[error("unknown, or the name does not go with it")]
    Unknown,
    /// Too many have guessed: how long to wait.
    #[error("asked too often")]
    TooMany(Duration),
    /// The store could not be read; logged here.
    #[error("the store could not be read")]
    Failed,
}

/// How somebody shows that an appointment is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof<'a> {
    /// The code alone: at a totem and at the desks of the house, where whoever has it stands.
    Code,
    /// The code with the last name, from anywhere; a booking without a name is opened by its code.
    Name(&'a str),
}

impl Found {
    /// The appointment as its visitor gets it.
    pub fn appointment(&self, app: &App) -> Option<Appointment> {
        let rules = app.hub.configuration(&self.office);
        let rules = rules.as_ref().map(|(_, rules)| rules.as_ref());
        let kept = Kept {
            office: self.office.clone(),
            owner: Owner::Booking(self.booking.as_ref()?.id.clone()),
            secrets: self.secrets.clone(),
            told: self.told.clone(),
        };
        Some(appointments::shown(rules, self.booking.as_ref()?, &kept, &app.public_url))
    }
}

impl App {
    /// What goes by the secret in an address.
    ///
    /// # Errors
    /// [`Hidden::Unknown`], and where the store could not be read.
    pub fn booking_by_token(&self, token: &FollowToken) -> Result<Found, Hidden> {
        let kept = told(self.reader.secret_by_token(token))?.ok_or(Hidden::Unknown)?;
        let applicant = told(self.reader.applicant(&kept.secrets.code))?;
        self.found(kept, applicant)
    }

    /// What goes by a typed code.
    ///
    /// # Errors
    /// See [`Hidden`]. The time to wait is told before anything is looked up.
    pub fn booking_by_code(&self, code: &str, proof: Proof<'_>, from: Guesser<'_>) -> Result<Found, Hidden> {
        let elapsed = self.clock.elapsed();
        let guesses = &self.limits.guesses;
        if let Some(wait) = guesses.wait(code, from, elapsed) {
            count("slowed");
            return Err(Hidden::TooMany(wait));
        }
        let found = match code.parse::<BookingCode>() {
            Ok(known) => self.proven(&known, proof),
            Err(_) => Err(Hidden::Unknown),
        };
        if let Err(Hidden::Unknown) = found {
            guesses.failed(code, from, elapsed);
        }
        count(if found.is_ok() { "opened" } else { "unknown" });
        found
    }

    /// The code and the name are looked up whatever came of the other.
    fn proven(&self, code: &BookingCode, proof: Proof<'_>) -> Result<Found, Hidden> {
        let kept = told(self.reader.secret_by_code(code))?;
        let applicant = told(self.reader.applicant(code))?;
        let expected = applicant.as_ref().map(|applicant| same_letters(&applicant.last_name));
        let is_proven = match (proof, expected) {
            (Proof::Code, _) | (Proof::Name(_), None) => true,
            (Proof::Name(name), Some(expected)) => same_letters(name) == expected,
        };
        self.found(kept.filter(|_| is_proven).ok_or(Hidden::Unknown)?, applicant)
    }

    /// The appointment of this id, for the staff: reading a name or a note has its line in the audit, which
    /// the caller writes.
    ///
    /// # Errors
    /// [`Hidden::Unknown`], also where everything about it has been erased; and a store that fails.
    pub fn booking_by_id(&self, booking: &BookingId) -> Result<Found, Hidden> {
        let kept = told(self.reader.secret_of(booking))?.ok_or(Hidden::Unknown)?;
        let applicant = told(self.reader.applicant(&kept.secrets.code))?;
        self.found(kept, applicant)
    }

    fn found(&self, kept: Kept, applicant: Option<Applicant>) -> Result<Found, Hidden> {
        let (booking, wish) = match &kept.owner {
            Owner::Booking(booking) => {
                let booking = told(self.reader.booking(booking))?.ok_or(Hidden::Unknown)?;
                let wish = booking.wish.as_ref().map(|wish| told(self.reader.wish(wish))).transpose()?;
                (Some(booking), wish.flatten())
            }
            Owner::Wish(wish) => (None, told(self.reader.wish(wish))?),
        };
        let Kept { office, owner: _, secrets, told } = kept;
        Ok(Found { office, secrets, told, booking, wish, applicant })
    }
}

fn count(outcome: &'static str) {
    metrics::counter!("sportello_codes_total", "outcome" => outcome).increment(1);
}

/// What the store told; that it failed is logged once, here.
fn told<T>(read: Result<T, StoreError>) -> Result<T, Hidden> {
    read.map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "an appointment could not be looked up");
        Hidden::Failed
    })
}

/// A name without what people write in more than one way: accents, capitals, spaces, apostrophes.
pub fn same_letters(name: &str) -> String {
    let plain = name.nfkd().filter(|c| !is_combining_mark(*c));
    plain.flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_is_the_same_however_it_is_written() {
        for (written, expected) in [
            ("D'Amico", "damico"),
            ("d’amico ", "damico"),
            ("NICOLÒ", "nicolo"),
            ("De  Luca", "deluca"),
            ("Șerban", "serban"),
            ("الحسن", "الحسن"),
        ] {
            assert_eq!(same_letters(written), same_letters(expected), "{written}");
        }
        assert_ne!(same_letters("Rossi"), same_letters("Russo"));
    }
}
