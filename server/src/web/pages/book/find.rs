//! Finding an appointment again by its code, and the last name where one was given.

use super::{Asked, busy, with_status};
use crate::agenda::{Guesser, Hidden, Proof};
use crate::web::pages::page;
use crate::web::problem::retry_after;
use askama::Template;
use axum::extract::Form;
use axum::extract::rejection::FormRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use screen::Page;
use serde::Deserialize;

/// Longest code and name that are looked at, characters.
const FIELD_LEN_MAX: usize = 100;

#[derive(Template)]
#[template(path = "book/find.html")]
struct FindPage {
    page: Page,
    said: Option<String>,
}

/// What is typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FindFields {
    code: String,
    last_name: String,
}

/// `GET /book/find`
pub async fn show(asked: Asked) -> Response {
    page(&FindPage::new(&asked, None))
}

/// `POST /book/find`
pub async fn find(asked: Asked, form: Result<Form<FindFields>, FormRejection>) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let cut = |text: &str| text.chars().take(FIELD_LEN_MAX).collect::<String>();
    let (code, name) = (cut(&fields.code), cut(&fields.last_name));
    let from = Guesser::Address(asked.caller.peer.address);
    let l = screen::texts(asked.language);
    match asked.app.booking_by_code(&code, Proof::Name(&name), from) {
        Ok(found) => {
            let token = found.secrets.token.as_str();
            Redirect::to(&format!("/b/{token}?language={}", asked.language.code())).into_response()
        }
        Err(Hidden::Unknown) => {
            let shown = FindPage::new(&asked, Some(fl!(l, "refusal-unknown-booking")));
            with_status(StatusCode::NOT_FOUND, page(&shown))
        }
        Err(Hidden::TooMany(wait)) => {
            let shown = FindPage::new(&asked, Some(fl!(l, "message-too-many-why")));
            let mut response = with_status(StatusCode::TOO_MANY_REQUESTS, page(&shown));
            response.headers_mut().insert(header::RETRY_AFTER, retry_after(wait));
            response
        }
        Err(Hidden::Failed) => busy(asked.language),
    }
}

impl FindPage {
    fn new(asked: &Asked, said: Option<String>) -> Self {
        Self { page: super::house_page(asked), said }
    }
}
