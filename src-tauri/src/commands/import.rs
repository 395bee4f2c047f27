//! Imports: the file that was chosen, the long tasks over it, and their end before time.
//!
//! The page never sees a path. It gets a number and a name; the path stays in the tray.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bursar_app::App;
use bursar_app::wire::{
    ApiError, CancelFlag, ErrorCode, ImportMapping, ImportPreview, ImportProgress, ImportResult,
};
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use crate::desk::{Desk, guarded};
use crate::run::{OnDesk, blocking, on_desk};

type Answer<T> = Result<T, ApiError>;

/// Progress is told at most so often.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// The files that were chosen since the start, and the task that runs over one of them.
#[derive(Default)]
pub(crate) struct Tray {
    files: Mutex<Vec<PathBuf>>,
    running: Mutex<CancelFlag>,
}

/// A file that the user chose.
#[derive(Serialize)]
pub(crate) struct PickedFile {
    id: usize,
    name: String,
}

impl Tray {
    pub(crate) fn keep(&self, path: PathBuf) -> PickedFile {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut files = unpoisoned(&self.files);
        files.push(path);
        PickedFile { id: files.len() - 1, name }
    }

    pub(crate) fn path(&self, id: usize) -> Answer<PathBuf> {
        unpoisoned(&self.files).get(id).cloned().ok_or_else(|| {
            ApiError::new(ErrorCode::Input, "This file is no longer at hand.")
                .with_hint("Choose it again.")
        })
    }

    /// Ends the task that runs and gives a flag to the next.
    fn next_flag(&self) -> CancelFlag {
        let mut running = unpoisoned(&self.running);
        running.cancel();
        *running = CancelFlag::default();
        running.clone()
    }
}

fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[tauri::command]
pub(crate) async fn pick_import_file(
    handle: AppHandle,
    tray: State<'_, Tray>,
) -> Answer<Option<PickedFile>> {
    let picked = blocking(move || Ok(pick(&handle))).await?;
    Ok(picked.map(|path| tray.keep(path)))
}

fn pick(handle: &AppHandle) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(path) = crate::seam::picked() {
        return Some(path);
    }
    let logs = ["csv", "tsv", "txt", "json", "jsonl", "ndjson"];
    let dialog = handle.dialog().file().set_title("Choose a usage log");
    let dialog = dialog.add_filter("Usage logs", &logs).add_filter("All files", &["*"]);
    dialog.blocking_pick_file()?.into_path().ok()
}

#[tauri::command]
pub(crate) async fn import_preview(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    file: usize,
    wallet: String,
    mapping: Option<ImportMapping>,
) -> Answer<ImportPreview> {
    let path = tray.path(file)?;
    on_desk(desk, move |desk| {
        let what = "read this file";
        guarded(what, || desk.second()?.import_preview(&wallet, &path, mapping.as_ref()))?
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_dry_run(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    file: usize,
    wallet: String,
    mapping: ImportMapping,
    on_progress: Channel<ImportProgress>,
) -> Answer<ImportResult> {
    let path = tray.path(file)?;
    long(desk, &tray, on_progress, "check this file", move |app, tell, cancel| {
        app.import_dry_run(&wallet, &path, &mapping, tell, cancel)
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_run(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    file: usize,
    wallet: String,
    mapping: ImportMapping,
    on_progress: Channel<ImportProgress>,
) -> Answer<ImportResult> {
    let path = tray.path(file)?;
    long(desk, &tray, on_progress, "import this file", move |app, tell, cancel| {
        app.import_run(&wallet, &path, &mapping, tell, cancel)
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_cancel(tray: State<'_, Tray>) -> Answer<()> {
    unpoisoned(&tray.running).cancel();
    Ok(())
}

/// Does a long task with a handle of its own, so that the views can go on reading.
async fn long(
    desk: OnDesk<'_>,
    tray: &Tray,
    on_progress: Channel<ImportProgress>,
    what: &'static str,
    task: impl FnOnce(&mut App, &mut dyn FnMut(ImportProgress), &CancelFlag) -> Answer<ImportResult>
    + Send
    + 'static,
) -> Answer<ImportResult> {
    let cancel = tray.next_flag();
    let behind_lock = desk.behind_lock();
    let desk: Arc<Desk> = Arc::clone(&desk);
    blocking(move || {
        let mut last: Option<(Instant, ImportProgress)> = None;
        let mut tell = |progress: ImportProgress| {
            let due = last.is_none_or(|(at, before)| {
                before.phase != progress.phase || at.elapsed() >= TELL_EVERY
            });
            if due {
                last = Some((Instant::now(), progress));
                // A view that is gone needs no progress.
                let _ = on_progress.send(progress);
            }
        };
        guarded(what, || {
            let mut app = desk.second()?;
            app.let_behind_locks(behind_lock);
            task(&mut app, &mut tell, &cancel)
        })?
    })
    .await
}
