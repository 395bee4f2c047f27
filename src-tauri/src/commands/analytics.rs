//! Usage by anything.

use bursar_app::wire::{
    ApiError, ChartSize, ChartView, ClaimsView, EntryPage, UsageAnswer, UsageAsked, UsageBy,
    UsageDrawing, UsageMeasure, UsageSpan,
};

use crate::run::{OnDesk, ask};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn usage_answer(
    desk: OnDesk<'_>,
    asked: UsageAsked,
    by: UsageBy,
    measure: UsageMeasure,
) -> Answer<UsageAnswer> {
    ask(desk, "add up this usage", move |app| app.usage_answer(&asked, by, &measure)).await
}

#[tauri::command]
pub(crate) async fn usage_drawing(
    desk: OnDesk<'_>,
    asked: UsageAsked,
    drawing: UsageDrawing,
    size: ChartSize,
) -> Answer<ChartView> {
    ask(desk, "draw this usage", move |app| app.usage_drawing(&asked, &drawing, size)).await
}

#[tauri::command]
pub(crate) async fn usage_entries(
    desk: OnDesk<'_>,
    asked: UsageAsked,
    offset: u64,
    limit: u32,
) -> Answer<EntryPage> {
    ask(desk, "list this usage", move |app| app.usage_entries(&asked, offset, limit)).await
}

#[tauri::command]
pub(crate) async fn claims(desk: OnDesk<'_>, span: UsageSpan, hours: u32) -> Answer<ClaimsView> {
    ask(desk, "look for claims", move |app| app.claims(&span, hours)).await
}
