//! What a clerk sends: the fields of the desk's forms, and the order they ask for.

use office::command::Order;
use office::event::{MoveTo, Outcome, ReasonCode};
use office::id::{DeskId, ServiceId, TicketId};
use office::language::Language;
use serde::Deserialize;

/// Longest idempotency key of a form, characters.
const KEY_LEN_MAX: usize = 64;

/// The fields of every form of the page; each action reads those that it needs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fields {
    /// The form's idempotency key, fresh for every page.
    pub key: String,
    /// The caller's form token.
    pub token: String,
    /// Which action.
    #[serde(rename = "do")]
    pub action: String,
    /// On which ticket, where the address does not name it.
    pub ticket: Option<String>,
    /// What came of the service.
    pub outcome: Option<String>,
    /// Where to move: `service:ID`, `desk:ID` or `welcome`.
    pub to: Option<String>,
    /// Why out of turn.
    pub reason: Option<String>,
    /// The language that the page was asked for in.
    pub language: Option<String>,
}

/// A field that is missing, unknown or without sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadField;

impl Fields {
    /// The order that the fields ask for at `desk`; a ticket named by the form's address goes first.
    pub fn order(&self, addressed: Option<&str>, desk: &DeskId) -> Result<Order, BadField> {
        let desk = desk.clone();
        let ticket = || ticket(addressed.or(self.ticket.as_deref()));
        Ok(match self.action.as_str() {
            "call-next" => Order::CallNext { desk },
            "call" => Order::Call { ticket: ticket()?, desk, reason: self.reason()? },
            "recall" => Order::Recall { ticket: ticket()? },
            "withdraw" => Order::Withdraw { ticket: ticket()? },
            "start" => Order::Start { ticket: ticket()? },
            "finish" => Order::Finish { ticket: ticket()?, outcome: self.outcome()?, done: Vec::new() },
            "absent" => Order::MarkAbsent { ticket: ticket()? },
            "bring-back" => Order::BringBack { ticket: ticket()? },
            "hold" => Order::Hold { ticket: ticket()? },
            "resume" => Order::Resume { ticket: ticket()?, desk },
            "move" => Order::Move { ticket: ticket()?, to: self.to()? },
            "open" => Order::OpenDesk { desk },
            "pause" => Order::PauseDesk { desk, back_at: None },
            "desk-resume" => Order::ResumeDesk { desk },
            "close" => Order::CloseDesk { desk },
            _ => return Err(BadField),
        })
    }

    /// The idempotency key, where it can be one.
    pub fn key(&self) -> Result<&str, BadField> {
        let plain = self.key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if plain && (1..=KEY_LEN_MAX).contains(&self.key.len()) { Ok(&self.key) } else { Err(BadField) }
    }

    /// What is asked for, without the key and the token: the same text for the same request.
    pub fn asked(&self) -> String {
        let fields = [&self.ticket, &self.outcome, &self.to, &self.reason];
        let rest = fields.map(|field| field.as_deref().unwrap_or_default());
        format!("{}\n{}", self.action, rest.join("\n"))
    }

    /// The language that the page was asked for in, if it was asked for.
    pub fn language(&self) -> Option<Language> {
        self.language.as_deref().and_then(Language::from_code).map(Language::for_staff)
    }

    fn outcome(&self) -> Result<Outcome, BadField> {
        match self.outcome.as_deref() {
            None => Ok(Outcome::default()),
            Some(code) => Outcome::ALL.into_iter().find(|outcome| outcome.code() == code).ok_or(BadField),
        }
    }

    fn reason(&self) -> Result<ReasonCode, BadField> {
        let code = self.reason.as_deref().ok_or(BadField)?;
        ReasonCode::ALL.into_iter().find(|reason| reason.code() == code).ok_or(BadField)
    }

    fn to(&self) -> Result<MoveTo, BadField> {
        match self.to.as_deref().ok_or(BadField)?.split_once(':') {
            Some(("service", id)) => ServiceId::new(id).map(MoveTo::Service).map_err(|_| BadField),
            Some(("desk", id)) => DeskId::new(id).map(MoveTo::Desk).map_err(|_| BadField),
            None if self.to.as_deref() == Some("welcome") => Ok(MoveTo::Welcome),
            Some(_) | None => Err(BadField),
        }
    }
}

