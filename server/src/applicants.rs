//! What whoever comes to an appointment may ask of us: all that is held of them, and its erasure.
//!
//! Both go by the code of the appointment; whoever asks has shown that it is theirs, at the edge. Articles 15,
//! 17 and 20 of the GDPR.

use crate::app::App;
use crate::registrar::inbox::NotTaken;
use crate::registrar::{Chore, Lane, Outcome, Work};
use crate::store::audit::By;
use crate::store::erasure::Held;
use crate::store::parties::Owner;
use crate::store::{Reader, StoreError};
use office::agenda::BookingCode;
use office::configuration::Configuration;
use office::id::ServiceId;
use serde_json::{Value, json};

impl App {
    /// All that is held under a code, for whoever it is about; none where nothing goes by it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn export_applicant(&self, code: &BookingCode) -> Result<Option<Value>, StoreError> {
        let held = self.reader.held(code)?;
        Ok(held.map(|held| {
            let rules = self.hub.configuration(&held.kept.office);
            document(&held, rules.as_ref().map(|(_, rules)| &**rules))
        }))
    }

    /// Erases who comes to the appointment with this code, and what they told. The appointment stays, and so
    /// does its code, until it is cancelled.
    ///
    /// # Errors
    /// Where the registrar takes nothing more.
    pub async fn erase_applicant(&self, code: &BookingCode, by: By) -> Result<Outcome, NotTaken> {
        self.registry.ask(Lane::Public, Work::Chore(Chore::EraseApplicant(code.clone(), by))).await
    }
}

/// All that is held under a code, as a document for people and programs.
pub fn export(reader: &Reader, code: &BookingCode) -> Result<Option<Value>, StoreError> {
    let Some(held) = reader.held(code)? else { return Ok(None) };
    let floor = reader.floor(&held.kept.office)?;
    Ok(Some(document(&held, floor.rules())))
}

/// The row that the audit names where somebody of the house reads what is held.
pub fn subject(held: &Held) -> String {
    match &held.kept.owner {
        Owner::Booking(booking) => booking.to_string(),
        Owner::Wish(wish) => wish.to_string(),
    }
}

fn document(held: &Held, rules: Option<&Configuration>) -> Value {
    let told = &held.kept.told;
    json!({
        "office": held.kept.office,
        "office_title": rules.map(|rules| &rules.office.title.it),
        "code": held.kept.secrets.code.to_string(),
        "applicant": held.applicant.as_ref().map(|applicant| json!({
            "first_name": applicant.first_name,
            "last_name": applicant.last_name,
            "email": applicant.email,
            "phone": applicant.phone,
            "details": applicant.details,
        })),
        "told": { "language": told.language, "need": told.need, "answers": told.answers, "note": told.note },
        "appointment": held.booking.as_ref().map(|booking| json!({
            "id": booking.id,
            "state": booking.state,
            "start": booking.place.start,
            "end": booking.place.end,
            "desk": booking.place.desk,
            "services": titles(&booking.services, rules),
            "people": booking.people,
            "made_at": booking.made_at,
            "made_by": booking.channel,
            "moves": booking.moves,
        })),
        "waits_for": held.wish.as_ref().map(|wish| json!({
            "id": wish.id,
            "state": wish.state.code(),
            "services": titles(&wish.services, rules),
            "people": wish.people,
            "asked_at": wish.made_at,
        })),
        "messages": held.sent.iter().map(|(kind, at)| json!({ "kind": kind.code(), "sent_at": at })).collect::<Vec<_>>(),
        "erased_after_days": rules.map(|rules| rules.agenda.erase_after_days),
    })
}

/// The services by their ids, with their titles where the office still has them.
fn titles(services: &[ServiceId], rules: Option<&Configuration>) -> Vec<Value> {
    let title =
        |id: &ServiceId| rules.and_then(|rules| rules.service(id)).map(|service| service.title.it.clone());
    services.iter().map(|id| json!({ "id": id, "title": title(id) })).collect()
}
