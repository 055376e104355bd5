//! What a screen shows before it shows the office: the code by which it is enrolled, or that it looks for
//! the dispatcher. It speaks to whoever sets the device up, in Italian and English at once.

use askama::Template;
use i18n_embed_fl::fl;
use office::language::Language;
use screen::assets::Shelf;
use screen::feed::Feed;
use screen::{Page, texts};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Path at which a host nests [`files`].
pub const STATIC_PATH: &str = "/static/agent";
/// The zone of a page that knows no office yet; its clock is not shown.
const ZONE: &str = "Europe/Rome";
/// Figures of a code on each side of its gap.
const HALF: usize = 3;

pub(crate) static SHELF: LazyLock<Shelf> = LazyLock::new(|| {
    Shelf::new(STATIC_PATH, &[("doorstep.css", include_bytes!("../static/doorstep.css").as_slice())])
});

/// The style sheet of the doorstep.
pub fn files<S: Clone + Send + Sync + 'static>() -> axum::Router<S> {
    SHELF.router()
}

/// The page, and its one region.
#[derive(Template)]
#[template(path = "doorstep.html", blocks = ["door"])]
pub struct Doorstep {
    page: Page,
    /// The texts below the Italian ones.
    en: &'static i18n_embed::fluent::FluentLanguageLoader,
    /// The code, in halves; absent while nobody answers.
    code: Option<[String; 2]>,
    server: String,
}

impl Doorstep {
    /// The page of a device that looks for the dispatcher at `server`, or shows the code it was given there.
    pub fn new(code: Option<&str>, server: &str) -> Self {
        let halves = |code: &str| {
            let (first, last) = code.split_at_checked(HALF).unwrap_or((code, ""));
            [first.to_owned(), last.to_owned()]
        };
        Self {
            page: Page::new(Language::It, "Sportello", ZONE).live(),
            en: texts(Language::En),
            code: code.map(halves),
            server: server.to_owned(),
        }
    }

    /// The same as a feed.
    pub fn feed(&self) -> Feed {
        // What could not be drawn stays as it is on the screen.
        let regions = self.as_door().render().map(|door| BTreeMap::from([("door", door)]));
        Feed::new(0, &regions.unwrap_or_default(), None)
    }
}
