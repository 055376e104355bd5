//! The chain of one office's log: every row carries a hash over itself and the hash before it.
//!
//! ```text
//! hash(n) = SHA-256(hash(n - 1), row n)        hash(0) = 32 zero bytes
//! ```
//!
//! A row, a hash or a gap that does not fit is told once; the rows behind it are checked against what
//! stands there.

use crate::store::log::{FIRST_LINK, Link, LogRow};

/// How far the chain of one office has been followed.
#[derive(Debug)]
pub struct Chain {
    office: String,
    seq: u64,
    /// What the next row may be chained to: what stands in the last row, and what should stand there.
    links: Vec<Link>,
}

impl Chain {
    /// The chain of an office before its first row.
    pub fn new(office: &str) -> Self {
        Self { office: office.to_owned(), seq: 0, links: vec![FIRST_LINK] }
    }

    /// The place of the last row.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// Follows the chain to its next row; what does not fit, in words.
    pub fn follow(&mut self, row: &LogRow, hash: Option<Link>) -> Option<String> {
        let office = &self.office;
        let expected: Vec<Link> = self.links.iter().map(|before| row.link(before)).collect();
        let gap = self.gap(row.seq);
        let is_chained = hash.is_some_and(|hash| expected.contains(&hash));
        let finding = match gap {
            Some(gap) => Some(format!("{gap}: event {} cannot be checked", row.seq)),
            None if is_chained || expected.is_empty() => None,
            None => Some(format!("{office}: event {}: the row and its hash do not agree", row.seq)),
        };
        self.seq = row.seq;
        // Where nothing is wrong both are the same.
        let should = if finding.is_some() { expected } else { Vec::new() };
        self.links = hash.into_iter().chain(should).collect();
        finding
    }

    /// Goes on behind a row of which only the hash can be read, or not even that; what is the matter
    /// with it, in words.
    pub fn pass_over(&mut self, seq: u64, hash: Option<Link>, why: &str) -> String {
        let finding = match self.gap(seq) {
            Some(gap) => format!("{gap}: event {seq} cannot be read: {why}"),
            None => format!("{}: event {seq} cannot be read: {why}", self.office),
        };
        self.seq = seq;
        self.links = hash.into_iter().collect();
        finding
    }

    /// What is missing behind the last row, where the office has counted up to `counted`.
    pub fn end(&self, counted: u64) -> Option<String> {
        if counted <= self.seq {
            return None;
        }
        Some(format!("{}, but the office has counted it", self.gap(counted.saturating_add(1))?))
    }

    /// What is missing or out of order in front of `seq`.
    fn gap(&self, seq: u64) -> Option<String> {
        let (office, next) = (&self.office, self.seq.saturating_add(1));
        match seq.checked_sub(next) {
            Some(0) => None,
            Some(1) => Some(format!("{office}: event {next} is missing")),
            Some(_) => Some(format!("{office}: events {next} to {} are missing", seq - 1)),
            None => Some(format!("{office}: event {seq} stands after event {}", self.seq)),
        }
    }
}
