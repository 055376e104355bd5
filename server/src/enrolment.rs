//! Newcomers: devices that have no key yet, each with a code on its screen that an admin types.
//!
//! ```text
//! newcomer --code--> waiting --typed by an admin--> device, its key handed over once
//!                       |
//!                       +--- ten minutes, or the newcomer is gone: the code is good for nothing
//! ```
//!
//! Nothing of it is stored: a code lives as long as its newcomer waits, and a server that starts again
//! knows none.

use crate::app::App;
use crate::control;
use crate::people::fresh_id;
use crate::people::throttle::Throttle;
use crate::registrar::{Chore, Lane, Outcome, Work};
use crate::store::audit::By;
use crate::store::keys::{DeviceRow, SecretHash};
use crate::web::network::household;
use office::id::{DeskId, DeviceId, OfficeId};
use office::wire::DeviceRole;
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::oneshot;

/// For how long a code is good.
pub const CODE_LASTS: Duration = Duration::from_secs(600);
/// Figures of a code.
pub const CODE_LEN: usize = 6;
/// Most newcomers that wait at once.
pub const WAITING_MAX: usize = 64;
/// Most of them from one address.
pub const EACH_MAX: usize = 16;
/// Distances from which a screen is read, metres.
pub const DISTANCE_M: std::ops::RangeInclusive<f64> = 0.5..=30.0;
/// Diagonals of its panel, inches.
pub const DIAGONAL_IN: std::ops::RangeInclusive<f64> = 7.0..=120.0;
/// What wrong codes are counted under, beside the address.
const CODES: &str = "codes of newcomers";

/// How a newcomer hears that it is enrolled.
#[derive(Debug)]
pub enum Hearer {
    /// A program on the link: it is handed its key.
    Link(oneshot::Sender<(DeviceId, String)>),
    /// A browser: it holds its key in a cookie already, and this is its hash.
    Browser(SecretHash),
}

#[derive(Debug)]
struct Waiting {
    role: Option<DeviceRole>,
    address: IpAddr,
    since: Duration,
    hearer: Hearer,
}

/// A newcomer as the fleet's page lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Newcomer {
    /// What it can be; absent: a browser, which can show any page.
    pub role: Option<DeviceRole>,
    /// Where it is.
    pub address: IpAddr,
    /// For how long it has waited.
    pub waits: Duration,
}

/// What a newcomer is to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// In which office.
    pub office: OfficeId,
    /// What it is for.
    pub role: DeviceRole,
    /// What people call it.
    pub title: String,
    /// Of a display: the desk whose sign it is.
    pub desk: Option<DeskId>,
    /// Of a totem: where its slips come out.
    pub printer: Option<DeviceId>,
    /// From how far it is read, metres, and its panel's diagonal, inches; absent: as usual.
    pub size: Option<(f64, f64)>,
}

/// Why a newcomer was not enrolled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotEnrolled {
    /// Nobody shows this code, or no longer.
    UnknownCode,
    /// So many wrong codes have been typed that the next one has to wait.
    TooMany(Duration),
    /// Its program is for something else.
    OtherRole(Option<DeviceRole>),
    /// Nobody reads a screen of that size from there.
    Size,
    /// The newcomer has gone in the same moment.
    Gone,
    /// Not possible now.
    Busy,
}

/// Those who wait.
#[derive(Debug, Default)]
pub struct Newcomers {
    waiting: Mutex<BTreeMap<String, Waiting>>,
    wrong: Throttle,
}

impl Newcomers {
    /// Lets a newcomer wait, and gives its code; none where too many wait already.
    pub fn come(
        &self,
        role: Option<DeviceRole>,
        address: IpAddr,
        hearer: Hearer,
        (now, mut random): (Duration, impl FnMut() -> Option<u128>),
    ) -> Option<String> {
        let mut waiting = self.waiting(now);
        let near = household(address);
        let of_address = waiting.values().filter(|other| household(other.address) == near).count();
        if waiting.len() >= WAITING_MAX || of_address >= EACH_MAX {
            return None;
        }
        let code = loop {
            let code = format!("{:0CODE_LEN$}", random()? % 10_u128.pow(CODE_LEN as u32));
            if !waiting.contains_key(&code) {
                break code;
            }
        };
        waiting.insert(code.clone(), Waiting { role, address, since: now, hearer });
        Some(code)
    }

    /// Forgets a newcomer that has gone.
    pub fn forget(&self, code: &str, now: Duration) {
        self.waiting(now).remove(code);
    }

    /// The code of a browser with this key, and for how long it is still good.
    pub fn code_of(&self, key: &SecretHash, now: Duration) -> Option<(String, Duration)> {
        let waiting = self.waiting(now);
        let (code, known) = waiting
            .iter()
            .find(|(_, waiting)| matches!(&waiting.hearer, Hearer::Browser(hash) if hash == key))?;
        Some((code.clone(), (known.since + CODE_LASTS).saturating_sub(now)))
    }

