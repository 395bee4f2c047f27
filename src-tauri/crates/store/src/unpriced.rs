//! Usages that no rate matched: found again, and priced once a rate is there.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;

use crate::batch::Batch;
use crate::error::StoreError;
use crate::fact_row::Event;
use crate::locks::Reach;
use crate::open::Books;
use crate::replay::{self, Change};
use crate::usage_change;
use crate::wallet::Wallet;

/// A usage that has no price yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnpricedUsage {
    /// Its entry.
    pub seq: Seq,
    /// When it happened.
    pub at: Instant,
    /// How many units.
    pub quantity: i64,
    /// The action; empty for none.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings, as one text.
    pub settings: Option<String>,
}

impl Books {
    /// The usages of a wallet that have a quantity and no price, in the order of entry.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn unpriced_usages(&self, wallet: &Wallet) -> Result<Vec<UnpricedUsage>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT u.seq, u.happened_at, u.quantity, a.text, m.text, s.text FROM usage u \
             LEFT JOIN usage_change c ON c.usage = u.seq LEFT JOIN term a ON a.id = u.action \
             LEFT JOIN term m ON m.id = u.model LEFT JOIN term s ON s.id = u.settings \
             WHERE u.wallet = ?1 AND u.credits IS NULL AND u.status <> 1 \
               AND u.quantity IS NOT NULL AND c.credits IS NULL \
               AND COALESCE(c.status, u.status) <> 1 \
               AND NOT EXISTS (SELECT 1 FROM voided v \
                               WHERE u.seq BETWEEN v.first_seq AND v.last_seq) \
             ORDER BY u.seq",
        )?;
        let rows = statement.query_map([wallet.id.0], |row| {
            Ok(UnpricedUsage {
                seq: Seq(row.get(0)?),
                at: Instant::from_micros(row.get(1)?),
                quantity: row.get(2)?,
                action: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
                model: row.get(4)?,
                settings: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// Prices usages of a wallet that had no price, with one replay for all of them.
    ///
    /// # Errors
    /// [`StoreError::Locked`] when one of them lies behind the wallet's lock.
    pub fn price_usages(
        &mut self,
        wallet: &Wallet,
        prices: &[(Seq, Instant, Credits)],
    ) -> Result<(), StoreError> {
        let Some(first) = prices.iter().map(|(_, at, _)| *at).min() else { return Ok(()) };
        self.check_lock(wallet.id, first, Reach::Booked)?;
        for (usage, at, credits) in prices {
            let event = Event::Priced { usage: *usage, credits: *credits };
            self.insert_event(Some(wallet.id), *at, &event, None)?;
            usage_change::refresh(self.conn, *usage)?;
        }
        replay::recompute(self.conn, wallet, first, Change::Reported)
    }
}
