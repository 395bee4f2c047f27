//! The calendar: zones, local times and recurrences.
//!
//! A recurrence keeps wall time, zone and anchor, and each of its instants is counted from the
//! anchor itself, never from the one before: 31 January, 28 February, 31 March. A local time that
//! does not exist moves forward by the gap; one that occurs twice is the first of the two. What
//! lies beyond the time-zone data is an error, not a guess.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, Duration, Months, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::instant::Instant;

/// The last year for which the time-zone data holds rules.
const LAST_YEAR_OF_ZONE_DATA: i32 = 2099;

/// An IANA time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// Why a time could not be computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    /// No such zone.
    #[error("\u{201c}{0}\u{201d} is not a time zone; write an IANA name such as Europe/Paris")]
    UnknownZone(String),
    /// The time-zone data ends before this year.
    #[error("the time-zone data ends in {LAST_YEAR_OF_ZONE_DATA}; {0} lies beyond it")]
    BeyondZoneData(i32),
    /// The text is neither a date nor a local time.
    #[error("\u{201c}{0}\u{201d} is not a date or time; write 2026-11-21 or 2026-11-21T09:30:00")]
    NotALocalTime(String),
    /// A recurrence needs a count of at least one and at most a hundred thousand units.
    #[error("a recurrence every {0} units is not possible; write a number from 1 to 100000")]
    BadStep(i64),
    /// The computed time lies outside every calendar.
    #[error("the time lies outside the calendar")]
    OutOfRange,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone's IANA name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The instant at which a wall clock in this zone shows `local`.
    ///
    /// # Errors
    /// Beyond the time-zone data, except in UTC.
    pub fn instant(self, local: NaiveDateTime) -> Result<Instant, CalendarError> {
        if self.0 == Tz::UTC {
            return Ok(local.and_utc().into());
        }
        self.check_year(local.year())?;
        if let Some(time) = self.0.from_local_datetime(&local).earliest() {
            return Ok(time.with_timezone(&Utc).into());
        }
        // In a gap: the offset in force before it, applied to the same wall time, lands exactly
        // the width of the gap later on the wall.
        let day_before = local - Duration::hours(26);
        let before = self.0.from_local_datetime(&day_before).earliest();
        let offset = before.ok_or(CalendarError::OutOfRange)?.offset().fix();
        let utc = local.checked_sub_offset(offset).ok_or(CalendarError::OutOfRange)?;
        Ok(utc.and_utc().into())
    }

    /// What a wall clock in this zone shows at an instant.
    ///
    /// # Errors
    /// Beyond the time-zone data, except in UTC.
    pub fn local(self, instant: Instant) -> Result<NaiveDateTime, CalendarError> {
        let utc = instant.to_utc().ok_or(CalendarError::OutOfRange)?;
        if self.0 == Tz::UTC {
            return Ok(utc.naive_utc());
        }
        self.check_year(utc.year())?;
        Ok(utc.with_timezone(&self.0).naive_local())
    }

    /// The first instant of a day in this zone.
    ///
    /// # Errors
    /// Beyond the time-zone data, except in UTC.
    pub fn start_of_day(self, day: NaiveDate) -> Result<Instant, CalendarError> {
        self.instant(day.and_time(NaiveTime::MIN))
    }

    /// The calendar month (in this zone) that holds an instant: its first instant and that of the
    /// next month.
    ///
    /// # Errors
    /// Beyond the time-zone data, except in UTC.
    pub fn month_of(self, instant: Instant) -> Result<(Instant, Instant), CalendarError> {
        let day = self.local(instant)?.date();
        let first = day.with_day(1).ok_or(CalendarError::OutOfRange)?;
        let next = first.checked_add_months(Months::new(1)).ok_or(CalendarError::OutOfRange)?;
        Ok((self.start_of_day(first)?, self.start_of_day(next)?))
    }

    /// Reads an instant as people write it: RFC 3339, or a local time or date in this zone.
    ///
    /// # Errors
    /// When the text is none of these, or names a day that does not exist.
    pub fn parse(self, text: &str) -> Result<Instant, CalendarError> {
        let text = text.trim();
        match Instant::parse(text) {
            Ok(instant) => Ok(instant),
            Err(_) => self.instant(parse_local(text)?),
        }
    }

    fn check_year(self, year: i32) -> Result<(), CalendarError> {
        if year > LAST_YEAR_OF_ZONE_DATA {
            return Err(CalendarError::BeyondZoneData(year));
        }
        Ok(())
    }
}

