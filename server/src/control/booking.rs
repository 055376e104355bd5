//! Calls about who comes to an appointment: what they may ask of the office.

use super::{ControlError, Prepared, Told};
use crate::applicants::{export, subject};
use crate::registrar::Chore;
use crate::store::Reader;
use crate::store::audit::By;
use crate::store::staffing::StaffChange;
use office::agenda::BookingCode;
use serde::{Deserialize, Serialize};

/// What is to be done with the data of whoever comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum BookingCall {
    /// Tell all that is held.
    Export {
        /// By the code of the appointment.
        code: BookingCode,
    },
    /// Erase who comes; the appointment stays.
    Erase {
        /// By the code of the appointment.
        code: BookingCode,
    },
}

pub(super) fn prepare(reader: &Reader, call: BookingCall) -> Result<Prepared, ControlError> {
    match call {
        BookingCall::Export { code } => {
            let (Some(held), Some(document)) = (reader.held(&code)?, export(reader, &code)?) else {
                return Ok(Prepared::Told(Told::Bad(vec!["nothing goes by that code".to_owned()])));
            };
            let note = StaffChange::Note { action: "applicant read", subject: subject(&held) };
            let chore = Chore::Staff(Box::new(note), By::command_line());
            Ok(Prepared::chore(chore, vec![format!("{document:#}")]))
        }
        BookingCall::Erase { code } => {
            let line = "erased; backups follow within a day".to_owned();
            Ok(Prepared::chore(Chore::EraseApplicant(code, By::command_line()), vec![line]))
        }
    }
}
