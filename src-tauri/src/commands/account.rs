//! The account of a wallet: statements and locks, figures explained, the subscription, its calendar.

use bursar_app::wire::{
    ApiError, Booked, CalendarParts, CalendarWritten, Figure, FigureExplained, PlanEnd, PlanOrder,
    PlanPreview, StatementDraft, StatementOrder, SubscriptionView, WalletChange, WalletTerms,
};
use bursar_app::{CalendarOrder, CalendarWords};
use serde::Deserialize;
use tauri::AppHandle;

use crate::dialogs::Wanted;
use crate::run::{self, OnDesk, ask, blocking, change};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn statement_draft(
    desk: OnDesk<'_>,
    order: StatementOrder,
) -> Answer<StatementDraft> {
    ask(desk, "compare the statement", move |app| app.statement_draft(&order)).await
}

#[tauri::command]
pub(crate) async fn book_statement(desk: OnDesk<'_>, order: StatementOrder) -> Answer<Booked> {
    change(desk, "book the statement", move |app| app.book_statement(&order)).await
}

#[tauri::command]
pub(crate) async fn lock_books(
    desk: OnDesk<'_>,
    wallet: String,
    until: Option<String>,
) -> Answer<Booked> {
    change(desk, "lock the books", move |app| app.lock_books(&wallet, until.as_deref())).await
}

#[tauri::command]
pub(crate) async fn figure(
    desk: OnDesk<'_>,
    wallet: String,
    figure: Figure,
) -> Answer<FigureExplained> {
    ask(desk, "explain this figure", move |app| app.figure(&wallet, figure)).await
}

#[tauri::command]
pub(crate) async fn wallet_terms(desk: OnDesk<'_>, wallet: String) -> Answer<WalletTerms> {
    ask(desk, "show this wallet", move |app| app.wallet_terms(&wallet)).await
}

#[tauri::command]
pub(crate) async fn change_wallet(
    desk: OnDesk<'_>,
    wallet: String,
    change: WalletChange,
) -> Answer<Booked> {
    run::change(desk, "change this wallet", move |app| app.change_wallet(&wallet, &change)).await
}

#[tauri::command]
pub(crate) async fn subscription(desk: OnDesk<'_>, wallet: String) -> Answer<SubscriptionView> {
    ask(desk, "show the subscription", move |app| app.subscription(&wallet)).await
}

#[tauri::command]
pub(crate) async fn plan_preview(desk: OnDesk<'_>, order: PlanOrder) -> Answer<PlanPreview> {
    change(desk, "try this plan", move |app| app.plan_preview(&order)).await
}

#[tauri::command]
pub(crate) async fn change_plan(desk: OnDesk<'_>, order: PlanOrder) -> Answer<Booked> {
    change(desk, "change the plan", move |app| app.change_plan(&order)).await
}

#[tauri::command]
pub(crate) async fn end_preview(
    desk: OnDesk<'_>,
    wallet: String,
    end: PlanEnd,
) -> Answer<PlanPreview> {
    change(desk, "try this end", move |app| app.end_preview(&wallet, end)).await
}

#[tauri::command]
pub(crate) async fn end_plan(desk: OnDesk<'_>, wallet: String, end: PlanEnd) -> Answer<Booked> {
    change(desk, "end the subscription", move |app| app.end_plan(&wallet, end)).await
}

#[tauri::command]
pub(crate) async fn resume_plan(desk: OnDesk<'_>, wallet: String) -> Answer<Booked> {
    change(desk, "resume the subscription", move |app| app.resume_plan(&wallet)).await
}

/// The words of a calendar in the reader's language.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Words {
    title: String,
    refill: String,
    payment: String,
    payment_unknown: String,
    lapse: String,
    end: String,
}

/// Lets the user choose a place and writes the calendar there; none when the choice was given up.
#[tauri::command]
pub(crate) async fn save_calendar(
    handle: AppHandle,
    desk: OnDesk<'_>,
    wallet: String,
    parts: CalendarParts,
    words: Words,
) -> Answer<Option<CalendarWritten>> {
    let Words { title, refill, payment, payment_unknown, lapse, end } = words;
    let name = file_name(&wallet);
    let choose = move || {
        let wanted = Wanted { title: &title, kind: "iCalendar", endings: &["ics"], all: None };
        Ok(wanted.save(&handle, None, &name))
    };
    let place = blocking(choose).await?;
    let Some(place) = place else { return Ok(None) };
    let words = CalendarWords { refill, payment, payment_unknown, lapse, end };
    let order = CalendarOrder { wallet, parts, words };
    let written =
        ask(desk, "write the calendar", move |app| app.write_calendar(&order, &place)).await?;
    Ok(Some(written))
}

/// A name that every file system takes.
fn file_name(name: &str) -> String {
    let plain = |letter: char| {
        if letter.is_alphanumeric() || " -_.".contains(letter) { letter } else { '-' }
    };
    let name: String = name.chars().map(plain).collect();
    name.trim_matches([' ', '.']).to_owned()
}
