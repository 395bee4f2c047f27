//! The ways to come by a plan of work, at every provider that can do it.

use std::cmp::Reverse;

use bursar_charts::Size;
use bursar_ledger::catalog::Billing;
use bursar_ledger::compare::{
    Lack, Market, Offer, Outcome, PacksSold, Surplus, advise, crossings, curves, offers,
};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Tag;
use bursar_ledger::instant::Instant;

use super::chart::{CostChart, Costs};
use super::shop::Shop;
use super::work::{Priced, Work, estimate, read};
use crate::App;
use crate::fine_money::{fine, micros_of};
use crate::providers::{catalog_among, parsed};
use crate::typed;
use crate::wire::{
    ApiError, ChartSize, ChartWriting, ErrorCode, MoneyText, OtherProvider, PlanView, Way,
    WayAdvice, WayCrossing, WayLack, WayMore, WayPacks, WaySurplus, WorkPlan,
};

/// A way at a provider, before it is told.
struct Candidate<'s> {
    shop: &'s Shop,
    priced: &'s Priced<'s>,
    home: bool,
    offer: Offer,
    outcome: Outcome,
}

impl App {
    /// What a plan of work takes, every way to come by it, and the advice.
    ///
    /// # Errors
    /// Something in the plan cannot be read; its field is named.
    pub fn plan_work(&self, plan: &WorkPlan, size: ChartSize) -> Result<PlanView, ApiError> {
        let (mut view, chart) = self.planned(plan, size.writing)?;
        if let Some(chart) = chart {
            view.chart = Some(chart.scene(Size::new(size.width, size.height)?)?.into());
        }
        Ok(view)
    }

    /// What a plan of work takes, and the chart of what the ways cost, which is not drawn yet.
    pub(crate) fn planned(
        &self,
        plan: &WorkPlan,
        writing: ChartWriting,
    ) -> Result<(PlanView, Option<CostChart>), ApiError> {
        let now = self.clock.now();
        let work = read(plan)?;
        let shops = self.shops(plan)?;
        let mut others = Vec::new();
        let mut priced = Vec::new();
        for (place, shop) in shops.iter().enumerate() {
            let said = said_for(plan, &shop.catalog.name)?;
            let lines = work.priced_at(&shop.catalog, now, place == 0, &said)?;
            let missing = lines.missing();
            if place > 0 && (!missing.is_empty() || plan.lines.is_empty()) {
                let (provider, title) = (shop.catalog.name.clone(), shop.catalog.title.clone());
                others.push(OtherProvider { provider, title, lines: missing });
            } else {
                priced.push((place == 0, shop, lines));
            }
        }
        let mut view = PlanView {
            at: now.to_string(),
            estimate: priced.first().map(|(_, _, home)| estimate(home)).unwrap_or_default(),
            ways: Vec::new(),
            advice: None,
            crossings: Vec::new(),
            others,
            chart: None,
        };
        let needed = priced.first().is_some_and(|(_, _, home)| home.need.together.is_positive());
        if !view.estimate.complete || !needed {
            return Ok((view, None));
        }
        let mut candidates = Vec::new();
        for (home, shop, priced) in &priced {
            candidates.extend(self.candidates(&work, shop, priced, *home, now)?);
        }
        candidates.sort_by_key(|candidate| candidate.rank());
        let chart = tell(&candidates, writing, &mut view)?;
        Ok((view, chart))
    }

    /// The provider of the plan first, then every other that sells something.
    fn shops(&self, plan: &WorkPlan) -> Result<Vec<Shop>, ApiError> {
        let files = self.provider_files()?;
        let home =
            catalog_among(&files, &plan.provider).map_err(|error| error.at_field("provider"))?;
        let wallets = self.books.wallets()?;
        let named = match typed::filled(plan.wallet.as_deref()) {
            Some(name) => Some(self.books.wallet(name).map_err(ApiError::from)?),
            None => None,
        };
        let named = named.filter(|wallet| wallet.provider == home.name);
        let mut shops = vec![self.shop(home, named.as_ref())?];
        for file in &files {
            if file.name == shops[0].catalog.name {
                continue;
            }
            let catalog = parsed(file)?;
            let own = wallets.iter().find(|wallet| wallet.provider == catalog.name);
            if !catalog.plans.is_empty() || !catalog.bundles.is_empty() {
                shops.push(self.shop(catalog, own)?);
            }
        }
        Ok(shops)
    }

