//! Drift: where a provider charged something else than its rates say, and the dated rate that
//! would agree with it.
//!
//! A usage keeps what the card said when it was entered; here it is asked again by the card as it
//! is now, so that a rate that was added settles the drift that it explains. Usages count together
//! when one rule prices them and the same figure in its place would have come to what was charged.

use std::collections::{BTreeMap, HashMap};

use bursar_ledger::calendar::Zone;
use bursar_ledger::catalog::{Catalog, RateRow};
use bursar_ledger::credits::Credits;
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{Query, Rate, Settings};
use bursar_store::{RatedUsage, Wallet};

use super::{settings_of, settings_shown};
use crate::App;
use crate::wire::{ApiError, DriftGroup, RateDraft, SettingValues};

/// What usages that drift alike have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// The rule, as the card counts it; none where no rule holds any more.
    rule: Option<usize>,
    action: String,
    model: Option<String>,
    /// Where no figure explains the charge, only usages of the same settings count together.
    settings: Option<String>,
    /// The figure that the rule would have to say.
    charged: Option<Credits>,
}

struct Alike {
    count: u64,
    first: Instant,
    last: Instant,
    /// The settings of one of them.
    settings: Option<String>,
}

/// Usages for which the rule and the provider agree.
struct Agreeing {
    action: String,
    model: Option<String>,
    settings: Settings,
    last: Instant,
}

impl App {
    /// How many usages of a wallet drift.
    pub(super) fn differing(&self, catalog: &Catalog, wallet: &Wallet) -> Result<u64, ApiError> {
        let mut count = 0;
        let mut asked = Asked::default();
        self.books.differing_usages(wallet, &mut |usage| {
            count += u64::from(asked.key(catalog, usage).is_some());
        })?;
        Ok(count)
    }

    /// The drift of some wallets at one provider, the most frequent first.
    pub(super) fn drift(
        &self,
        catalog: &Catalog,
        wallets: &[&Wallet],
    ) -> Result<Vec<DriftGroup>, ApiError> {
        let mut groups: BTreeMap<Key, Alike> = BTreeMap::new();
        let mut asked = Asked::default();
        for wallet in wallets {
            self.books.differing_usages(wallet, &mut |usage| {
                let Some(key) = asked.key(catalog, usage) else { return };
                let group = groups.entry(key).or_insert_with(|| Alike {
                    count: 0,
                    first: usage.at,
                    last: usage.at,
                    settings: usage.settings.clone(),
                });
                group.count += 1;
                group.first = group.first.min(usage.at);
                group.last = group.last.max(usage.at);
            })?;
        }
        let Some(first) = groups.values().map(|group| group.first).min() else {
            return Ok(Vec::new());
        };
        let since = day_of(first, catalog.zone);
        let agreeing = self.agreeing(wallets, since)?;
        let mut shown: Vec<DriftGroup> =
            groups.iter().map(|(key, group)| told(catalog, key, group, &agreeing)).collect();
        shown.sort_by(|one, two| two.count.cmp(&one.count).then(one.first.cmp(&two.first)));
        Ok(shown)
    }

    fn agreeing(&self, wallets: &[&Wallet], since: Instant) -> Result<Vec<Agreeing>, ApiError> {
        let mut last: HashMap<(String, Option<String>, Option<String>), Vec<Instant>> =
            HashMap::new();
        for wallet in wallets {
            self.books.agreeing_usages(wallet, since, &mut |usage| {
                let key = (usage.action.clone(), usage.model.clone(), usage.settings.clone());
                let times = last.entry(key).or_default();
                // The first day tells where a proposal may begin, the last whether it may at all.
                if times.len() < 2 {
                    times.push(usage.at);
                } else if let Some(latest) = times.last_mut() {
                    *latest = usage.at;
                }
            })?;
        }
        let each = last.into_iter().flat_map(|((action, model, settings), times)| {
            times.into_iter().map(move |last| Agreeing {
                action: action.clone(),
                model: model.clone(),
                settings: settings_of(settings.as_deref()),
                last,
            })
        });
        Ok(each.collect())
    }
}

/// What was asked of the card already: logs repeat themselves.
#[derive(Default)]
struct Asked {
    settings: HashMap<String, Settings>,
}

impl Asked {
    /// Where a usage counts; none where the card agrees with the charge by now.
    fn key(&mut self, catalog: &Catalog, usage: &RatedUsage) -> Option<Key> {
        const MOST: usize = 10_000;
        let text = usage.settings.clone().unwrap_or_default();
        if self.settings.len() > MOST {
            self.settings.clear();
        }
        let settings = self.settings.entry(text).or_insert_with_key(|text| settings_of(Some(text)));
        let query = Query {
            action: &usage.action,
            model: usage.model.as_deref(),
            settings,
            quantity: usage.quantity,
            at: usage.at,
        };
        let card = catalog.rate_card();
        let priced = card.price(&query).ok();
        if priced.is_some_and(|priced| priced.credits == usage.credits) {
            return None;
        }
        let rule = priced.map(|priced| priced.rate);
        let micros = usage.credits.micros();
        let unit =
            (micros % usage.quantity == 0).then(|| Credits::from_micros(micros / usage.quantity));
        let charged =
            rule.and_then(|rule| card.rate(rule)).and_then(|rate| rate.figure_for(settings, unit?));
        Some(Key {
            settings: charged.is_none().then(|| usage.settings.clone()).flatten(),
            charged: charged.or(if rule.is_none() { unit } else { None }),
            rule,
            action: usage.action.clone(),
            model: usage.model.clone(),
        })
    }
}

