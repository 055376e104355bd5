//! What admins do to accounts, and people to their own.

use super::entering::{Denied, Entered, Whence};
use super::secrets::{self, Unfit};
use super::sessions::Live;
use super::{People, Trouble, fresh_id, hexadecimal, random, second_factor};
use crate::store::audit::By;
use crate::store::keys::{self, Role};
use crate::store::people::{CodeRow, PersonRow, PostRow};
use crate::store::sessions::SeatRow;
use crate::store::staffing::{Declined, StaffChange};
use office::id::{DeskId, OfficeId};
use office::moment::Moment;
use std::time::Duration;

/// How long a code for a password is good.
pub const CODE_LASTS: Duration = Duration::from_secs(600);
/// How long the code for the set-up is good.
pub const SET_UP_CODE_LASTS: Duration = Duration::from_secs(3600);

/// A one-time code, shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownCode {
    /// Whose password it sets.
    pub person: String,
    /// The code.
    pub code: String,
}

/// Why something was not changed.
#[derive(Debug)]
pub enum NotManaged {
    /// The name, password or PIN is not taken.
    Unfit(Unfit),
    /// The old password or the code is wrong.
    Wrong,
    /// The store says no.
    Declined(Declined),
    /// It could not be tried.
    Trouble(Trouble),
}

impl<T: Into<Trouble>> From<T> for NotManaged {
    fn from(trouble: T) -> Self {
        NotManaged::Trouble(trouble.into())
    }
}

impl People {
    /// Makes the code for the set-up, unless there is an admin already.
    ///
    /// # Errors
    /// Where it could not be stored.
    pub async fn set_up_code(&self) -> Result<Option<String>, Trouble> {
        if self.has_admin() {
            return Ok(None);
        }
        let (shown, row) = fresh_code(None, SET_UP_CODE_LASTS, self.clock.now())?;
        let _ = self.change(StaffChange::IssueCode(row), By::command_line()).await?;
        Ok(Some(shown))
    }

    /// Adds somebody with a role in an office; the code sets the first password.
    ///
    /// # Errors
    /// Why not.
    pub async fn add(
        &self,
        name: &str,
        office: &OfficeId,
        role: Role,
        by: By,
    ) -> Result<ShownCode, NotManaged> {
        let name = secrets::name(name).map_err(NotManaged::Unfit)?;
        let person = fresh_id('p')?;
        let (code, row) = fresh_code(Some(&person), CODE_LASTS, self.clock.now())?;
        let post = PostRow { person: person.clone(), office: office.clone(), role };
        let change = StaffChange::Add { person: person.clone(), name, post, code: row };
        self.done(change, by).await?;
        Ok(ShownCode { person, code })
    }

    /// Makes a code for somebody's first or forgotten password.
    ///
    /// # Errors
    /// Why not.
    pub async fn code_for(&self, person: &str, by: By) -> Result<ShownCode, NotManaged> {
        if self.reader.person(person).map_err(Trouble::from)?.is_none() {
            return Err(NotManaged::Declined(Declined::Unknown));
        }
        let (code, row) = fresh_code(Some(person), CODE_LASTS, self.clock.now())?;
        self.done(StaffChange::IssueCode(row), by).await?;
        Ok(ShownCode { person: person.to_owned(), code })
    }

    /// Makes any other change of somebody's account.
    ///
    /// # Errors
    /// Why not.
    pub async fn done(&self, change: StaffChange, by: By) -> Result<(), NotManaged> {
        self.change(change, by).await?.map_err(NotManaged::Declined)
    }

    /// Changes one's own password; every other session of the person ends.
    ///
    /// # Errors
    /// Why not.
    pub async fn change_password(
        &self,
        live: &Live,
        old: &str,
        new: &str,
        from: &Whence,
    ) -> Result<(), NotManaged> {
        let person = self.confirmed(live, old, from).await?;
        let password = secrets::password(new, &person.name).map_err(NotManaged::Unfit)?;
        let change = StaffChange::SetPassword {
            person: person.id.clone(),
            hash: self.hashing.hash(&password).await?,
            code: None,
            keep: Some(live.row.id.clone()),
        };
        self.done(change, By::staff(&person.id, Some(&live.row.office), Some(from.address))).await
    }

