//! Which backups are kept: the last three of today, one of each earlier day of a week, one of each
//! earlier week for eight weeks. Days and weeks are those of UTC.
//!
//! It decides and does nothing; the newest of all is never given up.

use std::collections::BTreeMap;

use bursar_ledger::instant::Instant;
use chrono::{Datelike, NaiveDate};

const OF_TODAY: usize = 3;
const DAYS: i64 = 7;
const WEEKS: i64 = 8;

/// Which of these backups may go, by when each was made.
pub(crate) fn superfluous(made: &[Instant], now: Instant) -> Vec<usize> {
    let Some(today) = day(now) else { return Vec::new() };
    let mut order: Vec<usize> = (0..made.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(made[*index]));
    let mut of_a_span: BTreeMap<(u8, i64), usize> = BTreeMap::new();
    let mut gone = Vec::new();
    for (rank, index) in order.into_iter().enumerate() {
        let Some(day) = day(made[index]) else { continue };
        let age = (today - day).num_days();
        let (span, most) = match age {
            // A clock that was wrong for a while is no reason to give one up.
            ..0 => continue,
            0 => ((0, 0), OF_TODAY),
            1..=DAYS => ((1, age), 1),
            _ => ((2, week(day)), if (week(today) - week(day)) <= WEEKS + 1 { 1 } else { 0 }),
        };
        let kept = of_a_span.entry(span).or_default();
        if *kept < most || rank == 0 {
            *kept += 1;
        } else {
            gone.push(index);
        }
    }
    gone.sort_unstable();
    gone
}

fn day(at: Instant) -> Option<NaiveDate> {
    at.to_utc().map(|at| at.date_naive())
}

/// Weeks are counted from a Monday long ago.
fn week(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce() - 1).div_euclid(7)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HOUR: i64 = 3_600;
    const DAY: i64 = 24 * HOUR;

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn three_of_today_one_a_day_one_a_week() {
        let now = at("2026-11-21T15:00:00Z");
        let made: Vec<Instant> = [
            "2026-11-21T14:00:00Z",
            "2026-11-21T13:00:00Z",
            "2026-11-21T12:00:00Z",
            "2026-11-21T11:00:00Z", // the fourth of today
            "2026-11-20T18:00:00Z",
            "2026-11-20T09:00:00Z", // the second of that day
            "2026-11-14T09:00:00Z", // a week ago
            "2026-11-12T09:00:00Z",
            "2026-11-10T09:00:00Z", // the second of that week
            "2026-09-16T09:00:00Z",
            "2026-01-01T09:00:00Z", // too old
        ]
        .map(at)
        .to_vec();
        assert_eq!(superfluous(&made, now), [3, 5, 8, 10]);
    }

    #[test]
    fn the_only_one_stays_however_old_it_is() {
        assert!(superfluous(&[at("2020-01-01T00:00:00Z")], at("2026-11-21T15:00:00Z")).is_empty());
    }

    #[test]
    fn one_of_tomorrow_stays() {
        let made = [at("2026-11-22T15:00:00Z"), at("2026-11-21T15:00:00Z")];
        assert!(superfluous(&made, at("2026-11-21T15:00:00Z")).is_empty());
    }

    proptest! {
        /// Backups every quarter of an hour for months, rotated after each: the newest is always
        /// there, there are never many, and no gap is longer than the rule says.
        #[test]
        fn what_is_kept_stays_bounded_and_reaches_back(
            pauses in prop::collection::vec(900..2 * DAY, 1..300),
        ) {
            let mut now = at("2026-01-01T00:00:00Z");
            let mut kept: Vec<Instant> = Vec::new();
            for pause in pauses {
                now = now.plus_seconds(pause).unwrap();
                kept.push(now);
                for index in superfluous(&kept, now).into_iter().rev() {
                    kept.remove(index);
                }
                prop_assert_eq!(kept.last(), Some(&now));
                prop_assert!(kept.len() <= 3 + 7 + 10, "{} are kept", kept.len());
                let days: Vec<i64> = kept.iter().map(|at| {
                    (day(now).unwrap() - day(*at).unwrap()).num_days()
                }).collect();
                prop_assert!(days.iter().all(|age| *age <= 7 * (WEEKS + 2)), "{days:?}");
            }
            // Rotating again gives up nothing more.
            prop_assert!(superfluous(&kept, now).is_empty());
        }
    }
}
