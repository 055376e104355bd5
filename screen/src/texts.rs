//! The texts of all screens and slips, in every language.
//!
//! One file per language, `screen/texts/{code}/sportello.ftl` (Project Fluent). `fl!` checks keys and
//! arguments against the Italian file while compiling; a test here holds the other languages to it. The
//! pages for staff are in Italian and English ([`Language::STAFF`]), those for visitors in every language.

use i18n_embed::fluent::FluentLanguageLoader;
use i18n_embed::unic_langid::LanguageIdentifier;
use i18n_embed::{I18nAssets, LanguageLoader};
use office::language::Language;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Most preferences of one `Accept-Language` header that are looked at.
const PREFERENCES_MAX: usize = 16;

static LOADED: LazyLock<BTreeMap<Language, FluentLanguageLoader>> =
    LazyLock::new(|| Language::ALL.into_iter().map(|language| (language, load(language))).collect());

/// The texts in `language`, for `fl!`; a text that is missing there is Italian.
pub fn texts(language: Language) -> &'static FluentLanguageLoader {
    &LOADED[&language]
}

/// The language of a page: the one asked for in its address, else the best that the browser accepts,
/// else Italian.
pub fn preferred(query_language: Option<&str>, accept_language: Option<&str>) -> Language {
    let asked = query_language.and_then(Language::from_code);
    asked.or_else(|| accept_language.and_then(best_accepted)).unwrap_or_default()
}

/// The offered language with the greatest weight of an `Accept-Language` header (RFC 9110, 12.5.4);
/// at equal weight the one named first.
fn best_accepted(header: &str) -> Option<Language> {
    let mut best: Option<(f32, Language)> = None;
    for one in header.split(',').take(PREFERENCES_MAX) {
        let (tag, weight) = one.split_once(';').unwrap_or((one, "q=1"));
        let weight = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
        let primary = tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase();
        let Some(language) = Language::from_code(&primary) else { continue };
        if weight > best.map_or(0.0, |(greatest, _)| greatest) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

/// The source of a language's texts.
pub(crate) fn source(language: Language) -> &'static str {
    match language {
        Language::It => include_str!("../texts/it/sportello.ftl"),
        Language::En => include_str!("../texts/en/sportello.ftl"),
        Language::Fr => include_str!("../texts/fr/sportello.ftl"),
        Language::Ro => include_str!("../texts/ro/sportello.ftl"),
        Language::Sq => include_str!("../texts/sq/sportello.ftl"),
        Language::Es => include_str!("../texts/es/sportello.ftl"),
        Language::Ar => include_str!("../texts/ar/sportello.ftl"),
    }
}

fn load(language: Language) -> FluentLanguageLoader {
    let loader = FluentLanguageLoader::new("sportello", identifier(Language::It));
    let wanted = [identifier(language)];
    loader.load_languages(&Files, &wanted).expect("the embedded texts are checked by a test");
    // Isolation marks are invisible in a browser and garbage on paper.
    loader.set_use_isolating(false);
    loader
}

fn identifier(language: Language) -> LanguageIdentifier {
    language.code().parse().expect("ISO 639-1 codes are language identifiers")
}

/// The embedded files, by the names under which the loader asks for them.
struct Files;

impl I18nAssets for Files {
    fn get_files(&self, path: &str) -> Vec<Cow<'_, [u8]>> {
        let named = Language::ALL.into_iter().filter(|language| file_name(*language) == path);
        named.map(|language| Cow::Borrowed(source(language).as_bytes())).collect()
    }

    fn filenames_iter(&self) -> Box<dyn Iterator<Item = String> + '_> {
        Box::new(Language::ALL.into_iter().map(file_name))
    }
}

fn file_name(language: Language) -> String {
    format!("{}/sportello.ftl", language.code())
}

#[cfg(test)]
mod tests {
    use super::*;
    use fluent_syntax::ast::{Entry, Resource};
    use fluent_syntax::{parser, serializer};
    use i18n_embed_fl::fl;
    use std::collections::BTreeSet;

    /// The sections of the Italian file whose texts visitors read.
    const FOR_VISITORS: [&str; 12] = [
        "common", "totem", "iter", "voice", "follow", "slip", "refusals", "mail", "routes", "home",
        "message", "booking",
    ];

