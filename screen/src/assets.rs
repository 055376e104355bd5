//! Style sheets, fonts, icons and the live script, embedded in the program.
//!
//! Every file is compressed with gzip once, when its shelf is first used (browsers offer no brotli
//! over plain HTTP, which is what totems and displays speak), and answered with an `ETag`. An address
//! made by [`Shelf::url`] carries the file's hash and may be cached for a year; the bare address is
//! always revalidated.

use axum::Router;
use axum::body::Bytes;
use axum::extract::RawQuery;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::sync::{Arc, LazyLock};

/// Path below which a host mounts [`router`].
pub const STATIC_PATH: &str = "/static";

/// Files smaller than this many bytes are sent as they are.
const GZIP_MIN: usize = 512;

/// Cached for a year: the address changes with the bytes.
const CACHE_VERSIONED: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Fonts are named in style sheets without a hash and change only with their release: a week.
const CACHE_FONT: HeaderValue = HeaderValue::from_static("public, max-age=604800");

/// Asked again each time, answered 304 while unchanged.
const CACHE_BARE: HeaderValue = HeaderValue::from_static("no-cache");

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        [$(($name, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $folder, "/", $name)).as_slice())),+]
    };
}

static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    let own = files!("static": "tokens.css", "pages.css", "live.js");
    let brought = files!("assets":
        "bootstrap-italia.css", "sprite.svg",
        "noto-sans-arabic-arabic-300-normal.woff2", "noto-sans-arabic-arabic-400-normal.woff2",
        "noto-sans-arabic-arabic-600-normal.woff2", "noto-sans-arabic-arabic-700-normal.woff2",
        "titillium-web-latin-300-normal.woff2", "titillium-web-latin-ext-300-normal.woff2",
        "titillium-web-latin-400-normal.woff2", "titillium-web-latin-ext-400-normal.woff2",
        "titillium-web-latin-600-normal.woff2", "titillium-web-latin-ext-600-normal.woff2",
        "titillium-web-latin-700-normal.woff2", "titillium-web-latin-ext-700-normal.woff2",
        "THIRD-PARTY.txt",
    );
    Shelf::new(STATIC_PATH, &[own.as_slice(), brought.as_slice()].concat())
});

/// The shared files, to be nested by hosts at [`STATIC_PATH`].
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    SHELF.router()
}

/// The address of a shared file with its hash, such as `/static/pages.css?v=0a1b2c3d4e5f`.
///
/// # Panics
/// Where no such file is embedded: the name is written in a template, never given by a request.
pub fn url(name: &str) -> &'static str {
    SHELF.url(name)
}

/// One embedded file at a route of its own, with the same headers as a shelf's.
pub fn serve_file<S>(bytes: &'static [u8], mime: &'static str) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    let file = Arc::new(File::new("", bytes, mime));
    get(move |headers: HeaderMap, RawQuery(query): RawQuery| async move {
        file.answer(&headers, query.as_deref())
    })
}

/// The embedded files of one crate, served below one path.
pub struct Shelf {
    files: Vec<(&'static str, String, Arc<File>)>,
}

impl Shelf {
    /// Takes over files by name; `path` is where the host nests [`Shelf::router`], without a last slash.
    pub fn new(path: &str, files: &[(&'static str, &'static [u8])]) -> Self {
        let files = files.iter().map(|(name, bytes)| {
            let file = File::new(name, bytes, mime_of(name));
            (*name, format!("{path}/{name}?v={}", file.hash), Arc::new(file))
        });
        Self { files: files.collect() }
    }

    /// The routes of all files, relative to the shelf's path.
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        self.files.iter().fold(Router::new(), |router, (name, _, file)| {
            let file = file.clone();
            let answer = move |headers: HeaderMap, RawQuery(query): RawQuery| async move {
                file.answer(&headers, query.as_deref())
            };
            router.route(&format!("/{name}"), get(answer))
        })
    }

    /// The address of a file with its hash.
    ///
    /// # Panics
    /// Where no such file stands here: the name is written in a template, never given by a request.
    pub fn url(&self, name: &str) -> &str {
        let found = self.files.iter().find(|(known, _, _)| *known == name);
        found.map(|(_, url, _)| url.as_str()).unwrap_or_else(|| panic!("no embedded file is named {name:?}"))
    }
}

/// One embedded file, ready to be sent.
struct File {
    plain: &'static [u8],
    gzip: Option<Bytes>,
    hash: String,
    etag: HeaderValue,
    mime: HeaderValue,
    font: bool,
}

impl File {
    fn new(name: &str, plain: &'static [u8], mime: &'static str) -> Self {
        let digest = Sha256::digest(plain);
        let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let etag = HeaderValue::try_from(format!("\"{hash}\"")).expect("hexadecimal digits fit a header");
        let worth_it = plain.len() >= GZIP_MIN && !mime.starts_with("font/") && !mime.starts_with("audio/");
        let gzip = worth_it.then(|| gzip(plain));
        let font = name.ends_with(".woff2");
        Self { plain, gzip, hash, etag, mime: HeaderValue::from_static(mime), font }
    }

