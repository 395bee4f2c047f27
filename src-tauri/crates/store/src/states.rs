//! A wallet at any instant, from the head or the nearest checkpoint, without writing anything.

use std::collections::HashMap;
use std::sync::Arc;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{
    Applying, Book, BookedUsage, LedgerError, LotIndex, Movement, Posting, State,
};
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, OptionalExtension, params};

use crate::book::BookOnDisk;
use crate::entries::{Span, for_each_entry};
use crate::error::StoreError;
use crate::open::Books;
use crate::replay;
use crate::wallet::{Wallet, WalletId};
use crate::wallet_change;

impl Books {
    /// A wallet at an instant, by everything that is known; or by what was known then.
    ///
    /// # Errors
    /// The books cannot be read, or a refill lies beyond the time-zone data.
    pub fn state_at(
        &self,
        wallet: &Wallet,
        at: Instant,
        known_at: Option<Instant>,
    ) -> Result<State, StoreError> {
        state_at(&self.conn, wallet, at, known_at)
    }
}

fn state_at(
    conn: &Connection,
    wallet: &Wallet,
    at: Instant,
    known_at: Option<Instant>,
) -> Result<State, StoreError> {
    let Some(known_at) = known_at else {
        let head = replay::load_head(conn, wallet.id)?.state;
        return Ok(state_and_book(conn, wallet, at, head)?.0);
    };
    let known = last_recorded_by(conn, known_at)?;
    let span = Span { until: at, known, ..Span::ALL };
    let wallet = &wallet_change::as_known(conn, wallet.id, known)?;
    let mut book = Overlay::default();
    let mut state = replayed(conn, wallet, State::default(), span, &mut book)?;
    state.advance(&wallet.rules, at, &mut book)?;
    Ok(state)
}

/// A wallet at an instant, and the book in which more entries can be applied to it; from the state
/// after its last entry, which whoever asks may want as well.
pub(crate) fn state_and_book<'c>(
    conn: &'c Connection,
    wallet: &Wallet,
    at: Instant,
    head: State,
) -> Result<(State, Overlay<'c>), StoreError> {
    let mut book = Overlay::default();
    let mut state = if head.now <= at {
        head
    } else {
        let after_at = at.plus_micros(1).unwrap_or(Instant::MAX);
        let (base, state) = replay::checkpoint_before(conn, wallet.id, after_at)?;
        book.base = Some((BookOnDisk::new(conn, wallet)?, base));
        let span = Span { after: base, until: at, ..Span::ALL };
        replayed(conn, wallet, state, span, &mut book)?
    };
    state.advance(&wallet.rules, at, &mut book)?;
    if book.base.is_none() {
        // The head knows all that was booked; whoever goes on from it may ask for any of it.
        book.base = Some((BookOnDisk::new(conn, wallet)?, Instant::MAX));
    }
    Ok((state, book))
}

fn replayed(
    conn: &Connection,
    wallet: &Wallet,
    mut state: State,
    span: Span,
    book: &mut Overlay<'_>,
) -> Result<State, StoreError> {
    for_each_entry(conn, wallet, span, |entry| {
        ignore_refusal(state.apply(&wallet.rules, entry, Applying::Booked, book))
    })?;
    Ok(state)
}

