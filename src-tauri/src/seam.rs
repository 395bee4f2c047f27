//! Where tests of the real window take the part of the user and of bad luck. Debug builds only.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tauri::Manager;

use crate::tray::{self, Line};

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

/// Whether a notice of the desktop is written into the file that `BURSAR_E2E_TOLD` names instead, a
/// line each.
pub(crate) fn told(title: &str, body: &str) -> bool {
    let Some(file) = std::env::var_os("BURSAR_E2E_TOLD") else { return false };
    let line = format!("{title}: {}\n", body.replace('\n', " "));
    let open = std::fs::OpenOptions::new().create(true).append(true).open(file);
    open.and_then(|mut file| file.write_all(line.as_bytes())).is_ok()
}

/// Whether the lines of the tray are written into the file that `BURSAR_E2E_TRAY` names instead.
pub(crate) fn in_tray(tooltip: &str, lines: &[Line]) -> bool {
    let Some(file) = std::env::var_os("BURSAR_E2E_TRAY") else { return false };
    let texts = lines.iter().map(|line| match line {
        Line::Choice(_, text) => text.as_str(),
        Line::Rule => "-",
    });
    let all: Vec<&str> = std::iter::once(tooltip).chain(texts).collect();
    std::fs::write(file, all.join("\n")).is_ok()
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

/// Whether there is a file in the place of a tray.
pub(crate) fn has_tray() -> bool {
    std::env::var_os("BURSAR_E2E_TRAY").is_some()
}

/// Waits for so many milliseconds as `BURSAR_E2E_SLOW` says, like a disk that is busy.
pub(crate) fn wait_for_the_disk() {
    let slow = std::env::var("BURSAR_E2E_SLOW").ok().and_then(|text| text.parse().ok());
    std::thread::sleep(Duration::from_millis(slow.unwrap_or_default()));
}

/// Does what no driver can, whenever the note appears that `BURSAR_E2E_HAND` names: `close` closes
/// the window, `tray` with an entry chooses that, and `drop` with a path drops that file; it hovers
/// for a moment first, as under a hand.
pub(crate) fn act_when_asked(handle: &tauri::AppHandle) {
    let Some(note) = std::env::var_os("BURSAR_E2E_HAND") else { return };
    let handle = handle.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_millis(100));
            let Ok(asked) = std::fs::read_to_string(&note) else { continue };
            if std::fs::remove_file(&note).is_err() {
                continue;
            }
            match asked.split_once(' ').unwrap_or((&asked, "")) {
                ("close", _) => {
                    if let Some(window) = handle.get_webview_window("main") {
                        let _ = window.close();
                    }
                }
                ("tray", entry) => tray::chosen(&handle, entry),
                (_, path) => {
                    let paths = [PathBuf::from(path)];
                    crate::drop::hover(&handle, &paths);
                    std::thread::sleep(Duration::from_millis(1500));
                    crate::drop::dropped(&handle, &paths);
                }
            }
        }
    });
}
