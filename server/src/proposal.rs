//! A document looked at from an office: what it would change there, and whether and when it can.
//!
//! It only looks. What is decided in the end is decided by the registrar, on the floor as it is then.

use crate::difference::{self, Difference};
use crate::registrar::configuring::{When, has_desk, objections};
use crate::store::keys::DeviceRow;
use crate::store::sessions::SeatRow;
use crate::store::{Reader, StoreError};
use chrono::NaiveDate;
use office::configuration::{Configuration, Version};
use office::decide::displaced;
use office::due::next_day;
use office::floor::Floor;
use office::hours::date_at;
use office::id::{DeskId, OfficeId};
use office::moment::Moment;
use office::refusal::Refusal;
use std::sync::Arc;

/// What a document would change at an office.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The document in force that it is compared with, by its version.
    pub base: Option<(Version, Arc<Configuration>)>,
    /// What is different.
    pub differences: Vec<Difference>,
    /// Why it cannot come into force now; empty where it can.
    pub not_now: Vec<Refusal>,
    /// Why it cannot come into force at the next opening; empty where it can.
    pub not_next: Vec<Refusal>,
    /// The version that is planned for the next opening, whose place it would take.
    pub planned: Option<Version>,
    /// When the next service day would open under it.
    pub next_opening: Option<Moment>,
    /// What is bound to desks and openings that it does without.
    pub orphans: Vec<Orphan>,
}

/// Something that is bound to a desk or an opening which a document does without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Orphan {
    /// A sign over the desk.
    Sign {
        /// The device.
        device: String,
        /// The desk.
        desk: DeskId,
    },
    /// A browser that stands at the desk.
    Seat {
        /// What people call it.
        title: String,
        /// The desk.
        desk: DeskId,
    },
    /// Appointments of a day.
    Appointments {
        /// The day.
        date: NaiveDate,
        /// How many.
        count: usize,
    },
}

impl Proposal {
    /// Looks at a document from an office, as the store tells it.
    pub fn look(
        reader: &Reader,
        office: &OfficeId,
        document: &Configuration,
        now: Moment,
    ) -> Result<Self, StoreError> {
        let floor = reader.floor(office)?;
        let mut others = Vec::new();
        for other in reader.offices()?.iter().filter(|other| *other != office) {
            others.push(reader.floor(other)?);
        }
        let is_elsewhere = |desk: &DeskId| others.iter().any(|other| has_desk(other, desk));
        let base = floor.configuration.clone();
        let differences = match &base {
            Some((_, in_force)) => difference::between(in_force, document)?,
            None => Vec::new(),
        };
        Ok(Self {
            differences,
            not_now: objections(&floor, document, When::Now, is_elsewhere),
            not_next: objections(&floor, document, When::NextOpening, is_elsewhere),
            planned: floor.planned,
            next_opening: next_day(&floor, document, now),
            orphans: orphans(reader, &floor, document)?,
            base,
        })
    }

    /// Why it cannot come into force then; empty where it can.
    pub fn objections(&self, when: When) -> &[Refusal] {
        match when {
            When::Now => &self.not_now,
            When::NextOpening => &self.not_next,
        }
    }
}

fn orphans(reader: &Reader, floor: &Floor, document: &Configuration) -> Result<Vec<Orphan>, StoreError> {
    let is_lost = |desk: &Option<DeskId>| {
        let had = |desk: &&DeskId| floor.rules().is_some_and(|rules| rules.desk(desk).is_some());
        desk.as_ref().filter(had).filter(|desk| document.desk(desk).is_none()).cloned()
    };
    let sign = |device: DeviceRow| {
        let desk = is_lost(&device.desk).filter(|_| device.office == floor.office)?;
        Some(Orphan::Sign { device: device.title, desk })
    };
    let seat = |seat: SeatRow| {
        let desk = is_lost(&seat.desk).filter(|_| seat.office == floor.office)?;
        Some(Orphan::Seat { title: seat.title, desk })
    };
    let signs = reader.devices()?.into_iter().filter_map(sign);
    let seats = reader.seats()?.into_iter().filter_map(seat);
    Ok(signs.chain(seats).chain(appointments(floor, document)).collect())
}

/// The days on which there are appointments for which a document opens no doors.
fn appointments(floor: &Floor, document: &Configuration) -> Vec<Orphan> {
    let zone = document.office.zone;
    let dates: Vec<NaiveDate> =
        displaced(floor, document).iter().map(|booking| date_at(booking.place.start, zone)).collect();
    let days = dates.chunk_by(|one, other| one == other);
    days.map(|day| Orphan::Appointments { date: day[0], count: day.len() }).collect()
}
