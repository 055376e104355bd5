//! What people choose and type: names, passwords, PINs, one-time codes.

use unicode_normalization::UnicodeNormalization;

/// Shortest password, characters.
pub const PASSWORD_LEN_MIN: usize = 12;
/// Longest password, characters.
pub const PASSWORD_LEN_MAX: usize = 128;
/// Length of a PIN, digits.
pub const PIN_LEN: usize = 6;
/// Longest name, characters.
pub const NAME_LEN_MAX: usize = 40;
/// Guesses that a password must withstand, as a score of zxcvbn: 3 is more than 10^8.
const SCORE_MIN: zxcvbn::Score = zxcvbn::Score::Three;
/// What people of this house try first.
const OF_THE_HOUSE: [&str; 24] = [
    "sportello",
    "comune",
    "municipio",
    "lecco",
    "anagrafe",
    "tributi",
    "ufficio",
    "unico",
    "porticato",
    "benvenuto",
    "benvenuti",
    "cittadino",
    "sindaco",
    "protocollo",
    "password",
    "accesso",
    "segreto",
    "italia",
    "lombardia",
    "resegone",
    "manzoni",
    "lucia",
    "totem",
    "biglietto",
];
/// Common passwords that are long enough, one a line. Source: `common-passwords.txt` of Django
/// (BSD-3-Clause), compiled by Royce Williams.
const COMMON: &str = include_str!("common.txt");
/// The towns of Italy, in plain letters, one a line: what people try after the words of the house.
/// Source: ISTAT, as in the package `python-codicefiscale` (MIT).
const TOWNS: &str = include_str!("towns.txt");
/// Letters of one-time codes: none that looks like another.
const CODE_LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Length of a one-time code, letters: 50 bits.
const CODE_LEN: usize = 10;

/// Why a password, PIN or name is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// A password of fewer than [`PASSWORD_LEN_MIN`] characters.
    Short,
    /// A password of more than [`PASSWORD_LEN_MAX`] characters.
    Long,
    /// A password that others guess soon: common, repeated, a row of keys, the name, the town.
    Guessable,
    /// A PIN that is not of [`PIN_LEN`] digits.
    NotAPin,
    /// A PIN in a row, or of one digit.
    EasyPin,
    /// A name that is not of letters, digits, `.`, `-` and `_`.
    NotAName,
}

/// The name as it is stored: lower case, at most [`NAME_LEN_MAX`] of `a-z`, `0-9`, `.`, `-` and `_`.
///
/// # Errors
/// [`Unfit::NotAName`].
pub fn name(typed: &str) -> Result<String, Unfit> {
    let name = typed.trim().to_lowercase();
    let fits = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let is_name = (1..=NAME_LEN_MAX).contains(&name.len())
        && name.chars().all(fits)
        && name.chars().any(|c| c.is_ascii_alphanumeric());
    if is_name { Ok(name) } else { Err(Unfit::NotAName) }
}

/// The password as it is hashed: the same characters, however they were typed (NFC).
pub fn typed(password: &str) -> String {
    password.nfc().take(PASSWORD_LEN_MAX + 1).collect()
}

/// A new password as it is hashed.
///
/// # Errors
/// What is wrong with it. There is no rule about kinds of characters, and none ends a password by date.
pub fn password(chosen: &str, name: &str) -> Result<String, Unfit> {
    let password = typed(chosen);
    match password.chars().count() {
        0..PASSWORD_LEN_MIN => return Err(Unfit::Short),
        PASSWORD_LEN_MIN..=PASSWORD_LEN_MAX => {}
        _ => return Err(Unfit::Long),
    }
    let parts = name.split(['.', '-', '_']).filter(|part| part.len() > 2);
    let known: Vec<&str> = OF_THE_HOUSE.into_iter().chain([name]).chain(parts).collect();
    let guessed: Vec<&str> = known.iter().copied().chain(COMMON.lines()).chain(TOWNS.lines()).collect();
    let ways = [password.clone(), plain(&password)];
    let is_listed = guessed.iter().any(|word| ways.iter().any(|way| word.eq_ignore_ascii_case(way)));
    let is_weak = |way: &String| zxcvbn::zxcvbn(way, &guessed).score() < SCORE_MIN;
    if is_listed || ways.iter().any(is_weak) || is_of_known_words(&password, &known) {
        return Err(Unfit::Guessable);
    }
    Ok(password)
}

/// A password without accents, spaces and signs: a town is none the better for them.
fn plain(password: &str) -> String {
    password.nfd().filter(char::is_ascii_alphanumeric).collect()
}

