//! The number in huge digits, to nobody but who took it.

use crate::frame::{self, Countdown, Entered, Frame};
use crate::listen::Spoken;
use crate::stand::{Asked, Place, Stand};
use crate::visit::Visit;
use crate::visits::Stage;
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::language::Language;
use office::wire::{Taken, Trouble};
use screen::front::Front;
use screen::{Page, qr, texts, words};

/// Seconds that the number is shown, unless more time is asked for.
const SHOWN_S: u64 = 60;

/// Longest number, in characters, that fits at full size.
const DIGITS_FULL: usize = 4;

#[derive(Template)]
#[template(path = "number.html")]
struct NumberPage {
    page: Page,
    frame: Frame,
    number: String,
    long: bool,
    /// What is done with this number, in this order.
    legs: Vec<String>,
    /// The time of the appointment that it is for, where it is kept.
    due: Option<String>,
    /// Whether an appointment came too late to be kept.
    late: bool,
    /// Whether the totem gave it while it was alone.
    alone: bool,
    wait: Option<String>,
    ahead: u32,
    place: String,
    qr: String,
    printed: bool,
    /// What to do where the printer is in trouble.
    paper: Option<String>,
    end: String,
}

/// What the number's page says of its paper, alone.
#[derive(Template)]
#[template(path = "paper.html")]
struct PaperLine {
    page: Page,
    paper: Option<String>,
}

/// The region of the number's page that changes while it is shown.
pub(crate) fn region(shown: &Shown, language: Language) -> String {
    let line = PaperLine { page: frame::page(shown, language), paper: trouble(shown, language) };
    line.render().unwrap_or_default()
}

/// What a visitor does whose slip does not come out; nothing where the printer prints.
fn trouble(shown: &Shown, language: Language) -> Option<String> {
    let l = texts(language);
    match shown.screen.paper? {
        Trouble::PaperLow => None,
        Trouble::PaperOut => Some(fl!(l, "totem-paper-out")),
        Trouble::CoverOpen
        | Trouble::Jam
        | Trouble::Unplugged
        | Trouble::Silent
        | Trouble::WrongAnswers
        | Trouble::Away => Some(fl!(l, "totem-paper-stopped")),
    }
}

/// Shows the number of a visit that is not over; otherwise the first page.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let key = asked.visit.clone().unwrap_or_default();
    let now = totem.now();
    let Some(visit) = Visit::read(&key, totem.visits.secret()) else { return frame::go("./") };
    match totem.visits.stage(visit.id(), now) {
        Stage::Taken(taken) => {
            let stand = Stand { settings: asked.settings(), key: key.clone(), place: Place::Number };
            let ear = totem.ear.clone();
            let entered = Entered { shown: totem.shown(), stand, visit, more: None, now, ear };
            frame::show(StatusCode::OK, &NumberPage::new(&entered, &taken))
        }
        Stage::New | Stage::Asked(_) | Stage::Kept(_) | Stage::Booked(_) | Stage::Over => frame::go("./"),
    }
}

impl NumberPage {
    fn new(entered: &Entered, taken: &Taken) -> Self {
        let configuration = &entered.shown.configuration;
        let language = entered.language();
        let end = entered.stand.end();
        let place = entered.said(&configuration.office.waiting_place);
        let spoken = spoken(taken, &place, language);
        let number = taken.number.to_string();
        let legs = std::iter::once(&taken.service).chain(&taken.then);
        let legs = legs.filter_map(|leg| configuration.service(leg));
        let named = fl!(texts(language), "totem-qr", number = number.as_str());
        // The memory of the visit, not its key, says for how long the number can be seen.
        let countdown =
            Countdown { seconds: SHOWN_S, to: end.clone(), more: Some(entered.stand.address()), asks: true };
        Self {
            page: entered.page().live(),
            frame: Frame { countdown: Some(countdown), ..entered.heard(&spoken) },
            long: number.chars().count() > DIGITS_FULL,
            number,
            legs: legs.map(|service| entered.said(&service.title)).collect(),
            due: taken.due.map(|due| words::clock(due, entered.shown.zone())),
            late: taken.late,
            alone: taken.alone,
            wait: taken.wait.map(|wait| words::wait(wait.low_min, wait.high_min, language)),
            ahead: taken.ahead,
            place,
            qr: qr::svg(&taken.follow_url, &named),
            printed: taken.printed,
            paper: trouble(&entered.shown, language),
            end,
        }
    }
}

/// What is said of a number: letter and figures, the wait, the place.
fn spoken(taken: &Taken, place: &str, language: Language) -> Vec<Spoken> {
    let l = texts(language);
    let number = format!("{} {}", taken.number.series().letter(), taken.number.count());
    let wait = taken.wait.map(|wait| words::wait(wait.low_min, wait.high_min, language));
    let of = |title: String, what: &str| Spoken::own(language, format!("{title}: {what}."));
    let number = of(fl!(l, "totem-number"), &number);
    let wait = wait.map(|wait| of(fl!(l, "totem-wait"), &wait));
    let place = [Spoken::own(language, fl!(l, "totem-where")), Spoken::of_office(language, place)];
    std::iter::once(number).chain(wait).chain(place).collect()
}
