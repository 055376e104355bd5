//! What callers of the API see of triage: questions, routes and procedures, in one language. Field names
//! are the contract.

use super::WaitView;
use super::booking::SlotView;
use office::catalogue::{Body, Evidence, Identity, OnlineService, Question};
use office::configuration::Configuration;
use office::forecast;
use office::id::ServiceId;
use office::language::{Language, Text};
use office::service::{Confidence, Cost, Paper, Service, Times};
use office::triage::{Offer, Outlook, Procedure, Route, RouteReason};
use office::wire::Wait;
use serde::Serialize;
use utoipa::ToSchema;

/// What comes out of triage: the next question, or the route.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum TriageView {
    /// Something has still to be asked.
    Ask(AskView),
    /// Where to go.
    Route(Box<RouteView>),
}

/// The next question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AskView {
    /// The question.
    pub question: QuestionView,
}

/// A question and what can be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub text: String,
    /// What can be answered, in this order.
    pub answers: Vec<AnswerView>,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnswerView {
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: String,
}

/// Where a visitor goes.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RouteView {
    /// `quick`, `appointment`, `online` or `refer`.
    pub route: String,
    /// Why.
    pub reason: ReasonView,
    /// The main service.
    pub service: String,
    /// Everything that the visitor comes for, the main service first.
    pub services: Vec<String>,
    /// What a number taken now would be for, in this order: `service` and `then` of the ticket.
    pub legs: Vec<String>,
    /// The procedure of the main service.
    pub procedure: ProcedureView,
    /// How long the first leg would wait; null where nothing can be done at a desk now.
    pub wait: Option<WaitView>,
    /// Whether the visitor is to choose between this way and the alternatives.
    pub choice: bool,
    /// The paper that is not at hand.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub missing: Option<NamedView>,
    /// Who does it, or gives the paper: of an appointment and of a referral.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyView>,
    /// What can be done from home: of an online route.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<OnlineView>,
    /// The first free times: of an appointment that is booked here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slots: Option<Vec<SlotView>>,
    /// The other ways, best first.
    pub alternatives: Vec<OfferView>,
}

/// One of the other ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OfferView {
    /// `quick`, `appointment`, `online` or `refer`.
    pub route: String,
    /// Why.
    pub reason: ReasonView,
    /// Who does it, or gives the paper.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<BodyView>,
    /// What can be done from home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<OnlineView>,
}

/// Why a way is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReasonView {
    /// The stable code.
    pub code: String,
    /// The same in words.
    pub text: String,
}

/// Something of the catalogue, by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
}

/// What the steps, papers, costs and times of a service are, and who does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProcedureView {
    /// The service.
    pub service: String,
    /// Its name.
    pub title: String,
    /// The language that its texts are in: `it` or `en`, whatever was asked for.
    pub language: String,
    /// What it is and for whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What the visitor leaves with, or receives later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// What the visitor does, step by step.
    pub steps: Vec<String>,
    /// The papers to bring.
    pub evidence: Vec<EvidenceView>,
    /// What it costs.
    pub costs: Vec<CostView>,
    /// How long it takes; null where nothing is known.
    pub times: Option<TimesView>,
    /// Warnings worth a line.
    pub notes: Vec<String>,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub competent: Option<BodyView>,
    /// What of it can be done from home.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<OnlineView>,
    /// Where its facts come from.
    pub source: Vec<String>,
    /// How far they can be trusted: `A`, `B` or `C`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<String>,
    /// When somebody last compared them with their source.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub verified: Option<chrono::NaiveDate>,
    /// The fields that the office has still to confirm.
    pub unconfirmed: Vec<String>,
}

/// A paper to bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EvidenceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What exactly counts as it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// In which case; always where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Whose, or in which form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CostView {
    /// How much, in euro with two decimals, such as `22.21`; null where nobody knows.
    pub amount: Option<String>,
    /// For what.
    pub what: String,
    /// In which case; always where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// How long a service takes, and the dates around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TimesView {
    /// From the request until it is done, as ISO 8601 writes it; null where nobody knows.
    pub processing: Option<String>,
    /// Whether only working days are counted.
    pub working_days: bool,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Until when, or from when, it can be asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
    /// For how long the result is good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<String>,
}

/// Who is competent for a service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BodyView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// When it is open, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// Its telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Its mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Its page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Something that can be done from home.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OnlineView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// The digital identities it takes, one of which is needed; none where the list is empty.
    pub identity: Vec<String>,
    /// What to know before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How the catalogue is told to one caller.
struct Teller<'a> {
    configuration: &'a Configuration,
    language: Language,
}

impl AskView {
    /// A question in one language.
    pub fn of(question: &Question, language: Language) -> Self {
        let text = |text: &Text| text.in_language(language).to_owned();
        let answers = question.answers.iter();
        let answers = answers
            .map(|answer| AnswerView { id: answer.id.to_string(), text: text(&answer.text) })
            .collect();
        Self { question: QuestionView { id: question.id.to_string(), text: text(&question.text), answers } }
    }
}

