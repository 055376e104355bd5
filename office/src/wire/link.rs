//! What goes up and down the link, message by message.

use super::{Ask, DeviceRole, Paper, Reply, Snapshot, Trouble};
use crate::configuration::{Configuration, Version};
use crate::id::{DeviceId, RequestKey};
use crate::refusal::Refusal;
use crate::slip::Columns;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// From a device to the dispatcher.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum FromDevice {
    /// The first message.
    Hello {
        /// Who.
        device: DeviceId,
        /// Its key.
        key: String,
        /// The protocol that it speaks.
        protocol: u32,
        /// The epoch of the snapshot that it holds; 0 without one.
        #[serde(default)]
        epoch: u64,
        /// The sequence of the snapshot that it holds; 0 without one.
        #[serde(default)]
        seq: u64,
    },
    /// The first message of a device that nobody knows yet: it is answered by [`ToDevice::Code`], and by
    /// [`ToDevice::Enrolled`] once somebody has typed that code.
    Newcomer {
        /// The protocol that it speaks.
        protocol: u32,
        /// What it can be; absent where it can be anything.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        role: Option<DeviceRole>,
        /// Its program's version.
        #[serde(default)]
        version: String,
    },
    /// A question, answered by [`ToDevice::Reply`] or [`ToDevice::Refused`] with the same request.
    Ask {
        /// The device's own name for it: asked again, the answer is the same.
        request: RequestKey,
        /// The question.
        ask: Ask,
    },
    /// How a print job stands.
    Paper {
        /// Which job.
        job: u64,
        /// How it stands.
        paper: Paper,
    },
    /// How a printer is: first thing after the link is up, and when it changes.
    Printer {
        /// What is wrong with it; absent: nothing.
        trouble: Option<Trouble>,
        /// Whether it cannot say that paper is out with certainty.
        #[serde(default)]
        weak: bool,
        /// How many characters go on a line of its paper; absent: as many as on paper of 80 mm.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        columns: Option<Columns>,
    },
    /// How the device is.
    Health {
        /// Seconds since it started.
        uptime_s: u64,
        /// Its program's version.
        version: String,
        /// What it takes of its machine's memory, KiB; absent where the machine does not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        memory_kib: Option<u64>,
    },
}

/// What the fleet's page asks of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Errand {
    /// To ring, so that whoever stands before it hears that it can.
    Chime,
    /// To load its page anew.
    Reload,
}

/// From the dispatcher to a device.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ToDevice {
    /// The link is up.
    Welcome {
        /// The present epoch.
        epoch: u64,
        /// The present sequence.
        seq: u64,
    },
    /// The configuration that snapshots of a totem refer to: before the first of them, and when it changes.
    Configuration {
        /// Its version.
        version: Version,
        /// The document.
        configuration: Arc<Configuration>,
    },
    /// The state to show; replaces what was held.
    Snapshot {
        /// The state.
        snapshot: Snapshot,
    },
    /// The answer to a question.
    Reply {
        /// Which question.
        request: RequestKey,
        /// The answer.
        reply: Reply,
    },
    /// The office says no.
    Refused {
        /// Which question.
        request: RequestKey,
        /// Why.
        refusal: Refusal,
    },
    /// The question could not be answered now; ask again later with the same request.
    Busy {
        /// Which question.
        request: RequestKey,
        /// Seconds to wait.
        retry_after_s: u32,
    },
    /// To a newcomer: the code to be shown, which an admin types.
    Code {
        /// Six figures.
        code: String,
        /// Seconds for which it is good.
        expires_in_s: u32,
    },
    /// To a newcomer, once: who it is from now on.
    Enrolled {
        /// Its id.
        device: DeviceId,
        /// Its key, which the dispatcher does not keep.
        key: String,
    },
    /// The fleet's page asks something of the device.
    Errand {
        /// What.
        errand: Errand,
    },
    /// The dispatcher ends the link.
    Bye {
        /// A stable code: `unknown_device`, `wrong_key`, `protocol`, `malformed`, `not_a_totem`, `silent`,
        /// `slow`, `closing`, `crowded` or `expired`.
        code: String,
        /// The longest pause before the next attempt, seconds, where it is to be another than usual.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        retry_after_s: Option<u32>,
    },
}
