//! Which lots pay: eligibility, draw order, and what is paid later.

use std::cmp::Ordering;

use bursar_ledger::fact::{Seq, Tag, WalletRules};
use bursar_ledger::policy::{Kind, OrderKey, Overdraw};

use super::{Lot, Micros, Stage, Wallet};

impl Wallet {
    /// Whether a lot can be drawn now, whatever its tags.
    pub(crate) fn is_spendable(&self, rules: &WalletRules, lot: usize) -> bool {
        let now = self.now.unwrap();
        let lot = &self.lots[lot];
        let lapsed = rules.policy.topups_without_subscription.freeze
            && lot.kind == Kind::Topup
            && !self.is_subscribed_at(now);
        let frozen = lot.frozen.iter().any(|(from, to)| *from <= now && now < *to);
        lot.is_active() && !frozen && !lapsed
    }

    fn is_eligible(&self, rules: &WalletRules, lot: usize, tags: &[Tag]) -> bool {
        let terms = &self.lots[lot];
        let has = |barred: &str| tags.iter().any(|tag| &**tag == barred);
        let barred_by_lapse = terms.kind == Kind::Topup
            && !self.is_subscribed_at(self.now.unwrap())
            && rules.policy.topups_without_subscription.bar.iter().any(|barred| has(barred));
        self.is_spendable(rules, lot)
            && !terms.not_for.iter().any(|barred| has(barred))
            && (terms.only_for.is_empty() || terms.only_for.iter().any(|wanted| has(wanted)))
            && !barred_by_lapse
    }

    /// The lots that pay for usage with these tags, in draw order; without tags to look at, all
    /// that can be drawn.
    pub(crate) fn payers(&self, rules: &WalletRules, tags: Option<&[Tag]>) -> Vec<usize> {
        let mut payers: Vec<usize> = (0..self.lots.len())
            .filter(|lot| match tags {
                Some(tags) => self.is_eligible(rules, *lot, tags),
                None => self.is_spendable(rules, *lot),
            })
            .collect();
        payers.sort_by(|one, two| drawn_first(rules, &self.lots[*one], &self.lots[*two]));
        payers
    }

    /// Draws for a usage or hold from these lots; what is still missing afterwards.
    pub(crate) fn draw(&mut self, usage: usize, mut missing: Micros, payers: &[usize]) -> Micros {
        let holds = matches!(self.usages[usage].stage, Stage::Held(_));
        for place in payers {
            let lot = &mut self.lots[*place];
            let drawn = lot.remaining.min(missing);
            if drawn > 0 {
                lot.remaining -= drawn;
                if holds {
                    lot.held += drawn;
                } else {
                    lot.drawn += drawn;
                }
                missing -= drawn;
                self.usages[usage].parts.push((*place, drawn, 0));
            }
        }
        missing
    }

    /// Debt is repaid, oldest first, from whatever a usage with the same tags could draw now.
    pub(crate) fn repay(&mut self, rules: &WalletRules) {
        for seq in self.owing.clone() {
            let usage = self.usage(seq).unwrap();
            let tags = self.usages[usage].charge.tags.clone();
            let payers = self.payers(rules, Some(&tags));
            let debt = self.usages[usage].debt;
            self.usages[usage].debt = self.draw(usage, debt, &payers);
        }
    }

    /// Lots that were added once and start now: each pays uncovered usage, and with them debt is
    /// repaid.
    pub(crate) fn pay_by_one_offs(&mut self, rules: &WalletRules, started: &[usize]) {
        for lot in started {
            for seq in self.owing.clone() {
                let usage = self.usage(seq).unwrap();
                let tags = self.usages[usage].charge.tags.clone();
                if self.is_eligible(rules, *lot, &tags) {
                    let uncovered = self.usages[usage].uncovered;
                    let left = self.draw(usage, uncovered, &[*lot]);
                    self.usages[usage].uncovered = left;
                    self.usages[usage].paid_later |= left < uncovered;
                }
            }
        }
        if !started.is_empty() {
            self.repay(rules);
        }
    }

    pub(crate) fn owes(&mut self, seq: Seq) {
        if !self.owing.contains(&seq) {
            self.owing.push(seq);
        }
    }

    /// What a typed usage may overdraw now; none is without limit.
    pub(crate) fn allowance(&self, rules: &WalletRules) -> Option<Micros> {
        match (rules.policy.overdraw, rules.policy.overdraw_limit) {
            (Overdraw::Refuse, _) => Some(0),
            (Overdraw::Allow, None) => None,
            (Overdraw::Allow, Some(limit)) => {
                Some((Micros::from(limit.micros()) - self.debt()).max(0))
            }
        }
    }
}

fn drawn_first(rules: &WalletRules, one: &Lot, two: &Lot) -> Ordering {
    for key in &rules.policy.order {
        let order = match key {
            OrderKey::Priority => one.priority.cmp(&two.priority),
            OrderKey::Expires => none_last(one.expires, two.expires),
            OrderKey::Kind => rank(rules, one.kind).cmp(&rank(rules, two.kind)),
            OrderKey::Created => one.created.cmp(&two.created),
            OrderKey::Id => one.id.cmp(&two.id),
            OrderKey::Restricted => one.only_for.is_empty().cmp(&two.only_for.is_empty()),
            OrderKey::Cost => none_last(cost(one), cost(two)),
            OrderKey::Larger => two.amount.cmp(&one.amount),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    one.created.cmp(&two.created).then_with(|| one.id.cmp(&two.id))
}

/// What is given costs nothing unless something else is said.
fn cost(lot: &Lot) -> Option<i64> {
    let given = matches!(lot.kind, Kind::Free | Kind::Promo | Kind::Courtesy);
    lot.unit_cost.or(given.then_some(0))
}

fn none_last<T: Ord>(one: Option<T>, two: Option<T>) -> Ordering {
    one.is_none().cmp(&two.is_none()).then(one.cmp(&two))
}

/// Kinds that the policy does not rank come after those that it does, in the default order.
fn rank(rules: &WalletRules, kind: Kind) -> usize {
    let listed = &rules.policy.kind_rank;
    let unlisted: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| !listed.contains(kind)).collect();
    let all: Vec<Kind> = listed.iter().copied().chain(unlisted).collect();
    all.iter().position(|other| *other == kind).unwrap()
}
