//! Makes backups without being asked: soon after a change, at most every quarter of an hour, and
//! when the program ends.
//!
//! It has a thread and handles of its own, so that nothing waits for it. Whether there is something
//! new, and which backups stay, the use-cases know.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use bursar_app::wire::{ApiError, BackupCard};
use bursar_app::{App, Clock, PrefsFile, last_backup};
use tauri::{AppHandle, Emitter};

use crate::desk::{Desk, guarded};

/// Tells the views that a backup was made, or that none could be.
pub(crate) const BACKED_UP: &str = "backups://changed";

/// How often it is asked whether a backup is due.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// The least time between two of them, in seconds.
const LEAST_APART: i64 = 15 * 60;

/// What is known of the backups of the books on the desk.
#[derive(Default)]
pub(crate) struct Keeper {
    /// The books whose last backup failed, and why.
    failing: Mutex<Option<(PathBuf, String)>>,
    /// The file that the reader chose to restore.
    chosen: Mutex<Option<PathBuf>>,
    /// The file that was written last for the reader.
    written: Mutex<Option<PathBuf>>,
}

fn unpoisoned<T: Clone>(mutex: &Mutex<T>) -> T {
    mutex.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

fn put<T>(mutex: &Mutex<T>, value: T) {
    *mutex.lock().unwrap_or_else(PoisonError::into_inner) = value;
}

impl Keeper {
    /// Why the last backup of these books failed, if it did.
    pub(crate) fn failing(&self, books: &Path) -> Option<String> {
        unpoisoned(&self.failing).filter(|(path, _)| path == books).map(|(_, why)| why)
    }

    /// The file that the reader chose to restore.
    pub(crate) fn chosen(&self) -> Option<PathBuf> {
        unpoisoned(&self.chosen)
    }

    /// Remembers the file that the reader chose to restore.
    pub(crate) fn choose(&self, file: PathBuf) {
        put(&self.chosen, Some(file));
    }

    /// The file that was written last for the reader.
    pub(crate) fn written(&self) -> Option<PathBuf> {
        unpoisoned(&self.written)
    }

    /// Remembers a file that was written for the reader.
    pub(crate) fn wrote(&self, file: PathBuf) {
        put(&self.written, Some(file));
    }

    /// Makes a backup now.
    ///
    /// # Errors
    /// It cannot be made; that is remembered and shown until one can.
    pub(crate) fn back_up(&self, books: &Path) -> Result<BackupCard, ApiError> {
        let what = "make a backup";
        let made = guarded(what, || App::open_existing(books)?.back_up()).and_then(|made| made);
        match &made {
            Ok(_) => {
                log::info!("a backup was made");
                put(&self.failing, None);
            }
            Err(error) => {
                log::warn!("no backup could be made ({:?})", error.code);
                put(&self.failing, Some((books.to_owned(), error.message.clone())));
            }
        }
        made
    }

    /// Makes a backup if the books hold something that no backup holds; says whether it tried.
    fn back_up_what_is_new(&self, books: &Path) -> bool {
        let new = guarded("look after the backups", || {
            // Books that are not there yet, or cannot be opened, are others' business.
            let app = App::open_existing(books).ok()?;
            Some(!app.is_sample().ok()? && app.needs_backup().ok()?)
        });
        if !matches!(new, Ok(Some(true))) {
            return false;
        }
        let before = self.failing(books);
        let made = self.back_up(books).is_ok();
        made || self.failing(books) != before
    }
}

/// Looks after the backups for as long as the program runs.
pub(crate) fn start(
    handle: AppHandle,
    desk: Arc<Desk>,
    prefs: Arc<PrefsFile>,
    keeper: Arc<Keeper>,
) {
    thread::spawn(move || {
        loop {
            thread::sleep(LOOK_EVERY);
            let books = desk.path();
            if prefs.load().backups && is_due(&books) && keeper.back_up_what_is_new(&books) {
                // Nobody listens while the window closes.
                let _ = handle.emit(BACKED_UP, ());
            }
        }
    });
}

/// The last look, when the program ends or other books are laid on the desk.
pub(crate) fn before_leaving(books: &Path, prefs: &PrefsFile, keeper: &Keeper) {
    if prefs.load().backups {
        keeper.back_up_what_is_new(books);
    }
}

fn is_due(books: &Path) -> bool {
    let now = Clock::System.now();
    let next = last_backup(books).and_then(|last| last.plus_seconds(LEAST_APART));
    // A clock that was put back must not stop the backups for a day.
    next.is_none_or(|next| next <= now || last_backup(books) > Some(now))
}
