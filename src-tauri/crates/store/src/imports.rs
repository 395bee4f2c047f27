//! The imports that were made: which file, what came of it, and how one is taken back.
//!
//! An import is a batch whose source is a file. To revert it is to void that batch, whatever was
//! entered since, unless later entries speak of its rows.

use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{OptionalExtension, Row, params};
use serde::Deserialize;
use uuid::Uuid;

use crate::batch::{Batch, BatchSummary};
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::NAME;

/// What the journal keeps of a file that was imported. Earlier versions kept less.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct ImportFacts {
    /// The name of the file.
    pub file: String,
    /// The hash of its bytes, in hexadecimal digits.
    pub hash: String,
    /// The rows it had.
    pub rows: u64,
    /// Those that were added.
    pub added: Option<u64>,
    /// Those that the books held.
    pub already_there: Option<u64>,
    /// Those that could not be read.
    pub rejected: Option<u64>,
    /// Those that the user left out.
    pub left_out: Option<u64>,
    /// The credits that were charged, as a decimal number.
    pub credits: Option<String>,
}

/// An import that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastImport {
    /// Its batch.
    pub batch: BatchSummary,
    /// The wallet it went into.
    pub wallet: Option<String>,
    /// Its file.
    pub facts: ImportFacts,
    /// When it was taken back, if it was.
    pub reverted: Option<Instant>,
}

/// Every import; its wallet goes by the name of today.
fn every_import() -> String {
    format!(
        "SELECT b.first_seq, b.entries, b.first_id, b.recorded_at, b.title, b.source, \
             (SELECT {NAME} FROM usage u JOIN wallet ON wallet.id = u.wallet \
              WHERE u.seq = b.first_seq), \
             (SELECT MIN(e.happened_at) FROM event e WHERE e.kind = 'batch_undone' \
              AND e.target = b.first_seq AND NOT EXISTS (SELECT 1 FROM voided v \
                  WHERE e.seq BETWEEN v.first_seq AND v.last_seq)) \
         FROM batch b WHERE json_extract(b.source, '$.file') IS NOT NULL"
    )
}

impl Books {
    /// Imports, the last one first: those before a place in the order of entry, at most so many.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn past_imports(
        &self,
        before: Option<Seq>,
        limit: u32,
    ) -> Result<Vec<PastImport>, StoreError> {
        let sql = every_import() + " AND b.first_seq < ?1 ORDER BY b.first_seq DESC LIMIT ?2";
        let mut statement = self.conn.prepare_cached(&sql)?;
        let before = before.map_or(i64::MAX.unsigned_abs(), |seq| seq.0);
        let mut rows = statement.query(params![before, limit])?;
        let mut imports = Vec::new();
        while let Some(row) = rows.next()? {
            imports.push(past(row)?);
        }
        Ok(imports)
    }

    /// The last import of a file with this hash into a wallet that still counts.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn import_of(&self, wallet: &str, hash: u128) -> Result<Option<PastImport>, StoreError> {
        let sql = every_import()
            + " AND json_extract(b.source, '$.hash') = ?1 ORDER BY b.first_seq DESC LIMIT 20";
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([format!("{hash:032x}")])?;
        while let Some(row) = rows.next()? {
            let import = past(row)?;
            if import.reverted.is_none() && import.wallet.as_deref() == Some(wallet) {
                return Ok(Some(import));
            }
        }
        Ok(None)
    }
}

fn past(row: &Row<'_>) -> Result<PastImport, StoreError> {
    let source: String = row.get(5)?;
    Ok(PastImport {
        batch: BatchSummary {
            first: Seq(row.get(0)?),
            entries: row.get(1)?,
            id: Uuid::from_bytes(row.get(2)?),
            recorded_at: Instant::from_micros(row.get(3)?),
            title: row.get(4)?,
        },
        wallet: row.get(6)?,
        facts: serde_json::from_str(&source)?,
        reverted: row.get::<_, Option<i64>>(7)?.map(Instant::from_micros),
    })
}

impl Batch<'_> {
    /// Takes back the import with this id, whatever was entered since.
    ///
    /// # Errors
    /// It is no import, it was taken back already, later entries speak of its rows, or a typed
    /// usage would no longer be covered without it.
    pub fn revert_import(&mut self, id: Uuid) -> Result<PastImport, StoreError> {
        let sql = every_import() + " AND b.first_id = ?1";
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query([id.into_bytes()])?;
        let import = match rows.next()? {
            Some(row) => past(row)?,
            None => return Err(StoreError::UnknownEntry(id.to_string())),
        };
        let (first, last) =
            (import.batch.first, Seq(import.batch.first.0 + import.batch.entries - 1));
        let all_voided = "SELECT 1 FROM voided WHERE first_seq <= ?1 AND last_seq >= ?2";
        let mut statement = self.conn.prepare_cached(all_voided)?;
        let gone: Option<i64> =
            statement.query_row(params![first.0, last.0], |row| row.get(0)).optional()?;
        if gone.is_some() {
            return Err(StoreError::AlreadyVoided);
        }
        let later = "SELECT COUNT(*) FROM event e WHERE e.target BETWEEN ?1 AND ?2 AND e.seq > ?2 \
                     AND e.kind IN ('refunded', 'settled', 'priced') \
                     AND NOT EXISTS (SELECT 1 FROM voided v \
                         WHERE e.seq BETWEEN v.first_seq AND v.last_seq \
                            OR e.target BETWEEN v.first_seq AND v.last_seq)";
        let mut statement = self.conn.prepare_cached(later)?;
        let entries: u64 = statement.query_row(params![first.0, last.0], |row| row.get(0))?;
        if entries > 0 {
            return Err(StoreError::NeededLater { entries });
        }
        self.undo_batch(&import.batch)?;
        Ok(import)
    }
}
