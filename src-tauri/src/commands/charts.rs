//! A chart as a file, in a place that the user chooses.

use std::path::PathBuf;

use bursar_app::wire::{ApiError, ChartQuestion, ChartSize};
use bursar_app::{ChartFormat, IfThere, write_file};
use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt;

use crate::run::{OnDesk, blocking, run};

/// Saves a chart; gives the name of the file, or none when the choice was given up. The ending of
/// the name decides between a drawing, dots and figures.
#[tauri::command]
pub(crate) async fn save_chart(
    handle: AppHandle,
    desk: OnDesk<'_>,
    question: ChartQuestion,
    size: ChartSize,
    dark: bool,
    name: String,
) -> Result<Option<String>, ApiError> {
    let Some(path) = blocking(move || Ok(place_for(&handle, &name))).await? else {
        return Ok(None);
    };
    run(desk, "save this chart", move |app| {
        let format: ChartFormat = path.to_string_lossy().parse()?;
        let file = app.chart_file(&question, size, format, dark)?;
        let books = app.books().path();
        write_file(&path, IfThere::Replace, books, |out| Ok(out.write_all(&file)?))?;
        Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
    })
    .await
}

fn place_for(handle: &AppHandle, name: &str) -> Option<PathBuf> {
    #[cfg(debug_assertions)]
    if let Some(path) = crate::seam::picked() {
        return Some(path);
    }
    let dialog = handle.dialog().file().set_file_name(name);
    dialog.blocking_save_file()?.into_path().ok()
}
