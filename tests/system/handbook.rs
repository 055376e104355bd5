//! What the handbooks tell people to type is understood by the program.

use super::tidy::root;
use std::process::Command;
use tests::folder::Folder;
use tests::program::binary;

/// The status with which the program ends where it does not understand its arguments.
const NOT_UNDERSTOOD: i32 = 2;

#[test]
fn every_command_of_the_handbooks_is_understood() {
    let nowhere = Folder::empty();
    let dir = nowhere.path().join("not-there");
    let mut tried = 0;
    for path in ["docs/operations.md", "README.md"] {
        let text = std::fs::read_to_string(root().join(path)).unwrap();
        for line in text.lines().filter_map(|line| line.trim().strip_prefix("sportello ")) {
            // What follows is for people, or for the shell.
            let line = line.split(['#', '>']).next().unwrap().trim_end();
            // The folders and files of the handbook are not there; that is said with another status.
            let words = line.split_whitespace().map(|word| match word.trim_matches(['[', ']']) {
                "DIR" | "FILE" | "PATH" => dir.display().to_string(),
                "NAME" | "ID" => "nome-1".to_owned(),
                word if word.starts_with('/') => dir.display().to_string(),
                word => word.to_owned(),
            });
            let words: Vec<String> = words.collect();
            let runs_on = ["demo", "serve"].contains(&words[0].as_str());
            if runs_on || words[0].ends_with('`') {
                continue;
            }
            let output = Command::new(binary()).args(&words).env_remove("SPORTELLO_DATA").output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            assert_ne!(output.status.code(), Some(NOT_UNDERSTOOD), "{path}: sportello {line}: {told}");
            tried += 1;
        }
    }
    assert!(tried >= 12, "only {tried} were tried");
}
