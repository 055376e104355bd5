//! Triage: what visitors say, and where it leads. Nothing here changes anything.

use super::office_for;
use crate::app::App;
use crate::view::booking::SlotView;
use crate::view::route::{AskView, RouteView, TriageView};
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::body::{Asked, language};
use crate::web::problem::Problem;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, Uri};
use axum::{Extension, Json};
use office::catalogue::Need;
use office::configuration::Configuration;
use office::id::{AnswerId, NeedId, QuestionId, ServiceId};
use office::language::Language;
use office::search::search;
use office::service::RouteKind;
use office::triage::{self, Start, Triaged, triage};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Most needs that words find.
pub const FOUND_MAX: usize = 20;
/// Most answers that are read.
pub const ANSWERS_MAX: usize = 20;
/// Free times that go with an appointment.
const SLOTS_SHOWN: usize = 3;

/// Which needs.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
pub struct Sought {
    /// The visitor's own words; absent or empty: every need, the most asked first.
    pub q: String,
    /// The language of words and answer.
    pub language: Option<String>,
}

/// A need.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedView {
    /// Its id.
    pub id: String,
    /// What stands on its tile.
    pub title: String,
    /// The service that it leads to; where a question decides, that of its first answer.
    pub service: Option<String>,
}

/// What visitors say, best first: what their own words may mean, or everything that can be said.
#[utoipa::path(get, path = "/api/v1/offices/{office}/needs", tag = "triage",
    params(("office" = String, Path), Sought),
    responses((status = 200, body = Vec<NeedView>), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn needs(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    sought: Result<Query<Sought>, axum::extract::rejection::QueryRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Json<Vec<NeedView>>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let Query(sought) = sought.map_err(|_| Problem::value("value", "q and language are texts"))?;
    let language = language(&uri, &headers);
    let floor = app.hub.floor(&office).ok_or_else(|| Problem::unknown("office"))?;
    let Some(rules) = floor.rules() else { return Ok(Json(Vec::new())) };
    let view = |need: &Need| NeedView {
        id: need.id.to_string(),
        title: need.title.in_language(language).to_owned(),
        service: leads_to(rules, need).map(|service| service.to_string()),
    };
    Ok(Json(found(rules, &sought.q, language).into_iter().map(view).collect()))
}

/// The needs that words may mean, best first; without words every need, the most asked first.
pub fn found<'a>(rules: &'a Configuration, words: &str, language: Language) -> Vec<&'a Need> {
    if words.trim().is_empty() {
        let mut all: Vec<&Need> = rules.needs.iter().collect();
        all.sort_by_key(|need| Reverse(need.weight));
        return all;
    }
    search(rules, words, language, FOUND_MAX).into_iter().map(|found| found.need).collect()
}

fn leads_to<'a>(rules: &'a Configuration, need: &Need) -> Option<&'a ServiceId> {
    rules.paths(&need.id).first().and_then(|path| path.visit.services.first())
}

/// What triage is asked with: a need or a service, and what was answered since.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TriageBody {
    /// What the visitor says.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub need: Option<NeedId>,
    /// A service that is known already; nothing is asked then.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub service: Option<ServiceId>,
    /// The answer to each question; at most 20.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    pub answers: BTreeMap<QuestionId, AnswerId>,
    /// The language of the answer.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub language: Option<Language>,
}

/// The next question, or the route with its reason, its procedure and the other ways.
#[utoipa::path(post, path = "/api/v1/offices/{office}/triage", tag = "triage",
    params(("office" = String, Path)),
    request_body = TriageBody,
    responses((status = 200, body = TriageView), (status = 404, body = Problem), (status = 409, body = Problem),
              (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem),
              (status = 503, body = Problem)))]
pub async fn route(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
    asked: Asked<TriageBody>,
) -> Result<Json<TriageView>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let language = asked.body.language.unwrap_or(asked.language);
    let sought = asked_of(asked.body)?;
    let rules = rules_of(&app, &office)?;
    let outlook = app.quotes.borrow().outlook(&office).ok_or_else(|| Problem::later("no_outlook"))?;
    let refused = |refusal| Problem::refused(&refusal, language, rules.office.zone);
    match triage(&rules, &sought, &outlook).map_err(refused)? {
        Triaged::Ask(question) => Ok(Json(TriageView::Ask(AskView::of(question, language)))),
        Triaged::Route(route) => {
            let view = RouteView::of(&rules, &route, &outlook, language);
            let mut view = view.ok_or_else(|| refused(office::refusal::Refusal::LeadsNowhere))?;
            let is_bookable = route.services.iter().all(|service| rules.takes_bookings(service));
            if route.offer.kind == RouteKind::Appointment && is_bookable {
                let slots = app.next_slots(&office, route.services.clone(), SLOTS_SHOWN);
                view.slots = Some(slots.iter().map(|slot| SlotView::of(Some(&rules), slot)).collect());
            }
            Ok(Json(TriageView::Route(Box::new(view))))
        }
    }
}

fn asked_of(body: TriageBody) -> Result<triage::Asked, Problem> {
    let start = match (body.need, body.service) {
        (Some(need), None) => Start::Need(need),
        (None, Some(service)) => Start::Service(service),
        (Some(_), Some(_)) | (None, None) => {
            return Err(Problem::value("value", "name either a need or a service"));
        }
    };
    checked_answers(&body.answers)?;
    Ok(triage::Asked { start, answers: body.answers })
}

/// Holds answers to their limit.
pub fn checked_answers(answers: &BTreeMap<QuestionId, AnswerId>) -> Result<(), Problem> {
    if answers.len() > ANSWERS_MAX {
        return Err(Problem::value("value", format!("at most {ANSWERS_MAX} answers are read")));
    }
    Ok(())
}

/// The configuration in force, to be looked at without holding the floor.
fn rules_of(app: &App, office: &office::id::OfficeId) -> Result<Arc<Configuration>, Problem> {
    let floor = app.hub.floor(office).ok_or_else(|| Problem::unknown("office"))?;
    let in_force = floor.configuration.as_ref().map(|(_, document)| document.clone());
    in_force.ok_or_else(|| Problem::later("no_configuration"))
}
