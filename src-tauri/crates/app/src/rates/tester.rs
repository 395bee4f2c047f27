//! What a job would cost at an instant, which rate says so, and why not another.

use bursar_ledger::rate::{Query, Standing as How};

use super::page::row;
use crate::App;
use crate::entries::read_settings;
use crate::typed::{self, filled};
use crate::wire::{ApiError, RateAnswer, RateFit, RateQuestion, RateStanding};

/// Rates that are told; beyond them only their number.
const MOST_TOLD: usize = 12;

impl App {
    /// What a job would cost, and why.
    ///
    /// # Errors
    /// No such provider, or something typed cannot be read.
    pub fn ask_rate(
        &self,
        provider: &str,
        question: &RateQuestion,
    ) -> Result<RateAnswer, ApiError> {
        let catalog = self.catalog(provider)?;
        let quantity = typed::quantity(question.quantity.as_deref())
            .map_err(|error| error.at_field("quantity"))?;
        let at = self
            .time(question.at.as_deref(), catalog.zone)
            .map_err(|error| error.at_field("at"))?;
        let given: Vec<(String, String)> = question
            .settings
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .cloned()
            .collect();
        let settings = read_settings(&given);
        let query = Query {
            action: question.action.trim(),
            model: filled(question.model.as_deref()),
            settings: &settings,
            quantity,
            at,
        };
        let card = catalog.rate_card();
        let priced = card.price(&query);
        let standings = card.standings(&query);
        let more = standings.len().saturating_sub(MOST_TOLD) as u64;
        let rates = standings.into_iter().take(MOST_TOLD).map(|(index, how)| {
            let keys = card.rate(index).map_or(0, |rate| rate.keys());
            let mut told = RateStanding {
                rate: row(&catalog, &[index], at),
                keys: u32::try_from(keys).unwrap_or(u32::MAX),
                standing: RateFit::Applies,
                when: None,
                setting: None,
                wants: None,
                has: None,
            };
            match how {
                How::Applies => {}
                How::FewerKeys => told.standing = RateFit::FewerKeys,
                How::Earlier => told.standing = RateFit::Earlier,
                How::NotYet(when) => {
                    (told.standing, told.when) = (RateFit::NotYet, Some(when.to_string()));
                }
                How::NoLonger(when) => {
                    (told.standing, told.when) = (RateFit::NoLonger, Some(when.to_string()));
                }
                How::Setting { name, wants, has } => {
                    told.standing = RateFit::Setting;
                    told.setting = Some(name);
                    told.wants = Some(wants.to_string());
                    told.has = has.map(|has| has.to_string());
                }
            }
            told
        });
        Ok(RateAnswer {
            at: at.to_string(),
            quantity: quantity.to_string(),
            credits: priced.as_ref().ok().map(|priced| priced.credits.to_string()),
            unit: priced.as_ref().ok().map(|priced| priced.unit.to_string()),
            why_not: priced.err().map(|reason| reason.to_string()),
            rates: rates.collect(),
            more,
        })
    }
}
