//! What a wallet will be asked for: days like those of its own past, drawn by lot.
//!
//! A coming day is one of the past days of its weekday, taken at random, so that quiet Fridays and
//! busy Mondays stay so. How busy the coming time is as a whole is drawn too, from means of a few
//! past weeks: months differ more than days drawn one by one would. A trend is seen only where it
//! cannot be missed (every week of the later half above, or below, every week of the half before),
//! and is taken to last four more weeks. The lots are drawn by a small generator of our own: the same
//! seed gives the same draws on every machine.

use chrono::{Datelike, Days, NaiveDate};

use crate::credits::{Credits, Overflow};

/// The most weeks that count.
const MOST_WEEKS: usize = 12;
/// The fewest: with one week nothing is known of how weeks differ.
const LEAST_WEEKS: usize = 2;
/// Weeks of each half, for a trend.
const HALF_WEEKS: usize = 4;
/// How long a trend is taken to go on.
const TREND_LASTS_WEEKS: i64 = 4;
/// With so many weeks a weekday has enough past days of its own.
const OWN_WEEKDAY_WEEKS: usize = 4;
/// A week is not taken to change by more than so many times.
const MOST_CHANGE: i64 = 3;
const THOUSAND: i64 = 1_000;

/// What a wallet used in its last whole weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    /// From Monday to Sunday, the oldest week first.
    weeks: Vec<[Credits; 7]>,
    /// Change of a week's use from one week to the next, in thousandths of the later half's mean.
    trend: Option<i64>,
    /// Weeks of the end that the draws are made from.
    pool: usize,
}

