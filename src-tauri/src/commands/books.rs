//! What changes the books, and which books lie open.

use bursar_app::wire::{ApiError, NewWallet, ProviderCard, Undone};

use crate::run::{OnDesk, ask, change, on_desk};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn catalog_list(desk: OnDesk<'_>) -> Answer<Vec<ProviderCard>> {
    ask(desk, "list the providers", |app| app.catalog_list()).await
}

#[tauri::command]
pub(crate) async fn add_wallet(desk: OnDesk<'_>, wallet: NewWallet) -> Answer<()> {
    change(desk, "add the wallet", move |app| app.add_wallet(&wallet)).await
}

#[tauri::command]
pub(crate) async fn undo(desk: OnDesk<'_>, batch: String) -> Answer<Undone> {
    change(desk, "undo this", move |app| app.undo_batch(&batch)).await
}

#[tauri::command]
pub(crate) async fn open_sample_books(desk: OnDesk<'_>) -> Answer<()> {
    on_desk(desk, |desk| desk.open_sample()).await
}

#[tauri::command]
pub(crate) async fn leave_sample_books(desk: OnDesk<'_>) -> Answer<()> {
    on_desk(desk, |desk| desk.open_own()).await
}
