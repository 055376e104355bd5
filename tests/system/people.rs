//! People who work here: coming in, what keeps others out, what they may do, and what is remembered.

mod audited;
mod cut;
mod entering;
mod guessing;
mod pages;
mod reading;
mod rules;
