//! What one provider offers, as its file and the studio's own books know it.

use std::sync::Arc;

use chrono::NaiveDateTime;

use super::{FreeRule, Offer, PacksSold, PlanKey, Surplus, in_a_month, may_pay, payments};
use crate::calendar::{Every, Unit, Zone};
use crate::catalog::{Answers, Billing, Catalog, CatalogError, Plan, Subscribe};
use crate::credits::{Credits, Overflow};
use crate::fact::{GrantTerms, Life, RefillWhen, Rollover, Tag};
use crate::instant::Instant;
use crate::money::{Currency, Money};
use crate::packs::{Pack, PackTable, PacksError};
use crate::policy::Kind;

/// How far beyond the need the tables of packs reach, for the chart.
const REACH: i64 = 2;
/// Free credits that come by the hour: as often as a working day has that many hours.
const WORKING_HOURS: i64 = 8;

/// What the studio knows about a plan beside the provider's file: what it pays, or paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPlan {
    /// The plan's word in the file.
    pub plan: String,
    /// How it is paid; none says nothing about a price.
    pub billing: Option<Billing>,
    /// Credits of a refill.
    pub credits: Option<Credits>,
    /// What one payment is.
    pub price: Option<Money>,
    /// It runs now.
    pub current: bool,
}

/// A pack that can be bought: the provider's bundle, or what the studio bought before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPack {
    /// What it adds.
    pub credits: Credits,
    /// What it costs, if that is known.
    pub price: Option<Money>,
    /// Only beside a subscription.
    pub needs_subscription: bool,
    /// How long its credits live; none is for ever.
    pub expires: Option<Every>,
}

/// A provider, and the work that it is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Market<'a> {
    /// Its file.
    pub catalog: &'a Catalog,
    /// The studio's answers to what its pages leave open.
    pub answers: &'a Answers,
    /// By the rules of this instant …
    pub at: Instant,
    /// … in this zone.
    pub zone: Zone,
    /// Credits a month, with the buffer.
    pub needed: Credits,
    /// The same by line, with the tags that bar free credits.
    pub lines: &'a [(Credits, Vec<Tag>)],
    /// Working days a month.
    pub days: u32,
    /// What the studio knows about plans.
    pub plans: &'a [KnownPlan],
    /// The packs that there are.
    pub packs: &'a [KnownPack],
    /// The studio has a wallet there and no plan runs: packs alone are what it has now.
    pub packs_are_current: bool,
}

/// Every way to get credits there: each plan with each billing, then packs alone.
///
/// # Errors
/// An answer that the file does not know, or an amount out of range.
pub fn offers(market: &Market<'_>) -> Result<Vec<Offer>, CatalogError> {
    let mut offers = Vec::new();
    let mut bare = Bare::default();
    for plan in &market.catalog.plans {
        for billing in &plan.billing {
            offers.push(market.plan(plan, *billing, &mut bare)?);
        }
    }
    let mut alone = bare.offer(market, false, None)?;
    alone.gratis = true;
    alone.current = market.packs_are_current;
    offers.push(alone);
    Ok(offers)
}

/// The recurring grant of a plan, from an instant on; none where its credits are not known.
///
/// # Errors
/// An unknown plan, billing or answer.
pub fn grant_for(
    market: &Market<'_>,
    plan: &str,
    billing: Billing,
    from: Instant,
) -> Result<Option<GrantTerms>, CatalogError> {
    let (plan, _) = market.catalog.plan(plan)?;
    let Some(credits) = market.credits_of(plan)? else { return Ok(None) };
    let anchor = market.zone.local(from)?;
    market.terms(plan, billing, credits, anchor).map(Some)
}

/// Offers without a plan's figures, made once: their tables of packs are shared.
#[derive(Default)]
struct Bare(Vec<((bool, Option<Currency>), Offer)>);

