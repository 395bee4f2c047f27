//! Spend and Top up: what would it cost, and what is booked.

use bursar_app::wire::{
    ApiError, ErrorCode, PendingUsage, Receipt, SettleDraft, SpendDraft, SpendForm, SpendQuote,
    Spent, TopUpDraft, TopUpForm, TopUpOffer,
};
use tauri::{AppHandle, State, WebviewWindow};

use super::import::{PickedFile, Tray};
use crate::dialogs::DialogWords;
use crate::run::{OnDesk, ask, blocking, change};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn spend_form(desk: OnDesk<'_>, wallet: String) -> Answer<SpendForm> {
    ask(desk, "show the fields of a usage", move |app| app.spend_form(&wallet)).await
}

#[tauri::command]
pub(crate) async fn spend_quote(desk: OnDesk<'_>, draft: SpendDraft) -> Answer<SpendQuote> {
    ask(desk, "say what this would cost", move |app| app.spend_quote(&draft)).await
}

#[tauri::command]
pub(crate) async fn spend(desk: OnDesk<'_>, draft: SpendDraft) -> Answer<Spent> {
    change(desk, "book this usage", move |app| app.spend(&draft)).await
}

#[tauri::command]
pub(crate) async fn pending_usages(desk: OnDesk<'_>, wallet: String) -> Answer<Vec<PendingUsage>> {
    ask(desk, "show what is pending", move |app| app.pending_usages(&wallet)).await
}

#[tauri::command]
pub(crate) async fn settle_pending(desk: OnDesk<'_>, draft: SettleDraft) -> Answer<Spent> {
    change(desk, "settle this usage", move |app| app.settle_pending(&draft)).await
}

#[tauri::command]
pub(crate) async fn top_up_form(desk: OnDesk<'_>, wallet: String) -> Answer<TopUpForm> {
    ask(desk, "show what can be bought", move |app| app.top_up_form(&wallet)).await
}

#[tauri::command]
pub(crate) async fn top_up_quote(desk: OnDesk<'_>, draft: TopUpDraft) -> Answer<TopUpOffer> {
    ask(desk, "say what this leads to", move |app| app.top_up_quote(&draft)).await
}

/// `attachment` is a file that was picked before.
#[tauri::command]
pub(crate) async fn top_up(
    desk: OnDesk<'_>,
    tray: State<'_, Tray>,
    draft: TopUpDraft,
    attachment: Option<usize>,
) -> Answer<Receipt> {
    let path = attachment.map(|file| tray.path(file)).transpose()?;
    change(desk, "book this top-up", move |app| app.top_up(&draft, path.as_deref())).await
}

#[tauri::command]
pub(crate) async fn receipt(desk: OnDesk<'_>, id: String) -> Answer<Receipt> {
    ask(desk, "show this receipt", move |app| app.receipt(&id)).await
}

#[tauri::command]
pub(crate) async fn pick_attachment(
    handle: AppHandle,
    tray: State<'_, Tray>,
    words: DialogWords,
) -> Answer<Option<PickedFile>> {
    let picked = blocking(move || Ok(words.of(&[]).open(&handle, None))).await?;
    Ok(picked.map(|path| tray.keep(path)))
}

/// Opens the system's print dialog for what the page shows.
#[tauri::command]
pub(crate) async fn print_page(window: WebviewWindow) -> Answer<()> {
    #[cfg(debug_assertions)]
    if crate::seam::prints() {
        return Ok(());
    }
    window.print().map_err(|error| {
        ApiError::new(ErrorCode::Internal, format!("The page could not be printed: {error}."))
            .with_hint("Check that a printer is set up, also one that writes a file.")
    })
}
