//! A second computation, written from the rules and not from the engine.
//!
//! It is deliberately naive: nothing is kept between two questions. Each answer walks the whole
//! history again, from instant to instant, over plain lists; each figure is found by a linear scan,
//! and amounts are `i128` in millionths. It is slow and short, and that is its worth.

mod draw;
mod entries;
mod time;
mod watch;

use std::collections::BTreeMap;

use bursar_ledger::fact::{
    Charge, Entry, Fact, GrantTerms, Refusal, Seq, Source, Tag, WalletRules,
};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;

/// Millionths of a credit.
pub(crate) type Micros = i128;

/// Every entry that was accepted, in order of entry.
pub(crate) struct Model {
    pub rules: WalletRules,
    pub entries: Vec<Entry>,
}

/// A refusal, and the booked entry that would lose its cover if that is the reason.
pub(crate) type Refused = (Refusal, Option<Seq>);

/// What the wallet holds at an instant.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wallet {
    pub now: Option<Instant>,
    pub lots: Vec<Lot>,
    pub grants: Vec<Grant>,
    /// Usages and holds in the order in which they were walked over.
    pub usages: Vec<Usage>,
    /// Usages with debt or uncovered credits, the oldest first.
    pub owing: Vec<Seq>,
    pub alerts: Vec<(Seq, String)>,
    pub auto_topups: Vec<(Seq, Micros)>,
    pub last_auto_topup: Option<Instant>,
}

#[derive(Clone, Debug)]
pub(crate) struct Lot {
    pub id: String,
    pub kind: Kind,
    /// The grant that made it.
    pub made_by: Option<String>,
    /// The grant whose cap counts it.
    pub counts_for: Option<String>,
    /// Added once: it pays debt and uncovered usage when it starts.
    pub one_off: bool,
    pub amount: Micros,
    pub priority: i64,
    pub starts: Instant,
    pub expires: Option<Instant>,
    pub created: Instant,
    pub not_for: Vec<Tag>,
    pub only_for: Vec<Tag>,
    pub frozen: Vec<(Instant, Instant)>,
    pub unit_cost: Option<i64>,
    pub started: bool,
    pub ended: bool,
    pub voided_empty: bool,
    pub granted: Micros,
    pub rolled_in: Micros,
    pub corrected: Micros,
    pub remaining: Micros,
    pub held: Micros,
    pub drawn: Micros,
    pub refunded: Micros,
    pub expired: Micros,
    pub rolled_out: Micros,
    pub voided: Micros,
}

#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub terms: GrantTerms,
    /// The next index of the recurrence that has not been looked at.
    pub next_index: i64,
    /// No refill at or after this instant.
    pub stops: Option<Instant>,
    /// Refills that happened.
    pub refills: u32,
    /// When the last of them happened, and the recurrence's instant after it.
    pub cycle: Option<(Instant, Instant)>,
    pub cut_off: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Held(Option<Instant>),
    Released,
    Charged,
}

#[derive(Clone, Debug)]
pub(crate) struct Usage {
    pub seq: Seq,
    pub at: Instant,
    pub credits: Micros,
    pub charge: Charge,
    pub stage: Stage,
    /// (lot, drawn, given back), in the order of drawing.
    pub parts: Vec<(usize, Micros, Micros)>,
    pub debt: Micros,
    pub uncovered: Micros,
    /// The part of a pending reported usage that no lot covers.
    pub pending_short: Micros,
    pub forgiven: Micros,
    pub refunded: Micros,
    /// What a typed usage lacked beyond what the policy lets it overdraw.
    pub excess: Micros,
    /// Whether a lot paid later for what was uncovered.
    pub paid_later: bool,
}

impl Model {
    pub(crate) fn new(rules: WalletRules) -> Self {
        Self { rules, entries: Vec::new() }
    }

    pub(crate) fn next_seq(&self) -> Seq {
        Seq(self.entries.len() as u64 + 1)
    }

    pub(crate) fn last_instant(&self) -> Instant {
        self.entries.iter().map(|entry| entry.at).max().unwrap_or(Instant::MIN)
    }

    /// The wallet at an instant, from the first `known` entries.
    pub(crate) fn wallet(&self, at: Instant, known: usize) -> Wallet {
        let entries: Vec<Entry> = self.entries[..known].to_vec();
        Wallet::walk(&self.rules, &entries, at, None).unwrap()
    }