    /// Everybody who waits, the longest first.
    pub fn all(&self, now: Duration) -> Vec<Newcomer> {
        let mut all: Vec<Newcomer> = self
            .waiting(now)
            .values()
            .map(|one| Newcomer {
                role: one.role,
                address: one.address,
                waits: now.saturating_sub(one.since),
            })
            .collect();
        all.sort_by_key(|newcomer| std::cmp::Reverse(newcomer.waits));
        all
    }

    /// Takes the newcomer with this code, once, if it can be what it is to be.
    fn take(&self, code: &str, role: DeviceRole, by: IpAddr, now: Duration) -> Result<Hearer, NotEnrolled> {
        if let Some(wait) = self.wrong.delay(CODES, by, now) {
            return Err(NotEnrolled::TooMany(wait));
        }
        let mut waiting = self.waiting(now);
        let Some(found) = waiting.get(code) else {
            self.wrong.failed(CODES, by, now);
            return Err(NotEnrolled::UnknownCode);
        };
        let is_browser = found.role.is_none();
        let fits = found.role.map_or(role != DeviceRole::Printer, |own| own == role);
        if !fits {
            return Err(NotEnrolled::OtherRole(if is_browser { None } else { found.role }));
        }
        self.wrong.succeeded(CODES, by);
        waiting.remove(code).map(|one| one.hearer).ok_or(NotEnrolled::UnknownCode)
    }

    /// Those whose codes are still good.
    fn waiting(&self, now: Duration) -> MutexGuard<'_, BTreeMap<String, Waiting>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.retain(|_, one| {
            let is_there = match &one.hearer {
                Hearer::Link(hearer) => !hearer.is_closed(),
                Hearer::Browser(_) => true,
            };
            is_there && now.saturating_sub(one.since) < CODE_LASTS
        });
        waiting
    }
}

