//! A receipt printer that fails like a real one, in simulated time: memory, speed, paper, cover, jam, power.
//!
//! It reads bytes as Epson's reference says and keeps every piece of paper that came out.

#![allow(dead_code, reason = "each test program uses its own part")]

use std::collections::VecDeque;

/// What a visitor holds in the hand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Piece {
    /// What is written on it, line by line.
    pub lines: Vec<String>,
    /// Whether the cutter has parted it from the roll.
    pub is_cut: bool,
}

/// What the printer knows to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knows {
    /// `GS ( H` and everything else.
    ProcessId,
    /// `GS r`, not `GS ( H`.
    PaperStatus,
    /// Only `DLE EOT`.
    Status,
}

/// The printer.
pub struct Fake {
    /// What it knows to answer.
    pub knows: Knows,
    /// Lines of paper left.
    pub paper: u32,
    /// The roll runs low.
    pub is_low: bool,
    /// The cover is open.
    pub is_open: bool,
    /// Paper is jammed.
    pub is_jammed: bool,
    /// Says nothing.
    pub is_mute: bool,
    /// Says that it is well whatever is wrong.
    pub lies: bool,
    /// Cuts its own power after so many lines.
    pub cut_power_after: Option<u32>,
    /// What came out, the piece in the slot last.
    pub pieces: Vec<Piece>,
    memory: Vec<u8>,
    line: String,
    piece: Option<Piece>,
    said: VecDeque<u8>,
    automatic: Option<[u8; 4]>,
    is_automatic: bool,
}

impl Fake {
    /// A printer that is well, with a long roll.
    pub fn new(knows: Knows) -> Self {
        Self {
            knows,
            paper: 100_000,
            is_low: false,
            is_open: false,
            is_jammed: false,
            is_mute: false,
            lies: false,
            cut_power_after: None,
            pieces: Vec::new(),
            memory: Vec::new(),
            line: String::new(),
            piece: None,
            said: VecDeque::new(),
            automatic: None,
            is_automatic: false,
        }
    }

