//! A wallet's own past year once more, under other terms.
//!
//! Under another plan the year begins with it, with nothing in the wallet, and packs are not bought as
//! they were: what was missing is covered by the cheapest packs afterwards. Under another order or
//! reading everything stays but that.

use std::collections::BTreeSet;

use bursar_ledger::calendar::{Recurrence, Zone};
use bursar_ledger::catalog::{Answers, Billing};
use bursar_ledger::compare::{Market, grant_for, offers};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Charge, Entry, Fact, Seq, Source, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Money, MoneyTotals};
use bursar_ledger::packs::{Pack, cheapest};
use bursar_ledger::policy::OrderKey;
use bursar_ledger::rate::{Query, SettingValue, Settings};
use bursar_ledger::replay::{Replayed, replay};
use bursar_store::import::settings;
use bursar_store::{Wallet, WalletChange};

use super::shop::Shop;
use super::ways::billing;
use crate::App;
use crate::account::{Payments, billed_at};
use crate::wallets::is_purchase;
use crate::wire::{
    ApiError, ErrorCode, OtherOrder, OtherTerms, PastChoices, PastOutcome, PastPlan, PastReading,
    PastReplay,
};

/// How far back a replay goes.
const DAYS: i64 = 365;

/// Orders by their keys, as they are offered.
const ORDERS: [(OtherOrder, &[OrderKey]); 4] = [
    (OtherOrder::EndsFirst, &[OrderKey::Expires, OrderKey::Kind, OrderKey::Created, OrderKey::Id]),
    (OtherOrder::ByKind, &[OrderKey::Kind, OrderKey::Expires, OrderKey::Created, OrderKey::Id]),
    (OtherOrder::OldestFirst, &[OrderKey::Created, OrderKey::Id]),
    (
        OtherOrder::CheapestFirst,
        &[OrderKey::Cost, OrderKey::Expires, OrderKey::Created, OrderKey::Id],
    ),
];

/// A past time.
#[derive(Clone, Copy)]
struct Span {
    from: Instant,
    to: Instant,
}

/// What was spent in it.
#[derive(Clone, Default)]
struct Spent {
    cost: MoneyTotals,
    packs: MoneyTotals,
    unknown: bool,
}

