//! Plans that were kept by name: what somebody thought of, no fact of the books.

use bursar_ledger::instant::Instant;
use rusqlite::{OptionalExtension, params};

use crate::error::StoreError;
use crate::open::Books;

/// A plan that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedPlan {
    /// Its number.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What was noted about it.
    pub notes: String,
    /// When it was kept last.
    pub kept_at: Instant,
    /// What it is about, as JSON.
    pub body: String,
}

const COLUMNS: &str = "SELECT id, name, notes, kept_at, body FROM saved_plan";

impl Books {
    /// The plans that were kept, the latest first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn saved_plans(&self) -> Result<Vec<SavedPlan>, StoreError> {
        let sql = format!("{COLUMNS} ORDER BY kept_at DESC, id DESC");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The plan of a name, in any case.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn saved_plan(&self, name: &str) -> Result<Option<SavedPlan>, StoreError> {
        let sql = format!("{COLUMNS} WHERE name = ?1 COLLATE NOCASE");
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.query_row([name.trim()], read).optional()?)
    }

    /// Keeps a plan: a new one, or in place of the one with this number. The number it has then.
    ///
    /// # Errors
    /// The books cannot be written, or another plan has this name.
    pub fn keep_plan(
        &mut self,
        id: Option<i64>,
        name: &str,
        notes: &str,
        at: Instant,
        body: &str,
    ) -> Result<i64, StoreError> {
        let changed = match id {
            Some(id) => {
                let sql = "UPDATE saved_plan SET name = ?2, notes = ?3, kept_at = ?4, body = ?5 \
                           WHERE id = ?1";
                self.conn.execute(sql, params![id, name, notes, at.micros(), body])? > 0
            }
            None => false,
        };
        if let (true, Some(id)) = (changed, id) {
            return Ok(id);
        }
        let sql = "INSERT INTO saved_plan (name, notes, kept_at, body) VALUES (?1, ?2, ?3, ?4)";
        self.conn.execute(sql, params![name, notes, at.micros(), body])?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Puts a plan away; false when there is none of this number.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn remove_plan(&mut self, id: i64) -> Result<bool, StoreError> {
        Ok(self.conn.execute("DELETE FROM saved_plan WHERE id = ?1", [id])? > 0)
    }
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<SavedPlan> {
    Ok(SavedPlan {
        id: row.get(0)?,
        name: row.get(1)?,
        notes: row.get(2)?,
        kept_at: Instant::from_micros(row.get(3)?),
        body: row.get(4)?,
    })
}
