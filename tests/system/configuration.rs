//! The configuration of an office: from files into force, and back.

mod files;
mod fuzz;
mod office;
mod pages;
mod program;
