//! An office with a past: as many days as wanted, through the real registrar.

use crate::Failure;
use crate::process::scratch;
use office::command::Order;
use office::event::{Actor, ActorKind, Channel, Outcome as ServiceOutcome};
use office::hours::{Hours, TimeOfDay};
use office::id::{ActorId, DeskId, FollowToken, OfficeId, ServiceId, TicketId};
use office::ticket::Class;
use server::clock::{Clock, HandClock, SystemClock};
use server::hub::Hub;
use server::init::init;
use server::registrar::{Answer, Aside, Command, Outcome, Registrar, Work};
use server::store::Writer;
use server::store::paper::Told;
use server::store::setup::Mode;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tests::world::small_configuration;

const DAY: Duration = Duration::from_secs(24 * 3600);

/// Makes a demo folder with so many past days of so many served tickets each.
pub fn office_with(days: u32, tickets: u32) -> Result<PathBuf, Failure> {
    let dir = scratch()?;
    let mut configuration = small_configuration();
    configuration.hours = Hours { always_rolls_at: Some(TimeOfDay::from_minutes(240)?), ..Hours::default() };
    let now = SystemClock::start().now();
    let clock = Arc::new(HandClock::at(now.minus(DAY * (days + 1))));
    init(&dir, Mode::Demo, vec![configuration], clock.as_ref())?;
    let hub = Hub::new(1, Vec::new());
    let mut past = Past {
        registrar: Registrar::new(Writer::open(&dir, now)?, clock.clone(), hub, String::new()),
        nth: 0,
    };
    past.registrar.load()?;
    for _ in 0..days {
        clock.advance(DAY);
        past.day(tickets)?;
    }
    Ok(dir)
}

struct Past {
    registrar: Registrar,
    nth: u128,
}

impl Past {
    fn day(&mut self, tickets: u32) -> Result<(), Failure> {
        let ticks = self.registrar.due_ticks();
        self.registrar.step(&ticks)?;
        let desk = DeskId::new("sportello-3")?;
        self.registrar.step(&[work(Order::OpenDesk { desk: desk.clone() }, None)?])?;
        let issue = |token| {
            let aside = Aside { token, told: Told::default(), printer: None, visit: None };
            let service = ServiceId::new("imu")?;
            let order = Order::IssueTicket {
                service,
                then: Vec::new(),
                class: Class::Ordinary,
                channel: Channel::Totem,
                quote: None,
                against: None,
            };
            work(order, Some(aside))
        };
        let first = self.nth;
        self.nth += u128::from(tickets);
        let batch = (first..self.nth)
            .map(|nth| issue(FollowToken::from_random(nth)))
            .collect::<Result<Vec<_>, _>>()?;
        let outcomes = self.registrar.step(&batch)?;
        let mut served = Vec::new();
        for outcome in outcomes {
            let Outcome::Done(Answer::Taken(taken)) = outcome else {
                return Err("no number was given".into());
            };
            served.extend(serve(&desk, &taken.id)?);
        }
        self.registrar.step(&served)?;
        Ok(())
    }
}

fn serve(desk: &DeskId, ticket: &TicketId) -> Result<[Work; 3], Failure> {
    Ok([
        work(Order::CallNext { desk: desk.clone() }, None)?,
        work(Order::Start { ticket: ticket.clone() }, None)?,
        work(
            Order::Finish { ticket: ticket.clone(), outcome: ServiceOutcome::Settled, done: Vec::new() },
            None,
        )?,
    ])
}

fn work(order: Order, aside: Option<Aside>) -> Result<Work, Failure> {
    let actor = Actor { kind: ActorKind::Staff, id: ActorId::new("past")? };
    let office = OfficeId::new("portico")?;
    Ok(Work::Command(Command { office, actor, request: None, order, aside, party: None }))
}
