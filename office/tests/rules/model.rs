//! The office written a second time, as naively as possible: visitors in a list, every question
//! answered by looking through it, time in bare milliseconds of its own winter calendar.

use office::event::Target;
use office::floor::DeskState;
use office::ticket::LegState;
use std::cmp::Ordering;

pub const SERVICES: [&str; 4] = ["identity", "residence", "taxes", "information"];
pub const DESKS: [&str; 3] = ["one", "two", "three"];
const LETTERS: [char; 4] = ['A', 'A', 'T', 'R'];

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What somebody asks for; visitors by their place in the list, desks and services by index.
#[derive(Debug, Clone, Copy)]
pub enum Act {
    Tick,
    Adopt(u32),
    Issue(usize, Option<usize>, bool),
    OpenDesk(usize),
    PauseDesk(usize),
    ResumeDesk(usize),
    CloseDesk(usize),
    CallNext(usize),
    Call(usize, usize),
    Recall(usize),
    Withdraw(usize),
    Start(usize),
    Finish(usize),
    MarkAbsent(usize),
    BringBack(usize),
    Hold(usize),
    Resume(usize, usize),
    MoveToService(usize, usize),
    MoveToDesk(usize, usize),
    MoveToWelcome(usize),
    Leave(usize),
}

/// What becomes of it; a refusal by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Done,
    Nothing,
    No(&'static str),
}

#[derive(Debug, Clone)]
pub struct Visitor {
    pub id: String,
    pub priority: bool,
    pub service: usize,
    pub then: Option<usize>,
    pub joined: i64,
    pub state: LegState,
    pub desk: Option<usize>,
    pub target: Target,
    pub announced: u32,
    pub legs: u32,
    /// When the last call was made, or the visitor found absent.
    since: i64,
}

#[derive(Debug, Clone)]
pub struct Model {
    pub visitors: Vec<Visitor>,
    pub desks: [DeskState; 3],
    version: u32,
    day: Option<i64>,
    past: Vec<i64>,
}

impl Model {
    pub fn new() -> Self {
        Self { visitors: Vec::new(), desks: [DeskState::Closed; 3], version: 1, day: None, past: Vec::new() }
    }

    /// Does it, or says why not. `now` is milliseconds since 1970 in UTC.
    pub fn act(&mut self, act: Act, now: i64) -> Verdict {
        match act {
            Act::Tick => self.tick(now),
            Act::Adopt(version) if version == self.version => Verdict::Nothing,
            Act::Adopt(version) => self.done(|model| model.version = version),
            Act::Issue(service, then, priority) => self.issue(service, then, priority, now),
            Act::OpenDesk(_) if self.day.is_none() => Verdict::No("office_closed"),
            Act::OpenDesk(d) => self.set_desk(d, DeskState::Open),
            Act::ResumeDesk(d) if self.desks[d] == DeskState::Closed => Verdict::No("desk_not_open"),
            Act::ResumeDesk(d) => self.set_desk(d, DeskState::Open),
            Act::PauseDesk(d) if self.desks[d] == DeskState::Closed => Verdict::No("desk_not_open"),
            Act::PauseDesk(d) if self.is_busy(d) => Verdict::No("desk_busy"),
            Act::PauseDesk(d) => self.set_desk(d, DeskState::Paused),
            Act::CloseDesk(d) if self.is_busy(d) => Verdict::No("desk_busy"),
            Act::CloseDesk(d) => self.set_desk(d, DeskState::Closed),
            Act::CallNext(d) => self.call_next(d, now),
            Act::Call(v, d) => self.for_visitor(v, |model| model.call(v, d, now)),
            Act::Recall(v) => self.step(v, &[LegState::Called], |visitor| visitor.announced += 1),
            Act::Withdraw(v) => self.for_visitor(v, |model| model.withdraw(v, now)),
            Act::Start(v) => self.step(v, &[LegState::Called], |visitor| visitor.state = LegState::Serving),
            Act::Finish(v) => self.finish(v),
            Act::MarkAbsent(v) => self.step(v, &[LegState::Called], |visitor| {
                (visitor.state, visitor.since) = (LegState::Absent, now);
            }),
            Act::BringBack(v) => {
                self.step(v, &[LegState::Absent], |visitor| visitor.state = LegState::Waiting)
            }
            Act::Hold(v) => self.step(v, &[LegState::Serving], |visitor| visitor.state = LegState::Held),
            Act::Resume(v, d) => self.for_visitor(v, |model| model.resume(v, d)),
            Act::MoveToService(v, s) => self.move_on(v, s, Target::Skill),
            Act::MoveToDesk(v, d) => self.move_on_with_service(v, Target::Desk(crate::world::desk(DESKS[d]))),
            Act::MoveToWelcome(v) => self.move_on_with_service(v, Target::Welcome),
            Act::Leave(v) if self.visitors.get(v).is_some_and(|v| v.state == LegState::Left) => {
                Verdict::Nothing
            }
            Act::Leave(v) => {
                let from = [LegState::Waiting, LegState::Called, LegState::Held, LegState::Absent];
                self.step(v, &from, |visitor| visitor.state = LegState::Left)
            }
        }
    }

