//! One word beside another: without accents, and with the slips that fingers make.

/// The likeness of a word to itself.
pub(super) const WHOLE: u32 = 1000;

/// Longest word that is compared, characters; the rest is cut off.
const WORD_LEN_MAX: usize = 24;
/// From this length on a word may be the beginning of another.
const BEGINNING_MIN: usize = 2;
/// From this length on the beginning of a word may have slips as well.
const SLIPPING_BEGINNING_MIN: usize = 4;
/// What words that differ only in their endings have: `certificato` and `certificati`.
const SAME_STEM: u32 = 950;
/// What one slip takes away.
const SLIP: u32 = 150;
/// What a wrong first letter takes away besides.
const FIRST_LETTER: u32 = 60;

/// A text in small letters without accents, its words apart by one space: `d'Identità` is `d identita`.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut is_between = false;
    for letter in text.chars().flat_map(char::to_lowercase) {
        if is_mark(letter) {
            continue;
        }
        if !letter.is_alphanumeric() {
            is_between = true;
            continue;
        }
        if is_between && !folded.is_empty() {
            folded.push(' ');
        }
        is_between = false;
        match plain(letter) {
            Plain::As(letters) => folded.push_str(letters),
            Plain::Itself => folded.push(letter),
        }
    }
    folded
}

/// A folded word.
pub(super) struct Word(Vec<char>);

impl Word {
    /// The first [`WORD_LEN_MAX`] letters of a folded word.
    pub fn of(folded: &str) -> Word {
        Word(folded.chars().take(WORD_LEN_MAX).collect())
    }

    /// How many letters it has.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// How far this can be meant by who means `other`, thousandths.
    pub fn likeness(&self, other: &Word) -> u32 {
        let (sought, word) = (self.0.as_slice(), other.0.as_slice());
        if sought == word {
            return WHOLE;
        }
        if sought.is_empty() || word.is_empty() {
            return 0;
        }
        let stem_of_sought = stem(sought);
        if stem_of_sought.len() >= 3 && stem_of_sought == stem(word) {
            return SAME_STEM;
        }
        if word.starts_with(sought) {
            let share = u32::try_from(250 * sought.len() / word.len()).unwrap_or(0);
            return if sought.len() >= BEGINNING_MIN { 700 + share } else { 450 };
        }
        likeness_with_slips(sought, word)
    }
}

fn likeness_with_slips(sought: &[char], word: &[char]) -> u32 {
    let allowed = slips_max(sought.len());
    let is_first_right = sought.first() == word.first();
    let may_be_whole = sought.len().abs_diff(word.len()) <= allowed;
    let may_begin = is_first_right && sought.len() >= SLIPPING_BEGINNING_MIN && sought.len() < word.len();
    if allowed == 0 || word.len() < 3 || !(may_be_whole || may_begin) {
        return 0;
    }
    let (whole, beginning) = slips(sought, word);
    let wrong_first = if is_first_right { 0 } else { FIRST_LETTER };
    let left = |most: u32, slips: usize| match slips {
        _ if slips > allowed => 0,
        0 => most,
        1 => most - SLIP - wrong_first,
        _ => most - 2 * SLIP - wrong_first,
    };
    left(850, whole).max(if may_begin { left(760, beginning) } else { 0 })
}

/// How many slips are forgiven in a word of this length.
fn slips_max(len: usize) -> usize {
    match len {
        0..=2 => 0,
        3..=6 => 1,
        7.. => 2,
    }
}

/// A word without the ending that Italian and English put to it.
fn stem(word: &[char]) -> &[char] {
    let is_ending = |letter: &char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 's');
    match word {
        [stem @ .., last] if stem.len() >= 3 && is_ending(last) => stem,
        _ => word,
    }
}

/// The fewest letters left out, put in, exchanged or swapped with their neighbour that make `sought` of
/// `word`; and the same of any beginning of `word`.
///
/// Source: optimal string alignment, a form of the distance of Damerau and Levenshtein.
fn slips(sought: &[char], word: &[char]) -> (usize, usize) {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (i, letter) in sought.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(last[0] + 1);
        for (j, other) in word.iter().enumerate() {
            let exchanged = last[j] + usize::from(letter != other);
            let mut least = exchanged.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *letter == word[j - 1] && sought[i - 1] == *other {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    let whole = last.last().copied().unwrap_or(usize::MAX);
    (whole, last.iter().copied().min().unwrap_or(whole))
}

/// Whether this is an accent that stands after its letter, or a vowel sign of Arabic.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}' | '\u{640}')
}

/// What a letter is without its accent.
enum Plain {
    /// These letters.
    As(&'static str),
    /// It has none.
    Itself,
}

fn plain(letter: char) -> Plain {
    Plain::As(match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'đ' | 'ď' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ţ' | 'ț' | 'ť' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'أ' | 'إ' | 'آ' | 'ٱ' => "ا",
        'ى' => "ي",
        'ة' => "ه",
        _ => return Plain::Itself,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_folded_to_plain_small_words() {
        for (text, plain) in [
            ("Carta d’Identità", "carta d identita"),
            ("  TARI,   e IMU! ", "tari e imu"),
            ("perche\u{301}", "perche"),
            ("Straße · cœur · șțăîâ", "strasse coeur staia"),
            ("", ""),
            ("'?!", ""),
        ] {
            assert_eq!(folded(text), plain);
        }
    }

    #[test]
    fn likeness_falls_with_each_slip() {
        let order = ["certificato", "certificati", "certifica", "certficato", "cretficato", "carta"];
        let found = order.map(|sought| likeness(sought, "certificato"));
        assert!(found.windows(2).all(|pair| pair[0] > pair[1]), "{found:?}");
        assert_eq!(found[5], 0);
    }

    #[test]
    fn short_words_are_not_taken_for_each_other() {
        for (sought, word) in [("pin", "puk"), ("no", "nido"), ("tari", "targa"), ("casa", "cosa sola")] {
            assert!(likeness(sought, word) < 900, "{sought} {word}");
        }
        assert_eq!(likeness("ab", "ba"), 0);
    }

    #[test]
    fn swapped_neighbours_are_one_slip() {
        for (sought, word, count) in [("crata", "carta", 1), ("identtia", "identita", 1), ("abc", "", 3)] {
            assert_eq!(slips(&Word::of(sought).0, &Word::of(word).0).0, count, "{sought}");
        }
    }

    fn likeness(sought: &str, word: &str) -> u32 {
        Word::of(sought).likeness(&Word::of(word))
    }
}