    fn candidates<'s>(
        &self,
        work: &Work,
        shop: &'s Shop,
        priced: &'s Priced<'s>,
        home: bool,
        now: Instant,
    ) -> Result<Vec<Candidate<'s>>, ApiError> {
        let needed = priced.need.buffered;
        let together = priced.need.together.micros().max(1);
        let mut lines: Vec<(Credits, Vec<Tag>)> = Vec::new();
        for (need, price) in priced.need.lines.iter().zip(&priced.lines) {
            let Ok(price) = price else { continue };
            let buffered = need.credits.scaled_down(needed.micros(), together)?;
            lines.push((buffered, price.tags.clone()));
        }
        let answers = shop.answers();
        let zone = shop.wallet.as_ref().map_or(shop.catalog.zone, |wallet| wallet.rules.zone);
        let market = Market {
            catalog: &shop.catalog,
            answers: &answers,
            at: now,
            zone,
            needed,
            lines: &lines,
            days: work.days,
            plans: &shop.plans,
            packs: &shop.packs,
            packs_are_current: home && shop.wallet.is_some() && !shop.subscribed,
        };
        let mut candidates = Vec::new();
        for mut offer in offers(&market)? {
            // What the studio has at another provider is not what it has for this work.
            offer.current &= home;
            let nothing = offer.plan.is_none() && offer.sold == PacksSold::No;
            if nothing && !offer.current {
                continue;
            }
            let outcome = offer.at(needed)?;
            candidates.push(Candidate { shop, priced, home, offer, outcome });
        }
        Ok(candidates)
    }
}