/// Reads `2026-11-21`, `2026-11-21 09:30`, `2026-11-21T09:30:00.5`.
///
/// # Errors
/// When the text is neither a date nor a local time, or the day does not exist.
pub fn parse_local(text: &str) -> Result<NaiveDateTime, CalendarError> {
    let text = text.trim();
    let times =
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    times
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .or_else(|| {
            let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
            Some(day.and_time(NaiveTime::MIN))
        })
        .ok_or_else(|| CalendarError::NotALocalTime(crate::credits::shorten(text)))
}

/// The unit of a recurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Elapsed hours, whatever the wall shows.
    Hour,
    /// Days on the wall.
    Day,
    /// Seven days on the wall.
    Week,
    /// Calendar months, clamped to the month's last day.
    Month,
    /// Three calendar months.
    Quarter,
    /// Twelve calendar months.
    Year,
}

/// A length of time on the calendar: `n` units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Every {
    /// The unit.
    pub unit: Unit,
    /// How many of it; at least one.
    #[serde(default = "one")]
    pub n: u32,
}

fn one() -> u32 {
    1
}

impl Every {
    /// One month.
    pub const MONTH: Self = Self { unit: Unit::Month, n: 1 };

    /// The wall time `steps` of these units after `anchor`, month ends clamped, and then the
    /// instant at which `zone` shows it. Hours are elapsed hours from the anchor's instant.
    ///
    /// # Errors
    /// A step of zero, or a time beyond the calendar or the time-zone data.
    pub fn after(
        self,
        anchor: NaiveDateTime,
        zone: Zone,
        steps: i64,
    ) -> Result<Instant, CalendarError> {
        const MOST_UNITS: u32 = 100_000;
        if self.n == 0 || self.n > MOST_UNITS {
            return Err(CalendarError::BadStep(i64::from(self.n)));
        }
        let count = steps.checked_mul(i64::from(self.n)).ok_or(CalendarError::OutOfRange)?;
        match self.unit {
            Unit::Hour => {
                let seconds = count.checked_mul(3600).ok_or(CalendarError::OutOfRange)?;
                zone.instant(anchor)?.plus_seconds(seconds).ok_or(CalendarError::OutOfRange)
            }
            Unit::Day => zone.instant(plus_days(anchor, count)?),
            Unit::Week => {
                let days = count.checked_mul(7).ok_or(CalendarError::OutOfRange)?;
                zone.instant(plus_days(anchor, days)?)
            }
            Unit::Month => zone.instant(plus_months(anchor, count)?),
            Unit::Quarter => zone.instant(plus_months(anchor, count.saturating_mul(3))?),
            Unit::Year => zone.instant(plus_months(anchor, count.saturating_mul(12))?),
        }
    }

    /// The same length after an instant, on the wall of `zone`.
    ///
    /// # Errors
    /// A time beyond the calendar or the time-zone data.
    pub fn after_instant(self, instant: Instant, zone: Zone) -> Result<Instant, CalendarError> {
        if self.unit == Unit::Hour {
            let seconds = i64::from(self.n).saturating_mul(3600);
            return instant.plus_seconds(seconds).ok_or(CalendarError::OutOfRange);
        }
        self.after(zone.local(instant)?, zone, 1)
    }
}

