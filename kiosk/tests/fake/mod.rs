//! An office made of paper: gives numbers to one totem, or does not, as it is told. Its catalogue is the
//! default one.

use chrono::NaiveDate;
use kiosk::Shown;
use office::agenda::{
    Agenda, Booking, BookingChannel, BookingCode, BookingState, Reach, Slot, Wanted, free_slots, place_at,
};
use office::configuration::{Configuration, Version};
use office::forecast::{Quantiles, quote};
use office::id::{BookingId, DeskId, FollowToken, RequestKey, TicketId};
use office::language::Text;
use office::moment::Moment;
use office::number::Number;
use office::refusal::Refusal;
use office::ticket::LegState;
use office::triage::{AtDesk, Numbers, Outlook, Prospect};
use office::wire::{Appointment, Ask, FreeSlot, Offered, Reply, Taken, TotemScreen, Wait};
use screen::feed::Pulse;
use screen::front::{Front, Unserved};
use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;
use tokio::sync::watch;

/// How the office answers.
#[derive(Clone)]
pub enum Mood {
    Gives,
    Refuses(Refusal),
    Away,
    /// Does what is asked, but the answer is lost.
    LosesTheAnswer,
}

#[derive(Clone)]
pub struct PaperOffice(Arc<Inner>);

struct Inner {
    shown: watch::Sender<Arc<Shown>>,
    mood: Mutex<Mood>,
    stale: Mutex<bool>,
    given: Mutex<HashMap<RequestKey, (Ask, Reply)>>,
    asked: Mutex<u32>,
    bookings: Mutex<Vec<Booking>>,
}

/// The code of the booking at this place in the order of their making.
pub fn code_of(at: usize) -> BookingCode {
    BookingCode::from_random(0x9_8765_4321 + at as u128)
}

impl PaperOffice {
    pub fn new(shown: Shown) -> Self {
        Self(Arc::new(Inner {
            shown: watch::Sender::new(Arc::new(shown)),
            mood: Mutex::new(Mood::Gives),
            stale: Mutex::new(false),
            given: Mutex::default(),
            asked: Mutex::new(0),
            bookings: Mutex::default(),
        }))
    }

    pub fn set(&self, mood: Mood) {
        *self.0.mood.lock().unwrap() = mood;
    }

    pub fn lose_touch(&self) {
        *self.0.stale.lock().unwrap() = true;
    }

    pub fn change(&self, change: impl FnOnce(&mut TotemScreen)) {
        self.0.shown.send_modify(|shown| {
            let shown = Arc::make_mut(shown);
            shown.screen.seq += 1;
            change(&mut shown.screen);
        });
    }

    /// How many numbers have been given and sheets printed.
    pub fn given(&self) -> usize {
        self.0.given.lock().unwrap().len()
    }

    /// How often anything has been asked.
    pub fn asked(&self) -> u32 {
        *self.0.asked.lock().unwrap()
    }

    /// What was asked for the one number given, or the one sheet printed.
    pub fn only_ask(&self) -> Ask {
        let given = self.0.given.lock().unwrap();
        assert_eq!(given.len(), 1);
        given.values().next().unwrap().0.clone()
    }

    fn give(&self, request: RequestKey, ask: Ask) -> Reply {
        let mut given = self.0.given.lock().unwrap();
        if let Some((first, reply)) = given.get(&request) {
            assert_eq!(*first, ask, "the same request came with another question");
            return reply.clone();
        }
        let reply = match &ask {
            Ask::Take { .. } => Reply::Taken(self.number(given.len() as u32 + 12, &ask)),
            Ask::Print { .. } => Reply::Printing,
            Ask::Slots { wanted, from, days } => Reply::Slots { slots: self.free(wanted, *from, *days) },
            Ask::Reserve { wanted, start, desk, .. } => self.keep(wanted, *start, desk.as_ref()),
            Ask::Book { booking, print, .. } => self.turn(booking, BookingState::Booked, *print),
            Ask::Release { booking } => {
                self.turn(booking, BookingState::Cancelled, false);
                Reply::Released
            }
            Ask::CheckIn { code, print, .. } => self.check_in(code, *print),
            Ask::Block { .. } | Ask::TakeIn { .. } => panic!("{ask:?} is asked by no page"),
            Ask::Leave { .. } => Reply::Left { number: "A001".parse().unwrap() },
        };
        // Looking at what is free gives nothing away.
        if !matches!(ask, Ask::Slots { .. }) {
            given.insert(request, (ask, reply.clone()));
        }
        reply
    }

