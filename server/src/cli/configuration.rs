//! `sportello configuration`: what an office makes of documents.

use super::catalogue::checked;
use super::{Ended, Folder, call};
use clap::Subcommand;
use office::id::OfficeId;
use server::clock::Clock;
use server::control::Call;
use server::control::configuration::ConfigurationCall;
use server::registrar::configuring::When;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub enum ConfigurationCommand {
    /// Looks for mistakes in a catalogue and tells what it would change; changes nothing.
    Check {
        #[command(flatten)]
        folder: Folder,
        /// A file of TOML, or a folder of them.
        path: PathBuf,
        /// In which office; absent: the one that the catalogue names.
        #[arg(long)]
        office: Option<OfficeId>,
    },
    /// Puts a catalogue into force, as a new version.
    Apply {
        #[command(flatten)]
        folder: Folder,
        /// A file of TOML, or a folder of them.
        path: PathBuf,
        /// In which office; absent: the one that the catalogue names.
        #[arg(long)]
        office: Option<OfficeId>,
        #[command(flatten)]
        how: How,
    },
    /// Lists the versions, newest first: when stored, by whom, since when in force, why.
    History {
        #[command(flatten)]
        folder: Folder,
        /// Of which office; absent: the only one.
        #[arg(long)]
        office: Option<OfficeId>,
    },
    /// Tells what is different between two versions.
    Diff {
        #[command(flatten)]
        folder: Folder,
        /// The one.
        before: u32,
        /// The other.
        after: u32,
        /// Of which office; absent: the only one.
        #[arg(long)]
        office: Option<OfficeId>,
    },
    /// Prints a version as a file, by default the one in force.
    Show {
        #[command(flatten)]
        folder: Folder,
        /// Which one.
        version: Option<u32>,
        /// As JSON instead of TOML.
        #[arg(long)]
        json: bool,
        /// Of which office; absent: the only one.
        #[arg(long)]
        office: Option<OfficeId>,
    },
    /// Puts the document of an earlier version into force, as a new version.
    Revert {
        #[command(flatten)]
        folder: Folder,
        /// Which one.
        version: u32,
        /// In which office; absent: the only one.
        #[arg(long)]
        office: Option<OfficeId>,
        #[command(flatten)]
        how: How,
    },
    /// Cancels what was to come into force at the next opening.
    Cancel {
        #[command(flatten)]
        folder: Folder,
        /// In which office; absent: the only one.
        #[arg(long)]
        office: Option<OfficeId>,
    },
}

/// How a document comes into force.
#[derive(Debug, clap::Args)]
pub struct How {
    /// Why: it stays in the history.
    #[arg(long, default_value = "")]
    note: String,
    /// When the next service day opens, and not at once.
    #[arg(long)]
    at_next_opening: bool,
}

impl How {
    fn when(&self) -> When {
        if self.at_next_opening { When::NextOpening } else { When::Now }
    }
}

/// Does something about the configuration of an office.
pub async fn run_configuration(command: ConfigurationCommand, clock: Arc<dyn Clock>) -> Ended {
    let (folder, asked) = match command {
        ConfigurationCommand::Check { folder, path, office } => {
            let Some(document) = checked(&path)? else { return Ok(ExitCode::FAILURE) };
            (folder, ConfigurationCall::Compare { document: Box::new(document), office })
        }
        ConfigurationCommand::Apply { folder, path, office, how } => {
            let Some(document) = checked(&path)? else { return Ok(ExitCode::FAILURE) };
            let when = how.when();
            let document = Box::new(document);
            (folder, ConfigurationCall::Apply { document, office, note: how.note, when })
        }
        ConfigurationCommand::History { folder, office } => (folder, ConfigurationCall::History { office }),
        ConfigurationCommand::Diff { folder, before, after, office } => {
            (folder, ConfigurationCall::Diff { office, before, after })
        }
        ConfigurationCommand::Show { folder, version, json, office } => {
            (folder, ConfigurationCall::Show { office, version, json })
        }
        ConfigurationCommand::Revert { folder, version, office, how } => {
            let when = how.when();
            (folder, ConfigurationCall::Revert { office, version, note: how.note, when })
        }
        ConfigurationCommand::Cancel { folder, office } => (folder, ConfigurationCall::Cancel { office }),
    };
    call(&folder, Call::Configuration(Box::new(asked)), clock).await
}
