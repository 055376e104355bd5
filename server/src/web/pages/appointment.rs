//! `/b/{token}`: what its bearer has - an appointment, a place that is offered, or a wish for one - and
//! what can be done about it.
//!
//! ```text
//! GET /b/{token} --> move   --a free time--> POST --303--> GET /b/{token}
//!                --> cancel --one button---> POST --303--> GET /b/{token}
//!                --> accept, calendar file, own data: fetched or erased
//! ```
//!
//! The page's address is the only secret and holds nothing else. Unknown and malformed ones look the same.
//! A GET changes nothing: also the link of a mail lands on a page with one button.

pub mod change;
pub mod own;
mod shown;

use super::book::{Asked, busy};
use super::{drawn, message, page, pulse};
use crate::agenda::{self, Found, Hidden};
use crate::app::App;
use crate::hub::Published;
use crate::registrar::Answer;
use crate::web::forms;
use crate::web::problem::Problem;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Form, FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;
use office::agenda::{BookingState, WishState};
use office::configuration::Configuration;
use office::id::FollowToken;
use office::language::Language;
use screen::Page;
use screen::feed::{self, Feed, Opening};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use shown::ShownPage;
use std::sync::Arc;

/// What is said above the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Said {
    /// It has just been booked.
    Booked,
    /// It has just been moved.
    Moved,
    /// The own data has just been erased.
    Erased,
}

/// What an address says above the page.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub struct SaidQuery {
    said: Option<Said>,
}

/// Whoever knows the secret of an address, and what goes by it.
pub struct Bearer {
    asked: Asked,
    token: FollowToken,
    found: Found,
    rules: Arc<Configuration>,
}

/// What a bearer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// An appointment, or what was one.
    Appointment,
    /// A place that is kept for somebody who had waited.
    Offered,
    /// A wish to which nothing has been offered yet.
    Waiting,
    /// A wish of which nothing can come any more.
    Ended,
}

impl FromRequestParts<Arc<App>> for Bearer {
    /// The page that says why nobody is known by this address.
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Response> {
        let asked = Asked::from_request_parts(parts, app).await.map_err(IntoResponse::into_response)?;
        let token = Path::<FollowToken>::from_request_parts(parts, app).await;
        let Path(token) = token.map_err(|_| unknown(asked.language))?;
        let found = match asked.app.booking_by_token(&token) {
            Ok(found) => found,
            Err(Hidden::Unknown) => return Err(unknown(asked.language)),
            Err(Hidden::TooMany(_) | Hidden::Failed) => return Err(busy(asked.language)),
        };
        let rules = asked.app.hub.configuration(&found.office);
        let (_, rules) = rules.ok_or_else(|| unknown(asked.language))?;
        let language = if asked.is_language_chosen { asked.language } else { found.told.language };
        Ok(Self { asked: Asked { language, ..asked }, token, found, rules })
    }
}

/// A form of one of the bearer's pages, with its fields: what was not made there is asked for again.
pub struct Sure<T>(Bearer, T);

/// The fields of a form that shows where it was made.
pub trait Shown: DeserializeOwned + Default {
    /// What shows it.
    fn form(&self) -> &str;
}

/// A form of a button alone.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct OnlyForm {
    form: String,
}

impl Shown for OnlyForm {
    fn form(&self) -> &str {
        &self.form
    }
}

impl<T: Shown> FromRequest<Arc<App>> for Sure<T> {
    type Rejection = Response;

    async fn from_request(request: Request, app: &Arc<App>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let bearer = Bearer::from_request_parts(&mut parts, app).await?;
        let form = Form::<T>::from_request(Request::from_parts(parts, body), app).await;
        let fields = form.map(|Form(fields)| fields).unwrap_or_default();
        if bearer.is_ours(fields.form()) { Ok(Self(bearer, fields)) } else { Err(ask_again(&bearer)) }
    }
}

impl Bearer {
    fn language(&self) -> Language {
        self.asked.language
    }

