//! Slips without a dispatcher: the one with every letter that matters, and the code of a printer that is new.

use super::settings::Outfit;
use super::transport::{Connection, Event};
use office::language::Language;
use office::slip::{Align, Line, Size, Slip};
use printer::escpos::{Failure, encode};
use printer::layout::{LETTERS, self_test};
use std::time::Duration;
use tokio::time::timeout;

/// Longest time for finding the machine and sending.
const SENDING_MAX: Duration = Duration::from_secs(10);
/// How long the machine may take for the last bytes, which nobody asks it about.
const REST: Duration = Duration::from_secs(2);

/// Why there is no slip.
#[derive(Debug, thiserror::Error)]
pub enum NoSlip {
    /// The machine is not there.
    #[error("the printer cannot be reached")]
    Away,
    /// The slip has no bytes.
    #[error("the slip cannot be encoded")]
    Encoding(#[from] Failure),
}

/// Prints the slip.
pub async fn run(outfit: &Outfit) -> Result<(), NoSlip> {
    send(outfit, &self_test(&outfit.profile)).await?;
    tracing::info!(profile = outfit.profile.name, "self-test sent: compare it with {LETTERS}");
    Ok(())
}

/// Prints the code by which a printer without a key is enrolled: it has no screen to show it on.
pub async fn show_code(outfit: &Outfit, code: &str) -> Result<(), NoSlip> {
    let columns = outfit.profile.columns;
    let text = |text: String, size| Line::Text { text, size, align: Align::Center, bold: true };
    let lines = vec![
        text("Sportello".into(), Size::Double),
        text("Codice - Code".into(), Size::Normal),
        text(code.chars().take(columns.of_size(Size::Double)).collect(), Size::Double),
        text("/admin/devices".into(), Size::Normal),
    ];
    // Only a code with characters that nobody can type is no slip.
    let Ok(slip) = Slip::new(Language::It, columns, lines) else { return Ok(()) };
    send(outfit, &slip).await
}

/// Sends a slip and waits a while for the machine to take it.
async fn send(outfit: &Outfit, slip: &Slip) -> Result<(), NoSlip> {
    let bytes = encode(slip, &outfit.profile, outfit.logo.as_ref())?;
    let mut connection = Connection::begin(&outfit.machine);
    let sending = async {
        loop {
            match connection.event().await {
                Event::Connected(machine) => return machine.send(bytes).await.map(|()| machine),
                Event::Said(_) | Event::Gone => {}
            }
        }
    };
    let machine = timeout(SENDING_MAX, sending).await.map_err(|_| NoSlip::Away)?.map_err(|_| NoSlip::Away)?;
    let _ = timeout(REST, async { while !matches!(connection.event().await, Event::Gone) {} }).await;
    drop(machine);
    Ok(())
}
