//! The totem's night: outside the hours its screen is dark, by itself or because the page is.
//!
//! ```text
//! day --half an hour after the doors have closed--> night --a quarter of an hour before numbers are given--> day
//! ```
//!
//! A break in the middle of the day is no night. Whoever touches a dark page is told what the totem knows.

use crate::{Clock, Shown};
use office::configuration::Configuration;
use office::moment::Moment;
use std::io;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::process::Command;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

/// How long before numbers are given the screen is lit.
const BEFORE: Duration = Duration::from_secs(15 * 60);
/// How long after the doors have closed it goes dark.
const AFTER: Duration = Duration::from_secs(30 * 60);
/// How often the clock is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(20);
/// Longest time for a command.
const COMMAND_MAX: Duration = Duration::from_secs(10);

/// Whether it is night for the totem of an office.
pub fn is_night(rules: &Configuration, now: Moment) -> bool {
    let (hours, zone, lead) = (&rules.hours, rules.office.zone, rules.take_from_lead());
    let has_just_closed = hours.plan_at(now, zone, lead).is_some_and(|plan| now < plan.closes.plus(AFTER));
    let is_about_to_open = hours.plan_at(now.plus(BEFORE), zone, lead).is_some_and(|plan| {
        let from = plan.take_from.minus(BEFORE);
        from <= now && now < plan.closes
    });
    !has_just_closed && !is_about_to_open
}

/// The commands that switch a screen off and on, each with its arguments; one without words does nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Switch {
    /// When night falls.
    pub off: Vec<String>,
    /// When the day begins.
    pub on: Vec<String>,
}

impl Switch {
    /// Switches the screen for the night, or for the day.
    ///
    /// # Errors
    /// Where the command cannot be run, takes too long, or says that it has failed.
    pub async fn turn(&self, is_night: bool) -> io::Result<()> {
        let words = if is_night { &self.off } else { &self.on };
        let [program, arguments @ ..] = &words[..] else { return Ok(()) };
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.kill_on_drop(true);
        let status = timeout(COMMAND_MAX, command.status()).await.map_err(io::Error::other)??;
        if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) }
    }
}

/// Switches a screen by the hours of the office, as far as the totem knows them, until nobody says so any more.
pub async fn keep(shown: watch::Receiver<Option<Arc<Shown>>>, now: Clock, switch: Switch) {
    let mut was_night = None;
    // An error says that the station is gone, and with it the totem.
    while shown.has_changed().is_ok() {
        let is_night = shown.borrow().as_ref().map(|shown| is_night(&shown.configuration, now()));
        if let Some(is_night) = is_night.filter(|_| is_night != was_night) {
            match switch.turn(is_night).await {
                Ok(()) => tracing::info!(is_night, "the screen was switched"),
                Err(error) => tracing::error!(%error, is_night, "the screen could not be switched"),
            }
            was_night = Some(is_night);
        }
        sleep(LOOK_EVERY).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[tokio::test]
    async fn screen_is_switched_by_the_commands_that_are_set_and_failures_are_told() {
        let file: PathBuf = std::env::temp_dir().join(format!("sportello-screen-{}", std::process::id()));
        let _ = std::fs::remove_file(&file);
        let shell = |script: String| vec!["sh".to_owned(), "-c".to_owned(), script];
        let note = |word: &str| shell(format!("echo {word} >> {}", file.display()));
        let switch = Switch { off: note("off"), on: note("on") };
        for is_night in [false, true, false] {
            switch.turn(is_night).await.unwrap();
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "on\noff\non\n");
        std::fs::remove_file(file).unwrap();
        let broken = Switch { off: shell("exit 3".to_owned()), on: vec!["/nowhere/at/all".to_owned()] };
        assert!(broken.turn(true).await.is_err() && broken.turn(false).await.is_err());
        Switch::default().turn(true).await.unwrap();
    }
}
