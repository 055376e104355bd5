//! The totem's pages as a visitor's browser sees them, before an office made of paper.

#![allow(clippy::unwrap_used, reason = "the helpers below are tests too")]

mod fake;
mod visitor;

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, RETRY_AFTER};
use fake::{Mood, portico, text};
use office::id::ServiceId;
use office::refusal::Refusal;
use office::ticket::Class;
use office::wire::Ask;
use std::time::Duration;
use visitor::{Hall, key_of};

#[tokio::test]
async fn visitor_goes_from_tile_to_number_and_home() {
    let hall = Hall::new(portico(12));
    let home = hall.get("").await.ok();
    assert!(
        home.contains("Carta d’identità elettronica: rilascio o rinnovo") && home.contains("45–70 minuti")
    );
    assert!(home.contains("Nessuna attesa") && home.contains("Sportello chiuso ora"));

    let confirm = hall.get(&hall.confirm("cie-rilascio").await).await.ok();
    assert!(confirm.contains("45–70 minuti") && confirm.contains("Stima indicativa"));
    assert!(
        confirm.contains("Sala d’attesa sotto il portico") && confirm.contains("Ho bisogno di precedenza")
    );
    assert_eq!(hall.office.given(), 0);

    let number = hall.submit(&confirm).await.to();
    assert!(number.starts_with("number?visit="));
    let shown = hall.get(&number).await.ok();
    for words in [
        "C012",
        "45–70 minuti",
        "9 persone",
        "Sala d’attesa sotto il portico",
        "in stampa",
        "<svg role=\"img\"",
    ] {
        assert!(shown.contains(words), "{words} is missing");
    }
    let end = format!("./?end={}", key_of(&number));
    assert!(shown.contains(&format!("data-countdown=\"25\" data-countdown-to=\"{end}\"")));
    assert!(shown.contains(&format!("content=\"25;url={end}\"")) && shown.contains("data-countdown-extend"));
    assert_eq!(hall.get(&end).await.to(), "./");
}

#[tokio::test]
async fn office_is_asked_what_the_visitor_saw_and_said() {
    let hall = Hall::new(portico(12));
    let confirm = hall.get(&hall.confirm("cie-rilascio").await).await.ok();
    hall.office.change(|screen| screen.tiles[3].quote = None);
    hall.submit_with(&confirm, "&priority=on").await.to();
    let Ask::Take { service, class, language, quote, print } = hall.office.only_ask() else { panic!() };
    assert_eq!(
        (service.as_str(), class, language.code(), print),
        ("cie-rilascio", Class::Priority, "it", true)
    );
    assert_eq!(quote.map(|quote| (quote.low_min, quote.high_min)), Some((45, 70)));
}

