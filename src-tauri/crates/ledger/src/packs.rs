//! The cheapest set of packs that covers what is wanted, exactly.
//!
//! Packs can be bought any number of times, so this is the smallest sum of whole numbers under a
//! cover: computed by dynamic programming over the largest step that divides every pack. A greedy
//! choice (the best price for a credit first) is often wrong: it buys a large pack for a small rest.
//! Of sets that cost the same the one with the fewest packs counts, then the earlier packs.

use crate::credits::{Credits, Overflow};

/// Steps that a table may have; more are refused rather than guessed.
const MOST_STEPS: i64 = 4_000_000;

/// A pack that can be bought any number of times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pack {
    /// What it adds; above zero.
    pub credits: Credits,
    /// What it costs, in minor units.
    pub minor: i64,
}

/// What is bought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Basket {
    /// How many of each pack, in their order.
    pub counts: Vec<u64>,
    /// What they cost together, in minor units.
    pub minor: i64,
    /// What they add together.
    pub credits: Credits,
}

/// Why no set is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PacksError {
    /// The packs are so uneven that the steps between them are too many.
    #[error("the packs are too uneven for so many credits to be computed exactly")]
    TooFine,
    /// An amount left its range.
    #[error(transparent)]
    Overflow(#[from] Overflow),
}

/// The cheapest sets for every amount up to one.
#[derive(Clone, Debug, Default)]
pub struct PackTable {
    packs: Vec<Pack>,
    /// Millionths of a step.
    step: i64,
    /// For each number of steps: the price, how many packs, and the pack bought last.
    best: Vec<(i64, u32, u8)>,
}

impl PackTable {
    /// A table of these packs for every amount up to `most`; packs that add nothing are left out of
    /// account. With no packs it covers nothing but zero.
    ///
    /// # Errors
    /// [`PacksError::TooFine`] where it would need millions of steps, or a price out of range.
    pub fn new(packs: &[Pack], most: Credits) -> Result<Self, PacksError> {
        let usable = |pack: &&Pack| pack.credits.is_positive() && pack.minor >= 0;
        let step = packs.iter().filter(usable).map(|pack| pack.credits.micros()).fold(0, gcd);
        let mut table = Self { packs: packs.to_vec(), step, best: vec![(0, 0, 0)] };
        if step == 0 || !most.is_positive() {
            return Ok(table);
        }
        let steps = steps_up(most, step);
        if steps > MOST_STEPS || packs.len() > usize::from(u8::MAX) {
            return Err(PacksError::TooFine);
        }
        for wanted in 1..=steps {
            let mut best: Option<(i64, u32, u8)> = None;
            for (place, pack) in packs.iter().enumerate().filter(|(_, pack)| usable(pack)) {
                let before = (wanted - pack.credits.micros() / step).max(0);
                let (minor, count, _) = table.at(before);
                let minor = minor.checked_add(pack.minor).ok_or(Overflow)?;
                let place = u8::try_from(place).unwrap_or(u8::MAX);
                let candidate = (minor, count + 1, place);
                if best.is_none_or(|best| (candidate.0, candidate.1) < (best.0, best.1)) {
                    best = Some(candidate);
                }
            }
            table.best.extend(best);
        }
        Ok(table)
    }

    /// The cheapest set that covers an amount; none where no pack is sold, or the table does not
    /// reach so far.
    pub fn cover(&self, wanted: Credits) -> Option<Basket> {
        let mut basket = Basket { counts: vec![0; self.packs.len()], ..Basket::default() };
        if !wanted.is_positive() {
            return Some(basket);
        }
        if self.step == 0 {
            return None;
        }
        let mut steps = steps_up(wanted, self.step);
        basket.minor = self.best.get(usize::try_from(steps).ok()?)?.0;
        while steps > 0 {
            let place = usize::from(self.at(steps).2);
            let pack = self.packs.get(place)?;
            *basket.counts.get_mut(place)? += 1;
            basket.credits = basket.credits.plus(pack.credits).ok()?;
            steps -= pack.credits.micros() / self.step;
        }
        Some(basket)
    }

    /// What covering an amount costs at least, in minor units.
    pub fn price(&self, wanted: Credits) -> Option<i64> {
        if !wanted.is_positive() {
            return Some(0);
        }
        let steps = (self.step > 0).then(|| steps_up(wanted, self.step))?;
        self.best.get(usize::try_from(steps).ok()?).map(|(minor, ..)| *minor)
    }

    fn at(&self, steps: i64) -> (i64, u32, u8) {
        let place = usize::try_from(steps).unwrap_or(0);
        self.best.get(place).copied().unwrap_or_default()
    }
}

