//! The two taps: the first keeps a time, the second makes the appointment.

use super::{read_time, titles, wanted_by};
use crate::forms::{self, posted};
use crate::frame::{self, Countdown, Entered, Frame, Notice};
use crate::listen::Spoken;
use crate::stand::{Asked, Matter, Place, Stand};
use crate::visit::{Visit, VisitId};
use crate::visits::Stage;
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::RequestKey;
use office::language::Language;
use office::refusal::Refusal;
use office::wire::{Appointment, Ask, Reply};
use screen::front::{Front, Unserved};
use screen::procedure::ProcedureView;
use screen::{Page, qr, reasons, texts, words};
use std::sync::Arc;
use std::time::Duration;

/// Seconds that the appointment is shown, unless more time is asked for.
const SHOWN_S: u64 = 60;

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage {
    page: Page,
    frame: Frame,
    when: WhenView,
    titles: Vec<String>,
    people: u32,
    procedure: Option<ProcedureView>,
    /// Until when the time is kept.
    until: Option<String>,
    /// Where another time can be chosen.
    other: String,
    fields: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "booked.html")]
struct BookedPage {
    page: Page,
    frame: Frame,
    when: WhenView,
    titles: Vec<String>,
    code: String,
    /// From when on a number is given for it.
    from: String,
    qr: String,
    printed: bool,
    end: String,
}

/// When and where an appointment is.
struct WhenView {
    day: String,
    clock: String,
    desk: String,
    office: String,
    address: Option<String>,
}

impl WhenView {
    /// What is said of it after a title.
    fn spoken(&self, title: String, language: Language) -> Vec<Spoken> {
        let texts = [&title, &self.day, &self.clock, &self.desk];
        texts.map(|words| Spoken::own(language, words)).into()
    }

    fn new(appointment: &Appointment, entered: &Entered) -> WhenView {
        let (office, language) = (&entered.shown.configuration.office, entered.language());
        WhenView {
            day: words::date_long(appointment.start, office.zone, language),
            clock: words::clock(appointment.start, office.zone),
            desk: fl!(texts(language), "totem-desk", n = appointment.desk_number),
            office: entered.said(&office.title),
            address: office.address.as_ref().map(|address| entered.said(address)),
        }
    }
}

