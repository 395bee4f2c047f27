//! A rate card: the rates of one provider, found by action, and which of them wins.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::{NoPrice, Priced, Query, Rate, Settings, fold};
use crate::instant::Instant;

/// The rates for one action and model, best first: what an import keeps for the rows that repeat
/// them. Good for the card that made it, and no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection(Box<[usize]>);

/// Other names of actions and models: alias to name, both folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// Of actions.
    pub actions: HashMap<String, String>,
    /// Of models.
    pub models: HashMap<String, String>,
}

/// The rates of one provider, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct RateCard {
    rates: Vec<Rate>,
    aliases: Aliases,
    keys: Vec<Keys>,
    by_action: HashMap<String, Vec<usize>>,
    any_action: Vec<usize>,
}

/// The names of a rate in the form in which they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Keys {
    action: Option<String>,
    model: Option<String>,
}

impl RateCard {
    /// A card of these rates; [`RateCard::ties`] tells whether it is unambiguous.
    pub fn new(rates: Vec<Rate>) -> Self {
        let folded = |name: &Option<String>| name.as_deref().map(|name| fold(name).into_owned());
        let mut card = Self::default();
        for (index, rate) in rates.iter().enumerate() {
            let keys = Keys { action: folded(&rate.action), model: folded(&rate.model) };
            match &keys.action {
                Some(action) => card.by_action.entry(action.clone()).or_default().push(index),
                None => card.any_action.push(index),
            }
            card.keys.push(keys);
        }
        card.rates = rates;
        card
    }

    /// The same card, which also knows other names of its actions and models.
    #[must_use]
    pub fn with_aliases(mut self, aliases: Aliases) -> Self {
        self.aliases = aliases;
        self
    }

    /// The other names that it knows.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// All rates, in the order of the file.
    pub fn rates(&self) -> &[Rate] {
        &self.rates
    }

    /// One rate, by the index that a [`Priced`] names.
    pub fn rate(&self, index: usize) -> Option<&Rate> {
        self.rates.get(index)
    }

    /// Prices a usage.
    ///
    /// # Errors
    /// Why it has no price.
    pub fn price(&self, query: &Query<'_>) -> Result<Priced, NoPrice> {
        self.price_by(self.best(query), query.settings, query.quantity).map_err(|reason| {
            let candidates = self.candidates(query.action, query.model);
            self.explain(reason, candidates, query.settings, query.at)
        })
    }

    /// The rate that sets the price of a usage, even if it names no figure: its tags and its
    /// feature hold also where the credits were given.
    pub fn matching(&self, query: &Query<'_>) -> Option<&Rate> {
        self.best(query).map(|index| &self.rates[index])
    }

    /// The rates for an action and a model, so that many usages of both are priced without
    /// looking them up again.
    pub fn select(&self, action: &str, model: Option<&str>) -> Selection {
        let mut chosen: Vec<usize> = self.candidates(action, model).collect();
        chosen.sort_by(|one, two| self.better_first(*one, *two));
        Selection(chosen.into_boxed_slice())
    }

    /// The rates for an action and a model, whatever the settings and the instant: those that
    /// name most keys first, then those that came into force later.
    pub(super) fn ranked(&self, action: &str, model: Option<&str>) -> Vec<usize> {
        self.select(action, model).0.into_vec()
    }

    /// Whether two rates are for the same action and model.
    pub(super) fn same_names(&self, one: usize, two: usize) -> bool {
        self.keys[one] == self.keys[two]
    }

    /// Prices a usage of a selected action and model; the same answer as [`RateCard::price`],
    /// without an allocation.
    ///
    /// # Errors
    /// Why it has no price.
    pub fn price_selected(
        &self,
        selection: &Selection,
        settings: &Settings,
        quantity: i64,
        at: Instant,
    ) -> Result<Priced, NoPrice> {
        let best = selection.0.iter().copied().find(|index| self.applies(*index, settings, at));
        self.price_by(best, settings, quantity)
            .map_err(|reason| self.explain(reason, selection.0.iter().copied(), settings, at))
    }

    /// Pairs of rates of which neither wins although both can match one usage: same number of
    /// keys, same `from`, no key that tells them apart, and no third rate that decides between
    /// them. Such a card is ambiguous.
    pub fn ties(&self) -> Vec<(usize, usize)> {
        let mut groups: BTreeMap<(usize, Option<Instant>), Vec<usize>> = BTreeMap::new();
        for (index, rate) in self.rates.iter().enumerate() {
            groups.entry((rate.keys(), rate.from)).or_default().push(index);
        }
        let mut ties = Vec::new();
        for group in groups.values() {
            for (place, one) in group.iter().enumerate() {
                let rivals = group[place + 1..].iter();
                ties.extend(
                    rivals
                        .filter(|two| self.can_meet(*one, **two) && !self.decided(*one, **two))
                        .map(|two| (*one, *two)),
                );
            }
        }
        ties.sort_unstable();
        ties
    }

