//! One's own login: password, PIN, second factor, sessions.

use super::login::{insecure, let_in, rules, unfit_words};
use super::notices::Said;
use super::views::{About, AccountPage, FactorPage, OwnSession};
use super::{Asked, Sent};
use crate::people::secrets::{PIN_LEN, Unfit};
use crate::people::sessions::{IDLE_MAX, Live};
use crate::people::{Denied, NotManaged, second_factor};
use crate::store::keys::Role;
use crate::store::people::PersonRow;
use crate::store::staffing::StaffChange;
use crate::web::forms;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use serde::Deserialize;
use std::sync::Arc;

/// The page itself.
const ACCOUNT: &str = "/account";
/// The page of the second factor.
const FACTOR: &str = "/account/factor";

/// A new password.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasswordFields {
    token: String,
    /// Only there for the browser's memory of passwords.
    #[serde(rename = "name")]
    _name: Option<String>,
    old: String,
    password: String,
    again: String,
}

/// A new PIN.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PinFields {
    token: String,
    pin: String,
    password: String,
}

/// The first code of a second factor.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorFields {
    token: String,
    code: String,
}

/// A form that has nothing but its token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyToken {
    /// The token.
    pub token: String,
}

/// What is wrong with the form just sent.
#[derive(Default)]
struct Wrong {
    password: Option<(String, Option<Unfit>)>,
    pin: Option<String>,
}

/// `GET /account`
pub async fn show(asked: Asked) -> Response {
    account_page(&asked, StatusCode::OK, Wrong::default())
}

/// `POST /account/password`
pub async fn change_password(asked: Asked, sent: Sent<PasswordFields>) -> Response {
    let live = match live(&asked) {
        Ok(live) => live,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(ACCOUNT) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(ACCOUNT);
    }
    let l = screen::texts(asked.language);
    let again = |why: String, unfit| {
        let wrong = Wrong { password: Some((why, unfit)), pin: None };
        account_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, wrong)
    };
    if fields.password != fields.again {
        return again(fl!(l, "password-not-same"), None);
    }
    match asked.app.people.change_password(&live, &fields.old, &fields.password, &asked.whence()).await {
        Ok(()) => asked.say(ACCOUNT, Said::done(fl!(l, "account-password-changed"))),
        Err(NotManaged::Wrong) => again(fl!(l, "account-password-wrong"), None),
        Err(NotManaged::Unfit(unfit)) => again(unfit_words(asked.language, unfit), Some(unfit)),
        Err(NotManaged::Declined(_)) => asked.incomplete(ACCOUNT),
        Err(NotManaged::Trouble(trouble)) => asked.trouble(ACCOUNT, &trouble),
    }
}

/// `POST /account/pin`
pub async fn set_pin(asked: Asked, sent: Sent<PinFields>) -> Response {
    let live = match live(&asked) {
        Ok(live) => live,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(ACCOUNT) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(ACCOUNT);
    }
    let l = screen::texts(asked.language);
    let again = |why: String| {
        let wrong = Wrong { password: None, pin: Some(why) };
        account_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, wrong)
    };
    match asked.app.people.set_pin(&live, &fields.password, &fields.pin, &asked.whence()).await {
        Ok(()) => asked.say(ACCOUNT, Said::done(fl!(l, "account-pin-done"))),
        Err(NotManaged::Wrong) => again(fl!(l, "account-password-wrong")),
        Err(NotManaged::Unfit(unfit)) => again(unfit_words(asked.language, unfit)),
        Err(NotManaged::Declined(_)) => asked.incomplete(ACCOUNT),
        Err(NotManaged::Trouble(trouble)) => asked.trouble(ACCOUNT, &trouble),
    }
}

/// `GET /account/factor`
pub async fn show_factor(asked: Asked) -> Response {
    factor_page(&asked, StatusCode::OK, None)
}

/// `POST /account/factor`
pub async fn confirm_factor(asked: Asked, sent: Sent<FactorFields>) -> Response {
    let live = match live(&asked) {
        Ok(live) => live,
        Err(response) => return *response,
    };
    let Ok(Form(fields)) = sent else { return asked.incomplete(FACTOR) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(FACTOR);
    }
    let l = screen::texts(asked.language);
    let secret = secret_of(&asked, &live);
    match asked.app.people.confirm_second_factor(&live, &secret, &fields.code, &asked.whence()).await {
        Ok(entered) => {
            let to = if entered.role >= Role::Admin { "/admin/" } else { ACCOUNT };
            let way = asked.noticed(to, Said::done(fl!(l, "factor-done")));
            let_in(&asked, &entered, &way)
        }
        Err(Denied::Trouble(trouble)) => asked.trouble(FACTOR, &trouble),
        Err(Denied::Wrong | Denied::Later { .. } | Denied::Unfinished { .. } | Denied::Unfit(_)) => {
            factor_page(&asked, StatusCode::UNPROCESSABLE_ENTITY, Some(fl!(l, "factor-wrong")))
        }
    }
}

