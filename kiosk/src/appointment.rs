//! Appointments at the totem: the first free times in two taps, all others from a calendar. No name is asked
//! for.
//!
//! ```text
//! outcome --a time (POST, 303)--> confirm --yes (POST, 303)--> booked --"Fatto"--> attract
//!    |                              ^
//!    +--other days--> days --> times (POST, 303)
//! ```

mod booking;
mod days;
mod times;

pub(crate) use booking::{book, booked, confirm, reserve};
pub(crate) use days::days;
pub(crate) use times::times;

use crate::frame::Entered;
use crate::stand::{Matter, Place, Trail};
use crate::{Shown, Totem};
use chrono::NaiveDate;
use office::agenda::{SLOT_DAYS_MAX, Wanted};
use office::configuration::{Configuration, RouteKind};
use office::hours::date_at;
use office::id::DeskId;
use office::moment::Moment;
use office::triage::{Route, Triaged, triage};
use office::wire::{Ask, FreeSlot, Reply};
use screen::front::{Front, Unserved};
use screen::procedure::LinkView;
use screen::words;

/// Days of which the first free times are looked for at first; only where there are none, of all others.
const NEAR_DAYS: u32 = 14;

/// Days of which the outcome shows times.
const DAYS_SHOWN: usize = 2;

/// Times of a day that the outcome shows.
const TIMES_SHOWN: usize = 3;

/// The first free times, as the outcome shows them.
pub(crate) enum FirstTimes {
    /// There are some.
    Free(FreeView),
    /// There are none: where to ask for one, from home.
    NoneFree(LinkView),
    /// The office cannot be asked now.
    Away,
}

