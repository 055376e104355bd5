//! The key of one visit at the totem: minted at the first tap, renewed with each page, sealed, short-lived.
//!
//! Written as hexadecimal digits: 12 of the moment (ms since 1970), 2 of the extensions, 32 random ones
//! (the visit itself) and 32 of an HMAC-SHA-256 over the rest. It names no person and no ticket. The
//! seal makes it hold across a restart of the program without anything being kept.

use hmac::{Hmac, Mac};
use office::event::Quote;
use office::id::RequestKey;
use office::moment::Moment;
use sha2::Sha256;
use std::fmt;
use std::time::Duration;

/// How long a key is good, from when it was minted, renewed or last extended.
pub const VALID: Duration = Duration::from_secs(120);

/// How often a key can be extended (WCAG 2.2.1 asks for ten times).
pub const EXTENSIONS_MAX: u8 = 10;

/// Digits before the seal.
const BODY_LEN: usize = 12 + 2 + 32;

/// Digits of the seal: 128 bits.
const SEAL_LEN: usize = 32;

/// The secret with which a totem's keys are sealed; the same after a restart.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes 32 random bytes as the secret.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    fn seal(&self, purpose: &str, text: &str) -> Hmac<Sha256> {
        let mut seal = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        seal.update(purpose.as_bytes());
        seal.update(b"\0");
        seal.update(text.as_bytes());
        seal
    }

    pub(crate) fn sealed(&self, purpose: &str, text: &str) -> String {
        let bytes = self.seal(purpose, text).finalize().into_bytes();
        bytes.iter().take(SEAL_LEN / 2).map(|byte| format!("{byte:02x}")).collect()
    }

    pub(crate) fn is_sealed(&self, purpose: &str, text: &str, seal: &str) -> bool {
        let bytes: Option<Vec<u8>> = (0..SEAL_LEN / 2)
            .map(|at| seal.get(at * 2..at * 2 + 2).and_then(|digits| u8::from_str_radix(digits, 16).ok()))
            .collect();
        let whole = seal.len() == SEAL_LEN;
        whole && bytes.is_some_and(|bytes| self.seal(purpose, text).verify_truncated_left(&bytes).is_ok())
    }
}

/// Never writes the secret.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// One visit at the totem, from the first tap to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// When the key was minted or last extended.
    minted_at: Moment,
    /// How often it has been extended.
    extensions: u8,
    /// What tells this visit from every other.
    id: VisitId,
}

/// What stays the same of a visit when its key is extended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct VisitId(u128);

impl VisitId {
    /// The request under which the office knows the visit: asked again, it gives the same number.
    pub fn request(self) -> RequestKey {
        RequestKey::new(&format!("{:032x}", self.0)).expect("hexadecimal digits fit an identifier")
    }
}

impl Visit {
    /// A new visit at `now`, told from others by 128 random bits.
    pub fn new(random: u128, now: Moment) -> Self {
        Self { minted_at: now, extensions: 0, id: VisitId(random) }
    }

    /// The visit whose key this is; `None` where the key is not one that this secret has sealed.
    pub fn read(key: &str, secret: &Secret) -> Option<Self> {
        if key.len() != BODY_LEN + SEAL_LEN || !key.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let (body, seal) = key.split_at(BODY_LEN);
        if !secret.is_sealed("visit", body, seal) {
            return None;
        }
        Some(Self {
            minted_at: Moment::from_millis(i64::from_str_radix(&body[..12], 16).ok()?)?,
            extensions: u8::from_str_radix(&body[12..14], 16).ok()?,
            id: VisitId(u128::from_str_radix(&body[14..], 16).ok()?),
        })
    }

    /// The key, for addresses and forms.
    pub fn key(&self, secret: &Secret) -> String {
        let body = format!("{:012x}{:02x}{:032x}", self.minted_at.as_millis(), self.extensions, self.id.0);
        let seal = secret.sealed("visit", &body);
        body + &seal
    }

    /// What stays the same when the key is extended.
    pub fn id(&self) -> VisitId {
        self.id
    }

    /// How much longer the key is good for a number; zero when it has expired.
    ///
    /// A key from the future (the clock was set back) counts as just minted.
    pub fn left(&self, now: Moment) -> Duration {
        VALID.saturating_sub(now.since(self.minted_at))
    }

