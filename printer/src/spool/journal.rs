//! The journal of a printer: which jobs were sent, on the disk before their first byte leaves.
//!
//! One line of JSON for each entry. A line that a power cut has torn counts for nothing: its job was not sent.

use super::Entry;
use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Largest journal that is read, bytes: it is written anew long before.
const LEN_MAX: u64 = 1 << 20;

/// The journal's file, open for writing.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the journal, or begins one, and gives what it holds.
    pub fn open(path: &Path) -> std::io::Result<(Self, Vec<Entry>)> {
        let mut text = String::new();
        if path.exists() {
            let mut bytes = Vec::new();
            File::open(path)?.take(LEN_MAX).read_to_end(&mut bytes)?;
            text = String::from_utf8_lossy(&bytes).into_owned();
        }
        let entries: Vec<Entry> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        // Written anew, so that what follows does not hang on a torn line.
        let journal = Self::written(path, &entries)?;
        Ok((journal, entries))
    }

    /// Adds an entry and waits for the disk.
    pub fn record(&mut self, entry: &Entry) -> std::io::Result<()> {
        self.file.write_all(line(entry)?.as_bytes())?;
        self.file.sync_data()
    }

    /// Replaces everything by `entries`, wholly or not at all.
    pub fn keep(&mut self, entries: &[Entry]) -> std::io::Result<()> {
        *self = Self::written(&self.path, entries)?;
        Ok(())
    }

    fn written(path: &Path, entries: &[Entry]) -> std::io::Result<Self> {
        let beside = path.with_extension("new");
        let mut file = File::create(&beside)?;
        for entry in entries {
            file.write_all(line(entry)?.as_bytes())?;
        }
        file.sync_all()?;
        std::fs::rename(&beside, path)?;
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            File::open(folder)?.sync_all()?;
        }
        Ok(Self { path: path.to_owned(), file: OpenOptions::new().append(true).open(path)? })
    }
}

fn line(entry: &Entry) -> std::io::Result<String> {
    Ok(serde_json::to_string(entry).map_err(std::io::Error::other)? + "\n")
}
