//! The parts of the program, which is all that opens a file or a connection.

pub mod beside;
pub mod logo;
pub mod self_test;
pub mod settings;
pub mod transport;
pub mod work;