impl Demand {
    /// The demand after whole days of use, the last of them yesterday; `first` is the day of the first
    /// figure. Unknown with less than two whole weeks, or where nothing was used.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn of_days(first: NaiveDate, used: &[Credits]) -> Result<Option<Self>, Overflow> {
        let count = (used.len() / 7).min(MOST_WEEKS);
        let counted = &used[used.len() - count * 7..];
        if count < LEAST_WEEKS || counted.iter().all(|day| !day.is_positive()) {
            return Ok(None);
        }
        let skipped = u64::try_from(used.len() - count * 7).unwrap_or(0);
        let mut day = first.checked_add_days(Days::new(skipped)).unwrap_or(first);
        let mut weeks = vec![[Credits::ZERO; 7]; count];
        for (place, credits) in counted.iter().enumerate() {
            // A day with more refunds than usage takes nothing back from the others.
            weeks[place / 7][weekday(day)] = (*credits).max(Credits::ZERO);
            day = day.succ_opt().unwrap_or(day);
        }
        let mut demand = Self { weeks, trend: None, pool: count };
        demand.see_trend()?;
        Ok(Some(demand))
    }

    /// How many whole weeks it rests on.
    pub fn weeks(&self) -> usize {
        self.weeks.len()
    }

    /// The change from one week to the next, in thousandths of the present week; none where no trend
    /// can be told from chance.
    pub fn trend(&self) -> Option<i64> {
        self.trend
    }

    /// The mean of a day, over the weeks that the draws are made from.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn per_day(&self) -> Result<Credits, Overflow> {
        let pool = self.pooled();
        let sum = Credits::sum(pool.iter().flatten().copied())?;
        sum.scaled_down(1, 7 * i64::try_from(pool.len()).unwrap_or(1))
    }

    /// The mean of each weekday from Monday on.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn by_weekday(&self) -> Result<[Credits; 7], Overflow> {
        let pool = self.pooled();
        let mut means = [Credits::ZERO; 7];
        for (place, mean) in means.iter_mut().enumerate() {
            let sum = Credits::sum(pool.iter().map(|week| week[place]))?;
            *mean = sum.scaled_down(1, i64::try_from(pool.len()).unwrap_or(1))?;
        }
        Ok(means)
    }

    fn pooled(&self) -> &[[Credits; 7]] {
        &self.weeks[self.weeks.len() - self.pool..]
    }

    fn see_trend(&mut self) -> Result<(), Overflow> {
        if self.weeks.len() < 2 * HALF_WEEKS {
            return Ok(());
        }
        let half = HALF_WEEKS;
        let sums: Result<Vec<Credits>, Overflow> =
            self.weeks.iter().map(|week| Credits::sum(week.iter().copied())).collect();
        let sums = sums?;
        let (_, both) = sums.split_at(sums.len() - 2 * half);
        let (before, after) = both.split_at(half);
        let (low, high) = (before.iter().min(), before.iter().max());
        let rose = after.iter().min() > high;
        let fell = after.iter().max() < low;
        if !rose && !fell {
            return Ok(());
        }
        let (old, new) =
            (Credits::sum(before.iter().copied())?, Credits::sum(after.iter().copied())?);
        let weeks = i64::try_from(half).unwrap_or(1);
        let change = new.minus(old)?.scaled_down(THOUSAND, new.micros().max(1) * weeks)?;
        self.trend = Some(change.micros());
        self.pool = half;
        Ok(())
    }

    /// A possible course of the coming days, from a day on.
    pub fn path(&self, dice: Dice, from: NaiveDate) -> Path<'_> {
        let mut dice = dice;
        let level = self.level(&mut dice);
        Path { demand: self, dice, from, level }
    }

    /// How busy the coming time is, in thousandths of the mean: the mean of a few weeks drawn by lot.
    /// With few weeks, in which no trend could be seen, it is the last week, as it is or changed once
    /// more as much as a week changed from the one before, up or down.
    fn level(&self, dice: &mut Dice) -> i64 {
        let pool = self.pooled();
        let sums: Vec<i128> = pool.iter().map(sum).collect();
        let all: i128 = sums.iter().sum();
        let count = sums.len() as i128;
        let drawn = pool.len().div_ceil(3);
        let few: i128 = (0..drawn).map(|_| sums[dice.below(sums.len())]).sum();
        let mean = thousandths(few * count, all * drawn as i128);
        if self.weeks.len() >= 2 * HALF_WEEKS {
            return mean;
        }
        let last = thousandths(sums.last().copied().unwrap_or(0) * count, all);
        let changes = pool.len() - 1;
        let (old, new) = match dice.below(2 * changes + 1) {
            0 => (1, 1),
            up if up <= changes => (sums[up - 1], sums[up]),
            down => (sums[down - changes], sums[down - changes - 1]),
        };
        let change = thousandths(new, old).clamp(THOUSAND / MOST_CHANGE, THOUSAND * MOST_CHANGE);
        last.saturating_mul(change) / THOUSAND
    }
}

fn sum(week: &[Credits; 7]) -> i128 {
    week.iter().map(|day| i128::from(day.micros())).sum()
}

/// A ratio in thousandths; one where there is none.
fn thousandths(part: i128, whole: i128) -> i64 {
    let ratio = (part * i128::from(THOUSAND)).checked_div(whole).unwrap_or(i128::from(THOUSAND));
    i64::try_from(ratio).unwrap_or(THOUSAND)
}

/// One possible course of the coming days.
#[derive(Clone, Debug)]
pub struct Path<'a> {
    demand: &'a Demand,
    dice: Dice,
    from: NaiveDate,
    level: i64,
}

impl Path<'_> {
    /// What a day takes. Days are asked for in order, each once.
    pub fn on(&mut self, day: NaiveDate) -> Credits {
        let pool = self.demand.pooled();
        let place = weekday(day);
        let own = pool.len() >= OWN_WEEKDAY_WEEKS;
        let place = match (own, place) {
            (true, place) => place,
            (false, 0..=4) => self.dice.below(5),
            (false, _) => 5 + self.dice.below(2),
        };
        let drawn = pool[self.dice.below(pool.len())][place];
        let level = self.level.saturating_mul(self.drift(day)) / THOUSAND;
        drawn.scaled_down(level, THOUSAND).unwrap_or(Credits::MAX)
    }

    /// What the trend makes of a day, in thousandths.
    fn drift(&self, day: NaiveDate) -> i64 {
        let Some(trend) = self.demand.trend else { return THOUSAND };
        let half = i64::try_from(self.demand.pool).unwrap_or(0);
        let days = (day - self.from).num_days().clamp(0, 7 * TREND_LASTS_WEEKS);
        // The mean of the later half stands at its middle.
        let weeks_thousandths = days * THOUSAND / 7 + half * THOUSAND / 2;
        (THOUSAND + trend * weeks_thousandths / THOUSAND).clamp(THOUSAND / 4, 4 * THOUSAND)
    }
}

