//! One connection to a printer: what it was asked, what it has answered, and what it turned out to be able to.

use super::answers::{Answer as Said, Condition, Ears};
use crate::profile::{Answer, Clear, Profile};
use office::wire::Trouble;
use std::time::Duration;

/// How often a printer is asked how it is.
pub const ASK_EVERY: Duration = Duration::from_millis(500);
/// How long it may think about that before it counts as silent.
pub const SILENT_AFTER: Duration = Duration::from_millis(1100);
/// After so long another connection is tried.
pub const GIVEN_UP_AFTER: Duration = Duration::from_secs(6);
/// How long the answer to a trial may take, while the printer answers other questions.
const TRIAL_MAX: Duration = Duration::from_secs(1);
/// How often the same is tried: an answer may be lost.
const TRIALS_MAX: u8 = 2;
/// So many senseless bytes are no accident.
const WRONG_MIN: u32 = 3;
/// After so long without one they are forgotten.
const WRONG_FORGOTTEN_AFTER: Duration = Duration::from_secs(5);

/// `DLE EOT` 1, 2 and 4: printer, cause of being offline, paper. Obeyed at once, also while offline.
const HOW_ARE_YOU: [u8; 9] = [0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 4];
/// The numbers of those questions, in their order.
const QUESTIONS: [u8; 3] = [1, 2, 4];
/// `GS a`: say by yourself when line, error or paper changes.
const SAY_BY_YOURSELF: [u8; 3] = [0x1D, b'a', 0x0E];
/// The number of the trial, which is no job's.
const TRIAL: [u8; 4] = *b"0000";

/// What of an answer concerns a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// Everything before this number is on paper.
    Process([u8; 4]),
    /// Everything before the question has been dealt with.
    PaperStatus,
}

/// What the printer is found to be able to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trial {
    /// Nothing has been tried: it must be well first.
    Due,
    /// This is being tried since then, for the first or another time.
    Since(Answer, Duration, u8),
    /// It answers like this.
    Found(Answer),
}

/// The state of the talk.
#[derive(Debug)]
pub(super) struct Talk {
    ears: Ears,
    /// Whether the printer has said anything.
    has_heard: bool,
    condition: Condition,
    /// When it was last asked how it is, and how many of the questions it has answered.
    asked: Option<(Duration, usize)>,
    ask_at: Duration,
    /// Before this its bytes are still under way, and no answer is due.
    busy_until: Duration,
    /// Whether all is answered, and no slip has been sent since.
    is_fresh: bool,
    wrong: u32,
    wrong_at: Duration,
    trial: Trial,
}

impl Talk {
    pub(super) fn new(profile: &Profile, now: Duration) -> Self {
        let says_nothing = profile.answer == Answer::Nothing;
        Self {
            ears: Ears::default(),
            has_heard: false,
            condition: Condition::default(),
            asked: None,
            ask_at: now,
            busy_until: now,
            is_fresh: false,
            wrong: 0,
            wrong_at: now,
            trial: if says_nothing { Trial::Found(Answer::Nothing) } else { Trial::Due },
        }
    }

    /// The first bytes: where the printer may hold the rest of a slip, they take it back.
    pub(super) fn greet(&mut self, profile: &Profile, is_torn: bool, now: Duration) -> Option<Vec<u8>> {
        let cleared: &[u8] = match profile.clear {
            Clear::DleDc4 => &[0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8],
            Clear::DleEnq => &[0x10, 5, 2],
            Clear::None => &[],
        };
        let mut bytes = if is_torn { cleared.to_vec() } else { Vec::new() };
        bytes.extend(self.ask(profile, now).unwrap_or_default());
        (!bytes.is_empty()).then_some(bytes)
    }

    /// What the printer has been found to answer; absent: not yet known.
    pub(super) fn ability(&self) -> Option<Answer> {
        match self.trial {
            Trial::Found(answer) => Some(answer),
            Trial::Due | Trial::Since(..) => None,
        }
    }

    /// What is wrong.
    pub(super) fn trouble(&self, profile: &Profile, now: Duration) -> Option<Trouble> {
        if self.wrong >= WRONG_MIN && now.saturating_sub(self.wrong_at) < WRONG_FORGOTTEN_AFTER {
            return Some(Trouble::WrongAnswers);
        }
        let known = self.condition.trouble().filter(|trouble| trouble.stops() || profile.near_end);
        // A printer that has stopped in the middle of a slip need not listen.
        if known.is_some_and(Trouble::stops) {
            return known;
        }
        if self.silent_for(now) >= SILENT_AFTER { Some(Trouble::Silent) } else { known }
    }

    /// Whether the printer has said anything on this connection.
    pub(super) fn has_heard(&self) -> bool {
        self.has_heard
    }

    /// Whether another connection is to be tried.
    pub(super) fn is_given_up(&self, now: Duration) -> bool {
        !self.condition.trouble().is_some_and(Trouble::stops) && self.silent_for(now) >= GIVEN_UP_AFTER
    }

    /// Bytes for the printer are under way until then.
    pub(super) fn busy_until(&mut self, until: Duration) {
        self.busy_until = until;
    }

