//! The pages of a totem that cannot reach the office, and those outside the hours.

use crate::fake::{CATALOGUE, morning, portico};
use crate::visitor::{Hall, QUICK};
use kiosk::Alone;
use kiosk::alone::Known;
use kiosk::night::is_night;
use office::hours::date_at;
use office::language::Language;
use office::moment::Moment;
use office::slip::Columns;
use office::triage::Numbers;
use office::wire::Trouble;
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn totem_that_is_alone_gives_numbers_and_says_what_it_does_not_know() {
    let hall = Hall::new(portico().alone_at(morning(), 50, Known::default()));
    assert!(hall.page("./").await.contains("può darle un numero"));
    let outcome = hall.page(QUICK).await;
    assert!(outcome.contains("Ora non si può sapere") && outcome.contains("id=\"take\""));
    for unknown in ["persone", "Stima indicativa", "id=\"print\"", "name=\"quote\""] {
        assert!(!outcome.contains(unknown), "{unknown}");
    }
    for language in Language::ALL {
        let page = hall.page(&format!("{QUICK}&language={}", language.code())).await;
        assert!(page.contains("id=\"take\""), "{language:?}");
    }
}

#[tokio::test]
async fn totem_whose_numbers_are_used_up_sends_to_the_welcome_desk_and_tells_all_else() {
    let hall = Hall::new(portico().alone_at(morning(), 0, Known::default()));
    assert!(hall.page("./").await.contains("Si rivolga all’accoglienza"));
    let outcome = hall.page(QUICK).await;
    assert!(outcome.contains("Si rivolga all’accoglienza") && !outcome.contains("id=\"take\""));
    assert!(outcome.contains("IMU") && outcome.contains("class=\"papers\""));
}

#[tokio::test]
async fn totem_that_has_heard_nothing_since_the_evening_gives_numbers_in_the_morning() {
    let mut evening = portico();
    evening.screen.outlook.services.values_mut().for_each(|prospect| prospect.wait = None);
    let alone = |shown: &kiosk::Shown| Hall::new(shown.alone_at(morning(), 50, Known::default()));
    assert!(
        alone(&evening).page(QUICK).await.contains("id=\"take\""),
        "desks that were closed then may be open"
    );
    let rules = std::sync::Arc::make_mut(&mut evening.configuration);
    rules.desks.iter_mut().for_each(|desk| desk.skills.clear());
    let outcome = alone(&evening).page(QUICK).await;
    assert!(!outcome.contains("id=\"take\""), "what no desk can do gets no number");
}

#[tokio::test]
async fn totem_that_is_alone_with_a_printer_offers_the_sheet_and_says_what_is_wrong_with_it() {
    let known = Known { columns: Some(Columns::MM_80), trouble: Some(Trouble::PaperOut) };
    let shown = portico().alone_at(morning(), 50, known);
    assert_eq!(shown.screen.paper, Some(Trouble::PaperOut));
    assert!(Hall::new(shown).page(QUICK).await.contains("id=\"print\""));
}

#[test]
fn hours_of_a_totem_that_is_alone_come_from_its_own_clock() {
    let rules = CATALOGUE.clone();
    let (zone, lead) = (rules.office.zone, rules.take_from_lead());
    let closes = rules.hours.opening_at(morning(), zone).unwrap().until;
    let shown = portico();
    let open = shown.alone_at(closes.minus(MINUTE), 1, Known::default());
    assert_eq!((open.screen.outlook.numbers, open.screen.outlook.closes_in_s), (Numbers::Given, 60));
    assert_eq!(open.outlook(closes.minus(MINUTE)).closes_in_s, 60, "nothing is counted twice");
    let shut = shown.alone_at(closes, 1, Known::default());
    assert_eq!(shut.screen.outlook.numbers, Numbers::Again(rules.hours.reopens(closes, zone, lead)));
    assert_eq!((shut.alone, open.alone), (Some(Alone::Gives), Some(Alone::Gives)));
    let next = rules.hours.next_opening(closes, zone).unwrap().from;
    assert_eq!(
        shown.alone_at(next, 1, Known::default()).screen.outlook.numbers,
        Numbers::Given,
        "the next opening"
    );
}

#[test]
fn night_falls_after_the_doors_have_closed_for_the_day_and_ends_before_numbers_are_given() {
    let rules = CATALOGUE.clone();
    let (zone, lead) = (rules.office.zone, rules.take_from_lead());
    let plan = rules.hours.plan_on(date_at(morning(), zone), zone, lead).unwrap();
    let night = |at: Moment| is_night(&rules, at);
    assert!(night(plan.take_from.minus(16 * MINUTE)) && !night(plan.take_from.minus(15 * MINUTE)));
    let mut at = plan.take_from;
    while at < plan.closes.plus(30 * MINUTE) {
        assert!(!night(at), "{at:?}");
        at = at.plus(MINUTE);
    }
    assert!(night(at) && night(at.plus(3 * 60 * MINUTE)));
}

#[tokio::test]
async fn first_page_is_dark_at_night_and_a_touch_wakes_it() {
    let hall = Hall::new(portico());
    assert!(!hall.page("./").await.contains("class=\"night\""));
    let until_three = Duration::from_secs(18 * 3600);
    hall.pass(until_three);
    let dark = hall.page("./").await;
    let (_, night) = dark.split_once("class=\"night\" href=\"").expect("a dark page");
    let needs =
        hall.page(&night.split('"').next().unwrap().replace("&amp;", "&").replace("&#38;", "&")).await;
    assert!(!needs.contains("class=\"night\""));
}
