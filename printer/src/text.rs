//! Text as it goes on paper: letters that a printer has or that are drawn for it, and no byte a command.
//!
//! Two steps. [`printable`] brings any text into letters that can be put on paper, so that a line's width is
//! known before the printer is. [`Encoding::encode`] turns those that the printer has into its bytes; it lets
//! nothing through that is not a visible character or a space, whatever it is given. A line with others is
//! drawn ([`crate::raster`]).

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Stands for a character that no rule can write in Latin letters.
const UNKNOWN: char = '?';

/// How a printer turns bytes above 127 into letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// Code page 858: western Europe with the euro, on nearly every receipt printer.
    Cp858,
    /// Windows code page 1252.
    Wpc1252,
    /// No code page: the printer's own is not known.
    Ascii,
}

/// Code page 858 from byte 128 on (Unicode's CP850.TXT, with the euro sign at 213).
const CP858_UPPER: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ",
    "áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐",
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀",
    "ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}",
);

/// Windows code page 1252 from byte 128 to 159, U+FFFD where it has no character (Unicode's CP1252.TXT);
/// from 160 on it equals Latin-1.
const WPC1252_UPPER: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

impl Encoding {
    /// Encodes `text`: one byte for each of its characters that can be printed, `?` for the others.
    pub fn encode(self, text: &str) -> Vec<u8> {
        printable(text).chars().map(|c| self.byte_of(c).unwrap_or(UNKNOWN as u8)).collect()
    }

    /// Whether the printer has every letter of `text`.
    pub fn covers(self, text: &str) -> bool {
        text.chars().all(|c| self.byte_of(c).is_some())
    }

    /// The byte that draws a line across a character cell; repeated, it makes an unbroken rule.
    pub fn rule_byte(self) -> u8 {
        match self {
            Encoding::Cp858 => 0xC4,
            Encoding::Wpc1252 => 0x97,
            Encoding::Ascii => b'-',
        }
    }

    /// The byte of one character, if the code page has it and it leaves ink or a plain space.
    fn byte_of(self, c: char) -> Option<u8> {
        if matches!(c, ' '..='~') {
            return u8::try_from(c).ok();
        }
        let upper = match (self, c) {
            (_, '\u{a0}' | '\u{ad}' | '\u{fffd}') => None,
            (Encoding::Ascii, _) => None,
            (Encoding::Cp858, _) => CP858_UPPER.chars().position(|known| known == c),
            (Encoding::Wpc1252, '\u{a1}'..='\u{ff}') => return u8::try_from(u32::from(c)).ok(),
            (Encoding::Wpc1252, _) => WPC1252_UPPER.chars().position(|known| known == c),
        };
        upper.and_then(|index| u8::try_from(index + 128).ok())
    }
}

/// Writes `text` with letters that go on paper: those of Europe's Latin alphabets, of Arabic, and the euro.
///
/// Typographic marks become their plain form (`’` to `'`, `…` to `...`), other Latin letters lose their
/// accents, line ends and tabs become spaces; control characters, direction marks and other invisible
/// signs vanish; anything else becomes `?`. Doing it twice changes nothing.
pub fn printable(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfc() {
        if is_printed(c) {
            plain.push(c);
        } else if c.is_whitespace() {
            plain.push(' ');
        } else if !is_invisible(c) {
            push_nearest(&mut plain, c);
        }
    }
    plain
}

/// `text` as [`printable`] and cut at `width` characters: what a printer puts on one line.
pub fn fitted(text: &str, width: usize) -> String {
    printable(text).chars().take(width).collect()
}

/// Whether `c` goes on paper as it is.
fn is_printed(c: char) -> bool {
    is_latin(c) || is_arabic(c)
}

/// ASCII, Latin-1, Latin Extended-A, the Romanian letters with a comma, and the euro.
fn is_latin(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | 'Ș'..='ț' | '€')
}

