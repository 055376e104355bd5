//! Information without a number: when it is open, who is where, and the papers for each service.

use crate::attract;
use crate::frame::{self, Entered, Frame};
use crate::listen::Spoken;
use crate::stand::{Asked, Origin, Place, Trail};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::catalogue::BodyKind;
use office::configuration::Service;
use office::hours::Closure;
use office::triage::Numbers;
use screen::front::Front;
use screen::procedure::BodyView;
use screen::{Page, texts, words};

/// Most bodies on one page.
const BODIES_MAX: usize = 8;

/// Most services on one page.
const SERVICES_MAX: usize = 16;

/// Most closures shown.
const CLOSURES_MAX: usize = 6;

#[derive(Template)]
#[template(path = "hours.html")]
struct HoursPage {
    page: Page,
    frame: Frame,
    /// Until when it is open, or when numbers are given again.
    now: Option<String>,
    open: bool,
    week: Vec<String>,
    numbers_from: Option<String>,
    closures: Vec<String>,
}

#[derive(Template)]
#[template(path = "places.html")]
struct PlacesPage {
    page: Page,
    frame: Frame,
    desks: Vec<DeskView>,
    here: Vec<BodyView>,
    elsewhere: Vec<BodyView>,
    turn: Turn,
}

struct DeskView {
    number: String,
    name: String,
    services: String,
}

#[derive(Template)]
#[template(path = "services.html")]
struct ServicesPage {
    page: Page,
    frame: Frame,
    services: Vec<ServiceView>,
    turn: Turn,
}

struct ServiceView {
    href: String,
    title: String,
}

/// The pages beside this one of a list.
struct Turn {
    before: Option<String>,
    after: Option<String>,
    at: usize,
    of: usize,
}

impl Turn {
    fn new(entered: &Entered, nth: usize, of: usize, place: fn(usize) -> Place) -> Turn {
        let address = |nth: usize| entered.stand.at(place(nth)).address();
        Turn {
            before: (nth > 1).then(|| address(nth - 1)),
            after: (nth < of).then(|| address(nth + 1)),
            at: nth,
            of,
        }
    }
}

/// Shows when the office is open.
pub(crate) async fn hours<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let entered = match totem.enter(&asked, Place::Hours) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let (configuration, language) = (&entered.shown.configuration, entered.language());
    let numbers = entered.shown.screen.outlook.numbers;
    let today = entered.now.utc().with_timezone(&entered.shown.zone()).date_naive();
    let closures =
        configuration.hours.closures.iter().filter(|closure| closure.until.unwrap_or(closure.from) >= today);
    let now = attract::hours(&entered.shown, numbers, language, entered.now);
    let title = Spoken::own(language, fl!(texts(language), "totem-info-hours"));
    let spoken: Vec<Spoken> =
        std::iter::once(title).chain(now.iter().map(|now| Spoken::own(language, now))).collect();
    let has_week = configuration.hours.always_rolls_at.is_none();
    let page = HoursPage {
        page: entered.page(),
        frame: entered.heard(&spoken),
        now,
        open: numbers == Numbers::Given,
        week: words::week(&configuration.hours, language),
        numbers_from: has_week
            .then(|| fl!(texts(language), "totem-numbers-from", n = configuration.office.take_from_min)),
        closures: closures.take(CLOSURES_MAX).map(|closure| in_words(closure, &entered)).collect(),
    };
    frame::show(StatusCode::OK, &page)
}

fn in_words(closure: &Closure, entered: &Entered) -> String {
    let from = closure.from.format("%d/%m/%Y");
    let days = match closure.until.filter(|until| *until > closure.from) {
        Some(until) => format!("{from} – {}", until.format("%d/%m/%Y")),
        None => from.to_string(),
    };
    format!("{days}: {}", entered.said(&closure.title))
}

/// Shows who is where: the desks, then the offices and the other bodies.
pub(crate) async fn places<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let bodies = totem.shown().configuration.bodies.len();
    let of = 1 + bodies.div_ceil(BODIES_MAX);
    let nth = asked.nth().min(of);
    let entered = match totem.enter(&asked, Place::Places(nth)) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let configuration = &entered.shown.configuration;
    let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
    let mut sorted: Vec<_> = configuration.bodies.iter().collect();
    sorted.sort_by_key(|body| body.kind != BodyKind::Office);
    if nth > 1 {
        for body in sorted.into_iter().skip((nth - 2) * BODIES_MAX).take(BODIES_MAX) {
            let view = BodyView::new(body, entered.language());
            match body.kind {
                BodyKind::Office => here.push(view),
                BodyKind::Public | BodyKind::Private => elsewhere.push(view),
            }
        }
    }
    let page = PlacesPage {
        page: entered.page(),
        frame: Frame::of(&entered),
        desks: if nth == 1 { desks(&entered) } else { Vec::new() },
        here,
        elsewhere,
        turn: Turn::new(&entered, nth, of, Place::Places),
    };
    frame::show(StatusCode::OK, &page)
}

fn desks(entered: &Entered) -> Vec<DeskView> {
    let configuration = &entered.shown.configuration;
    let view = |desk: &office::configuration::Desk| {
        let services = configuration.services.iter().filter(|service| desk.skills.contains(&service.id));
        DeskView {
            number: fl!(texts(entered.language()), "totem-desk", n = desk.number),
            name: entered.said(&desk.name),
            services: services.map(|service| entered.said(&service.title)).collect::<Vec<_>>().join(" · "),
        }
    };
    configuration.desks.iter().map(view).collect()
}

/// Shows all services, by name.
pub(crate) async fn services<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let of = totem.shown().configuration.services.len().div_ceil(SERVICES_MAX).max(1);
    let nth = asked.nth().min(of);
    let entered = match totem.enter(&asked, Place::Services(nth)) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let mut sorted: Vec<&Service> = entered.shown.configuration.services.iter().collect();
    sorted.sort_by_key(|service| entered.said(&service.title).to_lowercase());
    let view = |service: &Service| ServiceView {
        href: entered.stand.at(Place::Ask(Trail::of_service(&service.id, Origin::Services(nth)))).address(),
        title: entered.said(&service.title),
    };
    let shown = sorted.into_iter().skip((nth - 1) * SERVICES_MAX).take(SERVICES_MAX);
    let page = ServicesPage {
        page: entered.page(),
        frame: Frame::of(&entered),
        services: shown.map(view).collect(),
        turn: Turn::new(&entered, nth, of, Place::Services),
    };
    frame::show(StatusCode::OK, &page)
}
