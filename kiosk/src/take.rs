//! The taking of a number: the office is asked once for each visit, however often the form comes.

use crate::frame::{self, Entered, Frame, Notice};
use crate::stand::{Asked, Place, Trail};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use i18n_embed_fl::fl;
use office::id::ServiceId;
use office::refusal::Refusal;
use office::ticket::Class;
use office::wire::{Ask, Reply};
use screen::Page;
use screen::feed::is_same_origin;
use screen::front::{Front, Unserved};
use screen::reasons;

/// Seconds after which a visitor may well try again.
const RETRY_S: &str = "5";

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage {
    page: Page,
    frame: Frame,
    reason: String,
    /// Where what can be known and printed without a number stands.
    back: String,
}

#[derive(Template)]
#[template(path = "away.html")]
struct AwayPage {
    page: Page,
    frame: Frame,
    fields: Vec<(&'static str, String)>,
}

/// Takes a number.
pub(crate) async fn take<F>(
    State(totem): State<Totem<F>>,
    headers: HeaderMap,
    form: Result<Form<Asked>, FormRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    if !is_same_origin(&headers) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let asked = form.map(|Form(asked)| asked).unwrap_or_default();
    let settings = asked.settings();
    if asked.visit.is_none() {
        return Notice::Unknown.go_home(settings);
    }
    let Some(trail) = asked.trail() else { return Notice::Service.go_home(settings) };
    let entered = match totem.enter(&asked, Place::Ask(trail.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let [service, then @ ..] = &asked.legs()[..] else { return Notice::Service.go_home(settings) };
    let visit = entered.visit.id();
    let ask = totem.visits.ask(visit, totem.asking(&asked, &trail, &entered, service, then), entered.now);
    match totem.front.ask(visit.request(), ask).await {
        Ok(Reply::Taken(taken)) => {
            totem.visits.taken(visit, taken, totem.now());
            frame::go(&entered.stand.at(Place::Number).address())
        }
        Ok(
            Reply::Left { .. }
            | Reply::Printing
            | Reply::Slots { .. }
            | Reply::Appointment(_)
            | Reply::Released,
        ) => {
            tracing::error!("the office answered the taking of a number with something else");
            away(&asked, &entered)
        }
        Err(Unserved::Refused(refusal)) => {
            totem.visits.refused(visit);
            refused(&entered, &refusal)
        }
        Err(Unserved::Away) => away(&asked, &entered),
    }
}

impl<F> Totem<F>
where
    F: Front<Screen = Shown>,
{
    fn asking(
        &self,
        asked: &Asked,
        trail: &Trail,
        entered: &Entered,
        service: &ServiceId,
        then: &[ServiceId],
    ) -> Ask {
        let seen = |quote: &str| entered.visit.quote_seen(quote, self.visits.secret());
        Ask::Take {
            service: service.clone(),
            then: then.to_vec(),
            need: trail.need().cloned(),
            answers: trail.said().answers,
            class: if asked.priority.is_some() { Class::Priority } else { Class::Ordinary },
            language: entered.language(),
            quote: asked.quote.as_deref().and_then(seen),
            print: entered.shown.screen.prints,
        }
    }
}

/// The office cannot be asked now: the form comes again with the same visit and time enough.
fn away(asked: &Asked, entered: &Entered) -> Response {
    let more = [("legs", &asked.legs), ("quote", &asked.quote), ("priority", &asked.priority)];
    let more = more.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
    let away = AwayPage {
        page: entered.page(),
        frame: Frame::of(entered),
        fields: entered.stand.fields().into_iter().chain(more).collect(),
    };
    let mut response = frame::show(StatusCode::SERVICE_UNAVAILABLE, &away);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static(RETRY_S));
    response
}

fn refused(entered: &Entered, refusal: &Refusal) -> Response {
    let refused = RefusedPage {
        page: entered.page(),
        frame: Frame::of(entered),
        reason: reasons::refusal(entered.language(), refusal, entered.shown.zone()),
        back: entered.stand.address(),
    };
    frame::show(StatusCode::CONFLICT, &refused)
}
