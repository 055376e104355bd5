//! The confirm page, and the taking of a number.

use crate::Totem;
use crate::frame::{self, Countdown, Frame, Notice};
use crate::offer;
use crate::visit::Visit;
use crate::visits::Stage;
use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;
use office::id::ServiceId;
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::ticket::Class;
use office::wire::{Ask, Reply, Tile, TotemScreen};
use screen::Page;
use screen::feed::is_same_origin;
use screen::front::{Front, Unserved};
use screen::reasons;
use serde::Deserialize;
use std::time::Duration;

/// The page goes away so long before its key expires, so that no last tap comes too late.
const MARGIN: Duration = Duration::from_secs(5);

/// Seconds that a page which only tells something is shown.
const TOLD_S: u64 = 60;

/// Seconds after which a visitor may well try again.
const RETRY_S: &str = "5";

/// What the confirm page can be asked.
#[derive(Default, Deserialize)]
pub(crate) struct TakeQuery {
    service: Option<String>,
    visit: Option<String>,
    language: Option<String>,
    priority: Option<String>,
    /// Present when more time is wanted.
    more: Option<String>,
}

/// The form of the confirm page.
#[derive(Deserialize)]
pub(crate) struct TakeForm {
    service: String,
    visit: String,
    language: Option<String>,
    priority: Option<String>,
    quote: Option<String>,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    page: Page,
    frame: Frame,
    title: String,
    icon: Option<String>,
    letter: char,
    wait: String,
    served: bool,
    ahead: u32,
    place: String,
    form: FormView,
    priority: bool,
    can_extend: bool,
    back: String,
}

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    page: Page,
    frame: Frame,
    reason: String,
    home: String,
}

#[derive(Template)]
#[template(path = "away.html")]
struct AwayPage {
    page: Page,
    frame: Frame,
    form: FormView,
    priority: bool,
    home: String,
}

/// The hidden fields of a form that takes a number.
struct FormView {
    visit: String,
    service: String,
    language: &'static str,
    quote: Option<String>,
}

/// Shows the confirm page; without a key, mints one and puts it into the address, so that the back key
/// finds the same visit again.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<TakeQuery>, QueryRejection>,
) -> Response
where
    F: Front<Screen = TotemScreen>,
{
    let Query(query) = query.unwrap_or_default();
    let language = frame::language(query.language.as_deref());
    let (screen, now) = (totem.screen(), totem.now());
    let Some(key) = &query.visit else {
        let service = query.service.as_deref().and_then(|service| ServiceId::new(service).ok());
        let Some(service) = service else { return Notice::Service.go_home(language) };
        let key = totem.visits.mint(now).key(totem.visits.secret());
        return frame::go(&address(&service, &key, language, query.priority.is_some()));
    };
    let visit = match totem.admit(key, language, now) {
        Ok(visit) => visit,
        Err(elsewhere) => return elsewhere,
    };
    if !screen.open {
        return frame::go(&frame::home(language));
    }
    let wanted = query.service.as_deref().unwrap_or_default();
    let Some(tile) = screen.tiles.iter().find(|tile| tile.service.as_str() == wanted) else {
        return Notice::Service.go_home(language);
    };
    let priority = query.priority.is_some();
    if query.more.is_some() {
        let key = visit.extended(now).unwrap_or(visit).key(totem.visits.secret());
        return frame::go(&address(&tile.service, &key, language, priority));
    }
    frame::show(StatusCode::OK, &totem.confirm(&screen, tile, visit, language, priority))
}

/// Takes a number: asks the office once for each visit, however often the form comes.
pub(crate) async fn take<F>(
    State(totem): State<Totem<F>>,
    headers: HeaderMap,
    form: Result<Form<TakeForm>, FormRejection>,
) -> Response
where
    F: Front<Screen = TotemScreen>,
{
    if !is_same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Ok(Form(form)) = form else { return Notice::Unknown.go_home(Language::default()) };
    let language = frame::language(form.language.as_deref());
    let now = totem.now();
    let visit = match totem.admit(&form.visit, language, now) {
        Ok(visit) => visit,
        Err(elsewhere) => return elsewhere,
    };
    let Ok(service) = ServiceId::new(&form.service) else { return Notice::Service.go_home(language) };
    let screen = totem.screen();
    let ask = Ask::Take {
        service: service.clone(),
        class: if form.priority.is_some() { Class::Priority } else { Class::Ordinary },
        language,
        quote: form.quote.as_deref().and_then(|quote| visit.quote_seen(quote, totem.visits.secret())),
        print: screen.prints,
    };
    let ask = totem.visits.ask(visit.id(), ask, now);
    match totem.front.ask(visit.id().request(), ask).await {
        Ok(Reply::Taken(taken)) => {
            totem.visits.taken(visit.id(), taken, totem.now());
            frame::go(&number(&form.visit, language))
        }
        Ok(Reply::Left { .. }) => {
            tracing::error!("the office answered the taking of a number with the leaving of a place");
            totem.away(&screen, form, &service, visit, language)
        }
        Err(Unserved::Refused(refusal)) => {
            totem.visits.refused(visit.id());
            refused(&screen, &refusal, language, totem.now())
        }
        Err(Unserved::Away) => totem.away(&screen, form, &service, visit, language),
    }
}

