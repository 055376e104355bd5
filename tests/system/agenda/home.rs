//! Booking from home: the five steps of the national model, as a browser without script goes through them.

use super::starts;
use office::agenda::BookingState;
use std::time::Duration;
use tests::form::hidden;
use tests::person::{Person, Told};
use tests::world::{CARD, OFFICE, RESIDENCE, TAX, World, moment};

const MINUTE: Duration = Duration::from_secs(60);
/// Who comes.
const WHO: [(&str, &str); 4] = [
    ("first_name", "Wendelina"),
    ("last_name", "Zanzibarri"),
    ("email", "wendelina@example.org"),
    ("phone", ""),
];

#[tokio::test(flavor = "multi_thread")]
async fn five_steps_of_the_national_model_lead_to_an_appointment() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let place = visitor.get(&format!("/book/?language=it&service={RESIDENCE}")).await;
    is_step(&place, "Luogo");
    has(
        &place,
        &["Ufficio*", "Motivo*", "Seleziona opzione", "Per quante persone*", "Indirizzo", "Apertura"],
    );
    has(&place, &[&format!("<option value=\"{RESIDENCE}\" selected>")]);

    let home = Home::begin(&visitor, &[("service", RESIDENCE)]).await;
    let time = home.get("time").await;
    is_step(&time, "Data e orario");
    has(&time, &["Appuntamenti disponibili*", "Seleziona un mese", "lunedì 2 marzo 2026", ">10:30<"]);

    home.send("time", &[("start", &first_time(&time))]).await.is_led_to(&home.path("details"));
    let details = home.get("details").await;
    is_step(&details, "Dettagli appuntamento");
    has(&details, &["Motivo", "Dettagli", "maxlength=\"200\"", "Inserire massimo 200 caratteri"]);
    has(&details, &["Teniamo l’orario per lei fino alle 09:10", "value=\"extend\""]);

    home.send("details", &[("details", "con il cane")]).await.is_led_to(&home.path("applicant"));
    let applicant = home.get("applicant").await;
    is_step(&applicant, "Richiedente");
    has(&applicant, &["Nome*", "Cognome*", "Email", "Telefono", "Dopo 30 giorni li cancelliamo"]);

    home.send("applicant", &WHO).await.is_led_to(&home.path("summary"));
    let summary = home.get("summary").await;
    is_step(&summary, "Riepilogo");
    has(
        &summary,
        &["lunedì 2 marzo 2026", "con il cane", "Wendelina", "Zanzibarri", "wendelina@example.org"],
    );
    has(&summary, &["Termini e condizioni", "Conferma e invia", "Annulla"]);
    assert_eq!(summary.text.matches("Modifica</a>").count(), 4, "each card leads back to its step");

    let sent = home.send("summary", &[]).await;
    let done = visitor.get(sent.header("location")).await;
    has(&done, &["Appuntamento confermato", "Cosa serve", "Indirizzo", "Aggiungi al tuo calendario"]);
    has(&done, &["L’appuntamento è fissato per lunedì 2 marzo 2026 dalle ore 10:30 alle ore 10:45"]);
    assert_eq!(states(&world), [BookingState::Booked]);
    // A second tap leads to the same page, and so does every page of the draft.
    let again = home.send("summary", &[]).await;
    assert_eq!(again.header("location"), sent.header("location"));
    assert_eq!(home.get("details").await.header("location"), sent.header("location"));
    assert_eq!(states(&world), [BookingState::Booked]);
}

