//! The books as files: which lie open, new and other ones, their backups, exports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bursar_app::wire::{
    ApiError, BackupCard, BackupReason, BooksCheck, BooksFormat, BooksState, ErrorCode, MovedBooks,
    RestoredBooks, WrittenFile,
};
use bursar_app::{IfThere, PrefsFile, write_file};
use tauri::{AppHandle, State};

use crate::desk::guarded;
use crate::dialogs::{BOOKS, Wanted};
use crate::keeper::Keeper;
use crate::manners::switch;
use crate::run::{OnDesk, blocking, change, on_desk};

type Answer<T> = Result<T, ApiError>;
type OnKeeper<'a> = State<'a, Arc<Keeper>>;

/// By which a view names the file that the reader chose himself.
const CHOSEN: &str = "chosen";

#[tauri::command]
pub(crate) async fn books_state(
    desk: OnDesk<'_>,
    keeper: OnKeeper<'_>,
    prefs: State<'_, Arc<PrefsFile>>,
) -> Answer<BooksState> {
    let (keeper, prefs) = (Arc::clone(&keeper), Arc::clone(&prefs));
    on_desk(desk, move |desk| {
        desk.with("look at the books", |app| {
            let failing = keeper.failing(app.books().path());
            app.books_state(desk.shelf(), prefs.load().backups, failing)
        })
    })
    .await
}

#[tauri::command]
pub(crate) async fn open_books(handle: AppHandle, title: String, kind: String) -> Answer<bool> {
    choose_books(handle, move |handle| {
        Wanted { title: &title, kind: &kind, endings: &[BOOKS], all: None }.open(handle, None)
    })
    .await
}

async fn choose_books(
    handle: AppHandle,
    choose: impl FnOnce(&AppHandle) -> Option<PathBuf> + Send + 'static,
) -> Answer<bool> {
    blocking(move || {
        let Some(file) = choose(&handle) else { return Ok(false) };
        switch(&handle, |desk| desk.open_other(&file))?;
        Ok(true)
    })
    .await
}

#[tauri::command]
pub(crate) async fn open_recent_books(handle: AppHandle, id: String) -> Answer<()> {
    blocking(move || switch(&handle, |desk| desk.open_other(&desk.shelf().file(&id)?))).await
}

#[tauri::command]
pub(crate) async fn forget_recent_books(desk: OnDesk<'_>, id: String) -> Answer<()> {
    on_desk(desk, move |desk| {
        desk.shelf().forget(&id);
        Ok(())
    })
    .await
}

#[tauri::command]
pub(crate) async fn new_books(
    handle: AppHandle,
    title: String,
    kind: String,
    name: String,
) -> Answer<bool> {
    blocking(move || {
        let wanted = Wanted { title: &title, kind: &kind, endings: &[BOOKS], all: None };
        let Some(file) = wanted.save(&handle, None, &name) else { return Ok(false) };
        switch(&handle, |desk| desk.open_new(&file))?;
        Ok(true)
    })
    .await
}

#[tauri::command]
pub(crate) async fn move_books(
    handle: AppHandle,
    desk: OnDesk<'_>,
    title: String,
    kind: String,
) -> Answer<Option<MovedBooks>> {
    on_desk(desk, move |desk| {
        let from = desk.path();
        let name = from.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wanted = Wanted { title: &title, kind: &kind, endings: &[BOOKS], all: None };
        let Some(to) = wanted.save(&handle, from.parent(), &name) else { return Ok(None) };
        let moved = guarded("move the books", || desk.move_to(&to))??;
        crate::watch::tell(&handle);
        Ok(Some(moved))
    })
    .await
}

#[tauri::command]
pub(crate) async fn check_books(desk: OnDesk<'_>) -> Answer<BooksCheck> {
    on_desk(desk, |desk| guarded("check the books", || desk.second()?.check_books())?).await
}

#[tauri::command]
pub(crate) async fn back_up_now(desk: OnDesk<'_>, keeper: OnKeeper<'_>) -> Answer<BackupCard> {
    let keeper = Arc::clone(&keeper);
    on_desk(desk, move |desk| keeper.back_up(&desk.path())).await
}

