//! The slip of a ticket.
//!
//! The number dominates; below it, in the order in which a visitor asks: for what, how long, where, and how
//! to follow from outside.

use super::copy;
use super::draft::{Draft, clipped};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::configuration::Configuration;
use office::id::ServiceId;
use office::language::{Language, Text};
use office::moment::Moment;
use office::service::Service;
use office::slip::{Columns, Size, Slip};
use office::wire::Wait;
use screen::{texts, words};

/// What the slip of a ticket says.
#[derive(Debug, Clone)]
pub struct TicketSlip {
    /// The name of the office.
    pub office_title: String,
    /// The number as it is called, "A012".
    pub number: String,
    /// What the visit is for, in the order of its legs; `None` where a slip left on a bench must not tell
    /// (sensitive services).
    pub services: Vec<Option<Text>>,
    /// When the number was issued.
    pub issued_at: Moment,
    /// The office's time zone.
    pub zone: Tz,
    /// The appointment that the number was given for.
    pub appointment: Option<Kept>,
    /// How many are served before, not told to who is called by appointment; `None` where the totem was alone and
    /// nobody knows: the place is kept all the same.
    pub ahead: Option<u32>,
    /// The wait as shown to the visitor; `None` while no desk serves it.
    pub wait: Option<Wait>,
    /// Whether the wait has not proved itself yet ("stima indicativa").
    pub estimate_is_rough: bool,
    /// Where to wait; `None` where there is only one place.
    pub waiting_place: Option<Text>,
    /// The whole address of the follow page; `None` where it cannot be reached from a phone.
    pub follow_url: Option<String>,
    /// 0 for the original, then 1, 2, …: a copy says that the first is void.
    pub copy: u32,
}

/// What became of the appointment that a number was given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is kept: the visitor is called near its time.
    InTime {
        /// Its time.
        start: Moment,
    },
    /// The visitor came too late: the number is an ordinary one.
    TooLate {
        /// Its time.
        start: Moment,
        /// Until when it would have been kept.
        until: Moment,
    },
}

/// The titles of services, but of those that nobody beside the visitor is to know of.
pub fn named<'a>(rules: &Configuration, services: impl Iterator<Item = &'a ServiceId>) -> Vec<Option<Text>> {
    let title = |service: &Service| (!service.sensitive).then(|| service.title.clone());
    services.filter_map(|id| rules.service(id)).map(title).collect()
}

/// Lays out the slip of a ticket in the visitor's language, with the Italian name of the service
/// below the translated one.
///
/// Any content gives a slip: texts are cleaned, clipped at [`super::TEXT_LEN_MAX`] and broken to the width.
pub fn ticket(content: &TicketSlip, language: Language, columns: Columns) -> Slip {
    let mut draft = Draft::new(language, columns);
    if content.copy > 0 {
        copy::mark(&mut draft, content.copy, Some(&clipped(&content.number)));
    }
    number(&mut draft, content);
    services(&mut draft, content);
    kept(&mut draft, content);
    draft.rule();
    wait(&mut draft, content);
    place(&mut draft, content);
    let follow = content.follow_url.as_deref().filter(|url| office::slip::is_qr_text(url));
    if let Some(url) = follow {
        draft.rule();
        draft.code(&fl!(texts(draft.language), "slip-follow"), url);
    }
    draft.rule();
    let date = words::date_long(content.issued_at, content.zone, draft.language);
    let time = words::clock(content.issued_at, content.zone);
    draft.small(&fl!(texts(draft.language), "slip-issued", date = date, time = time));
    draft.whole()
}

fn number(draft: &mut Draft, content: &TicketSlip) {
    draft.text(&content.office_title, Size::Normal, true);
    draft.space(1);
    draft.small(&fl!(texts(draft.language), "slip-number"));
    let number = clipped(&content.number);
    let is_short = number.chars().count() <= draft.columns.of_size(Size::Huge);
    draft.text(&number, if is_short { Size::Huge } else { Size::Double }, true);
}

/// The one service large, or several as a list: whoever has several must see that they are all there.
fn services(draft: &mut Draft, content: &TicketSlip) {
    match content.services.as_slice() {
        [] | [None] => {}
        [Some(title)] => draft.title(title),
        several => {
            for (at, title) in several.iter().take(LEGS_SHOWN_MAX).enumerate() {
                leg(draft, at + 1, title.as_ref());
            }
        }
    }
}

/// Most services of one visit that a slip lists.
const LEGS_SHOWN_MAX: usize = office::catalogue::LEGS_MAX;

fn leg(draft: &mut Draft, no: usize, title: Option<&Text>) {
    let Some(title) = title else {
        let another = fl!(texts(draft.language), "slip-another");
        return draft.text(&format!("{no}. {another}"), Size::Tall, true);
    };
    let translated = draft.said(title);
    draft.text(&format!("{no}. {translated}"), Size::Tall, true);
    if draft.language != Language::It && translated != title.it {
        draft.small(&title.it);
    }
}

/// Why the visitor is called near a time, or is not.
fn kept(draft: &mut Draft, content: &TicketSlip) {
    let l = texts(draft.language);
    let clock = |moment: Moment| words::clock(moment, content.zone);
    match content.appointment {
        None => {}
        Some(Kept::InTime { start }) => {
            draft.rule();
            draft.text(&fl!(l, "slip-kept", time = clock(start)), Size::Tall, true);
        }
        Some(Kept::TooLate { start, until }) => {
            draft.rule();
            draft.text(&fl!(l, "slip-kept", time = clock(start)), Size::Tall, false);
            draft.text(&fl!(l, "slip-too-late", until = clock(until)), Size::Normal, true);
        }
    }
}

fn wait(draft: &mut Draft, content: &TicketSlip) {
    let l = texts(draft.language);
    match (content.appointment, content.ahead) {
        (Some(Kept::InTime { .. }), _) => draft.small(&fl!(l, "slip-kept-how")),
        (Some(Kept::TooLate { .. }) | None, Some(ahead)) => draft.small(&fl!(l, "slip-ahead", n = ahead)),
        (Some(Kept::TooLate { .. }) | None, None) => draft.small(&fl!(l, "totem-alone-number")),
    }
    let Some(wait) = content.wait else { return };
    draft.space(1);
    draft.small(&fl!(l, "slip-wait"));
    draft.text(&words::wait(wait.low_min, wait.high_min, draft.language), Size::Double, false);
    if content.estimate_is_rough {
        draft.small(&fl!(l, "wait-estimate"));
    }
}

fn place(draft: &mut Draft, content: &TicketSlip) {
    let Some(place) = &content.waiting_place else { return };
    draft.space(1);
    draft.small(&fl!(texts(draft.language), "slip-where"));
    let place = draft.said(place);
    draft.text(place, Size::Normal, true);
}