    /// Everything that was asked and given, in no order.
    pub fn asks(&self) -> Vec<Ask> {
        self.0.given.lock().unwrap().values().map(|(ask, _)| ask.clone()).collect()
    }

    /// Every booking there is, in the order of their making.
    pub fn bookings(&self) -> Vec<Booking> {
        self.0.bookings.lock().unwrap().clone()
    }

    /// Somebody else takes every place.
    pub fn fill_the_agenda(&self) {
        self.change_configuration(|configuration| {
            for plan in &mut configuration.plans {
                plan.week.clear();
            }
        });
    }

    pub fn change_configuration(&self, change: impl FnOnce(&mut Configuration)) {
        self.0.shown.send_modify(|shown| {
            change(Arc::make_mut(&mut Arc::make_mut(shown).configuration));
        });
    }

    fn free(&self, wanted: &Wanted, from: NaiveDate, days: u32) -> Vec<FreeSlot> {
        let rules = self.0.shown.borrow().configuration.clone();
        let agenda = Agenda::of(self.bookings(), Vec::new(), BTreeSet::new());
        let free = free_slots(&rules, &agenda, wanted, (from, days), (Reach::Public, morning()));
        let shown = |slot: Slot| FreeSlot {
            start: slot.place.start,
            end: slot.place.end,
            date: slot.date,
            desk: slot.place.desk,
        };
        free.unwrap().into_iter().map(shown).collect()
    }

    fn keep(&self, wanted: &Wanted, start: Moment, desk: Option<&DeskId>) -> Reply {
        let rules = self.0.shown.borrow().configuration.clone();
        let agenda = Agenda::of(self.bookings(), Vec::new(), BTreeSet::new());
        let slot = place_at(&rules, &agenda, wanted, (start, desk), (Reach::Public, morning())).unwrap();
        let mut bookings = self.0.bookings.lock().unwrap();
        let id = BookingId::new(&format!("portico-b{}", bookings.len() + 1)).unwrap();
        bookings.push(Booking {
            id: id.clone(),
            state: BookingState::Reserved,
            place: slot.place,
            services: wanted.services.clone(),
            people: wanted.people,
            channel: BookingChannel::Totem,
            until: Some(morning().plus(Duration::from_secs(600))),
            extended: false,
            made_at: morning(),
            configuration: Version(1),
            origin: id.clone(),
            moves: 0,
            moved_to: None,
            ticket: None,
            wish: None,
        });
        drop(bookings);
        self.appointment(&id, false)
    }

    fn turn(&self, booking: &BookingId, state: BookingState, print: bool) -> Reply {
        let mut bookings = self.0.bookings.lock().unwrap();
        let known = bookings.iter_mut().find(|known| known.id == *booking).unwrap();
        (known.state, known.until) = (state, None);
        drop(bookings);
        self.appointment(booking, print)
    }

    fn appointment(&self, id: &BookingId, printed: bool) -> Reply {
        let bookings = self.bookings();
        let at = bookings.iter().position(|booking| booking.id == *id).unwrap();
        let booking = &bookings[at];
        let token = FollowToken::from_random(at as u128 + 1);
        let rules = self.0.shown.borrow().configuration.clone();
        Reply::Appointment(Box::new(Appointment {
            booking: id.clone(),
            state: booking.state,
            code: code_of(at),
            page_url: format!("https://sportello.example.org/b/{}", token.as_str()),
            token,
            start: booking.place.start,
            end: booking.place.end,
            desk: booking.place.desk.clone(),
            desk_number: rules.desk(&booking.place.desk).unwrap().number,
            services: booking.services.clone(),
            people: booking.people,
            until: booking.until,
            printed,
        }))
    }

    /// A number of series B for what was booked, whatever the hour.
    fn check_in(&self, code: &str, print: bool) -> Reply {
        let bookings = self.bookings();
        let known = bookings.iter().enumerate().find(|(at, _)| {
            code.parse() == Ok(code_of(*at))
                || code.contains(FollowToken::from_random(*at as u128 + 1).as_str())
        });
        let (_, booking) = known.expect("a code of this office");
        let token = FollowToken::from_random(1 << 90);
        Reply::Taken(Taken {
            id: TicketId::new("portico-2026-11-24-B001").unwrap(),
            number: "B001".parse().unwrap(),
            service: booking.services[0].clone(),
            then: booking.services[1..].to_vec(),
            state: LegState::Waiting,
            ahead: 0,
            wait: None,
            follow_url: format!("https://sportello.example.org/t/{}", token.as_str()),
            token,
            printed: print,
            due: Some(booking.place.start),
            late: false,
            alone: false,
        })
    }

