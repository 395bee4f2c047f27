//! Terms: texts that many usages share, each kept once and named by a number.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::StoreError;

/// Finds the numbers of texts, and gives new texts one.
#[derive(Default)]
pub(crate) struct Terms {
    known: HashMap<String, i64>,
}

impl Terms {
    /// The number of a text; none for no text.
    pub(crate) fn number(
        &mut self,
        conn: &Connection,
        text: Option<&str>,
    ) -> Result<Option<i64>, StoreError> {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
        if let Some(number) = self.known.get(text) {
            return Ok(Some(*number));
        }
        let number = match find(conn, text)? {
            Some(number) => number,
            None => {
                conn.prepare_cached("INSERT INTO term (text) VALUES (?1)")?.execute([text])?;
                conn.last_insert_rowid()
            }
        };
        self.known.insert(text.to_owned(), number);
        Ok(Some(number))
    }
}

/// The number of a text that is already kept.
pub(crate) fn find(conn: &Connection, text: &str) -> Result<Option<i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT id FROM term WHERE text = ?1")?;
    Ok(statement.query_row(params![text], |row| row.get(0)).optional()?)
}
