//! The numbers that a totem can give while it is alone, and those that it has given: one file, readable by its
//! owner only, put in its place wholly with every change.
//!
//! ```text
//! granted --> left --given, on the disk--> shown --taken in by the office--> forgotten
//! ```
//!
//! Whenever the power fails a number is either left or given, and what is given is handed in until the office
//! has acknowledged it.

use agent::pass::Pass;
use agent::written::replace;
use chrono::NaiveDate;
use office::id::RequestKey;
use office::wire::{Given, NumberBlock, ReadyNumber};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, MutexGuard, PoisonError};
use tokio::sync::{Mutex, watch};

/// The file's name in the totem's folder.
const FILE: &str = "numbers.json";
/// The ending of a file that cannot be read; it is kept for whoever looks into it.
const BROKEN: &str = "broken";
/// With fewer numbers left for a date another block is asked for.
pub const LEFT_MIN: usize = 10;
/// Of how many dates blocks are held: the open one, the next, and one whose day may not be over.
const DATES_HELD: usize = 3;
/// Most numbers that are remembered after they were taken in, so that a second tap finds the same.
const SETTLED_MAX: usize = 64;

/// What is on the disk.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Held {
    /// Says under which key the blocks were granted.
    pass: Option<String>,
    /// Numbers that nobody has yet.
    blocks: Vec<NumberBlock>,
    /// Numbers that the office has not acknowledged yet, in the order in which they were given.
    given: Vec<Given>,
    /// Numbers that the office would not take in, for whoever looks into it.
    refused: Vec<Given>,
}

/// The numbers of a totem.
pub struct Reserve {
    folder: PathBuf,
    /// For whoever changes it: the disk is slow.
    held: Mutex<Held>,
    /// For whoever looks at it.
    newest: std::sync::Mutex<Held>,
    changes: watch::Sender<u64>,
    settled: std::sync::Mutex<VecDeque<Given>>,
}