    fn zone(&self) -> chrono_tz::Tz {
        self.rules.office.zone
    }

    /// The address of one of its pages; the page itself where `path` is empty.
    fn address(&self, path: &str) -> String {
        let slash = if path.is_empty() { "" } else { "/" };
        format!("/b/{}{slash}{path}?language={}", self.token.as_str(), self.language().code())
    }

    fn page(&self) -> Page {
        let title = self.rules.office.title.in_language(self.language());
        Page::new(self.language(), title, self.zone().name())
    }

    fn purpose(&self) -> String {
        format!("appointment {}", self.token.as_str())
    }

    fn form(&self) -> String {
        forms::token(&self.asked.app.secret, &self.asked.caller.actor, &self.purpose())
    }

    fn is_ours(&self, form: &str) -> bool {
        forms::check(&self.asked.app.secret, &self.asked.caller.actor, &self.purpose(), form)
    }

    /// What came of an order of this bearer.
    fn settled(&self, asked: agenda::Asked) -> Result<Answer, Problem> {
        self.asked.settled(&self.found.office, asked)
    }

    fn stands(&self) -> Stands {
        let wish = self.found.wish.as_ref().map(|wish| &wish.state);
        match (&self.found.booking, wish) {
            (Some(booking), Some(_)) if booking.state == BookingState::Reserved => Stands::Offered,
            (Some(booking), Some(WishState::Ended)) if booking.state != BookingState::Booked => Stands::Ended,
            (Some(_), _) => Stands::Appointment,
            (None, Some(WishState::Waiting)) => Stands::Waiting,
            (None, Some(WishState::Offered { .. } | WishState::Met | WishState::Ended) | None) => {
                Stands::Ended
            }
        }
    }
}

/// `GET /b/{token}`
pub async fn show(bearer: Bearer, query: Result<Query<SaidQuery>, QueryRejection>) -> Response {
    page(&ShownPage::new(&bearer, query.ok().and_then(|Query(query)| query.said)))
}

/// `GET /b/{token}/feed`: a page that waits is loaded anew when its waiting is over.
pub async fn feed(bearer: Bearer, opening: Opening) -> Response {
    let app = bearer.asked.app.clone();
    let pulse = pulse(&app, bearer.zone());
    let (office, wish) = (bearer.found.office.clone(), bearer.found.wish.map(|wish| wish.id));
    let shown = app.clone();
    let floor_only = |now: &Published| Published { paper: 0, keys: 0, looks: 0, ..*now };
    let feed = drawn(&app, floor_only, move || {
        let floor = shown.hub.floor(&office);
        let wish = floor.as_ref().zip(wish.as_ref()).and_then(|(floor, id)| floor.agenda.wishes.get(id));
        match wish.map(|wish| &wish.state) {
            Some(WishState::Waiting) => Feed::new(0, &std::collections::BTreeMap::new(), None),
            Some(WishState::Offered { .. } | WishState::Met | WishState::Ended) | None => Feed::reload(),
        }
    });
    feed::serve(opening, feed, pulse)
}

/// The page for an address that nobody is known by, and for one that nobody is known by any more.
fn unknown(language: Language) -> Response {
    let l = screen::texts(language);
    let (title, why) = (fl!(l, "appointment-unknown"), fl!(l, "appointment-unknown-why"));
    let back = format!("/book/find?language={}", language.code());
    message(StatusCode::NOT_FOUND, language, &title, &why, Some((&back, &fl!(l, "appointment-find"))))
}

/// The page for a form that was not made here.
fn ask_again(bearer: &Bearer) -> Response {
    let l = screen::texts(bearer.language());
    let (title, why) = (fl!(l, "appointment-again-sure"), fl!(l, "follow-leave-again"));
    let back = bearer.address("");
    message(
        StatusCode::FORBIDDEN,
        bearer.language(),
        &title,
        &why,
        Some((&back, &fl!(l, "appointment-back"))),
    )
    .into_response()
}
