//! `sportello-printer`: the program beside a receipt printer.
//!
//! It links to the dispatcher, sends what is to be printed to the machine, and says what became of it. What may be
//! sent and said when is decided by [`printer::spool`]; here are the file of settings, the journal on the disk,
//! the connection to the machine, and the log.

mod program;

use clap::Parser;
use program::settings::{Flags, Settings};
use program::{self_test, work};
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// What is logged where `SPORTELLO_LOG` says nothing.
const LOGGED: &str = "info";

fn main() -> ExitCode {
    let flags = Flags::parse();
    let filter = EnvFilter::try_from_env("SPORTELLO_LOG").unwrap_or_else(|_| EnvFilter::new(LOGGED));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let is_self_test = flags.self_test;
    let settings = match Settings::read(flags) {
        Ok(settings) => settings,
        Err(error) => return failed(&error),
    };
    let ended = match is_self_test {
        true => runtime.block_on(self_test::run(&settings)).map_err(|error| failed(&error)),
        false => runtime.block_on(work::run(settings)).map_err(|error| failed(&error)),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

/// Says why the program ends, with what is behind it.
fn failed(error: &dyn std::error::Error) -> ExitCode {
    let mut reason = error.to_string();
    let mut source = error.source();
    while let Some(behind) = source {
        reason = format!("{reason}: {behind}");
        source = behind.source();
    }
    tracing::error!(%reason, "the program ends");
    ExitCode::FAILURE
}
