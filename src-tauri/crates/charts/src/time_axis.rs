//! Round times along an axis: hours, days, weeks, months or years of the wallet's own clock,
//! whichever are as many as have room.

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use crate::error::ChartError;
use crate::label_fit::{self, Label};
use crate::notation::Notation;
use crate::tongue::Tongue;
use crate::wording;

/// The most ticks that are tried at once; a denser step has no room anyway.
const MOST: i64 = 120;
const DAY: i64 = 86_400_000_000;

/// A step from one tick to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Hours(u32),
    Days(u32),
    Weeks,
    Months(u32),
    Years(u32),
}

const STEPS: [Step; 21] = [
    Step::Hours(1),
    Step::Hours(3),
    Step::Hours(6),
    Step::Hours(12),
    Step::Days(1),
    Step::Days(2),
    Step::Weeks,
    Step::Months(1),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
    Step::Years(100),
    Step::Years(500),
    Step::Years(1_000),
    Step::Years(5_000),
    Step::Years(20_000),
    Step::Years(100_000),
];

/// The labelled times between two instants, as instants with their label.
///
/// `place` gives the place of an instant in the room that the labels have.
///
/// # Errors
/// [`ChartError::Time`] when the range leaves the calendar.
pub(crate) fn ticks(
    span: &Range<i64>,
    place: impl Fn(i64) -> f64,
    room: &Range<f64>,
    size: f64,
    notation: &dyn Notation,
) -> Result<Vec<(i64, String)>, ChartError> {
    let (from, until) =
        (wording::local(notation, span.start)?, wording::local(notation, span.end)?);
    let dense_enough = STEPS.into_iter().filter(|step| span_in(*step, span) <= MOST);
    let mut sets: Vec<Vec<(i64, Label)>> = Vec::new();
    for step in dense_enough {
        let times = times(step, from, until).into_iter();
        let placed = times.filter_map(|time| {
            let at = notation.instant(time).filter(|at| span.contains(at) || *at == span.end)?;
            Some((at, Label { at: place(at), text: label(notation.tongue(), step, time) }))
        });
        sets.push(placed.collect());
    }
    let labels = sets.iter().map(|set| set.iter().map(|(_, label)| label.clone()).collect());
    let chosen = label_fit::first_that_fits(labels, room, size);
    let set = sets
        .iter()
        .find(|set| chosen.iter().all(|label| set.iter().any(|(_, other)| other == label)));
    let set = set.map(Vec::as_slice).unwrap_or_default();
    Ok(set
        .iter()
        .filter(|(_, label)| chosen.contains(label))
        .map(|(at, label)| (*at, label.text.clone()))
        .collect())
}

/// About how many ticks a step makes.
fn span_in(step: Step, span: &Range<i64>) -> i64 {
    let length = i128::from(span.end) - i128::from(span.start);
    let days = |days: u32| i128::from(DAY) * i128::from(days);
    let step = match step {
        Step::Hours(hours) => i128::from(DAY / 24) * i128::from(hours),
        Step::Days(count) => days(count),
        Step::Weeks => days(7),
        Step::Months(count) => days(30 * count),
        Step::Years(count) => days(365 * count),
    };
    i64::try_from(length / step).unwrap_or(i64::MAX)
}

fn times(step: Step, from: NaiveDateTime, until: NaiveDateTime) -> Vec<NaiveDateTime> {
    let mut times = Vec::new();
    let mut next = first(step, from);
    while let Some(time) = next.filter(|time| *time <= until) {
        if time >= from {
            times.push(time);
        }
        next = after(step, time);
    }
    times
}

/// A tick at or before a time.
fn first(step: Step, from: NaiveDateTime) -> Option<NaiveDateTime> {
    let day = from.date();
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    match step {
        Step::Hours(hours) => from.date().and_hms_opt(from.hour() - from.hour() % hours, 0, 0),
        Step::Days(count) => {
            // Counted from the first of the month, so that the same days are labelled anywhere.
            let back = day.day0() % count;
            day.checked_sub_days(Days::new(back.into())).map(midnight)
        }
        Step::Weeks => {
            let back = day.weekday().num_days_from_monday();
            day.checked_sub_days(Days::new(back.into())).map(midnight)
        }
        Step::Months(count) => {
            NaiveDate::from_ymd_opt(day.year(), day.month0() - day.month0() % count + 1, 1)
                .map(midnight)
        }
        Step::Years(count) => {
            let count = i32::try_from(count).ok()?;
            NaiveDate::from_ymd_opt(day.year() - day.year().rem_euclid(count), 1, 1)
                .or_else(|| NaiveDate::from_ymd_opt(day.year() + 1, 1, 1))
                .map(midnight)
        }
    }
}

