//! How a visitor wants the pages. It stands in their addresses only and ends with the visit.

use office::language::Language;

/// Language and look of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Settings {
    /// The language.
    pub language: Language,
    /// Whether the letters are larger.
    pub larger: bool,
    /// Whether light letters stand on a dark ground.
    pub contrast: bool,
    /// Whether everything to be touched is in the lower half.
    pub low: bool,
}

impl Settings {
    /// The settings of an address; what it does not know is as at the start.
    pub fn read(language: Option<&str>, look: Option<&str>) -> Settings {
        let looks: Vec<&str> = look.unwrap_or_default().split('.').collect();
        Settings {
            language: language.and_then(Language::from_code).unwrap_or_default(),
            larger: looks.contains(&"larger"),
            contrast: looks.contains(&"contrast"),
            low: looks.contains(&"low"),
        }
    }

    /// The look as an address has it; empty for that of the start.
    pub fn look(self) -> String {
        self.looks().join(".")
    }

    /// The classes of the page's body.
    pub fn classes(self) -> String {
        self.looks().into_iter().map(|look| format!(" {look}")).collect()
    }

    fn looks(self) -> Vec<&'static str> {
        let looks = [(self.larger, "larger"), (self.contrast, "contrast"), (self.low, "low")];
        looks.into_iter().filter_map(|(is_on, look)| is_on.then_some(look)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_back_from_their_address() {
        for bits in 0..8 {
            let settings = Settings {
                language: Language::Ar,
                larger: bits & 1 != 0,
                contrast: bits & 2 != 0,
                low: bits & 4 != 0,
            };
            assert_eq!(Settings::read(Some("ar"), Some(&settings.look())), settings);
        }
        for look in [None, Some(""), Some("x.y"), Some("LOW")] {
            assert_eq!(Settings::read(Some("xx"), look), Settings::default());
        }
    }
}
