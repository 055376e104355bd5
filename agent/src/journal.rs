//! The log of the program on standard error: a line for each thing, with the time in UTC.
//!
//! No text can make a second line or move a cursor, whoever it came from: control characters are
//! written as escapes. A line that cannot be written is dropped.

use crate::settings::SettingsError;
use std::io::{self, Stderr, Write};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Form {
    /// For people: time, level, place, what happened, and particulars.
    Text,
    /// For programs: a JSON object for each line.
    Json,
}

/// Opens the log; how much of it is written, `RUST_LOG` says.
pub fn open(form: Form) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(Lines)
        .with_ansi(false)
        .log_internal_errors(false);
    match form {
        Form::Text => log.init(),
        Form::Json => log.json().flatten_event(true).init(),
    }
}

/// How a program ends whose settings are wrong: trying again is of no use (`EX_CONFIG` of sysexits.h).
const SETTINGS_ARE_WRONG: u8 = 78;

/// Says on standard error why a program ends, with what is behind it, on one line.
pub fn fail(program: &str, error: &(dyn std::error::Error + 'static)) -> std::process::ExitCode {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let causes = causes.map(ToString::to_string).collect::<Vec<_>>().join(": ");
    let _ = writeln!(io::stderr(), "{program}: {causes}");
    match error.downcast_ref::<SettingsError>() {
        Some(_) => std::process::ExitCode::from(SETTINGS_ARE_WRONG),
        None => std::process::ExitCode::FAILURE,
    }
}

/// Writes to standard error, one line for each thing.
struct Lines;

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Line<Stderr>;

    fn make_writer(&'a self) -> Self::Writer {
        Line(io::stderr())
    }
}

/// Takes one whole line at a time, which is how the formatter hands them over.
struct Line<W>(W);

impl<W: Write> Write for Line<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.write_all(one_line(line).as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A line as it is written: nothing in it but its end is a control character.
fn one_line(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line);
    let (text, end) = match text.strip_suffix('\n') {
        Some(text) => (text, "\n"),
        None => (text.as_ref(), ""),
    };
    let mut written = String::with_capacity(line.len());
    for c in text.chars() {
        if c.is_control() || ['\u{2028}', '\u{2029}'].contains(&c) {
            written.extend(c.escape_default());
        } else {
            written.push(c);
        }
    }
    written.push_str(end);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_makes_a_second_line_or_moves_the_cursor() {
        let hostile =
            "login failed name=\"x\r\n2026-01-01T00:00:00Z INFO all is well\u{1b}[2J\u{2028}\u{85}\"\n";
        let written = one_line(hostile.as_bytes());
        assert_eq!(written.matches('\n').count(), 1);
        assert!(
            written.ends_with("\n") && written.trim_end().chars().all(|c| !c.is_control()),
            "{written:?}"
        );
        assert!(written.contains("x\\r\\n2026"), "{written:?}");
        assert_eq!(one_line("perché no\n".as_bytes()), "perché no\n");
    }

    #[test]
    fn line_is_handed_on_whole() {
        let mut line = Line(Vec::new());
        line.write_all(b"a\nb\n").unwrap();
        assert_eq!(line.0, b"a\\nb\n");
    }
}
