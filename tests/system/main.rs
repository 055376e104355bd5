//! Tests of the whole system, in one program.

mod browser;
mod input;
mod permissions;
mod requests;
mod tickets;
