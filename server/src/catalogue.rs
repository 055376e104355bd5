//! The configuration of an office as files of TOML: one file, or a folder of them.
//!
//! ```text
//! files -> tree with places -> form (fields, kinds) -> document -> rules (Configuration::mistakes)
//!              |                   |                                |
//!              +-------------------+-----> findings, each with file and line
//! ```
//!
//! Every mistake is told at once. Nothing here knows an office: what is read is only looked at.

mod files;
mod shape;
mod tree;
mod words;

pub use files::{CATALOGUE_LEN_MAX, FILES_MAX, File, Unreadable, files_of};
pub use shape::{Kind, Shape};

pub mod export;

use crate::init::InitError;
use office::agenda::AgendaMistake;
use office::catalogue::{CatalogueMistake, CatalogueWarning, Place, Wrong};
use office::configuration::{Configuration, Mistake};
use office::language::Language;
use std::collections::BTreeSet;
use toml::de::DeTable;
use tree::Lines;

/// The default catalogue, file by file. To be confirmed by the Comune.
pub const DEFAULT: [(&str, &str); 16] = [
    ("office.toml", include_str!("../catalogue/lecco/office.toml")),
    ("desks.toml", include_str!("../catalogue/lecco/desks.toml")),
    ("needs.toml", include_str!("../catalogue/lecco/needs.toml")),
    ("questions.toml", include_str!("../catalogue/lecco/questions.toml")),
    ("services-identity.toml", include_str!("../catalogue/lecco/services-identity.toml")),
    ("services-residence.toml", include_str!("../catalogue/lecco/services-residence.toml")),
    ("services-civil-status.toml", include_str!("../catalogue/lecco/services-civil-status.toml")),
    ("services-taxes.toml", include_str!("../catalogue/lecco/services-taxes.toml")),
    ("services-home-mobility.toml", include_str!("../catalogue/lecco/services-home-mobility.toml")),
    ("services-family.toml", include_str!("../catalogue/lecco/services-family.toml")),
    ("services-digital.toml", include_str!("../catalogue/lecco/services-digital.toml")),
    ("services-referral.toml", include_str!("../catalogue/lecco/services-referral.toml")),
    ("plans.toml", include_str!("../catalogue/lecco/plans.toml")),
    ("evidence.toml", include_str!("../catalogue/lecco/evidence.toml")),
    ("bodies.toml", include_str!("../catalogue/lecco/bodies.toml")),
    ("lists.toml", include_str!("../catalogue/lecco/lists.toml")),
];

/// The configuration of the default catalogue.
///
/// # Errors
/// None, as long as the tests of the catalogue pass.
pub fn default_configuration() -> Result<Configuration, InitError> {
    configuration(&DEFAULT)
}

/// Reads the configuration of an office from files, each with its name and text.
///
/// # Errors
/// Where there are mistakes.
pub fn configuration(files: &[(&str, &str)]) -> Result<Configuration, InitError> {
    let named = |(name, text): &(&str, &str)| File { name: (*name).to_owned(), text: (*text).to_owned() };
    let reading = read(&files.iter().map(named).collect::<Vec<_>>());
    let told = reading.mistakes.iter().map(|mistake| mistake.line_of_text(Language::En));
    reading.configuration.ok_or_else(|| InitError::Mistakes(told.collect()))
}

/// What came of reading files.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The document; absent where there are mistakes.
    pub configuration: Option<Configuration>,
    /// What is wrong, by file and line.
    pub mistakes: Vec<Finding>,
    /// What may be meant so, by file and line; looked for only where nothing is wrong.
    pub warnings: Vec<Finding>,
}

/// Something that was found in a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// Where it stands in the document; absent where that says no more than the line.
    pub at: Option<Place>,
    /// What it is.
    pub what: What,
}

/// What was found.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// A mistake of form.
    Shape(Shape),
    /// A mistake by the rules of an office.
    Rule(Mistake),
    /// Something that may be meant so.
    Warning(CatalogueWarning),
}

/// Reads a document from its files.
pub fn read(files: &[File]) -> Reading {
    let lines = Lines::new(files);
    let mut reader = Reader { files, lines: &lines, mistakes: Vec::new(), twice: BTreeSet::new() };
    let (whole, are_all_read) = reader.join();
    let mut formed = shape::read(&whole, lines.end());
    formed.lost_tables.append(&mut reader.twice);
    for (offset, shape) in &formed.mistakes {
        // What is said to be missing may stand in a file that could not be read.
        let may_be_there = !are_all_read && *offset >= lines.end();
        if !may_be_there {
            reader.add(*offset, None, What::Shape(shape.clone()));
        }
    }
    let mut warnings = Vec::new();
    if let Some(configuration) = &formed.configuration {
        let holds = |mistake: &Mistake| {
            let is_whole = are_all_read && !formed.is_partial;
            is_whole
                || holds_without(
                    mistake,
                    configuration,
                    are_all_read.then_some(&formed.lost),
                    &formed.lost_tables,
                )
        };
        for mistake in configuration.mistakes().into_iter().filter(holds) {
            let place = mistake.place(configuration);
            let is_second = matches!(
                &mistake,
                Mistake::Twice { .. } | Mistake::Catalogue(CatalogueMistake { wrong: Wrong::Twice, .. })
            );
            let offset = tree::find(&whole, &place, is_second).unwrap_or_else(|| lines.end());
            reader.add(offset, Some(place), What::Rule(mistake));
        }
        if reader.mistakes.is_empty() {
            for warning in configuration.catalogue_warnings() {
                let place = warning.place();
                let offset = tree::find(&whole, &place, false).unwrap_or_else(|| lines.end());
                warnings.push(reader.finding(offset, Some(place), What::Warning(warning)));
            }
        }
    }
    let mistakes = reader.mistakes;
    let configuration = formed.configuration.filter(|_| mistakes.is_empty());
    Reading { configuration, mistakes: in_order(mistakes, files), warnings: in_order(warnings, files) }
}

