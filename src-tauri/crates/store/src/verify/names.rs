//! How findings call things: wallets and lots by their names, entries by their ids.

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::error::StoreError;
use crate::fact_row::UsageStatus;
use crate::wallet::NAME;

/// Where the names are looked up.
pub(super) struct Names<'c> {
    pub(super) books: &'c Connection,
    /// The copy in which everything is derived again.
    pub(super) facts: &'c Connection,
}

/// How a figure is written.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    Credits,
    Time,
    Status,
    Plain,
    /// A lot of the wallet in question.
    Lot,
    Entry,
}

impl Names<'_> {
    pub(super) fn wallet(&self, wallet: i64) -> Result<String, StoreError> {
        let sql = format!("SELECT {NAME} FROM wallet WHERE id = ?1");
        let mut statement = self.books.prepare_cached(&sql)?;
        let name: Option<String> = statement.query_row([wallet], |row| row.get(0)).optional()?;
        Ok(match name {
            Some(name) => format!("wallet “{name}”"),
            None => format!("wallet number {wallet}, which is not there"),
        })
    }

    pub(super) fn lot(&self, wallet: i64, place: i64) -> Result<String, StoreError> {
        let sql = "SELECT id FROM lot WHERE wallet = ?1 AND place = ?2";
        for conn in [self.books, self.facts] {
            let mut statement = conn.prepare_cached(sql)?;
            let id: Option<String> =
                statement.query_row(params![wallet, place], |row| row.get(0)).optional()?;
            if let Some(id) = id {
                return Ok(format!("lot “{id}”"));
            }
        }
        Ok(format!("lot number {place}, which is not there"))
    }

    pub(super) fn entry(&self, seq: i64) -> Result<String, StoreError> {
        let sql = "SELECT first_seq, entries, first_id FROM batch WHERE first_seq <= ?1 \
                   ORDER BY first_seq DESC LIMIT 1";
        let mut statement = self.books.prepare_cached(sql)?;
        let batch = statement.query_row([seq], |row| {
            let first_id = u128::from_be_bytes(row.get(2)?);
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, first_id))
        });
        let within = batch.optional()?.filter(|(first, entries, _)| seq - first < *entries);
        let id = within.and_then(|(first, _, first_id)| {
            first_id.checked_add(u128::try_from(seq - first).ok()?)
        });
        Ok(match id {
            Some(id) => format!("entry {}", Uuid::from_u128(id)),
            None => format!("entry number {seq}, which is in no batch"),
        })
    }

    /// The wallet that an entry belongs to.
    pub(super) fn wallet_of(&self, seq: i64) -> Result<i64, StoreError> {
        let sql = "SELECT wallet FROM usage WHERE seq = ?1 \
                   UNION ALL SELECT wallet FROM event WHERE seq = ?1";
        let mut statement = self.books.prepare_cached(sql)?;
        let wallet: Option<Option<i64>> =
            statement.query_row([seq], |row| row.get(0)).optional()?;
        Ok(wallet.flatten().unwrap_or_default())
    }

    /// A figure of a row about `wallet`.
    pub(super) fn figure(
        &self,
        value: ValueRef<'_>,
        shown: Shown,
        wallet: i64,
    ) -> Result<String, StoreError> {
        let number = match value {
            ValueRef::Null => return Ok("nothing".to_owned()),
            ValueRef::Integer(number) => number,
            ValueRef::Real(number) => return Ok(format!("the fraction {number}")),
            ValueRef::Text(text) => return Ok(format!("“{}”", String::from_utf8_lossy(text))),
            ValueRef::Blob(bytes) => return Ok(format!("{} bytes", bytes.len())),
        };
        Ok(match shown {
            Shown::Credits => format!("{} credits", Credits::from_micros(number)),
            Shown::Time => Instant::from_micros(number).to_string(),
            Shown::Status => UsageStatus::from_code(number).word().to_owned(),
            Shown::Plain => number.to_string(),
            Shown::Lot => self.lot(wallet, number)?,
            Shown::Entry => self.entry(number)?,
        })
    }
}
