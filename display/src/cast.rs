//! The hall as the tests know it: Monday 23 November 2026, 10:42 in Rome.

use office::id::{DeskId, ServiceId};
use office::language::Text;
use office::moment::Moment;
use office::number::Series;
use office::wire::{Board, Call, DeskSign, DisplayScreen, Wait, WaitingLine};
use std::time::Duration;

/// A moment of RFC 3339.
pub fn at(rfc3339: &str) -> Moment {
    Moment::new(rfc3339.parse().unwrap())
}

/// 10:42 in Rome.
pub fn now() -> Moment {
    at("2026-11-23T09:42:00Z")
}

/// The same words in both languages.
pub fn text(words: &str) -> Text {
    Text { it: words.into(), en: words.into() }
}

/// A call to `desk` that was announced `age_s` seconds ago.
pub fn call(number: &str, desk: u32, call_seq: u64, age_s: u64) -> Call {
    let announced_at = now().minus(Duration::from_secs(age_s));
    Call {
        number: number.parse().unwrap(),
        desk: DeskId::new(&format!("desk-{desk}")).unwrap(),
        desk_number: desk,
        desk_name: text("Anagrafe"),
        call_seq,
        nth: 1,
        called_at: announced_at,
        announced_at,
        language: None,
    }
}

/// A line of `count` waiting.
pub fn line(series: char, title: &str, count: u32, wait: Option<(u32, u32)>) -> WaitingLine {
    WaitingLine {
        series: Series::new(series).unwrap(),
        service: ServiceId::new("carta-identita").ok(),
        title: text(title),
        count,
        wait: wait.map(|(low_min, high_min)| Wait { low_min, high_min }),
    }
}

/// An open board with these calls, newest first.
pub fn board(calls: &[Call]) -> Board {
    Board {
        epoch: 1,
        seq: 40,
        as_of: now(),
        open: true,
        opens_at: None,
        calls: calls.to_vec(),
        waiting: vec![line('A', "Carta d’identità", 4, Some((15, 30))), line('T', "Tributi", 0, None)],
        notices: vec![],
    }
}

/// A 43-inch panel at five metres with this board.
pub fn hall(board: Board) -> DisplayScreen {
    DisplayScreen {
        office: text("Sede del Portico"),
        zone: chrono_tz::Europe::Rome,
        board,
        only: None,
        viewing_distance_m: 5.0,
        panel_diagonal_in: 43.0,
    }
}

/// The sign over desk 2.
pub fn sign(board: Board, open: bool) -> DisplayScreen {
    let desk = DeskId::new("desk-2").unwrap();
    DisplayScreen { only: Some(DeskSign { desk, number: 2, name: text("Tributi"), open }), ..hall(board) }
}
