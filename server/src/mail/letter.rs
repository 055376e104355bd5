//! A message in words, as text and as HTML, with its entry for calendars.
//!
//! Written in the language in which the visitor booked. Links lead to the page of the appointment, where nothing
//! changes before a button is pressed: mailboxes open links by themselves.

use crate::calendar::{self, Entry, Method};
use crate::particulars::Particulars;
use crate::registrar::Applicant;
use crate::settings::MailSettings;
use crate::store::mail::MailKind;
use crate::store::parties::Kept;
use askama::Template;
use i18n_embed_fl::fl;
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use office::agenda::Booking;
use office::configuration::Configuration;
use office::language::Language;
use office::moment::Moment;
use screen::{texts, words};

/// What a message is written from.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// What it says.
    pub kind: MailKind,
    /// The rules of the office.
    pub rules: &'a Configuration,
    /// Of which booking.
    pub booking: &'a Booking,
    /// By what its visitor knows it.
    pub kept: &'a Kept,
    /// To whom.
    pub applicant: &'a Applicant,
    /// What links start with.
    pub public_url: &'a str,
    /// The address of the booking's page.
    pub page_url: &'a str,
}

/// A message in words.
#[derive(Debug, Clone)]
pub struct Letter {
    /// What stands in lists of messages.
    pub subject: String,
    /// In which language it is.
    pub language: Language,
    /// The name of the office.
    pub office: String,
    /// The first line.
    pub greeting: String,
    /// What has happened, or is to happen.
    pub news: String,
    /// When, where, what for: a name and a value each.
    pub facts: Vec<(String, String)>,
    /// How to come in; not where nobody is to come.
    pub check_in: Option<String>,
    /// What to bring; empty where nobody is to come.
    pub papers: Vec<String>,
    /// Says where the papers stand that may not be told here.
    pub on_the_page: Option<String>,
    /// What is to be done: words and address.
    pub link: (String, String),
    /// Why and how to cancel: a sentence, words and address.
    pub cancel: Option<(String, String, String)>,
    /// Says that there is an entry for calendars.
    pub calendar_note: Option<String>,
    /// From whom it comes, and what becomes of the data.
    pub footer: String,
    to: Option<Mailbox>,
    calendar: Option<Method>,
    entry: Box<(Configuration, Booking, String)>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Html<'a> {
    letter: &'a Letter,
    bring: String,
}

#[derive(Template)]
#[template(path = "mail/letter.txt")]
struct Plain<'a> {
    letter: &'a Letter,
    bring: String,
}