    /// The visitor who is called to a desk or served at it.
    fn visitor_at(&self, desk: usize) -> Option<usize> {
        self.visitors.iter().position(|v| v.state.is_at_desk() && v.desk == Some(desk))
    }

    /// The n-th, round and round, of the visitors in such a state.
    pub fn nth(&self, n: usize, such: impl Fn(LegState) -> bool) -> Option<usize> {
        let places = (0..self.visitors.len()).filter(|&v| such(self.visitors[v].state));
        let places: Vec<usize> = places.collect();
        (!places.is_empty()).then(|| places[n % places.len()])
    }

    fn done(&mut self, change: impl FnOnce(&mut Self)) -> Verdict {
        change(self);
        Verdict::Done
    }

    fn is_busy(&self, desk: usize) -> bool {
        self.visitor_at(desk).is_some()
    }

    fn set_desk(&mut self, desk: usize, state: DeskState) -> Verdict {
        if self.desks[desk] == state {
            return Verdict::Nothing;
        }
        self.done(|model| model.desks[desk] = state)
    }

    fn for_visitor(&mut self, v: usize, act: impl FnOnce(&mut Self) -> Verdict) -> Verdict {
        if v < self.visitors.len() { act(self) } else { Verdict::No("unknown_ticket") }
    }

    fn step(&mut self, v: usize, from: &[LegState], change: impl FnOnce(&mut Visitor)) -> Verdict {
        match self.visitors.get_mut(v) {
            None => Verdict::No("unknown_ticket"),
            Some(visitor) if !from.contains(&visitor.state) => Verdict::No("illegal_step"),
            Some(visitor) => {
                change(visitor);
                Verdict::Done
            }
        }
    }

    fn tick(&mut self, now: i64) -> Verdict {
        let mut changed = false;
        match self.day {
            Some(day) if now + 60 * MINUTE >= day * DAY + 20 * 60 * MINUTE => {
                for visitor in self.visitors.iter_mut().filter(|visitor| !visitor.state.is_final()) {
                    visitor.state = LegState::Lapsed;
                }
                (self.day, self.desks, changed) = (None, [DeskState::Closed; 3], true);
            }
            Some(_) => {
                let is_over = |v: &&mut Visitor| v.state == LegState::Absent && now - v.since >= 10 * MINUTE;
                for visitor in self.visitors.iter_mut().filter(is_over) {
                    (visitor.state, changed) = (LegState::Lapsed, true);
                }
            }
            None => {}
        }
        let (day, minute) = local(now);
        let holds = is_weekday(day) && (510..1200).contains(&minute);
        if self.day.is_none() && holds && !self.past.contains(&day) {
            self.past.push(day);
            (self.visitors, self.desks, self.day, changed) =
                (Vec::new(), [DeskState::Closed; 3], Some(day), true);
        }
        if changed { Verdict::Done } else { Verdict::Nothing }
    }

    fn issue(&mut self, service: usize, then: Option<usize>, priority: bool, now: i64) -> Verdict {
        let (today, minute) = local(now);
        let takes = is_weekday(today) && ((510..750).contains(&minute) || (810..1020).contains(&minute));
        let Some(day) = self.day.filter(|day| takes && now + 60 * MINUTE < day * DAY + 20 * 60 * MINUTE)
        else {
            return Verdict::No("office_closed");
        };
        let letter = LETTERS[service];
        let count = 1 + self.visitors.iter().filter(|v| v.id.contains(&format!("-{letter}"))).count();
        let date = chrono::DateTime::from_timestamp_millis(day * DAY).unwrap().format("%Y%m%d");
        let joined = self.visitors.iter().map(|visitor| visitor.joined).max().unwrap_or(now).max(now);
        self.visitors.push(Visitor {
            id: format!("hall-{date}-{letter}{count:03}"),
            priority,
            service,
            then,
            joined,
            state: LegState::Waiting,
            desk: None,
            target: Target::Skill,
            announced: 0,
            legs: 1,
            since: now,
        });
        Verdict::Done
    }

