//! What a display says: a call in words, and the sound of them; and the texts of a totem's pages.
//!
//! ```text
//! call -> announcement (Italian, then the visitor's language) -> sounds by the hash of their text
//!                                        spoken by a child process, or from a folder of recordings
//! ```
//!
//! Nothing is said by another host. Old C speaks: it runs as a process of its own for one text at a time, so
//! that whatever becomes of it the board goes on. No text of anybody but this program is ever spoken.

mod announcement;
mod child;
mod engine;
mod quiet;
mod recordings;
mod voices;

pub use announcement::{Announcement, Phrase};
pub use child::{COMMAND, offer, speak};
pub use quiet::{BadQuiet, Quiet, Sound};
pub use voices::{Speaker, Voices};
