//! `sportello-totem`: the program of a totem.
//!
//! It links to the dispatcher, shows the pages of this crate to the browser of its own machine, and keeps that
//! browser going. Without the dispatcher the totem says so, and goes on telling what it knows: needs, procedures,
//! hours and places, from the configuration that lies on its disk; and it gives numbers that were granted to it
//! before.

use agent::browser::Browser;
use agent::journal;
use agent::program::{Kind, Program, on_one_thread};
use agent::settings::{Flags, Settings};
use clap::{Parser, Subcommand};
use kiosk::alone::{self, Own, OwnPaper, Reserve};
use kiosk::night::{self, Switch};
use kiosk::{Clock, Secret};
use office::wire::DeviceRole;
use serde::Deserialize;
use std::convert::Infallible;
use std::error::Error;
use std::future::pending;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use tokio::sync::watch;
use tokio::time::Instant;
use voice::{Speaker, Voices};

/// Where the file of settings is where nothing is said.
const SETTINGS: &str = "/etc/sportello/totem.toml";
/// Where the pages are where nothing is said.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7311);
/// Where the program of the printer on the same machine listens, as its package has it.
const SOCKET: &str = "/run/sportello-printer/totem.sock";
const KIND: Kind = Kind { role: DeviceRole::Totem, version: env!("CARGO_PKG_VERSION") };

/// The totem of Sportello.
#[derive(Debug, Parser)]
#[command(name = "sportello-totem", version, about)]
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
struct Written {
    browser: WrittenBrowser,
    screen: WrittenScreen,
    printer: WrittenPrinter,
    sound: WrittenSound,
}

/// Whether pages can be read out.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenSound {
    voice: bool,
}

impl Default for WrittenSound {
    fn default() -> Self {
        Self { voice: true }
    }
}

/// The printer on the same machine.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenPrinter {
    socket: PathBuf,
}

impl Default for WrittenPrinter {
    fn default() -> Self {
        Self { socket: SOCKET.into() }
    }
}

/// The commands that switch the screen; without one the page alone goes dark.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenScreen {
    off: Vec<String>,
    on: Vec<String>,
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
    let Cli { log, flags, hidden } = Cli::parse();
    let ended = match hidden {
        Some(Hidden::Speak { language }) => voice::speak(&language).map_err(Into::into),
        None => start(log, flags),
    };
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => journal::fail("sportello-totem", error.as_ref()),
    }
}

fn start(log: journal::Form, flags: Flags) -> Ended {
    voice::offer();
    journal::open(log);
    let (settings, written) = agent::settings::read::<Written>(flags, (Path::new(SETTINGS), LISTEN))?;
    on_one_thread(run(settings, written))
}

async fn run(settings: Settings, Written { browser, screen, printer, sound }: Written) -> Ended {
    let folder = settings.folder.clone();
    let voices = if sound.voice { Some(Voices::reading(Speaker::this_program()?)) } else { None };
    let (secret, clock): (_, Clock) = (secret()?, Arc::new(agent::now));
    let own = Own { reserve: Reserve::open(&folder)?, paper: OwnPaper::new(clock(), random()) };
    let program = Program::begin(KIND, settings).await?;
    let browser = browser.program.map(|path| Browser {
        program: path,
        arguments: browser.arguments,
        profile: folder.join("browser"),
        url: format!("http://{}/", program.address),
    });
    let browsing = keep(browser, program.station.signs());
    let switch = Switch { off: screen.off, on: screen.on };
    tokio::spawn(night::keep(program.station.shown(), clock.clone(), switch));
    let ready = alone::keep_ready(program.station.clone(), program.up.clone(), own.reserve.clone(), folder);
    let paper = own.paper.clone();
    let printing = async move { paper.keep(&printer.socket).await };
    let beside = async {
        tokio::select! {
            never = browsing => never,
            never = ready => never,
            never = printing => never,
        }
    };
    let mount = alone::mount(own, Secret::new(secret), random, clock, voices);
    Ok(program.run(mount, axum::Router::new(), beside).await?)
}

/// Keeps the browser going, where there is one to keep.
async fn keep(browser: Option<Browser>, signs: watch::Receiver<Instant>) -> Infallible {
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
