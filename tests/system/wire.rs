//! The wire: TLS, proxies, limits, and what strangers send.

mod forged;
mod fuzz;
mod headers;
mod host;
mod limits;
mod program;
mod proxy;
mod slow;
mod smuggled;
mod tls;
mod unserved;
mod walk;
