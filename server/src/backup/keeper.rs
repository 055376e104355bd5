//! The keeper of backups: a whole, tested copy every minute in which something has changed, and the
//! older ones thinned.
//!
//! It is a struct with [`Keeper::step`]; the task around it is [`keep`]. It runs off the registrar's
//! thread and reads through a connection of its own: a slow, full or absent disk for backups costs the
//! office nothing but its backup.

use super::name::names;
use super::{Backup, BackupError, back_up, cleanse, retention};
use crate::app::end_of;
use crate::clock::Clock;
use crate::store::copy::Source;
use office::moment::Moment;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::sleep;

/// Time from the beginning of one copy to the beginning of the next.
pub const EVERY: Duration = Duration::from_secs(60);
/// How much longer than it works the keeper rests: a large database must not keep the machine busy.
const REST_FACTOR: u32 = 3;
/// How often the age is published, also while a copy hangs on a disk that does not answer.
const AGE_EVERY: Duration = Duration::from_secs(5);

/// How old the last sound copy is; shared with whoever publishes it.
pub struct Age {
    clock: Arc<dyn Clock>,
    /// When a copy last equalled the database, milliseconds of [`Clock::elapsed`]; before it: negative.
    as_of_ms: AtomicI64,
}

impl Age {
    /// How much would be lost with the database's disk.
    pub fn now(&self) -> Duration {
        let age_ms = elapsed_ms(self.clock.as_ref()) - self.as_of_ms.load(Ordering::SeqCst);
        Duration::from_millis(age_ms.try_into().unwrap_or(0))
    }

    fn set(&self, age: Duration) {
        let age_ms = i64::try_from(age.as_millis()).unwrap_or(i64::MAX);
        self.as_of_ms.store(elapsed_ms(self.clock.as_ref()).saturating_sub(age_ms), Ordering::SeqCst);
    }
}

/// What a step has done.
#[derive(Debug)]
pub enum Step {
    /// A sound copy was made.
    Kept(Backup),
    /// Nothing has changed since the last sound copy.
    Unchanged,
    /// A copy was made, but its test found something.
    Doubtful(Backup),
    /// No copy was made.
    Failed(BackupError),
}

/// Keeps backups of one database in one folder.
pub struct Keeper {
    database: PathBuf,
    target: PathBuf,
    clock: Arc<dyn Clock>,
    age: Arc<Age>,
    source: Option<Source>,
    copied_version: Option<i64>,
    is_failing: bool,
    cleansed_at: Option<Moment>,
}

impl Keeper {
    /// A keeper of `database` in the folder `target`.
    pub fn new(database: &Path, target: &Path, clock: Arc<dyn Clock>) -> Self {
        let age =
            Arc::new(Age { clock: clock.clone(), as_of_ms: AtomicI64::new(elapsed_ms(clock.as_ref())) });
        let found = names(target).unwrap_or_default();
        if let Some(last) = found.iter().rfind(|name| !name.is_doubtful) {
            age.set(clock.now().since(last.at));
        }
        Self {
            database: database.to_owned(),
            target: target.to_owned(),
            clock,
            age,
            source: None,
            copied_version: None,
            is_failing: false,
            cleansed_at: None,
        }
    }

    /// How old the last sound copy is.
    pub fn age(&self) -> Arc<Age> {
        self.age.clone()
    }

    /// Makes a copy if something has changed, and thins the older ones. Logs the first of a streak of
    /// failures, and its end.
    pub fn step(&mut self) -> Step {
        let began = self.clock.elapsed();
        let step = self.attempt().unwrap_or_else(Step::Failed);
        match &step {
            // The copy holds what was there when it began.
            Step::Kept(_) | Step::Unchanged => self.age.set(self.clock.elapsed().saturating_sub(began)),
            Step::Doubtful(_) | Step::Failed(_) => {
                metrics::counter!("sportello_backup_failures_total").increment(1);
            }
        }
        self.log(&step);
        self.cleanse();
        step
    }

