//! The first administrator, by the code that the program printed at its start.

use super::login::{let_in, rules, unfit_words, with_delay, words_of};
use super::views::SetupPage;
use super::{Asked, notices::Said};
use crate::people::Denied;
use crate::people::secrets::Unfit;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use serde::Deserialize;

/// What the form brings.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetupFields {
    token: String,
    code: String,
    name: String,
    password: String,
    again: String,
}

/// `GET /setup`
pub async fn show(asked: Asked) -> Response {
    if asked.app.people.has_admin() {
        return asked.unknown();
    }
    if !asked.is_safe() {
        return super::login::insecure(&asked);
    }
    setup_page(&asked, StatusCode::OK, ("", ""), None, None)
}

/// `POST /setup`
pub async fn set_up(asked: Asked, sent: Result<Form<SetupFields>, FormRejection>) -> Response {
    if asked.app.people.has_admin() {
        return asked.unknown();
    }
    if !asked.is_safe() {
        return super::login::insecure(&asked);
    }
    let Ok(Form(fields)) = sent else { return asked.incomplete("/setup") };
    if !asked.is_ours(&fields.token) {
        return asked.expired("/setup");
    }
    let l = screen::texts(asked.language);
    let typed = (fields.code.as_str(), fields.name.trim());
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    if fields.password != fields.again {
        return setup_page(&asked, wrong, typed, Some(fl!(l, "password-not-same")), None);
    }
    let (people, from) = (&asked.app.people, asked.whence());
    match people.set_up(&fields.code, &fields.name, &fields.password, &from).await {
        Ok(()) => match people.log_in(&fields.name, &fields.password, &from).await {
            Ok(entered) => let_in(&asked, &entered, "/account/factor?step=2"),
            // The account is there; only the way in has to be tried again.
            Err(_) => asked.say("/login", Said::done(fl!(l, "login-code-done"))),
        },
        Err(Denied::Unfit(unfit)) => {
            let of_password = (unfit != Unfit::NotAName).then_some(unfit);
            setup_page(&asked, wrong, typed, Some(unfit_words(asked.language, unfit)), of_password)
        }
        Err(denied) => {
            let (status, why) = words_of(&asked, &denied, fl!(l, "setup-code-wrong"));
            with_delay(setup_page(&asked, status, typed, Some(why), None), &denied)
        }
    }
}

fn setup_page(
    asked: &Asked,
    status: StatusCode,
    (code, name): (&str, &str),
    wrong: Option<String>,
    unfit: Option<Unfit>,
) -> Response {
    let l = screen::texts(asked.language);
    asked.answer(
        status,
        &SetupPage {
            page: asked.page(),
            frame: asked.frame(fl!(l, "setup-title")),
            code: code.to_owned(),
            name: name.to_owned(),
            wrong,
            rules: rules(asked.language, unfit),
        },
    )
}