    fn answer(&self, headers: &HeaderMap, query: Option<&str>) -> Response {
        let version = query.and_then(|query| query.strip_prefix("v="));
        let cache = match version {
            Some(version) if version == self.hash => CACHE_VERSIONED,
            _ if self.font => CACHE_FONT,
            _ => CACHE_BARE,
        };
        let common = [
            (CACHE_CONTROL, cache),
            (ETAG, self.etag.clone()),
            (VARY, HeaderValue::from_static("accept-encoding")),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        ];
        if is_known(headers, &self.etag) {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        let kind = [(CONTENT_TYPE, self.mime.clone())];
        match &self.gzip {
            Some(gzip) if takes_gzip(headers) => {
                let encoding = [(CONTENT_ENCODING, HeaderValue::from_static("gzip"))];
                (common, kind, encoding, gzip.clone()).into_response()
            }
            _ => (common, kind, Bytes::from_static(self.plain)).into_response(),
        }
    }
}

fn is_known(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    let etag = etag.to_str().unwrap_or_default();
    let asked = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    asked.split(',').any(|one| one.trim().trim_start_matches("W/") == etag)
}

fn takes_gzip(headers: &HeaderMap) -> bool {
    let offered = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    offered.split(',').any(|one| {
        let (name, weight) = one.split_once(';').unwrap_or((one, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse::<f32>() == Ok(0.0));
        name.trim() == "gzip" && !refused
    })
}

fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    written.expect("writing to memory does not fail").into()
}

fn mime_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("wav") => "audio/wav",
        Some("mp3") => "audio/mpeg",
        Some("ogg" | "opus") => "audio/ogg",
        Some("json") => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::Request;
    use http_body_util::BodyExt;
    use std::io::Read;
    use tower::ServiceExt;

    #[tokio::test]
    async fn versioned_file_may_be_kept_for_a_year_and_comes_compressed() {
        let answer = ask(url("bootstrap-italia.css"), &[("accept-encoding", "gzip, deflate")]).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[CACHE_CONTROL], CACHE_VERSIONED);
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(answer.headers()[CONTENT_ENCODING], "gzip");
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let mut text = String::new();
        flate2::read::GzDecoder::new(&body[..]).read_to_string(&mut text).unwrap();
        assert!(text.contains("Titillium Web"));
    }

    #[tokio::test]
    async fn file_is_sent_as_it_is_to_who_takes_no_gzip() {
        for offered in ["", "br", "gzip;q=0", "gzip; q=0.0"] {
            let answer = ask(url("live.js"), &[("accept-encoding", offered)]).await;
            assert!(!answer.headers().contains_key(CONTENT_ENCODING), "{offered}");
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            assert_eq!(body, &include_bytes!("../static/live.js")[..]);
        }
    }

    #[tokio::test]
    async fn bare_address_and_old_version_are_asked_again_each_time() {
        for address in ["/static/pages.css", "/static/pages.css?v=000000000000", "/static/pages.css?x=1"] {
            assert_eq!(ask(address, &[]).await.headers()[CACHE_CONTROL], CACHE_BARE);
        }
    }

    #[tokio::test]
    async fn known_file_is_not_sent_again() {
        let etag = ask("/static/pages.css", &[]).await.headers()[ETAG].to_str().unwrap().to_owned();
        let answer = ask("/static/pages.css", &[("if-none-match", &format!("\"other\", W/{etag}"))]).await;
        assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(
            ask("/static/pages.css", &[("if-none-match", "\"other\"")]).await.status(),
            StatusCode::OK
        );
    }

    #[tokio::test]
    async fn fonts_named_by_the_style_sheet_are_there() {
        let sheet = include_str!("../static/tokens.css");
        let named: Vec<_> = sheet.split("url(\"").skip(1).filter_map(|part| part.split('"').next()).collect();
        assert_eq!(named.len(), 12);
        for font in named {
            let answer = ask(&format!("/static/{font}"), &[]).await;
            assert_eq!(answer.status(), StatusCode::OK, "{font}");
            assert_eq!(answer.headers()[CONTENT_TYPE], "font/woff2");
        }
    }

    #[tokio::test]
    async fn unknown_file_is_not_found() {
        assert_eq!(ask("/static/../Cargo.toml", &[]).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(ask("/static/test/axe.min.js", &[]).await.status(), StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn single_file_has_the_same_headers() {
        let router = Router::<()>::new().route("/chime", serve_file(b"RIFF", "audio/wav"));
        let request = Request::get("/chime").body(Body::empty()).unwrap();
        let answer = router.oneshot(request).await.unwrap();
        assert_eq!(answer.headers()[CONTENT_TYPE], "audio/wav");
        assert!(answer.headers().contains_key(ETAG));
    }

    async fn ask(address: &str, headers: &[(&str, &str)]) -> Response {
        let router = Router::<()>::new().nest(STATIC_PATH, router());
        let mut request = Request::get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    }
}
