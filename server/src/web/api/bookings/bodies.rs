//! What is asked for with an appointment, as JSON, and what of it can be.

use super::super::tickets::checked_note;
use crate::registrar::Applicant;
use crate::web::problem::Problem;
use chrono::NaiveDate;
use office::agenda::{BookingChannel, Reach, Wanted, WishFor};
use office::command::PlaceAsked;
use office::id::{AnswerId, DeskId, NeedId, PlanId, QuestionId, ServiceId};
use office::language::Language;
use office::moment::Moment;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

fn one() -> u32 {
    1
}

/// What an appointment is for: the first service and the others, and how many people.
fn wanted(service: &ServiceId, then: &[ServiceId], people: u32) -> Wanted {
    Wanted { services: std::iter::once(service).chain(then).cloned().collect(), people }
}

/// A time to be kept.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReserveBody {
    /// What for, first.
    #[schema(value_type = String)]
    pub service: ServiceId,
    /// What else in the same appointment, in this order.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub then: Vec<ServiceId>,
    /// For how many people.
    #[serde(default = "one")]
    pub people: u32,
    /// When, as one of the free times says.
    #[schema(value_type = String, format = DateTime)]
    pub start: Moment,
    /// At which desk; absent: at any.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub desk: Option<DeskId>,
    /// The visitor's language.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// Whether the office books for somebody on the phone; for the staff.
    #[serde(default)]
    pub by_phone: bool,
}

impl ReserveBody {
    /// The place that is asked for.
    pub fn wants(&self) -> Result<WantedPlace, Problem> {
        let wanted = wanted(&self.service, &self.then, self.people);
        Ok(WantedPlace { wanted, start: self.start, desk: self.desk.clone() })
    }
}

/// A place that somebody wants.
#[derive(Debug)]
pub struct WantedPlace {
    wanted: Wanted,
    start: Moment,
    desk: Option<DeskId>,
}

impl WantedPlace {
    /// The same as the registrar is asked for it.
    pub fn place(self, channel: BookingChannel, reach: Reach) -> PlaceAsked {
        let Self { wanted, start, desk } = self;
        PlaceAsked { wanted, start, desk, channel, reach }
    }
}

/// An appointment: of a reservation, or of a time that is named here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BookBody {
    /// The code of the reservation, or the secret of its page's address.
    #[serde(default)]
    pub reservation: Option<String>,
    /// What for, first; without a reservation.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub service: Option<ServiceId>,
    /// What else in the same appointment, in this order.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub then: Vec<ServiceId>,
    /// For how many people; absent: for one.
    #[serde(default)]
    pub people: Option<u32>,
    /// When; without a reservation.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub start: Option<Moment>,
    /// At which desk; absent: at any.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub desk: Option<DeskId>,
    /// Whether the office books for somebody on the phone; for the staff.
    #[serde(default)]
    pub by_phone: bool,
    /// What the visitor said.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub need: Option<NeedId>,
    /// What was answered since, by question; at most 20.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    pub answers: BTreeMap<QuestionId, AnswerId>,
    /// The visitor's language.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// What the clerk should know; for the staff.
    #[serde(default)]
    pub note: Option<String>,
    /// Who comes; needed from home.
    #[serde(default)]
    pub first_name: Option<String>,
    /// Who comes; needed from home.
    #[serde(default)]
    pub last_name: Option<String>,
    /// Where messages go; this or a phone number is needed from home.
    #[serde(default)]
    pub email: Option<String>,
    /// The phone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// What it is about, at most 200 characters; not kept for a sensitive service.
    #[serde(default)]
    pub details: Option<String>,
    /// Where the slip comes out: a printer's id, or `none`; not from home.
    #[serde(default)]
    pub print: Option<String>,
}

/// What an appointment is to be made of.
#[derive(Debug)]
pub enum Wants {
    /// Of the reservation with this code.
    Reservation(String),
    /// Of a place.
    Place(WantedPlace),
}

impl BookBody {
    /// What it is to be made of.
    pub fn asked(&self) -> Result<Wants, Problem> {
        let names_no_place = self.then.is_empty() && self.people.is_none() && self.desk.is_none();
        match (&self.reservation, &self.service, self.start) {
            (Some(code), None, None) if names_no_place => Ok(Wants::Reservation(code.clone())),
            (None, Some(service), Some(start)) => {
                let wanted = wanted(service, &self.then, self.people.unwrap_or(1));
                Ok(Wants::Place(WantedPlace { wanted, start, desk: self.desk.clone() }))
            }
            _ => Err(Problem::value("value", "name either a reservation, or a service and a start")),
        }
    }

