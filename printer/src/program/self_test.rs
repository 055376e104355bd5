//! A slip with every letter that matters: whether the code page is the right one, and how drawn lines look.

use super::settings::Outfit;
use super::transport::{Connection, Event};
use office::language::Language;
use office::slip::{Align, Line, Size, Slip};
use printer::escpos::{Failure, encode};
use std::time::Duration;
use tokio::time::timeout;

/// What must come out as it stands here.
const LETTERS: &str = "àèéìòù ÀÈÉÌÒÙ € - ș ț ë ç العربية";
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
    send(outfit, &slip(outfit)).await?;
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

fn slip(outfit: &Outfit) -> Slip {
    let profile = &outfit.profile;
    let text = |text: &str, size, align, bold| Line::Text { text: text.to_owned(), size, align, bold };
    let fitted = |text: &str, size| text.chars().take(profile.columns.of_size(size)).collect::<String>();
    let mut lines = vec![
        text("Sportello", Size::Double, Align::Center, true),
        text(&fitted(&profile.name, Size::Normal), Size::Normal, Align::Center, false),
        Line::Rule,
    ];
    // Apart, so that a wrong code page shows: a line with one letter that is drawn is drawn as a whole.
    let (written, drawn): (Vec<&str>, Vec<&str>) =
        LETTERS.split(' ').partition(|letters| profile.encoding.covers(letters));
    for words in [written, drawn] {
        lines.push(text(&words.join(" "), Size::Normal, Align::Left, false));
    }
    lines.push(text("[ ] àèéìòù", Size::Normal, Align::Left, true));
    lines.push(text("A012", Size::Huge, Align::Center, true));
    let edge: String = (1..=profile.columns.count()).map(|n| char::from(b'0' + (n % 10) as u8)).collect();
    lines.extend([text(&edge, Size::Normal, Align::Left, false), Line::Rule]);
    lines.push(Line::Qr { text: "https://example.org/sportello".to_owned() });
    Slip::new(Language::It, profile.columns, lines).expect("every line was cut at the width")
}
