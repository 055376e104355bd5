//! Relief: another printer of the same office takes over what a printer in trouble has not sent.
//!
//! Who relieves whom is decided here, by how the printers stand; what may be taken over is the registrar's matter
//! (`store/relief.rs`): nobody is given a slip that another printer may still put on paper.

use crate::app::{App, end_of};
use crate::printers::Standing;
use crate::registrar::{Chore, Lane, Work};
use office::id::{DeviceId, OfficeId};
use office::wire::DeviceRole;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

/// How long a printer may be in trouble before another one prints for it, unless the settings say otherwise.
pub const AFTER: Duration = Duration::from_secs(20);
/// How often it is looked at how the printers stand.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// One printer prints for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relief {
    /// The one that is in trouble.
    pub from: DeviceId,
    /// The one that is well.
    pub to: DeviceId,
    /// Whether the one in trouble can be asked for what it has been shown: its program is there.
    pub asks_back: bool,
}

/// Who prints for whom: for each printer that has been stopped for so long, the first of its office that is well.
pub fn due(printers: &[(DeviceId, OfficeId, Standing)], after: Duration, now: Duration) -> Vec<Relief> {
    let is_due =
        |standing: &Standing| standing.stopped_since.is_some_and(|since| now.saturating_sub(since) >= after);
    let well = |office: &OfficeId| printers.iter().find(|(_, of, standing)| of == office && standing.is_well);
    let stopped = printers.iter().filter(|(.., standing)| is_due(standing));
    stopped
        .filter_map(|(from, office, standing)| {
            let (to, ..) = well(office)?;
            Some(Relief { from: from.clone(), to: to.clone(), asks_back: standing.is_linked })
        })
        .collect()
}

/// Who prints for whom now.
pub fn now(app: &App) -> Vec<Relief> {
    let entries = app.directory.now();
    let rows = entries.devices().filter(|row| row.role == DeviceRole::Printer);
    let standing: Vec<_> =
        rows.map(|row| (row.id.clone(), row.office.clone(), app.printers.standing(&row.id))).collect();
    due(&standing, app.relief_after, app.clock.elapsed())
}

/// Looks how the printers stand until the server ends.
pub async fn keep(app: Arc<App>) {
    let mut looks = interval(LOOK_EVERY);
    looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let (mut ending, mut before) = (app.ending.clone(), Vec::new());
    loop {
        tokio::select! {
            _ = looks.tick() => look(&app, &mut before).await,
            () = end_of(&mut ending) => return,
        }
    }
}

async fn look(app: &App, before: &mut Vec<Relief>) {
    let entries = app.directory.now();
    let printers = entries.devices().filter(|row| row.role == DeviceRole::Printer).map(|row| &row.id);
    let is_new = app.printers.look(printers, app.clock.elapsed());
    let due = now(app);
    for relief in &due {
        // Most of the time nothing waits there: the writer is not asked for that.
        if app.reader.can_be_relieved(&relief.from).unwrap_or(true) {
            // Not taken now, it is asked again at the next look.
            let _ = app.registry.ask(Lane::Hall, Work::Chore(Chore::Relieve(relief.clone()))).await;
        }
    }
    if is_new | (std::mem::replace(before, due.clone()) != due) {
        app.hub.printers_changed();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Duration = Duration::from_secs(100);

    fn printer(id: &str, office: &str, standing: Standing) -> (DeviceId, OfficeId, Standing) {
        (DeviceId::new(id).unwrap(), OfficeId::new(office).unwrap(), standing)
    }

    fn well() -> Standing {
        Standing { is_well: true, is_linked: true, stopped_since: None }
    }

    fn stopped(for_s: u64, is_linked: bool) -> Standing {
        Standing { is_well: false, is_linked, stopped_since: Some(NOW - Duration::from_secs(for_s)) }
    }

    #[test]
    fn printer_in_trouble_for_long_is_relieved_by_one_of_its_office_that_is_well() {
        let printers = [
            printer("a", "portico", stopped(20, true)),
            printer("b", "portico", stopped(19, true)),
            printer("c", "portico", well()),
            printer("d", "biblioteca", stopped(90, true)),
            printer("e", "portico", stopped(90, false)),
        ];
        let told: Vec<_> = due(&printers, AFTER, NOW)
            .into_iter()
            .map(|relief| (relief.from.to_string(), relief.to.to_string(), relief.asks_back))
            .collect();
        assert_eq!(told, [("a".into(), "c".into(), true), ("e".into(), "c".into(), false)]);
    }

    #[test]
    fn nobody_is_relieved_by_a_printer_of_which_nothing_is_known() {
        let unknown = Standing { is_well: false, is_linked: true, stopped_since: None };
        let printers = [printer("a", "portico", stopped(90, true)), printer("b", "portico", unknown)];
        assert_eq!(due(&printers, AFTER, NOW), []);
    }
}
