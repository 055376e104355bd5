//! The configuration of the office: which is in force, which was, and the way to another one.
//!
//! ```text
//! upload -> mistakes, with file and line (nothing is kept)
//!        -> draft, in memory -> difference in words -> adopted now, or planned for the next opening
//! history -> one version -> difference in words -> its document once more, as a new version
//! ```

mod drafts;
mod upload;
pub(crate) mod views;

pub use upload::upload;

use super::audit::who;
use super::{Section, frame, names_are_read, office_of, only_token, people};
use crate::difference::{self, DIFFERENCES_MAX, Difference};
use crate::proposal::{Orphan, Proposal};
use crate::registrar::configuring::{Configuring, Reform, When, is_note};
use crate::registrar::{Answer, Lane, Outcome, Work};
use crate::store::StoreError;
use crate::store::configurations::VersionRow;
use crate::web::body::named;
use crate::web::pages::staff::account::OnlyToken;
use crate::web::pages::staff::notices::Said;
use crate::web::pages::staff::{Asked, Sent};
use axum::extract::{Form, Path};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use drafts::{DRAFTS, Draft};
use i18n_embed_fl::fl;
use office::configuration::{Configuration, Version};
use office::due::next_day;
use office::id::OfficeId;
use office::moment::Moment;
use serde::Deserialize;
use std::sync::Arc;
use views::{AdoptForm, ConfigurationPage, DraftPage, Group, Planned, State, VersionLine, VersionPage};

const CONFIGURATION: &str = "/admin/configuration";
/// Versions on a page.
const LINES: u32 = 20;

/// What is to be adopted, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptFields {
    token: String,
    key: String,
    base: u32,
    note: String,
    when: When,
}

/// `GET /admin/configuration`
pub async fn show(asked: Asked) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    match page(&asked, &office) {
        Ok(page) => asked.answer(StatusCode::OK, &page),
        Err(error) => asked.failed(&error),
    }
}

fn page(asked: &Asked, office: &OfficeId) -> Result<ConfigurationPage, StoreError> {
    let before = asked.parameter("before").and_then(|before| before.parse().ok()).map(Version);
    let rows = asked.app.reader.versions(office, before, LINES)?;
    let is_full = rows.len() >= usize::try_from(LINES).unwrap_or(usize::MAX);
    let last = rows.last().filter(|_| is_full).map(|row| row.version.0);
    let query = before.map_or_else(String::new, |before| format!("before={}&", before.0));
    let standing = Standing::of(asked, office)?;
    let in_force = match standing.in_force {
        Some(version) => asked.app.reader.versions(office, Some(Version(version.0 + 1)), 1)?,
        None => Vec::new(),
    };
    Ok(ConfigurationPage {
        page: asked.page(),
        frame: super::Frame { query, ..frame(asked, Section::Configuration) },
        in_force: in_force.into_iter().next().map(|row| standing.line(asked, row)),
        planned: standing.planned(asked, office),
        lines: rows.into_iter().map(|row| standing.line(asked, row)).collect(),
        newest: before.is_some(),
        older: last,
        size_kb: upload::DOCUMENT_LEN_MAX / 1024,
    })
}

/// `GET /admin/configuration/draft/{draft}`
pub async fn show_draft(asked: Asked, Path(key): Path<String>) -> Response {
    let draft = match draft_of(&asked, &key) {
        Ok(draft) => draft,
        Err(response) => return *response,
    };
    match draft_page(&asked, &key, draft) {
        Ok(page) => asked.answer(StatusCode::OK, &page),
        Err(error) => asked.failed(&error),
    }
}

fn draft_of(asked: &Asked, key: &str) -> Result<Draft, Box<Response>> {
    let office = office_of(asked)?;
    let found = DRAFTS.find(key, &asked.caller.actor, &office, asked.app.clock.now());
    found.ok_or_else(|| Box::new(asked.unknown()))
}

