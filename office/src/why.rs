//! Why this visitor is next: a typed answer that the edge puts into words.

use crate::event::ReasonCode;
use crate::moment::Moment;
use serde::{Deserialize, Serialize};

/// The reason for which a ticket is the one to call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Why {
    /// Nobody whom the desk can serve came earlier.
    FirstCome {
        /// Minutes waited, whole.
        waited_min: u32,
    },
    /// A priority ticket whose wait weighs more than that of those who came earlier.
    Priority {
        /// Minutes waited, whole.
        waited_min: u32,
        /// The wait that priority tickets are promised, minutes.
        target_min: u32,
    },
    /// An appointment whose time has come.
    Appointment {
        /// When it is.
        due: Moment,
    },
    /// Sent to this desk by name, and its wait weighs most.
    SentHere {
        /// Minutes waited, whole.
        waited_min: u32,
    },
    /// A clerk chose it.
    Chosen {
        /// The code of the reason given.
        reason: ReasonCode,
    },
}
