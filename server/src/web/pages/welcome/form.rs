//! What the officer sends: the fields of the page's forms, and what they ask for.

use super::asked::Visit;
use crate::web::api::tickets::checked_note;
use office::catalogue::LEGS_MAX;
use office::command::Order;
use office::configuration::RouteKind;
use office::event::{Against, AgainstReason, Channel, MoveTo};
use office::id::{DeviceId, ServiceId, TicketId};
use office::language::Language;
use office::ticket::Class;

/// Longest idempotency key of a form, characters.
const KEY_LEN_MAX: usize = 64;

/// The fields of every form of the page; each action reads those that it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// The form's idempotency key, fresh for every page.
    pub key: String,
    /// The caller's form token.
    pub token: String,
    /// Which action.
    pub action: String,
    /// How far the officer had come: the parameters of the page's address.
    pub at: String,
    /// The services of the visit, the first one first.
    pub services: Vec<String>,
    /// Whether the visitor has precedence.
    pub is_priority: bool,
    /// The visitor's language.
    pub language: String,
    /// What the clerk should know.
    pub note: String,
    /// Where paper comes out; empty: nowhere.
    pub printer: String,
    /// What triage offered, where a number is given against it.
    pub offered: String,
    /// Why it is.
    pub reason: String,
    /// On which ticket.
    pub ticket: String,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// An order to the office.
    Order(Order),
    /// Another slip for a ticket.
    Copy(TicketId),
    /// What a visitor needs to know of a service, on paper.
    Sheet(Sheet),
}

/// What is printed without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// The way that triage offers first.
    Offered,
    /// Another way: which of them, from 1.
    Other(usize),
    /// The procedure of the service.
    Procedure,
}

/// A field that is missing, unknown or without sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadField;

