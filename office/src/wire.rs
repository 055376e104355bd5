//! The messages between the dispatcher and the programs that show, print and ask.
//!
//! JSON over one WebSocket, `/link`; docs/protocol.md describes them and changes with this file.
//! Unknown fields are ignored on receipt, so that old and new programs understand each other.

use crate::agenda::{BookingCode, BookingState, Wanted};
use crate::configuration::Version;
use crate::event::Quote;
use crate::id::{
    AnswerId, BodyId, BookingId, DeskId, EvidenceId, FollowToken, NeedId, OfficeId, QuestionId, ServiceId,
    TicketId,
};
use crate::language::{Language, Text};
use crate::moment::Moment;
use crate::number::{Number, Series};
use crate::ticket::{Class, LegState};
use crate::triage::Outlook;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod alone;
mod link;
mod paper;

pub use alone::{Given, NumberBlock, ReadyNumber};
pub use link::{Errand, FromDevice, ToDevice};
pub use paper::{Paper, PrintJob, PrinterScreen, Trouble};

/// The version of the protocol that this crate speaks.
pub const PROTOCOL: u32 = 1;
/// Largest message in either direction, bytes.
pub const MESSAGE_LEN_MAX: usize = 1 << 20;
/// Seconds between pings.
pub const PING_EVERY_S: u64 = 15;
/// Seconds of silence after which a link counts as dead.
pub const SILENCE_MAX_S: u64 = 30;
/// Seconds for which a call may still ring on a display that has missed it.
pub const RING_AGE_MAX_S: u64 = 60;

/// What a device is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceRole {
    /// Gives numbers to visitors.
    Totem,
    /// Shows calls.
    Display,
    /// Puts slips on paper.
    Printer,
}

impl DeviceRole {
    /// The stable name, as stored and sent.
    pub fn code(self) -> &'static str {
        match self {
            DeviceRole::Totem => "totem",
            DeviceRole::Display => "display",
            DeviceRole::Printer => "printer",
        }
    }

    /// The role with this name.
    pub fn from_code(code: &str) -> Option<DeviceRole> {
        [DeviceRole::Totem, DeviceRole::Display, DeviceRole::Printer]
            .into_iter()
            .find(|role| role.code() == code)
    }
}

/// A wait as a range on the 5-minute grid, counted from opening where the doors are still closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// Lower end, minutes.
    pub low_min: u32,
    /// Upper end, minutes.
    pub high_min: u32,
}

impl From<Quote> for Wait {
    fn from(quote: Quote) -> Self {
        Self { low_min: quote.low_min, high_min: quote.high_min }
    }
}

/// A number on the board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Which number.
    pub number: Number,
    /// Which desk.
    pub desk: DeskId,
    /// The number over the desk.
    pub desk_number: u32,
    /// The desk's name.
    pub desk_name: Text,
    /// Sequence of its last announcement: grows with every call and recall of the office.
    pub call_seq: u64,
    /// How often it has been announced.
    pub nth: u32,
    /// When it was called.
    pub called_at: Moment,
    /// When it was last announced.
    pub announced_at: Moment,
    /// The language of its visitor, in which it is announced after Italian; absent where none was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
}

/// How many wait, in public words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingLine {
    /// The letter.
    pub series: Series,
    /// The service; absent where it is sensitive, which is then counted with its series.
    pub service: Option<ServiceId>,
    /// The service's or the series' name.
    pub title: Text,
    /// How many wait.
    pub count: u32,
    /// The wait of somebody who took a number now; absent where no desk serves it.
    pub wait: Option<Wait>,
}

/// The board: what everybody in the hall may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// Changes at init and restore; another epoch resets a screen.
    pub epoch: u64,
    /// The sequence of the last event shown.
    pub seq: u64,
    /// When it was made.
    pub as_of: Moment,
    /// Whether numbers can be taken.
    pub open: bool,
    /// When the doors open again, while they are closed.
    pub opens_at: Option<Moment>,
    /// Every ticket still called, newest announcement first.
    pub calls: Vec<Call>,
    /// Who waits, one line per service or sensitive series.
    pub waiting: Vec<WaitingLine>,
    /// Notices of the office.
    pub notices: Vec<Text>,
}

