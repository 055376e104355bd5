//! The second factor of admins: codes of an authenticator, from a shared secret and the time.
//!
//! Source: RFC 6238 with SHA-1, six digits and thirty seconds, as every authenticator knows it.

use office::moment::Moment;
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// Length of a secret, bytes.
pub const SECRET_LEN: usize = 20;
/// Length of a step, seconds.
pub const STEP_S: u64 = 30;

fn totp(secret: &[u8]) -> Option<Totp> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP_S)
        .with_secret(Secret::from(secret))
        .build()
        .ok()
}

/// The time step whose code was typed, if it is of now, just past or just to come.
pub fn step_of(secret: &[u8], typed: &str, now: Moment) -> Option<u64> {
    let code: String = typed.chars().filter(|c| !c.is_whitespace()).take(8).collect();
    totp(secret)?.check(&code, seconds(now))
}

/// The code of now, as the authenticator shows it.
pub fn code_at(secret: &[u8], now: Moment) -> Option<String> {
    Some(totp(secret)?.generate(seconds(now)).to_string())
}

/// The secret as people type it: base32.
pub fn as_text(secret: &[u8]) -> String {
    Secret::from(secret).to_base32()
}

/// The secret as an authenticator reads it from a QR code; `name` is of `a-z`, `0-9`, `.`, `-` and `_`.
pub fn as_address(secret: &[u8], name: &str) -> String {
    format!("otpauth://totp/Sportello:{name}?secret={}&issuer=Sportello", as_text(secret))
}

fn seconds(now: Moment) -> u64 {
    u64::try_from(now.as_millis() / 1000).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six of eight digits at 59 s.
        let at = Moment::from_millis(59_000).unwrap();
        assert_eq!(code_at(b"12345678901234567890", at).as_deref(), Some("287082"));
    }

    #[test]
    fn code_is_good_a_step_early_or_late_and_no_longer() {
        let secret = b"12345678901234567890";
        let at = |seconds: i64| Moment::from_millis(seconds * 1000).unwrap();
        let code = code_at(secret, at(1_000_000)).unwrap();
        assert_eq!(step_of(secret, &code, at(1_000_000)), Some(33_333));
        assert_eq!(step_of(secret, &format!(" {} {}", &code[..3], &code[3..]), at(1_000_030)), Some(33_333));
        assert_eq!(step_of(secret, &code, at(999_970)), Some(33_333));
        assert_eq!(step_of(secret, &code, at(1_000_090)), None);
        assert_eq!(step_of(secret, "000000x", at(1_000_000)), None);
    }
}