impl App {
    /// What a wallet's past can be played under.
    ///
    /// # Errors
    /// No such wallet.
    pub fn past_choices(&self, wallet: &str) -> Result<PastChoices, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let catalog = self.catalog(&wallet.provider)?;
        let mut plans = Vec::new();
        for file in self.provider_files()? {
            let other = crate::providers::parsed(&file)?;
            let home = other.name == wallet.provider;
            if home || !other.rate_card().rates().is_empty() {
                let shop = self.shop(other, Some(&wallet).filter(|_| home))?;
                plans.extend(self.past_plans(&shop, home)?);
            }
        }
        plans.sort_by_key(|plan| plan.provider != wallet.provider);
        let readings = catalog.readings.iter().map(|reading| PastReading {
            id: reading.id.clone(),
            question: reading.question.clone(),
            options: reading
                .choices
                .iter()
                .map(|choice| (choice.id.clone(), choice.title.clone()))
                .collect(),
            chosen: wallet.readings.get(&reading.id).unwrap_or(&reading.default).clone(),
        });
        let order = &wallet.rules.policy.order;
        let known = ORDERS.iter().find(|(_, keys)| order.first() == keys.first());
        Ok(PastChoices {
            plans,
            readings: readings.collect(),
            order: known.map(|(order, _)| *order),
            wallet: wallet.name,
        })
    }

    fn past_plans(&self, shop: &Shop, home: bool) -> Result<Vec<PastPlan>, ApiError> {
        let answers = shop.answers();
        let market = self.market(shop, &answers, shop.catalog.zone);
        let known = offers(&market)?.into_iter().filter(|offer| offer.included.is_some());
        let plans = known.filter_map(|offer| {
            let plan = offer.plan?;
            Some(PastPlan {
                provider: shop.catalog.name.clone(),
                provider_title: shop.catalog.title.clone(),
                plan: plan.id,
                title: plan.title,
                billing: plan.billing.to_string(),
                current: offer.current && home,
            })
        });
        Ok(plans.collect())
    }

    fn market<'a>(&self, shop: &'a Shop, answers: &'a Answers, zone: Zone) -> Market<'a> {
        Market {
            catalog: &shop.catalog,
            answers,
            at: self.clock.now(),
            zone,
            needed: Credits::ZERO,
            lines: &[],
            days: 0,
            plans: &shop.plans,
            packs: &shop.packs,
            packs_are_current: false,
        }
    }

    /// Plays the past year of a wallet under other terms.
    ///
    /// # Errors
    /// Nothing was used there, or the terms are not known.
    pub fn replay_past(&self, wallet: &str, terms: &OtherTerms) -> Result<PastReplay, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let to = self.clock.now();
        let begins = self.books.first_entry_at(&wallet)?.unwrap_or(to);
        let year = to.plus_seconds(-DAYS * 86_400).unwrap_or(begins);
        let span = Span { from: year.max(begins), to };
        let entries = self.books.entries_until(&wallet, to)?;
        let within = |entry: &&Entry| entry.at >= span.from && entry.at < span.to;
        let usages = entries.iter().filter(within).filter(|entry| is_usage(&entry.fact)).count();
        if usages == 0 {
            let message = format!("nothing was used in {} in the past year", wallet.name);
            return Err(
                ApiError::new(ErrorCode::Input, message).with_hint("Record or import usage first.")
            );
        }
        let was = replay(&wallet.rules, entries.iter().cloned(), (span.from, span.to))?;
        let spent = self.paid_within(&wallet, &entries, span)?;
        let (would, other, not_priced) = match terms {
            OtherTerms::Plan { provider, plan, billing: word } => {
                self.under_plan(&wallet, &entries, (provider, plan, billing(word)?), span)?
            }
            OtherTerms::Order { order } => {
                let mut rules = wallet.rules.clone();
                let keys = ORDERS.iter().find(|(known, _)| known == order);
                rules.policy.order = keys.map(|(_, keys)| keys.to_vec()).unwrap_or_default();
                let would = replay(&rules, entries.iter().cloned(), (span.from, span.to))?;
                (would, spent.clone(), 0)
            }
            OtherTerms::Reading { reading, option } => {
                let (other, mut entries) = self.read_otherwise(&wallet, reading, option, to)?;
                entries.sort_by_key(Entry::place);
                let would = replay(&other.rules, entries, (span.from, span.to))?;
                (would, spent.clone(), 0)
            }
        };
        let zone = wallet.rules.zone;
        Ok(PastReplay {
            from: span.from.to_string(),
            to: span.to.to_string(),
            usages: usages as u64,
            was: outcome(&was, &spent, zone)?,
            would: outcome(&would, &other, zone)?,
            not_priced,
            wallet: wallet.name,
        })
    }

    /// The wallet under another answer, and its entries as they count then.
    fn read_otherwise(
        &self,
        wallet: &Wallet,
        reading: &str,
        option: &str,
        to: Instant,
    ) -> Result<(Wallet, Vec<Entry>), ApiError> {
        let mut answers = wallet.readings.clone();
        answers.insert(reading.to_owned(), option.to_owned());
        let mut change = WalletChange::default();
        let new = self.read_again(wallet, &answers, &mut change)?;
        let mut other = wallet.clone();
        other.rules.policy = change.policy.unwrap_or(other.rules.policy);
        other.readings = answers;
        other.terms.extend(change.terms);
        let mut entries = self.books.entries_until(&other, to)?;
        let mut seq = entries.iter().map(|entry| entry.seq.0).max().unwrap_or(0);
        for (at, terms) in new {
            seq += 1;
            entries.push(Entry { seq: Seq(seq), at, fact: Fact::GrantStarted(terms) });
        }
        Ok((other, entries))
    }

    /// The year under another plan.
    fn under_plan(
        &self,
        wallet: &Wallet,
        entries: &[Entry],
        (provider, plan, billed): (&str, &str, Billing),
        span: Span,
    ) -> Result<(Replayed, Spent, u64), ApiError> {
        let home = provider == wallet.provider;
        let shop = self.shop(self.catalog(provider)?, Some(wallet).filter(|_| home))?;
        let answers = shop.answers();
        let zone = wallet.rules.zone;
        let market = self.market(&shop, &answers, zone);
        let grant = grant_for(&market, plan, billed, span.from)?.ok_or_else(|| {
            ApiError::new(ErrorCode::Input, "how many credits this plan gives is not known")
                .with_hint("Say it once in the comparison of plans.")
        })?;
        let rules = WalletRules { policy: shop.catalog.policy(&answers)?, zone };
        let mut played =
            vec![Entry { seq: Seq(1), at: span.from, fact: Fact::GrantStarted(grant) }];
        for (seq, free) in (2..).zip(shop.catalog.free_grants(span.from, zone, &answers)?) {
            // Credits that come at midnight were there when the year began.
            let at = free.at.min(span.from);
            played.push(Entry { seq: Seq(seq), at, fact: Fact::GrantStarted(free.terms) });
        }
        let first = 1 + played.len() as u64;
        let not_priced = if home {
            let own = entries.iter().filter(|entry| entry.at >= span.from && is_work(&entry.fact));
            // Refunds name their usages by their places.
            played.extend(own.map(|entry| shifted(entry, first)));
            0
        } else {
            self.priced_there(wallet, &shop, span, first, &mut played)?
        };
        played.sort_by_key(Entry::place);
        let would = replay(&rules, played, (span.from, span.to))?;
        let mut spent = Spent::default();
        let offer = offers(&market)?.into_iter().find(|offer| {
            offer.plan.as_ref().is_some_and(|key| key.id == plan && key.billing == billed)
        });
        match offer.as_ref().map(|offer| (offer.price, offer.gratis)) {
            Some((Some(price), _)) => spent.pay(price, payments(zone, span, billed)?)?,
            Some((None, true)) => {}
            _ => spent.unknown = true,
        }
        let missing = would.missing()?;
        if missing.is_positive() {
            let packs = offer.map(|offer| offer.packs).unwrap_or_default();
            spent.buy(&shop, &packs, missing)?;
        }
        Ok((would, spent, not_priced))
    }

    /// The usages of a span as another provider would have priced them; how many it would not.
    fn priced_there(
        &self,
        wallet: &Wallet,
        shop: &Shop,
        span: Span,
        first: u64,
        played: &mut Vec<Entry>,
    ) -> Result<u64, ApiError> {
        let mut not_priced = 0;
        let mut seq = first;
        let card = shop.catalog.rate_card();
        self.books.worked(wallet, (span.from, span.to), &mut |usage| {
            let mut given = Settings::default();
            for (name, value) in settings::pairs(usage.settings.as_deref().unwrap_or_default()) {
                given.insert(&name, SettingValue::read(&value));
            }
            let query = Query {
                action: &usage.action,
                model: usage.model.as_deref(),
                settings: &given,
                quantity: usage.quantity,
                at: self.clock.now(),
            };
            let rate = card.matching(&query).filter(|rate| rate.keys() > 0);
            let (Some(rate), Ok(priced)) = (rate, card.price(&query)) else {
                not_priced += 1;
                return Ok(());
            };
            seq += 1;
            let charge = Charge {
                credits: priced.credits,
                member: None,
                tags: rate.tags.clone(),
                source: Source::Reported,
            };
            played.push(Entry { seq: Seq(seq), at: usage.at, fact: Fact::Used(charge) });
            Ok(())
        })?;
        Ok(not_priced)
    }

    /// What was paid in a span: the payments of plans, and top-ups.
    fn paid_within(
        &self,
        wallet: &Wallet,
        entries: &[Entry],
        span: Span,
    ) -> Result<Spent, ApiError> {
        let mut spent = Spent::default();
        for fact in self.books.grant_facts(wallet)? {
            let Some(payments) = Payments::of(&fact)? else { continue };
            let before = span.from.plus_micros(-1).unwrap_or(span.from);
            let count = payments.coming(before, span.to, 1_000)?.len();
            match payments.price {
                Some(price) => spent.pay(price, count)?,
                None => spent.unknown |= count > 0,
            }
        }
        for entry in entries.iter().filter(|entry| entry.at >= span.from && entry.at < span.to) {
            let Fact::LotAdded(terms) = &entry.fact else { continue };
            if !is_purchase(terms.kind, &terms.id) {
                continue;
            }
            match terms.paid {
                Some(paid) => {
                    spent.cost.add(paid)?;
                    spent.packs.add(paid)?;
                }
                None => spent.unknown = true,
            }
        }
        Ok(spent)
    }
}

