//! Root acts as the owner of the data folder: what it would leave there otherwise, the server could
//! neither read nor write.

use clap::ArgMatches;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The id of root.
const ROOT: u32 = 0;
/// What the command line calls the data folder.
const NAMES: [&str; 2] = ["dir", "data"];

/// Starts the program again as the owner of the data folder that was named, if root runs it and the
/// folder is there and somebody else's; comes back otherwise, or with the reason why it could not.
pub fn act_as(matches: &ArgMatches) -> io::Result<()> {
    let Some(dir) = data_folder(matches) else { return Ok(()) };
    let Ok(owner) = std::fs::metadata(dir) else { return Ok(()) };
    if !rustix::process::geteuid().is_root() || owner.uid() == ROOT {
        return Ok(());
    }
    let mut again = Command::new(std::env::current_exe()?);
    let error = again.args(std::env::args_os().skip(1)).uid(owner.uid()).gid(owner.gid()).exec();
    Err(io::Error::new(error.kind(), format!("acting as the owner of {} failed: {error}", dir.display())))
}

/// The data folder, wherever among the subcommands it was named.
fn data_folder(matches: &ArgMatches) -> Option<&Path> {
    let here = || NAMES.into_iter().find_map(|name| matches.try_get_one::<PathBuf>(name).ok().flatten());
    let below = || matches.subcommand().and_then(|(_, matches)| data_folder(matches));
    here().map(PathBuf::as_path).or_else(below)
}
