//! Files that are dropped on the window.
//!
//! The system hands their paths to Rust; the page hears that something hovers over it, and then the
//! number and the name of the file in the tray.

use std::path::PathBuf;

use serde::Serialize;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Window, WindowEvent};

use crate::commands::import::{PickedFile, Tray};

/// The event; what it holds is a [`Dropping`].
const DROP: &str = "desk://drop";

/// What happens over the window.
#[derive(Clone, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum Dropping {
    /// Files hover over it.
    Over {
        /// What they are.
        kind: Kind,
        /// How many there are.
        files: usize,
    },
    /// They were taken away again.
    Left,
    /// They were dropped; the first of them lies in the tray.
    Dropped {
        /// What it is.
        kind: Kind,
        /// Its number and name.
        file: PickedFile,
        /// How many there were.
        files: usize,
    },
}

/// What a file is, by the end of its name.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// A usage log, or what may be one.
    Log,
    /// Books.
    Books,
    /// A provider's file.
    Provider,
}

impl Kind {
    fn of(path: Option<&PathBuf>) -> Self {
        let end = path.and_then(|path| path.extension()).map(|end| end.to_ascii_lowercase());
        match end.as_deref().and_then(|end| end.to_str()) {
            Some("bursar") => Self::Books,
            Some("toml") => Self::Provider,
            _ => Self::Log,
        }
    }
}

/// Hears what the system tells the window.
pub(crate) fn hear(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    match event {
        DragDropEvent::Enter { paths, .. } => hover(window.app_handle(), paths),
        DragDropEvent::Drop { paths, .. } => dropped(window.app_handle(), paths),
        DragDropEvent::Leave => tell(window.app_handle(), Dropping::Left),
        _ => {}
    }
}

/// Tells that files hover over the window.
pub(crate) fn hover(handle: &AppHandle, paths: &[PathBuf]) {
    tell(handle, Dropping::Over { kind: Kind::of(paths.first()), files: paths.len() });
}

/// Takes dropped files.
pub(crate) fn dropped(handle: &AppHandle, paths: &[PathBuf]) {
    let Some(first) = paths.first() else {
        // Text or a picture was dropped, which is no file.
        return tell(handle, Dropping::Left);
    };
    let file = handle.state::<Tray>().keep(first.clone());
    tell(handle, Dropping::Dropped { kind: Kind::of(Some(first)), file, files: paths.len() });
}

/// Tells the page.
fn tell(handle: &AppHandle, dropping: Dropping) {
    // Nobody listens while the window closes.
    let _ = handle.emit(DROP, dropping);
}
