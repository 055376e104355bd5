//! Why there is no appointment, in words.

use crate::texts::texts;
use crate::words::{clock, date_long};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::language::Language;
use office::refusal::Refusal;

/// A refusal about an appointment in one or two sentences; of any other its code.
pub(super) fn refusal(language: Language, refusal: &Refusal, zone: Tz) -> String {
    let l = texts(language);
    let date = |at: &office::moment::Moment| date_long(*at, zone, language);
    match refusal {
        Refusal::ServiceBooked { service, start } => fl!(
            l,
            "refusal-service-booked",
            service = service.as_str(),
            date = date(start),
            time = clock(*start, zone)
        ),
        Refusal::NotBookable { .. } => fl!(l, "refusal-not-bookable"),
        Refusal::NothingToBook => fl!(l, "refusal-nothing-to-book"),
        Refusal::TooManyPeople { max } => fl!(l, "refusal-too-many-people", max = max),
        Refusal::NoSuchPlace => fl!(l, "refusal-no-such-place"),
        Refusal::PlaceTaken => fl!(l, "refusal-place-taken"),
        Refusal::ReservationOver => fl!(l, "refusal-reservation-over"),
        Refusal::ExtendedBefore => fl!(l, "refusal-extended-before"),
        Refusal::UnknownBooking => fl!(l, "refusal-unknown-booking"),
        Refusal::BookingStep { state } => fl!(l, "refusal-booking-step", state = state.code()),
        Refusal::TooEarly { from, start } => {
            fl!(l, "refusal-too-early", from = clock(*from, zone), start = clock(*start, zone))
        }
        Refusal::OtherDay { start } => {
            fl!(l, "refusal-other-day", date = date(start), time = clock(*start, zone))
        }
        Refusal::AppointmentElsewhere { office, start } => fl!(
            l,
            "refusal-appointment-elsewhere",
            office = office.as_str(),
            date = date(start),
            time = clock(*start, zone)
        ),
        Refusal::UnknownWish => fl!(l, "refusal-unknown-wish"),
        Refusal::TooManyWait => fl!(l, "refusal-too-many-wait"),
        Refusal::DrawClosed { from: None } => fl!(l, "refusal-draw-closed"),
        Refusal::DrawClosed { from: Some(at) } => {
            fl!(l, "refusal-draw-closed-until", date = date(at), time = clock(*at, zone))
        }
        other => other.code().to_owned(),
    }
}
