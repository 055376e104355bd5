//! Stops the build with one sentence where `make assets` has not been run.

use std::path::Path;

fn main() {
    // The file that `make assets` writes last.
    let last = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/THIRD-PARTY.txt");
    println!("cargo::rerun-if-changed=assets/THIRD-PARTY.txt");
    if !last.exists() {
        // cargo::error stops cargo with just this sentence, without a backtrace.
        println!(
            "cargo::error=the style sheet, fonts and icons are not there yet: run `make assets` once, then build again"
        );
    }
}
