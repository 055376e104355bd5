//! Moving an appointment, giving it back, and taking or leaving a place that is offered.

use super::{Bearer, OnlyForm, Shown, Stands, Sure};
use crate::registrar::{Answer, Party};
use crate::web::pages::book::form::moment;
use crate::web::pages::book::times::{Look, MonthQuery, Times, month_value};
use crate::web::pages::book::{OfficeView, busy, in_words, with_status};
use crate::web::pages::{message, page};
use crate::web::problem::Problem;
use askama::Template;
use axum::extract::Query;
use axum::extract::rejection::QueryRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use office::agenda::{Booking, BookingState, Reach, Wanted};
use office::hours::date_at;
use office::moment::Moment;
use screen::Page;
use screen::words::{clock, date_long};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "appointment/move.html")]
struct MovePage {
    page: Page,
    base: String,
    form: String,
    /// When it is now.
    now: (String, String),
    services: Vec<String>,
    times: Times,
    said: Option<String>,
}

/// The one question before an appointment is given back.
#[derive(Template)]
#[template(path = "appointment/cancel.html")]
struct CancelPage {
    page: Page,
    base: String,
    form: String,
    /// When it is; absent for a wish.
    when: Option<(String, String)>,
    office: OfficeView,
}

/// The time that is chosen instead.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct MoveFields {
    form: String,
    start: String,
}

impl Shown for MoveFields {
    fn form(&self) -> &str {
        &self.form
    }
}

/// `GET /b/{token}/move`
pub async fn show_move(bearer: Bearer, query: Result<Query<MonthQuery>, QueryRejection>) -> Response {
    let month = query.map(|Query(query)| query.month).unwrap_or_default();
    match bearer.found.booking.as_ref().filter(|booking| booking.state == BookingState::Booked) {
        Some(booking) => page(&MovePage::new(&bearer, booking, &month, None)),
        None => to_page(&bearer),
    }
}

/// `POST /b/{token}/move`
pub async fn move_it(Sure(bearer, fields): Sure<MoveFields>) -> Response {
    let Some(booking) = bearer.found.booking.clone() else { return to_page(&bearer) };
    let moved = || Redirect::to(&format!("{}&said=moved", bearer.address(""))).into_response();
    let Some(start) = moment(&fields.start) else {
        let said = fl!(screen::texts(bearer.language()), "book-mistake-time");
        let shown = MovePage::new(&bearer, &booking, "", Some(said));
        return with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&shown));
    };
    // Sent twice, or there already: that is what was wanted.
    if booking.place.start == start && booking.state == BookingState::Booked {
        return moved();
    }
    let asker = bearer.asked.asker(bearer.found.office.clone(), None);
    let asked = bearer.asked.app.move_booking(asker, booking.id.clone(), (start, None), Reach::Public).await;
    match bearer.settled(asked) {
        Ok(_) => moved(),
        Err(problem) => {
            let (status, said) = in_words(problem, bearer.language());
            let month = month_value(date_at(start, bearer.zone()));
            with_status(status, page(&MovePage::new(&bearer, &booking, &month, Some(said))))
        }
    }
}

/// `GET /b/{token}/cancel`: where the link of a mail lands.
pub async fn show_cancel(bearer: Bearer) -> Response {
    if can_cancel(&bearer) { page(&CancelPage::new(&bearer)) } else { to_page(&bearer) }
}

/// Whether there is something to give back.
fn can_cancel(bearer: &Bearer) -> bool {
    match bearer.stands() {
        Stands::Offered | Stands::Waiting => true,
        Stands::Ended => false,
        Stands::Appointment => {
            let state = bearer.found.booking.as_ref().map(|booking| booking.state);
            matches!(state, Some(BookingState::Booked | BookingState::Reserved))
        }
    }
}

/// `POST /b/{token}/cancel`
pub async fn cancel(Sure(bearer, _): Sure<OnlyForm>) -> Response {
    let asker = bearer.asked.asker(bearer.found.office.clone(), None);
    let app = &bearer.asked.app;
    let asked = match (&bearer.found.booking, &bearer.found.wish) {
        (Some(booking), _) => app.cancel(asker, booking.id.clone()).await,
        (None, Some(wish)) => app.drop_wish(asker, wish.id.clone()).await,
        (None, None) => return to_page(&bearer),
    };
    match bearer.settled(asked) {
        Ok(_) => to_page(&bearer),
        Err(problem) => not_done(&bearer, problem),
    }
}

/// `POST /b/{token}/accept`: the offered place is taken.
pub async fn accept(Sure(bearer, _): Sure<OnlyForm>) -> Response {
    let Some(booking) = &bearer.found.booking else { return to_page(&bearer) };
    let asker = bearer.asked.asker(bearer.found.office.clone(), None);
    // Who comes was given with the wish, and goes by its secret.
    let party = Party { told: bearer.found.told.clone(), ..Party::default() };
    let asked = bearer.asked.app.book(asker, booking.id.clone(), party).await;
    match bearer.settled(asked) {
        Ok(Answer::Appointment(_)) => {
            Redirect::to(&format!("{}&said=booked", bearer.address(""))).into_response()
        }
        Ok(_) => busy(bearer.language()),
        Err(problem) => not_done(&bearer, problem),
    }
}

fn to_page(bearer: &Bearer) -> Response {
    Redirect::to(&bearer.address("")).into_response()
}

fn not_done(bearer: &Bearer, problem: Problem) -> Response {
    let (status, said) = in_words(problem, bearer.language());
    let l = screen::texts(bearer.language());
    let (title, back) = (fl!(l, "appointment-not-done"), bearer.address(""));
    message(status, bearer.language(), &title, &said, Some((&back, &fl!(l, "appointment-back"))))
}

/// A time in words: date and time.
fn when(bearer: &Bearer, at: Moment) -> (String, String) {
    (date_long(at, bearer.zone(), bearer.language()), clock(at, bearer.zone()))
}

impl MovePage {
    fn new(bearer: &Bearer, booking: &Booking, month: &str, said: Option<String>) -> Self {
        let (rules, language) = (&bearer.rules, bearer.language());
        let wanted = Wanted { services: booking.services.clone(), people: booking.people };
        let look = Look { rules, wanted: &wanted, kept: None, near: None, language };
        let titles = booking.services.iter().filter_map(|id| rules.service(id));
        Self {
            page: bearer.page(),
            base: format!("/b/{}", bearer.token.as_str()),
            form: bearer.form(),
            now: when(bearer, booking.place.start),
            services: titles.map(|service| service.title.in_language(language).to_owned()).collect(),
            times: Times::new(&bearer.asked.app, &look, month),
            said,
        }
    }
}

impl CancelPage {
    fn new(bearer: &Bearer) -> Self {
        Self {
            page: bearer.page(),
            base: format!("/b/{}", bearer.token.as_str()),
            form: bearer.form(),
            when: bearer.found.booking.as_ref().map(|booking| when(bearer, booking.place.start)),
            office: OfficeView::new(&bearer.rules, bearer.language()),
        }
    }
}
