//! A chart as a file, in a place that the user chooses.

use bursar_app::wire::{ApiError, ChartQuestion, ChartSize};
use bursar_app::{ChartFormat, IfThere, write_file};
use tauri::AppHandle;

use crate::dialogs::DialogWords;
use crate::run::{OnDesk, ask, blocking};

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
    words: DialogWords,
) -> Result<Option<String>, ApiError> {
    let choose = move || {
        let (name, ending) = name.rsplit_once('.').unwrap_or((&name, "svg"));
        Ok(words.of(&[ending]).save(&handle, None, name))
    };
    let Some(path) = blocking(choose).await? else { return Ok(None) };
    ask(desk, "save this chart", move |app| {
        let format: ChartFormat = path.to_string_lossy().parse()?;
        let file = app.chart_file(&question, size, format, dark)?;
        let books = app.books().path();
        write_file(&path, IfThere::Replace, books, |out| Ok(out.write_all(&file)?))?;
        Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
    })
    .await
}
