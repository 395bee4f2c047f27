//! Notices of the desktop. What they say is put in words by the page, in the reader's language.

use bursar_app::wire::{ApiError, ErrorCode};
use tauri::AppHandle;
use tauri_plugin_notification::NotificationExt;

/// Shows a notice; false where the desktop shows none.
///
/// # Errors
/// The notice could not be made.
pub(crate) fn tell(app: &AppHandle, title: &str, body: &str) -> Result<bool, ApiError> {
    #[cfg(debug_assertions)]
    if crate::seam::told(title, body) {
        return Ok(true);
    }
    if !crate::bus::shows_notices() {
        return Ok(false);
    }
    app.notification().builder().title(title).body(body).show().map_err(|error| {
        let message = format!("the desktop could not show the notice: {error}");
        ApiError::new(ErrorCode::Internal, message)
    })?;
    Ok(true)
}
