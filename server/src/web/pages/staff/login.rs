//! Coming in: name and password, then what else is wanted; a one-time code; the PIN of a session that
//! rests; and going out.
//!
//! ```text
//! /login --password--> (office) --> (second factor) --> where one was going
//! /login/code --code and new password--> the same
//! /login/pin  --PIN, at the browser where the session began--> where one was going
//! ```
//!
//! Steps after the password are answers to the form before, which hands on the login's own secret in a
//! hidden field: nothing of it is in an address.

use super::views::{
    LoginCodePage, LoginFactorPage, LoginOfficePage, LoginPage, LoginPinPage, OfficeChoice, Resting, Rule,
};
use super::{Asked, Frame, Sent, notices::Said, own_path, with_cookie};
use crate::people::secrets::{PASSWORD_LEN_MAX, PASSWORD_LEN_MIN, PIN_LEN, Unfit};
use crate::people::sessions::{Found, Live};
use crate::people::{Denied, Entered, Post};
use crate::store::keys::Role;
use crate::web::cookies::Cookie;
use axum::extract::Form;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::language::Language;
use serde::Deserialize;
use std::sync::Arc;

/// Name and password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoginFields {
    token: String,
    #[serde(default)]
    to: String,
    name: String,
    password: String,
}

/// What is wanted after the password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepFields {
    token: String,
    #[serde(default)]
    to: String,
    pending: String,
    office: Option<String>,
    code: Option<String>,
}

/// A one-time code and a new password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeFields {
    token: String,
    #[serde(default)]
    to: String,
    name: String,
    code: String,
    password: String,
    again: String,
}

/// A PIN.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PinFields {
    token: String,
    #[serde(default)]
    to: String,
    pin: String,
}

/// The form that logs out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogoutFields {
    token: String,
}

/// `GET /login`
pub async fn show(asked: Asked) -> Response {
    if !asked.is_safe() {
        return insecure(&asked);
    }
    login_page(&asked, &to_of(&asked), StatusCode::OK, "", None)
}

/// `POST /login`
pub async fn enter(asked: Asked, sent: Sent<LoginFields>) -> Response {
    if !asked.is_safe() {
        return insecure(&asked);
    }
    let Ok(Form(fields)) = sent else { return asked.incomplete("/login") };
    if !asked.is_ours(&fields.token) {
        return asked.expired("/login");
    }
    let to = own_path(&fields.to).unwrap_or_default();
    match asked.app.people.log_in(&fields.name, &fields.password, &asked.whence()).await {
        Ok(entered) => let_in(&asked, &entered, to),
        Err(Denied::Unfinished { pending, posts, wants_code }) => {
            next_step(&asked, &Step { pending, office: None, posts, wants_code }, to)
        }
        Err(denied) => {
            let (status, why) = words_of(&asked, &denied, fl!(screen::texts(asked.language), "login-wrong"));
            with_delay(login_page(&asked, to, status, fields.name.trim(), Some(why)), &denied)
        }
    }
}

/// `POST /login/step`: the office, the second factor.
pub async fn step(asked: Asked, sent: Sent<StepFields>) -> Response {
    if !asked.is_safe() {
        return insecure(&asked);
    }
    let Ok(Form(fields)) = sent else { return asked.incomplete("/login") };
    if !asked.is_ours(&fields.token) {
        return asked.expired("/login");
    }
    let to = own_path(&fields.to).unwrap_or_default();
    let office = fields.office.as_deref().and_then(|office| OfficeId::new(office).ok());
    let code = fields.code.as_deref();
    match asked.app.people.go_on(&fields.pending, office.as_ref(), code, &asked.whence()).await {
        Ok(entered) => let_in(&asked, &entered, to),
        Err(Denied::Unfinished { pending, posts, wants_code }) => {
            next_step(&asked, &Step { pending, office, posts, wants_code }, to)
        }
        Err(denied) if code.is_some() => {
            let wrong = fl!(screen::texts(asked.language), "login-factor-wrong");
            let (status, why) = words_of(&asked, &denied, wrong);
            let page = factor_page(&asked, &fields.pending, office.as_ref(), to, status, Some(why));
            with_delay(page, &denied)
        }
        // The login was begun too long ago.
        Err(_) => asked.expired("/login"),
    }
}

