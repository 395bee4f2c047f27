//! What entries would lead to, before they are booked: the same engine over the same facts, in
//! memory. It takes no lock and writes nothing, so that it can be asked at each stroke of a key.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{
    Applying, Book, BookedUsage, LedgerError, LotIndex, Movement, Posting, State,
};
use bursar_ledger::fact::{Entry, Fact, Refusal, Seq, Source};
use bursar_ledger::instant::Instant;

use crate::entries::{Span, for_each_entry};
use crate::error::StoreError;
use crate::open::Books;
use crate::replay;
use crate::states::{Overlay, state_and_book};
use crate::wallet::Wallet;

/// Where the entries of a trial stand in the order of entry: after all that are booked.
const FIRST: u64 = i64::MAX.unsigned_abs() - (1 << 40);

/// What came of a trial.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The wallet after everything booked, without the entries. Reading it is most of the work of a
    /// trial, so that it is not done twice.
    pub head: State,
    /// The wallet at the instant of the entries, without them.
    pub before: State,
    /// The wallet after everything booked, with them; as without them when they are refused.
    pub last: State,
    /// What they draw or hold, lot by lot in the order in which they do.
    pub draws: Vec<(LotIndex, Credits)>,
    /// Why they would be refused.
    pub refusal: Option<Refusal>,
    /// The usage booked after them that they would leave without cover.
    pub conflicts_with: Option<Seq>,
}

impl Books {
    /// Tries entries that are alike at an instant.
    ///
    /// # Errors
    /// The books cannot be read, or an amount or a time cannot be computed.
    pub fn try_alike(
        &self,
        wallet: &Wallet,
        at: Instant,
        fact: &Fact,
        count: usize,
    ) -> Result<Trial, StoreError> {
        let head = replay::load_head(&self.conn, wallet.id)?.state;
        let (before, overlay) = state_and_book(&self.conn, wallet, at, head.clone())?;
        let mut trial = Trial {
            head,
            last: before.clone(),
            before,
            draws: Vec::new(),
            refusal: None,
            conflicts_with: None,
        };
        let one = Entry { seq: Seq(FIRST), at, fact: fact.clone() };
        if let Err(error) = replay::check_limit_of_all(&trial.head, wallet, &one, count) {
            return trial.refused(error);
        }
        let mut book = Watching { overlay, draws: Vec::new(), short: HashMap::new() };
        let mut state = trial.before.clone();
        for place in 0..count {
            let entry = Entry { seq: Seq(FIRST + place as u64), ..one.clone() };
            if let Err(error) = state.apply(&wallet.rules, &entry, Applying::New, &mut book) {
                return trial.refused(error.into());
            }
        }
        trial.draws = std::mem::take(&mut book.draws);
        if at < trial.head.now {
            let conflict = self.replay_after(wallet, at, &mut state, &mut book)?;
            if conflict.is_some() {
                trial.refusal = Some(Refusal::NotEnough);
                trial.conflicts_with = conflict;
                return Ok(trial);
            }
        }
        trial.last = state;
        Ok(trial)
    }

    /// What was booked after an instant, once more; the first typed usage that lacks more than it
    /// did.
    fn replay_after(
        &self,
        wallet: &Wallet,
        at: Instant,
        state: &mut State,
        book: &mut Watching<'_>,
    ) -> Result<Option<Seq>, StoreError> {
        book.short.clear();
        let mut typed = HashSet::new();
        let span = Span { after: at, ..Span::ALL };
        for_each_entry(&self.conn, wallet, span, |entry| {
            if let Fact::Used(charge) | Fact::Held { charge, .. } = &entry.fact
                && charge.source == Source::Typed
            {
                typed.insert(entry.seq);
            }
            match state.apply(&wallet.rules, entry, Applying::Booked, book) {
                Ok(()) | Err(LedgerError::Refused(_)) => Ok(()),
                Err(error) => Err(error.into()),
            }
        })?;
        let known = replay::typed_shortages(&self.conn, wallet.id)?;
        let grown = |(usage, credits): &(&Seq, &Credits)| {
            typed.contains(usage) && known.get(usage).copied().unwrap_or_default() < **credits
        };
        Ok(book.short.iter().filter(grown).map(|(usage, _)| *usage).min())
    }
}

impl Trial {
    fn refused(mut self, error: StoreError) -> Result<Self, StoreError> {
        match error {
            StoreError::Refused { refusal, .. } => {
                self.refusal = Some(refusal);
                Ok(self)
            }
            other => Err(other),
        }
    }
}

/// A [`Book`] in memory that remembers what the tried entries draw, and who falls short.
struct Watching<'c> {
    overlay: Overlay<'c>,
    draws: Vec<(LotIndex, Credits)>,
    short: HashMap<Seq, Credits>,
}

impl Book for Watching<'_> {
    fn usage(&self, seq: Seq) -> Option<BookedUsage> {
        self.overlay.usage(seq)
    }

    fn charged(&mut self, seq: Seq, at: Instant, credits: Credits, member: Option<&Arc<str>>) {
        self.overlay.charged(seq, at, credits, member);
    }

    fn post(&mut self, posting: Posting) {
        if let Movement::Drawn(seq) | Movement::Held(seq) = posting.movement
            && seq.0 >= FIRST
        {
            match self.draws.iter_mut().find(|(lot, _)| *lot == posting.lot) {
                // The engine has checked the sum of each lot.
                Some((_, sum)) => *sum = sum.plus(posting.credits).unwrap_or(Credits::MAX),
                None => self.draws.push((posting.lot, posting.credits)),
            }
        }
        self.overlay.post(posting);
    }

    fn refunded_unpaid(&mut self, usage: Seq, at: Instant, credits: Credits) {
        self.overlay.refunded_unpaid(usage, at, credits);
    }

    fn fell_short(&mut self, usage: Seq, credits: Credits) {
        self.short.insert(usage, credits);
    }
}
