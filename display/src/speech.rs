//! What the board says aloud, and when it is silent.

use chrono::Timelike;
use office::hours::TimeOfDay;
use office::id::DeskId;
use office::wire::{Board, Call, DisplayScreen, RING_AGE_MAX_S};
use screen::feed::Saying;
use std::sync::Arc;
use voice::{Announcement, Sound, Voices};

/// Ending of the sounds' names.
const WAV: &str = ".wav";

/// The voice of a display, and how loud it is.
#[derive(Debug, Clone, Default)]
pub struct Speech {
    /// Who speaks; absent: nobody, and calls only ring.
    pub voices: Option<Arc<Voices>>,
    /// How loud, and when not at all.
    pub sound: Sound,
}

impl Speech {
    /// How loud, from 0 to 1.
    pub fn volume(&self) -> f64 {
        self.sound.loudness()
    }

    /// Whether neither chime nor voice is to be heard when the board was made.
    pub fn is_silent(&self, shown: &DisplayScreen) -> bool {
        let local = shown.board.as_of.utc().with_timezone(&shown.zone);
        let minutes = local.hour() * 60 + local.minute();
        // No minute of the clock lies outside of a day.
        let time = u16::try_from(minutes).ok().and_then(|minutes| TimeOfDay::from_minutes(minutes).ok());
        time.is_some_and(|time| self.sound.is_silent_at(time))
    }

    /// What is said of each call that may still ring, at desk `only` where the display is that desk's sign.
    pub fn says(&self, board: &Board, only: Option<&DeskId>) -> Vec<Saying> {
        let Some(voices) = self.voices.as_ref().filter(|_| self.sound.voice) else { return Vec::new() };
        let is_young = |call: &&Call| board.as_of.since(call.announced_at).as_secs() < RING_AGE_MAX_S;
        let here = board.calls.iter().filter(|call| only.is_none_or(|desk| call.desk == *desk));
        let says = here.filter(is_young).map(|call| {
            let names = voices.prepare(&Announcement::of(call, |language| voices.speaks(language)));
            let sounds = names.into_iter().map(|name| format!("voice/{name}{WAV}")).collect();
            Saying { call: call.call_seq, sounds }
        });
        says.filter(|saying| !saying.sounds.is_empty()).collect()
    }

    /// A sound by the name that a page asks for.
    pub async fn sound(&self, name: &str) -> Option<Arc<[u8]>> {
        self.voices.as_ref()?.sound(name.strip_suffix(WAV)?).await
    }
}