fn after(step: Step, time: NaiveDateTime) -> Option<NaiveDateTime> {
    match step {
        Step::Hours(hours) => time.checked_add_signed(TimeDelta::hours(hours.into())),
        Step::Days(count) => {
            let next = time.checked_add_days(Days::new(count.into()))?;
            let same_month = next.month() == time.month() && next.day() + count <= 32;
            if same_month { Some(next) } else { first_of_next_month(time) }
        }
        Step::Weeks => time.checked_add_days(Days::new(7)),
        Step::Months(count) => time.checked_add_months(Months::new(count)),
        Step::Years(count) => time.checked_add_months(Months::new(count.checked_mul(12)?)),
    }
}

fn first_of_next_month(time: NaiveDateTime) -> Option<NaiveDateTime> {
    time.with_day(1)?.checked_add_months(Months::new(1))
}

fn label(tongue: &dyn Tongue, step: Step, time: NaiveDateTime) -> String {
    match step {
        Step::Hours(_) if time.hour() == 0 => wording::short_day(tongue, time.date()),
        Step::Hours(_) => wording::clock(time),
        Step::Days(_) | Step::Weeks => wording::short_day(tongue, time.date()),
        Step::Months(_) => wording::short_month(tongue, time.date()),
        Step::Years(_) => time.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Utc;

    impl Notation for Utc {
        fn amount(&self, micros: i64) -> String {
            micros.to_string()
        }
    }

    fn written(from: &str, until: &str, width: f64) -> String {
        let instant = |text: &str| -> i64 {
            text.parse::<NaiveDateTime>().unwrap().and_utc().timestamp_micros()
        };
        let span = instant(from)..instant(until);
        let length = (span.end - span.start) as f64;
        let place = |at: i64| (at - span.start) as f64 / length * width;
        let ticks = ticks(&span, place, &(-20.0..width + 20.0), 11.0, &Utc).unwrap();
        ticks.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn the_steps_follow_the_range() {
        for (from, until, width, labels) in [
            (
                "2025-11-24T08:10:00",
                "2025-11-24T20:00:00",
                600.0,
                "09:00 | 10:00 | 11:00 | 12:00 | 13:00 | 14:00 | 15:00 | 16:00 | 17:00 | 18:00 | 19:00 | 20:00",
            ),
            (
                "2025-11-24T08:10:00",
                "2025-11-26T20:00:00",
                600.0,
                "12:00 | 18:00 | 25 Nov | 06:00 | 12:00 | 18:00 | 26 Nov | 06:00 | 12:00 | 18:00",
            ),
            (
                "2025-10-27T00:00:00",
                "2025-11-25T00:00:00",
                600.0,
                "27 Oct | 3 Nov | 10 Nov | 17 Nov | 24 Nov",
            ),
            ("2025-06-10T00:00:00", "2025-11-25T00:00:00", 600.0, "Jul | Aug | Sep | Oct | Nov"),
            (
                "2023-06-10T00:00:00",
                "2026-11-25T00:00:00",
                600.0,
                "Jul | Jan 2024 | Jul | Jan 2025 | Jul | Jan 2026 | Jul",
            ),
            ("1990-06-10T00:00:00", "2026-11-25T00:00:00", 300.0, "2000 | 2010 | 2020"),
        ] {
            assert_eq!(written(from, until, width), labels, "{from} to {until}");
        }
    }

    #[test]
    fn a_range_beyond_the_calendar_is_an_error() {
        let outcome = ticks(&(i64::MIN..i64::MAX), |_| 0.0, &(0.0..600.0), 11.0, &Utc);
        assert_eq!(outcome, Err(ChartError::Time(i64::MIN)));
    }
}
