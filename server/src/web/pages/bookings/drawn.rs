//! Free times, and appointments with who comes, as the staff sees them.

use super::here::Here;
use crate::agenda::Found;
use crate::app::App;
use axum::http::Uri;
use chrono::NaiveDate;
use i18n_embed_fl::fl;
use office::agenda::{BookingState, Reach, SLOT_DAYS_MAX, Slot};
use office::catalogue::LEGS_MAX;
use office::configuration::Configuration;
use office::id::{BookingId, ServiceId};
use office::language::Language;
use screen::{reasons, words};

/// Most free times shown.
const TIMES_SHOWN_MAX: usize = 60;
/// Days that are searched first; all others only where there is nothing in them.
const NEAR_DAYS: u32 = 14;
/// Times that a key chooses: 1 to 9.
const KEYS: usize = 9;

/// What is looked for, as the address says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// What for, in this order.
    pub services: Vec<ServiceId>,
    /// For how many people.
    pub people: u32,
    /// From which day on.
    pub from: Option<NaiveDate>,
    /// The appointment that is moved.
    pub booking: Option<BookingId>,
    /// The language of the page, if one was asked for.
    pub language: Option<Language>,
    /// The key of the form whose outcome is told.
    pub said: Option<String>,
}

impl Sought {
    /// Reads an address; what has no sense is left out.
    pub fn read(query: &str) -> Self {
        let mut sought =
            Self { services: Vec::new(), people: 1, from: None, booking: None, language: None, said: None };
        let address = format!("/?{query}").parse::<Uri>().unwrap_or_default();
        let pairs = axum::extract::Query::<Vec<(String, String)>>::try_from_uri(&address);
        for (name, value) in pairs.map(|pairs| pairs.0).unwrap_or_default() {
            match name.as_str() {
                "service" if sought.services.len() < LEGS_MAX => {
                    sought.services.extend(ServiceId::new(&value));
                }
                "people" => sought.people = value.parse().unwrap_or(1),
                "from" => sought.from = value.parse().ok(),
                "booking" => sought.booking = BookingId::new(&value).ok(),
                "language" => sought.language = Language::from_code(&value).map(Language::for_staff),
                "said" => sought.said = Some(value),
                _ => {}
            }
        }
        sought
    }

    /// Whether a service is the one at a place, for the list it is chosen from.
    pub fn is_nth(&self, at: usize, id: &str) -> bool {
        self.services.get(at).is_some_and(|service| service.as_str() == id)
    }

    /// The first day, as a field has it.
    pub fn first_day(&self) -> String {
        self.from.map(|from| from.to_string()).unwrap_or_default()
    }
}

/// The free times of what is looked for.
pub struct Times {
    /// By day.
    pub days: Vec<Day>,
    /// Why there can be none.
    pub refused: Option<String>,
    /// Whether anything was looked for.
    pub is_asked: bool,
}

/// A day with its free times.
pub struct Day {
    /// The day in words.
    pub day: String,
    /// Its times.
    pub times: Vec<Time>,
}

/// A free time.
pub struct Time {
    /// The key that chooses it: 1 to 9.
    pub key: Option<usize>,
    /// As it is read.
    pub clock: String,
    /// As the form says it.
    pub at: String,
    /// The number over the desk.
    pub desk: u32,
}

impl Time {
    /// Whether it is the first of all.
    pub fn is_first(&self) -> bool {
        self.key == Some(1)
    }
}

impl Times {
    /// The first free times from the day on that was asked for.
    pub(super) fn of(app: &App, here: &Here) -> Times {
        let Some(wanted) = here.sought.wanted() else {
            return Times { days: Vec::new(), refused: None, is_asked: false };
        };
        let from = here.sought.from.unwrap_or_else(|| here.today(app)).max(here.today(app));
        let free = |days: u32| app.free_slots(&here.office, &wanted, (from, days), Reach::Staff);
        let found =
            free(NEAR_DAYS).and_then(|near| if near.is_empty() { free(SLOT_DAYS_MAX) } else { Ok(near) });
        match found {
            Ok(slots) => Times { days: days(&slots, here), refused: None, is_asked: true },
            Err(refusal) => {
                let zone = here.rules.office.zone;
                let refused = Some(reasons::refusal(here.language, &refusal, zone));
                Times { days: Vec::new(), refused, is_asked: true }
            }
        }
    }
}

