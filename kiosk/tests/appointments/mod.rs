//! Appointments at the totem: two taps, the calendar, the time that is kept, and check-in.

use crate::fake::{Mood, code_of, portico};
use crate::visitor::{Hall, fields, link, links, values};
use axum::http::StatusCode;
use office::agenda::BookingState;
use office::refusal::Refusal;
use office::wire::Ask;
use std::time::Duration;

/// A need that is settled by appointment.
const BOOKED: &str = "ask?need=carta-identita&answers=cie-motivo.rinnovo";

impl Hall {
    /// Touches a time of a page; gives the address it leads to.
    async fn touch(&self, page: &str, at: &str) -> String {
        self.post("reserve", &format!("{}&at={at}", fields(page, "reserve"))).await.to()
    }

    /// The page after the first time of the outcome was touched.
    async fn confirming(&self) -> (String, String) {
        let outcome = self.page(BOOKED).await;
        let address = self.touch(&outcome, &values(&outcome, "at")[0]).await;
        (address.clone(), self.get(&address).await.ok())
    }
}

#[tokio::test]
async fn appointment_is_made_in_two_taps_and_says_when_where_and_with_which_code() {
    let hall = Hall::new(portico());
    let outcome = hall.page(BOOKED).await;
    assert!(outcome.contains("Primi orari liberi") && outcome.contains("martedì 24 novembre"), "{outcome}");
    let (address, confirm) = hall.confirming().await;
    assert!(address.starts_with("confirm?"));
    for words in
        ["Va bene questo orario?", "martedì 24 novembre 2026", "11:15", "Sportello 1", "Piazza Diaz 1"]
    {
        assert!(confirm.contains(words), "{words} is missing in {confirm}");
    }
    assert!(confirm.contains("Fototessera a colori") && confirm.contains("fino alle 09:22"), "{confirm}");

    let booked = hall.post("book", &fields(&confirm, "book")).await.to();
    let shown = hall.get(&booked).await.ok();
    for words in [code_of(0).to_string().as_str(), "11:15", "dalle 10:45", "in stampa", "<svg role=\"img\""] {
        assert!(shown.contains(words), "{words} is missing in {shown}");
    }
    assert_eq!(hall.office.bookings()[0].state, BookingState::Booked);
}

#[tokio::test]
async fn office_is_told_what_was_said_and_answered_and_no_name() {
    let hall = Hall::new(portico());
    let (_, confirm) = hall.confirming().await;
    hall.post("book", &fields(&confirm, "book")).await.to();
    let asks = hall.office.asks();
    let Some(Ask::Book { need, answers, print, .. }) =
        asks.iter().find(|ask| matches!(ask, Ask::Book { .. }))
    else {
        panic!("{asks:?}")
    };
    assert_eq!(need.as_ref().map(|need| need.as_str()), Some("carta-identita"));
    assert_eq!((answers.len(), *print), (1, true));
}

#[tokio::test]
async fn double_tap_keeps_one_time_and_makes_one_appointment() {
    let hall = Hall::new(portico());
    let outcome = hall.page(BOOKED).await;
    let at = values(&outcome, "at").remove(0);
    let (first, second) = tokio::join!(hall.touch(&outcome, &at), hall.touch(&outcome, &at));
    hall.touch(&outcome, &at).await;
    assert_eq!(hall.office.bookings().len(), 1);
    let confirm = hall.get(&first).await.ok();
    let form = fields(&confirm, "book");
    let (one, other) = tokio::join!(hall.post("book", &form), hall.post("book", &form));
    assert!(one.to().starts_with("booked?") && other.to().starts_with("booked?"));
    assert!(hall.get(&second).await.to().starts_with("booked?"));
    assert_eq!(hall.office.bookings().len(), 1);
}

