//! Rates and providers' files. A file that is read or written is chosen here; the page sees its name
//! and its text.

use std::path::Path;

use bursar_app::provider_file_text;
use bursar_app::wire::{
    ApiError, DraftReport, FileReport, FileSaved, ProviderDraft, RateAnswer, RateDraft,
    RateQuestion, RatesView,
};
use serde::Serialize;
use tauri::AppHandle;

use crate::dialogs::DialogWords;
use crate::run::{OnDesk, ask, blocking, change};

type Answer<T> = Result<T, ApiError>;

/// The ending of providers' files.
const ENDINGS: &[&str] = &["toml"];

/// A text with the name of its file.
#[derive(Serialize)]
pub(crate) struct NamedText {
    name: String,
    text: String,
}

#[tauri::command]
pub(crate) async fn rates(desk: OnDesk<'_>, provider: Option<String>) -> Answer<RatesView> {
    ask(desk, "show the rates", move |app| app.rates(provider.as_deref())).await
}

#[tauri::command]
pub(crate) async fn ask_rate(
    desk: OnDesk<'_>,
    provider: String,
    question: RateQuestion,
) -> Answer<RateAnswer> {
    ask(desk, "ask the rates", move |app| app.ask_rate(&provider, &question)).await
}

#[tauri::command]
pub(crate) async fn add_rate(
    desk: OnDesk<'_>,
    provider: String,
    draft: RateDraft,
) -> Answer<FileSaved> {
    change(desk, "add the rate", move |app| app.add_rate(&provider, &draft)).await
}

#[tauri::command]
pub(crate) async fn fill_plan(
    desk: OnDesk<'_>,
    provider: String,
    plan: String,
    credits: Option<String>,
    price: Option<String>,
) -> Answer<FileSaved> {
    change(desk, "keep these figures", move |app| {
        app.fill_plan(&provider, &plan, credits.as_deref(), price.as_deref())
    })
    .await
}

#[tauri::command]
pub(crate) async fn check_provider_text(desk: OnDesk<'_>, text: String) -> Answer<FileReport> {
    ask(desk, "check this file", move |app| app.check_provider_text(&text)).await
}

#[tauri::command]
pub(crate) async fn add_provider_text(desk: OnDesk<'_>, text: String) -> Answer<FileSaved> {
    change(desk, "keep this file", move |app| app.add_provider_text(&text)).await
}

#[tauri::command]
pub(crate) async fn provider_text(desk: OnDesk<'_>, provider: String) -> Answer<NamedText> {
    let (name, text) = ask(desk, "show this file", move |app| app.provider_text(&provider)).await?;
    Ok(NamedText { name, text })
}

#[tauri::command]
pub(crate) async fn restore_provider(desk: OnDesk<'_>, provider: String) -> Answer<FileSaved> {
    change(desk, "go back to the shipped file", move |app| app.restore_provider(&provider)).await
}

#[tauri::command]
pub(crate) async fn check_draft(desk: OnDesk<'_>, draft: ProviderDraft) -> Answer<DraftReport> {
    ask(desk, "check this provider", move |app| app.check_draft(&draft)).await
}

#[tauri::command]
pub(crate) async fn add_draft(desk: OnDesk<'_>, draft: ProviderDraft) -> Answer<FileSaved> {
    change(desk, "add this provider", move |app| app.add_draft(&draft)).await
}

#[tauri::command]
pub(crate) async fn pick_provider_file(
    handle: AppHandle,
    words: DialogWords,
) -> Answer<Option<NamedText>> {
    blocking(move || {
        let Some(path) = words.of(ENDINGS).open(&handle, None) else { return Ok(None) };
        let text = provider_file_text(&path)?;
        Ok(Some(NamedText { name: name_of(&path), text }))
    })
    .await
}

/// Writes a provider's file where the user wants it; answers with its name, or with nothing when
/// the choice was given up.
#[tauri::command]
pub(crate) async fn export_provider_file(
    desk: OnDesk<'_>,
    handle: AppHandle,
    provider: String,
    words: DialogWords,
) -> Answer<Option<String>> {
    let suggested = provider.clone();
    let path = blocking(move || Ok(words.of(ENDINGS).save(&handle, None, &suggested))).await?;
    let Some(path) = path else { return Ok(None) };
    let name = name_of(&path);
    ask(desk, "export this file", move |app| app.write_provider_file(&provider, &path)).await?;
    Ok(Some(name))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
