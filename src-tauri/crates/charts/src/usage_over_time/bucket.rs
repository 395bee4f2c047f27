//! The columns' names: a step of time, its key, and its words for the axis and for a sentence.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};

use crate::tongue::Tongue;
use crate::wording;

/// How long a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    Month,
}

/// A column: a step of time on the wallet's clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    /// Names it for the caller; comes back in the mark.
    pub key: String,
    /// On the axis (`24 Nov`).
    pub short: String,
    /// In the table and the tooltip (`Mon 24 Nov 2025`).
    pub long: String,
    /// Whether it is labelled where not all have room: a Monday, each sixth hour, the first week
    /// of a month, January and July.
    pub minor: bool,
    /// Whether it is labelled where the minor ones have no room either: midnight, the first of a
    /// month, the first week of a quarter, January.
    pub major: bool,
}

impl Bucket {
    /// The hour that begins at a local time.
    pub fn hour(start: NaiveDateTime, tongue: &dyn Tongue) -> Self {
        let midnight = start.hour() == 0;
        Self {
            key: start.format("%Y-%m-%dT%H:%M").to_string(),
            short: if midnight {
                wording::short_day(tongue, start.date())
            } else {
                wording::clock(start)
            },
            long: tongue.long_time(start),
            minor: start.hour().is_multiple_of(6),
            major: midnight,
        }
    }

    /// A day.
    pub fn day(day: NaiveDate, tongue: &dyn Tongue) -> Self {
        Self {
            key: day.to_string(),
            short: wording::short_day(tongue, day),
            long: tongue.long_day(day),
            minor: day.weekday() == Weekday::Mon,
            major: day.day() == 1,
        }
    }

    /// The week that begins on a day.
    pub fn week(first_day: NaiveDate, tongue: &dyn Tongue) -> Self {
        let first_of_month = first_day.day() <= 7;
        Self {
            key: first_day.to_string(),
            short: wording::short_day(tongue, first_day),
            long: tongue.week_of(first_day),
            minor: first_of_month,
            major: first_of_month && first_day.month() % 3 == 1,
        }
    }

    /// The month that a day lies in.
    pub fn month(day: NaiveDate, tongue: &dyn Tongue) -> Self {
        Self {
            key: day.format("%Y-%m").to_string(),
            short: wording::short_month(tongue, day),
            long: tongue.long_month(day),
            minor: day.month() % 6 == 1,
            major: day.month() == 1,
        }
    }
}
