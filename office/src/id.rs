//! Identifiers: one type for each kind, so that no two can be confused.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// Longest identifier accepted, in bytes.
pub const ID_LEN_MAX: usize = 64;

/// A text that is not an identifier: empty, longer than [`ID_LEN_MAX`] bytes, or with a character
/// other than ASCII letters, digits, `-` and `_`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an identifier has 1 to {ID_LEN_MAX} of the characters a-z, A-Z, 0-9, '-' and '_'")]
pub struct BadId;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// Checks and takes over an identifier.
            pub fn new(text: &str) -> Result<Self, BadId> {
                let fits = (1..=ID_LEN_MAX).contains(&text.len());
                let plain = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
                if fits && plain { Ok(Self(text.into())) } else { Err(BadId) }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;
            fn try_from(text: String) -> Result<Self, BadId> {
                Self::new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.as_ref().to_owned()
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;
            fn from_str(text: &str) -> Result<Self, BadId> {
                Self::new(text)
            }
        }
    )+};
}

ids! {
    /// One place with desks, queue and hours.
    OfficeId,
    /// What a visitor comes for; the catalogue's id.
    ServiceId,
    /// What a visitor says; the catalogue's id.
    NeedId,
    /// A question of triage.
    QuestionId,
    /// An answer to a question of triage; unique within it.
    AnswerId,
    /// A paper to bring.
    EvidenceId,
    /// Who is competent for a service, in the town hall or elsewhere.
    BodyId,
    /// Something that can be done from home.
    OnlineId,
    /// A free consultancy.
    ConsultancyId,
    /// One numbered place where visitors are served; unique on a server.
    DeskId,
    /// One totem, display or printer; unique on a server.
    DeviceId,
    /// When a desk takes appointments.
    PlanId,
    /// One appointment: it opens nothing, unlike the code on its slip.
    BookingId,
    /// Somebody who waits for a place in the agenda.
    WishId,
    /// One visit: office, service day and number joined, so that it can be read aloud.
    TicketId,
    /// Who gave a command, without saying who that is.
    ActorId,
    /// The caller's own name for one request (`Idempotency-Key`).
    RequestKey,
}

/// The secret with which the bearer of a slip follows a ticket: 128 random bits in hexadecimal.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FollowToken(Arc<str>);

impl FollowToken {
    /// Writes 128 random bits as a token.
    pub fn from_random(bits: u128) -> Self {
        Self(format!("{bits:032x}").into())
    }

    /// The 32 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FollowToken {
    type Error = BadId;
    fn try_from(text: String) -> Result<Self, BadId> {
        let hexadecimal = text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if text.len() == 32 && hexadecimal { Ok(Self(text.into())) } else { Err(BadId) }
    }
}

impl From<FollowToken> for String {
    fn from(token: FollowToken) -> String {
        token.0.as_ref().to_owned()
    }
}

/// Never writes the secret: tokens must not reach a log.
impl fmt::Debug for FollowToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FollowToken(..)")
    }
}
