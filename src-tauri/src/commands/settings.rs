//! What the reader likes, what the program says of itself, and what it may do on his desktop.

use std::path::PathBuf;
use std::sync::Arc;

use bursar_app::wire::{
    About, ApiError, ErrorCode, LearnedMapping, MappingCard, NetworkCheck, Prefs, PrefsChange,
};
use bursar_app::{PrefsFile, backup_folder, books_version, settings_folder};
use serde::Deserialize;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_autostart::ManagerExt;
use tauri_plugin_opener::{open_path, reveal_item_in_dir};

use super::shelf::nearest_folder;
use crate::keeper::Keeper;
use crate::menus::{self, MenuBar};
use crate::run::{OnDesk, ask, blocking, change, on_desk, to_its_end};
use crate::{network, window};

type Answer<T> = Result<T, ApiError>;

/// The licences of everything that is in the program.
const LICENCES: &str = include_str!("../../../docs/licences.txt");

#[tauri::command]
pub(crate) async fn prefs(kept: State<'_, Arc<PrefsFile>>) -> Answer<Prefs> {
    let kept = Arc::clone(&kept);
    blocking(move || Ok(kept.load())).await
}

#[tauri::command]
pub(crate) async fn set_prefs(
    handle: AppHandle,
    kept: State<'_, Arc<PrefsFile>>,
    change: PrefsChange,
) -> Answer<Prefs> {
    let kept = Arc::clone(&kept);
    let prefs = to_its_end(move || kept.change(&change)).await?;
    window::draw_at(&handle, prefs.size);
    Ok(prefs)
}

#[tauri::command]
pub(crate) async fn set_menu(handle: AppHandle, bar: MenuBar) -> Answer<()> {
    let set = menus::set(&handle, &bar);
    window::ready(&handle);
    set.map_err(|error| refused("show the menu", &error))
}

#[tauri::command]
pub(crate) async fn mappings(desk: OnDesk<'_>) -> Answer<Vec<MappingCard>> {
    ask(desk, "list the mappings", |app| app.mappings()).await
}

#[tauri::command]
pub(crate) async fn rename_mapping(desk: OnDesk<'_>, name: String, to: String) -> Answer<()> {
    change(desk, "rename the mapping", move |app| app.rename_mapping(&name, &to)).await
}

#[tauri::command]
pub(crate) async fn remove_mapping(desk: OnDesk<'_>, name: String) -> Answer<()> {
    change(desk, "remove the mapping", move |app| app.remove_mapping(&name)).await
}

#[tauri::command]
pub(crate) async fn learned_mappings(desk: OnDesk<'_>) -> Answer<Vec<LearnedMapping>> {
    ask(desk, "list how logs were read", |app| app.learned_mappings()).await
}

#[tauri::command]
pub(crate) async fn forget_mapping(
    desk: OnDesk<'_>,
    provider: String,
    headers: Vec<String>,
) -> Answer<()> {
    change(desk, "forget the mapping", move |app| app.forget_mapping(&provider, &headers)).await
}

#[tauri::command]
pub(crate) async fn about(handle: AppHandle) -> Answer<About> {
    blocking(move || {
        let shown =
            |path: Option<PathBuf>| path.map(|path| path.display().to_string()).unwrap_or_default();
        Ok(About {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            books_version: books_version(),
            system: format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            web_view: tauri::webview_version().unwrap_or_default(),
            settings_folder: shown(settings_folder().ok()),
            logs_folder: shown(handle.path().app_log_dir().ok()),
            starts_at_login: handle.autolaunch().is_enabled().unwrap_or(false),
            has_menu: menus::IN_THE_WINDOW,
        })
    })
    .await
}

#[tauri::command]
pub(crate) async fn licences() -> Answer<&'static str> {
    Ok(LICENCES)
}

#[tauri::command]
pub(crate) async fn set_starts_at_login(handle: AppHandle, on: bool) -> Answer<()> {
    blocking(move || {
        let starts = handle.autolaunch();
        let set = if on { starts.enable() } else { starts.disable() };
        set.map_err(|error| refused("change what starts when you log in", &error))
    })
    .await
}

#[tauri::command]
pub(crate) async fn network_check() -> Answer<NetworkCheck> {
    blocking(|| Ok(network::check())).await
}

#[tauri::command]
pub(crate) async fn log_lines(handle: AppHandle) -> Answer<Vec<String>> {
    const LAST: usize = 60;
    blocking(move || {
        let file = handle.path().app_log_dir().map(|folder| folder.join("bursar.log"));
        let text = file.ok().and_then(|file| std::fs::read(file).ok()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        Ok(lines[lines.len().saturating_sub(LAST)..].to_vec())
    })
    .await
}

/// What can be shown in the system's own window for files.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shown {
    Books,
    Backups,
    Settings,
    Logs,
    /// What was exported or saved last.
    Written,
}

#[tauri::command]
pub(crate) async fn show_in_folder(
    handle: AppHandle,
    desk: OnDesk<'_>,
    keeper: State<'_, Arc<Keeper>>,
    what: Shown,
) -> Answer<()> {
    let keeper = Arc::clone(&keeper);
    on_desk(desk, move |desk| {
        let path = match what {
            Shown::Books => Some(desk.path()),
            Shown::Backups => Some(backup_folder(&desk.path())),
            Shown::Settings => settings_folder().ok(),
            Shown::Logs => handle.path().app_log_dir().ok(),
            Shown::Written => keeper.written(),
        };
        let path =
            path.ok_or_else(|| ApiError::new(ErrorCode::Input, "there is nothing to show"))?;
        #[cfg(debug_assertions)]
        if crate::seam::shown(&path) {
            return Ok(());
        }
        let there = nearest_folder(&path);
        let opened =
            if path.is_file() { reveal_item_in_dir(&path) } else { open_path(there, None::<&str>) };
        opened.map_err(|error| refused("show this folder", &error))
    })
    .await
}

fn refused(what: &str, error: &dyn std::error::Error) -> ApiError {
    ApiError::new(ErrorCode::Input, format!("the system did not {what}: {error}"))
}
