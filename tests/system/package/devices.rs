//! The packages of the programs of devices: units, settings that stay, the rules of the browser, and what purging leaves.

use super::{Machine, pack};
use std::process::Command;
use tests::program::done;

/// A package: its program, its settings, its unit's own line, and who owns the screen.
struct Device {
    program: &'static str,
    settings: &'static str,
    starts: &'static str,
    user: Option<&'static str>,
    others: &'static [&'static str],
}

const DEVICES: [Device; 3] = [
    Device {
        program: "sportello-totem",
        settings: "etc/sportello/totem.toml",
        starts: "\nExecStart=/usr/bin/cage -s -- /usr/bin/sportello-totem\n",
        user: Some("sportello-totem"),
        others: &["etc/chromium/policies/managed/sportello-totem.json"],
    },
    Device {
        program: "sportello-display",
        settings: "etc/sportello/display.toml",
        starts: "\nExecStart=/usr/bin/sportello-display\n",
        user: Some("sportello-screen"),
        others: &[
            "etc/chromium/policies/managed/sportello-display.json",
            "usr/lib/systemd/system/sportello-display-browser.service",
        ],
    },
    Device {
        program: "sportello-printer",
        settings: "etc/sportello/printer.toml",
        starts: "\nExecStart=/usr/bin/sportello-printer\n",
        user: None,
        others: &[],
    },
];

#[test]
fn device_is_installed_keeps_its_settings_through_an_upgrade_and_is_purged_cleanly() {
    for device in &DEVICES {
        let (machine, program) = (Machine::bare(), device.program);
        let before = machine.files();
        let told = done(&machine.dpkg(&["--install", &pack(&machine.packages, program, "1.0.0-rc.1")]));
        assert!(told.contains(device.settings) && told.contains("where the server is"), "{told}");
        assert!(machine.has(&wanted(device)), "{program} is enabled");
        for other in device.others {
            assert!(machine.has(other), "{other}");
        }
        let unit =
            std::fs::read_to_string(machine.path(&format!("usr/lib/systemd/system/{program}.service")));
        assert!(unit.unwrap().contains(device.starts), "{program}");
        let accounts = std::fs::read_to_string(machine.path("etc/passwd")).unwrap();
        let named = device.user.map(|user| format!("\n{user}:"));
        assert!(named.is_none_or(|named| accounts.contains(&named)), "{accounts}");
        let version = Command::new(machine.path(&format!("usr/bin/{program}"))).arg("--version").output();
        assert!(done(&version.unwrap()).starts_with(program));

        let own = "server = \"https://sportello.example.it\"\n";
        std::fs::write(machine.path(device.settings), own).unwrap();
        std::fs::remove_file(machine.path(&wanted(device))).unwrap();
        done(&machine.dpkg(&["--install", &pack(&machine.packages, program, "1.0.0")]));
        assert_eq!(std::fs::read_to_string(machine.path(device.settings)).unwrap(), own);
        assert!(!machine.has(&wanted(device)), "{program} was disabled, and is");

        let key = machine.path(&format!("var/lib/{program}"));
        std::fs::create_dir_all(&key).unwrap();
        std::fs::write(key.join("device.json"), "{}").unwrap();
        let told = done(&machine.dpkg(&["--remove", program]));
        assert!(told.contains("are kept") && machine.has(device.settings) && key.exists(), "{told}");
        let told = done(&machine.dpkg(&["--purge", program]));
        assert!(told.contains("revoke it on the server too"), "{told}");
        assert_eq!(machine.files(), before, "{program}");
    }
}

#[test]
fn totem_display_and_server_can_share_a_machine() {
    let machine = Machine::bare();
    for program in ["sportello", "sportello-display", "sportello-printer", "sportello-totem"] {
        done(&machine.dpkg(&["--install", &pack(&machine.packages, program, "1.0.0")]));
    }
}

/// As it comes a program says what is missing; with every mark off a line its settings are understood.
#[test]
fn settings_as_they_come_say_what_is_missing_and_every_line_of_them_is_understood() {
    for device in &DEVICES {
        let machine = Machine::bare();
        done(&machine.dpkg(&["--install", &pack(&machine.packages, device.program, "1.0.0")]));
        let (program, settings) =
            (machine.path(&format!("usr/bin/{}", device.program)), machine.path(device.settings));
        let started = |server: Option<&str>| {
            let mut command = Command::new(&program);
            command.arg("--settings").arg(&settings).args(["--folder", "/nowhere"]);
            command.args(server.into_iter().flat_map(|server| ["--server", server]));
            let output = command.output().unwrap();
            (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        let (code, told) = started(None);
        assert!(code == Some(78) && told.contains("server is missing"), "{told}");
        let text = std::fs::read_to_string(&settings).unwrap();
        let mut seen = Vec::new();
        let lines = text.lines().filter_map(|line| {
            let line = line.strip_prefix("# ").filter(|rest| is_setting(rest)).unwrap_or(line);
            let name = line.split_once(" = ").map(|(name, _)| name.to_owned());
            // Of several examples for one setting the first.
            let is_first = name.is_none_or(|name| {
                !seen.contains(&name) && {
                    seen.push(name);
                    true
                }
            });
            is_first.then_some(line)
        });
        let lines = lines.collect::<Vec<_>>().join("\n");
        std::fs::write(&settings, lines).unwrap();
        // What is pinned is not believed unencrypted: the only thing that is wrong.
        let (code, told) = started(Some("http://127.0.0.1:1"));
        assert!(code == Some(78) && told.contains("is no dispatcher"), "{told}");
    }
}

fn is_setting(line: &str) -> bool {
    line.split_once(" = ").is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn wanted(device: &Device) -> String {
    let by = if device.program == "sportello-totem" { "graphical" } else { "multi-user" };
    format!("etc/systemd/system/{by}.target.wants/{}.service", device.program)
}
