//! Lists of entries, one entry in full and what can be done with it, and the journal.

use bursar_app::wire::{
    ApiError, BooksThen, EntryDone, EntryField, EntryFilter, EntryPage, EntryView, FieldText,
    JournalPage,
};

use crate::desk::guarded;
use crate::run::{OnDesk, ask, change, on_desk};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn entries(
    desk: OnDesk<'_>,
    wallet: Option<String>,
    filter: EntryFilter,
    offset: u64,
    limit: u32,
) -> Answer<EntryPage> {
    ask(desk, "list the entries", move |app| app.entries(wallet.as_deref(), &filter, offset, limit))
        .await
}

#[tauri::command]
pub(crate) async fn entry_texts(
    desk: OnDesk<'_>,
    wallet: Option<String>,
    field: EntryField,
) -> Answer<Vec<FieldText>> {
    ask(desk, "list what there is to choose", move |app| app.entry_texts(wallet.as_deref(), field))
        .await
}

#[tauri::command]
pub(crate) async fn entry(desk: OnDesk<'_>, id: String) -> Answer<EntryView> {
    ask(desk, "show this entry", move |app| app.entry(&id)).await
}

#[tauri::command]
pub(crate) async fn refund_entry(
    desk: OnDesk<'_>,
    id: String,
    credits: String,
) -> Answer<EntryDone> {
    change(desk, "book the refund", move |app| app.refund_entry(&id, &credits)).await
}

#[tauri::command]
pub(crate) async fn settle_entry(
    desk: OnDesk<'_>,
    id: String,
    succeeded: bool,
    credits: String,
) -> Answer<EntryDone> {
    change(desk, "settle this usage", move |app| app.settle_entry(&id, succeeded, &credits)).await
}

#[tauri::command]
pub(crate) async fn void_entry(desk: OnDesk<'_>, id: String, reason: String) -> Answer<EntryDone> {
    change(desk, "void this entry", move |app| app.void_entry(&id, &reason)).await
}

#[tauri::command]
pub(crate) async fn journal_page(
    desk: OnDesk<'_>,
    open: Vec<String>,
    offset: u64,
    limit: u32,
) -> Answer<JournalPage> {
    ask(desk, "show the journal", move |app| app.journal_page(&open, offset, limit)).await
}

/// Replays every wallet from its beginning, so it takes a handle of its own.
#[tauri::command]
pub(crate) async fn books_then(desk: OnDesk<'_>, at: String) -> Answer<BooksThen> {
    on_desk(desk, move |desk| {
        guarded("say what the books said", || desk.second()?.books_then(&at))?
    })
    .await
}
