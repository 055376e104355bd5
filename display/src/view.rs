//! What stands on the screen, in words: pure, from one snapshot.

use crate::sizes::{Resolution, Sizes, sizes};
use askama::Template;
use chrono::Days;
use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed_fl::fl;
use office::language::{Language, Text};
use office::moment::Moment;
use office::wire::{Board, Call, DisplayScreen, Wait, WaitingLine};
use screen::feed::Pulse;
use screen::{Page, texts, words};
use std::collections::BTreeMap;

/// Seconds for which a call is set off from the others; the style sheet's animation is as long.
pub const FRESH_S: u64 = 15;
/// Most lines of the waiting.
const LINES_MAX: usize = 6;
/// Most lines of the waiting where older calls stand below them.
const LINES_WITH_MORE_MAX: usize = 5;
/// Most pages of rows, which take turns.
const PAGES_MAX: usize = 4;
/// Most calls named below the waiting because no row was left for them.
const MORE_MAX: usize = 6;
/// Most notices at once.
const NOTICES_MAX: usize = 2;
/// Waits of at least so many minutes are "over an hour".
const LONG_MIN: u32 = 60;
/// Days ahead for which a weekday alone says which day is meant.
const WEEKDAY_DAYS: u64 = 6;

/// The page and its regions.
#[derive(Template)]
#[template(path = "display.html", blocks = ["office", "panel", "newest", "others", "side", "foot"])]
pub struct View {
    page: Page,
    /// The texts below the Italian ones.
    en: &'static FluentLanguageLoader,
    pulse: Pulse,
    panel_href: String,
    sign: Option<Sign>,
    newest: Option<Called>,
    others: Vec<Called>,
    more: Vec<Called>,
    /// How loud chime and voice are, from 0 to 1.
    volume: f64,
    with_side: bool,
    lines: Vec<Line>,
    lines_left: usize,
    /// When the doors open, while they are closed.
    closed: Option<[String; 2]>,
    notices: Vec<String>,
}

/// A call as it is read.
#[derive(Clone)]
struct Called {
    number: String,
    desk: u32,
    desk_name: String,
    call_seq: u64,
    is_fresh: bool,
    is_repeated: bool,
    /// Which page of rows it is on.
    page: usize,
}

/// The desk of a sign, and the number that is called to it.
struct Sign {
    desk: u32,
    name: String,
    is_open: bool,
    call: Option<Called>,
}

/// One line of the waiting.
struct Line {
    series: char,
    title: String,
    count: u32,
    wait: String,
}

impl View {
    /// The view of one snapshot; with a pulse for the whole page, without for the regions of the feed.
    pub fn of(shown: &DisplayScreen, pulse: Option<&Pulse>) -> Self {
        let board = &shown.board;
        let l = texts(Language::It);
        let as_of = || Pulse { as_of: words::clock(board.as_of, shown.zone), stale: false };
        let panel = sizes(shown.viewing_distance_m, shown.panel_diagonal_in, Resolution::FULL_HD);
        let calls: Vec<Called> = board.calls.iter().map(|call| called(call, board.as_of)).collect();
        let (newest, others, more) = by_size(calls, &panel);
        let (lines, lines_left) = lines(&board.waiting, &more, l);
        Self {
            page: Page::new(Language::It, italian(&shown.office), shown.zone.name()).live(),
            en: texts(Language::En),
            pulse: pulse.cloned().unwrap_or_else(as_of),
            panel_href: format!(
                "sizes.css?distance_m={}&diagonal_in={}",
                shown.viewing_distance_m, shown.panel_diagonal_in
            ),
            sign: sign(shown),
            newest,
            others,
            more,
            volume: 1.0,
            with_side: panel.side_px > 0.0 && (board.open || !board.calls.is_empty()),
            lines,
            lines_left,
            closed: closed(board, shown),
            notices: board.notices.iter().take(NOTICES_MAX).map(|text| italian(text).into()).collect(),
        }
    }

    /// The same, as loud as this.
    pub fn at_volume(self, volume: f64) -> Self {
        Self { volume, ..self }
    }

