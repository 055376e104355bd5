//! The real program of a display, beside a server: enrolled, linked, heard, and what it knows without one.

use reqwest::Method;
use serde_json::json;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use tests::display::{Display, browse};
use tests::feed::Feed;
use tests::folder::Folder;
use tests::program::{display_binary, free_address};
use tests::until::until;
use tests::world::{CARD, OFFICE, REGISTER, World};

#[tokio::test(flavor = "multi_thread")]
async fn display_is_enrolled_speaks_its_calls_and_shows_them_after_a_loss_of_power() {
    let mut world = World::begin().await;
    let folder = Folder::empty();
    let program = Display::start(&folder, world.address());
    let browser = program.browser();
    let code = until("the code on the screen", async || {
        let page = browse(&browser, "/").await?;
        let (_, after) = page.text.split_once("data-code=\"")?;
        after.split('"').next().map(str::to_owned)
    })
    .await;
    assert_eq!(browse(&browser, "/display/").await.unwrap().header("location"), "/");
    enrol(&world, &code).await;
    let page =
        until("the board", async || browse(&browser, "/display/").await.filter(|page| page.status == 200))
            .await;
    assert!(page.header("content-security-policy").contains("default-src 'none'"), "{:?}", page.headers);
    let key = std::fs::metadata(folder.path().join("device.json")).unwrap().permissions().mode();
    assert_eq!(key & 0o777, 0o600);

    let mut feed = Feed::open(program.address, "/display/feed", ("Cookie", "")).await.ok().unwrap();
    feed.state(|_| true).await;
    let taken = world.walk_in().take_with(json!({"service": CARD, "language": "fr"})).await;
    let number = taken["number"].as_str().unwrap().to_owned();
    world.clerk().at_desk(REGISTER, "call-next").await.is(200);
    let state = feed.state(|state| state["says"].is_array()).await;
    assert!(state["regions"]["newest"].as_str().unwrap().contains(&number), "{state}");
    assert_eq!(state["says"][0]["call"], state["chime"]);
    let sounds = state["says"][0]["sounds"].as_array().unwrap();
    assert_eq!(sounds.len(), 2, "Italian, then French: {state}");
    for sound in sounds {
        let path = format!("/display/{}", sound.as_str().unwrap());
        let answer = browser.ask(Method::GET, &path).send().await.unwrap();
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()["content-type"]),
            (200, &"audio/wav".parse().unwrap())
        );
        let wav = answer.bytes().await.unwrap();
        assert!(wav.starts_with(b"RIFF") && wav.len() > 16_000, "{} bytes", wav.len());
    }
    assert_eq!(browse(&browser, "/display/voice/0.wav").await.unwrap().status, 404);

    until("the call on the disk", async || {
        let kept = std::fs::read_to_string(folder.path().join("snapshot.json")).ok()?;
        kept.contains(&number).then_some(())
    })
    .await;
    program.kill();
    world.end().await;
    let program = Display::start(&folder, world_that_is_gone());
    let browser = program.browser();
    let page =
        until("what it knew", async || browse(&browser, "/display/").await.filter(|page| page.status == 200))
            .await;
    assert!(page.text.contains(&number) && page.text.contains("class=\"display lost\""), "{}", page.text);
    assert!(page.text.contains("02/03/2026 09:00"), "it says how old that is: {}", page.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn display_that_has_reached_nobody_says_so_and_answers_its_own_browser_only() {
    let folder = Folder::empty();
    let program = Display::start(&folder, world_that_is_gone());
    let browser = program.browser();
    let page = until("the doorstep", async || browse(&browser, "/").await).await;
    assert!(page.text.contains("Il server non risponde ancora"), "{}", page.text);
    let asked = browser.ask(Method::GET, "/").header("Host", "elsewhere.example");
    assert_eq!(browser.send(asked).await.status, 421);
}

#[test]
fn display_with_a_mistake_in_its_settings_says_so_in_one_line_and_ends() {
    let folder = Folder::empty();
    let settings = folder.path().join("display.toml");
    for (text, expected) in [
        ("server = \"https://sportello.example.it\"\nfolder = \".\"\n", "needs an authority"),
        (
            "server = \"http://127.0.0.1:1\"\nfolder = \".\"\n[sound]\nquiet = [\"13\"]\n",
            "no time of silence",
        ),
        ("server = \"http://127.0.0.1:1\"\nfolder = \".\"\nlisten = \"0.0.0.0:1\"\n", "not on this machine"),
    ] {
        std::fs::write(&settings, text).unwrap();
        let output = Command::new(display_binary()).arg("--settings").arg(&settings).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && told.contains(expected), "{told}");
        assert_eq!(told.trim_end().lines().count(), 1, "{told}");
    }
}

/// An address at which nobody listens.
fn world_that_is_gone() -> SocketAddr {
    free_address()
}

async fn enrol(world: &World, code: &str) {
    let admin = world.admin_at(OFFICE, "giulia.ferrari").await;
    let token = admin.token("/account").await;
    let fields = [("token", token.as_str()), ("code", code), ("title", "Sala"), ("kind", "display")];
    admin.fill("/admin/devices/enrol", &fields).await.is_led_to("/admin/devices");
}
