//! The configuration by the command line: on a folder that nobody serves, and beside a running server.

use std::path::{Path, PathBuf};
use std::process::Output;
use tests::folder::Folder;
use tests::person::Acknowledged;
use tests::program::{Server, always_open_catalogue, always_open_office, done, free_address, run};
use tests::world::OFFICE;

#[tokio::test(flavor = "multi_thread")]
async fn office_is_not_made_from_files_with_mistakes() {
    let (files, folder) = (Folder::empty(), Folder::empty());
    let file = files.path().join("catalogue.toml");
    let text = always_open_catalogue().replacen("number = 2", "number = 1", 1).replacen(
        "minutes = 10",
        "minutes = 0",
        1,
    );
    std::fs::write(&file, text).unwrap();
    let refused = run(&["init", "--catalogue", file.to_str().unwrap()], folder.path());
    let told = told(&refused);
    assert_eq!(refused.status.code(), Some(1), "{told}");
    assert!(told.lines().filter(|line| line.starts_with(file.to_str().unwrap())).count() == 2, "{told}");
    assert!(!folder.database().exists());
    // A folder of files will do as well.
    std::fs::write(&file, always_open_catalogue()).unwrap();
    done(&run(&["init", "--catalogue", files.path().to_str().unwrap()], folder.path()));
}

#[tokio::test(flavor = "multi_thread")]
async fn configuration_is_checked_applied_compared_and_taken_back_with_nobody_serving() {
    let (office, _) = always_open_office();
    life_of_a_configuration(office.path());
    assert!(done(&run(&["verify"], office.path())).contains("0 findings"));
}

#[tokio::test(flavor = "multi_thread")]
async fn configuration_is_checked_applied_compared_and_taken_back_beside_a_running_server() {
    let (office, key) = always_open_office();
    let server = Server::start(office.path(), free_address()).await;
    life_of_a_configuration(office.path());
    // The server works by it at once.
    let supervisor = server.person(Some(&key), Acknowledged::default());
    let services = supervisor.get(&format!("/api/v1/offices/{OFFICE}/services")).await.is(200);
    assert!(services.to_string().contains("Città imposta"), "{services}");
    assert!(done(&run(&["verify"], office.path())).contains("0 findings"));
}

/// The same steps and the same words, whoever carries them out.
fn life_of_a_configuration(dir: &Path) {
    let files = Folder::empty();
    let written = |text: &str| file(&files, text);
    let first = done(&run(&["configuration", "show"], dir));
    let same = done(&run(&["configuration", "apply", written(&first).to_str().unwrap()], dir));
    assert_eq!(same.trim(), "nothing to change: it is version 1");
    let changed = always_open_catalogue().replacen(
        "id = \"imu\"\ntitle = { it = \"",
        "id = \"imu\"\ntitle = { it = \"Città imposta: ",
        1,
    );
    let path = written(&changed);
    let checked = done(&run(&["configuration", "check", path.to_str().unwrap()], dir));
    assert!(checked.contains("1 differences from version 1, in force"), "{checked}");
    assert_eq!(done(&run(&["configuration", "history"], dir)).lines().count(), 1, "looking changes nothing");
    let applied =
        done(&run(&["configuration", "apply", path.to_str().unwrap(), "--note", "a longer name"], dir));
    assert!(applied.contains("title · in Italian: “") && applied.contains("→ “Città imposta: "), "{applied}");
    assert!(applied.contains("in force from now on:\nversion 2"), "{applied}");
    let diff = done(&run(&["configuration", "diff", "1", "2"], dir));
    assert_eq!(diff.lines().count(), 1, "{diff}");
    let reverted = done(&run(&["configuration", "revert", "1"], dir));
    assert!(reverted.ends_with("version 3\n"), "{reverted}");
    assert_eq!(done(&run(&["configuration", "diff", "1", "3"], dir)), "no difference\n");
    let planned = run(&["configuration", "revert", "2", "--at-next-opening", "--note", "from tomorrow"], dir);
    assert!(done(&planned).contains("in force from the next opening"));
    let history = done(&run(&["configuration", "history"], dir));
    let lines: Vec<&str> = history.lines().collect();
    assert!(
        lines[0].starts_with("4\t") && lines[0].contains("planned for the next opening\tfrom tomorrow"),
        "{history}"
    );
    assert!(lines[1].contains("in force since") && lines[1].ends_with("back to version 1"), "{history}");
    assert!(lines[2].contains("came into force") && lines[2].ends_with("a longer name"), "{history}");
    assert_eq!(lines.len(), 4);
    done(&run(&["configuration", "cancel"], dir));
    assert!(
        done(&run(&["configuration", "history"], dir))
            .lines()
            .next()
            .unwrap()
            .contains("never came into force")
    );
    let now = run(&["configuration", "revert", "2"], dir);
    assert!(done(&now).ends_with("version 5\n"));
    refusals(dir, &files);
}

fn refusals(dir: &Path, files: &Folder) {
    let refused = |arguments: &[&str], words: &str| {
        let output = run(arguments, dir);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", told(&output));
        assert!(told(&output).contains(words), "{arguments:?}: {}", told(&output));
    };
    refused(&["configuration", "cancel"], "no configuration is planned");
    refused(&["configuration", "revert", "9"], "there is no version 9");
    refused(&["configuration", "diff", "1", "9"], "there is no version 9");
    refused(&["configuration", "show", "9"], "there is no version 9");
    refused(&["configuration", "history", "--office", "library"], "there is no office library here");
    let other = file(files, &always_open_catalogue().replacen("id = \"portico\"", "id = \"library\"", 1));
    refused(&["configuration", "apply", other.to_str().unwrap()], "there is no office library here");
    let as_ours = ["configuration", "apply", other.to_str().unwrap(), "--office", OFFICE];
    refused(&as_ours, "is that of another office (library)");
    let long = "x".repeat(201);
    refused(&["configuration", "revert", "1", "--note", &long], "a note has at most 200 characters");
    let bad = file(files, &always_open_catalogue().replacen("number = 2", "number = 1", 1));
    refused(&["configuration", "apply", bad.to_str().unwrap()], "nothing was changed");
    assert_eq!(done(&run(&["configuration", "history"], dir)).lines().count(), 5, "nothing was stored");
}

fn file(files: &Folder, text: &str) -> PathBuf {
    let path = files.path().join("changed.toml");
    std::fs::write(&path, text).unwrap();
    path
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
