//! The printer beside a totem: it prints what the totem hands out while it is alone.
//!
//! ```text
//! handed in --> listed --the printer's word--> forgotten
//!                 ^  |
//!                 +--+ uncertain: once more, marked as a copy
//! ```
//!
//! Nothing of it is on this disk: the number stands on the screen, and the printer's own journal knows what was
//! sent. What the printer has not said its word on is listed again whenever the two programs find each other.

use agent::beside::Beside;
use office::id::RequestKey;
use office::moment::Moment;
use office::slip::{Columns, Slip};
use office::wire::{FromDevice, Paper, PrintJob, PrinterScreen, Trouble};
use printer::layout::as_copy;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

/// How long a slip is worth printing: paper put in later must not print dead slips.
const SLIP_WORTH: Duration = Duration::from_secs(5 * 60);
/// Most slips that wait.
const JOBS_MAX: usize = 20;
/// Most copies of one slip.
const COPIES_MAX: u32 = 2;
/// Most requests that are remembered, so that a second tap prints nothing.
const NAMES_MAX: usize = 64;
/// Below this the numbers of jobs begin.
const LAST_MAX: u64 = 9999;
/// Pause before the printer's program is looked for again.
const REST: Duration = Duration::from_secs(2);

/// What is known of the printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Known {
    /// The width of its paper; absent where there is no printer, or it has not said so.
    pub columns: Option<Columns>,
    /// What is wrong with it.
    pub trouble: Option<Trouble>,
}

/// The printer beside this totem, if there is one.
#[derive(Debug)]
pub struct OwnPaper {
    /// With another one the numbers of jobs begin anew: random bits of each start.
    epoch: u64,
    /// When this program was started, by a clock that is not turned since.
    started: (Moment, Instant),
    open: Mutex<Open>,
    /// Counts what was handed in and what has ended.
    listed: watch::Sender<u64>,
    known: watch::Sender<Known>,
}

#[derive(Debug, Default)]
struct Open {
    last: u64,
    jobs: Vec<Job>,
    names: VecDeque<RequestKey>,
}

#[derive(Debug)]
struct Job {
    job: PrintJob,
    /// What stands on it, where it is a number's.
    number: Option<String>,
}

impl OwnPaper {
    /// A printer that nobody has found yet, as the totem starts at `now`; `random` are bits of this start alone.
    pub fn new(now: Moment, random: u128) -> Arc<Self> {
        let bits = |shift: u32| u64::from((random >> shift) as u32);
        // A printer may still hold a slip of an earlier start, and tell them apart by these numbers only.
        let open = Open { last: bits(32) % LAST_MAX, ..Open::default() };
        Arc::new(Self {
            epoch: bits(0),
            started: (now, Instant::now()),
            open: Mutex::new(open),
            listed: watch::Sender::new(0),
            known: watch::Sender::default(),
        })
    }

    /// What is known of the printer, and whatever is found out.
    pub fn known(&self) -> watch::Receiver<Known> {
        self.known.subscribe()
    }

    /// Whether a slip of this name was handed in.
    pub fn has(&self, name: &RequestKey) -> bool {
        self.open().names.contains(name)
    }

    /// Hands in a slip, once for each name; false where there is no printer that could ever print it. `number` stands
    /// on the slip of one.
    pub fn print(
        &self,
        name: &RequestKey,
        number: Option<String>,
        lay_out: impl FnOnce(Columns) -> Option<Slip>,
    ) -> bool {
        let Some(columns) = self.known.borrow().columns else { return false };
        let mut open = self.open();
        if open.names.contains(name) {
            return true;
        }
        if open.jobs.len() >= JOBS_MAX {
            return false;
        }
        let Some(slip) = lay_out(columns) else { return false };
        open.names.push_back(name.clone());
        if open.names.len() > NAMES_MAX {
            open.names.pop_front();
        }
        let expires_at = self.now().plus(SLIP_WORTH);
        open.list(PrintJob { job: 0, slip, copy: 0, expires_at, sent: false, withdrawn: false }, number);
        drop(open);
        self.listed.send_modify(|count| *count += 1);
        true
    }

