//! The outcome on one screen: the route with its reason, the procedure, the other ways, and what can be done.

use crate::appointment::FirstTimes;
use crate::attract;
use crate::frame::{Entered, Frame};
use crate::listen::Spoken;
use crate::stand::Trail;
use askama::Template;
use i18n_embed_fl::fl;
use office::configuration::{Configuration, RouteKind};
use office::id::ServiceId;
use office::language::Language;
use office::triage::{Numbers, Offer, Route, RouteReason, Start};
use office::wire::{Wait, procedure_url};
use screen::procedure::{BodyView, LinkView, OnlineView, ProcedureView};
use screen::{Page, reasons, texts, words};

/// The upper end, in minutes, of a wait that is hardly one.
const SHORT_MIN: u32 = 5;

#[derive(Template)]
#[template(path = "outcome.html")]
pub(crate) struct OutcomePage {
    page: Page,
    frame: Frame,
    /// What was said, from the need to the last answer.
    said: Vec<String>,
    title: String,
    summary: Option<String>,
    main: Way,
    others: Vec<Way>,
    procedure: ProcedureView,
    /// A number that can be had now.
    number: Option<NumberView>,
    /// Whether the visitor is to choose between the number and the rest.
    choice: bool,
    /// The sheet that goes with the main way; absent where nothing can be printed.
    sheet: Option<SheetView>,
    /// The same on a phone.
    phone: LinkView,
    /// When numbers are given again, where none are now.
    again: Option<String>,
    fields: Vec<(&'static str, String)>,
    /// Whether a sheet is being printed, where that was asked for.
    printed: Option<bool>,
    /// The first free times of an appointment, where one can be had here.
    times: Option<FirstTimes>,
}

/// One way to go.
struct Way {
    kind: RouteKind,
    heading: String,
    reason: String,
    body: Option<BodyView>,
    online: Option<OnlineView>,
}

/// A number that can be had.
struct NumberView {
    legs: String,
    titles: Vec<String>,
    quote: Option<String>,
    wait: String,
    is_range: bool,
    /// How many wait in front, where that is known.
    ahead: Option<u32>,
    place: String,
    label: String,
}

/// A sheet that can be printed.
struct SheetView {
    sheet: String,
    label: String,
}

impl Way {
    fn new(configuration: &Configuration, offer: &Offer, entered: &Entered) -> Way {
        let language = entered.language();
        let body = offer.body.as_ref().and_then(|id| configuration.body(id));
        let online = offer.online.as_ref().and_then(|id| configuration.online_service(id));
        Way {
            kind: offer.kind,
            heading: reasons::route_kind(language, offer.kind),
            reason: match (attract::alone(&entered.shown, language), &offer.reason) {
                (Some(alone), RouteReason::NotNow { .. }) => alone,
                (_, reason) => reasons::route_reason(language, reason, configuration),
            },
            body: body.map(|body| BodyView::new(body, language)),
            online: online.map(|online| OnlineView::new(online, language)),
        }
    }

    /// The icon beside its heading.
    fn icon(&self) -> &'static str {
        match self.kind {
            RouteKind::Quick => "it-check-circle",
            RouteKind::Appointment => "it-calendar",
            RouteKind::Online => "it-locked",
            RouteKind::Refer => "it-map-marker",
        }
    }
}

impl OutcomePage {
    /// The outcome of what a visitor said; `None` where the catalogue does not have the service.
    pub fn new(entered: &Entered, trail: &Trail, route: &Route, secret: &crate::Secret) -> Option<Self> {
        let configuration = entered.shown.configuration.as_ref();
        let language = entered.language();
        let service = configuration.service(route.services.first()?)?;
        let procedure = ProcedureView::new(configuration, &route.services, route.missing.as_ref(), language)?;
        let public_url = &entered.shown.screen.public_url;
        let address = procedure_url(public_url, &configuration.office.id, &service.id, language);
        let numbers = entered.shown.screen.outlook.numbers;
        let again = match (numbers, &route.offer.reason) {
            (Numbers::Given, _) | (Numbers::Again(_), RouteReason::NotNow { .. }) => None,
            (Numbers::Again(_), _) => attract::hours(&entered.shown, numbers, language, entered.now),
        };
        let main = Way::new(configuration, &route.offer, entered);
        let number = number(entered, route, secret);
        let named = (!service.sensitive).then(|| (entered.said(&service.title), &procedure));
        let spoken = spoken(named.as_ref(), &main, number.as_ref(), language);
        Some(OutcomePage {
            page: entered.page(),
            frame: entered.heard(&spoken),
            said: said(entered, trail),
            title: entered.said(&service.title),
            summary: service.summary.as_ref().map(|text| entered.said(text)),
            main,
            others: route.alternatives.iter().map(|offer| Way::new(configuration, offer, entered)).collect(),
            procedure,
            number,
            choice: route.choice,
            sheet: entered.shown.screen.prints.then(|| sheet(entered, route)),
            phone: LinkView::new(&address, language),
            again,
            fields: entered.stand.fields(),
            printed: None,
            times: None,
        })
    }

    /// The same, with the first free times of an appointment.
    pub fn with_times(self, times: Option<FirstTimes>) -> Self {
        Self { times, ..self }
    }

    /// The same, which says whether a sheet is being printed.
    pub fn printing(self, printed: Option<bool>) -> Self {
        Self { printed, ..self }
    }

