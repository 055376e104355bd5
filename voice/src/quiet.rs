//! How loud, and when not at all.

use office::hours::TimeOfDay;
use serde::Deserialize;

/// How loud a display is, and when it is silent: `[sound]` of its settings.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sound {
    /// Whether calls are spoken, after the chime.
    pub voice: bool,
    /// How loud, from 0 to 1.
    pub volume: f64,
    /// When neither chime nor voice is to be heard, such as `13:00-14:30`.
    pub quiet: Vec<Quiet>,
    /// The folder of recordings that take the place of the voice; absent: none.
    pub recordings: Option<std::path::PathBuf>,
}

impl Default for Sound {
    fn default() -> Self {
        Self { voice: true, volume: 1.0, quiet: Vec::new(), recordings: None }
    }
}

impl Sound {
    /// Whether it is silent at a time of the office's day.
    pub fn is_silent_at(&self, time: TimeOfDay) -> bool {
        self.volume <= 0.0 || self.quiet.iter().any(|quiet| quiet.holds_at(time))
    }

    /// How loud, from 0 to 1, whatever was written.
    pub fn loudness(&self) -> f64 {
        if self.volume.is_finite() { self.volume.clamp(0.0, 1.0) } else { 1.0 }
    }
}

/// A time of silence: from its first minute on, up to its second, past midnight where that is earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Quiet {
    from: TimeOfDay,
    to: TimeOfDay,
}

/// What is no time of silence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no time of silence such as \"13:00-14:30\"")]
pub struct BadQuiet(String);

impl Quiet {
    fn holds_at(self, time: TimeOfDay) -> bool {
        if self.from <= self.to {
            (self.from..self.to).contains(&time)
        } else {
            time >= self.from || time < self.to
        }
    }
}

impl TryFrom<String> for Quiet {
    type Error = BadQuiet;

    fn try_from(text: String) -> Result<Self, BadQuiet> {
        let time = |part: &str| {
            let (hours, minutes) = part.trim().split_once(':')?;
            let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
            let is_time = hours < 24 && minutes < 60;
            is_time.then(|| TimeOfDay::from_minutes(hours * 60 + minutes).ok()).flatten()
        };
        let times = text.split_once('-').and_then(|(from, to)| Some((time(from)?, time(to)?)));
        match times {
            Some((from, to)) if from != to => Ok(Self { from, to }),
            Some(_) | None => Err(BadQuiet(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: u16) -> TimeOfDay {
        TimeOfDay::from_minutes(minutes).unwrap()
    }

    #[test]
    fn silence_holds_from_its_first_minute_up_to_its_last() {
        let quiet = vec![Quiet::try_from("13:00-14:30".to_owned()).unwrap()];
        let sound = Sound { quiet, ..Sound::default() };
        for (minutes, is_silent) in [(779, false), (780, true), (869, true), (870, false)] {
            assert_eq!(sound.is_silent_at(at(minutes)), is_silent, "{minutes}");
        }
    }

    #[test]
    fn silence_may_last_past_midnight() {
        let night = Quiet::try_from("19:00 - 07:30".to_owned()).unwrap();
        for (minutes, is_silent) in [(0, true), (449, true), (450, false), (1139, false), (1140, true)] {
            assert_eq!(night.holds_at(at(minutes)), is_silent, "{minutes}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "13:00", "13:00-", "25:00-26:00", "13:60-14:00", "13:00-13:00", "a-b"] {
            assert_eq!(Quiet::try_from(text.to_owned()), Err(BadQuiet(text.to_owned())));
        }
    }

    #[test]
    fn loudness_stays_within_what_a_browser_takes() {
        for (volume, expected) in [(0.4, 0.4), (7.0, 1.0), (-1.0, 0.0), (f64::NAN, 1.0)] {
            assert_eq!(Sound { volume, ..Sound::default() }.loudness(), expected);
        }
        assert!(Sound { volume: 0.0, ..Sound::default() }.is_silent_at(at(600)));
    }
}
