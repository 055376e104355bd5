//! The connection to the machine: TCP, a device file of the kernel's USB driver, or a serial line.
//!
//! Bytes go out and come in at the same time: a machine without paper reads nothing, and still has something
//! to say. So writing waits in a task of its own, and what cannot be written waits there.

use rustix::fs::{Mode, OFlags};
use rustix::termios::{ControlModes, OptionalActions, tcgetattr, tcsetattr};
use std::fs::File;
use std::io::{Error, ErrorKind, Read, Result, Write};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until, timeout};

/// The port on which receipt printers listen.
const PORT: u16 = 9100;
/// Longest time for connecting.
const CONNECT_MAX: Duration = Duration::from_secs(3);
/// Pause before another attempt.
const PAUSE: Duration = Duration::from_millis(500);
/// Most packets that wait for a machine that takes none.
const PACKETS_MAX: usize = 64;
/// Largest piece that is read at once, bytes.
const PIECE_LEN: usize = 512;
/// Speed of a serial line where nothing is said, bits a second.
const BAUD: u32 = 9600;

/// Where a machine is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Machine {
    /// In the network.
    Tcp {
        /// Its name or address, and port.
        address: String,
    },
    /// At the kernel's USB driver for printers.
    Device {
        /// The device file, such as `/dev/usb/lp0`.
        path: PathBuf,
    },
    /// At a serial line, eight bits, no parity.
    Serial {
        /// The device file, such as `/dev/ttyUSB0`.
        path: PathBuf,
        /// Bits a second.
        baud: u32,
        /// Whether the machine says by a line of its own when it takes no more.
        has_handshake: bool,
    },
}

/// Why no machine can be there.
#[derive(Debug, thiserror::Error)]
pub enum BadAddress {
    /// None of the three.
    #[error("{0} is neither tcp://HOST nor serial:///dev/… nor /dev/…")]
    Unknown(String),
    /// A serial line of no speed.
    #[error("{0} says nothing that a serial line understands: baud=19200, handshake=none or hardware")]
    Line(String),
}

impl FromStr for Machine {
    type Err = BadAddress;

    fn from_str(text: &str) -> std::result::Result<Self, BadAddress> {
        if let Some(address) = text.strip_prefix("tcp://").filter(|address| !address.is_empty()) {
            let has_port = address.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok());
            let address = if has_port { address.to_owned() } else { format!("{address}:{PORT}") };
            return Ok(Machine::Tcp { address });
        }
        if let Some(line) = text.strip_prefix("serial://") {
            return serial(line);
        }
        if text.starts_with('/') {
            return Ok(Machine::Device { path: text.into() });
        }
        Err(BadAddress::Unknown(text.to_owned()))
    }
}

fn serial(line: &str) -> std::result::Result<Machine, BadAddress> {
    let bad = || BadAddress::Line(line.to_owned());
    let (path, said) = line.split_once('?').unwrap_or((line, ""));
    let (mut baud, mut has_handshake) = (BAUD, true);
    for said in said.split('&').filter(|said| !said.is_empty()) {
        match said.split_once('=') {
            Some(("baud", speed)) => baud = speed.parse().ok().filter(|baud| *baud > 0).ok_or_else(bad)?,
            Some(("handshake", "none")) => has_handshake = false,
            Some(("handshake", "hardware")) => has_handshake = true,
            Some(_) | None => return Err(bad()),
        }
    }
    if path.starts_with('/') {
        Ok(Machine::Serial { path: path.into(), baud, has_handshake })
    } else {
        Err(bad())
    }
}

impl Machine {
    /// How long a byte takes to the machine.
    pub fn byte_time(&self) -> Duration {
        match self {
            Machine::Tcp { .. } | Machine::Device { .. } => Duration::from_micros(20),
            // Eight bits with one in front and one behind.
            Machine::Serial { baud, .. } => Duration::from_secs(10) / *baud,
        }
    }