    /// Who comes. From home somebody must be known by name and to be reached.
    pub fn applicant(&self, is_ours: bool) -> Result<Option<Applicant>, Problem> {
        let typed = Applicant {
            first_name: self.first_name.clone().unwrap_or_default(),
            last_name: self.last_name.clone().unwrap_or_default(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            details: self.details.clone(),
        };
        if is_ours && typed == Applicant::default() {
            return Ok(None);
        }
        named(typed, !is_ours).map(Some)
    }

    /// What the clerk should know.
    pub fn note(&self, is_ours: bool) -> Result<Option<String>, Problem> {
        if self.note.is_some() && !is_ours {
            return Err(Problem::not_yours());
        }
        self.note.as_deref().map(checked_note).transpose()
    }
}

fn named(typed: Applicant, must_be_reached: bool) -> Result<Applicant, Problem> {
    let unfit = |unfit: crate::agenda::Unfit| Problem::value("applicant", format!("{unfit} cannot be kept"));
    let applicant = typed.checked().map_err(unfit)?;
    let has_name = !applicant.last_name.is_empty();
    let is_whole = has_name && !applicant.first_name.is_empty() && applicant.can_be_reached();
    match (is_whole, must_be_reached, has_name) {
        (true, _, _) | (false, false, true) => Ok(applicant),
        (false, true, _) => {
            Err(Problem::value("applicant", "first_name, last_name, and email or phone are needed"))
        }
        (false, false, false) => Err(Problem::value("applicant", "last_name is needed with the rest")),
    }
}

/// A request with the last name that goes with the code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithName {
    /// The last name; needed from elsewhere than the house where one is known.
    #[serde(default)]
    pub last_name: Option<String>,
}

/// Another time for an appointment.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBookingBody {
    /// When instead.
    #[schema(value_type = String, format = DateTime)]
    pub start: Moment,
    /// At which desk; absent: at any.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub desk: Option<DeskId>,
    /// The last name; needed from elsewhere than the house where one is known.
    #[serde(default)]
    pub last_name: Option<String>,
}

/// Somebody with an appointment is here.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckInBody {
    /// The code, the secret of the page's address, or the address itself.
    pub code: String,
    /// The language of slip and follow page; absent: that of the appointment.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// Where the slip comes out: a printer's id, or `none`; absent: the device's own printer.
    #[serde(default)]
    pub print: Option<String>,
}

/// Somebody waits for a place: for one that is given back, or in the draw of a plan.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishBody {
    /// What for, first.
    #[schema(value_type = String)]
    pub service: ServiceId,
    /// What else in the same appointment, in this order.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub then: Vec<ServiceId>,
    /// For how many people.
    #[serde(default = "one")]
    pub people: u32,
    /// The last date that suits; not of a draw.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<NaiveDate>,
    /// Of a draw: the plan.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub plan: Option<PlanId>,
    /// Of a draw: the date of the places.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<NaiveDate>,
    /// The visitor's language.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// Who is told.
    pub first_name: String,
    /// Who is told.
    pub last_name: String,
    /// Where messages go; this or a phone number is needed.
    #[serde(default)]
    pub email: Option<String>,
    /// The phone number.
    #[serde(default)]
    pub phone: Option<String>,
}

impl WishBody {
    /// What for.
    pub fn wanted(&self) -> Wanted {
        wanted(&self.service, &self.then, self.people)
    }

    /// What is waited for.
    pub fn wished(&self) -> Result<WishFor, Problem> {
        match (self.until, &self.plan, self.date) {
            (Some(until), None, None) => Ok(WishFor::FreedPlace { until }),
            (None, Some(plan), Some(date)) => Ok(WishFor::Draw { plan: plan.clone(), date }),
            _ => Err(Problem::value("value", "name either until, or plan and date of a draw")),
        }
    }

    /// Who is told.
    pub fn applicant(&self) -> Result<Applicant, Problem> {
        let Self { first_name, last_name, email, phone, .. } = self;
        let (first_name, last_name) = (first_name.clone(), last_name.clone());
        let (email, phone) = (email.clone(), phone.clone());
        named(Applicant { first_name, last_name, email, phone, details: None }, true)
    }
}