/// `GET /login/code`
pub async fn show_code(asked: Asked) -> Response {
    if !asked.is_safe() {
        return insecure(&asked);
    }
    code_page(&asked, &to_of(&asked), StatusCode::OK, ("", ""), None, None)
}

/// `POST /login/code`
pub async fn set_password(asked: Asked, sent: Sent<CodeFields>) -> Response {
    if !asked.is_safe() {
        return insecure(&asked);
    }
    let Ok(Form(fields)) = sent else { return asked.incomplete("/login/code") };
    if !asked.is_ours(&fields.token) {
        return asked.expired("/login/code");
    }
    let l = screen::texts(asked.language);
    let to = own_path(&fields.to).unwrap_or_default();
    let again = |status, why, unfit| {
        code_page(&asked, to, status, (fields.name.trim(), &fields.code), Some(why), unfit)
    };
    if fields.password != fields.again {
        return again(StatusCode::UNPROCESSABLE_ENTITY, fl!(l, "password-not-same"), None);
    }
    let people = &asked.app.people;
    let (name, password) = (&fields.name, &fields.password);
    match people.password_by_code(name, &fields.code, password, &asked.whence()).await {
        Ok(()) => {
            let said = Said::done(fl!(l, "login-code-done"));
            asked.say("/login", said)
        }
        Err(Denied::Unfit(unfit)) => {
            again(StatusCode::UNPROCESSABLE_ENTITY, fl!(l, "password-refused"), Some(unfit))
        }
        Err(denied) => {
            let (status, why) = words_of(&asked, &denied, fl!(l, "login-code-wrong"));
            with_delay(again(status, why, None), &denied)
        }
    }
}

/// `GET /login/pin`
pub async fn show_pin(asked: Asked) -> Response {
    if !asked.is_safe() {
        return insecure(&asked);
    }
    pin_page(&asked, &to_of(&asked), StatusCode::OK, None)
}

/// `POST /login/pin`
pub async fn return_by_pin(asked: Asked, sent: Sent<PinFields>) -> Response {
    if !asked.is_safe() {
        return insecure(&asked);
    }
    let Ok(Form(fields)) = sent else { return asked.incomplete("/login/pin") };
    if !asked.is_ours(&fields.token) {
        return asked.expired("/login/pin");
    }
    let l = screen::texts(asked.language);
    let to = own_path(&fields.to).unwrap_or_default();
    let Some(secret) = asked.session_secret() else { return Redirect::to("/login").into_response() };
    match asked.app.people.return_by_pin(secret, &fields.pin, &asked.whence()).await {
        Ok(()) => {
            let role = match asked.app.people.session(secret, true) {
                Some(Found::Active(live)) => live.row.role,
                Some(Found::Resting(_)) | None => Role::Clerk,
            };
            Redirect::to(&way_on(&asked, to, role)).into_response()
        }
        Err(denied) if resting(&asked).is_some() => {
            let (status, why) = words_of(&asked, &denied, fl!(l, "pin-wrong"));
            pin_page(&asked, to, status, Some(why))
        }
        Err(_) => asked.refuse("/login", fl!(l, "pin-ended")),
    }
}

/// `POST /logout`
pub async fn log_out(asked: Asked, sent: Sent<LogoutFields>) -> Response {
    let l = screen::texts(asked.language);
    let Ok(live) = asked.live() else { return Redirect::to("/login").into_response() };
    let Ok(Form(fields)) = sent else { return asked.incomplete("/account") };
    if !asked.is_ours(&fields.token) {
        return asked.expired("/account");
    }
    if let Err(trouble) = asked.app.people.log_out(&live.row.id, asked.caller.by()).await {
        return asked.trouble("/account", &trouble);
    }
    let nobody = Asked { caller: crate::web::access::Caller::nobody(asked.caller.peer), ..asked };
    let answer = nobody.say("/login", Said::done(fl!(l, "login-out")));
    with_cookie(answer, Cookie::Session.clear(nobody.caller.peer))
}

