use super::super::{Certificates, RENEW_BEFORE};
use super::*;
use std::os::unix::fs::PermissionsExt;

const NAMES: [&str; 2] = ["sportello.example.it", "10.1.2.3"];

#[test]
fn authority_stays_and_its_certificate_is_renewed_in_time() {
    let dir = Folder::new("renewed");
    let source = |names: &[&str]| Source::Authority {
        dir: dir.0.clone(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let start = moment(1_780_000_000);
    let first = Certificates::open(source(&NAMES), start).unwrap();
    let fingerprint = Authority::open(&dir.0, start).unwrap().fingerprint();
    let server = std::fs::read(dir.0.join("tls/server.pem")).unwrap();
    assert_eq!(first.ends_at(), start.plus(SERVER_LASTS));
    assert!(NAMES.iter().all(|name| first.covers(name)) && !first.covers("elsewhere.example"));

    let later = start.plus(SERVER_LASTS - RENEW_BEFORE - Duration::from_secs(60));
    first.look(later);
    assert_eq!(first.ends_at(), start.plus(SERVER_LASTS), "it is still good for long enough");
    let due = later.plus(Duration::from_secs(60));
    first.look(due);
    assert_eq!(first.ends_at(), due.plus(SERVER_LASTS));
    assert_ne!(std::fs::read(dir.0.join("tls/server.pem")).unwrap(), server);
    assert_eq!(Authority::open(&dir.0, due).unwrap().fingerprint(), fingerprint);

    let more = Certificates::open(source(&["altro.example.it"]), due).unwrap();
    assert!(more.covers("altro.example.it"), "other names need another certificate");
}

#[test]
fn certificate_made_while_the_clock_was_wrong_is_made_anew() {
    let dir = Folder::new("clock");
    let source = Source::Authority { dir: dir.0.clone(), names: NAMES.map(str::to_owned).into() };
    let now = moment(1_780_000_000);
    Authority::open(&dir.0, now).unwrap();
    let year = Duration::from_secs(365 * 24 * 3600);
    Certificates::open(source.clone(), now.plus(3 * year)).unwrap();
    assert_eq!(Certificates::open(source, now).unwrap().ends_at(), now.plus(SERVER_LASTS));
}

#[test]
fn half_written_pair_is_made_anew() {
    let dir = Folder::new("half");
    let source = Source::Authority { dir: dir.0.clone(), names: NAMES.map(str::to_owned).into() };
    let now = moment(1_780_000_000);
    Certificates::open(source.clone(), now).unwrap();
    let other = KeyPair::generate().unwrap().serialize_pem();
    std::fs::write(dir.0.join("tls/server.key"), other).unwrap();
    Certificates::open(source, now.plus(Duration::from_secs(60))).unwrap();
}

#[test]
fn keys_are_readable_by_nobody_else() {
    let dir = Folder::new("modes");
    let source = Source::Authority { dir: dir.0.clone(), names: NAMES.map(str::to_owned).into() };
    Certificates::open(source, moment(1_780_000_000)).unwrap();
    let mode = |path: &str| std::fs::metadata(dir.0.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("tls"), 0o700);
    for file in ["authority.pem", "authority.key", "server.pem", "server.key"] {
        assert_eq!(mode(&format!("tls/{file}")), 0o600, "{file}");
    }
}

#[test]
fn files_that_change_are_read_again_and_bad_ones_are_not() {
    let dir = Folder::new("files");
    let now = moment(1_780_000_000);
    let authority = Authority::open(&dir.0, now).unwrap();
    let (certificate, key) = authority.server_files();
    authority.make_server(&["first.example".to_owned()], now).unwrap();
    let source = Source::Files { certificate: certificate.clone(), key };
    let certificates = Certificates::open(source.clone(), now).unwrap();
    assert!(certificates.covers("first.example"));

    std::fs::write(&certificate, "no certificate").unwrap();
    certificates.look(now);
    assert!(certificates.covers("first.example"), "the old one stays");
    let refused = Certificates::open(source, now).unwrap_err().to_string();
    assert!(refused.contains("server.pem holds no certificate"), "{refused}");

    authority.make_server(&["second.example".to_owned()], now).unwrap();
    certificates.look(now);
    assert!(certificates.covers("second.example") && !certificates.covers("first.example"));
}

#[test]
fn command_line_says_what_devices_pin() {
    let dir = Folder::new("lines");
    let now = moment(1_780_000_000);
    assert!(matches!(show(&dir.0, now), Err(TlsError::NoAuthority)));
    assert!(matches!(make(&dir.0, Vec::new(), None, now), Err(TlsError::Nameless)));
    let made = make(&dir.0, NAMES.map(str::to_owned).into(), None, now).unwrap();
    let shown = show(&dir.0, now).unwrap();
    assert_eq!(made[1..3], shown);
    assert!(
        shown[1].len() > 64 && made.contains(&r#"names = ["sportello.example.it", "10.1.2.3"]"#.to_owned())
    );
    let set = Source::Authority { dir: dir.0.clone(), names: NAMES.map(str::to_owned).into() };
    assert_eq!(make(&dir.0, Vec::new(), Some(set), now).unwrap().len(), 3, "nothing is left to be set");
}

fn moment(s: i64) -> Moment {
    Moment::from_millis(s * 1000).unwrap()
}

/// A folder of its own, gone with its owner.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("sportello-tls-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
