//! Appointments, from the first free time to the number called.

mod bookings;
mod check_in;
mod click_day;
mod codes;
mod home;
mod kept;
mod staff;
mod totem;
mod waiting;

use serde_json::{Value, json};
use tests::person::Person;
use tests::world::RESIDENCE;

/// Where the default office tells free times.
const SLOTS: &str = "/api/v1/offices/portico/slots?service=cambio-indirizzo&from=2026-03-02&days=1";
/// Where places are kept.
const RESERVATIONS: &str = "/api/v1/offices/portico/reservations";
/// Where appointments are made.
const BOOKINGS: &str = "/api/v1/offices/portico/bookings";
/// Where somebody waits for a place.
const WISHES: &str = "/api/v1/offices/portico/wishes";
/// Half past ten on the Monday of these tests.
const HALF_PAST_TEN: &str = "2026-03-02T10:30:00+01:00";

/// The beginnings of the free times of that Monday.
async fn starts(person: &Person) -> Vec<String> {
    let slots = person.get(SLOTS).await.is(200);
    slots.as_array().unwrap().iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect()
}

/// A place for one visitor at a time.
fn place(start: &str) -> Value {
    json!({ "service": RESIDENCE, "start": start })
}

/// The same, with who comes.
fn named(start: &str) -> Value {
    with_name(place(start))
}

fn with_name(mut body: Value) -> Value {
    body["first_name"] = json!("Ubaldo");
    body["last_name"] = json!("Pfeffernüss");
    body["email"] = json!("u.pfeffernuss@example.it");
    body
}

/// A booking made from home.
async fn booked(person: &Person, start: &str) -> Value {
    person.post(BOOKINGS, named(start)).await.is(201)
}

/// The address of what a code opens, with the name that goes with it.
fn address(booking: &Value) -> String {
    format!("/api/v1/bookings/{}?last_name=pfeffernuss", booking["code"].as_str().unwrap())
}
