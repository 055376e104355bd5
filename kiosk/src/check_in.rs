//! Check-in: the code of an appointment, typed on the screen or scanned from anywhere, gives a number.
//!
//! Codes stand in no address: what is typed without script goes with the form.

use crate::forms::{self, sent};
use crate::frame::{self, Entered, Frame};
use crate::keyboard::Key;
use crate::listen::Spoken;
use crate::stand::{Asked, Place};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use i18n_embed_fl::fl;
use office::refusal::Refusal;
use office::wire::{Ask, Reply};
use screen::front::{Front, Unserved};
use screen::{Page, reasons, texts};

/// The keys, row by row: the digits and letters that codes are made of.
const ROWS: [&str; 5] = ["12345", "67890", "ABCDEFGH", "JKMNPQRS", "TVWXYZ"];

/// Longest text that is read: the address of an appointment's page.
const SCANNED_LEN_MAX: usize = 300;

/// Most characters that are typed: a code with its hyphen.
const TYPED_LEN_MAX: usize = 9;

#[derive(Template)]
#[template(path = "check-in.html")]
struct CheckInPage {
    page: Page,
    frame: Frame,
    /// What stands in the field.
    typed: String,
    /// Whether it is no code of an appointment.
    is_unknown: bool,
    keys: Vec<Vec<char>>,
    fields: Vec<(&'static str, String)>,
}

impl CheckInPage {
    fn new(entered: &Entered, typed: String, is_unknown: bool) -> CheckInPage {
        let l = texts(entered.language());
        let own = |words| Spoken::own(entered.language(), words);
        CheckInPage {
            page: entered.page(),
            frame: entered.heard(&[fl!(l, "totem-check-in"), fl!(l, "totem-check-in-how")].map(own)),
            typed,
            is_unknown,
            keys: ROWS.iter().map(|row| row.chars().collect()).collect(),
            fields: entered.stand.fields(),
        }
    }
}

/// Asks for the code.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    match totem.enter(&asked, Place::CheckIn) {
        Ok(entered) => frame::show(StatusCode::OK, &CheckInPage::new(&entered, String::new(), false)),
        Err(elsewhere) => elsewhere,
    }
}

/// Writes a key, or gives a number for the code. A scanned code begins a visit of its own.
pub(crate) async fn check_in<F>(
    State(totem): State<Totem<F>>,
    headers: HeaderMap,
    form: Result<Form<Asked>, FormRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let asked = match sent(&headers, form) {
        Ok(asked) => asked,
        Err(elsewhere) => return elsewhere,
    };
    let begun = || totem.visits.mint(totem.now()).key(totem.visits.secret());
    let asked = Asked { visit: Some(asked.visit.clone().unwrap_or_else(begun)), ..asked };
    let entered = match totem.enter(&asked, Place::CheckIn) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let code = asked.code.clone().unwrap_or_default();
    if let Some(key) = asked.key.as_deref().and_then(Key::from_code) {
        let typed: String = key.write(&code).chars().take(TYPED_LEN_MAX).collect();
        return frame::show(StatusCode::OK, &CheckInPage::new(&entered, typed, false));
    }
    if code.trim().is_empty() || code.len() > SCANNED_LEN_MAX {
        return frame::show(StatusCode::OK, &CheckInPage::new(&entered, String::new(), false));
    }
    let visit = entered.visit.id();
    totem.give_back(totem.visits.let_go(visit)).await;
    let request = entered.visit.request_for(&format!("check-in-{code}"), totem.visits.secret());
    let print = entered.shown.screen.prints;
    let ask = Ask::CheckIn { code: code.clone(), language: entered.language(), print };
    match totem.front.ask(request, ask).await {
        Ok(Reply::Taken(taken)) => {
            totem.visits.taken(visit, taken, totem.now());
            frame::go(&entered.stand.at(Place::Number).address())
        }
        Err(Unserved::Refused(refusal)) => refused(&entered, code, &refusal),
        Err(Unserved::Away) => away(&entered, code),
        Ok(
            Reply::Printing
            | Reply::Slots { .. }
            | Reply::Appointment(_)
            | Reply::Released
            | Reply::Block(_)
            | Reply::TakenIn { .. }
            | Reply::Left { .. },
        ) => {
            tracing::error!("the office answered a check-in with something else");
            away(&entered, code)
        }
    }
}

/// An unknown code can be typed again; everything else is said in words, with when and where.
fn refused(entered: &Entered, code: String, refusal: &Refusal) -> Response {
    if matches!(refusal, Refusal::UnknownBooking) {
        let typed = if code.chars().count() > TYPED_LEN_MAX { String::new() } else { code };
        return frame::show(StatusCode::CONFLICT, &CheckInPage::new(entered, typed, true));
    }
    let reason = reasons::refusal(entered.language(), refusal, entered.shown.zone());
    let title = fl!(texts(entered.language()), "totem-booked");
    forms::refused(entered, title, reason, None)
}

fn away(entered: &Entered, code: String) -> Response {
    let fields = entered.stand.fields().into_iter().chain([("code", code)]).collect();
    let reason = fl!(texts(entered.language()), "totem-away-appointment");
    forms::away(entered, "check-in", reason, fields)
}
