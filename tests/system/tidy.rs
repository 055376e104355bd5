use std::path::{Path, PathBuf};
pub fn root() -> PathBuf { Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned() }
