//! Tests of the whole system, in one program.

mod browser;