    async fn connect(&self) -> Result<Wire> {
        match self {
            Machine::Tcp { address } => {
                let connecting = timeout(CONNECT_MAX, TcpStream::connect(address));
                let stream = connecting.await.map_err(|_| Error::from(ErrorKind::TimedOut))??;
                stream.set_nodelay(true)?;
                rustix::net::sockopt::set_socket_keepalive(&stream, true)?;
                rustix::net::sockopt::set_tcp_keepidle(&stream, Duration::from_secs(5))?;
                rustix::net::sockopt::set_tcp_keepintvl(&stream, Duration::from_secs(5))?;
                rustix::net::sockopt::set_tcp_keepcnt(&stream, 3)?;
                Ok(Wire::Tcp(stream))
            }
            Machine::Device { path } => opened(path),
            Machine::Serial { path, baud, has_handshake } => {
                let wire = opened(path)?;
                if let Wire::File(file) = &wire {
                    let mut line = tcgetattr(file)?;
                    line.make_raw();
                    line.set_speed(*baud)?;
                    line.control_modes |= ControlModes::CLOCAL | ControlModes::CREAD;
                    line.control_modes.set(ControlModes::CRTSCTS, *has_handshake);
                    tcsetattr(file, OptionalActions::Flush, &line)?;
                }
                Ok(wire)
            }
        }
    }
}

fn opened(path: &PathBuf) -> Result<Wire> {
    let flags = OFlags::RDWR | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    #[expect(deprecated, reason = "its successor is unsafe, for the sake of types that a file is not")]
    let file = AsyncFd::with_interest(file, Interest::READABLE | Interest::WRITABLE)?;
    Ok(Wire::File(file))
}

/// An open connection.
enum Wire {
    Tcp(TcpStream),
    File(AsyncFd<File>),
}

impl Wire {
    async fn read(&self, piece: &mut [u8]) -> Result<usize> {
        match self {
            Wire::Tcp(stream) => loop {
                stream.readable().await?;
                match stream.try_read(piece) {
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                    read => return read,
                }
            },
            Wire::File(file) => file.async_io(Interest::READABLE, |mut file| (&mut file).read(piece)).await,
        }
    }

    async fn write_all(&self, mut bytes: &[u8]) -> Result<()> {
        while !bytes.is_empty() {
            let written = match self {
                Wire::Tcp(stream) => {
                    stream.writable().await?;
                    match stream.try_write(bytes) {
                        Err(error) if error.kind() == ErrorKind::WouldBlock => continue,
                        written => written?,
                    }
                }
                Wire::File(file) => {
                    file.async_io(Interest::WRITABLE, |mut file| (&mut file).write(bytes)).await?
                }
            };
            if written == 0 {
                return Err(ErrorKind::WriteZero.into());
            }
            bytes = &bytes[written..];
        }
        Ok(())
    }
}

/// What happens at the connection.
#[derive(Debug)]
pub enum Event {
    /// It is there; bytes for the machine go here.
    Connected(mpsc::Sender<Vec<u8>>),
    /// The machine says something.
    Said(Vec<u8>),
    /// It is gone.
    Gone,
}

/// A connection that is kept up until it is let go of: one after the other, and every event of each.
pub struct Connection {
    events: mpsc::Receiver<Event>,
    task: JoinHandle<()>,
}

impl Connection {
    /// Begins to connect.
    pub fn begin(machine: &Machine) -> Self {
        let (tell, events) = mpsc::channel(PACKETS_MAX);
        Self { events, task: tokio::spawn(keep(machine.clone(), tell)) }
    }

