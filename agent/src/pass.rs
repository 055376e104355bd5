//! Who a device is: its id and its key, in a file that nobody else can read.

use crate::written::replace;
use office::id::DeviceId;
use serde::{Deserialize, Serialize};
use std::io::{self, ErrorKind};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The file's name in the device's folder.
pub const FILE: &str = "device.json";
/// Rights of anybody but the owner.
const OTHERS: u32 = 0o077;

/// What a device says to be let in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pass {
    /// Who it is.
    pub device: DeviceId,
    /// Its key.
    pub key: String,
}

impl std::fmt::Debug for Pass {
    /// Tells the id and never the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pass").field("device", &self.device).finish_non_exhaustive()
    }
}

/// Why a device does not know who it is.
#[derive(Debug, thiserror::Error)]
pub enum PassError {
    /// Others may have read the key.
    #[error("{} can be read by others: revoke the device, remove the file, and enrol the device anew", .0.display())]
    Readable(PathBuf),
    /// The file is not what this program has written.
    #[error("{} is not a device's key: remove it, and enrol the device anew", .0.display())]
    Malformed(PathBuf),
    /// The file cannot be read or written.
    #[error("{} cannot be read or written", .path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        #[source]
        source: io::Error,
    },
}

impl Pass {
    /// Reads the pass of a device from its folder; nothing where it has none yet.
    pub fn read(folder: &Path) -> Result<Option<Self>, PassError> {
        let path = folder.join(FILE);
        let failed = |source| PassError::File { path: path.clone(), source };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let rights = std::fs::metadata(&path).map_err(failed)?.permissions().mode();
        if rights & OTHERS != 0 {
            return Err(PassError::Readable(path));
        }
        serde_json::from_str(&text).map(Some).map_err(|_| PassError::Malformed(path))
    }

    /// Writes it there, in place of another.
    pub fn write(&self, folder: &Path) -> Result<(), PassError> {
        let path = folder.join(FILE);
        let bytes = serde_json::to_vec(self).map_err(io::Error::other);
        let written = bytes.and_then(|bytes| replace(&path, &bytes));
        written.map_err(|source| PassError::File { path, source })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("sportello-pass-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir(&folder).unwrap();
        folder
    }

    fn pass() -> Pass {
        Pass { device: DeviceId::new("display-1").unwrap(), key: "5ec2e7".into() }
    }

    #[test]
    fn key_is_kept_in_a_file_that_only_its_owner_reads() {
        let folder = folder("kept");
        assert_eq!(Pass::read(&folder).unwrap(), None);
        pass().write(&folder).unwrap();
        let other = Pass { key: "07he2".into(), ..pass() };
        other.write(&folder).unwrap();
        assert_eq!(Pass::read(&folder).unwrap(), Some(other));
        let rights = std::fs::metadata(folder.join(FILE)).unwrap().permissions().mode();
        assert_eq!(rights & 0o777, 0o600);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn key_that_others_can_read_is_not_used() {
        let folder = folder("open");
        pass().write(&folder).unwrap();
        std::fs::set_permissions(folder.join(FILE), std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(Pass::read(&folder), Err(PassError::Readable(_))));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn file_that_is_no_key_is_told_apart_from_one_that_is_not_there() {
        let folder = folder("torn");
        replace(&folder.join(FILE), b"{\"device\":\"display-1\"").unwrap();
        assert!(matches!(Pass::read(&folder), Err(PassError::Malformed(_))));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn key_is_in_no_line_of_a_log() {
        assert_eq!(format!("{:?}", pass()), "Pass { device: display-1, .. }");
    }
}
