//! The import mappings that are kept by name: listed, renamed, put away.

use rusqlite::params;

use crate::error::StoreError;
use crate::import::Mapping;
use crate::open::Books;

impl Books {
    /// The import mappings that are kept, by name.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn mappings(&self) -> Result<Vec<(String, Mapping)>, StoreError> {
        let mut statement = self.conn.prepare("SELECT name, body FROM mapping ORDER BY name")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let mut mappings = Vec::new();
        for row in rows {
            let (name, body) = row?;
            mappings.push((name, serde_json::from_str(&body)?));
        }
        Ok(mappings)
    }

    /// Gives a mapping another name; false when there is none of this name.
    ///
    /// # Errors
    /// The books cannot be written, or the other name is taken.
    pub fn rename_mapping(&mut self, name: &str, to: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE mapping SET name = ?2 WHERE name = ?1";
        Ok(self.conn.execute(sql, params![name, to])? > 0)
    }

    /// Puts a mapping away; false when there is none of this name.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn remove_mapping(&mut self, name: &str) -> Result<bool, StoreError> {
        Ok(self.conn.execute("DELETE FROM mapping WHERE name = ?1", params![name])? > 0)
    }
}
