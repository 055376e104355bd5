//! A receipt printer in the network, which fails when it is told to.

#[path = "../../printer/tests/fake/mod.rs"]
mod fake;

pub use fake::{Fake, Knows, Piece};

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long it listens before it looks what there is to do.
const LISTENS: Duration = Duration::from_millis(5);
/// Lines that it works off then: far faster than any real one.
const LINES: u32 = 40;

/// A printer, for as long as this value lives.
pub struct Receipt {
    /// Where it listens.
    pub address: SocketAddr,
    machine: Arc<Mutex<Fake>>,
    is_ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Receipt {
    /// Switches it on.
    pub fn start(knows: Knows) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (machine, is_ending) = (Arc::new(Mutex::new(Fake::new(knows))), Arc::new(AtomicBool::new(false)));
        let (of_thread, ends) = (machine.clone(), is_ending.clone());
        let thread = std::thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                serve(stream, &of_thread, &ends);
            }
        });
        Self { address, machine, is_ending, thread: Some(thread) }
    }

    /// Looks at the machine, or does something to it.
    pub fn with<T>(&self, change: impl FnOnce(&mut Fake) -> T) -> T {
        change(&mut self.machine.lock().unwrap())
    }

    /// What has come out so far and was cut.
    pub fn pieces(&self) -> Vec<Piece> {
        self.with(|machine| machine.pieces.clone())
    }
}

/// Speaks with one program until it, or the power, goes.
fn serve(mut stream: TcpStream, machine: &Mutex<Fake>, ends: &AtomicBool) {
    stream.set_read_timeout(Some(LISTENS)).unwrap();
    let mut bytes = [0; 4096];
    while !ends.load(Ordering::Relaxed) {
        let received = match stream.read(&mut bytes) {
            Ok(0) => return,
            Ok(len) => len,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => 0,
            Err(_) => return,
        };
        let mut machine = machine.lock().unwrap();
        machine.receive(&bytes[..received]);
        let has_power_gone = machine.work(LINES);
        if has_power_gone || stream.write_all(&machine.heard()).is_err() {
            return;
        }
    }
}

impl Drop for Receipt {
    fn drop(&mut self) {
        self.is_ending.store(true, Ordering::Relaxed);
        // Wakes it where it waits for somebody.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
