//! The procedure of a service for everybody, on a phone: where the codes on totems and slips lead.

use super::{book, page, unknown};
use crate::app::App;
use crate::web::body::language;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use i18n_embed_fl::fl;
use office::configuration::Configuration;
use office::id::{OfficeId, ServiceId};
use office::language::Language;
use screen::procedure::{BodyView, OnlineView, ProcedureView};
use screen::{Page, reasons, words};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "service.html")]
struct ServicePage {
    page: Page,
    title: String,
    summary: Option<String>,
    /// How the service is dealt with.
    kind: String,
    procedure: ProcedureView,
    who: Option<BodyView>,
    online: Option<OnlineView>,
    /// The opening hours of the hall, where a desk of it takes the service.
    hours: Vec<String>,
    /// Where an appointment for it can be booked, if one can.
    booking: Option<String>,
    /// In which language this reader is shown the office's own texts.
    texts: Language,
}

/// `GET /procedure/{office}/{service}`
pub async fn show(
    State(app): State<Arc<App>>,
    Path((office, service)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = language(&uri, &headers);
    let known = OfficeId::new(&office).ok().and_then(|office| app.hub.configuration(&office));
    let found = known.zip(ServiceId::new(&service).ok()).and_then(|((_, configuration), service)| {
        let booking = book::address_for(&app, &configuration, &service, language);
        Some(ServicePage { booking, ..ServicePage::new(&configuration, &service, language)? })
    });
    match found {
        Some(found) => page(&found),
        None => unknown(language),
    }
}

impl ServicePage {
    fn new(configuration: &Configuration, id: &ServiceId, language: Language) -> Option<Self> {
        let procedure = configuration.procedure(id)?;
        let service = procedure.service;
        let who = service.refer.as_ref().and_then(|id| configuration.body(id)).or(procedure.competent);
        let is_in_the_hall = configuration.desks_for(id).next().is_some();
        let office = &configuration.office;
        Some(Self {
            page: Page::new(language, office.title.in_language(language), office.zone.name()),
            title: service.title.in_language(language).to_owned(),
            summary: service.summary.as_ref().map(|text| text.in_language(language).to_owned()),
            kind: reasons::route_kind(language, service.route),
            who: who.map(|body| BodyView::new(body, language)),
            online: procedure.online.map(|online| OnlineView::new(online, language)),
            hours: if is_in_the_hall { words::week(&configuration.hours, language) } else { Vec::new() },
            booking: None,
            texts: service.title.language_of(language),
            procedure: ProcedureView::new(configuration, std::slice::from_ref(id), None, language)?,
        })
    }
}