fn told(catalog: &Catalog, key: &Key, group: &Alike, agreeing: &[Agreeing]) -> DriftGroup {
    let rule = key.rule.and_then(|rule| catalog.rate_card().rate(rule));
    let settings = match rule.filter(|_| key.charged.is_some()) {
        Some(rate) => {
            rate.settings.iter().map(|(name, value)| (name.to_owned(), value.to_string())).collect()
        }
        None => settings_shown(key.settings.as_deref()),
    };
    let proposal = rule
        .zip(key.charged)
        .and_then(|(rule, charged)| propose(catalog, rule, charged, key, group, agreeing));
    DriftGroup {
        action: key.action.clone(),
        model: key.model.clone(),
        settings,
        count: group.count,
        first: group.first.to_string(),
        last: group.last.to_string(),
        charged: key.charged.map(|charged| charged.to_string()),
        ruled: rule.and_then(|rule| rule.credits).map(|credits| credits.to_string()),
        per: rule
            .and_then(|rule| rule.per.as_ref())
            .map(|per| (per.setting.clone(), per.step.to_string())),
        proposal,
    }
}

/// A row with the figure that was charged, as wide as the usages allow that agree with the rule as
/// it is: first with the rule's own keys, then for this action and model alone, then for these
/// settings too.
fn propose(
    catalog: &Catalog,
    rule: &Rate,
    charged: Credits,
    key: &Key,
    group: &Alike,
    agreeing: &[Agreeing],
) -> Option<RateDraft> {
    let wide = rule.clone();
    let narrow = Rate {
        action: Some(key.action.clone()).filter(|action| !action.is_empty()),
        model: Some(key.model.clone().unwrap_or_default()),
        ..rule.clone()
    };
    let mut closest = narrow.clone();
    for (name, value) in settings_of(group.settings.as_deref()).iter() {
        closest.settings.insert(name, value.clone());
    }
    let chosen = [wide, narrow, closest].into_iter().find(|rate| {
        agreeing.iter().all(|usage| usage.last < group.first || !matches(rate, usage))
    })?;
    let day = day_of(group.first, catalog.zone);
    let whole_day = agreeing.iter().all(|usage| usage.last < day || !matches(&chosen, usage));
    let after_rule = rule.from.is_none_or(|from| from < day);
    let from = if whole_day && after_rule { day } else { group.first };
    // The rule that the row replaces keeps its page; nobody has read the new figure there yet.
    let row = RateRow { source: None, read: None, note: None, ..RateRow::of(&chosen) };
    Some(draft(&RateRow { credits: Some(charged), from: Some(from), ..row }, catalog, rule.line))
}

fn matches(rate: &Rate, usage: &Agreeing) -> bool {
    let same = |own: &Option<String>, theirs: &str| {
        use bursar_ledger::rate::fold;
        own.as_deref().is_none_or(|own| fold(own) == fold(theirs))
    };
    same(&rate.action, &usage.action)
        && same(&rate.model, usage.model.as_deref().unwrap_or_default())
        && rate.settings.all_agree_with(&usage.settings)
}

/// The first instant of the day of an instant.
fn day_of(at: Instant, zone: Zone) -> Instant {
    zone.local(at).and_then(|local| zone.start_of_day(local.date())).unwrap_or(at)
}

/// A row as the form has it.
fn draft(row: &RateRow, catalog: &Catalog, after: usize) -> RateDraft {
    let time = |at: Option<Instant>| {
        let Some(at) = at else { return String::new() };
        let local = bursar_ledger::calendar::wall_time(at, catalog.zone);
        if day_of(at, catalog.zone) == at { local.date().to_string() } else { at.to_string() }
    };
    RateDraft {
        feature: row.feature.clone().unwrap_or_default(),
        actions: row.actions.clone(),
        models: row.models.clone(),
        settings: row
            .settings
            .iter()
            .map(|(name, values)| SettingValues {
                name: name.clone(),
                values: values.iter().map(ToString::to_string).collect(),
            })
            .collect(),
        credits: row.credits.map(|credits| credits.to_string()).unwrap_or_default(),
        per_setting: row.per.as_ref().map(|per| per.setting.clone()).unwrap_or_default(),
        per_step: row.per.as_ref().map(|per| per.step.to_string()).unwrap_or_default(),
        add: row.add.iter().map(|(name, more)| (name.clone(), more.to_string())).collect(),
        from: time(row.from),
        to: time(row.to),
        tags: row.tags.clone(),
        source: String::new(),
        note: String::new(),
        after: Some(after as u64),
    }
}