impl Fields {
    /// Takes over the pairs of a form.
    pub fn of(pairs: Vec<(String, String)>) -> Result<Self, BadField> {
        let mut fields = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "key" => fields.key = value,
                "token" => fields.token = value,
                "do" => fields.action = value,
                "at" => fields.at = value,
                "service" if fields.services.len() < LEGS_MAX => fields.services.push(value),
                "class" => fields.is_priority = value == Class::Priority.code(),
                "speaks" => fields.language = value,
                "note" => fields.note = value,
                "printer" => fields.printer = value,
                "offered" => fields.offered = value,
                "reason" => fields.reason = value,
                "ticket" => fields.ticket = value,
                _ => return Err(BadField),
            }
        }
        Ok(fields)
    }

    /// The idempotency key, where it can be one.
    pub fn key(&self) -> Result<&str, BadField> {
        let plain = self.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if plain && (1..=KEY_LEN_MAX).contains(&self.key.len()) { Ok(&self.key) } else { Err(BadField) }
    }

    /// What is asked for; a button may carry what it is about: `sheet-2`.
    pub fn deed(&self) -> Result<Deed, BadField> {
        let (action, about) = self.action.split_once(':').unwrap_or((&self.action, ""));
        Ok(match (action, about) {
            ("give", "") => Deed::Order(self.issue(None)?),
            // The reason is the button's own.
            ("against", reason) => Deed::Order(self.issue(Some(self.against(reason)?))?),
            ("move", "") => {
                let to = MoveTo::Service(self.services()?.remove(0));
                Deed::Order(Order::Move { ticket: self.ticket()?, to })
            }
            ("bring-back", "") => Deed::Order(Order::BringBack { ticket: self.ticket()? }),
            ("leave", "") => Deed::Order(Order::Leave { ticket: self.ticket()? }),
            ("copy", "") => Deed::Copy(self.ticket()?),
            ("sheet", "") => Deed::Sheet(Sheet::Offered),
            ("sheet", "procedure") => Deed::Sheet(Sheet::Procedure),
            ("sheet", nth) => Deed::Sheet(Sheet::Other(nth.parse().map_err(|_| BadField)?)),
            _ => return Err(BadField),
        })
    }

    /// How far the officer had come.
    pub fn visit(&self) -> Visit {
        Visit::read(&self.at)
    }

    /// The visitor's language.
    pub fn language(&self) -> Result<Language, BadField> {
        if self.language.is_empty() {
            Ok(Language::default())
        } else {
            Language::from_code(&self.language).ok_or(BadField)
        }
    }

    /// What the clerk should know, if anything.
    pub fn note(&self) -> Result<Option<String>, BadField> {
        let note = self.note.replace("\r\n", "\n");
        if note.trim().is_empty() { Ok(None) } else { checked_note(&note).map(Some).map_err(|_| BadField) }
    }

    /// Where paper comes out, if anywhere.
    pub fn printer(&self) -> Result<Option<DeviceId>, BadField> {
        if self.printer.is_empty() {
            Ok(None)
        } else {
            DeviceId::new(&self.printer).map(Some).map_err(|_| BadField)
        }
    }

    /// What is asked for, without the key and the token: the same text for the same request.
    pub fn asked(&self) -> String {
        let class = if self.is_priority { Class::Priority } else { Class::Ordinary };
        let parts = [
            self.action.as_str(),
            self.at.as_str(),
            class.code(),
            self.language.as_str(),
            self.note.as_str(),
            self.printer.as_str(),
            self.offered.as_str(),
            self.reason.as_str(),
            self.ticket.as_str(),
        ];
        format!("{}\n{}", parts.join("\n"), self.services.join("\n"))
    }

    fn issue(&self, against: Option<Against>) -> Result<Order, BadField> {
        let mut then = self.services()?;
        let service = then.remove(0);
        let class = if self.is_priority { Class::Priority } else { Class::Ordinary };
        Ok(Order::IssueTicket { service, then, class, channel: Channel::Welcome, quote: None, against })
    }

    fn against(&self, reason: &str) -> Result<Against, BadField> {
        let kinds = [RouteKind::Quick, RouteKind::Appointment, RouteKind::Online, RouteKind::Refer];
        let offered = kinds.into_iter().find(|kind| kind.code() == self.offered).ok_or(BadField)?;
        let reason = AgainstReason::ALL.into_iter().find(|known| known.code() == reason).ok_or(BadField)?;
        Ok(Against { offered, reason })
    }

    /// The services, never none.
    fn services(&self) -> Result<Vec<ServiceId>, BadField> {
        let services: Result<Vec<ServiceId>, _> = self.services.iter().map(|id| ServiceId::new(id)).collect();
        services.ok().filter(|services| !services.is_empty()).ok_or(BadField)
    }

    fn ticket(&self) -> Result<TicketId, BadField> {
        TicketId::new(&self.ticket).map_err(|_| BadField)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_is_for_the_services_in_their_order() {
        let fields =
            fields(&[("do", "give"), ("service", "imu"), ("service", "tari"), ("class", "priority")]);
        let Deed::Order(Order::IssueTicket { service, then, class, channel, against, .. }) =
            fields.deed().unwrap()
        else {
            panic!("no number")
        };
        assert_eq!((service.as_str(), then[0].as_str()), ("imu", "tari"));
        assert_eq!((class, channel, against), (Class::Priority, Channel::Welcome, None));
    }

    #[test]
    fn number_against_the_route_says_what_was_offered_and_why() {
        let asked = [("do", "against:urgent"), ("service", "imu"), ("offered", "appointment")];
        let Deed::Order(Order::IssueTicket { against, .. }) = fields(&asked).deed().unwrap() else {
            panic!()
        };
        let expected = Against { offered: RouteKind::Appointment, reason: AgainstReason::Urgent };
        assert_eq!(against, Some(expected));
        assert_eq!(fields(&asked[..2]).deed(), Err(BadField), "nothing was offered");
        let whim = [("do", "against:whim"), ("service", "imu"), ("offered", "appointment")];
        assert_eq!(fields(&whim).deed(), Err(BadField));
    }

    #[test]
    fn unknown_action_field_or_value_is_refused() {
        assert_eq!(Fields::of(vec![("colour".into(), "red".into())]), Err(BadField));
        for asked in [
            &[("do", "reboot")][..],
            &[("do", "give")],
            &[("do", "give:x"), ("service", "imu")],
            &[("do", "give"), ("service", "<b>")],
            &[("do", "copy"), ("ticket", "")],
            &[("do", "move"), ("ticket", "hall-20260302-A001")],
            &[("do", "sheet:x")],
        ] {
            assert_eq!(fields(asked).deed(), Err(BadField), "{asked:?}");
        }
        assert_eq!(fields(&[("speaks", "xx")]).language(), Err(BadField));
        assert_eq!(fields(&[("note", "a\u{7}")]).note(), Err(BadField));
    }

    #[test]
    fn empty_note_is_none_and_lines_are_kept() {
        assert_eq!(fields(&[("note", " \r\n ")]).note(), Ok(None));
        assert_eq!(fields(&[("note", "uno\r\ndue")]).note(), Ok(Some("uno\ndue".into())));
    }

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
            .unwrap()
    }
}
