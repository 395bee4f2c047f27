//! What came with the plans day by day, and what ended unused month by month.

use std::collections::BTreeMap;

use bursar_charts::{Bucket, Figure, Notation, Series, Step, Topic, UsageOverTime};
use bursar_ledger::calendar::wall_time;
use bursar_ledger::credits::Credits;
use bursar_ledger::engine::Lot;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::share_of_price;
use bursar_ledger::policy::Kind;
use bursar_store::Wallet;
use chrono::{Datelike, Months, NaiveDate};

use super::answer::kind_colour;
use super::choose::{Chosen, kind_word};
use super::draw::{Data, Measured, Prepared, kind_label};
use super::span::{date, number};
use super::table::UsageTable;
use super::tally::{Measure, money_micros};
use crate::App;
use crate::wire::{ApiError, ChartLanguage};

/// Months that breakage is shown for, at least and at most.
const LEAST_MONTHS: u32 = 12;
const MOST_MONTHS: usize = 240;
/// A refill comes no later than this after the one before it; else the plan had a pause.
const LONGEST_CYCLE_SECONDS: i64 = 32 * 86_400;

impl App {
    /// What the subscriptions of the wallets that are asked about include for each day: each refill
    /// is spread over its cycle. Empty where the measure has no plan, where only some usage of a day
    /// is asked about, or where nothing is subscribed.
    pub(super) fn plan_by_day(
        &self,
        table: &UsageTable,
        chosen: &Chosen,
        measure: &Measure,
    ) -> Result<Vec<i64>, ApiError> {
        let days = usize::try_from(chosen.span.len()).unwrap_or(0);
        let mut sums = vec![0_i128; days];
        if chosen.is_narrow() || !matches!(measure, Measure::Credits | Measure::Money { .. }) {
            return Ok(Vec::new());
        }
        let now = self.clock.now();
        let mut any = false;
        for (place, wallet) in table.wallets.iter().enumerate() {
            if !chosen.has_wallet(place) {
                continue;
            }
            let state = self.books.state_at(wallet, now, None)?;
            let refills: Vec<&Lot> =
                state.lots().iter().filter(|lot| lot.kind == Kind::Subscription).collect();
            for (at, lot) in refills.iter().enumerate() {
                let next = refills.get(at + 1).map(|lot| lot.starts);
                let Some(amount) = planned(lot, measure) else { continue };
                let (first, after) = cycle_of(wallet, lot, next)?;
                let length = i128::from((after - first).max(1));
                for day in first.max(chosen.span.first)..after.min(chosen.span.after) {
                    any = true;
                    let day_place = usize::try_from(day - chosen.span.first).unwrap_or(0);
                    sums[day_place] += i128::from(amount) / length;
                }
            }
        }
        Ok(if any { in_whole_units(&sums) } else { Vec::new() })
    }

    /// What ended unused, by month and kind: credits, or what they had cost.
    pub(super) fn breakage(
        &self,
        table: &UsageTable,
        chosen: &Chosen,
        measured: Measured,
    ) -> Result<Option<Prepared>, ApiError> {
        let now = self.clock.now();
        let last = date(chosen.span.last()).with_day(1).unwrap_or_default();
        let year = last.checked_sub_months(Months::new(LEAST_MONTHS - 1)).unwrap_or(last);
        let first = date(chosen.span.first).with_day(1).unwrap_or_default().min(year);
        let mut months = vec![first];
        while let Some(month) = months.last().copied().filter(|month| *month < last) {
            months.push(month.checked_add_months(Months::new(1)).unwrap_or(last));
        }
        let cut = months.len().saturating_sub(MOST_MONTHS);
        months.drain(..cut);
        let mut lost: BTreeMap<u8, Vec<Figure>> = BTreeMap::new();
        for (place, wallet) in table.wallets.iter().enumerate() {
            if chosen.has_wallet(place) {
                self.add_lapses(wallet, now, &months, chosen, &measured.measure, &mut lost)?;
            }
        }
        lost.retain(|_, figures| figures.iter().any(|figure| *figure != Figure::ZERO));
        if lost.is_empty() {
            return Ok(None);
        }
        let german = measured.language() == ChartLanguage::De;
        let series = lost.iter().map(|(kind, figures)| Series {
            label: kind_label(kind_word(*kind), german).to_owned(),
            colour: Some(kind_colour(usize::from(*kind))),
            figures: figures.clone(),
        });
        let tongue = measured.tongue();
        let data = UsageOverTime {
            title: if german { "Ungenutzt verfallen" } else { "Lapsed unused" }.to_owned(),
            topic: match measured.measure {
                Measure::Money { .. } => Topic::Lost,
                _ => Topic::Lapsed,
            },
            step: Step::Month,
            series: series.collect(),
            buckets: months.iter().map(|month| Bucket::month(*month, tongue)).collect(),
        };
        let keys = lost.keys().map(|kind| Some(kind_word(*kind).to_owned())).collect();
        Ok(Some(Prepared { data: Data::Columns(data), notation: measured, keys }))
    }

