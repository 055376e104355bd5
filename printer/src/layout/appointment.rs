//! The slip of an appointment: when, where and with which code, then everything to bring and to do.

use super::Imprint;
use super::draft::{Draft, Worth};
use super::measure::HEIGHT_MAX_MM;
use super::procedure::{notes, what_to_do};
use i18n_embed_fl::fl;
use office::agenda::BookingCode;
use office::configuration::Desk;
use office::language::Language;
use office::moment::Moment;
use office::slip::{Columns, Size, Slip};
use office::triage::Procedure;
use screen::{texts, words};
use std::time::Duration;

/// How long it may become, mm: a slip that is kept for weeks has to fit a purse.
const HEIGHT_MM: usize = HEIGHT_MAX_MM - 20;

/// What the slip of an appointment says.
#[derive(Debug, Clone, Copy)]
pub struct AppointmentSlip<'a> {
    /// Whose slip it is.
    pub imprint: Imprint<'a>,
    /// What it is for, in this order.
    pub procedures: &'a [Procedure<'a>],
    /// What is typed at the totem.
    pub code: &'a BookingCode,
    /// When it begins.
    pub start: Moment,
    /// At which desk.
    pub desk: &'a Desk,
    /// For how many people.
    pub people: u32,
    /// The address of its page, which is scanned at the totem; absent where there is none.
    pub url: Option<&'a str>,
}

/// Lays out the slip of an appointment.
pub fn appointment(content: &AppointmentSlip<'_>, language: Language, columns: Columns) -> Slip {
    let mut draft = Draft::new(language, columns);
    when_and_where(&mut draft, content);
    what_for(&mut draft, content);
    draft.rule();
    check_in(&mut draft, content);
    draft.rule();
    for (at, procedure) in content.procedures.iter().enumerate() {
        if content.procedures.len() > 1 {
            let title = numbered(&draft, at, procedure);
            draft.heading(&title, Worth::Paper);
        }
        what_to_do(&mut draft, procedure);
    }
    for procedure in content.procedures {
        notes(&mut draft, procedure.service);
    }
    draft.fitted_in(HEIGHT_MM, content.imprint)
}

fn when_and_where(draft: &mut Draft, content: &AppointmentSlip<'_>) {
    let configuration = content.imprint.configuration;
    let zone = configuration.office.zone;
    let office = draft.said(&configuration.office.title);
    draft.text(office, Size::Normal, true);
    draft.rule();
    let l = texts(draft.language);
    draft.small(&fl!(l, "slip-booked"));
    draft.space(1);
    draft.text(&words::date_long(content.start, zone, draft.language), Size::Tall, true);
    draft.text(&fl!(l, "slip-booked-at", time = words::clock(content.start, zone)), Size::Double, true);
    draft.space(1);
    draft.text(&fl!(l, "totem-desk", n = content.desk.number), Size::Tall, true);
    let name = draft.said(&content.desk.name);
    draft.small(name);
    if let Some(address) = &configuration.office.address {
        let address = draft.said(address);
        draft.small(address);
    }
}

/// What it is for; a sensitive service is not named.
fn what_for(draft: &mut Draft, content: &AppointmentSlip<'_>) {
    draft.rule();
    draft.small(&fl!(texts(draft.language), "slip-for"));
    match content.procedures {
        [] => {}
        [one] if one.service.sensitive => {
            draft.text(&fl!(texts(draft.language), "slip-unnamed"), Size::Tall, true);
        }
        [one] => draft.title(&one.service.title),
        several => {
            for (at, procedure) in several.iter().enumerate() {
                let title = numbered(draft, at, procedure);
                draft.text(&title, Size::Tall, true);
            }
        }
    }
    draft.texts_in();
    if content.people > 1 {
        draft.small(&fl!(texts(draft.language), "slip-booked-people", n = content.people));
    }
}

/// The name of one of the services; with its number where there are several.
fn numbered(draft: &Draft, at: usize, procedure: &Procedure<'_>) -> String {
    let service = procedure.service;
    let unnamed = || fl!(texts(draft.language), "slip-unnamed");
    let title = if service.sensitive { unnamed() } else { draft.said(&service.title).to_owned() };
    format!("{}. {title}", at + 1)
}

/// How the visitor gets a number on the day, and changes the appointment before it.
fn check_in(draft: &mut Draft, content: &AppointmentSlip<'_>) {
    let configuration = content.imprint.configuration;
    let (rules, zone) = (&configuration.agenda, configuration.office.zone);
    let minutes = |count: u32| Duration::from_secs(u64::from(count) * 60);
    let clock = |moment: Moment| words::clock(moment, zone);
    let from = content.start.minus(minutes(rules.early_min));
    let until = content.start.plus(minutes(rules.late_min));
    let l = texts(draft.language);
    draft.small(&fl!(l, "slip-booked-code"));
    draft.text(&content.code.to_string(), Size::Double, true);
    draft.space(1);
    draft.text(
        &fl!(l, "slip-booked-arrive", from = clock(from), start = clock(content.start)),
        Size::Normal,
        true,
    );
    draft.small(&fl!(l, "slip-booked-late", until = clock(until)));
    if let Some(url) = content.url {
        draft.space(1);
        draft.bare_code(&fl!(l, "slip-booked-page"), url);
    }
}
