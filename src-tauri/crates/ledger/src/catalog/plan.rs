//! Plans: what is subscribed, and the recurring grant that it becomes.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::{Answers, Catalog, CatalogError, Ending, PlanTerms};
use crate::calendar::{Every, Recurrence, Unit, Zone};
use crate::credits::Credits;
use crate::fact::{GrantTerms, Life};
use crate::money::{Money, split_largest_remainder};
use crate::policy::Kind;
use crate::rate::{Decimal, fold};

const ONE: Credits = Credits::from_micros(1_000_000);

/// How often a plan is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Billing {
    /// Each week.
    Weekly,
    /// Each month.
    Monthly,
    /// Every three months.
    Quarterly,
    /// Each year.
    Yearly,
}

impl Billing {
    /// All of them with their words.
    pub const WORDS: [(&'static str, Self); 4] = [
        ("weekly", Self::Weekly),
        ("monthly", Self::Monthly),
        ("quarterly", Self::Quarterly),
        ("yearly", Self::Yearly),
    ];

    /// How often its credits come unless the plan says otherwise: a plan billed quarterly or
    /// yearly refills monthly.
    fn usual_refill(self) -> Every {
        let unit = if self == Self::Weekly { Unit::Week } else { Unit::Month };
        Every { unit, n: 1 }
    }

    /// How many refills one payment covers, where that is a whole number.
    pub fn refills(self, refill: Every) -> Option<u32> {
        let months = |every: Every| match every.unit {
            Unit::Month => Some(every.n),
            Unit::Quarter => every.n.checked_mul(3),
            Unit::Year => every.n.checked_mul(12),
            Unit::Hour | Unit::Day | Unit::Week => None,
        };
        let paid_for = match self {
            Self::Weekly => return (refill == self.usual_refill()).then_some(1),
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::Yearly => 12,
        };
        let each = months(refill).filter(|each| *each > 0)?;
        (paid_for % each == 0).then_some(paid_for / each)
    }
}

impl fmt::Display for Billing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = Self::WORDS.iter().find(|(_, billing)| billing == self);
        f.pad(word.map_or("", |(word, _)| word))
    }
}

impl FromStr for Billing {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let asked = fold(text);
        let asked = match asked.as_ref() {
            "week" => "weekly",
            "month" => "monthly",
            "quarter" => "quarterly",
            "year" | "annual" | "annually" => "yearly",
            other => other,
        };
        let found = Self::WORDS.iter().find(|(word, _)| *word == asked);
        found.map(|(_, billing)| *billing).ok_or(())
    }
}

/// A plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Its word in commands.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// The kind of its credits.
    pub kind: Kind,
    /// Credits of a refill, if they are published.
    pub credits: Option<Credits>,
    /// So many times the credits of another plan, where only that is published.
    pub ratio_of: Option<(String, Decimal)>,
    /// How it can be paid; the first is what is meant when nothing is said.
    pub billing: Vec<Billing>,
    /// What each billing costs, where it is published.
    pub prices: Vec<(Billing, Money)>,
    /// How many members may share it.
    pub seats: Option<u32>,
    /// Its own terms.
    pub terms: PlanTerms,
    /// What its page leaves open, for people.
    pub note: Option<String>,
    /// The address of the page that offers it.
    pub source: Option<String>,
}

/// What is subscribed.
#[derive(Clone, Copy, Debug)]
pub struct Subscribe<'a> {
    /// The id of the recurring grant that it becomes, unique in the wallet.
    pub grant: &'a str,
    /// The plan's id or title, possibly with its billing: `pro`, `Pro yearly`.
    pub plan: &'a str,
    /// How it is paid, if that is not said with the plan.
    pub billing: Option<Billing>,
    /// Credits of a refill; those of the file if none.
    pub credits: Option<Credits>,
    /// What one billing period costs; the price of the file if none.
    pub paid: Option<Money>,
    /// The wall time of subscribing, from which every refill is counted.
    pub anchor: NaiveDateTime,
    /// The zone of that wall.
    pub zone: Zone,
    /// The answers to the provider's open questions.
    pub answers: &'a Answers,
}

impl Catalog {
    /// A plan by its id or title, possibly followed by a billing (`pro yearly`); without one, the
    /// billing is the first that the plan offers.
    ///
    /// # Errors
    /// No such plan, with those that there are; or a billing that it does not offer.
    pub fn plan(&self, asked: &str) -> Result<(&Plan, Billing), CatalogError> {
        let (plan, billing) = self.find_plan(asked).ok_or_else(|| {
            let known = self.plans.iter().map(|plan| plan.id.clone());
            CatalogError::UnknownPlan {
                provider: self.title.clone(),
                asked: crate::credits::shorten(asked),
                known: known.collect(),
            }
        })?;
        let billing = billing.or(plan.billing.first().copied());
        Ok((plan, offered(plan, billing.unwrap_or(Billing::Monthly))?))
    }

    fn find_plan(&self, asked: &str) -> Option<(&Plan, Option<Billing>)> {
        let asked = fold(asked);
        let named = |name: &str| {
            self.plans.iter().find(|plan| fold(&plan.id) == name || fold(&plan.title) == name)
        };
        if let Some(plan) = named(&asked) {
            return Some((plan, None));
        }
        let (name, billing) = asked.rsplit_once(['-', '/', ':', ','])?;
        let name = name.trim_end_matches(['-', '/', ':', ',']);
        Some((named(name)?, Some(billing.parse().ok()?)))
    }

