//! What the buttons about appointments do.

use super::form::{BadField, Deed, Fields};
use super::here::Here;
use super::said::Said;
use crate::agenda::Found;
use crate::app::App;
use crate::registrar::{Answer, Chore, Lane, Outcome, Party, Printing, Request as Named, Work, appointments};
use crate::store::paper::Told;
use crate::store::parties::{Kept, Owner};
use crate::web::access::Caller;
use crate::web::body;
use office::agenda::{BookingChannel, Reach, WishFor};
use office::command::PlaceAsked;
use office::event::Channel;
use office::id::{BookingId, DeviceId};

/// Does what the form asks for.
///
/// # Errors
/// Where a field has no sense.
pub(super) async fn carry_out(
    app: &App,
    caller: &Caller,
    here: &Here,
    fields: &Fields,
    deed: Deed,
    request: Named,
) -> Result<Said, BadField> {
    let printer = match fields.printer()? {
        Some(printer) if !here.printers.contains(&printer) => return Ok(Said::NoPrinter),
        printer => printer,
    };
    // A clerk's desk makes appointments; whose they are is for the welcome desk.
    if here.desk.is_some() && !matches!(deed, Deed::Book(_)) {
        return Err(BadField);
    }
    match deed {
        Deed::Book((start, desk)) => {
            let party = match fields.party(here.desk.is_none(), printer)? {
                Ok(party) => party,
                Err(said) => return Ok(said),
            };
            let wanted = here.sought.wanted().ok_or(BadField)?;
            let channel = match (&here.desk, fields.by_phone) {
                (Some(_), _) => BookingChannel::Desk,
                (None, true) => BookingChannel::Phone,
                (None, false) => BookingChannel::Welcome,
            };
            let place = PlaceAsked { wanted, start, desk: Some(desk), channel, reach: Reach::Staff };
            Ok(Said::of(app.book_at(here.asker(caller, request), place, party).await))
        }
        Deed::Move(booking, (start, desk)) => {
            if found(app, here, &booking).is_none() {
                return Ok(Said::Unknown);
            }
            let asker = here.asker(caller, request.clone());
            let said = Said::of(app.move_booking(asker, booking, (start, Some(desk)), Reach::Staff).await);
            if let (Said::Booked(moved), Some(printer)) = (&said, printer) {
                print(app, caller, here, &moved.booking, printer, request).await;
            }
            Ok(said)
        }
        Deed::Wish(until) => {
            let party = match fields.party(true, None)? {
                Ok(Party { applicant: None, .. }) => return Ok(Said::NeedsName),
                Ok(party) => party,
                Err(said) => return Ok(said),
            };
            let wanted = here.sought.wanted().ok_or(BadField)?;
            let wished = WishFor::FreedPlace { until };
            Ok(Said::of(app.wish(here.asker(caller, request), wanted, wished, party).await))
        }
        Deed::Cancel(booking) => {
            if found(app, here, &booking).is_none() {
                return Ok(Said::Unknown);
            }
            Ok(Said::of(app.cancel(here.asker(caller, request), booking).await))
        }
        Deed::CheckIn(booking) => {
            let Some(found) = found(app, here, &booking) else { return Ok(Said::Unknown) };
            let at = (Channel::Welcome, printer);
            Ok(Said::of(app.check_in(here.asker(caller, request), &found, at, None).await))
        }
        Deed::Print(booking) => {
            let Some(printer) = printer else { return Ok(Said::NoPrinter) };
            Ok(print(app, caller, here, &booking, printer, request).await)
        }
    }
}

/// An appointment of this office.
pub(super) fn found(app: &App, here: &Here, booking: &BookingId) -> Option<Found> {
    app.booking_by_id(booking).ok().filter(|found| found.office == here.office)
}

/// Queues the slip of an appointment, once for each request.
async fn print(
    app: &App,
    caller: &Caller,
    here: &Here,
    booking: &BookingId,
    printer: DeviceId,
    request: Named,
) -> Said {
    let Some(found) = found(app, here, booking) else { return Said::Unknown };
    let Some(booking) = found.booking else { return Said::Unknown };
    let owner = Owner::Booking(booking.id.clone());
    let kept = Kept { office: found.office, owner, secrets: found.secrets, told: found.told };
    let slip = appointments::slip(
        &here.rules,
        &booking,
        &kept,
        &app.public_url,
        (app.clock.now(), app.columns_of(&printer)),
    );
    let Some(slip) = slip else { return Said::Unknown };
    // The slip is a request of its own beside what it is about.
    let request = body::named(&format!("{}-slip", request.key), &[]);
    let printing = Printing { actor: caller.actor.id.clone(), request };
    let chore = Chore::Print { printing, office: here.office.clone(), printer, slip: Box::new(slip) };
    match app.registry.ask(Lane::Hall, Work::Chore(chore)).await {
        Ok(Outcome::Done(Answer::Nobody)) => Said::Printed,
        outcome => Said::of(outcome),
    }
}

impl Fields {
    /// Who comes, and where the slip comes out; an error is what is said instead.
    pub(super) fn party(
        &self,
        may_name: bool,
        printer: Option<DeviceId>,
    ) -> Result<Result<Party, Said>, BadField> {
        let told = Told { language: self.speaks()?, ..Told::default() };
        let applicant = match self.applicant() {
            Ok(applicant) => applicant.filter(|_| may_name),
            Err(unfit) => return Ok(Err(Said::Unfit(unfit))),
        };
        // Who is not here can be told of nothing without a name and a way to be reached.
        let is_known = applicant
            .as_ref()
            .is_some_and(|applicant| !applicant.last_name.is_empty() && applicant.can_be_reached());
        if self.by_phone && !is_known {
            return Ok(Err(Said::NeedsName));
        }
        Ok(Ok(Party { secrets: None, told, applicant, printer }))
    }
}