fn draft_page(asked: &Asked, key: &str, draft: Draft) -> Result<DraftPage, StoreError> {
    let proposal = Proposal::look(&asked.app.reader, &draft.office, &draft.document, asked.app.clock.now())?;
    let mut frame = frame(asked, Section::Configuration);
    frame.heading = fl!(screen::texts(asked.language), "configuration-preview");
    let base = proposal.base.as_ref().map(|(version, document)| (*version, document.clone()));
    let documents = [base.as_ref().map_or(&*draft.document, |(_, document)| document), &*draft.document];
    Ok(DraftPage {
        page: asked.page(),
        frame,
        base: base.as_ref().map_or(0, |(version, _)| version.0),
        count: proposal.differences.len(),
        groups: groups(asked, &proposal.differences, documents),
        untold: proposal.differences.len().saturating_sub(DIFFERENCES_MAX),
        orphans: proposal.orphans.iter().map(|orphan| orphan_words(asked, orphan)).collect(),
        warnings: draft.warnings.iter().map(|warning| upload::line(asked, warning)).collect(),
        adopt: adopt_form(asked, &proposal, format!("{CONFIGURATION}/draft/{key}/adopt"), String::new()),
    })
}

/// `POST /admin/configuration/draft/{draft}/adopt`
pub async fn adopt(asked: Asked, Path(key): Path<String>, sent: Sent<AdoptFields>) -> Response {
    let draft = match draft_of(&asked, &key) {
        Ok(draft) => draft,
        Err(response) => return *response,
    };
    let back = format!("{CONFIGURATION}/draft/{key}");
    carry_out(&asked, draft.office, draft.document, &key, &back, sent).await
}

/// `GET /admin/configuration/{version}`
pub async fn show_version(asked: Asked, Path(version): Path<u32>) -> Response {
    let found = office_of(&asked).and_then(|office| {
        let document = stored(&asked, &office, Version(version))?;
        version_page(&asked, &office, Version(version), document)
            .map_err(|error| Box::new(asked.failed(&error)))
    });
    match found {
        Ok(page) => asked.answer(StatusCode::OK, &page),
        Err(response) => *response,
    }
}

fn version_page(
    asked: &Asked,
    office: &OfficeId,
    version: Version,
    document: Configuration,
) -> Result<VersionPage, StoreError> {
    let l = screen::texts(asked.language);
    let reader = &asked.app.reader;
    let standing = Standing::of(asked, office)?;
    let row = reader.versions(office, Some(Version(version.0.saturating_add(1))), 1)?;
    let before = match version.0 {
        0 | 1 => None,
        _ => reader.document(office, Version(version.0 - 1))?,
    };
    let brought = match &before {
        Some(before) => difference::between(before, &document)?,
        None => Vec::new(),
    };
    let is_in_force = standing.in_force == Some(version);
    let proposal = match is_in_force {
        true => None,
        false => Some(Proposal::look(reader, office, &document, asked.app.clock.now())?),
    };
    let back_groups = proposal.as_ref().map_or_else(Vec::new, |proposal| {
        let base = proposal.base.as_ref().map_or(&document, |(_, base)| &**base);
        groups(asked, &proposal.differences, [base, &document])
    });
    let note = fl!(l, "configuration-revert-note", version = version.0.to_string());
    let mut frame = frame(asked, Section::Configuration);
    frame.heading = fl!(l, "configuration-version", version = version.0.to_string());
    Ok(VersionPage {
        page: asked.page(),
        frame,
        version: version.0,
        line: row.into_iter().next().map(|row| standing.line(asked, row)),
        is_first: before.is_none(),
        brought: groups(asked, &brought, [before.as_ref().unwrap_or(&document), &document]),
        back_count: proposal.as_ref().map_or(0, |proposal| proposal.differences.len()),
        back_groups,
        adopt: proposal.map(|proposal| {
            adopt_form(asked, &proposal, format!("{CONFIGURATION}/{}/revert", version.0), note)
        }),
    })
}

