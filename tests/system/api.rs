//! The contract with outsiders, asked over HTTP of a server in this process.

mod absurd;
mod access;
mod contract;
mod day;
mod follow;
mod lanes;
mod link;
mod matrix;
mod offices;
mod queue;
mod refusals;
mod repeated;
mod schema;
mod slips;
mod steps;
mod totem;
mod triage;
mod welcome;
