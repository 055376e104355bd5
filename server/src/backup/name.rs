//! The names of backups: when in UTC, and how many events are in them.

use chrono::NaiveDateTime;
use office::moment::Moment;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

const PREFIX: &str = "sportello-";
const TIME: &str = "%Y%m%dT%H%M%SZ";
const COUNTS: &str = ".db";
const DOUBTFUL: &str = ".doubtful";

/// The name of a backup: `sportello-20260302T081500Z-0000001234.db`, or `.doubtful` where its test
/// found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    /// When it was made, to the second.
    pub at: Moment,
    /// How many events are in it, over all offices.
    pub events: u64,
    /// Whether its test found something.
    pub is_doubtful: bool,
}

impl Name {
    /// The name of a backup made at `at`.
    pub fn new(at: Moment, events: u64, is_doubtful: bool) -> Self {
        let whole_seconds = Moment::from_millis(at.as_millis().div_euclid(1000) * 1000);
        Self { at: whole_seconds.unwrap_or(at), events, is_doubtful }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ending = if self.is_doubtful { DOUBTFUL } else { COUNTS };
        write!(out, "{PREFIX}{}-{:010}{ending}", self.at.utc().format(TIME), self.events)
    }
}

/// A file name that is not one of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not the name of a backup")]
pub struct NotAName;

impl FromStr for Name {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        let rest = text.strip_prefix(PREFIX).ok_or(NotAName)?;
        let (rest, is_doubtful) = match (rest.strip_suffix(COUNTS), rest.strip_suffix(DOUBTFUL)) {
            (Some(rest), _) => (rest, false),
            (None, Some(rest)) => (rest, true),
            (None, None) => return Err(NotAName),
        };
        let (time, events) = rest.split_once('-').ok_or(NotAName)?;
        let at = NaiveDateTime::parse_from_str(time, TIME).map_err(|_| NotAName)?;
        let name = Name::new(Moment::new(at.and_utc()), events.parse().map_err(|_| NotAName)?, is_doubtful);
        // Whatever else reads the same was not written by this program.
        if name.to_string() == text { Ok(name) } else { Err(NotAName) }
    }
}

/// The backups of a folder, oldest first; other files are none of them.
pub fn names(folder: &Path) -> std::io::Result<Vec<Name>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.extend(entry?.file_name().to_str().and_then(|name| name.parse::<Name>().ok()));
    }
    names.sort_unstable();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when_and_how_much_and_reads_back() {
        let at = Moment::from_millis(1_772_439_300_999).unwrap();
        for (is_doubtful, text) in [
            (false, "sportello-20260302T081500Z-0000001234.db"),
            (true, "sportello-20260302T081500Z-0000001234.doubtful"),
        ] {
            let name = Name::new(at, 1234, is_doubtful);
            assert_eq!(name.to_string(), text);
            assert_eq!(text.parse(), Ok(name));
        }
    }

    #[test]
    fn other_files_are_not_taken_for_backups() {
        for text in [
            "",
            "sportello.db",
            "backup.lock",
            "sportello-20260302T081500Z-0000001234.db.part",
            "sportello-20260302T081500Z-1234.db",
            "sportello-20261302T081500Z-0000001234.db",
            "sportello-20260302T081500Z-0000001234.db-journal",
            "other-20260302T081500Z-0000001234.db",
        ] {
            assert_eq!(text.parse::<Name>(), Err(NotAName), "{text}");
        }
    }
}
