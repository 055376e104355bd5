//! The first step, "Luogo": which office, and what for.
//!
//! The national model asks for the reason in the third step; which times are free depends on it, so it is
//! asked for here and shown again there.

use super::draft::{ApplicantText, Draft};
use super::form::{PlaceFields, SERVICES_MAX};
use super::frame::{Frame, Mistake, Step};
use super::{Asked, OfficeView, PATH, Visit, with_status};
use crate::app::App;
use crate::web::pages::page;
use askama::Template;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use office::agenda::Wanted;
use office::configuration::{Configuration, SeriesPlan};
use office::id::{OfficeId, ServiceId};
use office::language::Language;
use screen::Page;
use std::collections::BTreeMap;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "book/place.html")]
struct PlacePage {
    page: Page,
    frame: Frame,
    /// Where the form goes.
    action: String,
    /// The offices that can be chosen.
    offices: Vec<OfficeView>,
    /// The one that is.
    chosen: Option<OfficeView>,
    /// What can be booked there, under the names of its letters, once it is chosen.
    groups: Vec<Group>,
    /// The service that was asked for first.
    wanted: String,
    /// What is chosen first, and what else.
    first: String,
    also: Vec<Also>,
    /// For how many people: every choice, and the chosen one.
    counts: Vec<(u32, String)>,
    people: u32,
    /// The service that was asked for and that no office takes.
    is_unknown_service: bool,
}

/// The services that are counted under one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Group {
    title: String,
    services: Vec<(String, String)>,
}

/// A field for one more service.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Also {
    name: String,
    title: String,
    chosen: String,
}

/// `GET /book/`
pub async fn show(asked: Asked, query: Result<Query<PlaceFields>, QueryRejection>) -> Response {
    let fields = query.map(|Query(fields)| fields).unwrap_or_default();
    page(&PlacePage::new(&asked.app, asked.language, PATH, &fields, Vec::new()))
}

/// `POST /book/`
pub async fn choose(asked: Asked, form: Result<Form<PlaceFields>, FormRejection>) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let (rules, wanted) = match wanted(&asked.app, asked.language, &fields) {
        Ok(found) => found,
        Err(mistakes) => {
            let shown = PlacePage::new(&asked.app, asked.language, PATH, &fields, mistakes);
            return with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&shown));
        }
    };
    let draft = Draft {
        office: rules.office.id.clone(),
        wanted,
        held: None,
        turn: 0,
        details: String::new(),
        applicant: ApplicantText::default(),
    };
    match Visit::begin(asked, rules, draft) {
        Ok(visit) => {
            visit.keep();
            visit.to(Step::Time)
        }
        Err(response) => *response,
    }
}

/// `GET /book/{draft}/place`
pub async fn show_again(
    visit: Visit,
    query: Result<Query<BTreeMap<String, String>>, QueryRejection>,
) -> Response {
    let mut fields = PlaceFields::of(&visit.draft);
    // Another office is looked at: what was chosen in this one stays until it is left.
    if let Some(office) = query.as_ref().ok().and_then(|Query(query)| query.get("office")) {
        fields.office.clone_from(office);
    }
    let action = visit.address(Step::Place.path());
    let mut shown = PlacePage::new(&visit.asked.app, visit.language(), &action, &fields, Vec::new());
    shown.frame = Frame { mistakes: shown.frame.mistakes, ..visit.frame(Step::Place) };
    page(&shown)
}

/// `POST /book/{draft}/place`
pub async fn choose_again(mut visit: Visit, form: Result<Form<PlaceFields>, FormRejection>) -> Response {
    let fields = form.map(|Form(fields)| fields).unwrap_or_default();
    let (rules, wanted) = match wanted(&visit.asked.app, visit.language(), &fields) {
        Ok(found) => found,
        Err(mistakes) => {
            let action = visit.address(Step::Place.path());
            let shown = PlacePage::new(&visit.asked.app, visit.language(), &action, &fields, mistakes);
            return with_status(StatusCode::UNPROCESSABLE_ENTITY, page(&shown));
        }
    };
    if (&visit.draft.office, &visit.draft.wanted) != (&rules.office.id, &wanted) {
        // Another length, or another office: the time that was kept is of no use.
        visit.release().await;
        visit.draft.office = rules.office.id.clone();
        visit.draft.wanted = wanted;
        if super::form::is_sensitive(&rules, &visit.draft.wanted) {
            visit.draft.details.clear();
        }
        visit.rules = rules;
    }
    visit.keep();
    visit.to(Step::Time)
}

