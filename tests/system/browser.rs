//! What people see and do, in a real browser: Chromium without a screen, driven by WebDriver.
//!
//! Every test has an office of its own, a browser of its own, and one window for each person in it.

mod alone;
mod appointments;
mod board;
mod booking;
mod clerk;
mod driver;
mod follow;
mod hostile;
mod inspect;
mod journey;
mod office;
mod paper;
mod plain;
mod staff;
mod totem;
mod tour;
mod welcome;
mod window;
