//! What was found, in the words of the administrator: what is wrong and what to do about it.

use super::{Finding, Kind, Shape, What};
use i18n_embed_fl::fl;
use office::agenda::AgendaMistake;
use office::catalogue::{ANSWERS_MAX, CatalogueWarning, QUESTIONS_DEEP_MAX, WEIGHT_MAX, Wrong};
use office::configuration::{Mistake, OFFICE_ID_LEN_MAX, TITLE_LEN_MAX};
use office::hours::{HoursMistake, SPANS_MAX};
use office::language::Language;

/// Most names that are listed where one of them is wanted.
const NAMES_MAX: usize = 40;

impl Finding {
    /// File, line, place and words on one line, as compilers write it.
    pub fn line_of_text(&self, language: Language) -> String {
        let Finding { file, line, .. } = self;
        match &self.at {
            Some(at) => format!("{file}:{line}: {at}: {}", self.words(language)),
            None => format!("{file}:{line}: {}", self.words(language)),
        }
    }

    /// What is wrong and what to do about it.
    pub fn words(&self, language: Language) -> String {
        match &self.what {
            What::Shape(shape) => shape_words(language, shape),
            What::Rule(mistake) => mistake_words(language, mistake),
            What::Warning(warning) => warning_words(language, warning),
        }
    }
}

fn shape_words(language: Language, shape: &Shape) -> String {
    let l = screen::texts(language);
    match shape {
        Shape::Syntax(message) => fl!(l, "mistake-syntax", message = message.as_str()),
        Shape::NotText => fl!(l, "mistake-not-text"),
        Shape::TableTwice { name, file, line } => {
            fl!(l, "mistake-table-twice", name = name.as_str(), file = file.as_str(), line = line.to_string())
        }
        Shape::UnknownField { field, known } => {
            fl!(l, "mistake-unknown-field", field = field.as_str(), known = listed(known))
        }
        Shape::MissingField(field) => fl!(l, "mistake-missing-field", field = field.as_str()),
        Shape::UnknownWord { word, known } => {
            fl!(l, "mistake-unknown-word", word = word.as_str(), known = listed(known))
        }
        Shape::WrongKind { found, wanted } => {
            let (kind, other) = match wanted {
                Kind::Text => ("text", ""),
                Kind::Number => ("number", ""),
                Kind::Share => ("share", ""),
                Kind::YesNo => ("yes-no", ""),
                Kind::List => ("list", ""),
                Kind::Table => ("table", ""),
                Kind::Other(words) => ("other", words.as_str()),
            };
            fl!(l, "mistake-wrong-kind", found = found.as_str(), kind = kind, other = other)
        }
        Shape::BadId => fl!(l, "mistake-bad-id"),
        Shape::BadSeries => fl!(l, "mistake-bad-series"),
        Shape::BadAmount => fl!(l, "mistake-bad-amount"),
        Shape::BadPeriod => fl!(l, "mistake-bad-period"),
        Shape::BadTime => fl!(l, "mistake-bad-time"),
        Shape::BadDay => fl!(l, "mistake-bad-day"),
        Shape::BadOutcome => fl!(l, "mistake-bad-outcome"),
        Shape::Other(message) => fl!(l, "mistake-other", message = message.as_str()),
    }
}

fn listed(names: &[String]) -> String {
    let mut shown: Vec<&str> = names.iter().take(NAMES_MAX).map(String::as_str).collect();
    if names.len() > NAMES_MAX {
        shown.push("…");
    }
    if shown.is_empty() { "–".to_owned() } else { shown.join(", ") }
}

/// A mistake by the rules of an office.
pub fn mistake_words(language: Language, mistake: &Mistake) -> String {
    let l = screen::texts(language);
    match mistake {
        Mistake::Twice { .. } => fl!(l, "mistake-twice"),
        Mistake::None { what } => fl!(l, "mistake-none", list = what.to_string()),
        Mistake::TooMany { max, .. } => fl!(l, "mistake-too-many", n = max),
        Mistake::UnknownSkill { service, .. } => unknown(language, "services", service.as_str()),
        Mistake::UnknownSeries { series, .. } => unknown(language, "series", &series.to_string()),
        Mistake::ReservedSeries(letter) => fl!(l, "mistake-reserved-series", letter = letter.to_string()),
        Mistake::NobodyTakes(_) => fl!(l, "mistake-nobody-takes"),
        Mistake::LongOfficeId(_) => fl!(l, "mistake-long-id", n = OFFICE_ID_LEN_MAX),
        Mistake::Minutes { min, max, .. } => minutes(language, *min, *max),
        Mistake::Text { max, .. } => fl!(l, "mistake-text", n = max),
        Mistake::Hours(mistake) => hours_words(language, mistake),
        Mistake::Catalogue(mistake) => wrong_words(language, &mistake.wrong),
        Mistake::Agenda(mistake) => agenda_words(language, mistake),
    }
}

