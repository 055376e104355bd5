//! What can be chosen: needs, topics, words, languages and looks; and what can be read without a number.

use crate::fake::{CATALOGUE, portico};
use crate::visitor::{ASKED, Hall, QUICK, in_language, link, links};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use office::id::NeedId;
use office::language::Language;
use office::triage::Numbers;
use std::time::Duration;

#[tokio::test]
async fn first_page_shows_what_is_most_asked_at_this_hour() {
    let hall = Hall::new(portico());
    let first = links(&hall.get("").await.ok(), "tile");
    assert_eq!(first.len(), 8);
    assert!(first[0].contains("need=certificati&") && first[1].contains("need=carta-identita"));
    let popular = ["multa", "biotestamento"].map(|need| NeedId::new(need).unwrap());
    hall.office.change(|screen| screen.popular = popular.to_vec());
    let second = links(&hall.get("").await.ok(), "tile");
    assert!(second[0].contains("need=multa") && second[1].contains("need=biotestamento"));
    assert_eq!(second[2..], first[..6]);
}

/// How many taps it takes to a number from here; `None` where there is none within three more.
async fn taps_to_a_number(hall: &Hall, address: &str, before: u32) -> Option<u32> {
    let page = hall.page(address).await;
    if page.contains("action=\"take\"") {
        return Some(before + 1);
    }
    let mut fewest = None;
    if before < 3 {
        for answer in links(&page, "answer") {
            let taps = Box::pin(taps_to_a_number(hall, &answer, before + 1)).await;
            fewest = [fewest, taps].into_iter().flatten().min();
        }
    }
    fewest
}

#[tokio::test]
async fn eight_most_wanted_needs_are_at_most_three_taps_from_a_number() {
    let hall = Hall::new(portico());
    let attract = hall.get("").await.ok();
    let tiles = links(&attract, "tile");
    assert_eq!(tiles.len(), 8);
    for tile in tiles {
        let taps = taps_to_a_number(&hall, &tile, 1).await;
        assert!(taps.is_some_and(|taps| taps <= 3), "{tile}: {taps:?}");
    }
}

#[tokio::test]
async fn every_need_is_found_under_a_topic_or_among_the_others() {
    let hall = Hall::new(portico());
    for (start, class) in [("needs", "topic"), ("topics", "topic")] {
        let page = hall.page(start).await;
        let mut found = std::collections::BTreeSet::new();
        for topic in links(&page, class) {
            for tile in links(&hall.get(&topic).await.ok(), "tile") {
                found.insert(tile.split("need=").nth(1).unwrap().split('&').next().unwrap().to_owned());
            }
        }
        assert_eq!(found.len(), CATALOGUE.needs.len());
    }
}

#[tokio::test]
async fn words_are_searched_letter_by_letter_without_script() {
    let hall = Hall::new(portico());
    let mut address = hall.enter("search").await;
    for key in ["c", "r", "a", "t", "x", "erase", "a", "space"] {
        let mark = if address.contains('?') { '&' } else { '?' };
        address = hall.get(&format!("{address}{mark}key={key}")).await.to();
    }
    assert!(address.contains("q=crata%20"), "{address}");
    let found = hall.get(&address).await.ok();
    assert!(links(&found, "tile")[0].contains("need=carta-identita"));
    let back = link(&hall.get(&links(&found, "tile")[0]).await.ok(), "back");
    assert!(back.starts_with("search?q=crata%20"), "{back}");
    assert!(hall.page("search?q=xyzzy").await.contains("Nulla con queste parole"));
    assert_eq!(links(&hall.page("search?q=").await, "tile").len(), 6);
}

#[tokio::test]
async fn language_can_be_changed_on_every_page_without_losing_what_was_said() {
    let hall = Hall::new(portico());
    let needs = hall.page(&in_language(&hall.get("").await.ok(), "en")).await;
    assert!(needs.contains("What do you need?") && needs.contains("lang=\"en\""));
    for address in ["needs", "topic?topic=8", "search?q=tari", QUICK, ASKED, "hours", "places", "services"] {
        for language in Language::ALL {
            let other = in_language(&hall.page(address).await, language.code());
            let page = hall.get(&other).await.ok();
            let root = format!("<html lang=\"{}\" dir=\"{}\"", language.code(), language.direction().code());
            assert!(page.contains(&root), "{address} {other}");
        }
    }
    let outcome = hall.page(ASKED).await;
    let other = hall.get(&in_language(&outcome, "es")).await.ok();
    let number = hall.submit(&other).await.to();
    assert!(hall.get(&number).await.ok().contains("Su número"));
}

#[tokio::test]
async fn texts_in_another_language_say_so() {
    let hall = Hall::new(portico());
    for (code, says) in [
        ("it", None),
        ("en", None),
        ("fr", Some("Les textes sur les services sont en italien.")),
        ("sq", Some("Tekstet për shërbimet janë në anglisht.")),
    ] {
        let page = hall.page(&format!("{QUICK}&language={code}")).await;
        assert_eq!(page.contains("class=\"fallback\""), says.is_some(), "{code}");
        assert!(says.is_none_or(|says| page.contains(says)), "{code}");
    }
}