    fn best(&self, query: &Query<'_>) -> Option<usize> {
        self.candidates(query.action, query.model)
            .filter(|index| self.applies(*index, query.settings, query.at))
            .min_by(|one, two| self.better_first(*one, *two))
    }

    fn candidates<'a>(
        &'a self,
        action: &'a str,
        model: Option<&'a str>,
    ) -> impl Iterator<Item = usize> + 'a {
        let action = Self::named(&self.aliases.actions, action);
        let model = Self::named(&self.aliases.models, model.unwrap_or(""));
        let named = self.by_action.get(action.as_ref());
        let named = named.map_or(&[][..], Vec::as_slice);
        let all = named.iter().chain(&self.any_action).copied();
        all.filter(move |index| {
            let asked = self.keys[*index].model.as_deref();
            asked.is_none_or(|asked| asked == model)
        })
    }

    /// The folded name, in place of an alias.
    fn named<'a>(aliases: &'a HashMap<String, String>, name: &'a str) -> Cow<'a, str> {
        let folded = fold(name);
        match aliases.get(folded.as_ref()) {
            Some(name) => Cow::Borrowed(name),
            None => folded,
        }
    }

    fn applies(&self, index: usize, settings: &Settings, at: Instant) -> bool {
        let rate = &self.rates[index];
        rate.in_force(at) && rate.settings.all_agree_with(settings)
    }

    fn better_first(&self, one: usize, two: usize) -> std::cmp::Ordering {
        let rank = |index: usize| (self.rates[index].keys(), self.rates[index].from);
        rank(two).cmp(&rank(one)).then(one.cmp(&two))
    }

    fn price_by(
        &self,
        best: Option<usize>,
        settings: &Settings,
        quantity: i64,
    ) -> Result<Priced, NoPrice> {
        let index = best.ok_or(NoPrice::NoRate)?;
        if quantity < 0 {
            return Err(NoPrice::BadQuantity(quantity));
        }
        let unit = self.rates[index].unit(settings)?;
        Ok(Priced { credits: unit.times(quantity)?, unit, rate: index })
    }

    /// Names the setting that is missing, where giving it would have led to a price.
    fn explain(
        &self,
        reason: NoPrice,
        candidates: impl Iterator<Item = usize>,
        settings: &Settings,
        at: Instant,
    ) -> NoPrice {
        if !matches!(reason, NoPrice::NoRate | NoPrice::NotPublished) {
            return reason;
        }
        let priced = candidates.filter(|index| {
            let rate = &self.rates[*index];
            rate.credits.is_some() && rate.in_force(at) && rate.settings.can_hold_beside(settings)
        });
        let missing = priced.filter_map(|index| {
            let named = self.rates[index].settings.iter();
            let mut missing = named.filter(|(name, _)| settings.get(name).is_none());
            missing.next().map(|(name, _)| name)
        });
        missing
            .min()
            .map_or(reason, |setting| NoPrice::SettingMissing { setting: setting.to_owned() })
    }

    /// Whether one usage can match both.
    fn can_meet(&self, one: usize, two: usize) -> bool {
        let together =
            |a: &Option<String>, b: &Option<String>| a.is_none() || b.is_none() || a == b;
        let (a, b) = (&self.keys[one], &self.keys[two]);
        together(&a.action, &b.action)
            && together(&a.model, &b.model)
            && self.rates[one].settings.can_hold_beside(&self.rates[two].settings)
    }

    /// Whether a third rate wins wherever both match.
    fn decided(&self, one: usize, two: usize) -> bool {
        let (a, b) = (&self.rates[one], &self.rates[two]);
        let ends = [a.to, b.to].into_iter().flatten().min();
        (0..self.rates.len()).any(|third| {
            let rate = &self.rates[third];
            let keys = &self.keys[third];
            let either = |own: &Option<String>, x: &Option<String>, y: &Option<String>| {
                own.is_none() || own == x || own == y
            };
            rate.keys() > a.keys()
                && either(&keys.action, &self.keys[one].action, &self.keys[two].action)
                && either(&keys.model, &self.keys[one].model, &self.keys[two].model)
                && rate.settings.iter().all(|(name, value)| {
                    [a, b].iter().any(|rival| {
                        let theirs = rival.settings.get(name);
                        theirs.is_some_and(|theirs| theirs.agrees(value))
                    })
                })
                && rate.from <= a.from
                && rate.to.is_none_or(|to| ends.is_some_and(|end| end <= to))
        })
    }
}
