//! `sportello booking`: what whoever comes to an appointment may ask of the office.

use super::{Ended, Folder, call};
use clap::Subcommand;
use office::agenda::BookingCode;
use server::clock::Clock;
use server::control::Call;
use server::control::booking::BookingCall;
use std::sync::Arc;

#[derive(Debug, Subcommand)]
pub enum BookingCommand {
    /// Prints all that is held of whoever comes, as JSON; noted in the audit.
    Export {
        #[command(flatten)]
        folder: Folder,
        /// The code of the appointment.
        code: BookingCode,
    },
    /// Erases who comes; the appointment and its code stay. Noted in the audit.
    Erase {
        #[command(flatten)]
        folder: Folder,
        /// The code of the appointment.
        code: BookingCode,
    },
}

pub async fn run_booking(command: BookingCommand, clock: Arc<dyn Clock>) -> Ended {
    match command {
        BookingCommand::Export { folder, code } => {
            call(&folder, Call::Booking(BookingCall::Export { code }), clock).await
        }
        BookingCommand::Erase { folder, code } => {
            call(&folder, Call::Booking(BookingCall::Erase { code }), clock).await
        }
    }
}
