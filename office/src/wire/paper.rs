//! What printers are told and tell: jobs, how they stand, and what is wrong.

use crate::moment::Moment;
use crate::slip::Slip;
use serde::{Deserialize, Serialize};

/// A slip to be put on paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintJob {
    /// Its key: sent again, it is the same job.
    pub job: u64,
    /// The slip as laid out.
    pub slip: Slip,
    /// 0 for the original, then 1, 2, …: a copy says so on paper.
    pub copy: u32,
    /// When it is no use any more.
    pub expires_at: Moment,
    /// Whether the printer has said that it is on its way: then it is not sent again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub sent: bool,
    /// Whether it is asked back, for another printer to put it on paper: one that was not sent is not sent any
    /// more, and [`Paper::Withdrawn`] says so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
}

/// What a printer has to print, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrinterScreen {
    /// Changes at init and restore.
    pub epoch: u64,
    /// The sequence of the last event behind it.
    pub seq: u64,
    /// When it was made.
    pub as_of: Moment,
    /// Jobs that have not been acknowledged.
    pub jobs: Vec<PrintJob>,
}

/// How a printer fares with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// Nothing was sent: the printer cannot print now. The job waits.
    Blocked(Trouble),
    /// It is on its way: from now on nobody but this printer may put it on paper.
    Sending,
    /// The paper came out: the printer itself has said so.
    Printed,
    /// The paper has come out as far as can be told: this printer cannot say it with certainty.
    PrintedWeak,
    /// It was sent and no answer can come any more: perhaps there is paper. A copy that says so is due.
    Uncertain,
    /// The job was too old and was not sent.
    Expired,
    /// The job was asked back and was not sent: this printer never puts it on paper.
    Withdrawn,
}

impl Paper {
    /// The stable name, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Paper::Blocked(_) => "queued",
            Paper::Sending => "sending",
            Paper::Printed => "printed",
            Paper::PrintedWeak => "printed_weak",
            Paper::Uncertain => "uncertain",
            Paper::Expired => "expired",
            Paper::Withdrawn => "withdrawn",
        }
    }

    /// Whether nothing more becomes of the job.
    pub fn is_final(self) -> bool {
        match self {
            Paper::Blocked(_) | Paper::Sending => false,
            Paper::Printed | Paper::PrintedWeak | Paper::Uncertain | Paper::Expired | Paper::Withdrawn => {
                true
            }
        }
    }
}

/// What is wrong with a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// The roll runs low; it still prints.
    PaperLow,
    /// There is no paper.
    PaperOut,
    /// The cover is open.
    CoverOpen,
    /// Paper is jammed, the cutter is stuck, or the machine has another error of its own.
    Jam,
    /// The program cannot reach the printer: off, or the cable is out.
    Unplugged,
    /// The printer says nothing.
    Silent,
    /// The printer says what makes no sense: another machine, or a bad cable.
    WrongAnswers,
    /// The program beside the printer is not linked.
    Away,
}

impl Trouble {
    /// Every one.
    pub const ALL: [Trouble; 8] = [
        Trouble::PaperLow,
        Trouble::PaperOut,
        Trouble::CoverOpen,
        Trouble::Jam,
        Trouble::Unplugged,
        Trouble::Silent,
        Trouble::WrongAnswers,
        Trouble::Away,
    ];

    /// The stable name, as sent and measured.
    pub fn code(self) -> &'static str {
        match self {
            Trouble::PaperLow => "paper_low",
            Trouble::PaperOut => "paper_out",
            Trouble::CoverOpen => "cover_open",
            Trouble::Jam => "jam",
            Trouble::Unplugged => "unplugged",
            Trouble::Silent => "silent",
            Trouble::WrongAnswers => "wrong_answers",
            Trouble::Away => "away",
        }
    }

    /// Whether nothing is printed until it is mended.
    pub fn stops(self) -> bool {
        match self {
            Trouble::PaperLow => false,
            Trouble::PaperOut
            | Trouble::CoverOpen
            | Trouble::Jam
            | Trouble::Unplugged
            | Trouble::Silent
            | Trouble::WrongAnswers
            | Trouble::Away => true,
        }
    }
}
