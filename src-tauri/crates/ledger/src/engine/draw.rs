//! Drawing credits: usages, holds, and what no lot covers.

use crate::credits::{Credits, Overflow};
use crate::fact::{Charge, Refusal, Seq, Source, Tag, WalletRules};
use crate::instant::Instant;
use crate::policy::{Kind, Overdraw};

use super::{
    Applying, Book, Draw, Hold, LedgerError, Lot, LotIndex, LotStage, Movement, Posting, Shortfall,
    ShortfallClass, State,
};

/// Why credits are taken from lots.
#[derive(Clone, Copy)]
pub(super) enum Taking<'a> {
    /// A usage pays with them.
    Use(Seq, &'a [Tag]),
    /// A pending usage reserves them.
    Hold(Seq, &'a [Tag]),
    /// A statement shows fewer, so any lot gives; or any of one kind.
    Correct(Option<Kind>),
}

/// What is the same for every lot while credits are taken.
struct Conditions<'a> {
    now: Instant,
    topups_frozen: bool,
    tags: Option<&'a [Tag]>,
    /// Tagged as barred from top-ups while no subscription runs.
    topups_barred: bool,
    /// Only lots of this kind.
    kind: Option<Kind>,
}

impl Conditions<'_> {
    fn allow(&self, lot: &Lot) -> bool {
        !lot.is_frozen(self.now, self.topups_frozen)
            && self.kind.is_none_or(|kind| kind == lot.kind)
            && self.tags.is_none_or(|tags| lot.may_pay_for(tags))
            && !(self.topups_barred && lot.kind == Kind::Topup)
    }
}

