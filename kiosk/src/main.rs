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
use clap::Parser;
use kiosk::alone::{self, Reserve};
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

/// Where the file of settings is where nothing is said.
const SETTINGS: &str = "/etc/sportello/totem.toml";
/// Where the pages are where nothing is said.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7311);
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
}

/// What this program alone wants to know.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Own {
    browser: WrittenBrowser,
    screen: WrittenScreen,
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
    let cli = Cli::parse();
    match start(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => journal::fail("sportello-totem", error.as_ref()),
    }
}

fn start(cli: Cli) -> Ended {
    journal::open(cli.log);
    let (settings, own) = agent::settings::read::<Own>(cli.flags, (Path::new(SETTINGS), LISTEN))?;
    on_one_thread(run(settings, own))
}

async fn run(settings: Settings, Own { browser, screen }: Own) -> Ended {
    let folder = settings.folder.clone();
    let (secret, clock): (_, Clock) = (secret()?, Arc::new(agent::now));
    let reserve = Reserve::open(&folder)?;
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
    let ready = alone::keep_ready(program.station.clone(), program.up.clone(), reserve.clone(), folder);
    let beside = async {
        tokio::select! {
            never = browsing => never,
            never = ready => never,
        }
    };
    let mount = alone::mount(reserve, Secret::new(secret), random, clock);
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
