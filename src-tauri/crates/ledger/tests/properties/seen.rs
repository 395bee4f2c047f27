//! What the random histories came upon, so that a property never holds for want of cases.

use std::cell::RefCell;
use std::collections::BTreeMap;

use bursar_ledger::fact::Refusal;
use bursar_ledger::policy::Kind;

use crate::naive::{Stage, Wallet};
use crate::pair::Outcome;

/// How often something was met, by its name.
#[derive(Default)]
pub(crate) struct Seen(RefCell<BTreeMap<String, u64>>);

/// What a run must meet, and often.
const WANTED: [&str; 27] = [
    "a late entry",
    "a booked usage stood against it",
    "refused: NotEnough",
    "refused: MemberLimit",
    "refused: AlreadyRefunded",
    "refused: MoreThanUsed",
    "refused: UnknownUse",
    "refused: NothingLeft",
    "refused: MoreThanLeft",
    "refused: ExpiryInPast",
    "refused: LotNotActive",
    "refused: HoldClosed",
    "debt",
    "forgiven debt",
    "uncovered usage",
    "uncovered usage that a lot paid later",
    "a carried lot",
    "a carry that lost a part",
    "a courtesy lot",
    "a lot that was voided to nothing",
    "a refund to a lot that had ended",
    "a correction that took",
    "a correction that gave",
    "an open hold",
    "a hold that was let go",
    "an alert",
    "an automatic top-up",
];

impl Seen {
    pub(crate) fn count(&self, what: &str) {
        *self.0.borrow_mut().entry(what.to_owned()).or_default() += 1;
    }

    pub(crate) fn times(&self, what: &str) -> u64 {
        self.0.borrow().get(what).copied().unwrap_or_default()
    }

    pub(crate) fn outcome(&self, outcome: &Outcome, late: bool) {
        match outcome {
            Ok(_) => self.count("booked"),
            Err((refusal, against)) => {
                self.count("refused");
                self.count(&format!("refused: {refusal:?}"));
                if *refusal == Refusal::NotEnough && against.is_some() {
                    self.count("a booked usage stood against it");
                }
            }
        }
        if late {
            self.count("a late entry");
        }
    }

    /// What a wallet had come to at the end of a history.
    pub(crate) fn wallet(&self, wallet: &Wallet) {
        for usage in &wallet.usages {
            let sums = [
                ("debt", usage.debt),
                ("forgiven debt", usage.forgiven),
                ("uncovered usage", usage.uncovered),
            ];
            sums.iter().filter(|(_, sum)| *sum > 0).for_each(|(what, _)| self.count(what));
            match usage.stage {
                Stage::Held(_) => self.count("an open hold"),
                Stage::Released => self.count("a hold that was let go"),
                Stage::Charged => {}
            }
            if usage.paid_later {
                self.count("uncovered usage that a lot paid later");
            }
        }
        for lot in &wallet.lots {
            let facts = [
                ("a carried lot", lot.kind == Kind::Rollover && lot.rolled_in > 0),
                ("a carry that lost a part", lot.rolled_out > 0 && lot.expired > 0),
                ("a courtesy lot", lot.kind == Kind::Courtesy),
                ("a lot that was voided to nothing", lot.voided_empty),
                ("a refund to a lot that had ended", lot.ended && lot.refunded > 0),
                ("a correction that took", lot.corrected < 0),
                ("a correction that gave", lot.kind == Kind::Correction),
            ];
            facts.iter().filter(|(_, is_so)| *is_so).for_each(|(what, _)| self.count(what));
        }
        wallet.alerts.iter().for_each(|_| self.count("an alert"));
        wallet.auto_topups.iter().for_each(|_| self.count("an automatic top-up"));
    }

    /// Everything that a run must meet was met so often.
    pub(crate) fn everything(&self, times: u64) {
        for what in WANTED {
            println!("{:>6}  {what}", self.times(what));
        }
        for what in WANTED {
            assert!(self.times(what) >= times, "{what}: only {} times", self.times(what));
        }
    }
}
