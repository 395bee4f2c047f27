//! How the logs of a provider were read before: their columns and the mapping that was used.
//!
//! A convenience, kept beside the facts: the next log with the same columns is read the same way,
//! and one whose columns changed is noticed.

use bursar_ledger::instant::Instant;
use rusqlite::{Row, params};
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::import::{Delimiter, Mapping};
use crate::open::Books;

/// Profiles that are looked at; older ones are of formats that the provider gave up.
const MOST: u32 = 50;

/// How a log was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Its columns, in their order.
    pub headers: Vec<String>,
    /// What each was read as.
    pub mapping: Mapping,
    /// The sign between its cells, where it was told.
    pub delimiter: Option<Delimiter>,
    /// The name of its encoding, where it was told.
    pub encoding: Option<String>,
    /// When it was last used.
    pub used_at: Instant,
}

#[derive(Serialize, Deserialize)]
struct Body {
    mapping: Mapping,
    delimiter: Option<Delimiter>,
    encoding: Option<String>,
}

impl Books {
    /// How logs of a provider were read, the last used first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn import_profiles(&self, provider: &str) -> Result<Vec<Profile>, StoreError> {
        let sql = "SELECT headers, body, used_at FROM import_profile WHERE provider = ?1 \
                   ORDER BY used_at DESC LIMIT ?2";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![provider, MOST])?;
        let mut profiles = Vec::new();
        while let Some(row) = rows.next()? {
            profiles.push(profile(row)?);
        }
        Ok(profiles)
    }

    /// How logs of all providers were read, with the provider, the last used first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn all_import_profiles(&self) -> Result<Vec<(String, Profile)>, StoreError> {
        let sql = "SELECT headers, body, used_at, provider FROM import_profile \
                   ORDER BY used_at DESC, provider LIMIT ?1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![MOST])?;
        let mut profiles = Vec::new();
        while let Some(row) = rows.next()? {
            profiles.push((row.get(3)?, profile(row)?));
        }
        Ok(profiles)
    }

    /// Forgets how logs with these columns were read; false where nothing was known of them.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn forget_import_profile(
        &mut self,
        provider: &str,
        headers: &[String],
    ) -> Result<bool, StoreError> {
        let sql = "DELETE FROM import_profile WHERE provider = ?1 AND headers = ?2";
        let headers = serde_json::to_string(headers)?;
        Ok(self.conn.prepare_cached(sql)?.execute(params![provider, headers])? > 0)
    }

    /// Keeps how a log of a provider was read, in place of what was kept for the same columns.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn keep_import_profile(
        &mut self,
        provider: &str,
        profile: &Profile,
    ) -> Result<(), StoreError> {
        let body = Body {
            mapping: profile.mapping.clone(),
            delimiter: profile.delimiter,
            encoding: profile.encoding.clone(),
        };
        let sql = "INSERT INTO import_profile (provider, headers, used_at, body) \
                   VALUES (?1, ?2, ?3, ?4) ON CONFLICT (provider, headers) DO UPDATE SET \
                   used_at = excluded.used_at, body = excluded.body";
        self.conn.prepare_cached(sql)?.execute(params![
            provider,
            serde_json::to_string(&profile.headers)?,
            profile.used_at.micros(),
            serde_json::to_string(&body)?,
        ])?;
        Ok(())
    }
}

/// A profile from its columns, its body and the time of its last use.
fn profile(row: &Row<'_>) -> Result<Profile, StoreError> {
    let (headers, body): (String, String) = (row.get(0)?, row.get(1)?);
    let Body { mapping, delimiter, encoding } = serde_json::from_str(&body)?;
    Ok(Profile {
        headers: serde_json::from_str(&headers)?,
        mapping,
        delimiter,
        encoding,
        used_at: Instant::from_micros(row.get(2)?),
    })
}
