//! What the tests of the whole system share: one world in this process, the people in it, devices
//! on their links, and the real program in a process of its own.
//!
//! Nothing here sleeps; [`until`] is the one place where a test waits.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot go on panics, and says where"
)]

pub mod appointments;
pub mod click_day;
pub mod device;
pub mod display;
pub mod emulator;
pub mod feed;
pub mod folder;
pub mod form;
pub mod line;
pub mod paper;
pub mod person;
pub mod program;
pub mod python;
pub mod raw;
pub mod receipt;
pub mod relay;
pub mod shared;
pub mod smtp;
pub mod staff;
pub mod until;
pub mod world;
