//! Any sequence of commands, in any order, on a clock that goes forward, stands or goes back: the
//! office and its naive model say and do the same, and the promises hold after every step.

use crate::model::{Act, DESKS, Model, SERVICES, Verdict};
use crate::world::{World, at, call, check_lists, desk, finish, issue_all, move_to, service};
use office::command::Order;
use office::configuration::Version;
use office::decide::{Decision, decide};
use office::due::next_due;
use office::event::{Event, MoveTo};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::TicketId;
use office::moment::Moment;
use office::ticket::{Class, LegState};
use proptest::collection::vec;
use proptest::prelude::*;
use std::time::Duration;

/// One step: time passes or goes back, then somebody asks for something.
#[derive(Debug, Clone)]
struct Step {
    passes_ms: i64,
    asked: Asked,
    visitor: Who,
    desk: usize,
    service: usize,
}

/// Which visitor is meant.
#[derive(Debug, Clone, Copy)]
enum Who {
    /// The n-th, round and round, of those in the state that the step asks for.
    Fitting(usize),
    /// The n-th, round and round, of those whose visit has not ended.
    Present(usize),
    /// Counted back from the last one issued; beyond the first, nobody that is known.
    Back(usize),
}

#[derive(Debug, Clone, Copy)]
enum Asked {
    Nothing,
    Adopt(u32),
    Issue(Option<usize>, bool),
    OpenDesk,
    PauseDesk,
    ResumeDesk,
    CloseDesk,
    CallNext,
    Call,
    Recall,
    Withdraw,
    Start,
    Finish,
    MarkAbsent,
    BringBack,
    Hold,
    Resume,
    MoveToService,
    MoveToDesk,
    MoveToWelcome,
    Leave,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_office_and_its_naive_model_agree(ticks in prop::bool::weighted(0.8), steps in vec(any_step(), 1..160)) {
        let mut pair = Pair::new();
        for step in steps {
            pair.pass(step.passes_ms, ticks);
            pair.ask(&step);
        }
    }
}

/// The office, its model, and a third one that only ever reads the log.
struct Pair {
    world: World,
    model: Model,
    reader: Floor,
    read: usize,
}

impl Pair {
    fn new() -> Self {
        let mut world = World::before_first_day();
        let reader = world.floor.clone();
        world.now = at("2026-03-02 08:25:00");
        world.accept(Order::AdoptConfiguration { version: Version(1) });
        let mut pair = Self { world, model: Model::new(), reader, read: 0 };
        pair.check();
        pair
    }

    /// Time passes; where the office's timer is heeded, with a tick whenever one is due on the way.
    fn pass(&mut self, passes_ms: i64, ticks: bool) {
        let from = self.world.now;
        let until = Moment::from_millis(from.as_millis() + passes_ms).unwrap();
        let until = until.clamp(at("2026-03-01 00:00:00"), at("2026-03-20 00:00:00"));
        while let Some(due) = next_due(&self.world.floor, self.world.now).filter(|due| ticks && *due <= until)
        {
            self.world.now = due;
            self.act(Act::Tick, Order::Tick);
            if next_due(&self.world.floor, due) == Some(due) {
                panic!("a tick at {due:?} left itself due");
            }
        }
        self.world.now = until;
        self.check();
    }

    fn ask(&mut self, step: &Step) {
        let v = match step.visitor {
            Who::Fitting(n) => self.model.nth(n, |state| fits(step.asked, state)),
            Who::Present(n) => self.model.nth(n, |state| !state.is_final()),
            Who::Back(count) => self.model.visitors.len().checked_sub(1 + count),
        };
        let v = v.unwrap_or(usize::MAX);
        let id = self.model.visitors.get(v).map_or("hall-20260302-Z999", |visitor| &visitor.id);
        let (act, order) = order(step, v, &TicketId::new(id).unwrap());
        self.act(act, order);
        self.check();
    }

    fn act(&mut self, act: Act, order: Order) {
        let said = match self.world.give(order.clone()) {
            Decision::Accepted(_) => Verdict::Done,
            Decision::NothingToDo => Verdict::Nothing,
            Decision::Refused(refusal) => Verdict::No(refusal.code()),
        };
        let expected = self.model.act(act, self.world.now.as_millis());
        assert_eq!(said, expected, "{order:?} at {:?}", self.world.now);
    }

