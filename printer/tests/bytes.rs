//! What a printer receives, and that no text can command it.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod slip;

use office::agenda::BookingCode;
use office::catalogue::Evidence;
use office::configuration::Desk;
use office::id::EvidenceId;
use office::language::{Language, Text};
use office::service::{Cents, Cost, Paper, Times};
use office::slip::{Align, Columns, Line, Size, Slip};
use office::triage::Procedure;
use printer::escpos::{Failure, encode};
use printer::layout::{
    AppointmentSlip, BringFirstSlip, OnlineSlip, ProcedureSlip, ReferralSlip, TicketSlip, appointment,
    bring_first, online, procedure, referral, ticket,
};
use printer::profile::{Profile, known_names};
use printer::raster::Bitmap;
use proptest::prelude::*;
use slip::{Printing, catalogue, walk_in};
use std::path::PathBuf;

const HOSTILE: &str = "\u{1b}@\u{1d}V\u{41}\0\u{10}\u{14}\u{8}\u{9b}1m\u{202e}\u{2067}\u{7f}\r\nÀ€’…一șالعر";

#[test]
fn the_italian_ticket_has_these_bytes() {
    let slip = ticket(&walk_in(), Language::It, Columns::MM_80);
    assert_golden("ticket.it.txt", &encode(&slip, &Profile::default(), None).unwrap());
}

#[test]
fn the_english_copy_for_another_printer_has_these_bytes() {
    let content = TicketSlip { copy: 2, ..walk_in() };
    let profile = Profile::known("epson-tm-t88").unwrap();
    let slip = ticket(&content, Language::En, profile.columns);
    assert_golden("copy.en.txt", &encode(&slip, &profile, None).unwrap());
}

#[test]
fn every_printer_gets_its_own_bytes_for_a_copy_with_romanian_letters() {
    let content = TicketSlip { copy: 1, follow_url: None, ..walk_in() };
    for name in known_names() {
        let profile = Profile::known(name).unwrap();
        let slip = ticket(&content, Language::Ro, profile.columns);
        assert_golden(&format!("{name}.txt"), &encode(&slip, &profile, None).unwrap());
    }
}

#[test]
fn only_lines_with_letters_that_the_printer_lacks_are_drawn() {
    let drawn = |language, profile: &Profile| {
        let slip = ticket(&walk_in(), language, Columns::MM_80);
        let read = read_commands(&encode(&slip, profile, None).unwrap());
        let drawn = read.iter().filter(|command| command.starts_with("GS v")).count();
        (drawn, read.iter().filter(|command| command.starts_with('"')).count())
    };
    let profile = Profile::default();
    assert_eq!(drawn(Language::It, &profile).0, 0);
    let (lines, texts) = drawn(Language::Ro, &profile);
    assert!((1..8).contains(&lines) && texts > lines, "{lines} drawn, {texts} written");
    let (lines, texts) = drawn(Language::Ar, &profile);
    assert!(lines > 6 && texts > 3, "{lines} drawn, {texts} written: the number and the address are");
}

#[test]
fn logo_stands_on_top_in_the_middle_and_never_wider_than_the_paper() {
    let slip = ticket(&walk_in(), Language::It, Columns::MM_80);
    for (width, height) in [(100, 50), (5000, 5000), (0, 0)] {
        let mut logo = Bitmap::new(width, height);
        (0..width).for_each(|x| logo.blacken(x, 0));
        let read = read_commands(&encode(&slip, &Profile::default(), Some(&logo)).unwrap());
        assert!(read[2].starts_with("GS v 0"), "{read:?}");
        let row = read[2].split(' ').nth(3).unwrap().parse::<usize>().unwrap();
        assert!(row <= 72, "{row} bytes for 576 dots");
    }
}

#[test]
fn a_slip_for_wider_paper_is_refused() {
    let slip = ticket(&walk_in(), Language::It, Columns::MM_80);
    let narrow = Profile { columns: Columns::MM_58, ..Profile::default() };
    assert!(matches!(encode(&slip, &narrow, None), Err(Failure::TooWide { slip: 48, printer: 32 })));
}

