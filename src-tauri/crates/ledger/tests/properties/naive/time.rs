//! What happens by itself, in the order of the rules: ends, releases by themselves, starts and
//! refills with what is carried, then debt.

use bursar_ledger::fact::{
    Entry, Fact, GrantTerms, Life, RefillWhen, Refusal, Rollover, Seq, Trim, WalletRules,
};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::{DebtAtRefill, Kind};

use super::{Grant, Lot, Micros, Stage, Wallet};

impl Wallet {
    /// Walks over a history. `new` is the entry that may be refused; what was booked before does
    /// what is still possible.
    pub(crate) fn walk(
        rules: &WalletRules,
        entries: &[Entry],
        until: Instant,
        new: Option<Seq>,
    ) -> Result<Self, Refusal> {
        let mut wallet = Self::default();
        let mut waiting: Vec<&Entry> = entries.iter().filter(|entry| entry.at <= until).collect();
        waiting.sort_by_key(|entry| (entry.at, entry.seq));
        let mut waiting = waiting.into_iter().peekable();
        loop {
            let entry_at = waiting.peek().map(|entry| entry.at);
            let next = entry_at.into_iter().chain(wallet.next_by_itself()).min();
            let Some(now) = next.filter(|next| *next <= until) else { break };
            wallet.now = Some(now);
            wallet.happen(rules, now);
            while let Some(entry) = waiting.next_if(|entry| entry.at == now) {
                wallet.enter(rules, entry, Some(entry.seq) == new)?;
            }
        }
        wallet.now = Some(until);
        Ok(wallet)
    }

    /// When something happens by itself the next time.
    pub(crate) fn next_by_itself(&self) -> Option<Instant> {
        let mut instants = Vec::new();
        for lot in &self.lots {
            if !lot.started {
                instants.push(lot.starts);
            } else if !lot.ended {
                instants.extend(lot.expires);
            }
        }
        for usage in &self.usages {
            if let Stage::Held(until) = usage.stage {
                instants.extend(until);
            }
        }
        instants.extend(self.grants.iter().filter_map(Grant::next_instant));
        instants.into_iter().min()
    }

    fn happen(&mut self, rules: &WalletRules, now: Instant) {
        let due: Vec<usize> = (0..self.grants.len())
            .filter(|grant| self.grants[*grant].next_instant() == Some(now))
            .collect();
        let refilling = self.which_refill(&due, now);
        self.end_lots(now, &refilling);
        for usage in 0..self.usages.len() {
            if matches!(self.usages[usage].stage, Stage::Held(Some(until)) if until <= now) {
                self.release(usage);
            }
        }
        let started = self.start_lots(now);
        for grant in &refilling {
            self.refill(*grant, now);
        }
        for grant in due {
            self.grants[grant].next_index += 1;
        }
        if !refilling.is_empty() {
            self.debt_at_refill(rules);
        }
        self.pay_by_one_offs(rules, &started);
    }

    /// Of the grants that are due, those that refill: subscriptions first, since the others may
    /// look at them.
    fn which_refill(&mut self, due: &[usize], now: Instant) -> Vec<usize> {
        let kind = |wallet: &Self, grant: usize| wallet.grants[grant].terms.kind;
        let mut refilling = Vec::new();
        for grant in due {
            if kind(self, *grant) == Kind::Subscription {
                refilling.push(*grant);
            }
        }
        let renewed = !refilling.is_empty();
        for grant in due {
            if kind(self, *grant) != Kind::Subscription {
                let always = self.grants[*grant].terms.when == RefillWhen::Always;
                if always || !(renewed || self.is_subscribed_at(now)) {
                    refilling.push(*grant);
                }
            }
        }
        refilling.sort_unstable();
        refilling
    }

    pub(crate) fn is_subscribed_at(&self, now: Instant) -> bool {
        self.grants.iter().any(|grant| {
            let runs = grant.cycle.is_some_and(|(from, to)| from <= now && now < to);
            grant.terms.kind == Kind::Subscription && runs && !grant.cut_off
        })
    }

    /// Lots that end now lose what is left, except what their grant carries over now.
    fn end_lots(&mut self, now: Instant, refilling: &[usize]) {
        for grant in refilling.iter().copied() {
            if let Some(Rollover::Carry { min, max, percent }) = self.grants[grant].terms.rollover {
                let carry = Carry {
                    min: min.map_or(0, |min| min.micros().into()),
                    max: max.map(|max| max.micros().into()),
                    millionths: percent.map_or(100_000_000, |percent| percent.micros().into()),
                };
                self.carry(grant, now, carry);
            }
        }
        for lot in &mut self.lots {
            if lot.started && !lot.ended && lot.expires.is_some_and(|end| end <= now) {
                lot.expire();
            }
        }
    }