/// Whether hardly a letter is left without the words that everybody here would try.
fn is_of_known_words(password: &str, known: &[&str]) -> bool {
    const LETTERS_LEFT_MIN: usize = 5;
    let mut rest = password.to_lowercase();
    for word in known {
        rest = rest.replace(word, "");
    }
    rest.chars().filter(|c| c.is_alphabetic()).count() < LETTERS_LEFT_MIN
        && rest.len() < password.to_lowercase().len()
}

/// A new PIN.
///
/// # Errors
/// What is wrong with it.
pub fn pin(chosen: &str) -> Result<&str, Unfit> {
    let pin = chosen.trim();
    if pin.len() != PIN_LEN || !pin.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Unfit::NotAPin);
    }
    let steps: Vec<i16> =
        pin.as_bytes().windows(2).map(|two| i16::from(two[1]) - i16::from(two[0])).collect();
    let is_row = steps.iter().all(|step| step == &steps[0] && step.abs() <= 1);
    let is_pair = pin.as_bytes().chunks(2).all(|two| two == &pin.as_bytes()[..2]);
    let is_triple = pin.as_bytes()[..3] == pin.as_bytes()[3..];
    if is_row || is_pair || is_triple { Err(Unfit::EasyPin) } else { Ok(pin) }
}

/// A one-time code from random bytes, as it is shown: `ABCDE-FGHJK`.
pub fn code(bits: [u8; CODE_LEN]) -> String {
    let letters = bits.map(|byte| char::from(CODE_LETTERS[usize::from(byte % 32)]));
    let (first, second) = letters.split_at(CODE_LEN / 2);
    format!("{}-{}", first.iter().collect::<String>(), second.iter().collect::<String>())
}

/// A one-time code as it is hashed, however its letters were typed.
pub fn typed_code(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).take(64).map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_that_others_guess_are_refused() {
        let refused = [
            ("corta", Unfit::Short),
            ("undici11111", Unfit::Short),
            ("password1234", Unfit::Guessable),
            ("Password2026!", Unfit::Guessable),
            ("123456789012", Unfit::Guessable),
            ("qwertyuiop123", Unfit::Guessable),
            ("aaaaaaaaaaaaaaaa", Unfit::Guessable),
            ("comunelecco2026", Unfit::Guessable),
            ("sportello2026", Unfit::Guessable),
            ("SportelloLecco", Unfit::Guessable),
            ("mario.rossi2026", Unfit::Guessable),
            ("MarioRossi1980", Unfit::Guessable),
            ("Calolziocorte", Unfit::Guessable),
            ("c4lolziocorte!2026", Unfit::Guessable),
            ("Reggio nell'Emilia", Unfit::Guessable),
            ("Cefalù Cefalù", Unfit::Guessable),
        ];
        for (chosen, reason) in refused {
            assert_eq!(password(chosen, "mario.rossi"), Err(reason), "{chosen}");
        }
        assert_eq!(password(&"xk7 ".repeat(33), "mario.rossi"), Err(Unfit::Long));
    }

    #[test]
    fn long_phrases_of_any_characters_are_taken() {
        for chosen in [
            "il gatto salta sul tetto rosso",
            "cavallo-batteria-graffetta",
            "x9$kLm2#qRt7",
            "perché così è più sicuro àèì",
        ] {
            assert_eq!(password(chosen, "mario.rossi").as_deref(), Ok(chosen));
        }
        let long: String = "una frase lunghissima che nessuno indovina mai davvero 1234".into();
        assert!(long.len() < 64 && password(&format!("{long} e ancora"), "m").is_ok());
    }

    #[test]
    fn password_is_the_same_however_its_accents_were_typed() {
        assert_eq!(typed("perche\u{301}"), typed("perché"));
    }

    #[test]
    fn pins_in_a_row_are_refused() {
        for chosen in ["123456", "654321", "000000", "121212", "123123"] {
            assert_eq!(pin(chosen), Err(Unfit::EasyPin), "{chosen}");
        }
        for chosen in ["", "12345", "1234567", "12a456", "１２３４５６"] {
            assert_eq!(pin(chosen), Err(Unfit::NotAPin), "{chosen}");
        }
        assert_eq!(pin(" 284917 "), Ok("284917"));
    }

    #[test]
    fn names_are_plain_and_lower_case() {
        assert_eq!(name(" M.Rossi ").as_deref(), Ok("m.rossi"));
        for typed in ["", "...", "a b", "a\r\nb", "<b>", "rossi'--", &"a".repeat(41)] {
            assert_eq!(name(typed), Err(Unfit::NotAName), "{typed:?}");
        }
    }

    #[test]
    fn code_is_read_however_it_is_typed() {
        let shown = code([0, 1, 2, 3, 4, 5, 6, 7, 31, 255]);
        assert_eq!(shown, "ABCDE-FGH99");
        assert_eq!(typed_code(" abcde fgh99\r\n"), typed_code(&shown));
    }
}
