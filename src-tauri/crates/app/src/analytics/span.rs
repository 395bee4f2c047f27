//! Days: which are asked about, and how they are counted since 1970.

use bursar_ledger::calendar::wall_time;
use chrono::{Datelike, Days, Months, NaiveDate};

use super::table::UsageTable;
use crate::App;
use crate::typed;
use crate::wire::{ApiError, ErrorCode, UsageSpan};

/// The most days that are asked about at once: a hundred years.
const MOST_DAYS: i32 = 36_525;
/// Where no usage is so recent, spans that end today end with the last usage.
const RECENT_DAYS: i32 = 30;

/// Days from one to another, the second not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DaySpan {
    pub(super) first: i32,
    pub(super) after: i32,
}

impl DaySpan {
    pub(super) fn holds(self, day: i32) -> bool {
        self.first <= day && day < self.after
    }

    pub(super) fn len(self) -> i32 {
        self.after - self.first
    }

    /// As many days right before.
    pub(super) fn before(self) -> Self {
        Self { first: self.first - self.len(), after: self.first }
    }

    pub(super) fn last(self) -> i32 {
        self.after - 1
    }
}

/// The day of a number of days since 1970.
pub(super) fn date(day: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day).unwrap_or_default()
}

/// The number of a day.
pub(super) fn number(day: NaiveDate) -> i32 {
    day.to_epoch_days()
}

/// Monday is 0.
pub(super) fn weekday(day: i32) -> usize {
    // 1 January 1970 was a Thursday.
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

impl App {
    /// Today on the first wallet's calendar.
    pub(super) fn usage_today(&self, table: &UsageTable) -> i32 {
        let zone = table.wallets.first().map(|wallet| wallet.rules.zone).unwrap_or_default();
        number(wall_time(self.clock.now(), zone).date())
    }

    /// The days that a span means.
    pub(super) fn days_asked(
        &self,
        table: &UsageTable,
        span: &UsageSpan,
    ) -> Result<DaySpan, ApiError> {
        let today = self.usage_today(table);
        let known = table.days();
        Ok(match span {
            UsageSpan::Days { days } => {
                let days = i32::try_from(*days).unwrap_or(MOST_DAYS).clamp(1, MOST_DAYS);
                let last = known.map_or(today, |(_, last)| last);
                let end = if last <= today - RECENT_DAYS { last } else { today };
                DaySpan { first: end + 1 - days, after: end + 1 }
            }
            UsageSpan::Month { month } => {
                let first = match month {
                    Some(month) => typed::month(month)?.first_day(),
                    None => date(today).with_day(1).unwrap_or_default(),
                };
                let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
                DaySpan { first: number(first), after: number(next) }
            }
            UsageSpan::All => {
                let (first, last) = known.unwrap_or((today, today));
                DaySpan { first, after: last + 1 }
            }
            UsageSpan::Free { from, to } => {
                let (first, last) = (day(from, "from")?, day(to, "to")?);
                let after = last.checked_add_days(Days::new(1)).unwrap_or(last);
                if last < first {
                    let message = format!("the last day, {last}, comes before the first, {first}");
                    return Err(ApiError::new(ErrorCode::Input, message)
                        .with_hint("Choose a later last day.")
                        .at_field("to"));
                }
                let span = DaySpan { first: number(first), after: number(after) };
                if span.len() > MOST_DAYS {
                    return Err(ApiError::new(
                        ErrorCode::Input,
                        "that is more than a hundred years",
                    )
                    .with_hint("Choose a later first day.")
                    .at_field("from"));
                }
                span
            }
        })
    }
}

/// A day as it is written on the wire.
fn day(text: &str, field: &str) -> Result<NaiveDate, ApiError> {
    text.trim().parse::<NaiveDate>().map_err(|_| {
        ApiError::new(ErrorCode::Input, format!("“{}” is not a day", text.trim()))
            .with_hint("Write the day as 2026-11-21.")
            .at_field(field)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_counts_them() {
        for (text, at) in [("1970-01-01", 3), ("2026-11-21", 5), ("1969-12-29", 0)] {
            let day: NaiveDate = text.parse().unwrap();
            assert_eq!(weekday(number(day)), at, "{text}");
            assert_eq!(weekday(number(day)), day.weekday().num_days_from_monday() as usize);
            assert_eq!(date(number(day)), day);
        }
        let span = DaySpan { first: 10, after: 17 };
        assert_eq!(span.before(), DaySpan { first: 3, after: 10 });
    }
}
