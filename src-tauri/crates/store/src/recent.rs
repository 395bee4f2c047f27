//! What was entered lately, for forms: names to offer, the last usage, what is pending, top-ups.

use bursar_ledger::fact::Seq;
use bursar_ledger::roster::NameKind;
use rusqlite::{OptionalExtension, params};

use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::Wallet;

/// Usages that names are taken from; enough for a studio's habits, and quick in any books.
const LATELY: u32 = 5_000;
/// Names that a form offers.
const OFFERED: u32 = 300;

impl Books {
    /// The members or projects of the latest usages in all wallets, the latest first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn recent_names(&self, of: NameKind) -> Result<Vec<String>, StoreError> {
        let sql = format!(
            "SELECT t.text FROM (SELECT name, MAX(seq) AS last FROM \
                 (SELECT CASE WHEN ?1 THEN u.member ELSE u.project END AS name, u.seq FROM usage u WHERE {STANDS} \
                  ORDER BY u.seq DESC LIMIT {LATELY}) \
             WHERE name IS NOT NULL GROUP BY name) n JOIN term t ON t.id = n.name \
             ORDER BY n.last DESC LIMIT {OFFERED}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([of == NameKind::Member], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The pairs of action and model of a wallet's latest usages, the latest first.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn recent_jobs(
        &self,
        wallet: &Wallet,
    ) -> Result<Vec<(String, Option<String>)>, StoreError> {
        let sql = format!(
            "SELECT a.text, m.text FROM (SELECT action, model, MAX(happened_at) AS last FROM \
                 (SELECT u.action, u.model, u.happened_at FROM usage u \
                  WHERE u.wallet = ?1 AND {STANDS} \
                  ORDER BY u.happened_at DESC LIMIT {LATELY}) \
             WHERE action IS NOT NULL GROUP BY action, model) j \
             JOIN term a ON a.id = j.action LEFT JOIN term m ON m.id = j.model \
             ORDER BY j.last DESC LIMIT {OFFERED}"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map([wallet.id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The usage of a wallet that was typed last, and stands.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn last_typed_usage(&self, wallet: &Wallet) -> Result<Option<Seq>, StoreError> {
        let sql = format!(
            "SELECT seq FROM (SELECT u.seq, u.reported FROM usage u \
                 WHERE u.wallet = ?1 AND {STANDS} ORDER BY u.happened_at DESC LIMIT {LATELY}) \
             WHERE reported = 0 ORDER BY seq DESC LIMIT 1"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        Ok(statement.query_row([wallet.id.0], |row| row.get(0).map(Seq)).optional()?)
    }

    /// The usages of a wallet that are pending, the latest first; at most `limit`.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn pending_usages(&self, wallet: &Wallet, limit: u32) -> Result<Vec<Seq>, StoreError> {
        let sql = format!(
            "SELECT u.seq FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
             WHERE u.wallet = ?1 AND u.status = 2 AND c.status IS NULL AND {STANDS} \
             ORDER BY u.seq DESC LIMIT ?2"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![wallet.id.0, limit], |row| row.get(0).map(Seq))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The top-ups of a wallet, the latest first; at most `limit`. What it was opened with is none.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn recent_topups(&self, wallet: &Wallet, limit: u32) -> Result<Vec<Seq>, StoreError> {
        let sql = format!(
            "SELECT u.seq FROM event u WHERE u.wallet = ?1 AND u.kind = 'lot_added' \
               AND json_extract(u.body, '$.terms.id') LIKE 'topup-%' AND {STANDS} \
             ORDER BY u.happened_at DESC, u.seq DESC LIMIT ?2"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let rows = statement.query_map(params![wallet.id.0, limit], |row| row.get(0).map(Seq))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The row `u` was not voided.
const STANDS: &str =
    "NOT EXISTS (SELECT 1 FROM voided v WHERE u.seq BETWEEN v.first_seq AND v.last_seq)";
