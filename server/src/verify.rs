//! `verify`: folds the whole log and compares it with the tables.

use crate::store::{Reader, StoreError, audit_rows};
use office::event::Fact;
use office::evolve::evolve;
use office::floor::Floor;
use office::id::OfficeId;
use std::collections::BTreeSet;

/// Most findings that are told; a broken store would tell the same for ever.
pub const FINDINGS_MAX: usize = 100;

/// What was compared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Events folded.
    pub events: u64,
    /// Tickets compared.
    pub tickets: u64,
    /// What does not agree, in words; empty where everything does.
    pub findings: Vec<String>,
}

/// Compares the log of every office with the tables, and the file with itself.
pub fn verify(reader: &Reader) -> Result<Report, StoreError> {
    let mut report = Report { findings: audit_rows::file_findings(reader)?, ..Report::default() };
    for office in reader.offices()? {
        Check { reader, report: &mut report }.office(&office)?;
    }
    report.findings.truncate(FINDINGS_MAX);
    Ok(report)
}

struct Check<'a> {
    reader: &'a Reader,
    report: &'a mut Report,
}

impl Check<'_> {
    fn office(&mut self, office: &OfficeId) -> Result<(), StoreError> {
        let mut floor = Floor::new(office.clone(), self.reader.configurations(office)?);
        let mut numbers = BTreeSet::new();
        let mut after = 0;
        loop {
            // Page by page: a year's log does not have to fit into memory.
            let page = self.reader.events(office, after, crate::store::log::PAGE_MAX)?;
            let Some(last) = page.last() else { break };
            after = last.seq;
            for event in page {
                self.report.events += 1;
                if event.seq != floor.seq + 1 {
                    self.find(format!("{office}: after event {} comes event {}", floor.seq, event.seq));
                }
                if matches!(event.fact, Fact::DayOpened { .. }) {
                    self.day(&floor)?;
                    numbers.clear();
                }
                if let Fact::TicketIssued { number, .. } = &event.fact
                    && !numbers.insert(*number)
                {
                    self.find(format!("{office}: event {} gives {number} a second time", event.seq));
                }
                evolve(&mut floor, &event);
            }
        }
        self.day(&floor)?;
        let differing = audit_rows::office_findings(self.reader, &floor)?;
        self.report.findings.extend(differing);
        Ok(())
    }

    /// Compares the tickets of the floor's last day with their rows.
    fn day(&mut self, floor: &Floor) -> Result<(), StoreError> {
        let Some(date) = floor.dates.last() else { return Ok(()) };
        self.report.tickets += floor.tickets.len() as u64;
        let mut differing = audit_rows::day_findings(self.reader, floor, *date)?;
        self.report.findings.append(&mut differing);
        Ok(())
    }

    fn find(&mut self, finding: String) {
        self.report.findings.push(finding);
    }
}
