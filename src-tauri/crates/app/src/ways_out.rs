//! The three ways out of a usage that is not covered: wait, top up, a larger plan.

use bursar_ledger::catalog::{Billing, Bundle, Catalog, Plan};
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{GrantState, NoBook, State};
use bursar_ledger::fact::Tag;
use bursar_ledger::policy::Kind;
use bursar_store::Wallet;

use crate::subscriptions::running;
use crate::wire::{ApiError, BundleCard, PlanOut, TopUpCondition, TopUpOut, WaitOut, WaysOut};

/// How far ahead a refill is looked for.
const YEAR_SECONDS: i64 = 366 * 86_400;

/// What is not covered, and where.
pub(crate) struct Uncovered<'a> {
    pub(crate) wallet: &'a Wallet,
    pub(crate) catalog: &'a Catalog,
    /// The wallet at the instant of the usage.
    pub(crate) state: &'a State,
    /// What the usage takes.
    pub(crate) credits: Credits,
    /// Its labels.
    pub(crate) tags: &'a [Tag],
    /// It has not happened yet, so that it can wait.
    pub(crate) can_wait: bool,
}

impl Uncovered<'_> {
    pub(crate) fn ways_out(&self) -> Result<WaysOut, ApiError> {
        let usable = self.state.spendable(&self.wallet.rules, self.tags)?;
        let missing = self.credits.minus(usable)?.max(Credits::ZERO);
        let wait = if self.can_wait { self.wait()? } else { None };
        Ok(WaysOut {
            missing: missing.to_string(),
            wait,
            top_up: self.top_up(missing),
            plan: self.larger_plan()?,
        })
    }

    /// The first refill after which it is covered; without one, the next refill.
    fn wait(&self) -> Result<Option<WaitOut>, ApiError> {
        let rules = &self.wallet.rules;
        let until = self.state.now.plus_seconds(YEAR_SECONDS).unwrap_or(self.state.now);
        let refills = |state: &State| state.grants().iter().map(|grant| grant.refills).sum::<u32>();
        let mut ahead = self.state.clone();
        let mut first = None;
        loop {
            let coming = ahead.grants().iter().filter_map(|grant| grant.next);
            let Some(at) = coming.filter(|at| ahead.now < *at && *at <= until).min() else {
                return Ok(first);
            };
            let before = refills(&ahead);
            ahead.advance(rules, at, &mut NoBook)?;
            if refills(&ahead) == before {
                continue;
            }
            let usable = ahead.spendable(rules, self.tags)?;
            let enough = usable >= self.credits;
            let wait = WaitOut { at: at.to_string(), usable: usable.to_string(), enough };
            if enough {
                return Ok(Some(wait));
            }
            first.get_or_insert(wait);
        }
    }

    fn top_up(&self, missing: Credits) -> TopUpOut {
        let subscribed = self.state.is_subscribed();
        let bundle = covering(&self.catalog.bundles, missing);
        let needs = bundle.map_or(self.catalog.topup.needs_subscription, |b| b.needs_subscription);
        let count = bundle.map_or(1, |bundle| how_many(bundle, missing));
        TopUpOut {
            condition: condition(self.catalog, needs, subscribed),
            bundle: bundle.map(bundle_card),
            count,
            word: self.catalog.topup_unit.clone(),
        }
    }

    /// The smallest plan that is larger than the one that runs and covers the usage, else the
    /// largest; of plans whose credits are unknown, the next in the provider's list.
    fn larger_plan(&self) -> Result<Option<PlanOut>, ApiError> {
        let running = running(self.state, self.state.now);
        let own = running.and_then(|grant| self.place_of(grant));
        let runs = running.map_or(Credits::ZERO, |grant| grant.terms.amount_at(self.state.now));
        let mut known: Vec<(Credits, &Plan)> = Vec::new();
        let mut unknown = None;
        for (place, plan) in self.catalog.plans.iter().enumerate() {
            if plan.kind != Kind::Subscription || Some(place) == own {
                continue;
            }
            match self.credits_of(plan, own, runs)? {
                Some(credits) if credits > runs => known.push((credits, plan)),
                Some(_) => {}
                None if own.is_none_or(|own| own < place) => unknown = unknown.or(Some(plan)),
                None => {}
            }
        }
        known.sort_by_key(|(credits, _)| *credits);
        let covers = known.iter().find(|(credits, _)| *credits >= self.credits);
        let chosen = covers.or(known.last()).map(|(credits, plan)| (Some(*credits), *plan));
        let chosen = chosen.or(unknown.map(|plan| (None, plan)));
        Ok(chosen.map(|(credits, plan)| plan_out(plan, credits, running.is_some())))
    }

    /// Where the running plan stands in the provider's list.
    fn place_of(&self, grant: &GrantState) -> Option<usize> {
        let id = &grant.terms.id;
        let is = |name: &str| self.catalog.plans.iter().position(|plan| plan.id == name);
        let base = id.rsplit_once('-').filter(|(_, number)| number.parse::<u32>().is_ok());
        is(id).or_else(|| is(base?.0))
    }

    fn credits_of(
        &self,
        plan: &Plan,
        own: Option<usize>,
        runs: Credits,
    ) -> Result<Option<Credits>, ApiError> {
        match (plan.credits, own) {
            (Some(credits), _) => Ok(Some(credits)),
            (None, Some(own)) => {
                let own = &self.catalog.plans[own].id;
                Ok(self.catalog.credits_by_ratio(&plan.id, own, runs)?)
            }
            (None, None) => Ok(None),
        }
    }
}

/// Whether a provider sells credits now.
pub(crate) fn condition(catalog: &Catalog, needs: bool, subscribed: bool) -> TopUpCondition {
    match (catalog.topup.offered, needs, subscribed) {
        (false, ..) => TopUpCondition::NotSold,
        (true, false, _) => TopUpCondition::Open,
        (true, true, true) => TopUpCondition::Subscribed,
        (true, true, false) => TopUpCondition::NeedsSubscription,
    }
}

/// The smallest bundle that covers an amount, else the largest.
fn covering(bundles: &[Bundle], missing: Credits) -> Option<&Bundle> {
    let covers = bundles.iter().filter(|bundle| bundle.credits >= missing);
    covers
        .min_by_key(|bundle| bundle.credits)
        .or_else(|| bundles.iter().max_by_key(|bundle| bundle.credits))
}

fn how_many(bundle: &Bundle, missing: Credits) -> u32 {
    let each = bundle.credits.micros().max(1);
    let count = (missing.micros() + each - 1).div_euclid(each);
    u32::try_from(count.max(1)).unwrap_or(u32::MAX)
}

fn bundle_card(bundle: &Bundle) -> BundleCard {
    BundleCard {
        id: bundle.id.clone(),
        title: bundle.title.clone(),
        credits: Some(bundle.credits.to_string()),
        price: bundle.price.map(Into::into),
    }
}

fn plan_out(plan: &Plan, credits: Option<Credits>, instead: bool) -> PlanOut {
    let price = plan.prices.first();
    let billing = price.map(|(billing, _)| *billing).or(plan.billing.first().copied());
    PlanOut {
        id: plan.id.clone(),
        title: plan.title.clone(),
        credits: credits.map(|credits| credits.to_string()),
        price: price.map(|(_, price)| (*price).into()),
        billing: billing.unwrap_or(Billing::Monthly).to_string(),
        instead,
    }
}
