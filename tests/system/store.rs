//! The data folder: its schema, what `verify` finds, what is refused, and what survives.

mod chain;
mod erased;
mod folders;
mod full;
mod kill;
mod migrations;
mod old;
mod power_cut;
mod registrar;
mod schema;
mod verify;
