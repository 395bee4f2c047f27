//! Usages that have both the provider's own figure and what the rate card said, and the files of
//! providers that were taken back.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{CachedStatement, params};

use crate::batch::Batch;
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::Wallet;

/// A usage whose credits the provider gave, beside what the rate card said when it was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RatedUsage {
    /// When it happened.
    pub at: Instant,
    /// How many units.
    pub quantity: i64,
    /// What the provider charged.
    pub credits: Credits,
    /// The action; empty for none.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings, as one text.
    pub settings: Option<String>,
}

const RATED: &str = "SELECT u.happened_at, u.quantity, u.credits, a.text, m.text, s.text \
     FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
     LEFT JOIN term a ON a.id = u.action LEFT JOIN term m ON m.id = u.model \
     LEFT JOIN term s ON s.id = u.settings \
     WHERE u.wallet = ?1 AND u.happened_at >= ?2 AND u.quantity > 0 \
       AND COALESCE(c.status, u.status) <> 1 AND u.rated IS NOT NULL \
       AND NOT EXISTS (SELECT 1 FROM voided v WHERE u.seq BETWEEN v.first_seq AND v.last_seq)";

impl Books {
    /// Hands out every usage of a wallet for which the provider charged something else than the
    /// rate card said, in the order of entry.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn differing_usages(
        &self,
        wallet: &Wallet,
        each: &mut dyn FnMut(&RatedUsage),
    ) -> Result<(), StoreError> {
        let sql = format!("{RATED} AND u.rated <> u.credits ORDER BY u.seq");
        hand_out(self.conn.prepare_cached(&sql)?, wallet, Instant::MIN, each)
    }

    /// Hands out every usage of a wallet since an instant for which both agreed.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn agreeing_usages(
        &self,
        wallet: &Wallet,
        since: Instant,
        each: &mut dyn FnMut(&RatedUsage),
    ) -> Result<(), StoreError> {
        let sql = format!("{RATED} AND u.rated = u.credits ORDER BY u.happened_at");
        hand_out(self.conn.prepare_cached(&sql)?, wallet, since, each)
    }

    /// How many usages of a wallet have no price because their quantity is unknown.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn usages_without_quantity(&self, wallet: &Wallet) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
             WHERE u.wallet = ?1 AND u.credits IS NULL AND u.status <> 1 \
               AND u.quantity IS NULL AND c.credits IS NULL \
               AND COALESCE(c.status, u.status) <> 1 \
               AND NOT EXISTS (SELECT 1 FROM voided v \
                               WHERE u.seq BETWEEN v.first_seq AND v.last_seq)";
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row([wallet.id.0], |row| row.get(0))?)
    }
}

impl Batch<'_> {
    /// Takes the studio's own file of a provider back: from now on a shipped one of that name
    /// counts again, or none. The files that were there stay in the journal.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn drop_provider_file(&mut self, name: &str) -> Result<Seq, StoreError> {
        self.add_provider_file(name, "")
    }
}

fn hand_out(
    mut statement: CachedStatement<'_>,
    wallet: &Wallet,
    since: Instant,
    each: &mut dyn FnMut(&RatedUsage),
) -> Result<(), StoreError> {
    let mut rows = statement.query(params![wallet.id.0, since.micros()])?;
    while let Some(row) = rows.next()? {
        each(&RatedUsage {
            at: Instant::from_micros(row.get(0)?),
            quantity: row.get(1)?,
            credits: Credits::from_micros(row.get(2)?),
            action: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
            model: row.get(4)?,
            settings: row.get(5)?,
        });
    }
    Ok(())
}
