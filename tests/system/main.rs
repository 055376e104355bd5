//! Tests of the whole system, in one program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics, and says where")]

mod agenda;
mod api;
mod applicants;
mod backup;
mod browser;
mod catalogue;
mod clock;
mod configuration;
mod control;
mod devices;
mod handbook;
mod log;
mod mail;
mod package;
mod people;
mod simulation;
mod store;
mod systemd;
mod tidy;
mod turned;
mod wire;
