//! The books that lie open, and who may look at them when.
//!
//! One handle serves all short questions, one after the other. A long task takes a handle of its
//! own, since several may be open at once and readers do not wait for the writer. A handle that
//! saw a panic is put away and the books are opened anew.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bursar_app::App;
use bursar_app::wire::{ApiError, ErrorCode};

use crate::places;

/// The open books.
pub(crate) struct Desk {
    own: PathBuf,
    open: Mutex<Open>,
}

struct Open {
    path: PathBuf,
    app: Option<App>,
}

impl Desk {
    /// A desk for the user's own books, which are opened at the first question.
    pub(crate) fn new(own: PathBuf) -> Self {
        let open = Mutex::new(Open { path: own.clone(), app: None });
        Self { own, open }
    }

    /// The books that lie open now.
    pub(crate) fn path(&self) -> PathBuf {
        self.lock().path.clone()
    }

    /// A handle of one's own on the books that lie open now.
    ///
    /// # Errors
    /// When the books cannot be opened.
    pub(crate) fn second(&self) -> Result<App, ApiError> {
        App::open(&self.path())
    }

    /// Does a short task with the shared handle; `what` completes "Bursar could not …".
    ///
    /// # Errors
    /// The task's own; that of books which cannot be opened; a panic as a sentence.
    pub(crate) fn with<T>(
        &self,
        what: &str,
        task: impl FnOnce(&mut App) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut open = self.lock();
        let Open { path, app } = &mut *open;
        let outcome = guarded(what, || {
            let app = match app {
                Some(app) => app,
                None => app.insert(App::open(path)?),
            };
            task(app)
        });
        outcome.unwrap_or_else(|fault| {
            open.app = None;
            Err(fault)
        })
    }

    /// Puts the sample books on the desk, making them first if they are not there.
    ///
    /// # Errors
    /// When they cannot be made or opened; the books on the desk stay.
    pub(crate) fn open_sample(&self) -> Result<(), ApiError> {
        let sample = places::sample_beside(&self.own);
        App::make_sample_books(&sample)?;
        self.put(sample)
    }

    /// Puts the user's own books back on the desk.
    ///
    /// # Errors
    /// When they cannot be opened; the books on the desk stay.
    pub(crate) fn open_own(&self) -> Result<(), ApiError> {
        self.put(self.own.clone())
    }

    fn put(&self, path: PathBuf) -> Result<(), ApiError> {
        let app = Some(App::open(&path)?);
        *self.lock() = Open { path, app };
        Ok(())
    }

    /// No task panics while it holds the lock, and if one did, the handle could still be replaced.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Does a task and makes a sentence of a panic; the outer error says that there was one.
pub(crate) fn guarded<T>(what: &str, task: impl FnOnce() -> T) -> Result<T, ApiError> {
    let task = || {
        #[cfg(debug_assertions)]
        crate::seam::panic_if_asked(what);
        task()
    };
    catch_unwind(AssertUnwindSafe(task)).map_err(|panic| fault(what, &*panic))
}

fn fault(what: &str, panic: &(dyn Any + Send)) -> ApiError {
    let why = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no reason given");
    ApiError::new(
        ErrorCode::Internal,
        format!("Bursar could not {what}, because of a fault of its own ({why})."),
    )
    .with_hint("Nothing in the books was changed. Please report it with these words.")
}
