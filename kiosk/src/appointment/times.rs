//! The free times of one day.

use super::{TimeView, fields, titles, wanted_by};
use crate::frame::{self, Entered, Frame, Notice};
use crate::listen::Spoken;
use crate::outcome::said;
use crate::stand::{Asked, Place};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use screen::front::Front;
use screen::{Page, texts, words};

#[derive(Template)]
#[template(path = "times.html")]
struct TimesPage {
    page: Page,
    frame: Frame,
    said: Vec<String>,
    titles: Vec<String>,
    day: String,
    times: Vec<TimeView>,
    /// Whether the office cannot be asked now.
    is_away: bool,
    /// Where the other days are.
    days: String,
    fields: Vec<(&'static str, String)>,
}

/// Shows the free times of a day.
pub(crate) async fn times<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let Some((matter, date)) = asked.matter().and_then(|matter| Some((matter.clone(), matter.date?))) else {
        return Notice::Service.go_home(asked.settings());
    };
    let entered: Entered = match totem.enter(&asked, Place::Times(matter.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let Some(wanted) = wanted_by(&entered, &matter) else {
        return Notice::Service.go_home(asked.settings());
    };
    let free = totem.free(&wanted, date, 1).await;
    let language = entered.language();
    let times: Vec<TimeView> = free.iter().flatten().map(|slot| TimeView::new(slot, &entered)).collect();
    let asked = [words::day(date, language), fl!(texts(language), "totem-hour")];
    let spoken = asked.into_iter().chain(times.iter().map(|time| time.clock.clone()));
    let page = TimesPage {
        page: entered.page(),
        frame: entered.heard(&spoken.map(|words| Spoken::own(language, words)).collect::<Vec<_>>()),
        said: said(&entered, &matter.trail),
        titles: titles(&entered, &wanted.services),
        day: words::day(date, language),
        is_away: free.is_none(),
        times,
        days: entered.stand.at(Place::Days(matter.clone())).address(),
        fields: fields(&totem, &entered, matter),
    };
    frame::show(StatusCode::OK, &page)
}