/// `POST /account/sessions/{session}/end`
pub async fn end_session(asked: Asked, Path(session): Path<String>, sent: Sent<OnlyToken>) -> Response {
    let live = match live(&asked) {
        Ok(live) => live,
        Err(response) => return *response,
    };
    match sent {
        Ok(Form(fields)) if asked.is_ours(&fields.token) => {}
        Ok(_) | Err(_) => return asked.expired(ACCOUNT),
    }
    if !sessions(&asked, &live).iter().any(|own| own.id == session) {
        return asked.unknown();
    }
    let l = screen::texts(asked.language);
    let change = StaffChange::End { session, why: "session ended" };
    match asked.app.people.done(change, asked.caller.by()).await {
        Ok(()) | Err(NotManaged::Declined(_)) => asked.say(ACCOUNT, Said::done(fl!(l, "account-ended"))),
        Err(NotManaged::Trouble(trouble)) => asked.trouble(ACCOUNT, &trouble),
        Err(NotManaged::Unfit(_) | NotManaged::Wrong) => asked.incomplete(ACCOUNT),
    }
}

/// `POST /account/sessions/end-others`
pub async fn end_others(asked: Asked, sent: Sent<OnlyToken>) -> Response {
    let live = match live(&asked) {
        Ok(live) => live,
        Err(response) => return *response,
    };
    match sent {
        Ok(Form(fields)) if asked.is_ours(&fields.token) => {}
        Ok(_) | Err(_) => return asked.expired(ACCOUNT),
    }
    let l = screen::texts(asked.language);
    let others = sessions(&asked, &live).len().saturating_sub(1);
    let (person, but) = (live.row.person.clone(), Some(live.row.id.clone()));
    let change = StaffChange::EndOf { person, office: None, but };
    match asked.app.people.done(change, asked.caller.by()).await {
        Ok(()) | Err(NotManaged::Declined(_)) => {
            asked.say(ACCOUNT, Said::done(fl!(l, "account-ended-others", n = others)))
        }
        Err(NotManaged::Trouble(trouble)) => asked.trouble(ACCOUNT, &trouble),
        Err(NotManaged::Unfit(_) | NotManaged::Wrong) => asked.incomplete(ACCOUNT),
    }
}

/// The session, where a password may travel.
fn live(asked: &Asked) -> Result<Arc<Live>, Box<Response>> {
    if !asked.is_safe() {
        return Err(Box::new(insecure(asked)));
    }
    asked.live().cloned()
}

fn person(asked: &Asked, live: &Live) -> Result<PersonRow, Box<Response>> {
    match asked.app.reader.person(&live.row.person) {
        Ok(Some(person)) => Ok(person),
        Ok(None) => Err(Box::new(Redirect::to("/login").into_response())),
        Err(error) => Err(Box::new(asked.failed(&error))),
    }
}

fn account_page(asked: &Asked, status: StatusCode, wrong: Wrong) -> Response {
    let found = live(asked).and_then(|live| person(asked, &live).map(|person| (live, person)));
    let (live, person) = match found {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let l = screen::texts(asked.language);
    let (password_wrong, unfit) = wrong.password.unzip();
    let seat = live.row.seat.as_deref().and_then(|seat| asked.app.people.seat_title(seat));
    asked.answer(
        status,
        &AccountPage {
            page: asked.page(),
            frame: asked.frame(fl!(l, "account-title")),
            about: About {
                name: person.name,
                role: live.row.role,
                seat,
                has_pin: person.pin_hash.is_some(),
                has_factor: person.totp_secret.is_some(),
            },
            password_wrong,
            pin_wrong: wrong.pin,
            rules: rules(asked.language, unfit.flatten()),
            pin_len: PIN_LEN,
            sessions: sessions(asked, &live),
        },
    )
}

/// Everything that this person is logged in with.
fn sessions(asked: &Asked, live: &Live) -> Vec<OwnSession> {
    let (now, elapsed) = (asked.app.clock.now(), asked.app.clock.elapsed());
    let all = asked.app.people.sessions.all(elapsed).into_iter();
    all.filter(|(row, _)| row.person == live.row.person)
        .map(|(row, idle)| OwnSession {
            place: asked.place_of(row.seat.as_deref()),
            began: asked.time(row.created_at),
            seen: asked.time(now.minus(idle)),
            is_this: row.id == live.row.id,
            rests: idle >= IDLE_MAX,
            id: row.id,
        })
        .collect()
}

/// The secret that this session may enrol: the same on the page and in its form, and known to nobody else.
fn secret_of(asked: &Asked, live: &Live) -> Vec<u8> {
    let purpose = format!("second factor {}", live.row.id);
    let digits = forms::token(&asked.app.secret, &asked.caller.actor, &purpose);
    let pairs = digits.as_bytes().chunks(2).filter_map(|pair| std::str::from_utf8(pair).ok());
    let bytes = pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok());
    bytes.take(second_factor::SECRET_LEN).collect()
}

fn factor_page(asked: &Asked, status: StatusCode, wrong: Option<String>) -> Response {
    let found = live(asked).and_then(|live| person(asked, &live).map(|person| (live, person)));
    let (live, person) = match found {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let l = screen::texts(asked.language);
    let secret = secret_of(asked, &live);
    let text = second_factor::as_text(&secret);
    let groups: Vec<&str> =
        text.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
    asked.answer(
        status,
        &FactorPage {
            page: asked.page(),
            frame: asked.frame(fl!(l, "factor-title")),
            wrong,
            is_setup: asked.parameter("step") == Some("2"),
            must: live.row.role >= Role::Admin && person.totp_secret.is_none() && !asked.app.is_demo(),
            qr: screen::qr::svg(&second_factor::as_address(&secret, &person.name), &fl!(l, "factor-qr")),
            secret: groups.join(" "),
        },
    )
}
