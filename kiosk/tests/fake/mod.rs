//! An office made of paper: gives numbers to one totem, or does not, as it is told. Its catalogue is the
//! default one.

use kiosk::Shown;
use office::configuration::{Configuration, Version};
use office::forecast::{Quantiles, quote};
use office::id::{FollowToken, RequestKey, TicketId};
use office::language::Text;
use office::moment::Moment;
use office::number::Number;
use office::refusal::Refusal;
use office::ticket::LegState;
use office::triage::{AtDesk, Numbers, Outlook, Prospect};
use office::wire::{Ask, Offered, Reply, Taken, TotemScreen, Wait};
use screen::feed::Pulse;
use screen::front::{Front, Unserved};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
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
}

impl PaperOffice {
    pub fn new(shown: Shown) -> Self {
        Self(Arc::new(Inner {
            shown: watch::Sender::new(Arc::new(shown)),
            mood: Mutex::new(Mood::Gives),
            stale: Mutex::new(false),
            given: Mutex::default(),
            asked: Mutex::new(0),
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
            Ask::Slots { .. }
            | Ask::Reserve { .. }
            | Ask::Book { .. }
            | Ask::Release { .. }
            | Ask::CheckIn { .. } => Reply::Released,
            Ask::Leave { .. } => Reply::Left { number: "A001".parse().unwrap() },
        };
        given.insert(request, (ask, reply.clone()));
        reply
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
    };
    Shown { screen, configuration }
}

pub fn text(it: &str, en: &str) -> Text {
    Text { it: it.into(), en: en.into() }
}

/// A wait that nobody should be asked to bear without a choice.
pub fn long() -> Quantiles {
    Quantiles { p20_s: 3000, p50_s: 3600, p90_s: 4800 }
}
