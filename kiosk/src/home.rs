//! The home page: the services as tiles, live, and the end of a visit.

use crate::Totem;
use crate::frame::{self, Countdown, Frame, Notice};
use crate::offer::Offer;
use crate::visit::Visit;
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::language::Language;
use office::moment::Moment;
use office::wire::TotemScreen;
use screen::Page;
use screen::feed::{Feed, Opening};
use screen::front::Front;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Seconds after which the home page is in the office's language again.
const LANGUAGE_S: u64 = 60;

/// Most notices shown.
const NOTICES_MAX: usize = 3;

/// What the home page can be asked.
#[derive(Default, Deserialize)]
pub(crate) struct HomeQuery {
    /// The visit that is over.
    end: Option<String>,
    language: Option<String>,
    notice: Option<String>,
    /// Which page of tiles, from 1.
    page: Option<String>,
}

impl HomeQuery {
    fn language(&self) -> Language {
        frame::language(self.language.as_deref())
    }

    fn nth(&self) -> usize {
        self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1)
    }
}

#[derive(Template)]
#[template(path = "home.html", blocks = ["offer", "notices"])]
struct HomePage {
    page: Page,
    frame: Frame,
    offer: Offer,
    notices: Vec<String>,
    /// Said to who was sent back here.
    notice: Option<String>,
    /// The time of what is shown, while the host has lost touch with the office.
    stale: Option<String>,
}

/// Shows the home page; with `end`, ends that visit first.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<HomeQuery>, QueryRejection>,
) -> Response
where
    F: Front<Screen = TotemScreen>,
{
    let Query(query) = query.unwrap_or_default();
    if let Some(key) = &query.end {
        if let Some(visit) = Visit::read(key, totem.visits.secret()) {
            totem.visits.end(visit.id(), totem.now());
        }
        return frame::go("./");
    }
    let mut home = HomePage::new(&totem.screen(), query.language(), totem.now(), query.nth());
    home.notice =
        query.notice.as_deref().and_then(Notice::from_code).map(|notice| said(notice, query.language()));
    let pulse = totem.front.pulse();
    home.stale = pulse.stale.then_some(pulse.as_of);
    frame::show(StatusCode::OK, &home)
}

/// Keeps the home page up to date.
pub(crate) async fn feed<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<HomeQuery>, QueryRejection>,
    opening: Opening,
) -> Response
where
    F: Front<Screen = TotemScreen>,
{
    let Query(query) = query.unwrap_or_default();
    let (language, nth) = (query.language(), query.nth());
    let now = totem.now.clone();
    let shown = screen::feed::rendered(totem.front.screen(), move |screen| {
        let regions = HomePage::new(screen, language, now(), nth).regions();
        Feed::new(screen.seq, &regions, None)
    });
    screen::feed::serve(opening, shown, move || totem.front.pulse())
}

impl HomePage {
    fn new(screen: &TotemScreen, language: Language, now: Moment, nth: usize) -> Self {
        let address = |other: Language| match nth {
            1 => format!("./?language={}", other.code()),
            nth => format!("./?language={}&page={nth}", other.code()),
        };
        let foreign = language != Language::default() || nth > 1;
        let countdown = foreign.then(|| Countdown { seconds: LANGUAGE_S, to: "./".into() });
        Self {
            page: frame::page(screen, language).live(),
            frame: Frame::new(screen, language, now, countdown, address),
            offer: Offer::new(screen, language, now, nth),
            notices: screen
                .notices
                .iter()
                .take(NOTICES_MAX)
                .map(|notice| notice.in_language(language).to_owned())
                .collect(),
            notice: None,
            stale: None,
        }
    }

    fn regions(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("offer", self.as_offer().render().unwrap_or_default()),
            ("notices", self.as_notices().render().unwrap_or_default()),
        ])
    }
}

fn said(notice: Notice, language: Language) -> String {
    let l = screen::texts(language);
    match notice {
        Notice::Expired => fl!(l, "totem-notice-expired"),
        Notice::Ended => fl!(l, "totem-notice-ended"),
        Notice::Unknown => fl!(l, "totem-notice-unknown"),
        Notice::Service => fl!(l, "totem-notice-service"),
    }
}