    /// Keeps up the conversation with the program of the printer, which is at `socket` when it is there.
    pub async fn keep(&self, socket: &Path) -> Infallible {
        let mut was_there = false;
        loop {
            match Beside::at(socket).await {
                Ok(beside) => {
                    was_there = true;
                    if let Err(error) = self.converse(beside).await {
                        tracing::warn!(%error, "the printer beside this totem is hung up on");
                    }
                }
                Err(error) if std::mem::take(&mut was_there) => {
                    tracing::warn!(%error, "the printer beside this totem is away");
                }
                Err(_) => {}
            }
            // The width of its paper stays: it will be back, and what is handed in waits.
            self.known.send_if_modified(|known| {
                let trouble = known.columns.map(|_| Trouble::Away);
                std::mem::replace(&mut known.trouble, trouble) != trouble
            });
            sleep(REST).await;
        }
    }

    async fn converse(&self, mut beside: Beside) -> io::Result<()> {
        tracing::info!("the printer beside this totem is there");
        let mut listed = self.listed.subscribe();
        beside.say(&self.screen()).await?;
        loop {
            tokio::select! {
                heard = beside.hear() => match heard? {
                    Some(message) => self.hear(message),
                    None => return Ok(()),
                },
                Ok(()) = listed.changed() => beside.say(&self.screen()).await?,
            }
        }
    }

    fn hear(&self, message: FromDevice) {
        match message {
            FromDevice::Printer { trouble, columns, .. } => {
                let known = Known { columns, trouble };
                self.known.send_if_modified(|before| std::mem::replace(before, known) != known);
            }
            FromDevice::Paper { job, paper } => {
                if self.open().told(job, paper, self.now()) {
                    self.listed.send_modify(|count| *count += 1);
                }
            }
            FromDevice::Hello { .. }
            | FromDevice::Newcomer { .. }
            | FromDevice::Ask { .. }
            | FromDevice::Health { .. } => {}
        }
    }

    fn screen(&self) -> PrinterScreen {
        let jobs = self.open().jobs.iter().map(|job| job.job.clone()).collect();
        PrinterScreen { epoch: self.epoch, seq: *self.listed.borrow(), as_of: self.now(), jobs }
    }

