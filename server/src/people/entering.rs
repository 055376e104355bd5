//! Coming in and going out.

use super::secrets::{self, Unfit};
use super::sessions::{Found, Live, SESSION_MAX, WRONG_PINS_MAX};
use super::{People, SESSION_SECRET_LEN, Trouble, fresh_id, hexadecimal, random, second_factor};
use crate::store::audit::By;
use crate::store::keys::{self, Role, SecretHash};
use crate::store::people::PersonRow;
use crate::store::sessions::{SeatRow, SessionRow};
use crate::store::setup::Mode;
use crate::store::staffing::{Declined, StaffChange};
use office::id::OfficeId;
use std::net::IpAddr;
use std::sync::PoisonError;
use std::time::Duration;

/// How long somebody may take between the password and what comes after it.
const PENDING_MAX: Duration = Duration::from_secs(180);
/// Most logins that stand between the password and what comes after it.
const PENDING_COUNT_MAX: usize = 256;
/// Wrong codes of the second factor that end a login.
const WRONG_CODES_MAX: u32 = 5;

/// A login: a session and the secret for its cookie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entered {
    /// For the cookie, told once: 128 random bits in hexadecimal.
    pub secret: String,
    /// Whose.
    pub person: String,
    /// In which office.
    pub office: OfficeId,
    /// With which role.
    pub role: Role,
}

/// A place somebody may work at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where.
    pub office: OfficeId,
    /// As what.
    pub role: Role,
}

/// Why somebody has not come in.
#[derive(Debug)]
pub enum Denied {
    /// Name or password, PIN or code is wrong; which, and whether the name exists, is not said.
    Wrong,
    /// Too many failures: to be tried again later.
    Later {
        /// In how many seconds.
        seconds: u64,
    },
    /// The password is right; a choice or a second factor is wanted before `pending` expires.
    Unfinished {
        /// The name of this login, for the next step.
        pending: String,
        /// The posts to choose from, where there are several.
        posts: Vec<Post>,
        /// Whether a code of the second factor is wanted.
        wants_code: bool,
    },
    /// The new password is not taken.
    Unfit(Unfit),
    /// It could not be tried.
    Trouble(Trouble),
}

impl<T: Into<Trouble>> From<T> for Denied {
    fn from(trouble: T) -> Self {
        Denied::Trouble(trouble.into())
    }
}

/// A login between the password and what comes after it.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    person: String,
    until: Duration,
    wrong_codes: u32,
}

/// Whence where somebody comes in.
#[derive(Debug, Clone)]
pub struct Whence {
    /// The address.
    pub address: IpAddr,
    /// The enrolled browser, if it is one.
    pub seat: Option<SeatRow>,
    /// The session that this browser has now, which ends with a new one.
    pub session: Option<String>,
}

impl People {
    /// Comes in by name and password.
    ///
    /// # Errors
    /// Why not; a login that wants more goes on with [`People::go_on`].
    pub async fn log_in(&self, name: &str, password: &str, from: &Whence) -> Result<Entered, Denied> {
        let account = account(name);
        self.slow_down(&account, from.address)?;
        let person = match secrets::name(name) {
            Ok(name) => self.reader.person_by_name(&name).map_err(Trouble::from)?,
            Err(_) => None,
        };
        let usable = person.filter(|person| !person.is_disabled);
        let stored = usable.as_ref().and_then(|person| person.password_hash.as_deref());
        let typed = secrets::typed(password);
        let compared = self.hashing.compare(&typed, stored).await?;
        let Some(person) = usable.filter(|_| compared.is_right) else {
            return Err(self.failed(&account, from.address, "login failed").await);
        };
        self.throttle.succeeded(&account, from.address);
        if compared.is_weak {
            let hash = self.hashing.hash(&typed).await?;
            let by = By::staff(&person.id, None, Some(from.address));
            let _ = self.change(StaffChange::Rehash { person: person.id.clone(), hash }, by).await?;
        }
        self.enter_or_ask(&person, from).await
    }