    /// The ways beside the main one that are not among what can be done.
    fn ways(&self) -> impl Iterator<Item = &Way> {
        self.others.iter().filter(|way| match way.kind {
            RouteKind::Quick => false,
            RouteKind::Appointment => !self.choice,
            RouteKind::Online | RouteKind::Refer => true,
        })
    }

    /// What the service is, where nothing else says it.
    fn shown_summary(&self) -> Option<&str> {
        let has_other = self.main.body.is_some() || self.main.online.is_some();
        self.summary.as_deref().filter(|_| !has_other)
    }

    /// Whether an appointment can be had at once at a desk of this office: who else does it says little then.
    fn can_be_booked(&self) -> bool {
        self.main.kind == RouteKind::Appointment && matches!(self.times, Some(FirstTimes::Free(_)))
    }

    /// Whether a number is what is offered first.
    fn is_quick(&self) -> bool {
        self.main.kind == RouteKind::Quick
    }
}

/// What is said of an outcome: the way with its reason, the wait, and what to bring; what it is about only where the
/// hall may hear it.
fn spoken(
    named: Option<&(String, &ProcedureView)>,
    main: &Way,
    number: Option<&NumberView>,
    language: Language,
) -> Vec<Spoken> {
    let own = |words: &str| Spoken::own(language, words);
    let mut texts: Vec<Spoken> = named.iter().map(|(title, _)| Spoken::of_office(language, title)).collect();
    texts.extend([own(&main.heading), own(&main.reason)]);
    texts.extend(number.map(|number| own(&number.wait)));
    if let Some((_, procedure)) = named.filter(|(_, procedure)| !procedure.papers.is_empty()) {
        texts.push(own(&fl!(screen::texts(language), "iter-papers")));
        texts.extend(procedure.papers.iter().map(|paper| Spoken::of_office(language, &paper.title)));
    }
    texts
}

/// What was said, in the words of the tiles and buttons that were touched.
pub(crate) fn said(entered: &Entered, trail: &Trail) -> Vec<String> {
    let configuration = &entered.shown.configuration;
    let start = match &trail.start {
        Start::Need(need) => configuration.need(need).map(|need| &need.title),
        Start::Service(_) => None,
    };
    let answers = trail
        .answers
        .iter()
        .filter_map(|(question, answer)| Some(&configuration.question(question)?.answer(answer)?.text));
    start.into_iter().chain(answers).map(|text| entered.said(text)).collect()
}

/// The number that can be had now.
fn number(entered: &Entered, route: &Route, secret: &crate::Secret) -> Option<NumberView> {
    let configuration = &entered.shown.configuration;
    let l = texts(entered.language());
    let reason = &route.offer_of(RouteKind::Quick)?.reason;
    let first = route.legs.first()?;
    let offered = entered.shown.screen.offered(first);
    let quote = offered.and_then(|offered| offered.quote);
    let ahead = offered.map_or(0, |offered| offered.ahead);
    let label = match (reason, route.choice) {
        (RouteReason::RestNow, _) => fl!(l, "totem-take-rest"),
        (RouteReason::AtOwnWish, _) => fl!(l, "totem-take-here"),
        (_, true) => fl!(l, "totem-wait-today"),
        (_, false) => fl!(l, "totem-take"),
    };
    let titles = route.legs.iter().filter_map(|leg| configuration.service(leg));
    let legs: Vec<&str> = route.legs.iter().map(ServiceId::as_str).collect();
    Some(NumberView {
        legs: legs.join("~"),
        titles: titles.map(|service| entered.said(&service.title)).collect(),
        quote: quote.map(|quote| entered.visit.quote_shown(quote, secret)),
        wait: match entered.shown.alone {
            Some(_) => fl!(l, "totem-alone-wait"),
            None => wait(quote.map(Wait::from), ahead, entered),
        },
        is_range: quote.is_some_and(|quote| quote.high_min > SHORT_MIN),
        ahead: entered.shown.alone.is_none().then_some(ahead),
        place: entered.said(&configuration.office.waiting_place),
        label,
    })
}

/// The wait of somebody who took a number now.
fn wait(wait: Option<Wait>, ahead: u32, entered: &Entered) -> String {
    let language = entered.language();
    match wait {
        Some(Wait { high_min: ..=SHORT_MIN, .. }) if ahead == 0 => fl!(texts(language), "totem-wait-none"),
        Some(Wait { low_min, high_min }) => words::wait(low_min, high_min, language),
        // A desk is counted on that nobody has opened yet.
        None => fl!(texts(language), "totem-wait-closed-given"),
    }
}

/// The sheet that goes with the main way.
fn sheet(entered: &Entered, route: &Route) -> SheetView {
    let l = texts(entered.language());
    let service = route.services.first().map(ServiceId::as_str).unwrap_or_default();
    let missing = route.missing.as_ref().map(|paper| format!(".{paper}")).unwrap_or_default();
    let (sheet, label) = match (&route.offer.kind, &route.offer.body, &route.missing) {
        (RouteKind::Refer, Some(body), _) => {
            (format!("referral.{service}.{body}{missing}"), fl!(l, "totem-print-body"))
        }
        (RouteKind::Online, _, _) => (format!("online.{service}"), fl!(l, "totem-print")),
        (_, _, Some(_)) => (format!("procedure.{service}{missing}"), fl!(l, "totem-print-bring")),
        (_, _, None) => (format!("procedure.{service}"), fl!(l, "totem-print")),
    };
    let label = if route.choice && route.missing.is_none() { fl!(l, "totem-come-back") } else { label };
    SheetView { sheet, label }
}