/// Free times to be touched.
pub(crate) struct FreeView {
    /// The days with their times.
    pub days: Vec<DayView>,
    /// Where the other days are.
    pub more: String,
    /// The hidden fields of the form.
    pub fields: Vec<(&'static str, String)>,
}

/// A day with its free times.
pub(crate) struct DayView {
    /// The day in words.
    pub day: String,
    /// Its times.
    pub times: Vec<TimeView>,
}

/// A time to be touched.
pub(crate) struct TimeView {
    /// As it is read.
    pub clock: String,
    /// As the form says it: `milliseconds.desk`.
    pub at: String,
}

impl TimeView {
    fn new(slot: &FreeSlot, entered: &Entered) -> TimeView {
        TimeView {
            clock: words::clock(slot.start, entered.shown.zone()),
            at: format!("{}.{}", slot.start.as_millis(), slot.desk),
        }
    }
}

/// The time that a form names.
fn read_time(at: &str) -> Option<(Moment, DeskId)> {
    let (start, desk) = at.split_once('.')?;
    Some((Moment::from_millis(start.parse().ok()?)?, DeskId::new(desk).ok()?))
}

/// What an appointment would be for: all services of the route where one plan takes them together, else the
/// first that is taken by appointment at all; `None` where the route offers none here.
pub(crate) fn wanted(configuration: &Configuration, route: &Route, people: u32) -> Option<Wanted> {
    route.offer_of(RouteKind::Appointment)?;
    let takes_all = |services: &[_]| {
        configuration.plans.iter().any(|plan| services.iter().all(|service| plan.services.contains(service)))
    };
    if takes_all(&route.services) {
        return Some(Wanted { services: route.services.clone(), people });
    }
    let first = route.services.iter().find(|service| configuration.takes_bookings(service))?;
    Some(Wanted { services: vec![first.clone()], people })
}

/// What an appointment would be for after what was said; `None` where none can be had.
fn wanted_by(entered: &Entered, matter: &Matter) -> Option<Wanted> {
    let configuration = &entered.shown.configuration;
    let outlook = entered.shown.outlook(entered.now);
    match triage(configuration, &matter.trail.said(), &outlook) {
        Ok(Triaged::Route(route)) => {
            let people = matter.people.clamp(1, configuration.agenda.people_max);
            wanted(configuration, &route, people)
        }
        Ok(Triaged::Ask(_)) | Err(_) => None,
    }
}

/// The office's date now.
fn today(entered: &Entered) -> NaiveDate {
    date_at(entered.now, entered.shown.zone())
}

/// The hidden fields of a form with times.
fn fields<F: Front<Screen = Shown>>(
    totem: &Totem<F>,
    entered: &Entered,
    matter: Matter,
) -> Vec<(&'static str, String)> {
    let mut fields = entered.stand.at(Place::Confirm(matter)).fields();
    fields.push(("mark", totem.visits.request().to_string()));
    fields
}

impl<F> Totem<F>
where
    F: Front<Screen = Shown>,
{
    /// The first free times after what was said.
    pub async fn first_times(&self, entered: &Entered, trail: &Trail, wanted: &Wanted) -> FirstTimes {
        let matter = Matter::of(trail.clone());
        let first = self.first_free(entered, wanted).await;
        match first.as_deref() {
            None => FirstTimes::Away,
            Some([]) => FirstTimes::NoneFree(from_home(entered, wanted)),
            Some(slots) => FirstTimes::Free(FreeView {
                days: first_days(slots, entered),
                more: entered.stand.at(Place::Days(matter.clone())).address(),
                fields: fields(self, entered, matter),
            }),
        }
    }

    /// Free times from today on, as near as there are any; `None` while the office cannot be asked.
    async fn first_free(&self, entered: &Entered, wanted: &Wanted) -> Option<Vec<FreeSlot>> {
        let from = today(entered);
        let near = self.free(wanted, from, NEAR_DAYS).await?;
        if near.is_empty() { self.free(wanted, from, SLOT_DAYS_MAX).await } else { Some(near) }
    }

    /// The free times of some days; `None` while the office cannot be asked.
    async fn free(&self, wanted: &Wanted, from: NaiveDate, days: u32) -> Option<Vec<FreeSlot>> {
        // A request of its own each time: what was free a moment ago says nothing about now.
        let ask = Ask::Slots { wanted: wanted.clone(), from, days };
        match self.front.ask(self.visits.request(), ask).await {
            Ok(Reply::Slots { slots }) => Some(slots),
            Err(Unserved::Refused(_)) => Some(Vec::new()),
            Err(Unserved::Away) => None,
            Ok(
                Reply::Taken(_)
                | Reply::Printing
                | Reply::Appointment(_)
                | Reply::Released
                | Reply::Block(_)
                | Reply::TakenIn { .. }
                | Reply::Left { .. },
            ) => {
                tracing::error!("the office answered the question for free times with something else");
                None
            }
        }
    }
}

/// The first times of the first days.
fn first_days(slots: &[FreeSlot], entered: &Entered) -> Vec<DayView> {
    let by_day = slots.chunk_by(|one, other| one.date == other.date);
    let day = |slots: &[FreeSlot]| DayView {
        day: words::day(slots[0].date, entered.language()),
        times: slots.iter().take(TIMES_SHOWN).map(|slot| TimeView::new(slot, entered)).collect(),
    };
    by_day.take(DAYS_SHOWN).map(day).collect()
}

/// Where the same can be asked for from home.
fn from_home(entered: &Entered, wanted: &Wanted) -> LinkView {
    let office = &entered.shown.configuration.office.id;
    let services = wanted.services.iter().enumerate().map(|(n, id)| match n {
        0 => format!("&service={id}"),
        _ => format!("&also{n}={id}"),
    });
    let (url, language, people) = (&entered.shown.screen.public_url, entered.language(), wanted.people);
    let services: String = services.collect();
    let address =
        format!("{url}/book/?office={office}{services}&people={people}&language={}", language.code());
    LinkView::new(&address, language)
}

/// The names of the services of an appointment.
fn titles(entered: &Entered, services: &[office::id::ServiceId]) -> Vec<String> {
    let known = services.iter().filter_map(|id| entered.shown.configuration.service(id));
    known.map(|service| entered.said(&service.title)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_time_and_a_desk_can_be_touched() {
        let (start, desk) = read_time("1796203800000.sportello-1").unwrap();
        assert_eq!((start.as_millis(), desk.as_str()), (1_796_203_800_000, "sportello-1"));
        for bad in ["", "1796203800000", "x.sportello-1", "1796203800000.", "9223372036854775807.a", "1.à"] {
            assert_eq!(read_time(bad), None, "{bad}");
        }
    }
}