#[tauri::command]
pub(crate) async fn save_backup(
    handle: AppHandle,
    desk: OnDesk<'_>,
    keeper: OnKeeper<'_>,
    title: String,
    kind: String,
    name: String,
) -> Answer<Option<WrittenFile>> {
    let keeper = Arc::clone(&keeper);
    on_desk(desk, move |desk| {
        let wanted = Wanted { title: &title, kind: &kind, endings: &[BOOKS], all: None };
        let Some(file) = wanted.save(&handle, None, &name) else { return Ok(None) };
        let made = guarded("make a backup", || desk.second()?.backup(&file))??;
        Ok(Some(written(&keeper, file, made.bytes)))
    })
    .await
}

#[tauri::command]
pub(crate) async fn backups(desk: OnDesk<'_>) -> Answer<Vec<BackupCard>> {
    on_desk(desk, |desk| guarded("list the backups", || Ok(desk.second()?.backups()))?).await
}

#[tauri::command]
pub(crate) async fn choose_backup(
    handle: AppHandle,
    desk: OnDesk<'_>,
    keeper: OnKeeper<'_>,
    title: String,
    kind: String,
) -> Answer<Option<BackupCard>> {
    let keeper = Arc::clone(&keeper);
    on_desk(desk, move |desk| {
        let wanted = Wanted { title: &title, kind: &kind, endings: &[BOOKS], all: None };
        let Some(file) = wanted.open(&handle, None) else { return Ok(None) };
        let mut card = guarded("read this backup", || -> Answer<BackupCard> {
            Ok(desk.second()?.try_backup(&file, BackupReason::Chosen))
        })??;
        CHOSEN.clone_into(&mut card.id);
        keeper.choose(file);
        Ok(Some(card))
    })
    .await
}

#[tauri::command]
pub(crate) async fn try_backup(
    desk: OnDesk<'_>,
    keeper: OnKeeper<'_>,
    id: String,
    reason: BackupReason,
) -> Answer<BackupCard> {
    let keeper = Arc::clone(&keeper);
    on_desk(desk, move |desk| {
        guarded("read this backup", || {
            let app = desk.second()?;
            let file = backup_file(&app, &keeper, &id)?;
            let card = app.try_backup(&file, reason);
            Ok(BackupCard { id, ..card })
        })?
    })
    .await
}

#[tauri::command]
pub(crate) async fn restore_backup(
    desk: OnDesk<'_>,
    keeper: OnKeeper<'_>,
    id: String,
) -> Answer<RestoredBooks> {
    let keeper = Arc::clone(&keeper);
    change(desk, "restore this backup", move |app| {
        let file = backup_file(app, &keeper, &id)?;
        let restored = app.restore_backup(&file)?;
        log::info!("a backup was restored");
        Ok(restored)
    })
    .await
}

fn backup_file(app: &bursar_app::App, keeper: &Keeper, id: &str) -> Answer<PathBuf> {
    if id != CHOSEN {
        return app.backup_file(id);
    }
    keeper.chosen().ok_or_else(|| {
        ApiError::new(ErrorCode::Input, "this file is no longer at hand")
            .with_hint("Choose it again.")
    })
}

#[tauri::command]
pub(crate) async fn export_books(
    handle: AppHandle,
    desk: OnDesk<'_>,
    keeper: OnKeeper<'_>,
    format: BooksFormat,
    title: String,
    kind: String,
) -> Answer<Option<WrittenFile>> {
    let keeper = Arc::clone(&keeper);
    on_desk(desk, move |desk| {
        let ending = match format {
            BooksFormat::Csv => "csv",
            BooksFormat::Json => "json",
            BooksFormat::Hledger => "journal",
            BooksFormat::Beancount => "beancount",
        };
        let books = desk.path();
        let name = books.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let wanted = Wanted { title: &title, kind: &kind, endings: &[ending], all: None };
        let Some(file) = wanted.save(&handle, None, &name) else { return Ok(None) };
        let bytes = guarded("export the books", || {
            let app = desk.second()?;
            // The system's dialog has asked about a file that is there.
            write_file(&file, IfThere::Replace, &books, |out| app.export(format.into(), out))
        })??;
        Ok(Some(written(&keeper, file, bytes)))
    })
    .await
}

fn written(keeper: &Keeper, file: PathBuf, bytes: u64) -> WrittenFile {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    keeper.wrote(file);
    WrittenFile { name, bytes }
}

/// Whether a folder can be shown that need not be there yet.
pub(super) fn nearest_folder(path: &Path) -> &Path {
    path.ancestors().find(|folder| folder.exists()).unwrap_or(path)
}
