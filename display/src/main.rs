//! `sportello-display`: the program of a waiting-room screen.
//!
//! It links to the dispatcher and shows the pages of this crate to the browser of its own machine, at an
//! address that no other machine reaches. What it shows is on the disk: after a loss of power it is there at
//! once, with its age.

use agent::front::LinkFront;
use agent::journal;
use agent::program::{Kind, Program, on_one_thread};
use agent::settings::{Flags, Settings};
use clap::{Parser, Subcommand};
use display::Speech;
use office::wire::{DeviceRole, DisplayScreen};
use serde::Deserialize;
use std::error::Error;
use std::future::pending;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;
use std::process::ExitCode;
use voice::{Sound, Speaker, Voices};

/// Where the file of settings is where nothing is said.
const SETTINGS: &str = "/etc/sportello/display.toml";
/// Where the pages are where nothing is said.
const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7310);
const KIND: Kind = Kind { role: DeviceRole::Display, version: env!("CARGO_PKG_VERSION") };

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

fn start(log: journal::Form, flags: Flags) -> Ended {
    voice::offer();
    journal::open(log);
    let (settings, own) = agent::settings::read::<Own>(flags, (Path::new(SETTINGS), LISTEN))?;
    on_one_thread(run(settings, own.sound))
}

async fn run(settings: Settings, sound: Sound) -> Ended {
    let speech = speech(sound)?;
    let mount = move |front: LinkFront<DisplayScreen>| display::router(front, speech.clone());
    let files = axum::Router::new().nest(display::STATIC_PATH, display::files());
    let program = Program::begin(KIND, settings).await?;
    Ok(program.run(Box::new(mount), files, pending()).await?)
}

fn speech(sound: Sound) -> Result<Speech, std::io::Error> {
    let voices = Voices::new(Speaker::this_program()?, sound.recordings.clone());
    Ok(Speech { voices: Some(voices).filter(|_| sound.voice), sound })
}
