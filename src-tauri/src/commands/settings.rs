//! What the reader likes, and what the program says of itself.

use std::sync::Arc;

use bursar_app::PrefsFile;
use bursar_app::wire::{ApiError, Prefs, PrefsChange};
use tauri::State;

use crate::run::blocking;

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn prefs(kept: State<'_, Arc<PrefsFile>>) -> Answer<Prefs> {
    let kept = Arc::clone(&kept);
    blocking(move || Ok(kept.load())).await
}

#[tauri::command]
pub(crate) async fn set_prefs(
    kept: State<'_, Arc<PrefsFile>>,
    change: PrefsChange,
) -> Answer<Prefs> {
    let kept = Arc::clone(&kept);
    blocking(move || kept.change(&change)).await
}
