//! When a wallet runs out, as a range: many possible courses of its coming days, each played through
//! the engine with every refill, roll-over and expiry on its day.
//!
//! P10 is the day before which it ran out in one course of ten, P50 the middle, P90 the day before
//! which it ran out in nine of ten; none where it lasted. Work that some lots may not pay for is not
//! told apart here: a course takes what usage without tags may draw.

use chrono::Days;

use crate::calendar::{CalendarError, Zone};
use crate::credits::Credits;
use crate::demand::{Demand, Dice};
use crate::engine::{LedgerError, LotStage, State};
use crate::fact::WalletRules;
use crate::instant::Instant;
use crate::pace::{ended_unused, play};

/// The percentages of a range.
const RANGE: [usize; 3] = [10, 50, 90];

/// How many courses, and from which seed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    /// Courses.
    pub courses: u32,
    /// The seed; the same seed gives the same answer.
    pub seed: u64,
}

/// What the courses say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// P10, P50 and P90 of the instant at which it runs out; none is beyond the horizon.
    pub runs_out: [Option<Instant>; 3],
    /// In how many courses of a hundred it runs out before the next refill; none where none comes.
    pub before_refill: Option<u32>,
    /// P10, P50 and P90 of what of the present lots ends unused within the horizon.
    pub unused: [Credits; 3],
    /// Which lots that is in the middle course, by their place.
    pub unused_lots: Vec<(usize, Credits)>,
    /// Courses that were played.
    pub courses: u32,
}

/// What is left at the end of a day: P10, P50 and P90 of the courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayAhead {
    /// The end of the day, on the wallet's wall.
    pub at: Instant,
    /// In one course of ten there is less.
    pub low: Credits,
    /// In half of them.
    pub middle: Credits,
    /// In one course of ten there is more.
    pub high: Credits,
}

/// What is left at the end of each of the coming days, today the first.
///
/// # Errors
/// A day beyond the time-zone data, or an amount out of range.
pub fn days_ahead(
    state: &State,
    rules: &WalletRules,
    demand: &Demand,
    days: usize,
    draws: Draws,
) -> Result<Vec<DayAhead>, LedgerError> {
    let today = local_day(rules.zone, state.now)?;
    let ends = (1..=days as u64)
        .map(|day| {
            let next = today.checked_add_days(Days::new(day)).ok_or(CalendarError::OutOfRange)?;
            rules.zone.start_of_day(next)
        })
        .collect::<Result<Vec<Instant>, CalendarError>>()?;
    let mut left: Vec<Vec<Credits>> = vec![Vec::new(); ends.len()];
    let dice = Dice::new(draws.seed);
    for course in 0..draws.courses.max(1) {
        let mut path = demand.path(dice.fork(u64::from(course)), today);
        let until = ends.last().copied().unwrap_or(state.now);
        let mut days = left.iter_mut();
        let mut ended = |ahead: &State| {
            let balance = ahead.balance(rules)?;
            days.next().into_iter().for_each(|day| day.push(balance));
            Ok(())
        };
        play(state, rules, until, &mut |day| path.on(day), &mut ended, &|_, _| false)?;
    }
    let at = |sorted: &[Credits], percent: usize| {
        sorted.get(place_of(percent, sorted.len())).copied().unwrap_or_default()
    };
    Ok(ends
        .into_iter()
        .zip(&mut left)
        .map(|(end, left)| {
            left.sort_unstable();
            let [low, middle, high] = RANGE.map(|percent| at(left, percent));
            DayAhead { at: end, low, middle, high }
        })
        .collect())
}

/// Plays the courses from the state's own instant up to a horizon.
///
/// # Errors
/// A day beyond the time-zone data, or an amount out of range.
pub fn forecast(
    state: &State,
    rules: &WalletRules,
    demand: &Demand,
    until: Instant,
    refill: Option<Instant>,
    draws: Draws,
) -> Result<Forecast, LedgerError> {
    let today = local_day(rules.zone, state.now)?;
    let ending: Vec<usize> = state
        .lots()
        .iter()
        .enumerate()
        .filter(|(_, lot)| lot.stage == LotStage::Active && lot.expires.is_some())
        .map(|(place, _)| place)
        .collect();
    let all_ended =
        |ahead: &State| ending.iter().all(|place| ahead.lots()[*place].stage != LotStage::Active);
    let dice = Dice::new(draws.seed);
    let mut ends: Vec<Option<Instant>> = Vec::new();
    let mut unused: Vec<(Credits, Vec<(usize, Credits)>)> = Vec::new();
    for course in 0..draws.courses.max(1) {
        let mut path = demand.path(dice.fork(u64::from(course)), today);
        let enough = |ahead: &State, out: Option<Instant>| out.is_some() && all_ended(ahead);
        let mut used = |day| path.on(day);
        let played = play(state, rules, until, &mut used, &mut |_| Ok(()), &enough)?;
        ends.push(played.runs_out);
        let lots = ended_unused(state, &played.last)?;
        unused.push((Credits::sum(lots.iter().map(|(_, credits)| *credits))?, lots));
    }
    let count = ends.len();
    let sooner = refill.map(|refill| {
        let before = ends.iter().flatten().filter(|out| **out < refill).count();
        u32::try_from(before * 100 / count.max(1)).unwrap_or(100)
    });
    ends.sort_unstable_by_key(|end| end.unwrap_or(Instant::MAX));
    unused.sort_by_key(|(sum, _)| *sum);
    let at = |percent: usize| place_of(percent, count);
    Ok(Forecast {
        runs_out: RANGE.map(|percent| ends.get(at(percent)).copied().flatten()),
        before_refill: sooner,
        unused: RANGE
            .map(|percent| unused.get(at(percent)).map(|(sum, _)| *sum).unwrap_or_default()),
        unused_lots: unused.get(at(50)).map(|(_, lots)| lots.clone()).unwrap_or_default(),
        courses: draws.courses.max(1),
    })
}

/// Where a percentage stands among so many sorted figures.
fn place_of(percent: usize, count: usize) -> usize {
    (count * percent).div_ceil(100).saturating_sub(1)
}

fn local_day(zone: Zone, at: Instant) -> Result<chrono::NaiveDate, LedgerError> {
    Ok(zone.local(at)?.date())
}

#[cfg(test)]
mod tests;
