//! Sounds by the hash of what they say: asked for by pages, made once, kept for a while.

use crate::announcement::{Announcement, Phrase};
use crate::child::{COMMAND, TEXT_LEN_MAX, is_offered};
use crate::{engine, recordings};
use office::language::Language;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;
use tokio::sync::{OnceCell, Semaphore};
use tokio::time::timeout;

/// Most sounds that are kept; each is some hundred kilobytes at most.
const KEPT_MAX: usize = 48;
/// Largest sound, bytes.
const SOUND_LEN_MAX: u64 = 2 * 1024 * 1024;
/// Longest time that a process may take for a text, and that a text waits for its turn.
const SPEAK_MAX: Duration = Duration::from_secs(5);
/// Texts that are spoken at once.
const AT_ONCE: usize = 2;
/// What speaks the languages that the own engine does not, where it is installed.
const OTHER_ENGINE: &str = "espeak-ng";
/// Words a minute of the other engine: a hall echoes.
const OTHER_PACE: &str = "135";

/// What speaks.
#[derive(Debug, Clone)]
pub struct Speaker {
    /// A program with the hidden command [`COMMAND`].
    pub program: PathBuf,
    /// The other engine, where it is installed.
    pub other: Option<PathBuf>,
}

impl Speaker {
    /// This very program, and the other engine if it is on the path.
    ///
    /// # Errors
    /// Where this program has not said that it can speak, or the machine does not say where it lies.
    pub fn this_program() -> io::Result<Self> {
        if !is_offered() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "this program has no voice"));
        }
        let path = std::env::var_os("PATH").unwrap_or_default();
        let other = std::env::split_paths(&path).map(|folder| folder.join(OTHER_ENGINE));
        Ok(Self { program: std::env::current_exe()?, other: other.into_iter().find(|file| file.is_file()) })
    }

    fn speaks(&self, language: Language) -> bool {
        engine::speaks(language) || self.other.is_some()
    }

    fn command(&self, language: Language) -> Option<Command> {
        let mut command = if engine::speaks(language) {
            let mut command = Command::new(&self.program);
            command.args([COMMAND, language.code()]);
            command
        } else {
            let mut command = Command::new(self.other.as_ref()?);
            command.args(["-v", language.code(), "-s", OTHER_PACE, "--stdin", "--stdout"]);
            command
        };
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        Some(command)
    }
}

/// What a sound is of.
#[derive(Debug, Clone)]
enum Source {
    Spoken { language: Language, words: String },
    Recorded(PathBuf),
}

/// A sound that is made once, for whoever asks first.
#[derive(Debug)]
struct Sound {
    source: Source,
    made: OnceCell<Arc<[u8]>>,
}

/// The voices of a host.
#[derive(Debug)]
pub struct Voices {
    speaker: Speaker,
    recordings: Option<PathBuf>,
    kept: Mutex<Kept>,
    places: Semaphore,
}

#[derive(Debug, Default)]
struct Kept {
    sounds: BTreeMap<String, Arc<Sound>>,
    /// Names of the sounds, the oldest first.
    order: VecDeque<String>,
}

impl Voices {
    /// Voices that speak by `speaker`, but for what lies in the folder of recordings.
    pub fn new(speaker: Speaker, recordings: Option<PathBuf>) -> Arc<Self> {
        Arc::new(Self { speaker, recordings, kept: Mutex::default(), places: Semaphore::new(AT_ONCE) })
    }

    /// Voices that read pages out, one text at a time: whoever asks for many leaves the machine to others.
    pub fn reading(speaker: Speaker) -> Arc<Self> {
        Arc::new(Self { speaker, recordings: None, kept: Mutex::default(), places: Semaphore::new(1) })
    }

    /// Who speaks.
    pub fn speaker(&self) -> Speaker {
        self.speaker.clone()
    }

    /// Whether a language can be spoken here.
    pub fn speaks(&self, language: Language) -> bool {
        let has_folder = |folder: &Path| folder.join(language.code()).is_dir();
        self.speaker.speaks(language) || self.recordings.as_deref().is_some_and(has_folder)
    }

    /// The names of the sounds that say an announcement, in their order. They are made at once, so that
    /// they are there when a page asks for them.
    pub fn prepare(self: &Arc<Self>, announcement: &Announcement) -> Vec<String> {
        let sources = announcement.phrases.iter().flat_map(|phrase| self.sources(*phrase));
        sources
            .map(|source| {
                let (name, sound) = self.keep(source);
                if !sound.made.initialized() {
                    let voices = self.clone();
                    tokio::spawn(async move { voices.made(&sound).await });
                }
                name
            })
            .collect()
    }

