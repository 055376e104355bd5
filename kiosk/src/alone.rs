//! A totem that cannot reach the office: what its pages show then, and the numbers that it gives.
//!
//! ```text
//! linked --link down--> (four seconds) --> alone --link up--> linked, what was given is handed in
//! ```
//!
//! Numbers come from a block that the office has granted before ([`Reserve`]), each written down on the disk
//! before anybody sees it. Hours come from the configuration and the totem's own clock; waits are not known. A
//! printer on the same machine prints them, and procedures ([`OwnPaper`]).

mod front;
mod paper;
mod ready;
mod reserve;

pub use front::{ALONE_AFTER, TotemFront};
pub use paper::{Known, OwnPaper};
pub use ready::keep_ready;
pub use reserve::{LEFT_MIN, Reserve};

use crate::{Clock, Ear, Secret, Shown, Visits, router};
use agent::front::LinkFront;
use agent::pages::Mount;
use office::forecast::Quantiles;
use office::id::ServiceId;
use office::moment::Moment;
use office::triage::{Numbers, Outlook, Prospect};
use office::wire::{Offered, TotemScreen};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use voice::Voices;

/// What a totem that is alone can do about numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alone {
    /// It gives numbers of its own.
    Gives,
    /// It has none to give: they are used up, or none were granted for this date.
    Spent,
}

impl Shown {
    /// The same as it is at `now` for a totem that is alone, with so many numbers `left` for this date and what is
    /// known of the printer beside it.
    #[must_use]
    pub fn alone_at(&self, now: Moment, left: usize, paper: Known) -> Shown {
        let rules = &self.configuration;
        let (hours, zone, lead) = (&rules.hours, rules.office.zone, rules.take_from_lead());
        let alone = if left > 0 { Alone::Gives } else { Alone::Spent };
        let numbers = match (hours.takes_numbers(now, zone, lead), alone) {
            (true, Alone::Gives) => Numbers::Given,
            (true, Alone::Spent) => Numbers::Again(None),
            (false, _) => Numbers::Again(hours.reopens(now, zone, lead)),
        };
        let opening = hours.opening_at(now, zone).or_else(|| hours.next_opening(now, zone));
        let outlook = Outlook {
            numbers,
            opens_in_s: opening.map_or(0, |opening| seconds(opening.from.since(now))),
            closes_in_s: opening.map_or(0, |opening| seconds(opening.until.since(now))),
            services: self.prospects(),
        };
        let unknown = |offered: &Offered| Offered { service: offered.service.clone(), ahead: 0, quote: None };
        let screen = TotemScreen {
            as_of: now,
            outlook,
            services: self.screen.services.iter().map(unknown).collect(),
            prints: paper.columns.is_some(),
            paper: paper.trouble,
            ..self.screen.clone()
        };
        Shown { screen, configuration: rules.clone(), alone: Some(alone) }
    }
}

impl Shown {
    /// What awaits a number: nobody knows which desks are open, so each that could take the service counts, and nobody
    /// is sent away because the evening was the last that was heard of the office.
    fn prospects(&self) -> BTreeMap<ServiceId, Prospect> {
        let unknown = Quantiles { p20_s: 0, p50_s: 0, p90_s: 0 };
        let known = self.screen.outlook.services.iter();
        let prospect = |(service, known): (&ServiceId, &Prospect)| {
            let is_taken = self.configuration.desks_for(service).next().is_some();
            (service.clone(), Prospect { wait: is_taken.then_some(unknown), ..*known })
        };
        known.map(prospect).collect()
    }
}

/// What a totem has of its own.
#[derive(Clone)]
pub struct Own {
    /// Numbers.
    pub reserve: Arc<Reserve>,
    /// A printer, perhaps.
    pub paper: Arc<OwnPaper>,
}

/// Makes the pages of a totem that goes on without the office with what is its `own`, by its `clock`, and are
/// read out by `voices` where there are any.
pub fn mount(
    own: Own,
    secret: Secret,
    random: impl Fn() -> u128 + Clone + Send + Sync + 'static,
    clock: Clock,
    voices: Option<Arc<Voices>>,
) -> Mount<Shown> {
    Box::new(move |link: LinkFront<Shown>| {
        let front = TotemFront::new(link, own.clone(), clock.clone());
        let ear = voices.clone().map(|voices| Ear::new(secret.clone(), voices));
        router(front, Visits::new(secret.clone(), random.clone()), clock.clone(), ear)
    })
}

fn seconds(span: Duration) -> u32 {
    u32::try_from(span.as_secs()).unwrap_or(u32::MAX)
}