/// Tells of the ways and what follows from them; what the chart of their costs is drawn from.
fn tell(
    candidates: &[Candidate<'_>],
    writing: ChartWriting,
    view: &mut PlanView,
) -> Result<Option<CostChart>, ApiError> {
    for candidate in candidates {
        view.ways.push(candidate.way()?);
    }
    let ways: Vec<(Offer, Outcome)> =
        candidates.iter().map(|one| (one.offer.clone(), one.outcome.clone())).collect();
    let Some(advice) = advise(&ways) else { return Ok(None) };
    let more = |(way, more): (usize, bursar_ledger::money::Money)| WayMore {
        way: place(way),
        more: more.into(),
    };
    view.advice = Some(WayAdvice {
        best: place(advice.best),
        next: advice.next.map(more),
        staying: advice.staying.map(more),
        other_currencies: advice.other_currencies,
    });
    // Credits of several providers have no common axis: the chart is of the one at home.
    let home: Vec<usize> = (0..candidates.len()).filter(|way| candidates[*way].home).collect();
    let first = home.first().map(|way| &candidates[*way]);
    let currency = home.iter().find_map(|way| candidates[*way].outcome.year);
    let (Some(first), Some(year)) = (first, currency) else { return Ok(None) };
    let offered: Vec<&Offer> = home.iter().map(|way| &candidates[*way].offer).collect();
    let most = first.outcome.needed.scaled_down(3, 2)?;
    let drawn = curves(&offered, year.currency, most)?;
    let crossed = crossings(&offered, &drawn)?;
    view.crossings = crossed
        .iter()
        .map(|crossing| WayCrossing {
            at: crossing.at.to_string(),
            from: place(home[crossing.from]),
            to: place(home[crossing.to]),
        })
        .collect();
    let named = |way: usize| view.ways[home[way]].clone();
    let costs = Costs {
        curves: &drawn,
        crossings: &crossed,
        currency: year.currency,
        needed: first.outcome.needed,
        best: home.iter().position(|way| *way == advice.best),
    };
    Ok(CostChart::of(&costs, &named, writing))
}

impl Candidate<'_> {
    /// What has a price first, the cheapest on top; then what lacks a price, what the studio has
    /// before the rest.
    fn rank(&self) -> (u8, i64, Reverse<bool>) {
        let sort = match (self.outcome.year, self.outcome.gratis, self.outcome.lacks) {
            (_, true, _) => 0,
            (Some(_), false, _) => 1,
            (None, _, Some(Lack::PlanPrice | Lack::PackPrice)) => 2,
            (None, _, Some(Lack::PlanCredits)) => 3,
            _ => 4,
        };
        let minor = self.outcome.year.map_or(0, |year| year.minor);
        (sort, minor, Reverse(self.offer.current))
    }

    fn way(&self) -> Result<Way, ApiError> {
        let (offer, outcome, catalog) = (&self.offer, &self.outcome, &self.shop.catalog);
        let plan = offer.plan.as_ref();
        let packs = outcome.packs.iter().filter_map(|(place, count)| {
            let pack = self.shop.packs.get(*place)?;
            Some(WayPacks {
                title: self.shop.titles.get(*place).cloned().flatten(),
                credits: pack.credits.to_string(),
                price: pack.price?.into(),
                count: *count,
            })
        });
        Ok(Way {
            provider: catalog.name.clone(),
            provider_title: catalog.title.clone(),
            plan: plan.map(|plan| plan.id.clone()),
            title: plan.map(|plan| plan.title.clone()),
            billing: plan.map(|plan| plan.billing.to_string()),
            current: offer.current,
            needed: outcome.needed.to_string(),
            free: outcome.free.to_string(),
            included: offer.included.map(|credits| credits.to_string()),
            shortfall: outcome.shortfall.map(|credits| credits.to_string()),
            packs: packs.collect(),
            pack_credits: outcome.pack_credits.scaled_down(1, 12)?.to_string(),
            lost: outcome.lost.map(|credits| credits.to_string()),
            kept: outcome.kept.to_string(),
            surplus: match offer.surplus {
                Surplus::Lapses => WaySurplus::Lapses,
                Surplus::LapsesLater => WaySurplus::LapsesLater,
                Surplus::Kept => WaySurplus::Kept,
            },
            month: outcome.month.map(Into::into),
            year: outcome.year.map(Into::into),
            gratis: outcome.gratis,
            lacks: outcome.lacks.map(lack),
            each: self.each()?,
        })
    }

    /// What one result of each line costs: its share of the money by credits. The buffer is work too,
    /// and no work of its own: all money is for what is made.
    fn each(&self) -> Result<Vec<Option<MoneyText>>, ApiError> {
        let Some(year) = self.outcome.year else {
            return Ok(vec![None; self.priced.lines.len()]);
        };
        let whole = self.priced.need.together.times(12)?;
        let each = self.priced.lines.iter().map(|line| {
            let micros = micros_of(year, line.as_ref().ok()?.each, whole)?;
            Some(fine(micros, year.currency))
        });
        Ok(each.collect())
    }
}

fn lack(lack: Lack) -> WayLack {
    match lack {
        Lack::PlanCredits => WayLack::PlanCredits,
        Lack::PlanPrice => WayLack::PlanPrice,
        Lack::PackPrice => WayLack::PackPrice,
        Lack::Subscription => WayLack::Subscription,
        Lack::TooSmall => WayLack::TooSmall,
        Lack::TooFine => WayLack::TooFine,
    }
}

/// What was said about lines at a provider.
fn said_for(plan: &WorkPlan, provider: &str) -> Result<Vec<(u32, Credits)>, ApiError> {
    let said = plan.elsewhere.iter().filter(|said| said.provider == provider);
    let read = said.filter_map(|said| Some((said.line, typed::filled(Some(&said.credits))?)));
    read.map(|(line, text)| {
        let each = typed::credits_or_none(text, "the credits there")
            .map_err(|error| error.at_field(format!("elsewhere.{provider}.{line}")))?;
        Ok((line, each))
    })
    .collect()
}

fn place(way: usize) -> u32 {
    u32::try_from(way).unwrap_or(u32::MAX)
}

/// How a plan is paid, from its word on the wire.
pub(super) fn billing(word: &str) -> Result<Billing, ApiError> {
    word.parse().map_err(|()| {
        let message = format!("“{word}” is not how a plan is paid");
        ApiError::new(ErrorCode::Input, message)
            .with_hint("Say weekly, monthly, quarterly or yearly.")
            .at_field("billing")
    })
}
