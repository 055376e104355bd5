//! Tickets: issuing them, and what a clerk does with them.

use super::triage::checked_answers;
use super::{Done, carry_out, office_for, outcome_of};
use crate::app::App;
use crate::registrar::{Aside, Command};
use crate::store::keys::{DeviceRow, Role};
use crate::store::paper::Told;
use crate::view::{TicketView, WaitView};
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::body::Asked;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::{Extension, Json};
use office::command::Order;
use office::configuration::RouteKind;
use office::decide::DONE_MAX;
use office::event::{Against, AgainstReason, MoveTo, Outcome, ReasonCode};
use office::id::{
    AnswerId, DeskId, DeviceId, FollowToken, NeedId, OfficeId, QuestionId, ServiceId, TicketId,
};
use office::language::Language;
use office::moment::Moment;
use office::refusal::Refusal;
use office::ticket::Class;
use office::wire::{DeviceRole, Taken};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::ToSchema;

/// Longest note for the clerk, characters.
pub const NOTE_LEN_MAX: usize = 500;

/// What a number is asked for with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IssueBody {
    /// What for.
    #[schema(value_type = String)]
    pub service: ServiceId,
    /// What else in the same visit, in this order: one number, one service after the other.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub then: Vec<ServiceId>,
    /// What the visitor said; only the clerk who calls the number sees it.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub need: Option<NeedId>,
    /// What was answered since, by question; at most 20.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    pub answers: BTreeMap<QuestionId, AnswerId>,
    /// Where the number is given although triage offers another way first: what it offers, and why.
    #[serde(default)]
    pub against: Option<AgainstBody>,
    /// `ordinary` or `priority`.
    #[serde(default)]
    #[schema(value_type = String)]
    pub class: Class,
    /// The language of slip and follow page: `it` or `en`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
    /// What the clerk should know; erased when the day is closed.
    #[serde(default)]
    pub note: Option<String>,
    /// Where the slip comes out: a printer's id, or `none`; absent: the device's own printer.
    #[serde(default)]
    pub print: Option<String>,
}

/// A decision against the route; it stays in the log.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgainstBody {
    /// What triage offers first: `quick`, `appointment`, `online` or `refer`.
    #[schema(value_type = String)]
    pub offered: RouteKind,
    /// Why it is decided otherwise: `cannot_return`, `urgent`, `simple`, `sent_here` or `other`.
    #[schema(value_type = String)]
    pub reason: AgainstReason,
}

impl From<AgainstBody> for Against {
    fn from(body: AgainstBody) -> Self {
        Self { offered: body.offered, reason: body.reason }
    }
}

/// A number as its visitor gets it.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssuedView {
    /// The ticket's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// What for, first.
    pub service: String,
    /// What else in the same visit.
    pub then: Vec<String>,
    /// Where it stands.
    pub state: String,
    /// How many wait in front.
    pub ahead: u32,
    /// The wait; null where no desk takes the service now.
    pub wait: Option<WaitView>,
    /// The slip's secret.
    pub token: String,
    /// The address of the follow page.
    pub follow_url: String,
    /// The time of the appointment that it is for, where it is kept.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub due: Option<Moment>,
    /// Whether it was an appointment that came too late to be kept.
    pub late: bool,
}

impl From<Taken> for IssuedView {
    fn from(taken: Taken) -> Self {
        Self {
            id: taken.id.to_string(),
            number: taken.number.to_string(),
            service: taken.service.to_string(),
            then: taken.then.iter().map(ToString::to_string).collect(),
            state: taken.state.code().to_owned(),
            ahead: taken.ahead,
            wait: taken.wait.map(WaitView::from),
            token: taken.token.as_str().to_owned(),
            follow_url: taken.follow_url,
            due: taken.due,
            late: taken.late,
        }
    }
}

