//! What the operator says: a small TOML file, which the environment and flags go before.
//!
//! ```toml
//! link = "wss://sportello.example.it/link"
//! authority = "…"                     # the SHA-256 that `sportello tls show` prints, or the path of a PEM file
//! device = "printer-1"
//! key_file = "/etc/sportello-printer/key"
//! state_dir = "/var/lib/sportello-printer"
//! printer = "tcp://192.168.1.50"      # or /dev/usb/lp0, or serial:///dev/ttyUSB0?baud=19200
//! profile = "epson-tm-t20"            # or the path of a file of one's own
//! logo = "/etc/sportello-printer/logo.png"
//! ```

use super::logo::{self, BadLogo};
use super::transport::{BadAddress, Machine};
use agent::link::Account;
use agent::trust::{BadPin, Trust};
use clap::Parser;
use office::id::DeviceId;
use printer::profile::{BadProfile, Profile};
use printer::raster::Bitmap;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Where the file of settings is looked for.
const SETTINGS_PATH: &str = "/etc/sportello-printer/printer.toml";
/// Where the journal is kept.
const STATE_DIR: &str = "/var/lib/sportello-printer";

/// Prints what the dispatcher has for one receipt printer.
#[derive(Debug, Parser)]
#[command(name = "sportello-printer", version)]
pub struct Flags {
    /// The file of settings.
    #[arg(long, env = "SPORTELLO_PRINTER_SETTINGS", default_value = SETTINGS_PATH)]
    pub settings: PathBuf,
    /// Print a slip with every letter that matters, and end.
    #[arg(long)]
    pub self_test: bool,
    /// The address of the dispatcher's link.
    #[arg(long, env = "SPORTELLO_LINK")]
    link: Option<String>,
    /// This printer's name at the dispatcher.
    #[arg(long, env = "SPORTELLO_DEVICE")]
    device: Option<String>,
    /// The file with its key.
    #[arg(long, env = "SPORTELLO_KEY_FILE")]
    key_file: Option<PathBuf>,
    /// Whom to believe: a SHA-256, or a certificate in PEM.
    #[arg(long, env = "SPORTELLO_AUTHORITY")]
    authority: Option<String>,
    /// Where the journal is kept.
    #[arg(long, env = "SPORTELLO_STATE_DIR")]
    state_dir: Option<PathBuf>,
    /// Where the machine is: tcp://HOST, /dev/usb/lp0, or serial:///dev/ttyUSB0?baud=19200.
    #[arg(long, env = "SPORTELLO_PRINTER")]
    printer: Option<String>,
    /// The model, by name, or a file that describes it.
    #[arg(long, env = "SPORTELLO_PROFILE")]
    profile: Option<String>,
}

/// The file as it is written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    link: Option<String>,
    authority: Option<String>,
    device: Option<String>,
    key_file: Option<PathBuf>,
    state_dir: Option<PathBuf>,
    printer: Option<String>,
    profile: Option<String>,
    logo: Option<PathBuf>,
}

/// What the program works with.
pub struct Settings {
    /// Where to link to, and as whom; absent for a self-test without.
    pub account: Option<Account>,
    /// The journal.
    pub journal: PathBuf,
    /// Where the machine is.
    pub machine: Machine,
    /// What it is.
    pub profile: Profile,
    /// What stands on top of each slip.
    pub logo: Option<Bitmap>,
}

/// Why there is nothing to work with.
#[derive(Debug, thiserror::Error)]
pub enum BadSettings {
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file of settings is none.
    #[error("{}: {source}", path.display())]
    Toml {
        /// Which one.
        path: PathBuf,
        /// What is wrong.
        source: Box<toml::de::Error>,
    },
    /// Nobody says it.
    #[error("{0} is not set, neither in the file of settings nor by a flag")]
    Missing(&'static str),
    /// No name of a device.
    #[error("{0} is no name of a device")]
    Device(String),
    /// The authority cannot be pinned.
    #[error("the authority cannot be used")]
    Pin(#[from] BadPin),
    /// No address of a machine.
    #[error("the printer cannot be there")]
    Address(#[from] BadAddress),
    /// No model.
    #[error("the model is not known")]
    Profile(#[from] BadProfile),
    /// No logo.
    #[error("the logo cannot be used")]
    Logo(#[from] BadLogo),
}

impl Settings {
    /// Reads the file, and what goes before it.
    pub fn read(flags: Flags) -> Result<Self, BadSettings> {
        let written = written(&flags.settings)?;
        let machine = flags.printer.or(written.printer).ok_or(BadSettings::Missing("printer"))?;
        let profile = flags.profile.or(written.profile).unwrap_or_else(|| "epson-tm-t20".to_owned());
        let state_dir = flags.state_dir.or(written.state_dir).unwrap_or_else(|| STATE_DIR.into());
        let account = match flags.self_test {
            true => None,
            false => Some(Account {
                url: flags.link.or(written.link).ok_or(BadSettings::Missing("link"))?,
                trust: trust(flags.authority.or(written.authority))?,
                device: device(flags.device.or(written.device).ok_or(BadSettings::Missing("device"))?)?,
                key: key(&flags.key_file.or(written.key_file).ok_or(BadSettings::Missing("key_file"))?)?,
            }),
        };
        Ok(Self {
            account,
            journal: state_dir.join("journal"),
            machine: machine.parse()?,
            profile: described(&profile)?,
            logo: written
                .logo
                .map(|path| file(&path).and_then(|bytes| Ok(logo::read(&bytes)?)))
                .transpose()?,
        })
    }
}

/// The file; none is as good as an empty one.
fn written(path: &Path) -> Result<Written, BadSettings> {
    if !path.exists() {
        return Ok(Written::default());
    }
    let toml = |source| BadSettings::Toml { path: path.to_owned(), source: Box::new(source) };
    toml::from_str(&text(path)?).map_err(toml)
}

fn trust(authority: Option<String>) -> Result<Trust, BadSettings> {
    match authority {
        None => Ok(Trust::ThisMachine),
        Some(path) if path.contains('/') => Ok(Trust::authority(&text(Path::new(&path))?)?),
        Some(fingerprint) => Ok(Trust::fingerprint(&fingerprint)?),
    }
}

fn device(name: String) -> Result<DeviceId, BadSettings> {
    DeviceId::new(&name).map_err(|_| BadSettings::Device(name))
}

fn key(path: &Path) -> Result<String, BadSettings> {
    Ok(text(path)?.trim().to_owned())
}

fn described(profile: &str) -> Result<Profile, BadSettings> {
    match profile.contains('/') {
        true => Ok(Profile::read(&text(Path::new(profile))?)?),
        false => Ok(Profile::known(profile)?),
    }
}

fn text(path: &Path) -> Result<String, BadSettings> {
    std::fs::read_to_string(path).map_err(|source| BadSettings::File { path: path.to_owned(), source })
}

fn file(path: &Path) -> Result<Vec<u8>, BadSettings> {
    std::fs::read(path).map_err(|source| BadSettings::File { path: path.to_owned(), source })
}