fn days(slots: &[Slot], here: &Here) -> Vec<Day> {
    let shown: Vec<(usize, &Slot)> = slots.iter().enumerate().take(TIMES_SHOWN_MAX).collect();
    let time = |(at, slot): &(usize, &Slot)| Time {
        key: (*at < KEYS).then_some(at + 1),
        clock: words::clock(slot.place.start, here.rules.office.zone),
        at: format!("{}.{}", slot.place.start.as_millis(), slot.place.desk),
        desk: here.rules.desk(&slot.place.desk).map_or(0, |desk| desk.number),
    };
    let by_day = shown.chunk_by(|(_, one), (_, other)| one.date == other.date);
    by_day
        .map(|slots| Day {
            day: words::day(slots[0].1.date, here.language),
            times: slots.iter().map(time).collect(),
        })
        .collect()
}

/// An appointment with who comes.
pub struct Row {
    /// Its id.
    pub id: String,
    /// The day in words.
    pub day: String,
    /// When it begins.
    pub start: String,
    /// When it ends.
    pub end: String,
    /// The number over the desk.
    pub desk: u32,
    /// What for.
    pub services: String,
    /// The same as an address says it.
    pub query: String,
    /// For how many people.
    pub people: u32,
    /// Where it stands.
    pub state: BookingState,
    /// The same in words.
    pub state_words: String,
    /// What the visitor types.
    pub code: String,
    /// Who comes; empty where that is not known.
    pub name: String,
    /// How they are reached; empty where that is not known.
    pub reach: String,
}

impl Row {
    /// What was found, where it is an appointment.
    pub fn of(rules: &Configuration, found: &Found, language: Language) -> Option<Row> {
        let booking = found.booking.as_ref()?;
        let zone = rules.office.zone;
        let services = booking.services.iter().map(|id| {
            rules.service(id).map_or(id.as_str(), |service| service.title.in_language(language)).to_owned()
        });
        let query: String = booking.services.iter().map(|id| format!("&service={id}")).collect();
        let applicant = found.applicant.as_ref();
        let name = applicant.map(|applicant| format!("{} {}", applicant.last_name, applicant.first_name));
        let reach = applicant.map(|applicant| {
            [&applicant.phone, &applicant.email]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join(" · ")
        });
        Some(Row {
            id: booking.id.to_string(),
            day: words::date_long(booking.place.start, zone, language),
            start: words::clock(booking.place.start, zone),
            end: words::clock(booking.place.end, zone),
            desk: rules.desk(&booking.place.desk).map_or(0, |desk| desk.number),
            services: services.collect::<Vec<_>>().join(" · "),
            query: format!("booking={}&people={}{query}", booking.id, booking.people),
            people: booking.people,
            state: booking.state,
            state_words: state(booking.state, language),
            code: found.secrets.code.to_string(),
            name: name.map(|name| name.trim().to_owned()).unwrap_or_default(),
            reach: reach.unwrap_or_default(),
        })
    }

    /// Whether it says anything about somebody.
    pub fn is_personal(&self) -> bool {
        !self.name.is_empty() || !self.reach.is_empty()
    }

    /// Whether it can still be changed.
    pub fn is_booked(&self) -> bool {
        self.state == BookingState::Booked
    }

    /// Whether its visitor can still get a number.
    pub fn can_check_in(&self) -> bool {
        matches!(self.state, BookingState::Booked | BookingState::Missed)
    }
}

/// The state of an appointment in words.
pub fn state(state: BookingState, language: Language) -> String {
    fl!(screen::texts(language), "bookings-state", state = state.code())
}