    /// The next event.
    pub async fn event(&mut self) -> Event {
        // The task ends only with this value.
        self.events.recv().await.unwrap_or(Event::Gone)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn keep(machine: Machine, tell: mpsc::Sender<Event>) {
    let mut is_told = false;
    loop {
        match machine.connect().await {
            Ok(wire) => {
                is_told = false;
                let error = converse(wire, &tell).await;
                tracing::info!(?machine, %error, "the printer is gone");
                if tell.send(Event::Gone).await.is_err() {
                    return;
                }
            }
            Err(error) if !is_told => {
                is_told = true;
                tracing::warn!(?machine, %error, "the printer cannot be reached");
            }
            Err(_) => {}
        }
        sleep_until(Instant::now() + PAUSE).await;
    }
}

/// Carries bytes both ways until the connection ends.
async fn converse(wire: Wire, tell: &mpsc::Sender<Event>) -> Error {
    let (bytes, mut packets) = mpsc::channel::<Vec<u8>>(PACKETS_MAX);
    if tell.send(Event::Connected(bytes)).await.is_err() {
        return ErrorKind::BrokenPipe.into();
    }
    let wire = Arc::new(wire);
    let writing = {
        let wire = wire.clone();
        async move {
            while let Some(packet) = packets.recv().await {
                wire.write_all(&packet).await?;
            }
            Err::<(), Error>(ErrorKind::BrokenPipe.into())
        }
    };
    let reading = async {
        let mut piece = [0; PIECE_LEN];
        loop {
            match wire.read(&mut piece).await? {
                0 => return Err::<(), Error>(ErrorKind::UnexpectedEof.into()),
                len => {
                    let said = Event::Said(piece[..len].to_vec());
                    tell.send(said).await.map_err(|_| Error::from(ErrorKind::BrokenPipe))?;
                }
            }
        }
    };
    let ended = tokio::select! {
        ended = writing => ended,
        ended = reading => ended,
    };
    ended.err().unwrap_or_else(|| ErrorKind::BrokenPipe.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_are_found_by_their_addresses() {
        let tcp = |address: &str| Machine::Tcp { address: address.into() };
        assert_eq!("tcp://10.0.0.9".parse::<Machine>().unwrap(), tcp("10.0.0.9:9100"));
        assert_eq!("tcp://printer.lan:9101".parse::<Machine>().unwrap(), tcp("printer.lan:9101"));
        assert_eq!(
            "/dev/usb/lp0".parse::<Machine>().unwrap(),
            Machine::Device { path: "/dev/usb/lp0".into() }
        );
        let line = |baud, has_handshake| Machine::Serial { path: "/dev/ttyS0".into(), baud, has_handshake };
        assert_eq!("serial:///dev/ttyS0".parse::<Machine>().unwrap(), line(9600, true));
        let fast = "serial:///dev/ttyS0?baud=115200&handshake=none".parse::<Machine>().unwrap();
        assert_eq!(fast, line(115_200, false));
        for wrong in ["", "printer", "tcp://", "serial://x", "serial:///dev/ttyS0?baud=0", "serial:///x?y=1"]
        {
            assert!(wrong.parse::<Machine>().is_err(), "{wrong}");
        }
    }

    /// A pair of terminals stands for a serial line: what one writes, the other reads.
    #[tokio::test]
    async fn serial_line_carries_bytes_both_ways_unchanged() {
        let master =
            rustix::pty::openpt(rustix::pty::OpenptFlags::RDWR | rustix::pty::OpenptFlags::NOCTTY).unwrap();
        rustix::pty::grantpt(&master).unwrap();
        rustix::pty::unlockpt(&master).unwrap();
        let path = rustix::pty::ptsname(&master, Vec::new()).unwrap().into_string().unwrap();
        let machine: Machine = format!("serial://{path}?baud=19200&handshake=none").parse().unwrap();
        let mut connection = Connection::begin(&machine);
        let Event::Connected(bytes) = connection.event().await else { panic!("it connects") };
        let all: Vec<u8> = (0..=255).collect();
        bytes.send(all.clone()).await.unwrap();
        let (heard, mut master) = tokio::task::spawn_blocking(move || {
            let mut master = File::from(master);
            let mut heard = vec![0; 256];
            master.read_exact(&mut heard).unwrap();
            (heard, master)
        })
        .await
        .unwrap();
        assert_eq!(heard, all);
        master.write_all(b"\x12\x11\x13\x0d\x0a\x04").unwrap();
        let mut said = Vec::new();
        while said.len() < 6 {
            let Event::Said(bytes) = connection.event().await else { panic!("it stays") };
            said.extend(bytes);
        }
        assert_eq!(said, b"\x12\x11\x13\x0d\x0a\x04");
    }
}