    /// The same visit with its time begun anew; `None` where it has expired or was extended
    /// [`EXTENSIONS_MAX`] times.
    pub fn extended(&self, now: Moment) -> Option<Self> {
        let may = self.can_be_extended() && !self.left(now).is_zero();
        may.then(|| Self { minted_at: now, extensions: self.extensions + 1, id: self.id })
    }

    /// The same visit with its time begun anew, because the visitor went on.
    #[must_use]
    pub fn renewed(&self, now: Moment) -> Self {
        Self { minted_at: now, extensions: 0, id: self.id }
    }

    /// The request under which the office knows what this visit asks beside its number: the same text is the
    /// same request.
    pub fn request_for(&self, text: &str, secret: &Secret) -> RequestKey {
        let seal = secret.sealed("request", &format!("{:032x}-{text}", self.id.0));
        RequestKey::new(&seal).expect("hexadecimal digits fit an identifier")
    }

    /// Whether more time can still be asked for.
    pub fn can_be_extended(&self) -> bool {
        self.extensions < EXTENSIONS_MAX
    }

    /// The quote that this visit has been shown, sealed for its form.
    pub fn quote_shown(&self, quote: Quote, secret: &Secret) -> String {
        let [low, median, high] = quote.quantiles_s;
        let figures = format!("{}-{}-{low}-{median}-{high}", quote.low_min, quote.high_min);
        let seal = secret.sealed("quote", &format!("{:032x}-{figures}", self.id.0));
        format!("{figures}-{seal}")
    }

    /// The quote of a form of this visit; `None` where it was shown none, or not this one.
    pub fn quote_seen(&self, text: &str, secret: &Secret) -> Option<Quote> {
        let (figures, seal) = text.rsplit_once('-')?;
        if !secret.is_sealed("quote", &format!("{:032x}-{figures}", self.id.0), seal) {
            return None;
        }
        let figures: Vec<u32> = figures.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [low_min, high_min, low, median, high] = figures.try_into().ok()?;
        Some(Quote { low_min, high_min, quantiles_s: [low, median, high] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_is_read_back_after_a_restart_with_the_same_secret() {
        let visit = Visit::new(7, at(0));
        assert_eq!(Visit::read(&visit.key(&secret(1)), &secret(1)), Some(visit));
    }

    #[test]
    fn forged_key_is_no_visit() {
        let key = Visit::new(7, at(0)).key(&secret(1));
        let mut later = key.clone();
        later.replace_range(11..12, if &key[11..12] == "0" { "1" } else { "0" });
        let upper = key.to_uppercase();
        for forged in ["", "x", &key[1..], &later, &format!("{key}0"), &"é".repeat(39), &"0".repeat(78)] {
            assert_eq!(Visit::read(forged, &secret(1)), None, "{forged}");
        }
        assert_eq!(Visit::read(&key, &secret(2)), None);
        assert!(upper == key || Visit::read(&upper, &secret(1)).is_none());
    }

    #[test]
    fn key_is_good_for_two_minutes_and_can_be_extended_ten_times() {
        let mut visit = Visit::new(7, at(0));
        assert_eq!(visit.left(at(119)), Duration::from_secs(1));
        assert!(visit.left(at(120)).is_zero());
        assert_eq!(visit.extended(at(120)), None);
        for minute in 1..=10 {
            visit = visit.extended(at(minute * 60)).unwrap();
            assert_eq!(visit.left(at(minute * 60)), VALID);
        }
        assert_eq!(visit.extended(at(601)), None);
        assert_eq!(visit.id(), Visit::new(7, at(0)).id());
    }

    #[test]
    fn quote_counts_only_in_the_form_of_its_own_visit() {
        let quote = Quote { low_min: 15, high_min: 30, quantiles_s: [900, 1400, 1800] };
        let (visit, other) = (Visit::new(7, at(0)), Visit::new(8, at(0)));
        let shown = visit.quote_shown(quote, &secret(1));
        assert_eq!(visit.quote_seen(&shown, &secret(1)), Some(quote));
        assert_eq!(other.quote_seen(&shown, &secret(1)), None);
        assert_eq!(visit.quote_seen(&shown.replacen("15", "5", 1), &secret(1)), None);
        assert_eq!(visit.quote_seen("", &secret(1)), None);
    }

    fn secret(byte: u8) -> Secret {
        Secret::new([byte; 32])
    }

    fn at(seconds: u64) -> Moment {
        Moment::from_millis(1_795_505_400_000).unwrap().plus(Duration::from_secs(seconds))
    }
}
