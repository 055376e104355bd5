//! Judges from Python, each in an environment of its own below `target`; `make test` brings them.

use std::path::PathBuf;

/// A program of an environment; nothing, with the reason on standard error, where `make NAME` has not been
/// run. In CI it is always there.
pub fn program(environment: &str, name: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let program = root.join("target").join(environment).join("bin").join(name);
    if program.exists() {
        return Some(program);
    }
    skipped(&format!("{name} is not there: run `make {environment}` first"))
}

/// Says why a test is left out.
///
/// # Panics
/// In CI, where nothing is left out.
#[expect(clippy::print_stderr, reason = "a skipped test says why")]
pub fn skipped<T>(reason: &str) -> Option<T> {
    assert!(std::env::var_os("CI").is_none(), "in CI nothing is left out: {reason}");
    eprintln!("skipped: {reason}");
    None
}
