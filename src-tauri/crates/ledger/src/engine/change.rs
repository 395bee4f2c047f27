//! Entries that change what was booked: refunds, voids, moved ends and statements.

use std::collections::BTreeMap;

use crate::credits::{Credits, Overflow};
use crate::fact::{Refusal, Seq, WalletRules};
use crate::instant::Instant;
use crate::money::Money;
use crate::policy::{Kind, Overdraw, RefundExpired};

use super::draw::Taking;
use super::lot::NewLot;
use super::{
    Applying, Book, BookedUsage, LedgerError, Lot, LotStage, Movement, Origin, Posting, Shortfall,
    ShortfallClass, State,
};

const SECONDS_PER_DAY: i64 = 86_400;

impl State {
    pub(super) fn refund<B: Book>(
        &mut self,
        rules: &WalletRules,
        usage: Seq,
        credits: Option<Credits>,
        courtesy_lot: &str,
        applying: Applying,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let booked = book.usage(usage).ok_or(Refusal::UnknownUse)?;
        let left = booked.credits.minus(booked.refunded)?;
        if !left.is_positive() {
            return Err(Refusal::AlreadyRefunded.into());
        }
        let asked = credits.unwrap_or(left);
        if asked > left && applying == Applying::New {
            return Err(Refusal::MoreThanUsed.into());
        }
        let refund = asked.min(left);
        let used_at = booked.at.unwrap_or(self.now);
        let negative = Credits::ZERO.minus(refund)?;
        self.count_member(rules, booked.member.as_ref(), used_at, negative)?;

        let mut need = self.refund_unpaid(usage, &booked, refund, book)?;
        let mut courtesy = Courtesy::default();
        for draw in booked.draws.iter().rev() {
            let part = draw.credits.minus(draw.returned)?.min(need);
            if !part.is_positive() {
                continue;
            }
            need = need.minus(part)?;
            let at = self.now;
            let lot = self.lot_mut(draw.lot);
            lot.refunded = lot.refunded.plus(part)?;
            let movement = Movement::Refunded(usage);
            book.post(Posting { at, lot: draw.lot, movement, credits: part });
            let becomes_courtesy = lot.stage == LotStage::Ended
                && rules.policy.refund_expired == RefundExpired::Courtesy;
            if becomes_courtesy {
                lot.rolled_out = lot.rolled_out.plus(part)?;
                courtesy.credits = courtesy.credits.plus(part)?;
                courtesy.costs.push(lot.cost_share(part)?);
                let movement = Movement::RolledOut;
                book.post(Posting { at, lot: draw.lot, movement, credits: part });
            } else {
                self.come_back(draw.lot, part, book)?;
            }
        }
        self.give_courtesy(rules, courtesy_lot, &courtesy, book)
    }

    /// What no lot had paid was the last to be taken, so it is the first to be given back: what is
    /// still missing, then what was forgiven. Returns what is left for the lots.
    fn refund_unpaid<B: Book>(
        &mut self,
        usage: Seq,
        booked: &BookedUsage,
        refund: Credits,
        book: &mut B,
    ) -> Result<Credits, LedgerError> {
        let of_usage = |shortfall: &&mut Shortfall| shortfall.usage == usage;
        let mut missing = Credits::ZERO;
        let mut need = refund;
        for shortfall in self.shortfalls.iter_mut().filter(of_usage) {
            missing = missing.plus(shortfall.credits)?;
            let part = shortfall.credits.min(need);
            shortfall.credits = shortfall.credits.minus(part)?;
            need = need.minus(part)?;
        }
        self.shortfalls.retain(|shortfall| shortfall.credits.is_positive());
        let drawn = Credits::sum(booked.draws.iter().map(|draw| draw.credits))?;
        let returned = Credits::sum(booked.draws.iter().map(|draw| draw.returned))?;
        let refunded_unpaid = booked.refunded.minus(returned)?;
        let unpaid = booked.credits.minus(drawn)?.minus(refunded_unpaid)?;
        let forgiven = unpaid.minus(missing)?.max(Credits::ZERO).min(need);
        need = need.minus(forgiven)?;
        let to_nobody = refund.minus(need)?;
        if to_nobody.is_positive() {
            book.refunded_unpaid(usage, self.now, to_nobody);
        }
        Ok(need)
    }