    /// Whether the printer has answered everything since this was last asked.
    pub(super) fn take_fresh(&mut self) -> bool {
        std::mem::take(&mut self.is_fresh)
    }

    /// Takes in what the printer says; a slip `is_busy` or none is.
    pub(super) fn hear(&mut self, bytes: &[u8], is_busy: bool, now: Duration) -> Vec<Heard> {
        let mut heard = Vec::new();
        self.has_heard |= !bytes.is_empty();
        for said in self.ears.hear(bytes) {
            match said {
                Said::Status(byte) => self.status(byte),
                Said::Automatic(status) => self.condition.automatic(status),
                Said::Process(TRIAL) => self.tried(Answer::ProcessId),
                Said::Process(id) => heard.push(Heard::Process(id)),
                Said::PaperStatus if matches!(self.trial, Trial::Since(Answer::PaperStatus, ..)) => {
                    self.tried(Answer::PaperStatus);
                }
                Said::PaperStatus if is_busy && self.ability() == Some(Answer::PaperStatus) => {
                    heard.push(Heard::PaperStatus);
                }
                Said::Cleared => {}
                Said::PaperStatus | Said::Senseless => {
                    (self.wrong, self.wrong_at) = (self.wrong.saturating_add(1), now);
                }
            }
        }
        heard
    }

    /// The next bytes: the trial, where it is due, or the question how the printer is.
    pub(super) fn go_on(
        &mut self,
        profile: &Profile,
        is_busy: bool,
        is_wanted: bool,
        now: Duration,
    ) -> Option<Vec<u8>> {
        if self.wrong > 0 && now.saturating_sub(self.wrong_at) >= WRONG_FORGOTTEN_AFTER {
            self.wrong = 0;
        }
        if profile.answer == Answer::Nothing {
            self.is_fresh = true;
            return None;
        }
        if let Some(bytes) = self.next_trial(profile, now) {
            return Some(bytes);
        }
        let is_due =
            now >= self.ask_at || (is_wanted && !is_busy && !self.is_fresh && self.is_well(profile, now));
        if is_due && self.asked.is_none() { self.ask(profile, now) } else { None }
    }

    fn is_well(&self, profile: &Profile, now: Duration) -> bool {
        !self.trouble(profile, now).is_some_and(Trouble::stops) && self.ability().is_some()
    }

    fn ask(&mut self, profile: &Profile, now: Duration) -> Option<Vec<u8>> {
        if profile.answer == Answer::Nothing {
            return None;
        }
        (self.asked, self.ask_at) = (Some((now, 0)), now + ASK_EVERY);
        Some(HOW_ARE_YOU.to_vec())
    }

    fn status(&mut self, byte: u8) {
        // What was not asked for is an answer to an earlier connection.
        let Some((at, answered)) = self.asked else { return };
        self.condition.status(QUESTIONS[answered.min(QUESTIONS.len() - 1)], byte);
        self.asked = (answered + 1 < QUESTIONS.len()).then_some((at, answered + 1));
        self.is_fresh = self.asked.is_none();
    }

    /// Finds out what the printer can say of its slips, with questions that put nothing on paper.
    fn next_trial(&mut self, profile: &Profile, now: Duration) -> Option<Vec<u8>> {
        let stops = self.condition.trouble().is_some_and(Trouble::stops);
        let (next, mut bytes, time) = match self.trial {
            Trial::Found(_) => return None,
            Trial::Due if !self.is_fresh || stops => return None,
            Trial::Due => (profile.answer, SAY_BY_YOURSELF.to_vec(), 1),
            // One that has stopped does not get on to the questions that wait for their turn.
            Trial::Since(answer, _, time) if stops => {
                self.trial = Trial::Since(answer, now, time);
                return None;
            }
            Trial::Since(_, since, _) if now.saturating_sub(since) < TRIAL_MAX || !self.is_fresh => {
                return None;
            }
            Trial::Since(answer, _, time) if time < TRIALS_MAX => (answer, Vec::new(), time + 1),
            Trial::Since(Answer::ProcessId, ..) => (Answer::PaperStatus, Vec::new(), 1),
            Trial::Since(Answer::PaperStatus | Answer::Nothing, ..) => {
                self.trial = Trial::Found(Answer::Nothing);
                return None;
            }
        };
        self.trial = Trial::Since(next, now, time);
        bytes.extend(question(next, TRIAL));
        Some(bytes)
    }

    fn tried(&mut self, answer: Answer) {
        if let Trial::Since(..) = self.trial {
            self.trial = Trial::Found(answer);
        }
    }

    fn silent_for(&self, now: Duration) -> Duration {
        self.asked.map_or(Duration::ZERO, |(at, _)| now.saturating_sub(at.max(self.busy_until)))
    }
}

/// The question whose answer says that everything before it is on paper.
pub(super) fn question(ability: Answer, id: [u8; 4]) -> Vec<u8> {
    match ability {
        Answer::ProcessId => [&[0x1D, b'(', b'H', 6, 0, 0x30, 0x30], id.as_slice()].concat(),
        Answer::PaperStatus => vec![0x1D, b'r', 1],
        Answer::Nothing => Vec::new(),
    }
}
