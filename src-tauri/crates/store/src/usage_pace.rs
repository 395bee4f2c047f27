//! What a wallet used lately, in steps small enough for every zone's days: for its pace.

use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use rusqlite::params;

use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::WalletId;

/// Every zone's days begin on one of these.
const QUARTER_HOUR_MICROS: i64 = 900_000_000;

impl Books {
    /// What succeeded usages of a wallet took within [from, to), net of refunds, by the quarter of
    /// an hour in which they happened; unpriced ones are left out.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn used_by_quarter_hour(
        &self,
        wallet: WalletId,
        from: Instant,
        to: Instant,
    ) -> Result<Vec<(Instant, Credits)>, StoreError> {
        // The index gives the order; the sum is made here, where an overflow is an error.
        let sql = "SELECT u.happened_at, \
                          COALESCE(c.credits, u.credits, 0) - COALESCE(c.refunded, 0) \
                   FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
                   WHERE u.wallet = ?1 AND u.happened_at >= ?2 AND u.happened_at < ?3 \
                     AND COALESCE(c.status, u.status) = 0 \
                     AND NOT EXISTS (SELECT 1 FROM voided v \
                                     WHERE u.seq BETWEEN v.first_seq AND v.last_seq) \
                   ORDER BY u.happened_at";
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params![wallet.0, from.micros(), to.micros()])?;
        let mut quarters: Vec<(Instant, Credits)> = Vec::new();
        while let Some(row) = rows.next()? {
            let happened: i64 = row.get(0)?;
            let quarter = happened.div_euclid(QUARTER_HOUR_MICROS) * QUARTER_HOUR_MICROS;
            let quarter = Instant::from_micros(quarter);
            let credits = Credits::from_micros(row.get(1)?);
            match quarters.last_mut() {
                Some((last, sum)) if *last == quarter => *sum = sum.plus(credits)?,
                _ => quarters.push((quarter, credits)),
            }
        }
        Ok(quarters)
    }
}
