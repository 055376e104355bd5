//! The slips that the tests of this crate print.

use chrono_tz::Tz;
use office::language::Text;
use office::moment::Moment;
use office::wire::Wait;
use printer::layout::TicketSlip;

/// 23 November 2026, 11:52 in Rome.
const ISSUED_AT_MS: i64 = 1_795_431_120_000;

/// The walk-in's identity card, four people ahead.
pub fn walk_in() -> TicketSlip {
    TicketSlip {
        office_title: "Comune di Lecco – Sede del Portico".into(),
        number: "A012".into(),
        service_title: Some(text("Carta d’identità elettronica", "Electronic identity card")),
        issued_at: Moment::from_millis(ISSUED_AT_MS).unwrap(),
        zone: Tz::Europe__Rome,
        ahead: 4,
        wait: Some(Wait { low_min: 15, high_min: 30 }),
        estimate_is_rough: true,
        waiting_place: Some(text("Sala d’attesa al piano terra", "Waiting room on the ground floor")),
        follow_url: Some("https://sportello.example.org/t/0123456789abcdef0123456789abcdef".into()),
        copy: 0,
    }
}

/// A text in both languages.
pub fn text(it: &str, en: &str) -> Text {
    Text { it: it.into(), en: en.into() }
}
