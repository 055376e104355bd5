//! The bytes of every slip for every printer, as they were last looked at.
//!
//! One file for each printer, one line for each slip: how many bytes, and what they come to. That a line is
//! another says that bytes are; which, the files of `bytes.rs` and `sheets.rs` show. `make bless` writes them anew.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod slip;

use office::language::Language;
use office::slip::Slip;
use printer::escpos::encode;
use printer::layout::self_test;
use printer::profile::{Profile, known_names};
use slip::{Printing, catalogue};
use std::fmt::Write;
use std::path::PathBuf;

#[test]
fn no_byte_of_any_slip_changes_unseen() {
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    for name in known_names() {
        let profile = Profile::known(name).unwrap();
        let mut now = line("self-test", &self_test(&profile), &profile);
        for language in Language::ALL {
            for (kind, slip) in printing.all(language, profile.columns) {
                now += &line(&format!("{kind}.{}", language.code()), &slip, &profile);
            }
        }
        assert_seen(name, &now);
    }
}

fn line(what: &str, slip: &Slip, profile: &Profile) -> String {
    let bytes = encode(slip, profile, None).unwrap();
    format!("{what} {} {:016x}\n", bytes.len(), come_to(&bytes))
}

/// FNV-1a, 64 bits: the same on every machine, and nobody here wants to deceive it.
fn come_to(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Compares with the printer's file, and names the slips that are not the same; `UPDATE_GOLDEN=1` writes it anew.
fn assert_seen(name: &str, now: &str) {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sums").join(format!("{name}.txt"));
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let seen = std::fs::read_to_string(&path).unwrap_or_default();
    let mut changed = String::new();
    for line in now.lines().filter(|line| !seen.lines().any(|other| other == *line)) {
        write!(changed, " {}", line.split(' ').next().unwrap()).unwrap();
    }
    let gone = seen.lines().filter(|line| !now.lines().any(|other| other == *line)).count();
    assert!(
        changed.is_empty() && gone == 0,
        "{name}: other bytes for{changed}; look at them, then `make bless`"
    );
}