/// A document as one file of TOML, which reads as the same document; `None` where it cannot be written.
pub fn written(configuration: &Configuration) -> Option<String> {
    toml::to_string_pretty(configuration).ok()
}

/// By file and line, each thing once.
fn in_order(mut findings: Vec<Finding>, files: &[File]) -> Vec<Finding> {
    let place_of = |name: &str| files.iter().position(|file| file.name == name);
    findings.sort_by_key(|finding| (place_of(&finding.file), finding.line));
    findings.dedup();
    findings
}

struct Reader<'a> {
    files: &'a [File],
    lines: &'a Lines<'a>,
    mistakes: Vec<Finding>,
    /// The tables that stand in two files: which of the two counts cannot be said.
    twice: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    /// One tree of all files, and whether every file is in it as it stands.
    fn join(&mut self) -> (DeTable<'a>, bool) {
        let mut whole = DeTable::new();
        let mut again = Vec::new();
        for (nth, file) in self.files.iter().enumerate() {
            let begin = self.lines.begin(nth);
            for (at, _) in file.text.match_indices(char::REPLACEMENT_CHARACTER) {
                self.add(begin + at, None, What::Shape(Shape::NotText));
            }
            let (table, errors) = DeTable::parse_recoverable(&file.text);
            for error in errors {
                let at = error.span().map_or(0, |span| span.start);
                self.add(begin + at, None, What::Shape(Shape::Syntax(error.message().to_owned())));
            }
            tree::join(&mut whole, table.into_inner(), begin, &mut again);
        }
        let are_all_read = self.mistakes.is_empty() && again.is_empty();
        for tree::Again { name, at, first } in again {
            let first = self.lines.line(first);
            let file = self.files.get(first.file).map_or_else(String::new, |file| file.name.clone());
            self.twice.insert(name.clone());
            self.add(at, None, What::Shape(Shape::TableTwice { name, file, line: first.line }));
        }
        (whole, are_all_read)
    }

    fn add(&mut self, offset: usize, at: Option<Place>, what: What) {
        let finding = self.finding(offset, at, what);
        self.mistakes.push(finding);
    }

    fn finding(&self, offset: usize, at: Option<Place>, what: What) -> Finding {
        let line = self.lines.line(offset);
        let file = self.files.get(line.file).map_or_else(String::new, |file| file.name.clone());
        Finding { file, line: line.line, at, what }
    }
}

/// Whether a mistake is one even if what was left out of the document for other mistakes is put right;
/// `lost` are the ids that were left out, absent where that cannot be said.
fn holds_without(
    mistake: &Mistake,
    of: &Configuration,
    lost: Option<&BTreeSet<String>>,
    lost_tables: &BTreeSet<String>,
) -> bool {
    let is_known_to_be_lost = |id: &str| lost.is_none_or(|lost| lost.contains(id));
    let is_in_lost_table = lost_tables.contains(mistake.place(of).list);
    !is_in_lost_table
        && match mistake {
            Mistake::Twice { .. }
            | Mistake::TooMany { .. }
            | Mistake::ReservedSeries(_)
            | Mistake::LongOfficeId(_)
            | Mistake::Minutes { .. }
            | Mistake::Text { .. }
            | Mistake::Hours(_) => true,
            Mistake::None { .. } | Mistake::NobodyTakes(_) => false,
            Mistake::UnknownSkill { service, .. } => !is_known_to_be_lost(service.as_str()),
            Mistake::UnknownSeries { series, .. } => !is_known_to_be_lost(&series.to_string()),
            Mistake::Agenda(mistake) => match mistake {
                AgendaMistake::UnknownDesk { desk, .. } => !is_known_to_be_lost(desk.as_str()),
                AgendaMistake::UnknownService { service, .. } | AgendaMistake::NoSkill { service, .. } => {
                    !is_known_to_be_lost(service.as_str())
                }
                AgendaMistake::NoService { .. }
                | AgendaMistake::Spans { .. }
                | AgendaMistake::Ends { .. }
                | AgendaMistake::TooMany { .. }
                | AgendaMistake::Range { .. }
                | AgendaMistake::BookUntil { .. } => true,
            },
            Mistake::Catalogue(mistake) => match &mistake.wrong {
                Wrong::Unknown { id, .. } => !is_known_to_be_lost(id),
                Wrong::SplitSeries { .. } => false,
                Wrong::Twice
                | Wrong::TooMany { .. }
                | Wrong::Text { .. }
                | Wrong::Answers
                | Wrong::Legs { .. }
                | Wrong::Loop { .. }
                | Wrong::TooDeep { .. }
                | Wrong::NobodyToRefer
                | Wrong::ReferUnused
                | Wrong::NothingOnline
                | Wrong::NoSteps
                | Wrong::Weight
                | Wrong::Shares
                | Wrong::Minutes { .. }
                | Wrong::Address
                | Wrong::UnknownFact { .. }
                | Wrong::Spans => true,
            },
        }
}
