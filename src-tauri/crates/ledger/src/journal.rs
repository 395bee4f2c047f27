//! A wallet's journal in memory: entries in order of entry, and the wallet at any instant.
//!
//! It keeps no checkpoints and writes nothing: it serves simulations, scenarios and tests. The
//! books on disk apply the same engine to the same facts.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::credits::Credits;
use crate::engine::{
    Applying, Book, BookedUsage, Draw, LedgerError, Movement, Posting, State, View,
};
use crate::fact::{Entry, Fact, Refusal, Seq, Source, WalletRules};
use crate::instant::Instant;

/// An entry as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// When it happened.
    pub at: Instant,
    /// When it was entered.
    pub recorded_at: Instant,
    /// Makes it idempotent: the same key again is a duplicate or a conflict.
    pub key: Option<String>,
    /// What happened.
    pub fact: Fact,
}

/// Why an entry was not booked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnterError {
    /// The rules refuse it.
    #[error("refused: {refusal:?}")]
    Refused {
        /// Why.
        refusal: Refusal,
        /// The booked entry that would no longer be covered, if that is the reason.
        conflicts_with: Option<Seq>,
    },
    /// It cannot be computed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

struct Kept {
    entry: Entry,
    recorded_at: Instant,
    key: Option<String>,
}

/// The journal of one wallet.
pub struct Journal {
    rules: WalletRules,
    kept: Vec<Kept>,
    /// Where each entry of `kept` stands among those that count.
    by_place: BTreeMap<(Instant, Seq), usize>,
    state: State,
    book: MemoryBook,
}

impl Journal {
    /// An empty journal.
    pub fn new(rules: WalletRules) -> Self {
        Self {
            rules,
            kept: Vec::new(),
            by_place: BTreeMap::new(),
            state: State::default(),
            book: MemoryBook::default(),
        }
    }

    /// The place that the next entry will have in the order of entry.
    pub fn next_seq(&self) -> Seq {
        Seq(self.kept.len() as u64 + 1)
    }

    /// Books an entry, after those that were booked before.
    ///
    /// # Errors
    /// [`EnterError::Refused`] books nothing.
    pub fn enter(&mut self, new: NewEntry) -> Result<Seq, EnterError> {
        if let Some(known) = self.kept.iter().find(|kept| new.key.is_some() && kept.key == new.key)
        {
            let same = known.entry.at == new.at && known.entry.fact == new.fact;
            let refusal = if same { Refusal::Duplicate } else { Refusal::KeyConflict };
            return Err(EnterError::Refused { refusal, conflicts_with: None });
        }
        let seq = self.next_seq();
        let entry = Entry { seq, at: new.at, fact: new.fact };
        if let Fact::Used(charge) | Fact::Held { charge, .. } = &entry.fact {
            self.state.check_member_limit(&self.rules, entry.at, charge).map_err(refused)?;
        }
        if self.state.now <= entry.at {
            self.apply_last(&entry)?;
        } else {
            self.apply_late(&entry)?;
        }
        self.by_place.insert(entry.place(), self.kept.len());
        self.kept.push(Kept { entry, recorded_at: new.recorded_at, key: new.key });
        Ok(seq)
    }

    /// Everything that happened at or before `at`, of the entries recorded at or before `known_at`.
    ///
    /// # Errors
    /// What cannot be computed: beyond the time-zone data, or amounts out of range.
    pub fn view(&self, at: Instant, known_at: Option<Instant>) -> Result<View, LedgerError> {
        let known = |kept: &Kept| known_at.is_none_or(|known_at| kept.recorded_at <= known_at);
        let last = self.by_place.last_key_value().map(|((last, ..), _)| *last);
        let all_count = last.is_none_or(|last| last <= at) && self.kept.iter().all(known);
        let (mut state, mut book) = if all_count && self.state.now <= at {
            (self.state.clone(), self.book.clone())
        } else {
            let counted = self.in_order(at).filter(|kept| known(kept)).map(|kept| &kept.entry);
            self.replay(counted)?
        };
        state.advance(&self.rules, at, &mut book)?;
        let mut view = state.view(&self.rules)?;
        view.draws = book.draws(&state);
        view.alerts = book.alerts;
        view.auto_topups = book.auto_topups;
        Ok(view)
    }

    fn in_order(&self, until: Instant) -> impl Iterator<Item = &Kept> {
        let range = self.by_place.range(..=(until, Seq(u64::MAX)));
        range.map(|(_, place)| &self.kept[*place])
    }

    /// The usual case: nothing booked lies after the entry.
    fn apply_last(&mut self, entry: &Entry) -> Result<(), EnterError> {
        // Usages and lots are refused before they change anything; if nothing happens by itself
        // until then either, no copy is needed to take a refused one back.
        let quiet = self.state.next_automatic().is_none_or(|next| next > entry.at);
        if quiet && matches!(entry.fact, Fact::Used(_) | Fact::LotAdded(_)) {
            let was = self.state.now;
            let applied = self.state.apply(&self.rules, entry, Applying::New, &mut self.book);
            return applied.map_err(|error| {
                self.state.now = was;
                refused(error)
            });
        }
        let (mut state, mut book) = (self.state.clone(), self.book.clone());
        state.apply(&self.rules, entry, Applying::New, &mut book).map_err(refused)?;
        (self.state, self.book) = (state, book);
        Ok(())
    }

