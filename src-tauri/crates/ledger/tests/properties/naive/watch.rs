//! Alerts and the automatic top-up.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Seq, WalletRules};
use bursar_ledger::policy::{AlertType, Kind};

use super::{Lot, Micros, Wallet};

/// What alerts look at, just before an entry.
pub(crate) struct Levels {
    balance: Micros,
    /// For each alert, whether its part of the cycle is used.
    used: Vec<bool>,
}

impl Wallet {
    pub(crate) fn levels(&self, rules: &WalletRules) -> Levels {
        let used = rules.policy.alerts.iter().map(|alert| match (&alert.grant, alert.value) {
            (Some(grant), Some(percent)) => self.is_used(grant, percent.micros().into()),
            _ => false,
        });
        Levels { balance: self.balance(rules), used: used.collect() }
    }

    /// Whether so many millionths of a percent of a grant's newest refill are used or held.
    fn is_used(&self, grant: &str, percent: i128) -> bool {
        let number = self.grants.iter().find(|other| other.terms.id == grant).map(|g| g.refills);
        let current = self.lots.iter().find(|lot| {
            lot.is_active() && Some(&lot.id) == number.map(|n| format!("{grant}#{n}")).as_ref()
        });
        current.is_some_and(|lot| {
            (lot.drawn - lot.refunded + lot.held) * 100_000_000 >= percent * lot.amount
        })
    }

    /// Names each line that an entry crossed.
    pub(crate) fn watch(&mut self, rules: &WalletRules, entry: Seq, before: &Levels) {
        let after = self.levels(rules);
        let crosses = |line: Micros| before.balance > line && line >= after.balance;
        for (place, alert) in rules.policy.alerts.iter().enumerate() {
            let micros = |credits: Option<Credits>| Micros::from(credits.unwrap().micros());
            match alert.alert_type {
                AlertType::BalanceAtOrBelow => {
                    if crosses(micros(alert.value)) {
                        self.alerts.push((entry, alert.id.clone()));
                    }
                }
                AlertType::BalanceEveryStepBelow => {
                    let mut line = micros(alert.from);
                    while line >= 0 {
                        if crosses(line) {
                            let shown = Credits::from_micros(line.try_into().unwrap());
                            self.alerts.push((entry, format!("{}@{shown}", alert.id)));
                        }
                        line -= micros(alert.step);
                    }
                }
                AlertType::CycleUsedPercent => {
                    if after.used[place] && !before.used[place] {
                        self.alerts.push((entry, alert.id.clone()));
                    }
                }
            }
        }
    }

    pub(crate) fn top_up_by_itself(&mut self, rules: &WalletRules, entry: Seq) {
        let Some(rule) = &rules.policy.auto_topup else { return };
        let now = self.now.unwrap();
        let line: Micros = rule.at_or_below.micros().into();
        let balance = self.balance(rules);
        let too_soon = self
            .last_auto_topup
            .is_some_and(|last| now.micros() - last.micros() < rule.cooldown_s * 1_000_000);
        let nothing_yet = !self.lots.iter().any(|lot| lot.started);
        if balance > line || too_soon || nothing_yet {
            return;
        }
        let bought = match (rule.amount, rule.target) {
            (Some(amount), _) => {
                let amount: Micros = amount.micros().into();
                let mut bought = amount;
                while rule.multiples && balance + bought <= line {
                    bought += amount;
                }
                bought
            }
            (None, target) => Micros::from(target.unwrap().micros()) - balance,
        };
        if bought <= 0 {
            return;
        }
        self.last_auto_topup = Some(now);
        self.auto_topups.push((entry, bought));
        let mut lot = Lot::bare(format!("auto#{}", self.auto_topups.len()), now);
        lot.kind = Kind::Topup;
        lot.one_off = true;
        lot.amount = bought;
        lot.granted = bought;
        lot.remaining = bought;
        let before = self.levels(rules);
        self.lots.push(lot);
        self.pay_by_one_offs(rules, &[self.lots.len() - 1]);
        self.watch(rules, entry, &before);
    }
}
