//! Whatever the API's own description allows, or forbids, is answered without an error of the server:
//! asked by schemathesis (<https://schemathesis.readthedocs.io>), an independent program.

use std::process::Command;
use tests::python::program;
use tests::world::World;

/// Cases that are made up for each call beside those that follow from the description.
const MADE_UP: &str = "4";

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_nobody_asks_brings_the_server_to_an_error() {
    ask_everything(None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_a_supervisor_asks_brings_the_server_to_an_error() {
    ask_everything(Some("supervisor")).await;
}

async fn ask_everything(key: Option<&str>) {
    let Some(program) = program("schemathesis", "st") else { return };
    let world = World::begin().await;
    let mut command = Command::new(program);
    command.args(["run", &format!("http://{}/api/openapi.json", world.address()), "--no-color"]);
    command.args(["--checks", "not_a_server_error", "--phases", "examples,coverage,fuzzing"]);
    command.args(["--max-examples", MADE_UP, "--generation-deterministic", "--no-shrink"]);
    command.args(["--suppress-health-check", "all", "--warnings", "off"]);
    if let Some(key) = key {
        command.args(["-H", &format!("Authorization: Bearer {}", world.device_key(key))]);
    }
    // Nothing of it is left beside the tests.
    command.current_dir(world.folder().path());
    let told = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(told.status.success(), "{}\n{}", text(&told.stdout), text(&told.stderr));
    assert!(world.log_len() > 1, "nothing was asked for that changes anything");
}
