//! The planner: plans of work, the past under other terms, forecasts, and plans that are kept.

use bursar_app::wire::{
    ApiError, ChartSize, FileSaved, KeptPlan, OfferFigures, OtherTerms, PastChoices, PastReplay,
    PastWork, PlanView, WalletForecast, WorkPlan,
};

use crate::run::{OnDesk, ask, change};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn plan_work(
    desk: OnDesk<'_>,
    plan: WorkPlan,
    size: ChartSize,
) -> Answer<PlanView> {
    ask(desk, "reckon this plan", move |app| app.plan_work(&plan, size)).await
}

#[tauri::command]
pub(crate) async fn past_work(desk: OnDesk<'_>, wallet: String, days: u32) -> Answer<PastWork> {
    ask(desk, "look at the past work", move |app| app.past_work(&wallet, days)).await
}

#[tauri::command]
pub(crate) async fn keep_offer(desk: OnDesk<'_>, figures: OfferFigures) -> Answer<FileSaved> {
    change(desk, "keep these figures", move |app| app.keep_offer(&figures)).await
}

#[tauri::command]
pub(crate) async fn past_choices(desk: OnDesk<'_>, wallet: String) -> Answer<PastChoices> {
    ask(desk, "show what can be played", move |app| app.past_choices(&wallet)).await
}

#[tauri::command]
pub(crate) async fn replay_past(
    desk: OnDesk<'_>,
    wallet: String,
    terms: OtherTerms,
) -> Answer<PastReplay> {
    ask(desk, "play the past year", move |app| app.replay_past(&wallet, &terms)).await
}

#[tauri::command]
pub(crate) async fn forecast(desk: OnDesk<'_>, wallet: String) -> Answer<WalletForecast> {
    ask(desk, "forecast this wallet", move |app| app.forecast(&wallet)).await
}

#[tauri::command]
pub(crate) async fn kept_plans(desk: OnDesk<'_>) -> Answer<Vec<KeptPlan>> {
    ask(desk, "show the saved plans", |app| app.kept_plans()).await
}

#[tauri::command]
pub(crate) async fn keep_plan(desk: OnDesk<'_>, plan: KeptPlan) -> Answer<KeptPlan> {
    change(desk, "save this plan", move |app| app.keep_plan(&plan)).await
}

#[tauri::command]
pub(crate) async fn remove_plan(desk: OnDesk<'_>, id: i64) -> Answer<()> {
    change(desk, "put this plan away", move |app| app.remove_plan(id)).await
}
