//! Recurring grants: when they refill, and what is carried, capped and ended with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lot::NewLot;
use super::timeline::{Automatic, Due};
use super::{Book, LedgerError, Lot, LotIndex, LotStage, Movement, Origin, Posting, State};
use crate::calendar::CalendarError;
use crate::credits::Credits;
use crate::fact::{GrantTerms, Life, RefillWhen, Rollover, Trim, WalletRules};
use crate::instant::Instant;
use crate::policy::Kind;

/// A recurring grant as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantState {
    /// Its terms.
    pub terms: GrantTerms,
    /// The index of the next instant of its recurrence.
    next_index: i64,
    /// The next instant at which it may refill; none when it has ended.
    pub next: Option<Instant>,
    /// How many refills there were.
    pub refills: u32,
    /// The running cycle ends here.
    pub cycle_ends: Option<Instant>,
    /// The lot of the last refill.
    pub current_lot: Option<LotIndex>,
    /// No lot of it lives beyond this instant.
    lots_end_by: Option<Instant>,
    /// Lots that end at the instant being processed, oldest first, to be carried by its refill.
    #[serde(skip)]
    pub(super) ending: Vec<LotIndex>,
}

impl GrantState {
    /// Whether the wallet is subscribed through this grant at an instant.
    pub fn covers(&self, at: Instant) -> bool {
        self.terms.kind == Kind::Subscription && self.cycle_ends.is_some_and(|ends| at < ends)
    }

    pub(super) fn may_refill_at(&self, at: Instant) -> bool {
        self.next == Some(at)
    }
}

impl State {
    pub(super) fn start_grant<B: Book>(
        &mut self,
        rules: &WalletRules,
        at: Instant,
        terms: &GrantTerms,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if self.grant_named(&terms.id).is_some() {
            return Err(LedgerError::IdTaken(terms.id.clone()));
        }
        let anchor = terms.recurrence.instant(0)?;
        let from = terms.starts.unwrap_or(anchor).max(at);
        let next_index = terms.recurrence.first_index_from(from)?;
        let grant = u32::try_from(self.grants.len()).unwrap_or(u32::MAX);
        self.grants.push(GrantState {
            terms: terms.clone(),
            next_index,
            next: None,
            refills: 0,
            cycle_ends: None,
            current_lot: None,
            lots_end_by: None,
            ending: Vec::new(),
        });
        for lot in &mut self.lots {
            if lot.grant_to_come.as_ref() == Some(&terms.id) {
                lot.grant = Some(grant);
                lot.grant_to_come = None;
            }
        }
        self.await_refill(grant)?;
        self.happen(rules, book)
    }

    /// Notes when a grant may refill next, if it ever does.
    fn await_refill(&mut self, grant: u32) -> Result<(), LedgerError> {
        let state = &mut self.grants[grant as usize];
        let next = state.terms.recurrence.instant(state.next_index)?;
        state.next = state.terms.ends.is_none_or(|ends| next < ends).then_some(next);
        if let Some(at) = state.next {
            self.due.insert(Due { at, what: refill_of(&state.terms, grant) });
        }
        Ok(())
    }

    /// One instant of a grant's recurrence; whether it refilled.
    pub(super) fn refill<B: Book>(
        &mut self,
        rules: &WalletRules,
        grant: u32,
        book: &mut B,
    ) -> Result<bool, LedgerError> {
        let subscribed = self.is_subscribed();
        let state = &mut self.grants[grant as usize];
        let Some(at) = state.next else {
            return Ok(false);
        };
        let ending = std::mem::take(&mut state.ending);
        if state.terms.when == RefillWhen::Unsubscribed && subscribed {
            state.next_index += 1;
            for lot in ending {
                let left = self.lot(lot).remaining;
                self.lose(lot, left, book)?;
            }
            self.await_refill(grant)?;
            return Ok(false);
        }
        let cycle_ends = state.terms.recurrence.instant(state.next_index + 1)?;
        let index = state.next_index;
        state.next_index += 1;
        state.refills += 1;
        state.cycle_ends = Some(cycle_ends);
        let terms = state.terms.clone();
        let number = state.refills;
        let ends = match terms.life {
            Life::Cycles(1) => Some(cycle_ends),
            Life::Cycles(cycles) => Some(terms.recurrence.instant(index + i64::from(cycles))?),
            Life::For(length) => Some(length.after_instant(at, terms.recurrence.zone)?),
            Life::Never => None,
        };
        let ends_by = self.grants[grant as usize].lots_end_by;
        let expires = [ends, ends_by].into_iter().flatten().min();

        self.carry(rules, grant, number, cycle_ends, &ending, book)?;
        let amount = terms.amount_at(at);
        let new = NewLot {
            id: format!("{}#{number}", terms.id),
            kind: terms.kind,
            origin: Origin::Granted,
            amount,
            starts: at,
            expires,
        };
        let mut lot = lot_of_grant(new, &terms, grant);
        lot.paid = terms.paid;
        let index = self.keep_lot(rules, lot);
        self.grants[grant as usize].current_lot = Some(index);
        self.start_lot(index, book)?;
        if let Some(Rollover::Cap { total, trim }) = terms.rollover {
            self.trim_to_cap(grant, total, trim, index, book)?;
        }
        self.await_refill(grant)?;
        Ok(true)
    }

