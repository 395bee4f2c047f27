//! Restore: a backup in place of the present books, which are kept beside it.
//!
//! Books may be open elsewhere (the command line while the window is open), so they are not
//! replaced as a file: whoever has the old one open would go on writing into it unseen. SQLite
//! copies the backup into the books as one transaction instead, which others see when they read
//! next, and which a crash undoes. Only where there are no books, or none that can be opened, is a
//! file put in place.

use std::path::{Path, PathBuf};

use bursar_ledger::instant::Instant;
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use crate::backup::{
    COMPANIONS, Contents, companion, folder_of, scratch_copy, step, sync_folder, write_copy,
};
use crate::error::StoreError;
use crate::open::{Books, IfMissing, WAIT_FOR_OTHERS, file_error, look_before_touching, migrate};
use crate::verify::file_faults;

const ALL_PAGES: i32 = -1;

/// Tries for a name that is free; more restores within a second are a mistake.
const MOST_NAMES: u32 = 100;

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreReport {
    /// What the books hold now.
    pub contents: Contents,
    /// Where the books lie that were there before; none if there were no entries.
    pub kept: Option<PathBuf>,
}

/// Puts a backup in place of the books at `to`, whether or not there are any. `now` names the file
/// in which those are kept.
///
/// # Errors
/// The backup is not there, not books, of a newer version or damaged; what is at `to` is not books;
/// another program writes to them; or the disk is full. The books are then as they were.
pub fn restore(from: &Path, to: &Path, now: Instant) -> Result<RestoreReport, StoreError> {
    match Books::open(to, IfMissing::Fail) {
        Ok(mut books) => books.restore_from(from, now),
        Err(StoreError::Missing(_) | StoreError::Damaged(_)) => {
            let backup = read_backup(from, to)?;
            let contents = Contents::of(&backup)?;
            let kept = set_aside(to, now)?;
            write_copy(&backup, to, |_| Ok(()))?;
            Ok(RestoreReport { contents, kept })
        }
        Err(other) => Err(other),
    }
}

impl Books {
    /// Puts a backup in place of these books; the connection goes on with what is restored.
    ///
    /// # Errors
    /// As [`restore`].
    pub fn restore_from(&mut self, from: &Path, now: Instant) -> Result<RestoreReport, StoreError> {
        let backup = read_backup(from, self.path())?;
        let contents = Contents::of(&backup)?;
        let path = self.path().to_owned();
        let present = open_to_read(&path)?;
        let copying = Backup::new(&backup, &mut self.conn)?;
        // The first page takes the lock under which nobody else can write, and until the last page
        // everybody still reads the present books: so what is kept of them misses no entry.
        step(&copying, 1)?;
        let kept = keep(&present, &path, now)?;
        step(&copying, ALL_PAGES)?;
        drop(copying);
        drop(present);
        // What can be moved out of the log now; whoever still reads the old books is not waited for.
        self.conn.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
        Ok(RestoreReport { contents, kept })
    }
}

/// A backup, checked and brought to this program's version in a copy, so that what is put in place
/// is what was checked, and the backup itself stays as it is.
pub(crate) fn read_backup(from: &Path, to: &Path) -> Result<Connection, StoreError> {
    let wrong = |reason: String| StoreError::File { path: from.to_owned(), reason };
    let is_file = from.metadata().map_err(|error| file_error(from, &error))?;
    if is_file.is_dir() {
        return Err(wrong("is a folder, not a backup".to_owned()));
    }
    if is_file.len() == 0 {
        return Err(StoreError::NotBooks(from.to_owned()));
    }
    if let (Ok(from), Ok(to)) = (from.canonicalize(), to.canonicalize())
        && from == to
    {
        return Err(wrong("these are the books themselves; choose a backup of them".to_owned()));
    }
    let damaged = |fault: String| {
        wrong(format!("this backup is damaged ({fault}); nothing was restored. Try another one"))
    };
    let unread = |error| match error {
        StoreError::Damaged(fault) => damaged(fault),
        StoreError::ReadOnly => {
            wrong("cannot be read here; copy it to a folder of your own".into())
        }
        other => other,
    };
    look_before_touching(from).map_err(unread)?;
    let mut copy = open_to_read(from).and_then(|file| scratch_copy(&file)).map_err(unread)?;
    if let Some(fault) = file_faults(&copy).map_err(unread)?.into_iter().next() {
        return Err(damaged(fault));
    }
    migrate(&mut copy, from).map_err(unread)?;
    Ok(copy)
}

fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.busy_timeout(WAIT_FOR_OTHERS)?;
    Ok(conn)
}

/// Writes the present books beside themselves. They may be damaged, which is why they are replaced:
/// every page is kept as it is, unchecked.
fn keep(present: &Connection, path: &Path, now: Instant) -> Result<Option<PathBuf>, StoreError> {
    let has_entries: Result<bool, _> =
        present.query_row("SELECT EXISTS (SELECT 1 FROM batch)", [], |row| row.get(0));
    if !has_entries.unwrap_or(true) {
        return Ok(None);
    }
    for name in names_to_keep(path, now) {
        match write_copy(present, &name, |_| Ok(())) {
            Ok(_) => return Ok(Some(name)),
            Err(StoreError::AlreadyThere(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::AlreadyThere(path.to_owned()))
}

/// Renames books that cannot be opened, with the log that belongs to them: a log that stayed behind
/// would be taken for part of what is put in their place.
fn set_aside(path: &Path, now: Instant) -> Result<Option<PathBuf>, StoreError> {
    let is_there = |path: &Path| path.symlink_metadata().is_ok();
    let ends = || std::iter::once("").chain(COMPANIONS);
    if !ends().any(|end| is_there(&companion(path, end))) {
        return Ok(None);
    }
    let free = |name: &PathBuf| !ends().any(|end| is_there(&companion(name, end)));
    let kept = names_to_keep(path, now).find(free);
    let kept = kept.ok_or_else(|| StoreError::AlreadyThere(path.to_owned()))?;
    // The books before their log: without it they would look like older books that are whole.
    for end in ends() {
        let (old, new) = (companion(path, end), companion(&kept, end));
        if is_there(&old) {
            std::fs::rename(&old, new).map_err(|error| file_error(&old, &error))?;
        }
    }
    sync_folder(folder_of(path))?;
    Ok(Some(kept))
}

/// `books.db.before-restore-20261121T101500Z`, and with a number where that is taken.
fn names_to_keep(path: &Path, now: Instant) -> impl Iterator<Item = PathBuf> {
    let time = match now.to_utc() {
        Some(time) => time.format("%Y%m%dT%H%M%SZ").to_string(),
        None => now.micros().to_string(),
    };
    let first = companion(path, &format!(".before-restore-{time}"));
    let others = (2..=MOST_NAMES).map({
        let first = first.clone();
        move |number| companion(&first, &format!("-{number}"))
    });
    std::iter::once(first).chain(others)
}
