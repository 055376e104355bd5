//! The appointments of a day on one sheet for each desk: printed the evening before, it serves the day on
//! which nothing works.

use super::drawn::Row;
use crate::app::App;
use crate::store::StoreError;
use crate::web::access::Caller;
use crate::web::pages::staff::Who;
use crate::web::{body, pages};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Extension, Query, Request, State};
use axum::response::Response;
use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::agenda::{Booking, BookingState};
use office::configuration::Configuration;
use office::hours::date_at;
use office::id::OfficeId;
use office::moment::Moment;
use screen::{Page, words};
use serde::Deserialize;
use std::sync::Arc;

/// Which day.
#[derive(Debug, Default, Deserialize)]
pub struct OfDate {
    /// Its date; absent: today.
    date: Option<NaiveDate>,
}

#[derive(Template)]
#[template(path = "bookings-list.html")]
struct ListPage {
    page: Page,
    who: Option<Who>,
    day: String,
    date: NaiveDate,
    before: Option<NaiveDate>,
    after: Option<NaiveDate>,
    made_at: String,
    desks: Vec<DeskList>,
    counts: Counts,
}

/// The appointments of one desk.
struct DeskList {
    number: u32,
    name: String,
    rows: Vec<Row>,
}

/// How many there are, by what became of them.
#[derive(Default)]
struct Counts {
    ahead: usize,
    here: usize,
    missed: usize,
    given_back: usize,
    /// Minutes of places to which nobody came in which somebody else was served.
    saved_min: u64,
}

/// `GET /office/appointments?date=`: the day desk by desk, to be printed.
pub async fn list(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    of_date: Result<Query<OfDate>, QueryRejection>,
    request: Request,
) -> Response {
    let language = body::staff_language(request.uri(), request.headers());
    let Some(office) = app.hub.offices().find(|office| caller.may_see(office)).cloned() else {
        return pages::not_found(&request);
    };
    let Some((_, rules)) = app.hub.configuration(&office) else { return pages::not_found(&request) };
    let Query(OfDate { date }) = of_date.unwrap_or_default();
    let zone = rules.office.zone;
    let today = date_at(app.clock.now(), zone);
    let date = date.unwrap_or(today);
    let Some(stretch) = whole_day(date, zone) else { return pages::not_found(&request) };
    let read = || -> Result<(Vec<Booking>, u64), StoreError> {
        let bookings = app.reader.bookings_between(&office, stretch)?;
        Ok((bookings, app.reader.saved_minutes(&office, stretch)?))
    };
    let (bookings, saved_min) = match read() {
        Ok(read) => read,
        Err(error) => return pages::failed(language, &error),
    };
    let counts = Counts { saved_min, ..counted(&bookings) };
    let desks = by_desk(&app, &rules, &bookings, language);
    if desks.iter().flat_map(|desk| &desk.rows).any(Row::is_personal) {
        app.people.has_read("appointments read", &date.to_string(), by(&caller, &office));
    }
    pages::page(&ListPage {
        page: Page::of_staff(language, rules.office.title.in_language(language), zone.name()),
        who: Who::of(&app, &caller),
        day: words::date_long(stretch.0, zone, language),
        date,
        before: date.pred_opt(),
        after: date.succ_opt(),
        made_at: fl!(
            screen::texts(language),
            "bookings-list-made",
            date = words::date_long(app.clock.now(), zone, language),
            time = words::clock(app.clock.now(), zone)
        ),
        desks,
        counts,
    })
}

fn by(caller: &Caller, office: &OfficeId) -> crate::store::audit::By {
    crate::store::audit::By { office: Some(office.clone()), ..caller.by() }
}

/// From midnight to midnight, in the office's zone: 23 or 25 hours where the clocks change.
fn whole_day(date: NaiveDate, zone: Tz) -> Option<(Moment, Moment)> {
    let midnight = |date: NaiveDate| {
        let at = date.and_time(NaiveTime::MIN).and_local_timezone(zone).earliest()?;
        Some(Moment::new(at.to_utc()))
    };
    Some((midnight(date)?, midnight(date.checked_add_days(Days::new(1))?)?))
}

fn counted(bookings: &[Booking]) -> Counts {
    let mut counts = Counts::default();
    for booking in bookings {
        match booking.state {
            BookingState::Booked => counts.ahead += 1,
            BookingState::CheckedIn => counts.here += 1,
            BookingState::Missed => counts.missed += 1,
            BookingState::Cancelled | BookingState::Moved => counts.given_back += 1,
            BookingState::Reserved | BookingState::Lapsed => {}
        }
    }
    counts
}

/// Those who come or were to come; what was given back is on no list.
fn by_desk(
    app: &App,
    rules: &Configuration,
    bookings: &[Booking],
    language: office::language::Language,
) -> Vec<DeskList> {
    let is_listed = |booking: &&Booking| match booking.state {
        BookingState::Booked | BookingState::CheckedIn | BookingState::Missed => true,
        BookingState::Reserved | BookingState::Cancelled | BookingState::Moved | BookingState::Lapsed => {
            false
        }
    };
    let mut desks: Vec<DeskList> = rules
        .desks
        .iter()
        .map(|desk| {
            let at_desk = bookings.iter().filter(is_listed).filter(|booking| booking.place.desk == desk.id);
            let rows = at_desk.filter_map(|booking| app.booking_by_id(&booking.id).ok());
            DeskList {
                number: desk.number,
                name: desk.name.in_language(language).to_owned(),
                rows: rows.filter_map(|found| Row::of(rules, &found, language)).collect(),
            }
        })
        .filter(|desk| !desk.rows.is_empty())
        .collect();
    desks.sort_by_key(|desk| desk.number);
    desks
}
