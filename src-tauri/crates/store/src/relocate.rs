//! Moving books: a checked copy at the new place, then the old file under another name.
//!
//! Nothing is deleted. Who has the old books open in another program finds them gone under their
//! name; what he writes until then is in the old file, which is kept.

use std::path::{Path, PathBuf};

use bursar_ledger::instant::Instant;
use rusqlite::{Transaction, TransactionBehavior};

use crate::backup::{Contents, companion, write_copy};
use crate::error::StoreError;
use crate::open::{Books, IfMissing};
use crate::peek::open_to_look;
use crate::verify::file_faults;

/// Books that were moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoveReport {
    /// What they hold.
    pub contents: Contents,
    /// Where the old file lies now; under its old name where it could not be renamed.
    pub kept: PathBuf,
}

/// Copies the books to `to`, reads the copy back, and renames the old file so that nobody goes on
/// with it by mistake. `now` is in its new name.
///
/// # Errors
/// The books are not there or damaged, there is something at `to`, its folder cannot be written, or
/// the disk is full. The books are then as they were.
pub fn relocate(from: &Path, to: &Path, now: Instant) -> Result<MoveReport, StoreError> {
    let books = Books::open(from, IfMissing::Fail)?;
    books.tidy_log()?;
    // Nobody writes between the copy and the new name.
    let lock = Transaction::new_unchecked(&books.conn, TransactionBehavior::Immediate)?;
    // Who holds the lock cannot copy; a second connection reads what the first keeps still.
    let reader = open_to_look(from)?;
    let contents = Contents::of(&reader)?;
    write_copy(&reader, to, |copy| {
        if let Some(fault) = file_faults(copy)?.into_iter().next() {
            return Err(StoreError::Damaged(fault));
        }
        if Contents::of(copy)? != contents {
            let fault = "the copy does not hold what the books hold";
            return Err(StoreError::Damaged(fault.to_owned()));
        }
        Ok(())
    })?;
    let time = match now.to_utc() {
        Some(time) => time.format("%Y%m%dT%H%M%SZ").to_string(),
        None => now.micros().to_string(),
    };
    let aside = companion(from, &format!(".moved-{time}"));
    // Some systems rename no file that is open; the copy is good all the same.
    let renamed = !aside.exists() && std::fs::rename(from, &aside).is_ok();
    drop(reader);
    drop(lock);
    Ok(MoveReport { contents, kept: if renamed { aside } else { from.to_owned() } })
}
