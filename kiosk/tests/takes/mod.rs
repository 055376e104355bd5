//! Visits: one number each, and nothing of them for the next visitor.

use crate::fake::{self, Mood, portico, text};
use crate::visitor::{ASKED, Hall, QUICK, fields, key_of, link, links};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, RETRY_AFTER};
use office::refusal::Refusal;
use office::ticket::Class;
use office::triage::Numbers;
use office::wire::{Ask, Sheet};
use std::sync::Arc;
use std::time::Duration;

#[tokio::test]
async fn visitor_goes_from_need_to_number_and_home() {
    let hall = Hall::new(portico());
    let outcome = hall.page(QUICK).await;
    for words in ["Subito, allo sportello", "IMU", "10–20 minuti", "Stima indicativa", "porticato"] {
        assert!(outcome.contains(words), "{words} is missing");
    }
    assert_eq!(hall.office.given(), 0);

    let number = hall.submit(&outcome).await.to();
    assert!(number.starts_with("number?"));
    let shown = hall.get(&number).await.ok();
    for words in ["T012", "10–20 minuti", "5 persone", "porticato", "in stampa", "<svg role=\"img\""] {
        assert!(shown.contains(words), "{words} is missing");
    }
    let end = format!("./?end={}", key_of(&number));
    assert!(shown.contains(&format!("data-countdown=\"60\" data-countdown-to=\"{end}\"")));
    assert!(shown.contains(&format!("content=\"60;url={end}\"")) && shown.contains("Le serve più tempo?"));
    assert_eq!(hall.get(&end).await.to(), "./");
}

#[tokio::test]
async fn office_is_asked_what_the_visitor_saw_said_and_answered() {
    let hall = Hall::new(portico());
    let outcome = hall.page(&format!("{ASKED}&language=ro")).await;
    hall.office.change(|screen| screen.services.iter_mut().for_each(|offered| offered.quote = None));
    hall.submit_with(&outcome, "&priority=on").await.to();
    let Ask::Take { service, then, need, answers, class, language, quote, print } = hall.office.only_ask()
    else {
        panic!()
    };
    assert_eq!((service.as_str(), then.len()), ("tari-pagamenti-rimborsi", 0));
    assert_eq!(need.unwrap().as_str(), "tassa-rifiuti");
    let answers: Vec<_> = answers.iter().map(|(question, answer)| format!("{question}={answer}")).collect();
    assert_eq!(answers, ["tari-cosa=avviso"]);
    assert_eq!((class, language.code(), print), (Class::Priority, "ro", true));
    assert!(quote.is_some());
}

#[tokio::test]
async fn several_services_of_a_visit_are_one_number_with_its_legs() {
    let hall = Hall::new(portico());
    let outcome = hall.page("ask?need=cambio-casa&answers=residenza-dove.dentro-lecco").await;
    assert!(outcome.contains("Un solo numero per tutto"));
    let number = hall.submit(&outcome).await.to();
    let Ask::Take { service, then, .. } = hall.office.only_ask() else { panic!() };
    assert_eq!((service.as_str(), then[0].as_str()), ("cambio-indirizzo", "tari-dichiarazione"));
    let shown = hall.get(&number).await.ok();
    assert!(
        shown.contains("Cambio di indirizzo dentro Lecco") && shown.contains("Tassa rifiuti: nuova utenza")
    );
}