    pub(crate) fn enter(&mut self, at: Instant, fact: Fact) -> Result<Seq, Refused> {
        let seq = self.next_seq();
        let until = self.last_instant().max(at);
        let before = self.wallet(until, self.entries.len());
        if let Fact::Used(charge) | Fact::Held { charge, .. } = &fact {
            self.check_member(&before, at, charge).map_err(|refusal| (refusal, None))?;
        }
        let reported = match &fact {
            Fact::Used(charge) | Fact::UsedAndRefunded(charge) | Fact::Held { charge, .. } => {
                charge.source == Source::Reported
            }
            _ => false,
        };
        let mut entries = self.entries.clone();
        entries.push(Entry { seq, at, fact });
        let after = Wallet::walk(&self.rules, &entries, until, Some(seq))
            .map_err(|refusal| (refusal, None))?;
        for usage in &after.usages {
            let was = before.usages.iter().find(|other| other.seq == usage.seq);
            // A failed usage whose charge came back at once needs no cover.
            let came_back = |entry: &Entry| matches!(entry.fact, Fact::UsedAndRefunded(_));
            if entries.iter().any(|entry| entry.seq == usage.seq && came_back(entry)) {
                continue;
            }
            // What the provider reports is never refused, whatever it uncovers.
            if !reported && was.is_some_and(|was| was.excess < usage.excess) {
                return Err((Refusal::NotEnough, Some(usage.seq)));
            }
        }
        self.entries = entries;
        Ok(seq)
    }

    fn check_member(&self, now: &Wallet, at: Instant, charge: &Charge) -> Result<(), Refusal> {
        let Some(member) = charge.member.as_deref() else { return Ok(()) };
        let Some(limit) = self.rules.policy.member_limits.get(member) else { return Ok(()) };
        if charge.source == Source::Reported {
            return Ok(());
        }
        let (from, to) = self.rules.zone.month_of(at).unwrap();
        let mut used = i128::from(charge.credits.micros());
        for usage in &now.usages {
            let his = usage.charge.member.as_deref() == Some(member);
            if his && from <= usage.at && usage.at < to && usage.stage != Stage::Released {
                used += usage.credits - usage.refunded;
            }
        }
        if used > i128::from(limit.credits.micros()) {
            return Err(Refusal::MemberLimit);
        }
        Ok(())
    }
}

impl Wallet {
    pub(crate) fn lot(&self, id: &str) -> Option<usize> {
        self.lots.iter().position(|lot| lot.id == id && lot.started)
    }

    pub(crate) fn usage(&self, seq: Seq) -> Option<usize> {
        self.usages.iter().position(|usage| usage.seq == seq)
    }

    pub(crate) fn debt(&self) -> Micros {
        self.usages.iter().map(|usage| usage.debt).sum()
    }

    pub(crate) fn uncovered(&self) -> Micros {
        self.usages.iter().map(|usage| usage.uncovered).sum()
    }

    pub(crate) fn held(&self) -> Micros {
        let open = self.usages.iter().filter(|usage| matches!(usage.stage, Stage::Held(_)));
        open.map(|usage| usage.credits).sum()
    }

    pub(crate) fn balance(&self, rules: &WalletRules) -> Micros {
        let mut sum = 0;
        for lot in 0..self.lots.len() {
            if self.is_spendable(rules, lot) {
                sum += self.lots[lot].remaining;
            }
        }
        sum - self.debt()
    }

    pub(crate) fn owned(&self) -> Micros {
        let active = self.lots.iter().filter(|lot| lot.is_active());
        active.map(|lot| lot.remaining).sum::<Micros>() - self.debt()
    }

    /// What each usage and hold drew, in order.
    pub(crate) fn draws(&self) -> BTreeMap<Seq, Vec<(String, Micros)>> {
        let drawn = |usage: &Usage| {
            let parts = usage.parts.iter().filter(|(_, drawn, _)| *drawn > 0);
            parts.map(|(lot, drawn, _)| (self.lots[*lot].id.clone(), *drawn)).collect()
        };
        self.usages.iter().map(|usage| (usage.seq, drawn(usage))).collect()
    }
}

impl Lot {
    /// Whether it has started and neither ended nor been voided to nothing.
    pub(crate) fn is_active(&self) -> bool {
        self.started && !self.ended && !self.voided_empty
    }

    /// Takes back what a usage, hold or refund returns; what an ended lot gets is lost at once.
    pub(crate) fn take_back(&mut self, credits: Micros) {
        if self.voided_empty {
            self.voided += credits;
        } else if self.ended {
            self.expired += credits;
        } else {
            self.remaining += credits;
        }
    }

    pub(crate) fn expire(&mut self) {
        self.expired += self.remaining;
        self.remaining = 0;
        self.ended = true;
    }
}
