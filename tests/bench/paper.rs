//! From a tap to the bytes at a printer, and what the programs beside devices hold of their machines' memory.

use crate::Failure;
use crate::load::{line_to, quantile};
use crate::process::{Server, binary, resident_mib, scratch};
use agent::pass::Pass;
use office::id::DeviceId;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Taps that are measured.
const TAPS: usize = 200;
/// Taps before those, which find everything cold.
const FIRST_TAPS: usize = 5;
/// Pause between two: somebody reads, somebody taps.
const BETWEEN: Duration = Duration::from_millis(40);
/// Longest wait for a slip, or for a program to show its pages.
const PATIENCE: Duration = Duration::from_secs(10);
/// Pages that are fetched of a program before its memory is looked at.
const PAGES: usize = 50;
const PRINTER: &str = "bench-printer";

/// Milliseconds from a tap to the first byte of its slip at the machine.
pub struct Printed {
    /// Half of the taps.
    pub p50_ms: f64,
    /// Ninety-five of a hundred taps.
    pub p95_ms: f64,
    /// What the printer's program holds after them, MiB.
    pub program_mib: f64,
}

/// Taps, and waits for the bytes each time.
pub async fn tap_to_bytes(server: &Server) -> Result<Printed, Failure> {
    let machine = Machine::switch_on()?;
    let program = Program::start(server, "printer", &["--printer", &format!("tcp://{}", machine.address)])?;
    let mut line = line_to(&server.target()).await?;
    let body = format!(r#"{{"service":"imu","print":"{PRINTER}"}}"#);
    let mut taken_ms = Vec::new();
    for nth in 0..FIRST_TAPS + TAPS {
        tokio::time::sleep(BETWEEN).await;
        let tapped = Instant::now();
        let (status, answer) = line.ask("POST", "/api/v1/offices/portico/tickets", &body).await?;
        if status != 201 {
            return Err(format!("a number: {status} {answer}").into());
        }
        let came = machine.slips.recv_timeout(PATIENCE).map_err(|_| "a slip did not come")?;
        if nth >= FIRST_TAPS {
            taken_ms.push((came - tapped).as_secs_f64() * 1000.0);
        }
    }
    taken_ms.sort_by(f64::total_cmp);
    let program_mib = resident_mib(program.0.id())?;
    Ok(Printed { p50_ms: quantile(&taken_ms, 0.5), p95_ms: quantile(&taken_ms, 0.95), program_mib })
}

/// What the program of a totem or a display holds after it has shown its pages for a while, MiB.
pub async fn memory_of(server: &Server, role: &str) -> Result<f64, Failure> {
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.to_string();
    let program = Program::start(server, role, &["--listen", &address])?;
    let (path, started) = (format!("/{role}/"), Instant::now());
    let mut shown = 0;
    while shown < PAGES {
        let is_shown = match tests::line::Line::to(&address, "").await {
            Ok(mut line) => matches!(line.ask("GET", &path, "").await, Ok((200, _))),
            Err(_) => false,
        };
        shown += usize::from(is_shown);
        if !is_shown && started.elapsed() > PATIENCE {
            return Err(format!("the {role} shows nothing at {address}").into());
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    resident_mib(program.0.id())
}

/// The program of a device, on a folder of its own; killed with this value.
struct Program(Child, PathBuf);

impl Program {
    /// Makes the device and starts its program.
    fn start(server: &Server, role: &str, arguments: &[&str]) -> Result<Self, Failure> {
        let name = format!("bench-{role}");
        let made = Command::new(binary())
            .args(["device", "add", &name, "--role", role, "--office", "portico", "--data"])
            .arg(server.dir())
            .output()?;
        let key = String::from_utf8(made.stdout)?.trim().to_owned();
        let folder = scratch()?;
        Pass { device: DeviceId::new(&name)?, key }.write(&folder)?;
        let child = Command::new(binary().with_file_name(format!("sportello-{role}")))
            .args(["--server", &format!("http://{}", server.target().address)])
            .args(arguments)
            .arg("--folder")
            .arg(&folder)
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Self(child, folder))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
        let _ = std::fs::remove_dir_all(Path::new(&self.1));
    }
}

/// A receipt printer that is always well, prints in no time, and says when a slip begins.
struct Machine {
    address: SocketAddr,
    slips: Receiver<Instant>,
}

impl Machine {
    fn switch_on() -> Result<Self, Failure> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let (tell, slips) = channel();
        std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                // A connection that ends is followed by another one.
                let _ = serve(stream, &tell);
            }
        });
        Ok(Self { address, slips })
    }
}

/// Answers what a program asks; `ESC @` begins a slip, and its program sends it in one piece.
fn serve(mut stream: TcpStream, tell: &Sender<Instant>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut bytes = [0; 1 << 16];
    loop {
        let len = stream.read(&mut bytes)?;
        let (came, said) = (Instant::now(), &bytes[..len]);
        if len == 0 {
            return Ok(());
        }
        if said.windows(2).any(|two| two == b"\x1b@") && tell.send(came).is_err() {
            return Ok(());
        }
        let mut answers = vec![0x12; said.windows(2).filter(|two| *two == b"\x10\x04").count()];
        for at in 0..said.len() {
            if let [0x1D, b'(', b'H', _, _, _, _, a, b, c, d, ..] = said[at..] {
                answers.extend([0x37, 0x22, a, b, c, d, 0]);
            }
        }
        stream.write_all(&answers)?;
    }
}
