//! The office's own authority, for offices whose names no public one certifies. Devices pin it.
//!
//! ```text
//! DIR/tls/authority.pem, authority.key   ten years; the certificate goes to the devices, the key nowhere
//! DIR/tls/server.pem, server.key         398 days; made anew by itself before it ends
//! ```

use super::{Source, TlsError, read_file};
use office::moment::Moment;
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the authority is good: ten years.
const AUTHORITY_LASTS: Duration = Duration::from_secs(3652 * super::DAY_S);
/// How long a certificate of it is good: the most that browsers take.
pub const SERVER_LASTS: Duration = Duration::from_secs(397 * super::DAY_S);
/// How far back a certificate is good: clocks of devices may be slow.
const GOOD_SINCE: Duration = Duration::from_secs(super::DAY_S);
/// The folder in the data folder.
const FOLDER: &str = "tls";
/// The file of the authority's certificate.
const CERTIFICATE: &str = "authority.pem";

/// An authority of our own.
pub struct Authority {
    folder: PathBuf,
    certificate: CertificateDer<'static>,
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// Where the authority's certificate stands in a data folder.
    pub fn file(dir: &Path) -> PathBuf {
        dir.join(FOLDER).join(CERTIFICATE)
    }

    /// Opens the authority of a data folder, and makes it where there is none.
    pub fn open(dir: &Path, now: Moment) -> Result<Self, TlsError> {
        let folder = dir.join(FOLDER);
        let (file, secret) = (Self::file(dir), folder.join("authority.key"));
        if !file.exists() && !secret.exists() {
            std::fs::DirBuilder::new()
                .recursive(true)
                .mode(0o700)
                .create(&folder)
                .map_err(|source| TlsError::File { path: folder.clone(), source })?;
            let key = KeyPair::generate().map_err(not_made(&[]))?;
            let made = params(&key, now).self_signed(&key).map_err(not_made(&[]))?;
            // The key first: without it the certificate is worth nothing.
            write(&secret, key.serialize_pem().as_bytes())?;
            write(&file, made.pem().as_bytes())?;
        }
        Self::read(folder, &file, &secret, now)
    }

    fn read(folder: PathBuf, file: &Path, secret: &Path, now: Moment) -> Result<Self, TlsError> {
        let unusable = |path: &Path, what| TlsError::Unusable { path: path.to_owned(), what };
        let pem = String::from_utf8(read_file(file)?).map_err(|_| unusable(file, "certificate"))?;
        let certificate =
            CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| unusable(file, "certificate"))?;
        let key = String::from_utf8(read_file(secret)?).ok().and_then(|pem| KeyPair::from_pem(&pem).ok());
        let key = key.ok_or_else(|| unusable(secret, "key"))?;
        // Only the name and the key go into what is signed, and both are those of the file.
        let issuer = Issuer::new(params(&key, now), key);
        Ok(Self { folder, certificate, pem, issuer })
    }

    /// The SHA-256 of its certificate, 64 hexadecimal digits: what a device may pin.
    pub fn fingerprint(&self) -> String {
        hexadecimal(&Sha256::digest(&self.certificate))
    }

    fn lines(&self, dir: &Path) -> [String; 2] {
        [
            format!("authority: {}", Self::file(dir).display()),
            format!("SHA-256 fingerprint: {}", self.fingerprint()),
        ]
    }

    /// Until when it is good.
    pub fn ends_at(&self) -> Result<Moment, TlsError> {
        let unusable = || TlsError::Unusable { path: self.folder.join(CERTIFICATE), what: "certificate" };
        super::ends_at(std::slice::from_ref(&self.certificate)).ok_or_else(unusable)
    }

    /// Whether this is its certificate.
    pub fn is(&self, certificate: &CertificateDer<'_>) -> bool {
        self.certificate == *certificate
    }

    /// The files of the server's certificate and key.
    pub fn server_files(&self) -> (PathBuf, PathBuf) {
        (self.folder.join("server.pem"), self.folder.join("server.key"))
    }

    /// Makes a certificate for these host names and addresses, with a new key.
    pub fn make_server(&self, names: &[String], now: Moment) -> Result<(), TlsError> {
        let first = names.first().ok_or(TlsError::Nameless)?;
        let key = KeyPair::generate().map_err(not_made(names))?;
        let mut params = CertificateParams::new(names).map_err(not_made(names))?;
        params.distinguished_name = rcgen::DistinguishedName::new();
        params.distinguished_name.push(DnType::CommonName, first.as_str());
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        lasting(&mut params, now, SERVER_LASTS);
        let made = params.signed_by(&key, &self.issuer).map_err(not_made(names))?;
        let (certificate, secret) = self.server_files();
        // A power cut in between leaves a pair that does not fit, which is made anew at the next look.
        write(&secret, key.serialize_pem().as_bytes())?;
        // The authority goes along: a device that pins only its fingerprint has to see it.
        write(&certificate, format!("{}{}", made.pem(), self.pem).as_bytes())
    }
}