    fn skills(&self, desk: usize) -> &'static [usize] {
        match (desk, self.version) {
            (0, 1) => &[0, 1],
            (0, _) => &[2],
            (1, _) => &[0, 2],
            _ => &[0, 1, 2, 3],
        }
    }

    fn can_serve(&self, desk: usize, visitor: &Visitor) -> bool {
        let skills = self.skills(desk);
        match &visitor.target {
            Target::Skill => skills.contains(&visitor.service),
            Target::Desk(only) => only.as_str() == DESKS[desk],
            Target::Welcome => false,
        }
    }

    fn call_next(&mut self, desk: usize, now: i64) -> Verdict {
        if let Some(refused) = self.cannot_call(desk) {
            return refused;
        }
        let best = (0..self.visitors.len())
            .filter(|&v| {
                self.visitors[v].state == LegState::Waiting && self.can_serve(desk, &self.visitors[v])
            })
            .reduce(|a, b| if more_urgent(&self.visitors[b], &self.visitors[a], now) { b } else { a });
        match best {
            Some(v) => self.put_on_board(v, desk, now),
            None => Verdict::Nothing,
        }
    }

    fn cannot_call(&self, desk: usize) -> Option<Verdict> {
        match self.desks[desk] {
            DeskState::Closed | DeskState::Paused => Some(Verdict::No("desk_not_open")),
            DeskState::Open => self.is_busy(desk).then_some(Verdict::No("desk_busy")),
        }
    }

    fn put_on_board(&mut self, v: usize, desk: usize, now: i64) -> Verdict {
        let visitor = &mut self.visitors[v];
        (visitor.state, visitor.desk, visitor.since) = (LegState::Called, Some(desk), now);
        visitor.announced += 1;
        Verdict::Done
    }

    fn call(&mut self, v: usize, desk: usize, now: i64) -> Verdict {
        if let Some(refused) = self.cannot_call(desk) {
            return refused;
        }
        let visitor = &self.visitors[v];
        if visitor.state != LegState::Waiting {
            return Verdict::No("illegal_step");
        }
        if visitor.target != Target::Welcome && !self.can_serve(desk, visitor) {
            return Verdict::No("desk_cannot_serve");
        }
        self.put_on_board(v, desk, now)
    }

    fn withdraw(&mut self, v: usize, now: i64) -> Verdict {
        let since = self.visitors[v].since;
        if self.visitors[v].state == LegState::Called && now - since > 10_000 {
            return Verdict::No("too_late_to_withdraw");
        }
        self.step(v, &[LegState::Called], |visitor| visitor.state = LegState::Waiting)
    }

    /// What else is to be done goes on where the visitor sits, or waits.
    fn finish(&mut self, v: usize) -> Verdict {
        let goes_on = self.visitors.get(v).is_some_and(|visitor| {
            let skills = visitor.desk.map(|desk| self.skills(desk)).unwrap_or_default();
            visitor.then.is_some_and(|next| skills.contains(&next))
        });
        self.step(v, &[LegState::Serving], |visitor| match visitor.then.take() {
            None => visitor.state = LegState::Finished,
            Some(next) => {
                visitor.state = if goes_on { LegState::Serving } else { LegState::Waiting };
                (visitor.service, visitor.target) = (next, Target::Skill);
                (visitor.announced, visitor.legs) = (0, visitor.legs + 1);
            }
        })
    }

    fn resume(&mut self, v: usize, desk: usize) -> Verdict {
        let visitor = &self.visitors[v];
        if visitor.state != LegState::Held {
            return Verdict::No("illegal_step");
        }
        if self.desks[desk] != DeskState::Open {
            return Verdict::No("desk_not_open");
        }
        let was_here = visitor.desk == Some(desk) || visitor.target == Target::Welcome;
        if !was_here && !self.can_serve(desk, visitor) {
            return Verdict::No("desk_cannot_serve");
        }
        let state = if self.is_busy(desk) { LegState::Waiting } else { LegState::Serving };
        self.step(v, &[LegState::Held], |visitor| (visitor.state, visitor.desk) = (state, Some(desk)))
    }

    fn move_on_with_service(&mut self, v: usize, target: Target) -> Verdict {
        let service = self.visitors.get(v).map_or(0, |visitor| visitor.service);
        self.move_on(v, service, target)
    }

    fn move_on(&mut self, v: usize, service: usize, target: Target) -> Verdict {
        let stays = |visitor: &Visitor| {
            let same_service = target != Target::Skill || visitor.service == service;
            visitor.state == LegState::Waiting && visitor.target == target && same_service
        };
        if self.visitors.get(v).is_some_and(stays) {
            return Verdict::No("move_to_same_place");
        }
        let from = [LegState::Waiting, LegState::Called, LegState::Serving, LegState::Held];
        self.step(v, &from, |visitor| {
            (visitor.state, visitor.desk, visitor.announced) = (LegState::Waiting, None, 0);
            (visitor.service, visitor.target, visitor.legs) = (service, target, visitor.legs + 1);
        })
    }
}

/// Whether the first goes before the second, which stands before it in the list; exact fractions.
fn more_urgent(later: &Visitor, earlier: &Visitor, now: i64) -> bool {
    let urgency = |visitor: &Visitor| {
        let waited = i128::from((now - visitor.joined).max(0));
        let target = i128::from(if visitor.priority { 6 * MINUTE } else { 20 * MINUTE });
        let straight = 2 * waited <= 5 * target;
        if straight { (waited, target) } else { (2 * waited * waited, 5 * target * target) }
    };
    let ((a, b), (c, d)) = (urgency(later), urgency(earlier));
    match (a * d).cmp(&(c * b)) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => later.joined < earlier.joined,
    }
}

/// Days since 1970 and minutes after midnight on the office's wall in winter.
fn local(now: i64) -> (i64, i64) {
    let wall = now + 60 * MINUTE;
    (wall.div_euclid(DAY), wall.rem_euclid(DAY) / MINUTE)
}

/// The first day of 1970 was a Thursday.
fn is_weekday(day: i64) -> bool {
    (day + 3).rem_euclid(7) < 5
}
