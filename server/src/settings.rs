//! The settings of a server: `DIR/sportello.toml`, which flags and the environment override.
//!
//! A mistake is told with its file and line, in one sentence; nothing is started then.

mod mail;

pub use mail::{MailSettings, MailTls};

use crate::tls::Source;
use crate::web::door::{Door, EACH_MAX};
use crate::web::network::{BadNetwork, Network};
use axum::http::Uri;
use axum::http::uri::Scheme;
use rustls::pki_types::ServerName;
use serde::Deserialize;
use std::io::{ErrorKind, Write};
use std::net::SocketAddr;
use std::num::NonZeroU16;
use std::ops::Range;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;
use toml::Spanned;

/// The name of the file in the data folder.
pub const FILE: &str = "sportello.toml";
/// What a fresh folder gets: every setting, explained, none of them set.
pub const EXAMPLE: &str = include_str!("../settings/sportello.toml");
/// Where a server listens if nobody says otherwise.
pub const LISTEN: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::new(127, 0, 0, 1)), 7300);

/// What the file sets.
#[derive(Debug, Default)]
pub struct Settings {
    /// Where to listen.
    pub listen: Option<SocketAddr>,
    /// What links that leave the building start with.
    pub public_url: Option<PublicUrl>,
    /// The folder in which backups are kept.
    pub backup_to: Option<PathBuf>,
    /// Where the certificate comes from.
    pub tls: Option<Source>,
    /// Whom to believe, and how many to let in.
    pub door: Door,
    /// How loud displays are, and when not at all.
    pub sound: voice::Sound,
    /// Where messages go; absent: nowhere.
    pub mail: Option<MailSettings>,
    /// How long a printer may be in trouble before another one prints for it, where the file says so.
    pub relief_after: Option<Duration>,
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file cannot be read or written.
    #[error("{path} cannot be read or written")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// A mistake in it.
    #[error("{path}, line {line}: {what}")]
    Mistake {
        /// Which file.
        path: PathBuf,
        /// In which line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
}

/// What links that leave the building start with: a scheme and a host, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicUrl(String);

/// What is no such address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no address such as \"https://sportello.example.it\", without a path")]
pub struct BadPublicUrl(String);

impl PublicUrl {
    /// The address itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host in it.
    pub fn host(&self) -> Option<String> {
        let uri: Uri = self.0.parse().ok()?;
        uri.host().map(|host| host.trim_start_matches('[').trim_end_matches(']').to_owned())
    }
}

impl std::str::FromStr for PublicUrl {
    type Err = BadPublicUrl;

    fn from_str(text: &str) -> Result<Self, BadPublicUrl> {
        let bad = || BadPublicUrl(text.to_owned());
        let uri: Uri = text.parse().map_err(|_| bad())?;
        let is_web = uri.scheme() == Some(&Scheme::HTTP) || uri.scheme() == Some(&Scheme::HTTPS);
        let is_bare = uri.path() == "/" && uri.query().is_none() && !text.contains('#');
        let has_host = uri.authority().is_some_and(|authority| {
            let port = authority.as_str().strip_prefix(authority.host()).unwrap_or_default();
            !authority.host().is_empty()
                && !authority.as_str().contains('@')
                && (port.is_empty() || authority.port_u16().is_some())
        });
        if is_web && is_bare && has_host {
            Ok(Self(text.trim_end_matches('/').to_owned()))
        } else {
            Err(bad())
        }
    }
}

impl TryFrom<String> for PublicUrl {
    type Error = BadPublicUrl;

    fn try_from(text: String) -> Result<Self, BadPublicUrl> {
        text.parse()
    }
}

/// Reads the settings of a data folder; without a file nothing is set.
pub fn read(dir: &Path) -> Result<Settings, SettingsError> {
    let path = dir.join(FILE);
    match std::fs::read_to_string(&path) {
        Ok(text) => parse(dir, &text).map_err(|(at, what)| SettingsError::Mistake {
            path,
            line: 1 + text.as_bytes()[..at.min(text.len())].iter().filter(|byte| **byte == b'\n').count(),
            what,
        }),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Settings::default()),
        Err(source) => Err(SettingsError::File { path, source }),
    }
}