    /// What is left of the lots that end at this refill goes into one carried lot, up to the
    /// policy's limits; what does not is lost, from the oldest lot first.
    fn carry<B: Book>(
        &mut self,
        rules: &WalletRules,
        grant: u32,
        number: u32,
        cycle_ends: Instant,
        ending: &[LotIndex],
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let terms = self.grants[grant as usize].terms.clone();
        let Some(Rollover::Carry { min, max, percent }) = terms.rollover else {
            return Ok(());
        };
        if number == 1 {
            // Nothing came before the first refill, so a minimum has nothing to add to.
            return Ok(());
        }
        let left = Credits::sum(ending.iter().map(|lot| self.lot(*lot).remaining))?;
        let carried = carried_amount(left, min, max, percent)?;
        let mut lost = left.minus(carried.min(left))?;
        let mut paid_parts = Vec::with_capacity(ending.len());
        let mut oldest_first = ending.to_vec();
        oldest_first.sort_by(|a, b| {
            let (a, b) = (self.lot(*a), self.lot(*b));
            a.created.cmp(&b.created).then_with(|| a.id.cmp(&b.id))
        });
        let at = self.now;
        for index in oldest_first {
            let part_lost = self.lot(index).remaining.min(lost);
            lost = lost.minus(part_lost)?;
            self.lose(index, part_lost, book)?;
            let lot = self.lot_mut(index);
            let moved = lot.remaining;
            if moved.is_positive() {
                lot.remaining = Credits::ZERO;
                lot.rolled_out = lot.rolled_out.plus(moved)?;
                paid_parts.push(lot.cost_share(moved)?);
                let movement = Movement::RolledOut;
                book.post(Posting { at, lot: index, movement, credits: moved });
            }
        }
        if !carried.is_positive() {
            return Ok(());
        }
        let new = NewLot {
            id: format!("{}#{number}r", terms.id),
            kind: Kind::Rollover,
            origin: Origin::RolledIn,
            amount: carried,
            starts: at,
            expires: Some(cycle_ends),
        };
        let mut lot = lot_of_grant(new, &terms, grant);
        lot.paid = super::change::sum_of_costs(&paid_parts)?;
        let index = self.keep_lot(rules, lot);
        self.start_lot(index, book)
    }

    /// Over the cap, the oldest lots of the grant (or the refill itself) lose what is too much.
    fn trim_to_cap<B: Book>(
        &mut self,
        grant: u32,
        cap: Credits,
        trim: Trim,
        incoming: LotIndex,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let of_grant = |lot: &&Lot| lot.grant == Some(grant) && lot.stage == LotStage::Active;
        let total = Credits::sum(self.lots.iter().filter(of_grant).map(|lot| lot.remaining))?;
        let mut over = total.minus(cap)?.max(Credits::ZERO);
        let candidates = match trim {
            Trim::Incoming => vec![incoming],
            Trim::Oldest => {
                let all = (0..self.lots.len()).map(LotIndex::from_position);
                let mut oldest_first: Vec<LotIndex> =
                    all.filter(|index| of_grant(&self.lot(*index))).collect();
                oldest_first.sort_by(|a, b| {
                    let (a, b) = (self.lot(*a), self.lot(*b));
                    a.created.cmp(&b.created).then_with(|| a.id.cmp(&b.id))
                });
                oldest_first
            }
        };
        for index in candidates {
            let part = self.lot(index).remaining.min(over);
            over = over.minus(part)?;
            self.lose(index, part, book)?;
            if self.lot(index).remaining.is_zero() {
                self.close_lot(index);
            }
        }
        Ok(())
    }