impl Bare {
    fn offer(
        &mut self,
        market: &Market<'_>,
        subscribed: bool,
        currency: Option<Currency>,
    ) -> Result<Offer, CatalogError> {
        let key = (subscribed, currency);
        if let Some((_, known)) = self.0.iter().find(|(known, _)| *known == key) {
            return Ok(known.clone());
        }
        let offer = market.bare(subscribed, currency)?;
        self.0.push((key, offer.clone()));
        Ok(offer)
    }
}

impl Market<'_> {
    fn plan(&self, plan: &Plan, billing: Billing, bare: &mut Bare) -> Result<Offer, CatalogError> {
        let own = |known: &&KnownPlan| known.plan == plan.id;
        let billed = |known: &&KnownPlan| known.billing == Some(billing);
        let current = self.plans.iter().filter(own).filter(billed).any(|known| known.current);
        let figures = self.credits_of(plan)?;
        let mut priced =
            self.plans.iter().filter(own).filter(billed).filter(|known| known.price.is_some());
        // What is paid now goes before the file, the file before what was paid once.
        let running = priced.clone().find(|known| known.current).and_then(|known| known.price);
        let listed = plan.prices.iter().find(|(period, _)| *period == billing);
        let earlier = priced.next_back().and_then(|known| known.price);
        let price = running.or(listed.map(|(_, price)| *price)).or(earlier);
        let currency = price.map(|money| money.currency);
        let mut offer = bare.offer(self, plan.kind == Kind::Subscription, currency)?;
        offer.plan = Some(PlanKey { id: plan.id.clone(), title: plan.title.clone(), billing });
        offer.current = current;
        offer.price = price;
        offer.gratis = plan.kind == Kind::Free && price.is_none();
        offer.payments = payments(billing);
        offer.included = None;
        if let Some(credits) = figures {
            let terms = self.terms(plan, billing, credits, NaiveDateTime::default())?;
            offer.included = Some(in_a_month(credits, terms.recurrence.every)?);
            offer.surplus = surplus(&terms);
        }
        Ok(offer)
    }

    /// Credits of a refill: what the studio's own subscription gives, else the file, else what follows
    /// from the ratios between plans.
    fn credits_of(&self, plan: &Plan) -> Result<Option<Credits>, CatalogError> {
        let mut own = self.plans.iter().filter(|known| known.plan == plan.id);
        let known = own.clone().find(|known| known.current).or(own.next_back());
        if let Some(credits) = known.and_then(|known| known.credits) {
            return Ok(Some(credits));
        }
        if let Some(credits) = self.catalog.plan_credits(&plan.id)? {
            return Ok(Some(credits));
        }
        for known in self.plans {
            if let Some(credits) = known.credits
                && let Some(credits) =
                    self.catalog.credits_by_ratio(&plan.id, &known.plan, credits)?
            {
                return Ok(Some(credits));
            }
        }
        Ok(None)
    }

    fn terms(
        &self,
        plan: &Plan,
        billing: Billing,
        credits: Credits,
        anchor: NaiveDateTime,
    ) -> Result<GrantTerms, CatalogError> {
        self.catalog.subscription(&Subscribe {
            grant: &plan.id,
            plan: &plan.id,
            billing: Some(billing),
            credits: Some(credits),
            paid: None,
            anchor,
            zone: self.zone,
            answers: self.answers,
        })
    }

    /// An offer without a plan's figures: its free credits and its packs.
    fn bare(&self, subscribed: bool, currency: Option<Currency>) -> Result<Offer, CatalogError> {
        let usable = |pack: &KnownPack| subscribed || !pack.needs_subscription;
        let of_currency =
            |money: &Money| currency.is_none_or(|currency| money.currency == currency);
        let offered = self.catalog.topup.offered;
        let packs = self.packs.iter().enumerate().filter(|(_, pack)| offered && usable(pack));
        let priced: Vec<(usize, &KnownPack, Money)> = packs
            .filter_map(|(place, pack)| Some((place, pack, pack.price.filter(of_currency)?)))
            .collect();
        let currency = currency.or(priced.first().map(|(.., money)| money.currency));
        let priced: Vec<_> =
            priced.into_iter().filter(|(.., money)| Some(money.currency) == currency).collect();
        let sold = match () {
            () if !offered => PacksSold::No,
            () if self.catalog.topup.needs_subscription && !subscribed => {
                PacksSold::NeedsSubscription
            }
            () if priced.is_empty() => PacksSold::NoPrice,
            () => PacksSold::Yes,
        };
        let by_year = priced.iter().all(|(_, pack, _)| lives_a_year(pack.expires));
        let list: Vec<Pack> = priced
            .iter()
            .map(|(_, pack, money)| Pack { credits: pack.credits, minor: money.minor })
            .collect();
        let most = self.needed.times(REACH * if by_year { super::MONTHS } else { 1 })?;
        let table = match PackTable::new(&list, most) {
            Ok(table) => table,
            // Told as a lack once packs are needed.
            Err(PacksError::TooFine) => PackTable::default(),
            Err(PacksError::Overflow(overflow)) => return Err(overflow.into()),
        };
        Ok(Offer {
            plan: None,
            current: false,
            included: Some(Credits::ZERO),
            price: None,
            gratis: false,
            payments: 0,
            surplus: Surplus::Lapses,
            sold,
            packs: priced.iter().map(|(place, ..)| *place).collect(),
            free: self.free(subscribed)?,
            asked: self.needed,
            table: Arc::new(table),
            by_year,
            currency,
        })
    }

    fn free(&self, subscribed: bool) -> Result<Vec<FreeRule>, CatalogError> {
        let granted = self.catalog.free_grants(self.at, self.zone, self.answers)?;
        let mut rules = Vec::new();
        for free in &granted {
            let terms = &free.terms;
            let begun = terms.starts.is_none_or(|starts| starts <= self.at);
            let allowed = terms.when == RefillWhen::Always || !subscribed;
            if !begun || !allowed {
                continue;
            }
            let lines = self.lines.iter();
            let eligible = lines.filter(|(_, tags)| may_pay(&terms.not_for, &terms.only_for, tags));
            rules.push(FreeRule {
                month: working_month(terms.amount, terms.recurrence.every, self.days)?,
                eligible: Credits::sum(eligible.map(|(credits, _)| *credits))?,
            });
        }
        Ok(rules)
    }
}

