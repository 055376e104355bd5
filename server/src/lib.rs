//! The dispatcher of a town hall's front office: the registrar (single writer), the store, the
//! forecaster, the link to devices, and the web.
//!
//! ```text
//! web, link, clock --Work--> registrar --commit--> store
//!                                      --publish-> hub --> board, desks, forecaster, devices
//! ```

extern crate self as server;

pub mod agenda;
pub mod app;
pub mod applicants;
pub mod assembly;
pub mod backup;
pub mod calendar;
pub mod catalogue;
pub mod clock;
pub mod control;
pub mod demo;
pub mod difference;
pub mod directory;
pub mod enrolment;
pub mod fleet;
pub mod folder;
pub mod forecaster;
pub mod hub;
pub mod init;
pub mod link;
pub mod mail;
pub mod metering;
pub mod particulars;
pub mod people;
pub mod printers;
pub mod proposal;
pub mod registrar;
pub mod relief;
pub mod run;
pub mod screens;
pub mod settings;
pub mod store;
pub mod systemd;
pub mod tls;
pub mod verify;
pub mod view;
pub mod web;
