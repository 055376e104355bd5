//! An appointment in words: what, when, where and what to bring, for mails and calendars.
//!
//! What leaves the house says nothing of a sensitive service: neither its name nor its papers. They stand on
//! the page of the appointment, behind its secret.

use i18n_embed_fl::fl;
use office::agenda::Booking;
use office::configuration::{Configuration, Service};
use office::id::ServiceId;
use office::language::Language;
use screen::procedure::ProcedureView;
use screen::{texts, words};

/// An appointment in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Particulars {
    /// What stands above everything: the services, or just an appointment.
    pub title: String,
    /// The services that may be named.
    pub services: Vec<String>,
    /// The day: "lunedì 23 novembre 2026".
    pub date: String,
    /// When it begins: "09:00".
    pub starts: String,
    /// From when until when: "09:00–09:20".
    pub time: String,
    /// The name of the desk.
    pub desk: Option<String>,
    /// Where it is, from the office to the desk.
    pub place: Vec<String>,
    /// For how many people, where that is more than one.
    pub people: Option<u32>,
    /// What to bring.
    pub papers: Vec<String>,
    /// Says that the papers stand on the page, where some may not be told.
    pub on_the_page: Option<String>,
}

impl Particulars {
    /// An appointment under these rules, for somebody who reads `language`.
    pub fn new(rules: &Configuration, booking: &Booking, language: Language) -> Self {
        let l = texts(language);
        let zone = rules.office.zone;
        let known: Vec<&Service> = booking.services.iter().filter_map(|id| rules.service(id)).collect();
        let (hidden, open): (Vec<&Service>, Vec<&Service>) =
            known.into_iter().partition(|service| service.sensitive);
        let services: Vec<String> =
            open.iter().map(|service| service.title.in_language(language).to_owned()).collect();
        let office = rules.office.title.in_language(language);
        let what = if services.is_empty() { fl!(l, "mail-appointment") } else { services.join(", ") };
        let desk = rules.desk(&booking.place.desk).map(|desk| desk.name.in_language(language).to_owned());
        let address = rules.office.address.as_ref().map(|address| address.in_language(language).to_owned());
        let (start, end) = (booking.place.start, booking.place.end);
        Self {
            title: format!("{what} – {office}"),
            services,
            date: words::date_long(start, zone, language),
            starts: words::clock(start, zone),
            time: format!("{}–{}", words::clock(start, zone), words::clock(end, zone)),
            place: [office.to_owned()].into_iter().chain(address).chain(desk.clone()).collect(),
            desk,
            people: (booking.people > 1).then_some(booking.people),
            papers: papers(rules, &open, language),
            on_the_page: (!hidden.is_empty()).then(|| fl!(l, "mail-bring-on-page")),
        }
    }
}

/// What to bring for services that may be named, each with the case in which it is asked for.
fn papers(rules: &Configuration, services: &[&Service], language: Language) -> Vec<String> {
    let ids: Vec<ServiceId> = services.iter().map(|service| service.id.clone()).collect();
    let Some(procedure) = ProcedureView::new(rules, &ids, None, language) else { return Vec::new() };
    let papers = procedure.papers.into_iter().map(|paper| match paper.details.as_slice() {
        [] => paper.title,
        details => format!("{} ({})", paper.title, details.join("; ")),
    });
    papers.collect()
}