    /// Whose session it is, having typed the right password once more.
    async fn confirmed(&self, live: &Live, password: &str, from: &Whence) -> Result<PersonRow, NotManaged> {
        let person = self.reader.person(&live.row.person).map_err(Trouble::from)?;
        let person = person.ok_or(NotManaged::Declined(Declined::Unknown))?;
        if self.throttle.delay(&person.name, from.address, self.clock.elapsed()).is_some() {
            return Err(NotManaged::Trouble(Trouble::Busy));
        }
        let compared =
            self.hashing.compare(&secrets::typed(password), person.password_hash.as_deref()).await?;
        if !compared.is_right {
            self.throttle.failed(&person.name, from.address, self.clock.elapsed());
            return Err(NotManaged::Wrong);
        }
        Ok(person)
    }

    /// Sets one's own PIN.
    ///
    /// # Errors
    /// Why not.
    pub async fn set_pin(
        &self,
        live: &Live,
        password: &str,
        pin: &str,
        from: &Whence,
    ) -> Result<(), NotManaged> {
        let pin = secrets::pin(pin).map_err(NotManaged::Unfit)?;
        self.confirmed(live, password, from).await?;
        let change = StaffChange::SetPin {
            person: live.row.person.clone(),
            hash: Some(self.hashing.hash(pin).await?),
        };
        self.done(change, By::staff(&live.row.person, Some(&live.row.office), Some(from.address))).await
    }

    /// A fresh secret for a second factor, to be confirmed by a code.
    ///
    /// # Errors
    /// Where the machine gives no random bits.
    pub fn fresh_second_factor(&self) -> Result<Vec<u8>, Trouble> {
        Ok(random::<{ second_factor::SECRET_LEN }>()?.to_vec())
    }

    /// Confirms one's own second factor by its first code; the session goes on with a new secret.
    ///
    /// # Errors
    /// Why not.
    pub async fn confirm_second_factor(
        &self,
        live: &Live,
        secret: &[u8],
        code: &str,
        from: &Whence,
    ) -> Result<Entered, Denied> {
        let now = self.clock.now();
        let Some(step) = second_factor::step_of(secret, code, now) else { return Err(Denied::Wrong) };
        let change = StaffChange::SetSecondFactor {
            person: live.row.person.clone(),
            factor: Some((secret.to_vec(), step)),
            keep: Some(live.row.id.clone()),
        };
        let by = By::staff(&live.row.person, Some(&live.row.office), Some(from.address));
        match self.change(change, by).await? {
            Ok(()) => self.renew(live, step, from).await,
            Err(_) => Err(Denied::Wrong),
        }
    }

    /// Enrols a browser at a desk; its secret is told once.
    ///
    /// # Errors
    /// Why not.
    pub async fn enrol_seat(
        &self,
        office: &OfficeId,
        desk: Option<DeskId>,
        title: &str,
        by: By,
    ) -> Result<String, NotManaged> {
        let secret = hexadecimal(&random::<32>()?);
        let seat = SeatRow {
            id: fresh_id('b')?,
            office: office.clone(),
            desk,
            title: title.chars().filter(|c| !c.is_control()).take(80).collect(),
            hash: keys::hash(&secret),
            created_at: self.clock.now(),
        };
        self.done(StaffChange::AddSeat(seat), by).await?;
        Ok(secret)
    }
}

/// A fresh one-time code, as it is shown and as it is stored; without a person it is the set-up's.
///
/// # Errors
/// Where the machine gives no random bits.
pub fn fresh_code(person: Option<&str>, lasts: Duration, now: Moment) -> Result<(String, CodeRow), Trouble> {
    let shown = secrets::code(random()?);
    let row = CodeRow {
        id: fresh_id('c')?,
        person: person.map(str::to_owned),
        hash: keys::hash(&secrets::typed_code(&shown)),
        expires_at: now.plus(lasts),
    };
    Ok((shown, row))
}
