//! Money against need: what each way costs for more and for less, and where another becomes the
//! cheapest.

use super::{MONTHS, Offer};
use crate::credits::{Credits, Overflow};
use crate::money::Currency;

/// Points of a curve.
const POINTS: i64 = 120;
/// A way that is the cheapest only between two neighbouring points is not named.
const SHORTEST_REIGN: usize = 4;

/// What one way costs in a month, by credits a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The way, as a place in the list of ways.
    pub way: usize,
    /// Credits a month, and a year's money in minor units; none where it has no price.
    pub points: Vec<(Credits, Option<i64>)>,
}

/// From a need on another way is the cheapest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// Credits a month, whole.
    pub at: Credits,
    /// The way that was the cheapest below.
    pub from: usize,
    /// The way that is from here on.
    pub to: usize,
    /// What it costs there in a year, in minor units.
    pub minor: i64,
}

/// The curves of the ways that have a price in a currency somewhere between nothing and `most`.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub fn curves(ways: &[&Offer], currency: Currency, most: Credits) -> Result<Vec<Curve>, Overflow> {
    let mut curves = Vec::new();
    for (way, offer) in ways.iter().enumerate() {
        if offer.currency.is_some_and(|own| own != currency) {
            continue;
        }
        let mut points = Vec::new();
        for point in 0..=POINTS {
            let needed = most.scaled_down(point, POINTS)?;
            points.push((needed, year_minor(offer, needed)?));
        }
        if points.iter().skip(1).any(|(_, minor)| minor.is_some()) {
            curves.push(Curve { way, points });
        }
    }
    Ok(curves)
}

/// Where the cheapest way changes, found between the points to the whole credit.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub fn crossings(ways: &[&Offer], curves: &[Curve]) -> Result<Vec<Crossing>, Overflow> {
    let count = curves.iter().map(|curve| curve.points.len()).min().unwrap_or(0);
    let cheapest_at = |point: usize| {
        let priced = curves.iter().filter_map(|curve| Some((curve.points[point].1?, curve.way)));
        priced.min().map(|(_, way)| way)
    };
    let mut reigns: Vec<(usize, usize, usize)> = Vec::new();
    for point in 1..count {
        let Some(way) = cheapest_at(point) else { continue };
        match reigns.last_mut() {
            Some((last, _, until)) if *last == way => *until = point,
            _ => reigns.push((way, point, point)),
        }
    }
    reigns.retain(|(_, from, until)| until - from + 1 >= SHORTEST_REIGN);
    let mut found: Vec<Crossing> = Vec::new();
    for pair in reigns.windows(2) {
        let [(before, _, last), (after, first, _)] = pair else { continue };
        if before == after {
            continue;
        }
        let at = |point: usize| curves.first().map(|curve| curve.points[point].0);
        let (Some(low), Some(high)) = (at(*last), at(*first)) else { continue };
        found.push(between(ways, (*before, low), (*after, high))?);
    }
    Ok(found)
}

/// The first whole credit at which `after` is cheaper than `before`, between two needs of which the
/// one has it so and the other not.
fn between(
    ways: &[&Offer],
    (before, low): (usize, Credits),
    (after, high): (usize, Credits),
) -> Result<Crossing, Overflow> {
    const ONE: i64 = 1_000_000;
    let (mut low, mut high) = (low.micros() / ONE, high.micros() / ONE + 1);
    let wins = |whole: i64| -> Result<bool, Overflow> {
        let needed = Credits::whole(whole)?;
        let (old, new) = (year_minor(ways[before], needed)?, year_minor(ways[after], needed)?);
        Ok(new.is_some_and(|new| old.is_none_or(|old| new < old)))
    };
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if wins(middle)? { high = middle } else { low = middle }
    }
    let at = Credits::whole(high)?;
    let minor = year_minor(ways[after], at)?.unwrap_or_default();
    Ok(Crossing { at, from: before, to: after, minor })
}

fn year_minor(offer: &Offer, needed: Credits) -> Result<Option<i64>, Overflow> {
    let outcome = offer.at(needed)?;
    Ok(outcome.year.map(|year| year.minor).or(outcome.gratis.then_some(0)))
}

impl Curve {
    /// Its points with a month's money, in minor units.
    pub fn by_month(&self) -> impl Iterator<Item = (Credits, Option<i64>)> + '_ {
        self.points.iter().map(|(needed, year)| {
            (*needed, year.map(|minor| (minor + MONTHS / 2).div_euclid(MONTHS)))
        })
    }
}