/// Whether `c` is a letter, a vowel sign, a digit or a mark of Arabic.
pub fn is_arabic(c: char) -> bool {
    matches!(c, '،' | '؛' | '؟' | '\u{621}'..='\u{652}' | '\u{660}'..='\u{66d}' | '\u{670}'..='\u{6d3}')
}

/// Whether `c` is a letter of Arabic, which makes the words around it run from right to left.
pub fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{621}'..='\u{64a}' | '\u{671}'..='\u{6d3}')
}

/// A line in its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// What stands in front: room, a box to tick, a dash, the number of a step.
    pub mark: &'a str,
    /// The words.
    pub words: &'a str,
    /// What stands at the other edge, behind two spaces or more.
    pub tail: Option<&'a str>,
}

/// Takes a line apart, so that what stands in front and at the other edge keeps its place in both directions.
pub fn parts(line: &str) -> Parts<'_> {
    let bare = line.trim_start_matches(' ');
    let digits = bare.chars().take_while(char::is_ascii_digit).count();
    let mark = ["[ ] ", "- "].into_iter().find(|mark| bare.starts_with(mark)).map_or(0, str::len);
    let mark = if (1..=2).contains(&digits) && bare[digits..].starts_with(". ") { digits + 2 } else { mark };
    let (mark, rest) = line.split_at(line.len() - bare.len() + mark);
    match rest.rsplit_once("  ") {
        Some((words, tail)) if !tail.is_empty() && !words.trim().is_empty() => {
            Parts { mark, words: words.trim_end_matches(' '), tail: Some(tail) }
        }
        Some(_) | None => Parts { mark, words: rest, tail: None },
    }
}

/// Whether `c` changes how a text is read without being seen: controls, direction and joining marks,
/// the soft hyphen, variation selectors, tags, lone accents.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || unicode_normalization::char::is_combining_mark(c)
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Appends the nearest spelling of a character that does not go on paper as it is.
fn push_nearest(plain: &mut String, c: char) {
    if let Some(spelling) = spelling(c) {
        return plain.push_str(spelling);
    }
    let start = plain.len();
    for part in std::iter::once(c).nfkd().filter(|part| !is_invisible(*part)) {
        match spelling(part) {
            Some(spelling) => plain.push_str(spelling),
            None if is_printed(part) => plain.push(part),
            None if part.is_whitespace() => plain.push(' '),
            None => {
                plain.truncate(start);
                return plain.push(UNKNOWN);
            }
        }
    }
}

