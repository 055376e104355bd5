//! Appointments in a world, made as from home: by anybody, with a name and an address.

use crate::world::{OFFICE, RESIDENCE};
use chrono::NaiveDate;
use office::agenda::{BookingChannel, Reach, Slot, Wanted};
use office::command::PlaceAsked;
use office::event::{Actor, ActorKind};
use office::id::{ActorId, OfficeId, ServiceId};
use office::language::Language;
use office::wire::Appointment;
use server::agenda::Asker;
use server::app::App;
use server::registrar::{Answer, Applicant, Lane, Outcome, Party};
use server::store::paper::Told;

/// The first name of whoever comes in tests; long enough to be found in files.
pub const FIRST_NAME: &str = "Wendelina";
/// The last name.
pub const LAST_NAME: &str = "Zanzibarri";
/// Where their messages go.
pub const EMAIL: &str = "wendelina.zanzibarri@example.org";

/// Somebody of the public who asks the default office for something.
pub fn asker() -> Asker {
    Asker {
        office: OfficeId::new(OFFICE).unwrap(),
        actor: Actor { kind: ActorKind::Visitor, id: ActorId::new("visitor").unwrap() },
        lane: Lane::Public,
        request: None,
    }
}

/// Who comes, with an address or without.
pub fn applicant(email: Option<&str>) -> Applicant {
    Applicant {
        first_name: FIRST_NAME.to_owned(),
        last_name: LAST_NAME.to_owned(),
        email: email.map(str::to_owned),
        phone: email.is_none().then(|| "0341 000000".to_owned()),
        details: None,
    }
}

/// An appointment for one person and a change of address.
pub fn wanted() -> Wanted {
    Wanted { services: vec![ServiceId::new(RESIDENCE).unwrap()], people: 1 }
}

/// The free times of a date; RFC 3339 dates.
pub fn free_on(app: &App, wanted: &Wanted, date: &str) -> Vec<Slot> {
    let date: NaiveDate = date.parse().unwrap();
    app.free_slots(&asker().office, wanted, (date, 1), Reach::Public).unwrap()
}

/// The place of a free time, as somebody at home asks for it.
pub fn place(wanted: &Wanted, slot: &Slot) -> PlaceAsked {
    PlaceAsked {
        wanted: wanted.clone(),
        start: slot.place.start,
        desk: Some(slot.place.desk.clone()),
        channel: BookingChannel::Home,
        reach: Reach::Public,
    }
}

/// Books the first free time of a date, for somebody with this address who reads this language.
pub async fn book(app: &App, date: &str, email: Option<&str>, language: Language) -> Appointment {
    let wanted = wanted();
    let slot = free_on(app, &wanted, date).into_iter().next().expect("a free time");
    let party = Party {
        told: Told { language, ..Told::default() },
        applicant: Some(applicant(email)),
        ..Party::default()
    };
    given(app.book_at(asker(), place(&wanted, &slot), party).await.unwrap())
}

/// Takes an appointment to the first free time of a date.
pub async fn move_to(app: &App, appointment: &Appointment, date: &str) -> Appointment {
    let slot = free_on(app, &wanted(), date).into_iter().next().expect("a free time");
    let place = (slot.place.start, Some(slot.place.desk));
    given(app.move_booking(asker(), appointment.booking.clone(), place, Reach::Public).await.unwrap())
}

/// Gives an appointment back.
pub async fn cancel(app: &App, appointment: &Appointment) {
    let outcome = app.cancel(asker(), appointment.booking.clone()).await.unwrap();
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
}

/// The appointment that an outcome gives.
///
/// # Panics
/// Where it gives none.
#[track_caller]
pub fn given(outcome: Outcome) -> Appointment {
    match outcome {
        Outcome::Done(Answer::Appointment(appointment)) => *appointment,
        other => panic!("no appointment: {other:?}"),
    }
}
