//! The totem's pages as a visitor's browser sees them, before an office made of paper.

#![allow(clippy::unwrap_used, reason = "the helpers below are tests too")]

mod alone;
mod appointments;
mod choices;
mod fake;
mod listening;
mod outcomes;
mod takes;
mod visitor;
