//! Rate cards: what one usage costs, from dated prices by action, model and settings.
//!
//! A rate matches a usage when every key that it names (action, model, each setting) agrees. Of
//! the rates that match and are in force at the usage's instant, the one that names most keys
//! wins, then the one that came into force later. What no rate matches has no price; it is never
//! guessed and never free. A rate of zero credits is a price.
//!
//! Actions, models and texts are compared without regard to case, and spaces, hyphens and
//! underscores are alike: `Nano Banana 2` is `nano-banana-2`. A rate's feature is a label for
//! reports and takes no part in matching.

mod card;
mod from_json;
mod setting;
#[cfg(test)]
mod tests;
mod why;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::credits::{Credits, Overflow};
use crate::fact::Tag;
use crate::instant::Instant;

pub use card::{Aliases, RateCard, Selection};
pub use setting::{Decimal, SettingValue, Settings, fold};
pub use why::{Phase, Standing};

/// A price that grows with a setting: once for each started step of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Per {
    /// The setting that is measured.
    pub setting: String,
    /// The length of a step; above zero.
    pub step: Decimal,
}

/// One dated price.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// The feature that such a usage counts under in reports, where the usage names none.
    pub feature: Option<String>,
    /// The action that must agree.
    pub action: Option<String>,
    /// The model that must agree; an empty one agrees with usage that names no model.
    pub model: Option<String>,
    /// The settings that must agree; an empty text agrees with usage that lacks the setting.
    pub settings: Settings,
    /// Credits of one result, or of one step of it; none where the provider publishes no figure.
    pub credits: Option<Credits>,
    /// What makes it several steps.
    pub per: Option<Per>,
    /// What is added to a result while a setting is on.
    pub add: BTreeMap<String, Credits>,
    /// In force from this instant on; none is always.
    pub from: Option<Instant>,
    /// No longer in force from this instant on; none is still.
    pub to: Option<Instant>,
    /// Labels of such a usage that lots may be barred from or reserved for.
    pub tags: Vec<Tag>,
    /// The address of the page that says so.
    pub source: Option<String>,
    /// The day on which that page was read.
    #[serde(serialize_with = "day_or_none")]
    pub read: Option<NaiveDate>,
    /// What the page leaves open, for people.
    pub note: Option<String>,
    /// Where it stands in its file: the line, or its place in a list, from 1.
    pub line: usize,
}

impl Rate {
    /// How many keys it names.
    pub fn keys(&self) -> usize {
        usize::from(self.action.is_some()) + usize::from(self.model.is_some()) + self.settings.len()
    }

    /// Whether it is in force at an instant.
    pub fn in_force(&self, at: Instant) -> bool {
        self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at < to)
    }

    /// Credits of one result with these settings.
    ///
    /// # Errors
    /// When a step is measured by a setting that is missing, or is not a number above zero; and on
    /// overflow.
    pub fn unit(&self, settings: &Settings) -> Result<Credits, NoPrice> {
        let published = self.credits.ok_or(NoPrice::NotPublished)?;
        let mut unit = match &self.per {
            None => published,
            Some(per) => published.times(self.steps(per, settings)?)?,
        };
        for (setting, surcharge) in &self.add {
            if settings.get(setting).is_some_and(SettingValue::is_on) {
                unit = unit.plus(*surcharge)?;
            }
        }
        Ok(unit)
    }

    /// What is wrong with the rate in itself, by field; nothing if it can be used.
    pub fn faults(&self) -> Vec<RateError> {
        let mut faults = Vec::new();
        let amounts = self.add.iter().map(|(name, more)| (format!("add.{name}"), *more));
        let credits = self.credits.map(|credits| ("credits".to_owned(), credits));
        for (field, amount) in credits.into_iter().chain(amounts) {
            if amount.is_negative() {
                let message = format!("{amount} is below zero; a rate is zero or more");
                faults.push(RateError::new(&field, message));
            }
        }
        if let Some(per) = &self.per
            && !per.step.is_positive()
        {
            let message = "a step must be a number above zero, such as 5";
            faults.push(RateError::new("per.step", message));
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from >= to
        {
            let message =
                format!("{to} is not later than from ({from}); the rate would never hold");
            faults.push(RateError::new("to", message));
        }
        faults
    }

    fn steps(&self, per: &Per, settings: &Settings) -> Result<i64, NoPrice> {
        let given = settings
            .get(&per.setting)
            .ok_or_else(|| NoPrice::SettingMissing { setting: per.setting.clone() })?;
        given.number().and_then(|number| number.steps_of(per.step)).ok_or_else(|| {
            NoPrice::SettingNotMeasured {
                setting: per.setting.clone(),
                value: crate::credits::shorten(&given.to_string()),
            }
        })
    }
}

/// What is to be priced.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The action; empty is none.
    pub action: &'a str,
    /// The model.
    pub model: Option<&'a str>,
    /// The settings.
    pub settings: &'a Settings,
    /// How many results.
    pub quantity: i64,
    /// When.
    pub at: Instant,
}

/// A price, and the rate that set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Priced {
    /// Credits of the whole usage.
    pub credits: Credits,
    /// Credits of one result.
    pub unit: Credits,
    /// The rate, as [`RateCard::rate`] counts them.
    pub rate: usize,
}

/// Why a usage has no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPrice {
    /// No rate in force matches.
    #[error("no rate matches; add one to the provider's file, or give the credits")]
    NoRate,
    /// The rate that matches names no figure, because the provider publishes none.
    #[error("the provider publishes no figure for this; give the credits that it took")]
    NotPublished,
    /// The rate counts steps of a setting that is not there.
    #[error("the price depends on the setting \u{201c}{setting}\u{201d}; give it, or the credits")]
    SettingMissing {
        /// Its name.
        setting: String,
    },
    /// The rate counts steps of a setting that cannot be counted.
    #[error(
        "the setting \u{201c}{setting}\u{201d} must be a number above zero, not \u{201c}{value}\u{201d}"
    )]
    SettingNotMeasured {
        /// Its name.
        setting: String,
        /// What was given.
        value: String,
    },
    /// A quantity below zero.
    #[error("the quantity {0} is below zero; write how many results there were")]
    BadQuantity(i64),
    /// The price does not fit.
    #[error("the price is too large to be kept exactly; check the quantity and the settings")]
    Overflow,
}

impl From<Overflow> for NoPrice {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

fn day_or_none<S: Serializer>(day: &Option<NaiveDate>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(serializer)
}

/// What is wrong with a rate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct RateError {
    /// The field, as the file writes it (`per.step`).
    pub field: String,
    /// What is wrong with it and what to write.
    pub message: String,
}

impl RateError {
    pub(crate) fn new(field: &str, message: impl ToString) -> Self {
        Self { field: field.to_owned(), message: message.to_string() }
    }
}