impl Reserve {
    /// Reads what lies in a totem's folder.
    ///
    /// # Errors
    /// Where there is something that cannot be read or, broken, be put aside.
    pub fn open(folder: &Path) -> io::Result<Arc<Self>> {
        let path = folder.join(FILE);
        let held = match std::fs::read(&path) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(held) => held,
                Err(error) => {
                    tracing::error!(%error, "the numbers on the disk cannot be read; they are put aside");
                    std::fs::rename(&path, path.with_extension(BROKEN))?;
                    Held::default()
                }
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Held::default(),
            Err(error) => return Err(error),
        };
        Ok(Arc::new(Self {
            folder: folder.to_owned(),
            newest: std::sync::Mutex::new(held.clone()),
            changes: watch::Sender::default(),
            held: Mutex::new(held),
            settled: std::sync::Mutex::default(),
        }))
    }

    /// How many numbers are left for a date.
    pub fn left(&self, date: NaiveDate) -> usize {
        let held = self.newest();
        held.blocks.iter().filter(|block| block.date == date).map(|block| block.numbers.len()).sum()
    }

    /// The dates for which numbers are held, in order.
    pub fn dates(&self) -> Vec<NaiveDate> {
        let dates: BTreeSet<NaiveDate> = self.newest().blocks.iter().map(|block| block.date).collect();
        dates.into_iter().collect()
    }

    /// What the office has not acknowledged yet, in the order in which it was given.
    pub fn given(&self) -> Vec<Given> {
        self.newest().given.clone()
    }

    /// Changes with every number that is granted, given or taken in.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The number of a visit, if it was given one here.
    pub fn of_visit(&self, visit: &RequestKey) -> Option<Given> {
        let is_of = |given: &&Given| given.visit == *visit;
        let given = self.newest().given.iter().find(is_of).cloned();
        given.or_else(|| self.settled().iter().find(is_of).cloned())
    }

    /// Gives the next number of a date to a visit, once it is on the disk; a visit that has one gets the same.
    /// Nothing where none is left.
    ///
    /// # Errors
    /// Where it cannot be written down: then it is not given.
    pub async fn give(
        &self,
        date: NaiveDate,
        visit: &RequestKey,
        to: impl FnOnce(ReadyNumber) -> Given,
    ) -> io::Result<Option<Given>> {
        let mut held = self.held.lock().await;
        if let Some(given) = self.of_visit(visit) {
            return Ok(Some(given));
        }
        let mut next = held.clone();
        let block = next.blocks.iter_mut().find(|block| block.date == date && !block.numbers.is_empty());
        let Some(block) = block else { return Ok(None) };
        let given = to(block.numbers.remove(0));
        next.given.push(given.clone());
        self.put(&mut held, next).await?;
        Ok(Some(given))
    }

    /// Keeps a block that was granted under the key of `pass`.
    ///
    /// # Errors
    /// Where it cannot be written down: then it counts as not granted.
    pub async fn granted(&self, block: NumberBlock, pass: Option<&Pass>) -> io::Result<()> {
        let mut held = self.held.lock().await;
        let mut next = of_pass(held.clone(), pass);
        let dates: BTreeSet<NaiveDate> =
            next.blocks.iter().map(|block| block.date).chain([block.date]).collect();
        let oldest = dates.into_iter().rev().nth(DATES_HELD - 1);
        next.blocks.retain(|known| oldest.is_none_or(|oldest| known.date >= oldest));
        next.blocks.push(block);
        self.put(&mut held, next).await
    }

    /// Lets go of blocks that were granted under another key: another office, or another totem.
    ///
    /// # Errors
    /// Where that cannot be written down.
    pub async fn is_now(&self, pass: Option<&Pass>) -> io::Result<()> {
        let mut held = self.held.lock().await;
        let next = of_pass(held.clone(), pass);
        if next == *held { Ok(()) } else { self.put(&mut held, next).await }
    }

    /// Forgets a number that the office has taken in.
    ///
    /// # Errors
    /// Where that cannot be written down: it is handed in again then, which does no harm.
    pub async fn settle(&self, given: &Given) -> io::Result<()> {
        self.remember(given);
        self.end(given, |_| {}).await
    }

    /// Puts a number aside that the office will not take in.
    ///
    /// # Errors
    /// Where that cannot be written down.
    pub async fn put_aside(&self, given: &Given) -> io::Result<()> {
        self.end(given, |held| held.refused.push(given.clone())).await
    }

    fn remember(&self, given: &Given) {
        let mut settled = self.settled();
        settled.push_back(given.clone());
        if settled.len() > SETTLED_MAX {
            settled.pop_front();
        }
    }

    async fn end(&self, given: &Given, and: impl FnOnce(&mut Held)) -> io::Result<()> {
        let mut held = self.held.lock().await;
        let mut next = held.clone();
        next.given.retain(|other| other != given);
        and(&mut next);
        self.put(&mut held, next).await
    }

    async fn put(&self, held: &mut Held, next: Held) -> io::Result<()> {
        let bytes = serde_json::to_vec(&next).map_err(io::Error::other)?;
        let path = self.folder.join(FILE);
        tokio::task::spawn_blocking(move || replace(&path, &bytes))
            .await
            .map_err(io::Error::other)
            .flatten()?;
        *held = next.clone();
        *self.newest() = next;
        self.changes.send_modify(|changes| *changes += 1);
        Ok(())
    }

    fn newest(&self) -> MutexGuard<'_, Held> {
        self.newest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn settled(&self) -> MutexGuard<'_, VecDeque<Given>> {
        self.settled.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same without blocks that were granted under another key.
