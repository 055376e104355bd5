//! A document comes in as files: it is read, and either its mistakes are shown or it waits as a draft.

use super::drafts::{DRAFTS, Draft};
use super::views::{FoundLine, MistakesPage};
use super::{CONFIGURATION, Section, frame, office_of};
use crate::catalogue::{FILES_MAX, File, Finding, Reading, read};
use crate::web::pages::staff::Asked;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use i18n_embed_fl::fl;
use office::id::OfficeId;
use office::refusal::Refusal;
use std::sync::Arc;

/// Most bytes of a document that is uploaded, all files together.
pub(super) const DOCUMENT_LEN_MAX: usize = 1024 * 1024;
/// Most mistakes that are shown; of more only their number.
const MISTAKES_MAX: usize = 200;
/// Longest name of a file that is shown, characters.
const NAME_LEN_MAX: usize = 80;

/// What an upload brought.
struct Brought {
    token: String,
    files: Vec<File>,
    len: usize,
}

/// `POST /admin/configuration`
pub async fn upload(asked: Asked, sent: Result<Multipart, MultipartRejection>) -> Response {
    let office = match office_of(&asked) {
        Ok(office) => office,
        Err(response) => return *response,
    };
    let Ok(parts) = sent else { return asked.incomplete(CONFIGURATION) };
    let Some(brought) = take(parts).await else { return asked.incomplete(CONFIGURATION) };
    if !asked.is_ours(&brought.token) {
        return asked.expired(CONFIGURATION);
    }
    let l = screen::texts(asked.language);
    if brought.len > DOCUMENT_LEN_MAX || brought.files.len() > FILES_MAX {
        return asked.refuse(
            CONFIGURATION,
            fl!(l, "configuration-too-long", size = (DOCUMENT_LEN_MAX / 1024).to_string()),
        );
    }
    if brought.files.is_empty() {
        return asked.refuse(CONFIGURATION, fl!(l, "configuration-no-file"));
    }
    // A document full of mistakes takes a while to be looked through.
    let files = brought.files;
    match tokio::task::spawn_blocking(move || read(&files)).await {
        Ok(reading) => looked_through(&asked, office, reading),
        Err(_) => asked.refuse(CONFIGURATION, fl!(l, "form-busy")),
    }
}

/// The fields of the form; `None` where it is none of ours, or broke off.
async fn take(mut parts: Multipart) -> Option<Brought> {
    let mut brought = Brought { token: String::new(), files: Vec::new(), len: 0 };
    while let Some(part) = parts.next_field().await.ok()? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.ok()?;
        match (name.as_str(), file_name) {
            ("token", None) => brought.token = String::from_utf8(bytes.to_vec()).ok()?,
            // A field of files without a choice comes as one file without a name.
            ("files", Some(file_name)) if file_name.is_empty() && bytes.is_empty() => {}
            ("files", Some(file_name)) => {
                brought.len += bytes.len();
                if brought.files.len() <= FILES_MAX && brought.len <= DOCUMENT_LEN_MAX {
                    brought.files.push(File::new(plain_name(&file_name, brought.files.len()), &bytes));
                }
            }
            (_, _) => return None,
        }
    }
    // Joined in the order of their names, like those of a folder.
    brought.files.sort_by(|a, b| a.name.cmp(&b.name));
    Some(brought)
}

/// The last part of a file's name, without what a screen cannot show.
fn plain_name(name: &str, nth: usize) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|letter| !letter.is_control()).take(NAME_LEN_MAX).collect();
    if plain.trim().is_empty() { format!("{}.toml", nth + 1) } else { plain }
}

fn looked_through(asked: &Asked, office: OfficeId, reading: Reading) -> Response {
    let Reading { configuration, mistakes, warnings } = reading;
    let Some(document) = configuration else {
        let page = MistakesPage {
            page: asked.page(),
            frame: {
                let mut frame = frame(asked, Section::Configuration);
                frame.heading = fl!(screen::texts(asked.language), "configuration-mistakes-title");
                frame
            },
            count: mistakes.len(),
            lines: mistakes.iter().take(MISTAKES_MAX).map(|mistake| line(asked, mistake)).collect(),
            untold: mistakes.len().saturating_sub(MISTAKES_MAX),
            size_kb: DOCUMENT_LEN_MAX / 1024,
        };
        return asked.answer(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    if document.office.id != office {
        let other = Refusal::OtherOffice { office: document.office.id };
        return asked.refuse(CONFIGURATION, screen::reasons::refusal(asked.language, &other, asked.zone()));
    }
    let Ok(bits) = asked.app.random_bits() else {
        return asked.refuse(CONFIGURATION, fl!(screen::texts(asked.language), "form-busy"));
    };
    let draft = Draft { office, document: Arc::new(document), warnings: warnings.into() };
    let key = DRAFTS.keep(bits, &asked.caller.actor, asked.app.clock.now(), draft);
    Redirect::to(&format!("{CONFIGURATION}/draft/{key}")).into_response()
}

/// A finding as a page shows it.
pub(super) fn line(asked: &Asked, finding: &Finding) -> FoundLine {
    FoundLine {
        file: finding.file.clone(),
        line: finding.line,
        place: finding.at.as_ref().map(ToString::to_string).unwrap_or_default(),
        words: finding.words(asked.language),
    }
}
