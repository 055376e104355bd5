//! How a device is: said with every welcome and at every ping.

use office::wire::FromDevice;
use tokio::time::Instant;

/// What tells how the program is.
#[derive(Debug, Clone)]
pub struct Health {
    started: Instant,
    version: &'static str,
}

impl Health {
    /// Of a program of this version, from now on.
    pub fn start(version: &'static str) -> Self {
        Self { started: Instant::now(), version }
    }

    /// The message that says so.
    pub fn now(&self) -> FromDevice {
        FromDevice::Health {
            uptime_s: self.started.elapsed().as_secs(),
            version: self.version.to_owned(),
            memory_kib: memory_kib(),
        }
    }
}

/// What this process holds of the machine's memory, KiB, as Linux says it.
fn memory_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn program_says_its_version_and_its_memory() {
        let FromDevice::Health { uptime_s, version, memory_kib } = Health::start("1.2.3").now() else {
            panic!("not how it is")
        };
        assert!(uptime_s < 60 && version == "1.2.3");
        assert!(memory_kib.is_some_and(|kib| (100..1_000_000).contains(&kib)), "{memory_kib:?}");
    }
}