fn of_pass(mut held: Held, pass: Option<&Pass>) -> Held {
    let named = pass.map(|pass| {
        let digest = Sha256::digest(format!("{} {}", pass.device, pass.key));
        digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    });
    if held.pass != named {
        held.blocks.clear();
        held.pass = named;
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use office::id::FollowToken;
    use office::language::Language;
    use office::moment::Moment;
    use office::ticket::Class;
    use std::os::unix::fs::PermissionsExt;

    #[tokio::test]
    async fn what_is_given_is_on_the_disk_and_given_once() {
        let folder = folder("given");
        let reserve = Reserve::open(&folder).unwrap();
        reserve.granted(block("2026-03-02", 1..=3), Some(&pass("k"))).await.unwrap();
        let first = give(&reserve, "visit-1").await.unwrap();
        assert_eq!(first.number.to_string(), "X001");
        let mode = std::fs::metadata(folder.join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        // Whoever is killed now: the next program knows.
        let next = Reserve::open(&folder).unwrap();
        assert_eq!((next.given(), next.left(date("2026-03-02"))), (vec![first.clone()], 2));
        assert_eq!(give(&next, "visit-1").await.unwrap(), first, "a second tap finds the same");
        assert_eq!(give(&next, "visit-2").await.unwrap().number.to_string(), "X002");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn number_that_was_taken_in_is_let_go_of_and_still_found_by_its_visit() {
        let folder = folder("settled");
        let reserve = Reserve::open(&folder).unwrap();
        reserve.granted(block("2026-03-02", 1..=2), None).await.unwrap();
        let given = give(&reserve, "visit-1").await.unwrap();
        reserve.settle(&given).await.unwrap();
        assert_eq!(reserve.given(), []);
        assert_eq!(reserve.of_visit(&given.visit), Some(given.clone()));
        assert_eq!(Reserve::open(&folder).unwrap().given(), []);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn numbers_of_a_date_are_given_on_that_date_only() {
        let folder = folder("dates");
        let reserve = Reserve::open(&folder).unwrap();
        reserve.granted(block("2026-03-03", 1..=2), None).await.unwrap();
        assert_eq!(give(&reserve, "visit-1").await, None);
        for day in ["2026-03-04", "2026-03-05", "2026-03-06"] {
            reserve.granted(block(day, 1..=2), None).await.unwrap();
        }
        let dates: Vec<String> = reserve.dates().iter().map(ToString::to_string).collect();
        assert_eq!(dates, ["2026-03-04", "2026-03-05", "2026-03-06"], "past ones are let go of");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn blocks_of_another_key_are_let_go_of_and_what_was_given_is_not() {
        let folder = folder("pass");
        let reserve = Reserve::open(&folder).unwrap();
        reserve.granted(block("2026-03-02", 1..=2), Some(&pass("old"))).await.unwrap();
        let given = give(&reserve, "visit-1").await.unwrap();
        reserve.is_now(Some(&pass("old"))).await.unwrap();
        assert_eq!(reserve.left(date("2026-03-02")), 1);
        reserve.is_now(Some(&pass("new"))).await.unwrap();
        assert_eq!((reserve.left(date("2026-03-02")), reserve.given()), (0, vec![given]));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn number_that_cannot_be_written_down_is_not_given() {
        let folder = folder("full");
        let reserve = Reserve::open(&folder).unwrap();
        reserve.granted(block("2026-03-02", 1..=2), None).await.unwrap();
        std::fs::remove_dir_all(&folder).unwrap();
        let visit = RequestKey::new("visit-1").unwrap();
        assert!(reserve.give(date("2026-03-02"), &visit, |ready| to("visit-1", ready)).await.is_err());
        assert_eq!((reserve.left(date("2026-03-02")), reserve.given()), (2, Vec::new()));
    }

    #[test]
    fn file_that_cannot_be_read_is_put_aside_and_kept() {
        let folder = folder("broken");
        std::fs::write(folder.join(FILE), "{\"blocks\":").unwrap();
        assert_eq!(Reserve::open(&folder).unwrap().given(), []);
        assert!(folder.join("numbers.broken").exists() && !folder.join(FILE).exists());
        std::fs::remove_dir_all(folder).unwrap();
    }

    async fn give(reserve: &Reserve, visit: &str) -> Option<Given> {
        let key = RequestKey::new(visit).unwrap();
        reserve.give(date("2026-03-02"), &key, |ready| to(visit, ready)).await.unwrap()
    }

    fn to(visit: &str, ready: ReadyNumber) -> Given {
        Given {
            date: date("2026-03-02"),
            number: ready.number,
            token: ready.token,
            taken_at: Moment::from_millis(1_772_442_192_480).unwrap(),
            epoch: 1,
            seq: 7,
            visit: RequestKey::new(visit).unwrap(),
            service: "imu".parse().unwrap(),
            then: Vec::new(),
            need: None,
            answers: Default::default(),
            class: Class::Ordinary,
            language: Language::It,
        }
    }

    fn block(on: &str, counts: std::ops::RangeInclusive<u32>) -> NumberBlock {
        let ready = |count: u32| ReadyNumber {
            number: format!("X{count:03}").parse().unwrap(),
            token: FollowToken::from_random(count.into()),
        };
        NumberBlock { date: date(on), numbers: counts.map(ready).collect() }
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn pass(key: &str) -> Pass {
        Pass { device: "totem-1".parse().unwrap(), key: key.to_owned() }
    }

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sportello-reserve-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        folder
    }
}