    /// The sound of a text, as a WAV file, made or kept; nothing where nobody speaks its language, or it could not be
    /// made. Of a text longer than 400 bytes only the beginning is said.
    pub async fn say(self: &Arc<Self>, language: Language, words: &str) -> Option<Arc<[u8]>> {
        if !self.speaker.speaks(language) {
            return None;
        }
        let (_, sound) = self.keep(Source::Spoken { language, words: plain(words) });
        // Whoever asked may go away: what was begun is finished, and leaves nothing behind.
        let voices = self.clone();
        tokio::spawn(async move { voices.made(&sound).await }).await.ok().flatten()
    }

    /// A sound, as a WAV file; nothing where there is none of that name, or none could be made.
    pub async fn sound(&self, name: &str) -> Option<Arc<[u8]>> {
        let sound = self.kept().sounds.get(name).cloned()?;
        self.made(&sound).await
    }

    fn sources(&self, phrase: Phrase) -> Vec<Source> {
        match self.recordings.as_deref().and_then(|folder| recordings::of(folder, phrase)) {
            Some(files) => files.into_iter().map(Source::Recorded).collect(),
            None => vec![Source::Spoken { language: phrase.language, words: phrase.words() }],
        }
    }

    fn keep(&self, source: Source) -> (String, Arc<Sound>) {
        let name = name_of(&source);
        let mut kept = self.kept();
        if let Some(sound) = kept.sounds.get(&name) {
            return (name, sound.clone());
        }
        let sound = Arc::new(Sound { source, made: OnceCell::new() });
        kept.sounds.insert(name.clone(), sound.clone());
        kept.order.push_back(name.clone());
        while kept.order.len() > KEPT_MAX {
            if let Some(oldest) = kept.order.pop_front() {
                kept.sounds.remove(&oldest);
            }
        }
        (name, sound)
    }

    async fn made(&self, sound: &Sound) -> Option<Arc<[u8]>> {
        match sound.made.get_or_try_init(|| self.make(&sound.source)).await {
            Ok(made) => Some(made.clone()),
            Err(error) => {
                tracing::warn!(%error, "a text could not be spoken");
                None
            }
        }
    }

    async fn make(&self, source: &Source) -> io::Result<Arc<[u8]>> {
        let place = timeout(SPEAK_MAX, self.places.acquire());
        let _place = place.await.map_err(io::Error::other)?.map_err(io::Error::other)?;
        match source {
            Source::Spoken { language, words } => self.spoken(*language, words).await,
            Source::Recorded(path) => {
                let path = path.clone();
                let reading = tokio::task::spawn_blocking(move || recorded(&path));
                reading.await.map_err(io::Error::other)?
            }
        }
    }

    async fn spoken(&self, language: Language, words: &str) -> io::Result<Arc<[u8]>> {
        let mut command =
            self.speaker.command(language).ok_or_else(|| io::Error::other("nothing speaks that language"))?;
        let words = &words.as_bytes()[..words.floor_char_boundary(TEXT_LEN_MAX)];
        let speaking = async {
            let mut child = command.spawn()?;
            if let Some(mut stdin) = child.stdin.take() {
                stdin.write_all(words).await?;
            }
            child.wait_with_output().await
        };
        let output = timeout(SPEAK_MAX, speaking).await.map_err(io::Error::other)??;
        let is_sound = output.status.success() && output.stdout.starts_with(b"RIFF");
        if is_sound && output.stdout.len() as u64 <= SOUND_LEN_MAX {
            Ok(output.stdout.into())
        } else {
            Err(io::Error::other(format!("the speaking process ended with {}", output.status)))
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Words without what the engine would take for marks of its own.
fn plain(words: &str) -> String {
    words.replace(|c: char| matches!(c, '<' | '>' | '&') || c.is_control(), " ")
}

fn recorded(path: &Path) -> io::Result<Arc<[u8]>> {
    if std::fs::metadata(path)?.len() > SOUND_LEN_MAX {
        return Err(io::Error::other("a recording is too large"));
    }
    Ok(std::fs::read(path)?.into())
}

/// The name of a sound: a hash of what it says.
fn name_of(source: &Source) -> String {
    let mut hash = Sha256::new();
    match source {
        Source::Spoken { language, words } => {
            hash.update(language.code());
            hash.update([0]);
            hash.update(words);
        }
        Source::Recorded(path) => hash.update(path.as_os_str().as_encoded_bytes()),
    }
    hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}
