//! The taking of a number: the office is asked once for each visit, however often the form comes.

use crate::forms::{self, posted};
use crate::frame::{self, Entered, Notice};
use crate::stand::{Asked, Place, Trail};
use crate::{Alone, Shown, Totem};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::ServiceId;
use office::refusal::Refusal;
use office::ticket::Class;
use office::wire::{Ask, Reply};
use screen::front::{Front, Unserved};
use screen::{reasons, texts};

/// Takes a number.
pub(crate) async fn take<F>(
    State(totem): State<Totem<F>>,
    headers: HeaderMap,
    form: Result<Form<Asked>, FormRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let asked = match posted(&headers, form) {
        Ok(asked) => asked,
        Err(elsewhere) => return elsewhere,
    };
    let settings = asked.settings();
    let Some(trail) = asked.trail() else { return Notice::Service.go_home(settings) };
    let entered = match totem.enter(&asked, Place::Ask(trail.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let [service, then @ ..] = &asked.legs()[..] else { return Notice::Service.go_home(settings) };
    let visit = entered.visit.id();
    totem.give_back(totem.visits.let_go(visit)).await;
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
            | Reply::Released
            | Reply::Block(_)
            | Reply::TakenIn { .. },
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
    let l = texts(entered.language());
    let reason = match entered.shown.alone {
        Some(Alone::Spent) => fl!(l, "totem-alone-spent"),
        Some(Alone::Gives) | None => fl!(l, "totem-away"),
    };
    forms::away(entered, "take", reason, entered.stand.fields().into_iter().chain(more).collect())
}

fn refused(entered: &Entered, refusal: &Refusal) -> Response {
    let l = texts(entered.language());
    let reason = reasons::refusal(entered.language(), refusal, entered.shown.zone());
    let back = (fl!(l, "totem-print"), entered.stand.address());
    forms::refused(entered, fl!(l, "totem-refused-title"), reason, Some(back))
}
