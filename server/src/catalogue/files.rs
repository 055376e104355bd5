//! The files of a catalogue as they lie on a disk: one, or all of a folder.

use std::io;
use std::path::{Path, PathBuf};

/// Most bytes of a catalogue, all files together.
pub const CATALOGUE_LEN_MAX: usize = 2 * 1024 * 1024;
/// Most files of a catalogue.
pub const FILES_MAX: usize = 100;
/// How the files of a folder are told from what else lies in it.
const ENDING: &str = "toml";

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What people call it: its path as they gave it, or its name.
    pub name: String,
    /// What stands in it; bytes that are no text are kept as U+FFFD and found by the reader.
    pub text: String,
}

impl File {
    /// A file from its bytes.
    pub fn new(name: impl Into<String>, bytes: &[u8]) -> Self {
        Self { name: name.into(), text: String::from_utf8_lossy(bytes).into_owned() }
    }
}

/// Why the files of a catalogue cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// A file or a folder cannot be read.
    #[error("{path} cannot be read")]
    Path {
        /// Which one.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
    /// A folder without files.
    #[error("{0}: there is no file that ends in .{ENDING} in this folder")]
    Empty(PathBuf),
    /// More files than a catalogue may have.
    #[error("{0}: there are more than {FILES_MAX} files that end in .{ENDING} in this folder")]
    TooMany(PathBuf),
    /// Longer than a catalogue may be.
    #[error("{0}: a catalogue has at most {CATALOGUE_LEN_MAX} bytes")]
    TooLong(PathBuf),
}

/// The file at `path`, or those in the folder at `path` that end in `.toml`, by name; folders in it are
/// not looked into.
pub fn files_of(path: &Path) -> Result<Vec<File>, Unreadable> {
    let failed = |at: &Path| {
        let path = at.to_owned();
        |source| Unreadable::Path { path, source }
    };
    let is_folder = std::fs::metadata(path).map_err(failed(path))?.is_dir();
    let paths = if is_folder { paths_in(path).map_err(failed(path))? } else { vec![path.to_owned()] };
    if paths.is_empty() {
        return Err(Unreadable::Empty(path.to_owned()));
    }
    if paths.len() > FILES_MAX {
        return Err(Unreadable::TooMany(path.to_owned()));
    }
    let mut files = Vec::new();
    let mut len = 0_u64;
    for path in paths {
        len += std::fs::metadata(&path).map_err(failed(&path))?.len();
        if len > CATALOGUE_LEN_MAX as u64 {
            return Err(Unreadable::TooLong(path));
        }
        let bytes = std::fs::read(&path).map_err(failed(&path))?;
        files.push(File::new(path.display().to_string(), &bytes));
    }
    Ok(files)
}

fn paths_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_meant = path.extension().is_some_and(|ending| ending == ENDING) && path.is_file();
        if is_meant {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
