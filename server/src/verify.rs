//! `verify`: follows the chain of the whole log, folds it, and compares it with the tables.
//!
//! Whatever it meets is a finding; nothing ends the run. The database is read as it stands at one
//! moment, also while a server writes to it.

mod chain;

use crate::store::log::{Link, LogRow};
use crate::store::raw_log::{self, Stored};
use crate::store::{OpenError, Reader, Sql, StoreError, audit_rows, schema};
use chain::Chain;
use chrono::NaiveDate;
use office::agenda::Agenda;
use office::event::{Event, Fact};
use office::evolve::evolve;
use office::floor::Floor;
use office::id::OfficeId;
use office::number::{Number, Series};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Most findings of each kind that are told; a broken store would tell the same for ever.
pub const FINDINGS_MAX: usize = 100;

/// What was compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Events that were read.
    pub events: u64,
    /// Tickets compared.
    pub tickets: u64,
    /// Where the log of each office ends.
    pub heads: Vec<Head>,
    /// What does not agree, in words: first the file, then the log, then the tables. Empty where
    /// everything does.
    pub findings: Vec<String>,
}

/// Where the log of an office ends. Who notes it elsewhere can tell later whether what stood before
/// is still the same, even from a log that was written anew with other hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Which office.
    pub office: OfficeId,
    /// The sequence of its last event.
    pub seq: u64,
    /// The hash of that event; absent where there is none.
    pub hash: Option<Link>,
}

/// Compares the log of every office with itself and with the tables, and the file with what it should
/// be. Fails only where the file cannot be opened as a database of this program.
pub fn verify(database: &Path) -> Result<Report, OpenError> {
    let reader = Reader::at_one_moment(database)?;
    let mut file = Findings::default();
    file.all("the file", audit_rows::file_findings(&reader.sql()));
    file.all("the schema", schema::findings(&reader));
    let mut check = Check::new(&reader);
    // Held while the log is read, so passed on: whoever asked the reader for it again would wait for ever.
    let sql = reader.sql();
    let read = raw_log::each(&sql, |stored| check.next(&sql, stored));
    drop(sql);
    if let Err(error) = read {
        check.log.one(format!("the log cannot be read to its end: {}", with_causes(&error)));
    }
    let heads = check.end();
    let Check { events, tickets, log, tables, .. } = check;
    let findings = [file, log, tables].into_iter().flat_map(Findings::told).collect();
    Ok(Report { events, tickets, heads, findings })
}

/// An error with what is behind it, on one line.
fn with_causes(error: &dyn std::error::Error) -> String {
    std::iter::successors(Some(error), |error| error.source())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(": ")
}

/// Findings of one kind.
#[derive(Debug, Default)]
struct Findings {
    told: Vec<String>,
    untold: u64,
}

impl Findings {
    fn one(&mut self, finding: String) {
        if self.told.len() < FINDINGS_MAX {
            self.told.push(finding);
        } else {
            self.untold += 1;
        }
    }

    /// What a comparison has found, or that it could not be made.
    fn all(&mut self, what: &str, found: Result<Vec<String>, StoreError>) {
        match found {
            Ok(found) => found.into_iter().for_each(|finding| self.one(finding)),
            Err(error) => self.one(format!("{what} cannot be compared: {}", with_causes(&error))),
        }
    }

    fn told(mut self) -> Vec<String> {
        if self.untold > 0 {
            self.told.push(format!("and {} more of this kind", self.untold));
        }
        self.told
    }
}

struct Check<'a> {
    reader: &'a Reader,
    offices: BTreeMap<String, OfficeCheck>,
    events: u64,
    tickets: u64,
    log: Findings,
    tables: Findings,
}

