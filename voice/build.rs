//! Copies the voices that the sources of `ttspico-sys` carry to where this crate embeds them from.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The files of the voices: what each language is read and spoken by.
const FILES: [&str; 8] = [
    "it-IT_ta.bin",
    "it-IT_cm0_sg.bin",
    "en-GB_ta.bin",
    "en-GB_kh0_sg.bin",
    "fr-FR_ta.bin",
    "fr-FR_nk0_sg.bin",
    "es-ES_ta.bin",
    "es-ES_zl0_sg.bin",
];

fn main() {
    let folder = sources().join("build/pico/lang");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names it"));
    for file in FILES {
        let from = folder.join(file);
        std::fs::copy(&from, out.join(file)).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    }
    println!("cargo::rerun-if-changed=build.rs");
}

/// Where the package registry has laid `ttspico-sys`.
fn sources() -> PathBuf {
    let cargo = std::env::var_os("CARGO").expect("cargo names itself");
    let asked = Command::new(cargo).args(["metadata", "--format-version", "1", "--offline"]).output();
    let answer = asked.expect("cargo can be asked");
    let packages: serde_json::Value = serde_json::from_slice(&answer.stdout).expect("cargo answers in JSON");
    let manifest = packages["packages"]
        .as_array()
        .and_then(|all| all.iter().find(|package| package["name"] == "ttspico-sys"))
        .and_then(|package| package["manifest_path"].as_str())
        .expect("ttspico-sys is among the packages");
    Path::new(manifest).parent().expect("a manifest lies in a folder").to_owned()
}
