//! A calendar month of the wall, and the instants that it spans in a zone.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Months, NaiveDate};

use crate::calendar::{CalendarError, Zone};
use crate::instant::Instant;

/// A calendar month: `2026-11`, whatever the zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

impl Month {
    /// The month on the wall of a zone at an instant.
    ///
    /// # Errors
    /// Beyond the time-zone data, except in UTC.
    pub fn of(instant: Instant, zone: Zone) -> Result<Self, CalendarError> {
        Ok(Self::of_day(zone.local(instant)?.date()))
    }

    /// The month that a day lies in.
    #[must_use]
    pub fn of_day(day: NaiveDate) -> Self {
        // Every month has a first day.
        Self(day.with_day(1).unwrap_or(day))
    }

    /// Its first day.
    #[must_use]
    pub const fn first_day(self) -> NaiveDate {
        self.0
    }

    /// The month after it.
    ///
    /// # Errors
    /// Beyond the calendar.
    pub fn next(self) -> Result<Self, CalendarError> {
        self.0.checked_add_months(Months::new(1)).map(Self).ok_or(CalendarError::OutOfRange)
    }

    /// Its first instant in a zone, and that of the month after it.
    ///
    /// # Errors
    /// Beyond the time-zone data, except in UTC.
    pub fn span(self, zone: Zone) -> Result<(Instant, Instant), CalendarError> {
        Ok((zone.start_of_day(self.0)?, zone.start_of_day(self.next()?.0)?))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// Why a text is not a month.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\u{201c}{0}\u{201d} is not a month; write it as 2026-11")]
pub struct NotAMonth(String);

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let text = text.trim();
        let whole = text.len() == 7 && text.is_ascii();
        let day = whole.then(|| format!("{text}-01").parse().ok()).flatten();
        day.map(Self).ok_or_else(|| NotAMonth(crate::credits::shorten(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_begins_and_ends_at_midnight_on_its_own_wall() {
        let month: Month = "2026-10".parse().unwrap();
        let berlin: Zone = "Europe/Berlin".parse().unwrap();
        let (from, to) = month.span(berlin).unwrap();
        // Summer time ends within it.
        assert_eq!(from.to_string(), "2026-09-30T22:00:00Z");
        assert_eq!(to.to_string(), "2026-10-31T23:00:00Z");
        assert_eq!(Month::of(from, berlin).unwrap(), month);
        assert_eq!(Month::of(from, Zone::default()).unwrap().to_string(), "2026-09");
        assert_eq!(Month::of(to, berlin).unwrap(), month.next().unwrap());
        assert_eq!("2026-12".parse::<Month>().unwrap().next().unwrap().to_string(), "2027-01");
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in ["", "2026", "2026-13", "2026-1", "2026-11-01", "11/2026", "２０２６-11"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
