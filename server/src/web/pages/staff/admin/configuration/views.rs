//! What the pages of the configuration show: plain values, one struct for each template.

use crate::web::pages::staff::Frame;
use askama::Template;
use i18n_embed_fl::fl;
use office::language::Language;
use screen::Page;

/// Which configuration is in force, which were, and the way to another one.
#[derive(Template)]
#[template(path = "staff/configuration.html")]
pub struct ConfigurationPage {
    pub page: Page,
    pub frame: Frame,
    pub in_force: Option<VersionLine>,
    pub planned: Option<Planned>,
    pub lines: Vec<VersionLine>,
    /// Whether these are not the newest.
    pub newest: bool,
    /// The version before which there are older ones.
    pub older: Option<u32>,
    pub size_kb: usize,
}

/// What comes into force at the next opening.
pub struct Planned {
    pub version: u32,
    pub at: Option<String>,
}

/// One version.
pub struct VersionLine {
    pub version: u32,
    pub stored: String,
    pub by: String,
    pub note: String,
    pub adopted: Option<String>,
    pub state: State,
}

/// How a version stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is in force.
    InForce,
    /// It comes into force at the next opening.
    Planned,
    /// It was in force.
    Past,
    /// It never was.
    Never,
}

impl State {
    /// In words.
    pub fn words(self, language: Language) -> String {
        let l = screen::texts(language);
        match self {
            State::InForce => fl!(l, "configuration-state-in-force"),
            State::Planned => fl!(l, "configuration-state-planned"),
            State::Past => fl!(l, "configuration-state-past"),
            State::Never => fl!(l, "configuration-state-never"),
        }
    }

    /// The look of its badge.
    pub fn class(self) -> &'static str {
        match self {
            State::InForce => "is-good",
            State::Planned => "is-soon",
            State::Past | State::Never => "",
        }
    }
}

/// What is wrong in files that were uploaded.
#[derive(Template)]
#[template(path = "staff/configuration-mistakes.html")]
pub struct MistakesPage {
    pub page: Page,
    pub frame: Frame,
    pub count: usize,
    pub lines: Vec<FoundLine>,
    pub untold: usize,
    pub size_kb: usize,
}

/// One thing that was found in a file.
pub struct FoundLine {
    pub file: String,
    pub line: usize,
    pub place: String,
    pub words: String,
}

/// What a document that was uploaded would change.
#[derive(Template)]
#[template(path = "staff/configuration-draft.html")]
pub struct DraftPage {
    pub page: Page,
    pub frame: Frame,
    pub base: u32,
    pub count: usize,
    pub groups: Vec<Group>,
    pub untold: usize,
    pub orphans: Vec<String>,
    pub warnings: Vec<FoundLine>,
    pub adopt: AdoptForm,
}

/// Differences of one list or table.
pub struct Group {
    pub title: String,
    pub lines: Vec<String>,
}

/// The form by which a document comes into force.
pub struct AdoptForm {
    pub action: String,
    pub key: String,
    pub base: u32,
    pub note: String,
    pub not_now: Vec<String>,
    pub not_next: Vec<String>,
    pub next_opening: Option<String>,
    pub replaces: Option<u32>,
    pub has_differences: bool,
}

/// One version: what it changed, and the way back to it.
#[derive(Template)]
#[template(path = "staff/configuration-version.html")]
pub struct VersionPage {
    pub page: Page,
    pub frame: Frame,
    pub version: u32,
    pub line: Option<VersionLine>,
    pub is_first: bool,
    pub brought: Vec<Group>,
    pub back_count: usize,
    pub back_groups: Vec<Group>,
    /// Absent for the version in force.
    pub adopt: Option<AdoptForm>,
}