    fn number(&self, count: u32, ask: &Ask) -> Taken {
        let Ask::Take { service, then, print, .. } = ask else { panic!("{ask:?} is no number") };
        let shown = self.0.shown.borrow().clone();
        let offered = shown.screen.offered(service).unwrap();
        let series = shown.configuration.service(service).unwrap().series;
        let number = Number::new(series, NonZeroU32::new(count).unwrap());
        let token = FollowToken::from_random(u128::from(count) << 100);
        Taken {
            id: TicketId::new(&format!("portico-2026-11-24-{number}")).unwrap(),
            number,
            service: service.clone(),
            then: then.clone(),
            state: LegState::Waiting,
            ahead: offered.ahead,
            wait: offered.quote.map(Wait::from),
            follow_url: format!("https://sportello.example.org/t/{}", token.as_str()),
            token,
            printed: *print,
            due: None,
            late: false,
            alone: false,
        }
    }
}

impl Front for PaperOffice {
    type Screen = Shown;

    fn screen(&self) -> watch::Receiver<Arc<Shown>> {
        self.0.shown.subscribe()
    }

    fn pulse(&self) -> Pulse {
        Pulse { as_of: "09:12".into(), stale: *self.0.stale.lock().unwrap() }
    }

    async fn ask(&self, request: RequestKey, ask: Ask) -> Result<Reply, Unserved> {
        *self.0.asked.lock().unwrap() += 1;
        let mood = self.0.mood.lock().unwrap().clone();
        match mood {
            Mood::Gives => Ok(self.give(request, ask)),
            Mood::Refuses(refusal) => Err(Unserved::Refused(refusal)),
            Mood::Away => Err(Unserved::Away),
            Mood::LosesTheAnswer => {
                self.give(request, ask);
                Err(Unserved::Away)
            }
        }
    }
}

/// Tuesday 24 November 2026, 09:12 in Rome.
pub fn morning() -> Moment {
    Moment::from_millis(1_795_507_920_000).unwrap()
}

/// The files of the default catalogue as one document: lists are joined.
pub static CATALOGUE: LazyLock<Arc<Configuration>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/catalogue/lecco");
    let mut whole = toml::Table::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for (key, value) in text.parse::<toml::Table>().unwrap() {
            match (whole.get_mut(&key), value) {
                (Some(toml::Value::Array(list)), toml::Value::Array(more)) => list.extend(more),
                (None, value) => drop(whole.insert(key, value)),
                (Some(_), _) => panic!("{key} stands in two files"),
            }
        }
    }
    Arc::new(whole.try_into().unwrap())
});

/// A totem of the portico on a quiet morning: everything that a desk takes can be had now.
pub fn portico() -> Shown {
    let configuration = CATALOGUE.clone();
    let numbers = configuration.services.iter().enumerate();
    let wait_s = |n: usize| Quantiles { p20_s: n as u32 * 60, p50_s: n as u32 * 90, p90_s: n as u32 * 120 };
    let is_taken = |id| configuration.desks_for(id).next().is_some();
    let services = numbers.clone().map(|(n, service)| Offered {
        service: service.id.clone(),
        ahead: n as u32 % 10,
        quote: is_taken(&service.id).then(|| quote(wait_s(n % 10 * 2))),
    });
    let prospects = numbers.map(|(n, service)| {
        let wait = is_taken(&service.id).then(|| wait_s(n % 10 * 2));
        let time = AtDesk { mean_s: f64::from(service.minutes) * 60.0, log_variance: 0.4 };
        (service.id.clone(), Prospect { wait, time })
    });
    let screen = TotemScreen {
        epoch: 1,
        seq: 40,
        as_of: morning(),
        configuration: Version(1),
        outlook: Outlook {
            numbers: Numbers::Given,
            opens_in_s: 0,
            closes_in_s: 3 * 3600 + 18 * 60,
            services: prospects.collect(),
        },
        services: services.collect(),
        popular: Vec::new(),
        notices: vec![text(
            "Venerdì 27 novembre lo sportello tributi chiude alle 11:00.",
            "On Friday 27 November the tax desk closes at 11:00.",
        )],
        prints: true,
        paper: None,
        public_url: "https://sportello.example.org".into(),
        blocks: Vec::new(),
    };
    Shown { screen, configuration, alone: None }
}

pub fn text(it: &str, en: &str) -> Text {
    Text { it: it.into(), en: en.into() }
}

/// A wait that nobody should be asked to bear without a choice.
pub fn long() -> Quantiles {
    Quantiles { p20_s: 3000, p50_s: 3600, p90_s: 4800 }
}
