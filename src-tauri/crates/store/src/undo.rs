//! Void and undo: wrong entries stay in the journal and no longer count.

use std::collections::BTreeMap;

use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::batch::{Batch, BatchSummary};
use crate::entries::{Span, Voided};
use crate::error::StoreError;
use crate::fact_row::Event;
use crate::locks::Reach;
use crate::month_close;
use crate::open::Books;
use crate::replay::{self, Change};
use crate::usage_change;
use crate::wallet::{self, WalletId};
use crate::wallet_change;

/// From when on each wallet must be derived again, and which usages changed.
#[derive(Default)]
struct Affected {
    wallets: BTreeMap<i64, Instant>,
    usages: Vec<Seq>,
}

impl Books {
    /// The last batch that counts and can be undone.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn last_batch(&self) -> Result<Option<BatchSummary>, StoreError> {
        last_batch(&self.conn)
    }
}

impl Batch<'_> {
    /// Voids one entry.
    ///
    /// # Errors
    /// The entry was voided already, or a typed usage would no longer be covered.
    pub fn void(&mut self, entry: Seq, reason: &str) -> Result<Seq, StoreError> {
        if Voided::read(self.conn, Span::ALL.known)?.covers(entry) {
            return Err(StoreError::AlreadyVoided);
        }
        let affected = affected_by(self.conn, entry, entry)?;
        let wallet = affected.wallets.keys().next().map(|id| WalletId(*id));
        let at = self.recorded_at();
        let event = Event::EntryVoided { entry, reason: reason.to_owned() };
        let seq = self.insert_event(wallet, at, &event, None)?;
        self.derive_again(&affected)?;
        Ok(seq)
    }

    /// Voids the last batch that counts, and says which it was.
    ///
    /// # Errors
    /// There is none, or a typed usage would no longer be covered.
    pub fn undo_last(&mut self) -> Result<BatchSummary, StoreError> {
        let batch = last_batch(self.conn)?.ok_or(StoreError::NothingToUndo)?;
        self.undo_batch(&batch)?;
        Ok(batch)
    }

    /// Voids a batch if it is still the last one that counts. Asked here, where nobody else can write
    /// in between, and not before.
    ///
    /// # Errors
    /// [`StoreError::NotTheLast`]; as [`Batch::undo_last`].
    pub fn undo_if_last(&mut self, id: Uuid) -> Result<BatchSummary, StoreError> {
        match last_batch(self.conn)? {
            Some(last) if last.id == id => {
                self.undo_batch(&last)?;
                Ok(last)
            }
            _ => Err(StoreError::NotTheLast),
        }
    }

    /// Voids a batch that counts.
    pub(crate) fn undo_batch(&mut self, batch: &BatchSummary) -> Result<(), StoreError> {
        let last = Seq(batch.first.0 + batch.entries - 1);
        let affected = affected_by(self.conn, batch.first, last)?;
        let wallet = match affected.wallets.len() {
            1 => affected.wallets.keys().next().map(|id| WalletId(*id)),
            _ => None,
        };
        let event = Event::BatchUndone { first: batch.first, last };
        self.insert_event(wallet, self.recorded_at(), &event, None)?;
        self.derive_again(&affected)
    }

    fn derive_again(&mut self, affected: &Affected) -> Result<(), StoreError> {
        let closed_before = month_close::doubled(self.conn)?;
        rewrite_voided(self.conn)?;
        // A closing that comes back may have been replaced since.
        if month_close::doubled(self.conn)? > closed_before {
            return Err(StoreError::ClosedTwice);
        }
        // The name that comes back may have been given to another wallet since.
        if let Some(name) = wallet::name_of_two(self.conn)? {
            return Err(StoreError::TwoOfOneName(name));
        }
        // What is taken back may have locked the books, so that this is looked up only now.
        self.locks.clear();
        for (wallet, from) in &affected.wallets {
            self.check_lock(WalletId(*wallet), *from, Reach::Booked)?;
        }
        for usage in &affected.usages {
            // A settlement that comes back may have been replaced since.
            if usage_change::settlements(self.conn, *usage)? > 1 {
                return Err(StoreError::SettledTwice);
            }
            usage_change::refresh(self.conn, *usage)?;
        }
        for (wallet, from) in &affected.wallets {
            let wallet = wallet::by_id(self.conn, WalletId(*wallet))?;
            replay::recompute(self.conn, &wallet, *from, Change::Voided)?;
        }
        Ok(())
    }
}

