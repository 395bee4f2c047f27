//! The system's own dialogs for files. They are called from here only; the page never sees a path
//! that it could hand back. Their words come from the page, in the reader's language.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use tauri::AppHandle;
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder};

/// The ending of books, by which the system knows them.
pub(crate) const BOOKS: &str = "bursar";

/// What a dialog says.
#[derive(Deserialize)]
pub(crate) struct DialogWords {
    /// What stands above it.
    title: String,
    /// What the files are called.
    kind: String,
    /// What all files are called, where others may be chosen, too.
    all: Option<String>,
}

impl DialogWords {
    /// The dialog for files with one of these endings.
    pub(crate) fn of<'a>(&'a self, endings: &'a [&'a str]) -> Wanted<'a> {
        let all = self.all.as_deref();
        Wanted { title: &self.title, kind: &self.kind, endings, all }
    }
}

/// What a dialog is for.
pub(crate) struct Wanted<'a> {
    /// What stands above it.
    pub(crate) title: &'a str,
    /// What the files are called.
    pub(crate) kind: &'a str,
    /// Their endings, the usual one first; none for files of every kind.
    pub(crate) endings: &'a [&'a str],
    /// What all files are called, where others may be chosen, too.
    pub(crate) all: Option<&'a str>,
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
        let ending = self.endings.first().copied().unwrap_or_default();
        let dialog = self.dialog(handle, folder).set_file_name(format!("{name}.{ending}"));
        let path = dialog.blocking_save_file()?.into_path().ok()?;
        if path.extension().is_some() {
            return Some(path);
        }
        Some(path.with_extension(ending))
    }

    fn dialog(&self, handle: &AppHandle, folder: Option<&Path>) -> FileDialogBuilder<tauri::Wry> {
        let mut dialog = handle.dialog().file().set_title(self.title);
        if !self.endings.is_empty() {
            dialog = dialog.add_filter(self.kind, self.endings);
        }
        if let Some(all) = self.all {
            dialog = dialog.add_filter(all, &["*"]);
        }
        match folder {
            Some(folder) => dialog.set_directory(folder),
            None => dialog,
        }
    }
}