fn ignore_refusal(applied: Result<(), LedgerError>) -> Result<(), StoreError> {
    match applied {
        Ok(()) | Err(LedgerError::Refused(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// The last entry that was recorded at or before an instant.
pub(crate) fn last_recorded_by(conn: &Connection, known_at: Instant) -> Result<Seq, StoreError> {
    let sql = "SELECT first_seq + entries - 1 FROM batch WHERE recorded_at <= ?1 \
               ORDER BY first_seq DESC LIMIT 1";
    let mut statement = conn.prepare_cached(sql)?;
    let last = statement.query_row([known_at.micros()], |row| row.get(0)).optional()?;
    Ok(Seq(last.unwrap_or(0)))
}

/// A [`Book`] in memory over what the books derived up to a checkpoint.
#[derive(Default)]
pub(crate) struct Overlay<'c> {
    base: Option<(BookOnDisk<'c>, Instant)>,
    usages: HashMap<Seq, BookedUsage>,
}

impl Overlay<'_> {
    fn change(&mut self, seq: Seq, change: impl FnOnce(&mut BookedUsage)) {
        if !self.usages.contains_key(&seq)
            && let Some(usage) = self.in_base(seq)
        {
            self.usages.insert(seq, usage);
        }
        if let Some(usage) = self.usages.get_mut(&seq) {
            change(usage);
        }
    }

    fn in_base(&self, seq: Seq) -> Option<BookedUsage> {
        let (book, base) = self.base.as_ref()?;
        book.usage_as_of(seq, *base).ok().flatten()
    }
}

impl Book for Overlay<'_> {
    fn usage(&self, seq: Seq) -> Option<BookedUsage> {
        self.usages.get(&seq).cloned().or_else(|| self.in_base(seq))
    }

    fn charged(&mut self, seq: Seq, at: Instant, credits: Credits, member: Option<&Arc<str>>) {
        let usage =
            BookedUsage { at: Some(at), credits, member: member.cloned(), ..Default::default() };
        self.usages.insert(seq, usage);
    }

    fn post(&mut self, posting: Posting) {
        match posting.movement {
            Movement::Drawn(seq) => {
                self.change(seq, |usage| usage.drawn(posting.lot, posting.credits));
            }
            Movement::Refunded(seq) => {
                self.change(seq, |usage| usage.returned(posting.lot, posting.credits));
            }
            _ => {}
        }
    }

    fn refunded_unpaid(&mut self, seq: Seq, _: Instant, credits: Credits) {
        self.change(seq, |usage| {
            usage.refunded = usage.refunded.plus(credits).unwrap_or(Credits::MAX);
        });
    }
}

impl BookOnDisk<'_> {
    /// A usage with the draws and refunds that had been made at an instant.
    fn usage_as_of(&self, seq: Seq, at: Instant) -> rusqlite::Result<Option<BookedUsage>> {
        let by = (at, Seq(u64::MAX));
        let Some(mut usage) = self.find(seq, by)? else { return Ok(None) };
        let conn = self.conn();
        let draws = "SELECT lot, credits FROM draw WHERE usage = ?1 AND COALESCE(at, ?2) <= ?2 \
                     ORDER BY position";
        let mut draws = conn.prepare_cached(draws)?;
        usage.draws.clear();
        usage.refunded = Credits::ZERO;
        let mut rows = draws.query(params![seq.0, at.micros()])?;
        while let Some(row) = rows.next()? {
            usage.drawn(LotIndex(row.get(0)?), Credits::from_micros(row.get(1)?));
        }
        let refunds = "SELECT lot, credits FROM movement WHERE usage = ?1 AND at <= ?2 \
                       AND kind IN ('refunded', 'refunded_unpaid') ORDER BY id";
        let mut refunds = conn.prepare_cached(refunds)?;
        let mut rows = refunds.query(params![seq.0, at.micros()])?;
        while let Some(row) = rows.next()? {
            let credits = Credits::from_micros(row.get(1)?);
            match row.get::<_, Option<u32>>(0)? {
                Some(lot) => usage.returned(LotIndex(lot), credits),
                None => usage.refunded = usage.refunded.plus(credits).unwrap_or(Credits::MAX),
            }
        }
        Ok(Some(usage))
    }
}

/// The number of usages of a wallet that no rate matches.
pub(crate) fn unpriced(conn: &Connection, wallet: WalletId) -> Result<u64, StoreError> {
    let sql = "SELECT COUNT(*) FROM usage u LEFT JOIN usage_change c ON c.usage = u.seq \
               WHERE u.wallet = ?1 AND u.credits IS NULL AND u.status <> 1 \
                 AND c.credits IS NULL AND COALESCE(c.status, u.status) <> 1 \
                 AND NOT EXISTS (SELECT 1 FROM voided v \
                                 WHERE u.seq BETWEEN v.first_seq AND v.last_seq)";
    Ok(conn.prepare_cached(sql)?.query_row([wallet.0], |row| row.get(0))?)
}

impl crate::batch::Batch<'_> {
    /// A wallet at an instant, with what this batch has booked.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn state_at(&self, wallet: &Wallet, at: Instant) -> Result<State, StoreError> {
        state_at(self.conn, wallet, at, None)
    }
}

impl Books {
    /// The name under which a reader knows the plan that a recurring grant belongs to.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn plan_label(&self, wallet: &Wallet, grant: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT json_extract(body, '$.plan') FROM event \
                   WHERE wallet = ?1 AND kind = 'grant_started' \
                     AND json_extract(body, '$.terms.id') = ?2 ORDER BY seq DESC LIMIT 1";
        let mut statement = self.conn.prepare_cached(sql)?;
        let label =
            statement.query_row(params![wallet.id.0, grant], |row| row.get(0)).optional()?;
        Ok(label.flatten())
    }

    /// How many usages of a wallet have no price.
    ///
    /// # Errors
    /// The books cannot be read.
    pub fn unpriced(&self, wallet: &Wallet) -> Result<u64, StoreError> {
        unpriced(&self.conn, wallet.id)
    }
}
