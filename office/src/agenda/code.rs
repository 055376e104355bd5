//! The code of an appointment: what somebody types at a totem or at home.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// The letters and digits of Crockford's base 32: none of them looks like another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// How many of them a code has: 40 bits.
const LEN: usize = 8;

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a code has eight letters and digits")]
pub struct BadCode;

/// The code of an appointment, written in two groups: `K7F2-9QXM`. A secret, if a short one: whoever asks
/// with it is slowed down.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BookingCode(Arc<str>);

impl BookingCode {
    /// The code of the lowest 40 of some random bits.
    pub fn from_random(bits: u128) -> Self {
        let digit = |n: usize| char::from(ALPHABET[(bits >> (5 * n)) as usize & 31]);
        Self((0..LEN).map(digit).collect::<String>().into())
    }

    /// The code without its hyphen, as it is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// However somebody writes it: small letters, hyphens and spaces, O for 0, I and L for 1.
impl std::str::FromStr for BookingCode {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let mut code = String::with_capacity(LEN);
        for written in text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '_' | '.')) {
            let meant = match written.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let is_known = u8::try_from(meant).is_ok_and(|byte| ALPHABET.contains(&byte));
            if !is_known || code.len() == LEN {
                return Err(BadCode);
            }
            code.push(meant);
        }
        if code.len() == LEN { Ok(Self(code.into())) } else { Err(BadCode) }
    }
}

impl TryFrom<String> for BookingCode {
    type Error = BadCode;
    fn try_from(text: String) -> Result<Self, BadCode> {
        text.parse()
    }
}

impl From<BookingCode> for String {
    fn from(code: BookingCode) -> String {
        code.0.as_ref().to_owned()
    }
}

/// In two groups, as it is printed.
impl fmt::Display for BookingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, second) = self.0.split_at(LEN / 2);
        write!(f, "{first}-{second}")
    }
}

/// Never writes the secret: codes must not reach a log.
impl fmt::Debug for BookingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BookingCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_read_however_it_is_written() {
        let code = BookingCode::from_random(0x12_3456_789A_BCDE);
        let shown = code.to_string();
        assert_eq!(shown.len(), 9);
        for written in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('-', "")]
        {
            assert_eq!(written.parse(), Ok(code.clone()), "{written}");
        }
        assert_eq!("OIL0-1111".parse::<BookingCode>(), "0110-1111".parse());
    }

    #[test]
    fn what_is_too_short_or_long_or_strange_is_no_code() {
        for text in ["", "K7F2-9QX", "K7F2-9QXMM", "K7F2-9QXU", "K7F2-9QX!", "ΚΚΚΚ-9999"] {
            assert_eq!(text.parse::<BookingCode>(), Err(BadCode), "{text}");
        }
    }
}
