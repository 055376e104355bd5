//! The catalogue as files: TOML documents whose lists are joined to the one document of an office.

pub mod export;

use crate::init::InitError;
use office::configuration::Configuration;
use toml::{Table, Value};

/// The default catalogue, file by file. To be confirmed by the Comune.
pub const DEFAULT: [(&str, &str); 15] = [
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
/// When a file does not parse, two files disagree, or the whole has mistakes.
pub fn configuration(files: &[(&str, &str)]) -> Result<Configuration, InitError> {
    let mut whole = Table::new();
    for (name, text) in files {
        let file: Table =
            text.parse().map_err(|error: toml::de::Error| InitError::Toml(format!("{name}: {error}")))?;
        for (key, value) in file {
            match (whole.get_mut(&key), value) {
                (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
                (Some(_), _) => {
                    return Err(InitError::Toml(format!("{name}: [{key}] stands in another file as well")));
                }
                (None, value) => drop(whole.insert(key, value)),
            }
        }
    }
    let configuration: Configuration =
        Value::Table(whole).try_into().map_err(|error| InitError::Toml(error.to_string()))?;
    let mistakes: Vec<String> = configuration.mistakes().iter().map(ToString::to_string).collect();
    if mistakes.is_empty() { Ok(configuration) } else { Err(InitError::Mistakes(mistakes)) }
}
