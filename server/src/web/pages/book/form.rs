//! The fields of the steps, and what is missing or wrong in them.

use super::draft::{ApplicantText, Draft};
use super::frame::Mistake;
use crate::registrar::Applicant;
use i18n_embed_fl::fl;
use office::agenda::Wanted;
use office::configuration::Configuration;
use office::id::ServiceId;
use office::language::Language;
use office::moment::Moment;
use serde::Deserialize;

/// Most characters of the details, as in the national model.
pub(super) const DETAILS_LEN_MAX: usize = 200;
/// Most characters of a name.
pub(super) const NAME_LEN_MAX: usize = 80;
/// Most characters of an address for mail (RFC 5321, 4.5.3.1.3).
pub(super) const EMAIL_LEN_MAX: usize = 254;
/// Most characters of a phone number, with spaces and signs.
pub(super) const PHONE_LEN_MAX: usize = 30;
/// Most services of one appointment.
pub(super) const SERVICES_MAX: usize = office::catalogue::LEGS_MAX;

/// Which button was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Go {
    /// To the next step.
    #[default]
    Next,
    /// To the step before.
    Back,
    /// Keep the time longer.
    Extend,
    /// None: the time is over, and what was typed is to be kept.
    Over,
    /// Away from all of it.
    GiveUp,
}

/// The first step: which office, and what for. Also as an address that other pages lead to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct PlaceFields {
    pub(super) office: String,
    pub(super) service: String,
    pub(super) also1: String,
    pub(super) also2: String,
    pub(super) also3: String,
    pub(super) people: String,
}

impl PlaceFields {
    /// The services that were chosen, each once, and only those that can be booked here.
    pub(super) fn services(&self, rules: &Configuration) -> Vec<ServiceId> {
        let mut chosen: Vec<ServiceId> = Vec::new();
        for id in [&self.service, &self.also1, &self.also2, &self.also3] {
            let known = ServiceId::new(id).ok().filter(|id| rules.takes_bookings(id));
            chosen.extend(known.filter(|id| !chosen.contains(id)));
        }
        chosen.truncate(SERVICES_MAX);
        chosen
    }

    /// How many people, as far as one appointment may be for so many.
    pub(super) fn people(&self, rules: &Configuration) -> u32 {
        self.people.trim().parse().unwrap_or(1).clamp(1, rules.agenda.people_max)
    }

    /// The same fields as a draft has them.
    pub(super) fn of(draft: &Draft) -> Self {
        let nth = |n: usize| draft.wanted.services.get(n).map(ToString::to_string).unwrap_or_default();
        Self {
            office: draft.office.to_string(),
            service: nth(0),
            also1: nth(1),
            also2: nth(2),
            also3: nth(3),
            people: draft.wanted.people.to_string(),
        }
    }
}

/// The second step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct TimeFields {
    pub(super) start: String,
    pub(super) go: Go,
}

/// The third step.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct DetailsFields {
    pub(super) details: String,
    pub(super) go: Go,
}

/// The fourth step.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ApplicantFields {
    pub(super) first_name: String,
    pub(super) last_name: String,
    pub(super) email: String,
    pub(super) phone: String,
    /// Up to which date a freed place suits; on the page of the waiting list only.
    pub(super) until: String,
    pub(super) go: Go,
}

/// The last step.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SummaryFields {
    pub(super) go: Go,
}

impl ApplicantFields {
    /// What was typed, without what no name has, cut to length.
    pub(super) fn text(&self) -> ApplicantText {
        ApplicantText {
            first_name: line(&self.first_name, NAME_LEN_MAX),
            last_name: line(&self.last_name, NAME_LEN_MAX),
            email: line(&self.email, EMAIL_LEN_MAX),
            phone: line(&self.phone, PHONE_LEN_MAX),
        }
    }
}

/// One line of text without control characters and without space around it, cut to length.
fn line(text: &str, len_max: usize) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control()).take(len_max).collect();
    plain.trim().to_owned()
}

/// The details without control characters but ends of lines; how browsers count is how they are counted.
pub(super) fn details(text: &str) -> String {
    let lines = text.replace("\r\n", "\n");
    lines.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>().trim().to_owned()
}

/// What is wrong with details.
pub(super) fn details_mistake(details: &str, language: Language) -> Option<Mistake> {
    let is_long = details.chars().count() > DETAILS_LEN_MAX;
    let text = || fl!(screen::texts(language), "book-mistake-details", n = DETAILS_LEN_MAX);
    is_long.then(|| Mistake { field: "details", text: text() })
}

