//! Totems, displays and printers on the command line.

use super::{Ended, Folder, call};
use clap::Subcommand;
use office::id::{DeskId, DeviceId, OfficeId};
use office::wire::DeviceRole;
use server::clock::Clock;
use server::control::Call;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub(super) enum DeviceCommand {
    /// Adds a device, or gives it a new key, and prints the key, once.
    Add {
        #[command(flatten)]
        folder: Folder,
        /// The id of the device.
        id: DeviceId,
        /// totem, display or printer.
        #[arg(long, value_parser = device_role)]
        role: DeviceRole,
        /// Whose it is.
        #[arg(long)]
        office: OfficeId,
        /// What people call it.
        #[arg(long, default_value = "")]
        title: String,
        /// Of a display: the desk whose sign it is.
        #[arg(long)]
        desk: Option<DeskId>,
        /// Of a totem: where its slips come out.
        #[arg(long)]
        printer: Option<DeviceId>,
    },
    /// Makes the device that shows this code one of the house; the server must be running.
    Approve {
        #[command(flatten)]
        folder: Folder,
        /// The six figures on its screen.
        code: String,
        /// totem, display or printer.
        #[arg(long, value_parser = device_role)]
        role: DeviceRole,
        /// Whose it is.
        #[arg(long)]
        office: OfficeId,
        /// What people call it.
        #[arg(long)]
        title: String,
        /// Of a display: the desk whose sign it is.
        #[arg(long)]
        desk: Option<DeskId>,
        /// Of a totem: where its slips come out.
        #[arg(long)]
        printer: Option<DeviceId>,
        /// From how far it is read, metres.
        #[arg(long, requires = "diagonal_in")]
        distance_m: Option<f64>,
        /// Its panel's diagonal, inches.
        #[arg(long, requires = "distance_m")]
        diagonal_in: Option<f64>,
    },
    /// Lists the devices, without their keys.
    List {
        #[command(flatten)]
        folder: Folder,
    },
    /// Revokes a device: its link and its pages are cut within five seconds.
    Revoke {
        #[command(flatten)]
        folder: Folder,
        /// The id of the device.
        id: DeviceId,
    },
}

fn device_role(text: &str) -> Result<DeviceRole, String> {
    DeviceRole::from_code(text).ok_or_else(|| "a device is a totem, display or printer".to_owned())
}

/// Does what was asked.
pub(super) async fn run(command: DeviceCommand, clock: Arc<dyn Clock>) -> Ended {
    match command {
        DeviceCommand::Add { folder, id, role, office, title, desk, printer } => {
            let title = if title.is_empty() { id.to_string() } else { title };
            call(&folder, Call::DeviceAdd { id, office, role, title, desk, printer }, clock).await
        }
        DeviceCommand::Approve {
            folder,
            code,
            role,
            office,
            title,
            desk,
            printer,
            distance_m,
            diagonal_in,
        } => {
            let size = distance_m.zip(diagonal_in);
            call(&folder, Call::DeviceApprove { code, office, role, title, desk, printer, size }, clock).await
        }
        DeviceCommand::List { folder } => call(&folder, Call::DeviceList, clock).await,
        DeviceCommand::Revoke { folder, id } => call(&folder, Call::DeviceRevoke { id }, clock).await,
    }
}
