//! What a request carries: its JSON body, its name and its language, each with a clear problem.

use super::BODY_LEN_MAX;
use super::problem::Problem;
use crate::registrar::Request as Named;
use axum::body::Body;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use http_body_util::BodyExt;
use office::id::RequestKey;
use office::language::Language;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::time::Duration;
use tokio::time::timeout;

/// Most bytes of a body that are read to be thrown away.
const THROWN_AWAY_MAX: usize = 4 * 1024 * 1024;
/// Longest `Idempotency-Key`, characters.
const KEY_LEN_MAX: usize = 255;
/// Remembers the language that was chosen last on a page of the staff.
pub const LANGUAGE_COOKIE: &str = "language";

/// A request's parsed JSON body, its name if it has one, and its language.
#[derive(Debug)]
pub struct Asked<T> {
    /// The body; an absent one counts as an empty object.
    pub body: T,
    /// The caller's own name for the request.
    pub request: Option<Named>,
    /// The language for people.
    pub language: Language,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Problem> {
        let (method, uri, headers) =
            (request.method().clone(), request.uri().clone(), request.headers().clone());
        let bytes = read(request.into_body(), BODY_LEN_MAX).await?;
        let request = name(&method, &uri, &headers, &bytes)?;
        Ok(Self { body: parse(&headers, &bytes)?, request, language: language(&uri, &headers) })
    }
}

/// A request whose body has come as a whole, within `longest` and of at most `len_max` bytes: no handler waits
/// for a slow one.
pub async fn whole(request: Request, len_max: usize, longest: Duration) -> Result<Request, Problem> {
    let (head, body) = request.into_parts();
    let too_slow = |_| Problem::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "the body took too long");
    let bytes = timeout(longest, read(body, len_max)).await.map_err(too_slow)??;
    Ok(Request::from_parts(head, Body::from(bytes)))
}

/// Reads a whole body. One that is too large is read on for a while and thrown away: a connection
/// that is closed on unread bytes would take the answer with it.
async fn read(mut body: Body, len_max: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let mut len = 0;
    while let Some(frame) = body.frame().await {
        let unreadable =
            |_| Problem::new(StatusCode::BAD_REQUEST, "unreadable_body", "the body could not be read");
        let Ok(part) = frame.map_err(unreadable)?.into_data() else { continue };
        len += part.len();
        if len > THROWN_AWAY_MAX {
            break;
        }
        if len <= len_max {
            bytes.extend_from_slice(&part);
        }
    }
    if len > len_max { Err(too_large(len_max)) } else { Ok(bytes) }
}

fn too_large(len_max: usize) -> Problem {
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", format!("a body has at most {len_max} bytes"))
}

fn parse<T: DeserializeOwned>(headers: &HeaderMap, bytes: &[u8]) -> Result<T, Problem> {
    let content_type = headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap_or_default());
    let is_json = content_type.is_some_and(|value| {
        value.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
    });
    if !is_json && (content_type.is_some() || !bytes.is_empty()) {
        let detail = "the body must be application/json";
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_json", detail));
    }
    let bytes = if bytes.is_empty() { b"{}" } else { bytes };
    serde_json::from_slice(bytes).map_err(|error| {
        use serde_json::error::Category;
        match error.classify() {
            Category::Data => Problem::value("value", words_of(&error)),
            Category::Syntax | Category::Eof | Category::Io => {
                let detail =
                    format!("the body is not JSON: line {}, column {}", error.line(), error.column());
                Problem::new(StatusCode::BAD_REQUEST, "malformed_json", detail)
            }
        }
    })
}

/// What is wrong with a value, without repeating a long one.
fn words_of(error: &serde_json::Error) -> String {
    const DETAIL_LEN_MAX: usize = 300;
    error.to_string().chars().filter(|c| !c.is_control()).take(DETAIL_LEN_MAX).collect()
}

fn name(method: &Method, uri: &Uri, headers: &HeaderMap, body: &[u8]) -> Result<Option<Named>, Problem> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    if text.is_empty() || text.len() > KEY_LEN_MAX {
        let detail = format!("Idempotency-Key has 1 to {KEY_LEN_MAX} printable characters");
        return Err(Problem::value("idempotency_key", detail));
    }
    Ok(Some(named(text, &[method.as_str().as_bytes(), uri.path().as_bytes(), body])))
}

/// A request under a name of the caller's choice; names that are no identifier go by their SHA-256.
pub fn named(name: &str, asked: &[&[u8]]) -> Named {
    let key = RequestKey::new(name).unwrap_or_else(|_| {
        let hexadecimal: String = Sha256::digest(name).iter().map(|byte| format!("{byte:02x}")).collect();
        RequestKey::new(&hexadecimal).expect("64 hexadecimal digits are an identifier")
    });
    let mut hash = Sha256::new();
    for part in asked {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    Named { key, body_hash: hash.finalize().into() }
}

/// The language of a request: `?language=`, else what the browser prefers, else Italian.
pub fn language(uri: &Uri, headers: &HeaderMap) -> Language {
    let asked = uri.query().and_then(|query| {
        query.split('&').find_map(|pair| pair.strip_prefix("language=")).map(str::to_owned)
    });
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    screen::preferred(asked.as_deref(), accepted)
}

/// The language of a request for a page of the staff: `?language=`, else the one chosen last in this
/// browser, else what the browser prefers, else Italian.
pub fn staff_language(uri: &Uri, headers: &HeaderMap) -> Language {
    let chosen = cookie(headers, LANGUAGE_COOKIE).filter(|_| asked_language(uri).is_none());
    chosen.and_then(Language::from_code).unwrap_or_else(|| language(uri, headers)).for_staff()
}

/// The value of a cookie.
fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
}

/// The language that an address asks for, if it does.
pub fn asked_language(uri: &Uri) -> Option<Language> {
    let mut pairs = uri.query()?.split('&');
    pairs.find_map(|pair| pair.strip_prefix("language=")).and_then(Language::from_code)
}