    pub(super) fn end_grant(
        &mut self,
        rules: &WalletRules,
        id: &str,
        ends: Instant,
        lots_end_now: bool,
        carried_end_with_cycle: bool,
        now: Instant,
    ) -> Result<(), LedgerError> {
        let unknown = || LedgerError::UnknownGrant(id.to_owned());
        let grant = self.grant_named(id).ok_or_else(unknown)?;
        let state = &mut self.grants[grant as usize];
        let sooner = state.terms.ends.map_or(ends, |already| already.min(ends));
        state.terms.ends = Some(sooner);
        if let Some(next) = state.next.filter(|next| *next >= sooner) {
            state.next = None;
            self.due.remove(&Due { at: next, what: refill_of(&state.terms, grant) });
        }
        let end_by = if lots_end_now {
            state.cycle_ends = state.cycle_ends.map(|cycle| cycle.min(now));
            Some(now)
        } else if carried_end_with_cycle {
            let recurrence = &state.terms.recurrence;
            let after = ends.plus_micros(1).unwrap_or(ends);
            Some(recurrence.instant(recurrence.first_index_from(after)?)?)
        } else {
            None
        };
        let Some(end_by) = end_by else { return Ok(()) };
        state.lots_end_by = Some(end_by);
        let of_grant =
            |lot: &Lot| lot.grant == Some(grant) && lot.refilled && lot.stage == LotStage::Active;
        let alive: Vec<LotIndex> = (0..self.lots.len())
            .filter(|position| of_grant(&self.lots[*position]))
            .map(LotIndex::from_position)
            .collect();
        for index in alive {
            if self.lot(index).expires.is_none_or(|own| own > end_by) {
                self.move_expiry(rules, index, Some(end_by));
            }
        }
        Ok(())
    }

    pub(super) fn grant_named(&self, id: &str) -> Option<u32> {
        let position = self.grants.iter().position(|grant| grant.terms.id == id)?;
        u32::try_from(position).ok()
    }

    /// The next refills of the recurring grants within a span, for a calendar; what a subscription
    /// bars is left out as it stands now.
    ///
    /// # Errors
    /// A refill beyond the time-zone data.
    pub fn upcoming_refills(
        &self,
        until: Instant,
    ) -> Result<BTreeMap<Instant, Credits>, CalendarError> {
        self.upcoming_refills_of(until, |_| true)
    }

    /// The same of some grants only.
    ///
    /// # Errors
    /// A refill beyond the time-zone data.
    pub fn upcoming_refills_of(
        &self,
        until: Instant,
        counts: impl Fn(&GrantTerms) -> bool,
    ) -> Result<BTreeMap<Instant, Credits>, CalendarError> {
        let mut refills = BTreeMap::new();
        for grant in self.grants.iter().filter(|grant| counts(&grant.terms)) {
            let Some(mut at) = grant.next else { continue };
            let barred = grant.terms.when == RefillWhen::Unsubscribed && self.is_subscribed();
            let mut index = grant.next_index;
            while !barred && at <= until && grant.terms.ends.is_none_or(|ends| at < ends) {
                let sum = refills.entry(at).or_insert(Credits::ZERO);
                *sum = sum.plus(grant.terms.amount_at(at)).unwrap_or(Credits::MAX);
                index += 1;
                at = grant.terms.recurrence.instant(index)?;
            }
        }
        Ok(refills)
    }
}

fn refill_of(terms: &GrantTerms, grant: u32) -> Automatic {
    match terms.when {
        RefillWhen::Always => Automatic::Refill(grant),
        RefillWhen::Unsubscribed => Automatic::RefillUnsubscribed(grant),
    }
}

fn lot_of_grant(new: NewLot, terms: &GrantTerms, grant: u32) -> Lot {
    let mut lot = new.build();
    lot.priority = terms.priority;
    lot.not_for.clone_from(&terms.not_for);
    lot.only_for.clone_from(&terms.only_for);
    lot.unit_cost = terms.unit_cost;
    lot.grant = Some(grant);
    lot.refilled = true;
    lot
}

/// `min(max, max(min, left × percent))`, the percentage rounded down to a millionth of a credit.
fn carried_amount(
    left: Credits,
    min: Option<Credits>,
    max: Option<Credits>,
    percent: Option<Credits>,
) -> Result<Credits, LedgerError> {
    const HUNDRED_PERCENT_MICROS: i64 = 100_000_000;
    let share = match percent {
        Some(percent) => left.scaled_down(percent.micros(), HUNDRED_PERCENT_MICROS)?,
        None => left,
    };
    let at_least = share.max(min.unwrap_or(Credits::ZERO));
    Ok(max.map_or(at_least, |max| at_least.min(max)))
}
