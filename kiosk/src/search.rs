//! The search: words of the visitor's own, written by finger on the screen.
//!
//! Without script each key sends the form; with script the keys write into the field, and what is found
//! is exchanged while the visitor writes.

use crate::frame::{self, Frame};
use crate::keyboard::{self, Key};
use crate::listen::Spoken;
use crate::needs::Tile;
use crate::stand::{Asked, Origin, Place};
use crate::{Shown, Totem};
use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use i18n_embed_fl::fl;
use screen::Page;
use screen::front::Front;

/// Most needs shown.
const FOUND_MAX: usize = 6;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    page: Page,
    frame: Frame,
    words: String,
    tiles: Vec<Tile>,
    /// How many needs the words found, in words.
    count: String,
    keys: Vec<Vec<char>>,
    /// The hidden fields of the form.
    fields: Vec<(&'static str, String)>,
}

/// Shows the search, and what it found.
pub(crate) async fn show<F>(
    State(totem): State<Totem<F>>,
    query: Result<Query<Asked>, QueryRejection>,
) -> Response
where
    F: Front<Screen = Shown>,
{
    let Query(asked) = query.unwrap_or_default();
    let touched = asked.key.as_deref().and_then(Key::from_code);
    let words = touched.map_or_else(|| asked.words(), |key| key.write(&asked.words()));
    let entered = match totem.enter(&asked, Place::Search(words.clone())) {
        Ok(entered) => entered,
        Err(elsewhere) => return elsewhere,
    };
    if asked.key.is_some() {
        return frame::go(&entered.stand.address());
    }
    let (shown, stand, language) = (&entered.shown, &entered.stand, entered.language());
    let from = Origin::Search(words.clone());
    let is_empty = words.trim().is_empty();
    let tiles: Vec<Tile> = if is_empty {
        Tile::popular(shown, stand, from, FOUND_MAX)
    } else {
        let found = office::search::search(&shown.configuration, &words, language, FOUND_MAX);
        found.iter().map(|found| Tile::of(found.need, stand, from.clone())).collect()
    };
    let l = screen::texts(language);
    let own = |words| Spoken::own(language, words);
    let count = match tiles.len() {
        _ if is_empty => fl!(l, "totem-popular"),
        0 => fl!(l, "totem-search-none"),
        n => fl!(l, "totem-search-found", n = n),
    };
    let mut fields = stand.fields();
    fields.retain(|(name, _)| *name != "q");
    let page = SearchPage {
        page: entered.page(),
        frame: entered.heard(&[fl!(l, "totem-search"), fl!(l, "totem-search-words")].map(own)),
        words,
        count,
        tiles,
        keys: keyboard::rows(language),
        fields,
    };
    frame::show(StatusCode::OK, &page)
}
