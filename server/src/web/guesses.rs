//! The brake on guessing codes of appointments: per address, and per code from wherever.
//!
//! The first mistakes are free; after them each costs a pause that doubles. A code that many guess at is
//! slowed for everybody who types it: its page, by the secret in its address, is not.

use super::limiter::Limiter;
use crate::people::throttle::Throttle;
use office::id::DeviceId;
use std::net::IpAddr;
use std::time::Duration;

/// Wrong names for one code, from all addresses, that are free.
const FREE_PER_CODE: u32 = 10;
/// Afterwards one of them in so long.
const PER_CODE_EVERY: Duration = Duration::from_secs(60);

/// Wrong codes at one totem that are free.
const FREE_PER_TOTEM: u32 = 20;
/// Afterwards one of them in so long.
const PER_TOTEM_EVERY: Duration = Duration::from_secs(10);

/// From where somebody types a code.
#[derive(Debug, Clone, Copy)]
pub enum Guesser<'a> {
    /// From an address of the network.
    Address(IpAddr),
    /// At a totem, before which one stands after the other.
    Totem(&'a DeviceId),
}

/// Who has guessed, and at what.
#[derive(Debug)]
pub struct Guesses {
    by_address: Throttle,
    by_code: Limiter<String>,
    by_totem: Limiter<DeviceId>,
}

impl Default for Guesses {
    fn default() -> Self {
        Self {
            by_address: Throttle::default(),
            by_code: Limiter::new(FREE_PER_CODE, PER_CODE_EVERY),
            by_totem: Limiter::new(FREE_PER_TOTEM, PER_TOTEM_EVERY),
        }
    }
}

impl Guesses {
    /// How long somebody must wait before trying this code.
    pub fn wait(&self, code: &str, from: Guesser<'_>, elapsed: Duration) -> Option<Duration> {
        let code = essence(code);
        let by_place = match from {
            Guesser::Address(address) => self.by_address.delay(&code, address, elapsed),
            Guesser::Totem(totem) => self.by_totem.wait(totem, elapsed),
        };
        by_place.max(self.by_code.wait(&code, elapsed))
    }

    /// Counts a code that was none, or a name that did not go with it.
    pub fn failed(&self, code: &str, from: Guesser<'_>, elapsed: Duration) {
        let code = essence(code);
        // One too many is not counted: the wait is told before the next.
        match from {
            Guesser::Address(address) => self.by_address.failed(&code, address, elapsed),
            Guesser::Totem(totem) => {
                let _ = self.by_totem.take(totem.clone(), elapsed);
            }
        }
        let _ = self.by_code.take(code, elapsed);
    }
}

/// A code however it is written, and of whatever nonsense no more than a code has.
fn essence(code: &str) -> String {
    let letters = code.chars().filter(char::is_ascii_alphanumeric).take(8);
    letters.map(|c| c.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> Guesser<'static> {
        Guesser::Address(IpAddr::from([10, 0, last, 7]))
    }

    #[test]
    fn one_address_that_tries_many_codes_is_slowed_and_others_are_not() {
        let guesses = Guesses::default();
        for n in 0..20 {
            let code = format!("AAAA-{n:04}");
            assert_eq!(guesses.wait(&code, address(1), Duration::ZERO), None, "{n}");
            guesses.failed(&code, address(1), Duration::ZERO);
        }
        assert!(guesses.wait("BBBB-0000", address(1), Duration::ZERO).is_some());
        assert_eq!(guesses.wait("BBBB-0000", address(2), Duration::ZERO), None);
    }

    #[test]
    fn one_code_that_many_addresses_guess_at_is_slowed_however_it_is_written() {
        let guesses = Guesses::default();
        for n in 0..10 {
            assert_eq!(guesses.wait("K7F2-9QXM", address(n), Duration::ZERO), None, "{n}");
            guesses.failed("k7f29qxm", address(n), Duration::ZERO);
        }
        assert!(guesses.wait("K7F2 9QXM", address(99), Duration::ZERO).is_some());
        assert_eq!(guesses.wait("K7F2-9QXM", address(99), Duration::from_secs(601)), None);
        assert_eq!(guesses.wait("K7F2-9QXN", address(99), Duration::ZERO), None);
    }
}
