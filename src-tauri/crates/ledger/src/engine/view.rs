//! A state as it is shown: every lot's figures, and totals that add up.

use std::collections::BTreeMap;

use super::{Lot, LotStage, Origin, State};
use crate::credits::{Credits, Overflow};
use crate::fact::{Seq, WalletRules};
use crate::instant::Instant;
use crate::money::Money;
use crate::policy::Kind;

/// A lot's figures. For each lot: granted + rolled in + corrected = remaining + held + drawn −
/// refunded + expired + rolled out + voided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotView {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: Kind,
    /// What it was granted with.
    pub granted: Credits,
    /// What was carried into it.
    pub rolled_in: Credits,
    /// What statements added to it, or took (below zero).
    pub corrected: Credits,
    /// What can still be drawn.
    pub remaining: Credits,
    /// What open holds reserve.
    pub held: Credits,
    /// What usages drew, refunds not deducted.
    pub drawn: Credits,
    /// What usages gave back.
    pub refunded: Credits,
    /// What ended unused.
    pub expired: Credits,
    /// What was carried into other lots.
    pub rolled_out: Credits,
    /// What was voided.
    pub voided: Credits,
    /// From when on it can be drawn.
    pub starts: Instant,
    /// When it ends.
    pub expires: Option<Instant>,
    /// Where it is in its life.
    pub stage: LotStage,
    /// Whether it can be drawn now (active, not frozen).
    pub spendable: bool,
    /// What it cost.
    pub paid: Option<Money>,
}

/// Sums over all lots of a wallet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// By grants.
    pub granted: Credits,
    /// By roll-over and courtesy.
    pub rolled_in: Credits,
    /// By statements.
    pub corrected: Credits,
    /// Left in the lots.
    pub available: Credits,
    /// Reserved of the lots.
    pub held: Credits,
    /// Drawn, refunds not deducted.
    pub drawn: Credits,
    /// Given back.
    pub refunded: Credits,
    /// Ended unused.
    pub expired: Credits,
    /// Carried into other lots.
    pub rolled_out: Credits,
    /// Voided.
    pub voided: Credits,
}

/// A wallet at an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The instant.
    pub at: Instant,
    /// Its lots, in the order in which they came to be, ended ones too.
    pub lots: Vec<LotView>,
    /// What may be drawn, less debt.
    pub balance: Credits,
    /// The same with frozen lots.
    pub owned: Credits,
    /// Debt under a policy that allows to overdraw.
    pub debt: Credits,
    /// Reported usage that no lot covers.
    pub uncovered: Credits,
    /// Reserved by open holds, also where no lot covers it.
    pub held: Credits,
    /// The sums.
    pub totals: Totals,
    /// What each usage or hold drew, in order; refunds do not change it.
    pub draws: BTreeMap<Seq, Vec<(String, Credits)>>,
    /// Alerts that fired, with the entry.
    pub alerts: Vec<(Seq, String)>,
    /// Automatic top-ups, with the entry.
    pub auto_topups: Vec<(Seq, Credits)>,
}

impl Totals {
    /// Adds up the figures of lots.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn of<'a>(lots: impl IntoIterator<Item = &'a LotView>) -> Result<Self, Overflow> {
        let mut sum = Self::default();
        for lot in lots {
            sum.granted = sum.granted.plus(lot.granted)?;
            sum.rolled_in = sum.rolled_in.plus(lot.rolled_in)?;
            sum.corrected = sum.corrected.plus(lot.corrected)?;
            sum.available = sum.available.plus(lot.remaining)?;
            sum.held = sum.held.plus(lot.held)?;
            sum.drawn = sum.drawn.plus(lot.drawn)?;
            sum.refunded = sum.refunded.plus(lot.refunded)?;
            sum.expired = sum.expired.plus(lot.expired)?;
            sum.rolled_out = sum.rolled_out.plus(lot.rolled_out)?;
            sum.voided = sum.voided.plus(lot.voided)?;
        }
        Ok(sum)
    }

    /// Whether what came in equals what is there and where the rest went.
    pub fn balanced(&self) -> bool {
        let sum = |parts: &[Credits]| parts.iter().map(|c| i128::from(c.micros())).sum::<i128>();
        sum(&[self.granted, self.rolled_in, self.corrected, self.refunded])
            == sum(&[
                self.available,
                self.held,
                self.drawn,
                self.expired,
                self.rolled_out,
                self.voided,
            ])
    }
}

impl Lot {
    fn view(&self, at: Instant, topups_frozen: bool) -> Result<LotView, Overflow> {
        let came = |origin| {
            if self.origin == origin { self.amount } else { Credits::ZERO }
        };
        Ok(LotView {
            id: self.id.clone(),
            kind: self.kind,
            granted: came(Origin::Granted),
            rolled_in: came(Origin::RolledIn),
            corrected: came(Origin::Corrected).plus(self.corrected)?,
            remaining: self.remaining,
            held: self.held,
            drawn: self.drawn,
            refunded: self.refunded,
            expired: self.expired,
            rolled_out: self.rolled_out,
            voided: self.voided,
            starts: self.starts,
            expires: self.expires,
            stage: self.stage,
            spendable: self.stage == LotStage::Active && !self.is_frozen(at, topups_frozen),
            paid: self.paid,
        })
    }
}

impl State {
    /// What usage without tags can draw now.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn payable(&self, rules: &WalletRules) -> Result<Credits, Overflow> {
        let topups_frozen = self.topups_frozen(rules);
        let may_pay = |lot: &&Lot| !lot.is_frozen(self.now, topups_frozen) && lot.may_pay_for(&[]);
        Credits::sum(self.draw_order().filter(may_pay).map(|lot| lot.remaining))
    }

    /// The state as it is shown; draws, alerts and automatic top-ups are left for the [`super::Book`]
    /// that kept them to fill in.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn view(&self, rules: &WalletRules) -> Result<View, Overflow> {
        let topups_frozen = self.topups_frozen(rules);
        let lots = self.lots.iter().map(|lot| lot.view(self.now, topups_frozen));
        let lots = lots.collect::<Result<Vec<_>, _>>()?;
        let active = lots.iter().filter(|lot| lot.stage == LotStage::Active);
        let debt = self.debt()?;
        Ok(View {
            at: self.now,
            balance: self.balance(rules)?,
            owned: Credits::sum(active.map(|lot| lot.remaining))?.minus(debt)?,
            debt,
            uncovered: self.uncovered()?,
            held: self.held()?,
            totals: Totals::of(lots.iter().filter(|lot| lot.stage != LotStage::Waiting))?,
            lots,
            draws: BTreeMap::new(),
            alerts: Vec::new(),
            auto_topups: Vec::new(),
        })
    }
}
