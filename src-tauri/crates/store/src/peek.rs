//! A look at books that are not open here: which version they are of, how much they hold, and a copy
//! of them as they are, before anything changes them.
//!
//! Nothing here writes to the books it looks at, and nothing brings them to another version.

use std::path::Path;

use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use crate::backup::write_copy;
use crate::error::StoreError;
use crate::open::{BOOKS_VERSION, Books, WAIT_FOR_OTHERS, look_before_touching};
use crate::restore::read_backup;
use crate::verify::file_faults;

/// What books hold, so briefly that it can be asked of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Entries of the journal.
    pub entries: u64,
    /// Wallets, also those whose addition was undone.
    pub wallets: u64,
    /// When the last entry was recorded; none in new books.
    pub last_recorded_at: Option<Instant>,
}

impl Glance {
    /// A look at books that lie there, without waiting for a writer and without updating them.
    ///
    /// # Errors
    /// There are none, they are not books, of a newer version, or damaged.
    pub fn at(path: &Path) -> Result<Self, StoreError> {
        if path.metadata().map_err(|error| crate::open::file_error(path, &error))?.len() == 0 {
            return Err(StoreError::NotBooks(path.to_owned()));
        }
        look_before_touching(path)?;
        Self::of(&open_to_look(path)?)
    }

    fn of(books: &Connection) -> Result<Self, StoreError> {
        let last = "SELECT first_seq + entries - 1, recorded_at FROM batch \
                    ORDER BY first_seq DESC LIMIT 1";
        let last = books.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let wallets = books.query_row("SELECT COUNT(*) FROM wallet", [], |row| row.get(0))?;
        Ok(Self {
            entries: last.map(|(entries, _)| entries).unwrap_or_default(),
            wallets,
            last_recorded_at: last.map(|(_, at)| Instant::from_micros(at)),
        })
    }
}

impl Books {
    /// What these books hold now, in short.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn glance(&self) -> Result<Glance, StoreError> {
        Glance::of(&self.conn)
    }
}

/// The version of books with entries that opening them would bring to this program's; none where
/// opening changes nothing that could be missed.
///
/// # Errors
/// They are not books, of a newer version, or damaged.
pub fn awaits_update(path: &Path) -> Result<Option<i64>, StoreError> {
    if !path.metadata().is_ok_and(|file| file.is_file() && file.len() > 0) {
        return Ok(None);
    }
    look_before_touching(path)?;
    let books = open_to_look(path)?;
    let version: i64 = books.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if !(1..BOOKS_VERSION).contains(&version) {
        return Ok(None);
    }
    Ok((Glance::of(&books)?.entries > 0).then_some(version))
}

/// Writes a copy of books as they are, of whatever version, and reads it back. Returns its size.
///
/// # Errors
/// They cannot be read or are damaged, there is something at `to`, or the disk is full.
pub fn copy_as_it_is(from: &Path, to: &Path) -> Result<u64, StoreError> {
    look_before_touching(from)?;
    let books = open_to_look(from)?;
    let books = books.unchecked_transaction()?;
    write_copy(&books, to, |copy| match file_faults(copy)?.into_iter().next() {
        Some(fault) => Err(StoreError::Damaged(fault)),
        None => Ok(()),
    })
}

/// Tries a backup as a restore would: reads every page, checks it, brings a copy to this program's
/// version. `books` is where it would be put.
///
/// # Errors
/// It could not be restored.
pub fn try_backup(from: &Path, books: &Path) -> Result<Glance, StoreError> {
    Glance::of(&read_backup(from, books)?)
}

pub(crate) fn open_to_look(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    conn.busy_timeout(WAIT_FOR_OTHERS)?;
    Ok(conn)
}
