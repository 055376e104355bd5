//! The settings of a device program: one small file, which the environment and flags override.
//!
//! ```toml
//! server = "https://sportello.example.it"   # the dispatcher
//! authority = "3f:9a:…"                     # what `sportello tls show` prints, or a file
//! folder = "/var/lib/sportello-display"     # where key and snapshot lie
//! listen = "127.0.0.1:7310"                 # the pages for the browser of this device
//!
//! [sound]                                   # what else a program wants to know
//! ```
//!
//! A mistake is told with its file, in one sentence; nothing is started then.

use crate::trust::{BadPin, Trust};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// What every device program takes on its command line, and from the environment.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Flags {
    /// The file of settings.
    #[arg(long, value_name = "FILE", env = "SPORTELLO_SETTINGS")]
    pub settings: Option<PathBuf>,
    /// The dispatcher: https://HOST, or http://127.0.0.1:7300 on its own machine.
    #[arg(long, value_name = "URL", env = "SPORTELLO_SERVER")]
    pub server: Option<String>,
    /// Whose certificates are believed: a file in PEM, or its SHA-256 as `sportello tls show` prints it.
    #[arg(long, value_name = "FILE-or-SHA256", env = "SPORTELLO_AUTHORITY")]
    pub authority: Option<String>,
    /// The folder of this device, which keeps its key.
    #[arg(long, value_name = "DIR", env = "STATE_DIRECTORY")]
    pub folder: Option<PathBuf>,
    /// Where the pages for this device's browser are; an address of this machine.
    #[arg(long, value_name = "ADDR:PORT", env = "SPORTELLO_LISTEN")]
    pub listen: Option<SocketAddr>,
}

/// What a device program is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address of the link.
    pub link: String,
    /// The dispatcher, as it was written.
    pub server: String,
    /// Whom the device believes.
    pub trust: Trust,
    /// The folder of the device.
    pub folder: PathBuf,
    /// Where its pages are.
    pub listen: SocketAddr,
}