/// Where the address says that one was going; empty where it does not, or not to this server.
fn to_of(asked: &Asked) -> String {
    asked.parameter("to").and_then(own_path).unwrap_or_default().to_owned()
}

/// The part of an address that keeps where one was going; an own path needs no encoding there.
fn with_to(to: &str) -> String {
    if to.is_empty() { String::new() } else { format!("?to={to}") }
}

fn frame(asked: &Asked, heading: String, to: &str) -> Frame {
    let query = if to.is_empty() { String::new() } else { format!("to={to}&") };
    // Whoever comes in is nobody yet, whatever session the browser still has.
    Frame { query, who: None, ..asked.frame(heading) }
}

fn login_page(asked: &Asked, to: &str, status: StatusCode, name: &str, wrong: Option<String>) -> Response {
    let l = screen::texts(asked.language);
    asked.answer(
        status,
        &LoginPage {
            page: asked.page(),
            frame: frame(asked, fl!(l, "login-title"), to),
            to: to.to_owned(),
            with_to: with_to(to),
            name: name.to_owned(),
            wrong,
            rests: resting(asked).is_some(),
            has_rested: is_resting_elsewhere(asked),
        },
    )
}

/// What a login waits for after the password.
struct Step {
    pending: String,
    office: Option<OfficeId>,
    posts: Vec<Post>,
    wants_code: bool,
}

fn next_step(asked: &Asked, step: &Step, to: &str) -> Response {
    if step.office.is_some() || step.posts.is_empty() {
        debug_assert!(step.wants_code, "a login that wants nothing more has ended");
        return factor_page(asked, &step.pending, step.office.as_ref(), to, StatusCode::OK, None);
    }
    let l = screen::texts(asked.language);
    let title = |office: &OfficeId| {
        let floor = asked.app.hub.floor(office)?;
        Some(floor.rules()?.office.title.in_language(asked.language).to_owned())
    };
    let offices = step.posts.iter().map(|post| OfficeChoice {
        id: post.office.to_string(),
        title: title(&post.office).unwrap_or_else(|| post.office.to_string()),
        role: post.role,
    });
    asked.answer(
        StatusCode::OK,
        &LoginOfficePage {
            page: asked.page(),
            frame: frame(asked, fl!(l, "login-office-title"), to),
            to: to.to_owned(),
            with_to: with_to(to),
            pending: step.pending.clone(),
            offices: offices.collect(),
        },
    )
}

fn factor_page(
    asked: &Asked,
    pending: &str,
    office: Option<&OfficeId>,
    to: &str,
    status: StatusCode,
    wrong: Option<String>,
) -> Response {
    let l = screen::texts(asked.language);
    asked.answer(
        status,
        &LoginFactorPage {
            page: asked.page(),
            frame: frame(asked, fl!(l, "login-factor-title"), to),
            to: to.to_owned(),
            with_to: with_to(to),
            pending: pending.to_owned(),
            office: office.map(OfficeId::to_string),
            wrong,
        },
    )
}

fn code_page(
    asked: &Asked,
    to: &str,
    status: StatusCode,
    (name, code): (&str, &str),
    wrong: Option<String>,
    unfit: Option<Unfit>,
) -> Response {
    let l = screen::texts(asked.language);
    asked.answer(
        status,
        &LoginCodePage {
            page: asked.page(),
            frame: frame(asked, fl!(l, "login-code-title"), to),
            to: to.to_owned(),
            with_to: with_to(to),
            name: name.to_owned(),
            code: code.to_owned(),
            wrong,
            rules: rules(asked.language, unfit),
        },
    )
}

fn pin_page(asked: &Asked, to: &str, status: StatusCode, wrong: Option<String>) -> Response {
    let l = screen::texts(asked.language);
    let resting = resting(asked).and_then(|live| {
        let name = asked.app.people.name_of(&live.row.person)?;
        Some(Resting { name, began: asked.time(live.row.created_at) })
    });
    asked.answer(
        status,
        &LoginPinPage {
            page: asked.page(),
            frame: frame(asked, fl!(l, "pin-title"), to),
            to: to.to_owned(),
            with_to: with_to(to),
            wrong,
            resting,
        },
    )
}

