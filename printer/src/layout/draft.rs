//! A slip while it is laid out: lines in parts, each with what it is worth.

use super::Imprint;
use super::measure::{HEIGHT_MAX_MM, height_dots, in_mm, paper_dots};
use crate::text::printable;
use crate::wrap::{wrap, wrap_address, wrap_full};
use i18n_embed_fl::fl;
use office::language::{Direction, Language, Text};
use office::service::Service;
use office::slip::{Align, Columns, LINES_MAX, Line, Size, Slip, is_qr_text};
use screen::{texts, words};

/// Most characters of one text of the office on a slip; a longer one ends in "...".
pub const TEXT_LEN_MAX: usize = 160;

/// The same of a step, a paper or a note: they may take a few lines.
const ITEM_LEN_MAX: usize = 320;

/// Most lines of a printed address; a longer one stands in the QR code only.
const ADDRESS_LINES_MAX: usize = 3;

/// What a part of a slip is worth: where there is no room for all, the least goes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Worth {
    /// Explains what the title of a paper says already.
    Hint,
    /// Good to know.
    Note,
    /// What is had, for how long, until when.
    Detail,
    /// What to do.
    Step,
    /// What to bring, what to pay.
    Paper,
    /// Never goes.
    Whole,
}

struct Part {
    worth: Worth,
    lines: Vec<Line>,
    /// How high they are together.
    height_dots: usize,
}

/// The lines so far.
pub(super) struct Draft {
    pub(super) language: Language,
    pub(super) columns: Columns,
    parts: Vec<Part>,
}

impl Draft {
    /// A slip for a reader of `language`, without a line yet.
    pub(super) fn new(language: Language, columns: Columns) -> Self {
        Self { language, columns, parts: Vec::new() }
    }

    /// The slip as it stands, however long; what is absurdly long ends at [`LINES_MAX`].
    pub(super) fn whole(self) -> Slip {
        let lines = self.parts.into_iter().flat_map(|part| part.lines).take(LINES_MAX).collect();
        Slip::new(self.language, self.columns, lines).expect("every text was cleaned and broken to the width")
    }

    /// The slip with what has room on [`HEIGHT_MAX_MM`], and when it was printed.
    pub(super) fn fitted(self, imprint: Imprint<'_>) -> Slip {
        self.fitted_in(HEIGHT_MAX_MM, imprint)
    }

    /// The slip with what has room on so many mm, and when it was printed.
    pub(super) fn fitted_in(mut self, height_mm: usize, imprint: Imprint<'_>) -> Slip {
        let mut foot = self.foot(imprint, false);
        if in_mm(self.height_dots() + foot.height_dots()) > height_mm {
            foot = self.foot(imprint, true);
        }
        while in_mm(self.height_dots() + foot.height_dots()) > height_mm {
            let Some(least) = self.parts.iter().map(|part| part.worth).min() else { break };
            let last = self.parts.iter().rposition(|part| part.worth == least);
            match last {
                Some(at) if least < Worth::Whole => drop(self.parts.remove(at)),
                Some(_) | None => break,
            }
        }
        self.parts.append(&mut foot.parts);
        self.whole()
    }

    fn foot(&self, imprint: Imprint<'_>, is_cut: bool) -> Draft {
        let mut foot = Draft::new(self.language, self.columns);
        foot.rule();
        if is_cut {
            foot.text(&fl!(texts(self.language), "slip-more"), Size::Normal, true);
        }
        foot.printed_at(imprint);
        foot
    }

    /// The line that says when it was printed.
    pub(super) fn printed_at(&mut self, imprint: Imprint<'_>) {
        let zone = imprint.configuration.office.zone;
        let date = words::date_long(imprint.at, zone, self.language);
        let time = words::clock(imprint.at, zone);
        self.small(&fl!(texts(self.language), "slip-issued", date = date, time = time));
    }

    fn height_dots(&self) -> usize {
        self.parts.iter().map(|part| part.height_dots).sum()
    }