/// Why a device program cannot be started.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read.
    #[error("{} cannot be read", .path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// The file says what it may not.
    #[error("{}: {what}", .path.display())]
    Mistake {
        /// Which one.
        path: PathBuf,
        /// What.
        what: String,
    },
    /// Something is said nowhere.
    #[error("{0} is missing: give --{0}, or write `{0} = …` into the file of settings")]
    Missing(&'static str),
    /// No dispatcher can be there.
    #[error("{0:?} is no dispatcher: https://HOST, or http://127.0.0.1:PORT on its own machine")]
    Server(String),
    /// Beyond the own machine a device must know whom it speaks to.
    #[error("a dispatcher on another machine needs an authority, which `sportello tls show` prints there")]
    Unprotected,
    /// The authority is none.
    #[error("the authority {0:?} cannot be used")]
    Authority(String, #[source] BadPin),
    /// The pages would be seen by others.
    #[error("{0} is not on this machine: the pages of a device are for its own browser")]
    Exposed(SocketAddr),
    /// What one program alone wants to know is wrong.
    #[error(transparent)]
    Own(Box<dyn std::error::Error + Send + Sync>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    server: Option<String>,
    authority: Option<String>,
    folder: Option<PathBuf>,
    listen: Option<SocketAddr>,
}

/// Names of [`Written`], which a program's own settings cannot have.
const SHARED: [&str; 4] = ["server", "authority", "folder", "listen"];

/// Reads the settings of a program: the shared ones, and its own. `usual` is where the file lies and where
/// the pages are where nothing is said.
pub fn read<Own: DeserializeOwned>(
    flags: Flags,
    usual: (&Path, SocketAddr),
) -> Result<(Settings, Own), SettingsError> {
    let (path, is_asked_for) = match flags.settings {
        Some(path) => (path, true),
        None => (usual.0.to_owned(), false),
    };
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound && !is_asked_for => String::new(),
        Err(source) => return Err(SettingsError::File { path, source }),
    };
    let mistake =
        |error: toml::de::Error| SettingsError::Mistake { path: path.clone(), what: on_one_line(&error) };
    let mut own: toml::Table = toml::from_str(&text).map_err(mistake)?;
    let shared = SHARED.iter().filter_map(|name| own.remove_entry(*name)).collect::<toml::Table>();
    let written: Written = shared.try_into().map_err(mistake)?;
    let own = own.try_into().map_err(mistake)?;

    let beside = |file: &str| path.parent().unwrap_or(Path::new(".")).join(file);
    let server = flags.server.or(written.server).ok_or(SettingsError::Missing("server"))?;
    let trust = match flags.authority.or(written.authority) {
        Some(authority) => trust(&authority, &beside)?,
        None => Trust::ThisMachine,
    };
    let listen = flags.listen.or(written.listen).unwrap_or(usual.1);
    if !listen.ip().is_loopback() {
        return Err(SettingsError::Exposed(listen));
    }
    let settings = Settings {
        link: link(&server, &trust)?,
        folder: flags.folder.or(written.folder).ok_or(SettingsError::Missing("folder"))?,
        server,
        trust,
        listen,
    };
    Ok((settings, own))
}

fn on_one_line(error: &toml::de::Error) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn trust(authority: &str, beside: &dyn Fn(&str) -> PathBuf) -> Result<Trust, SettingsError> {
    let failed = |error| SettingsError::Authority(authority.to_owned(), error);
    match std::fs::read_to_string(beside(authority)) {
        Ok(pem) => Trust::authority(&pem).map_err(failed),
        Err(_) => Trust::fingerprint(authority).map_err(failed),
    }
}

/// The address of the link of a dispatcher.
fn link(server: &str, trust: &Trust) -> Result<String, SettingsError> {
    let bad = || SettingsError::Server(server.to_owned());
    let (scheme, host) = server.split_once("://").ok_or_else(bad)?;
    let host = host.trim_end_matches('/');
    if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) {
        return Err(bad());
    }
    match (scheme, trust) {
        ("https", Trust::Authority(_)) => Ok(format!("wss://{host}/link")),
        ("https", Trust::ThisMachine) => Err(SettingsError::Unprotected),
        ("http", Trust::ThisMachine) => Ok(format!("ws://{host}/link")),
        (_, Trust::ThisMachine | Trust::Authority(_)) => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize, Default)]
    #[serde(deny_unknown_fields, default)]
    struct Own {
        sound: Option<bool>,
    }

    const PIN: &str = "3f9a0c1d2e3f4a5b6c7d8e9fa0b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3";

    fn usual() -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], 7310))
    }

    fn of(text: &str, flags: Flags) -> Result<(Settings, Own), SettingsError> {
        let name = format!("sportello-settings-{}-{:p}", std::process::id(), text);
        let path = std::env::temp_dir().join(name);
        std::fs::write(&path, text).unwrap();
        let read = read(Flags { settings: Some(path.clone()), ..flags }, (Path::new("/nowhere"), usual()));
        std::fs::remove_file(path).unwrap();
        read
    }

    #[test]
    fn file_says_all_and_flags_count_more() {
        let text = format!(
            "server = \"https://sportello.example.it/\"\nauthority = \"{PIN}\"\nfolder = \"/d\"\nsound = true\n"
        );
        let (settings, own) = of(&text, Flags::default()).unwrap();
        assert_eq!(settings.link, "wss://sportello.example.it/link");
        assert_eq!((settings.folder, settings.listen), (PathBuf::from("/d"), usual()));
        assert_eq!(own, Own { sound: Some(true) });
        let flags = Flags { folder: Some("/e".into()), ..Flags::default() };
        assert_eq!(of(&text, flags).unwrap().0.folder, PathBuf::from("/e"));
    }

    #[test]
    fn own_machine_needs_neither_file_nor_authority() {
        let flags = Flags {
            server: Some("http://127.0.0.1:7300".into()),
            folder: Some("/d".into()),
            ..Flags::default()
        };
        let (settings, own) = read::<Own>(flags, (Path::new("/nowhere/at/all.toml"), usual())).unwrap();
        assert_eq!(settings.link, "ws://127.0.0.1:7300/link");
        assert_eq!(own, Own::default());
    }

    #[test]
    fn mistakes_are_told_in_one_sentence() {
        let pinned = format!("authority = \"{PIN}\"\nfolder = \"/d\"\n");
        for (text, expected) in [
            ("", "server is missing"),
            ("server = \"https://a\"\nfolder = \"/d\"\n", "needs an authority"),
            ("server = \"https://a\"\nauthority = \"3f:9a\"\nfolder = \"/d\"\n", "cannot be used"),
            (&format!("server = \"http://a\"\n{pinned}"), "is no dispatcher"),
            (&format!("server = \"https://a/b\"\n{pinned}"), "is no dispatcher"),
            (&format!("server = \"https://a\"\nlisten = \"0.0.0.0:1\"\n{pinned}"), "not on this machine"),
            (&format!("server = \"https://a\"\nsounds = true\n{pinned}"), "unknown field"),
            ("server = 7\n", "invalid type"),
            ("server\n", "expected"),
        ] {
            let told = of(text, Flags::default()).unwrap_err().to_string();
            assert!(told.contains(expected) && !told.contains('\n'), "{text}: {told}");
        }
    }
}
