//! The slip of a ticket, line by line.
//!
//! The number dominates; below it, in the order in which a visitor asks: for what, how long, where,
//! and how to follow from outside.

use crate::text::printable;
use crate::wrap::{wrap, wrap_address};
use chrono_tz::Tz;
use i18n_embed_fl::fl;
use office::language::{Direction, Language, Text};
use office::moment::Moment;
use office::slip::{Align, Columns, Line, Size, Slip, is_qr_text};
use office::wire::Wait;
use screen::{texts, words};

/// Most characters of one text of the office on a slip; a longer one ends in "...".
pub const TEXT_LEN_MAX: usize = 160;

/// Most lines of a printed address; a longer one stands in the QR code only.
const ADDRESS_LINES_MAX: usize = 3;

/// What the slip of a ticket says.
#[derive(Debug, Clone)]
pub struct TicketSlip {
    /// The name of the office.
    pub office_title: String,
    /// The number as it is called, "A012".
    pub number: String,
    /// The service; `None` where a slip left on a bench must not tell (sensitive services).
    pub service_title: Option<Text>,
    /// When the number was issued.
    pub issued_at: Moment,
    /// The office's time zone.
    pub zone: Tz,
    /// How many are served before.
    pub ahead: u32,
    /// The wait as shown to the visitor; `None` while no desk serves it.
    pub wait: Option<Wait>,
    /// Whether the wait has not proved itself yet ("stima indicativa").
    pub estimate_is_rough: bool,
    /// Where to wait; `None` where there is only one place.
    pub waiting_place: Option<Text>,
    /// The whole address of the follow page; `None` where it cannot be reached from a phone.
    pub follow_url: Option<String>,
    /// 0 for the original, then 1, 2, …: a copy says that the first is void.
    pub copy: u32,
}

/// Lays out the slip of a ticket in the visitor's language, with the Italian name of the service
/// below the translated one; in English where the printers' letters cannot write that language.
///
/// Any content gives a slip: texts are cleaned, clipped at [`TEXT_LEN_MAX`] and broken to the width.
pub fn ticket(content: &TicketSlip, language: Language, columns: Columns) -> Slip {
    let language = printed(language);
    let mut draft = Draft { language, columns, lines: Vec::new() };
    draft.copy_mark(content);
    draft.head(content);
    draft.service(content);
    draft.rule();
    draft.wait(content);
    draft.place(content);
    draft.follow(content);
    draft.rule();
    let date = words::date_long(content.issued_at, content.zone, language);
    let time = words::clock(content.issued_at, content.zone);
    draft.small(&fl!(texts(language), "slip-issued", date = date, time = time));
    Slip::new(language, columns, draft.lines).expect("every text was cleaned and broken to the width")
}

/// The language that a slip for a reader of `language` is printed in.
fn printed(language: Language) -> Language {
    match language.direction() {
        Direction::Ltr => language,
        Direction::Rtl => Language::En,
    }
}

/// The lines so far.
struct Draft {
    language: Language,
    columns: Columns,
    lines: Vec<Line>,
}

impl Draft {
    fn copy_mark(&mut self, content: &TicketSlip) {
        if content.copy == 0 {
            return;
        }
        let l = texts(self.language);
        let number = clipped(&content.number);
        self.text(&fl!(l, "slip-copy", n = content.copy, number = number), Size::Tall, true);
        self.small(&fl!(l, "slip-copy-void"));
        self.rule();
    }

    fn head(&mut self, content: &TicketSlip) {
        self.text(&content.office_title, Size::Normal, true);
        self.space(1);
        self.small(&fl!(texts(self.language), "slip-number"));
        let number = clipped(&content.number);
        let is_short = number.chars().count() <= self.columns.of_size(Size::Huge);
        self.text(&number, if is_short { Size::Huge } else { Size::Double }, true);
    }

    fn service(&mut self, content: &TicketSlip) {
        let Some(title) = &content.service_title else { return };
        let translated = title.in_language(self.language);
        self.text(translated, Size::Tall, true);
        if self.language != Language::It && translated != title.it {
            self.small(&title.it);
        }
    }

    fn wait(&mut self, content: &TicketSlip) {
        let l = texts(self.language);
        self.small(&fl!(l, "slip-ahead", n = content.ahead));
        let Some(wait) = content.wait else { return };
        self.space(1);
        self.small(&fl!(l, "slip-wait"));
        self.text(&words::wait(wait.low_min, wait.high_min, self.language), Size::Double, false);
        if content.estimate_is_rough {
            self.small(&fl!(l, "wait-estimate"));
        }
    }

    fn place(&mut self, content: &TicketSlip) {
        let Some(place) = &content.waiting_place else { return };
        self.space(1);
        self.small(&fl!(texts(self.language), "slip-where"));
        self.text(place.in_language(self.language), Size::Normal, true);
    }

    fn follow(&mut self, content: &TicketSlip) {
        let Some(url) = content.follow_url.as_deref().filter(|url| is_qr_text(url)) else { return };
        self.rule();
        self.small(&fl!(texts(self.language), "slip-follow"));
        self.space(1);
        self.lines.push(Line::Qr { text: url.to_owned() });
        let address = url.split_once("://").map_or(url, |(_, address)| address);
        let lines = wrap_address(address, self.columns.count());
        if lines.len() <= ADDRESS_LINES_MAX {
            self.space(1);
            self.lines.extend(lines.into_iter().map(|line| centered(line, Size::Normal, false)));
        }
    }

    fn small(&mut self, text: &str) {
        self.text(text, Size::Normal, false);
    }

    fn text(&mut self, text: &str, size: Size, bold: bool) {
        let lines = wrap(&clipped(text), self.columns.of_size(size));
        self.lines.extend(lines.into_iter().map(|line| centered(line, size, bold)));
    }

    fn space(&mut self, lines: u8) {
        self.lines.push(Line::Space { lines });
    }

    fn rule(&mut self) {
        self.lines.push(Line::Rule);
    }
}

fn centered(text: String, size: Size, bold: bool) -> Line {
    Line::Text { text, size, align: Align::Center, bold }
}

/// `text` in printable letters, at most [`TEXT_LEN_MAX`] of them.
fn clipped(text: &str) -> String {
    // One character may be spelled with several, never with none after the clip: looking at a few
    // times the limit is enough and keeps a hostile text cheap.
    let start: String = text.chars().take(4 * TEXT_LEN_MAX).collect();
    let plain = printable(&start);
    if plain.chars().count() <= TEXT_LEN_MAX {
        return plain;
    }
    plain.chars().take(TEXT_LEN_MAX - 3).chain("...".chars()).collect()
}
