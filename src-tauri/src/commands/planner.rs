//! The planner: plans of work, the past under other terms, forecasts, and plans that are kept.

use bursar_app::wire::{
    ApiError, ChartSize, FileSaved, KeptPlan, OfferFigures, OtherTerms, PastChoices, PastReplay,
    PastWork, PlanView, WalletForecast, WorkPlan,
};

use crate::run::{OnDesk, run};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn plan_work(
    desk: OnDesk<'_>,
    plan: WorkPlan,
    size: ChartSize,
) -> Answer<PlanView> {
    run(desk, "reckon this plan", move |app| app.plan_work(&plan, size)).await
}

#[tauri::command]
pub(crate) async fn past_work(desk: OnDesk<'_>, wallet: String, days: u32) -> Answer<PastWork> {
    run(desk, "look at the past work", move |app| app.past_work(&wallet, days)).await
}

#[tauri::command]
pub(crate) async fn keep_offer(desk: OnDesk<'_>, figures: OfferFigures) -> Answer<FileSaved> {
    run(desk, "keep these figures", move |app| app.keep_offer(&figures)).await
}

#[tauri::command]
pub(crate) async fn past_choices(desk: OnDesk<'_>, wallet: String) -> Answer<PastChoices> {
    run(desk, "show what can be played", move |app| app.past_choices(&wallet)).await
}

#[tauri::command]
pub(crate) async fn replay_past(
    desk: OnDesk<'_>,
    wallet: String,
    terms: OtherTerms,
) -> Answer<PastReplay> {
    run(desk, "play the past year", move |app| app.replay_past(&wallet, &terms)).await
}

#[tauri::command]
pub(crate) async fn forecast(desk: OnDesk<'_>, wallet: String) -> Answer<WalletForecast> {
    run(desk, "forecast this wallet", move |app| app.forecast(&wallet)).await
}

#[tauri::command]
pub(crate) async fn kept_plans(desk: OnDesk<'_>) -> Answer<Vec<KeptPlan>> {
    run(desk, "show the saved plans", |app| app.kept_plans()).await
}

#[tauri::command]
pub(crate) async fn keep_plan(desk: OnDesk<'_>, plan: KeptPlan) -> Answer<KeptPlan> {
    run(desk, "save this plan", move |app| app.keep_plan(&plan)).await
}

#[tauri::command]
pub(crate) async fn remove_plan(desk: OnDesk<'_>, id: i64) -> Answer<()> {
    run(desk, "put this plan away", move |app| app.remove_plan(id)).await
}
