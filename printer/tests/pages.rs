//! The layout of a ticket and its picture on the paper page.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod slip;

use office::language::Language;
use office::slip::{Columns, Line, Size, Slip};
use office::wire::Wait;
use printer::layout::{TicketSlip, as_copy, ticket};
use printer::paper::strip;
use slip::{text, walk_in};

#[test]
fn the_number_is_the_only_huge_text() {
    let slip = ticket(&walk_in(), Language::It, Columns::MM_80);
    assert_eq!(texts_of(&slip, Size::Huge), ["A012"]);
}

#[test]
fn a_number_too_long_for_the_paper_is_still_printed() {
    let slip = ticket(&TicketSlip { number: "A1000".into(), ..walk_in() }, Language::It, Columns::MM_58);
    assert_eq!(texts_of(&slip, Size::Huge), [""; 0]);
    assert!(texts_of(&slip, Size::Double).contains(&"A1000"));
}

#[test]
fn the_italian_name_stands_below_the_translated_one() {
    let slip = ticket(&walk_in(), Language::En, Columns::MM_80);
    assert_eq!(texts_of(&slip, Size::Tall), ["Electronic identity card"]);
    assert!(texts_of(&slip, Size::Normal).contains(&"Carta d'identità elettronica"));
}

#[test]
fn a_sensitive_service_is_not_named() {
    let slip = ticket(&TicketSlip { services: vec![None], ..walk_in() }, Language::It, Columns::MM_80);
    assert_eq!(texts_of(&slip, Size::Tall), [""; 0]);
}

#[test]
fn waits_are_told_in_words_and_ranges() {
    let said = |low_min, high_min| {
        let content = TicketSlip { wait: Some(Wait { low_min, high_min }), ..walk_in() };
        texts_of(&ticket(&content, Language::It, Columns::MM_80), Size::Double).join(" ")
    };
    assert_eq!(said(15, 30), "15-30 minuti");
    assert_eq!(said(0, 5), "Meno di 5 minuti");
    assert_eq!(said(60, 90), "Oltre un'ora");
}

#[test]
fn without_an_estimate_no_wait_is_told() {
    let slip = ticket(&TicketSlip { wait: None, ..walk_in() }, Language::It, Columns::MM_80);
    assert_eq!(texts_of(&slip, Size::Double), [""; 0]);
    assert!(texts_of(&slip, Size::Normal).contains(&"4 persone prima di lei"));
}

#[test]
fn a_copy_says_that_the_first_is_void() {
    let slip = ticket(&TicketSlip { copy: 1, ..walk_in() }, Language::It, Columns::MM_80);
    assert_eq!(texts_of(&slip, Size::Tall).first(), Some(&"COPIA 1 di A012"));
    assert!(texts_of(&slip, Size::Normal).contains(&"Se ha entrambi i foglietti, il primo non vale"));
}

#[test]
fn copy_of_a_copy_is_marked_once() {
    let content = walk_in();
    let laid_out = |copy| ticket(&TicketSlip { copy, ..content.clone() }, Language::It, Columns::MM_80);
    let first = as_copy(&laid_out(0), 1, 0, Some("A012"));
    assert_eq!(first, laid_out(1));
    assert_eq!(as_copy(&first, 2, 1, Some("A012")), laid_out(2));
    let sheet = as_copy(&laid_out(0), 1, 0, None);
    assert_eq!(texts_of(&sheet, Size::Tall).first(), Some(&"COPIA 1"));
}

#[test]
fn without_a_follow_address_there_is_no_code() {
    for follow_url in [None, Some(String::new()), Some("non è un indirizzo".into())] {
        let slip = ticket(&TicketSlip { follow_url, ..walk_in() }, Language::It, Columns::MM_80);
        assert!(!slip.lines().iter().any(|line| matches!(line, Line::Qr { .. })));
    }
}

#[test]
fn the_page_has_the_line_breaks_of_the_slip() {
    let long = text(&"Dichiarazione sostitutiva dell’atto di notorietà ".repeat(2), "x");
    let slip = ticket(&TicketSlip { services: vec![Some(long)], ..walk_in() }, Language::It, Columns::MM_80);
    let html = strip(&slip).replace("&#39;", "'").replace("&#x27;", "'");
    for size in [Size::Normal, Size::Tall, Size::Double, Size::Huge] {
        for line in texts_of(&slip, size) {
            assert!(html.contains(&format!("<span>{line}</span>")), "{line} in {html}");
        }
    }
}

#[test]
fn markup_in_a_text_stays_text() {
    let content = TicketSlip {
        office_title: "<script>alert(1)</script>".into(),
        follow_url: Some("http://x/\"onload=\"alert(1)".into()),
        ..walk_in()
    };
    let html = strip(&ticket(&content, Language::It, Columns::MM_80));
    assert!(!html.contains("<script") && !html.contains("\"onload"), "{html}");
}

#[test]
fn the_page_needs_no_inline_style() {
    let html = strip(&ticket(&walk_in(), Language::It, Columns::MM_80));
    assert!(!html.contains("style"), "{html}");
}

fn texts_of(slip: &Slip, wanted: Size) -> Vec<&str> {
    let lines = slip.lines().iter();
    lines
        .filter_map(|line| match line {
            Line::Text { text, size, .. } if *size == wanted => Some(text.as_str()),
            Line::Text { .. } | Line::Rule | Line::Space { .. } | Line::Qr { .. } => None,
        })
        .collect()
}
