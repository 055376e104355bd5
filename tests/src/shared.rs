//! What is not of this project and judges it all the same: shapes, a printer and a network that others wrote.

use crate::python::skipped;
use std::path::{Path, PathBuf};

/// Where the shared folder is where `SPORTELLO_SHARED` names no other, seen from the project.
const BESIDE: &str = "../shared";

/// A file of the shared folder; nothing, with the reason on standard error, where it is not there. In CI it
/// always is.
pub fn shared(path: &str) -> Option<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = std::env::var_os("SPORTELLO_SHARED").map_or(project.join(BESIDE), PathBuf::from);
    let file = folder.join(path);
    if file.exists() { Some(file) } else { skipped(&format!("{} is not there", file.display())) }
}