/// The cheapest set of packs that covers an amount.
///
/// # Errors
/// As [`PackTable::new`].
pub fn cheapest(packs: &[Pack], wanted: Credits) -> Result<Option<Basket>, PacksError> {
    Ok(PackTable::new(packs, wanted)?.cover(wanted))
}

/// How many steps cover an amount.
fn steps_up(wanted: Credits, step: i64) -> i64 {
    let micros = wanted.micros();
    micros / step + i64::from(micros % step != 0)
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every set of up to so many of each pack.
    fn brute_force(packs: &[Pack], wanted: Credits) -> Option<i64> {
        fn go(packs: &[Pack], wanted: i64) -> Option<i64> {
            if wanted <= 0 {
                return Some(0);
            }
            let (first, rest) = packs.split_first()?;
            let most = wanted / first.credits.micros() + 1;
            (0..=most)
                .filter_map(|count| {
                    let left = go(rest, wanted - count * first.credits.micros())?;
                    Some(left + count * first.minor)
                })
                .min()
        }
        go(packs, wanted.micros())
    }

    proptest! {
        #[test]
        fn no_set_of_packs_is_cheaper(
            packs in prop::collection::vec((1_i64..=12, 0_i64..=30), 1..=4),
            wanted in 0_i64..=40,
            step in prop::sample::select(vec![1_i64, 7, 500_000, 1_000_000]),
        ) {
            let packs: Vec<Pack> = packs
                .into_iter()
                .map(|(credits, minor)| Pack { credits: Credits::from_micros(credits * step), minor })
                .collect();
            // Also amounts that no step meets.
            let wanted = Credits::from_micros(wanted * step + wanted % 3 * (step / 3));
            let basket = cheapest(&packs, wanted).unwrap().unwrap();
            prop_assert_eq!(Some(basket.minor), brute_force(&packs, wanted));
            prop_assert!(basket.credits >= wanted);
            let sum = |part: fn(&Pack) -> i64| -> i64 {
                packs.iter().zip(&basket.counts).map(|(pack, count)| part(pack) * *count as i64).sum()
            };
            prop_assert_eq!(sum(|pack| pack.minor), basket.minor);
            prop_assert_eq!(sum(|pack| pack.credits.micros()), basket.credits.micros());
            let table = PackTable::new(&packs, Credits::from_micros(50 * step)).unwrap();
            prop_assert_eq!(table.price(wanted), Some(basket.minor));
        }
    }

    fn pack(credits: &str, minor: i64) -> Pack {
        Pack { credits: Credits::parse(credits).unwrap(), minor }
    }

    fn bought(packs: &[Pack], wanted: &str) -> (Vec<u64>, i64, String) {
        let basket = cheapest(packs, Credits::parse(wanted).unwrap()).unwrap().unwrap();
        (basket.counts, basket.minor, basket.credits.to_string())
    }

    #[test]
    fn a_greedy_choice_would_be_dearer() {
        // The large pack has the better price for a credit and would be bought twice.
        let packs = [pack("1000", 1200), pack("5000", 5000)];
        assert_eq!(bought(&packs, "6000"), (vec![1, 1], 6200, "6000".to_owned()));
        // Three small ones are dearer than one large.
        assert_eq!(bought(&packs, "4100"), (vec![0, 1], 5000, "5000".to_owned()));
        assert_eq!(bought(&packs, "0"), (vec![0, 0], 0, "0".to_owned()));
        assert_eq!(bought(&packs, "0.000001"), (vec![1, 0], 1200, "1000".to_owned()));
        // Coins for which taking the largest first fails even at one price for a credit.
        let coins = [pack("1", 10), pack("3", 30), pack("4", 40)];
        assert_eq!(bought(&coins, "6"), (vec![0, 2, 0], 60, "6".to_owned()));
        let decimals = [pack("0.3", 3), pack("0.5", 4)];
        assert_eq!(bought(&decimals, "1.1"), (vec![2, 1], 10, "1.1".to_owned()));
    }

    #[test]
    fn nothing_is_covered_by_nothing_and_too_fine_is_refused() {
        assert_eq!(cheapest(&[], Credits::whole(1).unwrap()), Ok(None));
        assert_eq!(cheapest(&[pack("0", 5)], Credits::whole(1).unwrap()), Ok(None));
        let uneven = [pack("999.999999", 1), pack("1000", 1)];
        let wanted = Credits::whole(1_000_000).unwrap();
        assert_eq!(cheapest(&uneven, wanted), Err(PacksError::TooFine));
    }
}
