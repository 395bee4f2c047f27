//! Where things are in the checkout.

use crate::Stop;
use std::path::{Path, PathBuf};

/// The root of the checkout that this program was built from.
pub(crate) fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).map(PathBuf::from).unwrap_or(here)
}

/// The folder of the HTML UI.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// A folder for this program's own files, under cargo's target folder and so never committed.
pub(crate) fn scratch(name: &str) -> PathBuf {
    target().join("xtask").join(name)
}

/// A program of ours as cargo built it in `profile` (`debug` or `release`).
pub(crate) fn program(name: &str, profile: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// Makes a folder that holds nothing, whatever was there.
pub(crate) fn make_empty(folder: &Path) -> Result<(), Stop> {
    let failed = |what: &str, error: std::io::Error| {
        Stop::Failed(format!("{} could not be {what}: {error}", folder.display()))
    };
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| failed("removed", error))?;
    }
    std::fs::create_dir_all(folder).map_err(|error| failed("made", error))
}

fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}