    /// Goes on with a login: with a choice of post, a code of the second factor, or both.
    ///
    /// # Errors
    /// Why not.
    pub async fn go_on(
        &self,
        pending: &str,
        office: Option<&OfficeId>,
        code: Option<&str>,
        from: &Whence,
    ) -> Result<Entered, Denied> {
        let (hash, elapsed) = (keys::hash(pending), self.clock.elapsed());
        let begun = self.pending().get(&hash).filter(|begun| elapsed < begun.until).cloned();
        let Some(begun) = begun else { return Err(Denied::Wrong) };
        let person = self.reader.person(&begun.person).map_err(Trouble::from)?;
        let Some(person) = person.filter(|person| !person.is_disabled) else { return Err(Denied::Wrong) };
        let posts = self.posts_of(&person.id)?;
        let chosen = match (office, posts.as_slice()) {
            (Some(office), posts) => posts.iter().find(|post| post.office == *office),
            (None, [only]) => Some(only),
            (None, _) => None,
        };
        let Some(post) = chosen.cloned() else {
            return Err(self.unfinished(pending, posts, &person));
        };
        let step = match (self.wants_code(&person), code) {
            (None, _) => None,
            (Some(_), None) => return Err(self.unfinished(pending, posts, &person)),
            (Some(secret), Some(code)) => match second_factor::step_of(&secret, code, self.clock.now()) {
                Some(step) if person.may_use_step(step) => Some(step),
                Some(_) | None => return Err(self.wrong_code(&hash, &person, from).await),
            },
        };
        let entered = self.enter(&person.id, &post, step, from).await?;
        self.pending().remove(&hash);
        Ok(entered)
    }

    /// Comes back to a session that rests, at the enrolled browser where it began.
    ///
    /// # Errors
    /// Why not; after [`WRONG_PINS_MAX`] wrong PINs the session has ended.
    pub async fn return_by_pin(&self, secret: &str, pin: &str, from: &Whence) -> Result<(), Denied> {
        let Some(Found::Resting(live)) = self.session(secret, false) else { return Err(Denied::Wrong) };
        let is_its_seat = live.row.seat.is_some()
            && live.row.seat.as_deref() == from.seat.as_ref().map(|seat| seat.id.as_str());
        let person = self.reader.person(&live.row.person).map_err(Trouble::from)?;
        let stored = person.filter(|_| is_its_seat).and_then(|person| person.pin_hash);
        let compared = self.hashing.compare(pin.trim(), stored.as_deref()).await?;
        let by = By::staff(&live.row.person, Some(&live.row.office), Some(from.address));
        if compared.is_right {
            live.wake(self.clock.elapsed());
            self.note("returned by PIN", live.row.id.clone(), by).await;
            return Ok(());
        }
        self.wrong_pin(&live, by).await;
        Err(Denied::Wrong)
    }

    /// Sets a first or a new password by a one-time code.
    ///
    /// # Errors
    /// Why not.
    pub async fn password_by_code(
        &self,
        name: &str,
        code: &str,
        password: &str,
        from: &Whence,
    ) -> Result<(), Denied> {
        let account = account(name);
        self.slow_down(&account, from.address)?;
        let known = match secrets::name(name) {
            Ok(name) => self.reader.person_by_name(&name).map_err(Trouble::from)?,
            Err(_) => None,
        };
        let hash = keys::hash(&secrets::typed_code(code));
        let person = known.filter(|person| !person.is_disabled);
        let is_good = match &person {
            Some(person) => self.reader.is_code_good(Some(&person.id), &hash, self.clock.now()),
            None => Ok(false),
        };
        let Some(person) = person.filter(|_| matches!(is_good, Ok(true))) else {
            is_good.map_err(Trouble::from)?;
            return Err(self.failed(&account, from.address, "code failed").await);
        };
        let password = secrets::password(password, &person.name).map_err(Denied::Unfit)?;
        let change = StaffChange::SetPassword {
            person: person.id.clone(),
            hash: self.hashing.hash(&password).await?,
            code: Some(hash),
            keep: None,
        };
        match self.change(change, By::staff(&person.id, None, Some(from.address))).await? {
            Ok(()) => {
                self.throttle.succeeded(&account, from.address);
                Ok(())
            }
            Err(_) => Err(self.failed(&account, from.address, "code failed").await),
        }
    }