    fn give_courtesy<B: Book>(
        &mut self,
        rules: &WalletRules,
        id: &str,
        courtesy: &Courtesy,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if !courtesy.credits.is_positive() {
            return Ok(());
        }
        let seconds = i64::from(rules.policy.courtesy_days).saturating_mul(SECONDS_PER_DAY);
        let new = NewLot {
            id: id.to_owned(),
            kind: Kind::Courtesy,
            origin: Origin::RolledIn,
            amount: courtesy.credits,
            starts: self.now,
            expires: self.now.plus_seconds(seconds),
        };
        let mut lot = new.build();
        lot.paid = sum_of_costs(&courtesy.costs)?;
        self.begin_lot(rules, lot, book)
    }

    pub(super) fn void_lot<B: Book>(
        &mut self,
        id: &str,
        credits: Option<Credits>,
        applying: Applying,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let index = self.lot_named(id).ok_or(Refusal::NothingLeft)?;
        let at = self.now;
        let lot = self.lot_mut(index);
        // What a late entry has drained since is void all the same: what comes back to it is lost.
        let nothing_left = applying == Applying::New && !lot.remaining.is_positive();
        if lot.stage != LotStage::Active || nothing_left {
            return Err(Refusal::NothingLeft.into());
        }
        let asked = credits.unwrap_or(lot.remaining);
        if asked > lot.remaining && applying == Applying::New {
            return Err(Refusal::MoreThanLeft.into());
        }
        let voided = asked.min(lot.remaining);
        lot.remaining = lot.remaining.minus(voided)?;
        lot.voided = lot.voided.plus(voided)?;
        if voided.is_positive() {
            book.post(Posting { at, lot: index, movement: Movement::Voided, credits: voided });
        }
        if self.lot(index).remaining.is_zero() {
            self.close_lot(index);
            self.lot_mut(index).stage = LotStage::Voided;
        }
        Ok(())
    }

    pub(super) fn change_expiry(
        &mut self,
        rules: &WalletRules,
        id: &str,
        expires: Option<Instant>,
    ) -> Result<(), LedgerError> {
        let index = self.lot_named(id).ok_or(Refusal::LotNotActive)?;
        if self.lot(index).stage != LotStage::Active {
            return Err(Refusal::LotNotActive.into());
        }
        if expires.is_some_and(|expires| expires <= self.now) {
            return Err(Refusal::ExpiryInPast.into());
        }
        self.move_expiry(rules, index, expires);
        Ok(())
    }

    /// Brings the balance to what the provider shows. Reported usage that was uncovered is settled:
    /// whatever paid for it is in the figure that the provider shows.
    pub(super) fn reconcile<B: Book>(
        &mut self,
        rules: &WalletRules,
        statement: Seq,
        observed: Credits,
        correction_lot: &str,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let uncovered = self.uncovered()?;
        let surplus = observed.minus(self.balance(rules)?)?.max(Credits::ZERO);
        self.correct_by_lot(rules, surplus.plus(uncovered)?, correction_lot, book)?;
        let missing = self.balance(rules)?.minus(observed)?;
        if missing.is_positive() {
            let short = self.take(rules, missing, Taking::Correct(None), book, |_, _| {})?;
            if short.is_positive() && rules.policy.overdraw == Overdraw::Allow {
                book.charged(statement, self.now, short, None);
                self.fall_short(statement, short, ShortfallClass::Debt, Vec::new());
            }
        }
        Ok(())
    }
}

