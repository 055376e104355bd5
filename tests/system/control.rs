//! The way in for the command line: one socket, for its owner alone.

use server::clock::SystemClock;
use server::control::{Call, Told, call};
use server::folder::CONTROL;
use server::web::door::{Door, Patience};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tests::program::{Server, always_open_office, done, free_address, run};
use tests::raw::heard;
use tests::world::World;
use tokio::io::AsyncWriteExt;
use tokio::net::UnixStream;

/// More calls than are answered at once.
const MANY: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn socket_is_its_owners_alone_and_a_killed_server_leaves_it_to_the_next() {
    let (office, _) = always_open_office();
    let socket = office.path().join(CONTROL);
    let address = free_address();
    Server::start(office.path(), address).await.kill();
    assert!(socket.exists(), "nobody cleared it away");
    let _server = Server::start(office.path(), address).await;
    assert_eq!(std::fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(done(&run(&["key", "list"], office.path())).starts_with("supervisor\t"));
}

#[tokio::test(flavor = "multi_thread")]
async fn callers_who_say_nothing_are_cut_and_keep_nobody_waiting() {
    let soon = Duration::from_millis(300);
    let patience = Patience { headers: soon, ..Patience::default() };
    let world = World::plan().door(Door { patience, ..Door::default() }).begin().await;
    let mut silent = Vec::new();
    for _ in 0..MANY {
        silent.push(connect(world.folder().path()).await);
    }
    let Told::Done(keys) = call_of(&world).await else { panic!("no answer") };
    assert!(!keys.is_empty());
    for stream in &mut silent {
        assert_eq!(heard(stream).await, b"");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn call_that_is_none_of_ours_is_cut_and_changes_nothing() {
    let world = World::begin().await;
    let before = call_of(&world).await;
    let long = format!("\"{}\"\n", "x".repeat(64 * 1024));
    let unknown = "{\"call\":\"open_door\"}\n";
    for line in ["\n", "GET / HTTP/1.1\r\n\r\n", "{\"call\":\"key_revoke\"}\n", unknown, &long] {
        let mut stream = connect(world.folder().path()).await;
        // One that is too long is cut while it is written.
        let _ = stream.write_all(line.as_bytes()).await;
        assert_eq!(heard(&mut stream).await, b"", "{}", &line[..line.len().min(40)]);
    }
    assert_eq!(call_of(&world).await, before);
}

async fn connect(dir: &Path) -> UnixStream {
    UnixStream::connect(dir.join(CONTROL)).await.unwrap()
}

async fn call_of(world: &World) -> Told {
    call(world.folder().path(), Call::KeyList, Arc::new(SystemClock::start())).await.unwrap()
}