    /// The regions of the feed by name.
    pub fn regions(&self) -> BTreeMap<&'static str, String> {
        let rendered = [
            ("office", self.as_office().render()),
            ("panel", self.as_panel().render()),
            ("newest", self.as_newest().render()),
            ("others", self.as_others().render()),
            ("side", self.as_side().render()),
            ("foot", self.as_foot().render()),
        ];
        // A region that could not be written stays as it is on the screen.
        rendered.into_iter().filter_map(|(name, html)| Some((name, html.ok()?))).collect()
    }
}

fn italian(text: &Text) -> &str {
    text.in_language(Language::It)
}

fn called(call: &Call, as_of: Moment) -> Called {
    Called {
        number: call.number.to_string(),
        desk: call.desk_number,
        desk_name: italian(&call.desk_name).into(),
        call_seq: call.call_seq,
        is_fresh: as_of.since(call.announced_at).as_secs() < FRESH_S,
        is_repeated: call.nth > 1,
        page: 0,
    }
}

/// The newest call, those with a row on one of the pages, and those of later pages, which are named besides.
fn by_size(calls: Vec<Called>, panel: &Sizes) -> (Option<Called>, Vec<Called>, Vec<Called>) {
    let mut calls = calls.into_iter();
    let newest = calls.next();
    let rows = (panel.rows as usize).max(1);
    let others: Vec<Called> = calls
        .take(rows * PAGES_MAX)
        .enumerate()
        .map(|(nth, call)| Called { page: nth / rows, ..call })
        .collect();
    let more = others.iter().skip(rows).take(MORE_MAX).cloned().collect();
    (newest, others, more)
}

fn sign(shown: &DisplayScreen) -> Option<Sign> {
    let only = shown.only.as_ref()?;
    let call = shown.board.calls.iter().find(|call| call.desk == only.desk);
    Some(Sign {
        desk: only.number,
        name: italian(&only.name).into(),
        is_open: only.open,
        call: call.map(|call| called(call, shown.board.as_of)),
    })
}

/// The lines that are shown, in the order of the board, and how many are left out: those without anybody
/// waiting first.
fn lines(waiting: &[WaitingLine], more: &[Called], l: &FluentLanguageLoader) -> (Vec<Line>, usize) {
    let most = if more.is_empty() { LINES_MAX } else { LINES_WITH_MORE_MAX };
    let busy = waiting.iter().filter(|line| line.count > 0).count();
    let (mut busy_left, mut idle_left) = (busy.min(most), most.saturating_sub(busy));
    let mut shown = Vec::new();
    for line in waiting {
        let left = if line.count > 0 { &mut busy_left } else { &mut idle_left };
        if *left > 0 {
            *left -= 1;
            shown.push(Line {
                series: line.series.letter(),
                title: italian(&line.title).into(),
                count: line.count,
                wait: wait_short(line.wait, l),
            });
        }
    }
    let left_out = waiting.len() - shown.len();
    (shown, left_out)
}

fn wait_short(wait: Option<Wait>, l: &FluentLanguageLoader) -> String {
    let Some(wait) = wait else { return fl!(l, "display-wait-no-desk") };
    if wait.low_min >= LONG_MIN {
        fl!(l, "display-wait-long", n = LONG_MIN)
    } else if wait.low_min == 0 {
        fl!(l, "display-wait-up-to", n = wait.high_min)
    } else if wait.low_min >= wait.high_min {
        fl!(l, "display-wait-about", n = wait.high_min)
    } else {
        fl!(l, "display-wait-range", low = wait.low_min, high = wait.high_min)
    }
}

/// When the doors open again, in Italian and English; empty where nobody knows.
fn closed(board: &Board, shown: &DisplayScreen) -> Option<[String; 2]> {
    if board.open {
        return None;
    }
    Some(Language::STAFF.map(|language| {
        let Some(opens_at) = board.opens_at else { return String::new() };
        let (l, time) = (texts(language), words::clock(opens_at, shown.zone));
        let local = |moment: Moment| moment.utc().with_timezone(&shown.zone).date_naive();
        let (today, day) = (local(board.as_of), local(opens_at));
        if day <= today {
            fl!(l, "display-opens-at", time = time)
        } else if day <= today.checked_add_days(Days::new(WEEKDAY_DAYS)).unwrap_or(today) {
            let day = words::weekday(opens_at, shown.zone, language);
            fl!(l, "display-opens-day", day = day, time = time)
        } else {
            let day = words::date_long(opens_at, shown.zone, language);
            fl!(l, "display-opens-day", day = day, time = time)
        }
    }))
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
