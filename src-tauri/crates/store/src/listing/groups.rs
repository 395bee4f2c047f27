//! The journal by batches: what was entered together, the latest first.

use std::sync::Arc;

use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::{Question, page};
use crate::error::StoreError;
use crate::open::Books;

/// A batch, as the journal shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BatchRow {
    /// The id of its first entry, which names it.
    pub id: Uuid,
    /// Its first entry.
    pub first: Seq,
    /// How many entries it has.
    pub entries: u64,
    /// When it was entered.
    pub recorded_at: Instant,
    /// What it was.
    pub title: String,
    /// Where it came from, as a JSON object: the file of an import. None was typed.
    pub source: Option<String>,
    /// None of its entries counts any more.
    pub voided: bool,
}

/// A line of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalPlace {
    /// The heading of a batch of several entries; its first entry.
    Batch(Seq),
    /// An entry.
    Entry(Seq),
}

/// The lines of the journal, the latest first.
#[derive(Clone, Debug)]
pub struct JournalLines(Arc<[i64]>);

impl JournalLines {
    /// How many they are.
    pub fn total(&self) -> u64 {
        self.0.len() as u64
    }

    /// Some of them: at most `limit`, from the one at `offset` on.
    pub fn page(&self, offset: u64, limit: u32) -> impl Iterator<Item = JournalPlace> + '_ {
        page(&self.0, offset, limit).iter().map(|place| {
            let seq = Seq(place.unsigned_abs());
            if *place < 0 { JournalPlace::Batch(seq) } else { JournalPlace::Entry(seq) }
        })
    }
}

const BATCH: &str = "SELECT first_id, first_seq, entries, recorded_at, title, source, \
     EXISTS (SELECT 1 FROM voided v WHERE b.first_seq >= v.first_seq \
             AND b.first_seq + b.entries - 1 <= v.last_seq) \
     FROM batch b";

impl Books {
    /// The journal in the order of entry, the latest first: each batch of several entries has a
    /// heading, and below it its entries where it is one of `open`.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn journal_lines(&self, open: &[Uuid]) -> Result<JournalLines, StoreError> {
        let mut open = open.to_vec();
        open.sort_unstable();
        open.dedup();
        let question = Question::Journal(open.clone());
        Ok(JournalLines(self.kept(question, |books| lines(&books.conn, &open))?))
    }

    /// How many entries the journal has.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn entries_in_all(&self) -> Result<u64, StoreError> {
        let sql = "SELECT COALESCE(SUM(entries), 0) FROM batch";
        Ok(self.conn.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
    }

    /// The batch that an entry belongs to.
    ///
    /// # Errors
    /// [`StoreError::UnknownEntry`].
    pub fn batch_of(&self, seq: Seq) -> Result<BatchRow, StoreError> {
        let sql = format!("{BATCH} WHERE first_seq <= ?1 ORDER BY first_seq DESC LIMIT 1");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query_map(params![seq.0], read_batch)?;
        let batch = rows.next().transpose()?;
        let holds = |batch: &BatchRow| seq.0 < batch.first.0 + batch.entries;
        batch.filter(holds).ok_or_else(|| StoreError::UnknownEntry(seq.0.to_string()))
    }
}

fn lines(conn: &Connection, open: &[Uuid]) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT first_seq, entries, first_id FROM batch ORDER BY first_seq DESC";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (first, entries): (i64, i64) = (row.get(0)?, row.get(1)?);
        if entries == 1 {
            lines.push(first);
            continue;
        }
        lines.push(-first);
        if open.binary_search(&Uuid::from_bytes(row.get(2)?)).is_ok() {
            lines.extend((first..first + entries).rev());
        }
    }
    Ok(lines)
}

fn read_batch(row: &Row<'_>) -> rusqlite::Result<BatchRow> {
    Ok(BatchRow {
        id: Uuid::from_bytes(row.get(0)?),
        first: Seq(row.get(1)?),
        entries: row.get(2)?,
        recorded_at: Instant::from_micros(row.get(3)?),
        title: row.get(4)?,
        source: row.get(5)?,
        voided: row.get(6)?,
    })
}