impl Spent {
    fn pay(&mut self, price: Money, times: usize) -> Result<(), ApiError> {
        for _ in 0..times {
            self.cost.add(price)?;
        }
        Ok(())
    }

    /// The cheapest packs for what was missing; without a price it stays unknown.
    fn buy(&mut self, shop: &Shop, packs: &[usize], missing: Credits) -> Result<(), ApiError> {
        let known = packs.iter().filter_map(|place| shop.packs.get(*place));
        let priced: Vec<(Credits, Money)> =
            known.filter_map(|pack| Some((pack.credits, pack.price?))).collect();
        let list: Vec<Pack> = priced
            .iter()
            .map(|(credits, price)| Pack { credits: *credits, minor: price.minor })
            .collect();
        let basket = cheapest(&list, missing).ok().flatten();
        match (basket, priced.first()) {
            (Some(basket), Some((_, price))) => {
                let money = Money { minor: basket.minor, ..*price };
                self.cost.add(money)?;
                self.packs.add(money)?;
            }
            _ => self.unknown = true,
        }
        Ok(())
    }
}

/// Payments that fall into a span that begins with the first.
fn payments(zone: Zone, span: Span, billed: Billing) -> Result<usize, ApiError> {
    let every = bursar_ledger::calendar::Every::MONTH;
    let monthly = Recurrence { anchor: zone.local(span.from)?, zone, every };
    let paid = billed_at(&monthly, Some(billed));
    Ok(usize::try_from(paid.first_index_from(span.to)?).unwrap_or(0))
}