/// `GET /admin/configuration/{version}/file`
pub async fn file(asked: Asked, Path(version): Path<u32>) -> Response {
    let found = office_of(&asked).and_then(|office| Ok((stored(&asked, &office, Version(version))?, office)));
    let (document, office) = match found {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let Some(text) = crate::catalogue::written(&document) else { return asked.unknown() };
    let name = format!("attachment; filename=\"{office}-{version}.toml\"");
    let head = [
        (header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, name),
    ];
    (head, text).into_response()
}

/// `POST /admin/configuration/{version}/revert`
pub async fn revert(asked: Asked, Path(version): Path<u32>, sent: Sent<AdoptFields>) -> Response {
    let found = office_of(&asked).and_then(|office| Ok((stored(&asked, &office, Version(version))?, office)));
    let (document, office) = match found {
        Ok(found) => found,
        Err(response) => return *response,
    };
    let back = format!("{CONFIGURATION}/{version}");
    carry_out(&asked, office, Arc::new(document), &back, &back, sent).await
}

/// `POST /admin/configuration/plan/drop`
pub async fn drop_plan(asked: Asked, sent: Sent<OnlyToken>) -> Response {
    let found = office_of(&asked)
        .and_then(|office| only_token(&asked, Section::Configuration, sent).map(|()| office));
    let office = match found {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let l = screen::texts(asked.language);
    match ask(&asked, office, None, Reform::DropPlan).await {
        Some(Outcome::Done(_)) => asked.say(CONFIGURATION, Said::done(fl!(l, "configuration-dropped"))),
        Some(Outcome::Unchanged(_)) => asked.refuse(CONFIGURATION, fl!(l, "configuration-nothing-planned")),
        Some(
            Outcome::Refused(_)
            | Outcome::Declined(_)
            | Outcome::KeyReused
            | Outcome::NoRoom
            | Outcome::Failed,
        )
        | None => asked.refuse(CONFIGURATION, fl!(l, "form-busy")),
    }
}

/// The document of a version of the caller's own office.
fn stored(asked: &Asked, office: &OfficeId, version: Version) -> Result<Configuration, Box<Response>> {
    match asked.app.reader.document(office, version) {
        Ok(Some(document)) => Ok(document),
        Ok(None) => Err(Box::new(asked.unknown())),
        Err(error) => Err(Box::new(asked.failed(&error))),
    }
}

async fn carry_out(
    asked: &Asked,
    office: OfficeId,
    document: Arc<Configuration>,
    what: &str,
    back: &str,
    sent: Sent<AdoptFields>,
) -> Response {
    let Ok(Form(fields)) = sent else { return asked.incomplete(back) };
    if !asked.is_ours(&fields.token) {
        return asked.expired(back);
    }
    let note = fields.note.trim().to_owned();
    if !is_note(&note) {
        return asked.incomplete(back);
    }
    let (base, when) = (Some(Version(fields.base)), fields.when);
    let is_now: &[u8] = match when {
        When::Now => b"now",
        When::NextOpening => b"next",
    };
    let request = named(&fields.key, &[what.as_bytes(), is_now, note.as_bytes()]);
    let reform = Reform::Adopt { document, note, base, when };
    let l = screen::texts(asked.language);
    match ask(asked, office, Some(request), reform).await {
        Some(Outcome::Done(Answer::Configuration { version })) => {
            let version = version.0.to_string();
            let said = match when {
                When::Now => fl!(l, "configuration-adopted", version = version),
                When::NextOpening => fl!(l, "configuration-is-planned", version = version),
            };
            asked.say(CONFIGURATION, Said::done(said))
        }
        Some(Outcome::Done(_) | Outcome::Unchanged(_)) => {
            asked.say(CONFIGURATION, Said::refused(fl!(l, "configuration-unchanged")))
        }
        Some(Outcome::Refused(refusal)) => {
            asked.refuse(back, screen::reasons::refusal(asked.language, &refusal, asked.zone()))
        }
        Some(Outcome::KeyReused) => asked.expired(back),
        Some(Outcome::Declined(_) | Outcome::NoRoom | Outcome::Failed) | None => {
            asked.refuse(back, fl!(l, "form-busy"))
        }
    }
}

async fn ask(
    asked: &Asked,
    office: OfficeId,
    request: Option<crate::registrar::Request>,
    what: Reform,
) -> Option<Outcome> {
    let (actor, by) = (asked.caller.actor.clone(), asked.caller.by());
    let configuring = Configuring { office, actor, by, request, what };
    asked.app.registry.ask(Lane::Hall, Work::Configuring(Box::new(configuring))).await.ok()
}

fn adopt_form(asked: &Asked, proposal: &Proposal, action: String, note: String) -> AdoptForm {
    let words = |refusals: &[office::refusal::Refusal]| -> Vec<String> {
        refusals
            .iter()
            .map(|refusal| screen::reasons::refusal(asked.language, refusal, asked.zone()))
            .collect()
    };
    // Without random bits there is no key, and the form is refused as too old.
    let key = asked.app.random_bits().map_or_else(|_| String::new(), |bits| format!("{bits:032x}"));
    AdoptForm {
        action,
        key,
        base: proposal.base.as_ref().map_or(0, |(version, _)| version.0),
        note,
        not_now: words(&proposal.not_now),
        not_next: words(&proposal.not_next),
        next_opening: proposal.next_opening.map(|at| asked.time(at)),
        replaces: proposal.planned.map(|version| version.0),
        has_differences: !proposal.differences.is_empty(),
    }
}

fn groups(asked: &Asked, differences: &[Difference], documents: [&Configuration; 2]) -> Vec<Group> {
    let told = &differences[..differences.len().min(DIFFERENCES_MAX)];
    told.chunk_by(|a, b| a.list == b.list)
        .map(|group| Group {
            title: difference::title(asked.language, &group[0].list),
            lines: group.iter().map(|difference| difference.words(asked.language, documents)).collect(),
        })
        .collect()
}

fn orphan_words(asked: &Asked, orphan: &Orphan) -> String {
    let l = screen::texts(asked.language);
    match orphan {
        Orphan::Sign { device, desk } => {
            fl!(l, "configuration-sign-lost", device = device.as_str(), desk = desk.as_str())
        }
        Orphan::Seat { title, desk } => {
            fl!(l, "configuration-seat-lost", seat = title.as_str(), desk = desk.as_str())
        }
        Orphan::Appointments { date, count } => {
            let (date, n) = (screen::words::date_of(*date, asked.language), *count);
            fl!(l, "configuration-appointments-displaced", date = date, n = n)
        }
    }
}

/// How the versions of an office stand.
struct Standing {
    in_force: Option<Version>,
    planned: Option<Version>,
    adoptions: Vec<(Version, Moment)>,
    /// Ids and names of those who work here.
    people: Vec<(String, String)>,
}

impl Standing {
    fn of(asked: &Asked, office: &OfficeId) -> Result<Self, StoreError> {
        let (in_force, planned) = match asked.app.hub.floor(office) {
            Some(floor) => (floor.configuration.as_ref().map(|(version, _)| *version), floor.planned),
            None => (None, None),
        };
        let members = people::of_office(asked, office)?;
        names_are_read(asked, None);
        let people = members.into_iter().map(|member| (member.person.id, member.person.name)).collect();
        Ok(Self { in_force, planned, adoptions: asked.app.reader.adoptions(office)?, people })
    }

    fn planned(&self, asked: &Asked, office: &OfficeId) -> Option<Planned> {
        let version = self.planned?;
        let floor = asked.app.hub.floor(office)?;
        let document = floor.configurations.get(&version)?;
        let at = next_day(&floor, document, asked.app.clock.now());
        Some(Planned { version: version.0, at: at.map(|at| asked.time(at)) })
    }

    fn line(&self, asked: &Asked, row: VersionRow) -> VersionLine {
        let adopted = self.adoptions.iter().find(|(version, _)| *version == row.version).map(|(_, at)| *at);
        let state = match (self.in_force == Some(row.version), self.planned == Some(row.version), adopted) {
            (true, _, _) => State::InForce,
            (false, true, _) => State::Planned,
            (false, false, Some(_)) => State::Past,
            (false, false, None) => State::Never,
        };
        VersionLine {
            version: row.version.0,
            stored: asked.time(row.created_at),
            by: if row.created_by.is_empty() {
                String::new()
            } else {
                who(asked, &self.people, &row.created_by)
            },
            note: row.note,
            adopted: adopted.map(|at| asked.time(at)),
            state,
        }
    }
}