    #[test]
    fn every_language_has_its_keys_with_the_same_arguments() {
        let italian = keys(Language::It);
        let for_visitors = keys_of_visitors();
        assert!(for_visitors.len() > 150, "the sections for visitors have lost their names");
        for language in Language::ALL {
            let is_of_staff = Language::STAFF.contains(&language);
            let wanted = |key: &&String| is_of_staff || for_visitors.contains(*key);
            let others = keys(language);
            let missing: Vec<_> =
                italian.keys().filter(wanted).filter(|key| !others.contains_key(*key)).collect();
            let unknown: Vec<_> =
                others.keys().filter(|key| !italian.contains_key(*key) || !wanted(key)).collect();
            assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
            assert!(unknown.is_empty(), "only {language:?} has {unknown:?}");
            for (key, arguments) in others {
                let lacks_one_only = arguments.is_subset(&italian[&key]) && is_counted(language, &key);
                assert!(arguments == italian[&key] || lacks_one_only, "arguments of {key} in {language:?}");
            }
        }
    }

    #[test]
    fn no_key_is_written_twice() {
        for language in Language::ALL {
            let resource = parser::parse(source(language)).expect("the texts can be read");
            let messages = resource.body.iter().filter(|entry| matches!(entry, Entry::Message(_))).count();
            assert_eq!(messages, keys(language).len(), "in {language:?}");
        }
    }

    #[test]
    fn arguments_are_set_in_without_isolation_marks() {
        assert_eq!(
            fl!(texts(Language::It), "countdown-left", n = 1000),
            "Questa pagina si chiude fra 1000 secondi"
        );
        assert_eq!(fl!(texts(Language::En), "countdown-left", n = 30), "This page closes in 30 seconds");
    }

    #[test]
    fn language_comes_from_the_address_then_from_the_browser_then_from_the_office() {
        let cases = [
            (Some("en"), Some("it"), Language::En),
            (Some("xx"), Some("en-GB,en;q=0.9"), Language::En),
            (None, Some("de-DE,de;q=0.9,en;q=0.5,it;q=0.4"), Language::En),
            (None, Some("en;q=0.4, it;q=0.5"), Language::It),
            (None, Some("en;q=0"), Language::It),
            (None, Some(";;;,,,q=,en;q=nan"), Language::It),
            (None, None, Language::It),
        ];
        for (asked, accepted, expected) in cases {
            assert_eq!(preferred(asked, accepted), expected, "{asked:?} {accepted:?}");
        }
    }

    /// Whether a text of this language has a form that says its number in a word.
    fn is_counted(language: Language, key: &str) -> bool {
        source(language)
            .split_once(&format!("\n{key} ="))
            .is_some_and(|(_, rest)| rest.trim_start().starts_with("{ $"))
    }

    /// The keys of the texts that visitors read.
    fn keys_of_visitors() -> BTreeSet<String> {
        let resource = parser::parse(source(Language::It)).expect("the texts can be read");
        let mut section = String::new();
        let mut found = BTreeSet::new();
        for entry in resource.body {
            match entry {
                Entry::GroupComment(comment) => section = comment.content.join(" "),
                Entry::Message(message) if FOR_VISITORS.contains(&section.as_str()) => {
                    found.insert(message.id.name.to_owned());
                }
                Entry::Message(_)
                | Entry::Term(_)
                | Entry::Comment(_)
                | Entry::ResourceComment(_)
                | Entry::Junk { .. } => {}
            }
        }
        found
    }

    /// The arguments of every message by its key.
    fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let resource = parser::parse(source(language)).expect("the texts can be read");
        let messages = resource.body.into_iter().filter_map(|entry| match entry {
            Entry::Message(message) => Some(message),
            _ => None,
        });
        messages
            .map(|message| {
                let key = message.id.name.to_owned();
                let text = serializer::serialize(&Resource { body: vec![Entry::Message(message)] });
                let parts = text.split('$').skip(1);
                let name = |part: &str| {
                    part.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
                };
                (key, parts.map(name).collect())
            })
            .collect()
    }
}
