//! Calls about devices: newcomers, and how a device is listed.

use super::Told;
use crate::app::App;
use crate::enrolment::{NotEnrolled, Place, enrol};
use crate::store::audit::By;
use crate::store::keys::DeviceRow;
use office::wire::DeviceRole;

/// Makes the newcomer that shows a code a device of the house.
pub(super) async fn approve(app: &App, code: &str, place: Place) -> Told {
    if let Some(wrong) = misplaced(app, &place) {
        return Told::Bad(vec![wrong.to_owned()]);
    }
    match enrol(app, code, place, By::command_line()).await {
        Ok(device) => Told::Done(vec![device.to_string()]),
        Err(why) => Told::Bad(vec![said(&why)]),
    }
}

/// What is wrong with where it is to stand.
fn misplaced(app: &App, place: &Place) -> Option<&'static str> {
    let Some((_, rules)) = app.hub.configuration(&place.office) else {
        return Some("there is no such office, or no configuration is in force in it");
    };
    if place.title.trim().is_empty() || place.title.chars().any(char::is_control) {
        return Some("a device needs a title, on one line");
    }
    match (place.role, &place.desk, &place.printer) {
        (DeviceRole::Totem, None, Some(printer)) => {
            let entries = app.directory.now();
            let is_there = entries
                .device(printer)
                .is_some_and(|row| row.role == DeviceRole::Printer && row.office == place.office);
            (!is_there).then_some("there is no such printer in that office")
        }
        (DeviceRole::Display, Some(desk), None) => {
            rules.desk(desk).is_none().then_some("there is no such desk in that office")
        }
        (DeviceRole::Totem | DeviceRole::Display | DeviceRole::Printer, None, None) => None,
        (_, Some(_), _) => Some("only a display goes with a desk"),
        (_, None, Some(_)) => Some("only a totem goes with a printer"),
    }
}

fn said(why: &NotEnrolled) -> String {
    match why {
        NotEnrolled::UnknownCode => "no device shows this code".to_owned(),
        NotEnrolled::TooMany(wait) => {
            format!("too many wrong codes: try again in {} seconds", wait.as_secs().max(1))
        }
        NotEnrolled::OtherRole(Some(own)) => format!("the program of that device is for: {}", own.code()),
        NotEnrolled::OtherRole(None) => "a browser can be a totem or a display, not a printer".to_owned(),
        NotEnrolled::Size => "a screen is read from 0.5 to 30 metres, and has 7 to 120 inches".to_owned(),
        NotEnrolled::Gone => "the device has gone in this very moment: it will show a new code".to_owned(),
        NotEnrolled::Busy => "the store could not be written; nothing has changed".to_owned(),
    }
}

/// A device on one line.
pub(super) fn line(device: &DeviceRow) -> String {
    let beside = match (&device.desk, &device.printer) {
        (Some(desk), _) => format!("sign of {desk}"),
        (None, Some(printer)) => format!("prints at {printer}"),
        (None, None) => String::new(),
    };
    format!("{}\t{}\t{}\t{}\t{beside}", device.id, device.role.code(), device.office, device.title)
}
