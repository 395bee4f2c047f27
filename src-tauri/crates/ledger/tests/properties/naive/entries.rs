//! What entries do.

use bursar_ledger::fact::{Charge, Entry, Fact, LotTerms, Refusal, Seq, Source, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::{Kind, Overdraw, RefundExpired};

use super::{Lot, Micros, Stage, Usage, Wallet};

/// Whether an entry may still be refused. What was booked does what is still possible.
type New = bool;

impl Wallet {
    pub(crate) fn enter(
        &mut self,
        rules: &WalletRules,
        entry: &Entry,
        new: New,
    ) -> Result<(), Refusal> {
        let levels = self.levels(rules);
        let now = entry.at;
        let outcome = match &entry.fact {
            Fact::LotAdded(terms) => self.add_lot(rules, terms, now, new),
            Fact::GrantStarted(terms) => {
                self.start_grant(rules, terms, now);
                Ok(())
            }
            ended @ Fact::GrantEnded { .. } => {
                self.end_grant(ended, now);
                Ok(())
            }
            Fact::ExpiryChanged { lot, expires } => self.move_end(lot, *expires, now, new),
            Fact::LotVoided { lot, credits } => {
                self.void(lot, credits.map(|credits| credits.micros().into()), new)
            }
            Fact::Used(charge) => self.charge(rules, entry, charge, Stage::Charged, new),
            Fact::UsedAndRefunded(charge) => {
                self.charge(rules, entry, charge, Stage::Charged, new).map(|()| {
                    let _ = self.refund(rules, entry.seq, None, "", false);
                })
            }
            Fact::Refunded { usage, credits, courtesy_lot } => {
                let credits = credits.map(|credits| credits.micros().into());
                self.refund(rules, *usage, credits, courtesy_lot, new)
            }
            Fact::Held { charge, until } => {
                self.charge(rules, entry, charge, Stage::Held(*until), new)
            }
            Fact::Confirmed { hold, credits } => {
                self.confirm(rules, *hold, credits.map(|credits| credits.micros().into()))
            }
            Fact::Released { hold } => match self.open_hold(*hold) {
                Some(usage) => {
                    self.release(usage);
                    Ok(())
                }
                None => Err(Refusal::HoldClosed),
            },
            Fact::Reconciled { observed, kinds, correction_lot } if kinds.is_empty() => {
                self.reconcile(rules, observed.micros().into(), correction_lot);
                Ok(())
            }
            Fact::Reconciled { kinds, correction_lot, .. } => {
                // The figures contain what was missing until now.
                self.find_credits(rules, self.uncovered() + self.debt(), correction_lot);
                for (kind, shown) in kinds {
                    let id = format!("{correction_lot}-{}", kind.word());
                    self.reconcile_kind(rules, *kind, shown.micros().into(), &id);
                }
                Ok(())
            }
        };
        if let Err(refusal) = outcome {
            return if new { Err(refusal) } else { Ok(()) };
        }
        self.watch(rules, entry.seq, &levels);
        self.top_up_by_itself(rules, entry.seq);
        Ok(())
    }

    fn add_lot(
        &mut self,
        rules: &WalletRules,
        terms: &LotTerms,
        now: Instant,
        new: New,
    ) -> Result<(), Refusal> {
        if new && terms.expires.is_some_and(|end| end <= now) {
            return Err(Refusal::ExpiryInPast);
        }
        let starts = terms.starts.max(now);
        let mut lot = Lot {
            kind: terms.kind,
            counts_for: terms.grant.clone(),
            one_off: true,
            amount: terms.amount.micros().into(),
            priority: terms.priority,
            starts,
            expires: terms.expires,
            created: terms.created.unwrap_or(terms.starts),
            not_for: terms.not_for.clone(),
            only_for: terms.only_for.clone(),
            frozen: terms.frozen.clone(),
            unit_cost: terms.unit_cost.map(|cost| cost.micros()),
            started: false,
            ..Lot::bare(terms.id.clone(), now)
        };
        let started = starts <= now;
        if started {
            lot.start(now);
        }
        self.lots.push(lot);
        if started {
            self.pay_by_one_offs(rules, &[self.lots.len() - 1]);
        }
        Ok(())
    }

    fn move_end(
        &mut self,
        lot: &str,
        expires: Option<Instant>,
        now: Instant,
        new: New,
    ) -> Result<(), Refusal> {
        let lot = self.lot(lot).filter(|lot| self.lots[*lot].is_active());
        let lot = lot.ok_or(Refusal::LotNotActive)?;
        if new && expires.is_some_and(|end| end <= now) {
            return Err(Refusal::ExpiryInPast);
        }
        self.lots[lot].expires = expires;
        Ok(())
    }

    fn void(&mut self, lot: &str, credits: Option<Micros>, new: New) -> Result<(), Refusal> {
        let lot = self.lot(lot).filter(|lot| self.lots[*lot].is_active());
        let lot = &mut self.lots[lot.ok_or(Refusal::NothingLeft)?];
        if new && lot.remaining == 0 {
            return Err(Refusal::NothingLeft);
        }
        if new && credits.is_some_and(|credits| credits > lot.remaining) {
            return Err(Refusal::MoreThanLeft);
        }
        let voided = credits.unwrap_or(lot.remaining).min(lot.remaining);
        lot.voided += voided;
        lot.remaining -= voided;
        lot.voided_empty = lot.remaining == 0;
        Ok(())
    }

    fn charge(
        &mut self,
        rules: &WalletRules,
        entry: &Entry,
        charge: &Charge,
        stage: Stage,
        new: New,
    ) -> Result<(), Refusal> {
        let payers = self.payers(rules, Some(&charge.tags));
        let credits: Micros = charge.credits.micros().into();
        let there: Micros = payers.iter().map(|lot| self.lots[*lot].remaining).sum();
        let short = (credits - there).max(0);
        let typed = charge.source == Source::Typed;
        let excess = match self.allowance(rules) {
            Some(allowance) if typed => (short - allowance).max(0),
            _ => 0,
        };
        if new && excess > 0 {
            return Err(Refusal::NotEnough);
        }
        self.usages.push(Usage {
            seq: entry.seq,
            at: entry.at,
            credits,
            charge: charge.clone(),
            stage,
            parts: Vec::new(),
            debt: 0,
            uncovered: 0,
            pending_short: 0,
            forgiven: 0,
            refunded: 0,
            excess,
            paid_later: false,
        });
        let usage = self.usages.len() - 1;
        self.draw(usage, credits, &payers);
        if short > 0 {
            self.falls_short(rules, usage, short);
        }
        Ok(())
    }

    /// What no lot covers is debt where the policy allows it; else it is uncovered, but for a
    /// pending usage only when it is confirmed.
    fn falls_short(&mut self, rules: &WalletRules, usage: usize, short: Micros) {
        let pending = matches!(self.usages[usage].stage, Stage::Held(_));
        let usage = &mut self.usages[usage];
        match (rules.policy.overdraw, pending) {
            (Overdraw::Allow, _) => usage.debt = short,
            (Overdraw::Refuse, true) => {
                usage.pending_short = short;
                return;
            }
            (Overdraw::Refuse, false) => usage.uncovered = short,
        }
        let seq = usage.seq;
        self.owes(seq);
    }

    fn refund(
        &mut self,
        rules: &WalletRules,
        usage: Seq,
        credits: Option<Micros>,
        courtesy_lot: &str,
        new: New,
    ) -> Result<(), Refusal> {
        let usage = self.usage(usage).filter(|usage| self.usages[*usage].stage == Stage::Charged);
        let usage = usage.ok_or(Refusal::UnknownUse)?;
        let left = self.usages[usage].credits - self.usages[usage].refunded;
        if left == 0 {
            return Err(Refusal::AlreadyRefunded);
        }
        if new && credits.is_some_and(|credits| credits > left) {
            return Err(Refusal::MoreThanUsed);
        }
        let mut back = credits.unwrap_or(left).min(left);
        let usage = &mut self.usages[usage];
        usage.refunded += back;
        for unpaid in [&mut usage.debt, &mut usage.uncovered, &mut usage.forgiven] {
            let undone = back.min(*unpaid);
            *unpaid -= undone;
            back -= undone;
        }
        let mut courtesy = 0;
        for (lot, drawn, returned) in usage.parts.iter_mut().rev() {
            let undone = back.min(*drawn - *returned);
            *returned += undone;
            back -= undone;
            let lot = &mut self.lots[*lot];
            lot.refunded += undone;
            let becomes_courtesy = rules.policy.refund_expired == RefundExpired::Courtesy
                && lot.ended
                && !lot.voided_empty;
            if becomes_courtesy {
                lot.rolled_out += undone;
                courtesy += undone;
            } else {
                lot.take_back(undone);
            }
        }
        if courtesy > 0 {
            let now = self.now.unwrap();
            let seconds = i64::from(rules.policy.courtesy_days) * 86_400;
            let mut lot = Lot::bare(courtesy_lot.to_owned(), now);
            lot.kind = Kind::Courtesy;
            lot.amount = courtesy;
            lot.rolled_in = courtesy;
            lot.remaining = courtesy;
            lot.expires = now.plus_seconds(seconds);
            self.lots.push(lot);
        }
        Ok(())
    }

    fn open_hold(&self, hold: Seq) -> Option<usize> {
        let usage = self.usage(hold)?;
        matches!(self.usages[usage].stage, Stage::Held(_)).then_some(usage)
    }

    pub(crate) fn release(&mut self, usage: usize) {
        let usage = &mut self.usages[usage];
        for (lot, held, _) in &usage.parts {
            self.lots[*lot].held -= held;
            self.lots[*lot].take_back(*held);
        }
        usage.debt = 0;
        usage.pending_short = 0;
        usage.stage = Stage::Released;
    }

    /// What was held and is not needed goes back, last drawn first; the rest was used.
    fn confirm(
        &mut self,
        rules: &WalletRules,
        hold: Seq,
        credits: Option<Micros>,
    ) -> Result<(), Refusal> {
        let place = self.open_hold(hold).ok_or(Refusal::HoldClosed)?;
        let usage = &mut self.usages[place];
        let used = credits.unwrap_or(usage.credits);
        if used > usage.credits {
            return Err(Refusal::MoreThanLeft);
        }
        let mut back = usage.credits - used;
        usage.credits = used;
        for unpaid in [&mut usage.debt, &mut usage.pending_short, &mut usage.forgiven] {
            let undone = back.min(*unpaid);
            *unpaid -= undone;
            back -= undone;
        }
        for (lot, held, _) in usage.parts.iter_mut().rev() {
            let undone = back.min(*held);
            back -= undone;
            *held -= undone;
            let lot = &mut self.lots[*lot];
            lot.held -= undone + *held;
            lot.drawn += *held;
            lot.take_back(undone);
        }
        usage.stage = Stage::Charged;
        let short = std::mem::take(&mut usage.pending_short);
        if short > 0 {
            self.falls_short(rules, place, short);
        }
        Ok(())
    }

    fn reconcile(&mut self, rules: &WalletRules, observed: Micros, correction_lot: &str) {
        let more = observed - self.balance(rules);
        let payers = self.payers(rules, None);
        self.lose_credits((-more).max(0), &payers);
        self.find_credits(rules, more.max(0) + self.uncovered(), correction_lot);
    }

    /// A kind has what is shown of it: too much is taken from its lots alone, in draw order; too
    /// little is one more lot of the kind, which ends with the last of its lots that hold anything,
    /// or where they are all used up with the last of those.
    fn reconcile_kind(&mut self, rules: &WalletRules, kind: Kind, shown: Micros, id: &str) {
        let mut payers = self.payers(rules, None);
        payers.retain(|lot| self.lots[*lot].kind == kind);
        let there: Micros = payers.iter().map(|lot| self.lots[*lot].remaining).sum();
        if shown <= there {
            return self.lose_credits(there - shown, &payers);
        }
        if payers.iter().any(|lot| self.lots[*lot].remaining > 0) {
            payers.retain(|lot| self.lots[*lot].remaining > 0);
        }
        let ends: Vec<Option<Instant>> = payers.iter().map(|lot| self.lots[*lot].expires).collect();
        let never = ends.is_empty() || ends.contains(&None);
        let expires = if never { None } else { ends.into_iter().flatten().max() };
        self.find(
            rules,
            Lot { kind, expires, ..Lot::bare(id.to_owned(), self.now.unwrap()) },
            shown - there,
        );
    }

    fn lose_credits(&mut self, mut missing: Micros, payers: &[usize]) {
        for lot in payers {
            let lot = &mut self.lots[*lot];
            let taken = lot.remaining.min(missing);
            lot.remaining -= taken;
            lot.corrected -= taken;
            missing -= taken;
        }
    }

    fn find_credits(&mut self, rules: &WalletRules, surplus: Micros, id: &str) {
        self.find(rules, Lot::bare(id.to_owned(), self.now.unwrap()), surplus);
    }

    /// Credits that the books did not know of.
    fn find(&mut self, rules: &WalletRules, mut lot: Lot, surplus: Micros) {
        if surplus > 0 {
            lot.one_off = true;
            lot.amount = surplus;
            lot.corrected = surplus;
            lot.remaining = surplus;
            self.lots.push(lot);
            self.pay_by_one_offs(rules, &[self.lots.len() - 1]);
        }
    }
}