    /// What the office wrote, for who reads this slip.
    pub(super) fn said<'t>(&self, text: &'t Text) -> &'t str {
        text.in_language(self.language)
    }

    /// The head of a slip without a number: the office, what the slip is, and for what.
    pub(super) fn head(&mut self, imprint: Imprint<'_>, what: &str, service: &Service) {
        let office = self.said(&imprint.configuration.office.title);
        self.text(office, Size::Normal, true);
        self.rule();
        self.small(what);
        if service.sensitive {
            self.text(&fl!(texts(self.language), "slip-unnamed"), Size::Tall, true);
        } else {
            self.title(&service.title);
        }
        self.texts_in();
    }

    /// A title, with the Italian one below where that is another.
    pub(super) fn title(&mut self, title: &Text) {
        self.title_of(title, Size::Tall);
    }

    /// What the slip is about, to be read before anything else; the Italian name below as for a title.
    pub(super) fn goal(&mut self, name: &Text) {
        self.title_of(name, Size::Double);
    }

    fn title_of(&mut self, title: &Text, size: Size) {
        let translated = self.said(title);
        self.text(translated, size, true);
        if self.language != Language::It && translated != title.it {
            self.small(&title.it);
        }
    }

    /// Says in which language the office has written, where the reader's is another.
    pub(super) fn texts_in(&mut self) {
        let l = texts(self.language);
        match self.language {
            Language::It | Language::En => {}
            Language::Fr | Language::Ro | Language::Es => self.small(&fl!(l, "slip-in-italian")),
            Language::Sq | Language::Ar => self.small(&fl!(l, "slip-in-english")),
        }
    }

    /// Text of normal size in the middle.
    pub(super) fn small(&mut self, text: &str) {
        self.text(text, Size::Normal, false);
    }

    /// Text in the middle.
    pub(super) fn text(&mut self, text: &str, size: Size, bold: bool) {
        let lines = wrap(&clipped(text), self.columns.of_size(size));
        self.part(
            Worth::Whole,
            lines.into_iter().map(|text| line(text, size, Align::Center, bold)).collect(),
        );
    }

    /// The heading of a section at the edge where one begins to read, with a free line above; what is worth no more goes with it.
    pub(super) fn heading(&mut self, text: &str, worth: Worth) {
        let mut lines = vec![Line::Space { lines: 1 }];
        lines.extend(self.item_lines(text, "", true));
        self.part(worth, lines);
    }

    /// A text at the same edge; its further lines are set in as far as `mark` is long, which stands in front.
    pub(super) fn item(&mut self, mark: &str, text: &str, bold: bool, worth: Worth) {
        let lines = self.item_lines(text, mark, bold);
        self.part(worth, lines);
    }

    /// A text at that edge and an amount at the other, on one line where there is room.
    pub(super) fn row(&mut self, text: &str, amount: &str, worth: Worth) {
        let (width, amount) = (self.columns.count(), clipped(amount));
        let amount_len = amount.chars().count();
        let mut lines = wrap_full(&clipped(text), width);
        let last_len = lines.last().map_or(0, |last| last.chars().count());
        if last_len + 2 + amount_len > width {
            lines.push(String::new());
        }
        if let Some(last) = lines.last_mut() {
            let gap = width.saturating_sub(last.chars().count() + amount_len);
            last.push_str(&" ".repeat(gap));
            last.extend(amount.chars().take(width));
        }
        self.part(
            worth,
            lines.into_iter().map(|text| line(text, Size::Normal, self.start(), false)).collect(),
        );
    }

    /// The edge at which the reader begins.
    fn start(&self) -> Align {
        match self.language.direction() {
            Direction::Ltr => Align::Left,
            Direction::Rtl => Align::Right,
        }
    }

    fn item_lines(&self, text: &str, mark: &str, bold: bool) -> Vec<Line> {
        let set_in = " ".repeat(mark.len());
        let width = self.columns.count().saturating_sub(mark.len());
        let lines = wrap_full(&clipped_at(text, ITEM_LEN_MAX), width);
        let marked = lines.into_iter().enumerate().map(|(at, text)| {
            let front = if at == 0 { mark } else { &set_in };
            line(format!("{front}{text}"), Size::Normal, self.start(), bold)
        });
        marked.collect()
    }

    /// A QR code, where the address can be one: of an address that nobody would type.
    pub(super) fn bare_code(&mut self, caption: &str, address: &str) {
        if is_qr_text(address) {
            self.small(caption);
            self.space(1);
            self.part(Worth::Whole, vec![Line::Qr { text: address.to_owned() }]);
        }
    }

    /// A QR code with its address in letters, where it can be one.
    pub(super) fn code(&mut self, caption: &str, address: &str) {
        self.bare_code(caption, address);
        if !is_qr_text(address) {
            return;
        }
        let lines = wrap_address(bare(address), self.columns.count());
        if lines.len() <= ADDRESS_LINES_MAX {
            self.space(1);
            let lines = lines.into_iter().map(|text| line(text, Size::Normal, Align::Center, false));
            self.part(Worth::Whole, lines.collect());
        }
    }

    /// An address of the web in letters, at that edge.
    pub(super) fn address(&mut self, address: &str, worth: Worth) {
        let lines = wrap_address(&clipped(bare(address)), self.columns.count());
        let lines = lines.into_iter().map(|text| line(text, Size::Normal, self.start(), false));
        self.part(worth, lines.collect());
    }

    pub(super) fn space(&mut self, lines: u8) {
        self.part(Worth::Whole, vec![Line::Space { lines }]);
    }

    pub(super) fn rule(&mut self) {
        self.part(Worth::Whole, vec![Line::Rule]);
    }

    fn part(&mut self, worth: Worth, lines: Vec<Line>) {
        let paper_dots = paper_dots(self.columns);
        let height_dots = lines.iter().map(|line| height_dots(line, paper_dots)).sum();
        self.parts.push(Part { worth, lines, height_dots });
    }
}

/// An address as people write it.
fn bare(address: &str) -> &str {
    address.split_once("://").map_or(address, |(_, address)| address).trim_end_matches('/')
}

fn line(text: String, size: Size, align: Align, bold: bool) -> Line {
    Line::Text { text, size, align, bold }
}

/// `text` in printable letters, at most [`TEXT_LEN_MAX`] of them.
pub(super) fn clipped(text: &str) -> String {
    clipped_at(text, TEXT_LEN_MAX)
}

fn clipped_at(text: &str, len_max: usize) -> String {
    // One character may be spelled with several, never with none after the clip: looking at a few
    // times the limit is enough and keeps a hostile text cheap.
    let start: String = text.chars().take(4 * len_max).collect();
    let plain = printable(&start);
    if plain.chars().count() <= len_max {
        return plain;
    }
    plain.chars().take(len_max - 3).chain("...".chars()).collect()
}
