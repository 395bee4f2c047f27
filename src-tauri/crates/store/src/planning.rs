//! What planning reads: the work that was done, and the facts of a wallet for a replay under other
//! terms.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Entry;
use bursar_ledger::instant::Instant;
use rusqlite::params;

use crate::entries::{Span, for_each_entry};
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::Wallet;

/// A succeeded usage, as work that may be done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkedUsage {
    /// When it happened.
    pub at: Instant,
    /// The action; empty for none.
    pub action: String,
    /// The model.
    pub model: Option<String>,
    /// The settings, as one text.
    pub settings: Option<String>,
    /// How many results; one where it is not known.
    pub quantity: i64,
    /// What it took, net of refunds; none if it is unpriced.
    pub credits: Option<Credits>,
    /// What it was done for.
    pub project: Option<String>,
}

const WORKED: &str = "SELECT u.happened_at, a.text, m.text, s.text, u.quantity, \
         COALESCE(c.credits, u.credits), COALESCE(c.refunded, 0), p.text \
     FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
     LEFT JOIN term a ON a.id = u.action LEFT JOIN term m ON m.id = u.model \
     LEFT JOIN term s ON s.id = u.settings LEFT JOIN term p ON p.id = u.project \
     WHERE u.wallet = ?1 AND u.happened_at >= ?2 AND u.happened_at < ?3 \
       AND COALESCE(c.status, u.status) = 0 \
       AND NOT EXISTS (SELECT 1 FROM voided v WHERE u.seq BETWEEN v.first_seq AND v.last_seq) \
     ORDER BY u.happened_at, u.seq";

impl Books {
    /// Hands out the succeeded usages of a wallet within [from, to), by time; voided ones are left
    /// out.
    ///
    /// # Errors
    /// The books cannot be read, or a sum is out of range.
    pub fn worked(
        &self,
        wallet: &Wallet,
        (from, to): (Instant, Instant),
        each: &mut dyn FnMut(WorkedUsage) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare_cached(WORKED)?;
        let mut rows = statement.query(params![wallet.id.0, from.micros(), to.micros()])?;
        while let Some(row) = rows.next()? {
            let refunded = Credits::from_micros(row.get(6)?);
            let credits = row.get::<_, Option<i64>>(5)?.map(Credits::from_micros);
            each(WorkedUsage {
                at: Instant::from_micros(row.get(0)?),
                action: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
                model: row.get(2)?,
                settings: row.get(3)?,
                quantity: row.get::<_, Option<i64>>(4)?.unwrap_or(1),
                credits: credits.map(|credits| credits.minus(refunded)).transpose()?,
                project: row.get(7)?,
            })?;
        }
        Ok(())
    }

    /// The entries of a wallet that count, up to an instant, in the order in which they do; its
    /// recurring grants as its readings make them.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn entries_until(&self, wallet: &Wallet, until: Instant) -> Result<Vec<Entry>, StoreError> {
        let mut entries = Vec::new();
        for_each_entry(&self.conn, wallet, Span { until, ..Span::ALL }, |entry| {
            entries.push(entry.clone());
            Ok(())
        })?;
        Ok(entries)
    }
}
