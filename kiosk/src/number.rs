//! The number in huge digits, for half a minute, to nobody but who took it.

use crate::Totem;
use crate::frame::{self, Countdown, Frame};
use crate::visit::Visit;
use crate::visits::Stage;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::language::Language;
use office::moment::Moment;
use office::wire::{Taken, TotemScreen};
use screen::front::Front;
use screen::{Page, qr, texts, words};
use serde::Deserialize;

/// Seconds that the number is shown, unless more time is asked for.
const SHOWN_S: u64 = 25;

/// Longest number, in characters, that fits at full size.
const DIGITS_FULL: usize = 4;

/// What the number page can be asked.
#[derive(Default, Deserialize)]
pub(crate) struct NumberQuery {
    visit: Option<String>,
    language: Option<String>,
}

#[derive(Template)]
#[template(path = "number.html")]
struct NumberPage {
    page: Page,
    frame: Frame,
    number: String,
    long: bool,
    title: String,
    wait: Option<String>,
    ahead: u32,
    place: String,
    qr: String,
    printed: bool,
    again: String,
    end: String,
}

/// Shows the number of a visit that is not over; otherwise goes home.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<NumberQuery>, QueryRejection>,
) -> Response
where
    F: Front<Screen = TotemScreen>,
{
    let Query(query) = query.unwrap_or_default();
    let language = frame::language(query.language.as_deref());
    let key = query.visit.unwrap_or_default();
    let now = totem.now();
    let Some(visit) = Visit::read(&key, totem.visits.secret()) else { return frame::go("./") };
    match totem.visits.stage(visit.id(), now) {
        Stage::Taken(taken) => {
            frame::show(StatusCode::OK, &NumberPage::new(&totem.screen(), &taken, &key, language, now))
        }
        Stage::New | Stage::Asked(_) | Stage::Over => frame::go("./"),
    }
}

impl NumberPage {
    fn new(screen: &TotemScreen, taken: &Taken, key: &str, language: Language, now: Moment) -> Self {
        let address = |other: Language| format!("number?visit={key}&language={}", other.code());
        let end = format!("./?end={key}");
        let number = taken.number.to_string();
        let tile = screen.tiles.iter().find(|tile| tile.service == taken.service);
        let named = fl!(texts(language), "totem-qr", number = number.as_str());
        Self {
            page: frame::page(screen, language),
            frame: Frame::new(
                screen,
                language,
                now,
                Some(Countdown { seconds: SHOWN_S, to: end.clone() }),
                address,
            ),
            long: number.chars().count() > DIGITS_FULL,
            number,
            title: tile.map(|tile| tile.title.in_language(language).to_owned()).unwrap_or_default(),
            wait: taken.wait.map(|wait| words::wait(wait.low_min, wait.high_min, language)),
            ahead: taken.ahead,
            place: screen.waiting_place.in_language(language).to_owned(),
            qr: qr::svg(&taken.follow_url, &named),
            printed: taken.printed,
            again: address(language),
            end,
        }
    }
}