/// What has been read of one office's log.
struct OfficeCheck {
    id: OfficeId,
    chain: Chain,
    /// The hash of the last row.
    hash: Option<Link>,
    /// Absent where the office's configurations cannot be read.
    floor: Option<Floor>,
    /// Numbers given since the day was opened.
    numbers: BTreeSet<Number>,
    /// Numbers that totems have given while they were alone, by their dates: they come in in any order.
    alone: BTreeSet<(NaiveDate, Number)>,
    /// The last count of each series on every date before.
    given: BTreeMap<NaiveDate, BTreeMap<Series, u32>>,
    /// The day that was opened last, and the sequence of that event.
    day: Option<(NaiveDate, u64)>,
}

impl OfficeCheck {
    fn new(id: OfficeId, floor: Option<Floor>) -> Self {
        let chain = Chain::new(id.as_str());
        let (numbers, alone, given) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
        Self { id, chain, hash: None, floor, numbers, alone, given, day: None }
    }

    /// What is wrong with the numbers of an event, in words.
    fn number(&mut self, event: &Event) -> Option<String> {
        let Event { office, seq, .. } = event;
        if let Fact::DayOpened { date, given, .. } = &event.fact {
            let counts = self.floor.as_ref().map(|floor| floor.counts.clone()).unwrap_or_default();
            if let Some((before, _)) = self.day.replace((*date, *seq)) {
                self.given.insert(before, counts);
            }
            self.numbers.clear();
            let goes_on = self.given.get(date).is_none_or(|known| known == given);
            return (!goes_on)
                .then(|| format!("{office}: event {seq} opens {date} again, with other numbers"));
        }
        let twice = |number: &Number| format!("{office}: event {seq} gives {number} a second time");
        if let Fact::NumberUnserved { date, number, .. } = &event.fact {
            return (!self.alone.insert((*date, *number))).then(|| twice(number));
        }
        let Fact::TicketIssued { number, .. } = &event.fact else { return None };
        if let (Series::OFFLINE, Some((date, _))) = (number.series(), self.day) {
            return (!self.alone.insert((date, *number))).then(|| twice(number));
        }
        let last = self.day.and_then(|(date, _)| self.given.get(&date)?.get(&number.series()));
        let is_new = last.is_none_or(|last| number.count().get() > *last);
        let is_first = self.numbers.insert(*number) && is_new;
        (!is_first).then(|| twice(number))
    }
}

impl<'a> Check<'a> {
    fn new(reader: &'a Reader) -> Self {
        let mut tables = Findings::default();
        let known = reader.offices().unwrap_or_else(|error| {
            tables.all("the list of offices", Err(error));
            Vec::new()
        });
        let mut offices = BTreeMap::new();
        for id in known {
            let floor = match reader.configurations(&id) {
                Ok(documents) => Some(Floor::new(id.clone(), documents)),
                Err(error) => {
                    tables.all(&format!("{id}: the floor"), Err(error));
                    None
                }
            };
            offices.insert(id.to_string(), OfficeCheck::new(id, floor));
        }
        Self { reader, offices, events: 0, tickets: 0, log: Findings::default(), tables }
    }

    fn next(&mut self, sql: &Sql, stored: Stored) {
        match stored {
            Stored::Row(row, hash) => self.row(sql, &row, hash),
            Stored::Odd { office, seq, hash, error } => {
                self.odd(&office, seq, hash, &with_causes(&error));
            }
            Stored::Torn { after, error } => {
                let place = after.map_or_else(
                    || "the first event".to_owned(),
                    |(office, seq)| format!("{office}: what stands after event {seq}"),
                );
                self.log.one(format!("{place} cannot be read: {}", with_causes(&error)));
            }
        }
    }

    fn odd(&mut self, office: &str, seq: Option<u64>, hash: Option<Link>, why: &str) {
        self.events += 1;
        let finding = match (self.offices.get_mut(office), seq) {
            (Some(of_office), Some(seq)) => {
                of_office.hash = hash;
                of_office.chain.pass_over(seq, hash, why)
            }
            (None, Some(seq)) => format!("{office}: event {seq} is of no office here: {why}"),
            (_, None) => format!("{office}: an event has no sequence: {why}"),
        };
        self.log.one(finding);
    }

