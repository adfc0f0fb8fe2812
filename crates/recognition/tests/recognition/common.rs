//! Workbooks made in code, and the folder of shared registers.

use std::path::PathBuf;

/// The folder of shared register files, or `None`, said aloud, where this machine lacks it.
pub(crate) fn registers() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/registers"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}