#[tokio::test(flavor = "multi_thread")]
async fn going_back_and_forth_loses_nothing() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let home = Home::begin(&visitor, &[("service", RESIDENCE), ("also1", CARD), ("people", "2")]).await;
    let time = home.get("time").await;
    let chosen = first_time(&time);
    home.send("time", &[("start", &chosen)]).await.is_led_to(&home.path("details"));
    home.send("details", &[("details", "due righe"), ("go", "next")]).await;
    // Half filled in, and back: what was typed stays.
    let half = [("first_name", "Wendelina"), ("go", "back")];
    home.send("applicant", &half).await.is_led_to(&home.path("details"));
    has(&home.get("details").await, &["due righe</textarea>"]);
    home.send("details", &[("details", "tre righe"), ("go", "back")]).await.is_led_to(&home.path("time"));
    has(&home.get("time").await, &[&format!("value=\"{chosen}\" checked")]);
    home.send("time", &[("go", "back")]).await.is_led_to(&home.path("place"));
    let place = home.get("place").await;
    has(&place, &[&format!("<option value=\"{CARD}\" selected>"), "<option value=\"2\" selected>"]);
    // The same choice keeps the time; each step shows what it was left with, in another language too.
    home.choose(&[("service", RESIDENCE), ("also1", CARD), ("people", "2")]).await;
    home.send("time", &[("start", &chosen)]).await.is_led_to(&home.path("details"));
    let english = visitor.get(&format!("{}?language=en", home.path("details"))).await;
    has(&english, &["tre righe</textarea>", "Appointment details"]);
    has(&home.get("applicant").await, &["value=\"Wendelina\""]);
    assert_eq!(states(&world), [BookingState::Reserved], "one place is kept, and no other");
    // Another choice gives the time back.
    home.choose(&[("service", RESIDENCE)]).await;
    assert_eq!(states(&world), [BookingState::Cancelled]);
    home.get("applicant").await.is_led_to(&home.path("time"));
}

#[tokio::test(flavor = "multi_thread")]
async fn time_is_kept_for_ten_minutes_once_longer_and_what_was_typed_outlives_it() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let home = Home::with_time(&visitor, RESIDENCE).await;
    world.pass(9 * MINUTE).await;
    let extend = [("first_name", "Wendelina"), ("go", "extend")];
    home.send("applicant", &extend).await.is_led_to(&home.path("applicant"));
    let longer = home.get("applicant").await;
    has(&longer, &["fino alle 09:20", "value=\"Wendelina\""]);
    assert!(!longer.text.contains("value=\"extend\""), "once: {}", longer.text);
    world.pass(11 * MINUTE).await;
    let over = home.get("applicant").await;
    has(&over, &["Il tempo è scaduto", "Scelga di nuovo l’orario", "value=\"Wendelina\""]);
    assert_eq!(states(&world), [BookingState::Lapsed]);
    home.send("applicant", &WHO).await.is_led_to(&home.path("summary"));
    let late = home.send("summary", &[]).await;
    assert_eq!(late.status, 409, "{}", late.text);
    // The same time once more, and all the rest is there.
    let time = home.get("time").await;
    home.send("time", &[("start", &first_time(&time))]).await.is_led_to(&home.path("details"));
    has(&home.get("summary").await, &["Zanzibarri", "Teniamo l’orario"]);
    home.send("summary", &[]).await;
    assert_eq!(states(&world), [BookingState::Lapsed, BookingState::Booked]);
}

