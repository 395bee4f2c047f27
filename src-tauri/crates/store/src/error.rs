//! What can go wrong with books, in sentences.

use std::path::PathBuf;

use bursar_ledger::calendar::{CalendarError, Zone, wall_time};
use bursar_ledger::credits::Overflow;
use bursar_ledger::engine::LedgerError;
use bursar_ledger::fact::{Refusal, Seq};
use bursar_ledger::instant::Instant;
use bursar_ledger::roster::NameError;
use rusqlite::ErrorCode;

use crate::import::ImportError;
use crate::roster::LimitReached;

/// Why the books could not be read or written. Whatever it is, nothing is half-written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There are no books at the path.
    #[error("there are no books at {}", .0.display())]
    Missing(PathBuf),
    /// There is something at the path already.
    #[error("{} is already there; choose another name", .0.display())]
    AlreadyThere(PathBuf),
    /// The file is not a database, or a database of another program.
    #[error("{} is not a set of Bursar books; it was not touched", .0.display())]
    NotBooks(PathBuf),
    /// The books were written by a newer program.
    #[error(
        "{} was written by a newer Bursar (version {found} of the books, this one knows {known}); \
         it was not touched. Update Bursar to open it", path.display()
    )]
    Newer {
        /// The books.
        path: PathBuf,
        /// Their version.
        found: i64,
        /// The latest version that this program knows.
        known: i64,
    },
    /// The books, or their folder, cannot be written.
    #[error(
        "the books cannot be written: the file or its folder is read-only. Make it writable, or \
         copy the books to a folder of your own"
    )]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full; nothing was written. Make room and try again")]
    DiskFull,
    /// Another program writes to the books for too long.
    #[error("another program is writing to these books; try again when it has finished")]
    Busy,
    /// The file is damaged.
    #[error("the books are damaged ({0}). Restore a backup; the damaged file was not changed")]
    Damaged(String),
    /// The file cannot be reached.
    #[error("{}: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The rules refuse an entry; nothing was booked.
    #[error("refused: {refusal:?}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// The booked entry that would no longer be covered, if that is the reason.
        conflicts_with: Option<Seq>,
    },
    /// The books are locked up to an instant, and this would change them before it.
    #[error(
        "the books of \u{201c}{wallet}\u{201d} are locked up to {}, and this would change them \
         from {} on", wall(*until, *zone), wall(*at, *zone)
    )]
    Locked {
        /// The wallet.
        wallet: String,
        /// Up to when.
        until: Instant,
        /// From when on something would change.
        at: Instant,
        /// The zone of the wallet.
        zone: Zone,
    },
    /// A member's limit of the month does not allow a typed usage; nothing was booked.
    #[error("the limit of \u{201c}{}\u{201d} for the month would be passed", .0.member)]
    MemberLimit(Box<LimitReached>),
    /// Something said about a member or a project makes no sense.
    #[error(transparent)]
    Name(#[from] NameError),
    /// No wallet of this name.
    #[error("there is no wallet named \u{201c}{0}\u{201d}")]
    UnknownWallet(String),
    /// A wallet of this name is there.
    #[error("there is already a wallet named \u{201c}{0}\u{201d}; choose another name")]
    WalletExists(String),
    /// Without an entry two wallets would go by one name.
    #[error(
        "without this two wallets would be named \u{201c}{0}\u{201d}; rename the one of today first"
    )]
    TwoOfOneName(String),
    /// Without an entry two settlements of one usage would count.
    #[error("without this a usage would be settled twice; void its later settlement first")]
    SettledTwice,
    /// A month of a project would be charged twice.
    #[error("this month of the project would be closed twice; take back its other closing first")]
    ClosedTwice,
    /// No entry of this id.
    #[error("there is no entry with the id \u{201c}{0}\u{201d}")]
    UnknownEntry(String),
    /// The entry no longer counts.
    #[error("this entry was voided already")]
    AlreadyVoided,
    /// There is nothing to undo.
    #[error("there is nothing to undo")]
    NothingToUndo,
    /// Another batch came after the one that was to be undone.
    #[error("something was entered since, so this is no longer the last entry")]
    NotTheLast,
    /// An entry cannot be computed.
    #[error(transparent)]
    Ledger(LedgerError),
    /// A file cannot be imported.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// The file is not the one whose rows were ticked.
    #[error("\u{201c}{0}\u{201d} was changed since its rows were shown; look at them again")]
    FileChanged(String),
    /// The rows of a look cannot be put aside, or read back.
    #[error(
        "the rows of the file cannot be shown: {0}. Make room in the folder for temporary files"
    )]
    RowsNotKept(String),
    /// Later entries speak of rows of an import.
    #[error(
        "{entries} later {} of rows of this import; void them first, then revert it",
        if *entries == 1 { "entry speaks" } else { "entries speak" }
    )]
    NeededLater {
        /// How many.
        entries: u64,
    },
    /// The user cancelled.
    #[error("cancelled; nothing was changed")]
    Cancelled,
    /// Anything else that SQLite says.
    #[error("the books cannot be read or written: {0}")]
    Sqlite(rusqlite::Error),
    /// Anything kept in the books that does not read as it was written.
    #[error("the books hold something unreadable: {0}. Run bursar verify")]
    Unreadable(String),
}

/// A time on the wall of a wallet; the first instant of all is the beginning.
fn wall(at: Instant, zone: Zone) -> String {
    if at == Instant::MIN {
        return "their beginning".to_owned();
    }
    wall_time(at, zone).format("%-d %B %Y, %H:%M").to_string()
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen) => Self::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            _ => Self::Sqlite(error),
        }
    }
}

impl From<LedgerError> for StoreError {
    fn from(error: LedgerError) -> Self {
        match error {
            LedgerError::Refused(refusal) => Self::Refused { refusal, conflicts_with: None },
            other => Self::Ledger(other),
        }
    }
}

impl From<Overflow> for StoreError {
    fn from(error: Overflow) -> Self {
        Self::Ledger(error.into())
    }
}

impl From<CalendarError> for StoreError {
    fn from(error: CalendarError) -> Self {
        Self::Ledger(error.into())
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<rmp_serde::encode::Error> for StoreError {
    fn from(error: rmp_serde::encode::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<rmp_serde::decode::Error> for StoreError {
    fn from(error: rmp_serde::decode::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}