/// Keeps the time that was touched.
pub(crate) async fn reserve<F>(
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
    let Some(matter) = asked.matter() else { return Notice::Service.go_home(settings) };
    let entered = match totem.enter(&asked, Place::Confirm(matter.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let touched = asked.at.as_deref().and_then(read_time);
    let (Some(wanted), Some((start, desk))) = (wanted_by(&entered, &matter), touched) else {
        return Notice::Service.go_home(settings);
    };
    let visit = entered.visit.id();
    if let Stage::Kept(kept) = totem.visits.stage(visit, entered.now) {
        let is_same = (kept.start, &kept.desk, &kept.services) == (start, &desk, &wanted.services);
        if is_same && kept.people == wanted.people && kept.until.is_none_or(|until| until > entered.now) {
            return frame::go(&entered.stand.address());
        }
        totem.give_back(totem.visits.let_go(visit)).await;
    }
    let text = format!("reserve-{}-{start:?}-{desk}", asked.mark.as_deref().unwrap_or_default());
    let request = entered.visit.request_for(&text, totem.visits.secret());
    let ask = Ask::Reserve { wanted, start, desk: Some(desk), language: entered.language() };
    match totem.appointment(request, ask).await {
        Ok(appointment) => totem.keep(&entered, visit, appointment).await,
        Err(Unserved::Refused(refusal)) => refused(&entered, &matter, &refusal),
        Err(Unserved::Away) => {
            let more = [("at", asked.at.clone()), ("mark", asked.mark.clone())];
            away(&entered, "reserve", more.into_iter().filter_map(|(name, value)| Some((name, value?))))
        }
    }
}

/// Asks whether the time that is kept is right.
pub(crate) async fn confirm<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let Some(matter) = asked.matter() else { return Notice::Service.go_home(asked.settings()) };
    let entered = match totem.enter(&asked, Place::Confirm(matter.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    match totem.visits.stage(entered.visit.id(), entered.now) {
        Stage::Kept(kept) => frame::show(StatusCode::OK, &ConfirmPage::new(&entered, &kept)),
        Stage::New | Stage::Asked(_) | Stage::Taken(_) | Stage::Booked(_) | Stage::Over => {
            frame::go(&entered.stand.at(Place::Ask(matter.trail)).address())
        }
    }
}

/// Makes the appointment.
pub(crate) async fn book<F>(
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
    let Some(matter) = asked.matter() else { return Notice::Service.go_home(asked.settings()) };
    let entered = match totem.enter(&asked, Place::Confirm(matter.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    let visit = entered.visit.id();
    let Stage::Kept(kept) = totem.visits.stage(visit, entered.now) else {
        return frame::go(&entered.stand.at(Place::Ask(matter.trail)).address());
    };
    let request = entered.visit.request_for(&format!("book-{}", kept.booking), totem.visits.secret());
    let ask = Ask::Book {
        booking: kept.booking.clone(),
        need: matter.trail.need().cloned(),
        answers: matter.trail.said().answers,
        language: entered.language(),
        print: entered.shown.screen.prints,
    };
    match totem.appointment(request, ask).await {
        Ok(appointment) => {
            totem.visits.booked(visit, appointment, totem.now());
            frame::go(&entered.stand.at(Place::Booked).address())
        }
        Err(Unserved::Refused(refusal)) => {
            totem.give_back(totem.visits.let_go(visit)).await;
            refused(&entered, &matter, &refusal)
        }
        Err(Unserved::Away) => away(&entered, "book", std::iter::empty()),
    }
}

/// Shows the appointment of a visit that is not over; otherwise the first page.
pub(crate) async fn booked<F>(
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
        Stage::Booked(appointment) => {
            let stand = Stand { settings: asked.settings(), key: key.clone(), place: Place::Booked };
            let ear = totem.ear.clone();
            let entered = Entered { shown: totem.shown(), stand, visit, more: None, now, ear };
            frame::show(StatusCode::OK, &BookedPage::new(&entered, &appointment))
        }
        Stage::New | Stage::Asked(_) | Stage::Kept(_) | Stage::Taken(_) | Stage::Over => frame::go("./"),
    }
}

impl<F> Totem<F>
where
    F: Front<Screen = Shown>,
{
    /// Asks something that is answered by an appointment.
    async fn appointment(&self, request: RequestKey, ask: Ask) -> Result<Appointment, Unserved> {
        match self.front.ask(request, ask).await? {
            Reply::Appointment(appointment) => Ok(*appointment),
            Reply::Taken(_)
            | Reply::Printing
            | Reply::Slots { .. }
            | Reply::Released
            | Reply::Block(_)
            | Reply::TakenIn { .. }
            | Reply::Left { .. } => {
                tracing::error!("the office answered the asking for an appointment with something else");
                Err(Unserved::Away)
            }
        }
    }

    /// Remembers a time that is kept; where the visitor has gone meanwhile, gives it back.
    async fn keep(&self, entered: &Entered, visit: VisitId, appointment: Appointment) -> Response {
        let booking = appointment.booking.clone();
        if !self.visits.kept(visit, appointment, self.now()) {
            self.give_back(Some(booking)).await;
        }
        frame::go(&entered.stand.address())
    }
}

/// The office says no: another time can be chosen.
fn refused(entered: &Entered, matter: &Matter, refusal: &Refusal) -> Response {
    let l = texts(entered.language());
    let reason = reasons::refusal(entered.language(), refusal, entered.shown.zone());
    let back = (fl!(l, "totem-confirm-other"), entered.stand.at(elsewhen(matter)).address());
    forms::refused(entered, fl!(l, "totem-refused-appointment"), reason, Some(back))
}

/// The office cannot be asked now: the form comes again.
fn away(
    entered: &Entered,
    action: &'static str,
    more: impl Iterator<Item = (&'static str, String)>,
) -> Response {
    let reason = fl!(texts(entered.language()), "totem-away-appointment");
    forms::away(entered, action, reason, entered.stand.fields().into_iter().chain(more).collect())
}

/// Where another time can be chosen.
fn elsewhen(matter: &Matter) -> Place {
    match matter.date {
        Some(_) => Place::Times(matter.clone()),
        None => Place::Ask(matter.trail.clone()),
    }
}

impl ConfirmPage {
    fn new(entered: &Entered, kept: &Arc<Appointment>) -> ConfirmPage {
        let (configuration, language) = (&entered.shown.configuration, entered.language());
        let other = entered.stand.before().unwrap_or_else(|| entered.stand.end());
        let when = WhenView::new(kept, entered);
        ConfirmPage {
            page: entered.page(),
            frame: entered.heard(&when.spoken(fl!(texts(language), "totem-confirm"), language)),
            when,
            titles: titles(entered, &kept.services),
            people: kept.people,
            procedure: ProcedureView::new(configuration, &kept.services, None, language),
            until: kept.until.map(|until| words::clock(until, entered.shown.zone())),
            other,
            fields: entered.stand.fields(),
        }
    }
}

impl BookedPage {
    fn new(entered: &Entered, appointment: &Arc<Appointment>) -> BookedPage {
        let early = Duration::from_secs(u64::from(entered.shown.configuration.agenda.early_min) * 60);
        let from = words::clock(appointment.start.minus(early), entered.shown.zone());
        let end = entered.stand.end();
        let named = fl!(texts(entered.language()), "totem-booked-qr");
        // The memory of the visit, not its key, says for how long the appointment can be seen.
        let countdown =
            Countdown { seconds: SHOWN_S, to: end.clone(), more: Some(entered.stand.address()), asks: true };
        let (when, language) = (WhenView::new(appointment, entered), entered.language());
        let spoken = when.spoken(fl!(texts(language), "totem-booked"), language);
        BookedPage {
            page: entered.page(),
            frame: Frame { countdown: Some(countdown), ..entered.heard(&spoken) },
            when,
            titles: titles(entered, &appointment.services),
            code: appointment.code.to_string(),
            from,
            qr: qr::svg(&appointment.page_url, &named),
            printed: appointment.printed,
            end,
        }
    }
}
