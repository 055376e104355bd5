//! The real program of a display, in a process of its own.

use crate::folder::Folder;
use crate::person::{Acknowledged, Person, Told};
use crate::program::{display_binary, free_address};
use crate::until::until;
use crate::world::World;
use agent::pass::Pass;
use office::id::DeviceId;
use reqwest::Method;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The program, killed with its owner.
pub struct Display {
    child: Child,
    /// Where its pages are.
    pub address: SocketAddr,
}

impl Display {
    /// Starts it in a folder, for a server at this address.
    pub fn start(folder: &Folder, server: SocketAddr) -> Self {
        Self::start_with(folder, server, None, "")
    }

    /// Starts it as a display of the world, with settings of its own; where there are `programs`, they count more
    /// than the machine's.
    pub async fn linked(world: &World, folder: &Folder, programs: Option<&Path>, settings: &str) -> Self {
        let pass = Pass { device: DeviceId::new("display-1").unwrap(), key: world.device_key("display-1") };
        pass.write(folder.path()).unwrap();
        let display = Self::start_with(folder, world.address(), programs, settings);
        let browser = display.browser();
        until("the board", async || browse(&browser, "/display/").await.filter(|page| page.status == 200))
            .await;
        display
    }

    fn start_with(folder: &Folder, server: SocketAddr, programs: Option<&Path>, settings: &str) -> Self {
        let address = free_address();
        let file = folder.path().join("display.toml");
        std::fs::write(&file, settings).unwrap();
        let mut command = Command::new(display_binary());
        if let Some(programs) = programs {
            let path = std::env::var("PATH").unwrap_or_default();
            command.env("PATH", format!("{}:{path}", programs.display()));
        }
        let child = command
            .args(["--server", &format!("http://{server}"), "--listen", &address.to_string(), "--folder"])
            .arg(folder.path())
            .arg("--settings")
            .arg(&file)
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Self { child, address }
    }

    /// Its own browser.
    pub fn browser(&self) -> Person {
        Person::new(&format!("http://{}", self.address), None, Acknowledged::default())
    }

    /// As a power cut would.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page of the program, where it answers.
pub async fn browse(browser: &Person, path: &str) -> Option<Told> {
    browser.try_send(browser.ask(Method::GET, path)).await.ok()
}
