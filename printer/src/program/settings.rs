//! What the operator says of the machine: in the same small file as the rest, which the environment and flags
//! go before.
//!
//! ```toml
//! server = "https://sportello.example.it"   # as for every device: agent/src/settings.rs
//! authority = "3f:9a:…"
//! folder = "/var/lib/sportello-printer"
//!
//! printer = "tcp://192.168.1.50"      # or /dev/usb/lp0, or serial:///dev/ttyUSB0?baud=19200
//! profile = "epson-tm-t20"            # or the path of a file of one's own
//! totem = "/run/sportello-printer/totem.sock"   # where the totem of the same machine finds it
//! logo = "/etc/sportello/logo.png"
//! ```

use super::logo::{self, BadLogo};
use super::transport::{BadAddress, Machine};
use printer::profile::{BadProfile, Profile};
use printer::raster::Bitmap;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The model where nothing is said.
const PROFILE: &str = "epson-tm-t20";
/// The socket's name in the folder that the machine gives.
const SOCKET: &str = "totem.sock";

/// What of it can also be said by the environment and flags.
#[derive(Debug, Default, clap::Args)]
pub struct MachineFlags {
    /// Where the machine is: tcp://HOST, /dev/usb/lp0, or serial:///dev/ttyUSB0?baud=19200.
    #[arg(long, value_name = "ADDRESS", env = "SPORTELLO_PRINTER")]
    pub printer: Option<String>,
    /// The model, by name, or a file that describes it.
    #[arg(long, value_name = "NAME-or-FILE", env = "SPORTELLO_PROFILE")]
    pub profile: Option<String>,
    /// The socket for the totem of the same machine.
    #[arg(long, value_name = "FILE", env = "SPORTELLO_TOTEM")]
    pub totem: Option<PathBuf>,
    /// The folder that the machine gives a program while it runs.
    #[arg(long, value_name = "DIR", env = "RUNTIME_DIRECTORY", hide = true)]
    pub runtime: Option<PathBuf>,
}

/// The own part of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Written {
    printer: Option<String>,
    profile: Option<String>,
    logo: Option<PathBuf>,
    totem: Option<PathBuf>,
}

/// The machine, its model and its logo.
pub struct Outfit {
    /// Where the machine is.
    pub machine: Machine,
    /// What it is.
    pub profile: Profile,
    /// What stands on top of each slip.
    pub logo: Option<Bitmap>,
    /// Where the totem of the same machine finds it.
    pub totem: Option<PathBuf>,
}

/// Why there is nothing to print with.
#[derive(Debug, thiserror::Error)]
pub enum BadOutfit {
    /// A file cannot be read.
    #[error("{} cannot be read", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Nobody says where the machine is.
    #[error("printer is missing: give --printer, or write `printer = …` into the file of settings")]
    Missing,
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

impl Outfit {
    /// From the file, and what goes before it.
    pub fn new(flags: MachineFlags, written: Written) -> Result<Self, BadOutfit> {
        let machine = flags.printer.or(written.printer).ok_or(BadOutfit::Missing)?;
        let profile = flags.profile.or(written.profile).unwrap_or_else(|| PROFILE.to_owned());
        let logo = |path: PathBuf| Ok::<_, BadOutfit>(logo::read(&file(&path)?)?);
        Ok(Self {
            machine: machine.parse()?,
            profile: described(&profile)?,
            logo: written.logo.map(logo).transpose()?,
            totem: flags.totem.or(written.totem).or(flags.runtime.map(|folder| folder.join(SOCKET))),
        })
    }
}

fn described(profile: &str) -> Result<Profile, BadOutfit> {
    if !profile.contains('/') {
        return Ok(Profile::known(profile)?);
    }
    Ok(Profile::read(&String::from_utf8_lossy(&file(Path::new(profile))?))?)
}

fn file(path: &Path) -> Result<Vec<u8>, BadOutfit> {
    std::fs::read(path).map_err(|source| BadOutfit::File { path: path.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_go_before_the_file() {
        let written =
            || toml::from_str::<Written>("printer = \"tcp://a\"\nprofile = \"generic-58\"").unwrap();
        let outfit = Outfit::new(MachineFlags::default(), written()).unwrap();
        assert_eq!(outfit.machine, "tcp://a".parse().unwrap());
        assert_eq!(outfit.profile, Profile::known("generic-58").unwrap());
        let flags = MachineFlags {
            printer: Some("/dev/usb/lp0".into()),
            runtime: Some("/run/a".into()),
            ..Default::default()
        };
        let outfit = Outfit::new(flags, written()).unwrap();
        assert_eq!(outfit.machine, "/dev/usb/lp0".parse().unwrap());
        assert_eq!(outfit.totem, Some("/run/a/totem.sock".into()));
    }

    #[test]
    fn what_is_missing_or_wrong_is_told() {
        let outfit = |text: &str| Outfit::new(MachineFlags::default(), toml::from_str(text).unwrap());
        assert!(matches!(outfit(""), Err(BadOutfit::Missing)));
        assert!(matches!(outfit("printer = \"lpt1\""), Err(BadOutfit::Address(_))));
        assert!(matches!(outfit("printer = \"/dev/lp0\"\nprofile = \"x\""), Err(BadOutfit::Profile(_))));
        assert!(matches!(
            outfit("printer = \"/dev/lp0\"\nprofile = \"/no/file\""),
            Err(BadOutfit::File { .. })
        ));
        assert!(toml::from_str::<Written>("colour = 1").is_err());
    }
}
