//! Locks: up to which instant the books of a wallet agree with what its provider showed.
//!
//! Whatever would change the books behind a lock is refused, unless it is said that this is known.
//! A lock is a fact as any other: the latest that counts holds, and undoing it lifts it.

use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use crate::batch::Batch;
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::{self, Wallet, WalletId};

/// How near to a lock something may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// A new entry at the lock's own instant comes after everything that it locks.
    New,
    /// An entry at the lock's own instant is part of what it locks, and must stay.
    Booked,
}

impl Books {
    /// Up to which instant the books of a wallet are locked; none where they are not.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn locked_until(&self, wallet: &Wallet) -> Result<Option<Instant>, StoreError> {
        locked_until(&self.conn, wallet.id)
    }

    /// From now on entries behind a lock are booked, because whoever enters them knows of it; or
    /// they are refused again.
    pub fn let_behind_locks(&mut self, known: bool) {
        self.behind_locks = known;
    }
}

impl Batch<'_> {
    /// Locks the books of a wallet up to an instant, or unlocks them.
    ///
    /// # Errors
    /// The books cannot be written.
    pub fn lock(&mut self, wallet: &Wallet, until: Option<Instant>) -> Result<Seq, StoreError> {
        let seq = self.take_seq();
        let sql = "INSERT INTO book_lock (seq, wallet, until) VALUES (?1, ?2, ?3)";
        let until = until.map(Instant::micros);
        self.conn.prepare_cached(sql)?.execute(params![seq.0, wallet.id.0, until])?;
        self.locks.clear();
        Ok(seq)
    }

    /// Refuses what would change the books of a wallet behind its lock.
    pub(crate) fn check_lock(
        &mut self,
        wallet: WalletId,
        at: Instant,
        reach: Reach,
    ) -> Result<(), StoreError> {
        if self.behind_locks {
            return Ok(());
        }
        // An import asks for each of its rows.
        let known = self.locks.iter().find(|(known, _)| *known == wallet);
        let until = match known {
            Some((_, until)) => *until,
            None => {
                let until = locked_until(self.conn, wallet)?;
                self.locks.push((wallet, until));
                until
            }
        };
        let Some(until) = until else { return Ok(()) };
        let is_behind = match reach {
            Reach::New => at < until,
            Reach::Booked => at <= until,
        };
        if !is_behind {
            return Ok(());
        }
        let wallet = wallet::by_id(self.conn, wallet)?;
        Err(StoreError::Locked { wallet: wallet.name, until, at, zone: wallet.rules.zone })
    }
}

fn locked_until(conn: &Connection, wallet: WalletId) -> Result<Option<Instant>, StoreError> {
    let sql = "SELECT until FROM book_lock b WHERE wallet = ?1 AND NOT EXISTS ( \
                   SELECT 1 FROM voided v WHERE b.seq BETWEEN v.first_seq AND v.last_seq) \
               ORDER BY seq DESC LIMIT 1";
    let mut statement = conn.prepare_cached(sql)?;
    let until = statement.query_row([wallet.0], |row| row.get::<_, Option<i64>>(0)).optional()?;
    Ok(until.flatten().map(Instant::from_micros))
}
