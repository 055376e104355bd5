//! `sportello catalogue`.

use super::{Ended, say, told};
use clap::Subcommand;
use office::configuration::Configuration;
use office::id::OfficeId;
use server::catalogue::{self, export};
use server::clock::Clock;
use server::control::{self, Call};
use server::settings::{self, PublicUrl};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
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
    let CatalogueCommand::Export { dir, catalogue, office, public_url } = command;
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

/// Reads a catalogue from one file, or from all files of a folder that end in `.toml`.
fn read(path: &Path) -> Result<Configuration, Box<dyn Error + Send + Sync>> {
    let unread = |path: &Path, error: &std::io::Error| format!("{}: {error}", path.display());
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let entries = entries.map_err(|error| unread(path, &error))?;
        paths = entries.into_iter().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
        paths.sort();
    }
    let mut files = Vec::new();
    for path in paths {
        let text = std::fs::read_to_string(&path).map_err(|error| unread(&path, &error))?;
        files.push((path.display().to_string(), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    Ok(catalogue::configuration(&files)?)
}
