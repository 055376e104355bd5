//! The settings as the program takes them.

use server::clock::SystemClock;
use server::run::{Settings, start};
use server::settings;
use server::store::setup::Mode;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use tests::program::{always_open_office, done, run};

#[test]
fn fresh_folder_holds_an_example_of_the_settings() {
    let (folder, _) = always_open_office();
    let file = folder.path().join(settings::FILE);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), settings::EXAMPLE);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn serving_beyond_this_machine_needs_tls_or_a_proxy() {
    let (folder, _) = always_open_office();
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let told = refused(&run(&["serve", "--listen", listen], folder.path()));
        assert!(told.contains("needs [tls] or [proxy] in sportello.toml"), "{told}");
        assert_eq!(told.lines().count(), 1, "{told}");
    }
    set(folder.path(), "listen = \"0.0.0.0:0\"");
    let told = refused(&run(&["serve"], folder.path()));
    assert!(told.contains("needs [tls] or [proxy]"), "{told}");
}

#[test]
fn mistake_in_the_settings_is_told_with_its_line() {
    let (folder, _) = always_open_office();
    set(folder.path(), "# settings\nlisten = \"127.0.0.1:0\"\npublic-url = \"x\"\n");
    let told = refused(&run(&["serve"], folder.path()));
    assert!(told.contains("sportello.toml, line 3: unknown field `public-url`"), "{told}");
    let told = refused(&run(&["serve", "--public-url", "sportello.example.it/x"], folder.path()));
    assert!(told.contains("is no address such as"), "{told}");
}

#[test]
fn missing_certificate_is_named() {
    let (folder, _) = always_open_office();
    set(folder.path(), "[tls]\ncertificate = \"none.pem\"\nkey = \"none.key\"");
    let told = refused(&run(&["serve", "--listen", "127.0.0.1:0"], folder.path()));
    assert!(told.contains("none.pem cannot be read"), "{told}");
}

#[test]
fn authority_is_made_and_shown_on_the_command_line() {
    let (folder, _) = always_open_office();
    let told = refused(&run(&["tls", "show"], folder.path()));
    assert!(told.contains("sportello tls make"), "{told}");
    let told = refused(&run(&["tls", "make"], folder.path()));
    assert!(told.contains("--name"), "{told}");
    let named = ["tls", "make", "--name", "sportello.example.it", "--address", "10.1.2.3"];
    let made = done(&run(&named, folder.path()));
    assert!(made.contains("sportello.example.it, 10.1.2.3"), "{made}");
    let shown = done(&run(&["tls", "show"], folder.path()));
    assert!(made.contains(&shown), "{made} {shown}");
    let fingerprint = shown.trim().rsplit(' ').next().unwrap();
    assert!(fingerprint.len() == 64 && agent::trust::Trust::fingerprint(fingerprint).is_ok(), "{shown}");
    assert_eq!(done(&run(&["tls", "show"], folder.path())), shown, "it stays the same");
}

#[tokio::test(flavor = "multi_thread")]
async fn server_with_an_authority_of_its_own_makes_its_certificate_when_it_starts() {
    let (folder, _) = always_open_office();
    set(folder.path(), "[tls]\nauthority = true\nnames = [\"localhost\"]");
    let read = settings::read(folder.path()).unwrap();
    let listen = "127.0.0.1:0".parse().unwrap();
    let settings = Settings { tls: read.tls, ..Settings::plain(folder.path(), listen, Mode::Serve) };
    let running = start(settings, Arc::new(SystemClock::start())).await.unwrap();
    assert!(running.app.public_url.starts_with("https://"));
    let certificates = running.app.certificates.clone().unwrap();
    assert!(certificates.covers("localhost"));
    running.end().await.unwrap();
}

#[track_caller]
fn refused(output: &Output) -> String {
    assert!(!output.status.success());
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn set(dir: &Path, text: &str) {
    std::fs::write(dir.join(settings::FILE), text).unwrap();
}
