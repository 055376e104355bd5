//! Changes that are no matter of the log: paper, keys, devices, people.

use super::{Answer, Changes, Chore, Outcome, Printing, issue};
use crate::relief::Relief;
use crate::store::audit::By;
use crate::store::requests::{self, Seen};
use crate::store::staffing::StaffChange;
use crate::store::{Batch, StoreError, audit, erasure, keys, mail, paper, relief, staffing};
use office::floor::Floor;
use office::id::{DeviceId, OfficeId};
use office::moment::Moment;
use office::slip::Slip;
use office::wire::Paper;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(24 * 3600);
/// Most copies that are made of a slip by themselves.
const COPIES_MAX: u32 = 3;

/// What somebody who looks after the devices asks of one.
#[derive(Debug, Clone, PartialEq)]
pub struct DeviceErrand {
    /// Of which device.
    pub device: DeviceId,
    /// In which office.
    pub office: OfficeId,
    /// What.
    pub errand: ErrandKind,
}

/// What can be asked of a device.
#[derive(Debug, Clone, PartialEq)]
pub enum ErrandKind {
    /// To ring.
    Chime,
    /// To load its page anew.
    Reload,
    /// Of a printer: this slip.
    Print(Box<Slip>),
}

/// Notes in the audit what is asked of a device; whether there is something to print.
fn errand(transaction: &Batch<'_>, asked: &DeviceErrand, by: &By, now: Moment) -> Result<bool, StoreError> {
    let (sql, DeviceErrand { device, office, errand }) = (transaction.sql(), asked);
    let action = match errand {
        ErrandKind::Chime => "chime asked for",
        ErrandKind::Reload => "reload asked for",
        ErrandKind::Print(_) => "test print asked for",
    };
    audit::write(sql, &by.within(Some(office)), action, device.as_str(), now)?;
    let ErrandKind::Print(slip) = errand else { return Ok(false) };
    let job = paper::NewJob { office, printer: device, ticket: None, copy: 0, slip, is_bound: true };
    paper::queue(sql, job, now, now.plus(issue::SLIP_WORTH))?;
    Ok(true)
}

/// Carries out a chore; what it changed besides is noted in `changes`.
pub(super) fn carry_out(
    transaction: &Batch<'_>,
    chore: &Chore,
    now: Moment,
    changes: &mut Changes,
) -> Result<Outcome, StoreError> {
    let sql = transaction.sql();
    match chore {
        Chore::PaperStands { printer, job, paper } => {
            changes.paper |= stand(transaction, printer, (*job, *paper), now)?;
        }
        Chore::ShowJobs(printer) => _ = relief::show(sql, printer)?,
        Chore::Relieve(relief) => changes.paper |= relieve(transaction, relief, now)?,
        Chore::PaperIsWide { printer, columns } => _ = relief::write_columns(sql, printer, *columns)?,
        Chore::WindowsShown(windows) => paper::record_windows(sql, windows, now)?,
        Chore::AddKey(key, by) => {
            keys::add_key(sql, key, now)?;
            audit::write(sql, &by.within(Some(&key.office)), "key added", &key.id, now)?;
            changes.keys = true;
        }
        Chore::RevokeKey(id, by) => return revoke_key(transaction, id, by, now, changes),
        Chore::AddDevice(device, by) => {
            keys::add_device(sql, device, now)?;
            audit::write(sql, &by.within(Some(&device.office)), "device added", device.id.as_str(), now)?;
            changes.keys = true;
        }
        Chore::RevokeDevice(id, by) => return revoke_device(transaction, id, by, now, changes),
        Chore::Errand(asked, by) => changes.paper |= errand(transaction, asked, by, now)?,
        Chore::Staff(change, by) => match staffing::carry_out(transaction, change, by, now)? {
            Ok(must_be_read) => {
                changes.keys |= must_be_read;
                changes.erased |= matches!(**change, StaffChange::TakeRole { .. });
            }
            Err(declined) => return Ok(Outcome::Declined(declined)),
        },
        Chore::Print { printing, office, printer, slip } => {
            let job = paper::NewJob { office, printer, ticket: None, copy: 0, slip, is_bound: false };
            return print(transaction, printing, job, now, changes);
        }
        Chore::ClaimMail(id) => {
            if !mail::claim(sql, *id)? {
                return Ok(Outcome::Unchanged(Answer::Nobody));
            }
        }
        Chore::MailEnded(id, end) => mail::end(sql, *id, *end, now)?,
        Chore::EraseApplicant(code, by) => {
            let Some(erased) = erasure::erase(sql, code, now)? else {
                return Ok(Outcome::Unchanged(Answer::Nobody));
            };
            audit::write(sql, by, erasure::ERASED, &erased, now)?;
            changes.erased = true;
        }
        // Needs the floor: see Registrar::attempt.
        Chore::Copy(_) | Chore::Knock => {}
    }
    Ok(Outcome::Done(Answer::Nobody))
}

/// Revokes a key that is in force.
fn revoke_key(
    transaction: &Batch<'_>,
    id: &str,
    by: &By,
    now: Moment,
    changes: &mut Changes,
) -> Result<Outcome, StoreError> {
    let sql = transaction.sql();
    let key = keys::keys(sql)?.into_iter().find(|key| key.id == id);
    if !keys::revoke_key(sql, id, now)? {
        return Ok(Outcome::Unchanged(Answer::Nobody));
    }
    let by = by.within(key.as_ref().map(|key| &key.office));
    audit::write(sql, &by, "key revoked", id, now)?;
    changes.keys = true;
    Ok(Outcome::Done(Answer::Nobody))
}

