//! The slips of the default catalogue: as they look, how long they are, and what stands on them.

#![allow(clippy::unwrap_used, reason = "a test stops where its world is not as expected")]

mod slip;

use office::agenda::BookingCode;
use office::language::{Direction, Language};
use office::slip::{Align, Columns, Line, Size, Slip};
use printer::layout::{HEIGHT_MAX_MM, ProcedureSlip, height_mm, procedure, ticket};
use printer::text::{is_arabic, printable};
use slip::{Printing, booked, catalogue, text};
use std::fmt::Write;
use std::path::PathBuf;

#[test]
fn every_slip_looks_as_it_was_last_seen() {
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    for language in Language::ALL {
        let wide = printing.all(language, Columns::MM_80);
        let narrow = printing.all(language, Columns::MM_58);
        for ((name, wide), (_, narrow)) in wide.iter().zip(&narrow) {
            let drawn = format!("{}\n{}", drawn(wide), drawn(narrow));
            assert_golden(&format!("{name}.{}.txt", language.code()), &drawn);
        }
    }
}

#[test]
fn slip_for_a_reader_of_arabic_begins_at_the_right() {
    let catalogue = catalogue();
    for (name, slip) in Printing(&catalogue).all(Language::Ar, Columns::MM_80) {
        assert_eq!(slip.direction(), Direction::Rtl, "{name}");
        let is_left = |line: &Line| matches!(line, Line::Text { align: Align::Left, .. });
        assert!(!slip.lines().iter().any(is_left), "{name}");
        let arabic = slip.lines().iter().filter(|line| match line {
            Line::Text { text, .. } => text.chars().any(is_arabic),
            Line::Rule | Line::Space { .. } | Line::Qr { .. } => false,
        });
        assert!(arabic.count() > 3, "{name}");
    }
}