    /// The time since the start, from then on: whoever turns the machine's clock makes no slip older.
    fn now(&self) -> Moment {
        let (at, since) = self.started;
        at.plus(since.elapsed())
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Open {
    fn list(&mut self, job: PrintJob, number: Option<String>) {
        self.last += 1;
        self.jobs.push(Job { job: PrintJob { job: self.last, ..job }, number });
    }

    /// Takes the printer's word on a job; whether another list follows from it.
    fn told(&mut self, id: u64, paper: Paper, now: Moment) -> bool {
        let Some(at) = self.jobs.iter().position(|job| job.job.job == id) else { return false };
        if !paper.is_final() {
            self.jobs[at].job.sent |= paper == Paper::Sending;
            return false;
        }
        let Job { job, number } = self.jobs.remove(at);
        if paper == Paper::Uncertain && job.copy < COPIES_MAX && now < job.expires_at {
            let copy = job.copy + 1;
            let slip = as_copy(&job.slip, copy, job.copy, number.as_deref());
            self.list(PrintJob { slip, copy, sent: false, ..job }, number);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::language::Language;
    use office::slip::{Align, Line, Size};
    use std::path::PathBuf;
    use tokio::net::UnixListener;

    #[tokio::test]
    async fn slip_is_listed_until_the_printer_has_said_its_last_word() {
        let mut hall = Hall::begin("last-word").await;
        assert!(hall.print("visit-1"));
        let jobs = hall.listed().await;
        assert_eq!((jobs.len(), jobs[0].copy), (1, 0));
        hall.says(jobs[0].job, Paper::Sending).await;
        // The program of the printer ends before it says more: found again, it is told what it has begun.
        hall.lose().await;
        let jobs = hall.listed().await;
        assert!(jobs.len() == 1 && jobs[0].sent, "{jobs:?}");
        hall.says(jobs[0].job, Paper::Printed).await;
        assert_eq!(hall.listed().await, []);
        assert!(hall.print("visit-1"), "a second tap is told the same");
        assert!(hall.print("visit-2"));
        assert_eq!(hall.listed().await.len(), 1, "and prints nothing");
    }

    #[tokio::test]
    async fn slip_that_may_be_on_paper_comes_again_as_a_marked_copy_and_not_for_ever() {
        let mut hall = Hall::begin("copies").await;
        hall.print("visit-1");
        for copy in 0..=COPIES_MAX {
            let jobs = hall.listed().await;
            assert_eq!((jobs.len(), jobs[0].copy, jobs[0].sent), (1, copy, false));
            let is_marked =
                matches!(&jobs[0].slip.lines()[0], Line::Text { text, .. } if text.contains("COPIA"));
            assert_eq!(is_marked, copy > 0, "{:?}", jobs[0].slip);
            hall.says(jobs[0].job, Paper::Uncertain).await;
        }
        assert_eq!(hall.listed().await, []);
    }

    #[tokio::test]
    async fn without_a_printer_nothing_is_promised() {
        let paper = OwnPaper::new(moment(), 7);
        let name = RequestKey::new("visit-1").unwrap();
        assert!(!paper.print(&name, None, slip));
        assert!(!paper.has(&name));
    }

    #[tokio::test]
    async fn more_slips_than_a_roll_is_ever_behind_are_not_taken() {
        let hall = Hall::begin("many").await;
        for visit in 0..JOBS_MAX {
            assert!(hall.print(&format!("visit-{visit}")));
        }
        assert!(!hall.print("one-more"));
    }

    #[tokio::test]
    async fn printer_that_goes_away_is_a_trouble_and_its_return_none() {
        let mut hall = Hall::begin("away").await;
        let mut known = hall.paper.known();
        hall.lose().await;
        known.wait_for(|known| known.trouble.is_none()).await.unwrap();
        hall.stop();
        known
            .wait_for(|known| known.trouble == Some(Trouble::Away) && known.columns.is_some())
            .await
            .unwrap();
        assert!(hall.print("visit-1"), "what is handed in waits");
    }

    /// A totem with a printer beside it that a test speaks for.
    struct Hall {
        paper: Arc<OwnPaper>,
        listener: Option<UnixListener>,
        beside: Option<Beside>,
        socket: PathBuf,
    }

    impl Hall {
        async fn begin(name: &str) -> Self {
            let socket = std::env::temp_dir().join(format!("sportello-paper-{name}-{}", std::process::id()));
            let _ = std::fs::remove_file(&socket);
            let listener = UnixListener::bind(&socket).unwrap();
            let paper = OwnPaper::new(moment(), 7);
            let (kept, at) = (paper.clone(), socket.clone());
            tokio::spawn(async move { kept.keep(&at).await });
            let mut hall = Self { paper, listener: Some(listener), beside: None, socket };
            hall.let_in().await;
            hall
        }

        async fn let_in(&mut self) {
            let (stream, _) = self.listener.as_ref().unwrap().accept().await.unwrap();
            let mut beside = Beside::over(stream);
            let well = FromDevice::Printer { trouble: None, weak: false, columns: Some(Columns::MM_80) };
            beside.say(&well).await.unwrap();
            let mut known = self.paper.known();
            known.wait_for(|known| known.columns.is_some() && known.trouble.is_none()).await.unwrap();
            self.beside = Some(beside);
        }

        /// The program of the printer ends, and is started again.
        async fn lose(&mut self) {
            self.beside = None;
            self.let_in().await;
        }

        fn stop(&mut self) {
            (self.beside, self.listener) = (None, None);
        }

        fn print(&self, name: &str) -> bool {
            self.paper.print(&RequestKey::new(name).unwrap(), Some("X001".into()), slip)
        }

        /// The newest list.
        async fn listed(&mut self) -> Vec<PrintJob> {
            let newest = *self.paper.listed.borrow();
            loop {
                let screen: PrinterScreen = self.beside.as_mut().unwrap().hear().await.unwrap().unwrap();
                if screen.seq == newest {
                    return screen.jobs;
                }
            }
        }

        async fn says(&mut self, job: u64, paper: Paper) {
            self.beside.as_mut().unwrap().say(&FromDevice::Paper { job, paper }).await.unwrap();
            if paper.is_final() {
                let mut listed = self.paper.listed.subscribe();
                let before = *listed.borrow();
                if self.paper.open().jobs.iter().any(|open| open.job.job == job) {
                    listed.wait_for(|count| *count > before).await.unwrap();
                }
            } else {
                // Whatever is said after it is heard after it.
                let low = FromDevice::Printer {
                    trouble: Some(Trouble::PaperLow),
                    weak: false,
                    columns: Some(Columns::MM_80),
                };
                self.beside.as_mut().unwrap().say(&low).await.unwrap();
                let mut known = self.paper.known();
                known.wait_for(|known| known.trouble == Some(Trouble::PaperLow)).await.unwrap();
            }
        }
    }

    impl Drop for Hall {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.socket);
        }
    }

    fn slip(columns: Columns) -> Option<Slip> {
        let number = Line::Text { text: "X001".into(), size: Size::Huge, align: Align::Center, bold: true };
        Slip::new(Language::It, columns, vec![number]).ok()
    }

    fn moment() -> Moment {
        Moment::from_millis(1_772_442_192_480).unwrap()
    }
}
