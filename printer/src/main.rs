//! `sportello-printer`: the program beside a receipt printer.
//!
//! It links to the dispatcher, sends what is to be printed to the machine, and says what became of it. What may be
//! sent and said when is decided by [`printer::spool`]; here are the settings, the journal on the disk, and the
//! connection to the machine.

mod program;

use agent::journal;
use agent::program::on_one_thread;
use agent::settings::{Flags, SettingsError};
use clap::Parser;
use program::settings::{MachineFlags, Outfit, Written};
use program::{self_test, work};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;

/// Where the file of settings is where nothing is said.
const SETTINGS: &str = "/etc/sportello/printer.toml";
/// A printer has no pages; the shared settings want an address all the same.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7312);

/// A receipt printer of Sportello.
#[derive(Debug, Parser)]
#[command(name = "sportello-printer", version, about)]
struct Cli {
    /// How the log is written: text for people, json for programs.
    #[arg(long, value_name = "FORM", env = "SPORTELLO_LOG", value_enum, default_value_t = journal::Form::Text)]
    log: journal::Form,
    /// Print a slip with every letter that matters, and end.
    #[arg(long)]
    self_test: bool,
    #[command(flatten)]
    flags: Flags,
    #[command(flatten)]
    machine: MachineFlags,
}

fn main() -> ExitCode {
    match start(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => journal::fail("sportello-printer", error.as_ref()),
    }
}

fn start(cli: Cli) -> Result<(), Box<dyn Error + Send + Sync>> {
    journal::open(cli.log);
    let (settings, written) = agent::settings::read::<Written>(cli.flags, (Path::new(SETTINGS), LISTEN))?;
    let outfit = Outfit::new(cli.machine, written).map_err(|error| SettingsError::Own(error.into()))?;
    on_one_thread(async {
        match cli.self_test {
            true => Ok(self_test::run(&outfit).await?),
            false => Ok(work::run(settings, outfit).await?),
        }
    })
}