/// Instants that come back: an anchor on the wall of a zone, and a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recurrence {
    /// The wall time from which every instant is counted.
    #[serde(with = "local_time")]
    pub anchor: NaiveDateTime,
    /// The zone of that wall.
    #[serde(rename = "tz", default)]
    pub zone: Zone,
    /// The step.
    pub every: Every,
}

impl Recurrence {
    /// The instant with index `n`; the anchor is 0.
    ///
    /// # Errors
    /// A time beyond the calendar or the time-zone data.
    pub fn instant(&self, n: i64) -> Result<Instant, CalendarError> {
        self.every.after(self.anchor, self.zone, n)
    }

    /// The smallest index, not below 0, whose instant is at or after `from`: found by counting,
    /// not by walking there from the anchor.
    ///
    /// # Errors
    /// A time beyond the calendar or the time-zone data.
    pub fn first_index_from(&self, from: Instant) -> Result<i64, CalendarError> {
        let first = self.instant(0)?;
        if first >= from {
            return Ok(0);
        }
        let elapsed = from.micros().checked_sub(first.micros()).ok_or(CalendarError::OutOfRange)?;
        let mut n = (elapsed / self.longest_step_micros()?).max(0);
        while self.instant(n)? < from {
            n += 1;
        }
        // The estimate uses the longest possible step, so it never starts beyond the answer.
        Ok(n)
    }

    fn longest_step_micros(&self) -> Result<i64, CalendarError> {
        const HOUR: i64 = 3_600_000_000;
        // A day on the wall is never longer than 48 hours; zones have skipped and repeated days.
        let (unit, slack) = match self.every.unit {
            Unit::Hour => (HOUR, 0),
            Unit::Day => (24 * HOUR, 0),
            Unit::Week => (7 * 24 * HOUR, 0),
            Unit::Month => (31 * 24 * HOUR, 0),
            Unit::Quarter => (92 * 24 * HOUR, 0),
            Unit::Year => (366 * 24 * HOUR, 0),
        };
        let step: i64 = unit + slack;
        step.checked_mul(i64::from(self.every.n)).ok_or(CalendarError::OutOfRange)
    }
}

fn plus_days(local: NaiveDateTime, days: i64) -> Result<NaiveDateTime, CalendarError> {
    let span = Duration::try_days(days).ok_or(CalendarError::OutOfRange)?;
    local.checked_add_signed(span).ok_or(CalendarError::OutOfRange)
}

fn plus_months(local: NaiveDateTime, months: i64) -> Result<NaiveDateTime, CalendarError> {
    let count = u32::try_from(months.unsigned_abs()).map_err(|_| CalendarError::OutOfRange)?;
    let moved = if months < 0 {
        local.checked_sub_months(Months::new(count))
    } else {
        local.checked_add_months(Months::new(count))
    };
    moved.ok_or(CalendarError::OutOfRange)
}

impl Default for Zone {
    fn default() -> Self {
        Self::UTC
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Zone {
    type Err = CalendarError;

    fn from_str(name: &str) -> Result<Self, CalendarError> {
        let unknown = |_| CalendarError::UnknownZone(crate::credits::shorten(name));
        name.parse::<Tz>().map(Self).map_err(unknown)
    }
}

impl Serialize for Zone {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The wall time of an instant in a zone, for formatting; UTC where the zone data ends.
pub fn wall_time(instant: Instant, zone: Zone) -> NaiveDateTime {
    zone.local(instant).unwrap_or_else(|_| {
        instant.to_utc().map_or(DateTime::<Utc>::MAX_UTC.naive_utc(), |utc| utc.naive_utc())
    })
}

mod local_time {
    use chrono::NaiveDateTime;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(
        time: &NaiveDateTime,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&time.format("%Y-%m-%dT%H:%M:%S%.f"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<NaiveDateTime, D::Error> {
        let text = String::deserialize(deserializer)?;
        super::parse_local(&text).map_err(de::Error::custom)
    }
}
