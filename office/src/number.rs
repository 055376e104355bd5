//! Series and numbers: what is printed on the slip and called on the board.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::num::NonZeroU32;

/// A text that is no series letter or no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadNumber {
    /// Series are the letters A to Z without I, O and Q, which look like 1 and 0.
    #[error("a series is one of the letters A to Z without I, O and Q")]
    Series,
    /// A number is a series and a count from 1, written with at least three digits.
    #[error("a number is a series letter and a count such as A012")]
    Number,
}

/// A letter with its own counter per office and service day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "char", into = "char")]
pub struct Series(char);

impl Series {
    /// The series of visitors who checked in for an appointment.
    pub const BOOKED: Series = Series('B');
    /// The series of numbers that a totem gives while the dispatcher is away.
    pub const OFFLINE: Series = Series('X');

    /// The series with this letter.
    pub fn new(letter: char) -> Result<Self, BadNumber> {
        let readable = letter.is_ascii_uppercase() && !matches!(letter, 'I' | 'O' | 'Q');
        if readable { Ok(Self(letter)) } else { Err(BadNumber::Series) }
    }

    /// The letter.
    pub fn letter(self) -> char {
        self.0
    }

    /// Whether a service may be counted under this series: not B (booked) and not X (offline).
    pub fn is_free_for_services(self) -> bool {
        self != Series::BOOKED && self != Series::OFFLINE
    }
}

impl TryFrom<char> for Series {
    type Error = BadNumber;
    fn try_from(letter: char) -> Result<Self, BadNumber> {
        Series::new(letter)
    }
}

impl From<Series> for char {
    fn from(series: Series) -> char {
        series.0
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What a visitor is called by: a series and a count that starts at 1 every service day.
///
/// Written with three digits, after 999 with four; it never wraps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number {
    series: Series,
    count: NonZeroU32,
}

impl Number {
    /// The `count`-th number of `series`.
    pub fn new(series: Series, count: NonZeroU32) -> Self {
        Self { series, count }
    }

    /// The letter it counts under.
    pub fn series(self) -> Series {
        self.series
    }

    /// Its place in the series, from 1.
    pub fn count(self) -> NonZeroU32 {
        self.count
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:03}", self.series, self.count)
    }
}

impl TryFrom<String> for Number {
    type Error = BadNumber;
    fn try_from(text: String) -> Result<Self, BadNumber> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.to_string()
    }
}

impl std::str::FromStr for Number {
    type Err = BadNumber;
    fn from_str(text: &str) -> Result<Self, BadNumber> {
        let mut letters = text.chars();
        let series = Series::new(letters.next().ok_or(BadNumber::Number)?)?;
        let count: NonZeroU32 = letters.as_str().parse().map_err(|_| BadNumber::Number)?;
        let number = Number { series, count };
        if number.to_string() == text { Ok(number) } else { Err(BadNumber::Number) }
    }
}

/// The next count of a series after `last` (0 before the first); `None` after four thousand million.
pub fn next_count(last: u32) -> Option<NonZeroU32> {
    last.checked_add(1).and_then(NonZeroU32::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_digits_and_after_999_four() {
        for (count, text) in [(1, "A001"), (42, "A042"), (999, "A999"), (1000, "A1000"), (12345, "A12345")] {
            let number = Number::new(Series::new('A').unwrap(), NonZeroU32::new(count).unwrap());
            assert_eq!(number.to_string(), text);
            assert_eq!(text.parse(), Ok(number));
        }
    }

    #[test]
    fn letters_that_look_like_digits_are_no_series() {
        for letter in ['I', 'O', 'Q', 'a', '1', 'È', ' '] {
            assert_eq!(Series::new(letter), Err(BadNumber::Series), "{letter}");
        }
    }

    #[test]
    fn other_spellings_of_a_number_are_refused() {
        for text in ["", "A", "A1", "A01", "A0012", "A000", "A+12", "a012", "O012", "A012 ", "012"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }
}
