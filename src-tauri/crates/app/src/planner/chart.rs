//! The chart of what ways cost against what is needed.

use bursar_charts::{PlanCost, PlanCosts, Size, plan_costs};
use bursar_ledger::compare::{Crossing, Curve};
use bursar_ledger::credits::Credits;
use bursar_ledger::money::{Currency, Money};

use crate::charts::{InZone, separated};
use crate::wire::{ApiError, ChartLanguage, ChartScene, ChartSize, Way};

/// Lines that are drawn.
const MOST_LINES: usize = 6;

/// What is drawn: curves and crossings name ways by their place at the provider.
pub(super) struct Costs<'a> {
    pub(super) curves: &'a [Curve],
    pub(super) crossings: &'a [Crossing],
    pub(super) currency: Currency,
    pub(super) needed: Credits,
    pub(super) best: Option<usize>,
}

/// Draws it; nothing where no way has a price.
pub(super) fn of_costs(
    costs: &Costs<'_>,
    named: &dyn Fn(usize) -> Way,
    size: ChartSize,
) -> Result<Option<ChartScene>, ApiError> {
    // The cheapest first, and those that are it somewhere before the rest.
    let mut order: Vec<&Curve> = costs.curves.iter().collect();
    let reigns = |way: usize| {
        costs.crossings.iter().any(|crossing| crossing.to == way || crossing.from == way)
    };
    order.sort_by_key(|curve| (Some(curve.way) != costs.best, !reigns(curve.way)));
    order.truncate(MOST_LINES);
    if order.is_empty() {
        return Ok(None);
    }
    let writing = size.writing;
    let micros =
        |minor: i64| minor.saturating_mul(10_i64.pow(6 - costs.currency.decimals().min(6)));
    let plans = order.iter().map(|curve| PlanCost {
        label: label(&named(curve.way), writing.language),
        points: curve.by_month().map(|(at, minor)| (at.micros(), minor.map(micros))).collect(),
    });
    let place = |way: usize| order.iter().position(|curve| curve.way == way);
    let crossings = costs.crossings.iter();
    let scale = 10_i64.pow(6 - costs.currency.decimals().min(6));
    let money = |micros: i64| {
        let money = Money { minor: micros / scale, currency: costs.currency };
        separated(&money.number(), writing)
    };
    let asked = PlanCosts {
        title: match writing.language {
            ChartLanguage::En => "Money a month against credits a month".to_owned(),
            ChartLanguage::De => "Geld im Monat gegen Credits im Monat".to_owned(),
        },
        plans: plans.collect(),
        needed: costs.needed.micros(),
        crossings: crossings
            .filter_map(|crossing| Some((crossing.at.micros(), place(crossing.to)?)))
            .collect(),
        currency: costs.currency.code().to_owned(),
        money: &money,
    };
    let notation = InZone::anywhere(writing);
    let scene = plan_costs(&asked, Size::new(size.width, size.height)?, &notation)?;
    Ok(Some(scene.into()))
}

/// A way's name in a chart.
fn label(way: &Way, language: ChartLanguage) -> String {
    let billing = |word: &str| match (language, word) {
        (ChartLanguage::En, word) => word.to_owned(),
        (ChartLanguage::De, "weekly") => "wöchentlich".to_owned(),
        (ChartLanguage::De, "quarterly") => "vierteljährlich".to_owned(),
        (ChartLanguage::De, "yearly") => "jährlich".to_owned(),
        (ChartLanguage::De, _) => "monatlich".to_owned(),
    };
    match (&way.title, &way.billing) {
        (Some(title), Some(word)) => format!("{title}, {}", billing(word)),
        (Some(title), None) => title.clone(),
        (None, _) => match language {
            ChartLanguage::En => "Packs alone".to_owned(),
            ChartLanguage::De => "Nur Pakete".to_owned(),
        },
    }
}
