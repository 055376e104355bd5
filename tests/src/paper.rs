//! What tests of paper share: the real program of a printer, a totem that wants slips, and what the
//! dispatcher has been told of them.

use crate::device::Link;
use crate::folder::Folder;
use crate::program::printer_binary;
use crate::world::World;
use agent::pass::Pass;
use office::id::DeviceId;
use office::wire::{Reply, Snapshot, ToDevice, Trouble};
use rusqlite::{Connection, OpenFlags};
use std::ffi::OsStr;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The program of a printer, between a server and a machine; killed with this value.
pub struct PrinterProgram(Child);

impl PrinterProgram {
    /// Starts it as the device of a world, with a folder that it may know already.
    pub fn start(world: &World, device: &str, folder: &Folder, machine: SocketAddr) -> Self {
        Self::start_at(world.address(), device, &world.device_key(device), folder, machine)
    }

    /// Starts it as a device that has this key.
    pub fn start_at(
        server: SocketAddr,
        device: &str,
        key: &str,
        folder: &Folder,
        machine: SocketAddr,
    ) -> Self {
        Self::start_beside(server, device, key, folder, (machine, None))
    }

    /// The same, with a socket for the totem of its machine.
    pub fn start_beside(
        server: SocketAddr,
        device: &str,
        key: &str,
        folder: &Folder,
        (machine, totem): (SocketAddr, Option<&Path>),
    ) -> Self {
        let pass = Pass { device: DeviceId::new(device).unwrap(), key: key.to_owned() };
        pass.write(folder.path()).unwrap();
        let started = Command::new(printer_binary())
            .args(["--server", &format!("http://{server}")])
            .args(["--printer", &format!("tcp://{machine}"), "--folder"])
            .arg(folder.path())
            .args(totem.into_iter().flat_map(|socket| [OsStr::new("--totem"), socket.as_os_str()]))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        Self(started.unwrap())
    }

    /// Kills it, as a power cut of its machine would.
    pub fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for PrinterProgram {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// How many numbers were wanted: each has a request of its own, whatever totem asks.
static TAPS: AtomicU32 = AtomicU32::new(0);

/// A totem on its link.
pub struct Totem(Link);

impl Totem {
    /// The world's own.
    pub async fn of(world: &World) -> Self {
        Self(Link::welcomed(world.address(), "totem-1", &world.device_key("totem-1")).await)
    }

    /// Takes a number with a slip; the number.
    pub async fn take(&mut self, service: &str) -> String {
        let tap = TAPS.fetch_add(1, Ordering::Relaxed);
        let ask = serde_json::json!({"type": "ask", "request": format!("tap-{tap}"),
            "ask": {"ask": "take", "service": service, "class": "ordinary", "language": "it", "quote": null,
                "print": true}});
        self.0.say_text(&ask.to_string()).await;
        match self.0.answer().await {
            ToDevice::Reply { reply: Reply::Taken(taken), .. } => taken.number.to_string(),
            other => panic!("{other:?}"),
        }
    }

    /// Waits for a snapshot that says so.
    pub async fn told(&mut self, trouble: Option<Trouble>) {
        self.0
            .snapshot(|snapshot| match snapshot {
                Snapshot::Totem(screen) => screen.paper == trouble,
                Snapshot::Display(_) | Snapshot::Printer(_) => false,
            })
            .await;
    }
}

/// A print job of a ticket, as the dispatcher knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The ticket's number.
    pub number: String,
    /// Which copy.
    pub copy: u32,
    /// At which printer.
    pub printer: String,
    /// What became of it.
    pub state: String,
}

impl Known {
    /// Whether nothing more becomes of it.
    pub fn has_ended(&self) -> bool {
        !matches!(self.state.as_str(), "queued" | "sending")
    }

    /// Whether somebody was told that it is on paper.
    pub fn is_printed(&self) -> bool {
        matches!(self.state.as_str(), "printed" | "printed_weak")
    }
}

/// Every print job of a ticket in a database, in the order in which they were made.
pub fn known(database: &Path) -> Vec<Known> {
    let sql = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement = sql
        .prepare(
            "select t.series || printf('%03d', t.count), j.copy, j.printer, j.state from print_job j \
             join ticket t on t.id = j.ticket order by j.id",
        )
        .unwrap();
    let rows = statement.query_map([], |row| {
        Ok(Known { number: row.get(0)?, copy: row.get(1)?, printer: row.get(2)?, state: row.get(3)? })
    });
    rows.unwrap().map(Result::unwrap).collect()
}