/// The session that rests at this very browser, and can be taken up by a PIN.
fn resting(asked: &Asked) -> Option<Arc<Live>> {
    let found = asked.app.people.session(asked.session_secret()?, false)?;
    let Found::Resting(live) = found else { return None };
    let seat = asked.whence().seat?;
    (live.row.seat.as_deref() == Some(seat.id.as_str())).then_some(live)
}

/// Whether this browser's session rests where no PIN will do.
fn is_resting_elsewhere(asked: &Asked) -> bool {
    let found = asked.session_secret().and_then(|secret| asked.app.people.session(secret, false));
    matches!(found, Some(Found::Resting(_))) && resting(asked).is_none()
}

/// The rules of passwords, with the one that was broken.
pub(super) fn rules(language: Language, unfit: Option<Unfit>) -> Vec<Rule> {
    let l = screen::texts(language);
    let is_of_length = matches!(unfit, Some(Unfit::Short | Unfit::Long));
    vec![
        Rule {
            text: fl!(l, "password-rule-length", low = PASSWORD_LEN_MIN, high = PASSWORD_LEN_MAX),
            is_broken: is_of_length,
        },
        Rule { text: fl!(l, "password-rule-guess"), is_broken: unfit == Some(Unfit::Guessable) },
    ]
}

/// What to say to somebody who has not come in, and the status of the answer.
pub(super) fn words_of(asked: &Asked, denied: &Denied, wrong: String) -> (StatusCode, String) {
    let l = screen::texts(asked.language);
    match denied {
        Denied::Wrong | Denied::Unfinished { .. } => (StatusCode::UNAUTHORIZED, wrong),
        Denied::Later { seconds } => {
            let n = *seconds;
            (StatusCode::TOO_MANY_REQUESTS, fl!(l, "login-too-many", n = n))
        }
        Denied::Unfit(unfit) => (StatusCode::UNPROCESSABLE_ENTITY, unfit_words(asked.language, *unfit)),
        Denied::Trouble(trouble) => {
            tracing::error!(error = trouble as &dyn std::error::Error, "somebody could not come in");
            (StatusCode::SERVICE_UNAVAILABLE, fl!(l, "form-busy"))
        }
    }
}

/// Why a name, password or PIN is not taken.
pub(super) fn unfit_words(language: Language, unfit: Unfit) -> String {
    let l = screen::texts(language);
    match unfit {
        Unfit::Short | Unfit::Long | Unfit::Guessable => fl!(l, "password-refused"),
        Unfit::NotAPin | Unfit::EasyPin => fl!(l, "account-pin-weak", n = PIN_LEN),
        Unfit::NotAName => fl!(l, "people-name-wrong"),
    }
}

/// Says when to try again, to programs too.
pub(super) fn with_delay(mut response: Response, denied: &Denied) -> Response {
    let seconds = match denied {
        Denied::Later { seconds } => *seconds,
        Denied::Trouble(_) => 1,
        Denied::Wrong | Denied::Unfinished { .. } | Denied::Unfit(_) => return response,
    };
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Sets the cookie of a new session, and leads to where one was going.
pub(super) fn let_in(asked: &Asked, entered: &Entered, to: &str) -> Response {
    let way = way_on(asked, to, entered.role);
    with_cookie(Redirect::to(&way).into_response(), Cookie::Session.set(asked.caller.peer, &entered.secret))
}

/// Where one was going; else the desk of this browser, else what the role does first.
fn way_on(asked: &Asked, to: &str, role: Role) -> String {
    if !to.is_empty() {
        return to.to_owned();
    }
    match (asked.whence().seat.and_then(|seat| seat.desk), role) {
        (Some(desk), _) => format!("/desk/{desk}/"),
        (None, Role::Admin) => "/admin/".to_owned(),
        (None, Role::Clerk | Role::Welcome | Role::Supervisor) => "/desk/".to_owned(),
    }
}

/// The page for a connection that others can read.
pub(super) fn insecure(asked: &Asked) -> Response {
    let l = screen::texts(asked.language);
    let (title, why) = (fl!(l, "login-insecure"), fl!(l, "login-insecure-why"));
    super::super::message(StatusCode::FORBIDDEN, asked.language, &title, &why, None)
}
