//! Where tests of the real window take the part of the user and of bad luck. Debug builds only.

use std::path::{Path, PathBuf};

/// The file that the user would have picked: `BURSAR_E2E_PICK` names a file that holds its path.
/// `None` when nothing is set up, so that the dialog opens.
pub(crate) fn picked() -> Option<PathBuf> {
    let note = std::env::var_os("BURSAR_E2E_PICK")?;
    let path = std::fs::read_to_string(note).ok()?;
    Some(PathBuf::from(path.trim_end_matches('\n')))
}

/// Notes that a page would have been printed, where `BURSAR_E2E_PRINT` names a file for the note.
pub(crate) fn prints() -> bool {
    let Some(note) = std::env::var_os("BURSAR_E2E_PRINT") else { return false };
    std::fs::write(note, "printed").is_ok()
}

/// Panics when `BURSAR_E2E_PANIC` names this task.
pub(crate) fn panic_if_asked(what: &str) {
    let asked = std::env::var("BURSAR_E2E_PANIC");
    assert!(asked.as_deref() != Ok(what), "provoked by a test");
}

/// Notes what would be shown in the system's window for files, in the file that `BURSAR_E2E_SHOWN`
/// names; false when nothing is set up, so that it is shown.
pub(crate) fn shown(path: &Path) -> bool {
    let Some(note) = std::env::var_os("BURSAR_E2E_SHOWN") else { return false };
    std::fs::write(note, path.as_os_str().as_encoded_bytes()).is_ok()
}