    /// Bytes arrive; those that are obeyed at once are.
    pub fn receive(&mut self, bytes: &[u8]) {
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == 0x10) {
            match &bytes[at + 1..] {
                [4, n, ..] => self.say(&[self.status(*n)]),
                [5, 2, ..] => self.clear(),
                [0x14, 8, 1, 3, 20, 1, 6, 2, 8, ..] => {
                    self.clear();
                    // What else came in the same packet after it is still to be read.
                    self.say(b"\x37\x25\x00");
                    return self.receive(&bytes[at + 10..]);
                }
                _ => {}
            }
        }
        self.memory.extend_from_slice(bytes);
    }

    /// Works off at most `lines` lines; true where the power went.
    pub fn work(&mut self, lines: u32) -> bool {
        let mut left = lines;
        while left > 0 {
            let Some((len, fed)) = self.next() else { break };
            if fed > 0 && !self.is_ready() {
                break;
            }
            let command: Vec<u8> = self.memory.drain(..len).collect();
            self.obey(&command, fed);
            left = left.saturating_sub(fed.max(1));
            if self.cut_power_after == Some(0) {
                self.cut_power_after = None;
                self.power_cycle();
                return true;
            }
        }
        self.tell_changes();
        false
    }

    /// What it has said since.
    pub fn heard(&mut self) -> Vec<u8> {
        self.said.drain(..).collect()
    }

    /// The power goes and comes back: memory and half a slip are lost.
    pub fn power_cycle(&mut self) {
        self.clear();
        self.pieces.extend(self.piece.take());
        (self.is_automatic, self.automatic) = (false, None);
        self.said.clear();
    }

    /// Whether anything is left to do.
    pub fn is_idle(&self) -> bool {
        self.memory.is_empty()
    }

    fn clear(&mut self) {
        self.memory.clear();
        self.line.clear();
    }

    fn is_ready(&self) -> bool {
        self.paper > 0 && !self.is_open && !self.is_jammed
    }

    fn say(&mut self, bytes: &[u8]) {
        if !self.is_mute {
            self.said.extend(bytes);
        }
    }

    fn status(&self, n: u8) -> u8 {
        let (open, jam, out) = match self.lies {
            true => (false, false, false),
            false => (self.is_open, self.is_jammed, self.paper == 0),
        };
        0x12 | match n {
            1 if open || jam || out => 0x08,
            2 => (u8::from(open) * 0x04) | (u8::from(out) * 0x20) | (u8::from(jam) * 0x40),
            4 => (u8::from(self.is_low) * 0x0C) | (u8::from(out) * 0x60),
            _ => 0,
        }
    }

    fn tell_changes(&mut self) {
        let [offline, cause, paper] = [1, 2, 4].map(|n| self.status(n) & !0x12);
        let now = [
            0x10 | offline | if cause & 4 != 0 { 0x20 } else { 0 },
            if cause & 0x40 != 0 { 8 } else { 0 },
            if paper & 0x0C != 0 { 3 } else { 0 } | if paper & 0x60 != 0 { 0x0C } else { 0 },
            0x0F,
        ];
        if self.is_automatic && self.automatic != Some(now) {
            self.automatic = Some(now);
            self.say(&now);
        }
    }

    /// The length of the next whole command, and how many lines of paper it takes.
    fn next(&self) -> Option<(usize, u32)> {
        let memory = self.memory.as_slice();
        let byte = |at: usize| memory.get(at).copied();
        let pair = |at: usize| Some(usize::from(byte(at)?) + 256 * usize::from(byte(at + 1)?));
        let (len, fed) = match (byte(0)?, byte(1)) {
            (b'\n', _) => (1, 1),
            (0x10, Some(4)) => (3, 0),
            (0x10, Some(5)) => (3, 0),
            (0x10, Some(0x14)) => (10, 0),
            (0x1B, Some(b'@' | b'i' | b'm')) => (2, u32::from(byte(1) != Some(b'@'))),
            (0x1B, Some(b'd')) => (3, u32::from(byte(2)?)),
            (0x1B, Some(b'J')) => (3, 1),
            (0x1B, Some(_)) => (3, 0),
            (0x1D, Some(b'V')) => (4, 1),
            (0x1D, Some(b'v')) => (8 + pair(4)? * pair(6)?, 1),
            (0x1D, Some(b'(')) => {
                let asks = byte(2)? == b'H' || (byte(2)? == b'k' && byte(6) == Some(81));
                (5 + pair(3)?, u32::from(asks))
            }
            (0x1D, Some(b'r')) => (3, 1),
            (0x1D, Some(b'e')) => (4, 0),
            (0x1D, Some(_)) => (3, 0),
            (0x20.., _) => (memory.iter().take_while(|byte| **byte >= 0x20).count(), 0),
            (0x10 | 0x1B | 0x1D, None) => return None,
            (_, _) => (1, 0),
        };
        (memory.len() >= len).then_some((len, fed))
    }

    fn obey(&mut self, command: &[u8], fed: u32) {
        match command {
            [0x1B, b'@'] => self.line.clear(),
            [0x1D, b'(', b'H', _, _, 0x30, 0x30, id @ ..] if self.knows == Knows::ProcessId => {
                let answer = [b"\x37\x22", id, b"\0"].concat();
                return self.say(&answer);
            }
            [0x1D, b'(', b'H', ..] => return,
            [0x1D, b'r', _] if self.knows != Knows::Status => return self.say(&[0]),
            [0x1D, b'r', _] => return,
            [0x1D, b'a', n] => {
                (self.is_automatic, self.automatic) = (*n != 0 && self.knows == Knows::ProcessId, None);
                return;
            }
            [0x1D, b'V', ..] | [0x1B, b'i' | b'm'] => {
                self.feed(1);
                let piece = self.piece.take().map(|piece| Piece { is_cut: true, ..piece });
                return self.pieces.extend(piece.filter(|piece| !piece.lines.is_empty()));
            }
            [0x1D, b'v', ..] => {
                self.line = "(drawn)".into();
                return self.print();
            }
            [b'\n'] => return self.print(),
            [first, ..] if *first >= 0x20 => return self.line.push_str(&String::from_utf8_lossy(command)),
            _ => {}
        }
        self.feed(fed);
    }

    fn print(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.piece.get_or_insert_default().lines.push(line);
        self.cut_power_after = self.cut_power_after.map(|left| left.saturating_sub(1));
        self.feed(1);
    }

    fn feed(&mut self, lines: u32) {
        self.paper = self.paper.saturating_sub(lines);
    }
}
