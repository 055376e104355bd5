//! Reading: the floor folded from the log, and what pages and the API look up.

use super::paper::Told;
use super::setup::ServerRow;
use super::{
    OpenError, StoreError, agenda, audit, blocks, configurations, keys, log, open, paper, parties, people,
    relief, requests, sessions, setup, stored,
};
use crate::registrar::Applicant;
use chrono::NaiveDate;
use office::agenda::{Booking, BookingCode, KEPT_AT_HAND, Wish};
use office::configuration::{Configuration, Version};
use office::event::{Event, Fact};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::{ActorId, BookingId, DeviceId, FollowToken, OfficeId, RequestKey, TicketId, WishId};
use office::moment::Moment;
use office::number::{Number, Series};
use office::slip::{Columns, Slip};
use office::wire::PrintJob;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A connection that only reads. Shared; every reading is short.
#[derive(Debug)]
pub struct Reader {
    connection: Mutex<Connection>,
    path: PathBuf,
}

impl Reader {
    /// Opens the database for reading.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self { connection: Mutex::new(open::reading(path)?), path: path.to_owned() })
    }

    /// Opens the database for reading it as it stands at one moment, whatever is written meanwhile.
    /// The write-ahead log grows as long as this is held.
    pub fn at_one_moment(path: &Path) -> Result<Self, OpenError> {
        let reader = Self::open(path)?;
        // The first reading settles the moment.
        reader.sql().execute_batch("begin; select count(*) from server")?;
        Ok(reader)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The server's own row.
    pub fn server(&self) -> Result<ServerRow, StoreError> {
        setup::server(&self.sql())
    }

    /// Every office.
    pub fn offices(&self) -> Result<Vec<OfficeId>, StoreError> {
        offices(&self.sql())
    }

    /// The floor of an office as the log tells it.
    pub fn floor(&self, office: &OfficeId) -> Result<Floor, StoreError> {
        let sql = self.sql();
        if !sql.is_autocommit() {
            return floor(&sql, office);
        }
        // Log and rows are read as they stand at one moment.
        let transaction = sql.unchecked_transaction()?;
        floor(&transaction, office)
    }

    /// Events of an office after `after`, at most [`log::PAGE_MAX`].
    pub fn events(&self, office: &OfficeId, after: u64, limit: u32) -> Result<Vec<Event>, StoreError> {
        let mut events = Vec::new();
        log::read(&self.sql(), office, after, limit.min(log::PAGE_MAX).into(), |event| {
            events.push(event);
            Ok(())
        })?;
        Ok(events)
    }

    /// Calls `each` for every event of an office, from the first.
    pub fn each_event(
        &self,
        office: &OfficeId,
        each: impl FnMut(Event) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        log::read(&self.sql(), office, 0, u64::MAX, each)
    }

    /// Calls `each` for the last `limit` events of an office, oldest first.
    pub fn last_events(
        &self,
        office: &OfficeId,
        limit: u64,
        each: impl FnMut(Event) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let sql = self.sql();
        log::read(&sql, office, last_seq(&sql, office)?.saturating_sub(limit), limit, each)
    }

    /// The sequence of the last event that an office has counted; 0 before the first.
    pub fn last_seq(&self, office: &OfficeId) -> Result<u64, StoreError> {
        last_seq(&self.sql(), office)
    }

    /// Every API key.
    pub fn keys(&self) -> Result<Vec<keys::KeyRow>, StoreError> {
        keys::keys(&self.sql())
    }

    /// Every device in force.
    pub fn devices(&self) -> Result<Vec<keys::DeviceRow>, StoreError> {
        keys::devices(&self.sql())
    }

    /// Everybody who works here, by name.
    pub fn people(&self) -> Result<Vec<people::PersonRow>, StoreError> {
        people::people(&self.sql())
    }

    /// Somebody by the name typed at login.
    pub fn person_by_name(&self, name: &str) -> Result<Option<people::PersonRow>, StoreError> {
        people::by_name(&self.sql(), name)
    }

    /// Somebody by id.
    pub fn person(&self, id: &str) -> Result<Option<people::PersonRow>, StoreError> {
        people::by_id(&self.sql(), id)
    }

    /// What everybody may do where.
    pub fn posts(&self) -> Result<Vec<people::PostRow>, StoreError> {
        people::posts(&self.sql())
    }

    /// Whether there is an admin who can come in.
    pub fn has_admin(&self) -> Result<bool, StoreError> {
        people::has_admin(&self.sql())
    }

    /// Whether a code of somebody, or of the set-up, is still good.
    pub fn is_code_good(
        &self,
        person: Option<&str>,
        hash: &keys::SecretHash,
        now: Moment,
    ) -> Result<bool, StoreError> {
        people::is_code_good(&self.sql(), person, hash, now)
    }

    /// Every session that has not been ended.
    pub fn sessions(&self) -> Result<Vec<sessions::SessionRow>, StoreError> {
        sessions::sessions(&self.sql())
    }

    /// Every browser at a desk.
    pub fn seats(&self) -> Result<Vec<sessions::SeatRow>, StoreError> {
        sessions::seats(&self.sql())
    }

    /// Lines of the audit of an office; see [`audit::page`].
    pub fn audit(
        &self,
        office: &OfficeId,
        before: Option<u64>,
        actor: Option<&str>,
        action: Option<&str>,
        limit: u32,
    ) -> Result<Vec<audit::AuditRow>, StoreError> {
        audit::page(&self.sql(), office, before, actor, action, limit)
    }

    /// Jobs of a printer that have not ended.
    pub fn queued_jobs(&self, printer: &DeviceId) -> Result<Vec<PrintJob>, StoreError> {
        paper::queued(&self.sql(), printer)
    }

    /// Those of them that the printer may be told of.
    pub fn shown_jobs(&self, printer: &DeviceId) -> Result<Vec<PrintJob>, StoreError> {
        paper::shown(&self.sql(), printer)
    }

    /// Whether there are others among the oldest of them.
    pub fn has_unshown_jobs(&self, printer: &DeviceId) -> Result<bool, StoreError> {
        relief::has_unshown(&self.sql(), printer)
    }

    /// Whether a printer has a job that another could take over.
    pub fn can_be_relieved(&self, printer: &DeviceId) -> Result<bool, StoreError> {
        relief::can_be_relieved(&self.sql(), printer)
    }

    /// How many characters go on a line of a printer's paper.
    pub fn columns(&self, printer: &DeviceId) -> Result<Columns, StoreError> {
        relief::columns(&self.sql(), printer)
    }

    /// Slips that have come out of a printer, newest first.
    pub fn printed_slips(&self, printer: &DeviceId, limit: u32) -> Result<Vec<Slip>, StoreError> {
        paper::printed(&self.sql(), printer, limit)
    }

    /// The ticket that a slip's secret belongs to.
    pub fn followed(&self, token: &FollowToken) -> Result<Option<TicketId>, StoreError> {
        paper::followed(&self.sql(), token)
    }

    /// When an event of an office happened.
    pub fn event_at(&self, office: &OfficeId, seq: u64) -> Result<Option<Moment>, StoreError> {
        blocks::event_at(&self.sql(), office, seq)
    }

    /// The number of a slip that a totem may have given while it was alone and that has not come in yet.
    pub fn not_come_in(
        &self,
        token: &FollowToken,
    ) -> Result<Option<(OfficeId, NaiveDate, Number)>, StoreError> {
        blocks::not_come_in(&self.sql(), token)
    }

    /// Whether an answer is kept for a request.
    pub fn has_answered(&self, actor: &ActorId, key: &RequestKey) -> Result<bool, StoreError> {
        requests::has(&self.sql(), actor, key)
    }

    /// One booking, however long ago it ended.
    pub fn booking(&self, booking: &BookingId) -> Result<Option<Booking>, StoreError> {
        agenda::booking(&self.sql(), booking)
    }

    /// One wish, however long ago it ended.
    pub fn wish(&self, wish: &WishId) -> Result<Option<Wish>, StoreError> {
        agenda::wish(&self.sql(), wish)
    }

    /// The bookings of an office that begin in a stretch of time, by desk and time.
    pub fn bookings_between(
        &self,
        office: &OfficeId,
        stretch: (Moment, Moment),
    ) -> Result<Vec<Booking>, StoreError> {
        agenda::between(&self.sql(), office, stretch)
    }

    /// The minutes of places of a stretch of time, to which nobody came, in which somebody else was served.
    pub fn saved_minutes(&self, office: &OfficeId, stretch: (Moment, Moment)) -> Result<u64, StoreError> {
        agenda::saved_minutes(&self.sql(), office, stretch)
    }

    /// What is kept beside a booking, until it is erased.
    pub fn secret_of(&self, booking: &BookingId) -> Result<Option<parties::Kept>, StoreError> {
        parties::of_booking(&self.sql(), booking)
    }

    /// What goes by the code of an appointment.
    pub fn secret_by_code(&self, code: &BookingCode) -> Result<Option<parties::Kept>, StoreError> {
        parties::by_code(&self.sql(), code)
    }

    /// What goes by the secret in the address of an appointment's page.
    pub fn secret_by_token(&self, token: &FollowToken) -> Result<Option<parties::Kept>, StoreError> {
        parties::by_token(&self.sql(), token)
    }

    /// Who comes to an appointment, where that is known.
    pub fn applicant(&self, code: &BookingCode) -> Result<Option<Applicant>, StoreError> {
        parties::applicant(&self.sql(), code)
    }

    /// What is kept beside a ticket, while its day is open.
    pub fn told(&self, ticket: &TicketId) -> Result<Option<Told>, StoreError> {
        paper::told(&self.sql(), ticket)
    }

    /// The whole configuration documents of an office.
    pub fn configurations(
        &self,
        office: &OfficeId,
    ) -> Result<BTreeMap<Version, Arc<Configuration>>, StoreError> {
        configurations::from(&self.sql(), office, Version(1))
    }

    /// One document of an office.
    pub fn document(&self, office: &OfficeId, version: Version) -> Result<Option<Configuration>, StoreError> {
        configurations::document(&self.sql(), office, version)
    }

    /// The versions of an office before one, newest first; see [`configurations::versions`].
    pub fn versions(
        &self,
        office: &OfficeId,
        before: Option<Version>,
        limit: u32,
    ) -> Result<Vec<configurations::VersionRow>, StoreError> {
        configurations::versions(&self.sql(), office, before, limit)
    }

    /// When each version of an office came into force, newest first.
    pub fn adoptions(&self, office: &OfficeId) -> Result<Vec<(Version, Moment)>, StoreError> {
        configurations::adoptions(&self.sql(), office)
    }

    pub(crate) fn sql(&self) -> MutexGuard<'_, Connection> {
        // A reader that panicked has left nothing half done: it only reads.
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Every office of the database.
pub fn offices(sql: &Connection) -> Result<Vec<OfficeId>, StoreError> {
    let mut statement = sql.prepare("select id from office order by id")?;
    let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
    rows.map(|id| stored("office", OfficeId::new(&id?).ok())).collect()
}

/// The sequence of the last event of an office; 0 before the first.
pub fn last_seq(sql: &Connection, office: &OfficeId) -> Result<u64, StoreError> {
    let seq = sql
        .prepare_cached("select seq from office where id = ?1")?
        .query_row(params![office.as_str()], |row| row.get(0))
        .optional()?;
    Ok(seq.unwrap_or(0))
}

/// Folds the office's last service day: what came before it changes nothing on the floor but its agenda and
/// its blocks of numbers.
pub fn floor(sql: &Connection, office: &OfficeId) -> Result<Floor, StoreError> {
    let day_seq: u64 = sql
        .prepare_cached("select day_seq from office where id = ?1")?
        .query_row(params![office.as_str()], |row| row.get(0))
        .optional()?
        .unwrap_or(0);
    let in_force = configurations::in_force_at(sql, office, day_seq)?;
    let mut floor = Floor::new(office.clone(), configurations::from(sql, office, in_force)?);
    floor.dates = dates(sql, office)?;
    let mut kept_from = None;
    log::read(sql, office, day_seq.saturating_sub(1), u64::MAX, |event| {
        if let Fact::DayOpened { opens, .. } = &event.fact {
            kept_from = Some(event.at.min(*opens).minus(KEPT_AT_HAND));
        }
        evolve(&mut floor, &event);
        Ok(())
    })?;
    // Appointments were made on earlier days: the agenda stands in its rows.
    floor.agenda = agenda::agenda(sql, office, (day_seq, kept_from))?;
    // So were blocks of numbers granted.
    floor.blocks = blocks::blocks(sql, office)?;
    Ok(floor)
}

/// The last count of each series on a date.
pub fn given(
    sql: &Connection,
    office: &OfficeId,
    date: NaiveDate,
) -> Result<BTreeMap<Series, u32>, StoreError> {
    let mut statement = sql.prepare_cached(
        "select series, max(count) from ticket where office = ?1 and day = ?2 group by series",
    )?;
    let rows = statement.query_map(params![office.as_str(), date.to_string()], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))
    })?;
    let mut given = BTreeMap::new();
    for row in rows {
        let (letter, count) = row?;
        let series = letter.parse().ok().and_then(|letter: char| Series::new(letter).ok());
        given.insert(stored("series", series)?, count);
    }
    Ok(given)
}

fn dates(sql: &Connection, office: &OfficeId) -> Result<BTreeSet<NaiveDate>, StoreError> {
    let mut statement = sql.prepare_cached("select date from service_day where office = ?1")?;
    let rows = statement.query_map(params![office.as_str()], |row| row.get::<_, String>(0))?;
    rows.map(|date| stored("service day", date?.parse().ok())).collect()
}
