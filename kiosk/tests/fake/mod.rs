//! An office made of paper: gives numbers to one totem, or does not, as it is told.

use office::event::Quote;
use office::id::{FollowToken, RequestKey, ServiceId, TicketId};
use office::language::Text;
use office::moment::Moment;
use office::number::{Number, Series};
use office::refusal::Refusal;
use office::ticket::LegState;
use office::wire::{Ask, Reply, Taken, Tile, TotemScreen, Wait};
use screen::feed::Pulse;
use screen::front::{Front, Unserved};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use tokio::sync::watch;

/// How the office answers.
#[derive(Clone)]
pub enum Mood {
    Gives,
    Refuses(Refusal),
    Away,
    /// Gives the number, but the answer is lost.
    LosesTheAnswer,
}

#[derive(Clone)]
pub struct PaperOffice(Arc<Inner>);

struct Inner {
    screen: watch::Sender<Arc<TotemScreen>>,
    mood: Mutex<Mood>,
    stale: Mutex<bool>,
    given: Mutex<HashMap<RequestKey, (Ask, Taken)>>,
    asked: Mutex<u32>,
}

impl PaperOffice {
    pub fn new(screen: TotemScreen) -> Self {
        Self(Arc::new(Inner {
            screen: watch::Sender::new(Arc::new(screen)),
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
        self.0.screen.send_modify(|screen| {
            let screen = Arc::make_mut(screen);
            screen.seq += 1;
            change(screen);
        });
    }

    /// How many numbers have been given.
    pub fn given(&self) -> usize {
        self.0.given.lock().unwrap().len()
    }

    /// How often anything has been asked.
    pub fn asked(&self) -> u32 {
        *self.0.asked.lock().unwrap()
    }

    /// What was asked for the one number given.
    pub fn only_ask(&self) -> Ask {
        let given = self.0.given.lock().unwrap();
        assert_eq!(given.len(), 1);
        given.values().next().unwrap().0.clone()
    }

    fn give(&self, request: RequestKey, ask: Ask) -> Reply {
        let Ask::Take { service, print, .. } = ask.clone() else {
            return Reply::Left { number: "A001".parse().unwrap() };
        };
        let mut given = self.0.given.lock().unwrap();
        if let Some((first, taken)) = given.get(&request) {
            assert_eq!(*first, ask, "the same request came with another question");
            return Reply::Taken(taken.clone());
        }
        let count = NonZeroU32::new(given.len() as u32 + 12).unwrap();
        let screen = self.0.screen.borrow().clone();
        let tile = screen.tiles.iter().find(|tile| tile.service == service).unwrap();
        let number = Number::new(tile.series, count);
        let token = FollowToken::from_random(u128::from(count.get()) << 100);
        let taken = Taken {
            id: TicketId::new(&format!("portico-2026-11-24-{number}")).unwrap(),
            number,
            service,
            then: Vec::new(),
            state: LegState::Waiting,
            ahead: tile.ahead,
            wait: tile.wait,
            follow_url: format!("https://sportello.example.org/t/{}", token.as_str()),
            token,
            printed: print,
        };
        given.insert(request, (ask, taken.clone()));
        Reply::Taken(taken)
    }
}

impl Front for PaperOffice {
    type Screen = TotemScreen;

    fn screen(&self) -> watch::Receiver<Arc<TotemScreen>> {
        self.0.screen.subscribe()
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

/// A totem of the portico with its first `tiles` services.
pub fn portico(tiles: usize) -> TotemScreen {
    TotemScreen {
        office: text("Sede del Portico", "Portico office"),
        zone: chrono_tz::Europe::Rome,
        epoch: 1,
        seq: 40,
        as_of: morning(),
        open: true,
        reopens: None,
        waiting_place: text("Sala d’attesa sotto il portico", "Waiting room under the portico"),
        tiles: SERVICES.iter().take(tiles).map(tile).collect(),
        notices: vec![text(
            "Venerdì 27 novembre lo sportello tributi chiude alle 11:00.",
            "On Friday 27 November the tax desk closes at 11:00.",
        )],
        prints: true,
    }
}

pub fn text(it: &str, en: &str) -> Text {
    Text { it: it.into(), en: en.into() }
}

type Service = (&'static str, char, &'static str, &'static str, &'static str, u32, Option<(u32, u32)>);

fn tile(&(service, letter, icon, it, en, ahead, wait): &Service) -> Tile {
    Tile {
        service: ServiceId::new(service).unwrap(),
        title: text(it, en),
        category: "anagrafe-e-stato-civile".into(),
        series: Series::new(letter).unwrap(),
        icon: Some(icon.into()),
        ahead,
        wait: wait.map(|(low_min, high_min)| Wait { low_min, high_min }),
        quote: wait.map(|(low_min, high_min)| Quote {
            low_min,
            high_min,
            quantiles_s: [low_min * 60, (low_min + high_min) * 30, high_min * 60],
        }),
    }
}

#[rustfmt::skip]
const SERVICES: [Service; 20] = [
    ("certificati-anagrafici", 'A', "it-file", "Certificati anagrafici", "Residents’ register certificates", 4, Some((15, 30))),
    ("autocertificazione", 'A', "it-pencil", "Autocertificazione e dichiarazioni sostitutive", "Self-declarations", 0, Some((0, 5))),
    ("autentica-firma-copia", 'A', "it-file-signed", "Autentica di firma e di copia, legalizzazione foto", "Authentication of signature, copy, photo", 2, Some((10, 20))),
    ("cie-rilascio", 'C', "it-card", "Carta d’identità elettronica: rilascio o rinnovo", "Electronic identity card: issue or renewal", 9, Some((45, 70))),
    ("cie-pin-puk", 'C', "it-key", "Ristampa PIN/PUK e attivazione CIE", "PIN/PUK and activation help", 1, Some((5, 15))),
    ("cambio-residenza-da-altro-comune", 'A', "it-map-marker", "Cambio di residenza da altro comune", "Moving to Lecco", 6, Some((25, 45))),
    ("tessera-elettorale", 'E', "it-check-circle", "Tessera elettorale: duplicato", "Voter’s card", 0, None),
    ("certificati-stato-civile", 'S', "it-files", "Certificati, estratti e copie di stato civile", "Birth, marriage, death certificates", 3, Some((10, 25))),
    ("rinnovo-dimora-abituale", 'A', "it-refresh", "Rinnovo dichiarazione di dimora abituale (extra-UE)", "Renewal of habitual abode", 5, Some((20, 35))),
    ("tari", 'T', "it-note", "Tassa rifiuti (TARI)", "Waste tax (TARI)", 11, Some((65, 90))),
    ("imu", 'T', "it-chart-line", "IMU e altri tributi", "Property tax and other taxes", 2, Some((10, 20))),
    ("informazioni", 'F', "it-info-circle", "Informazioni e orientamento", "Information and orientation", 1, Some((0, 5))),
    ("protocollo", 'P', "it-inbox", "Protocollo: consegna di documenti", "Registry: handing in documents", 0, Some((0, 5))),
    ("passaggio-proprieta-veicoli", 'A', "it-car", "Autentica per vendita veicoli", "Vehicle sale signature", 1, Some((5, 15))),
    ("aire-espatrio", 'A', "it-flag", "Iscrizione AIRE", "Register as living abroad", 0, Some((0, 5))),
    ("certificati-storici", 'S', "it-search", "Certificati storici e ricerche d’archivio", "Historical certificates", 0, Some((0, 5))),
    ("mensa", 'M', "it-calendar", "Iscrizione alla mensa scolastica", "School meals enrolment", 2, Some((10, 20))),
    ("segnalazioni", 'F', "it-comment", "Segnalazione di un disservizio", "Report a problem", 0, Some((0, 5))),
    ("oggetti-smarriti", 'F', "it-box", "Oggetti smarriti", "Lost property", 0, Some((0, 5))),
    ("ztl", 'P', "it-locked", "Permessi di transito e sosta", "Transit and parking permits", 3, Some((15, 25))),
];
