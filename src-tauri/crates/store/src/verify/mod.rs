//! Verify: whether everything that was derived still follows from the facts.
//!
//! In a copy, everything derived is thrown away and the facts are replayed from the beginning; then
//! each derived row is compared with the books. Beside that: the file itself, the order of entry,
//! and the sums that must hold whatever the engine did. It repairs nothing and changes nothing.

mod derived;
mod findings;
mod journal;
mod names;
mod rebuild;
mod sums;

#[cfg(test)]
mod tests;

use rusqlite::{Connection, ErrorCode};

use crate::backup::scratch_copy;
use crate::error::StoreError;
use crate::open::Books;

pub use findings::{Check, Finding, MOST_FINDINGS_OF_A_CHECK};

use findings::Findings;
use names::Names;

/// What a verification found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    /// Entries of the journal.
    pub entries: u64,
    /// Those of them that are usages.
    pub usages: u64,
    /// Wallets, also those whose addition was undone.
    pub wallets: u64,
    /// What is wrong, in sentences, the first of each check.
    pub findings: Vec<Finding>,
    /// How much is wrong in all, also what is not kept in `findings`.
    pub found: u64,
}

impl VerifyReport {
    /// Whether nothing is wrong.
    pub fn is_clean(&self) -> bool {
        self.found == 0
    }
}

impl Books {
    /// Compares the books with what their facts give. The copy is a file of the system's folder for
    /// temporary files, as large as the books; it is gone afterwards, however this ends.
    ///
    /// # Errors
    /// The books cannot be read at all, or there is no room for the copy. What is wrong *in* them
    /// is no error but a finding.
    pub fn verify(&self) -> Result<VerifyReport, StoreError> {
        // All is read as of one moment, whatever others write meanwhile.
        let books = self.conn.unchecked_transaction()?;
        let copy = scratch_copy(&books)?;
        let mut findings = Findings::default();
        let mut report = VerifyReport::default();
        let names = Names { books: &books, facts: &copy };
        let checked = check_file(&copy, &mut findings)
            .and_then(|()| count(&books, &mut report))
            .and_then(|()| journal::check(&books, &names, &mut findings))
            .and_then(|()| rebuild::rebuild(&copy, &books, &names, &mut findings))
            .and_then(|()| derived::check(&books, &copy, &names, &mut findings))
            .and_then(|()| sums::check(&books, &names, &mut findings));
        note(checked, &mut findings)?;
        (report.findings, report.found) = findings.into_parts();
        Ok(report)
    }
}

/// Keeps an error that says something about the books as a finding.
fn note(result: Result<(), StoreError>, findings: &mut Findings) -> Result<(), StoreError> {
    match result {
        Err(error) if is_about_content(&error) => {
            findings.add(Check::File, || Ok(format!("reading stopped here: {error}")))
        }
        other => other,
    }
}

/// Whether an error says that the books hold what they should not, rather than that they could not
/// be read now.
fn is_about_content(error: &StoreError) -> bool {
    match error {
        StoreError::Damaged(_)
        | StoreError::Unreadable(_)
        | StoreError::Ledger(_)
        | StoreError::Refused { .. }
        | StoreError::UnknownEntry(_) => true,
        StoreError::Sqlite(error) => matches!(
            error.sqlite_error_code(),
            None | Some(
                ErrorCode::ConstraintViolation | ErrorCode::NotADatabase | ErrorCode::TypeMismatch
            )
        ),
        _ => false,
    }
}

/// What SQLite itself can tell of a file. Run on the copy, which has the same pages, so that the
/// books are not held up.
fn check_file(copy: &Connection, findings: &mut Findings) -> Result<(), StoreError> {
    for fault in file_faults(copy)? {
        findings.add(Check::File, || Ok(fault))?;
    }
    Ok(())
}

/// Damage of a file and rows that refer to nothing, as sentences.
pub(crate) fn file_faults(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    let mut integrity = conn.prepare("PRAGMA integrity_check(20)")?;
    for line in integrity.query_map([], |row| row.get::<_, String>(0))? {
        let line = line?;
        if line != "ok" {
            faults.push(format!("the file is damaged: {line}"));
        }
    }
    let mut references = conn.prepare("PRAGMA foreign_key_check")?;
    let rows = references.query_map([], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?, row.get::<_, String>(2)?))
    })?;
    for row in rows {
        let (table, row, parent) = row?;
        let row = row.map(|row| row.to_string()).unwrap_or_default();
        faults.push(format!("row {row} of {table} refers to a {parent} that is not there"));
    }
    Ok(faults)
}

fn count(books: &Connection, report: &mut VerifyReport) -> Result<(), StoreError> {
    let sql = "SELECT (SELECT COALESCE(MAX(first_seq + entries - 1), 0) FROM batch), \
                      (SELECT COUNT(*) FROM usage), (SELECT COUNT(*) FROM wallet)";
    (report.entries, report.usages, report.wallets) =
        books.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(())
}