impl<F> Totem<F>
where
    F: Front<Screen = TotemScreen>,
{
    /// The visit of a key that may still take its number; otherwise where the visitor goes instead.
    #[expect(clippy::result_large_err, reason = "the error is the answer, made once and sent")]
    fn admit(&self, key: &str, language: Language, now: Moment) -> Result<Visit, Response> {
        let Some(visit) = Visit::read(key, self.visits.secret()) else {
            return Err(Notice::Unknown.go_home(language));
        };
        match self.visits.stage(visit.id(), now) {
            Stage::Over => Err(Notice::Ended.go_home(language)),
            Stage::Taken(_) => Err(frame::go(&number(key, language))),
            Stage::New | Stage::Asked(_) if visit.left(now).is_zero() => {
                Err(Notice::Expired.go_home(language))
            }
            Stage::New | Stage::Asked(_) => Ok(visit),
        }
    }

    fn confirm(
        &self,
        screen: &TotemScreen,
        tile: &Tile,
        visit: Visit,
        language: Language,
        priority: bool,
    ) -> ConfirmPage {
        let now = self.now();
        let key = visit.key(self.visits.secret());
        let seconds = visit.left(now).saturating_sub(MARGIN).as_secs().max(1);
        let countdown = Countdown { seconds, to: "./".into() };
        ConfirmPage {
            page: frame::page(screen, language),
            frame: Frame::new(screen, language, now, Some(countdown), |other| {
                address(&tile.service, &key, other, priority)
            }),
            title: tile.title.in_language(language).to_owned(),
            icon: tile.icon.clone(),
            letter: tile.series.letter(),
            wait: offer::wait(tile, language),
            served: tile.wait.is_some(),
            ahead: tile.ahead,
            place: screen.waiting_place.in_language(language).to_owned(),
            form: FormView {
                visit: key.clone(),
                service: tile.service.to_string(),
                language: language.code(),
                quote: tile.quote.map(|quote| visit.quote_shown(quote, self.visits.secret())),
            },
            priority,
            can_extend: visit.can_be_extended(),
            back: frame::home(language),
        }
    }

    /// The office cannot be asked now: the form comes again with the same visit and time enough.
    fn away(
        &self,
        screen: &TotemScreen,
        form: TakeForm,
        service: &ServiceId,
        visit: Visit,
        language: Language,
    ) -> Response {
        let now = self.now();
        let visit = visit.extended(now).unwrap_or(visit);
        let key = visit.key(self.visits.secret());
        let seconds = visit.left(now).saturating_sub(MARGIN).as_secs().max(1);
        let away = AwayPage {
            page: frame::page(screen, language),
            frame: Frame::new(
                screen,
                language,
                now,
                Some(Countdown { seconds, to: "./".into() }),
                // A page that answers a form has no address of its own: back to the confirm page.
                |other| address(service, &key, other, form.priority.is_some()),
            ),
            priority: form.priority.is_some(),
            form: FormView {
                visit: key,
                service: form.service,
                language: language.code(),
                quote: form.quote,
            },
            home: frame::home(language),
        };
        let mut response = frame::show(StatusCode::SERVICE_UNAVAILABLE, &away);
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(RETRY_S));
        response
    }
}

fn refused(screen: &TotemScreen, refusal: &Refusal, language: Language, now: Moment) -> Response {
    let countdown = Countdown { seconds: TOLD_S, to: "./".into() };
    let refused = RefusedPage {
        page: frame::page(screen, language),
        frame: Frame::new(screen, language, now, Some(countdown), frame::home),
        reason: reasons::refusal(language, refusal, screen.zone),
        home: frame::home(language),
    };
    frame::show(StatusCode::CONFLICT, &refused)
}

fn address(service: &ServiceId, key: &str, language: Language, priority: bool) -> String {
    let priority = if priority { "&priority=on" } else { "" };
    format!("take?service={service}&language={}&visit={key}{priority}", language.code())
}

fn number(key: &str, language: Language) -> String {
    format!("number?visit={key}&language={}", language.code())
}
