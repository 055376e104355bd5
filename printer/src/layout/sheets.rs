//! The slips that lead elsewhere: to another body, or home.

use super::Imprint;
use super::draft::{Draft, Worth};
use i18n_embed_fl::fl;
use office::catalogue::{Body, Evidence, Identity, OnlineService};
use office::language::Language;
use office::service::Service;
use office::slip::{Columns, Slip};
use screen::texts;

/// What the slip of a referral says.
#[derive(Debug, Clone, Copy)]
pub struct ReferralSlip<'a> {
    /// Whose slip it is.
    pub imprint: Imprint<'a>,
    /// What the visitor came for.
    pub service: &'a Service,
    /// Where to go.
    pub body: &'a Body,
    /// The paper that is had there, where that is why.
    pub paper: Option<&'a Evidence>,
    /// Where the QR code leads; absent: to the body's own page, where there is one.
    pub url: Option<&'a str>,
}

/// Lays out the slip of a referral.
pub fn referral(content: &ReferralSlip<'_>, language: Language, columns: Columns) -> Slip {
    let mut draft = Draft::new(language, columns);
    let l = texts(draft.language);
    draft.head(content.imprint, &fl!(l, "slip-for"), content.service);
    draft.rule();
    draft.small(&fl!(l, "slip-referral"));
    draft.goal(&content.body.name);
    where_and_when(&mut draft, content.body, Worth::Whole);
    if let Some(paper) = content.paper {
        draft.heading(&fl!(l, "slip-gives"), Worth::Whole);
        let title = draft.said(&paper.title);
        draft.item("[ ] ", title, true, Worth::Whole);
        if draft.language != Language::It && title != paper.title.it {
            draft.item("    ", &paper.title.it, false, Worth::Whole);
        }
        draft.heading(&fl!(l, "slip-come-back"), Worth::Whole);
    }
    draft.space(1);
    draft.small(&fl!(l, "slip-check-first"));
    if let Some(url) = content.url.or(content.body.url.as_deref()) {
        draft.rule();
        draft.code(&fl!(l, "slip-scan"), url);
    }
    draft.fitted(content.imprint)
}

/// What the slip of an online service says.
#[derive(Debug, Clone, Copy)]
pub struct OnlineSlip<'a> {
    /// Whose slip it is.
    pub imprint: Imprint<'a>,
    /// What the visitor came for.
    pub service: &'a Service,
    /// What can be done from home.
    pub online: &'a OnlineService,
}

/// Lays out the slip of an online service.
pub fn online(content: &OnlineSlip<'_>, language: Language, columns: Columns) -> Slip {
    let mut draft = Draft::new(language, columns);
    let l = texts(draft.language);
    draft.head(content.imprint, &fl!(l, "slip-for"), content.service);
    draft.rule();
    draft.small(&fl!(l, "slip-online"));
    draft.title(&content.online.title);
    let needed = identity(draft.language, content.online);
    draft.small(&needed);
    if let Some(note) = &content.online.note {
        let note = draft.said(note);
        draft.space(1);
        draft.small(note);
    }
    draft.space(1);
    draft.code(&fl!(l, "slip-scan"), &content.online.url);
    if !content.online.items.is_empty() {
        draft.heading(&fl!(l, "slip-output"), Worth::Detail);
        for item in &content.online.items {
            let item = draft.said(item);
            draft.item("- ", item, false, Worth::Detail);
        }
    }
    draft.fitted(content.imprint)
}

/// With which digital identity: "Serve SPID, CIE o CNS".
pub(super) fn identity(language: Language, online: &OnlineService) -> String {
    let l = texts(language);
    let names: Vec<&str> = online.identity.iter().copied().map(Identity::name).collect();
    match names.as_slice() {
        [] => fl!(l, "slip-identity-none"),
        [one] => fl!(l, "slip-identity", identity = (*one).to_owned()),
        [others @ .., last] => {
            let either = fl!(l, "slip-either", one = others.join(", "), other = (*last).to_owned());
            fl!(l, "slip-identity", identity = either)
        }
    }
}

/// Who it is, where and when, at the left.
pub(super) fn body(draft: &mut Draft, body: &Body, worth: Worth) {
    let name = draft.said(&body.name);
    draft.item("", name, true, worth);
    if draft.language != Language::It && name != body.name.it {
        draft.item("", &body.name.it, false, worth);
    }
    if let Some(address) = &body.address {
        let address = draft.said(address);
        draft.item("", address, false, worth);
    }
    if let Some(hours) = &body.hours {
        let hours = draft.said(hours);
        draft.item("", hours, false, worth);
    }
    reach(draft, body, worth);
}

/// Where a body is and when it is open, each under a heading.
fn where_and_when(draft: &mut Draft, body: &Body, worth: Worth) {
    let l = texts(draft.language);
    if let Some(address) = &body.address {
        let address = draft.said(address);
        draft.heading(&fl!(l, "slip-place"), worth);
        draft.item("", address, false, worth);
    }
    if let Some(hours) = &body.hours {
        let hours = draft.said(hours);
        draft.heading(&fl!(l, "slip-hours"), worth);
        draft.item("", hours, false, worth);
    }
    if body.phone.is_some() || body.email.is_some() {
        draft.heading(&fl!(l, "slip-contacts"), worth);
        reach(draft, body, worth);
    }
}

fn reach(draft: &mut Draft, body: &Body, worth: Worth) {
    if let Some(phone) = &body.phone {
        let phone = fl!(texts(draft.language), "slip-phone", phone = phone.as_str());
        draft.item("", &phone, false, worth);
    }
    if let Some(email) = &body.email {
        draft.item("", email, false, worth);
    }
}