    /// Adds what ended of one wallet to the months of its kinds.
    fn add_lapses(
        &self,
        wallet: &Wallet,
        now: Instant,
        months: &[NaiveDate],
        chosen: &Chosen,
        measure: &Measure,
        lost: &mut BTreeMap<u8, Vec<Figure>>,
    ) -> Result<(), ApiError> {
        let state = self.books.state_at(wallet, now, None)?;
        let mut gone: BTreeMap<u32, Credits> = BTreeMap::new();
        for lapsed in self.books.lapsed(wallet, now)? {
            let Some(lot) = state.lots().get(lapsed.lot as usize) else { continue };
            let before = gone.get(&lapsed.lot).copied().unwrap_or_default();
            let after = before.plus(lapsed.credits)?;
            gone.insert(lapsed.lot, after);
            let day = wall_time(lapsed.at, wallet.rules.zone).date();
            let month = day.with_day(1).unwrap_or(day);
            let kind = Kind::ALL.into_iter().position(|kind| kind == lot.kind).unwrap_or(0);
            let kind = u8::try_from(kind).unwrap_or(u8::MAX);
            let Some(place) = months.iter().position(|one| *one == month) else { continue };
            if !chosen.has_kind(kind) {
                continue;
            }
            let figure = match measure {
                Measure::Money { currency, .. } => match lot.paid {
                    Some(paid) if paid.currency == *currency => {
                        // As the price of what was used: the difference of two rounded sums.
                        let used = lot.drawn.minus(lot.refunded)?;
                        let share = |credits| share_of_price(paid.minor, credits, lot.amount);
                        let minor = share(used.plus(after)?) - share(used.plus(before)?);
                        Figure::Known(money_micros(minor, paid.currency))
                    }
                    Some(_) => Figure::ZERO,
                    None if lot.kind.is_given() => Figure::ZERO,
                    None => Figure::AtLeast(0),
                },
                _ => Figure::Known(lapsed.credits.micros()),
            };
            let figures = lost.entry(kind).or_insert_with(|| vec![Figure::ZERO; months.len()]);
            figures[place] = figures[place].plus(figure)?;
        }
        Ok(())
    }
}

/// What a refill adds to a plan: credits, or their price.
fn planned(lot: &Lot, measure: &Measure) -> Option<i64> {
    match measure {
        Measure::Money { currency, .. } => {
            let paid = lot.paid.filter(|paid| paid.currency == *currency)?;
            Some(money_micros(paid.minor, paid.currency))
        }
        _ => Some(lot.amount.micros()),
    }
}

/// The days of a refill's cycle: until the next refill, else a month.
fn cycle_of(wallet: &Wallet, lot: &Lot, next: Option<Instant>) -> Result<(i32, i32), ApiError> {
    let zone = wallet.rules.zone;
    let starts = zone.local(lot.starts)?.date();
    let month = starts.checked_add_months(Months::new(1)).unwrap_or(starts);
    let soon = lot.starts.plus_seconds(LONGEST_CYCLE_SECONDS);
    let next = next.filter(|next| soon.is_some_and(|soon| *next <= soon));
    let after = match next {
        Some(next) => zone.local(next)?.date(),
        None => month,
    };
    Ok((number(starts), number(after)))
}

/// What each day adds, rounded so that every sum is a whole number of units.
fn in_whole_units(sums: &[i128]) -> Vec<i64> {
    const UNIT: i128 = 1_000_000;
    let mut exact = 0_i128;
    let mut told = 0_i128;
    let mut days = Vec::with_capacity(sums.len());
    for sum in sums {
        exact += sum;
        let rounded = (exact + UNIT / 2).div_euclid(UNIT) * UNIT;
        days.push(i64::try_from(rounded - told).unwrap_or(i64::MAX));
        told = rounded;
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_told_in_whole_credits() {
        let day = 5_000 * 1_000_000 / 30;
        let days = in_whole_units(&[day; 30]);
        assert!(days.iter().all(|micros| micros % 1_000_000 == 0), "{days:?}");
        assert_eq!(days.iter().sum::<i64>(), 5_000 * 1_000_000);
    }
}
