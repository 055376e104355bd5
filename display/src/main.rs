//! `sportello-display`: the program of a waiting-room screen.
//!
//! It links to the dispatcher and shows the pages of this crate to the browser of its own machine, at an
//! address that no other machine reaches. What it shows is on the disk: after a loss of power it is there at
//! once, with its age.

use agent::device::Device;
use agent::front::{LinkFront, Station};
use agent::health::Health;
use agent::link::OUTBOX_MAX;
use agent::pages::{Host, router};
use agent::settings::{Flags, Settings};
use agent::{journal, kept, life};
use clap::{Parser, Subcommand};
use display::Speech;
use office::wire::{DeviceRole, DisplayScreen};
use serde::Deserialize;
use std::error::Error;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use voice::{Sound, Speaker, Voices};

/// Where the file of settings is where nothing is said.
const SETTINGS: &str = "/etc/sportello/display.toml";
/// Where the pages are where nothing is said.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 7310);
const VERSION: &str = env!("CARGO_PKG_VERSION");
/// How long the parts may take to end.
const FAREWELL: Duration = Duration::from_secs(3);

/// The waiting-room screen of Sportello.
#[derive(Debug, Parser)]
#[command(name = "sportello-display", version, about)]
struct Cli {
    /// How the log is written: text for people, json for programs.
    #[arg(long, value_name = "FORM", env = "SPORTELLO_LOG", value_enum, default_value_t = journal::Form::Text)]
    log: journal::Form,
    #[command(flatten)]
    flags: Flags,
    #[command(subcommand)]
    hidden: Option<Hidden>,
}

#[derive(Debug, Subcommand)]
enum Hidden {
    /// Speaks one text.
    #[command(name = voice::COMMAND, hide = true)]
    Speak {
        /// In which language.
        language: String,
    },
}

/// What this program alone wants to know.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Own {
    sound: Sound,
}

type Ended = Result<(), Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let ended = match cli.hidden {
        Some(Hidden::Speak { language }) => voice::speak(&language).map_err(Into::into),
        None => start(cli.log, cli.flags),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => journal::fail("sportello-display", error.as_ref()),
    }
}

/// One thread does everything: a board has little to do, and its machine little memory.
fn start(log: journal::Form, flags: Flags) -> Ended {
    voice::offer();
    journal::open(log);
    let (settings, own) = agent::settings::read::<Own>(flags, (Path::new(SETTINGS), LISTEN))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let ended = runtime.block_on(run(settings, own.sound));
    runtime.shutdown_background();
    ended
}

async fn run(settings: Settings, sound: Sound) -> Ended {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let listener = TcpListener::bind(settings.listen).await?;
    let address = listener.local_addr()?;
    let station = Station::<DisplayScreen>::new(kept::read(&settings.folder));
    let (up, outbox) = mpsc::channel(OUTBOX_MAX);
    let (ending, is_ending) = watch::channel(false);

    let speech = speech(sound)?;
    let host = Host {
        station: station.clone(),
        up,
        role: DeviceRole::Display,
        server: settings.server,
        mount: Box::new(move |front: LinkFront<DisplayScreen>| display::router(front, speech.clone())),
    };
    let files = axum::Router::new().nest(display::STATIC_PATH, display::files());
    let pages = axum::serve(listener, router(host, files, address));
    let device = Device {
        folder: settings.folder.clone(),
        url: settings.link,
        trust: settings.trust,
        role: DeviceRole::Display,
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

fn speech(sound: Sound) -> Result<Speech, std::io::Error> {
    let voices = Voices::new(Speaker::this_program()?, sound.recordings.clone());
    Ok(Speech { voices: Some(voices).filter(|_| sound.voice), sound })
}