impl State {
    /// Brings the balance of single kinds to what the provider shows of them. What was missing until
    /// now is settled first, as by a statement in one figure: the figures that are shown contain it.
    pub(super) fn reconcile_kinds<B: Book>(
        &mut self,
        rules: &WalletRules,
        kinds: &BTreeMap<Kind, Credits>,
        correction_lot: &str,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let missing = self.uncovered()?.plus(self.debt()?)?;
        self.correct_by_lot(rules, missing, correction_lot, book)?;
        for (kind, shown) in kinds {
            let (have, ends) = self.spendable_of(rules, *kind)?;
            if *shown > have {
                let new = NewLot {
                    id: format!("{correction_lot}-{}", kind.word()),
                    kind: *kind,
                    origin: Origin::Corrected,
                    amount: shown.minus(have)?,
                    starts: self.now,
                    expires: ends,
                };
                self.begin_lot(rules, new.build(), book)?;
            } else {
                let too_many = have.minus(*shown)?;
                self.take(rules, too_many, Taking::Correct(Some(*kind)), book, |_, _| {})?;
            }
        }
        Ok(())
    }

    /// A lot of kind correction, which also pays for what no lot covered.
    fn correct_by_lot<B: Book>(
        &mut self,
        rules: &WalletRules,
        amount: Credits,
        id: &str,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if !amount.is_positive() {
            return Ok(());
        }
        for shortfall in &mut self.shortfalls {
            if shortfall.class == ShortfallClass::Uncovered {
                shortfall.tags.clear();
            }
        }
        let new = NewLot {
            id: id.to_owned(),
            kind: Kind::Correction,
            origin: Origin::Corrected,
            amount,
            starts: self.now,
            expires: None,
        };
        self.begin_lot(rules, new.build(), book)
    }

    /// What the lots of a kind hold that may be drawn now, and when the last of them ends, or where
    /// all of them are used up the last of those: none where one never does, or where there is none.
    fn spendable_of(
        &self,
        rules: &WalletRules,
        kind: Kind,
    ) -> Result<(Credits, Option<Instant>), Overflow> {
        let topups_frozen = self.topups_frozen(rules);
        let of_kind = |lot: &&Lot| lot.kind == kind && !lot.is_frozen(self.now, topups_frozen);
        let holding: Vec<&Lot> =
            self.open.iter().map(|index| self.lot(*index)).filter(of_kind).collect();
        let sum = Credits::sum(holding.iter().map(|lot| lot.remaining))?;
        if holding.is_empty() {
            let running = self.lots.iter().filter(|lot| lot.stage == LotStage::Active);
            return Ok((sum, last_end(running.filter(of_kind))));
        }
        Ok((sum, last_end(holding.into_iter())))
    }
}

/// When the last of some lots ends; none where one never does, or where there is none.
fn last_end<'l>(mut lots: impl Iterator<Item = &'l Lot>) -> Option<Instant> {
    let first = lots.next()?.expires?;
    lots.try_fold(first, |latest, lot| Some(latest.max(lot.expires?)))
}

/// What comes back from ended lots as a new one.
#[derive(Default)]
struct Courtesy {
    credits: Credits,
    costs: Vec<Option<Money>>,
}

/// The sum of costs in one currency; unknown when one of them is, or when currencies differ.
pub(super) fn sum_of_costs(costs: &[Option<Money>]) -> Result<Option<Money>, Overflow> {
    let mut sum: Option<Money> = None;
    for cost in costs {
        sum = match (sum, cost) {
            (_, None) => return Ok(None),
            (None, Some(cost)) => Some(*cost),
            (Some(sum), Some(cost)) if sum.currency == cost.currency => {
                let minor = sum.minor.checked_add(cost.minor).ok_or(Overflow)?;
                Some(Money { minor, currency: sum.currency })
            }
            _ => return Ok(None),
        };
    }
    Ok(sum)
}
