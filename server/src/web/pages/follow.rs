//! The follow page: the bearer of a slip sees the own number, place and wait, and where to go.
//!
//! ```text
//! GET /t/{token}  --"Lascia la fila", confirmed--> POST /t/{token}/leave --303--> GET /t/{token}
//! ```
//!
//! The page's address is the only secret and holds nothing else. Unknown and malformed ones look the same.

mod state;

use super::{drawn, message, page, pulse};
use crate::app::App;
use crate::hub::Published;
use crate::web::access::Caller;
use crate::web::api::carry_out;
use crate::web::api::follow::followed;
use crate::web::body::{language, named};
use crate::web::forms;
use crate::web::problem::Problem;
use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::header::REFRESH;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use i18n_embed_fl::fl;
use office::command::Order;
use office::id::{FollowToken, OfficeId, TicketId};
use office::language::Language;
use office::refusal::Refusal;
use office::ticket::LegState;
use screen::Page;
use screen::feed::{self, Feed, Opening};
use serde::Deserialize;
use state::{Expected, Followed, State as Stands};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Seconds after which a phone looks again whether a number has come in.
const NOT_COME_IN_REFRESH_S: &str = "15";

/// `GET /t/{token}`
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let preferred = language(&uri, &headers);
    let (office, ticket) = match followed(&app, &token) {
        Ok(found) => found,
        Err(problem) => {
            return not_come_in(&app, &token, preferred).unwrap_or_else(|| not_followed(preferred, &problem));
        }
    };
    let language = language_of(&app, &uri, &ticket);
    if !names_language(&uri) && language == Language::default() && preferred != language {
        // The feed's request does not always say what the browser prefers; its address does.
        return Redirect::to(&format!("?language={}", preferred.code())).into_response();
    }
    let Some(shown) = state::followed(&app, &office, &ticket, language) else { return unknown(language) };
    let Ok(bits) = app.random_bits() else {
        return not_followed(language, &Problem::later("no_random_bits"));
    };
    let form = LeaveForm { form: form_token(&app, &caller, &token), key: format!("{bits:032x}") };
    page(&FollowPage::new(shown, language, token, form))
}

/// `GET /t/{token}/feed`
pub async fn feed(
    State(app): State<Arc<App>>,
    Path(token): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    opening: Opening,
) -> Response {
    let (office, ticket) = match followed(&app, &token) {
        Ok(found) => found,
        Err(problem) => return not_followed(language(&uri, &headers), &problem),
    };
    let language = language_of(&app, &uri, &ticket);
    let pulse = pulse(&app, crate::web::api::zone_of(&app, &office));
    let shown = app.clone();
    let floor_and_looks = |now: &Published| Published { paper: 0, keys: 0, ..*now };
    let feed =
        drawn(&app, floor_and_looks, move || match state::followed(&shown, &office, &ticket, language) {
            Some(followed) => {
                let seq = followed.seq;
                let page = FollowPage::new(followed, language, String::new(), LeaveForm::default());
                Feed::new(seq, &page.regions(), None)
            }
            // The day is over: loaded anew, the page says so.
            None => Feed::reload(),
        });
    feed::serve(opening, feed, pulse)
}

/// `POST /t/{token}/leave`
pub async fn leave(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    form: Result<Form<LeaveForm>, FormRejection>,
) -> Response {
    let (office, ticket) = match followed(&app, &token) {
        Ok(found) => found,
        Err(problem) => return not_followed(language(&uri, &headers), &problem),
    };
    let language = language_of(&app, &uri, &ticket);
    let back = address(&token, &uri);
    let form = form.map(|Form(form)| form).unwrap_or_default();
    if !forms::check(&app.secret, &caller.actor, &purpose(&token), &form.form) || form.key.is_empty() {
        return ask_again(language, &back);
    }
    match give_up(&app, &caller, &office, &ticket, &form.key, language).await {
        Ok(()) => Redirect::to(&back).into_response(),
        Err(problem) => not_left(language, &problem, &back),
    }
}

async fn give_up(
    app: &App,
    caller: &Caller,
    office: &OfficeId,
    ticket: &TicketId,
    key: &str,
    language: Language,
) -> Result<(), Problem> {
    let request = named(key, &[b"leave", ticket.as_str().as_bytes()]);
    let order = Order::Leave { ticket: ticket.clone() };
    match carry_out(app, caller, office, Some(request), language, order).await {
        Ok(_) => Ok(()),
        // Given up from another page of the same slip: that is what was wanted.
        Err(problem) if has_left(&problem) => Ok(()),
        Err(problem) => Err(problem),
    }
}

