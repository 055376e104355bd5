//! People who work in a world: hired, with a password of their own, and logged in.

use crate::person::Person;
use crate::world::{OFFICE, World};
use office::id::OfficeId;
use server::people::second_factor::code_at;
use server::people::sessions::Found;
use server::people::{Entered, People, Whence};
use server::store::audit::{AuditRow, By};
use server::store::keys::Role;
use server::store::staffing::StaffChange;
use std::net::{IpAddr, Ipv4Addr};

/// The password of everybody who works in a world.
pub const PASSWORD: &str = "tre tazze di caffè e un treno";
/// This machine, as an address.
pub const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// Somebody at this address, at no enrolled browser and without a session.
pub fn whence(address: IpAddr) -> Whence {
    Whence { address, seat: None, session: None }
}

impl World {
    /// Accounts and sessions.
    pub fn people(&self) -> &People {
        &self.app().people
    }

    /// Hires somebody for the default office, who sets a password by the code; the person's id.
    pub async fn hire(&self, name: &str, role: Role) -> String {
        self.hire_at(OFFICE, name, role).await
    }

    /// The same for any office.
    pub async fn hire_at(&self, office: &str, name: &str, role: Role) -> String {
        let office = OfficeId::new(office).unwrap();
        let shown = self.people().add(name, &office, role, By::command_line()).await.unwrap();
        self.people().password_by_code(name, &shown.code, PASSWORD, &whence(HERE)).await.unwrap();
        shown.person
    }

    /// Logs somebody in who has been hired.
    pub async fn log_in(&self, name: &str) -> Entered {
        self.people().log_in(name, PASSWORD, &whence(HERE)).await.unwrap()
    }

    /// Somebody who has been hired, with a session, at a browser on this machine.
    pub async fn logged_in(&self, name: &str) -> Person {
        self.stranger().with_session(&self.log_in(name).await.secret)
    }

    /// Hires somebody and logs them in.
    pub async fn at_work(&self, name: &str, role: Role) -> Person {
        self.hire(name, role).await;
        self.logged_in(name).await
    }

    /// Hires an admin for an office, who has a second factor, and logs them in.
    pub async fn admin_at(&self, office: &str, name: &str) -> Person {
        self.hire_at(office, name, Role::Admin).await;
        let first = self.log_in(name).await;
        let Some(Found::Active(live)) = self.people().session(&first.secret, true) else {
            panic!("the session is in force")
        };
        let factor = self.people().fresh_second_factor().unwrap();
        let code = code_at(&factor, self.app().clock.now()).unwrap();
        let entered =
            self.people().confirm_second_factor(&live, &factor, &code, &whence(HERE)).await.unwrap();
        self.stranger().with_session(&entered.secret)
    }

    /// Changes something about people from the command line.
    pub async fn manage(&self, change: StaffChange) {
        self.people().done(change, By::command_line()).await.unwrap();
    }

    /// The newest lines of an office's audit, newest first.
    pub fn audit_of(&self, office: &str) -> Vec<AuditRow> {
        self.app().reader.audit(&OfficeId::new(office).unwrap(), None, None, None, 200).unwrap()
    }

    /// The audit of the default office, newest first, of one action.
    pub fn audited(&self, action: &str) -> Vec<AuditRow> {
        let office = OfficeId::new(OFFICE).unwrap();
        self.app().reader.audit(&office, None, None, Some(action), 200).unwrap()
    }
}
