//! Imports: the file that was chosen, dropped or pasted, the long tasks over it, and their end
//! before time.
//!
//! The page never sees a path. It gets a number and a name; the path stays in the tray, and with it
//! what the last look at its rows found.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bursar_app::wire::{
    ApiError, CancelFlag, ErrorCode, ImportFate, ImportHistory, ImportMapping, ImportPreview,
    ImportProgress, ImportResult, ImportRow, ImportTicks, Undone,
};
use bursar_app::{App, ImportLook, NewProvider, no_look};
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::desk::{Desk, guarded};
use crate::dialogs::DialogWords;
use crate::manners::switch;
use crate::run::{OnDesk, ask, blocking, change, on_desk};

type Answer<T> = Result<T, ApiError>;

/// Progress is told at most so often.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// The endings of logs.
const LOGS: &[&str] = &["csv", "tsv", "txt", "json", "jsonl", "ndjson"];

/// The files that were chosen since the start, the last look at one of them, and the task that runs.
/// A copy is the same tray.
#[derive(Clone, Default)]
pub(crate) struct Tray {
    files: Arc<Mutex<Vec<PathBuf>>>,
    looked: Arc<Mutex<Option<(usize, ImportLook)>>>,
    running: Arc<Mutex<CancelFlag>>,
    /// Where pasted text lies until the program ends.
    pasted: Arc<Mutex<Option<tempfile::TempDir>>>,
}

/// A file that the user chose.
#[derive(Clone, Serialize)]
pub(crate) struct PickedFile {
    id: usize,
    name: String,
}

impl Tray {
    /// Takes a file and hands out its number.
    pub(crate) fn keep(&self, path: PathBuf) -> PickedFile {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let mut files = unpoisoned(&self.files);
        files.push(path);
        PickedFile { id: files.len() - 1, name }
    }

    /// The file of a number.
    ///
    /// # Errors
    /// There is none.
    pub(crate) fn path(&self, id: usize) -> Answer<PathBuf> {
        unpoisoned(&self.files).get(id).cloned().ok_or_else(|| {
            ApiError::new(ErrorCode::Input, "This file is no longer at hand.")
                .with_hint("Choose it again.")
        })
    }

    /// Takes text as a file.
    fn paste(&self, text: &str) -> std::io::Result<PickedFile> {
        let mut pasted = unpoisoned(&self.pasted);
        let folder = match pasted.take() {
            Some(folder) => pasted.insert(folder),
            None => pasted.insert(tempfile::tempdir()?),
        };
        let number = unpoisoned(&self.files).len();
        let folder = folder.path().join(number.to_string());
        std::fs::create_dir(&folder)?;
        let path = folder.join("clipboard.txt");
        std::fs::write(&path, text)?;
        Ok(self.keep(path))
    }

    /// Does something with what the last look at a file found.
    fn look<T>(&self, file: usize, task: impl FnOnce(&mut ImportLook) -> Answer<T>) -> Answer<T> {
        match &mut *unpoisoned(&self.looked) {
            Some((looked, look)) if *looked == file => task(look),
            _ => Err(no_look()),
        }
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
    words: DialogWords,
) -> Answer<Option<PickedFile>> {
    let picked = blocking(move || Ok(words.of(LOGS).open(&handle, None))).await?;
    Ok(picked.map(|path| tray.keep(path)))
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
pub(crate) async fn paste_import(tray: State<'_, Tray>, text: String) -> Answer<PickedFile> {
    let tray = tray.inner().clone();
    blocking(move || {
        tray.paste(&text).map_err(|error| {
            ApiError::new(ErrorCode::Input, format!("The text could not be put aside: {error}."))
                .with_hint("Save it as a file and choose that.")
        })
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_look(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    file: usize,
    wallet: String,
    mapping: ImportMapping,
    on_progress: Channel<ImportProgress>,
) -> Answer<ImportResult> {
    let path = tray.path(file)?;
    let kept = tray.inner().clone();
    long(desk, &tray, on_progress, "check this file", move |app, tell, cancel| {
        let look = app.import_look(&wallet, &path, &mapping, tell, cancel)?;
        let result = look.result()?;
        *unpoisoned(&kept.looked) = Some((file, look));
        Ok(result)
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_rows(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    file: usize,
    fate: Option<ImportFate>,
    from: u64,
    limit: u32,
) -> Answer<Vec<ImportRow>> {
    let tray = tray.inner().clone();
    ask(desk, "show the rows of this file", move |app| {
        tray.look(file, |look| app.import_rows(look, fate, from, limit))
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_tick(
    tray: State<'_, Tray>,
    file: usize,
    ticks: ImportTicks,
) -> Answer<ImportResult> {
    let tray = tray.inner().clone();
    blocking(move || tray.look(file, |look| look.tick(&ticks))).await
}

#[tauri::command]
pub(crate) async fn import_run(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    file: usize,
    for_ever: bool,
    on_progress: Channel<ImportProgress>,
) -> Answer<ImportResult> {
    let path = tray.path(file)?;
    let kept = tray.inner().clone();
    long(desk, &tray, on_progress, "import this file", move |app, tell, cancel| {
        let look = match unpoisoned(&kept.looked).take() {
            Some((looked, look)) if looked == file => look,
            _ => return Err(no_look()),
        };
        let result = app.import_run(&look, &path, for_ever, tell, cancel);
        if result.is_err() {
            // What was ticked is still ticked when the user tries again.
            *unpoisoned(&kept.looked) = Some((file, look));
        }
        result
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_history(
    desk: OnDesk<'_>,
    cursor: Option<String>,
    limit: u32,
) -> Answer<ImportHistory> {
    ask(desk, "list the imports", move |app| app.import_history(cursor.as_deref(), limit)).await
}

#[tauri::command]
pub(crate) async fn revert_import(desk: OnDesk<'_>, batch: String) -> Answer<Undone> {
    on_desk(desk, move |desk| {
        guarded("revert this import", || desk.second()?.revert_import(&batch))?
    })
    .await
}

#[tauri::command]
pub(crate) async fn import_cancel(tray: State<'_, Tray>) -> Answer<()> {
    unpoisoned(&tray.running).cancel();
    Ok(())
}

#[tauri::command]
pub(crate) async fn open_dropped_books(
    handle: AppHandle,
    tray: State<'_, Tray>,
    file: usize,
) -> Answer<()> {
    let path = tray.path(file)?;
    blocking(move || switch(&handle, |desk| desk.open_other(&path))).await
}

#[tauri::command]
pub(crate) async fn add_dropped_provider(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    file: usize,
) -> Answer<String> {
    let path = tray.path(file)?;
    change(desk, "add this provider", move |app| {
        Ok(app.add_provider(&NewProvider::read(&path)?)?.name)
    })
    .await
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
