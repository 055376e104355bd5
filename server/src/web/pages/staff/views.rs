//! What the pages of login and the own account show: plain values, one struct for each template.

use super::Frame;
use crate::store::keys::Role;
use askama::Template;
use i18n_embed_fl::fl;
use screen::Page;

/// A rule of passwords in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The rule.
    pub text: String,
    /// Whether the password just tried breaks it.
    pub is_broken: bool,
}

/// Name and password.
#[derive(Template)]
#[template(path = "staff/login.html")]
pub struct LoginPage {
    pub page: Page,
    pub frame: Frame,
    pub to: String,
    pub with_to: String,
    pub name: String,
    pub wrong: Option<String>,
    /// Whether a session rests at this browser's seat.
    pub rests: bool,
    /// Whether a session rests that no PIN wakes.
    pub has_rested: bool,
}

/// The second factor of a login.
#[derive(Template)]
#[template(path = "staff/login-factor.html")]
pub struct LoginFactorPage {
    pub page: Page,
    pub frame: Frame,
    pub to: String,
    pub with_to: String,
    /// The secret of the login that was begun.
    pub pending: String,
    /// The office that was chosen.
    pub office: Option<String>,
    pub wrong: Option<String>,
}

/// The office of a login.
#[derive(Template)]
#[template(path = "staff/login-office.html")]
pub struct LoginOfficePage {
    pub page: Page,
    pub frame: Frame,
    pub to: String,
    pub with_to: String,
    /// The secret of the login that was begun.
    pub pending: String,
    pub offices: Vec<OfficeChoice>,
}

/// An office that somebody may enter.
pub struct OfficeChoice {
    pub id: String,
    pub title: String,
    pub role: Role,
}

/// A password by a one-time code.
#[derive(Template)]
#[template(path = "staff/login-code.html")]
pub struct LoginCodePage {
    pub page: Page,
    pub frame: Frame,
    pub to: String,
    pub with_to: String,
    pub name: String,
    pub code: String,
    pub wrong: Option<String>,
    pub rules: Vec<Rule>,
}

/// Back to a session that rests.
#[derive(Template)]
#[template(path = "staff/login-pin.html")]
pub struct LoginPinPage {
    pub page: Page,
    pub frame: Frame,
    pub to: String,
    pub with_to: String,
    pub wrong: Option<String>,
    pub resting: Option<Resting>,
}

/// The session that rests at this browser.
pub struct Resting {
    pub name: String,
    /// When it began.
    pub began: String,
}

/// The first administrator.
#[derive(Template)]
#[template(path = "staff/setup.html")]
pub struct SetupPage {
    pub page: Page,
    pub frame: Frame,
    pub code: String,
    pub name: String,
    pub wrong: Option<String>,
    pub rules: Vec<Rule>,
}

/// The enrolment of a second factor.
#[derive(Template)]
#[template(path = "staff/factor.html")]
pub struct FactorPage {
    pub page: Page,
    pub frame: Frame,
    pub wrong: Option<String>,
    /// Whether it is the second step of the set-up.
    pub is_setup: bool,
    /// Whether the role cannot do without.
    pub must: bool,
    /// The secret as a picture.
    pub qr: String,
    /// The secret, base32, in groups of four.
    pub secret: String,
}

/// One's own login.
#[derive(Template)]
#[template(path = "staff/account.html")]
pub struct AccountPage {
    pub page: Page,
    pub frame: Frame,
    pub about: About,
    pub password_wrong: Option<String>,
    pub pin_wrong: Option<String>,
    pub rules: Vec<Rule>,
    pub pin_len: usize,
    pub sessions: Vec<OwnSession>,
}

/// What is known of whoever is logged in.
pub struct About {
    pub name: String,
    pub role: Role,
    pub seat: Option<String>,
    pub has_pin: bool,
    pub has_factor: bool,
}

/// One of one's own sessions.
pub struct OwnSession {
    pub id: String,
    pub place: String,
    pub began: String,
    pub seen: String,
    pub is_this: bool,
    pub rests: bool,
}
