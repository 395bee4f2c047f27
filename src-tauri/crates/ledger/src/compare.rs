//! Ways to come by a month's credits at one provider: each plan with each billing, and packs alone,
//! with what is missing bought in the cheapest set of packs.
//!
//! A month is a twelfth of a year of 52 weeks, and the work is even: what a plan gives beyond it is
//! lost each month, unless the credits never end. Money is counted by the year, since packs that
//! live so long need not be bought afresh each month; a month's money is a twelfth of that. What
//! the pages leave open and nobody said stays unknown: such a way has no price and takes no part in
//! the advice. Past months, with their real ups and downs, are the matter of `replay`.

mod advice;
mod curve;
mod market;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::calendar::{Every, Unit};
use crate::catalog::Billing;
use crate::credits::{Credits, Overflow};
use crate::fact::Tag;
use crate::money::{Currency, Money};
use crate::packs::PackTable;

pub use advice::{Advice, advise};
pub use curve::{Crossing, Curve, crossings, curves};
pub use market::{KnownPack, KnownPlan, Market, grant_for, offers};

/// Months in a year, in credits and in money.
const MONTHS: i64 = 12;

/// A plan and how it is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanKey {
    /// Its word in the provider's file.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// How it is paid.
    pub billing: Billing,
}

/// What becomes of credits that an even month leaves over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surplus {
    /// They end with their cycle.
    Lapses,
    /// They are carried over for a while and then end all the same.
    LapsesLater,
    /// They stay.
    Kept,
}

/// Whether packs can be bought beside a plan, or without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PacksSold {
    /// They can.
    Yes,
    /// They can, but no price is known.
    NoPrice,
    /// Only beside a subscription.
    NeedsSubscription,
    /// The provider sells none.
    No,
}

/// Credits that come without payment, as far as an even month can use them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct FreeRule {
    /// What a month of working days brings.
    month: Credits,
    /// Of the work that was asked about, what they may pay for.
    eligible: Credits,
}

/// A way to get credits, before it is known how many.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The plan; none is packs alone.
    pub plan: Option<PlanKey>,
    /// It is what the studio has now.
    pub current: bool,
    /// Credits of the plan in a month, if they are known; none at all without a plan.
    pub included: Option<Credits>,
    /// What one payment is, if it is known.
    pub price: Option<Money>,
    /// The plan costs nothing.
    pub gratis: bool,
    /// Payments a year.
    pub payments: i64,
    /// What an even month leaves over …
    pub surplus: Surplus,
    /// Whether packs can be bought.
    pub sold: PacksSold,
    /// The packs that count, as places in the list of packs.
    pub packs: Vec<usize>,
    free: Vec<FreeRule>,
    /// The need for which the free credits were looked at.
    asked: Credits,
    table: Arc<PackTable>,
    /// The table is of a year's credits; otherwise of a month's.
    by_year: bool,
    currency: Option<Currency>,
}

/// What a way comes to for a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Credits a month, with the buffer.
    pub needed: Credits,
    /// Of these, from free credits.
    pub free: Credits,
    /// What neither the plan nor free credits cover, a month; none where the plan is unknown.
    pub shortfall: Option<Credits>,
    /// How many of each pack of the list of packs, a year.
    pub packs: Vec<(usize, u64)>,
    /// Credits of these packs, a year.
    pub pack_credits: Credits,
    /// What these packs cost, a year, in minor units.
    pub pack_minor: i64,
    /// What ends unused each month; none where the plan is unknown.
    pub lost: Option<Credits>,
    /// What stays each month and is not needed.
    pub kept: Credits,
    /// Money of a year, if all of it is known and the need is covered.
    pub year: Option<Money>,
    /// A twelfth of it, halves up.
    pub month: Option<Money>,
    /// What it lacks.
    pub lacks: Option<Lack>,
    /// It costs nothing at all.
    pub gratis: bool,
}

/// Why a way has no price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// How many credits the plan gives is not known.
    PlanCredits,
    /// What the plan costs is not known.
    PlanPrice,
    /// Packs are needed and no price of one is known.
    PackPrice,
    /// Packs are needed and sold only beside a subscription.
    Subscription,
    /// Packs are needed and none is sold: the plan is too small.
    TooSmall,
    /// Packs are needed and no set could be computed for so many credits.
    TooFine,
}