    fn check(&mut self) {
        check_lists(&self.world.floor);
        self.check_against_model();
        self.check_against_log();
        check_due(&self.world.floor, self.world.now);
    }

    fn check_against_model(&self) {
        let floor = &self.world.floor;
        assert_eq!(floor.tickets.len(), self.model.visitors.len());
        for visitor in &self.model.visitors {
            let ticket = &floor.tickets[&TicketId::new(&visitor.id).unwrap()];
            let leg = ticket.leg();
            assert_eq!(ticket.state(), visitor.state, "{}", ticket.id);
            assert_eq!(ticket.joined_at.as_millis(), visitor.joined, "{}", ticket.id);
            assert_eq!((leg.announced, leg.no), (visitor.announced, visitor.legs), "{}", ticket.id);
            assert_eq!((leg.service.as_str(), &leg.target), (SERVICES[visitor.service], &visitor.target));
            if leg.state.is_at_desk() {
                assert_eq!(leg.desk.as_ref(), visitor.desk.map(|d| desk(DESKS[d])).as_ref());
            }
        }
        for (name, state) in DESKS.iter().zip(self.model.desks) {
            assert_eq!(floor.desk_state(&desk(name)), state, "desk {name}");
        }
    }

    fn check_against_log(&mut self) {
        for event in &self.world.log[self.read..] {
            let text = serde_json::to_string(event).unwrap();
            let read: Event = serde_json::from_str(&text).unwrap();
            evolve(&mut self.reader, &read);
        }
        self.read = self.world.log.len();
        assert_eq!(self.reader, self.world.floor, "whoever reads the log sees another floor");
    }
}

/// The timer is never in the past, nothing happens before it, and it never fires for ever.
fn check_due(floor: &Floor, now: Moment) {
    let tick = |at| decide(floor, &Order::Tick, at);
    let due = next_due(floor, now).unwrap();
    assert!(due >= now, "{due:?} is before {now:?}");
    if due > now {
        for early in [now, due.minus(Duration::from_millis(1))] {
            assert_eq!(tick(early), Decision::NothingToDo, "the timer says {due:?}, not {early:?}");
        }
    }
    if tick(due) == Decision::NothingToDo {
        assert!(next_due(floor, due).is_none_or(|later| later > due), "due at {due:?} for ever");
    }
}

fn order(step: &Step, v: usize, ticket: &TicketId) -> (Act, Order) {
    let (d, s, ticket) = (step.desk, step.service, ticket.clone());
    let at = desk(DESKS[d]);
    match step.asked {
        Asked::Nothing => (Act::Tick, Order::Tick),
        Asked::Adopt(version) => {
            (Act::Adopt(version), Order::AdoptConfiguration { version: Version(version) })
        }
        Asked::Issue(then, priority) => {
            let class = if priority { Class::Priority } else { Class::Ordinary };
            let more: Vec<&str> = then.iter().map(|next| SERVICES[*next]).collect();
            (Act::Issue(s, then.filter(|next| *next != s), priority), issue_all(SERVICES[s], &more, class))
        }
        Asked::OpenDesk => (Act::OpenDesk(d), Order::OpenDesk { desk: at }),
        Asked::PauseDesk => (Act::PauseDesk(d), Order::PauseDesk { desk: at, back_at: None }),
        Asked::ResumeDesk => (Act::ResumeDesk(d), Order::ResumeDesk { desk: at }),
        Asked::CloseDesk => (Act::CloseDesk(d), Order::CloseDesk { desk: at }),
        Asked::CallNext => (Act::CallNext(d), Order::CallNext { desk: at }),
        Asked::Call => (Act::Call(v, d), call(&ticket, DESKS[d])),
        Asked::Recall => (Act::Recall(v), Order::Recall { ticket }),
        Asked::Withdraw => (Act::Withdraw(v), Order::Withdraw { ticket }),
        Asked::Start => (Act::Start(v), Order::Start { ticket }),
        Asked::Finish => (Act::Finish(v), finish(&ticket)),
        Asked::MarkAbsent => (Act::MarkAbsent(v), Order::MarkAbsent { ticket }),
        Asked::BringBack => (Act::BringBack(v), Order::BringBack { ticket }),
        Asked::Hold => (Act::Hold(v), Order::Hold { ticket }),
        Asked::Resume => (Act::Resume(v, d), Order::Resume { ticket, desk: at }),
        Asked::MoveToService => {
            (Act::MoveToService(v, s), move_to(&ticket, MoveTo::Service(service(SERVICES[s]))))
        }
        Asked::MoveToDesk => (Act::MoveToDesk(v, d), move_to(&ticket, MoveTo::Desk(at))),
        Asked::MoveToWelcome => (Act::MoveToWelcome(v), move_to(&ticket, MoveTo::Welcome)),
        Asked::Leave => (Act::Leave(v), Order::Leave { ticket }),
    }
}