/// Revokes a device that is in force.
fn revoke_device(
    transaction: &Batch<'_>,
    id: &DeviceId,
    by: &By,
    now: Moment,
    changes: &mut Changes,
) -> Result<Outcome, StoreError> {
    let sql = transaction.sql();
    let device = keys::devices(sql)?.into_iter().find(|device| device.id == *id);
    if !keys::revoke_device(sql, id, now)? {
        return Ok(Outcome::Unchanged(Answer::Nobody));
    }
    let by = by.within(device.as_ref().map(|device| &device.office));
    audit::write(sql, &by, "device revoked", id.as_str(), now)?;
    changes.keys = true;
    Ok(Outcome::Done(Answer::Nobody))
}

/// Notes how a job stands, and what follows for its paper; whether that is new.
fn stand(
    transaction: &Batch<'_>,
    printer: &DeviceId,
    (job, paper): (u64, Paper),
    now: Moment,
) -> Result<bool, StoreError> {
    if !paper::stand(transaction.sql(), printer, job, paper, now)? {
        return Ok(false);
    }
    match paper {
        Paper::Uncertain => copy_of_doubtful(transaction, printer, job, now)?,
        Paper::Withdrawn => relief::pass_on(transaction.sql(), job)?,
        Paper::Blocked(_) | Paper::Sending | Paper::Printed | Paper::PrintedWeak | Paper::Expired => {}
    }
    Ok(true)
}

/// Has another printer take over what one in trouble has not sent; whether there was anything.
fn relieve(transaction: &Batch<'_>, relief: &Relief, now: Moment) -> Result<bool, StoreError> {
    let Relief { from, to, asks_back } = relief;
    let slips = relief::relieve(transaction.sql(), (from, to), *asks_back, now)?;
    if slips > 0 {
        tracing::info!(%from, %to, slips, "another printer takes over");
    }
    Ok(slips > 0)
}

/// Queues a copy, which says so, of a slip that may or may not be on paper, and notes it in the audit; none
/// where the slip is no use any more, or where the printer fails again and again.
fn copy_of_doubtful(
    transaction: &Batch<'_>,
    printer: &DeviceId,
    job: u64,
    now: Moment,
) -> Result<(), StoreError> {
    let sql = transaction.sql();
    let Some(slip) = paper::doubtful(sql, job)? else { return Ok(()) };
    let nth = match &slip.ticket {
        Some((ticket, _)) => paper::copies(sql, ticket)?.max(slip.copy) + 1,
        None => slip.copy + 1,
    };
    if nth > COPIES_MAX || slip.expires_at <= now {
        return Ok(());
    }
    let number = slip.ticket.as_ref().map(|(_, number)| number.to_string());
    let marked = printer::layout::as_copy(&slip.slip, nth, slip.copy, number.as_deref());
    let ticket = slip.ticket.as_ref().map(|(ticket, _)| ticket);
    let (office, is_bound) = (&slip.office, slip.is_bound);
    let copy = paper::NewJob { office, printer, ticket, copy: nth, slip: &marked, is_bound };
    paper::queue(sql, copy, now, slip.expires_at)?;
    let by = By { actor: format!("device {printer}"), office: Some(slip.office.clone()), address: None };
    let subject = format!("{}, copy {nth}", ticket.map_or("sheet", |ticket| ticket.as_str()));
    audit::write(sql, &by, "slip copied", &subject, now)
}

/// Erases who came to appointments longer ago than each office keeps it; whether there was anything to erase.
pub(super) fn forget_applicants<'a>(
    transaction: &Batch<'_>,
    floors: impl Iterator<Item = &'a Floor>,
    now: Moment,
) -> Result<bool, StoreError> {
    let mut all = erasure::Erased::default();
    for floor in floors {
        let Some(rules) = floor.rules() else { continue };
        let before = now.minus(DAY * rules.agenda.erase_after_days);
        let erased = erasure::forget_past(transaction.sql(), &floor.office, before)?;
        all.people += erased.people;
        all.secrets += erased.secrets;
    }
    if all.people > 0 {
        tracing::info!(people = all.people, "names and addresses of past appointments were erased");
    }
    Ok(all.secrets > 0)
}

/// Queues a sheet, once for each request.
fn print(
    transaction: &Batch<'_>,
    Printing { actor, request }: &Printing,
    job: paper::NewJob<'_>,
    now: Moment,
    changes: &mut Changes,
) -> Result<Outcome, StoreError> {
    let sql = transaction.sql();
    match requests::find(sql, actor, &request.key, &request.body_hash)? {
        Seen::Never => {}
        Seen::Same(answer) => return Answer::parse(&answer).map(Outcome::Done),
        Seen::OtherBody => return Ok(Outcome::KeyReused),
    }
    paper::queue(sql, job, now, now.plus(issue::SLIP_WORTH))?;
    let answer = Answer::Nobody.to_text()?;
    requests::keep(sql, actor, &request.key, &request.body_hash, &answer, now)?;
    changes.paper = true;
    Ok(Outcome::Done(Answer::Nobody))
}