#[tokio::test]
async fn double_tap_gives_one_number() {
    let hall = Hall::new(portico(12));
    let confirm = hall.get(&hall.confirm("imu").await).await.ok();
    let (first, second) = tokio::join!(hall.submit(&confirm), hall.submit(&confirm));
    let third = hall.submit(&confirm).await;
    assert_eq!(first.to(), second.to());
    assert_eq!(hall.get(&third.to()).await.ok(), hall.get(&first.to()).await.ok());
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn back_key_before_the_end_finds_the_same_number() {
    let hall = Hall::new(portico(12));
    let address = hall.confirm("imu").await;
    let number = hall.submit(&hall.get(&address).await.ok()).await.to();
    assert_eq!(key_of(&hall.get(&address).await.to()), key_of(&number));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn back_key_after_the_end_shows_nothing_of_the_visit() {
    let hall = Hall::new(portico(12));
    let address = hall.confirm("imu").await;
    let confirm = hall.get(&address).await.ok();
    let number = hall.submit(&confirm).await.to();
    hall.get(&format!("./?end={}", key_of(&number))).await.to();
    assert_eq!(hall.get(&number).await.to(), "./");
    assert_eq!(hall.get(&address).await.to(), "./?language=it&notice=ended");
    assert_eq!(hall.submit(&confirm).await.to(), "./?language=it&notice=ended");
    assert!(hall.get("?language=it&notice=ended").await.ok().contains("Quella richiesta è già conclusa"));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn number_left_on_the_screen_is_not_shown_to_the_next_visitor() {
    let hall = Hall::new(portico(12));
    let number = hall.take("imu").await;
    hall.pass(Duration::from_secs(299));
    hall.get(&number).await.ok();
    hall.pass(Duration::from_secs(1));
    assert_eq!(hall.get(&number).await.to(), "./");
}

#[tokio::test]
async fn confirm_page_is_good_for_two_minutes() {
    let hall = Hall::new(portico(12));
    let address = hall.confirm("imu").await;
    let confirm = hall.get(&address).await.ok();
    assert!(confirm.contains("data-countdown=\"115\" data-countdown-to=\"./\""));
    hall.pass(Duration::from_secs(120));
    for answer in [hall.submit(&confirm).await, hall.get(&address).await] {
        assert_eq!(answer.to(), "./?language=it&notice=expired");
    }
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn more_time_goes_on_with_the_same_visit_and_the_same_wish() {
    let hall = Hall::new(portico(12));
    let mut address = hall.confirm("imu").await;
    for _ in 0..10 {
        let confirm = hall.get(&address).await.ok();
        assert!(confirm.contains("name=\"more\""));
        hall.pass(Duration::from_secs(100));
        address = hall.more_time(&confirm).await;
    }
    let confirm = hall.get(&address).await.ok();
    assert!(!confirm.contains("name=\"more\"") && confirm.contains(" checked"));
    let number = hall.submit(&confirm).await.to();
    assert!(hall.get(&number).await.ok().contains("T012"));
}

#[tokio::test]
async fn strangers_key_takes_nothing() {
    let hall = Hall::new(portico(12));
    let elsewhere = Hall::with_secret(portico(12), 9);
    let foreign = elsewhere.get(&elsewhere.confirm("imu").await).await.ok();
    assert_eq!(hall.submit(&foreign).await.to(), "./?language=it&notice=unknown");
    for body in ["", "visit=x&service=imu", "service=imu", "visit=%00&service=imu&language=en", "%%%"] {
        let to = hall.post(body).await.to();
        assert!(to.starts_with("./?") && to.ends_with("notice=unknown"), "{body}: {to}");
    }
    for address in ["number", "number?visit=", "number?visit=x", "number?visit=1&visit=2"] {
        assert_eq!(hall.get(address).await.to(), "./", "{address}");
    }
    assert_eq!(hall.get("take?service=imu&visit=x").await.to(), "./?language=it&notice=unknown");
    assert_eq!(hall.get("?end=x").await.to(), "./");
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn form_of_another_origin_is_refused() {
    let hall = Hall::new(portico(12));
    let confirm = hall.get(&hall.confirm("imu").await).await.ok();
    let answer = hall.submit_from(&confirm, "http://elsewhere.example.org").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn enormous_form_is_refused() {
    let hall = Hall::new(portico(12));
    hall.post(&format!("visit={}&service=imu", "a".repeat(100_000))).await.to();
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn visit_survives_a_restart_of_the_program() {
    let mut hall = Hall::new(portico(12));
    let confirm = hall.get(&hall.confirm("imu").await).await.ok();
    let before = hall.get(&hall.submit(&confirm).await.to()).await.ok();
    hall.restart();
    let after = hall.get(&hall.submit(&confirm).await.to()).await.ok();
    assert_eq!(before, after);
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn refusal_is_said_in_the_visitors_language_with_a_way_home() {
    let hall = Hall::new(portico(12));
    let confirm = hall.get(&hall.confirm_in("imu", "en").await).await.ok();
    hall.office.set(Mood::Refuses(Refusal::SeriesExhausted));
    let refused = hall.submit(&confirm).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.body.contains("No numbers are left today for this service."));
    assert!(
        refused.body.contains("href=\"./?language=en\"") && refused.body.contains("data-countdown-to=\"./\"")
    );
}

#[tokio::test]
async fn retry_after_a_lost_answer_gives_the_number_that_was_taken() {
    let hall = Hall::new(portico(12));
    let confirm = hall.get(&hall.confirm("imu").await).await.ok();
    hall.office.set(Mood::LosesTheAnswer);
    hall.pass(Duration::from_secs(110));
    let away = hall.submit_with(&confirm, "&priority=on").await;
    assert_eq!(away.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(away.headers[RETRY_AFTER], "5");
    assert!(away.body.contains("La sua richiesta non è andata persa"));

    hall.office.set(Mood::Gives);
    hall.pass(Duration::from_secs(100));
    let number = hall.submit_with(&away.body, "").await.to();
    assert!(hall.get(&number).await.ok().contains("T012"));
    assert_eq!(hall.office.given(), 1);
}

#[tokio::test]
async fn office_that_stays_away_can_be_asked_again_and_again() {
    let hall = Hall::new(portico(12));
    let mut page = hall.get(&hall.confirm("imu").await).await.ok();
    hall.office.set(Mood::Away);
    for _ in 0..3 {
        hall.pass(Duration::from_secs(60));
        page = hall.submit(&page).await.body;
    }
    assert_eq!((hall.office.asked(), hall.office.given()), (3, 0));
}

#[tokio::test]
async fn service_that_is_not_offered_leads_home() {
    let hall = Hall::new(portico(12));
    for service in ["ztl", "", "..%2F..", "%22%3E"] {
        let mut to = hall.get(&format!("take?service={service}&language=en")).await.to();
        if to.starts_with("take?") {
            to = hall.get(&to).await.to();
        }
        assert_eq!(to, "./?language=en&notice=service", "{service}");
    }
    assert!(hall.get("?language=en&notice=service").await.ok().contains("no longer available"));
}

#[tokio::test]
async fn closed_office_says_when_it_opens_and_offers_no_tile() {
    let hall = Hall::new(portico(12));
    let address = hall.confirm("imu").await;
    let reopens = Some(fake::morning().plus(Duration::from_secs(5 * 3600)));
    hall.office.change(|screen| (screen.open, screen.reopens) = (false, reopens));
    let home = hall.get("").await.ok();
    assert!(home.contains("La sede è chiusa") && home.contains("Riapre oggi alle 14:12"));
    assert!(!home.contains("href=\"take"));
    assert_eq!(hall.get(&address).await.to(), "./");
}

#[tokio::test]
async fn screen_that_is_not_live_says_so() {
    let hall = Hall::new(portico(12));
    assert!(hall.get("").await.ok().contains("data-stale hidden"));
    hall.office.lose_touch();
    let home = hall.get("").await.ok();
    assert!(home.contains("data-stale>") && home.contains("<b data-as-of>09:12</b>"));
}

#[tokio::test]
async fn language_can_be_changed_on_every_page_without_losing_the_visit() {
    let hall = Hall::new(portico(12));
    assert!(hall.get("?language=en").await.ok().contains("What are you here for?"));
    let address = hall.confirm("imu").await;
    let other = address.replace("language=it", "language=en");
    let confirm = hall.get(&address).await.ok();
    assert!(confirm.contains(&other.replace('&', "&#38;")), "{other}");
    assert!(hall.get(&other).await.ok().contains("Take the number"));
    let number = hall.submit(&confirm).await.to();
    assert!(hall.get(&number.replace("language=it", "language=en")).await.ok().contains("Your number"));
}

#[tokio::test]
async fn services_beyond_one_page_are_turned_to() {
    let hall = Hall::new(portico(20));
    let (first, second) = (hall.get("").await.ok(), hall.get("?page=2").await.ok());
    assert_eq!((first.matches("class=\"tile").count(), second.matches("class=\"tile").count()), (17, 5));
    assert!(first.contains("Altri servizi") && second.contains("Servizi precedenti"));
    assert!(second.contains("data-countdown-to=\"./\""));
    for page in ["0", "99999999999999999999", "x", "-1"] {
        hall.get(&format!("?page={page}")).await.ok();
    }
}

#[tokio::test]
async fn texts_of_the_office_are_never_markup() {
    let hostile = "<script>alert(1)</script>\"'&\u{202e}";
    let mut screen = portico(2);
    for spot in [&mut screen.office, &mut screen.waiting_place, &mut screen.notices[0]] {
        *spot = text(hostile, hostile);
    }
    screen.tiles[0].title = text(hostile, hostile);
    screen.tiles[0].icon = Some("\"><script>".into());
    let hall = Hall::new(screen);
    let confirm = hall.confirm("certificati-anagrafici").await;
    let number = hall.take("certificati-anagrafici").await;
    for address in ["", &confirm, &number] {
        let page = hall.get(address).await.ok();
        assert!(page.contains("&#60;script&#62;alert(1)") && !page.contains("<script>"), "{address}");
    }
}

#[tokio::test]
async fn every_answer_is_kept_nowhere_and_has_nothing_inline() {
    let hall = Hall::new(portico(12));
    let confirm = hall.confirm("imu").await;
    let number = hall.take("imu").await;
    for address in
        ["", "?language=en&notice=expired", "?end=x", "take?service=imu", &confirm, &number, "number"]
    {
        let answer = hall.get(address).await;
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

#[tokio::test]
async fn style_sheet_is_kept_for_a_year_under_its_version() {
    let hall = Hall::new(portico(2));
    let home = hall.get("").await.ok();
    let from = home.find("static/totem.css?v=").unwrap();
    let address = home[from..].split('"').next().unwrap();
    let css = hall.get(address).await;
    assert!(css.headers[CACHE_CONTROL].to_str().unwrap().contains("max-age=31536000"));
    assert_eq!(css.status, StatusCode::OK);
}

#[tokio::test]
async fn same_pages_stand_at_the_root_of_a_device_beside_the_shared_files() {
    let hall = Hall::new(portico(2));
    assert!(hall.get_at_root("/").await.ok().contains("Certificati anagrafici"));
    assert_eq!(hall.get_at_root("/static/totem.css").await.status, StatusCode::OK);
    assert_eq!(hall.get_at_root("/static/tokens.css").await.status, StatusCode::OK);
}

#[tokio::test]
async fn feed_brings_new_waits_and_the_closing_in_the_pages_language() {
    let hall = Hall::new(portico(12));
    let mut feed = hall.feed("?language=en").await;
    let first = feed.regions().await;
    assert!(first.contains("Property tax and other taxes") && first.contains("On Friday 27 November"));
    hall.office.change(|screen| screen.tiles.retain(|tile| tile.service != ServiceId::new("imu").unwrap()));
    assert!(!feed.regions().await.contains("Property tax"));
    hall.office.change(|screen| screen.open = false);
    assert!(feed.regions().await.contains("The office is closed"));
}