fn ticket(id: Option<&str>) -> Result<TicketId, BadField> {
    TicketId::new(id.ok_or(BadField)?).map_err(|_| BadField)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_of_the_page_is_an_order() {
        let fields = Fields {
            reason: Some("returned".into()),
            outcome: Some("referred".into()),
            to: Some("desk:two".into()),
            ..Fields::default()
        };
        let asked = |action: &str| {
            let fields = Fields { action: action.into(), ..fields.clone() };
            fields.order(Some("hall-20260302-A001"), &desk()).unwrap()
        };
        let ticket = TicketId::new("hall-20260302-A001").unwrap();
        let desk = desk();
        let cases = [
            ("call-next", Order::CallNext { desk: desk.clone() }),
            (
                "call",
                Order::Call { ticket: ticket.clone(), desk: desk.clone(), reason: ReasonCode::Returned },
            ),
            ("recall", Order::Recall { ticket: ticket.clone() }),
            ("withdraw", Order::Withdraw { ticket: ticket.clone() }),
            ("start", Order::Start { ticket: ticket.clone() }),
            (
                "finish",
                Order::Finish { ticket: ticket.clone(), outcome: Outcome::Referred, done: Vec::new() },
            ),
            ("absent", Order::MarkAbsent { ticket: ticket.clone() }),
            ("bring-back", Order::BringBack { ticket: ticket.clone() }),
            ("hold", Order::Hold { ticket: ticket.clone() }),
            ("resume", Order::Resume { ticket: ticket.clone(), desk: desk.clone() }),
            ("move", Order::Move { ticket, to: MoveTo::Desk(DeskId::new("two").unwrap()) }),
            ("open", Order::OpenDesk { desk: desk.clone() }),
            ("pause", Order::PauseDesk { desk: desk.clone(), back_at: None }),
            ("desk-resume", Order::ResumeDesk { desk: desk.clone() }),
            ("close", Order::CloseDesk { desk }),
        ];
        for (action, expected) in cases {
            assert_eq!(asked(action), expected, "{action}");
        }
    }

    #[test]
    fn unknown_action_or_value_is_no_order() {
        let call = Fields {
            action: "call".into(),
            ticket: Some("hall-20260302-A001".into()),
            reason: Some("returned".into()),
            ..Fields::default()
        };
        assert!(call.order(None, &desk()).is_ok());
        let moved =
            |to: &str| Fields { action: "move".into(), to: Some(to.into()), reason: None, ..call.clone() };
        let wrong = [
            Fields { action: "reboot".into(), ..call.clone() },
            Fields { action: String::new(), ..call.clone() },
            Fields { ticket: None, ..call.clone() },
            Fields { ticket: Some("a b".into()), ..call.clone() },
            Fields { reason: None, ..call.clone() },
            Fields { reason: Some(String::new()), ..call.clone() },
            Fields { action: "finish".into(), outcome: Some("splendid".into()), ..call.clone() },
            moved(""),
            moved("desk"),
            moved("welcome:1"),
            moved("service:<b>"),
        ];
        for fields in wrong {
            assert_eq!(fields.order(None, &desk()), Err(BadField), "{fields:?}");
        }
    }

    #[test]
    fn finish_without_an_outcome_is_settled() {
        let fields = Fields { action: "finish".into(), ..Fields::default() };
        let order = fields.order(Some("hall-20260302-A001"), &desk());
        assert!(matches!(order, Ok(Order::Finish { outcome: Outcome::Settled, .. })));
    }

    #[test]
    fn button_s_own_ticket_goes_before_the_chosen_one() {
        let fields = Fields { action: "recall".into(), ticket: Some("other".into()), ..Fields::default() };
        let order = fields.order(Some("mine"), &desk()).unwrap();
        assert_eq!(order, Order::Recall { ticket: TicketId::new("mine").unwrap() });
    }

    #[test]
    fn key_is_short_and_plain() {
        let key = |key: &str| Fields { key: key.into(), ..Fields::default() }.key().is_ok();
        assert!(key("00ff-act"));
        assert!(!key("") && !key("a b") && !key("à") && !key(&"a".repeat(65)));
    }

    fn desk() -> DeskId {
        DeskId::new("one").unwrap()
    }
}
