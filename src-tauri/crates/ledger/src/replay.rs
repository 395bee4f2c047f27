//! A past time once more under other terms: the same entries at the same instants through the same
//! engine, and what then was short and what lapsed.
//!
//! Usage of a replay is never refused, since it happened; what no lot covered is told with its
//! instant. Money is not the engine's matter: what plans and packs would have cost is reckoned by
//! whoever asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::credits::{Credits, Overflow};
use crate::engine::{Applying, Book, BookedUsage, LedgerError, LotIndex, Movement, Posting, State};
use crate::fact::{Entry, Fact, Seq, Source, WalletRules};
use crate::instant::Instant;
use crate::journal::MemoryBook;
use crate::money::{Money, MoneyTotals, share_of_price};

/// What came of a past time under some terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replayed {
    /// What usage took within the time, refunds not deducted.
    pub used: Credits,
    /// Where lots did not cover a usage when it happened, and by how much, by time.
    pub short: Vec<(Instant, Credits)>,
    /// What ended unused within the time.
    pub expired: Credits,
    /// The part of it that was not given: somebody paid for it, or may have.
    pub expired_paid: Credits,
    /// What that was worth, as far as it is known.
    pub expired_worth: MoneyTotals,
    /// What is left at the end.
    pub left: Credits,
}

impl Replayed {
    /// What was short in all.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn missing(&self) -> Result<Credits, Overflow> {
        Credits::sum(self.short.iter().map(|(_, credits)| *credits))
    }
}

/// Plays entries, in the order in which they count, and what happens by itself between them; counts
/// what happens within [from, until).
///
/// # Errors
/// A time that cannot be computed, or an amount out of range.
pub fn replay(
    rules: &WalletRules,
    entries: impl IntoIterator<Item = Entry>,
    (from, until): (Instant, Instant),
) -> Result<Replayed, LedgerError> {
    let mut state = State::default();
    let mut book = Watching {
        memory: MemoryBook::default(),
        from,
        until,
        now: Instant::MIN,
        replayed: Replayed::default(),
        expired: Vec::new(),
        too_large: false,
    };
    for mut entry in entries {
        if entry.at >= until {
            break;
        }
        as_reported(&mut entry.fact);
        book.now = entry.at;
        match state.apply(rules, &entry, Applying::Booked, &mut book) {
            Ok(()) | Err(LedgerError::Refused(_)) => {}
            Err(error) => return Err(error),
        }
    }
    let last = until.plus_micros(-1).unwrap_or(until);
    if state.now < last {
        state.advance(rules, last, &mut book)?;
    }
    book.replayed.left = state.balance(rules)?;
    book.worth(&state)?;
    Ok(book.replayed)
}

/// What happened is not refused.
fn as_reported(fact: &mut Fact) {
    if let Fact::Used(charge) | Fact::UsedAndRefunded(charge) | Fact::Held { charge, .. } = fact {
        charge.source = Source::Reported;
    }
}

/// A book in memory that notes what falls short and what lapses.
struct Watching {
    memory: MemoryBook,
    from: Instant,
    until: Instant,
    now: Instant,
    replayed: Replayed,
    /// All that lapsed, also before the time.
    expired: Vec<(Instant, LotIndex, Credits)>,
    too_large: bool,
}

impl Watching {
    fn counts(&self, at: Instant) -> bool {
        self.from <= at && at < self.until
    }

    fn add(&mut self, part: impl FnOnce(&mut Replayed) -> &mut Credits, credits: Credits) {
        let sum = part(&mut self.replayed);
        match sum.plus(credits) {
            Ok(more) => *sum = more,
            Err(Overflow) => self.too_large = true,
        }
    }

    /// What lapsed, in money: as for what was used, the difference of two rounded shares of a lot's
    /// price, so that what was used of a lot and what lapsed of it add up to the price.
    fn worth(&mut self, state: &State) -> Result<(), LedgerError> {
        if self.too_large {
            return Err(Overflow.into());
        }
        let mut gone: BTreeMap<LotIndex, Credits> = BTreeMap::new();
        for (at, place, credits) in &self.expired {
            let Some(lot) = state.lots().get(place.get()) else { continue };
            let before = gone.get(place).copied().unwrap_or_default();
            let after = before.plus(*credits)?;
            gone.insert(*place, after);
            if !self.counts(*at) {
                continue;
            }
            if lot.paid.is_some() || !lot.kind.is_given() {
                self.replayed.expired_paid = self.replayed.expired_paid.plus(*credits)?;
            }
            if let Some(paid) = lot.paid {
                let used = lot.drawn.minus(lot.refunded)?;
                let share = |credits| share_of_price(paid.minor, credits, lot.amount);
                let minor = share(used.plus(after)?) - share(used.plus(before)?);
                self.replayed.expired_worth.add(Money { minor, ..paid })?;
            }
        }
        Ok(())
    }
}

impl Book for Watching {
    fn usage(&self, seq: Seq) -> Option<BookedUsage> {
        self.memory.usage(seq)
    }

    fn charged(&mut self, seq: Seq, at: Instant, credits: Credits, member: Option<&Arc<str>>) {
        if self.counts(at) {
            self.add(|replayed| &mut replayed.used, credits);
        }
        self.memory.charged(seq, at, credits, member);
    }

    fn post(&mut self, posting: Posting) {
        if posting.movement == Movement::Expired {
            if self.counts(posting.at) {
                self.add(|replayed| &mut replayed.expired, posting.credits);
            }
            self.expired.push((posting.at, posting.lot, posting.credits));
        }
        self.memory.post(posting);
    }

    fn refunded_unpaid(&mut self, usage: Seq, at: Instant, credits: Credits) {
        self.memory.refunded_unpaid(usage, at, credits);
    }

    fn fell_short(&mut self, _: Seq, credits: Credits) {
        if self.counts(self.now) && credits.is_positive() {
            self.replayed.short.push((self.now, credits));
        }
    }
}

#[cfg(test)]
mod tests;