#[tokio::test(flavor = "multi_thread")]
async fn place_that_somebody_else_took_is_told_and_the_others_are_shown() {
    let world = World::begin().await;
    let (first, second) = (world.stranger(), world.stranger());
    let one = Home::begin(&first, &[("service", RESIDENCE)]).await;
    let other = Home::begin(&second, &[("service", RESIDENCE)]).await;
    let start = first_time(&one.get("time").await);
    one.send("time", &[("start", &start)]).await.is_led_to(&one.path("details"));
    let taken = other.send("time", &[("start", &start)]).await;
    assert_eq!(taken.status, 409);
    has(&taken, &["Questo orario è appena stato preso", ">10:45<"]);
    assert!(!taken.text.contains(&format!("value=\"{start}\"")), "{}", taken.text);
    // Given up, it is free again.
    has(&one.send("details", &[("go", "give_up")]).await, &["Nulla è stato prenotato"]);
    assert_eq!(one.get("details").await.status, 404);
    other.send("time", &[("start", &start)]).await.is_led_to(&other.path("details"));
    assert_eq!(states(&world), [BookingState::Cancelled, BookingState::Reserved]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_said_at_its_field_and_nothing_is_lost() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let none = visitor.fill("/book/", &[("office", OFFICE), ("service", "")]).await;
    assert_eq!(none.status, 422);
    has(&none, &["Scelga il motivo", "aria-invalid=\"true\""]);
    let home = Home::with_time(&visitor, RESIDENCE).await;
    let long = "x".repeat(201);
    let details = home.send("details", &[("details", &long)]).await;
    assert_eq!(details.status, 422);
    has(&details, &["I dettagli possono avere al massimo 200 caratteri", &long]);
    let applicant = home.send("applicant", &[("first_name", "Wendelina"), ("email", "wendelina@")]).await;
    assert_eq!(applicant.status, 422);
    has(&applicant, &["Scriva il cognome", "email-mistake", "value=\"Wendelina\"", "value=\"wendelina@\""]);
    home.get("summary").await.is_led_to(&home.path("applicant"));
    let nothing = home.send("applicant", &[("first_name", "W"), ("last_name", "Z")]).await;
    has(&nothing, &["Scriva l’email o il telefono"]);
    assert_eq!(home.send("time", &[("start", "")]).await.status, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_has_its_links_and_a_service_leads_to_its_booking() {
    let world = World::plan().with_elsewhere().begin().await;
    let visitor = world.stranger();
    for page in
        ["/", "/book/", "/book/find", "/privacy", "/procedure/portico/imu", "/b/unknown", "/t/unknown"]
    {
        let told = visitor.get(page).await;
        has(&told, &["data-element=\"appointment-booking\">Prenotazione appuntamento</a>"]);
        has(&told, &["data-element=\"privacy-policy-link\""]);
        assert_eq!(told.header("cache-control"), "no-store", "{page}");
        assert_eq!(told.header("referrer-policy"), "same-origin", "{page}");
    }
    let sheet = visitor.get("/procedure/portico/imu?language=it").await;
    has(&sheet, &["data-element=\"service-booking-access\">Prenota appuntamento</a>"]);
    has(&sheet, &["/book/?language=it&#38;office=portico&#38;service=imu"]);
    let none = visitor.get("/procedure/portico/protocollo").await;
    assert!(!none.text.contains("service-booking-access"), "{}", none.text);
    // Several offices: those that take the service are offered, and one is chosen.
    let offices = visitor.get("/book/").await;
    assert_eq!(offices.text.matches("name=\"office\"").count(), 2, "{}", offices.text);
    has(&offices, &["Ufficio*", "Indirizzo", "Apertura"]);
    let chosen = visitor.get("/book/?office=portico&service=imu").await;
    has(&chosen, &["Cambia ufficio", "<option value=\"imu\" selected>"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn appointment_is_moved_and_given_back_by_its_page_and_no_get_changes_anything() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let page = booked(&visitor).await;
    let before = world.log_len();
    for part in ["", "/move", "/cancel", "/erase", "/data", "/calendar.ics"] {
        assert_eq!(visitor.get(&format!("{page}{part}")).await.status, 200, "{part}");
    }
    assert_eq!(world.log_len(), before, "nothing has changed");
    let form = hidden(&visitor.get(&format!("{page}/move")).await.text, "form");
    let third = starts(&visitor).await.remove(1);
    let value = moment(&third).as_millis().to_string();
    let stranger = visitor.fill(&format!("{page}/move"), &[("start", &value)]).await;
    assert_eq!(stranger.status, 403, "a form that was not made here");
    let moved = visitor.fill(&format!("{page}/move"), &[("form", &form), ("start", &value)]).await;
    moved.is_led_to(&page);
    let shown = visitor.get(moved.header("location")).await;
    has(&shown, &["L’appuntamento è stato spostato", "dalle ore 11:00"]);
    assert_eq!(states(&world), [BookingState::Moved, BookingState::Booked]);

    let cancel = visitor.get(&format!("{page}/cancel")).await;
    assert_eq!(cancel.text.matches("<button").count(), 1, "one button: {}", cancel.text);
    let form = hidden(&cancel.text, "form");
    visitor.fill(&format!("{page}/cancel"), &[("form", &form)]).await.is_led_to(&page);
    has(&visitor.get(&page).await, &["Disdetto", "Prenota un altro appuntamento"]);
    visitor.fill(&format!("{page}/cancel"), &[("form", &form)]).await.is_led_to(&page);
    assert_eq!(states(&world), [BookingState::Moved, BookingState::Cancelled]);
    assert_eq!(visitor.get(&format!("{page}/calendar.ics")).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn own_data_is_fetched_and_erased_and_the_code_still_opens_the_appointment() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let page = booked(&visitor).await;
    let data = visitor.get(&format!("{page}/data")).await;
    assert!(data.header("content-disposition").contains("attachment"));
    has(&data, &["Wendelina", "Zanzibarri", "wendelina@example.org", "con il cane"]);
    let calendar = visitor.get(&format!("{page}/calendar.ics")).await;
    assert!(calendar.header("content-type").starts_with("text/calendar"));
    has(&calendar, &["BEGIN:VEVENT", "DTSTART"]);
    let code = code_on(&visitor.get(&page).await);
    let form = hidden(&visitor.get(&format!("{page}/erase")).await.text, "form");
    let erased = visitor.fill(&format!("{page}/erase"), &[("form", &form)]).await;
    let after = visitor.get(erased.header("location")).await;
    has(&after, &["I suoi dati sono stati cancellati", &code, "Non conserviamo nomi né recapiti"]);
    assert!(!after.text.contains("Zanzibarri") && !after.text.contains("example.org"), "{}", after.text);
    assert_eq!(states(&world), [BookingState::Booked]);
}

#[tokio::test(flavor = "multi_thread")]
async fn appointment_is_found_by_code_and_name_and_guesses_look_the_same_and_are_slowed() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let page = booked(&visitor).await;
    let code = code_on(&visitor.get(&page).await);
    let find = async |code: &str, name: &str| {
        visitor.fill("/book/find?language=it", &[("code", code), ("last_name", name)]).await
    };
    find(&code, "Zanzibarri").await.is_led_to(&page);
    find(&code.to_lowercase(), " ZANZIBARRI").await.is_led_to(&page);
    let (wrong, unknown) = (find(&code, "Rossi").await, find("0000-0000", "Rossi").await);
    assert_eq!((wrong.status, unknown.status), (404, 404));
    assert_eq!(wrong.text, unknown.text);
    has(&wrong, &["Non troviamo questo appuntamento"]);
    let mut last = 404;
    for _ in 0..30 {
        last = find(&code, "Verdi").await.status;
    }
    assert_eq!(last, 429);
    // The page itself is not slowed.
    assert_eq!(visitor.get(&page).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_for_a_place_is_offered_the_one_that_is_given_back() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let page = booked(&visitor).await;
    let home = Home::begin(&visitor, &[("service", RESIDENCE)]).await;
    let wait = home.get("wait").await;
    has(&wait, &["Avvisami se si libera un posto", "2 ore"]);
    let past = [&WHO[..], &[("until", "2026-03-01")]].concat();
    has(&home.send("wait", &past).await, &["Scelga un giorno da oggi in poi"]);
    let fields = [&WHO[..], &[("until", "2026-03-02")]].concat();
    let waits = home.send("wait", &fields).await.header("location").to_owned();
    let shown = visitor.get(&waits).await;
    has(&shown, &["È in lista d’attesa", "lunedì 2 marzo 2026", "http-equiv=\"refresh\""]);
    let form = hidden(&visitor.get(&format!("{page}/cancel")).await.text, "form");
    visitor.fill(&format!("{page}/cancel"), &[("form", &form)]).await.is_led_to(&page);

    let offered = visitor.get(&waits).await;
    has(&offered, &["C’è un posto per lei", "lunedì 2 marzo 2026", "dalle 10:30 alle 10:45"]);
    let (path, _) = waits.split_once('?').unwrap();
    let form = hidden(&offered.text, "form");
    let taken = visitor.fill(&format!("{path}/accept"), &[("form", &form)]).await;
    has(&visitor.get(taken.header("location")).await, &["Appuntamento confermato", "10:30"]);
    assert_eq!(states(&world), [BookingState::Cancelled, BookingState::Booked]);
}

#[tokio::test(flavor = "multi_thread")]
async fn names_and_secrets_stand_in_no_event_and_no_address() {
    let world = World::begin().await;
    let visitor = world.stranger();
    let home = Home::with_time(&visitor, TAX).await;
    for (step, fields) in [("details", vec![("details", "con il cane")]), ("applicant", WHO.to_vec())] {
        let led = home.send(step, &fields).await;
        for told in ["Wendelina", "Zanzibarri", "wendelina", "cane"] {
            assert!(!led.header("location").contains(told), "{}", led.header("location"));
        }
    }
    let page = home.send("summary", &[]).await.header("location").to_owned();
    let token = page.trim_start_matches("/b/").split('?').next().unwrap().to_owned();
    let events = serde_json::to_string(&world.log(OFFICE)).unwrap();
    for secret in ["Wendelina", "Zanzibarri", "example.org", "cane", home.key.as_str(), token.as_str()] {
        assert!(!events.contains(secret), "{secret} in {events}");
    }
}

/// Somebody on the way through the steps.
struct Home<'a> {
    person: &'a Person,
    key: String,
}

impl<'a> Home<'a> {
    /// Somebody who has chosen what for.
    async fn begin(person: &'a Person, fields: &[(&str, &str)]) -> Home<'a> {
        let fields = [&[("office", OFFICE)], fields].concat();
        let led = person.fill("/book/?language=it", &fields).await;
        let location = led.header("location");
        let key = location.strip_prefix("/book/").and_then(|rest| rest.split_once("/time"));
        let (key, _) = key.unwrap_or_else(|| panic!("{} {location}: {}", led.status, led.text));
        Home { person, key: key.to_owned() }
    }

    /// Somebody who has chosen the first free time.
    async fn with_time(person: &'a Person, service: &str) -> Home<'a> {
        let home = Self::begin(person, &[("service", service)]).await;
        let start = first_time(&home.get("time").await);
        home.send("time", &[("start", &start)]).await.is_led_to(&home.path("details"));
        home
    }

    fn path(&self, step: &str) -> String {
        format!("/book/{}/{step}", self.key)
    }

    async fn get(&self, step: &str) -> Told {
        self.person.get(&format!("{}?language=it", self.path(step))).await
    }

    async fn send(&self, step: &str, fields: &[(&str, &str)]) -> Told {
        self.person.fill(&format!("{}?language=it", self.path(step)), fields).await
    }

    async fn choose(&self, fields: &[(&str, &str)]) {
        let fields = [&[("office", OFFICE)], fields].concat();
        self.send("place", &fields).await.is_led_to(&self.path("time"));
    }
}

/// An appointment made from home: the path of its page.
async fn booked(person: &Person) -> String {
    let home = Home::with_time(person, RESIDENCE).await;
    home.send("details", &[("details", "con il cane")]).await;
    home.send("applicant", &WHO).await;
    let sent = home.send("summary", &[]).await;
    sent.header("location").split('?').next().unwrap().to_owned()
}

/// Holds a page to be a step of the national model, under its exact title.
#[track_caller]
fn is_step(told: &Told, title: &str) {
    assert_eq!(told.status, 200, "{}", told.text);
    has(told, &["<h1 class=\"book-title\">Prenotazione appuntamento</h1>"]);
    has(told, &[&format!("class=\"active\" aria-current=\"step\">{title}"), &format!("<title>{title} · ")]);
    for title in ["Luogo", "Data e orario", "Dettagli appuntamento", "Richiedente", "Riepilogo"] {
        has(told, &[&format!(">{title}")]);
    }
    if title != "Dettagli appuntamento" && title != "Riepilogo" {
        has(told, &["I campi contraddistinti dal simbolo asterisco sono obbligatori"]);
    }
}

#[track_caller]
fn has(told: &Told, words: &[&str]) {
    // Where a title is a label, its asterisk stands inside.
    let text = told.text.replace("</label>", "");
    for words in words {
        assert!(text.contains(words), "“{words}” is not in {}", told.text);
    }
}

/// The value of the first free time on a page.
fn first_time(told: &Told) -> String {
    hidden(&told.text, "start")
}

/// The code on the page of an appointment.
fn code_on(told: &Told) -> String {
    let (_, after) = told.text.split_once("class=\"book-code\"><bdi>").expect("a code");
    after.split_once('<').unwrap().0.to_owned()
}

/// Where all bookings stand, in the order in which they were made.
fn states(world: &World) -> Vec<BookingState> {
    let office = office::id::OfficeId::new(OFFICE).unwrap();
    let floor = world.app().hub.floor(&office).unwrap();
    let mut bookings: Vec<_> = floor.agenda.bookings.values().collect();
    let seq = |id: &str| id.rsplit_once("-b").and_then(|(_, seq)| seq.parse::<u64>().ok());
    bookings.sort_by_key(|booking| seq(booking.id.as_str()));
    bookings.iter().map(|booking| booking.state).collect()
}
