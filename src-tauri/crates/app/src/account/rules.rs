//! The rules of a wallet as values: the window makes sentences of them, in its own language.

use bursar_ledger::calendar::Unit;
use bursar_ledger::catalog::Catalog;
use bursar_ledger::fact::{Life, Rollover};
use bursar_ledger::policy::{Kind, OrderKey, Overdraw};
use bursar_store::{GrantFact, Wallet};

use crate::wire::{Rule, RuleSort};

/// A rule without figures.
pub(super) fn plain(sort: RuleSort) -> Rule {
    Rule { sort, kind: None, values: Vec::new(), source: None, read_on: None }
}

/// The rules by which lots are drawn.
pub(super) fn of_drawing(wallet: &Wallet, catalog: Option<&Catalog>, _: &[GrantFact]) -> Vec<Rule> {
    let policy = &wallet.rules.policy;
    let page = catalog.and_then(|catalog| catalog.pages.first()).map(|page| page.url.clone());
    let sourced = |rule: Rule| with_page(rule, catalog, page.clone());
    let keys = policy.order.iter().map(|key| key_word(*key).to_owned());
    let mut rules = vec![sourced(Rule { values: keys.collect(), ..plain(RuleSort::DrawOrder) })];
    if policy.order.contains(&OrderKey::Kind) {
        let mut kinds = Kind::ALL.to_vec();
        kinds.sort_by_key(|kind| policy.rank(*kind));
        let values = kinds.iter().map(|kind| kind.word().to_owned()).collect();
        rules.push(sourced(Rule { values, ..plain(RuleSort::KindOrder) }));
    }
    let without = &policy.topups_without_subscription;
    if without.freeze {
        rules.push(sourced(plain(RuleSort::TopupsFrozen)));
    }
    if !without.bar.is_empty() {
        let values = without.bar.clone();
        rules.push(sourced(Rule { values, ..plain(RuleSort::TopupsBarred) }));
    }
    rules.push(match policy.overdraw {
        Overdraw::Allow => sourced(plain(RuleSort::Overdraw)),
        Overdraw::Refuse => plain(RuleSort::Refuse),
    });
    rules.extend(readings(wallet, catalog));
    rules
}

/// The rules by which credits live and lapse.
pub(super) fn of_lives(
    wallet: &Wallet,
    catalog: Option<&Catalog>,
    grants: &[GrantFact],
) -> Vec<Rule> {
    let mut rules: Vec<Rule> = Vec::new();
    for grant in grants {
        let source = catalog.and_then(|catalog| source_of(catalog, grant));
        let kind = Some(grant.terms.kind.into());
        let life = match grant.terms.life {
            Life::Cycles(cycles) => {
                let every = grant.terms.recurrence.every;
                let values =
                    vec![cycles.to_string(), every.n.to_string(), unit_word(every.unit).to_owned()];
                Rule { kind, values, ..plain(RuleSort::LivesCycles) }
            }
            Life::For(length) => {
                let values = vec![length.n.to_string(), unit_word(length.unit).to_owned()];
                Rule { kind, values, ..plain(RuleSort::LivesFor) }
            }
            Life::Never => Rule { kind, ..plain(RuleSort::LivesForever) },
        };
        rules.push(with_page(life, catalog, source.clone()));
        let text = |credits: Option<bursar_ledger::credits::Credits>| {
            credits.map(|credits| credits.to_string()).unwrap_or_default()
        };
        let carried = match grant.terms.rollover {
            Some(Rollover::Carry { min, max, percent }) => Rule {
                kind,
                values: vec![text(min), text(max), text(percent)],
                ..plain(RuleSort::Carried)
            },
            Some(Rollover::Cap { total, .. }) => {
                Rule { kind, values: vec![total.to_string()], ..plain(RuleSort::Capped) }
            }
            None => continue,
        };
        rules.push(with_page(carried, catalog, source));
    }
    if let Some(catalog) = catalog
        && catalog.topup.offered
    {
        let kind = Some(Kind::Topup.into());
        let rule = match catalog.topup.expires {
            Some(length) => {
                let values = vec![length.n.to_string(), unit_word(length.unit).to_owned()];
                Rule { kind, values, ..plain(RuleSort::LivesFor) }
            }
            None => Rule { kind, ..plain(RuleSort::LivesForever) },
        };
        rules.push(with_page(rule, Some(catalog), catalog.topup.source.clone()));
    }
    rules.extend(readings(wallet, catalog));
    rules
}

/// The answers that hold to what the provider's pages leave open.
fn readings(wallet: &Wallet, catalog: Option<&Catalog>) -> Vec<Rule> {
    let Some(known) = catalog else { return Vec::new() };
    let asked = known.readings.iter().filter_map(|reading| {
        let answer = wallet.readings.get(&reading.id).unwrap_or(&reading.default);
        let choice = reading.choices.iter().find(|choice| choice.id == *answer)?;
        let values = vec![reading.question.clone(), choice.title.clone()];
        let rule = Rule { values, ..plain(RuleSort::Reading) };
        Some(with_page(rule, catalog, reading.source.clone()))
    });
    asked.collect()
}

/// The page that offers a plan or gives free credits.
fn source_of(catalog: &Catalog, grant: &GrantFact) -> Option<String> {
    let label = grant.plan.as_deref();
    let title = label.map(|label| label.rsplit_once(", ").map_or(label, |(title, _)| title));
    match title {
        Some(title) => {
            let plan = catalog.plans.iter().find(|plan| plan.title == title)?;
            plan.source.clone()
        }
        None => {
            let row = catalog.grants.iter().find(|row| row.id == grant.terms.id)?;
            row.source.clone()
        }
    }
}

fn with_page(rule: Rule, catalog: Option<&Catalog>, source: Option<String>) -> Rule {
    let pages = catalog.map(|catalog| catalog.pages.as_slice()).unwrap_or_default();
    let page = pages.iter().find(|page| Some(&page.url) == source.as_ref());
    Rule { read_on: page.map(|page| page.read.to_string()), source, ..rule }
}

fn key_word(key: OrderKey) -> &'static str {
    match key {
        OrderKey::Priority => "priority",
        OrderKey::Expires => "expires",
        OrderKey::Kind => "kind",
        OrderKey::Created => "created",
        OrderKey::Id => "id",
        OrderKey::Restricted => "restricted",
        OrderKey::Cost => "cost",
        OrderKey::Larger => "larger",
    }
}

pub(crate) fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Hour => "hour",
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Quarter => "quarter",
        Unit::Year => "year",
    }
}