/// What a display shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DisplayScreen {
    /// The office's name.
    pub office: Text,
    /// Its time zone.
    pub zone: Tz,
    /// The board.
    pub board: Board,
    /// The one desk whose sign this is; absent for the board of the hall.
    pub only: Option<DeskSign>,
    /// From how far it is read, metres.
    pub viewing_distance_m: f64,
    /// The panel's diagonal, inches.
    pub panel_diagonal_in: f64,
}

/// The desk that a sign stands on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskSign {
    /// Which desk.
    pub desk: DeskId,
    /// The number over it.
    pub number: u32,
    /// Its name.
    pub name: Text,
    /// Whether it takes visitors.
    pub open: bool,
}

/// What a number for a service would get now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offered {
    /// Which service.
    pub service: ServiceId,
    /// How many wait for the desks that serve it.
    pub ahead: u32,
    /// The quote that a number taken now is stamped with; absent where no desk serves it.
    pub quote: Option<Quote>,
}

/// What a totem shows, beside the configuration that it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TotemScreen {
    /// Changes at init and restore.
    pub epoch: u64,
    /// The sequence of the last event shown.
    pub seq: u64,
    /// When it was made.
    pub as_of: Moment,
    /// Which configuration the rest belongs to.
    pub configuration: Version,
    /// Whether numbers are given, when the doors close, and what a number would wait.
    pub outlook: Outlook,
    /// The services, in the order of the configuration.
    pub services: Vec<Offered>,
    /// What is most asked for at this hour, first what is asked most.
    pub popular: Vec<NeedId>,
    /// Notices of the office.
    pub notices: Vec<Text>,
    /// Whether slips can be printed here.
    pub prints: bool,
    /// What is wrong with the printer; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paper: Option<Trouble>,
    /// The address of the office's pages for the public, without a last slash.
    pub public_url: String,
    /// The dates for which the totem should hold a block of numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<NaiveDate>,
}

impl TotemScreen {
    /// What a number for a service would get.
    pub fn offered(&self, service: &ServiceId) -> Option<&Offered> {
        self.services.iter().find(|offered| offered.service == *service)
    }
}

/// Where the office's pages for the public show the procedure of a service.
pub fn procedure_url(public_url: &str, office: &OfficeId, service: &ServiceId, language: Language) -> String {
    format!("{public_url}/procedure/{office}/{service}?language={}", language.code())
}

/// The whole state that a device needs, by its role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Snapshot {
    /// For a totem.
    Totem(TotemScreen),
    /// For a display.
    Display(DisplayScreen),
    /// For a printer.
    Printer(PrinterScreen),
}

/// What a device asks of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// A number.
    Take {
        /// What for.
        service: ServiceId,
        /// What is to be done in the same visit after it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        then: Vec<ServiceId>,
        /// What the visitor said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need: Option<NeedId>,
        /// What the visitor answered.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        answers: BTreeMap<QuestionId, AnswerId>,
        /// In which class.
        class: Class,
        /// The language of the slip and the follow page.
        language: Language,
        /// The wait that the visitor saw.
        quote: Option<Quote>,
        /// Whether a slip is wanted.
        print: bool,
    },
    /// Something to read on paper, without a number.
    Print {
        /// What.
        sheet: Sheet,
        /// The reader's language.
        language: Language,
    },
    /// The free times of some days.
    Slots {
        /// What an appointment is wanted for.
        wanted: Wanted,
        /// The first day.
        from: NaiveDate,
        /// How many days.
        days: u32,
    },
    /// To keep a time while the visitor looks at it.
    Reserve {
        /// What an appointment is wanted for.
        wanted: Wanted,
        /// When.
        start: Moment,
        /// At which desk; any where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        desk: Option<DeskId>,
        /// The visitor's language.
        language: Language,
    },
    /// To make an appointment of what is kept.
    Book {
        /// Which booking.
        booking: BookingId,
        /// What the visitor said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        need: Option<NeedId>,
        /// What the visitor answered.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        answers: BTreeMap<QuestionId, AnswerId>,
        /// The language of the slip.
        language: Language,
        /// Whether a slip is wanted.
        print: bool,
    },
    /// To give back what is kept.
    Release {
        /// Which booking.
        booking: BookingId,
    },
    /// A number for an appointment, by the code or the address on its slip.
    CheckIn {
        /// What was typed or scanned.
        code: String,
        /// The language of the slip.
        language: Language,
        /// Whether a slip is wanted.
        print: bool,
    },
    /// To give up the place.
    Leave {
        /// The slip's secret.
        token: FollowToken,
    },
    /// Numbers to be given while the totem is alone.
    Block {
        /// On which date.
        date: NaiveDate,
    },
    /// To take in a number that was given while the totem was alone.
    TakeIn {
        /// Which, and how.
        given: Box<Given>,
    },
}

