//! Why a rate applies: every rate for an action and a model, and how each of them stands.
//!
//! The same comparison that prices a usage, told instead of taken. Nothing here decides a price.

use super::{Query, Rate, RateCard, SettingValue, Settings};
use crate::credits::Credits;
use crate::instant::Instant;

/// How a rate stands towards a usage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It sets the price.
    Applies,
    /// Another one names more keys.
    FewerKeys,
    /// Another one with as many keys came into force later.
    Earlier,
    /// It is not in force yet.
    NotYet(Instant),
    /// It is no longer in force.
    NoLonger(Instant),
    /// A setting that it names is another one, or is missing.
    Setting {
        /// Its name.
        name: String,
        /// What the rate asks for.
        wants: SettingValue,
        /// What the usage has.
        has: Option<SettingValue>,
    },
}

/// Where a row stands in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It has ended, or a later one took its place.
    Past,
    /// It holds.
    InForce,
    /// It will hold.
    Coming,
}

impl RateCard {
    /// Every rate for the action and the model of a usage, and how it stands; the one that applies
    /// comes first, then those that came closest.
    pub fn standings(&self, query: &Query<'_>) -> Vec<(usize, Standing)> {
        let mut winner: Option<&Rate> = None;
        let mut standings = Vec::new();
        for index in self.ranked(query.action, query.model) {
            let Some(rate) = self.rate(index) else { continue };
            let standing = match against(rate, query) {
                Some(standing) => standing,
                None => match winner {
                    None => Standing::Applies,
                    Some(best) if best.keys() > rate.keys() => Standing::FewerKeys,
                    Some(_) => Standing::Earlier,
                },
            };
            if standing == Standing::Applies {
                winner = Some(rate);
            }
            standings.push((index, standing));
        }
        let rank = |standing: &Standing| match standing {
            Standing::Applies => 0,
            Standing::FewerKeys | Standing::Earlier => 1,
            _ => 2,
        };
        standings.sort_by_key(|(_, standing)| rank(standing));
        standings
    }

    /// Until when a rate holds: its own end, or the beginning of a later one of the same keys.
    pub fn until(&self, index: usize) -> Option<Instant> {
        let own = self.rate(index)?;
        let later = self.heirs(index).filter_map(|rate| rate.from);
        later.chain(own.to).min()
    }

    /// Where a rate stands in time at an instant. One whose place another has taken for a while
    /// only is in the past for that while.
    pub fn phase(&self, index: usize, at: Instant) -> Phase {
        let Some(own) = self.rate(index) else { return Phase::Past };
        if own.from.is_some_and(|from| at < from) {
            return Phase::Coming;
        }
        let ended = !own.in_force(at) || self.heirs(index).any(|rate| rate.in_force(at));
        if ended { Phase::Past } else { Phase::InForce }
    }

    /// The rates of the same keys that came into force later.
    fn heirs(&self, index: usize) -> impl Iterator<Item = &Rate> {
        let own = self.rate(index);
        let rates = self.rates().iter().enumerate();
        rates.filter_map(move |(other, rate)| {
            let own = own?;
            (rate.from > own.from && self.same_names(index, other) && same_settings(own, rate))
                .then_some(rate)
        })
    }
}

impl Rate {
    /// The figure that the rate would have to say, for one result with these settings to cost
    /// `unit`; none where it does not come out even.
    pub fn figure_for(&self, settings: &Settings, unit: Credits) -> Option<Credits> {
        let added = self.add.iter().filter_map(|(name, more)| {
            settings.get(name).is_some_and(SettingValue::is_on).then_some(*more)
        });
        let rest = unit.minus(Credits::sum(added).ok()?).ok()?;
        if rest.is_negative() {
            return None;
        }
        let steps = match &self.per {
            None => 1,
            Some(per) => settings.get(&per.setting)?.number()?.steps_of(per.step)?,
        };
        (rest.micros() % steps == 0).then(|| Credits::from_micros(rest.micros() / steps))
    }
}

/// Why a rate does not match at all.
fn against(rate: &Rate, query: &Query<'_>) -> Option<Standing> {
    if let Some(from) = rate.from.filter(|from| query.at < *from) {
        return Some(Standing::NotYet(from));
    }
    if let Some(to) = rate.to.filter(|to| *to <= query.at) {
        return Some(Standing::NoLonger(to));
    }
    let wrong = rate.settings.iter().find(|(name, wants)| {
        let has = query.settings.get(name);
        has.map_or(!wants.is_empty(), |has| !wants.agrees(has))
    });
    wrong.map(|(name, wants)| Standing::Setting {
        name: name.to_owned(),
        wants: wants.clone(),
        has: query.settings.get(name).cloned(),
    })
}

fn same_settings(one: &Rate, two: &Rate) -> bool {
    one.settings.len() == two.settings.len() && one.settings.all_agree_with(&two.settings)
}
