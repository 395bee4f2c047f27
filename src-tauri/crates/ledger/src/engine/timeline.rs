//! What happens by itself, and in which order: expiries, releases of holds, starts and refills.
//!
//! At one instant: expiries first, then releases, then starts, refills and carry, then debt.

use serde::{Deserialize, Serialize};

use super::lot::NewLot;
use super::{Book, LedgerError, Lot, LotIndex, LotStage, Movement, Origin, Posting, State};

use crate::credits::Credits;
use crate::fact::{LotTerms, Refusal, Rollover, Seq, WalletRules};
use crate::instant::Instant;
use crate::policy::DebtAtRefill;

/// Something that will happen by itself. The order of the variants is the order at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Due {
    pub(super) at: Instant,
    pub(super) what: Automatic,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Automatic {
    Expire(LotIndex),
    Release(Seq),
    Start(LotIndex),
    Refill(u32),
    /// After the others, since whether a subscription runs depends on them.
    RefillUnsubscribed(u32),
}

impl State {
    /// Lets everything happen that happens by itself up to and including an instant. An instant in
    /// the past changes nothing.
    ///
    /// # Errors
    /// A refill beyond the time-zone data, or an amount out of range.
    pub fn advance<B: Book>(
        &mut self,
        rules: &WalletRules,
        to: Instant,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        while let Some(due) = self.due.first().copied() {
            if due.at > to {
                break;
            }
            self.now = self.now.max(due.at);
            self.happen(rules, book)?;
            self.watch_after(rules, None, book)?;
        }
        self.now = self.now.max(to);
        Ok(())
    }

    /// The next instant at which something happens by itself.
    pub fn next_automatic(&self) -> Option<Instant> {
        self.due.first().map(|due| due.at)
    }

    /// Everything due at or before `now`, phase by phase, and then debt.
    pub(super) fn happen<B: Book>(
        &mut self,
        rules: &WalletRules,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let mut refilled = false;
        let mut started_once = Vec::new();
        while let Some(due) = self.due.first().copied() {
            if due.at > self.now {
                break;
            }
            self.due.remove(&due);
            match due.what {
                Automatic::Expire(lot) => self.expire_or_defer(lot, book)?,
                Automatic::Release(hold) => {
                    self.let_go(rules, hold, Credits::ZERO, book)?;
                }
                Automatic::Start(lot) => {
                    if self.lot(lot).origin != Origin::RolledIn {
                        started_once.push(lot);
                    }
                    self.start_lot(lot, book)?;
                }
                Automatic::Refill(grant) | Automatic::RefillUnsubscribed(grant) => {
                    refilled |= self.refill(rules, grant, book)?;
                }
            }
        }
        if refilled {
            match rules.policy.debt_at_refill {
                DebtAtRefill::Repay => self.repay_debt(rules, book)?,
                DebtAtRefill::Forgive => self.forgive_debt(),
                DebtAtRefill::Keep => {}
            }
        }
        if !started_once.is_empty() {
            self.repay_debt(rules, book)?;
        }
        for lot in started_once {
            self.cover_from(rules, lot, book)?;
        }
        Ok(())
    }

    pub(super) fn add_lot<B: Book>(
        &mut self,
        rules: &WalletRules,
        at: Instant,
        terms: &LotTerms,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if terms.expires.is_some_and(|expires| expires <= at) {
            return Err(Refusal::ExpiryInPast.into());
        }
        if self.lot_named(&terms.id).is_some() {
            return Err(LedgerError::IdTaken(terms.id.clone()));
        }
        let new = NewLot {
            id: terms.id.clone(),
            kind: terms.kind,
            origin: Origin::Granted,
            amount: terms.amount,
            starts: terms.starts,
            expires: terms.expires,
        };
        let mut lot = new.build();
        lot.priority = terms.priority;
        lot.created = terms.created.unwrap_or(terms.starts);
        lot.not_for.clone_from(&terms.not_for);
        lot.only_for.clone_from(&terms.only_for);
        lot.frozen.clone_from(&terms.frozen);
        lot.paid = terms.paid;
        lot.unit_cost = terms.unit_cost;
        lot.grant = terms.grant.as_deref().and_then(|id| self.grant_named(id));
        lot.grant_to_come = terms.grant.clone().filter(|_| lot.grant.is_none());
        self.begin_lot(rules, lot, book)
    }