fn unknown(language: Language, list: &str, id: &str) -> String {
    fl!(screen::texts(language), "mistake-unknown", list = list, id = id)
}

fn minutes(language: Language, min: u32, max: u32) -> String {
    fl!(screen::texts(language), "mistake-minutes", min = min.to_string(), max = max.to_string())
}

fn agenda_words(language: Language, mistake: &AgendaMistake) -> String {
    let l = screen::texts(language);
    match mistake {
        AgendaMistake::UnknownDesk { desk, .. } => unknown(language, "desks", desk.as_str()),
        AgendaMistake::UnknownService { service, .. } => unknown(language, "services", service.as_str()),
        AgendaMistake::NoSkill { service, .. } => {
            fl!(l, "mistake-plan-skill", service = service.as_str())
        }
        AgendaMistake::NoService { .. } => fl!(l, "mistake-plan-services"),
        AgendaMistake::Spans { .. } => fl!(l, "mistake-spans"),
        AgendaMistake::Ends { .. } => fl!(l, "mistake-plan-ends"),
        AgendaMistake::TooMany { max, .. } => fl!(l, "mistake-too-many", n = max),
        AgendaMistake::Range { min, max, .. } => fl!(l, "mistake-range", min = min, max = max),
        AgendaMistake::BookUntil { .. } => fl!(l, "mistake-book-until"),
    }
}

fn hours_words(language: Language, mistake: &HoursMistake) -> String {
    let l = screen::texts(language);
    match mistake {
        HoursMistake::Spans { .. } => fl!(l, "mistake-spans"),
        HoursMistake::TooManySpans { .. } => fl!(l, "mistake-too-many", n = SPANS_MAX),
        HoursMistake::TooMany { max, .. } => fl!(l, "mistake-too-many", n = max),
        HoursMistake::Closure { .. } => fl!(l, "mistake-closure"),
        HoursMistake::ClosureTitle { .. } => fl!(l, "mistake-text", n = TITLE_LEN_MAX),
        HoursMistake::SpecialOpeningEmpty(_) => fl!(l, "mistake-special-empty"),
        HoursMistake::TwoSpecialOpenings(_) => fl!(l, "mistake-special-twice"),
        HoursMistake::RollsAt => fl!(l, "mistake-rolls-at"),
        HoursMistake::NeverOpen => fl!(l, "mistake-never-open"),
    }
}

fn wrong_words(language: Language, wrong: &Wrong) -> String {
    let l = screen::texts(language);
    match wrong {
        Wrong::Unknown { list, id } => unknown(language, list, id),
        Wrong::Twice => fl!(l, "mistake-twice"),
        Wrong::TooMany { max } => fl!(l, "mistake-too-many", n = max),
        Wrong::Text { max } => fl!(l, "mistake-text", n = max),
        Wrong::Answers => fl!(l, "mistake-answers", n = ANSWERS_MAX),
        Wrong::Legs { max } => fl!(l, "mistake-legs", n = max),
        Wrong::Loop { back_to } => fl!(l, "mistake-loop", question = back_to.as_str()),
        Wrong::TooDeep { count } => fl!(l, "mistake-too-deep", count = count, max = QUESTIONS_DEEP_MAX),
        Wrong::NobodyToRefer => fl!(l, "mistake-nobody-to-refer"),
        Wrong::ReferUnused => fl!(l, "mistake-refer-unused"),
        Wrong::NothingOnline => fl!(l, "mistake-nothing-online"),
        Wrong::NoSteps => fl!(l, "mistake-no-steps"),
        Wrong::Weight => fl!(l, "mistake-weight", n = WEIGHT_MAX),
        Wrong::Shares => fl!(l, "mistake-shares"),
        Wrong::Minutes { min, max } => minutes(language, *min, *max),
        Wrong::Address => fl!(l, "mistake-address"),
        Wrong::UnknownFact { name } => fl!(l, "mistake-unknown-fact", name = name.as_str()),
        Wrong::SplitSeries { letter, one, other } => fl!(
            l,
            "mistake-split-series",
            one = one.as_str(),
            other = other.as_str(),
            letter = letter.to_string()
        ),
        Wrong::Spans => fl!(l, "mistake-spans"),
    }
}

fn warning_words(language: Language, warning: &CatalogueWarning) -> String {
    let l = screen::texts(language);
    match warning {
        CatalogueWarning::OutsideHours { body, .. } => fl!(l, "warning-outside-hours", body = body.as_str()),
        CatalogueWarning::NeverAsked(_) => fl!(l, "warning-never-asked"),
        CatalogueWarning::NeverFound(_) => fl!(l, "warning-never-found"),
    }
}
