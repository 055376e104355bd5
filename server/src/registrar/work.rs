//! What can be asked of the registrar.

use super::configuring;
use crate::relief::Relief;
use crate::store::audit::By;
use crate::store::mail::MailEnd;
use crate::store::paper::Told;
use crate::store::staffing::StaffChange;
use office::agenda::BookingCode;
use office::command::Order;
use office::event::Actor;
use office::id::{ActorId, DeviceId, FollowToken, OfficeId, RequestKey, TicketId};
use office::moment::Moment;
use office::slip::{Columns, Slip};
use office::wire::Paper;
use std::net::IpAddr;

/// A caller's own name for a request, with what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The name (`Idempotency-Key`).
    pub key: RequestKey,
    /// SHA-256 of what was asked.
    pub body_hash: [u8; 32],
}

impl Request {
    /// The same under a name that only the network of `address` can use: for callers who have no name of
    /// their own.
    pub fn from_network(self, address: IpAddr) -> Self {
        let household = crate::web::network::household(address).to_string();
        let named = crate::web::body::named(&format!("{household} {}", self.key), &[]);
        Self { key: named.key, body_hash: self.body_hash }
    }
}

/// A command to one office, parsed and authorised.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// To which office.
    pub office: OfficeId,
    /// By whom.
    pub actor: Actor,
    /// Under which name, if any.
    pub request: Option<Request>,
    /// The order.
    pub order: Order,
    /// What goes with a new ticket but not into the log.
    pub aside: Option<Aside>,
    /// What goes with an appointment but not into the log.
    pub party: Option<Box<Party>>,
}

/// What goes with a new ticket but not into the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Aside {
    /// The slip's secret.
    pub token: FollowToken,
    /// What only the visitor and the clerk need.
    pub told: Told,
    /// Where the slip comes out, if one is wanted.
    pub printer: Option<DeviceId>,
    /// Under which name the same visit had asked before, where a totem has given the number while it was
    /// alone.
    pub visit: Option<RequestKey>,
}

/// What goes with an appointment but not into the log.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Party {
    /// The secrets of a new reservation, appointment or wish.
    pub secrets: Option<Secrets>,
    /// What only the visitor and the clerk need.
    pub told: Told,
    /// Who comes, where that is known.
    pub applicant: Option<Applicant>,
    /// Where the slip comes out, if one is wanted.
    pub printer: Option<DeviceId>,
}

/// By what an appointment is known to its visitor.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Secrets {
    /// What is typed.
    pub code: BookingCode,
    /// What stands in the address of its page.
    pub token: FollowToken,
}

/// Who comes to an appointment: personal data, erased by rule.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Applicant {
    /// First name; empty where it is not known.
    pub first_name: String,
    /// Last name: with the code it opens the appointment.
    pub last_name: String,
    /// Where messages go.
    pub email: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
    /// What the visitor wrote (`Dettagli`); never for a sensitive service.
    pub details: Option<String>,
}

/// Never writes what it holds: names must not reach a log.
impl std::fmt::Debug for Applicant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Applicant(..)")
    }
}

/// Who asks for a sheet, and the request's name: asked again, nothing more is printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Printing {
    /// Who.
    pub actor: ActorId,
    /// The name.
    pub request: Request,
}

/// Another slip for a ticket, with the same number and secret: it says which copy it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// Of which office.
    pub office: OfficeId,
    /// Whose slip.
    pub ticket: TicketId,
    /// Where it comes out.
    pub printer: DeviceId,
    /// By whom.
    pub actor: Actor,
    /// Under which name.
    pub request: Request,
    /// The same, as the audit names them.
    pub by: By,
}

/// A change that is no matter of the log.
#[derive(Debug, Clone, PartialEq)]
pub enum Chore {
    /// How a print job stands; a slip that nobody can vouch for gets a copy.
    PaperStands {
        /// Which printer says so.
        printer: DeviceId,
        /// Which job.
        job: u64,
        /// How it stands.
        paper: Paper,
    },
    /// A printer is told of its oldest jobs from now on.
    ShowJobs(DeviceId),
    /// What a printer in trouble has not sent goes to another one.
    Relieve(Relief),
    /// So many characters go on a line of a printer's paper.
    PaperIsWide {
        /// Which printer says so.
        printer: DeviceId,
        /// How many.
        columns: Columns,
    },
    /// Phones show these windows from now on.
    WindowsShown(Vec<(TicketId, Moment, Moment)>),
    /// A new API key.
    AddKey(crate::store::keys::KeyRow, By),
    /// An API key is revoked.
    RevokeKey(String, By),
    /// A new device, or a new key for one that is there.
    AddDevice(crate::store::keys::DeviceRow, By),
    /// A device is revoked.
    RevokeDevice(DeviceId, By),
    /// Something is asked of a device.
    Errand(super::chores::DeviceErrand, By),
    /// A change of accounts, sessions or seats.
    Staff(Box<StaffChange>, By),
    /// Another slip for a ticket.
    Copy(Copy),
    /// A sheet goes to a printer without a number, once for each request.
    Print {
        /// Who asks, and under which name.
        printing: Printing,
        /// In which office.
        office: OfficeId,
        /// Where it comes out.
        printer: DeviceId,
        /// The sheet.
        slip: Box<Slip>,
    },
    /// A message is taken in hand; there is nothing to do where it is not to be sent any more.
    ClaimMail(u64),
    /// An attempt to send a message has ended.
    MailEnded(u64, MailEnd),
    /// Who comes to an appointment, by its code, has asked for their data to be erased.
    EraseApplicant(BookingCode, By),
    /// Nothing: answered through the writer, to show that it lives.
    Knock,
}

/// One thing for the registrar to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// A command.
    Command(Command),
    /// A change of a configuration.
    Configuring(Box<configuring::Configuring>),
    /// A chore.
    Chore(Chore),
}
