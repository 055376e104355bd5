//! What a printer model can do and how it wants to be told, as data.
//!
//! The models that the program knows are the files in `printer/profiles`. A file of the operator's own may add
//! one, or change a known one: `based_on` names it, and only what differs stands in the file.

use crate::text::Encoding;
use office::slip::Columns;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

/// Longest command of a profile, bytes.
pub const COMMAND_LEN_MAX: usize = 16;
/// Dots of the widest receipt printers.
pub const DOTS_MAX: u16 = 832;
/// Width of a character of the standard font, dots.
pub const CHARACTER_DOTS: u16 = 12;

/// The models that the program knows, by the names by which settings choose them.
const KNOWN: [(&str, &str); 7] = [
    ("epson-tm-t20", include_str!("../profiles/epson-tm-t20.toml")),
    ("epson-tm-t88", include_str!("../profiles/epson-tm-t88.toml")),
    ("custom-tg2480", include_str!("../profiles/custom-tg2480.toml")),
    ("custom-vkp80", include_str!("../profiles/custom-vkp80.toml")),
    ("custom-kube", include_str!("../profiles/custom-kube.toml")),
    ("generic-80", include_str!("../profiles/generic-80.toml")),
    ("generic-58", include_str!("../profiles/generic-58.toml")),
];

/// A printer model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The model's name, as the self-test prints it.
    pub name: String,
    /// Width of the roll, mm.
    pub paper_mm: u16,
    /// Characters of the standard font on a line.
    pub columns: Columns,
    /// Dots on a line.
    pub dots: u16,
    /// The code page that is used; what it lacks is drawn.
    pub encoding: Encoding,
    /// The number by which the printer knows that code page (`ESC t n`); makers number differently.
    pub code_page: u8,
    /// Feeds the slip to the cutter and parts it from the roll.
    pub cut: Command,
    /// Hands the slip out, where a presenter holds it back.
    #[serde(default)]
    pub present: Command,
    /// How the printer says that a slip is out.
    pub answer: Answer,
    /// How what the printer has not printed yet is taken back from it.
    pub clear: Clear,
    /// Whether a sensor sees that the roll runs low.
    pub near_end: bool,
}

/// A command of the printer, at most [`COMMAND_LEN_MAX`] bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<u8>", into = "Vec<u8>")]
pub struct Command(Vec<u8>);

impl Command {
    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<Vec<u8>> for Command {
    type Error = BadProfile;
    fn try_from(bytes: Vec<u8>) -> Result<Self, BadProfile> {
        let is_command = bytes.first().is_none_or(|first| matches!(first, 0x1B..=0x1D));
        if is_command && bytes.len() <= COMMAND_LEN_MAX { Ok(Self(bytes)) } else { Err(BadProfile::Command) }
    }
}

impl From<Command> for Vec<u8> {
    fn from(command: Command) -> Self {
        command.0
    }
}

/// How a printer says that what it was sent is on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// It repeats the number of the job when everything before it is printed (`GS ( H`, function 48).
    ProcessId,
    /// It tells the state of the paper when its turn comes (`GS r 1`): likely, not certain.
    PaperStatus,
    /// It says nothing at all.
    Nothing,
}

/// How the rest of a slip is taken back from a printer's memory before a copy is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clear {
    /// `DLE DC4 8`, which the printer answers.
    #[serde(rename = "dle_dc4_8")]
    DleDc4,
    /// `DLE ENQ 2`, which it does not answer.
    #[serde(rename = "dle_enq_2")]
    DleEnq,
    /// Not at all.
    None,
}

