//! What callers of the API see of the agenda. Field names are the contract.

use crate::agenda::Found;
use crate::app::App;
use crate::registrar::Secrets;
use office::agenda::{Booking, Slot, Wish, WishFor};
use office::configuration::Configuration;
use office::id::{DeskId, OfficeId, WishId};
use office::moment::Moment;
use office::wire::Appointment;
use serde::Serialize;
use utoipa::ToSchema;

/// A free time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SlotView {
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    pub start: Moment,
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    pub end: Moment,
    /// The date it is named by, in the office's zone.
    #[schema(value_type = String, format = Date)]
    pub date: chrono::NaiveDate,
    /// At which desk.
    pub desk: String,
    /// The number over that desk.
    pub desk_number: u32,
}

impl SlotView {
    /// A free time of an office with this configuration.
    pub fn of(rules: Option<&Configuration>, slot: &Slot) -> Self {
        Self {
            start: slot.place.start,
            end: slot.place.end,
            date: slot.date,
            desk: slot.place.desk.to_string(),
            desk_number: desk_number(rules, &slot.place.desk),
        }
    }
}

fn desk_number(rules: Option<&Configuration>, desk: &DeskId) -> u32 {
    rules.and_then(|rules| rules.desk(desk)).map_or(0, |desk| desk.number)
}

/// An appointment, or the reservation of one, as its visitor gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AppointmentView {
    /// Its id, which opens nothing.
    pub id: String,
    /// `reserved`, `booked`, `checked_in`, `cancelled`, `moved`, `missed` or `lapsed`.
    pub state: String,
    /// What is typed to see it and to check in.
    pub code: String,
    /// The secret in the address of its page.
    pub token: String,
    /// The address of its page.
    pub page_url: String,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    pub start: Moment,
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    pub end: Moment,
    /// At which desk.
    pub desk: String,
    /// The number over that desk.
    pub desk_number: u32,
    /// What for, in this order.
    pub services: Vec<String>,
    /// For how many people.
    pub people: u32,
    /// Until when it is kept, while it is not booked.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub until: Option<Moment>,
}

impl From<Appointment> for AppointmentView {
    fn from(appointment: Appointment) -> Self {
        Self {
            id: appointment.booking.to_string(),
            state: appointment.state.code().to_owned(),
            code: appointment.code.to_string(),
            token: appointment.token.as_str().to_owned(),
            page_url: appointment.page_url,
            start: appointment.start,
            end: appointment.end,
            desk: appointment.desk.to_string(),
            desk_number: appointment.desk_number,
            services: appointment.services.iter().map(ToString::to_string).collect(),
            people: appointment.people,
            until: appointment.until,
        }
    }
}

/// Somebody who waits for a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WishView {
    /// Its id, which opens nothing.
    pub wish: String,
    /// `waiting`, `offered`, `met` or `ended`.
    pub state: String,
    /// What is typed to see it; an offer goes by it too.
    pub code: String,
    /// The secret in the address of its page.
    pub token: String,
    /// The address of its page.
    pub page_url: String,
    /// What for, in this order.
    pub services: Vec<String>,
    /// For how many people.
    pub people: u32,
    /// The last date that suits.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<chrono::NaiveDate>,
    /// The plan whose draw it stands in.
    pub plan: Option<String>,
    /// The date of the places that are drawn.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<chrono::NaiveDate>,
}

impl WishView {
    /// A wish that its visitor knows by these secrets.
    pub fn of(wish: &Wish, secrets: &Secrets, public_url: &str) -> Self {
        let (until, plan, date) = match &wish.wished {
            WishFor::FreedPlace { until } => (Some(*until), None, None),
            WishFor::Draw { plan, date } => (None, Some(plan.to_string()), Some(*date)),
        };
        Self {
            wish: wish.id.to_string(),
            state: wish.state.code().to_owned(),
            code: secrets.code.to_string(),
            token: secrets.token.as_str().to_owned(),
            page_url: format!("{public_url}/b/{}", secrets.token.as_str()),
            services: wish.services.iter().map(ToString::to_string).collect(),
            people: wish.people,
            until,
            plan,
            date,
        }
    }

    /// A wish as it stands in the committed agenda; absent where its secret has been erased.
    pub fn known(app: &App, office: &OfficeId, wish: &WishId, secrets: Option<&Secrets>) -> Option<Self> {
        let floor = app.hub.floor(office)?;
        Some(Self::of(floor.agenda.wishes.get(wish)?, secrets?, &app.public_url))
    }
}

/// What a code opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum OpenedView {
    /// An appointment or its reservation.
    Appointment(AppointmentView),
    /// A wish that has been offered nothing.
    Wish(WishView),
}

impl OpenedView {
    /// What was found; absent where everything about it has been erased.
    pub fn of(app: &App, found: &Found) -> Option<Self> {
        match (found.appointment(app), &found.wish) {
            (Some(appointment), _) => Some(Self::Appointment(appointment.into())),
            (None, Some(wish)) => Some(Self::Wish(WishView::of(wish, &found.secrets, &app.public_url))),
            (None, None) => None,
        }
    }
}

/// An appointment as the staff sees it, with who comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExpectedView {
    /// Its id.
    pub id: String,
    /// `reserved`, `booked`, `checked_in`, `cancelled`, `moved`, `missed` or `lapsed`.
    pub state: String,
    /// `totem`, `welcome`, `phone`, `desk`, `home`, `api` or `offer`.
    pub channel: String,
    /// When it begins.
    #[schema(value_type = String, format = DateTime)]
    pub start: Moment,
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    pub end: Moment,
    /// At which desk.
    pub desk: String,
    /// What for, in this order.
    pub services: Vec<String>,
    /// For how many people.
    pub people: u32,
    /// The ticket, once checked in.
    pub ticket: Option<String>,
    /// What its visitor types; absent once it has been erased.
    pub code: Option<String>,
    /// Who comes, where that is known.
    pub first_name: Option<String>,
    /// Who comes, where that is known.
    pub last_name: Option<String>,
    /// Where messages go.
    pub email: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// What the visitor wrote.
    pub details: Option<String>,
    /// What the office noted.
    pub note: Option<String>,
}

impl ExpectedView {
    /// A booking with what is kept beside it.
    pub fn of(booking: &Booking, found: Option<&Found>) -> Self {
        let applicant = found.and_then(|found| found.applicant.as_ref());
        let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Self {
            id: booking.id.to_string(),
            state: booking.state.code().to_owned(),
            channel: booking.channel.code().to_owned(),
            start: booking.place.start,
            end: booking.place.end,
            desk: booking.place.desk.to_string(),
            services: booking.services.iter().map(ToString::to_string).collect(),
            people: booking.people,
            ticket: booking.ticket.as_ref().map(ToString::to_string),
            code: found.map(|found| found.secrets.code.to_string()),
            first_name: applicant.and_then(|applicant| some(&applicant.first_name)),
            last_name: applicant.and_then(|applicant| some(&applicant.last_name)),
            email: applicant.and_then(|applicant| applicant.email.clone()),
            phone: applicant.and_then(|applicant| applicant.phone.clone()),
            details: applicant.and_then(|applicant| applicant.details.clone()),
            note: found.and_then(|found| found.told.note.clone()),
        }
    }

    /// Whether it says anything about somebody.
    pub fn is_personal(&self) -> bool {
        self.last_name.is_some() || self.note.is_some() || self.details.is_some()
    }
}
