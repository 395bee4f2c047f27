//! A rate as a scenario's `pricing` spells it:
//! `{"match": {"action", "model", <settings…>}, "credits", "per", "add", "from", "to"}`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{Decimal, Per, Rate, RateError, SettingValue, Settings};
use crate::calendar::Zone;
use crate::credits::Credits;
use crate::instant::Instant;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelled {
    #[serde(rename = "match", default)]
    keys: BTreeMap<String, SettingValue>,
    credits: Value,
    #[serde(default)]
    per: Option<SpelledPer>,
    #[serde(default)]
    add: BTreeMap<String, Value>,
    #[serde(default)]
    from: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    feature: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpelledPer {
    setting: String,
    step: SettingValue,
}

impl Rate {
    /// Reads one entry of a scenario's `pricing`; `place` is its place in the list, from 1, and
    /// `zone` the zone of times without an offset.
    ///
    /// # Errors
    /// The field that is wrong, and what to write.
    pub fn from_json(entry: &Value, place: usize, zone: Zone) -> Result<Self, RateError> {
        let spelled =
            Spelled::deserialize(entry).map_err(|error| RateError::new("pricing", error))?;
        let mut rate = Self {
            credits: Some(amount("credits", &spelled.credits)?),
            feature: spelled.feature,
            tags: spelled.tags.iter().map(|tag| tag.as_str().into()).collect(),
            line: place,
            ..Self::default()
        };
        for (name, value) in &spelled.keys {
            match name.as_str() {
                "action" => rate.action = Some(value.to_string()),
                "model" => rate.model = Some(value.to_string()),
                _ => {
                    rate.settings.insert(name, value.clone());
                }
            }
        }
        if let Some(per) = spelled.per {
            let step = per.step.number().unwrap_or(Decimal::from_micros(0));
            rate.per = Some(Per { setting: per.setting, step });
        }
        for (setting, surcharge) in &spelled.add {
            let field = format!("add.{setting}");
            rate.add.insert(setting.clone(), amount(&field, surcharge)?);
        }
        rate.from = instant("from", spelled.from, zone)?;
        rate.to = instant("to", spelled.to, zone)?;
        match rate.faults().into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(rate),
        }
    }
}

fn amount(field: &str, value: &Value) -> Result<Credits, RateError> {
    Credits::deserialize(value).map_err(|error| RateError::new(field, error))
}

fn instant(field: &str, text: Option<String>, zone: Zone) -> Result<Option<Instant>, RateError> {
    text.map(|text| zone.parse(&text)).transpose().map_err(|error| RateError::new(field, error))
}

/// The settings of an event or a request, from a JSON object.
impl TryFrom<&Value> for Settings {
    type Error = RateError;

    fn try_from(value: &Value) -> Result<Self, RateError> {
        Self::deserialize(value).map_err(|error| RateError::new("settings", error))
    }
}
