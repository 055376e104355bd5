//! The slips of a procedure: what to bring, what to do, what it costs, how long it takes, where.

use super::Imprint;
use super::draft::{Draft, Worth};
use super::sheets::{body, identity};
use i18n_embed_fl::fl;
use office::catalogue::{Body, Evidence};
use office::configuration::Configuration;
use office::language::Language;
use office::service::{Cost, RouteKind, Service};
use office::slip::{Columns, Size, Slip};
use office::triage::Procedure;
use screen::{texts, words};

/// What stands in front of a paper: a box to tick.
const BOX: &str = "[ ] ";

/// What the slip of a procedure says.
#[derive(Debug, Clone, Copy)]
pub struct ProcedureSlip<'a> {
    /// Whose slip it is.
    pub imprint: Imprint<'a>,
    /// The procedure.
    pub procedure: &'a Procedure<'a>,
    /// Why this way and not another, in words of the slip's language.
    pub reason: Option<&'a str>,
    /// Where the QR code leads; absent: to the online service, where there is one.
    pub url: Option<&'a str>,
}

/// Lays out the slip of a procedure.
pub fn procedure(content: &ProcedureSlip<'_>, language: Language, columns: Columns) -> Slip {
    let mut draft = Draft::new(language, columns);
    let title = fl!(texts(draft.language), "slip-procedure");
    draft.head(content.imprint, &title, content.procedure.service);
    if let Some(reason) = content.reason {
        draft.space(1);
        draft.small(reason);
    }
    draft.rule();
    all_of_it(&mut draft, content.imprint.configuration, content.procedure, content.url, None);
    draft.fitted(content.imprint)
}

/// What the slip says that is given where a paper is missing.
#[derive(Debug, Clone, Copy)]
pub struct BringFirstSlip<'a> {
    /// Whose slip it is.
    pub imprint: Imprint<'a>,
    /// The procedure that the paper is for.
    pub procedure: &'a Procedure<'a>,
    /// The paper.
    pub missing: &'a Evidence,
    /// Who gives it, where somebody does.
    pub given_by: Option<&'a Body>,
    /// Where the QR code leads; absent: to the online service, where there is one.
    pub url: Option<&'a str>,
}

/// Lays out the slip of a missing paper: the paper on top, then the procedure.
pub fn bring_first(content: &BringFirstSlip<'_>, language: Language, columns: Columns) -> Slip {
    let mut draft = Draft::new(language, columns);
    let l = texts(draft.language);
    draft.head(content.imprint, &fl!(l, "slip-procedure"), content.procedure.service);
    draft.rule();
    draft.text(&fl!(l, "slip-bring"), Size::Normal, false);
    draft.goal(&content.missing.title);
    if let Some(hint) = &content.missing.hint {
        let hint = draft.said(hint);
        draft.small(hint);
    }
    draft.space(1);
    draft.text(&fl!(l, "slip-come-back"), Size::Normal, true);
    if let Some(giver) = content.given_by {
        draft.heading(&fl!(l, "slip-place-of-paper"), Worth::Whole);
        body(&mut draft, giver, Worth::Whole);
    }
    draft.rule();
    let configuration = content.imprint.configuration;
    all_of_it(&mut draft, configuration, content.procedure, content.url, Some(content.missing));
    draft.fitted(content.imprint)
}

/// Everything that is known of how it goes, without the paper that stands on top already.
fn all_of_it(
    draft: &mut Draft,
    configuration: &Configuration,
    procedure: &Procedure<'_>,
    url: Option<&str>,
    on_top: Option<&Evidence>,
) {
    kind(draft, procedure.service);
    all_but(draft, procedure, on_top);
    place(draft, configuration, procedure);
    notes(draft, procedure.service);
    page(draft, procedure, url);
}

/// What to bring, what to do, what it costs and how long it takes.
pub(super) fn what_to_do(draft: &mut Draft, procedure: &Procedure<'_>) {
    all_but(draft, procedure, None);
}

fn all_but(draft: &mut Draft, procedure: &Procedure<'_>, on_top: Option<&Evidence>) {
    papers(draft, procedure, on_top);
    steps(draft, procedure.service);
    costs(draft, procedure.service);
    times(draft, procedure.service);
}

/// How it is dealt with, in a line.
fn kind(draft: &mut Draft, service: &Service) {
    let l = texts(draft.language);
    let kind = match service.route {
        RouteKind::Quick => fl!(l, "slip-quick"),
        RouteKind::Appointment => fl!(l, "slip-appointment"),
        RouteKind::Online => fl!(l, "slip-from-home"),
        RouteKind::Refer => fl!(l, "slip-elsewhere"),
    };
    draft.text(&kind, Size::Normal, true);
}

fn papers(draft: &mut Draft, procedure: &Procedure<'_>, on_top: Option<&Evidence>) {
    let papers: Vec<_> = procedure
        .papers
        .iter()
        .filter(|(_, evidence)| on_top.is_none_or(|on_top| on_top.id != evidence.id))
        .collect();
    if papers.is_empty() {
        return;
    }
    heading(draft, procedure.service, "evidence", &fl!(texts(draft.language), "slip-papers"), Worth::Paper);
    let set_in = " ".repeat(BOX.len());
    for (paper, evidence) in papers {
        let title = draft.said(&evidence.title);
        draft.item(BOX, title, true, Worth::Paper);
        for more in [&paper.when, &paper.note].into_iter().flatten() {
            let more = draft.said(more);
            draft.item(&set_in, more, false, Worth::Paper);
        }
        if let Some(hint) = &evidence.hint {
            let hint = draft.said(hint);
            draft.item(&set_in, hint, false, Worth::Hint);
        }
    }
}

