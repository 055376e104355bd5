//! Passwords and PINs as Argon2id, in a small pool of their own: a rush of logins takes neither the
//! memory nor the threads of the office.

use argon2::{Argon2, CustomizedPasswordHasher, Params, PasswordHash, PasswordHasher, PasswordVerifier};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Memory of one hash, KiB. Source: OWASP Password Storage Cheat Sheet, ASVS 5.0 11.4.2.
pub const MEMORY_KIB: u32 = 19_456;
/// Passes over that memory.
pub const PASSES: u32 = 2;
/// Most hashes at once.
const AT_ONCE_MAX: usize = 2;
/// Most that wait for their turn.
const WAITING_MAX: usize = 32;

/// Why nothing was hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotHashed {
    /// Too many wait; later there is room again.
    #[error("too many passwords wait to be checked")]
    Busy,
    /// The machine has no memory or no random bits for it.
    #[error("the machine cannot hash a password")]
    Machine,
}

/// The pool.
#[derive(Debug)]
pub struct Hashing {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    nobody: String,
}

/// What became of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// Whether it is the right one.
    pub is_right: bool,
    /// Whether the stored hash is weaker than those made today.
    pub is_weak: bool,
}

impl Hashing {
    /// A pool that does nothing yet.
    ///
    /// # Errors
    /// Where the machine cannot hash at all.
    pub fn new() -> Result<Self, NotHashed> {
        let mut bits = [0; 16];
        getrandom::fill(&mut bits).map_err(|_| NotHashed::Machine)?;
        Ok(Self {
            turns: Arc::new(Semaphore::new(AT_ONCE_MAX)),
            places: Arc::new(Semaphore::new(AT_ONCE_MAX + WAITING_MAX)),
            nobody: hash(&bits)?,
        })
    }

    /// The hash of a password or a PIN, as a PHC string.
    pub async fn hash(&self, secret: &str) -> Result<String, NotHashed> {
        let secret = secret.to_owned();
        self.run(move || hash(secret.as_bytes())).await?
    }

    /// Compares with a stored hash; without one it takes as long, and is never right.
    pub async fn compare(&self, secret: &str, stored: Option<&str>) -> Result<Compared, NotHashed> {
        let (secret, is_known) = (secret.to_owned(), stored.is_some());
        let stored = stored.unwrap_or(&self.nobody).to_owned();
        let compared = self.run(move || compare(secret.as_bytes(), &stored)).await?;
        Ok(Compared { is_right: compared.is_right && is_known, ..compared })
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, NotHashed> {
        let _place = self.places.clone().try_acquire_owned().map_err(|_| NotHashed::Busy)?;
        let _turn = self.turns.clone().acquire_owned().await.map_err(|_| NotHashed::Busy)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| NotHashed::Machine)
    }
}

fn today() -> Result<Argon2<'static>, NotHashed> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).map_err(|_| NotHashed::Machine)?;
    Ok(Argon2::from(params))
}

fn hash(secret: &[u8]) -> Result<String, NotHashed> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| NotHashed::Machine)?;
    let made: PasswordHash =
        today()?.hash_password_with_salt(secret, &salt).map_err(|_| NotHashed::Machine)?;
    Ok(made.to_string())
}

fn compare(secret: &[u8], stored: &str) -> Compared {
    let Ok(parsed) = PasswordHash::new(stored) else { return Compared { is_right: false, is_weak: true } };
    let is_right = Argon2::default().verify_password(secret, &parsed).is_ok();
    let is_weak = Params::try_from(&parsed)
        .map_or(true, |params| params.m_cost() < MEMORY_KIB || params.t_cost() < PASSES);
    Compared { is_right, is_weak }
}

/// A hash with weaker parameters, as an older program may have made it; for tests.
///
/// # Errors
/// Where the parameters are none.
pub fn weak_hash(secret: &str, memory_kib: u32, passes: u32) -> Result<String, NotHashed> {
    let params = Params::new(memory_kib, passes, 1, None).map_err(|_| NotHashed::Machine)?;
    let made: PasswordHash = Argon2::default()
        .hash_password_with_params(secret.as_bytes(), b"0123456789abcdef", params)
        .map_err(|_| NotHashed::Machine)?;
    Ok(made.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn hash_is_argon2id_with_todays_parameters() {
        let made = Hashing::new().unwrap().hash("una frase lunga").await.unwrap();
        assert!(made.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{made}");
        assert_ne!(made, Hashing::new().unwrap().hash("una frase lunga").await.unwrap());
    }

    #[tokio::test]
    async fn only_the_right_one_is_right_and_nobody_has_one() {
        let pool = Hashing::new().unwrap();
        let made = pool.hash("una frase lunga").await.unwrap();
        let right = pool.compare("una frase lunga", Some(&made)).await.unwrap();
        assert_eq!(right, Compared { is_right: true, is_weak: false });
        assert!(!pool.compare("una frase corta", Some(&made)).await.unwrap().is_right);
        assert!(!pool.compare("una frase lunga", None).await.unwrap().is_right);
        assert!(!pool.compare("una frase lunga", Some("no hash")).await.unwrap().is_right);
    }

    #[tokio::test]
    async fn weaker_hash_is_right_and_told_to_be_weak() {
        let weak = weak_hash("una frase lunga", 8192, 1).unwrap();
        let compared = Hashing::new().unwrap().compare("una frase lunga", Some(&weak)).await.unwrap();
        assert_eq!(compared, Compared { is_right: true, is_weak: true });
    }

    #[tokio::test]
    async fn too_many_at_once_are_told_to_come_back() {
        let pool = Hashing::new().unwrap();
        let _taken = pool.places.clone().acquire_many_owned((AT_ONCE_MAX + WAITING_MAX) as u32).await;
        assert_eq!(pool.compare("una frase lunga", None).await, Err(NotHashed::Busy));
    }
}
