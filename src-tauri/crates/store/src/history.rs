//! A wallet's whole history: every movement of its credits from the first entry on, as the engine
//! gives them out.
//!
//! It replays the facts and reads nothing that is derived, so that what an export says of the books
//! is a second computation, not a copy. Memory does not grow with the number of usages.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Applying, Book, BookedUsage, LedgerError, Movement, Posting, State};
use bursar_ledger::fact::{Entry, Seq, WalletRules};
use bursar_ledger::instant::Instant;
use rusqlite::{Connection, params};

use crate::entries::{Span, for_each_entry};
use crate::error::StoreError;
use crate::open::Books;
use crate::wallet::Wallet;

/// A step of a wallet's history.
#[derive(Debug)]
pub struct Step<'a> {
    /// The entry; none for what happened by itself.
    pub entry: Option<&'a Entry>,
    /// What moved, in order. What happens by itself may have several instants.
    pub postings: &'a [Posting],
    /// What the entry charged, also where no lot paid it.
    pub charged: Credits,
    /// Of what it gave back, the part that no lot had paid.
    pub refunded_unpaid: Credits,
    /// The wallet after it.
    pub state: &'a State,
}

impl Books {
    /// Hands out every step of a wallet up to and including an instant, in order, and returns the
    /// wallet at that instant.
    ///
    /// # Errors
    /// The books cannot be read, a refill lies beyond the time-zone data, or `each` fails.
    pub fn history_each<E: From<StoreError>>(
        &self,
        wallet: &Wallet,
        until: Instant,
        mut each: impl FnMut(&Step<'_>) -> Result<(), E>,
    ) -> Result<State, E> {
        let mut state = State::default();
        let mut book = PassingBook::new(refunded_usages(&self.conn, wallet)?);
        let mut failed = None;
        let span = Span { until, ..Span::ALL };
        let read = for_each_entry(&self.conn, wallet, span, |entry| {
            let step = one_step(&mut state, &wallet.rules, entry, &mut book, &mut each);
            step.map_err(|failure| match failure {
                Stop::Store(error) => error,
                Stop::Each(error) => {
                    failed = Some(error);
                    StoreError::Cancelled
                }
            })
        });
        match (failed, read) {
            (Some(error), _) => return Err(error),
            (None, read) => read?,
        }
        state.advance(&wallet.rules, until, &mut book).map_err(StoreError::from)?;
        book.hand_out(None, &state, &mut each)?;
        Ok(state)
    }
}

enum Stop<E> {
    Store(StoreError),
    Each(E),
}

fn one_step<E>(
    state: &mut State,
    rules: &WalletRules,
    entry: &Entry,
    book: &mut PassingBook,
    each: &mut impl FnMut(&Step<'_>) -> Result<(), E>,
) -> Result<(), Stop<E>> {
    let store = |error: LedgerError| Stop::Store(error.into());
    state.advance(rules, entry.at, book).map_err(store)?;
    book.hand_out(None, state, each).map_err(Stop::Each)?;
    match state.apply(rules, entry, Applying::Booked, book) {
        Ok(()) | Err(LedgerError::Refused(_)) => {}
        Err(error) => return Err(store(error)),
    }
    book.hand_out(Some(entry), state, each).map_err(Stop::Each)
}

/// The usages that are refunded later: only their draws are remembered.
fn refunded_usages(conn: &Connection, wallet: &Wallet) -> Result<HashSet<Seq>, StoreError> {
    let sql = "SELECT DISTINCT target FROM event WHERE wallet = ?1 AND kind = 'refunded'";
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map(params![wallet.id.0], |row| row.get(0).map(Seq))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A [`Book`] that passes on what it is told.
struct PassingBook {
    refunded_later: HashSet<Seq>,
    usages: HashMap<Seq, BookedUsage>,
    last: Option<(Seq, BookedUsage)>,
    postings: Vec<Posting>,
    charged: Credits,
    refunded_unpaid: Credits,
}

impl PassingBook {
    fn new(refunded_later: HashSet<Seq>) -> Self {
        Self {
            refunded_later,
            usages: HashMap::new(),
            last: None,
            postings: Vec::new(),
            charged: Credits::ZERO,
            refunded_unpaid: Credits::ZERO,
        }
    }

    fn hand_out<E>(
        &mut self,
        entry: Option<&Entry>,
        state: &State,
        each: &mut impl FnMut(&Step<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let nothing = self.postings.is_empty()
            && self.charged.is_zero()
            && self.refunded_unpaid.is_zero()
            && entry.is_none();
        if nothing {
            return Ok(());
        }
        let done = each(&Step {
            entry,
            postings: &self.postings,
            charged: self.charged,
            refunded_unpaid: self.refunded_unpaid,
            state,
        });
        self.postings.clear();
        self.charged = Credits::ZERO;
        self.refunded_unpaid = Credits::ZERO;
        done
    }

    fn change(&mut self, seq: Seq, change: impl FnOnce(&mut BookedUsage)) {
        match &mut self.last {
            Some((last, usage)) if *last == seq => change(usage),
            _ => {
                if let Some(usage) = self.usages.get_mut(&seq) {
                    change(usage);
                }
            }
        }
    }
}

fn added(sum: Credits, more: Credits) -> Credits {
    // The engine has checked every sum of a wallet; this one is part of it.
    sum.plus(more).unwrap_or(Credits::MAX)
}

impl Book for PassingBook {
    fn usage(&self, seq: Seq) -> Option<BookedUsage> {
        match &self.last {
            Some((last, usage)) if *last == seq => Some(usage.clone()),
            _ => self.usages.get(&seq).cloned(),
        }
    }

    fn charged(&mut self, seq: Seq, at: Instant, credits: Credits, member: Option<&Arc<str>>) {
        if let Some((last, usage)) = self.last.take()
            && self.refunded_later.contains(&last)
        {
            self.usages.insert(last, usage);
        }
        let usage =
            BookedUsage { at: Some(at), credits, member: member.cloned(), ..Default::default() };
        self.last = Some((seq, usage));
        self.charged = added(self.charged, credits);
    }

    fn post(&mut self, posting: Posting) {
        let Posting { lot, movement, credits, .. } = posting;
        match movement {
            Movement::Drawn(seq) => self.change(seq, |usage| usage.drawn(lot, credits)),
            Movement::Refunded(seq) => self.change(seq, |usage| usage.returned(lot, credits)),
            _ => {}
        }
        self.postings.push(posting);
    }

    fn refunded_unpaid(&mut self, seq: Seq, _: Instant, credits: Credits) {
        self.change(seq, |usage| usage.refunded = added(usage.refunded, credits));
        self.refunded_unpaid = added(self.refunded_unpaid, credits);
    }
}
