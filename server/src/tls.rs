//! TLS: the certificate shown to whoever connects, read again when its files change.
//!
//! ```text
//! files of the operator  --+
//!                          +--> Certificates --> every new connection
//! own authority, renewed --+        ^
//!                                   +-- look(), every minute: a file that cannot be used changes nothing
//! ```

pub mod authority;

use crate::app::{App, end_of};
use crate::clock::Clock;
use authority::Authority;
use office::moment::Moment;
use rustls::client::danger::ServerCertVerifier;
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::server::{ClientHello, ParsedCertificate, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::{CertificateError, RootCertStore, ServerConfig, version};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How long before its end a certificate is complained of.
pub const WARN_BEFORE: Duration = Duration::from_secs(21 * DAY_S);
/// How long before its end a certificate of our own authority is made anew.
const RENEW_BEFORE: Duration = Duration::from_secs(40 * DAY_S);
/// Time between two looks at the files.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// Shortest time between two lines of the log about one that ends soon.
const WARN_EVERY: Duration = Duration::from_secs(DAY_S);
/// Largest file of a certificate or key, bytes.
const FILE_LEN_MAX: u64 = 256 * 1024;
const DAY_S: u64 = 24 * 3600;

/// Where the certificate comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// From files, which somebody else renews.
    Files {
        /// The chain, the server's own first; PEM.
        certificate: PathBuf,
        /// Its key; PEM.
        key: PathBuf,
    },
    /// From the authority in this data folder, made where there is none.
    Authority {
        /// The data folder.
        dir: PathBuf,
        /// The names and addresses that it is good for.
        names: Vec<String>,
    },
}

/// Why there is no certificate to show.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read or written.
    #[error("{path} cannot be read or written")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        #[source]
        source: std::io::Error,
    },
    /// A file is not what it should be.
    #[error("{path} holds no {what} in PEM that can be used")]
    Unusable {
        /// Which file.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
    },
    /// The key is of another certificate.
    #[error("the key in {key} does not belong to the certificate in {certificate}")]
    Unpaired {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// There is no authority in the data folder.
    #[error("there is no authority yet: make it with `sportello tls make`")]
    NoAuthority,
    /// Nobody said what the server is called.
    #[error("say what this server is called, with --name or --address, or `names` in sportello.toml")]
    Nameless,
    /// Our own authority could not make one.
    #[error("a certificate for {names} could not be made")]
    NotMade {
        /// The names it was for.
        names: String,
        /// Why not.
        #[source]
        source: rcgen::Error,
    },
    /// The library refuses its own settings.
    #[error("TLS cannot be set up")]
    Library(#[from] rustls::Error),
}

/// The certificate in use.
#[derive(Debug)]
pub struct Certificates {
    source: Source,
    shown: RwLock<Shown>,
    /// Whether the files could not be used at the last look.
    is_failing: Mutex<bool>,
}

#[derive(Debug, Clone)]
struct Shown {
    pair: Arc<CertifiedKey>,
    ends_at: Moment,
}

impl Certificates {
    /// Reads the certificate, and makes it where it is ours to make.
    pub fn open(source: Source, now: Moment) -> Result<Arc<Self>, TlsError> {
        let shown = RwLock::new(read(&source, now)?);
        Ok(Arc::new(Self { source, shown, is_failing: Mutex::new(false) }))
    }

    /// Reads the files again; one that cannot be used is said once, and the old certificate stays.
    pub fn look(&self, now: Moment) {
        let fresh = read(&self.source, now);
        let mut is_failing = self.is_failing.lock().unwrap_or_else(PoisonError::into_inner);
        match fresh {
            Ok(fresh) => {
                *is_failing = false;
                let mut shown = self.shown.write().unwrap_or_else(PoisonError::into_inner);
                if shown.pair.cert != fresh.pair.cert {
                    tracing::info!(ends_at = %fresh.ends_at.utc(), "the certificate was changed");
                    *shown = fresh;
                }
            }
            Err(error) if !*is_failing => {
                *is_failing = true;
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, "the certificate could not be read again; the old one stays in use");
            }
            Err(_) => {}
        }
    }

    /// Until when the certificate in use is good.
    pub fn ends_at(&self) -> Moment {
        self.shown().ends_at
    }

    /// Whether the certificate in use is good for this host name or address.
    pub fn covers(&self, name: &str) -> bool {
        self.shown().pair.cert.first().is_some_and(|own| covers(own, name))
    }

    /// What connections are accepted with: TLS 1.2 and newer, HTTP/1.1.
    pub fn acceptor(self: &Arc<Self>) -> Result<Arc<ServerConfig>, TlsError> {
        let mut config = ServerConfig::builder_with_provider(provider())
            .with_protocol_versions(&[&version::TLS13, &version::TLS12])?
            .with_no_client_auth()
            .with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    fn shown(&self) -> Shown {
        self.shown.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.shown().pair)
    }
}

