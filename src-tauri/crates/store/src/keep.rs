//! What is kept beside the facts: import mappings by name, settings, and providers' files.

use rusqlite::{OptionalExtension, params};

use crate::error::StoreError;
use crate::import::Mapping;
use crate::open::Books;

impl Books {
    /// The import mapping of a name.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn mapping(&self, name: &str) -> Result<Option<Mapping>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body FROM mapping WHERE name = ?1")?;
        let body: Option<String> = statement.query_row([name], |row| row.get(0)).optional()?;
        Ok(body.map(|body| serde_json::from_str(&body)).transpose()?)
    }

    /// Keeps an import mapping under a name, in place of an earlier one.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn keep_mapping(&mut self, name: &str, mapping: &Mapping) -> Result<(), StoreError> {
        let sql = "INSERT INTO mapping (name, body) VALUES (?1, ?2) \
                   ON CONFLICT (name) DO UPDATE SET body = excluded.body";
        self.conn.prepare_cached(sql)?.execute(params![name, serde_json::to_string(mapping)?])?;
        Ok(())
    }

    /// A setting of the books.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body FROM setting WHERE name = ?1")?;
        Ok(statement.query_row([name], |row| row.get(0)).optional()?)
    }

    /// Keeps a setting of the books.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn keep_setting(&mut self, name: &str, body: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, body) VALUES (?1, ?2) \
                   ON CONFLICT (name) DO UPDATE SET body = excluded.body";
        self.conn.prepare_cached(sql)?.execute([name, body])?;
        Ok(())
    }

    /// The studio's own provider files that count: name and text, the latest of each name. One that
    /// was taken back (its latest text is empty) is not among them.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn provider_files(&self) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT name, text FROM provider_file p WHERE seq = ( \
                       SELECT MAX(seq) FROM provider_file q WHERE q.name = p.name AND NOT EXISTS ( \
                           SELECT 1 FROM voided v WHERE q.seq BETWEEN v.first_seq AND v.last_seq)) \
                     AND text <> '' ORDER BY name";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