    /// A late entry: everything after it is replayed, and what was booked must stay covered; unless
    /// the provider reported it, for then it happened.
    fn apply_late(&mut self, late: &Entry) -> Result<(), EnterError> {
        let before = self.by_place.range(..late.place()).map(|(_, place)| &self.kept[*place].entry);
        let (mut state, mut book) = self.replay(before)?;
        state.apply(&self.rules, late, Applying::New, &mut book).map_err(refused)?;
        let may_be_refused = !is_reported(&late.fact);
        for (_, place) in self.by_place.range(late.place()..) {
            let entry = &self.kept[*place].entry;
            match state.apply(&self.rules, entry, Applying::Booked, &mut book) {
                Ok(()) | Err(LedgerError::Refused(_)) => {}
                Err(error) => return Err(error.into()),
            }
            let is_shorter = || book.short(entry.seq) > self.book.short(entry.seq);
            if may_be_refused && is_typed_charge(&entry.fact) && is_shorter() {
                let refusal = Refusal::NotEnough;
                return Err(EnterError::Refused { refusal, conflicts_with: Some(entry.seq) });
            }
        }
        (self.state, self.book) = (state, book);
        Ok(())
    }

    fn replay<'a>(
        &self,
        entries: impl Iterator<Item = &'a Entry>,
    ) -> Result<(State, MemoryBook), LedgerError> {
        let (mut state, mut book) = (State::default(), MemoryBook::default());
        for entry in entries {
            match state.apply(&self.rules, entry, Applying::Booked, &mut book) {
                Ok(()) | Err(LedgerError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok((state, book))
    }
}

/// Whether an entry is a usage or hold that the rules could have refused.
pub fn is_typed_charge(fact: &Fact) -> bool {
    match fact {
        Fact::Used(charge) | Fact::Held { charge, .. } => charge.source == Source::Typed,
        _ => false,
    }
}

fn is_reported(fact: &Fact) -> bool {
    match fact {
        Fact::Used(charge) | Fact::UsedAndRefunded(charge) | Fact::Held { charge, .. } => {
            charge.source == Source::Reported
        }
        _ => false,
    }
}

fn refused(error: LedgerError) -> EnterError {
    match error {
        LedgerError::Refused(refusal) => EnterError::Refused { refusal, conflicts_with: None },
        other => EnterError::Ledger(other),
    }
}

/// A [`Book`] in memory.
#[derive(Clone, Default)]
pub struct MemoryBook {
    usages: HashMap<Seq, BookedUsage>,
    held: BTreeMap<Seq, Vec<(crate::engine::LotIndex, Credits)>>,
    /// What typed usages lacked when they happened.
    short: HashMap<Seq, Credits>,
    alerts: Vec<(Seq, String)>,
    auto_topups: Vec<(Seq, Credits)>,
}

impl MemoryBook {
    fn short(&self, seq: Seq) -> Credits {
        self.short.get(&seq).copied().unwrap_or_default()
    }

    fn draws(&self, state: &State) -> BTreeMap<Seq, Vec<(String, Credits)>> {
        let name = |lot: crate::engine::LotIndex| state.lots()[lot.get()].id.clone();
        let held = self.held.iter().map(|(seq, parts)| {
            (*seq, parts.iter().map(|(lot, credits)| (name(*lot), *credits)).collect())
        });
        let mut draws: BTreeMap<Seq, Vec<(String, Credits)>> = held.collect();
        for (seq, usage) in &self.usages {
            let parts = usage.draws.iter().map(|draw| (name(draw.lot), draw.credits)).collect();
            draws.insert(*seq, parts);
        }
        draws
    }
}

impl Book for MemoryBook {
    fn usage(&self, seq: Seq) -> Option<BookedUsage> {
        self.usages.get(&seq).cloned()
    }

    fn charged(&mut self, seq: Seq, at: Instant, credits: Credits, member: Option<&Arc<str>>) {
        let usage =
            BookedUsage { at: Some(at), credits, member: member.cloned(), ..Default::default() };
        self.usages.insert(seq, usage);
    }

    fn post(&mut self, posting: Posting) {
        match posting.movement {
            Movement::Held(hold) => {
                self.held.entry(hold).or_default().push((posting.lot, posting.credits));
            }
            Movement::Drawn(usage) => {
                if let Some(usage) = self.usages.get_mut(&usage) {
                    usage.drawn(posting.lot, posting.credits);
                }
            }
            Movement::Refunded(usage) => {
                if let Some(usage) = self.usages.get_mut(&usage) {
                    usage.returned(posting.lot, posting.credits);
                }
            }
            _ => {}
        }
    }

    fn refunded_unpaid(&mut self, usage: Seq, _: Instant, credits: Credits) {
        if let Some(usage) = self.usages.get_mut(&usage) {
            usage.refunded = usage.refunded.plus(credits).unwrap_or(Credits::MAX);
        }
    }

    fn fell_short(&mut self, usage: Seq, credits: Credits) {
        self.short.insert(usage, credits);
    }

    fn alert(&mut self, entry: Option<Seq>, alert: &str) {
        if let Some(seq) = entry {
            self.alerts.push((seq, alert.to_owned()));
        }
    }

    fn auto_topup(&mut self, entry: Seq, credits: Credits) {
        self.auto_topups.push((entry, credits));
    }
}

impl BookedUsage {
    /// Notes a draw.
    pub fn drawn(&mut self, lot: crate::engine::LotIndex, credits: Credits) {
        self.draws.push(Draw { lot, credits, returned: Credits::ZERO });
    }

    /// Notes what was given back to a lot, on the last draws from it that still hold something.
    pub fn returned(&mut self, lot: crate::engine::LotIndex, credits: Credits) {
        self.refunded = self.refunded.plus(credits).unwrap_or(Credits::MAX);
        let mut left = credits;
        for draw in self.draws.iter_mut().rev().filter(|draw| draw.lot == lot) {
            let room = draw.credits.minus(draw.returned).unwrap_or_default().min(left);
            draw.returned = draw.returned.plus(room).unwrap_or(draw.credits);
            left = left.minus(room).unwrap_or_default();
        }
    }
}
