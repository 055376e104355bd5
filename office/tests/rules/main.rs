//! The rules of the office, one module for each part of them.

#![allow(clippy::unwrap_used, reason = "a test that meets the unexpected ends there")]

mod adoption;
mod agenda;
mod alone;
mod catalogue;
mod clock;
mod configuration;
mod day;
mod desks;
mod golden;
mod model;
mod next;
mod numbering;
mod popular;
mod random;
mod search;
mod tickets;
mod triage;
mod visits;
mod world;
