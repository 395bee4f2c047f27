//! The system's own dialogs for files. They are called from here only; the page never sees a path
//! that it could hand back.

use std::path::{Path, PathBuf};

use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// The ending of books, by which the system knows them.
pub(crate) const BOOKS: &str = "bursar";

/// What a dialog is for.
pub(crate) struct Wanted<'a> {
    /// What stands above it.
    pub(crate) title: &'a str,
    /// What the files are called.
    pub(crate) kind: &'a str,
    /// Their ending.
    pub(crate) ending: &'a str,
}

impl Wanted<'_> {
    /// Lets the reader choose a file that is there; none when he gave it up.
    pub(crate) fn open(&self, handle: &AppHandle, folder: Option<&Path>) -> Option<PathBuf> {
        #[cfg(debug_assertions)]
        if let Some(path) = crate::seam::picked() {
            return Some(path);
        }
        self.dialog(handle, folder).blocking_pick_file()?.into_path().ok()
    }

    /// Lets the reader name a file; none when he gave it up. The ending is added where he left it
    /// out.
    pub(crate) fn save(
        &self,
        handle: &AppHandle,
        folder: Option<&Path>,
        name: &str,
    ) -> Option<PathBuf> {
        #[cfg(debug_assertions)]
        if let Some(path) = crate::seam::picked() {
            return Some(path);
        }
        let name = format!("{name}.{}", self.ending);
        let dialog = self.dialog(handle, folder).set_file_name(name);
        let path = dialog.blocking_save_file()?.into_path().ok()?;
        if path.extension().is_some() {
            return Some(path);
        }
        Some(path.with_extension(self.ending))
    }

    fn dialog(&self, handle: &AppHandle, folder: Option<&Path>) -> FileDialogBuilder<tauri::Wry> {
        let dialog = handle.dialog().file().set_title(self.title);
        let dialog = dialog.add_filter(self.kind, &[self.ending]);
        match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        }
    }
}