    fn carry(&mut self, grant: usize, now: Instant, carry: Carry) {
        let id = self.grants[grant].terms.id.clone();
        let mut ending: Vec<usize> = (0..self.lots.len())
            .filter(|lot| {
                let lot = &self.lots[*lot];
                lot.made_by.as_ref() == Some(&id) && lot.is_active() && lot.expires == Some(now)
            })
            .collect();
        if self.grants[grant].refills == 0 {
            return;
        }
        ending.sort_by_key(|lot| (self.lots[*lot].created, self.lots[*lot].id.clone()));
        let left: Micros = ending.iter().map(|lot| self.lots[*lot].remaining).sum();
        let percent = left * carry.millionths / 100_000_000;
        let mut carried = percent.max(carry.min);
        if let Some(max) = carry.max {
            carried = carried.min(max);
        }
        let mut lost = left - carried.min(left);
        for lot in ending {
            let lot = &mut self.lots[lot];
            let expired = lot.remaining.min(lost);
            lost -= expired;
            lot.expired += expired;
            lot.rolled_out += lot.remaining - expired;
            lot.remaining = 0;
            lot.ended = true;
        }
        if carried > 0 {
            let terms = self.grants[grant].terms.clone();
            let number = self.grants[grant].refills + 1;
            let index = self.grants[grant].next_index;
            let mut lot = Lot::of_grant(&terms, format!("{}#{number}r", terms.id), now);
            lot.kind = Kind::Rollover;
            lot.amount = carried;
            lot.rolled_in = carried;
            lot.remaining = carried;
            lot.expires = Some(terms.recurrence.instant(index + 1).unwrap());
            self.lots.push(lot);
        }
    }

    fn start_lots(&mut self, now: Instant) -> Vec<usize> {
        let mut started = Vec::new();
        for (place, lot) in self.lots.iter_mut().enumerate() {
            if !lot.started && lot.starts <= now {
                lot.start(now);
                started.push(place);
            }
        }
        started
    }

    /// One refill, which leaves a lot, and the cap.
    pub(crate) fn refill(&mut self, grant: usize, now: Instant) {
        let state = &mut self.grants[grant];
        let terms = state.terms.clone();
        let index = state.next_index;
        state.refills += 1;
        state.cycle = Some((now, terms.recurrence.instant(index + 1).unwrap()));
        let mut lot = Lot::of_grant(&terms, format!("{}#{}", terms.id, state.refills), now);
        lot.amount = amount_at(&terms, now);
        lot.granted = lot.amount;
        lot.remaining = lot.amount;
        lot.expires = match terms.life {
            Life::Cycles(cycles) => {
                Some(terms.recurrence.instant(index + i64::from(cycles)).unwrap())
            }
            Life::For(length) => Some(length.after_instant(now, terms.recurrence.zone).unwrap()),
            Life::Never => None,
        };
        self.lots.push(lot);
        if let Some(Rollover::Cap { total, trim }) = terms.rollover {
            self.trim(&terms.id, total.micros().into(), trim);
        }
    }

    fn trim(&mut self, grant: &str, total: Micros, trim: Trim) {
        let newest = self.lots.len() - 1;
        let mut counted: Vec<usize> = (0..self.lots.len())
            .filter(|lot| {
                let lot = &self.lots[*lot];
                let owners = [lot.made_by.as_deref(), lot.counts_for.as_deref()];
                owners.contains(&Some(grant)) && lot.is_active()
            })
            .collect();
        counted.sort_by_key(|lot| (self.lots[*lot].created, self.lots[*lot].id.clone()));
        let together: Micros = counted.iter().map(|lot| self.lots[*lot].remaining).sum();
        let mut over = (together - total).max(0);
        if trim == Trim::Incoming {
            counted = vec![newest];
        }
        for lot in counted {
            let lot = &mut self.lots[lot];
            let trimmed = lot.remaining.min(over);
            lot.remaining -= trimmed;
            lot.expired += trimmed;
            over -= trimmed;
        }
    }

    pub(crate) fn debt_at_refill(&mut self, rules: &WalletRules) {
        match rules.policy.debt_at_refill {
            DebtAtRefill::Repay => self.repay(rules),
            DebtAtRefill::Keep => {}
            DebtAtRefill::Forgive => {
                for usage in &mut self.usages {
                    usage.forgiven += usage.debt;
                    usage.debt = 0;
                }
            }
        }
    }