#[tokio::test]
async fn time_is_given_back_when_the_visitor_leaves_or_chooses_another() {
    let hall = Hall::new(portico());
    let outcome = hall.page(BOOKED).await;
    let times = values(&outcome, "at");
    hall.touch(&outcome, &times[0]).await;
    let confirm = hall.get(&hall.touch(&outcome, &times[1]).await).await.ok();
    let states = || hall.office.bookings().iter().map(|booking| booking.state).collect::<Vec<_>>();
    assert_eq!(states(), [BookingState::Cancelled, BookingState::Reserved]);
    let end = confirm.split("data-countdown-to=\"").nth(1).unwrap().split('"').next().unwrap();
    hall.get(end).await.to();
    assert_eq!(states(), [BookingState::Cancelled, BookingState::Cancelled]);
}

#[tokio::test]
async fn same_time_can_be_chosen_again_after_another() {
    let hall = Hall::new(portico());
    let mut outcome = hall.page(BOOKED).await;
    let times = values(&outcome, "at");
    let mut confirm = String::new();
    for at in [&times[0], &times[2], &times[0]] {
        confirm = hall.get(&hall.touch(&outcome, at).await).await.ok();
        outcome = hall.get(&link(&confirm, "other-time")).await.ok();
    }
    assert!(confirm.contains("11:15"), "{confirm}");
    let states: Vec<_> = hall.office.bookings().iter().map(|booking| booking.state).collect();
    assert_eq!(states, [BookingState::Cancelled, BookingState::Cancelled, BookingState::Reserved]);
}

#[tokio::test]
async fn calendar_leads_to_every_other_time_also_for_several_people() {
    let hall = Hall::new(portico());
    let outcome = hall.page(BOOKED).await;
    let days = hall.get(&link(&outcome, "other-days")).await.ok();
    assert!(days.contains("Scelga il giorno") && days.contains("novembre 2026"), "{days}");
    let free = links(&days, "day-free");
    assert_eq!(free.len(), 5, "24, 25, 26, 27 and 30 November: {free:?}");
    let december = hall.get(&link(&days, "after")).await.ok();
    assert!(december.contains("dicembre 2026") && !december.contains("day=2026-12-08"), "a holiday");

    let for_two = days.split("class=\"people\"").nth(1).unwrap();
    let days = hall.get(&links(for_two, "button")[1]).await.ok();
    let times = hall.get(&links(&days, "day-free")[1]).await.ok();
    assert!(times.contains("mercoledì 25 novembre"), "{times}");
    let confirm = hall.get(&hall.touch(&times, values(&times, "at").last().unwrap()).await).await.ok();
    assert!(confirm.contains("Per 2 persone"), "{confirm}");
    assert_eq!(hall.office.bookings()[0].people, 2);
    let back = link(&confirm, "other-time");
    assert!(back.starts_with("times?"), "{back}");
}

#[tokio::test]
async fn without_a_free_time_the_totem_says_where_to_ask() {
    let hall = Hall::new(portico());
    hall.office.fill_the_agenda();
    let outcome = hall.page(BOOKED).await;
    assert!(outcome.contains("Per ora non ci sono orari liberi") && outcome.contains("accoglienza"));
    assert!(values(&outcome, "at").is_empty());
    hall.office.set(Mood::Away);
    assert!(hall.page(BOOKED).await.contains("Gli orari liberi non si possono vedere adesso"));
}

#[tokio::test]
async fn time_that_has_just_been_taken_is_said_and_another_can_be_chosen() {
    let hall = Hall::new(portico());
    let outcome = hall.page(BOOKED).await;
    let form = format!("{}&at={}", fields(&outcome, "reserve"), values(&outcome, "at")[0]);
    hall.office.set(Mood::Refuses(Refusal::PlaceTaken));
    let answer = hall.post("reserve", &form).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("è appena stato preso") && answer.body.contains("Scelgo un altro orario"));
    hall.office.set(Mood::Away);
    let answer = hall.post("reserve", &form).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    hall.office.set(Mood::Gives);
    assert!(hall.post("reserve", &fields(&answer.body, "reserve")).await.to().starts_with("confirm?"));
}

