//! The supervisor's page: what of the office wants attention that no queue shows.

use crate::app::App;
use crate::store::StoreError;
use crate::web::access::Caller;
use crate::web::body;
use crate::web::pages::staff::Who;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::language::Language;
use screen::{Page, words};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "office.html")]
struct OfficePage {
    page: Page,
    who: Option<Who>,
    offices: Vec<Shown>,
}

/// An office, as its supervisor sees it.
struct Shown {
    title: String,
    /// Whether messages go out as they should.
    is_well: bool,
    /// How messages fare, a sentence each.
    mail: Vec<String>,
    /// What becomes of names and addresses.
    erasure: String,
}

/// `GET /office/`
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = body::staff_language(&uri, &headers);
    let offices = app.hub.offices().filter(|office| caller.may_see(office));
    let shown: Result<Vec<Shown>, StoreError> =
        offices.filter_map(|office| shown(&app, office, language).transpose()).collect();
    match shown {
        Ok(offices) => {
            let title = match offices.as_slice() {
                [only] => only.title.as_str(),
                _ => "Sportello",
            };
            let page = Page::of_staff(language, title, chrono_tz::UTC.name());
            super::page(&OfficePage { page, who: Who::of(&app, &caller), offices })
        }
        Err(error) => super::failed(language, &error),
    }
}

fn shown(app: &App, office: &OfficeId, language: Language) -> Result<Option<Shown>, StoreError> {
    let Some((_, rules)) = app.hub.configuration(office) else { return Ok(None) };
    let l = screen::texts(language);
    let found = app.reader.mail_figures(Some(office), app.clock.now())?;
    let mut mail = Vec::new();
    if !app.sends_mail {
        mail.push(fl!(l, "office-mail-none"));
    }
    if let Some(since) = found.oldest_due_at {
        let zone = rules.office.zone;
        let (date, time) = (words::date_long(since, zone, language), words::clock(since, zone));
        mail.push(fl!(l, "office-mail-waiting", n = found.waiting, date = date, time = time));
    }
    if found.failed > 0 {
        mail.push(fl!(l, "office-mail-failed", n = found.failed));
    }
    let is_well = mail.is_empty();
    if is_well {
        mail.push(fl!(l, "office-mail-well"));
    }
    Ok(Some(Shown {
        title: rules.office.title.in_language(language).to_owned(),
        is_well,
        mail,
        erasure: fl!(l, "office-erasure", n = rules.agenda.erase_after_days),
    }))
}