impl RouteView {
    /// A route in one language, as seen at the moment of the outlook; `None` for one without a service.
    pub fn of(
        configuration: &Configuration,
        route: &Route,
        outlook: &Outlook,
        language: Language,
    ) -> Option<Self> {
        let teller = Teller { configuration, language };
        let service = route.services.first()?;
        let first = teller.offer(&route.offer);
        let ids = |services: &[ServiceId]| services.iter().map(ToString::to_string).collect();
        Some(Self {
            route: first.route,
            reason: first.reason,
            service: service.to_string(),
            services: ids(&route.services),
            legs: ids(&route.legs),
            procedure: ProcedureView::of(&configuration.procedure(service)?, language),
            wait: wait(route, outlook).map(WaitView::from),
            choice: route.choice,
            missing: route
                .missing
                .as_ref()
                .and_then(|paper| configuration.paper(paper))
                .map(|paper| NamedView { id: paper.id.to_string(), title: teller.text(&paper.title) }),
            body: first.body,
            online: first.online,
            slots: None,
            alternatives: route.alternatives.iter().map(|offer| teller.offer(offer)).collect(),
        })
    }
}

/// How long the first leg of a route would wait, as visitors are told: from opening where the doors are
/// still closed.
pub fn wait(route: &Route, outlook: &Outlook) -> Option<Wait> {
    route.wait.map(|wait| Wait::from(forecast::quote(wait.counted_from(outlook.opens_in_s))))
}

impl ProcedureView {
    /// A procedure in one language.
    pub fn of(procedure: &Procedure<'_>, language: Language) -> Self {
        let service: &Service = procedure.service;
        let text = |text: &Text| text.in_language(language).to_owned();
        let texts = |list: &[Text]| list.iter().map(text).collect();
        Self {
            service: service.id.to_string(),
            title: text(&service.title),
            language: service.title.language_of(language).code().to_owned(),
            summary: service.summary.as_ref().map(text),
            output: service.output.as_ref().map(text),
            steps: texts(&service.steps),
            evidence: procedure
                .papers
                .iter()
                .map(|(paper, evidence)| EvidenceView::of(paper, evidence, language))
                .collect(),
            costs: service.costs.iter().map(|cost| CostView::of(cost, language)).collect(),
            times: service.times.as_ref().map(|times| TimesView::of(times, language)),
            notes: texts(&service.notes),
            competent: procedure.competent.map(|body| BodyView::of(body, language)),
            online: procedure.online.map(|online| OnlineView::of(online, language)),
            source: service.source.clone(),
            confidence: service.confidence.map(|confidence| letter(confidence).to_owned()),
            verified: service.verified,
            unconfirmed: service.unconfirmed.clone(),
        }
    }
}

/// The letter that the catalogue writes.
fn letter(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::A => "A",
        Confidence::B => "B",
        Confidence::C => "C",
    }
}

impl EvidenceView {
    fn of(paper: &Paper, evidence: &Evidence, language: Language) -> Self {
        let text = |text: &Text| text.in_language(language).to_owned();
        Self {
            id: evidence.id.to_string(),
            title: text(&evidence.title),
            hint: evidence.hint.as_ref().map(text),
            when: paper.when.as_ref().map(text),
            note: paper.note.as_ref().map(text),
        }
    }
}

impl CostView {
    fn of(cost: &Cost, language: Language) -> Self {
        let text = |text: &Text| text.in_language(language).to_owned();
        Self {
            amount: cost.amount.map(|amount| amount.to_string()),
            what: text(&cost.what),
            when: cost.when.as_ref().map(text),
        }
    }
}

impl TimesView {
    fn of(times: &Times, language: Language) -> Self {
        let text = |text: &Text| text.in_language(language).to_owned();
        Self {
            processing: times.processing.as_ref().map(|period| period.as_str().to_owned()),
            working_days: times.working_days,
            note: times.note.as_ref().map(text),
            deadline: times.deadline.as_ref().map(text),
            validity: times.validity.as_ref().map(text),
        }
    }
}

impl BodyView {
    fn of(body: &Body, language: Language) -> Self {
        let text = |text: &Text| text.in_language(language).to_owned();
        Self {
            id: body.id.to_string(),
            name: text(&body.name),
            address: body.address.as_ref().map(text),
            hours: body.hours.as_ref().map(text),
            phone: body.phone.clone(),
            email: body.email.clone(),
            url: body.url.clone(),
        }
    }
}

impl OnlineView {
    fn of(online: &OnlineService, language: Language) -> Self {
        let text = |text: &Text| text.in_language(language).to_owned();
        Self {
            id: online.id.to_string(),
            title: text(&online.title),
            url: online.url.clone(),
            identity: online.identity.iter().copied().map(Identity::name).map(str::to_owned).collect(),
            note: online.note.as_ref().map(text),
        }
    }
}

impl Teller<'_> {
    fn text(&self, text: &Text) -> String {
        text.in_language(self.language).to_owned()
    }

    fn offer(&self, offer: &Offer) -> OfferView {
        let body = offer.body.as_ref().and_then(|id| self.configuration.body(id));
        let online = offer.online.as_ref().and_then(|id| self.configuration.online_service(id));
        OfferView {
            route: offer.kind.code().to_owned(),
            reason: self.reason(&offer.reason),
            body: body.map(|body| BodyView::of(body, self.language)),
            online: online.map(|online| OnlineView::of(online, self.language)),
        }
    }

    fn reason(&self, reason: &RouteReason) -> ReasonView {
        let text = screen::reasons::route_reason(self.language, reason, self.configuration);
        ReasonView { code: reason.code().to_owned(), text }
    }
}