/// Why something is no profile.
#[derive(Debug, thiserror::Error)]
pub enum BadProfile {
    /// Nobody knows the model.
    #[error("there is no printer model {0}; known are {known}", known = known_names().join(", "))]
    Unknown(String),
    /// No TOML, or not the fields of a profile.
    #[error("the profile cannot be read: {0}")]
    Unreadable(#[from] toml::de::Error),
    /// A command too long, or of no printer.
    #[error("a command is at most {COMMAND_LEN_MAX} bytes and begins with ESC, FS or GS")]
    Command,
    /// More characters than dots for them, or a printer as wide as none is.
    #[error("{columns} characters do not go on a line of {dots} dots, or none is so wide")]
    Width {
        /// Characters on a line.
        columns: usize,
        /// Dots on a line.
        dots: u16,
    },
}

impl Profile {
    /// The model of this name among those that the program knows.
    pub fn known(name: &str) -> Result<Self, BadProfile> {
        checked(Value::Table(table(name)?).try_into()?)
    }

    /// The model that a file describes, wholly or by what differs from the known one that it is `based_on`.
    pub fn read(file: &str) -> Result<Self, BadProfile> {
        let mut own: Table = file.parse()?;
        let whole = match own.remove("based_on") {
            Some(base) => {
                let mut whole = table(base.as_str().unwrap_or_default())?;
                whole.extend(own);
                whole
            }
            None => own,
        };
        checked(Value::Table(whole).try_into()?)
    }
}

impl Default for Profile {
    /// The first of the models that the program knows.
    fn default() -> Self {
        Self::known(KNOWN[0].0).expect("a test reads every profile that is embedded")
    }
}

/// The names of the models that the program knows.
pub fn known_names() -> [&'static str; KNOWN.len()] {
    KNOWN.map(|(name, _)| name)
}

fn table(name: &str) -> Result<Table, BadProfile> {
    let found = KNOWN.iter().find(|(known, _)| *known == name);
    let (_, file) = found.ok_or_else(|| BadProfile::Unknown(name.to_owned()))?;
    Ok(file.parse()?)
}

fn checked(profile: Profile) -> Result<Profile, BadProfile> {
    let columns = profile.columns.count();
    let needed = columns * usize::from(CHARACTER_DOTS);
    if needed > usize::from(profile.dots) || profile.dots > DOTS_MAX {
        return Err(BadProfile::Width { columns, dots: profile.dots });
    }
    Ok(profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_model_is_read() {
        for name in known_names() {
            let profile = Profile::known(name).unwrap();
            assert!(!profile.name.is_empty() && !profile.cut.bytes().is_empty(), "{name}");
        }
        assert_eq!(Profile::default().name, "Epson TM-T20");
    }

    #[test]
    fn own_file_changes_what_it_says_and_leaves_the_rest() {
        let own = Profile::read("based_on = \"custom-vkp80\"\nname = \"Ours\"\ncode_page = 2\n").unwrap();
        let known = Profile::known("custom-vkp80").unwrap();
        assert_eq!(own, Profile { name: "Ours".into(), code_page: 2, ..known });
    }

    #[test]
    fn what_is_no_profile_is_refused() {
        assert!(matches!(Profile::known("star"), Err(BadProfile::Unknown(_))));
        assert!(matches!(Profile::read("based_on = 1"), Err(BadProfile::Unknown(_))));
        let with = |line: &str| Profile::read(&format!("based_on = \"epson-tm-t20\"\n{line}\n"));
        assert!(matches!(with("dots = 500"), Err(BadProfile::Width { columns: 48, dots: 500 })));
        assert!(matches!(with("dots = 9000"), Err(BadProfile::Width { .. })));
        assert!(matches!(with("columns = 47"), Err(BadProfile::Unreadable(_))));
        assert!(matches!(with("cut = \"ESC i\""), Err(BadProfile::Unreadable(_))));
        assert!(matches!(with("cut = [65]"), Err(BadProfile::Unreadable(_))), "text is no command");
        let long = format!("cut = [{}]", ["0x1B"; COMMAND_LEN_MAX + 1].join(", "));
        assert!(matches!(with(&long), Err(BadProfile::Unreadable(_))));
        assert!(matches!(with("colour = true"), Err(BadProfile::Unreadable(_))));
        assert!(matches!(Profile::read("name = \"x\""), Err(BadProfile::Unreadable(_))));
    }
}
