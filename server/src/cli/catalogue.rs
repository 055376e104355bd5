//! `sportello catalogue`.

use super::{Ended, say, told};
use clap::Subcommand;
use office::configuration::Configuration;
use office::id::OfficeId;
use office::language::Language;
use server::catalogue::{self, Finding, export, files_of};
use server::clock::Clock;
use server::control::{self, Call};
use server::settings::{self, PublicUrl};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    /// Looks for mistakes in a catalogue, each told with file and line; touches no office.
    Check {
        /// A file of TOML, or a folder of them.
        path: PathBuf,
    },
    /// Writes a catalogue as CPSV-AP 3.2.0 (JSON-LD) to standard output.
    Export {
        /// The data folder of the office whose catalogue it is; without it and without `--catalogue` the
        /// default catalogue.
        #[arg(long = "data", value_name = "DIR", env = "SPORTELLO_DATA")]
        dir: Option<PathBuf>,
        /// A catalogue (TOML), one file or a folder of them, instead of an office.
        #[arg(long, value_name = "PATH")]
        catalogue: Option<PathBuf>,
        /// Which office, where the folder has several.
        #[arg(long)]
        office: Option<OfficeId>,
        /// What names of things start with; without it the `public_url` of the folder.
        #[arg(long)]
        public_url: Option<PublicUrl>,
    },
}

pub async fn run(command: CatalogueCommand, clock: Arc<dyn Clock>) -> Ended {
    let (dir, catalogue, office, public_url) = match command {
        CatalogueCommand::Check { path } => return check(&path),
        CatalogueCommand::Export { dir, catalogue, office, public_url } => {
            (dir, catalogue, office, public_url)
        }
    };
    let configuration = match (catalogue, dir) {
        (Some(path), _) => read(&path)?,
        (None, Some(dir)) => {
            let public_url = match public_url {
                Some(given) => Some(given),
                None => settings::read(&dir)?.public_url,
            };
            let public_url = public_url.map(|url| url.as_str().to_owned());
            return told(control::call(&dir, Call::CatalogueExport { office, public_url }, clock).await?);
        }
        (None, None) => catalogue::default_configuration()?,
    };
    let document = export::document(&configuration, public_url.as_ref().map(PublicUrl::as_str));
    say(&[format!("{document:#}")]);
    Ok(ExitCode::SUCCESS)
}

/// A catalogue without mistakes, from one file or a folder of them.
fn read(path: &Path) -> Result<Configuration, Box<dyn Error + Send + Sync>> {
    let files = files_of(path)?;
    let files: Vec<(&str, &str)> =
        files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
    Ok(catalogue::configuration(&files)?)
}

fn check(path: &Path) -> Ended {
    match checked(path)? {
        Some(configuration) => {
            let (services, desks) = (configuration.services.len(), configuration.desks.len());
            say(&[format!("{}: no mistakes: {services} services, {desks} desks", path.display())]);
            Ok(ExitCode::SUCCESS)
        }
        None => Ok(ExitCode::FAILURE),
    }
}

/// The document in files, where it has no mistakes; what is found is printed.
pub fn checked(path: &Path) -> Result<Option<Configuration>, Box<dyn Error + Send + Sync>> {
    let reading = catalogue::read(&files_of(path)?);
    let line = |finding: &Finding| finding.line_of_text(Language::En);
    say(&reading.mistakes.iter().map(line).collect::<Vec<_>>());
    say(&reading.warnings.iter().map(|finding| format!("warning: {}", line(finding))).collect::<Vec<_>>());
    if !reading.mistakes.is_empty() {
        say(&[format!("{} mistakes; nothing was changed", reading.mistakes.len())]);
    }
    Ok(reading.configuration)
}
