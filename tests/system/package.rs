//! The packages for Debian, installed into a folder that takes the place of a machine's root.

mod devices;

use server::backup::FOLDER;
use server::backup::name::names;
use std::collections::BTreeSet;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tests::folder::Folder;
use tests::person::{Acknowledged, Person};
use tests::program::{Server, always_open_catalogue, binary, done, free_address};
use tests::world::{CARD, OFFICE};

/// What the package depends on: the machine's own stand for those of the root.
const NEEDED: [&str; 4] = ["init-system-helpers", "libc6", "libgcc-s1", "passwd"];
const DATA: &str = "var/lib/sportello";
const ENABLED: &str = "etc/systemd/system/multi-user.target.wants/sportello.service";

#[tokio::test(flavor = "multi_thread")]
async fn package_installs_upgrades_in_place_and_purges_cleanly() {
    let machine = Machine::bare();
    let before = machine.files();
    let told = done(&machine.dpkg(&["--install", &machine.package("1.0.0-rc.1")]));
    assert!(told.contains("sportello init --data /var/lib/sportello"), "{told}");
    assert!(machine.has(ENABLED) && !machine.has("var/lib/sportello/sportello.db"));

    let key = machine.office();
    let (server, clerk) = machine.start(&key).await;
    let ticket = clerk.take(CARD).await;
    let told = done(&machine.dpkg(&["--install", &machine.package("1.0.0")]));
    assert!(told.contains("1 tickets, 0 findings"), "a backup before the upgrade: {told}");
    assert_eq!(names(&machine.path(DATA).join(FOLDER)).unwrap().len(), 1);
    assert!(server.terminate().await, "the upgrade leaves the running server alone");

    let (server, clerk) = machine.start(&key).await;
    assert!(is_there(&clerk, &ticket).await);
    assert!(server.terminate().await);
    let told = done(&machine.dpkg(&["--remove", "sportello"]));
    assert!(told.contains("is kept"), "{told}");
    assert!(!machine.has("usr/bin/sportello") && machine.has("var/lib/sportello/sportello.db"));

    done(&machine.dpkg(&["--install", &machine.package("1.0.0")]));
    let (server, clerk) = machine.start(&key).await;
    assert!(is_there(&clerk, &ticket).await);
    assert!(server.terminate().await);
    let told = done(&machine.dpkg(&["--purge", "sportello"]));
    assert!(told.contains("are removed"), "{told}");
    assert_eq!(machine.files(), before);
}

#[test]
fn upgrade_without_a_backup_is_refused_until_it_is_asked_for() {
    let machine = Machine::bare();
    done(&machine.dpkg(&["--install", &machine.package("1.0.0")]));
    machine.office();
    std::fs::write(machine.path(DATA).join(FOLDER), "no folder").unwrap();
    let upgrade = machine.package("1.0.1");
    let refused = machine.dpkg(&["--install", &upgrade]);
    let told = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && told.contains("no backup, no upgrade"), "{told}");
    assert_eq!(machine.version(), "1.0.0");
    let mut forced = machine.dpkg_command(&["--install", &upgrade]);
    done(&forced.env("SPORTELLO_UPGRADE_WITHOUT_BACKUP", "1").output().unwrap());
    assert_eq!(machine.version(), "1.0.1");
}

#[test]
fn disabled_service_stays_disabled_after_an_upgrade() {
    let machine = Machine::bare();
    done(&machine.dpkg(&["--install", &machine.package("1.0.0")]));
    std::fs::remove_file(machine.path(ENABLED)).unwrap();
    done(&machine.dpkg(&["--install", &machine.package("1.0.1")]));
    assert!(!machine.has(ENABLED));
}

#[test]
fn same_program_packed_twice_gives_the_same_bytes() {
    let packed =
        [Folder::empty(), Folder::empty()].map(|folder| std::fs::read(pack(&folder, "sportello", "1.0.0")));
    let [first, second] = packed.map(Result::unwrap);
    assert!(first == second);
}

async fn is_there(clerk: &Person, ticket: &serde_json::Value) -> bool {
    let id = ticket["id"].as_str().unwrap();
    clerk.get(&format!("/api/v1/tickets/{id}")).await.is(200)["number"] == ticket["number"]
}

/// Packs a program that was built beside these tests, unpressed.
fn pack(folder: &Folder, program: &str, version: &str) -> String {
    let program = match program {
        "sportello" => binary(),
        device => binary().with_file_name(device),
    };
    assert!(program.exists(), "{} is missing: run `cargo build --workspace` first", program.display());
    let script = super::tidy::root().join("scripts/package.sh");
    let mut packing = Command::new(script);
    packing.env("VERSION", version).env("COMPRESSION", "none").env("SOURCE_DATE_EPOCH", "1772438400");
    done(&packing.arg(program).arg(folder.path()).output().unwrap()).trim().to_owned()
}

