//! What every page knows, and the headers of every page.

use crate::texts::texts;
use i18n_embed::fluent::FluentLanguageLoader;
use office::language::Language;

/// The `Content-Security-Policy` of every answer: nothing inline, nothing from elsewhere.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; font-src 'self'; connect-src 'self'; media-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'";

/// What `base.html` and `bare.html` ask of a page; a field named `page` of every page's template.
#[derive(Clone)]
pub struct Page {
    /// The language of the page.
    pub language: Language,
    /// The languages that the page can be read in.
    pub languages: &'static [Language],
    /// The texts in that language, for `fl!(self.page.l, "key")`.
    pub l: &'static FluentLanguageLoader,
    /// The name of the office, as its head shows it.
    pub office: String,
    /// The office's zone by its IANA name, for the clock.
    pub zone: String,
    /// Whether the page is live: opens the feed at `feed`, relative to its own address.
    pub live: bool,
}

impl Page {
    /// A page of `office` in `language`, not live.
    pub fn new(language: Language, office: &str, zone: &str) -> Self {
        let languages = Language::ALL.as_slice();
        Self {
            language,
            languages,
            l: texts(language),
            office: office.into(),
            zone: zone.into(),
            live: false,
        }
    }

    /// A page for staff, in Italian where there is no such page in `language`.
    pub fn of_staff(language: Language, office: &str, zone: &str) -> Self {
        Self { languages: &Language::STAFF, ..Self::new(language.for_staff(), office, zone) }
    }

    /// The same page, live.
    pub fn live(self) -> Self {
        Self { live: true, ..self }
    }
}