/// What is missing or wrong with who comes.
pub(super) fn applicant_mistakes(applicant: &ApplicantText, language: Language) -> Vec<Mistake> {
    let l = screen::texts(language);
    let mut found = Vec::new();
    let mut note = |is_wrong: bool, field, text: String| {
        if is_wrong {
            found.push(Mistake { field, text });
        }
    };
    note(applicant.first_name.is_empty(), "first_name", fl!(l, "book-mistake-first-name"));
    note(applicant.last_name.is_empty(), "last_name", fl!(l, "book-mistake-last-name"));
    let (email, phone) = (&applicant.email, &applicant.phone);
    note(email.is_empty() && phone.is_empty(), "email", fl!(l, "book-mistake-contact"));
    note(!email.is_empty() && !is_address(email), "email", fl!(l, "book-mistake-email"));
    note(!phone.is_empty() && !is_phone(phone), "phone", fl!(l, "book-mistake-phone"));
    found
}

/// Whether mail could go there: one `@`, something before it, a name with a dot after it. Whether it
/// arrives only a mail can tell.
fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_plain =
        |c: char| !c.is_whitespace() && !matches!(c, ',' | ';' | '<' | '>' | '"' | '(' | ')' | '@');
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    !name.is_empty()
        && name.len() <= 64
        && text.chars().filter(|c| *c != '@').all(is_plain)
        && !name.contains('@')
        && !host.contains('@')
        && labels.len() > 1
        && labels.iter().all(is_label)
}

/// Whether it is a phone number: digits, and what people write between them (E.164: at most 15).
fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_written = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '/' | '(' | ')');
    (6..=15).contains(&digits) && text.chars().all(is_written)
}

/// Who comes, as the registrar takes it. Nothing was written about a sensitive service.
pub(super) fn applicant(draft: &Draft) -> Applicant {
    let some = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Applicant {
        first_name: draft.applicant.first_name.clone(),
        last_name: draft.applicant.last_name.clone(),
        email: some(&draft.applicant.email),
        phone: some(&draft.applicant.phone),
        details: some(&draft.details),
    }
}

/// Whether any of the services is a sensitive one: nothing is written about those.
pub(super) fn is_sensitive(rules: &Configuration, wanted: &Wanted) -> bool {
    wanted.services.iter().any(|id| rules.service(id).is_some_and(|service| service.sensitive))
}

/// The moment that a form's value names.
pub(in crate::web::pages) fn moment(value: &str) -> Option<Moment> {
    value.trim().parse().ok().and_then(Moment::from_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_has_a_name_and_one_way_to_be_reached() {
        let cases = [
            (("Anna", "Bianchi", "anna@esempio.it", ""), vec![]),
            (("Anna", "Bianchi", "", "+39 0341 481111"), vec![]),
            (("", "", "", ""), vec!["first_name", "last_name", "email"]),
            (("Anna", "Bianchi", "anna", ""), vec!["email"]),
            (("Anna", "Bianchi", "anna@esempio", "12345"), vec!["email", "phone"]),
            (("Anna", "Bianchi", "a@b@c.it", "chiamami"), vec!["email", "phone"]),
            (("Anna", "Bianchi", "anna@-esempio.it", "0341 481111 o 0341 482222"), vec!["email", "phone"]),
        ];
        for ((first, last, email, phone), expected) in cases {
            let fields = ApplicantFields {
                first_name: first.into(),
                last_name: last.into(),
                email: email.into(),
                phone: phone.into(),
                ..ApplicantFields::default()
            };
            let found = applicant_mistakes(&fields.text(), Language::It);
            assert_eq!(
                found.iter().map(|mistake| mistake.field).collect::<Vec<_>>(),
                expected,
                "{email} {phone}"
            );
        }
    }

    #[test]
    fn what_is_typed_is_one_line_without_control_characters() {
        let fields = ApplicantFields {
            first_name: " An\r\nna\u{7} ".into(),
            last_name: "x".repeat(500),
            ..ApplicantFields::default()
        };
        let text = fields.text();
        assert_eq!(text.first_name, "Anna");
        assert_eq!(text.last_name.chars().count(), NAME_LEN_MAX);
        assert_eq!(details(" riga\r\nriga\u{0} "), "riga\nriga");
    }

    #[test]
    fn details_have_two_hundred_characters_however_many_bytes_those_are() {
        assert_eq!(details_mistake(&"è".repeat(DETAILS_LEN_MAX), Language::It), None);
        let wrong = details_mistake(&"è".repeat(DETAILS_LEN_MAX + 1), Language::It).unwrap();
        assert!(wrong.text.contains("200"), "{}", wrong.text);
    }
}
