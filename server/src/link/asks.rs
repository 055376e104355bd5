//! What a totem asks, answered through the registrar.
//!
//! What a visitor said is kept only as far as the catalogue knows it; everything that counts is checked again.

use super::appointments;
use crate::agenda::Asker;
use crate::app::App;
use crate::registrar::{Answer, Aside, Chore, Command, Lane, Outcome, Printing, Work};
use crate::store::StoreError;
use crate::store::keys::DeviceRow;
use crate::store::paper::Told;
use crate::web::body::named;
use office::command::{GivenAlone, Order};
use office::event::{Actor, ActorKind, Channel};
use office::id::{ActorId, AnswerId, FollowToken, NeedId, OfficeId, QuestionId, RequestKey, TicketId};
use office::language::Language;
use office::refusal::Refusal;
use office::wire::{Ask, Given, Reply, Sheet};
use std::collections::BTreeMap;

/// Why a question got no reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswered {
    /// The office says no.
    Refused(Refusal),
    /// Not possible now; the same request may be asked again.
    Busy,
}

/// Answers a device; the same request and question get the same answer.
pub async fn answer(
    app: &App,
    device: &DeviceRow,
    request: RequestKey,
    ask: Ask,
) -> Result<Reply, Unanswered> {
    let body = serde_json::to_vec(&ask).map_err(|_| Unanswered::Busy)?;
    let request = named(request.as_str(), &[b"link", &body]);
    let actor = Actor {
        kind: ActorKind::Device,
        id: ActorId::new(device.id.as_str()).map_err(|_| Unanswered::Busy)?,
    };
    let office = device.office.clone();
    let (order, aside) = match ask {
        Ask::Take { service, then, need, answers, class, language, quote, print } => {
            app.limits.number_at(&device.id, app).map_err(|_| Unanswered::Busy)?;
            let token = app.random_bits().map(FollowToken::from_random);
            let aside = Aside {
                token: token.map_err(|_| Unanswered::Busy)?,
                told: told(app, &office, language, need, answers),
                printer: device.printer.clone().filter(|_| print),
                visit: None,
            };
            let order =
                Order::IssueTicket { service, then, class, channel: Channel::Totem, quote, against: None };
            (order, Some(aside))
        }
        Ask::Print { sheet, language } => {
            let printing = Printing { actor: actor.id, request };
            return print(app, device, printing, &sheet, language).await;
        }
        ask @ (Ask::Slots { .. }
        | Ask::Reserve { .. }
        | Ask::Book { .. }
        | Ask::Release { .. }
        | Ask::CheckIn { .. }) => {
            let asker = Asker { office, actor, lane: Lane::Hall, request: Some(request) };
            return appointments::answer(app, device, asker, ask).await;
        }
        Ask::Leave { token } => (Order::Leave { ticket: followed(app, &token)? }, None),
        Ask::Block { date } => (Order::GrantBlock { device: device.id.clone(), date }, None),
        Ask::TakeIn { given } => taking_in(app, device, *given)?,
    };
    let command = Command { office, actor, request: Some(request), order, aside, party: None };
    match app.command(Lane::Hall, command).await {
        Ok(Outcome::Done(answer) | Outcome::Unchanged(answer)) => {
            if let Answer::Taken(taken) = &answer {
                app.fleet.gave(&device.id, taken.number, app.clock.now());
            } else if let Answer::TakenIn { number } = &answer {
                app.fleet.gave(&device.id, *number, app.clock.now());
            }
            reply(answer).ok_or(Unanswered::Busy)
        }
        Ok(Outcome::Refused(refusal)) => Err(Unanswered::Refused(refusal)),
        Ok(Outcome::KeyReused | Outcome::NoRoom | Outcome::Failed | Outcome::Declined(_)) | Err(_) => {
            Err(Unanswered::Busy)
        }
    }
}