#[tokio::test]
async fn double_tap_gives_one_number() {
    let hall = Hall::new(portico());
    let outcome = hall.page(QUICK).await;
    let (first, second) = tokio::join!(hall.submit(&outcome), hall.submit(&outcome));
    let third = hall.submit(&outcome).await;
    assert_eq!(key_of(&first.to()), key_of(&second.to()));
    assert!(hall.get(&third.to()).await.ok().contains("T012"));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn back_key_before_the_end_finds_the_same_number() {
    let hall = Hall::new(portico());
    let address = hall.enter(QUICK).await;
    hall.submit(&hall.get(&address).await.ok()).await.to();
    let number = hall.get(&address).await.to();
    assert!(hall.get(&number).await.ok().contains("T012"));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn back_key_after_the_end_shows_nothing_of_the_visit() {
    let hall = Hall::new(portico());
    let needs = hall.enter("needs").await;
    let key = key_of(&needs).to_owned();
    let question = format!("ask?need=tassa-rifiuti&visit={key}");
    let outcome = format!("{ASKED}&visit={key}");
    let page = hall.get(&outcome).await.ok();
    let number = hall.submit(&page).await.to();
    hall.get(&format!("./?end={key}")).await.to();
    assert_eq!(hall.get(&number).await.to(), "./");
    for address in
        [needs, question, outcome, format!("search?q=tari&visit={key}"), format!("hours?visit={key}")]
    {
        assert_eq!(hall.get(&address).await.to(), "./?language=it&notice=ended", "{address}");
    }
    assert_eq!(hall.submit(&page).await.to(), "./?language=it&notice=ended");
    assert_eq!(hall.print(&page).await.to(), "./?language=it&notice=ended");
    assert!(hall.get("?language=it&notice=ended").await.ok().contains("Quella richiesta è già conclusa"));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn number_left_on_the_screen_is_not_shown_to_the_next_visitor() {
    let hall = Hall::new(portico());
    let number = hall.take(QUICK).await;
    hall.pass(Duration::from_secs(299));
    hall.get(&number).await.ok();
    hall.pass(Duration::from_secs(1));
    assert_eq!(hall.get(&number).await.to(), "./");
}

#[tokio::test]
async fn pages_of_a_visit_are_good_for_two_minutes_and_end_it_when_they_go_away() {
    let hall = Hall::new(portico());
    for place in ["needs", QUICK, ASKED, "search?q=tari", "hours", "places", "services"] {
        let address = hall.enter(place).await;
        let page = hall.get(&address).await.ok();
        assert!(page.contains("data-countdown=\"115\" data-countdown-to=\"./?end="), "{place}");
        assert!(page.contains("content=\"115;url=./?end="), "{place} has no way home without script");
        hall.pass(Duration::from_secs(120));
        assert_eq!(hall.get(&address).await.to(), "./?language=it&notice=expired", "{place}");
    }
    let outcome = hall.page(QUICK).await;
    hall.pass(Duration::from_secs(120));
    assert_eq!(hall.submit(&outcome).await.to(), "./?language=it&notice=expired");
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn each_step_begins_the_two_minutes_anew() {
    let hall = Hall::new(portico());
    let mut page = hall.page("needs").await;
    for class in ["topic", "tile", "back", "back"] {
        hall.pass(Duration::from_secs(100));
        page = hall.get(&link(&page, class)).await.ok();
        assert!(page.contains("data-countdown=\"115\""), "after {class}");
    }
}

#[tokio::test]
async fn more_time_can_be_had_ten_times_on_one_page() {
    let hall = Hall::new(portico());
    let mut page = hall.page(QUICK).await;
    let more = |page: &str| {
        let dialog = page.split("<dialog").nth(1).unwrap().split("</dialog>").next().unwrap().to_owned();
        links(&dialog, "primary").pop()
    };
    for _ in 0..10 {
        hall.pass(Duration::from_secs(100));
        page = hall.get(&more(&page).unwrap()).await.ok();
        assert!(page.contains("data-countdown=\"115\""));
    }
    assert_eq!(more(&page), None);
    let number = hall.submit(&page).await.to();
    assert!(hall.get(&number).await.ok().contains("T012"));
}

#[tokio::test]
async fn strangers_key_takes_and_prints_nothing() {
    let hall = Hall::new(portico());
    let elsewhere = Hall::with_secret(portico(), 9);
    let foreign = elsewhere.page(QUICK).await;
    assert_eq!(hall.submit(&foreign).await.to(), "./?language=it&notice=unknown");
    assert_eq!(hall.print(&foreign).await.to(), "./?language=it&notice=unknown");
    for action in ["take", "print"] {
        for body in ["", "visit=x&need=imu", "need=imu", "visit=%00&need=imu&language=en", "%%%"] {
            let to = hall.post(action, body).await.to();
            assert!(to.starts_with("./?") && to.contains("notice="), "{body}: {to}");
        }
    }
    for address in ["number", "number?visit=", "number?visit=x", "number?visit=1&visit=2"] {
        assert_eq!(hall.get(address).await.to(), "./", "{address}");
    }
    assert_eq!(hall.get("ask?need=imu&visit=x").await.to(), "./?language=it&notice=unknown");
    assert_eq!(hall.get("?end=x").await.to(), "./");
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn form_of_another_origin_is_refused() {
    let hall = Hall::new(portico());
    let outcome = hall.page(QUICK).await;
    for form in ["take", "print"] {
        let answer = hall.post_from(form, &fields(&outcome, form), "http://elsewhere.example.org").await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn enormous_form_is_refused() {
    let hall = Hall::new(portico());
    hall.post("take", &format!("visit={}&need=imu", "a".repeat(100_000))).await.to();
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn visit_survives_a_restart_of_the_program() {
    let mut hall = Hall::new(portico());
    let outcome = hall.page(QUICK).await;
    hall.submit(&outcome).await.to();
    hall.restart();
    assert!(hall.get(&hall.submit(&outcome).await.to()).await.ok().contains("T012"));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn refusal_is_said_in_the_visitors_language_with_what_can_be_had_without_a_number() {
    let hall = Hall::new(portico());
    let outcome = hall.page(&format!("{QUICK}&language=en")).await;
    hall.office.set(Mood::Refuses(Refusal::SeriesExhausted));
    let refused = hall.submit(&outcome).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("No numbers are left today for this service."));
    let back = link(&refused.body, "primary");
    assert!(hall.get(&back).await.ok().contains("Print the instructions"));
}

#[tokio::test]
async fn retry_after_a_lost_answer_gives_the_number_that_was_taken() {
    let hall = Hall::new(portico());
    let outcome = hall.page(QUICK).await;
    hall.office.set(Mood::LosesTheAnswer);
    hall.pass(Duration::from_secs(110));
    let away = hall.submit_with(&outcome, "&priority=on").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(away.headers[RETRY_AFTER], "5");
    assert!(away.body.contains("La sua richiesta non è andata persa"));

    hall.office.set(Mood::Gives);
    hall.pass(Duration::from_secs(100));
    let number = hall.submit(&away.body).await.to();
    assert!(hall.get(&number).await.ok().contains("T012"));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn office_that_stays_away_can_be_asked_again_and_again() {
    let hall = Hall::new(portico());
    let mut page = hall.page(QUICK).await;
    hall.office.set(Mood::Away);
    for _ in 0..3 {
        hall.pass(Duration::from_secs(60));
        page = hall.submit(&page).await.body;
    }
    assert_eq!((hall.office.asked(), hall.office.given()), (3, 0));
}

#[tokio::test]
async fn instructions_are_printed_once_for_each_visit_without_a_number() {
    let hall = Hall::new(portico());
    let outcome = hall.page("ask?need=carta-identita&answers=cie-motivo.rinnovo&language=fr").await;
    let printed = hall.print(&outcome).await.to();
    hall.print(&outcome).await.to();
    assert!(hall.get(&printed).await.ok().contains("Impression en cours"));
    let Ask::Print { sheet, language } = hall.office.only_ask() else { panic!() };
    let Sheet::Procedure { service, missing: None } = sheet else { panic!("{sheet:?}") };
    assert_eq!((service.as_str(), language.code()), ("cie-rilascio", "fr"));
    hall.office.set(Mood::Away);
    let other = hall.page("ask?need=passaporto").await;
    let failed = hall.print(&other).await.to();
    assert!(hall.get(&failed).await.ok().contains("Ora non si può stampare"));
}

#[tokio::test]
async fn totem_without_a_printer_offers_no_printing() {
    let hall = Hall::new(portico());
    hall.office.change(|screen| screen.prints = false);
    let outcome = hall.page(QUICK).await;
    assert!(!outcome.contains("action=\"print\"") && outcome.contains("Sul telefono"));
    let number = hall.submit(&outcome).await.to();
    assert!(hall.get(&number).await.ok().contains("Fotografi o annoti il numero"));
}

#[tokio::test]
async fn what_is_not_offered_leads_home() {
    let hall = Hall::new(portico());
    for address in [
        "ask?need=nessuno&language=en",
        "ask?language=en",
        "ask?need=%22%3E&language=en",
        "ask?service=..%2F..&language=en",
        "ask?need=tassa-rifiuti&answers=tari-cosa.niente&language=en",
        "topic?topic=99&language=en",
        "topic?topic=x&language=en",
    ] {
        let mut to = hall.get(address).await.to();
        if !to.starts_with("./?") {
            to = hall.get(&to).await.to();
        }
        assert_eq!(to, "./?language=en&notice=service", "{address}");
    }
    assert!(hall.get("?language=en&notice=service").await.ok().contains("no longer available"));
}

#[tokio::test]
async fn closed_office_gives_no_number_but_every_procedure() {
    let hall = Hall::new(portico());
    let reopens = Some(fake::morning().plus(Duration::from_secs(5 * 3600)));
    hall.office.change(|screen| screen.outlook.numbers = Numbers::Again(reopens));
    let attract = hall.get("").await.ok();
    assert!(attract.contains("La sede è chiusa") && attract.contains("Riapre oggi alle 14:12"));
    for address in [QUICK, ASKED, "ask?service=protocollo"] {
        let outcome = hall.page(address).await;
        assert!(outcome.contains("14:12") && !outcome.contains("action=\"take\""), "{address}");
        hall.print(&outcome).await.to();
    }
    assert_eq!(hall.office.given(), 3);
}

#[tokio::test]
async fn texts_of_the_office_are_never_markup() {
    let hostile = "<script>alert(1)</script>\"'&\u{202e}";
    let mut shown = portico();
    let mut configuration = (*shown.configuration).clone();
    configuration.office.title = text(hostile, hostile);
    configuration.office.waiting_place = text(hostile, hostile);
    for need in &mut configuration.needs {
        need.title = text(hostile, hostile);
        need.icon = Some("\"><script>".into());
    }
    for service in &mut configuration.services {
        service.title = text(hostile, hostile);
    }
    shown.screen.notices = vec![text(hostile, hostile)];
    shown.configuration = Arc::new(configuration);
    let hall = Hall::new(shown);
    let number = hall.take(QUICK).await;
    for address in ["", "needs", QUICK, "services", "search?q=%3Cscript%3E", &number] {
        let page = hall.page(address).await;
        assert!(page.contains("&#60;script&#62;") && !page.contains("<script>"), "{address}");
    }
}

#[tokio::test]
async fn every_answer_is_kept_nowhere_and_has_nothing_inline() {
    let hall = Hall::new(portico());
    let number = hall.take(QUICK).await;
    for address in [
        "",
        "?language=en&notice=expired",
        "needs",
        "topics",
        "topic?topic=8",
        "search?q=tari",
        QUICK,
        ASKED,
        &number,
        "hours",
        "places",
        "services",
    ] {
        let mut answer = hall.get(address).await;
        assert_eq!(answer.headers[CACHE_CONTROL], "no-store", "{address}");
        if answer.status == StatusCode::SEE_OTHER {
            answer = hall.get(&answer.to()).await;
        }
        assert_eq!(answer.headers[CACHE_CONTROL], "no-store", "{address}");
        assert_eq!(answer.headers[CONTENT_SECURITY_POLICY], screen::CONTENT_SECURITY_POLICY, "{address}");
        let inline =
            answer.body.contains(" style=") || answer.body.contains("<style") || answer.body.contains(" onc");
        assert!(!inline, "{address}");
        assert_eq!(
            answer.body.matches("<script").count(),
            answer.body.matches("<script type=\"module\" src=").count()
        );
        assert!(!answer.body.contains("href=\"/totem") && !answer.body.contains("action=\"/"), "{address}");
    }
}
