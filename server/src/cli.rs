//! The command line.

mod booking;
mod catalogue;
mod configuration;
mod device;

use agent::journal::Form;
use clap::{CommandFactory, Parser, Subcommand};
use configuration::ConfigurationCommand;
use office::id::OfficeId;
use server::backup::restore::{Restored, restore};
use server::clock::{Clock, SystemClock};
use server::control::staff::StaffCall;
use server::control::{self, Call, Told};
use server::demo::{self, DemoSettings};
use server::init::init;
use server::relief;
use server::run::{Settings, Signals, prepare};
use server::settings::{self, PublicUrl};
use server::store::keys::Role;
use server::store::setup::Mode;
use server::tls::authority;
use std::error::Error;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The front office of a town hall as one program.
#[derive(Debug, Parser)]
#[command(name = "sportello", version, about)]
pub struct Cli {
    /// How the log is written: text for people, json for programs.
    #[arg(long, global = true, value_name = "FORM", env = "SPORTELLO_LOG", value_enum, default_value_t = Form::Text)]
    pub log: Form,
    #[command(subcommand)]
    command: Command,
}

impl Cli {
    /// The language in which this process is only to speak one text.
    pub fn speaks(&self) -> Option<&str> {
        if let Command::Speak { language } = &self.command { Some(language) } else { None }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Speaks one text.
    #[command(name = voice::COMMAND, hide = true)]
    Speak {
        /// In which language.
        language: String,
    },
    /// An office to try out: open at any hour, desks without login, a simulated printer.
    Demo {
        /// The folder of the demo; absent: a scratch folder, which is printed.
        #[arg(long)]
        data: Option<PathBuf>,
        #[command(flatten)]
        web: Web,
        /// Adds simulated visitors and clerks.
        #[arg(long)]
        visitors: bool,
    },
    /// Serves the office of a data folder.
    Serve {
        #[command(flatten)]
        folder: Folder,
        #[command(flatten)]
        web: Web,
        /// Keeps backups in this folder, every minute; best on another disk.
        #[arg(long, value_name = "DIR", env = "SPORTELLO_BACKUP_TO")]
        backup_to: Option<PathBuf>,
    },
    /// Makes an office from a catalogue (TOML), by default the one of Lecco.
    Init {
        #[command(flatten)]
        folder: Folder,
        /// The catalogue: a file of TOML, or a folder of them.
        #[arg(long, value_name = "FILE-or-DIR")]
        catalogue: Option<PathBuf>,
    },
    /// Follows the chain of the log, folds it and compares it with the tables; fails on any finding.
    Verify {
        #[command(flatten)]
        folder: Folder,
    },
    /// Makes a whole copy, also while the server runs, and tests it; fails if the test finds anything.
    Backup {
        #[command(flatten)]
        folder: Folder,
        /// The folder it goes to, which must exist; absent: `backups` in the data folder.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Makes an office in an empty folder from a backup; every screen starts anew.
    Restore {
        #[command(flatten)]
        folder: Folder,
        /// The backup.
        #[arg(long, value_name = "FILE")]
        from: PathBuf,
        /// Restores also what does not pass its test.
        #[arg(long)]
        force: bool,
    },
    /// Catalogues: the configuration of an office as files, and its services for other programs.
    Catalogue {
        #[command(subcommand)]
        command: catalogue::CatalogueCommand,
    },
    /// The configuration of an office: what is in force, what was, and what is to be.
    Configuration {
        #[command(subcommand)]
        command: ConfigurationCommand,
    },
    /// Who comes to an appointment: what is held of them, and its erasure.
    Booking {
        #[command(subcommand)]
        command: booking::BookingCommand,
    },
    /// API keys.
    Key {
        #[command(subcommand)]
        command: KeyCommand,
    },
    /// People who work here.
    Staff {
        /// The data folder, named before or after what is to be done.
        #[arg(long = "data", value_name = "DIR", env = "SPORTELLO_DATA", global = true)]
        dir: Option<PathBuf>,
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// Totems, displays and printers.
    Device {
        #[command(subcommand)]
        command: device::DeviceCommand,
    },
    /// The authority of this office's own, which devices pin.
    Tls {
        #[command(subcommand)]
        command: TlsCommand,
    },
}

#[derive(Debug, clap::Args)]
struct Folder {
    /// The data folder.
    #[arg(long = "data", env = "SPORTELLO_DATA")]
    dir: PathBuf,
}

#[derive(Debug, clap::Args)]
struct Web {
    /// The address to listen at; without it 127.0.0.1:7300.
    #[arg(long, env = "SPORTELLO_LISTEN")]
    listen: Option<SocketAddr>,
    /// What links that leave the building start with.
    #[arg(long, env = "SPORTELLO_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Makes a key and prints it, once.
    Add {
        #[command(flatten)]
        folder: Folder,
        /// The name of the key.
        id: String,
        /// clerk, welcome, supervisor or admin.
        #[arg(long, value_parser = role)]
        role: Role,
        /// In which office.
        #[arg(long)]
        office: OfficeId,
        /// What it is for.
        #[arg(long, default_value = "")]
        label: String,
        /// For how long it is good, days.
        #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=3650))]
        days: u32,
    },
    /// Lists the keys, without their secrets.
    List {
        #[command(flatten)]
        folder: Folder,
    },
    /// Revokes a key.
    Revoke {
        #[command(flatten)]
        folder: Folder,
        /// The name of the key.
        id: String,
    },
}

#[derive(Debug, Subcommand)]
enum TlsCommand {
    /// Makes the authority, if there is none yet, and a certificate for this server.
    Make {
        #[command(flatten)]
        folder: Folder,
        /// A host name of this server; without any, those in sportello.toml.
        #[arg(long, value_name = "NAME")]
        name: Vec<String>,
        /// An address of this server.
        #[arg(long, value_name = "IP")]
        address: Vec<std::net::IpAddr>,
    },
    /// Shows the file and the fingerprint that devices pin.
    Show {
        #[command(flatten)]
        folder: Folder,
    },
}

#[derive(Debug, Subcommand)]
enum StaffCommand {
    /// Adds somebody and prints a code, once, with which they set their password within ten minutes.
    Add {
        /// The name they type at login.
        name: String,
        /// Where.
        #[arg(long)]
        office: OfficeId,
        /// clerk, welcome, supervisor or admin.
        #[arg(long, value_parser = role)]
        role: Role,
    },
    /// Lists everybody: name, id, roles, state.
    List,
    /// Gives a role in an office, in place of the one held there.
    Role {
        /// Whose.
        name: String,
        /// Where.
        #[arg(long)]
        office: OfficeId,
        /// clerk, welcome, supervisor or admin.
        #[arg(long, value_parser = role)]
        role: Role,
    },
    /// Takes the role in an office away; whoever has none at all is removed.
    Remove {
        /// Whose.
        name: String,
        /// Where.
        #[arg(long)]
        office: OfficeId,
    },
    /// Keeps somebody out, and ends their sessions.
    Disable {
        /// Whom.
        name: String,
    },
    /// Lets somebody in again.
    Enable {
        /// Whom.
        name: String,
    },
    /// Prints a code for a forgotten password.
    Code {
        /// Whose.
        name: String,
    },
    /// Ends all sessions of somebody.
    EndSessions {
        /// Whose.
        name: String,
    },
    /// Forgets the second factor of somebody whose phone is lost.
    ForgetSecondFactor {
        /// Whose.
        name: String,
    },
}

impl From<StaffCommand> for StaffCall {
    fn from(command: StaffCommand) -> Self {
        match command {
            StaffCommand::Add { name, office, role } => StaffCall::Add { name, office, role },
            StaffCommand::List => StaffCall::List,
            StaffCommand::Role { name, office, role } => StaffCall::Role { name, office, role },
            StaffCommand::Remove { name, office } => StaffCall::Remove { name, office },
            StaffCommand::Disable { name } => StaffCall::Disable { name },
            StaffCommand::Enable { name } => StaffCall::Enable { name },
            StaffCommand::Code { name } => StaffCall::Code { name },
            StaffCommand::EndSessions { name } => StaffCall::EndSessions { name },
            StaffCommand::ForgetSecondFactor { name } => StaffCall::ForgetSecondFactor { name },
        }
    }
}

fn role(text: &str) -> Result<Role, String> {
    Role::from_code(text).ok_or_else(|| "a role is clerk, welcome, supervisor or admin".to_owned())
}

type Ended = Result<ExitCode, Box<dyn Error + Send + Sync>>;

/// Does what was asked.
pub async fn run(cli: Cli) -> Ended {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock::start());
    match cli.command {
        // Done before anything is started: see main.
        Command::Speak { .. } => Ok(ExitCode::FAILURE),
        Command::Demo { data, web, visitors } => run_demo(data, web, visitors, clock).await,
        Command::Serve { folder, web, backup_to } => serve(&folder.dir, web, backup_to, clock).await,
        Command::Init { folder, catalogue: file } => {
            let document = match file {
                Some(path) => catalogue::checked(&path)?,
                None => Some(server::catalogue::default_configuration()?),
            };
            let Some(document) = document else { return Ok(ExitCode::FAILURE) };
            init(&folder.dir, Mode::Serve, vec![document], clock.as_ref())?;
            settings::write_example(&folder.dir)?;
            say(&[format!("made an office in {}", folder.dir.display())]);
            Ok(ExitCode::SUCCESS)
        }
        Command::Verify { folder } => call(&folder, Call::Verify, clock).await,
        Command::Backup { folder, to } => {
            // The server that makes it may have been started elsewhere.
            let to = to.map(std::path::absolute).transpose()?;
            call(&folder, Call::Backup { to }, clock).await
        }
        Command::Restore { folder, from, force } => {
            let restored = restore(&from, &folder.dir, force, clock.now())?;
            say(&restored_lines(&restored, &folder.dir));
            Ok(ExitCode::SUCCESS)
        }
        Command::Catalogue { command } => catalogue::run(command, clock).await,
        Command::Configuration { command } => configuration::run_configuration(command, clock).await,
        Command::Booking { command } => booking::run_booking(command, clock).await,
        Command::Key { command } => match command {
            KeyCommand::Add { folder, id, role, office, label, days } => {
                call(&folder, Call::KeyAdd { id, role, office, label, days }, clock).await
            }
            KeyCommand::List { folder } => call(&folder, Call::KeyList, clock).await,
            KeyCommand::Revoke { folder, id } => call(&folder, Call::KeyRevoke { id }, clock).await,
        },
        Command::Staff { dir: Some(dir), command } => {
            call(&Folder { dir }, Call::Staff(command.into()), clock).await
        }
        Command::Staff { dir: None, .. } => {
            let missing = clap::error::ErrorKind::MissingRequiredArgument;
            Cli::command().error(missing, "staff wants --data DIR").exit()
        }
        Command::Tls { command } => run_tls(command, clock.as_ref()),
        Command::Device { command } => device::run(command, clock).await,
    }
}

fn run_tls(command: TlsCommand, clock: &dyn Clock) -> Ended {
    let lines = match command {
        TlsCommand::Make { folder, name, address } => {
            let named: Vec<String> =
                name.into_iter().chain(address.iter().map(ToString::to_string)).collect();
            authority::make(&folder.dir, named, settings::read(&folder.dir)?.tls, clock.now())?
        }
        TlsCommand::Show { folder } => authority::show(&folder.dir, clock.now())?,
    };
    say(&lines);
    Ok(ExitCode::SUCCESS)
}

/// Serves as `sportello.toml` says, and as the flags say instead.
async fn serve(dir: &Path, web: Web, backup_to: Option<PathBuf>, clock: Arc<dyn Clock>) -> Ended {
    let file = settings::read(dir)?;
    let settings = Settings {
        dir: dir.to_owned(),
        listen: web.listen.or(file.listen).unwrap_or(settings::LISTEN),
        public_url: web.public_url.or(file.public_url),
        mode: Mode::Serve,
        tls: file.tls,
        door: file.door,
        sound: file.sound,
        mail: file.mail,
        relief_after: file.relief_after.unwrap_or(relief::AFTER),
    };
    let prepared = prepare(settings, clock).await?;
    let signals = Signals::listen()?;
    let running = prepared.open();
    if let Some(target) = backup_to.or(file.backup_to) {
        running.keep_backups(&std::path::absolute(target)?);
    }
    if let Some(code) = running.app.people.set_up_code().await? {
        say(&[
            format!("set-up code: {code}"),
            format!(
                "nobody can manage this office yet: open {}/setup within an hour",
                running.app.public_url
            ),
        ]);
    }
    running.until_signal(signals).await?;
    Ok(ExitCode::SUCCESS)
}

async fn run_demo(data: Option<PathBuf>, web: Web, visitors: bool, clock: Arc<dyn Clock>) -> Ended {
    let dir = match data {
        Some(dir) => dir,
        None => scratch_dir()?,
    };
    server::folder::make(&dir)?;
    let listen = web.listen.unwrap_or(settings::LISTEN);
    let settings = DemoSettings { dir: dir.clone(), listen, public_url: web.public_url, visitors };
    let signals = Signals::listen()?;
    let running = demo::run(settings, clock).await?;
    say(&[
        format!("Sportello demo: http://{}/", running.address),
        format!("folder: {}", dir.display()),
        "end with Ctrl-C".to_owned(),
    ]);
    running.until_signal(signals).await?;
    Ok(ExitCode::SUCCESS)
}

/// A folder of its own under the machine's folder for temporary files.
fn scratch_dir() -> Result<PathBuf, Box<dyn Error + Send + Sync>> {
    let name = control::secret()?;
    Ok(std::env::temp_dir().join(format!("sportello-demo-{}", &name[..12])))
}

async fn call(folder: &Folder, call: Call, clock: Arc<dyn Clock>) -> Ended {
    told(control::call(&folder.dir, call, clock).await?)
}

fn told(told: Told) -> Ended {
    match told {
        Told::Done(lines) => {
            say(&lines);
            Ok(ExitCode::SUCCESS)
        }
        Told::Bad(lines) => {
            say(&lines);
            Ok(ExitCode::FAILURE)
        }
    }
}

/// What was restored, and until when.
fn restored_lines(restored: &Restored, dir: &Path) -> Vec<String> {
    let report = &restored.report;
    let mut lines = vec![format!(
        "restored into {}: {} events, {} tickets, {} findings",
        dir.display(),
        report.events,
        report.tickets,
        report.findings.len()
    )];
    lines.extend(report.findings.iter().map(|finding| format!("restored all the same: {finding}")));
    lines.extend(restored.offices.iter().map(|until| {
        let at = until.at.map_or("never".to_owned(), |at| {
            at.utc().with_timezone(&until.zone).format("%Y-%m-%d %H:%M:%S %:z").to_string()
        });
        format!("{}: up to event {}, {at}; what came after is not in it", until.office, until.seq)
    }));
    lines.push("new epoch: every screen starts anew".to_owned());
    lines
}

/// Writes results; a closed pipe or a full disk is no reason to fail.
fn say(lines: &[String]) {
    let mut out = std::io::stdout().lock();
    for line in lines {
        let _ = writeln!(out, "{line}");
    }
    let _ = out.flush();
}
