//! The way from a command to a use-case: off the window's thread, one at a time.

use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use bursar_app::App;
use bursar_app::wire::{ApiError, ErrorCode};
use tauri::ipc::{CommandArg, CommandItem, InvokeBody, InvokeError};
use tauri::{Runtime, State};

use crate::desk::Desk;

/// Changes that were begun and have not ended.
static UNDER_WAY: (Mutex<usize>, Condvar) = (Mutex::new(0), Condvar::new());

/// A disk that hangs must not keep the program from ending.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// The desk as commands receive it, and whether whoever calls knows that the books are locked.
///
/// A call that is refused because it would change the books behind a lock is repeated by the window
/// with `behindLock`, once the user has agreed. No command needs to know of it.
pub(crate) struct OnDesk<'a> {
    desk: State<'a, Arc<Desk>>,
    behind_lock: bool,
}

impl OnDesk<'_> {
    /// Whether the user agreed to change the books behind their lock.
    pub(crate) fn behind_lock(&self) -> bool {
        self.behind_lock
    }
}

impl Deref for OnDesk<'_> {
    type Target = Arc<Desk>;

    fn deref(&self) -> &Arc<Desk> {
        &self.desk
    }
}

impl<'a, 'de: 'a, R: Runtime> CommandArg<'de, R> for OnDesk<'a> {
    fn from_command(command: CommandItem<'de, R>) -> Result<Self, InvokeError> {
        let behind_lock = match command.message.payload() {
            InvokeBody::Json(payload) => payload["behindLock"] == true,
            InvokeBody::Raw(_) => false,
        };
        let desk = State::from_command(command)?;
        Ok(Self { desk, behind_lock })
    }
}

/// Asks the open books something short; `what` completes "Bursar could not …".
///
/// # Errors
/// The task's own, and a panic as a sentence.
pub(crate) async fn ask<T: Send + 'static>(
    desk: OnDesk<'_>,
    what: &'static str,
    task: impl FnOnce(&App) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    on_desk(desk, move |desk| desk.with(what, task)).await
}

/// Changes the open books, or tries what a change would lead to; `what` completes "Bursar could not
/// …".
///
/// # Errors
/// The task's own, and a panic as a sentence.
pub(crate) async fn change<T: Send + 'static>(
    desk: OnDesk<'_>,
    what: &'static str,
    task: impl FnOnce(&mut App) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let behind_lock = desk.behind_lock();
    let desk = Arc::clone(&desk);
    to_its_end(move || {
        desk.change(what, |app| {
            app.let_behind_locks(behind_lock);
            task(app)
        })
    })
    .await
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

/// Changes something for good, even if the program is told to end meanwhile.
///
/// # Errors
/// The task's own.
pub(crate) async fn to_its_end<T: Send + 'static>(
    task: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let begun = UnderWay::begin();
    blocking(move || {
        let _until_it_ends = begun;
        #[cfg(debug_assertions)]
        crate::seam::wait_for_the_disk();
        task()
    })
    .await
}

/// Waits until the changes that were begun have ended.
pub(crate) fn wait_for_changes() {
    let (count, ended) = &UNDER_WAY;
    let count = count.lock().unwrap_or_else(PoisonError::into_inner);
    let waited = ended.wait_timeout_while(count, LONGEST_WAIT, |count| *count > 0);
    if waited.unwrap_or_else(PoisonError::into_inner).1.timed_out() {
        log::warn!("a change did not come to its end");
    }
}

/// A change that was begun, until it is dropped.
struct UnderWay;

impl UnderWay {
    fn begin() -> Self {
        *UNDER_WAY.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Self
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        *UNDER_WAY.0.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        UNDER_WAY.1.notify_all();
    }
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
