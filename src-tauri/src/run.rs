//! The way from a command to a use-case: off the window's thread, one at a time.

use std::sync::Arc;

use bursar_app::App;
use bursar_app::wire::{ApiError, ErrorCode};
use tauri::State;

use crate::desk::Desk;

/// The desk as commands receive it.
pub(crate) type OnDesk<'a> = State<'a, Arc<Desk>>;

/// Does a short task with the open books; `what` completes "Bursar could not …".
///
/// # Errors
/// The task's own, and a panic as a sentence.
pub(crate) async fn run<T: Send + 'static>(
    desk: OnDesk<'_>,
    what: &'static str,
    task: impl FnOnce(&mut App) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    on_desk(desk, move |desk| desk.with(what, task)).await
}

/// Does a task with the desk itself.
///
/// # Errors
/// The task's own.
pub(crate) async fn on_desk<T: Send + 'static>(
    desk: OnDesk<'_>,
    task: impl FnOnce(&Desk) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let desk = Arc::clone(&desk);
    blocking(move || task(&desk)).await
}

/// Does a task that may take long where it disturbs nobody.
///
/// # Errors
/// The task's own.
pub(crate) async fn blocking<T: Send + 'static>(
    task: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    tauri::async_runtime::spawn_blocking(task).await.unwrap_or_else(|error| {
        Err(ApiError::new(
            ErrorCode::Internal,
            format!("The task did not come to its end: {error}."),
        ))
    })
}