    fn row(&mut self, sql: &Sql, row: &LogRow, hash: Option<Link>) {
        self.events += 1;
        let LogRow { office, seq, .. } = row;
        let Some(of_office) = self.offices.get_mut(office) else {
            return self.log.one(format!("{office}: event {seq} is of no office here"));
        };
        of_office.hash = hash;
        if let Some(finding) = of_office.chain.follow(row, hash) {
            self.log.one(finding);
        }
        match row.event() {
            Ok(event) => self.fold(sql, &event),
            Err(error) => {
                self.log.one(format!("{office}: event {seq} says nothing we know: {}", with_causes(&error)));
            }
        }
    }

    fn fold(&mut self, sql: &Sql, event: &Event) {
        let Some(of_office) = self.offices.get_mut(event.office.as_str()) else { return };
        if let (Fact::DayOpened { .. }, Some(floor)) = (&event.fact, &of_office.floor) {
            compare_day(sql, floor, of_office.day, &mut self.tickets, &mut self.tables);
        }
        if let Some(finding) = of_office.number(event) {
            self.tables.one(finding);
        }
        let Some(floor) = &mut of_office.floor else { return };
        let before = matches!(event.fact, Fact::DayOpened { .. }).then(|| floor.agenda.clone());
        evolve(floor, event);
        if let Some(let_go) = before.map(|before| without(before, &floor.agenda)) {
            let found = audit_rows::agenda_findings(sql, &floor.office, &let_go);
            self.tables.all(&format!("{}: the agenda", floor.office), found);
        }
    }

    /// Compares what stands at the end; where each log ends.
    fn end(&mut self) -> Vec<Head> {
        let Self { reader, offices, tickets, log, tables, .. } = self;
        for OfficeCheck { id, chain, floor, day, .. } in offices.values() {
            match reader.last_seq(id) {
                Ok(counted) => chain.end(counted).into_iter().for_each(|finding| log.one(finding)),
                Err(error) => log.all(&format!("{id}: the last event"), Err(error)),
            }
            if let Some(floor) = floor {
                compare_day(&reader.sql(), floor, *day, tickets, tables);
                let day_seq = day.map_or(0, |(_, seq)| seq);
                tables.all(id.as_str(), audit_rows::office_findings(&reader.sql(), floor, day_seq));
                let found = audit_rows::block_findings(&reader.sql(), floor);
                tables.all(&format!("{id}: the blocks of numbers"), found);
                let found = audit_rows::agenda_findings(&reader.sql(), id, &floor.agenda);
                tables.all(&format!("{id}: the agenda"), found);
            }
        }
        let head = |of_office: &OfficeCheck| Head {
            office: of_office.id.clone(),
            seq: of_office.chain.seq(),
            hash: of_office.hash,
        };
        offices.values().map(head).collect()
    }
}

/// What an agenda knew that it knows no more: nothing changes it any more.
fn without(before: Agenda, after: &Agenda) -> Agenda {
    let Agenda { mut bookings, mut wishes, mut drawn, .. } = before;
    bookings.retain(|id, _| !after.bookings.contains_key(id));
    wishes.retain(|id, _| !after.wishes.contains_key(id));
    drawn.retain(|draw| !after.drawn.contains(draw));
    Agenda { bookings, wishes, drawn, ..Agenda::default() }
}

/// Compares the tickets of the floor's last day with their rows.
fn compare_day(
    sql: &Sql,
    floor: &Floor,
    day: Option<(NaiveDate, u64)>,
    tickets: &mut u64,
    tables: &mut Findings,
) {
    let Some((date, seq)) = day else { return };
    *tickets += floor.tickets.len() as u64;
    tables.all(&format!("{}: {date}", floor.office), audit_rows::day_findings(sql, floor, date, seq));
}
