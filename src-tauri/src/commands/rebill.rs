//! Statements for projects and clients by month.

use bursar_app::wire::{ApiError, Bill, BilledTo, BillsView, ChartWriting, ClientBill};
use bursar_app::{BillFormat, IfThere, write_file};
use serde::Deserialize;
use tauri::AppHandle;

use crate::dialogs::DialogWords;
use crate::run::{OnDesk, ask, blocking, change};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn bills(desk: OnDesk<'_>, month: Option<String>) -> Answer<BillsView> {
    ask(desk, "add up this month", move |app| app.bills(month.as_deref())).await
}

#[tauri::command]
pub(crate) async fn bill(
    desk: OnDesk<'_>,
    project: String,
    month: String,
    mark_up: Option<String>,
) -> Answer<Bill> {
    let what = "make this statement";
    ask(desk, what, move |app| app.bill(&project, &month, mark_up.as_deref())).await
}

#[tauri::command]
pub(crate) async fn client_bill(
    desk: OnDesk<'_>,
    client: String,
    month: String,
    mark_up: Option<String>,
) -> Answer<ClientBill> {
    let what = "make this statement";
    ask(desk, what, move |app| app.client_bill(&client, &month, mark_up.as_deref())).await
}

#[tauri::command]
pub(crate) async fn close_client_month(
    desk: OnDesk<'_>,
    client: String,
    month: String,
    mark_up: Option<String>,
) -> Answer<ClientBill> {
    let what = "close this month";
    change(desk, what, move |app| app.close_client_month(&client, &month, mark_up.as_deref())).await
}

#[tauri::command]
pub(crate) async fn close_month(
    desk: OnDesk<'_>,
    project: String,
    month: String,
    mark_up: String,
) -> Answer<Bill> {
    let what = "close this month";
    change(desk, what, move |app| app.close_month(&project, &month, &mark_up)).await
}

/// Which statement is meant.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BillOf {
    to: BilledTo,
    month: String,
    mark_up: Option<String>,
}

/// Saves a statement where the user chooses; gives the name of the file, or none when the choice was
/// given up. The ending of the name decides between a page and rows.
#[tauri::command]
pub(crate) async fn save_bill(
    handle: AppHandle,
    desk: OnDesk<'_>,
    bill: BillOf,
    writing: ChartWriting,
    name: String,
    words: DialogWords,
) -> Answer<Option<String>> {
    let choose = move || {
        let (name, ending) = name.rsplit_once('.').unwrap_or((&name, "html"));
        Ok(words.of(&[ending]).save(&handle, None, name))
    };
    let Some(path) = blocking(choose).await? else { return Ok(None) };
    ask(desk, "save this statement", move |app| {
        let format: BillFormat = path.to_string_lossy().parse()?;
        let BillOf { to, month, mark_up } = bill;
        let file = app.bill_file(&to, &month, mark_up.as_deref(), format, writing)?;
        let books = app.books().path();
        write_file(&path, IfThere::Replace, books, |out| Ok(out.write_all(&file)?))?;
        Ok(path.file_name().map(|name| name.to_string_lossy().into_owned()))
    })
    .await
}