/// Writes the example into a fresh folder, readable by nobody else; a file that is there stays as it is.
pub fn write_example(dir: &Path) -> Result<(), SettingsError> {
    let path = dir.join(FILE);
    let written = std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(&path);
    match written.and_then(|mut file| file.write_all(EXAMPLE.as_bytes())) {
        Err(source) if source.kind() != ErrorKind::AlreadyExists => Err(SettingsError::File { path, source }),
        Ok(()) | Err(_) => Ok(()),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    listen: Option<SocketAddr>,
    public_url: Option<PublicUrl>,
    backup_to: Option<PathBuf>,
    tls: WrittenTls,
    proxy: WrittenProxy,
    limits: WrittenLimits,
    sound: voice::Sound,
    mail: mail::WrittenMail,
    paper: WrittenPaper,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenPaper {
    other_printer_after_s: Option<NonZeroU16>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenTls {
    certificate: Option<Spanned<PathBuf>>,
    key: Option<Spanned<PathBuf>>,
    authority: Option<Spanned<bool>>,
    names: Vec<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenProxy {
    addresses: Vec<Spanned<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenLimits {
    house: Vec<Spanned<String>>,
    connections_per_address: Option<NonZeroU16>,
}

/// A mistake: where, as an offset in bytes, and what.
type Mistake = (usize, String);

fn parse(dir: &Path, text: &str) -> Result<Settings, Mistake> {
    let written: Written = toml::from_str(text).map_err(|error| {
        let at = error.span().unwrap_or(Range { start: 0, end: 0 }).start;
        (at, error.message().replace('\n', " "))
    })?;
    let each_max = written.limits.connections_per_address.map_or(EACH_MAX, |each| each.get().into());
    let (proxies, house) = (networks(&written.proxy.addresses)?, networks(&written.limits.house)?);
    Ok(Settings {
        listen: written.listen,
        public_url: written.public_url,
        backup_to: written.backup_to.map(|folder| dir.join(folder)),
        tls: source(dir, written.tls)?,
        door: Door { proxies, house, each_max, ..Door::default() },
        sound: voice::Sound {
            recordings: written.sound.recordings.as_ref().map(|folder| dir.join(folder)),
            ..written.sound
        },
        mail: written.mail.read(dir)?,
        relief_after: written
            .paper
            .other_printer_after_s
            .map(|after| Duration::from_secs(after.get().into())),
    })
}

fn networks(written: &[Spanned<String>]) -> Result<Vec<Network>, Mistake> {
    let parsed = written.iter().map(|text| {
        text.get_ref().parse().map_err(|error: BadNetwork| (text.span().start, error.to_string()))
    });
    parsed.collect()
}

/// Where the certificate is to come from; files are named from the data folder on.
fn source(dir: &Path, tls: WrittenTls) -> Result<Option<Source>, Mistake> {
    for name in &tls.names {
        if ServerName::try_from(name.get_ref().as_str()).is_err() {
            return Err((name.span().start, format!("{:?} is no host name and no address", name.get_ref())));
        }
    }
    let names: Vec<String> = tls.names.into_iter().map(Spanned::into_inner).collect();
    let authority = tls.authority.filter(|authority| *authority.get_ref());
    match (tls.certificate, tls.key, authority) {
        (None, None, None) => Ok(None),
        (Some(certificate), Some(key), None) => Ok(Some(Source::Files {
            certificate: dir.join(certificate.into_inner()),
            key: dir.join(key.into_inner()),
        })),
        (None, None, Some(authority)) if names.is_empty() => {
            let what = "`authority` needs `names`: what this server is called, at least one";
            Err((authority.span().start, what.to_owned()))
        }
        (None, None, Some(_)) => Ok(Some(Source::Authority { dir: dir.to_owned(), names })),
        (Some(file), None, None) => Err((file.span().start, "`certificate` needs `key`".to_owned())),
        (None, Some(file), None) => Err((file.span().start, "`key` needs `certificate`".to_owned())),
        (Some(_), _, Some(authority)) | (_, Some(_), Some(authority)) => {
            let what = "`authority` makes its own certificate: leave it or the files out";
            Err((authority.span().start, what.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests;