#[tokio::test]
async fn looks_hold_through_the_visit_and_end_with_it() {
    let hall = Hall::new(portico());
    let looks = links(&hall.get("").await.ok(), "look");
    let mut page = hall.page(&looks[2]).await;
    assert!(page.contains("class=\"totem needs low\""));
    page = hall.get(&links(&page, "look")[0]).await.ok();
    page = hall.get(&link(&page, "tile")).await.ok();
    assert!(page.contains(" larger low\""), "{page}");
    page = hall.page(&format!("{QUICK}&look=larger.contrast.low")).await;
    let number = hall.get(&hall.submit(&page).await.to()).await.ok();
    assert!(number.contains("class=\"totem given larger contrast low\""));
    assert!(hall.get("").await.ok().contains("class=\"totem attract\""));
}

#[tokio::test]
async fn opening_hours_desks_offices_and_services_can_be_read_without_a_number() {
    let hall = Hall::new(portico());
    let hours = hall.page("hours").await;
    for words in ["08:30–12:30", "14:00–17:00", "Aperto fino alle 12:30", "30 minuti prima"] {
        assert!(hours.contains(words), "{words} is missing");
    }
    let mut page = hall.page("places").await;
    assert!(page.contains("Sportello 1") && page.contains("Tassa rifiuti"));
    let mut seen = page.clone();
    while let Some(next) = links(&page, "after").pop() {
        page = hall.get(&next).await.ok();
        seen += &page;
    }
    for body in &CATALOGUE.bodies {
        let name = body.name.it.replace('\'', "&#39;");
        assert!(seen.contains(&name), "{} is missing", body.name.it);
    }
    let mut page = hall.page("services").await;
    let mut services = links(&page, "answer");
    while let Some(next) = links(&page, "after").pop() {
        page = hall.get(&next).await.ok();
        services.extend(links(&page, "answer"));
    }
    assert_eq!(services.len(), CATALOGUE.services.len());
    let outcome = hall.get(services.iter().find(|href| href.contains("service=imu&")).unwrap()).await.ok();
    assert!(outcome.contains("Dati catastali") && link(&outcome, "back").starts_with("services?page="));
    for page in ["0", "99999999999999999999", "x", "-1"] {
        hall.page(&format!("services?page={page}")).await;
        hall.page(&format!("places?page={page}")).await;
    }
    assert_eq!(hall.office.asked(), 0);
}

#[tokio::test]
async fn screen_that_is_not_live_says_so() {
    let hall = Hall::new(portico());
    assert!(hall.get("").await.ok().contains("data-stale hidden"));
    hall.office.lose_touch();
    let attract = hall.get("").await.ok();
    assert!(attract.contains("data-stale>") && attract.contains("<b data-as-of>09:12</b>"));
}

#[tokio::test]
async fn snapshot_that_grows_old_brings_the_closing_nearer() {
    let hall = Hall::new(portico());
    hall.office.lose_touch();
    assert!(hall.page(QUICK).await.contains("Subito, allo sportello"));
    hall.pass(Duration::from_secs(3 * 3600 + 25 * 60));
    let late = hall.page(QUICK).await;
    assert!(late.contains("Su appuntamento") && !late.contains("action=\"take\""));
}

#[tokio::test]
async fn style_sheet_is_kept_for_a_year_under_its_version() {
    let hall = Hall::new(portico());
    let attract = hall.get("").await.ok();
    for name in ["totem", "choices", "outcome", "search", "number"] {
        let from = attract.find(&format!("static/{name}.css?v=")).unwrap();
        let css = hall.get(attract[from..].split('"').next().unwrap()).await;
        assert!(css.headers[CACHE_CONTROL].to_str().unwrap().contains("max-age=31536000"));
        assert_eq!(css.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn same_pages_stand_at_the_root_of_a_device_beside_the_shared_files() {
    let hall = Hall::new(portico());
    assert!(hall.get_at_root("/").await.ok().contains("Certificati"));
    assert_eq!(hall.get_at_root("/static/totem.css").await.status, StatusCode::OK);
    assert_eq!(hall.get_at_root("/static/tokens.css").await.status, StatusCode::OK);
}

#[tokio::test]
async fn feed_brings_what_is_asked_now_and_the_closing() {
    let hall = Hall::new(portico());
    let mut feed = hall.feed("").await;
    let first = feed.regions().await;
    assert!(first.contains("Aperto fino alle 12:30") && first.contains("Venerdì 27 novembre"));
    hall.office.change(|screen| screen.popular = vec![NeedId::new("biotestamento").unwrap()]);
    assert!(feed.regions().await.contains("Disposizioni sulle cure"));
    hall.office.change(|screen| screen.outlook.numbers = Numbers::Again(None));
    assert!(feed.regions().await.contains("La sede è chiusa"));
}
