//! The slips that the tests of this crate print.

#![allow(dead_code, reason = "each test program uses its own part")]

use chrono_tz::Tz;
use office::agenda::BookingCode;
use office::catalogue::{Body, Evidence, OnlineService};
use office::configuration::Configuration;
use office::id::{BodyId, EvidenceId, OnlineId, ServiceId};
use office::language::{Language, Text};
use office::moment::Moment;
use office::slip::{Columns, Slip};
use office::triage::Procedure;
use office::wire::Wait;
use printer::layout::{
    AppointmentSlip, BringFirstSlip, Imprint, Kept, OnlineSlip, ProcedureSlip, ReferralSlip, TicketSlip,
    appointment, bring_first, online, procedure, referral, ticket,
};
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;

/// 23 November 2026, 11:52 in Rome.
const ISSUED_AT_MS: i64 = 1_795_431_120_000;

/// 2 December 2026, 10:30 in Rome.
const BOOKED_FOR_MS: i64 = 1_796_203_800_000;

/// The walk-in's identity card, four people ahead.
pub fn walk_in() -> TicketSlip {
    TicketSlip {
        office_title: "Comune di Lecco – Sede del Portico".into(),
        number: "A012".into(),
        services: vec![Some(text("Carta d’identità elettronica", "Electronic identity card"))],
        issued_at: now(),
        zone: Tz::Europe__Rome,
        appointment: None,
        ahead: Some(4),
        wait: Some(Wait { low_min: 15, high_min: 30 }),
        estimate_is_rough: true,
        waiting_place: Some(text("Sala d’attesa al piano terra", "Waiting room on the ground floor")),
        follow_url: Some("https://sportello.example.org/t/0123456789abcdef0123456789abcdef".into()),
        copy: 0,
    }
}

/// The walk-in's number from a totem that was alone.
pub fn alone() -> TicketSlip {
    TicketSlip { number: "X007".into(), ahead: None, wait: None, estimate_is_rough: false, ..walk_in() }
}

/// When everything here is printed.
pub fn now() -> Moment {
    Moment::from_millis(ISSUED_AT_MS).unwrap()
}

/// The walk-in's visit for three services, one of which is nobody's business.
pub fn visit() -> TicketSlip {
    let residence = text("Cambio di residenza", "Change of residence");
    let waste = text("Tassa rifiuti (TARI): dichiarazione", "Waste tax (TARI): declaration");
    TicketSlip { services: vec![Some(residence), None, Some(waste)], ..walk_in() }
}

/// The booked visitor's number: in time for 12:00, or after it was kept.
pub fn booked(in_time: bool) -> TicketSlip {
    let minutes = |count: u64| Duration::from_secs(count * 60);
    let appointment = if in_time {
        Kept::InTime { start: now().plus(minutes(8)) }
    } else {
        Kept::TooLate { start: now().minus(minutes(22)), until: now().minus(minutes(7)) }
    };
    let number = if in_time { "B003" } else { "A013" };
    let wait = (!in_time).then_some(Wait { low_min: 15, high_min: 30 });
    TicketSlip { number: number.into(), appointment: Some(appointment), wait, ..walk_in() }
}

/// The default catalogue.
pub fn catalogue() -> Configuration {
    static READ: LazyLock<Configuration> = LazyLock::new(read);
    READ.clone()
}

/// Its files as one document: lists are joined.
fn read() -> Configuration {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/catalogue/lecco");
    let mut whole = toml::Table::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for (key, value) in text.parse::<toml::Table>().unwrap() {
            match (whole.get_mut(&key), value) {
                (Some(toml::Value::Array(list)), toml::Value::Array(more)) => list.extend(more),
                (_, value) => drop(whole.insert(key, value)),
            }
        }
    }
    whole.try_into().unwrap()
}

/// The slips of the catalogue, by short names.
pub struct Printing<'a>(pub &'a Configuration);

