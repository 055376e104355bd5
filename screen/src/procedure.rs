//! A procedure in words, for pages: papers, steps, costs and times; and who does it, here or from home.

use crate::{qr, texts, words};
use i18n_embed_fl::fl;
use office::catalogue::{Body, Evidence, OnlineService};
use office::configuration::Configuration;
use office::id::{EvidenceId, ServiceId};
use office::language::{Language, Text};
use office::service::{Cost, Paper, Times};
use office::triage::Procedure;

/// Most papers shown; a visit of several services may ask for more than any service.
const PAPERS_MAX: usize = 12;

/// The procedure of a visit: papers and costs of all its services, steps and times of the first.
pub struct ProcedureView {
    /// What to bring.
    pub papers: Vec<PaperView>,
    /// What the visitor does, in this order.
    pub steps: Vec<String>,
    /// What there is to pay.
    pub costs: Vec<CostView>,
    /// How long it takes, until when, and for how long it is good.
    pub times: Vec<String>,
    /// What the visitor leaves with.
    pub output: Option<String>,
    /// What is worth a warning.
    pub notes: Vec<String>,
    /// The facts that the office has still to confirm.
    pub unconfirmed: Unconfirmed,
}

/// Which facts are still to be confirmed.
pub struct Unconfirmed {
    /// The papers, of any of the services.
    pub papers: bool,
    /// The steps.
    pub steps: bool,
    /// The costs, of any of the services.
    pub costs: bool,
    /// The times.
    pub times: bool,
}

/// A paper to bring.
pub struct PaperView {
    /// Its name.
    pub title: String,
    /// In which case, whose, and what counts as it.
    pub details: Vec<String>,
    /// Whether it is the one that is not at hand.
    pub is_missing: bool,
}

/// Something to pay.
pub struct CostView {
    /// How much.
    pub amount: String,
    /// For what, and in which case.
    pub what: String,
}

/// Who does something.
pub struct BodyView {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub address: Option<String>,
    /// When it is open.
    pub hours: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Its page.
    pub link: Option<LinkView>,
}

/// What can be done from home.
pub struct OnlineView {
    /// Its name.
    pub title: String,
    /// What to know before.
    pub note: Option<String>,
    /// Which digital identity is needed, in a sentence.
    pub identity: String,
    /// Where it is.
    pub link: LinkView,
}

/// An address of the web, to be opened on a phone.
pub struct LinkView {
    /// The code; empty where the address is too long for one.
    pub qr: String,
    /// The address.
    pub url: String,
    /// The address as people read it.
    pub address: String,
}

impl ProcedureView {
    /// The procedure of these services; `missing` is the paper that is not at hand.
    pub fn new(
        configuration: &Configuration,
        services: &[ServiceId],
        missing: Option<&EvidenceId>,
        language: Language,
    ) -> Option<ProcedureView> {
        let all: Vec<Procedure> = services.iter().filter_map(|id| configuration.procedure(id)).collect();
        let first = all.first()?.service;
        let say = |text: &Text| text.in_language(language).to_owned();
        let is_unconfirmed = |fact: &str| all.iter().any(|one| one.service.is_unconfirmed(fact));
        let costs = all.iter().flat_map(|one| &one.service.costs);
        Some(ProcedureView {
            papers: papers(&all, missing.and_then(|id| configuration.paper(id)), language),
            steps: first.steps.iter().map(say).collect(),
            costs: costs.map(|cost| CostView::new(cost, language)).collect(),
            times: first.times.as_ref().map(|times| in_words(times, language)).unwrap_or_default(),
            output: first.output.as_ref().map(say),
            notes: all.iter().flat_map(|one| &one.service.notes).map(say).collect(),
            unconfirmed: Unconfirmed {
                papers: is_unconfirmed("evidence"),
                steps: first.is_unconfirmed("steps"),
                costs: is_unconfirmed("costs"),
                times: first.is_unconfirmed("times"),
            },
        })
    }
}