#[tokio::test]
async fn appointment_is_shown_to_nobody_else() {
    let hall = Hall::new(portico());
    let (_, confirm) = hall.confirming().await;
    let booked = hall.post("book", &fields(&confirm, "book")).await.to();
    hall.pass(Duration::from_secs(300));
    assert_eq!(hall.get(&booked).await.to(), "./");
    let forged = "booked?visit=0".to_owned();
    assert_eq!(hall.get(&forged).await.to(), "./");
    let answer = hall.post_from("reserve", "x=1", "https://evil.example").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn code_that_is_typed_gives_the_number_of_the_appointment() {
    let hall = Hall::new(portico());
    let (_, confirm) = hall.confirming().await;
    hall.post("book", &fields(&confirm, "book")).await.to();
    let first = hall.page("").await;
    let page = hall.page(&link(&first, "arrived")).await;
    let mut typed = page;
    for letter in code_of(0).as_str().chars() {
        let written = typed.split("name=\"code\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let form = format!("{}&code={written}&key={letter}", fields(&typed, "check-in"));
        typed = hall.post("check-in", &form).await.ok();
    }
    let form = format!("{}&code={}", fields(&typed, "check-in"), code_of(0).as_str());
    let number = hall.post("check-in", &form).await.to();
    assert!(!number.contains(code_of(0).as_str()), "a code stands in no address: {number}");
    let shown = hall.get(&number).await.ok();
    assert!(
        shown.contains("B001") && shown.contains("Ore 11:15") && !shown.contains("Prima di lei"),
        "{shown}"
    );
}

#[tokio::test]
async fn scanner_checks_in_from_the_first_page_without_a_visit_before() {
    let hall = Hall::new(portico());
    let (_, confirm) = hall.confirming().await;
    hall.post("book", &fields(&confirm, "book")).await.to();
    let first = hall.page("").await;
    assert!(first.contains("data-scan"));
    let scanned = "https%3A%2F%2Fsportello.example.org%2Fb%2F00000000000000000000000000000001";
    let number = hall.post("check-in", &format!("language=fr&code={scanned}")).await.to();
    let shown = hall.get(&number).await.ok();
    assert!(shown.contains("B001") && shown.contains("lang=\"fr\""), "{shown}");
}

#[tokio::test]
async fn unknown_code_can_be_typed_again_and_everything_else_is_said_in_words() {
    let hall = Hall::new(portico());
    let page = hall.page("check-in").await;
    let form = format!("{}&code=K7F2-9QXM", fields(&page, "check-in"));
    let start = crate::fake::morning().plus(Duration::from_secs(2 * 3600));
    let from = start.minus(Duration::from_secs(30 * 60));
    for (refusal, words) in [
        (Refusal::UnknownBooking, "Non troviamo questo codice"),
        (Refusal::TooEarly { from, start }, "L’accettazione apre alle 10:42"),
        (Refusal::OtherDay { start }, "martedì 24 novembre 2026 alle 11:12"),
        (Refusal::BookingStep { state: BookingState::CheckedIn }, "è già stato accettato"),
    ] {
        hall.office.set(Mood::Refuses(refusal));
        let answer = hall.post("check-in", &form).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{words}");
        assert!(answer.body.contains(words), "{words} is missing in {}", answer.body);
    }
    hall.office.set(Mood::Away);
    assert_eq!(hall.post("check-in", &form).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(hall.post_from("check-in", &form, "https://evil.example").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_page_of_an_appointment_speaks_every_language() {
    for language in ["en", "fr", "ro", "sq", "es", "ar"] {
        let hall = Hall::new(portico());
        let outcome = hall.page(&format!("{BOOKED}&language={language}")).await;
        let days = hall.get(&link(&outcome, "other-days")).await.ok();
        let times = hall.get(&links(&days, "day-free")[0]).await.ok();
        let confirm = hall.get(&hall.touch(&times, &values(&times, "at")[0]).await).await.ok();
        let booked = hall.post("book", &fields(&confirm, "book")).await.to();
        let check_in = hall.page(&format!("check-in?language={language}")).await;
        for page in [outcome, days, times, confirm, hall.get(&booked).await.ok(), check_in] {
            assert!(page.contains(&format!("lang=\"{language}\"")), "{page}");
            assert!(!page.contains("Il suo appuntamento"), "{page}");
        }
    }
}
