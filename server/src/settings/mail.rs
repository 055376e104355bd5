//! `[mail]` in the settings: to which SMTP server messages go, and from whom they come.

use super::Mistake;
use lettre::message::Mailbox;
use serde::Deserialize;
use std::net::IpAddr;
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// How the way to the SMTP server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailTls {
    /// Not at all: on this machine only.
    None,
    /// By STARTTLS, which the server must offer.
    Starttls,
    /// From the first byte on.
    Tls,
}

impl MailTls {
    /// The port where such a server listens as a rule (RFC 6409, RFC 8314).
    fn port(self) -> u16 {
        match self {
            MailTls::None => 25,
            MailTls::Starttls => 587,
            MailTls::Tls => 465,
        }
    }
}

/// Where messages go, and from whom they come.
#[derive(Debug, Clone, PartialEq)]
pub struct MailSettings {
    /// The SMTP server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: MailTls,
    /// The name to log in with and the file that holds the password; absent: no login.
    pub login: Option<(String, PathBuf)>,
    /// The file (PEM) of an authority that is believed beside those of the web.
    pub authority: Option<PathBuf>,
    /// From whom messages come.
    pub from: Mailbox,
    /// To whom answers go.
    pub reply_to: Option<Mailbox>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WrittenMail {
    host: Option<Spanned<String>>,
    port: Option<NonZeroU16>,
    tls: Option<Spanned<MailTls>>,
    user: Option<Spanned<String>>,
    password_file: Option<Spanned<PathBuf>>,
    authority: Option<PathBuf>,
    from: Option<Spanned<String>>,
    reply_to: Option<Spanned<String>>,
}

impl WrittenMail {
    /// The settings, if there are any; files are named from the data folder on.
    pub(super) fn read(self, dir: &Path) -> Result<Option<MailSettings>, Mistake> {
        let Some(host) = self.host else {
            return match self.from {
                Some(from) => Err((from.span().start, "`from` needs `host`".to_owned())),
                None => Ok(None),
            };
        };
        let Some(from) = self.from else {
            let what = "`host` needs `from`: the address that messages come from";
            return Err((host.span().start, what.to_owned()));
        };
        let at = self.tls.as_ref().map_or(host.span().start, |tls| tls.span().start);
        let tls = self.tls.map_or(MailTls::Starttls, Spanned::into_inner);
        if tls == MailTls::None && !is_this_machine(host.get_ref()) {
            return Err((at, "without TLS messages may go to a server on this machine only".to_owned()));
        }
        let login = match (self.user, self.password_file) {
            (Some(user), Some(file)) => Some((user.into_inner(), dir.join(file.into_inner()))),
            (None, None) => None,
            (Some(user), None) => return Err((user.span().start, "`user` needs `password_file`".to_owned())),
            (None, Some(file)) => return Err((file.span().start, "`password_file` needs `user`".to_owned())),
        };
        Ok(Some(MailSettings {
            port: self.port.map_or(tls.port(), NonZeroU16::get),
            host: host.into_inner(),
            tls,
            login,
            authority: self.authority.map(|file| dir.join(file)),
            from: mailbox(&from)?,
            reply_to: self.reply_to.as_ref().map(mailbox).transpose()?,
        }))
    }
}

fn mailbox(written: &Spanned<String>) -> Result<Mailbox, Mistake> {
    let bad = |_| {
        let what = format!("{:?} is no address such as \"Comune <sportello@example.it>\"", written.get_ref());
        (written.span().start, what)
    };
    written.get_ref().parse().map_err(bad)
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}
