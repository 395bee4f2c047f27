//! The chart of what ways cost against what is needed.

use bursar_charts::{ChartError, PlanCost, PlanCosts, Scene, Size, plan_costs};
use bursar_ledger::compare::{Crossing, Curve};
use bursar_ledger::credits::Credits;
use bursar_ledger::money::{Currency, Money};

use crate::charts::{InZone, separated};
use crate::wire::{ChartLanguage, ChartWriting, Way};

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

/// A chart of costs that can be drawn at any size.
pub(crate) struct CostChart {
    plans: Vec<PlanCost>,
    crossings: Vec<(i64, usize)>,
    needed: Credits,
    currency: Currency,
    writing: ChartWriting,
}

impl CostChart {
    /// The chart; none where no way has a price.
    pub(super) fn of(
        costs: &Costs<'_>,
        named: &dyn Fn(usize) -> Way,
        writing: ChartWriting,
    ) -> Option<Self> {
        // The cheapest first, and those that are it somewhere before the rest.
        let mut order: Vec<&Curve> = costs.curves.iter().collect();
        let reigns = |way: usize| {
            costs.crossings.iter().any(|crossing| crossing.to == way || crossing.from == way)
        };
        order.sort_by_key(|curve| (Some(curve.way) != costs.best, !reigns(curve.way)));
        order.truncate(MOST_LINES);
        if order.is_empty() {
            return None;
        }
        let scale = micros_of_minor(costs.currency);
        let plans = order.iter().map(|curve| PlanCost {
            label: label(&named(curve.way), writing.language),
            points: curve
                .by_month()
                .map(|(at, minor)| (at.micros(), minor.map(|minor| minor.saturating_mul(scale))))
                .collect(),
        });
        let place = |way: usize| order.iter().position(|curve| curve.way == way);
        let crossings = costs.crossings.iter();
        Some(Self {
            plans: plans.collect(),
            crossings: crossings
                .filter_map(|crossing| Some((crossing.at.micros(), place(crossing.to)?)))
                .collect(),
            needed: costs.needed,
            currency: costs.currency,
            writing,
        })
    }

    /// Draws it.
    ///
    /// # Errors
    /// A size that cannot be drawn.
    pub(crate) fn scene(&self, size: Size) -> Result<Scene, ChartError> {
        let scale = micros_of_minor(self.currency);
        let money = |micros: i64| {
            let money = Money { minor: micros / scale, currency: self.currency };
            separated(&money.number(), self.writing)
        };
        let asked = PlanCosts {
            title: match self.writing.language {
                ChartLanguage::En => "Money a month against credits a month".to_owned(),
                ChartLanguage::De => "Geld im Monat gegen Credits im Monat".to_owned(),
            },
            plans: self.plans.clone(),
            needed: self.needed.micros(),
            crossings: self.crossings.clone(),
            currency: self.currency.code().to_owned(),
            money: &money,
        };
        plan_costs(&asked, size, &InZone::anywhere(self.writing))
    }
}

/// Millionths of a currency's unit in one of its minor units.
fn micros_of_minor(currency: Currency) -> i64 {
    10_i64.pow(6 - currency.decimals().min(6))
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
