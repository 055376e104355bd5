//! Snapshots rendered once and shared by all devices that show the same.

use crate::app::App;
use crate::hub::Published;
use crate::screens;
use crate::store::keys::DeviceRow;
use axum::extract::ws::Utf8Bytes;
use office::id::{OfficeId, TicketId};
use office::language::Language;
use office::number::Number;
use office::wire::{DeviceRole, Snapshot, ToDevice};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Most different audiences that are kept.
const AUDIENCES_MAX: usize = 256;

/// The newest rendering of each audience.
#[derive(Debug, Default)]
pub struct Snapshots {
    rendered: Mutex<BTreeMap<String, (Published, Utf8Bytes)>>,
}

impl Snapshots {
    /// The snapshot message of a device, from this or an earlier rendering of the same state.
    pub fn message(&self, app: &App, device: &DeviceRow, state: Published) -> Option<Utf8Bytes> {
        if device.role == DeviceRole::Printer {
            return render(app, device);
        }
        let audience = audience(device);
        let mut rendered = self.rendered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((version, message)) = rendered.get(&audience)
            && *version == state
        {
            return Some(message.clone());
        }
        if rendered.len() >= AUDIENCES_MAX {
            rendered.clear();
        }
        let message = render(app, device)?;
        rendered.insert(audience, (state, message.clone()));
        Some(message)
    }
}

/// The languages of those who are called, looked up once for each.
#[derive(Debug, Default)]
pub struct Tongues {
    known: Mutex<BTreeMap<OfficeId, BTreeMap<TicketId, Option<Language>>>>,
}

impl Tongues {
    /// The languages of the tickets that are called in an office; of others nothing is kept.
    pub fn of(
        &self,
        app: &App,
        office: &OfficeId,
        called: &BTreeMap<TicketId, Number>,
    ) -> BTreeMap<Number, Language> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.entry(office.clone()).or_default();
        known.retain(|ticket, _| called.contains_key(ticket));
        let mut spoken = BTreeMap::new();
        for (ticket, number) in called {
            let language = *known.entry(ticket.clone()).or_insert_with(|| look_up(app, ticket));
            if let Some(language) = language {
                spoken.insert(*number, language);
            }
        }
        spoken
    }
}

fn look_up(app: &App, ticket: &TicketId) -> Option<Language> {
    match app.reader.told(ticket) {
        Ok(told) => told.map(|told| told.language),
        Err(error) => {
            // The call is still announced, in Italian.
            tracing::error!(error = &error as &dyn std::error::Error, "a language could not be looked up");
            None
        }
    }
}

fn audience(device: &DeviceRow) -> String {
    format!(
        "{} {} {} {} {} {}",
        device.office,
        device.role.code(),
        device.desk.as_ref().map_or("-", |desk| desk.as_str()),
        device.printer.as_ref().map_or("-", |printer| printer.as_str()),
        device.viewing_distance_m,
        device.panel_diagonal_in
    )
}

fn render(app: &App, device: &DeviceRow) -> Option<Utf8Bytes> {
    let snapshot = match device.role {
        DeviceRole::Totem => Snapshot::Totem(screens::totem(app, device)?.screen),
        DeviceRole::Display => Snapshot::Display(screens::display(app, device)?),
        DeviceRole::Printer => match screens::printer(app, &device.office, &device.id) {
            Ok(screen) => Snapshot::Printer(screen),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "print jobs could not be read");
                return None;
            }
        },
    };
    serde_json::to_string(&ToDevice::Snapshot { snapshot }).ok().map(Utf8Bytes::from)
}
