//! The price of a lot, spread over what leaves it.
//!
//! Each part is the difference of two rounded sums, so that the parts of a lot add up to its price
//! exactly, whatever their sizes, and what comes back takes its part along.

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::engine::{Lot, LotIndex};
use bursar_ledger::money::Money;

/// What so many credits of a lot cost, in minor units, halves rounded up.
pub(super) fn share(paid: i64, credits: Credits, amount: Credits) -> i64 {
    let amount = i128::from(amount.micros());
    if amount <= 0 {
        return 0;
    }
    let product = i128::from(paid) * i128::from(credits.micros());
    let rounded = (2 * product + amount).div_euclid(2 * amount);
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// How much has left each lot of a wallet, by its place.
#[derive(Default)]
pub(super) struct LotCosts(Vec<Credits>);

impl LotCosts {
    /// The money that goes with credits that leave a lot, or (below zero) come back to it.
    pub(super) fn leaving(
        &mut self,
        index: LotIndex,
        lot: &Lot,
        credits: Credits,
    ) -> Result<Option<Money>, Overflow> {
        if self.0.len() <= index.get() {
            self.0.resize(index.get() + 1, Credits::ZERO);
        }
        let out = &mut self.0[index.get()];
        let before = *out;
        *out = before.plus(credits)?;
        let Some(paid) = lot.paid else { return Ok(None) };
        let minor = share(paid.minor, *out, lot.amount) - share(paid.minor, before, lot.amount);
        Ok(Some(Money { minor, ..paid }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn halves_are_rounded_up() {
        let credits = |micros| Credits::from_micros(micros);
        for (paid, part, of, minor) in
            [(100, 1, 3, 33), (100, 2, 3, 67), (1, 1, 2, 1), (100, 3, 3, 100), (5, 1, 0, 0)]
        {
            assert_eq!(share(paid, credits(part), credits(of)), minor, "{paid} x {part}/{of}");
        }
    }

    proptest! {
        #[test]
        fn the_parts_of_a_lot_add_up_to_its_price(
            paid in 0..1_000_000_i64,
            parts in prop::collection::vec(1..1_000_000_000_i64, 1..20),
        ) {
            let amount = Credits::from_micros(parts.iter().sum());
            let mut gone = Credits::ZERO;
            let mut sum = 0;
            for part in parts {
                let before = share(paid, gone, amount);
                gone = gone.plus(Credits::from_micros(part)).unwrap();
                let cost = share(paid, gone, amount) - before;
                prop_assert!(cost >= 0);
                sum += cost;
            }
            prop_assert_eq!(sum, paid);
        }
    }
}
