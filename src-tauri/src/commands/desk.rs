//! What the desk tells: alerts, their rules, notices of the desktop, and the tray.

use std::sync::Arc;

use bursar_app::PrefsFile;
use bursar_app::wire::{Alert, AlertPage, AlertRule, ApiError};
use tauri::{AppHandle, State};

use crate::run::{OnDesk, ask, blocking, change};
use crate::tell;
use crate::tray::{self, TrayMenu};

type Answer<T> = Result<T, ApiError>;

#[tauri::command]
pub(crate) async fn alert_rules(desk: OnDesk<'_>) -> Answer<Vec<AlertRule>> {
    ask(desk, "show the rules", |app| app.alert_rules()).await
}

#[tauri::command]
pub(crate) async fn keep_alert_rule(desk: OnDesk<'_>, rule: AlertRule) -> Answer<Vec<AlertRule>> {
    change(desk, "keep this rule", move |app| app.keep_alert_rule(&rule)).await
}

#[tauri::command]
pub(crate) async fn remove_alert_rule(desk: OnDesk<'_>, id: String) -> Answer<Vec<AlertRule>> {
    change(desk, "remove this rule", move |app| app.remove_alert_rule(&id)).await
}

#[tauri::command]
pub(crate) async fn alerts(desk: OnDesk<'_>, before: Option<u64>, limit: u32) -> Answer<AlertPage> {
    ask(desk, "show the alerts", move |app| app.alerts(before, limit)).await
}

#[tauri::command]
pub(crate) async fn snooze_alert(desk: OnDesk<'_>, id: u64, until: Option<String>) -> Answer<()> {
    change(desk, "put this alert off", move |app| app.snooze_alert(id, until.as_deref())).await
}

#[tauri::command]
pub(crate) async fn see_alerts(desk: OnDesk<'_>, up_to: u64) -> Answer<()> {
    change(desk, "mark the alerts as seen", move |app| app.see_alerts(up_to)).await
}

#[tauri::command]
pub(crate) async fn take_untold_alerts(
    desk: OnDesk<'_>,
    prefs: State<'_, Arc<PrefsFile>>,
    zone: String,
) -> Answer<Vec<Alert>> {
    let prefs = Arc::clone(&prefs);
    change(desk, "tell the alerts", move |app| app.take_untold_alerts(&prefs.load(), &zone)).await
}

/// Shows a notice of the desktop; false where the desktop shows none.
#[tauri::command]
pub(crate) async fn tell_desktop(app: AppHandle, title: String, body: String) -> Answer<bool> {
    blocking(move || tell::tell(&app, &title, &body)).await
}

/// Puts the wallets and the quick entries into the tray; false where there is none.
#[tauri::command]
pub(crate) async fn show_tray(app: AppHandle, menu: TrayMenu) -> Answer<bool> {
    blocking(move || tray::show(&app, &menu)).await
}