/// Makes the authority of a data folder, if there is none, and a certificate for `names`, else for those
/// of its settings; lines to print.
pub fn make(
    dir: &Path,
    names: Vec<String>,
    set: Option<Source>,
    now: Moment,
) -> Result<Vec<String>, TlsError> {
    let set = match set {
        Some(Source::Authority { names, .. }) => names,
        Some(Source::Files { .. }) | None => Vec::new(),
    };
    let names = if names.is_empty() { set.clone() } else { names };
    if names.is_empty() {
        return Err(TlsError::Nameless);
    }
    let authority = Authority::open(dir, now)?;
    authority.make_server(&names, now)?;
    let mut lines = vec![format!("made a certificate for {}", names.join(", "))];
    lines.extend(authority.lines(dir));
    if names != set {
        lines.push("for sportello.toml, under its [tls]:".to_owned());
        lines.push("authority = true".to_owned());
        lines.push(format!("names = {names:?}"));
    }
    Ok(lines)
}

/// What devices pin of the authority in a data folder; lines to print.
pub fn show(dir: &Path, now: Moment) -> Result<Vec<String>, TlsError> {
    if !Authority::file(dir).exists() {
        return Err(TlsError::NoAuthority);
    }
    Ok(Authority::open(dir, now)?.lines(dir).into())
}

/// What the authority's certificate says; the same name for the same key.
fn params(key: &KeyPair, now: Moment) -> CertificateParams {
    let mut params = CertificateParams::default();
    let mark = hexadecimal(&Sha256::digest(key.public_key_raw())[..4]);
    params.distinguished_name = rcgen::DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, format!("Sportello {mark}"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    lasting(&mut params, now, AUTHORITY_LASTS);
    params
}

fn lasting(params: &mut CertificateParams, now: Moment, span: Duration) {
    let at = |moment: Moment| {
        let since_1970 = Duration::from_millis(moment.as_millis().try_into().unwrap_or(0));
        rcgen::date_time_ymd(1970, 1, 1) + since_1970
    };
    params.not_before = at(now.minus(GOOD_SINCE));
    params.not_after = at(now.plus(span));
}

fn not_made(names: &[String]) -> impl Fn(rcgen::Error) -> TlsError + use<> {
    let names = if names.is_empty() { "the authority".to_owned() } else { names.join(", ") };
    move |source| TlsError::NotMade { names: names.clone(), source }
}

/// Writes a file whole or not at all, readable by nobody else.
fn write(path: &Path, bytes: &[u8]) -> Result<(), TlsError> {
    let fresh = path.with_extension("new");
    let written = (|| {
        let _ = std::fs::remove_file(&fresh);
        let mut file = std::fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        std::fs::rename(&fresh, path)
    })();
    written.map_err(|source| TlsError::File { path: path.to_owned(), source })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests;