/// The office and the services that were chosen, or what is missing.
fn wanted(
    app: &App,
    language: Language,
    fields: &PlaceFields,
) -> Result<(Arc<Configuration>, Wanted), Vec<Mistake>> {
    let l = screen::texts(language);
    let office = OfficeId::new(&fields.office).ok().and_then(|office| app.hub.configuration(&office));
    let Some((_, rules)) = office.filter(|(_, rules)| !rules.plans.is_empty()) else {
        return Err(vec![Mistake { field: "office", text: fl!(l, "book-mistake-office") }]);
    };
    let wanted = Wanted { services: fields.services(&rules), people: fields.people(&rules) };
    match office::agenda::length(&rules, &wanted) {
        Ok(_) => Ok((rules, wanted)),
        Err(_) => Err(vec![Mistake { field: "service", text: fl!(l, "book-mistake-reason") }]),
    }
}

impl PlacePage {
    /// Whether something more than one service is chosen.
    fn is_more(&self) -> bool {
        self.also.iter().any(|other| !other.chosen.is_empty())
    }

    fn new(
        app: &App,
        language: Language,
        action: &str,
        fields: &PlaceFields,
        mistakes: Vec<Mistake>,
    ) -> Self {
        let all: Vec<Arc<Configuration>> = bookable(app).collect();
        let service = ServiceId::new(&fields.service).ok();
        let competent = |rules: &&Arc<Configuration>| {
            service.as_ref().is_none_or(|service| rules.takes_bookings(service))
        };
        let mut offices: Vec<&Arc<Configuration>> = all.iter().filter(competent).collect();
        let is_unknown_service = offices.is_empty() && !all.is_empty();
        if is_unknown_service {
            offices = all.iter().collect();
        }
        let only = offices.first().filter(|_| offices.len() == 1).copied();
        let named = offices.iter().copied().find(|rules| rules.office.id.as_str() == fields.office);
        let chosen = named.or(only);
        let page = match chosen {
            Some(rules) => {
                let office = &rules.office;
                Page::new(language, office.title.in_language(language), office.zone.name())
            }
            None => crate::web::pages::home::head(app, language),
        };
        let known: Vec<ServiceId> = chosen.map(|rules| fields.services(rules)).unwrap_or_default();
        let l = screen::texts(language);
        let nth = |n: usize| known.get(n).map(ToString::to_string).unwrap_or_default();
        let also =
            |n: usize| Also { name: format!("also{n}"), title: fl!(l, "book-also-n", n = n), chosen: nth(n) };
        let people_max = chosen.map_or(1, |rules| rules.agenda.people_max);
        Self {
            page,
            frame: Frame { mistakes, ..Frame::new(Step::Place, language) },
            action: if action == PATH {
                format!("{PATH}?language={}", language.code())
            } else {
                action.to_owned()
            },
            offices: offices.iter().map(|rules| OfficeView::new(rules, language)).collect(),
            chosen: chosen.map(|rules| OfficeView::new(rules, language)),
            groups: chosen.map(|rules| groups(rules, language)).unwrap_or_default(),
            wanted: service.map(|service| service.to_string()).unwrap_or_default(),
            first: nth(0),
            also: (1..SERVICES_MAX).map(also).collect(),
            counts: (1..=people_max).map(|n| (n, fl!(l, "book-people-n", n = n))).collect(),
            people: chosen.map_or(1, |rules| fields.people(rules)),
            is_unknown_service,
        }
    }
}

/// The offices of this server that take bookings.
fn bookable(app: &App) -> impl Iterator<Item = Arc<Configuration>> {
    let known = app.hub.offices().filter_map(|office| app.hub.configuration(office));
    known.map(|(_, rules)| rules).filter(|rules| !rules.plans.is_empty())
}

/// What can be booked in an office, under the names of its letters; both by their names.
fn groups(rules: &Configuration, language: Language) -> Vec<Group> {
    let bookable = |series: &SeriesPlan| {
        let of_series = rules.services.iter().filter(|service| service.series == series.letter);
        let mut services: Vec<(String, String)> = of_series
            .filter(|service| rules.takes_bookings(&service.id))
            .map(|service| (service.id.to_string(), service.title.in_language(language).to_owned()))
            .collect();
        services.sort_by(|(_, one), (_, other)| one.cmp(other));
        Group { title: series.title.in_language(language).to_owned(), services }
    };
    let mut groups: Vec<Group> = rules.series.iter().map(bookable).collect();
    groups.retain(|group| !group.services.is_empty());
    groups.sort_by(|one, other| one.title.cmp(&other.title));
    groups
}