impl Offer {
    /// What this way comes to for so many credits a month.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn at(&self, needed: Credits) -> Result<Outcome, Overflow> {
        let free = self.free_of(needed)?;
        let rest = needed.minus(free)?;
        let mut outcome = Outcome {
            needed,
            free,
            shortfall: None,
            packs: Vec::new(),
            pack_credits: Credits::ZERO,
            pack_minor: 0,
            lost: None,
            kept: Credits::ZERO,
            year: None,
            month: None,
            lacks: None,
            gratis: false,
        };
        let Some(included) = self.included else {
            outcome.lacks = Some(Lack::PlanCredits);
            return Ok(outcome);
        };
        let shortfall = rest.minus(included)?.max(Credits::ZERO);
        let over = included.minus(rest)?.max(Credits::ZERO);
        outcome.shortfall = Some(shortfall);
        outcome.lost = Some(Credits::ZERO);
        match self.surplus {
            Surplus::Kept => outcome.kept = over,
            Surplus::Lapses | Surplus::LapsesLater => outcome.lost = Some(over),
        }
        if shortfall.is_positive() {
            self.buy(shortfall, &mut outcome)?;
        }
        self.pay(&mut outcome)?;
        Ok(outcome)
    }

    fn free_of(&self, needed: Credits) -> Result<Credits, Overflow> {
        let mut sum = Credits::ZERO;
        for rule in &self.free {
            let asked = self.asked.micros().max(1);
            let eligible = rule.eligible.scaled_down(needed.micros(), asked)?;
            sum = sum.plus(rule.month.min(eligible))?;
        }
        Ok(sum.min(needed))
    }

    fn buy(&self, shortfall: Credits, outcome: &mut Outcome) -> Result<(), Overflow> {
        outcome.lacks = match self.sold {
            PacksSold::Yes => None,
            PacksSold::NoPrice => Some(Lack::PackPrice),
            PacksSold::NeedsSubscription => Some(Lack::Subscription),
            PacksSold::No => Some(Lack::TooSmall),
        };
        if outcome.lacks.is_some() {
            return Ok(());
        }
        let (wanted, times) =
            if self.by_year { (shortfall.times(MONTHS)?, 1) } else { (shortfall, MONTHS) };
        let Some(basket) = self.table.cover(wanted) else {
            outcome.lacks = Some(Lack::TooFine);
            return Ok(());
        };
        outcome.pack_minor = basket.minor.checked_mul(times).ok_or(Overflow)?;
        outcome.pack_credits = basket.credits.times(times)?;
        let months = times.unsigned_abs();
        let counts = self.packs.iter().zip(&basket.counts);
        outcome.packs = counts
            .filter(|(_, count)| **count > 0)
            .map(|(place, count)| (*place, count * months))
            .collect();
        let over = basket.credits.minus(wanted)?;
        if self.by_year {
            outcome.kept = outcome.kept.plus(over.scaled_down(1, MONTHS)?)?;
        } else {
            outcome.lost = Some(outcome.lost.unwrap_or_default().plus(over)?);
        }
        Ok(())
    }

    fn pay(&self, outcome: &mut Outcome) -> Result<(), Overflow> {
        if outcome.lacks.is_some() {
            return Ok(());
        }
        let plan = match (self.price, self.gratis) {
            (Some(price), _) => price.minor.checked_mul(self.payments).ok_or(Overflow)?,
            (None, true) => 0,
            (None, false) => {
                outcome.lacks = Some(Lack::PlanPrice);
                return Ok(());
            }
        };
        let minor = plan.checked_add(outcome.pack_minor).ok_or(Overflow)?;
        outcome.gratis = minor == 0;
        let money = self.currency.map(|currency| Money { minor, currency });
        outcome.year = money;
        outcome.month = money.map(|year| Money { minor: twelfth(year.minor), ..year });
        Ok(())
    }
}

/// A twelfth, halves up.
fn twelfth(minor: i64) -> i64 {
    (minor + MONTHS / 2).div_euclid(MONTHS)
}

/// Payments a year: 52 weeks, 12 months, 4 quarters.
fn payments(billing: Billing) -> i64 {
    match billing {
        Billing::Weekly => 52,
        Billing::Monthly => 12,
        Billing::Quarterly => 4,
        Billing::Yearly => 1,
    }
}

/// What comes back every so often, as credits of an even month, rounded down.
fn in_a_month(amount: Credits, every: Every) -> Result<Credits, Overflow> {
    let n = i64::from(every.n.max(1));
    let a_year = match every.unit {
        Unit::Hour => 24 * 365,
        Unit::Day => 365,
        Unit::Week => 52,
        Unit::Month => 12,
        Unit::Quarter => 4,
        Unit::Year => 1,
    };
    amount.scaled_down(a_year, MONTHS * n)
}

/// Whether free credits may pay for work with these tags.
fn may_pay(not_for: &[Tag], only_for: &[Tag], tags: &[Tag]) -> bool {
    let barred = tags.iter().any(|tag| not_for.contains(tag));
    !barred && (only_for.is_empty() || tags.iter().any(|tag| only_for.contains(tag)))
}
