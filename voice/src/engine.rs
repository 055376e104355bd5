//! The engine that speaks: SVOX Pico, within a process that does nothing else.

use office::language::Language;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use ttspico::{EngineStatus, PicoError, System, Voice};

/// Samples a second.
pub const RATE_HZ: u32 = 16_000;
/// Memory that the engine asks for, bytes.
const MEMORY: usize = 4 * 1024 * 1024;
/// Samples that are taken at once.
const SAMPLES: usize = 1024;
/// Longest speech, samples: half a minute.
const SAMPLES_MAX: usize = 30 * RATE_HZ as usize;
/// The engine peaks at full scale: so loud it is clear, percent.
const LEVEL: u32 = 60;
/// A hall echoes: so fast it is understood, percent.
const SPEED: u32 = 88;

/// What a language is read and spoken by.
struct Lingware {
    reading: &'static [u8],
    speaking: &'static [u8],
}

macro_rules! lingware {
    ($reading:literal, $speaking:literal) => {
        Lingware {
            reading: include_bytes!(concat!(env!("OUT_DIR"), "/", $reading)),
            speaking: include_bytes!(concat!(env!("OUT_DIR"), "/", $speaking)),
        }
    };
}

/// Why nothing was spoken.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// This engine has no voice for that language.
    #[error("there is no voice for that language")]
    Language,
    /// The engine's own complaint.
    #[error("the engine failed: {}", .0.descr)]
    Engine(PicoError),
    /// The machine took no file.
    #[error("a voice could not be laid where its engine reads it")]
    File(#[from] std::io::Error),
    /// The machine gave no random bits.
    #[error("the machine gives no random bits")]
    NoRandom,
    /// It spoke on and on.
    #[error("the speech is too long")]
    TooLong,
}

impl From<PicoError> for EngineError {
    fn from(error: PicoError) -> Self {
        EngineError::Engine(error)
    }
}

/// Whether this engine speaks a language.
pub fn speaks(language: Language) -> bool {
    lingware(language).is_some()
}

fn lingware(language: Language) -> Option<Lingware> {
    match language {
        Language::It => Some(lingware!("it-IT_ta.bin", "it-IT_cm0_sg.bin")),
        Language::En => Some(lingware!("en-GB_ta.bin", "en-GB_kh0_sg.bin")),
        Language::Fr => Some(lingware!("fr-FR_ta.bin", "fr-FR_nk0_sg.bin")),
        Language::Es => Some(lingware!("es-ES_ta.bin", "es-ES_zl0_sg.bin")),
        Language::Ro | Language::Sq | Language::Ar => None,
    }
}

/// The samples of a text, 16 bits each, [`RATE_HZ`] a second.
pub fn samples(language: Language, text: &str) -> Result<Vec<i16>, EngineError> {
    let Lingware { reading, speaking } = lingware(language).ok_or(EngineError::Language)?;
    let laid = Laid::out(&[("r.bin", reading), ("s.bin", speaking)])?;
    let system = System::new(MEMORY)?;
    let voice = System::create_voice(Rc::clone(&system), "voice")?;
    for name in ["r.bin", "s.bin"] {
        let path = laid.0.join(name);
        let resource = System::load_resource(Rc::clone(&system), path.to_string_lossy())?;
        voice.borrow_mut().add_resource(resource)?;
    }
    drop(laid);
    // It has both its parts, which is what the engine asks of whoever makes it.
    #[expect(
        unsafe_code,
        reason = "the engine is C, and trusts its caller to have given the voice both parts"
    )]
    let mut engine = unsafe { Voice::create_engine(voice) }?;
    // The zero at the end makes it begin.
    let marked = format!("<volume level='{LEVEL}'><speed level='{SPEED}'>{text}</speed></volume>\0");
    let mut left = marked.as_bytes();
    let mut samples = Vec::new();
    let mut buffer = [0_i16; SAMPLES];
    loop {
        if !left.is_empty() {
            left = &left[engine.put_text(left)?..];
        }
        let (count, status) = engine.get_data(&mut buffer[..])?;
        samples.extend_from_slice(&buffer[..count]);
        if samples.len() > SAMPLES_MAX {
            return Err(EngineError::TooLong);
        }
        if status == EngineStatus::Idle && left.is_empty() {
            return Ok(samples);
        }
    }
}

/// A folder of its own for the files of a voice: the engine opens them by names that end in `.bin` and have
/// 64 characters at most. Gone as soon as they have been read.
struct Laid(PathBuf);

impl Laid {
    fn out(files: &[(&str, &[u8])]) -> Result<Self, EngineError> {
        let mut bits = [0; 8];
        getrandom::fill(&mut bits).map_err(|_| EngineError::NoRandom)?;
        let folder = Path::new("/tmp").join(format!("voice-{:016x}", u64::from_le_bytes(bits)));
        DirBuilder::new().mode(0o700).create(&folder)?;
        let laid = Self(folder);
        for (name, bytes) in files {
            std::fs::write(laid.0.join(name), bytes)?;
        }
        Ok(laid)
    }
}

impl Drop for Laid {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