    /// Erases in the copies, once a day, what the office has erased.
    fn cleanse(&mut self) {
        let now = self.clock.now();
        if self.cleansed_at.is_some_and(|at| now.since(at) < cleanse::EVERY) {
            return;
        }
        match cleanse::cleanse(&self.database, &self.target, now) {
            Ok(count) => {
                self.cleansed_at = Some(now);
                if count > 0 {
                    tracing::info!(count, "names and addresses were erased in older backups");
                }
            }
            // A folder that is not there is complained of by the copies themselves.
            Err(BackupError::Folder { .. }) => {}
            Err(error) => {
                self.cleansed_at = Some(now);
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "older backups keep names and addresses that were to be erased"
                );
            }
        }
    }

    fn attempt(&mut self) -> Result<Step, BackupError> {
        // Whatever fails, the next step opens the database anew.
        let source = match self.source.take() {
            Some(source) => source,
            None => {
                self.copied_version = None;
                Source::open(&self.database)?
            }
        };
        let failed = |source| BackupError::Copy { path: self.target.clone(), source };
        let version = source.version().map_err(failed)?;
        if self.copied_version == Some(version) {
            self.source = Some(source);
            return Ok(Step::Unchanged);
        }
        let backup = back_up(&source, &self.target, self.clock.now())?;
        self.source = Some(source);
        self.thin();
        if !backup.counts() {
            return Ok(Step::Doubtful(backup));
        }
        self.copied_version = Some(version);
        Ok(Step::Kept(backup))
    }

    /// Removes what is no longer needed; what cannot be removed is tried again after the next copy.
    fn thin(&self) {
        let found = names(&self.target).unwrap_or_default();
        for name in retention::superfluous(&found, self.clock.now()) {
            let _ = std::fs::remove_file(self.target.join(name.to_string()));
        }
    }

    fn log(&mut self, step: &Step) {
        let was_failing = self.is_failing;
        self.is_failing = matches!(step, Step::Doubtful(_) | Step::Failed(_));
        match step {
            Step::Failed(error) if !was_failing => {
                tracing::error!(error = error as &dyn std::error::Error, "backups fail; the office goes on");
            }
            Step::Doubtful(backup) if !was_failing => tracing::error!(
                path = %backup.path.display(),
                findings = backup.report.findings.len(),
                "backups do not pass their test: run `sportello verify`"
            ),
            Step::Kept(backup) if was_failing => {
                tracing::info!(path = %backup.path.display(), "backups work again");
            }
            Step::Kept(_) | Step::Unchanged | Step::Failed(_) | Step::Doubtful(_) => {}
        }
    }
}

/// Keeps backups until the server ends.
pub async fn keep(mut keeper: Keeper, mut ending: watch::Receiver<bool>) {
    let (age, clock) = (keeper.age(), keeper.clock.clone());
    loop {
        let began = clock.elapsed();
        let work = tokio::task::spawn_blocking(move || {
            keeper.step();
            keeper
        });
        let publish = publish_for_ever(&age);
        let worked = tokio::select! {
            worked = work => worked,
            never = publish => match never {},
            () = end_of(&mut ending) => return,
        };
        keeper = match worked {
            Ok(keeper) => keeper,
            Err(error) => {
                tracing::error!(%error, "the keeper of backups has ended; start the server again");
                // The age grows from here on, and its alarm with it.
                match publish_for_ever(&age).await {}
            }
        };
        let worked_for = clock.elapsed().saturating_sub(began);
        let rest = EVERY.saturating_sub(worked_for).max(worked_for.saturating_mul(REST_FACTOR));
        tokio::select! {
            () = sleep(rest) => {}
            never = publish_for_ever(&age) => match never {},
            () = end_of(&mut ending) => return,
        }
    }
}

async fn publish_for_ever(age: &Age) -> std::convert::Infallible {
    loop {
        metrics::gauge!("sportello_backup_age_seconds").set(age.now().as_secs_f64());
        sleep(AGE_EVERY).await;
    }
}

fn elapsed_ms(clock: &dyn Clock) -> i64 {
    i64::try_from(clock.elapsed().as_millis()).unwrap_or(i64::MAX)
}
