//! The books that lie open, and who may look at them when.
//!
//! One handle serves all short questions, one after the other, and another one all short changes: a
//! change waits while an import writes, and no question waits with it. A long task takes a handle of
//! its own, since several may be open at once and readers do not wait for the writer. A handle that
//! saw a panic is put away and the books are opened anew.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bursar_app::wire::{ApiError, ErrorCode, MovedBooks};
use bursar_app::{App, Bookshelf};

use crate::places;

/// The open books.
pub(crate) struct Desk {
    shelf: Bookshelf,
    open: Mutex<Open>,
    /// The handle for changes, and the books that it has open.
    changing: Mutex<Option<(PathBuf, App)>>,
}

struct Open {
    /// The reader's own books, to which he comes back from the sample.
    own: PathBuf,
    path: PathBuf,
    app: Option<App>,
}

impl Desk {
    /// A desk for the user's own books, which are opened at the first question.
    pub(crate) fn new(own: PathBuf, shelf: Bookshelf) -> Self {
        shelf.opened(&own);
        let open = Mutex::new(Open { path: own.clone(), own, app: None });
        Self { shelf, open, changing: Mutex::new(None) }
    }

    /// The books that this desk knows.
    pub(crate) fn shelf(&self) -> &Bookshelf {
        &self.shelf
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

    /// Asks the books something short; `what` completes "Bursar could not …".
    ///
    /// # Errors
    /// The task's own; that of books which cannot be opened; a panic as a sentence.
    pub(crate) fn with<T>(
        &self,
        what: &str,
        task: impl FnOnce(&App) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut open = self.lock();
        let Open { path, app, .. } = &mut *open;
        let outcome = guarded(what, || {
            let app = match app {
                Some(app) => app,
                None => app.insert(looked_over(|| App::open(path))?),
            };
            task(app)
        });
        outcome.unwrap_or_else(|fault| {
            open.app = None;
            Err(fault)
        })
    }

    /// Changes the books, or tries what a change would lead to; `what` completes "Bursar could not …".
    ///
    /// # Errors
    /// The task's own; that of books which cannot be opened; a panic as a sentence.
    pub(crate) fn change<T>(
        &self,
        what: &str,
        task: impl FnOnce(&mut App) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let meant = self.path();
        let mut changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.path();
        if path != meant {
            let message = "other books were opened meanwhile; nothing was changed";
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("Go back to the books that were meant and try again."));
        }
        let outcome = guarded(what, || {
            let app = match changing.take().filter(|(open, _)| *open == path) {
                Some(kept) => &mut changing.insert(kept).1,
                None => {
                    let app = App::open(&path)?;
                    &mut changing.insert((path, app)).1
                }
            };
            task(app)
        });
        outcome.unwrap_or_else(|fault| {
            *changing = None;
            Err(fault)
        })
    }

    /// Puts the sample books on the desk, making them first if they are not there.
    ///
    /// # Errors
    /// When they cannot be made or opened; the books on the desk stay.
    pub(crate) fn open_sample(&self) -> Result<(), ApiError> {
        let sample = places::sample_beside(&self.lock().own);
        App::make_sample_books(&sample)?;
        let app = Some(looked_over(|| App::open_existing(&sample))?);
        let mut open = self.lock();
        (open.path, open.app) = (sample, app);
        Ok(())
    }

    /// Puts the reader's own books back on the desk.
    ///
    /// # Errors
    /// When they cannot be opened; the books on the desk stay.
    pub(crate) fn open_own(&self) -> Result<(), ApiError> {
        let own = self.lock().own.clone();
        let app = looked_over(|| App::open(&own))?;
        self.put(own, app);
        Ok(())
    }

    /// Puts other books on the desk, which must be there.
    ///
    /// # Errors
    /// When they cannot be opened; the books on the desk stay.
    pub(crate) fn open_other(&self, path: &Path) -> Result<(), ApiError> {
        let app = looked_over(|| App::open_existing(path))?;
        self.put(path.to_owned(), app);
        Ok(())
    }

    /// Makes new books and puts them on the desk.
    ///
    /// # Errors
    /// When there is something at this place, or they cannot be made; the books on the desk stay.
    pub(crate) fn open_new(&self, path: &Path) -> Result<(), ApiError> {
        if path.symlink_metadata().is_ok() {
            let message = format!("{} is already there; it was not touched", path.display());
            return Err(ApiError::new(ErrorCode::Input, message)
                .with_hint("Choose another name, or open it if it holds books."));
        }
        let app = App::open(path)?;
        self.put(path.to_owned(), app);
        Ok(())
    }

    /// Moves the books that lie open to another file and goes on with them there.
    ///
    /// # Errors
    /// When they cannot be moved; they are where they were then.
    pub(crate) fn move_to(&self, to: &Path) -> Result<MovedBooks, ApiError> {
        // The books are moved while nobody has them open.
        let mut changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut open = self.lock();
        if open.path != open.own {
            let message = "the sample books stay where they are";
            return Err(ApiError::new(ErrorCode::Refused, message)
                .with_hint("Leave them first to move your own."));
        }
        (open.app, *changing) = (None, None);
        let moved = self.shelf.move_books(&open.path, to)?;
        (open.own, open.path) = (to.to_owned(), to.to_owned());
        Ok(moved)
    }

    fn put(&self, path: PathBuf, app: App) {
        self.shelf.opened(&path);
        *self.lock() = Open { own: path.clone(), path, app: Some(app) };
    }

    /// No task panics while it holds the lock, and if one did, the handle could still be replaced.
    fn lock(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens books and looks at the alerts before anybody asks, so that what crossed its line while they
/// were closed does not push the view about. Where it cannot look, the next look is not far.
fn looked_over(open: impl Fn() -> Result<App, ApiError>) -> Result<App, ApiError> {
    let mut app = open()?;
    let looked = guarded("look at the alerts", || app.look_at_alerts_if_free());
    if looked.is_err() { open() } else { Ok(app) }
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

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;
    use std::thread;

    use super::*;

    /// A change that waits for another one while other books are opened is not made in those.
    #[test]
    fn a_change_is_made_in_the_books_that_were_meant_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let desk = Desk::new(folder.join("one.bursar"), Bookshelf::in_folder(folder));
        let (begun, has_begun) = channel();
        let (go, may_go) = channel::<()>();
        thread::scope(|scope| {
            let desk = &desk;
            scope.spawn(move || {
                desk.change("hold the books", |_| {
                    begun.send(()).unwrap();
                    may_go.recv().unwrap();
                    Ok(())
                })
                .unwrap();
            });
            has_begun.recv().unwrap();
            let waits = scope.spawn(|| desk.change("change the books", |_| Ok(())));
            // The queue behind the lock cannot be seen from outside.
            thread::sleep(std::time::Duration::from_millis(300));
            desk.open_new(&folder.join("other.bursar")).unwrap();
            go.send(()).unwrap();
            let refused = waits.join().unwrap().unwrap_err();
            assert_eq!(refused.message, "other books were opened meanwhile; nothing was changed");
        });
        desk.change("change the books", |_| Ok(())).unwrap();
    }

    #[test]
    fn the_first_answer_knows_what_crossed_its_line_before() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let desk = Desk::new(folder.join("own.bursar"), Bookshelf::in_folder(folder));
        desk.open_sample().unwrap();
        let alerts = desk.with("tell the alerts", |app| Ok(app.overview()?.alerts.len())).unwrap();
        let found = desk.change("look at the alerts", App::look_at_alerts).unwrap();
        assert!(alerts > 0 && !found, "{alerts} alerts");
    }
}
