//! What surrounds every page of the totem: clock, languages, countdown; and how pages are answered.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{Html, IntoResponse, Response};
use office::language::Language;
use office::moment::Moment;
use office::wire::TotemScreen;
use screen::Page;
use screen::words;

/// The bars above and below every page.
pub(crate) struct Frame {
    /// The office's time, until the live script goes on with it.
    pub clock: String,
    /// One for each language, always in the same order and place.
    pub languages: Vec<LanguageLink>,
    /// When the page goes away by itself.
    pub countdown: Option<Countdown>,
}

/// The same page in one language.
pub(crate) struct LanguageLink {
    /// Which language.
    pub language: Language,
    /// Where it is.
    pub href: String,
    /// Whether the page is in it.
    pub current: bool,
}

/// The time that a page has.
pub(crate) struct Countdown {
    /// Seconds.
    pub seconds: u64,
    /// Where the page goes then.
    pub to: String,
}

impl Frame {
    /// The frame of a page; `address` gives the page's own address in another language.
    pub fn new(
        screen: &TotemScreen,
        language: Language,
        now: Moment,
        countdown: Option<Countdown>,
        address: impl Fn(Language) -> String,
    ) -> Self {
        let link = |other: Language| LanguageLink {
            language: other,
            href: address(other),
            current: other == language,
        };
        Self {
            clock: words::clock(now, screen.zone),
            languages: Language::ALL.into_iter().map(link).collect(),
            countdown,
        }
    }
}

/// The page of the office in a language, for the base template.
pub(crate) fn page(screen: &TotemScreen, language: Language) -> Page {
    Page::new(language, screen.office.in_language(language), screen.zone.name())
}

/// The language asked for in an address or a form; the office's own without one.
pub(crate) fn language(code: Option<&str>) -> Language {
    code.and_then(Language::from_code).unwrap_or_default()
}

/// The home page in a language, the office's own being the plain address.
pub(crate) fn home(language: Language) -> String {
    if language == Language::default() { "./".into() } else { format!("./?language={}", language.code()) }
}

/// Answers with a page.
pub(crate) fn show(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a totem page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends the browser to a relative address with a GET.
pub(crate) fn go(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}

/// What the home page says to who was sent back there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// The key's two minutes are over.
    Expired,
    /// The visit is over.
    Ended,
    /// The key is none of this totem's.
    Unknown,
    /// The service is not offered.
    Service,
}

impl Notice {
    const ALL: [Notice; 4] = [Notice::Expired, Notice::Ended, Notice::Unknown, Notice::Service];

    fn code(self) -> &'static str {
        match self {
            Notice::Expired => "expired",
            Notice::Ended => "ended",
            Notice::Unknown => "unknown",
            Notice::Service => "service",
        }
    }

    /// The notice with this code.
    pub fn from_code(code: &str) -> Option<Notice> {
        Notice::ALL.into_iter().find(|notice| notice.code() == code)
    }

    /// Sends the visitor home, where the notice is shown.
    pub fn go_home(self, language: Language) -> Response {
        go(&format!("./?language={}&notice={}", language.code(), self.code()))
    }
}