/// Gives a visitor a number.
#[utoipa::path(post, path = "/api/v1/offices/{office}/tickets", tag = "tickets", security(("key" = [])),
    params(("office" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = IssueBody,
    responses((status = 201, body = IssuedView), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem),
              (status = 415, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn issue(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    asked: Asked<IssueBody>,
) -> Result<Done, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let IssueBody { service, then, need, answers, against, class, language, note, print } = asked.body;
    if caller.device.as_ref().is_some_and(|device| device.role != DeviceRole::Totem) {
        return Err(Problem::not_yours());
    }
    // Who gives numbers against the route answers for it by name.
    if against.is_some() && caller.role.is_none_or(|role| role < Role::Welcome) {
        return Err(Problem::not_yours());
    }
    if let Some(totem) = &caller.device {
        app.limits.number_at(&totem.id, &app).map_err(Problem::too_many)?;
    }
    let language = language.unwrap_or(asked.language);
    known_words(&app, &office, need.as_ref(), &answers, language)?;
    let note = note.map(|note| checked_note(&note)).transpose()?;
    let aside = Aside {
        token: new_token(&app)?,
        told: Told { language, note, need, answers },
        printer: printer_for(&app, &office, caller.device.as_ref(), print.as_deref())?,
        visit: None,
    };
    let quote = app.quotes.borrow().quote(&office, &service, class);
    let (channel, against) = (caller.channel(), against.map(Against::from));
    let order = Order::IssueTicket { service, then, class, channel, quote, against };
    let lane = caller.lane();
    let command = Command {
        office,
        actor: caller.actor,
        request: asked.request,
        order,
        aside: Some(aside),
        party: None,
    };
    outcome_of(&app, lane, asked.language, command).await
}

/// Holds what a visitor has said to the words of the catalogue: it is kept, so it must mean something.
pub(super) fn known_words(
    app: &App,
    office: &OfficeId,
    need: Option<&NeedId>,
    answers: &BTreeMap<QuestionId, AnswerId>,
    language: Language,
) -> Result<(), Problem> {
    checked_answers(answers)?;
    let floor = app.hub.floor(office).ok_or_else(|| Problem::unknown("office"))?;
    let Some(rules) = floor.rules() else { return Ok(()) };
    let refused = |refusal| Problem::refused(&refusal, language, rules.office.zone);
    if let Some(need) = need.filter(|need| rules.need(need).is_none()) {
        return Err(refused(Refusal::UnknownNeed { need: need.clone() }));
    }
    let is_known = |question: &QuestionId, answer| {
        rules.question(question).is_some_and(|question| question.answer(answer).is_some())
    };
    match answers.iter().find(|(question, answer)| !is_known(question, answer)) {
        Some((question, _)) => Err(refused(Refusal::UnknownAnswer { question: question.clone() })),
        None => Ok(()),
    }
}

/// A fresh secret for a slip.
fn new_token(app: &App) -> Result<FollowToken, Problem> {
    app.random_bits().map(FollowToken::from_random).map_err(|_| Problem::later("no_random_bits"))
}

/// A note as it is kept: without marks of direction.
///
/// # Errors
/// Where it is too long or has control characters.
pub fn checked_note(note: &str) -> Result<String, Problem> {
    let is_format =
        |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if note.chars().count() > NOTE_LEN_MAX || note.chars().any(|c| c.is_control() && c != '\n') {
        let detail = format!("a note has at most {NOTE_LEN_MAX} characters and no control characters");
        return Err(Problem::value("note", detail));
    }
    Ok(note.chars().filter(|c| !is_format(*c)).collect())
}

/// The printer of a slip: the one that is named, or the device's own.
pub(super) fn printer_for(
    app: &App,
    office: &OfficeId,
    device: Option<&DeviceRow>,
    print: Option<&str>,
) -> Result<Option<DeviceId>, Problem> {
    let wanted = match print {
        Some("none") => return Ok(None),
        Some(named) => DeviceId::new(named).map(Some).map_err(|_| unknown_printer())?,
        None => device.and_then(|device| device.printer.clone()),
    };
    let Some(wanted) = wanted else { return Ok(None) };
    let is_printer_here = app
        .directory
        .now()
        .device(&wanted)
        .is_some_and(|device| device.role == DeviceRole::Printer && device.office == *office);
    if is_printer_here { Ok(Some(wanted)) } else { Err(unknown_printer()) }
}

fn unknown_printer() -> Problem {
    Problem::value("unknown_printer", "print names a printer of this office, or none")
}

/// A ticket of the day.
#[utoipa::path(get, path = "/api/v1/tickets/{ticket}", tag = "tickets", security(("key" = [])),
    params(("ticket" = String, Path)),
    responses((status = 200, body = TicketView), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(ticket): Path,
) -> Result<Json<TicketView>, Problem> {
    let (office, ticket) = ticket_for(&app, &caller, &ticket)?;
    let floor = app.hub.floor(&office).ok_or_else(|| Problem::unknown("ticket"))?;
    let ticket = floor.tickets.get(&ticket).ok_or_else(|| Problem::unknown("ticket"))?;
    Ok(Json(TicketView::of(&floor, ticket)))
}

fn ticket_for(app: &App, caller: &Caller, ticket: &str) -> Result<(OfficeId, TicketId), Problem> {
    let unknown = || Problem::unknown("ticket");
    let ticket = TicketId::new(ticket).map_err(|_| unknown())?;
    let office =
        app.hub.office_of_ticket(&ticket).filter(|office| caller.may_see(office)).ok_or_else(unknown)?;
    Ok((office, ticket))
}

/// An empty body.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// What a chosen ticket is called with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallBody {
    /// To which desk.
    #[schema(value_type = String)]
    pub desk: DeskId,
    /// Why out of turn: `returned`, `cannot_wait`, `expertise`, `correction` or `other`.
    #[schema(value_type = String)]
    pub reason: ReasonCode,
}

/// What a service is finished with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FinishBody {
    /// `settled`, `continues`, `referred` or `not_possible`.
    #[serde(default)]
    #[schema(value_type = String)]
    pub outcome: Outcome,
    /// The services in fact given, where they differ from the ticket's; at most 20.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    pub done: Vec<ServiceId>,
}

