//! Backup: the books as one file, copied while they are in use and read back before it is called a
//! backup.
//!
//! It never writes over a file, keeps no series, and leaves nothing behind when it fails.

use std::ffi::OsString;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use bursar_ledger::instant::Instant;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use tempfile::TempPath;
use xxhash_rust::xxh3::Xxh3;

use crate::error::StoreError;
use crate::open::{Books, file_error};
use crate::verify::file_faults;

/// What SQLite keeps beside a database under the same name.
pub(crate) const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// All pages at once, under one lock.
const ALL_PAGES: i32 = -1;

/// A backup that was written and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size on disk.
    pub bytes: u64,
    /// What it holds.
    pub contents: Contents,
}

/// What books hold, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// Entries of the journal.
    pub entries: u64,
    /// Wallets, also those whose addition was undone.
    pub wallets: u64,
    /// When the last entry was recorded; none in new books.
    pub last_recorded_at: Option<Instant>,
    /// Rows of the large tables and a hash of the last states, to tell copies apart.
    fingerprint: (u64, u64, u64, u128),
}

impl Books {
    /// Writes a backup. Others can go on writing meanwhile; what they write is not in it.
    ///
    /// # Errors
    /// There is something at `to`, its folder cannot be written, the disk is full, or the books are
    /// damaged. Nothing is left at `to` then.
    pub fn backup(&self, to: &Path) -> Result<BackupReport, StoreError> {
        // The copy and what it is compared with are of one moment.
        let books = self.conn.unchecked_transaction()?;
        let contents = Contents::of(&books)?;
        let bytes = write_copy(&books, to, |copy| {
            if let Some(fault) = file_faults(copy)?.into_iter().next() {
                return Err(StoreError::Damaged(fault));
            }
            if Contents::of(copy)? != contents {
                let fault = "the backup does not hold what the books hold";
                return Err(StoreError::Damaged(fault.to_owned()));
            }
            Ok(())
        })?;
        Ok(BackupReport { path: to.to_owned(), bytes, contents })
    }
}

impl Contents {
    pub(crate) fn of(books: &Connection) -> Result<Self, StoreError> {
        let count = |sql| books.query_row(sql, [], |row| row.get::<_, u64>(0));
        let last = "SELECT first_seq + entries - 1, recorded_at FROM batch \
                    ORDER BY first_seq DESC LIMIT 1";
        let last = books.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let mut states = Xxh3::new();
        let mut heads = books.prepare("SELECT state FROM head ORDER BY wallet")?;
        let mut rows = heads.query([])?;
        while let Some(row) = rows.next()? {
            states.update(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
        }
        Ok(Self {
            entries: last.map(|(entries, _)| entries).unwrap_or_default(),
            wallets: count("SELECT COUNT(*) FROM wallet")?,
            last_recorded_at: last.map(|(_, at)| Instant::from_micros(at)),
            fingerprint: (
                count("SELECT COUNT(*) FROM usage")?,
                count("SELECT COUNT(*) FROM event")?,
                count("SELECT COUNT(*) FROM draw")?,
                states.digest128(),
            ),
        })
    }
}

/// A copy that has no name on disk and is gone with its connection, however the process ends.
pub(crate) fn scratch_copy(from: &Connection) -> Result<Connection, StoreError> {
    let mut copy = Connection::open("")?;
    copy_pages(from, &mut copy)?;
    Ok(copy)
}

fn copy_pages(from: &Connection, to: &mut Connection) -> Result<(), StoreError> {
    step(&Backup::new(from, to)?, ALL_PAGES)
}

/// Copies pages. Somebody who holds a lock was waited for as long as the connections wait.
pub(crate) fn step(copying: &Backup<'_, '_>, pages: i32) -> Result<(), StoreError> {
    match copying.step(pages)? {
        StepResult::Done | StepResult::More => Ok(()),
        _ => Err(StoreError::Busy),
    }
}

/// Writes a database as a new file that is complete on the disk once it has its name, and has
/// passed `check` by then. Returns its size.
pub(crate) fn write_copy(
    from: &Connection,
    to: &Path,
    check: impl FnOnce(&Connection) -> Result<(), StoreError>,
) -> Result<u64, StoreError> {
    // A log that was left beside a name would be taken for the new file's own.
    for taken in [to.to_owned()].into_iter().chain(COMPANIONS.map(|end| companion(to, end))) {
        if taken.symlink_metadata().is_ok() {
            return Err(StoreError::AlreadyThere(taken));
        }
    }
    let folder = folder_of(to);
    let part = unfinished_in(folder)?;
    let _companions = Companions(part.to_path_buf());
    let mut copy = Connection::open_with_flags(&part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    copy_pages(from, &mut copy)?;
    // Books are kept with a log beside them; a backup is one file, and can be read where nothing
    // can be written.
    let mode: String = copy.query_row("PRAGMA journal_mode=DELETE", [], |row| row.get(0))?;
    if mode != "delete" {
        return Err(StoreError::Damaged(format!("the copy keeps a log ({mode})")));
    }
    copy.close().map_err(|(_, error)| error)?;
    let bytes = sync_file(&part).map_err(|error| file_error(to, &error))?;

    let copy = Connection::open_with_flags(&part, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    check(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    part.persist_noclobber(to).map_err(|refused| match refused.error.kind() {
        ErrorKind::AlreadyExists => StoreError::AlreadyThere(to.to_owned()),
        _ => file_error(to, &refused.error),
    })?;
    sync_folder(folder)?;
    Ok(bytes)
}

/// Waits until a file is on the disk, and returns its size.
fn sync_file(path: &Path) -> std::io::Result<u64> {
    let file = File::options().write(true).open(path)?;
    file.sync_all()?;
    Ok(file.metadata()?.len())
}

/// A new file under a name of its own, which goes unless it is given another.
fn unfinished_in(folder: &Path) -> Result<TempPath, StoreError> {
    let refused = |error: std::io::Error| match file_error(folder, &error) {
        StoreError::ReadOnly => StoreError::File {
            path: folder.to_owned(),
            reason: "this folder is read-only; choose another".to_owned(),
        },
        StoreError::Missing(path) => {
            StoreError::File { path, reason: "there is no such folder".to_owned() }
        }
        other => other,
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".bursar-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any other new file; temporary ones would be the owner's alone.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    Ok(builder.tempfile_in(folder).map_err(refused)?.into_temp_path())
}

/// Removes what SQLite may leave beside an unfinished copy when it fails.
struct Companions(PathBuf);

impl Drop for Companions {
    fn drop(&mut self) {
        for end in COMPANIONS {
            // Usually there is none, and what cannot be removed is no reason to fail.
            let _ = std::fs::remove_file(companion(&self.0, end));
        }
    }
}

/// The name of what SQLite keeps beside a database.
pub(crate) fn companion(of: &Path, end: &str) -> PathBuf {
    let mut name = OsString::from(of);
    name.push(end);
    PathBuf::from(name)
}

pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new name is safe from a power cut only once its folder is on the disk.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    synced.map_err(|error| file_error(folder, &error))
}

/// Windows keeps names in its own journal and does not let a folder be opened.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> Result<(), StoreError> {
    Ok(())
}
