//! The paper page: the strip that a thermal printer would have put out.

use super::{device_for, drawn, failed, page, pulse, unknown};
use crate::app::App;
use crate::hub::Published;
use crate::store::StoreError;
use crate::store::keys::DeviceRow;
use crate::web::access::Caller;
use crate::web::api::zone_of;
use crate::web::body::staff_language;
use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use i18n_embed_fl::fl;
use office::id::DeviceId;
use office::language::Language;
use office::slip::{Line, Slip};
use office::wire::DeviceRole;
use screen::Page;
use screen::feed::{self, Feed, Opening};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Most slips that are shown.
const SLIPS_MAX: u32 = 20;

/// `GET /paper/{printer}/`
pub async fn show(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(printer): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let language = staff_language(&uri, &headers);
    let Some(device) = device_for(&app, &caller, &printer, DeviceRole::Printer) else {
        return unknown(language);
    };
    match PaperPage::of(&app, &device, language) {
        Ok(paper) => page(&paper),
        Err(error) => failed(language, &error),
    }
}

/// `GET /paper/{printer}/feed`
pub async fn feed(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(printer): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    opening: Opening,
) -> Response {
    let language = staff_language(&uri, &headers);
    let Some(device) = device_for(&app, &caller, &printer, DeviceRole::Printer) else {
        return unknown(language);
    };
    let pulse = pulse(&app, zone_of(&app, &device.office));
    let shown = app.clone();
    let feed = drawn(
        &app,
        |now| Published { paper: now.paper, ..Published::default() },
        move || {
            let seq = shown.hub.floor(&device.office).map_or(0, |floor| floor.seq);
            match PaperPage::of(&shown, &device, language) {
                Ok(paper) => Feed::new(seq, &paper.regions(), None),
                Err(error) => {
                    tracing::error!(error = &error as &dyn std::error::Error, "the slips could not be read");
                    Feed::reload()
                }
            }
        },
    );
    feed::serve(opening, feed, pulse)
}

#[derive(Template)]
#[template(path = "paper.html", blocks = ["queued", "strips"])]
struct PaperPage {
    page: Page,
    title: String,
    queued: usize,
    /// Newest first.
    strips: Vec<Strip>,
}

/// A slip as it has come out.
struct Strip {
    /// HTML of `printer::paper`.
    html: String,
    /// The address of the follow page that its QR code leads to, on this server.
    follow: Option<String>,
}

impl Strip {
    fn of(slip: &Slip) -> Self {
        let follow = slip.lines().iter().find_map(|line| match line {
            Line::Qr { text } => text.split_once("/t/").map(|(_, token)| format!("/t/{token}")),
            Line::Text { .. } | Line::Rule | Line::Space { .. } => None,
        });
        Self { html: printer::paper::strip(slip), follow }
    }
}

impl PaperPage {
    fn of(app: &App, device: &DeviceRow, language: Language) -> Result<Self, StoreError> {
        let office = app
            .hub
            .floor(&device.office)
            .and_then(|floor| floor.rules().map(|rules| rules.office.title.in_language(language).to_owned()));
        let zone = zone_of(app, &device.office);
        let page = Page::of_staff(language, &office.unwrap_or_default(), zone.name()).live();
        let (queued, slips) = paper_of(app, &device.id)?;
        Ok(Self::with(page, device.title.clone(), queued, &slips))
    }

    fn with(page: Page, title: String, queued: usize, slips: &[Slip]) -> Self {
        Self { page, title, queued, strips: slips.iter().map(Strip::of).collect() }
    }

    fn regions(&self) -> BTreeMap<&'static str, String> {
        let queued = self.as_queued().render().unwrap_or_default();
        let strips = self.as_strips().render().unwrap_or_default();
        BTreeMap::from([("queued", queued), ("strips", strips)])
    }
}

fn paper_of(app: &App, printer: &DeviceId) -> Result<(usize, Vec<Slip>), StoreError> {
    Ok((app.reader.queued_jobs(printer)?.len(), app.reader.printed_slips(printer, SLIPS_MAX)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::pages::tests::assert_plain;
    use office::slip::{Align, Columns, Size};

    #[test]
    fn slips_are_drawn_as_strips_in_the_given_order() {
        let html = drawn_page(Language::It, 2, &[slip("A002"), slip("A001")]);
        assert!(html.contains("In coda: 2"), "{html}");
        let (second, first) = (html.find("A002"), html.find("A001"));
        assert!(second.is_some() && second < first, "{html}");
        assert_plain(&html);
    }

    #[test]
    fn page_without_slips_says_how_one_comes() {
        let html = drawn_page(Language::En, 0, &[]);
        assert!(html.contains("No slip has come out yet") && html.contains("No slip queued"), "{html}");
        assert_plain(&html);
    }

    #[test]
    fn follow_page_of_a_slip_is_one_click_away() {
        let line = Line::Qr { text: "https://example.org/t/00112233445566778899aabbccddeeff".into() };
        let slip = Slip::new(Language::It, Columns::MM_80, vec![line]).expect("a slip");
        let html = drawn_page(Language::It, 0, &[slip]);
        assert!(html.contains("href=\"/t/00112233445566778899aabbccddeeff\""), "{html}");
        assert!(!drawn_page(Language::It, 0, &[self::slip("A001")]).contains("/t/"));
    }

    #[test]
    fn what_a_slip_says_is_escaped() {
        let html = drawn_page(Language::It, 0, &[slip("<script>1</script>")]);
        assert!(!html.contains("<script>1"), "{html}");
    }

    fn drawn_page(language: Language, queued: usize, slips: &[Slip]) -> String {
        let page = Page::new(language, "Portico", "Europe/Rome").live();
        PaperPage::with(page, "Stampante".into(), queued, slips).render().expect("the page can be drawn")
    }

    fn slip(text: &str) -> Slip {
        let line = Line::Text { text: text.into(), size: Size::Normal, align: Align::Left, bold: false };
        Slip::new(Language::It, Columns::MM_80, vec![line]).expect("a slip")
    }
}