/// Derives the spans of voided entries from the facts.
pub(crate) fn rewrite_voided(conn: &Connection) -> Result<(), StoreError> {
    let voided = Voided::from_events(conn, Span::ALL.known)?;
    conn.prepare_cached("DELETE FROM voided")?.execute([])?;
    let mut insert =
        conn.prepare_cached("INSERT INTO voided (first_seq, last_seq) VALUES (?1, ?2)")?;
    for (first, last) in voided.spans() {
        insert.execute(params![first, last])?;
    }
    Ok(())
}

fn last_batch(conn: &Connection) -> Result<Option<BatchSummary>, StoreError> {
    let sql = "SELECT first_seq, entries, first_id, recorded_at, title FROM batch b \
               WHERE NOT EXISTS (SELECT 1 FROM voided v \
                       WHERE b.first_seq >= v.first_seq AND b.first_seq + b.entries - 1 <= v.last_seq) \
                 AND NOT EXISTS (SELECT 1 FROM event e \
                       WHERE e.seq = b.first_seq AND e.kind = 'batch_undone') \
               ORDER BY first_seq DESC LIMIT 1";
    let mut statement = conn.prepare_cached(sql)?;
    let found = statement.query_row([], |row| {
        Ok(BatchSummary {
            first: Seq(row.get(0)?),
            entries: row.get(1)?,
            id: Uuid::from_bytes(row.get(2)?),
            recorded_at: Instant::from_micros(row.get(3)?),
            title: row.get(4)?,
        })
    });
    Ok(found.optional()?)
}

/// What the entries of a span touch.
fn affected_by(conn: &Connection, first: Seq, last: Seq) -> Result<Affected, StoreError> {
    let mut affected = Affected::default();
    for wallet in wallet_change::rules_changed_by(conn, first, last)? {
        affected.wallet(wallet, Instant::MIN);
    }
    let span = params![first.0, last.0];
    let mut usages = conn.prepare_cached(
        "SELECT wallet, MIN(happened_at) FROM usage WHERE seq BETWEEN ?1 AND ?2 GROUP BY wallet",
    )?;
    let mut rows = usages.query(span)?;
    while let Some(row) = rows.next()? {
        affected.wallet(row.get(0)?, Instant::from_micros(row.get(1)?));
    }
    let mut events = conn.prepare_cached(
        "SELECT wallet, happened_at, kind, target, body FROM event WHERE seq BETWEEN ?1 AND ?2",
    )?;
    let mut rows = events.query(span)?;
    while let Some(row) = rows.next()? {
        let wallet: Option<i64> = row.get(0)?;
        let at = Instant::from_micros(row.get(1)?);
        let kind: String = row.get(2)?;
        let target = row.get::<_, Option<u64>>(3)?.map(Seq);
        match Event::read(&kind, target, &row.get::<_, String>(4)?)? {
            Event::EntryVoided { entry, .. } => affected.merge(affected_by(conn, entry, entry)?),
            Event::BatchUndone { first, last } => affected.merge(affected_by(conn, first, last)?),
            event => {
                affected.wallet(wallet.unwrap_or_default(), at);
                if let Event::Settled { usage, .. } | Event::Priced { usage, .. } = event {
                    affected.usages.push(usage);
                    affected.merge(affected_by(conn, usage, usage)?);
                }
            }
        }
    }
    Ok(affected)
}

impl Affected {
    fn wallet(&mut self, wallet: i64, from: Instant) {
        let earliest = self.wallets.entry(wallet).or_insert(from);
        *earliest = (*earliest).min(from);
    }

    fn merge(&mut self, other: Self) {
        for (wallet, from) in other.wallets {
            self.wallet(wallet, from);
        }
        self.usages.extend(other.usages);
    }
}
