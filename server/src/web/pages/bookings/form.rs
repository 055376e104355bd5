//! What the forms about appointments say.

use super::drawn::Sought;
use crate::agenda::Unfit;
use crate::registrar::Applicant;
use chrono::NaiveDate;
use office::catalogue::LEGS_MAX;
use office::id::{BookingId, DeskId, DeviceId, ServiceId};
use office::language::Language;
use office::moment::Moment;

/// Longest idempotency key.
const KEY_LEN_MAX: usize = 64;
/// Longest text of a field, bytes.
const FIELD_LEN_MAX: usize = 1_000;

/// The fields of a form.
#[derive(Debug, Default, Clone)]
pub struct Fields {
    pub key: String,
    pub token: String,
    pub action: String,
    pub at: String,
    pub services: Vec<String>,
    pub people: String,
    pub from: String,
    pub booking: String,
    pub language: String,
    pub speaks: String,
    pub by_phone: bool,
    pub first_name: String,
    pub last_name: String,
    pub phone: String,
    pub email: String,
    pub until: String,
    pub printer: String,
    pub whose: String,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// An appointment at this time and desk.
    Book((Moment, DeskId)),
    /// An appointment goes to this time and desk.
    Move(BookingId, (Moment, DeskId)),
    /// Somebody waits for a place up to a date.
    Wish(NaiveDate),
    /// An appointment is given back.
    Cancel(BookingId),
    /// The visitor is here.
    CheckIn(BookingId),
    /// The slip once more.
    Print(BookingId),
}

/// A field that is missing, unknown or without sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadField;

impl Fields {
    /// Takes over the pairs of a form.
    pub fn of(pairs: Vec<(String, String)>) -> Result<Self, BadField> {
        let mut fields = Self::default();
        for (name, value) in pairs {
            if value.len() > FIELD_LEN_MAX {
                return Err(BadField);
            }
            match name.as_str() {
                "key" => fields.key = value,
                "token" => fields.token = value,
                "do" => fields.action = value,
                "at" => fields.at = value,
                "service" if value.is_empty() => {}
                "service" if fields.services.len() < LEGS_MAX => fields.services.push(value),
                "people" => fields.people = value,
                "from" => fields.from = value,
                "booking" => fields.booking = value,
                "language" => fields.language = value,
                "speaks" => fields.speaks = value,
                "by_phone" => fields.by_phone = value == "on",
                "first_name" => fields.first_name = value,
                "last_name" => fields.last_name = value,
                "phone" => fields.phone = value,
                "email" => fields.email = value,
                "until" => fields.until = value,
                "printer" => fields.printer = value,
                "whose" => fields.whose = value,
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

    /// What is asked for; a button may carry what it is about: `cancel:office-b12`.
    pub fn deed(&self) -> Result<Deed, BadField> {
        let (action, about) = self.action.split_once(':').unwrap_or((&self.action, ""));
        let booking = |id: &str| BookingId::new(id).map_err(|_| BadField);
        Ok(match (action, about) {
            ("book", "") => Deed::Book(self.time()?),
            ("move", "") => Deed::Move(booking(&self.booking)?, self.time()?),
            ("wish", "") => Deed::Wish(self.until.parse().map_err(|_| BadField)?),
            ("cancel", id) => Deed::Cancel(booking(id)?),
            ("check-in", id) => Deed::CheckIn(booking(id)?),
            ("print", id) => Deed::Print(booking(id)?),
            _ => return Err(BadField),
        })
    }

    /// What was looked for.
    pub fn sought(&self) -> Sought {
        let services = self.services.iter().filter_map(|id| ServiceId::new(id).ok()).collect();
        Sought {
            services,
            people: self.people.parse().unwrap_or(1),
            from: self.from.parse().ok(),
            booking: BookingId::new(&self.booking).ok(),
            language: Language::from_code(&self.language).map(Language::for_staff),
            said: None,
        }
    }

    /// The visitor's language.
    pub fn speaks(&self) -> Result<Language, BadField> {
        if self.speaks.is_empty() {
            Ok(Language::default())
        } else {
            Language::from_code(&self.speaks).ok_or(BadField)
        }
    }

    /// Where paper comes out, if anywhere.
    pub fn printer(&self) -> Result<Option<DeviceId>, BadField> {
        if self.printer.is_empty() {
            Ok(None)
        } else {
            DeviceId::new(&self.printer).map(Some).map_err(|_| BadField)
        }
    }

    /// Who comes; absent where nothing was typed.
    ///
    /// # Errors
    /// The first field that is unfit.
    pub fn applicant(&self) -> Result<Option<Applicant>, Unfit> {
        let typed = Applicant {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: Some(self.email.clone()),
            phone: Some(self.phone.clone()),
            details: None,
        };
        let fit = typed.checked()?;
        Ok(Some(fit).filter(|fit| *fit != Applicant::default()))
    }

    /// What is asked for, without the key and the token: the same text for the same request.
    pub fn asked(&self) -> String {
        let parts = [
            self.action.as_str(),
            self.at.as_str(),
            self.people.as_str(),
            self.booking.as_str(),
            self.speaks.as_str(),
            if self.by_phone { "by phone" } else { "here" },
            self.first_name.as_str(),
            self.last_name.as_str(),
            self.phone.as_str(),
            self.email.as_str(),
            self.until.as_str(),
            self.printer.as_str(),
        ];
        format!("{}\n{}", parts.join("\n"), self.services.join("\n"))
    }

    /// The time that was chosen: `milliseconds.desk`.
    fn time(&self) -> Result<(Moment, DeskId), BadField> {
        let (start, desk) = self.at.split_once('.').ok_or(BadField)?;
        let start = start.parse().ok().and_then(Moment::from_millis).ok_or(BadField)?;
        Ok((start, DeskId::new(desk).map_err(|_| BadField)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
            .unwrap()
    }

    #[test]
    fn each_button_says_what_it_is_about() {
        let at = ("at", "1796203800000.sportello-1");
        assert!(matches!(fields(&[("do", "book"), at]).deed(), Ok(Deed::Book(_))));
        assert!(matches!(fields(&[("do", "move"), ("booking", "hall-b7"), at]).deed(), Ok(Deed::Move(..))));
        assert!(matches!(fields(&[("do", "cancel:hall-b7")]).deed(), Ok(Deed::Cancel(_))));
        assert!(matches!(fields(&[("do", "check-in:hall-b7")]).deed(), Ok(Deed::CheckIn(_))));
        assert!(matches!(fields(&[("do", "wish"), ("until", "2026-12-24")]).deed(), Ok(Deed::Wish(_))));
        for bad in [
            &[("do", "book")][..],
            &[("do", "book"), ("at", "x.sportello-1")],
            &[("do", "move"), at],
            &[("do", "cancel:")],
            &[("do", "wish"), ("until", "domani")],
            &[("do", "reboot")],
        ] {
            assert_eq!(fields(bad).deed(), Err(BadField), "{bad:?}");
        }
        assert!(Fields::of(vec![("colour".into(), "red".into())]).is_err());
    }

    #[test]
    fn nothing_typed_is_nobody_and_an_odd_phone_is_unfit() {
        assert_eq!(fields(&[("last_name", " ")]).applicant(), Ok(None));
        let rossi = fields(&[("last_name", "Rossi"), ("phone", "0341 481111")]).applicant().unwrap().unwrap();
        assert!(rossi.can_be_reached());
        assert_eq!(fields(&[("phone", "dopo le due")]).applicant(), Err(Unfit::Phone));
    }
}
