//! What ended unused: each lapse of a lot, also those that no entry has come after yet.

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Book, BookedUsage, Movement, Posting};
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::params;

use crate::error::StoreError;
use crate::open::Books;
use crate::replay;
use crate::wallet::Wallet;

/// Credits of a lot that ended unused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// When they ended.
    pub at: Instant,
    /// The lot's place in its wallet.
    pub lot: u32,
    /// How many.
    pub credits: Credits,
}

impl Books {
    /// Everything of a wallet that ended unused up to an instant, by time.
    ///
    /// # Errors
    /// The books cannot be read, or a refill lies beyond the time-zone data.
    pub fn lapsed(&self, wallet: &Wallet, until: Instant) -> Result<Vec<Lapsed>, StoreError> {
        let sql = "SELECT at, lot, credits FROM movement \
                   WHERE wallet = ?1 AND kind = 'expired' AND at <= ?2 ORDER BY at, id";
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params![wallet.id.0, until.micros()], |row| {
            Ok(Lapsed {
                at: Instant::from_micros(row.get(0)?),
                lot: row.get(1)?,
                credits: Credits::from_micros(row.get(2)?),
            })
        })?;
        let mut lapsed = rows.collect::<Result<Vec<_>, _>>()?;
        // Time alone lets lots end, and no row of it is kept until the next entry.
        let mut state = replay::load_head(&self.conn, wallet.id)?.state;
        if state.now < until {
            state.advance(&wallet.rules, until, &mut Lapses(&mut lapsed))?;
        }
        Ok(lapsed)
    }
}

/// A [`Book`] that remembers what ended without an entry.
struct Lapses<'a>(&'a mut Vec<Lapsed>);

impl Book for Lapses<'_> {
    // Only entries ask for usages booked earlier, and there are none.
    fn usage(&self, _: Seq) -> Option<BookedUsage> {
        None
    }

    fn charged(&mut self, _: Seq, _: Instant, _: Credits, _: Option<&std::sync::Arc<str>>) {}

    fn post(&mut self, posting: Posting) {
        if posting.movement == Movement::Expired {
            let Posting { at, lot, credits, .. } = posting;
            self.0.push(Lapsed { at, lot: lot.0, credits });
        }
    }

    fn refunded_unpaid(&mut self, _: Seq, _: Instant, _: Credits) {}
}
