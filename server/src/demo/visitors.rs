//! Simulated visitors and clerks, so that every screen of a demo lives.

use super::{command, the_office};
use crate::app::{App, end_of};
use crate::registrar::{Answer, Aside, Command, Lane, Outcome};
use crate::store::paper::Told;
use office::command::Order;
use office::event::{Channel, Outcome as ServiceOutcome};
use office::id::{DeskId, DeviceId, FollowToken, OfficeId, TicketId};
use office::language::Language;
use office::ticket::Class;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// Shortest and longest time between two visitors.
const BETWEEN_VISITORS: (Duration, Duration) = (Duration::from_secs(12), Duration::from_secs(45));
/// Shortest and longest way to a desk.
const WAY: (Duration, Duration) = (Duration::from_secs(8), Duration::from_secs(20));
/// Shortest and longest service.
const SERVICE: (Duration, Duration) = (Duration::from_secs(30), Duration::from_secs(120));
/// Shortest and longest rest of a clerk between two visitors.
const REST: (Duration, Duration) = (Duration::from_secs(3), Duration::from_secs(10));
/// Beyond so many waiting no more visitors come.
const WAITING_MAX: usize = 25;

/// Lets visitors come and clerks call until the server ends.
pub async fn run(app: Arc<App>) {
    let office = the_office(&app);
    let desks: Vec<DeskId> = app
        .hub
        .floor(&office)
        .and_then(|floor| floor.rules().map(|rules| rules.desks.iter().map(|desk| desk.id.clone()).collect()))
        .unwrap_or_default();
    for desk in desks {
        let (app, office) = (app.clone(), office.clone());
        tokio::spawn(async move {
            while pause(&app, REST).await.is_some() {
                if serve_one(&app, &office, &desk).await.is_none() {
                    return;
                }
            }
        });
    }
    while pause(&app, BETWEEN_VISITORS).await.is_some() {
        arrive(&app, &office).await;
    }
}

async fn arrive(app: &App, office: &OfficeId) {
    let service = {
        let Some(floor) = app.hub.floor(office) else { return };
        if floor.waiting.len() >= WAITING_MAX {
            return;
        }
        let services = floor.rules().map(|rules| rules.services.as_slice()).unwrap_or_default();
        match services.get(dice(services.len())) {
            Some(service) => service.id.clone(),
            None => return,
        }
    };
    let class = if dice(10) == 0 { Class::Priority } else { Class::Ordinary };
    let language = if dice(5) == 0 { Language::En } else { Language::It };
    let Ok(bits) = app.random_bits() else { return };
    let aside = Aside {
        token: FollowToken::from_random(bits),
        told: Told { language, ..Told::default() },
        printer: DeviceId::new(super::PRINTER).ok(),
        visit: None,
    };
    let quote = app.quotes.borrow().quote(office, &service, class);
    let channel = Channel::Totem;
    let order = Order::IssueTicket { service, then: Vec::new(), class, channel, quote, against: None };
    let take = Command { aside: Some(aside), ..command(office, order) };
    let _ = app.command(Lane::Hall, take).await;
}

/// Calls and serves one visitor; a person at the desk who does otherwise wins. `None` at the end.
async fn serve_one(app: &App, office: &OfficeId, desk: &DeskId) -> Option<()> {
    let called =
        app.command(Lane::Hall, command(office, Order::CallNext { desk: desk.clone() })).await.ok()?;
    let Outcome::Done(Answer::Called(called)) = called else { return Some(()) };
    let ticket = TicketId::new(&called.ticket.id).ok()?;
    pause(app, WAY).await?;
    if dice(12) == 0 {
        let _ = app.command(Lane::Hall, command(office, Order::MarkAbsent { ticket })).await;
        return Some(());
    }
    let started =
        app.command(Lane::Hall, command(office, Order::Start { ticket: ticket.clone() })).await.ok()?;
    if matches!(started, Outcome::Done(_)) {
        pause(app, SERVICE).await?;
        let finish = Order::Finish { ticket, outcome: ServiceOutcome::Settled, done: Vec::new() };
        let _ = app.command(Lane::Hall, command(office, finish)).await;
    }
    Some(())
}

/// Waits for a random time within a range; `None` when the server ends.
async fn pause(app: &App, (shortest, longest): (Duration, Duration)) -> Option<()> {
    let span_ms = usize::try_from((longest - shortest).as_millis()).unwrap_or(0);
    let until = Instant::now() + shortest + Duration::from_millis(dice(span_ms + 1) as u64);
    let mut ending = app.ending.clone();
    let ended = tokio::select! {
        () = sleep_until(until) => false,
        () = end_of(&mut ending) => true,
    };
    (!ended).then_some(())
}

/// A random number below `sides`; 0 where there is none.
fn dice(sides: usize) -> usize {
    let mut bytes = [0_u8; 8];
    let _ = getrandom::fill(&mut bytes);
    (u64::from_le_bytes(bytes) % sides.max(1) as u64) as usize
}
