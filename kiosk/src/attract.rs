//! The first page: what is most asked at this hour, the languages, and whether the office is open; live.
//! Here a visit ends.

use crate::frame::{self, Frame, Notice};
use crate::needs::{self, Tile};
use crate::night::is_night;
use crate::number;
use crate::settings::Settings;
use crate::stand::{Asked, Origin, Place, Stand};
use crate::visit::Visit;
use crate::{Alone, Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::language::Language;
use office::moment::Moment;
use office::triage::Numbers;
use screen::feed::{Feed, Opening};
use screen::front::Front;
use screen::{Page, texts, words};
use std::collections::BTreeMap;

/// Most needs shown on the first page.
pub(crate) const TILES_MAX: usize = 8;

/// Most notices shown.
const NOTICES_MAX: usize = 3;

#[derive(Template)]
#[template(path = "attract.html", blocks = ["offer", "notices", "night"])]
struct AttractPage {
    page: Page,
    frame: Frame,
    /// The greeting in every language.
    hellos: Vec<Hello>,
    tiles: Vec<Tile>,
    /// Whether numbers are given.
    open: bool,
    /// Until when the doors are open, or when numbers are given again.
    hours: Option<String>,
    /// What a totem that is alone does about numbers, while they are given.
    alone: Option<String>,
    /// Whether the page is dark.
    night: bool,
    everything: String,
    /// Where the code of an appointment is asked for.
    arrived: String,
    info: [String; 3],
    notices: Vec<String>,
    /// Said to who was sent back here.
    notice: Option<String>,
    /// The time of what is shown, while the host has lost touch with the office.
    stale: Option<String>,
}

/// A greeting.
struct Hello {
    language: Language,
    words: String,
}

/// Shows the first page; with `end`, ends that visit first.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    if let Some(key) = &asked.end {
        if let Some(visit) = Visit::read(key, totem.visits.secret()) {
            totem.give_back(totem.visits.end(visit.id(), totem.now())).await;
        }
        return frame::go("./");
    }
    let notice = asked.notice.as_deref().and_then(Notice::from_code);
    let language = notice.map_or(Language::default(), |_| asked.settings().language);
    let mut attract = AttractPage::new(&totem.shown(), language, totem.now());
    let spoken = needs::spoken(language, None, &attract.tiles);
    attract.notice = notice.map(|notice| said(notice, language));
    if attract.notice.is_some() {
        attract.frame = Frame::first(&totem.shown(), attract.frame.settings, true, totem.now());
    }
    attract.frame = attract.frame.said(totem.ear.as_ref(), &spoken);
    let pulse = totem.front.pulse();
    attract.stale = pulse.stale.then_some(pulse.as_of);
    frame::show(StatusCode::OK, &attract)
}

/// Keeps the first page up to date, and what the number's page says of its paper.
pub(crate) async fn feed<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
    opening: Opening,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let language = asked.settings().language;
    let now = totem.now.clone();
    let shown = screen::feed::rendered(totem.front.screen(), move |shown| {
        let mut regions = AttractPage::new(shown, language, now()).regions();
        regions.insert("paper", number::region(shown, language));
        Feed::new(shown.screen.seq, &regions, None)
    });
    let errands = totem.front.errands();
    screen::feed::serve_with(opening, shown, move || totem.front.pulse(), errands)
}

impl AttractPage {
    fn new(shown: &Shown, language: Language, now: Moment) -> Self {
        let settings = Settings { language, ..Settings::default() };
        let stand = Stand { settings, key: String::new(), place: Place::Needs };
        let hello = |language: Language| Hello { language, words: fl!(texts(language), "totem-hello") };
        let numbers = shown.screen.outlook.numbers;
        Self {
            page: frame::page(shown, language).live(),
            frame: Frame::first(shown, settings, false, now),
            hellos: Language::ALL.into_iter().map(hello).collect(),
            tiles: Tile::popular(shown, &stand, Origin::Needs, TILES_MAX),
            open: numbers == Numbers::Given,
            hours: hours(shown, numbers, language, now),
            alone: alone(shown, language),
            night: is_night(&shown.configuration, now),
            everything: stand.address(),
            arrived: stand.at(Place::CheckIn).address(),
            info: needs::info(&stand),
            notices: notices(shown, language),
            notice: None,
            stale: None,
        }
    }

    fn regions(&self) -> BTreeMap<&'static str, String> {
        BTreeMap::from([
            ("offer", self.as_offer().render().unwrap_or_default()),
            ("notices", self.as_notices().render().unwrap_or_default()),
            ("night", self.as_night().render().unwrap_or_default()),
        ])
    }
}

fn notices(shown: &Shown, language: Language) -> Vec<String> {
    let notices = shown.screen.notices.iter().take(NOTICES_MAX);
    notices.map(|notice| notice.in_language(language).to_owned()).collect()
}

/// What a totem that is alone does about numbers, while they are given.
pub(crate) fn alone(shown: &Shown, language: Language) -> Option<String> {
    let l = texts(language);
    match (shown.alone?, shown.screen.outlook.numbers) {
        (Alone::Gives, Numbers::Given) => Some(fl!(l, "totem-alone-gives")),
        (Alone::Spent, Numbers::Again(None)) => Some(fl!(l, "totem-alone-spent")),
        (Alone::Gives | Alone::Spent, Numbers::Given | Numbers::Again(_)) => None,
    }
}

/// Until when the doors are open, or when numbers are given again, where that is known.
pub(crate) fn hours(shown: &Shown, numbers: Numbers, language: Language, now: Moment) -> Option<String> {
    let l = texts(language);
    match numbers {
        Numbers::Again(again_at) => again_at.map(|at| reopening(at, now, shown.zone(), language)),
        Numbers::Given if shown.configuration.hours.always_rolls_at.is_some() => None,
        Numbers::Given => {
            let opening = shown.configuration.hours.opening_at(now, shown.zone())?;
            Some(fl!(l, "totem-open-until", time = words::clock(opening.until, shown.zone())))
        }
    }
}

fn reopening(at: Moment, now: Moment, zone: Tz, language: Language) -> String {
    let l = texts(language);
    let time = words::clock(at, zone);
    let day = |moment: Moment| moment.utc().with_timezone(&zone).date_naive();
    if day(at) == day(now) {
        return fl!(l, "totem-reopens-today", time = time);
    }
    fl!(l, "totem-reopens-later", date = words::date_long(at, zone, language), time = time)
}

fn said(notice: Notice, language: Language) -> String {
    let l = texts(language);
    match notice {
        Notice::Expired => fl!(l, "totem-notice-expired"),
        Notice::Ended => fl!(l, "totem-notice-ended"),
        Notice::Unknown => fl!(l, "totem-notice-unknown"),
        Notice::Service => fl!(l, "totem-notice-service"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reopening_today_is_said_without_the_date() {
        let now = Moment::from_millis(1_795_505_400_000).unwrap();
        let later = now.plus(std::time::Duration::from_secs(6 * 3600));
        let said = |at| reopening(at, now, Tz::Europe__Rome, Language::It);
        assert_eq!(said(later), "Riapre oggi alle 14:30");
        assert_eq!(
            said(later.plus(std::time::Duration::from_secs(18 * 3600))),
            "Riapre mercoledì 25 novembre 2026 alle 08:30"
        );
    }
}