/// A root with nothing in it but what the package needs.
struct Machine {
    root: Folder,
    packages: Folder,
}

impl Machine {
    fn bare() -> Self {
        let machine = Self { root: Folder::empty(), packages: Folder::empty() };
        for folder in ["etc", "var/lib", "var/lib/dpkg/info", "var/lib/dpkg/updates", "usr/lib"] {
            std::fs::create_dir_all(machine.path(folder)).unwrap();
        }
        std::fs::write(machine.path("etc/passwd"), "root:x:0:0:root:/:/bin/sh\n").unwrap();
        std::fs::write(machine.path("etc/group"), "root:x:0:\n").unwrap();
        let installed = Command::new("dpkg-query").arg("--status").args(NEEDED).output().unwrap();
        std::fs::write(machine.path("var/lib/dpkg/status"), done(&installed)).unwrap();
        machine
    }

    fn path(&self, within: &str) -> PathBuf {
        self.root.path().join(within)
    }

    fn has(&self, within: &str) -> bool {
        self.path(within).symlink_metadata().is_ok()
    }

    fn package(&self, version: &str) -> String {
        pack(&self.packages, "sportello", version)
    }

    fn dpkg(&self, arguments: &[&str]) -> Output {
        self.dpkg_command(arguments).output().unwrap()
    }

    /// The scripts of the package run outside of the root, and are told where it is.
    fn dpkg_command(&self, arguments: &[&str]) -> Command {
        let is_root = std::fs::metadata("/proc/self").unwrap().uid() == 0;
        let mut dpkg = Command::new(if is_root { "dpkg" } else { "fakeroot" });
        if !is_root {
            dpkg.arg("dpkg");
        }
        dpkg.arg(format!("--root={}", self.root.path().display()));
        dpkg.args(["--force-script-chrootless", "--force-unsafe-io"]).args(arguments);
        dpkg.env("LC_ALL", "C").env("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        dpkg
    }

    fn version(&self) -> String {
        let asked = ["--showformat=${Version}", "--show", "sportello"];
        let admin = format!("--admindir={}", self.path("var/lib/dpkg").display());
        done(&Command::new("dpkg-query").arg(admin).args(asked).output().unwrap())
    }

    /// Makes an office with the installed program; a clerk's key to it.
    fn office(&self) -> String {
        let data = self.path(DATA);
        let program = self.path("usr/bin/sportello");
        let sportello = |arguments: &[&str]| {
            done(&Command::new(&program).args(arguments).arg("--data").arg(&data).output().unwrap())
        };
        let catalogue = self.packages.path().join("catalogue.toml");
        std::fs::write(&catalogue, always_open_catalogue()).unwrap();
        sportello(&["init", "--catalogue", catalogue.to_str().unwrap()]);
        let owner = std::fs::metadata(&data).unwrap();
        for entry in std::fs::read_dir(&data).unwrap() {
            let made = entry.unwrap().metadata().unwrap();
            assert_eq!((made.uid(), made.gid()), (owner.uid(), owner.gid()), "the server's own");
        }
        sportello(&["key", "add", "clerk", "--role", "clerk", "--office", OFFICE]).trim().to_owned()
    }

    /// Starts the installed server as its unit does.
    async fn start(&self, key: &str) -> (Server, Person) {
        let unit = std::fs::read_to_string(self.path("usr/lib/systemd/system/sportello.service")).unwrap();
        assert!(unit.contains("\nExecStart=/usr/bin/sportello serve --data /var/lib/sportello\n"));
        let command = Command::new(self.path("usr/bin/sportello"));
        let server = Server::start_by(command, &self.path(DATA), free_address()).await;
        let clerk = server.person(Some(key), Acknowledged::default());
        (server, clerk)
    }

    /// Every file but the accounts and the records of dpkg.
    fn files(&self) -> BTreeSet<PathBuf> {
        let mut found = BTreeSet::new();
        let mut folders = vec![self.root.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let within = path.strip_prefix(self.root.path()).unwrap().to_owned();
                if within == Path::new("var/lib/dpkg") {
                    continue;
                }
                if path.is_dir() && !path.is_symlink() {
                    folders.push(path);
                } else if within.parent() != Some(Path::new("etc")) {
                    found.insert(within);
                }
            }
        }
        found
    }
}