    /// Sets up the first admin by the code that the program printed at its start.
    ///
    /// # Errors
    /// Why not.
    pub async fn set_up(&self, code: &str, name: &str, password: &str, from: &Whence) -> Result<(), Denied> {
        const ACCOUNT: &str = "set-up";
        self.slow_down(ACCOUNT, from.address)?;
        let hash = keys::hash(&secrets::typed_code(code));
        let is_good = self.reader.is_code_good(None, &hash, self.clock.now()).map_err(Trouble::from)?;
        if !is_good || self.has_admin() {
            return Err(self.failed(ACCOUNT, from.address, "set-up failed").await);
        }
        let name = secrets::name(name).map_err(Denied::Unfit)?;
        let password = secrets::password(password, &name).map_err(Denied::Unfit)?;
        let change = StaffChange::SetUp {
            person: fresh_id('p')?,
            name,
            password_hash: self.hashing.hash(&password).await?,
            code: hash,
        };
        match self.change(change, By::nobody(from.address)).await? {
            Ok(()) => Ok(()),
            Err(_) => Err(self.failed(ACCOUNT, from.address, "set-up failed").await),
        }
    }

    /// Goes out.
    ///
    /// # Errors
    /// Where it could not be stored: the session goes on.
    pub async fn log_out(&self, session: &str, by: By) -> Result<(), Trouble> {
        let change = StaffChange::End { session: session.to_owned(), why: "logged out" };
        self.change(change, by).await.map(drop)
    }

    /// A session with a new secret in place of one whose rights have grown.
    ///
    /// # Errors
    /// Where it could not be stored, or the person has lost the post.
    pub(super) async fn renew(&self, live: &Live, step: u64, from: &Whence) -> Result<Entered, Denied> {
        let post = Post { office: live.row.office.clone(), role: live.row.role };
        let from = Whence { session: Some(live.row.id.clone()), ..from.clone() };
        self.begin(&live.row.person, &post, (true, None), &from).await.inspect(|_| {
            tracing::debug!(step, "a session was renewed");
        })
    }

    fn slow_down(&self, account: &str, address: IpAddr) -> Result<(), Denied> {
        match self.throttle.delay(account, address, self.clock.elapsed()) {
            None => Ok(()),
            Some(delay) => {
                metrics::counter!("sportello_logins_total", "outcome" => "slowed").increment(1);
                Err(Denied::Later { seconds: delay.as_secs().max(1) })
            }
        }
    }

    async fn failed(&self, account: &str, address: IpAddr, action: &'static str) -> Denied {
        self.throttle.failed(account, address, self.clock.elapsed());
        metrics::counter!("sportello_logins_total", "outcome" => "failed").increment(1);
        tracing::warn!(%address, action, "somebody has not come in");
        self.note(action, String::new(), By::nobody(address)).await;
        Denied::Wrong
    }

    async fn wrong_code(&self, pending: &SecretHash, person: &PersonRow, from: &Whence) -> Denied {
        {
            let mut waiting = self.pending();
            let wrong = waiting.get_mut(pending).map_or(WRONG_CODES_MAX, |begun| {
                begun.wrong_codes += 1;
                begun.wrong_codes
            });
            if wrong >= WRONG_CODES_MAX {
                waiting.remove(pending);
            }
        }
        self.failed(&person.name, from.address, "second factor failed").await
    }

    async fn wrong_pin(&self, live: &Live, by: By) {
        tracing::warn!(session = %live.row.id, "a wrong PIN was typed");
        if live.wrong_pin() >= WRONG_PINS_MAX {
            let change = StaffChange::End { session: live.row.id.clone(), why: "ended by wrong PINs" };
            // Not stored, the next wrong PIN tries again.
            let _ = self.change(change, by).await;
        } else {
            self.note("PIN failed", live.row.id.clone(), by).await;
        }
    }