fn weekday(day: NaiveDate) -> usize {
    day.weekday().num_days_from_monday() as usize
}

/// A small generator (SplitMix64): the same seed, the same numbers.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// A generator with a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`; zero where that is zero.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        // The high half of a product is evenly spread over the limit.
        let wide = u128::from(mixed) * (limit as u128);
        usize::try_from(wide >> 64).unwrap_or(0)
    }

    /// Another generator, for one of many courses.
    #[must_use]
    pub fn fork(&self, number: u64) -> Self {
        let mut fork = Self(self.0 ^ number.wrapping_mul(0xD6E8_FEB8_6659_FD93));
        fork.below(1);
        fork
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credits(whole: i64) -> Credits {
        Credits::whole(whole).unwrap()
    }

    fn monday() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 8, 3).unwrap()
    }

    /// So many weeks with these credits on each working day.
    fn weeks(each: &[i64]) -> Vec<Credits> {
        each.iter()
            .flat_map(|daily| {
                (0..7).map(|day| if day < 5 { credits(*daily) } else { Credits::ZERO })
            })
            .collect()
    }

    #[test]
    fn too_little_is_unknown() {
        assert_eq!(Demand::of_days(monday(), &weeks(&[5])), Ok(None));
        assert_eq!(Demand::of_days(monday(), &weeks(&[0, 0, 0])), Ok(None));
        assert!(Demand::of_days(monday(), &weeks(&[5, 6])).unwrap().is_some());
    }

    #[test]
    fn weekends_stay_quiet_and_the_seed_repeats() {
        let demand = Demand::of_days(monday(), &weeks(&[10, 20, 30, 40, 20])).unwrap().unwrap();
        assert_eq!(demand.trend(), None);
        assert_eq!(demand.per_day().unwrap().to_string(), "17.142857");
        assert_eq!(demand.by_weekday().unwrap()[6], Credits::ZERO);
        let course = |seed| {
            let mut path = demand.path(Dice::new(seed), monday());
            monday().iter_days().take(21).map(|day| path.on(day)).collect::<Vec<_>>()
        };
        assert_eq!(course(7), course(7));
        assert_ne!(course(7), course(8));
        let weekend = |(place, day): (usize, &Credits)| place % 7 < 5 || day.is_zero();
        assert!(course(7).iter().enumerate().all(weekend));
    }

    #[test]
    fn a_trend_is_what_cannot_be_missed() {
        let trend =
            |each: &[i64]| Demand::of_days(monday(), &weeks(each)).unwrap().unwrap().trend();
        assert_eq!(trend(&[10, 11, 10, 12, 20, 21, 20, 22]), Some(120));
        assert_eq!(trend(&[20, 21, 20, 22, 10, 11, 10, 12]), Some(-232));
        assert_eq!(trend(&[10, 20, 10, 10, 20, 21, 20, 22]), None, "a week before was as busy");
        assert_eq!(trend(&[10, 10, 10, 20, 20, 20]), None, "too few weeks");
    }

    #[test]
    fn dice_are_even_and_the_same_everywhere() {
        let mut dice = Dice::new(1);
        let first: Vec<usize> = (0..6).map(|_| dice.below(1000)).collect();
        assert_eq!(first, [566, 745, 971, 444, 444, 762], "whatever the machine");
        let mut counts = [0; 7];
        for _ in 0..70_000 {
            counts[dice.below(7)] += 1;
        }
        assert!(counts.iter().all(|count| (9_600..10_400).contains(count)), "{counts:?}");
        assert_eq!(dice.below(0), 0);
    }
}