fn steps(draft: &mut Draft, service: &Service) {
    if service.steps.is_empty() {
        return;
    }
    heading(draft, service, "steps", &fl!(texts(draft.language), "slip-steps"), Worth::Step);
    let width = service.steps.len().to_string().len();
    for (no, step) in (1..).zip(&service.steps) {
        let step = draft.said(step);
        draft.item(&format!("{no:>width$}. "), step, false, Worth::Step);
    }
}

fn costs(draft: &mut Draft, service: &Service) {
    if service.costs.is_empty() {
        return;
    }
    heading(draft, service, "costs", &fl!(texts(draft.language), "slip-costs"), Worth::Paper);
    for Cost { amount, what, when } in &service.costs {
        let what = draft.said(what);
        match amount {
            Some(amount) => draft.row(what, &words::amount(*amount, draft.language), Worth::Paper),
            None => draft.item("", what, false, Worth::Paper),
        }
        if let Some(when) = when {
            let when = draft.said(when);
            draft.item("  ", when, false, Worth::Paper);
        }
    }
}

fn times(draft: &mut Draft, service: &Service) {
    let Some(times) = &service.times else { return };
    let mut lines = Vec::new();
    let in_words = times.processing.as_ref();
    let in_words = in_words.map(|period| capital(&words::period(period, times.working_days, draft.language)));
    match &times.note {
        // In the reader's own language it says it better.
        Some(note) if note.language_of(draft.language) == draft.language => {
            lines.push(draft.said(note).to_owned());
        }
        Some(note) => lines.extend(in_words.into_iter().chain([draft.said(note).to_owned()])),
        None => lines.extend(in_words),
    }
    lines.extend(times.deadline.iter().map(|text| draft.said(text).to_owned()));
    if !lines.is_empty() {
        heading(draft, service, "times", &fl!(texts(draft.language), "slip-times"), Worth::Detail);
        lines.iter().for_each(|line| draft.item("", line, false, Worth::Detail));
    }
    let had = [&service.output, &times.validity].into_iter().flatten();
    let had: Vec<&str> = had.map(|text| draft.said(text)).collect();
    if !had.is_empty() {
        heading(draft, service, "output", &fl!(texts(draft.language), "slip-output"), Worth::Detail);
        had.iter().for_each(|line| draft.item("", line, false, Worth::Detail));
    }
}

/// Where and when: in the hall at the hours of the hall, else where the office is that does it.
fn place(draft: &mut Draft, configuration: &Configuration, procedure: &Procedure<'_>) {
    let in_the_hall = configuration.desks_for(&procedure.service.id).next().is_some();
    let heading = fl!(texts(draft.language), "slip-place");
    match procedure.competent {
        _ if in_the_hall => {
            draft.heading(&heading, Worth::Whole);
            let office = draft.said(&configuration.office.title);
            draft.item("", office, false, Worth::Whole);
            draft.heading(&fl!(texts(draft.language), "slip-hours"), Worth::Whole);
            for line in words::week(&configuration.hours, draft.language) {
                draft.item("", &capital(&line), false, Worth::Whole);
            }
        }
        Some(competent) => {
            draft.heading(&heading, Worth::Whole);
            body(draft, competent, Worth::Whole);
        }
        None => {}
    }
}

pub(super) fn notes(draft: &mut Draft, service: &Service) {
    if service.notes.is_empty() {
        return;
    }
    heading(draft, service, "notes", &fl!(texts(draft.language), "slip-notes"), Worth::Note);
    for note in &service.notes {
        let note = draft.said(note);
        draft.item("- ", note, false, Worth::Note);
    }
}

/// What of it can be done from home, and the QR code: where both lead to the same place, together.
fn page(draft: &mut Draft, procedure: &Procedure<'_>, url: Option<&str>) {
    // The name of what is online would name a sensitive service; its code does not.
    let is_told = !procedure.service.sensitive;
    let url = url.or_else(|| procedure.online.filter(|_| !is_told).map(|online| online.url.as_str()));
    let online = procedure.online.filter(|_| is_told);
    let l = texts(draft.language);
    match (online, url) {
        (Some(online), Some(url)) if online.url != url => {
            heading(draft, procedure.service, "online", &fl!(l, "slip-on-the-web"), Worth::Detail);
            let (title, needed) = (draft.said(&online.title), identity(draft.language, online));
            draft.item("", title, true, Worth::Detail);
            draft.item("", &needed, false, Worth::Detail);
            draft.address(&online.url, Worth::Detail);
        }
        (Some(online), _) => {
            draft.rule();
            let title = draft.said(&online.title);
            draft.text(title, Size::Normal, true);
            draft.small(&identity(draft.language, online));
            return draft.code(&fl!(l, "slip-scan"), &online.url);
        }
        (None, _) => {}
    }
    if let Some(url) = url {
        draft.rule();
        draft.code(&fl!(l, "slip-scan"), url);
    }
}

/// Words that begin a line of their own.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The heading of a section; it says so where the office has still to confirm what follows.
fn heading(draft: &mut Draft, service: &Service, fact: &str, text: &str, worth: Worth) {
    if service.is_unconfirmed(fact) {
        let unconfirmed = fl!(texts(draft.language), "unconfirmed");
        draft.heading(&format!("{text} ({unconfirmed})"), worth);
    } else {
        draft.heading(text, worth);
    }
}
