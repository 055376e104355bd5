//! What a printer says, byte by byte, and what follows from it about paper and cover.
//!
//! The kinds of answers are told apart by fixed bits (Epson ESC/POS reference, "Status identification"):
//!
//! | first byte | answer |
//! |---|---|
//! | `0xx1xx10` | to `DLE EOT`, one byte |
//! | `0xx1xx00` | automatic status, four bytes |
//! | `0xx0xxxx` | to `GS r`, one byte |
//! | `37` | a block up to NUL: `37 22 id 00` to `GS ( H`, `37 25 00` to `DLE DC4 8` |

use office::wire::Trouble;

/// Longest block that is read, bytes.
const BLOCK_LEN_MAX: usize = 16;

/// One answer of a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// To `DLE EOT`.
    Status(u8),
    /// The automatic status.
    Automatic([u8; 4]),
    /// To `GS r 1`.
    PaperStatus,
    /// To `GS ( H`: everything before the number that was sent is on paper.
    Process([u8; 4]),
    /// The printer's memory is empty, after `DLE DC4 8`.
    Cleared,
    /// A byte that fits nowhere.
    Senseless,
}

/// Puts bytes together to answers, however they are cut into packets.
#[derive(Debug, Default)]
pub(super) struct Ears {
    held: Vec<u8>,
}

impl Ears {
    /// The answers that `bytes` complete.
    pub(super) fn hear(&mut self, bytes: &[u8]) -> Vec<Answer> {
        let mut answers = Vec::new();
        for byte in bytes {
            match self.held.first() {
                None => answers.extend(self.first(*byte)),
                Some(0x37) => answers.extend(self.block(*byte)),
                Some(_) => answers.extend(self.automatic(*byte)),
            }
        }
        answers
    }

    fn first(&mut self, byte: u8) -> Option<Answer> {
        match byte {
            0x37 => self.hold(byte),
            _ if byte & 0x93 == 0x12 => Some(Answer::Status(byte)),
            _ if byte & 0x93 == 0x10 => self.hold(byte),
            _ if byte & 0x90 == 0x00 => Some(Answer::PaperStatus),
            _ => Some(Answer::Senseless),
        }
    }

    fn hold(&mut self, byte: u8) -> Option<Answer> {
        self.held.push(byte);
        None
    }

    fn block(&mut self, byte: u8) -> Option<Answer> {
        self.held.push(byte);
        if byte != 0 {
            return (self.held.len() > BLOCK_LEN_MAX).then(|| {
                self.held.clear();
                Answer::Senseless
            });
        }
        let block = std::mem::take(&mut self.held);
        Some(match block.as_slice() {
            [0x37, 0x22, a, b, c, d, 0] => Answer::Process([*a, *b, *c, *d]),
            [0x37, 0x25, ..] => Answer::Cleared,
            _ => Answer::Senseless,
        })
    }

    fn automatic(&mut self, byte: u8) -> Option<Answer> {
        if byte & 0x90 != 0 {
            // Not the rest of an automatic status: what was held was none, and this byte begins anew.
            self.held.clear();
            return self.first(byte).or(Some(Answer::Senseless));
        }
        self.held.push(byte);
        let status = <[u8; 4]>::try_from(self.held.as_slice()).ok()?;
        self.held.clear();
        Some(Answer::Automatic(status))
    }
}

/// How a printer is, as far as it has said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Condition {
    pub(super) is_offline: bool,
    pub(super) is_open: bool,
    pub(super) has_error: bool,
    pub(super) is_out: bool,
    pub(super) is_low: bool,
}

impl Condition {
    /// Takes in the answer to `DLE EOT n`.
    pub(super) fn status(&mut self, n: u8, byte: u8) {
        match n {
            1 => self.is_offline = byte & 0x08 != 0,
            2 => {
                self.is_open = byte & 0x04 != 0;
                self.has_error = byte & 0x40 != 0;
                self.is_out = byte & 0x20 != 0;
            }
            _ => {
                self.is_low = byte & 0x0C != 0;
                self.is_out = byte & 0x60 != 0;
            }
        }
    }

    /// Takes in the automatic status: cover and line, errors, paper.
    pub(super) fn automatic(&mut self, [line, errors, paper, _]: [u8; 4]) {
        *self = Self {
            is_offline: line & 0x08 != 0,
            is_open: line & 0x20 != 0,
            has_error: errors & 0x6C != 0,
            is_out: paper & 0x0C != 0,
            is_low: paper & 0x03 != 0,
        };
    }

    /// What is wrong, the cause before what follows from it.
    pub(super) fn trouble(self) -> Option<Trouble> {
        match self {
            Self { is_open: true, .. } => Some(Trouble::CoverOpen),
            Self { is_out: true, .. } => Some(Trouble::PaperOut),
            Self { has_error: true, .. } | Self { is_offline: true, .. } => Some(Trouble::Jam),
            Self { is_low: true, .. } => Some(Trouble::PaperLow),
            Self { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn answers_are_told_apart_however_they_are_cut() {
        let said = b"\x12\x16\x10\x08\x00\x0f\x37\x220042\x00\x03\x37\x25\x00\xff";
        let expected = [
            Answer::Status(0x12),
            Answer::Status(0x16),
            Answer::Automatic([0x10, 8, 0, 0x0f]),
            Answer::Process(*b"0042"),
            Answer::PaperStatus,
            Answer::Cleared,
            Answer::Senseless,
        ];
        for size in 1..=said.len() {
            let mut ears = Ears::default();
            let heard: Vec<Answer> = said.chunks(size).flat_map(|packet| ears.hear(packet)).collect();
            assert_eq!(heard, expected, "in packets of {size}");
        }
    }

    #[test]
    fn cause_is_told_before_what_follows_from_it() {
        let mut condition = Condition::default();
        assert_eq!(condition.trouble(), None);
        condition.status(4, 0x12 | 0x0C);
        assert_eq!(condition.trouble(), Some(Trouble::PaperLow));
        condition.status(1, 0x12 | 0x08);
        condition.status(2, 0x12 | 0x20 | 0x04);
        condition.status(4, 0x12 | 0x60);
        assert_eq!(condition.trouble(), Some(Trouble::CoverOpen));
        condition.status(2, 0x12 | 0x20);
        condition.status(4, 0x12 | 0x60);
        assert_eq!(condition.trouble(), Some(Trouble::PaperOut));
        condition.automatic([0x18, 0x08, 0, 0x0f]);
        assert_eq!(condition.trouble(), Some(Trouble::Jam));
        condition.automatic([0x10, 0, 0, 0x0f]);
        assert_eq!(condition.trouble(), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_heard_and_little_is_held(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let mut ears = Ears::default();
            let answers = ears.hear(&bytes);
            prop_assert!(answers.len() <= bytes.len());
            prop_assert!(ears.held.len() <= BLOCK_LEN_MAX);
        }
    }
}