    pub(crate) fn start_grant(&mut self, rules: &WalletRules, terms: &GrantTerms, now: Instant) {
        let anchor = terms.recurrence.instant(0).unwrap();
        let from = terms.starts.unwrap_or(anchor).max(now);
        let mut next_index = 0;
        while terms.recurrence.instant(next_index).unwrap() < from {
            next_index += 1;
        }
        self.grants.push(Grant {
            terms: terms.clone(),
            next_index,
            stops: terms.ends,
            refills: 0,
            cycle: None,
            cut_off: false,
        });
        let grant = self.grants.len() - 1;
        if self.grants[grant].next_instant() == Some(now) {
            let refilling = self.which_refill(&[grant], now);
            for grant in &refilling {
                self.refill(*grant, now);
            }
            self.grants[grant].next_index += 1;
            if !refilling.is_empty() {
                self.debt_at_refill(rules);
            }
        }
    }

    /// No further refill; what becomes of the lots.
    pub(crate) fn end_grant(&mut self, fact: &Fact, now: Instant) {
        let Fact::GrantEnded { grant, ends, lots_end_now, carried_end_with_cycle } = fact else {
            return;
        };
        let found = self.grants.iter_mut().find(|other| other.terms.id == *grant);
        let state = found.unwrap();
        let stops = ends.unwrap_or(now).max(now);
        state.stops = Some(state.stops.map_or(stops, |was| was.min(stops)));
        state.cut_off |= *lots_end_now;
        let mut index = 0;
        while state.terms.recurrence.instant(index).unwrap() <= now {
            index += 1;
        }
        let cycle_end = state.terms.recurrence.instant(index).unwrap();
        for lot in &mut self.lots {
            if lot.made_by.as_ref() != Some(grant) || !lot.is_active() {
                continue;
            }
            if *lots_end_now {
                lot.expires = Some(now);
                lot.expire();
            } else if *carried_end_with_cycle {
                lot.expires = Some(lot.expires.map_or(cycle_end, |end| end.min(cycle_end)));
            }
        }
    }
}

/// The amount of the last change that is in force.
fn amount_at(terms: &GrantTerms, now: Instant) -> Micros {
    let (mut since, mut amount) = (None, terms.amount);
    for change in &terms.changes {
        if change.from <= now && since.is_none_or(|since| since <= change.from) {
            (since, amount) = (Some(change.from), change.amount);
        }
    }
    amount.micros().into()
}

/// What a grant carries: amounts in millionths, a percentage in millionths of a percent.
struct Carry {
    min: Micros,
    max: Option<Micros>,
    millionths: i128,
}

impl Grant {
    fn next_instant(&self) -> Option<Instant> {
        let next = self.terms.recurrence.instant(self.next_index).unwrap();
        self.stops.is_none_or(|stops| next < stops).then_some(next)
    }
}

impl Lot {
    fn of_grant(terms: &GrantTerms, id: String, now: Instant) -> Self {
        Self {
            kind: terms.kind,
            made_by: Some(terms.id.clone()),
            priority: terms.priority,
            not_for: terms.not_for.clone(),
            only_for: terms.only_for.clone(),
            unit_cost: terms.unit_cost.map(|cost| cost.micros()),
            ..Self::bare(id, now)
        }
    }

    /// A started lot with nothing in it.
    pub(crate) fn bare(id: String, now: Instant) -> Self {
        Self {
            id,
            kind: Kind::Correction,
            made_by: None,
            counts_for: None,
            one_off: false,
            amount: 0,
            priority: 0,
            starts: now,
            expires: None,
            created: now,
            not_for: Vec::new(),
            only_for: Vec::new(),
            frozen: Vec::new(),
            unit_cost: None,
            started: true,
            ended: false,
            voided_empty: false,
            granted: 0,
            rolled_in: 0,
            corrected: 0,
            remaining: 0,
            held: 0,
            drawn: 0,
            refunded: 0,
            expired: 0,
            rolled_out: 0,
            voided: 0,
        }
    }

    /// A waiting lot starts; if it has no life, all of it is lost at once.
    pub(crate) fn start(&mut self, now: Instant) {
        self.started = true;
        self.granted = self.amount;
        self.remaining = self.amount;
        if self.expires.is_some_and(|end| end <= now) {
            self.expire();
        }
    }
}
