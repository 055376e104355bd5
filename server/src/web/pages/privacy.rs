//! The privacy notice, its whole text: where the short ones on the booking pages, totems and slips lead.
//!
//! It is in Italian and English; readers of other languages get the English one, which says so.

use super::page;
use crate::app::App;
use crate::web::body::language;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use i18n_embed_fl::fl;
use office::language::Language;
use screen::Page;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "privacy.html")]
struct PrivacyPage {
    page: Page,
    /// The same in the language of the notice.
    text: Page,
    /// How long after an appointment names and addresses are erased, days: the longest of all offices.
    erased_after_days: u32,
}

/// `GET /privacy`
pub async fn show(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let language = language(&uri, &headers);
    let rules = app.hub.offices().filter_map(|office| app.hub.configuration(office));
    let longest = rules.map(|(_, rules)| rules.agenda.erase_after_days).max();
    let default = office::agenda::AgendaRules::default().erase_after_days;
    page(&PrivacyPage::new(super::home::head(&app, language), longest.unwrap_or(default)))
}

impl PrivacyPage {
    fn new(page: Page, erased_after_days: u32) -> Self {
        let text = Page::new(written_in(page.language), &page.office, &page.zone);
        Self { page, text, erased_after_days }
    }
}

/// The language of the notice for somebody who reads `language`.
fn written_in(language: Language) -> Language {
    match language {
        Language::It => Language::It,
        Language::En | Language::Fr | Language::Ro | Language::Sq | Language::Es | Language::Ar => {
            Language::En
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pages::tests::assert_plain;

    #[test]
    fn notice_is_there_for_every_reader_and_says_in_which_language() {
        for language in Language::ALL {
            let page = Page::new(language, "Portico", "Europe/Rome");
            let html = PrivacyPage::new(page, 30).render().expect("the page can be drawn");
            let texts = written_in(language);
            assert!(
                html.contains(&format!("<article class=\"privacy\" lang=\"{}\"", texts.code())),
                "{html}"
            );
            assert_eq!(html.contains("class=\"alert alert-info\""), texts != language, "{html}");
            assert!(html.contains("data-element=\"privacy-policy-link\""), "{html}");
            assert!(html.contains("30"), "{html}");
            assert_plain(&html);
        }
    }
}
