//! Slips, line by line: what a visitor takes away from the office.
//!
//! Each kind has a plain description, and a function that lays it out in the visitor's language. All of
//! them are pure and total: any content gives a slip that fits its paper and [`HEIGHT_MAX_MM`]. What is too
//! much goes, the least needed first, and the slip says that the desk knows the rest.
//!
//! | slip | says |
//! |---|---|
//! | [`ticket`] | the number, for what, how long, where, how to follow it |
//! | [`appointment`] | when, at which desk, the code; then the procedure |
//! | [`procedure`] | what to bring, what to do, what it costs, how long it takes, where |
//! | [`bring_first`] | the paper that is missing, where to get it; then the procedure |
//! | [`referral`] | which other body, where, when |
//! | [`online`] | what can be done from home, where, with which identity |
//! | [`self_test`] | every letter that matters, for whoever sets a printer up |
//!
//! What the office itself writes stands in its Italian or English wording; for readers of other languages
//! the slip says which. The Italian title stands below a translated one, so that clerks can read it too. A
//! sensitive service is never named.

mod appointment;
mod asked;
mod copy;
mod draft;
mod measure;
mod procedure;
mod self_test;
mod sheets;
mod ticket;

pub use appointment::{AppointmentSlip, appointment};
pub use asked::asked;
pub use copy::as_copy;
pub use draft::TEXT_LEN_MAX;
pub use measure::{HEIGHT_MAX_MM, height_mm};
pub use procedure::{BringFirstSlip, ProcedureSlip, bring_first, procedure};
pub use self_test::{LETTERS, self_test};
pub use sheets::{OnlineSlip, ReferralSlip, online, referral};
pub use ticket::{Kept, TicketSlip, named, ticket};

use office::configuration::Configuration;
use office::moment::Moment;

/// Whose slip it is, and when it is printed.
#[derive(Debug, Clone, Copy)]
pub struct Imprint<'a> {
    /// The office with its hours, as configured at that time.
    pub configuration: &'a Configuration,
    /// When.
    pub at: Moment,
}