/// What a visitor can have on paper without a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Sheet {
    /// The procedure of a service, the paper to bring first on top of it.
    Procedure {
        /// Which service.
        service: ServiceId,
        /// The paper that is not at hand.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        missing: Option<EvidenceId>,
    },
    /// Who else does it, or gives the paper.
    Referral {
        /// Whom to see.
        body: BodyId,
        /// What for.
        service: ServiceId,
        /// The paper that is to be had there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        missing: Option<EvidenceId>,
    },
    /// What can be done from home.
    Online {
        /// Of which service.
        service: ServiceId,
    },
}

/// What the office answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// The number that was given.
    Taken(Taken),
    /// The sheet is being printed.
    Printing,
    /// The free times, in order.
    Slots {
        /// Each with its desk.
        slots: Vec<FreeSlot>,
    },
    /// The time is kept, or booked: [`Appointment::state`] says which.
    Appointment(Box<Appointment>),
    /// What was kept is given back.
    Released,
    /// The place is given up.
    Left {
        /// Whose.
        number: Number,
    },
    /// Numbers to be given while the totem is alone.
    Block(NumberBlock),
    /// The number is taken in, now or before.
    TakenIn {
        /// Which.
        number: Number,
    },
}

/// A free time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeSlot {
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// The date it is named by.
    pub date: NaiveDate,
    /// At which desk.
    pub desk: DeskId,
}

/// An appointment as its visitor gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Its id; it opens nothing.
    pub booking: BookingId,
    /// Where it stands.
    pub state: BookingState,
    /// What is typed to see it and to check in.
    pub code: BookingCode,
    /// The secret in the address of its page.
    pub token: FollowToken,
    /// The address of its page.
    pub page_url: String,
    /// When it begins.
    pub start: Moment,
    /// When it ends.
    pub end: Moment,
    /// At which desk.
    pub desk: DeskId,
    /// The number over the desk.
    pub desk_number: u32,
    /// What for.
    pub services: Vec<ServiceId>,
    /// For how many people.
    pub people: u32,
    /// Until when it is kept, while it is not booked.
    pub until: Option<Moment>,
    /// Whether a slip is being printed.
    pub printed: bool,
}

/// A number as its visitor gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// The ticket.
    pub id: TicketId,
    /// Its number.
    pub number: Number,
    /// What for, first.
    pub service: ServiceId,
    /// What else in the same visit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub then: Vec<ServiceId>,
    /// Where it stands.
    pub state: LegState,
    /// How many wait in front.
    pub ahead: u32,
    /// The wait; absent where no desk serves it yet.
    pub wait: Option<Wait>,
    /// The slip's secret.
    pub token: FollowToken,
    /// The address of the follow page.
    pub follow_url: String,
    /// Whether a slip is being printed.
    pub printed: bool,
    /// The time of the appointment that it is for, where it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Moment>,
    /// Whether it was an appointment that came too late to be kept.
    #[serde(default)]
    pub late: bool,
    /// Whether the totem gave it while it was alone: nobody knows yet who waits in front.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
}
