//! What a totem asks about appointments.
//!
//! A totem keeps, books and gives back only what was reserved at a totem: ids open nothing, but they can
//! be counted through.

use super::asks::{Unanswered, told};
use crate::agenda::{Asker, Guesser, Hidden, Proof};
use crate::app::App;
use crate::registrar::inbox::NotTaken;
use crate::registrar::{Outcome, Party};
use crate::store::keys::DeviceRow;
use crate::store::paper::Told;
use office::agenda::{BookingChannel, BookingState, Reach, Slot};
use office::command::PlaceAsked;
use office::event::Channel;
use office::id::{BookingId, FollowToken, OfficeId};
use office::refusal::Refusal;
use office::wire::{Ask, FreeSlot, Reply};

/// Answers a totem, on behalf of `asker`.
pub async fn answer(app: &App, device: &DeviceRow, asker: Asker, ask: Ask) -> Result<Reply, Unanswered> {
    let office = asker.office.clone();
    if let Ask::Slots { wanted, from, days } = &ask {
        let slots = app.free_slots(&office, wanted, (*from, *days), Reach::Public);
        let slots = slots.map_err(Unanswered::Refused)?.into_iter().map(shown).collect();
        return Ok(Reply::Slots { slots });
    }
    app.limits.number_at(&device.id, app).map_err(|_| Unanswered::Busy)?;
    let printer = |print: bool| device.printer.clone().filter(|_| print);
    match ask {
        Ask::Reserve { wanted, start, desk, language } => {
            let (channel, reach) = (BookingChannel::Totem, Reach::Public);
            let place = PlaceAsked { wanted, start, desk, channel, reach };
            told_of(app.reserve(asker, place, Told { language, ..Told::default() }).await)
        }
        Ask::Book { booking, need, answers, language, print } => {
            is_of_totem(app, &office, &booking)?;
            let told = told(app, &office, language, need, answers);
            let party = Party { told, printer: printer(print), ..Party::default() };
            told_of(app.book(asker, booking, party).await)
        }
        Ask::Release { booking } => {
            match is_of_totem(app, &office, &booking)? {
                BookingState::Reserved | BookingState::Cancelled | BookingState::Lapsed => {}
                state @ (BookingState::Booked
                | BookingState::CheckedIn
                | BookingState::Moved
                | BookingState::Missed) => {
                    return Err(Unanswered::Refused(Refusal::BookingStep { state }));
                }
            }
            told_of(app.cancel(asker, booking).await).map(|_| Reply::Released)
        }
        Ask::CheckIn { code, language, print } => {
            let found = match token_in(&code) {
                Some(token) => app.booking_by_token(&token),
                None => app.booking_by_code(&code, Proof::Code, Guesser::Totem(&device.id)),
            };
            let found = found.map_err(|hidden| match hidden {
                Hidden::Unknown => Unanswered::Refused(Refusal::UnknownBooking),
                Hidden::TooMany(_) | Hidden::Failed => Unanswered::Busy,
            })?;
            let at = (Channel::Totem, printer(print));
            told_of(app.check_in(asker, &found, at, Some(language)).await)
        }
        // Everything else is answered in `asks`.
        Ask::Slots { .. }
        | Ask::Take { .. }
        | Ask::Print { .. }
        | Ask::Leave { .. }
        | Ask::Block { .. }
        | Ask::TakeIn { .. } => Err(Unanswered::Busy),
    }
}

fn shown(slot: Slot) -> FreeSlot {
    FreeSlot { start: slot.place.start, end: slot.place.end, date: slot.date, desk: slot.place.desk }
}

/// Where a booking stands that was reserved at a totem.
fn is_of_totem(app: &App, office: &OfficeId, booking: &BookingId) -> Result<BookingState, Unanswered> {
    let floor = app.hub.floor(office).ok_or(Unanswered::Busy)?;
    let known = floor.agenda.bookings.get(booking);
    let of_totem = known.filter(|booking| booking.channel == BookingChannel::Totem);
    of_totem.map(|booking| booking.state).ok_or(Unanswered::Refused(Refusal::UnknownBooking))
}

fn told_of(outcome: Result<Outcome, NotTaken>) -> Result<Reply, Unanswered> {
    match outcome {
        Ok(Outcome::Done(answer) | Outcome::Unchanged(answer)) => {
            super::asks::reply(answer).ok_or(Unanswered::Busy)
        }
        Ok(Outcome::Refused(refusal)) => Err(Unanswered::Refused(refusal)),
        Ok(Outcome::KeyReused | Outcome::NoRoom | Outcome::Failed | Outcome::Declined(_)) | Err(_) => {
            Err(Unanswered::Busy)
        }
    }
}

/// The secret in what a scanner has typed: the address of a page, with whatever its keyboard makes of
/// slashes and colons.
pub fn token_in(scanned: &str) -> Option<FollowToken> {
    let mut runs = scanned.split(|c: char| !c.is_ascii_hexdigit());
    let run = runs.find(|run| run.len() == 32)?;
    FollowToken::try_from(run.to_ascii_lowercase()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_is_understood_as_every_keyboard_types_it() {
        let token = FollowToken::from_random(0xABCD_EF01_2345);
        let address = format!("https://code.example.it/b/{}", token.as_str());
        for scanned in
            [address.clone(), address.to_uppercase(), address.replace('/', "-"), format!("{address}\n")]
        {
            assert_eq!(token_in(&scanned), Some(token.clone()), "{scanned}");
        }
        assert_eq!(token_in("K7F2-9QXM"), None);
    }
}
