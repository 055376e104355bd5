//! The devices of an office, and how they are.

use super::office_for;
use crate::app::App;
use crate::fleet::Presence;
use crate::store::keys::DeviceRow;
use crate::web::access::Caller;
use crate::web::address::Path;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::{Extension, Json};
use office::moment::Moment;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Whether a device is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeviceState {
    /// Its program is on the link.
    Linked,
    /// It has no program: its page is open in a browser.
    PageOpen,
    /// It was there and is not now.
    Away,
    /// Nobody has heard of it since the server started.
    Unheard,
}

/// A device.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeviceView {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// totem, display or printer.
    pub role: String,
    /// Of a display: the desk whose sign it is.
    pub desk: Option<String>,
    /// Of a totem: where its slips come out.
    pub printer: Option<String>,
    /// Whether it is there.
    pub state: DeviceState,
    /// Where it is away: seconds since its last word.
    pub away_s: Option<u64>,
    /// The version of its program.
    pub version: Option<String>,
    /// Seconds since its program started, as it last said.
    pub uptime_s: Option<u64>,
    /// What its program holds of its machine's memory, KiB.
    pub memory_kib: Option<u64>,
    /// There and back on the link, milliseconds.
    pub latency_ms: Option<f64>,
    /// The last number that it gave.
    pub last_number: Option<String>,
    /// When it gave it.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_number_at: Option<Moment>,
    /// Of a printer: slips that wait for paper, at most 40.
    pub queued: Option<u32>,
    /// Of a printer: what is wrong with it; null where nothing is, as far as it is known.
    pub trouble: Option<String>,
}

/// The devices of an office.
#[utoipa::path(get, path = "/api/v1/offices/{office}/devices", tag = "offices", security(("key" = [])),
    params(("office" = String, Path)),
    responses((status = 200, body = Vec<DeviceView>), (status = 401, body = Problem), (status = 403, body = Problem),
              (status = 404, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Extension(caller): Extension<Caller>,
    Path(office): Path,
) -> Result<Json<Vec<DeviceView>>, Problem> {
    let office = office_for(&app, &caller, &office)?;
    let entries = app.directory.now();
    let devices = entries.devices().filter(|device| device.office == office);
    devices.map(|device| view(&app, device)).collect::<Result<_, _>>().map(Json)
}

fn view(app: &App, device: &DeviceRow) -> Result<DeviceView, Problem> {
    let known = app.fleet.of(&device.id);
    let (state, away) = match known.presence(app.clock.elapsed()) {
        Presence::Linked => (DeviceState::Linked, None),
        Presence::PageOpen => (DeviceState::PageOpen, None),
        Presence::Away(since) => (DeviceState::Away, Some(since)),
        Presence::Unheard => (DeviceState::Unheard, None),
    };
    let queued = match device.role {
        office::wire::DeviceRole::Printer => {
            let jobs = app.reader.queued_jobs(&device.id).map_err(|error| {
                tracing::error!(error = &error as &dyn std::error::Error, "print jobs could not be read");
                Problem::later("store_failed")
            })?;
            Some(jobs.len() as u32)
        }
        office::wire::DeviceRole::Totem | office::wire::DeviceRole::Display => None,
    };
    Ok(DeviceView {
        id: device.id.to_string(),
        title: device.title.clone(),
        role: device.role.code().to_owned(),
        desk: device.desk.as_ref().map(ToString::to_string),
        printer: device.printer.as_ref().map(ToString::to_string),
        state,
        away_s: away.map(|away| away.as_secs()),
        version: known.version,
        uptime_s: known.uptime_s,
        memory_kib: known.memory_kib,
        latency_ms: known.latency.map(|latency| latency.as_secs_f64() * 1000.0),
        last_number: known.last_number.map(|(number, _)| number.to_string()),
        last_number_at: known.last_number.map(|(_, at)| at),
        queued,
        trouble: app.printers.trouble(&device.id).map(|trouble| trouble.code().to_owned()),
    })
}