/// What free credits bring in a month: only on working days, for what is not used on its day is lost.
fn working_month(amount: Credits, every: Every, days: u32) -> Result<Credits, Overflow> {
    let (n, days) = (i64::from(every.n.max(1)), i64::from(days));
    match every.unit {
        Unit::Hour => amount.times(days * (WORKING_HOURS / n).max(1)),
        Unit::Day if n == 1 => amount.times(days),
        _ => in_a_month(amount, every),
    }
}

fn surplus(terms: &GrantTerms) -> Surplus {
    let hundred = Credits::from_micros(100_000_000);
    match (terms.life, terms.rollover) {
        (_, Some(Rollover::Carry { max: None, percent, .. }))
            if percent.is_none_or(|percent| percent >= hundred) =>
        {
            Surplus::Kept
        }
        (Life::Never, None | Some(Rollover::Carry { .. })) => Surplus::Kept,
        (Life::Cycles(1), None) => Surplus::Lapses,
        _ => Surplus::LapsesLater,
    }
}

fn lives_a_year(expires: Option<Every>) -> bool {
    expires.is_none_or(|life| match life.unit {
        Unit::Year => true,
        Unit::Quarter => life.n >= 4,
        Unit::Month => life.n >= 12,
        Unit::Week => life.n >= 52,
        Unit::Day => life.n >= 365,
        Unit::Hour => life.n >= 24 * 365,
    })
}
