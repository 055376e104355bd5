//! Programs under measurement, each in a process of its own.

use crate::Failure;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Longest wait for a program to answer.
const ANSWER_MAX: Duration = Duration::from_secs(20);

/// Where a program answers.
#[derive(Debug, Clone)]
pub struct Target {
    /// Host and port.
    pub address: String,
    /// The API key; empty for the yardstick.
    pub key: String,
}

/// The release binary on a demo folder.
pub struct Server {
    child: Child,
    dir: PathBuf,
    address: String,
    /// The key of an office for work; a demo's stands in its folder.
    key: Option<String>,
}

/// The release binary, or the one that `SPORTELLO_BIN` names.
pub fn binary() -> PathBuf {
    std::env::var_os("SPORTELLO_BIN").map_or_else(|| PathBuf::from("target/release/sportello"), PathBuf::from)
}

/// A fresh folder for one measurement.
pub fn scratch() -> Result<PathBuf, Failure> {
    let name = server::control::secret().map_err(|error| error.to_string())?;
    let dir = std::env::temp_dir().join(format!("sportello-bench-{}", &name[..12]));
    std::fs::create_dir_all(&dir)?;
    Ok(dir)
}

impl Server {
    /// Starts the demo on a fresh folder; milliseconds to the first answer.
    pub async fn fresh() -> Result<(Self, f64), Failure> {
        Self::again(scratch()?).await
    }

    /// Starts the demo on a folder; milliseconds to the first answer.
    pub async fn again(dir: PathBuf) -> Result<(Self, f64), Failure> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        Self::again_at(dir, format!("127.0.0.1:{port}")).await
    }

    /// The same at an address.
    pub async fn again_at(dir: PathBuf, address: String) -> Result<(Self, f64), Failure> {
        let _ = std::fs::remove_file(dir.join("demo.json"));
        let started = Instant::now();
        let child = Command::new(binary())
            .args(["demo", "--listen", &address, "--data"])
            .arg(&dir)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = Self { child, dir, address, key: None };
        server.wait(&started).await?;
        let taken_ms = started.elapsed().as_secs_f64() * 1000.0;
        while !server.dir.join("demo.json").exists() {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        Ok((server, taken_ms))
    }

    /// Starts an office for work on a folder of somebody else.
    pub async fn serving(dir: &Path, key: String) -> Result<Self, Failure> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = format!("127.0.0.1:{port}");
        let child = Command::new(binary())
            .args(["serve", "--listen", &address, "--data"])
            .arg(dir)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = Self { child, dir: dir.to_owned(), address, key: Some(key) };
        server.wait(&Instant::now()).await?;
        Ok(server)
    }

    async fn wait(&mut self, started: &Instant) -> Result<(), Failure> {
        loop {
            if answers(&self.address).await {
                return Ok(());
            }
            if started.elapsed() > ANSWER_MAX || self.child.try_wait()?.is_some() {
                return Err(format!("the server did not answer at {}", self.address).into());
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    /// Where it answers, with the key of its demo.
    pub fn target(&self) -> Target {
        if let Some(key) = &self.key {
            return Target { address: self.address.clone(), key: key.clone() };
        }
        let text = std::fs::read_to_string(self.dir.join("demo.json")).unwrap_or_default();
        let demo: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let key = demo["api_key"].as_str().unwrap_or_default().to_owned();
        Target { address: self.address.clone(), key }
    }

    /// The folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Seconds of CPU used so far, user and system.
    pub fn cpu_s(&self) -> Result<f64, Failure> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let ticks =
            |index: usize| fields.get(index).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
        // utime and stime, in ticks of a hundredth of a second.
        Ok((ticks(11) + ticks(12)) / 100.0)
    }

    /// Resident memory, MiB.
    pub fn resident_mib(&self) -> Result<f64, Failure> {
        resident_mib(self.child.id())
    }

    /// Kills it; the folder stays.
    pub fn kill(mut self) -> Result<PathBuf, Failure> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(std::mem::take(&mut self.dir))
    }

    /// Ends it; the folder is its owner's.
    pub fn end_without_folder(self) -> Result<(), Failure> {
        self.kill().map(drop)
    }

    /// Ends it and removes its folder.
    pub async fn end(self) -> Result<(), Failure> {
        let dir = self.kill()?;
        std::fs::remove_dir_all(dir)?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The yardstick in a process of its own.
pub struct Bare {
    child: Child,
    dir: PathBuf,
    address: String,
}

impl Bare {
    /// Starts it on a fresh folder.
    pub async fn start() -> Result<Self, Failure> {
        let dir = scratch()?;
        let child = Command::new(std::env::current_exe()?).arg("bare").arg(&dir).spawn()?;
        let mut bare = Self { child, dir, address: String::new() };
        let started = Instant::now();
        loop {
            if let Ok(port) = std::fs::read_to_string(bare.dir.join("port")) {
                bare.address = format!("127.0.0.1:{port}");
                return Ok(bare);
            }
            if started.elapsed() > ANSWER_MAX || bare.child.try_wait()?.is_some() {
                return Err("the yardstick did not start".into());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Where it answers.
    pub fn target(&self) -> Target {
        Target { address: self.address.clone(), key: String::new() }
    }

    /// Ends it and removes its folder.
    pub fn end(mut self) -> Result<(), Failure> {
        self.child.kill()?;
        self.child.wait()?;
        std::fs::remove_dir_all(&self.dir)?;
        Ok(())
    }
}

/// Resident memory of a process, MiB.
pub fn resident_mib(id: u32) -> Result<f64, Failure> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    let kib = line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok());
    Ok(kib.ok_or("a program has ended")? / 1024.0)
}

async fn answers(address: &str) -> bool {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let Ok(mut stream) = tokio::net::TcpStream::connect(address).await else { return false };
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let mut answer = [0_u8; 15];
    stream.write_all(request.as_bytes()).await.is_ok()
        && stream.read_exact(&mut answer).await.is_ok()
        && answer.starts_with(b"HTTP/1.1 200")
}

/// Size of the release binary, MiB.
pub fn binary_mib() -> Result<f64, Failure> {
    Ok(std::fs::metadata(binary())?.len() as f64 / (1024.0 * 1024.0))
}

/// The machine in a few words.
pub fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpu = read("/proc/cpuinfo");
    let model = cpu.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let cores = cpu.lines().filter(|line| line.starts_with("processor")).count();
    let memory = read("/proc/meminfo");
    let total: f64 = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .unwrap_or(0.0);
    let kernel = read("/proc/sys/kernel/osrelease");
    let model = model.trim_start_matches(['\t', ':', ' ']);
    format!("{cores} cores ({model}), {:.0} GiB memory, Linux {}", total / 1048576.0, kernel.trim())
}