impl FinishBody {
    fn order(self, ticket: TicketId) -> Result<Order, Problem> {
        if self.done.len() > DONE_MAX {
            return Err(Problem::value("value", format!("done names at most {DONE_MAX} services")));
        }
        Ok(Order::Finish { ticket, outcome: self.outcome, done: self.done })
    }
}

/// Where a held ticket goes on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResumeBody {
    /// At which desk.
    #[schema(value_type = String)]
    pub desk: DeskId,
}

/// Where a ticket is moved to: `{"to": {"service": ID}}`, `{"to": {"desk": ID}}` or
/// `{"to": {"welcome": true}}`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBody {
    /// Where to.
    pub to: Destination,
}

/// Exactly one of a service, a desk and the welcome desk.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// To the queue of this service.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub service: Option<ServiceId>,
    /// To this desk.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub desk: Option<DeskId>,
    /// Back to the triage officer.
    #[serde(default)]
    pub welcome: bool,
}

impl Destination {
    fn checked(self) -> Result<MoveTo, Problem> {
        match (self.service, self.desk, self.welcome) {
            (Some(service), None, false) => Ok(MoveTo::Service(service)),
            (None, Some(desk), false) => Ok(MoveTo::Desk(desk)),
            (None, None, true) => Ok(MoveTo::Welcome),
            _ => Err(Problem::value("value", "to names exactly one of service, desk and welcome")),
        }
    }
}

macro_rules! steps {
    ($($(#[$doc:meta])* $name:ident, $path:literal, $body:ty, |$ticket:ident, $asked:ident| $order:expr;)+) => {$(
        $(#[$doc])*
        #[utoipa::path(post, path = $path, tag = "tickets", security(("key" = [])),
            params(("ticket" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
            request_body = $body,
            responses((status = 200, body = TicketView), (status = 401, body = Problem),
                      (status = 403, body = Problem), (status = 404, body = Problem),
                      (status = 409, body = Problem), (status = 415, body = Problem),
                      (status = 422, body = Problem), (status = 503, body = Problem)))]
        pub async fn $name(
            State(app): State<Arc<App>>,
            Extension(caller): Extension<Caller>,
            Path(ticket): Path,
            asked: Asked<$body>,
        ) -> Result<Done, Problem> {
            let (office, $ticket) = ticket_for(&app, &caller, &ticket)?;
            let $asked = asked.body;
            let order = $order;
            carry_out(&app, &caller, &office, asked.request, asked.language, order).await
        }
    )+};
}

steps! {
    /// Calls a chosen ticket.
    call, "/api/v1/tickets/{ticket}/call", CallBody,
        |ticket, asked| Order::Call { ticket, desk: asked.desk, reason: asked.reason };
    /// Announces a called number once more.
    recall, "/api/v1/tickets/{ticket}/recall", Nothing, |ticket, _nothing| Order::Recall { ticket };
    /// Takes a call back, within ten seconds.
    withdraw, "/api/v1/tickets/{ticket}/withdraw", Nothing, |ticket, _nothing| Order::Withdraw { ticket };
    /// The visitor is at the desk.
    start, "/api/v1/tickets/{ticket}/start", Nothing, |ticket, _nothing| Order::Start { ticket };
    /// The service is done.
    finish, "/api/v1/tickets/{ticket}/finish", FinishBody,
        |ticket, asked| asked.order(ticket)?;
    /// Nobody came.
    absent, "/api/v1/tickets/{ticket}/absent", Nothing, |ticket, _nothing| Order::MarkAbsent { ticket };
    /// The absent visitor is here after all.
    bring_back, "/api/v1/tickets/{ticket}/bring-back", Nothing, |ticket, _nothing| Order::BringBack { ticket };
    /// Puts the service aside.
    hold, "/api/v1/tickets/{ticket}/hold", Nothing, |ticket, _nothing| Order::Hold { ticket };
    /// Goes on with what was put aside.
    resume, "/api/v1/tickets/{ticket}/resume", ResumeBody,
        |ticket, asked| Order::Resume { ticket, desk: asked.desk };
    /// Passes the visitor on.
    move_on, "/api/v1/tickets/{ticket}/move", MoveBody, |ticket, asked| Order::Move { ticket, to: asked.to.checked()? };
    /// The visitor gives up the place.
    leave, "/api/v1/tickets/{ticket}/leave", Nothing, |ticket, _nothing| Order::Leave { ticket };
}