    /// Keeps a lot and lets it start when its time has come.
    pub(super) fn begin_lot<B: Book>(
        &mut self,
        rules: &WalletRules,
        lot: Lot,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let starts = lot.starts;
        let index = self.keep_lot(rules, lot);
        self.due.insert(Due { at: starts, what: Automatic::Start(index) });
        self.happen(rules, book)
    }

    pub(super) fn start_lot<B: Book>(
        &mut self,
        index: LotIndex,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let now = self.now;
        let lot = self.lot_mut(index);
        if lot.stage != LotStage::Waiting {
            return Ok(());
        }
        lot.stage = LotStage::Active;
        let movement = match lot.origin {
            Origin::Granted => Movement::Granted,
            Origin::RolledIn => Movement::RolledIn,
            Origin::Corrected => Movement::Corrected,
        };
        let (credits, expires) = (lot.amount, lot.expires);
        book.post(Posting { at: now, lot: index, movement, credits });
        match expires {
            Some(ends) if ends <= now => self.expire(index, book)?,
            Some(ends) => {
                self.due.insert(Due { at: ends, what: Automatic::Expire(index) });
            }
            None => {}
        }
        self.open_lot(index);
        Ok(())
    }

    /// A lot ends, unless a refill of its grant at this very instant may carry what is left.
    fn expire_or_defer<B: Book>(
        &mut self,
        index: LotIndex,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let lot = self.lot(index);
        if lot.stage != LotStage::Active || lot.expires.is_none_or(|ends| ends > self.now) {
            return Ok(());
        }
        let (refilled, now) = (lot.refilled, self.now);
        let carrying = lot.grant.filter(|_| refilled).filter(|grant| {
            let grant = &self.grants[*grant as usize];
            grant.may_refill_at(now) && matches!(grant.terms.rollover, Some(Rollover::Carry { .. }))
        });
        match carrying {
            Some(grant) if self.lot(index).remaining.is_positive() => {
                self.close_lot(index);
                self.lot_mut(index).stage = LotStage::Ended;
                self.grants[grant as usize].ending.push(index);
                Ok(())
            }
            _ => self.expire(index, book),
        }
    }

    /// A lot ends, and what is left of it is lost.
    pub(super) fn expire<B: Book>(
        &mut self,
        index: LotIndex,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        self.close_lot(index);
        self.lot_mut(index).stage = LotStage::Ended;
        let left = self.lot(index).remaining;
        self.lose(index, left, book)
    }

    /// Part of a lot is lost.
    pub(super) fn lose<B: Book>(
        &mut self,
        index: LotIndex,
        credits: Credits,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if !credits.is_positive() {
            return Ok(());
        }
        let at = self.now;
        let lot = self.lot_mut(index);
        lot.remaining = lot.remaining.minus(credits)?;
        lot.expired = lot.expired.plus(credits)?;
        book.post(Posting { at, lot: index, movement: Movement::Expired, credits });
        Ok(())
    }

    /// Gives a lot another end, and its new place in the draw order.
    pub(super) fn move_expiry(
        &mut self,
        rules: &WalletRules,
        index: LotIndex,
        expires: Option<Instant>,
    ) {
        self.close_lot(index);
        if let Some(old) = self.lot(index).expires {
            self.due.remove(&Due { at: old, what: Automatic::Expire(index) });
        }
        let lot = self.lot_mut(index);
        lot.expires = expires;
        lot.rank(&rules.policy);
        if lot.stage == LotStage::Active
            && let Some(at) = expires
        {
            self.due.insert(Due { at, what: Automatic::Expire(index) });
        }
        self.open_lot(index);
    }

    pub(super) fn await_release(&mut self, hold: Seq, until: Instant) {
        self.due.insert(Due { at: until, what: Automatic::Release(hold) });
    }

    pub(super) fn forget_release(&mut self, hold: Seq, until: Instant) {
        self.due.remove(&Due { at: until, what: Automatic::Release(hold) });
    }

    pub(super) fn happen_now<B: Book>(
        &mut self,
        rules: &WalletRules,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        self.happen(rules, book)
    }
}
