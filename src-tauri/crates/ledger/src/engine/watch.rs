//! Alerts and the automatic top-up: crossings, not states.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lot::NewLot;
use super::{Book, LedgerError, LotIndex, LotStage, Origin, State};
use crate::alert;
use crate::credits::Credits;
use crate::fact::{Seq, WalletRules};
use crate::instant::Instant;
use crate::policy::{AlertRule, AlertType, AutoTopup, Kind};

/// What must be remembered to see a crossing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Watch {
    balance: Option<Credits>,
    /// Alerts on a cycle's use that have fired, with the lot of that cycle.
    over: BTreeMap<String, LotIndex>,
    last_topup: Option<Instant>,
    topups: u32,
}

impl State {
    /// Fires what was crossed since the last look.
    pub(super) fn watch_after<B: Book>(
        &mut self,
        rules: &WalletRules,
        entry: Option<Seq>,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        if rules.policy.alerts.is_empty() {
            return Ok(());
        }
        let now = self.balance(rules)?;
        let before = self.watch.balance.replace(now);
        for rule in &rules.policy.alerts {
            match rule.alert_type {
                AlertType::BalanceAtOrBelow => {
                    let crossed = |line| {
                        let was_low = before.map(|before| alert::at_or_below(before, line));
                        alert::crosses(was_low, alert::at_or_below(now, line))
                    };
                    if rule.value.is_some_and(crossed) {
                        book.alert(entry, &rule.id);
                    }
                }
                AlertType::BalanceEveryStepBelow => {
                    for line in lines_crossed(rule, before, now)? {
                        book.alert(entry, &format!("{}@{line}", rule.id));
                    }
                }
                AlertType::CycleUsedPercent => self.watch_cycle(rule, entry, book)?,
            }
        }
        Ok(())
    }

    fn watch_cycle<B: Book>(
        &mut self,
        rule: &AlertRule,
        entry: Option<Seq>,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let Some(percent) = rule.value else {
            return Ok(());
        };
        let watched = self.grants.iter().find(|grant| match &rule.grant {
            Some(id) => grant.terms.id == *id,
            None => grant.covers(self.now),
        });
        let Some(current) = watched.and_then(|grant| grant.current_lot) else {
            return Ok(());
        };
        let lot = self.lot(current);
        let used = lot.drawn.minus(lot.refunded)?.plus(lot.held)?;
        let is_over = alert::is_used(used, lot.amount, percent);
        let was_over = self.watch.over.get(&rule.id) == Some(&current);
        if alert::crosses(Some(was_over), is_over) {
            self.watch.over.insert(rule.id.clone(), current);
            book.alert(entry, &rule.id);
        } else if !is_over {
            self.watch.over.remove(&rule.id);
        }
        Ok(())
    }

    /// Buys credits when the balance stands at or below the line after an entry.
    pub(super) fn top_up_by_itself<B: Book>(
        &mut self,
        rules: &WalletRules,
        entry: Seq,
        book: &mut B,
    ) -> Result<(), LedgerError> {
        let Some(auto) = &rules.policy.auto_topup else {
            return Ok(());
        };
        // What a wallet begins with is entered before any of it has started: no balance yet.
        if self.lots.iter().all(|lot| lot.stage == LotStage::Waiting) {
            return Ok(());
        }
        let balance = self.balance(rules)?;
        let pause = auto.cooldown_s.saturating_mul(1_000_000);
        let rested = self.watch.last_topup.is_none_or(|last| {
            last.plus_micros(pause).is_some_and(|earliest| self.now >= earliest)
        });
        let bought = credits_to_buy(auto, balance)?;
        if balance > auto.at_or_below || !rested || !bought.is_positive() {
            return Ok(());
        }
        self.watch.last_topup = Some(self.now);
        self.watch.topups += 1;
        let new = NewLot {
            id: format!("auto#{}", self.watch.topups),
            kind: Kind::Topup,
            origin: Origin::Granted,
            amount: bought,
            starts: self.now,
            expires: None,
        };
        book.auto_topup(entry, bought);
        self.begin_lot(rules, new.build(), book)?;
        self.watch_after(rules, Some(entry), book)
    }
}

/// The lines `from`, `from - step` … down to zero that were passed, highest first.
fn lines_crossed(
    alert: &AlertRule,
    before: Option<Credits>,
    now: Credits,
) -> Result<Vec<Credits>, LedgerError> {
    let (Some(from), Some(step), Some(before)) = (alert.from, alert.step, before) else {
        return Ok(Vec::new());
    };
    if !step.is_positive() || before <= now {
        return Ok(Vec::new());
    }
    // Straight to the highest line below what the balance was, however many lie above it.
    let above = from.minus(before)?.micros().max(-1);
    let skipped = if above < 0 { 0 } else { above / step.micros() + 1 };
    let mut line = from.minus(step.times(skipped)?)?;
    let mut lines = Vec::new();
    while line >= now && !line.is_negative() {
        lines.push(line);
        line = line.minus(step)?;
    }
    Ok(lines)
}

fn credits_to_buy(auto: &AutoTopup, balance: Credits) -> Result<Credits, LedgerError> {
    match (auto.target, auto.amount) {
        (Some(target), _) => Ok(target.minus(balance)?),
        (None, Some(amount)) if auto.multiples && amount.is_positive() => {
            let gap = auto.at_or_below.minus(balance)?.micros().max(0);
            Ok(amount.times(gap / amount.micros() + 1)?)
        }
        (None, Some(amount)) => Ok(amount),
        (None, None) => Ok(Credits::ZERO),
    }
}
