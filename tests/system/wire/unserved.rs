//! What is not for the network: files of the folder, of the repository, and tools of developers.

use tests::world::{RESIDENCE, World};

/// What scanners ask for first, and what lies in the data folder.
const PATHS: [&str; 34] = [
    "/.git/HEAD",
    "/.git/config",
    "/.env",
    "/.well-known/../sportello.db",
    "/sportello.db",
    "/sportello.db-wal",
    "/sportello.toml",
    "/data/sportello.db",
    "/backups/",
    "/before-version-2.db",
    "/control.sock",
    "/lock",
    "/tls/authority.key",
    "/tls/server.key",
    "/schema.sql",
    "/Cargo.toml",
    "/src/main.rs",
    "/debug",
    "/debug/pprof/",
    "/debug/vars",
    "/server-status",
    "/actuator/env",
    "/api/debug",
    "/swagger-ui/",
    "/console",
    "/phpinfo.php",
    "/static/",
    "/static/server/",
    "/static/../sportello.db",
    "/static/%2e%2e/sportello.db",
    "/static/server/..%2f..%2fsportello.db",
    "/static/server/%2fetc%2fpasswd",
    "/static//etc/passwd",
    "/etc/passwd",
];

#[tokio::test(flavor = "multi_thread")]
async fn files_of_the_folder_and_tools_of_developers_are_not_served() {
    let world = World::begin().await;
    world.walk_in().take(RESIDENCE).await;
    let people = [world.stranger(), world.clerk(), world.supervisor(), world.holder_of("admin")];
    for path in PATHS {
        for person in &people {
            let told = raw(&world, person.header(), path).await;
            assert!(told.starts_with("HTTP/1.1 404"), "{path}: {}", &told[..told.len().min(200)]);
            for inside in ["SQLite format", "ref: refs", "root:x:", "BEGIN PRIVATE KEY", "[package]"] {
                assert!(!told.contains(inside), "{path}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_the_house_are_not_for_strangers_and_devices() {
    let world = World::begin().await;
    world.stranger().get("/metrics").await.refused(401, "no_identity");
    world.walk_in().get("/metrics").await.refused(403, "not_yours");
    assert!(world.clerk().get("/metrics").await.text.contains("sportello_events"));
}

/// Asks for a path as it stands; a client would put it in order first.
async fn raw(world: &World, (name, value): (&str, String), path: &str) -> String {
    let address = world.address();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{name}: {value}\r\n\r\n");
    tests::raw::answer(address, request.as_bytes()).await
}
