//! Who comes, as it is typed: held to its limits before it is kept.

use crate::registrar::Applicant;

/// Longest first or last name, characters.
pub const NAME_LEN_MAX: usize = 100;
/// Longest address of mail, characters (RFC 5321).
pub const EMAIL_LEN_MAX: usize = 254;
/// Longest phone number as it is written, characters.
pub const PHONE_LEN_MAX: usize = 30;
/// Longest text about the matter, characters; of the national model.
pub const DETAILS_LEN_MAX: usize = 200;

/// What about somebody cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The first name is too long, or has characters that no name has.
    #[error("first_name")]
    FirstName,
    /// The last name likewise.
    #[error("last_name")]
    LastName,
    /// It is no address of mail.
    #[error("email")]
    Email,
    /// It is no phone number.
    #[error("phone")]
    Phone,
    /// The text is too long, or has control characters.
    #[error("details")]
    Details,
}

impl Applicant {
    /// The applicant as it is kept: without spaces around, and nothing where nothing was typed.
    ///
    /// # Errors
    /// The first field that is unfit.
    pub fn checked(self) -> Result<Self, Unfit> {
        let Self { first_name, last_name, email, phone, details } = self;
        let some =
            |text: Option<String>| text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
        let fit = Self {
            first_name: first_name.trim().to_owned(),
            last_name: last_name.trim().to_owned(),
            email: some(email),
            phone: some(phone),
            details: some(details),
        };
        let is_text = |text: &str, len_max: usize, lines: bool| {
            text.chars().count() <= len_max && !text.chars().any(|c| c.is_control() && !(lines && c == '\n'))
        };
        if !is_text(&fit.first_name, NAME_LEN_MAX, false) {
            return Err(Unfit::FirstName);
        }
        if !is_text(&fit.last_name, NAME_LEN_MAX, false) {
            return Err(Unfit::LastName);
        }
        if fit.email.as_deref().is_some_and(|email| !is_email(email)) {
            return Err(Unfit::Email);
        }
        if fit.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
            return Err(Unfit::Phone);
        }
        if fit.details.as_deref().is_some_and(|details| !is_text(details, DETAILS_LEN_MAX, true)) {
            return Err(Unfit::Details);
        }
        Ok(fit)
    }

    /// Whether somebody can be told of anything.
    pub fn can_be_reached(&self) -> bool {
        self.email.is_some() || self.phone.is_some()
    }
}

/// Whether a text can be an address of mail; whether it is one only the mail itself can tell.
fn is_email(text: &str) -> bool {
    let has_odd = text.chars().any(|c| c.is_control() || c.is_whitespace() || "<>,;:\"()[]\\".contains(c));
    let (name, host) = text.rsplit_once('@').unwrap_or_default();
    let is_host =
        host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !host.contains("..");
    text.chars().count() <= EMAIL_LEN_MAX && !has_odd && !name.is_empty() && !name.contains('@') && is_host
}

fn is_phone(text: &str) -> bool {
    let is_written = |c: char| c.is_ascii_digit() || " +-()/.".contains(c);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.chars().count() <= PHONE_LEN_MAX && text.chars().all(is_written) && (5..=15).contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rossi() -> Applicant {
        Applicant { first_name: "Anna".into(), last_name: " Rossi ".into(), ..Applicant::default() }
    }

    #[test]
    fn what_is_typed_is_kept_without_spaces_around_and_nothing_as_nothing() {
        let typed =
            Applicant { email: Some(" a.rossi@example.it ".into()), phone: Some("  ".into()), ..rossi() };
        let kept = typed.checked().unwrap();
        assert_eq!((kept.last_name.as_str(), kept.phone.as_deref()), ("Rossi", None));
        assert_eq!(kept.email.as_deref(), Some("a.rossi@example.it"));
        assert!(kept.can_be_reached() && !rossi().can_be_reached());
    }

    #[test]
    fn what_cannot_be_is_refused_by_its_field() {
        for email in
            ["rossi", "@example.it", "a@b", "a@@example.it", "a b@example.it", "a@example.it\r\nBcc: x@y.it"]
        {
            let typed = Applicant { email: Some(email.into()), ..rossi() };
            assert_eq!(typed.checked(), Err(Unfit::Email), "{email}");
        }
        for phone in ["12", "0341 abc", "+39 0341 1234567 8901234567"] {
            let typed = Applicant { phone: Some(phone.into()), ..rossi() };
            assert_eq!(typed.checked(), Err(Unfit::Phone), "{phone}");
        }
        let long = Applicant { last_name: "x".repeat(NAME_LEN_MAX + 1), ..Applicant::default() };
        assert_eq!(long.checked(), Err(Unfit::LastName));
        let odd = Applicant { first_name: "An\u{7}na".into(), ..rossi() };
        assert_eq!(odd.checked(), Err(Unfit::FirstName));
        let long = Applicant { details: Some("x".repeat(DETAILS_LEN_MAX + 1)), ..rossi() };
        assert_eq!(long.checked(), Err(Unfit::Details));
    }
}