impl State {
    fn conditions<'a>(&self, rules: &WalletRules, tags: Option<&'a [Tag]>) -> Conditions<'a> {
        let without = &rules.policy.topups_without_subscription;
        let barred_tag = |tag: &Tag| without.bar.iter().any(|bar| **bar == **tag);
        let concerns_bar = tags.is_some_and(|tags| tags.iter().any(barred_tag));
        let unsubscribed = (without.freeze || concerns_bar) && !self.is_subscribed();
        Conditions {
            now: self.now,
            topups_frozen: without.freeze && unsubscribed,
            tags,
            topups_barred: concerns_bar && unsubscribed,
            kind: None,
        }
    }

    /// What the lots hold for usage with these tags, counted no further than `enough`.
    pub(super) fn spendable_for(
        &self,
        rules: &WalletRules,
        tags: &[Tag],
        enough: Credits,
    ) -> Result<Credits, Overflow> {
        let conditions = self.conditions(rules, Some(tags));
        let mut sum = Credits::ZERO;
        for index in &self.open {
            if sum >= enough {
                break;
            }
            let lot = self.lot(*index);
            if conditions.allow(lot) {
                sum = sum.plus(lot.remaining)?;
            }
        }
        Ok(sum)
    }

    /// What usage with these tags could draw now.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn spendable(&self, rules: &WalletRules, tags: &[Tag]) -> Result<Credits, Overflow> {
        self.spendable_for(rules, tags, Credits::MAX)
    }

    /// Takes credits in draw order and returns what the lots did not cover.
    pub(super) fn take<B: Book>(
        &mut self,
        rules: &WalletRules,
        credits: Credits,
        taking: Taking<'_>,
        book: &mut B,
        mut taken: impl FnMut(LotIndex, Credits),
    ) -> Result<Credits, LedgerError> {
        let tags = match taking {
            Taking::Use(_, tags) | Taking::Hold(_, tags) => Some(tags),
            Taking::Correct(_) => None,
        };
        let mut conditions = self.conditions(rules, tags);
        if let Taking::Correct(kind) = taking {
            conditions.kind = kind;
        }
        let at = self.now;
        let mut need = credits;
        let mut place = 0;
        while need.is_positive() && place < self.open.len() {
            let index = self.open[place];
            if !conditions.allow(self.lot(index)) {
                place += 1;
                continue;
            }
            let lot = self.lot_mut(index);
            let part = lot.remaining.min(need);
            need = need.minus(part)?;
            lot.remaining = lot.remaining.minus(part)?;
            let movement = match taking {
                Taking::Use(usage, _) => {
                    lot.drawn = lot.drawn.plus(part)?;
                    Movement::Drawn(usage)
                }
                Taking::Hold(hold, _) => {
                    lot.held = lot.held.plus(part)?;
                    Movement::Held(hold)
                }
                Taking::Correct(_) => {
                    lot.corrected = lot.corrected.minus(part)?;
                    Movement::Corrected
                }
            };
            let credits =
                if movement == Movement::Corrected { Credits::ZERO.minus(part)? } else { part };
            book.post(Posting { at, lot: index, movement, credits });
            taken(index, part);
            if self.lot(index).remaining.is_zero() {
                self.open.remove(place);
            } else {
                place += 1;
            }
        }
        Ok(need)
    }

    pub(super) fn use_credits<B: Book>(
        &mut self,
        rules: &WalletRules,
        seq: Seq,
        charge: &Charge,
        applying: Applying,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        self.check_covered(rules, charge, applying)?;
        self.count_member(rules, charge.member.as_ref(), self.now, charge.credits)?;
        book.charged(seq, self.now, charge.credits, charge.member.as_ref());
        let taking = Taking::Use(seq, &charge.tags);
        let short = self.take(rules, charge.credits, taking, book, |_, _| {})?;
        if short.is_positive() {
            self.tell_shortage(rules, seq, short, book)?;
            self.fall_short(seq, short, shortfall_class(rules), charge.tags.clone());
        }
        Ok(())
    }

    pub(super) fn hold<B: Book>(
        &mut self,
        rules: &WalletRules,
        seq: Seq,
        charge: &Charge,
        until: Option<Instant>,
        applying: Applying,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        self.check_covered(rules, charge, applying)?;
        self.count_member(rules, charge.member.as_ref(), self.now, charge.credits)?;
        let mut draws = Vec::new();
        let taking = Taking::Hold(seq, &charge.tags);
        let short = self.take(rules, charge.credits, taking, book, |lot, credits| {
            draws.push(Draw { lot, credits, returned: Credits::ZERO });
        })?;
        let class = shortfall_class(rules);
        if short.is_positive() {
            self.tell_shortage(rules, seq, short, book)?;
            // Debt counts from the hold on, so that two holds cannot pass the limit together.
            if class == ShortfallClass::Debt {
                self.fall_short(seq, short, class, charge.tags.clone());
            }
        }
        let hold = Hold {
            credits: charge.credits,
            draws,
            member: charge.member.clone(),
            at: self.now,
            until,
            tags: charge.tags.clone(),
            class,
        };
        self.holds.insert(seq, hold);
        if let Some(until) = until {
            self.await_release(seq, until);
            self.happen_now(rules, book)?;
        }
        Ok(())
    }

    pub(super) fn confirm<B: Book>(
        &mut self,
        rules: &WalletRules,
        seq: Seq,
        credits: Option<Credits>,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let hold = self.holds.get(&seq).ok_or(Refusal::HoldClosed)?;
        let charged = credits.unwrap_or(hold.credits);
        if charged > hold.credits {
            return Err(Refusal::MoreThanLeft.into());
        }
        let (at, member, class) = (hold.at, hold.member.clone(), hold.class);
        let tags = hold.tags.clone();
        let kept = self.let_go(rules, seq, charged, book)?;
        book.charged(seq, at, charged, member.as_ref());
        let mut paid = Credits::ZERO;
        let now = self.now;
        for draw in kept {
            let lot = self.lot_mut(draw.lot);
            lot.held = lot.held.minus(draw.credits)?;
            lot.drawn = lot.drawn.plus(draw.credits)?;
            paid = paid.plus(draw.credits)?;
            let released = Movement::Released(seq);
            book.post(Posting {
                at: now,
                lot: draw.lot,
                movement: released,
                credits: draw.credits,
            });
            let drawn = Movement::Drawn(seq);
            book.post(Posting { at: now, lot: draw.lot, movement: drawn, credits: draw.credits });
        }
        if class == ShortfallClass::Uncovered {
            self.fall_short(seq, charged.minus(paid)?, class, tags);
        }
        Ok(())
    }

    pub(super) fn release<B: Book>(
        &mut self,
        rules: &WalletRules,
        seq: Seq,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if !self.holds.contains_key(&seq) {
            return Err(Refusal::HoldClosed.into());
        }
        self.let_go(rules, seq, Credits::ZERO, book)?;
        Ok(())
    }

    /// Closes a hold: all but `keep` goes back, last drawn first. Returns the draws that are kept,
    /// in draw order; they are still counted as held.
    pub(super) fn let_go<B: Book>(
        &mut self,
        rules: &WalletRules,
        seq: Seq,
        keep: Credits,
        book: &mut B,
    ) -> Result<Vec<Draw>, LedgerError> {
        let Some(hold) = self.holds.remove(&seq) else {
            return Ok(Vec::new());
        };
        if let Some(until) = hold.until {
            self.forget_release(seq, until);
        }
        let released = hold.credits.minus(keep)?;
        self.count_member(rules, hold.member.as_ref(), hold.at, Credits::ZERO.minus(released)?)?;
        let mut to_keep = keep;
        let mut kept = Vec::new();
        let mut back = Vec::new();
        for draw in hold.draws {
            let part = draw.credits.min(to_keep);
            to_keep = to_keep.minus(part)?;
            if part.is_positive() {
                kept.push(Draw { credits: part, ..draw });
            }
            let rest = draw.credits.minus(part)?;
            if rest.is_positive() {
                back.push((draw.lot, rest));
            }
        }
        for shortfall in self.shortfalls.iter_mut().filter(|shortfall| shortfall.usage == seq) {
            shortfall.credits = shortfall.credits.min(to_keep);
        }
        self.shortfalls.retain(|shortfall| shortfall.credits.is_positive());
        for (lot, credits) in back.into_iter().rev() {
            self.lot_mut(lot).held = self.lot(lot).held.minus(credits)?;
            let at = self.now;
            let movement = Movement::Released(seq);
            book.post(Posting { at, lot, movement, credits });
            self.come_back(lot, credits, book)?;
        }
        Ok(kept)
    }

    /// Credits return to a lot: to be drawn again, or lost or voided at once with it.
    pub(super) fn come_back<B: Book>(
        &mut self,
        index: LotIndex,
        credits: Credits,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let at = self.now;
        let lot = self.lot_mut(index);
        match lot.stage {
            LotStage::Active | LotStage::Waiting => {
                lot.remaining = lot.remaining.plus(credits)?;
                self.open_lot(index);
            }
            LotStage::Ended => {
                lot.expired = lot.expired.plus(credits)?;
                book.post(Posting { at, lot: index, movement: Movement::Expired, credits });
            }
            LotStage::Voided => {
                lot.voided = lot.voided.plus(credits)?;
                book.post(Posting { at, lot: index, movement: Movement::Voided, credits });
            }
        }
        Ok(())
    }

    /// Lots pay debt in draw order, the oldest debt first.
    pub(super) fn repay_debt<B: Book>(
        &mut self,
        rules: &WalletRules,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let mut shortfalls = std::mem::take(&mut self.shortfalls);
        let debts = shortfalls.iter_mut().filter(|short| short.class == ShortfallClass::Debt);
        for debt in debts {
            let holding = self.holds.contains_key(&debt.usage);
            let taking = if holding {
                Taking::Hold(debt.usage, &debt.tags)
            } else {
                Taking::Use(debt.usage, &debt.tags)
            };
            let mut draws = Vec::new();
            debt.credits = self.take(rules, debt.credits, taking, book, |lot, credits| {
                draws.push(Draw { lot, credits, returned: Credits::ZERO });
            })?;
            if let Some(hold) = self.holds.get_mut(&debt.usage) {
                hold.draws.append(&mut draws);
            }
        }
        shortfalls.retain(|shortfall| shortfall.credits.is_positive());
        self.shortfalls = shortfalls;
        Ok(())
    }

    /// A lot that came in once pays for reported usage that was uncovered: it may be the purchase
    /// that was missing. A refill is not, so only this lot pays.
    pub(super) fn cover_from<B: Book>(
        &mut self,
        rules: &WalletRules,
        index: LotIndex,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if self.uncovered()?.is_zero() || !self.is_open(index) {
            return Ok(());
        }
        let others: Vec<LotIndex> =
            self.open.iter().copied().filter(|open| *open != index).collect();
        let all = std::mem::replace(&mut self.open, vec![index]);
        let mut shortfalls = std::mem::take(&mut self.shortfalls);
        let uncovered =
            shortfalls.iter_mut().filter(|short| short.class == ShortfallClass::Uncovered);
        for shortfall in uncovered {
            let taking = Taking::Use(shortfall.usage, &shortfall.tags);
            shortfall.credits = self.take(rules, shortfall.credits, taking, book, |_, _| {})?;
        }
        shortfalls.retain(|shortfall| shortfall.credits.is_positive());
        self.shortfalls = shortfalls;
        self.open = if self.open.is_empty() { others } else { all };
        Ok(())
    }

    pub(super) fn forgive_debt(&mut self) {
        self.shortfalls.retain(|shortfall| shortfall.class != ShortfallClass::Debt);
    }

    pub(super) fn fall_short(
        &mut self,
        usage: Seq,
        credits: Credits,
        class: ShortfallClass,
        tags: Vec<Tag>,
    ) {
        if credits.is_positive() {
            self.shortfalls.push(Shortfall { usage, credits, class, tags });
        }
    }

    /// Whether a member's limit bars a typed usage; asked of the state after everything booked, so
    /// that usage of the same month that was entered before counts wherever it lies in the month.
    ///
    /// # Errors
    /// [`Refusal::MemberLimit`]; a month beyond the time-zone data.
    pub fn check_member_limit(
        &self,
        rules: &WalletRules,
        at: Instant,
        charge: &Charge,
    ) -> Result<(), LedgerError> {
        let Some(member) = charge.member.as_ref().filter(|_| charge.source == Source::Typed) else {
            return Ok(());
        };
        let Some(limit) = rules.policy.member_limits.get(&**member) else { return Ok(()) };
        let (month, next_month) = rules.zone.month_of(at)?;
        let months = self.member_months.get(member);
        let mut used = months.and_then(|months| months.get(&month)).copied().unwrap_or_default();
        // The state may not have come to the instant at which these let go by themselves.
        let of_month = |hold: &&Hold| month <= hold.at && hold.at < next_month;
        let let_go = |hold: &&Hold| hold.until.is_some_and(|until| until <= at);
        let holds = self.holds.values().filter(|hold| hold.member.as_ref() == Some(member));
        for hold in holds.filter(of_month).filter(let_go) {
            used = used.minus(hold.credits)?;
        }
        if used.plus(charge.credits)? > limit.credits {
            return Err(Refusal::MemberLimit.into());
        }
        Ok(())
    }

    /// Whether a new typed usage may be booked; what the provider reports always may.
    fn check_covered(
        &self,
        rules: &WalletRules,
        charge: &Charge,
        applying: Applying,
    ) -> Result<(), LedgerError> {
        if charge.source == Source::Reported || applying == Applying::Booked {
            return Ok(());
        }
        let spendable = self.spendable_for(rules, &charge.tags, charge.credits)?;
        let short = charge.credits.minus(spendable)?;
        if !short.is_positive() {
            return Ok(());
        }
        if self.beyond_limit(rules, short)?.is_zero() {
            Ok(())
        } else {
            Err(Refusal::NotEnough.into())
        }
    }

    /// How much of what is missing the policy does not let a wallet overdraw.
    fn beyond_limit(&self, rules: &WalletRules, short: Credits) -> Result<Credits, Overflow> {
        match (rules.policy.overdraw, rules.policy.overdraw_limit) {
            (Overdraw::Refuse, _) => Ok(short),
            (Overdraw::Allow, None) => Ok(Credits::ZERO),
            (Overdraw::Allow, Some(limit)) => {
                let beyond = self.debt()?.plus(short)?.minus(limit)?;
                Ok(beyond.max(Credits::ZERO).min(short))
            }
        }
    }

    fn tell_shortage<B: Book>(
        &self,
        rules: &WalletRules,
        seq: Seq,
        short: Credits,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let beyond = self.beyond_limit(rules, short)?;
        if beyond.is_positive() {
            book.fell_short(seq, beyond);
        }
        Ok(())
    }
}

fn shortfall_class(rules: &WalletRules) -> ShortfallClass {
    match rules.policy.overdraw {
        Overdraw::Refuse => ShortfallClass::Uncovered,
        Overdraw::Allow => ShortfallClass::Debt,
    }
}
