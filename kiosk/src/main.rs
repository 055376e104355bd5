//! `sportello-totem`: the program of a totem.
//!
//! It links to the dispatcher, shows the pages of this crate to the browser of its own machine, and keeps that
//! browser going. Without the dispatcher the totem says so, and goes on telling what it knows: needs, procedures,
//! hours and places, from the configuration that lies on its disk.

use agent::browser::Browser;
use agent::device::Device;
use agent::front::{LinkFront, Station};
use agent::health::Health;
use agent::link::OUTBOX_MAX;
use agent::pages::{Host, router};
use agent::settings::{Flags, Settings};
use agent::{journal, kept, life};
use clap::Parser;
use kiosk::{Clock, Secret, Shown, Visits};
use office::wire::DeviceRole;
use serde::Deserialize;
use std::error::Error;
use std::future::pending;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

/// Where the file of settings is where nothing is said.
const SETTINGS: &str = "/etc/sportello/totem.toml";
/// Where the pages are where nothing is said.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7311);
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// How long the parts may take to end.
const FAREWELL: Duration = Duration::from_secs(3);

/// The totem of Sportello.
#[derive(Debug, Parser)]
#[command(name = "sportello-totem", version, about)]
struct Cli {
    /// How the log is written: text for people, json for programs.
    #[arg(long, value_name = "FORM", env = "SPORTELLO_LOG", value_enum, default_value_t = journal::Form::Text)]
    log: journal::Form,
    #[command(flatten)]
    flags: Flags,
}

/// What this program alone wants to know.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Own {
    browser: WrittenBrowser,
}

/// The browser that the program keeps going; without a `program` somebody else does.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenBrowser {
    program: Option<PathBuf>,
    arguments: Vec<String>,
}

type Ended = Result<(), Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match start(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => journal::fail("sportello-totem", error.as_ref()),
    }
}

/// One thread does everything: one visitor at a time stands before it.
fn start(cli: Cli) -> Ended {
    journal::open(cli.log);
    let (settings, own) = agent::settings::read::<Own>(cli.flags, (Path::new(SETTINGS), LISTEN))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(run(settings, own.browser));
    runtime.shutdown_background();
    ended
}

async fn run(settings: Settings, browser: WrittenBrowser) -> Ended {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let listener = TcpListener::bind(settings.listen).await?;
    let address = listener.local_addr()?;
    let station = Station::<Shown>::new(kept::read(&settings.folder));
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (ending, is_ending) = watch::channel(false);

    let browser = browser.program.map(|program| Browser {
        program,
        arguments: browser.arguments,
        profile: settings.folder.join("browser"),
        url: format!("http://{address}/"),
    });
    let browsing = keep(browser, station.signs());
    let secret = secret()?;
    let host = Host {
        station: station.clone(),
        up,
        role: DeviceRole::Totem,
        server: settings.server,
        mount: Box::new(move |front: LinkFront<Shown>| {
            let clock: Clock = Arc::new(agent::now);
            kiosk::router(front, Visits::new(Secret::new(secret), random), clock)
        }),
    };
    let pages = axum::serve(listener, router(host, axum::Router::new(), address));
    let device = Device {
        folder: settings.folder.clone(),
        url: settings.link,
        trust: settings.trust,
        role: DeviceRole::Totem,
        version: VERSION,
        health: Health::start(VERSION),
    };
    let keeping = tokio::spawn(kept::keep(settings.folder, station.held()));
    let heard = station.clone();
    let linked = device.run(outbox, move |what| heard.hear(what), agent::jitter, is_ending);
    tracing::info!(%address, "ready");
    life::ready();
    let ended = tokio::select! {
        ended = linked => ended.map_err(Into::into),
        failed = pages.into_future() => failed.map_err(Into::into),
        never = life::live(|| true) => match never {},
        never = browsing => match never {},
        _ = terminate.recv() => Ok(()),
        _ = interrupt.recv() => Ok(()),
    };
    life::stopping();
    let _ = ending.send(true);
    // The last state is still written.
    drop(station);
    let _ = timeout(FAREWELL, keeping).await;
    ended
}

/// Keeps the browser going, where there is one to keep.
async fn keep(
    browser: Option<Browser>,
    signs: watch::Receiver<tokio::time::Instant>,
) -> std::convert::Infallible {
    match browser {
        Some(browser) => browser.keep(signs).await,
        None => pending().await,
    }
}

/// Signs the addresses of visits; another one with each start, since a visit does not outlast the program.
fn secret() -> Result<[u8; 32], getrandom::Error> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)?;
    Ok(secret)
}

fn random() -> u128 {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("the kernel's random source works once the machine is up");
    u128::from_le_bytes(bytes)
}