/// Looks at the files every minute until the server ends, and complains of a certificate that ends soon.
pub async fn keep(app: Arc<App>, certificates: Arc<Certificates>) {
    let mut ending = app.ending.clone();
    let mut looks = interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut warned_at = None;
    loop {
        tokio::select! {
            _ = looks.tick() => {}
            () = end_of(&mut ending) => return,
        }
        let (looking, clock) = (certificates.clone(), app.clock.clone());
        // Files are read, and now and then a certificate is made: not a matter for the web's threads.
        let _ = tokio::task::spawn_blocking(move || looking.look(clock.now())).await;
        complain(&certificates, app.clock.as_ref(), &mut warned_at);
    }
}

fn complain(certificates: &Certificates, clock: &dyn Clock, warned_at: &mut Option<Duration>) {
    let left = certificates.ends_at().since(clock.now());
    metrics::gauge!("sportello_certificate_ends_seconds").set(left.as_secs_f64());
    let is_due = warned_at.is_none_or(|at| clock.elapsed().saturating_sub(at) >= WARN_EVERY);
    if left < WARN_BEFORE && is_due {
        tracing::warn!(days = left.as_secs() / DAY_S, "the certificate ends soon");
        *warned_at = Some(clock.elapsed());
    }
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn read(source: &Source, now: Moment) -> Result<Shown, TlsError> {
    match source {
        Source::Files { certificate, key } => read_pair(certificate, key),
        Source::Authority { dir, names } => read_own(dir, names, now),
    }
}

/// The certificate that our own authority made; a new one where it ends soon, is for other names, or
/// cannot be used.
fn read_own(dir: &Path, names: &[String], now: Moment) -> Result<Shown, TlsError> {
    let authority = Authority::open(dir, now)?;
    let (certificate, key) = authority.server_files();
    let is_good = |shown: &Shown| {
        let own = shown.pair.cert.first();
        let left = shown.ends_at.since(now);
        // One that lasts longer was made while the clock was wrong.
        left > RENEW_BEFORE
            && left <= authority::SERVER_LASTS
            && own.is_some_and(|own| names.iter().all(|name| covers(own, name)))
            && shown.pair.cert.last().is_some_and(|last| authority.is(last))
    };
    let shown = match read_pair(&certificate, &key) {
        Ok(shown) if is_good(&shown) => shown,
        Ok(_) | Err(_) => {
            authority.make_server(names, now)?;
            read_pair(&certificate, &key)?
        }
    };
    // What the authority signed is worth nothing after its own end.
    let ends_at = shown.ends_at.min(authority.ends_at()?);
    Ok(Shown { ends_at, ..shown })
}

fn read_pair(certificate: &Path, key: &Path) -> Result<Shown, TlsError> {
    let unusable = |path: &Path, what| TlsError::Unusable { path: path.to_owned(), what };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(&read_file(certificate)?)
        .collect::<Result<_, _>>()
        .map_err(|_| unusable(certificate, "certificate"))?;
    let ends_at = ends_at(&chain).ok_or_else(|| unusable(certificate, "certificate"))?;
    let secret = PrivateKeyDer::from_pem_slice(&read_file(key)?).map_err(|_| unusable(key, "key"))?;
    let pair = CertifiedKey::from_der(chain, secret, &provider()).map_err(|error| match error {
        rustls::Error::InconsistentKeys(_) => {
            TlsError::Unpaired { certificate: certificate.to_owned(), key: key.to_owned() }
        }
        _ => unusable(key, "key"),
    })?;
    Ok(Shown { pair: Arc::new(pair), ends_at })
}

fn read_file(path: &Path) -> Result<Vec<u8>, TlsError> {
    use std::io::Read;
    let failed = |source| TlsError::File { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(FILE_LEN_MAX).read_to_end(&mut bytes))
        .map_err(failed)?;
    Ok(bytes)
}

/// The end of the first certificate of a chain, as the verifier of the library tells it: far in the
/// future it has expired, and the refusal says when.
fn ends_at(chain: &[CertificateDer<'_>]) -> Option<Moment> {
    const END_OF_9999_S: u64 = 253_402_300_799;
    let (own, last) = (chain.first()?, chain.last()?);
    let mut roots = RootCertStore::empty();
    roots.add(last.clone().into_owned()).ok()?;
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build().ok()?;
    let name = ServerName::try_from("localhost").ok()?;
    let far = UnixTime::since_unix_epoch(Duration::from_secs(END_OF_9999_S));
    match verifier.verify_server_cert(own, &[], &name, &[], far) {
        Err(rustls::Error::InvalidCertificate(CertificateError::ExpiredContext { not_after, .. })) => {
            Moment::from_millis(i64::try_from(not_after.as_secs()).ok()?.checked_mul(1000)?)
        }
        _ => None,
    }
}

fn covers(own: &CertificateDer<'_>, name: &str) -> bool {
    let name = ServerName::try_from(name);
    let parsed = ParsedCertificate::try_from(own);
    matches!((parsed, name), (Ok(parsed), Ok(name)) if verify_server_name(&parsed, &name).is_ok())
}