/// Every paper once, the missing one first; those that are always needed before those of a case.
fn papers(all: &[Procedure], missing: Option<&Evidence>, language: Language) -> Vec<PaperView> {
    let mut papers: Vec<(&Paper, &Evidence)> = Vec::new();
    for (paper, evidence) in all.iter().flat_map(|one| &one.papers) {
        if !papers.iter().any(|(_, known)| known.id == evidence.id) {
            papers.push((*paper, *evidence));
        }
    }
    papers.sort_by_key(|(paper, _)| paper.when.is_some());
    let is_missing = |evidence: &Evidence| missing.is_some_and(|missing| missing.id == evidence.id);
    let first = missing.map(|evidence| PaperView::new(None, evidence, true, language));
    let rest = papers.iter().filter(|(_, evidence)| !is_missing(evidence));
    let rest = rest.map(|(paper, evidence)| PaperView::new(Some(*paper), evidence, false, language));
    first.into_iter().chain(rest).take(PAPERS_MAX).collect()
}

impl PaperView {
    fn new(paper: Option<&Paper>, evidence: &Evidence, is_missing: bool, language: Language) -> Self {
        let details = [
            paper.and_then(|paper| paper.when.as_ref()),
            paper.and_then(|paper| paper.note.as_ref()),
            evidence.hint.as_ref(),
        ];
        PaperView {
            title: evidence.title.in_language(language).to_owned(),
            details: details
                .into_iter()
                .flatten()
                .map(|text| text.in_language(language).to_owned())
                .collect(),
            is_missing,
        }
    }
}

impl CostView {
    fn new(cost: &Cost, language: Language) -> Self {
        let what = cost.what.in_language(language);
        let amount = match cost.amount {
            Some(amount) => words::amount(amount, language),
            None => fl!(texts(language), "iter-cost-unknown"),
        };
        let what = match &cost.when {
            Some(when) => format!("{what}, {}", when.in_language(language)),
            None => what.to_owned(),
        };
        CostView { amount, what }
    }
}

fn in_words(times: &Times, language: Language) -> Vec<String> {
    let note = times.note.as_ref().map(|note| note.in_language(language).to_owned());
    let processing = times.processing.as_ref().map(|time| words::period(time, times.working_days, language));
    let rest = [times.deadline.as_ref(), times.validity.as_ref()].into_iter().flatten();
    note.or(processing).into_iter().chain(rest.map(|text| text.in_language(language).to_owned())).collect()
}

impl BodyView {
    /// A body for this reader.
    pub fn new(body: &Body, language: Language) -> Self {
        let say = |text: &Text| text.in_language(language).to_owned();
        BodyView {
            name: say(&body.name),
            address: body.address.as_ref().map(say),
            hours: body.hours.as_ref().map(say),
            phone: body.phone.clone(),
            link: body.url.as_deref().map(|url| LinkView::new(url, language)),
        }
    }
}

impl OnlineView {
    /// What can be done from home, for this reader.
    pub fn new(online: &OnlineService, language: Language) -> Self {
        let l = texts(language);
        let names: Vec<&str> = online.identity.iter().map(|identity| identity.name()).collect();
        let identity = match names.as_slice() {
            [] => fl!(l, "iter-identity-none"),
            _ => fl!(l, "iter-identity", identity = names.join(", ")),
        };
        OnlineView {
            title: online.title.in_language(language).to_owned(),
            note: online.note.as_ref().map(|note| note.in_language(language).to_owned()),
            identity,
            link: LinkView::new(&online.url, language),
        }
    }
}

impl LinkView {
    /// An address to be opened on a phone.
    pub fn new(url: &str, language: Language) -> Self {
        let address = url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/').to_owned();
        let named = fl!(texts(language), "iter-qr-page", address = address.as_str());
        LinkView { qr: qr::svg(url, &named), url: url.to_owned(), address }
    }
}