/// Why there is no message.
#[derive(Debug, thiserror::Error)]
pub enum LetterError {
    /// The address cannot be written to.
    #[error("the address cannot be written to")]
    Address,
    /// The parts make no message.
    #[error("the parts make no message")]
    Parts(#[from] lettre::error::Error),
    /// A part cannot be written.
    #[error("a part cannot be written")]
    Template(#[from] askama::Error),
}

impl Letter {
    /// The message of this kind.
    pub fn new(wanted: &Wanted<'_>) -> Self {
        let Wanted { kind, rules, booking, kept, applicant, .. } = *wanted;
        let language = kept.told.language;
        let l = texts(language);
        let said = Particulars::new(rules, booking, language);
        let is_coming = match kind {
            MailKind::Confirmation | MailKind::Change | MailKind::Reminder => true,
            MailKind::Cancellation | MailKind::Offer => false,
        };
        let calendar = match kind {
            MailKind::Confirmation | MailKind::Change => Some(Method::Request),
            MailKind::Cancellation => Some(Method::Cancel),
            MailKind::Reminder | MailKind::Offer => None,
        };
        let (early, late) = (rules.agenda.early_min, rules.agenda.late_min);
        Self {
            subject: subject(kind, &said, language),
            language,
            office: rules.office.title.in_language(language).to_owned(),
            greeting: greeting(applicant, language),
            news: news(wanted, language),
            facts: facts(wanted, &said, is_coming),
            check_in: is_coming.then(|| fl!(l, "mail-check-in", early = early, late = late)),
            papers: if is_coming { said.papers.clone() } else { Vec::new() },
            on_the_page: said.on_the_page.clone().filter(|_| is_coming),
            link: link(wanted, language),
            cancel: is_coming.then(|| {
                let address = format!("{}/cancel?language={}", wanted.page_url, language.code());
                (fl!(l, "mail-cannot-come"), fl!(l, "mail-cancel"), address)
            }),
            calendar_note: calendar
                .filter(|method| *method == Method::Request)
                .map(|_| fl!(l, "mail-calendar")),
            footer: fl!(l, "mail-erased", n = rules.agenda.erase_after_days),
            to: address(applicant),
            calendar,
            entry: Box::new((rules.clone(), booking.clone(), wanted.page_url.to_owned())),
        }
    }

    /// The message as it is handed to the SMTP server, under this id.
    ///
    /// # Errors
    /// Where the address cannot be written to.
    pub fn message(
        &self,
        settings: &MailSettings,
        (id, now): (&str, Moment),
    ) -> Result<Message, LetterError> {
        let to = self.to.clone().ok_or(LetterError::Address)?;
        let bring = fl!(texts(self.language), "mail-bring");
        let plain = Plain { letter: self, bring: bring.clone() }.render()?;
        let html = Html { letter: self, bring }.render()?;
        let file = self.calendar.map(|method| (method, self.calendar_file(method, settings, (&to, now))));
        let mut bodies =
            MultiPart::alternative().singlepart(SinglePart::plain(plain)).singlepart(SinglePart::html(html));
        if let Some((method, file)) = &file {
            let kind = content_type(&format!("text/calendar; charset=utf-8; method={}", method.code()));
            bodies = bodies.singlepart(SinglePart::builder().header(kind).body(file.clone()));
        }
        let mut whole = MultiPart::mixed().multipart(bodies);
        if let Some((_, file)) = file {
            let attached = Attachment::new(calendar::FILE_NAME.to_owned());
            whole = whole.singlepart(attached.body(file, content_type("application/ics; charset=utf-8")));
        }
        let mut message = Message::builder()
            .from(settings.from.clone())
            .to(to)
            .subject(self.subject.clone())
            .message_id(Some(id.to_owned()))
            .date(now.utc().into());
        for (name, value) in [
            // RFC 3834: nobody's absence is to be answered to us.
            (HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated"),
            (HeaderName::new_from_ascii_str("Content-Language"), self.language.code()),
        ] {
            message = message.raw_header(HeaderValue::new(name, value.to_owned()));
        }
        if let Some(reply_to) = &settings.reply_to {
            message = message.reply_to(reply_to.clone());
        }
        Ok(message.multipart(whole)?)
    }

    fn calendar_file(
        &self,
        method: Method,
        settings: &MailSettings,
        (to, now): (&Mailbox, Moment),
    ) -> String {
        let (rules, booking, page_url) = self.entry.as_ref();
        let entry = Entry {
            rules,
            booking,
            language: self.language,
            page_url,
            organizer: Some(settings.from.email.as_ref()),
            attendee: Some(to.email.as_ref()),
            as_of: now,
        };
        calendar::file(&entry, method)
    }
}

fn content_type(text: &str) -> ContentType {
    ContentType::parse(text).unwrap_or(ContentType::TEXT_PLAIN)
}

fn address(applicant: &Applicant) -> Option<Mailbox> {
    let email = applicant.email.as_ref()?.parse().ok()?;
    let name = name(applicant);
    Some(Mailbox::new((!name.is_empty()).then_some(name), email))
}

fn name(applicant: &Applicant) -> String {
    format!("{} {}", applicant.first_name, applicant.last_name).trim().to_owned()
}

fn greeting(applicant: &Applicant, language: Language) -> String {
    let name = name(applicant);
    if name.is_empty() {
        fl!(texts(language), "mail-greeting-nameless")
    } else {
        fl!(texts(language), "mail-greeting", name = name)
    }
}

fn subject(kind: MailKind, said: &Particulars, language: Language) -> String {
    let (l, date, time) = (texts(language), said.date.as_str(), said.starts.as_str());
    match kind {
        MailKind::Confirmation => fl!(l, "mail-subject-confirmation", date = date, time = time),
        MailKind::Change => fl!(l, "mail-subject-change", date = date, time = time),
        MailKind::Cancellation => fl!(l, "mail-subject-cancellation", date = date, time = time),
        MailKind::Reminder => fl!(l, "mail-subject-reminder", date = date, time = time),
        MailKind::Offer => fl!(l, "mail-subject-offer", date = date, time = time),
    }
}

fn news(wanted: &Wanted<'_>, language: Language) -> String {
    let l = texts(language);
    match wanted.kind {
        MailKind::Confirmation => fl!(l, "mail-confirmation"),
        MailKind::Change => fl!(l, "mail-change"),
        MailKind::Cancellation => fl!(l, "mail-cancellation"),
        MailKind::Reminder => fl!(l, "mail-reminder"),
        MailKind::Offer => {
            let zone = wanted.rules.office.zone;
            let until = wanted.booking.until.unwrap_or(wanted.booking.place.start);
            let (date, time) = (words::date_long(until, zone, language), words::clock(until, zone));
            fl!(l, "mail-offer", date = date, time = time)
        }
    }
}

fn facts(wanted: &Wanted<'_>, said: &Particulars, is_coming: bool) -> Vec<(String, String)> {
    let l = texts(wanted.kept.told.language);
    let mut facts = vec![(fl!(l, "mail-when"), format!("{}, {}", said.date, said.time))];
    if !said.services.is_empty() {
        facts.push((fl!(l, "mail-what"), said.services.join(", ")));
    }
    facts.push((fl!(l, "mail-where"), said.place.join(", ")));
    if let Some(people) = said.people {
        facts.push((fl!(l, "mail-people"), people.to_string()));
    }
    if is_coming {
        facts.push((fl!(l, "mail-code"), wanted.kept.secrets.code.to_string()));
    }
    facts
}

fn link(wanted: &Wanted<'_>, language: Language) -> (String, String) {
    let (l, language) = (texts(language), language.code());
    let page = format!("{}?language={language}", wanted.page_url);
    match wanted.kind {
        MailKind::Confirmation | MailKind::Change | MailKind::Reminder => (fl!(l, "mail-open-page"), page),
        MailKind::Offer => (fl!(l, "mail-take-offer"), page),
        MailKind::Cancellation => {
            (fl!(l, "mail-book-again"), format!("{}/book/?language={language}", wanted.public_url))
        }
    }
}
