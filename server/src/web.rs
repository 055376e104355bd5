//! The web: the API, the pages, and who may ask for what.

pub mod accept;
pub mod access;
pub mod address;
pub mod api;
pub mod body;
pub mod forms;
mod guest;
pub mod pages;
pub mod peer;
pub mod problem;
pub mod routes;

/// Largest body of a request, bytes.
pub const BODY_LEN_MAX: usize = 64 * 1024;
