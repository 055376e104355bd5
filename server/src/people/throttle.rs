//! The brake on guessing: per account and address together, and per address. Whoever comes from
//! elsewhere is not slowed: no outsider can lock somebody out.
//!
//! Time is the time really passed, so that a clock that jumps locks nobody out.

use crate::web::network::household;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Failures on one account from one address that are free.
pub const FREE_PER_PAIR: u32 = 5;
/// Failures from one address that are free.
pub const FREE_PER_ADDRESS: u32 = 20;
/// Longest delay.
const DELAY_MAX: Duration = Duration::from_secs(300);
/// After so long without a failure all is forgotten.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(1800);
/// Most pairs and addresses that are remembered.
const REMEMBERED_MAX: usize = 20_000;

/// What is counted: an address, alone or with the account tried from it.
type Key = (IpAddr, Option<String>);

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Duration,
}

/// Failures by account and address.
#[derive(Debug, Default)]
pub struct Throttle {
    failures: Mutex<HashMap<Key, Failures>>,
}

impl Throttle {
    /// How long this address must wait before it may try this account.
    pub fn delay(&self, account: &str, address: IpAddr, elapsed: Duration) -> Option<Duration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        keys(account, address)
            .into_iter()
            .filter_map(|(key, free)| {
                let known = failures.get(&key)?;
                (known.last + pause(known.count, free)).checked_sub(elapsed)
            })
            .max()
            .filter(|left| !left.is_zero())
    }

    /// Counts a failure.
    pub fn failed(&self, account: &str, address: IpAddr, elapsed: Duration) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() >= REMEMBERED_MAX {
            forget(&mut failures, elapsed);
        }
        for (key, _) in keys(account, address) {
            let known = failures.entry(key).or_insert(Failures { count: 0, last: elapsed });
            let is_old = elapsed.saturating_sub(known.last) > FORGOTTEN_AFTER;
            *known =
                Failures { count: if is_old { 1 } else { known.count.saturating_add(1) }, last: elapsed };
        }
    }

    /// Forgets the failures on an account from an address: whoever is there knows the password.
    pub fn succeeded(&self, account: &str, address: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let [(pair, _), _] = keys(account, address);
        failures.remove(&pair);
    }
}

/// The pair and the address, each with the failures that are free.
fn keys(account: &str, address: IpAddr) -> [(Key, u32); 2] {
    let address = household(address);
    [((address, Some(account.to_owned())), FREE_PER_PAIR), ((address, None), FREE_PER_ADDRESS)]
}

/// The pause after the last of so many failures: 1, 2, 4 … seconds once the free ones are used.
fn pause(count: u32, free: u32) -> Duration {
    match count.checked_sub(free) {
        None => Duration::ZERO,
        Some(over) => Duration::from_secs(1 << over.min(16)).min(DELAY_MAX),
    }
}

/// Drops what is old; where all is young, the oldest half.
fn forget(failures: &mut HashMap<Key, Failures>, elapsed: Duration) {
    failures.retain(|_, known| elapsed.saturating_sub(known.last) <= FORGOTTEN_AFTER);
    if failures.len() >= REMEMBERED_MAX {
        let mut times: Vec<Duration> = failures.values().map(|known| known.last).collect();
        times.sort_unstable();
        let middle = times[times.len() / 2];
        failures.retain(|_, known| known.last > middle);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 7));
    const ELSEWHERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(10, 0, 0, 8));

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn guesses_are_slowed_more_and_more_and_nobody_elsewhere_is() {
        let throttle = Throttle::default();
        for _ in 0..FREE_PER_PAIR {
            assert_eq!(throttle.delay("m.rossi", HERE, at(0)), None);
            throttle.failed("m.rossi", HERE, at(0));
        }
        assert_eq!(throttle.delay("m.rossi", HERE, at(0)), Some(at(1)));
        throttle.failed("m.rossi", HERE, at(1));
        assert_eq!(throttle.delay("m.rossi", HERE, at(1)), Some(at(2)));
        assert_eq!(throttle.delay("m.rossi", HERE, at(3)), None);
        for second in 0..30 {
            throttle.failed("m.rossi", HERE, at(second));
        }
        assert_eq!(throttle.delay("m.rossi", HERE, at(30)), Some(DELAY_MAX - at(1)));
        assert_eq!(throttle.delay("m.rossi", ELSEWHERE, at(30)), None);
    }

    #[test]
    fn one_address_that_tries_many_accounts_is_slowed_on_all_of_them() {
        let throttle = Throttle::default();
        for number in 0..FREE_PER_ADDRESS {
            throttle.failed(&format!("person-{number}"), HERE, at(0));
        }
        assert!(throttle.delay("m.rossi", HERE, at(0)).is_some());
        assert_eq!(throttle.delay("m.rossi", ELSEWHERE, at(0)), None);
    }

    #[test]
    fn right_password_and_half_an_hour_forgive() {
        let throttle = Throttle::default();
        for _ in 0..=FREE_PER_PAIR {
            throttle.failed("m.rossi", HERE, at(0));
        }
        throttle.succeeded("m.rossi", HERE);
        assert_eq!(throttle.delay("m.rossi", HERE, at(0)), None);
        for _ in 0..50 {
            throttle.failed("a.bianchi", HERE, at(0));
        }
        throttle.failed("a.bianchi", HERE, at(1801));
        assert_eq!(throttle.delay("a.bianchi", HERE, at(1801)), None);
    }

    #[test]
    fn memory_is_bounded() {
        let throttle = Throttle::default();
        for number in 0..(REMEMBERED_MAX as u64 * 2) {
            throttle.failed(&format!("person-{number}"), HERE, Duration::from_millis(number));
        }
        assert!(throttle.failures.lock().unwrap().len() <= REMEMBERED_MAX + 2);
    }
}