#[test]
fn appointment_says_when_where_with_which_code_and_what_to_bring() {
    let catalogue = catalogue();
    let slip = Printing(&catalogue).appointment(&["cie-rilascio"], Language::It, Columns::MM_80);
    let words = words(&slip);
    let order = [
        "mercoledì 2 dicembre 2026",
        "ore 10:30",
        "Sportello 1",
        "Piazza Diaz 1, Lecco",
        "Carta d'identità: rilascio o rinnovo",
        "Si presenti fra le 10:00 e le 10:30",
        "Dopo le 10:45 diventa un numero ordinario",
        "[ ] Carta d'identità precedente",
        "22,21 €",
    ];
    let places: Vec<_> = order.iter().map(|said| words.find(said)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in {words}");
    assert!(words.contains(&BookingCode::from_random(0x12_3456_789A_BCDE).to_string()));
    let codes = slip.lines().iter().filter(|line| matches!(line, Line::Qr { .. })).count();
    assert_eq!(codes, 1);
}

#[test]
fn appointment_for_several_services_lists_what_each_of_them_needs() {
    let catalogue = catalogue();
    let slip = Printing(&catalogue).appointment(
        &["cambio-indirizzo", "autentica-firma-copia"],
        Language::It,
        Columns::MM_80,
    );
    let words = words(&slip);
    for (at, service) in ["cambio-indirizzo", "autentica-firma-copia"].into_iter().enumerate() {
        let title = printable(&Printing(&catalogue).of(service).service.title.it);
        let numbered = format!("{}. {title}", at + 1);
        assert_eq!(words.matches(&numbered).count(), 2, "{numbered} in {words}");
    }
    assert!(words.contains("Per 2 persone") && height_mm(&slip) <= HEIGHT_MAX_MM, "{words}");
}

#[test]
fn number_that_came_too_late_for_its_appointment_says_so() {
    let late = words(&ticket(&booked(false), Language::It, Columns::MM_80));
    assert!(late.contains("Appuntamento delle 11:30") && late.contains("Accettato dopo le 11:45"), "{late}");
    assert!(late.contains("4 persone prima di lei"), "{late}");
    let kept = words(&ticket(&booked(true), Language::It, Columns::MM_80));
    assert!(kept.contains("Appuntamento delle 12:00"), "{kept}");
    assert!(!kept.contains("numero ordinario") && !kept.contains("prima di lei"), "{kept}");
}

#[test]
fn no_procedure_is_longer_than_anybody_reads() {
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    for service in &catalogue.services {
        for columns in [Columns::MM_80, Columns::MM_58] {
            for language in Language::ALL {
                let slip = printing.procedure(service.id.as_str(), None, language, columns);
                let height_mm = height_mm(&slip);
                assert!(
                    height_mm <= HEIGHT_MAX_MM,
                    "{} {language:?} {columns:?}: {height_mm} mm",
                    service.id
                );
            }
        }
    }
}

#[test]
fn everything_of_a_procedure_has_room_on_ordinary_paper() {
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    let cut = |service: &str| {
        let slip = printing.procedure(service, None, Language::It, Columns::MM_80);
        words(&slip).contains("Per il resto chieda allo sportello")
    };
    let cut: Vec<_> = catalogue.services.iter().filter(|service| cut(service.id.as_str())).collect();
    assert!(cut.is_empty(), "{cut:?}");
}

#[test]
fn what_is_too_much_goes_the_least_needed_first() {
    let mut catalogue = catalogue();
    let long = || text(&"Prepari tutto con cura. ".repeat(20), "x");
    let service =
        catalogue.services.iter_mut().find(|service| service.id.as_str() == "cie-rilascio").unwrap();
    service.notes = vec![long(); 20];
    service.steps = vec![long(); 5];
    for columns in [Columns::MM_80, Columns::MM_58] {
        let slip = Printing(&catalogue).procedure("cie-rilascio", None, Language::It, columns);
        assert!(height_mm(&slip) <= HEIGHT_MAX_MM);
        let words = words(&slip);
        assert!(words.contains("Per il resto chieda allo sportello"), "{words}");
        assert!(!words.contains("Da sapere") && !words.contains("Sfondo bianco"), "{words}");
        for kept in ["Carta d'identità precedente", "se non è cittadino", "22,21 €", "Dove"] {
            assert!(words.contains(kept), "{kept} is not in {words}");
        }
    }
}

#[test]
fn sensitive_service_is_named_on_no_slip() {
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    let sensitive: Vec<_> = catalogue.services.iter().filter(|service| service.sensitive).collect();
    assert!(!sensitive.is_empty());
    for service in sensitive {
        let id = service.id.as_str();
        for language in Language::ALL {
            let slips = [
                printing.procedure(id, None, language, Columns::MM_80),
                printing.bring_first(id, "documento-identita", "questura-lecco", language, Columns::MM_80),
                printing.referral(id, "questura-lecco", None, language, Columns::MM_80),
                printing.online(id, "comune-servizi", language, Columns::MM_80),
                printing.appointment(&[id], language, Columns::MM_80),
                printing.appointment(&["cie-rilascio", id], language, Columns::MM_80),
            ];
            for title in [&service.title.it, &service.title.en] {
                let title = printable(title);
                assert!(slips.iter().all(|slip| !words(slip).contains(&title)), "{title}");
            }
        }
    }
}

#[test]
fn missing_paper_stands_on_top_and_nowhere_else() {
    let catalogue = catalogue();
    let slip = Printing(&catalogue).bring_first(
        "cie-smarrimento",
        "denuncia-smarrimento",
        "forze-ordine",
        Language::En,
        Columns::MM_80,
    );
    let words = words(&slip);
    let (first, list) =
        (words.find("Police report of theft or loss"), words.find("[ ] Previous identity card"));
    assert!(first.is_some() && first < list, "{words}");
    assert!(words.contains("Denuncia di furto o smarrimento"), "a clerk can read it: {words}");
    assert!(!words.contains("[ ] Police report"), "{words}");
}

#[test]
fn italian_title_stands_below_the_translated_one_only() {
    let catalogue = catalogue();
    let title = "Carta d'identità: rilascio o rinnovo";
    for (language, times) in [(Language::It, 1), (Language::En, 1), (Language::Sq, 1), (Language::Fr, 1)] {
        let slip = Printing(&catalogue).procedure("cie-rilascio", None, language, Columns::MM_80);
        assert_eq!(words(&slip).matches(title).count(), times, "{language:?}");
    }
}

#[test]
fn reader_of_another_language_is_told_in_which_the_office_has_written() {
    let catalogue = catalogue();
    let said = |language| words(&Printing(&catalogue).procedure("imu", None, language, Columns::MM_80));
    assert!(said(Language::Fr).contains("Les textes du service sont en italien"));
    assert!(said(Language::Sq).contains("Tekstet e shërbimit janë në anglisht"));
    assert!(!said(Language::En).contains("The texts of the service"));
    assert!(!said(Language::It).contains("I testi del servizio"));
}

#[test]
fn hours_are_those_of_where_it_is_done() {
    let catalogue = catalogue();
    let said =
        |service: &str| words(&Printing(&catalogue).procedure(service, None, Language::It, Columns::MM_80));
    assert!(said("tessera-elettorale").contains("Mercoledì 08:30-12:30, 14:00-17:00"), "in the hall");
    assert!(
        said("raccolta-rifiuti").contains("Lunedì-venerdì 8:30-12:30 e 14:00-17:00, sabato"),
        "elsewhere"
    );
}

#[test]
fn reason_and_address_are_those_that_were_given() {
    let catalogue = catalogue();
    let printing = Printing(&catalogue);
    let of = printing.of("cie-rilascio");
    let url = "https://sportello.example.org/servizi/cie";
    let reason = Some("Oggi non c'è più tempo.");
    let content = ProcedureSlip { imprint: printing.imprint(), procedure: &of, reason, url: Some(url) };
    let slip = procedure(&content, Language::It, Columns::MM_80);
    assert!(words(&slip).contains("Oggi non c'è più tempo."));
    assert!(slip.lines().contains(&Line::Qr { text: url.to_owned() }));
    let codes = slip.lines().iter().filter(|line| matches!(line, Line::Qr { .. })).count();
    assert_eq!(codes, 1);
    assert!(
        words(&slip).contains("www.prenotazionicie.interno.gov.it"),
        "what is online is told all the same"
    );
}

#[test]
fn fact_that_is_not_confirmed_says_so() {
    let catalogue = catalogue();
    let slip = Printing(&catalogue).procedure("cie-rilascio", None, Language::It, Columns::MM_80);
    let words = words(&slip);
    assert!(words.contains("Costi (da confermare)") && words.contains("Come fare 1."), "{words}");
}

fn words(slip: &Slip) -> String {
    let lines = slip.lines().iter();
    let texts = lines.filter_map(|line| match line {
        Line::Text { text, .. } => Some(text.trim()),
        Line::Rule | Line::Space { .. } | Line::Qr { .. } => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// The slip in letters: each line in its place, with its size and weight in front.
fn drawn(slip: &Slip) -> String {
    let columns = slip.columns().count();
    let mut picture = format!("{} mm, {columns} columns\n", height_mm(slip));
    for line in slip.lines() {
        match line {
            Line::Text { text, size, align, bold } => {
                let mark = match size {
                    Size::Normal => ' ',
                    Size::Tall => 't',
                    Size::Double => 'd',
                    Size::Huge => 'H',
                };
                let weight = if *bold { '*' } else { ' ' };
                let width = slip.columns().of_size(*size);
                let text = match align {
                    Align::Left => format!("{text:<width$}"),
                    Align::Center => format!("{text:^width$}"),
                    Align::Right => format!("{text:>width$}"),
                };
                writeln!(picture, "{mark}{weight}|{text}|").unwrap();
            }
            Line::Rule => writeln!(picture, "  |{}|", "-".repeat(columns)).unwrap(),
            Line::Space { lines } => {
                (0..*lines).for_each(|_| writeln!(picture, "  |{}|", " ".repeat(columns)).unwrap());
            }
            Line::Qr { text } => writeln!(picture, "qr|{text}").unwrap(),
        }
    }
    picture
}

/// Compares with the file of that name; `UPDATE_GOLDEN=1` writes it anew.
fn assert_golden(name: &str, picture: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/looks").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, picture).unwrap();
    }
    let seen = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    for (no, (now, seen)) in (1..).zip(picture.lines().zip(seen.lines())) {
        assert_eq!(now, seen, "{name}, line {no}");
    }
    assert_eq!(picture.len(), seen.len(), "{name} ends elsewhere");
}