/// The spelling of characters that Unicode does not take apart in the way a reader expects.
fn spelling(c: char) -> Option<&'static str> {
    let spelling = match c {
        '‘' | '’' | '‚' | '‛' | 'ʼ' | 'ʹ' | '′' | '‹' | '›' => "'",
        '“' | '”' | '„' | '‟' | '″' | 'ˮ' => "\"",
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '─' => "-",
        '…' => "...",
        '•' | '‣' | '∙' | '●' => "·",
        '→' => "->",
        '←' => "<-",
        '⁄' => "/",
        '™' => "(TM)",
        'ẞ' => "SS",
        'ƒ' => "f",
        _ => return None,
    };
    Some(spelling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What Python's own codecs `cp858` and `cp1252` give.
    const JUDGED: [(&str, &[u8], &[u8]); 6] = [
        ("àèéìòù", b"\x85\x8a\x82\x8d\x95\x97", b"\xe0\xe8\xe9\xec\xf2\xf9"),
        ("ÀÈÉÌÒÙ", b"\xb7\xd4\x90\xde\xe3\xeb", b"\xc0\xc8\xc9\xcc\xd2\xd9"),
        ("€ç°§£", b"\xd5\x87\xf8\xf5\x9c", b"\x80\xe7\xb0\xa7\xa3"),
        ("Ôô®¿«»", b"\xe2\x93\xa9\xa8\xae\xaf", b"\xd4\xf4\xae\xbf\xab\xbb"),
        ("ÄÖÜäöüß", b"\x8e\x99\x9a\x84\x94\x81\xe1", b"\xc4\xd6\xdc\xe4\xf6\xfc\xdf"),
        ("A-007 ~@#", b"A-007 ~@#", b"A-007 ~@#"),
    ];

    #[test]
    fn letters_get_the_bytes_of_the_code_page() {
        for (text, cp858, wpc1252) in JUDGED {
            assert_eq!(Encoding::Cp858.encode(text), cp858, "{text}");
            assert_eq!(Encoding::Wpc1252.encode(text), wpc1252, "{text}");
        }
    }

    #[test]
    fn both_tables_are_complete() {
        assert_eq!(CP858_UPPER.chars().count(), 128);
        assert_eq!(WPC1252_UPPER.chars().count(), 32);
        for c in (' '..='\u{ff}').chain(['€']).filter(|c| is_latin(*c)) {
            assert!(Encoding::Cp858.byte_of(c).is_some(), "{c}");
            assert!(Encoding::Wpc1252.byte_of(c).is_some(), "{c}");
        }
    }

    #[test]
    fn typographic_marks_take_their_plain_form() {
        let cases = [
            ("l’identità", "l'identità"),
            ("“sì” – forse…", "\"sì\" - forse..."),
            ("Škoda Łódź œuvre", "Škoda Łódź œuvre"),
            ("s\u{326}i t\u{326}ară", "și țară"),
            ("ẞ ḍ ƒ", "SS d f"),
            ("perche\u{301} e\u{300}", "perché è"),
            ("ﬁne ½ №", "fine ½ No"),
            ("一 🙂", "? ?"),
            ("a\tb\nc\u{a0}d\u{2028}e", "a b c d e"),
        ];
        for (text, plain) in cases {
            assert_eq!(printable(text), plain);
        }
    }

    #[test]
    fn nothing_invisible_or_commanding_gets_through() {
        let hostile =
            "\u{1b}@A\u{1d}V\u{0}\0\u{10}\u{4}\u{1}B\u{9b}\u{7f}\u{202e}\u{2067}\u{200f}C\u{feff}\u{ad}";
        assert_eq!(printable(hostile), "@AVBC");
        assert_eq!(Encoding::Cp858.encode(hostile), b"@AVBC");
    }

    #[test]
    fn arabic_stays_with_its_vowels() {
        assert_eq!(printable("شُكْرًا، العربية؟ ٣"), "شُكْرًا، العربية؟ ٣");
        assert!(!Encoding::Cp858.covers("العربية") && !Encoding::Cp858.covers("ș"));
        assert!(Encoding::Cp858.covers("è €") && !Encoding::Ascii.covers("è"));
    }

    #[test]
    fn lines_come_apart_at_marks_and_wide_gaps() {
        let cases = [
            ("[ ] Una foto", ("[ ] ", "Una foto", None)),
            ("    se recente", ("    ", "se recente", None)),
            ("12. Firmi", ("12. ", "Firmi", None)),
            ("- Nota", ("- ", "Nota", None)),
            ("Bollo      16,00 €", ("", "Bollo", Some("16,00 €"))),
            ("          16,00 €", ("          ", "16,00 €", None)),
            ("2026. Anno", ("", "2026. Anno", None)),
            ("", ("", "", None)),
            ("   ", ("   ", "", None)),
        ];
        for (line, (mark, words, tail)) in cases {
            assert_eq!(parts(line), Parts { mark, words, tail }, "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn every_byte_is_visible_or_a_space(text in any::<String>()) {
            let plain = printable(&text);
            prop_assert_eq!(&printable(&plain), &plain);
            for encoding in [Encoding::Cp858, Encoding::Wpc1252, Encoding::Ascii] {
                let bytes = encoding.encode(&text);
                prop_assert!(bytes.iter().all(|b| *b >= 0x20 && *b != 0x7f));
                prop_assert_eq!(bytes.len(), plain.chars().count());
            }
        }
    }
}
