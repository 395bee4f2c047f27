//! The price of a row: the provider's own figure where there is one, else the rate card's.

use std::collections::HashMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::Tag;
use bursar_ledger::rate::{Query, RateCard, Selection, SettingValue, Settings};

use crate::import::{Row, settings};

/// A log whose settings are all different must not be remembered row by row.
const MOST_KINDS: usize = 100_000;

/// Prices rows; what rows have in common is looked up once.
pub(super) struct Pricing<'r> {
    rates: &'r RateCard,
    kinds: HashMap<Kind, Prepared>,
    last: Option<(Kind, Prepared)>,
}

#[derive(Clone, Default, PartialEq, Eq, Hash)]
struct Kind {
    action: String,
    model: Option<String>,
    settings: Option<String>,
}

#[derive(Clone)]
struct Prepared {
    selection: std::rc::Rc<Selection>,
    settings: std::rc::Rc<Settings>,
}

/// What a row costs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Price<'r> {
    /// Credits to charge; none if unknown.
    pub(super) credits: Option<Credits>,
    /// What the rate card says where the provider's own figure was given.
    pub(super) rated: Option<Credits>,
    /// Labels that lots may be barred from.
    pub(super) tags: &'r [Tag],
    /// The feature it counts under, if the row names none.
    pub(super) feature: Option<&'r str>,
}

impl<'r> Pricing<'r> {
    pub(super) fn new(rates: &'r RateCard) -> Self {
        Self { rates, kinds: HashMap::new(), last: None }
    }

    pub(super) fn price(&mut self, row: &Row<'_>) -> Price<'r> {
        let prepared = self.prepared(row);
        let rates = self.rates;
        let quantity = row.quantity.unwrap_or(1);
        let priced =
            rates.price_selected(&prepared.selection, &prepared.settings, quantity, row.at).ok();
        let rate = match &priced {
            Some(priced) => rates.rate(priced.rate),
            None => rates.matching(&Query {
                action: row.action.unwrap_or_default(),
                model: row.model,
                settings: &prepared.settings,
                quantity,
                at: row.at,
            }),
        };
        // Without a quantity, a price would be a guess.
        let by_rate = priced.map(|priced| priced.credits).filter(|_| row.quantity.is_some());
        Price {
            credits: row.credits.or(by_rate),
            rated: row.credits.and(by_rate),
            tags: rate.map(|rate| rate.tags.as_slice()).unwrap_or_default(),
            feature: rate.and_then(|rate| rate.feature.as_deref()),
        }
    }

    fn prepared(&mut self, row: &Row<'_>) -> Prepared {
        let action = row.action.unwrap_or_default();
        if let Some((kind, prepared)) = &self.last
            && kind.action == action
            && kind.model.as_deref() == row.model
            && kind.settings.as_deref() == row.settings
        {
            return prepared.clone();
        }
        let kind = Kind {
            action: action.to_owned(),
            model: row.model.map(str::to_owned),
            settings: row.settings.map(str::to_owned),
        };
        let rates = self.rates;
        let prepare = || Prepared {
            selection: std::rc::Rc::new(rates.select(&kind.action, kind.model.as_deref())),
            settings: std::rc::Rc::new(parse_settings(row.settings)),
        };
        let prepared = match self.kinds.get(&kind) {
            Some(prepared) => prepared.clone(),
            None => {
                let prepared = prepare();
                if self.kinds.len() < MOST_KINDS {
                    self.kinds.insert(kind.clone(), prepared.clone());
                }
                prepared
            }
        };
        self.last = Some((kind, prepared.clone()));
        prepared
    }
}

/// The settings of a row, as the rate card compares them.
fn parse_settings(text: Option<&str>) -> Settings {
    let pairs = text.map(settings::pairs).into_iter().flatten();
    let mut parsed = Settings::default();
    for (name, value) in pairs {
        parsed.insert(&name, SettingValue::read(&value));
    }
    parsed
}
