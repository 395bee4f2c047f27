//! Opening books: one connection, its settings, and the migrations.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};

use crate::backup::companion;
use crate::error::StoreError;
use crate::header::{APPLICATION_ID_AT, Header, USER_VERSION_AT};
use crate::listing::Listings;

/// "BURS": marks a SQLite file as a set of books.
const APPLICATION_ID: i64 = 0x4255_5253;

/// The first SQLite without the defect that corrupts a write-ahead log under two connections.
const LEAST_SQLITE: i32 = 3_051_003;

/// How long a connection waits for another one's lock.
pub(crate) const WAIT_FOR_OTHERS: Duration = Duration::from_secs(5);

const WAL_BYTES_KEPT: i64 = 64 * 1024 * 1024;
const CACHE_KIB: i64 = 64 * 1024;
const LONGEST_VALUE: i32 = 512 * 1024 * 1024;

static MIGRATIONS: LazyLock<Migrations<'static>> = LazyLock::new(|| {
    Migrations::new(vec![
        M::up(include_str!("schema/0001_books.sql")),
        M::up(include_str!("schema/0002_desk.sql")),
        M::up(include_str!("schema/0003_clients.sql")),
        M::up(include_str!("schema/0004_quick_status.sql")),
    ])
});

/// The version of the books that this program writes.
pub const BOOKS_VERSION: i64 = 4;

/// What to do when there are no books at the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IfMissing {
    /// Make them.
    Create,
    /// Say so.
    Fail,
}

/// A set of books on disk, and the one connection through which it is read and written.
#[derive(Debug)]
pub struct Books {
    pub(crate) conn: Connection,
    /// Lists that were read from these books.
    pub(crate) listings: Listings,
    path: PathBuf,
    seen_version: i64,
    /// Entries behind a lock are booked rather than refused.
    pub(crate) behind_locks: bool,
}

impl Books {
    /// Whether a change waits while another program writes, some seconds at most, or fails at once.
    ///
    /// # Errors
    /// SQLite refuses.
    pub fn wait_for_others(&self, wait: bool) -> Result<(), StoreError> {
        let patience = if wait { WAIT_FOR_OTHERS } else { Duration::ZERO };
        Ok(self.conn.busy_timeout(patience)?)
    }

    /// Opens books, makes them where asked to, and brings them to this program's version.
    ///
    /// # Errors
    /// No books there; not books; of a newer version; damaged; or in a folder that cannot be written.
    /// Such a file is left byte for byte as it was. Where only the file is read-only, it can be read.
    pub fn open(path: &Path, if_missing: IfMissing) -> Result<Self, StoreError> {
        if rusqlite::version_number() < LEAST_SQLITE {
            return Err(StoreError::Unreadable(format!(
                "this program was built with SQLite {}, which can damage books",
                rusqlite::version()
            )));
        }
        if path.is_dir() {
            let reason = "is a folder, not a set of books".to_owned();
            return Err(StoreError::File { path: path.to_owned(), reason });
        }
        let is_there = path.exists();
        // An empty file is what SQLite leaves before the first write; nothing was kept in it yet.
        let is_empty = is_there && path.metadata().is_ok_and(|file| file.len() == 0);
        if (!is_there || is_empty) && if_missing == IfMissing::Fail {
            return Err(StoreError::Missing(path.to_owned()));
        }
        if is_there {
            look_before_touching(path)?;
        } else if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| file_error(folder, &error))?;
        }
        let mut conn = Connection::open(path)?;
        configure(&conn)?;
        migrate(&mut conn, path)?;
        let seen_version = data_version(&conn)?;
        Ok(Self {
            conn,
            listings: Listings::default(),
            path: path.to_owned(),
            seen_version,
            behind_locks: false,
        })
    }

    /// Where the books lie.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether another connection has written since the last time this was asked.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        let version = data_version(&self.conn)?;
        let changed = version != self.seen_version;
        self.seen_version = version;
        Ok(changed)
    }

    /// Moves what a large write left in the write-ahead log into the books themselves.
    ///
    /// # Errors
    /// The disk is full or the books cannot be written; nothing is lost by it.
    pub fn tidy_log(&self) -> Result<(), StoreError> {
        self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        Ok(())
    }
}

/// Refuses what is not ours, without changing it or putting anything beside it.
pub(crate) fn look_before_touching(path: &Path) -> Result<(), StoreError> {
    let Some(header) = Header::read(path)? else { return Ok(()) };
    // A log may hold a later header; only SQLite reads it.
    let log = companion(path, "-wal").metadata().is_ok_and(|log| log.len() > 0);
    let (application, version) = if log {
        marks_with_log(path)?
    } else {
        header.check_length()?;
        (header.number_at(APPLICATION_ID_AT), header.number_at(USER_VERSION_AT))
    };
    if application != APPLICATION_ID {
        return Err(StoreError::NotBooks(path.to_owned()));
    }
    if version > BOOKS_VERSION {
        let path = path.to_owned();
        return Err(StoreError::Newer { path, found: version, known: BOOKS_VERSION });
    }
    Ok(())
}

/// The application id and the version of a database with a log, by a connection that cannot write.
fn marks_with_log(path: &Path) -> Result<(i64, i64), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    let pragma = |name: &str| conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    Ok((pragma("application_id")?, pragma("user_version")?))
}

/// Sets what keeps books safe, and reads back what SQLite may refuse.
fn configure(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(WAIT_FOR_OTHERS)?;
    let mode: String = conn.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(StoreError::Unreadable(format!(
            "this disk does not allow a write-ahead log (SQLite chose {mode}); move the books to a \
             local disk"
        )));
    }
    for (pragma, value) in [
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("journal_size_limit", WAL_BYTES_KEPT),
        ("cache_size", -CACHE_KIB),
        ("temp_store", 2),
    ] {
        conn.pragma_update(None, pragma, value)?;
    }
    let synchronous: i64 = conn.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    let foreign_keys: i64 = conn.pragma_query_value(None, "foreign_keys", |row| row.get(0))?;
    if (synchronous, foreign_keys) != (2, 1) {
        return Err(StoreError::Unreadable("SQLite refused a safety setting".to_owned()));
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    conn.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST_VALUE)?;
    conn.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    Ok(())
}

pub(crate) fn migrate(conn: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == BOOKS_VERSION {
        return Ok(());
    }
    conn.pragma_update(None, "application_id", APPLICATION_ID)?;
    MIGRATIONS.to_latest(conn).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::from(err),
        other => StoreError::File {
            path: path.to_owned(),
            reason: format!("cannot be updated: {other}"),
        },
    })
}

fn data_version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
}

pub(crate) fn file_error(path: &Path, error: &std::io::Error) -> StoreError {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::StorageFull => StoreError::DiskFull,
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => StoreError::ReadOnly,
        ErrorKind::NotFound => StoreError::Missing(path.to_owned()),
        _ => StoreError::File { path: path.to_owned(), reason: error.to_string() },
    }
}