/// What is to be done with a number that the totem has given while it was alone.
fn taking_in(app: &App, device: &DeviceRow, given: Given) -> Result<(Order, Option<Aside>), Unanswered> {
    // The snapshot that the totem held says when it was linked for certain; one of another epoch says nothing.
    let linked_at = match given.epoch == app.hub.epoch() {
        true => app.reader.event_at(&device.office, given.seq).map_err(|error| failed(&error))?,
        false => None,
    };
    let told = told(app, &device.office, given.language, given.need, given.answers);
    let visit = Some(named(given.visit.as_str(), &[]).key);
    let aside = Aside { token: given.token, told, printer: None, visit };
    let given = GivenAlone {
        device: device.id.clone(),
        date: given.date,
        number: given.number,
        taken_at: given.taken_at,
        linked_at,
        service: given.service,
        then: given.then,
        class: given.class,
        in_place_of: None,
    };
    Ok((Order::TakeIn { given: Box::new(given) }, Some(aside)))
}

fn failed(error: &StoreError) -> Unanswered {
    tracing::error!(
        error = error as &dyn std::error::Error,
        "what a totem asks about could not be looked up"
    );
    Unanswered::Busy
}

/// The ticket of a slip.
fn followed(app: &App, token: &FollowToken) -> Result<TicketId, Unanswered> {
    let found = app.reader.followed(token).map_err(|error| failed(&error))?;
    found.ok_or(Unanswered::Refused(Refusal::UnknownSlip))
}

/// What the clerk may know of what the visitor said: ids that the catalogue has.
pub(super) fn told(
    app: &App,
    office: &OfficeId,
    language: Language,
    need: Option<NeedId>,
    mut answers: BTreeMap<QuestionId, AnswerId>,
) -> Told {
    let Some((_, rules)) = app.hub.configuration(office) else {
        return Told { language, ..Told::default() };
    };
    answers.retain(|question, answer| {
        rules.question(question).is_some_and(|question| question.answer(answer).is_some())
    });
    Told { language, note: None, need: need.filter(|need| rules.need(need).is_some()), answers }
}

/// Lays a sheet out and queues it at the totem's printer, once for each request.
async fn print(
    app: &App,
    device: &DeviceRow,
    printing: Printing,
    sheet: &Sheet,
    language: Language,
) -> Result<Reply, Unanswered> {
    app.limits.number_at(&device.id, app).map_err(|_| Unanswered::Busy)?;
    let printer = device.printer.clone().ok_or(Unanswered::Busy)?;
    let (_, rules) = app.hub.configuration(&device.office).ok_or(Unanswered::Busy)?;
    let slip = printer::layout::asked(
        &rules,
        sheet,
        language,
        &app.public_url,
        (app.clock.now(), app.columns_of(&printer)),
    );
    let slip = Box::new(slip.map_err(Unanswered::Refused)?);
    let chore = Chore::Print { printing, office: device.office.clone(), printer, slip };
    match app.registry.ask(Lane::Hall, Work::Chore(chore)).await {
        Ok(Outcome::Done(_) | Outcome::Unchanged(_)) => Ok(Reply::Printing),
        Ok(Outcome::Refused(refusal)) => Err(Unanswered::Refused(refusal)),
        Ok(Outcome::KeyReused | Outcome::NoRoom | Outcome::Failed | Outcome::Declined(_)) | Err(_) => {
            Err(Unanswered::Busy)
        }
    }
}

/// What a totem is told; absent for what it cannot have asked for.
pub(super) fn reply(answer: Answer) -> Option<Reply> {
    match answer {
        Answer::Taken(taken) => Some(Reply::Taken(*taken)),
        Answer::Appointment(appointment) => Some(Reply::Appointment(appointment)),
        Answer::Block(block) => Some(Reply::Block(block)),
        Answer::TakenIn { number } => Some(Reply::TakenIn { number }),
        Answer::Ticket(ticket) => ticket.number.parse().ok().map(|number| Reply::Left { number }),
        Answer::Called(_)
        | Answer::Desk(_)
        | Answer::Copied(_)
        | Answer::Wish { .. }
        | Answer::Configuration { .. }
        | Answer::Nobody => None,
    }
}
