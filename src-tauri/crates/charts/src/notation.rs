//! How the caller writes amounts, and what its clock shows.

use chrono::{DateTime, NaiveDateTime};

use crate::tongue::{English, Tongue};

/// How amounts are written and which wall clock the reader lives by.
///
/// The defaults write instants in UTC and credits in short on the axis; a wallet with a zone
/// gives its own clock.
pub trait Notation {
    /// An amount of millionths, exact, without its unit (`1,234.5`).
    fn amount(&self, micros: i64) -> String;

    /// What is counted, in the plural.
    fn unit(&self) -> &str {
        "credits"
    }

    /// The language of the words around them.
    fn tongue(&self) -> &'static dyn Tongue {
        &English
    }

    /// What the wall clock shows at an instant, in µs since 1970; `None` beyond the calendar.
    fn local(&self, instant: i64) -> Option<NaiveDateTime> {
        DateTime::from_timestamp_micros(instant).map(|time| time.naive_utc())
    }

    /// The instant at which the wall clock shows a time, in µs since 1970.
    fn instant(&self, local: NaiveDateTime) -> Option<i64> {
        Some(local.and_utc().timestamp_micros())
    }
}
