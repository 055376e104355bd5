//! What the totem offers, in words: the tiles with their waits, or when the office opens again.

use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::language::Language;
use office::moment::Moment;
use office::wire::{Tile, TotemScreen, Wait};
use screen::{texts, words};

/// Most tiles on one page; with more services the pages have [`TILES_PAGED`].
pub(crate) const TILES_MAX: usize = 18;

/// Tiles on a page beside which there are others.
pub(crate) const TILES_PAGED: usize = 16;

/// The upper end, in minutes, of a wait that is hardly one.
const SHORT_MIN: u32 = 5;

/// The services as the home page shows them.
pub(crate) struct Offer {
    /// Whether numbers can be taken.
    pub open: bool,
    /// When they can be taken again, in words.
    pub reopens: Option<String>,
    /// The tiles of this page.
    pub tiles: Vec<TileView>,
    /// Where the tiles before are.
    pub before: Option<String>,
    /// Where the tiles after are.
    pub after: Option<String>,
}

/// One tile.
pub(crate) struct TileView {
    /// Its confirm page.
    pub href: String,
    /// The service's name.
    pub title: String,
    /// A name of the icon sprite.
    pub icon: Option<String>,
    /// The letter of its numbers.
    pub letter: char,
    /// The present wait, in words.
    pub wait: String,
    /// Whether a desk serves it now.
    pub served: bool,
}

impl Offer {
    /// The offer on the `nth` page of tiles, from 1; the last one where there are not so many.
    pub fn new(screen: &TotemScreen, language: Language, now: Moment, nth: usize) -> Self {
        let (at, pages, size) = paging(screen.tiles.len(), nth);
        let tiles = screen.tiles.iter().skip((at - 1) * size).take(size);
        let page = |nth: usize| format!("./?language={}&page={nth}", language.code());
        Self {
            open: screen.open,
            reopens: screen.reopens.map(|at| reopening(at, now, screen.zone, language)),
            tiles: tiles.map(|tile| TileView::new(tile, language)).collect(),
            before: (at > 1).then(|| page(at - 1)),
            after: (at < pages).then(|| page(at + 1)),
        }
    }

    /// The class of the grid: the fewer tiles, the larger each.
    pub fn grid(&self) -> &'static str {
        match self.tiles.len() {
            0..=6 => "tiles tiles-few",
            7..=12 => "tiles",
            _ => "tiles tiles-many",
        }
    }
}

impl TileView {
    fn new(tile: &Tile, language: Language) -> Self {
        Self {
            href: format!("take?service={}&language={}", tile.service, language.code()),
            title: tile.title.in_language(language).to_owned(),
            icon: tile.icon.clone(),
            letter: tile.series.letter(),
            wait: wait(tile, language),
            served: tile.wait.is_some(),
        }
    }
}

/// The wait of somebody who took a number now.
pub(crate) fn wait(tile: &Tile, language: Language) -> String {
    let l = texts(language);
    match tile.wait {
        None => fl!(l, "totem-desk-closed"),
        Some(Wait { high_min: ..=SHORT_MIN, .. }) if tile.ahead == 0 => fl!(l, "totem-wait-none"),
        Some(Wait { high_min: ..=SHORT_MIN, .. }) => fl!(l, "totem-wait-short"),
        Some(Wait { low_min, high_min }) => words::wait(low_min, high_min, language),
    }
}

/// The page of tiles, how many there are and how many tiles each has.
fn paging(tiles: usize, nth: usize) -> (usize, usize, usize) {
    let size = if tiles <= TILES_MAX { TILES_MAX } else { TILES_PAGED };
    let pages = tiles.div_ceil(size).max(1);
    (nth.clamp(1, pages), pages, size)
}

fn reopening(at: Moment, now: Moment, zone: Tz, language: Language) -> String {
    let l = texts(language);
    let time = words::clock(at, zone);
    let day = |moment: Moment| moment.utc().with_timezone(&zone).date_naive();
    if day(at) == day(now) {
        return fl!(l, "totem-reopens-today", time = time);
    }
    fl!(l, "totem-reopens-later", date = words::date_long(at, zone, language), time = time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eighteen_tiles_stand_on_one_page_and_more_are_turned() {
        for (tiles, nth, expected) in [
            (0, 1, (1, 1, 18)),
            (18, 5, (1, 1, 18)),
            (19, 1, (1, 2, 16)),
            (32, 2, (2, 2, 16)),
            (33, 0, (1, 3, 16)),
            (33, usize::MAX, (3, 3, 16)),
        ] {
            assert_eq!(paging(tiles, nth), expected, "{tiles} tiles, page {nth}");
        }
    }

    #[test]
    fn reopening_today_is_said_without_the_date() {
        let now = Moment::from_millis(1_795_505_400_000).unwrap();
        let later = now.plus(std::time::Duration::from_secs(6 * 3600));
        let said = |at| reopening(at, now, Tz::Europe__Rome, Language::It);
        assert_eq!(said(later), "Riapre oggi alle 14:30");
        assert_eq!(
            said(later.plus(std::time::Duration::from_secs(18 * 3600))),
            "Riapre mercoledì 25 novembre 2026 alle 08:30"
        );
    }
}
