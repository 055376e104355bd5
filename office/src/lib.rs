//! The rules of a public office, and the messages about it on the wire.
//!
//! Everything here is pure: no file, socket, clock, log, thread or entropy. `now`, the actor and
//! random tokens come in as arguments; what comes out are values ([`event::Event`],
//! [`refusal::Refusal`], [`why::Why`]) that the edge stores, shows or prints.
//!
//! ```text
//! Command --decide(&Floor, now)--> Accepted(events) --evolve--> Floor
//!                                  NothingToDo
//!                                  Refused(reason)
//! ```

pub mod id;
pub mod language;
pub mod moment;
