//! The price of a lot, spread over what leaves it.
//!
//! Each part is the difference of two rounded sums, so that parts add up whatever their sizes. What
//! usages drew together costs its rounded share of the price, as in reports of usage; what left in
//! other ways costs the rest of what is gone.

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::engine::LotIndex;
use bursar_ledger::money::{Money, share_of_price};

/// Why credits leave a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// A usage drew them (below zero: gave them back).
    Drawn,
    /// They ended, were voided, carried over or corrected.
    Otherwise,
}

/// How much has left each lot of a wallet, by its place.
#[derive(Default)]
pub(super) struct LotCosts(Vec<Gone>);

#[derive(Clone, Copy, Default)]
struct Gone {
    drawn: Credits,
    otherwise: Credits,
    /// What those that left otherwise cost so far.
    otherwise_minor: i64,
}

impl LotCosts {
    /// The money that goes with credits that leave a lot of this price and amount, or (below zero)
    /// come back to it.
    pub(super) fn leaving(
        &mut self,
        index: LotIndex,
        (paid, amount): (Option<Money>, Credits),
        credits: Credits,
        why: Leaving,
    ) -> Result<Option<Money>, Overflow> {
        if self.0.len() <= index.get() {
            self.0.resize(index.get() + 1, Gone::default());
        }
        let gone = &mut self.0[index.get()];
        let Some(paid) = paid else { return Ok(None) };
        let share = |credits| share_of_price(paid.minor, credits, amount);
        let minor = match why {
            Leaving::Drawn => {
                let before = share(gone.drawn);
                gone.drawn = gone.drawn.plus(credits)?;
                share(gone.drawn) - before
            }
            Leaving::Otherwise => {
                gone.otherwise = gone.otherwise.plus(credits)?;
                let all = share(gone.drawn.plus(gone.otherwise)?);
                // Rounding may have given a minor unit too much before; it is made up for later.
                let minor = (all - share(gone.drawn) - gone.otherwise_minor).max(0);
                gone.otherwise_minor += minor;
                minor
            }
        };
        Ok(Some(Money { minor, ..paid }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn usage_costs_its_share_and_the_lot_its_price(
            minor in 0..1_000_000_i64,
            parts in prop::collection::vec((1..1_000_000_000_i64, any::<bool>()), 1..20),
        ) {
            let amount = Credits::from_micros(parts.iter().map(|(part, _)| part).sum());
            let drawn = parts.iter().filter(|(_, is_drawn)| *is_drawn).map(|(part, _)| part);
            let drawn = Credits::from_micros(drawn.sum());
            let paid = Money { minor, currency: "EUR".parse().unwrap() };
            let mut costs = LotCosts::default();
            let (mut all, mut of_usage) = (0, 0);
            for (part, is_drawn) in parts {
                let why = if is_drawn { Leaving::Drawn } else { Leaving::Otherwise };
                let part = Credits::from_micros(part);
                let cost = costs.leaving(LotIndex(3), (Some(paid), amount), part, why).unwrap();
                let cost = cost.unwrap().minor;
                prop_assert!(cost >= 0);
                all += cost;
                of_usage += i64::from(is_drawn) * cost;
            }
            prop_assert_eq!(of_usage, share_of_price(minor, drawn, amount));
            prop_assert!((all - minor).abs() <= 1, "{} of {}", all, minor);
        }

        #[test]
        fn what_comes_back_takes_its_cost_along(minor in 0..1_000_000_i64, part in 1..1_000_i64) {
            let paid = Money { minor, currency: "EUR".parse().unwrap() };
            let lot = (Some(paid), Credits::from_micros(1_000));
            let mut costs = LotCosts::default();
            let mut leave = |micros| {
                let credits = Credits::from_micros(micros);
                costs.leaving(LotIndex(0), lot, credits, Leaving::Drawn).unwrap().unwrap().minor
            };
            prop_assert_eq!(leave(part) + leave(-part), 0);
        }
    }
}
