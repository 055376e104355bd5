//! `sportello`: the dispatcher and its command line.
//!
//! Results go to standard output, everything else to the log on standard error. Writing to either
//! may fail (a full disk, a closed pipe) without harm.

mod cli;
mod owner;

use agent::journal;
use clap::{CommandFactory, FromArgMatches};
use std::process::ExitCode;

fn main() -> ExitCode {
    let matches = cli::Cli::command().get_matches();
    if let Err(error) = owner::act_as(&matches) {
        return fail(&error);
    }
    let asked = match cli::Cli::from_arg_matches(&matches) {
        Ok(asked) => asked,
        Err(mistake) => mistake.exit(),
    };
    if let Some(language) = asked.speaks() {
        return match voice::speak(language) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => fail(&error),
        };
    }
    voice::offer();
    journal::open(asked.log);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    let ended = runtime.block_on(cli::run(asked));
    // What is still open after the farewell is cut.
    runtime.shutdown_background();
    match ended {
        Ok(code) => code,
        Err(error) => fail(error.as_ref()),
    }
}

fn fail(error: &(dyn std::error::Error + 'static)) -> ExitCode {
    journal::fail("sportello", error)
}