fn is_usage(fact: &Fact) -> bool {
    matches!(fact, Fact::Used(_) | Fact::UsedAndRefunded(_) | Fact::Held { .. })
}

/// What members did: usage and what became of it.
fn is_work(fact: &Fact) -> bool {
    let later =
        matches!(fact, Fact::Refunded { .. } | Fact::Confirmed { .. } | Fact::Released { .. });
    is_usage(fact) || later
}

/// An entry behind others that are not in the books.
fn shifted(entry: &Entry, by: u64) -> Entry {
    let mut entry = entry.clone();
    entry.seq = Seq(entry.seq.0 + by);
    match &mut entry.fact {
        Fact::Refunded { usage: seq, .. }
        | Fact::Confirmed { hold: seq, .. }
        | Fact::Released { hold: seq } => *seq = Seq(seq.0 + by),
        _ => {}
    }
    entry
}

fn outcome(replayed: &Replayed, spent: &Spent, zone: Zone) -> Result<PastOutcome, ApiError> {
    let mut dry = BTreeSet::new();
    for (at, _) in &replayed.short {
        dry.insert(zone.local(*at)?.date());
    }
    Ok(PastOutcome {
        used: replayed.used.to_string(),
        cost: spent.cost.iter().map(Into::into).collect(),
        cost_known: !spent.unknown,
        packs: spent.packs.iter().map(Into::into).collect(),
        ran_out: replayed.short.first().map(|(at, _)| at.to_string()),
        dry_days: u32::try_from(dry.len()).unwrap_or(u32::MAX),
        missing: replayed.missing()?.to_string(),
        expired: replayed.expired.to_string(),
        expired_paid: replayed.expired_paid.to_string(),
        expired_worth: replayed.expired_worth.iter().map(Into::into).collect(),
        left: replayed.left.to_string(),
    })
}