/// Whether a visitor in this state is one of whom it can be asked; others are meant by other ways.
fn fits(asked: Asked, state: LegState) -> bool {
    match asked {
        Asked::Call => state == LegState::Waiting,
        Asked::Recall | Asked::Withdraw | Asked::Start | Asked::MarkAbsent => state == LegState::Called,
        Asked::Finish | Asked::Hold => state == LegState::Serving,
        Asked::BringBack => state == LegState::Absent,
        Asked::Resume => state == LegState::Held,
        Asked::MoveToService | Asked::MoveToDesk | Asked::MoveToWelcome | Asked::Leave => !state.is_final(),
        Asked::Nothing
        | Asked::Adopt(_)
        | Asked::Issue(..)
        | Asked::OpenDesk
        | Asked::PauseDesk
        | Asked::ResumeDesk
        | Asked::CloseDesk
        | Asked::CallNext => false,
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    (any_span(), any_request(), any_visitor(), 0..3_usize, 0..4_usize).prop_map(
        |(passes_ms, asked, visitor, desk, service)| Step { passes_ms, asked, visitor, desk, service },
    )
}

/// Mostly seconds and minutes; now and then hours, a day, or the clock set back.
fn any_span() -> impl Strategy<Value = i64> {
    const MINUTE: i64 = 60_000;
    prop_oneof![
        160 => Just(0_i64),
        100 => 0..12_000_i64,
        100 => (0..8_i64).prop_map(|minutes| minutes * MINUTE),
        2 => (1..14_i64).prop_map(|hours| hours * 60 * MINUTE),
        1 => Just(24 * 60 * MINUTE),
        2 => -30 * MINUTE..0,
        1 => -26 * 60 * MINUTE..0,
    ]
}

fn any_visitor() -> impl Strategy<Value = Who> {
    prop_oneof![
        6 => (0..12_usize).prop_map(Who::Fitting),
        2 => (0..12_usize).prop_map(Who::Present),
        1 => (0..6_usize).prop_map(Who::Back),
    ]
}

fn any_request() -> impl Strategy<Value = Asked> {
    prop_oneof![
        2 => Just(Asked::Nothing),
        1 => (1..=2_u32).prop_map(Asked::Adopt),
        12 => (prop::option::weighted(0.4, 0..4_usize), prop::bool::weighted(0.3))
            .prop_map(|(then, priority)| Asked::Issue(then, priority)),
        10 => Just(Asked::OpenDesk),
        10 => Just(Asked::CallNext),
        6 => Just(Asked::Start),
        4 => Just(Asked::Finish),
        24 => prop::sample::select(vec![Asked::Call, Asked::Call, Asked::Recall, Asked::Withdraw, Asked::MarkAbsent,
            Asked::BringBack, Asked::Hold, Asked::Hold, Asked::Resume, Asked::Resume]),
        5 => prop::sample::select(vec![Asked::MoveToService, Asked::MoveToDesk, Asked::MoveToWelcome]),
        3 => prop::sample::select(vec![Asked::PauseDesk, Asked::ResumeDesk, Asked::CloseDesk, Asked::Leave]),
    ]
}
