//! What callers of the API see of the floor. Field names are the contract.

pub mod booking;
pub mod route;

use office::floor::{DeskState, Floor};
use office::id::DeskId;
use office::moment::Moment;
use office::queue;
use office::ticket::{Leg, LegState, Ticket};
use office::why::Why;
use office::wire::Wait;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A ticket, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TicketView {
    /// Its id.
    pub id: String,
    /// Its number, such as A012.
    pub number: String,
    /// Its office.
    pub office: String,
    /// The service of its present leg.
    pub service: String,
    /// `ordinary` or `priority`.
    pub class: String,
    /// `totem`, `welcome`, `desk` or `api`.
    pub channel: String,
    /// Where its present leg stands.
    pub state: String,
    /// The desk that called it last.
    pub desk: Option<String>,
    /// Its place in the queue.
    #[schema(value_type = String, format = DateTime)]
    pub joined_at: Moment,
    /// When its present leg was called.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub called_at: Option<Moment>,
    /// Until when the call can be withdrawn.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub withdraw_until: Option<Moment>,
    /// Until when the absent visitor can be brought back.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub bring_back_until: Option<Moment>,
    /// How many wait in front, while it waits.
    pub ahead: Option<u32>,
    /// The wait promised when it was taken.
    pub wait: Option<WaitView>,
    /// The version of the configuration it was issued under.
    pub configuration: u32,
    /// Its legs, oldest first.
    pub legs: Vec<LegView>,
    /// The services that are still to come in this visit.
    #[serde(default)]
    pub then: Vec<String>,
}

/// One service of a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct LegView {
    /// Its place in the visit, from 1.
    pub no: u32,
    /// What is to be done.
    pub service: String,
    /// Where it stands.
    pub state: String,
    /// The desk that called it last.
    pub desk: Option<String>,
    /// Who may call it: `skill`, `welcome`, or `desk:ID`.
    pub target: String,
    /// How often it has been announced.
    pub announced: u32,
    /// When it was called.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub called_at: Option<Moment>,
    /// When the visitor was at the desk.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub started_at: Option<Moment>,
    /// When its state last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Moment,
    /// What came of it.
    pub outcome: Option<String>,
}

/// A wait as a range on the 5-minute grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WaitView {
    /// Lower end, minutes.
    pub low_min: u32,
    /// Upper end, minutes.
    pub high_min: u32,
}

impl From<Wait> for WaitView {
    fn from(wait: Wait) -> Self {
        Self { low_min: wait.low_min, high_min: wait.high_min }
    }
}

/// A desk, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DeskView {
    /// Its id.
    pub id: String,
    /// Its office.
    pub office: String,
    /// The number over it.
    pub number: u32,
    /// Its name, in Italian.
    pub name: String,
    /// `closed`, `open` or `paused`.
    pub state: String,
    /// Since when, once it has been opened today.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub since: Option<Moment>,
    /// When a resting desk expects to go on.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub back_at: Option<Moment>,
    /// The services it can take.
    pub skills: Vec<String>,
    /// The ticket called to it or served at it.
    pub ticket: Option<TicketView>,
    /// Who would be called now, and why.
    pub next: Option<NextView>,
}

/// Who would be called now.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NextView {
    /// The ticket's id.
    pub ticket: String,
    /// Its number.
    pub number: String,
    /// Why this one.
    #[schema(value_type = Object)]
    pub why: Why,
}

/// The answer to call-next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CalledView {
    /// The called ticket.
    pub ticket: TicketView,
    /// Why this one.
    #[schema(value_type = Object)]
    pub why: Why,
}

impl TicketView {
    /// A ticket as it stands on the floor.
    pub fn of(floor: &Floor, ticket: &Ticket) -> Self {
        let leg = ticket.leg();
        let only_in = |state: LegState, until: Option<Moment>| until.filter(|_| leg.state == state);
        Self {
            id: ticket.id.to_string(),
            number: ticket.number.to_string(),
            office: floor.office.to_string(),
            service: leg.service.to_string(),
            class: ticket.class.code().to_owned(),
            channel: ticket.channel.code().to_owned(),
            state: leg.state.code().to_owned(),
            desk: leg.desk.as_ref().map(DeskId::to_string),
            joined_at: ticket.joined_at,
            called_at: leg.called_at,
            withdraw_until: only_in(
                LegState::Called,
                leg.called_at.map(|called_at| called_at.plus(office::decide::WITHDRAW_LIMIT)),
            ),
            bring_back_until: only_in(
                LegState::Absent,
                Some(leg.changed_at.plus(office::decide::ABSENT_LIMIT)),
            ),
            ahead: (leg.state == LegState::Waiting).then(|| floor.ahead_of(ticket)),
            wait: ticket.quote.map(|quote| Wait::from(quote).into()),
            configuration: ticket.configuration.0,
            legs: ticket.legs.iter().map(LegView::of).collect(),
            then: ticket.then.iter().map(ToString::to_string).collect(),
        }
    }
}

impl LegView {
    fn of(leg: &Leg) -> Self {
        Self {
            no: leg.no,
            service: leg.service.to_string(),
            state: leg.state.code().to_owned(),
            desk: leg.desk.as_ref().map(DeskId::to_string),
            target: leg.target.to_string(),
            announced: leg.announced,
            called_at: leg.called_at,
            started_at: leg.started_at,
            changed_at: leg.changed_at,
            outcome: leg.outcome.map(|outcome| outcome.code().to_owned()),
        }
    }
}

impl DeskView {
    /// A desk as it stands on the floor; `None` where the office has no such desk.
    pub fn of(floor: &Floor, desk: &DeskId, now: Moment) -> Option<Self> {
        let plan = floor.rules()?.desk(desk)?;
        let on_floor = floor.desks.get(desk);
        let free = on_floor.is_some_and(|on| on.state == DeskState::Open && on.ticket.is_none());
        let next = queue::next_for(floor, desk, now).filter(|_| free).map(|choice| NextView {
            ticket: choice.ticket.id.to_string(),
            number: choice.ticket.number.to_string(),
            why: choice.why,
        });
        Some(Self {
            id: desk.to_string(),
            office: floor.office.to_string(),
            number: plan.number,
            name: plan.name.it.clone(),
            state: floor.desk_state(desk).code().to_owned(),
            since: on_floor.map(|on| on.since),
            back_at: on_floor.and_then(|on| on.back_at),
            skills: plan.skills.iter().map(ToString::to_string).collect(),
            ticket: floor.ticket_at(desk).map(|ticket| TicketView::of(floor, ticket)),
            next,
        })
    }
}