    /// The recurring grant of a subscription.
    ///
    /// A payment that covers several refills is split evenly; what the split leaves over (less
    /// than a minor unit for each refill) belongs to no refill.
    ///
    /// # Errors
    /// An unknown plan, billing or answer; credits that are not published and were not given; an
    /// amount that does not fit.
    pub fn subscription(&self, asked: &Subscribe<'_>) -> Result<GrantTerms, CatalogError> {
        let (plan, usual) = self.plan(asked.plan)?;
        let billing = offered(plan, asked.billing.unwrap_or(usual))?;
        let credits = match asked.credits {
            Some(credits) => credits,
            None => self.published_credits(plan)?,
        };
        if !credits.is_positive() {
            return Err(CatalogError::BadCredits(credits));
        }
        let terms = self.terms(plan, asked.answers)?;
        let every = terms.refill.unwrap_or(billing.usual_refill());
        let recurrence = Recurrence { anchor: asked.anchor, zone: asked.zone, every };
        let mut grant = GrantTerms::plain(asked.grant, plan.kind, credits, recurrence);
        grant.life = terms.life.unwrap_or(Life::Cycles(1));
        if let Some(rollover) = terms.rollover {
            grant.rollover = rollover.rule(credits)?;
        }
        let listed = plan.prices.iter().find(|(period, _)| *period == billing);
        let price = asked.paid.or(listed.map(|(_, price)| *price));
        grant.paid = price.and_then(|price| per_refill(price, billing.refills(every)?));
        Ok(grant)
    }

    /// What cancelling a plan does to the credits that it left.
    ///
    /// # Errors
    /// An unknown plan or answer.
    pub fn on_cancel(&self, plan: &str, answers: &Answers) -> Result<Ending, CatalogError> {
        let terms = self.terms(self.plan(plan)?.0, answers)?;
        Ok(terms.on_cancel.unwrap_or_default())
    }

    /// What changing to another plan at once does to the credits of the old one.
    ///
    /// # Errors
    /// An unknown plan or answer.
    pub fn on_upgrade(&self, plan: &str, answers: &Answers) -> Result<Ending, CatalogError> {
        let terms = self.terms(self.plan(plan)?.0, answers)?;
        Ok(terms.on_upgrade.unwrap_or_default())
    }

    /// The credits of a plan, computed from those of another one where only their ratio is
    /// published; none where no ratio connects them.
    ///
    /// # Errors
    /// An unknown plan, or an amount that does not fit.
    pub fn credits_by_ratio(
        &self,
        plan: &str,
        known: &str,
        credits: Credits,
    ) -> Result<Option<Credits>, CatalogError> {
        let (plan, known) = (self.plan(plan)?.0, self.plan(known)?.0);
        let (root, times) = self.ratio_to_root(plan)?;
        let (other_root, other_times) = self.ratio_to_root(known)?;
        if root != other_root {
            return Ok(None);
        }
        Ok(Some(credits.scaled_down(times.micros(), other_times.micros())?))
    }

    /// The plan at the end of the chain of ratios, and its credits where `plan` gives so many.
    pub(super) fn ratio_root(
        &self,
        plan: &str,
        credits: Credits,
    ) -> Result<(String, Credits), CatalogError> {
        let (root, times) = self.ratio_to_root(self.plan(plan)?.0)?;
        Ok((root.to_owned(), credits.scaled_down(ONE.micros(), times.micros())?))
    }

    /// Credits of a refill of a plan, as its pages or the ratios between plans say; none where they
    /// leave it open.
    ///
    /// # Errors
    /// An unknown plan, or an amount that does not fit.
    pub fn plan_credits(&self, plan: &str) -> Result<Option<Credits>, CatalogError> {
        match self.published_credits(self.plan(plan)?.0) {
            Ok(credits) => Ok(Some(credits)),
            Err(CatalogError::CreditsUnknown { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn published_credits(&self, plan: &Plan) -> Result<Credits, CatalogError> {
        let (root, times) = self.ratio_to_root(plan)?;
        let root = self.plans.iter().find(|plan| plan.id == root);
        match root.and_then(|root| root.credits) {
            Some(credits) => Ok(credits.scaled_down(times.micros(), ONE.micros())?),
            None => Err(CatalogError::CreditsUnknown {
                provider: self.title.clone(),
                plan: plan.title.clone(),
            }),
        }
    }

    /// The plan at the end of the chain of ratios, and how many times its credits this one gives.
    fn ratio_to_root<'a>(&'a self, plan: &'a Plan) -> Result<(&'a str, Credits), CatalogError> {
        let mut times = ONE;
        let mut at = plan;
        // A chain longer than the list of plans would be a circle; the file's check refuses one.
        for _ in &self.plans {
            let Some((of, ratio)) = at.ratio_of.as_ref().filter(|_| at.credits.is_none()) else {
                break;
            };
            times = ratio.of(times)?;
            match self.plans.iter().find(|plan| plan.id == *of) {
                Some(next) => at = next,
                None => break,
            }
        }
        Ok((&at.id, times))
    }

    fn terms(&self, plan: &Plan, answers: &Answers) -> Result<PlanTerms, CatalogError> {
        let own = plan.terms.or(self.plan_terms);
        let chosen = self.chosen(answers)?;
        Ok(chosen.iter().fold(own, |terms, choice| choice.plan.or(terms)))
    }
}

fn offered(plan: &Plan, billing: Billing) -> Result<Billing, CatalogError> {
    if plan.billing.contains(&billing) {
        return Ok(billing);
    }
    Err(CatalogError::BillingNotOffered {
        plan: plan.title.clone(),
        asked: billing,
        offered: plan.billing.iter().map(ToString::to_string).collect(),
    })
}

fn per_refill(price: Money, refills: u32) -> Option<Money> {
    let shares = split_largest_remainder(price.minor, &vec![1; usize::try_from(refills).ok()?]);
    Some(Money { minor: shares.into_iter().min()?, ..price })
}
