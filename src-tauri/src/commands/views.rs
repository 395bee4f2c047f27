//! What the views read.

use bursar_app::wire::{ApiError, ChartSize, ChartView, Overview, Period, WalletView};

use crate::run::{OnDesk, ask};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn overview(desk: OnDesk<'_>) -> Answer<Overview> {
    ask(desk, "show the overview", |app| app.overview()).await
}

#[tauri::command]
pub(crate) async fn wallet(desk: OnDesk<'_>, name: String) -> Answer<WalletView> {
    ask(desk, "show this wallet", move |app| app.wallet(&name)).await
}

#[tauri::command]
pub(crate) async fn usage_chart(
    desk: OnDesk<'_>,
    wallet: Option<String>,
    size: ChartSize,
) -> Answer<ChartView> {
    ask(desk, "draw the usage", move |app| app.usage_chart(wallet.as_deref(), size)).await
}

#[tauri::command]
pub(crate) async fn balance_chart(
    desk: OnDesk<'_>,
    wallet: String,
    period: Period,
    size: ChartSize,
) -> Answer<ChartView> {
    ask(desk, "draw the balance", move |app| app.balance_chart(&wallet, period, size)).await
}