/// What people type of a code, with the gap that the screen shows or without.
pub fn typed(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Makes the newcomer with this code a device of the house; its id.
pub async fn enrol(app: &App, code: &str, place: Place, by: By) -> Result<DeviceId, NotEnrolled> {
    let is_readable = place.size.is_none_or(|(distance_m, diagonal_in)| {
        DISTANCE_M.contains(&distance_m) && DIAGONAL_IN.contains(&diagonal_in)
    });
    if !is_readable {
        return Err(NotEnrolled::Size);
    }
    let (Ok(secret), Ok(fresh)) = (control::secret(), fresh_id('d')) else { return Err(NotEnrolled::Busy) };
    let id = format!("{}-{}", place.role.code(), fresh.trim_start_matches("d-"));
    let id = DeviceId::new(&id).map_err(|_| NotEnrolled::Busy)?;
    // The command line has no address: whoever is on this machine shares one.
    let address = by.address.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    let hearer = app.newcomers.take(&typed(code), place.role, address, app.clock.elapsed())?;

    let Place { office, role, title, desk, printer, size } = place;
    let mut device = control::device(id.clone(), office, role, title, desk, printer, &secret);
    if let Some((distance_m, diagonal_in)) = size {
        (device.viewing_distance_m, device.panel_diagonal_in) = (distance_m, diagonal_in);
    }
    if let Hearer::Browser(hash) = &hearer {
        device.hash = *hash;
    }
    change(app, Chore::AddDevice(device.clone(), by.clone())).await?;
    match hearer {
        Hearer::Browser(_) => {}
        Hearer::Link(hearer) => hand_over(app, &device, secret, hearer, by).await?,
    }
    tracing::info!(device = %id, role = role.code(), "enrolled");
    Ok(id)
}

/// Hands the key over; a device that was not there to take it is none.
async fn hand_over(
    app: &App,
    device: &DeviceRow,
    secret: String,
    hearer: oneshot::Sender<(DeviceId, String)>,
    by: By,
) -> Result<(), NotEnrolled> {
    if hearer.send((device.id.clone(), secret)).is_ok() {
        return Ok(());
    }
    change(app, Chore::RevokeDevice(device.id.clone(), by)).await?;
    Err(NotEnrolled::Gone)
}

async fn change(app: &App, chore: Chore) -> Result<(), NotEnrolled> {
    match app.registry.ask(Lane::Hall, Work::Chore(chore)).await {
        Ok(Outcome::Done(_)) => {}
        Ok(
            Outcome::Unchanged(_)
            | Outcome::Refused(_)
            | Outcome::KeyReused
            | Outcome::NoRoom
            | Outcome::Failed
            | Outcome::Declined(_),
        )
        | Err(_) => return Err(NotEnrolled::Busy),
    }
    app.directory.refresh(&app.reader).map_err(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "keys and devices could not be read again");
        NotEnrolled::Busy
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 7));
    const ELSEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 8));

    fn at(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    fn link() -> (Hearer, oneshot::Receiver<(DeviceId, String)>) {
        let (hearer, hears) = oneshot::channel();
        (Hearer::Link(hearer), hears)
    }

    fn come(newcomers: &Newcomers, address: IpAddr, nth: u128) -> Option<String> {
        newcomers.come(None, address, Hearer::Browser([nth as u8; 32]), (at(0), || Some(nth)))
    }

    #[test]
    fn code_is_good_once_and_for_ten_minutes() {
        let newcomers = Newcomers::default();
        for (typed_at, is_known) in [(0, true), (599, true), (600, false)] {
            let (hearer, _hears) = link();
            let code = newcomers.come(Some(DeviceRole::Display), HERE, hearer, (at(0), || Some(42))).unwrap();
            assert_eq!(code, "000042");
            let taken = newcomers.take(&code, DeviceRole::Display, HERE, at(typed_at));
            assert_eq!(taken.is_ok(), is_known, "{typed_at}");
            let again = newcomers.take(&code, DeviceRole::Display, HERE, at(typed_at));
            assert_eq!(again.unwrap_err(), NotEnrolled::UnknownCode);
        }
    }

    #[test]
    fn code_of_whoever_has_gone_is_good_for_nothing() {
        let newcomers = Newcomers::default();
        let (hearer, hears) = link();
        let code = newcomers.come(Some(DeviceRole::Totem), HERE, hearer, (at(0), || Some(7))).unwrap();
        drop(hears);
        assert_eq!(
            newcomers.take(&code, DeviceRole::Totem, HERE, at(1)).unwrap_err(),
            NotEnrolled::UnknownCode
        );
        assert!(newcomers.all(at(1)).is_empty());
    }

    #[test]
    fn program_becomes_only_what_it_is_and_its_code_stays_good() {
        let newcomers = Newcomers::default();
        let (hearer, _hears) = link();
        let code = newcomers.come(Some(DeviceRole::Display), HERE, hearer, (at(0), || Some(7))).unwrap();
        let other = newcomers.take(&code, DeviceRole::Totem, HERE, at(1)).unwrap_err();
        assert_eq!(other, NotEnrolled::OtherRole(Some(DeviceRole::Display)));
        newcomers.take(&code, DeviceRole::Display, HERE, at(1)).unwrap();
        let browser = come(&newcomers, HERE, 8).unwrap();
        let printer = newcomers.take(&browser, DeviceRole::Printer, HERE, at(1)).unwrap_err();
        assert_eq!(printer, NotEnrolled::OtherRole(None));
        newcomers.take(&browser, DeviceRole::Totem, HERE, at(1)).unwrap();
    }

    #[test]
    fn guesses_are_slowed_and_nobody_elsewhere_is() {
        let newcomers = Newcomers::default();
        let code = come(&newcomers, HERE, 123_456).unwrap();
        let guess = |nth: usize, by, now| {
            newcomers.take(&format!("{nth:06}"), DeviceRole::Display, by, now).unwrap_err()
        };
        for nth in 0..5 {
            assert_eq!(guess(nth, HERE, at(1)), NotEnrolled::UnknownCode);
        }
        assert_eq!(guess(6, HERE, at(1)), NotEnrolled::TooMany(at(1)));
        let right = newcomers.take(&code, DeviceRole::Display, HERE, at(1)).unwrap_err();
        assert_eq!(right, NotEnrolled::TooMany(at(1)), "also the right one has to wait");
        newcomers.take(&code, DeviceRole::Display, ELSEWHERE, at(1)).unwrap();
    }

    #[test]
    fn crowd_of_newcomers_is_kept_out_and_one_address_cannot_fill_the_house() {
        let newcomers = Newcomers::default();
        for nth in 0..EACH_MAX as u128 {
            come(&newcomers, HERE, nth).expect("a place");
        }
        assert_eq!(come(&newcomers, HERE, 1000), None);
        for nth in EACH_MAX as u128..WAITING_MAX as u128 {
            come(&newcomers, [10, 0, 1, nth as u8].into(), nth).expect("a place");
        }
        assert_eq!(come(&newcomers, ELSEWHERE, 1001), None);
        assert_eq!(newcomers.all(at(1)).len(), WAITING_MAX);
        assert!(newcomers.all(at(600)).is_empty());
    }

    #[test]
    fn code_that_somebody_shows_is_not_given_to_another() {
        let newcomers = Newcomers::default();
        assert_eq!(come(&newcomers, HERE, 5).unwrap(), "000005");
        let mut numbers = [5, 1_000_005, 9].into_iter();
        let random = || numbers.next();
        let second = newcomers.come(None, HERE, Hearer::Browser([1; 32]), (at(0), random));
        assert_eq!(second.unwrap(), "000009");
        assert_eq!(newcomers.code_of(&[1; 32], at(60)), Some(("000009".into(), at(540))));
    }

    #[test]
    fn gap_that_the_screen_shows_may_be_typed() {
        assert_eq!(typed(" 481 205 "), "481205");
    }
}