#[test]
fn hostile_texts_give_the_commands_of_harmless_ones() {
    let long = HOSTILE.repeat(10_000 / HOSTILE.len() + 1);
    for hostile in [HOSTILE, &long] {
        let slip = ticket(&filled_with(hostile), Language::En, Columns::MM_80);
        let read = read_commands(&encode(&slip, &Profile::default(), None).unwrap());
        assert!(read.iter().filter(|command| command.starts_with("GS V")).eq(["GS V 66 0"]));
    }
}

#[test]
fn a_character_that_needs_more_room_does_not_push_the_line_over_the_edge() {
    let text = "…".repeat(48);
    let line = Line::Text { text, size: Size::Normal, align: Align::Left, bold: false };
    let slip = Slip::new(Language::It, Columns::MM_80, vec![line]).unwrap();
    let read = read_commands(&encode(&slip, &Profile::default(), None).unwrap());
    assert!(read.contains(&format!("\"{}\"", ".".repeat(48))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_text_commands_the_printer(text in any::<String>(), number in any::<String>(), copy in 0u32..3) {
        let content = TicketSlip { number, copy, ..filled_with(&text) };
        for language in Language::ALL {
            for columns in [Columns::MM_58, Columns::MM_80_AT_180_DPI, Columns::MM_80] {
                let slip = ticket(&content, language, columns);
                for profile in ["epson-tm-t20", "generic-80"] {
                    read_commands(&encode(&slip, &Profile::known(profile).unwrap(), None).unwrap());
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]
    #[test]
    fn no_text_of_the_catalogue_commands_the_printer(text in any::<String>(), count in 0usize..20) {
        for text in [text.clone(), text.repeat(40)] {
            every_sheet(&text, count, |slip| {
                read_commands(&encode(slip, &Profile::default(), None).unwrap());
            });
        }
    }
}

#[test]
fn hostile_texts_of_the_catalogue_give_one_slip_of_harmless_text() {
    for hostile in [HOSTILE.to_owned(), HOSTILE.repeat(20), "\u{1b}@".repeat(300), "x".repeat(600)] {
        every_sheet(&hostile, 20, |slip| {
            let read = read_commands(&encode(slip, &Profile::default(), None).unwrap());
            assert!(read.iter().filter(|command| command.starts_with("GS V")).eq(["GS V 66 0"]));
        });
    }
}

/// Every slip of a service with `text` wherever a text can stand, and `count` of everything.
fn every_sheet(text: &str, count: usize, judge: impl Fn(&Slip)) {
    let both = || Text { it: text.into(), en: format!("{text}!") };
    let mut catalogue = catalogue();
    catalogue.office.title = both();
    let mut service = catalogue.services[0].clone();
    (service.title, service.output) = (both(), Some(both()));
    service.steps = vec![both(); count];
    service.notes = vec![both(); count];
    service.costs = vec![Cost { amount: Some(Cents(u32::MAX)), what: both(), when: Some(both()) }; count];
    service.times = Some(Times {
        note: Some(both()),
        deadline: Some(both()),
        validity: Some(both()),
        ..Times::default()
    });
    let (mut evidence, mut body) = (catalogue.evidence[0].clone(), catalogue.bodies[0].clone());
    (evidence.title, evidence.hint) = (both(), Some(both()));
    (body.name, body.address, body.hours) = (both(), Some(both()), Some(both()));
    (body.phone, body.email, body.url) = (Some(text.into()), Some(text.into()), Some(text.into()));
    let mut at_home = catalogue.online[0].clone();
    (at_home.title, at_home.note, at_home.url) = (both(), Some(both()), text.into());
    at_home.items = vec![both(); count];
    let paper = Paper { id: evidence.id.clone(), when: Some(both()), note: Some(both()) };
    let other = Evidence { id: EvidenceId::new("other").unwrap(), ..evidence.clone() };
    let papers = vec![(&paper, &other); count];
    let desk = Desk { name: both(), ..catalogue.desks[0].clone() };
    let of = Procedure { service: &service, papers, competent: Some(&body), online: Some(&at_home) };
    let imprint = Printing(&catalogue).imprint();
    let content = ProcedureSlip { imprint, procedure: &of, reason: Some(text), url: Some(text) };
    let first =
        BringFirstSlip { imprint, procedure: &of, missing: &evidence, given_by: Some(&body), url: None };
    let booked = AppointmentSlip {
        imprint,
        procedures: &[of.clone(), of.clone()],
        code: &BookingCode::from_random(7),
        start: imprint.at,
        desk: &desk,
        people: 2,
        url: Some(text),
    };
    let sent =
        ReferralSlip { imprint, service: &service, body: &body, paper: Some(&evidence), url: Some(text) };
    for language in [Language::Ro, Language::Ar] {
        for columns in [Columns::MM_58, Columns::MM_80] {
            judge(&procedure(&content, language, columns));
            judge(&appointment(&booked, language, columns));
            judge(&bring_first(&first, language, columns));
            judge(&referral(&sent, language, columns));
            judge(&online(&OnlineSlip { imprint, service: &service, online: &at_home }, language, columns));
        }
    }
}

/// A ticket with `text` wherever a text can stand.
fn filled_with(text: &str) -> TicketSlip {
    let both = || Some(Text { it: text.into(), en: format!("{text}!") });
    TicketSlip {
        office_title: text.into(),
        number: text.into(),
        services: vec![both(), None, both()],
        waiting_place: both(),
        follow_url: Some(text.into()),
        ..walk_in()
    }
}

/// Reads the bytes as a printer does; anything but a known command, text or line feed is a failure.
fn read_commands(bytes: &[u8]) -> Vec<String> {
    let mut read = Vec::new();
    let mut rest = bytes;
    while let Some(first) = rest.first() {
        let len = match (first, rest.get(1)) {
            (b'\n', _) => 1,
            (0x1B, Some(b'@')) => 2,
            (0x1B, Some(b'i' | b'm')) => 2,
            (0x1B, Some(b't' | b'a' | b'E' | b'd' | b'J')) | (0x1D, Some(b'!')) => 3,
            (0x1D, Some(b'v')) => {
                let number = |at: usize| usize::from(rest[at]) + 256 * usize::from(rest[at + 1]);
                8 + number(4) * number(6)
            }
            (0x1D, Some(b'e')) => 4,
            (0x1D, Some(b'V')) => 4,
            (0x1D, Some(b'(')) => 5 + usize::from(rest[3]) + 256 * usize::from(rest[4]),
            (0x20.., _) => rest.iter().take_while(|b| **b >= 0x20 && **b != 0x7F).count(),
            _ => panic!("byte {first:#04x} after {read:?}"),
        };
        assert!(len > 0 && len <= rest.len(), "a command is cut short after {read:?}");
        read.push(described(&rest[..len]));
        rest = &rest[len..];
    }
    read
}

fn described(command: &[u8]) -> String {
    let numbers = |bytes: &[u8]| bytes.iter().map(u8::to_string).collect::<Vec<_>>().join(" ");
    match command {
        b"\n" => "LF".into(),
        [0x1B, name] => format!("ESC {}", char::from(*name)),
        [0x1B, name, rest @ ..] => format!("ESC {} {}", char::from(*name), numbers(rest)),
        [0x1D, b'(', b'k', _, _, 49, 80, 48, text @ ..] => {
            format!("GS ( k store \"{}\"", text.escape_ascii())
        }
        [0x1D, b'v', b'0', 0, head @ ..] if head.len() >= 4 => {
            let (size, dots) = head.split_at(4);
            let (row, rows) = (
                usize::from(size[0]) + 256 * usize::from(size[1]),
                usize::from(size[2]) + 256 * usize::from(size[3]),
            );
            let black: u32 = dots.iter().map(|byte| byte.count_ones()).sum();
            format!("GS v 0 {row} {rows} ({black} black)")
        }
        [0x1D, b'(', name, rest @ ..] => format!("GS ( {} {}", char::from(*name), numbers(rest)),
        [0x1D, name, rest @ ..] => format!("GS {} {}", char::from(*name), numbers(rest)),
        text => format!("\"{}\"", text.escape_ascii()),
    }
}

/// Compares with the file of that name, one command a line; `UPDATE_GOLDEN=1` writes it anew.
fn assert_golden(name: &str, bytes: &[u8]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    let read = read_commands(bytes).join("\n") + "\n";
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &read).unwrap();
    }
    assert_eq!(read, std::fs::read_to_string(&path).unwrap(), "{name}");
}
