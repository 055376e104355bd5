//! The real program of a totem: what it can do with a server, and what without one; and its browser.

use reqwest::Method;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tests::folder::Folder;
use tests::form::hidden;
use tests::person::{Acknowledged, Person, Told};
use tests::program::{binary, free_address};
use tests::until::{until, within};
use tests::world::{OFFICE, World};

#[tokio::test(flavor = "multi_thread")]
async fn totem_without_its_server_says_so_and_goes_on_telling_what_it_knows() {
    let mut world = World::plan().with_whole_catalogue().with_closed_desks().begin().await;
    let folder = Folder::empty();
    let program = Program::start(&folder, world.address(), None);
    let browser = program.browser();
    enrol(&world, &code(&browser).await).await;
    let first = until("the first page", async || page(&browser, "/totem/").await).await;
    assert!(first.text.contains("Di che cosa ha bisogno"), "{}", first.text);
    until("the configuration on the disk", async || {
        let kept = std::fs::read_to_string(folder.path().join("snapshot.json")).ok()?;
        kept.contains("\"configuration\"").then_some(())
    })
    .await;

    world.end().await;
    within(Duration::from_secs(5), "that the totem says so", async || {
        let first = page(&browser, "/totem/").await?;
        let (_, notice) = first.text.split_once("data-stale")?;
        (!notice.split('>').next()?.contains("hidden")).then_some(())
    })
    .await;
    drop(program);
    let program = Program::start(&folder, free_address(), None);
    let browser = program.browser();
    let first = until("the first page after a loss of power", async || page(&browser, "/totem/").await).await;
    assert!(first.text.contains("Di che cosa ha bisogno"));
    let (_, tile) = first.text.split_once("class=\"tile\" href=\"").expect("a need that is often asked for");
    let tile = tile.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&");
    let told = follow(&browser, &format!("/totem/{tile}")).await;
    assert!(told.status == 200 && told.text.contains("<h1"), "{} {}", told.status, told.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn browser_that_ends_is_started_again() {
    let folder = Folder::empty();
    let starts = folder.path().join("starts");
    let script = folder.path().join("browser.sh");
    std::fs::write(&script, format!("#!/bin/sh\necho \"$@\" >> {}\n", starts.display())).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    let program = Program::start(&folder, free_address(), Some(&script));
    let lines = until("the second start", async || {
        let lines = std::fs::read_to_string(&starts).ok()?;
        (lines.lines().count() >= 2).then_some(lines)
    })
    .await;
    let first = lines.lines().next().unwrap();
    assert!(first.starts_with("--kiosk ") && first.contains("--user-data-dir="), "{first}");
    assert!(first.ends_with(&format!("http://{}/", program.address)), "{first}");
}

#[tokio::test(flavor = "multi_thread")]
async fn page_of_somebody_else_takes_no_number_at_a_totem() {
    let world = World::begin().await;
    let folder = Folder::empty();
    let program = Program::start(&folder, world.address(), None);
    let browser = program.browser();
    enrol(&world, &code(&browser).await).await;
    until("the first page", async || page(&browser, "/totem/").await).await;
    let told = browser.fill_with("/totem/take", &[], &[("Origin", "https://elsewhere.example")]).await;
    assert_eq!(told.status, 403);
}

/// The page at an address, wherever it leads.
async fn follow(browser: &Person, path: &str) -> Told {
    let mut path = path.to_owned();
    for _ in 0..4 {
        let told = browser.get(&path).await;
        match told.status {
            303 => path = format!("/totem/{}", told.header("location").trim_start_matches("./")),
            _ => return told,
        }
    }
    panic!("{path} leads nowhere")
}

async fn enrol(world: &World, code: &str) {
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let token = hidden(&admin.get("/admin/devices").await.text, "token");
    let fields =
        [("token", token.as_str()), ("code", code), ("title", "Ingresso"), ("kind", "totem:printer-1")];
    admin.fill("/admin/devices/enrol", &fields).await.is_led_to("/admin/devices");
}

async fn code(browser: &Person) -> String {
    until("the code on the screen", async || {
        let page = page(browser, "/").await?;
        let (_, after) = page.text.split_once("data-code=\"")?;
        after.split('"').next().map(str::to_owned)
    })
    .await
}

/// A page, once it is there.
pub async fn page(browser: &Person, path: &str) -> Option<Told> {
    browser.try_send(browser.ask(Method::GET, path)).await.ok().filter(|page| page.status == 200)
}

/// The program, killed with its owner.
pub struct Program {
    child: Child,
    address: SocketAddr,
}

impl Program {
    /// Starts it on a folder.
    pub fn start(folder: &Folder, server: SocketAddr, browser: Option<&std::path::Path>) -> Self {
        let browser = browser.map_or_else(String::new, |path| format!("[browser]\nprogram = {path:?}\n"));
        Self::start_with(folder, server, &browser)
    }

    /// Starts it on a folder, with this in its file of settings.
    pub fn start_with(folder: &Folder, server: SocketAddr, written: &str) -> Self {
        let address = free_address();
        let settings = folder.path().join("totem.toml");
        std::fs::write(&settings, written).unwrap();
        let path = binary().with_file_name("sportello-totem");
        assert!(path.exists(), "{} is missing: run `cargo build --workspace` first", path.display());
        let child = Command::new(path)
            .args(["--server", &format!("http://{server}"), "--listen", &address.to_string(), "--folder"])
            .arg(folder.path())
            .arg("--settings")
            .arg(&settings)
            .env("RUST_LOG", "error")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self { child, address }
    }

    /// Whoever stands before it.
    pub fn browser(&self) -> Person {
        Person::new(&format!("http://{}", self.address), None, Acknowledged::default())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