    async fn enter_or_ask(&self, person: &PersonRow, from: &Whence) -> Result<Entered, Denied> {
        let posts = self.posts_of(&person.id)?;
        match posts.as_slice() {
            [] => Err(Denied::Wrong),
            [only] if self.wants_code(person).is_none() => self.enter(&person.id, only, None, from).await,
            _ => {
                let pending = hexadecimal(&random::<SESSION_SECRET_LEN>()?);
                let until = self.clock.elapsed() + PENDING_MAX;
                let mut waiting = self.pending();
                if waiting.len() >= PENDING_COUNT_MAX {
                    return Err(Denied::Trouble(Trouble::Busy));
                }
                let begun = Pending { person: person.id.clone(), until, wrong_codes: 0 };
                waiting.insert(keys::hash(&pending), begun);
                drop(waiting);
                Err(self.unfinished(&pending, posts, person))
            }
        }
    }

    fn unfinished(&self, pending: &str, posts: Vec<Post>, person: &PersonRow) -> Denied {
        let wants_code = self.wants_code(person).is_some();
        let posts = if posts.len() > 1 { posts } else { Vec::new() };
        Denied::Unfinished { pending: pending.to_owned(), posts, wants_code }
    }

    /// The secret of the second factor, where the person has one: it is asked for at every login, or
    /// a post that needs none would be the way around it.
    fn wants_code(&self, person: &PersonRow) -> Option<Vec<u8>> {
        person.totp_secret.clone().filter(|_| self.mode == Mode::Serve)
    }

    async fn enter(
        &self,
        person: &str,
        post: &Post,
        step: Option<u64>,
        from: &Whence,
    ) -> Result<Entered, Denied> {
        let entered = self.begin(person, post, (step.is_some(), step), from).await?;
        metrics::counter!("sportello_logins_total", "outcome" => "entered").increment(1);
        tracing::info!(person, office = %post.office, role = post.role.code(), "logged in");
        Ok(entered)
    }

    async fn begin(
        &self,
        person: &str,
        post: &Post,
        (has_second_factor, step): (bool, Option<u64>),
        from: &Whence,
    ) -> Result<Entered, Denied> {
        let secret = hexadecimal(&random::<SESSION_SECRET_LEN>()?);
        let now = self.clock.now();
        let session = SessionRow {
            id: fresh_id('s')?,
            hash: keys::hash(&secret),
            person: person.to_owned(),
            office: post.office.clone(),
            role: post.role,
            seat: from.seat.as_ref().filter(|seat| seat.office == post.office).map(|seat| seat.id.clone()),
            has_second_factor,
            created_at: now,
            seen_at: now,
            ends_at: now.plus(SESSION_MAX),
        };
        let by = By::staff(person, Some(&post.office), Some(from.address));
        let change = StaffChange::Begin { session, step, instead_of: from.session.clone() };
        match self.change(change, by).await? {
            Ok(()) => Ok(Entered {
                secret,
                person: person.to_owned(),
                office: post.office.clone(),
                role: post.role,
            }),
            Err(Declined::UsedStep | Declined::Unknown) => Err(Denied::Wrong),
            Err(Declined::NameTaken | Declined::LastAdmin | Declined::BadCode) => Err(Denied::Wrong),
        }
    }

    fn posts_of(&self, person: &str) -> Result<Vec<Post>, Trouble> {
        let posts = self.reader.posts()?.into_iter().filter(|post| post.person == person);
        Ok(posts.map(|post| Post { office: post.office, role: post.role }).collect())
    }

    pub(super) fn forget_pending(&self) {
        let elapsed = self.clock.elapsed();
        self.pending().retain(|_, begun| elapsed < begun.until);
    }

    fn pending(&self) -> std::sync::MutexGuard<'_, std::collections::BTreeMap<SecretHash, Pending>> {
        // A map that is whole after each insertion.
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What failures are counted under: the name as typed, whether or not there is such an account.
fn account(name: &str) -> String {
    name.trim().to_lowercase().chars().take(secrets::NAME_LEN_MAX).collect()
}
