//! What a totem asks, answered through the registrar.

use crate::app::App;
use crate::registrar::{Answer, Aside, Command, Lane, Outcome};
use crate::store::keys::DeviceRow;
use crate::store::paper::Told;
use crate::web::body::named;
use office::command::Order;
use office::event::{Actor, ActorKind, Channel};
use office::id::{ActorId, RequestKey};
use office::refusal::Refusal;
use office::wire::{Ask, Reply};

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
    let request = Some(named(request.as_str(), &[b"link", &body]));
    let actor = Actor {
        kind: ActorKind::Device,
        id: ActorId::new(device.id.as_str()).map_err(|_| Unanswered::Busy)?,
    };
    let office = device.office.clone();
    let (order, aside) = match ask {
        Ask::Take { service, class, language, quote, print } => {
            app.limits.number_at(&device.id, app).map_err(|_| Unanswered::Busy)?;
            let token = app.random_bits().map(office::id::FollowToken::from_random);
            let aside = Aside {
                token: token.map_err(|_| Unanswered::Busy)?,
                told: Told { language, ..Told::default() },
                printer: device.printer.clone().filter(|_| print),
            };
            let order = Order::IssueTicket {
                service,
                then: Vec::new(),
                class,
                channel: Channel::Totem,
                quote,
                against: None,
            };
            (order, Some(aside))
        }
        Ask::Leave { token } => {
            let found = app.reader.followed(&token).map_err(|error| {
                tracing::error!(error = &error as &dyn std::error::Error, "a slip could not be looked up");
                Unanswered::Busy
            })?;
            let ticket = found.ok_or(Unanswered::Refused(Refusal::UnknownSlip))?;
            (Order::Leave { ticket }, None)
        }
    };
    let command = Command { office, actor, request, order, aside };
    match app.command(Lane::Hall, command).await {
        Ok(Outcome::Done(answer) | Outcome::Unchanged(answer)) => reply(answer).ok_or(Unanswered::Busy),
        Ok(Outcome::Refused(refusal)) => Err(Unanswered::Refused(refusal)),
        Ok(Outcome::KeyReused | Outcome::NoRoom | Outcome::Failed | Outcome::Declined(_)) | Err(_) => {
            Err(Unanswered::Busy)
        }
    }
}

fn reply(answer: Answer) -> Option<Reply> {
    match answer {
        Answer::Taken(taken) => Some(Reply::Taken(*taken)),
        Answer::Ticket(ticket) => ticket.number.parse().ok().map(|number| Reply::Left { number }),
        Answer::Called(_) | Answer::Desk(_) | Answer::Copied(_) | Answer::Nobody => None,
    }
}
