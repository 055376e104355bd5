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

pub mod agenda;
pub mod alone;
pub mod catalogue;
pub mod command;
pub mod configuration;
pub mod decide;
pub mod due;
pub mod event;
pub mod evolve;
pub mod floor;
pub mod forecast;
pub mod holidays;
pub mod hours;
pub mod id;
pub mod language;
pub mod learned;
pub mod moment;
pub mod number;
pub mod popular;
pub mod queue;
pub mod refusal;
pub mod search;
pub mod service;
pub mod slip;
pub mod ticket;
pub mod triage;
pub mod why;
pub mod wire;