fn has_left(problem: &Problem) -> bool {
    matches!(problem.refusal.as_deref(), Some(Refusal::IllegalStep { state: LegState::Left, .. }))
}

/// The fields of the form that gives up a place.
#[derive(Debug, Default, Deserialize)]
pub struct LeaveForm {
    /// Shows that the form was made here.
    #[serde(default)]
    form: String,
    /// The name of the request: sent twice, it is one.
    #[serde(default)]
    key: String,
}

fn purpose(token: &str) -> String {
    format!("follow {token}")
}

fn form_token(app: &App, caller: &Caller, token: &str) -> String {
    forms::token(&app.secret, &caller.actor, &purpose(token))
}

fn names_language(uri: &Uri) -> bool {
    uri.query().is_some_and(|query| query.split('&').any(|pair| pair.starts_with("language=")))
}

/// The language that the address names, otherwise that of the slip.
fn language_of(app: &App, uri: &Uri, ticket: &TicketId) -> Language {
    if names_language(uri) {
        return language(uri, &HeaderMap::new());
    }
    // Without its note, which can fail to be read, the page is Italian: no reason to refuse it.
    app.reader.told(ticket).ok().flatten().map(|told| told.language).unwrap_or_default()
}

/// The address of the follow page, in the language that this one names.
fn address(token: &str, uri: &Uri) -> String {
    match names_language(uri) {
        true => format!("/t/{token}?language={}", language(uri, &HeaderMap::new()).code()),
        false => format!("/t/{token}"),
    }
}

/// A number that a totem has given, or may give, while it is alone, and that nobody here knows more of.
fn not_come_in(app: &App, token: &str, language: Language) -> Option<Response> {
    let token = FollowToken::try_from(token.to_owned()).ok()?;
    let (.., number) = app.reader.not_come_in(&token).ok()??;
    let l = screen::texts(language);
    let (title, text) = (fl!(l, "follow-alone", number = number.to_string()), fl!(l, "follow-alone-why"));
    let mut response = message(StatusCode::OK, language, &title, &text, None);
    response.headers_mut().insert(REFRESH, HeaderValue::from_static(NOT_COME_IN_REFRESH_S));
    Some(response)
}

fn not_followed(language: Language, problem: &Problem) -> Response {
    if problem.status == StatusCode::NOT_FOUND.as_u16() { unknown(language) } else { busy(language) }
}

fn unknown(language: Language) -> Response {
    let l = screen::texts(language);
    let text = format!("{} {}", fl!(l, "follow-unknown-why"), fl!(l, "follow-unknown-how"));
    message(StatusCode::NOT_FOUND, language, &fl!(l, "follow-unknown"), &text, None)
}

fn busy(language: Language) -> Response {
    let l = screen::texts(language);
    let (title, text) = (fl!(l, "message-busy"), fl!(l, "message-busy-why"));
    let mut response = message(StatusCode::SERVICE_UNAVAILABLE, language, &title, &text, None);
    response.headers_mut().insert(axum::http::header::RETRY_AFTER, axum::http::HeaderValue::from_static("2"));
    response
}

fn ask_again(language: Language, back: &str) -> Response {
    let l = screen::texts(language);
    let (title, text) = (fl!(l, "follow-leave-sure"), fl!(l, "follow-leave-again"));
    message(StatusCode::FORBIDDEN, language, &title, &text, Some((back, &fl!(l, "follow-back"))))
}

fn not_left(language: Language, problem: &Problem, back: &str) -> Response {
    let Ok(status) = StatusCode::from_u16(problem.status) else { return busy(language) };
    if problem.refusal.is_none() {
        return busy(language);
    }
    let l = screen::texts(language);
    let title = fl!(l, "follow-leave-late");
    message(status, language, &title, &problem.detail, Some((back, &fl!(l, "follow-back"))))
}

#[derive(Template)]
#[template(path = "follow.html", blocks = ["call", "stands"])]
struct FollowPage {
    page: Page,
    token: String,
    ticket: Followed,
    form: LeaveForm,
}

impl FollowPage {
    fn new(ticket: Followed, language: Language, token: String, form: LeaveForm) -> Self {
        let page = Page::new(language, &ticket.office, ticket.zone.name()).live();
        Self { page, token, ticket, form }
    }

    fn regions(&self) -> BTreeMap<&'static str, String> {
        let call = self.as_call().render().unwrap_or_default();
        let stands = self.as_stands().render().unwrap_or_default();
        BTreeMap::from([("call", call), ("stands", stands)])
    }
}

#[cfg(test)]
mod tests;