impl<'a> Printing<'a> {
    pub fn imprint(&self) -> Imprint<'a> {
        Imprint { configuration: self.0, at: now() }
    }

    pub fn of(&self, service: &str) -> Procedure<'a> {
        self.0.procedure(&ServiceId::new(service).unwrap()).unwrap()
    }

    pub fn paper(&self, id: &str) -> &'a Evidence {
        self.0.paper(&EvidenceId::new(id).unwrap()).unwrap()
    }

    pub fn body(&self, id: &str) -> &'a Body {
        self.0.body(&BodyId::new(id).unwrap()).unwrap()
    }

    pub fn online_service(&self, id: &str) -> &'a OnlineService {
        self.0.online_service(&OnlineId::new(id).unwrap()).unwrap()
    }

    pub fn procedure(
        &self,
        service: &str,
        reason: Option<&str>,
        language: Language,
        columns: Columns,
    ) -> Slip {
        let of = self.of(service);
        let content = ProcedureSlip { imprint: self.imprint(), procedure: &of, reason, url: None };
        procedure(&content, language, columns)
    }

    /// The procedure of something that is done in the hall, with a code that leads to the office's own page.
    fn in_the_hall(&self, service: &str, language: Language, columns: Columns) -> Slip {
        let of = self.of(service);
        let url = format!("https://sportello.example.org/procedure/portico/{service}?language=it");
        let content =
            ProcedureSlip { imprint: self.imprint(), procedure: &of, reason: None, url: Some(&url) };
        procedure(&content, language, columns)
    }

    pub fn bring_first(
        &self,
        service: &str,
        paper: &str,
        from: &str,
        language: Language,
        columns: Columns,
    ) -> Slip {
        let of = self.of(service);
        let content = BringFirstSlip {
            imprint: self.imprint(),
            procedure: &of,
            missing: self.paper(paper),
            given_by: Some(self.body(from)),
            url: None,
        };
        bring_first(&content, language, columns)
    }

    pub fn referral(
        &self,
        service: &str,
        to: &str,
        paper: Option<&str>,
        language: Language,
        columns: Columns,
    ) -> Slip {
        let of = self.of(service);
        let content = ReferralSlip {
            imprint: self.imprint(),
            service: of.service,
            body: self.body(to),
            paper: paper.map(|id| self.paper(id)),
            url: None,
        };
        referral(&content, language, columns)
    }

    pub fn online(&self, service: &str, at: &str, language: Language, columns: Columns) -> Slip {
        let of = self.of(service);
        let content =
            OnlineSlip { imprint: self.imprint(), service: of.service, online: self.online_service(at) };
        online(&content, language, columns)
    }

    /// An appointment on Wednesday 2 December at 10:30.
    pub fn appointment(&self, services: &[&str], language: Language, columns: Columns) -> Slip {
        let procedures: Vec<_> = services.iter().map(|service| self.of(service)).collect();
        let content = AppointmentSlip {
            imprint: self.imprint(),
            procedures: &procedures,
            code: &BookingCode::from_random(0x12_3456_789A_BCDE),
            start: Moment::from_millis(BOOKED_FOR_MS).unwrap(),
            desk: &self.0.desks[0],
            people: services.len() as u32,
            url: Some("https://sportello.example.org/b/0123456789abcdef0123456789abcdef"),
        };
        appointment(&content, language, columns)
    }

    /// One of each kind, by name.
    pub fn all(&self, language: Language, columns: Columns) -> [(&'static str, Slip); 13] {
        let copy = TicketSlip { copy: 1, ..visit() };
        [
            ("ticket", ticket(&walk_in(), language, columns)),
            ("visit", ticket(&copy, language, columns)),
            ("booked", ticket(&booked(true), language, columns)),
            ("too-late", ticket(&booked(false), language, columns)),
            ("alone", ticket(&alone(), language, columns)),
            ("appointment", self.appointment(&["cie-rilascio"], language, columns)),
            (
                "appointment-two",
                self.appointment(&["cambio-indirizzo", "autentica-firma-copia"], language, columns),
            ),
            ("procedure", self.procedure("cie-rilascio", None, language, columns)),
            ("procedure-hall", self.in_the_hall("certificati-anagrafici", language, columns)),
            (
                "bring-first",
                self.bring_first(
                    "cie-smarrimento",
                    "denuncia-smarrimento",
                    "forze-ordine",
                    language,
                    columns,
                ),
            ),
            (
                "referral",
                self.referral("tari-pagamenti-rimborsi", "silea-ecosportello", None, language, columns),
            ),
            (
                "referral-paper",
                self.referral(
                    "cie-smarrimento",
                    "forze-ordine",
                    Some("denuncia-smarrimento"),
                    language,
                    columns,
                ),
            ),
            ("online", self.online("certificati-anagrafici", "anpr-certificati", language, columns)),
        ]
    }
}

/// A text in both languages.
pub fn text(it: &str, en: &str) -> Text {
    Text { it: it.into(), en: en.into() }
}
