//! The web: the API, the pages, and who may ask for what.

pub mod accept;
pub mod access;
pub mod address;
pub mod api;
pub mod body;
pub mod cookies;
pub mod door;
pub mod forms;
pub mod guesses;
mod guest;
mod host;
pub mod limiter;
pub mod limits;
pub mod network;
pub mod pages;
pub mod peer;
mod places;
pub mod problem;
pub mod routes;

/// Largest body of a request, bytes.
pub const BODY_LEN_MAX: usize = 64 * 1024;
/// Largest body of a form that brings files, bytes.
pub const UPLOAD_LEN_MAX: usize = 3 * 1024 * 1024;
/// File descriptors that are needed with all places taken: connections, the database, and what else is open.
pub const DESCRIPTORS_NEEDED: u64 = places::CONNECTIONS_MAX as u64 + 256;
