//! Reads the instant of a row, in the shapes that providers write.
//!
//! Logs are long and their times alike, so digits are read by hand and the zone is asked once a
//! day. A date that could be two days is never guessed.

use bursar_ledger::calendar::{CalendarError, Zone};
use bursar_ledger::credits::shorten;
use bursar_ledger::instant::Instant;
use chrono::{Datelike, NaiveDate, NaiveTime};

use super::mapping::DateOrder;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400 * SECOND;
/// No service sold credits before, and a year like 1970 or 9999 stands for “none” in many logs.
const FIRST_YEAR: i32 = 2000;
/// The time-zone data ends here.
const LAST_YEAR: i32 = 2099;
/// Days whose beginning is remembered; a power of two.
const REMEMBERED: usize = 1024;

/// Why a text is not a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TimeError {
    #[error("there is no time here; every row needs one")]
    Missing,
    #[error(
        "\u{201c}{0}\u{201d} is not a time; write it as 2026-11-21 09:30:00 or 2026-11-21T09:30:00Z"
    )]
    NotATime(String),
    #[error("\u{201c}{text}\u{201d} does not exist: that month has {days} days; correct the date")]
    NoSuchDay { text: String, days: u32 },
    #[error(
        "\u{201c}{0}\u{201d} has no month of that number; correct it, or change the date order"
    )]
    NoSuchMonth(String),
    #[error("\u{201c}{0}\u{201d} is no time of day; hours go to 23, minutes and seconds to 59")]
    NoSuchHour(String),
    #[error(
        "\u{201c}{0}\u{201d} lies outside the years {FIRST_YEAR} to {LAST_YEAR}; correct the date"
    )]
    Year(String),
    #[error(
        "\u{201c}{0}\u{201d} could be two days; set the date order to day first or month first"
    )]
    TwoDays(String),
    #[error(transparent)]
    Calendar(#[from] CalendarError),
}

/// A reader of times that remembers the days it met.
pub(super) struct Times {
    zone: Zone,
    order: Option<DateOrder>,
    /// The date, as written, of the last row, and its day.
    last: ([u8; 10], Day),
    remembered: Vec<Day>,
}

/// A day on the wall of the zone.
#[derive(Clone, Copy)]
struct Day {
    date: NaiveDate,
    /// Its first instant in UTC, if the wall shows each of its seconds once.
    start: Option<i64>,
}

/// A time of day, and how far it is ahead of UTC if it says so.
struct Clock {
    micros: i64,
    ahead: Option<i64>,
}

impl Times {
    pub(super) fn new(zone: Zone, order: Option<DateOrder>) -> Self {
        let none = Day { date: NaiveDate::MIN, start: None };
        Self { zone, order, last: ([0; 10], none), remembered: vec![none; REMEMBERED] }
    }

    /// Reads a trimmed text. A local time is one of the zone; digits of a second beyond the
    /// sixth are dropped.
    pub(super) fn read(&mut self, text: &str) -> Result<Instant, TimeError> {
        let bytes = text.as_bytes();
        if let Some((date, clock)) = bytes.split_first_chunk::<10>()
            && *date == self.last.0
        {
            return self.at(self.last.1, clock, text);
        }
        if bytes.is_empty() {
            return Err(TimeError::Missing);
        }
        if bytes.iter().all(|sign| sign.is_ascii_digit() || *sign == b'.')
            && let Some(instant) = unix(text)
        {
            return instant;
        }
        let (date, length) = self.date(text)?;
        if !(FIRST_YEAR..=LAST_YEAR).contains(&date.year()) {
            return Err(TimeError::Year(shorten(text)));
        }
        let day = self.day(date)?;
        let (written, clock) = bytes.split_at(length);
        if let Ok(written) = written.try_into() {
            self.last = (written, day);
        }
        self.at(day, clock, text)
    }

    fn at(&self, day: Day, clock: &[u8], text: &str) -> Result<Instant, TimeError> {
        let clock = read_clock(clock, text)?;
        let utc_midnight = i64::from(day.date.to_epoch_days()) * DAY;
        let micros = match (clock.ahead, day.start) {
            (Some(ahead), _) => utc_midnight + clock.micros - ahead * SECOND,
            (None, Some(start)) => start + clock.micros,
            (None, None) => {
                let seconds = u32::try_from(clock.micros / SECOND).unwrap_or(0);
                let nanos = u32::try_from(clock.micros % SECOND).unwrap_or(0) * 1000;
                let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos);
                let local = day.date.and_time(time.unwrap_or(NaiveTime::MIN));
                return Ok(self.zone.instant(local)?);
            }
        };
        Ok(Instant::from_micros(micros))
    }

    /// What is known of a day: remembered, or asked of the zone.
    fn day(&mut self, date: NaiveDate) -> Result<Day, TimeError> {
        let place = date.num_days_from_ce().unsigned_abs() as usize % REMEMBERED;
        if self.remembered[place].date == date {
            return Ok(self.remembered[place]);
        }
        let next = date.succ_opt().ok_or(CalendarError::OutOfRange)?;
        let start = self.zone.start_of_day(date)?.micros();
        // The last day that the zone knows has no next one; it is then asked each time.
        let end = self.zone.start_of_day(next).map_or(0, Instant::micros);
        let day = Day { date, start: (end - start == DAY).then_some(start) };
        self.remembered[place] = day;
        Ok(day)
    }

    /// The date that a text begins with, and how many bytes it takes.
    fn date(&self, text: &str) -> Result<(NaiveDate, usize), TimeError> {
        let not_a_time = || TimeError::NotATime(shorten(text));
        let bytes = text.as_bytes();
        let (first, first_digits, at) = number(bytes, 0).ok_or_else(not_a_time)?;
        let separator = *bytes.get(at).ok_or_else(not_a_time)?;
        let (second, second_digits, at) = number(bytes, at + 1).ok_or_else(not_a_time)?;
        if !matches!(separator, b'-' | b'/' | b'.') || bytes.get(at) != Some(&separator) {
            return Err(not_a_time());
        }
        let (third, third_digits, at) = number(bytes, at + 1).ok_or_else(not_a_time)?;
        let (year, month, day) = match (first_digits, second_digits, third_digits) {
            (4, 1 | 2, 1 | 2) => (first, second, third),
            (1 | 2, 1 | 2, 4) if separator == b'.' => (third, second, first),
            (1 | 2, 1 | 2, 4) => match self.order {
                Some(DateOrder::DayFirst) => (third, second, first),
                Some(DateOrder::MonthFirst) => (third, first, second),
                None if first == second || first > 12 => (third, second, first),
                None if second > 12 => (third, first, second),
                None => return Err(TimeError::TwoDays(shorten(text))),
            },
            _ => return Err(not_a_time()),
        };
        if !(1..=12).contains(&month) {
            return Err(TimeError::NoSuchMonth(shorten(text)));
        }
        let year = i32::try_from(year).map_err(|_| not_a_time())?;
        let date = NaiveDate::from_ymd_opt(year, month, day);
        let date = date.ok_or_else(|| TimeError::NoSuchDay {
            text: shorten(text),
            days: NaiveDate::from_ymd_opt(year, month, 1)
                .map_or(31, |first| u32::from(first.num_days_in_month())),
        })?;
        Ok((date, at))
    }
}

/// What a date says of the order of day and month; the outer `None` if it has no such order.
pub(super) fn order_of(text: &str) -> Option<Option<DateOrder>> {
    let bytes = text.as_bytes();
    let (first, first_digits, at) = number(bytes, 0)?;
    let separator = *bytes.get(at)?;
    let (second, second_digits, at) = number(bytes, at + 1)?;
    if !matches!(separator, b'-' | b'/') || bytes.get(at) != Some(&separator) {
        return None;
    }
    let (_, 4, _) = number(bytes, at + 1)? else { return None };
    if first_digits > 2 || second_digits > 2 || first == second {
        return None;
    }
    Some(match (first, second) {
        (13.., _) => Some(DateOrder::DayFirst),
        (_, 13..) => Some(DateOrder::MonthFirst),
        _ => None,
    })
}

/// The number at a place, how many digits it has (at most four are taken), and where it ends.
fn number(bytes: &[u8], from: usize) -> Option<(u32, usize, usize)> {
    let digits = bytes.get(from..)?.iter().take(4);
    let (value, count) = digits
        .take_while(|sign| sign.is_ascii_digit())
        .fold((0, 0), |(value, count), sign| (value * 10 + u32::from(sign - b'0'), count + 1));
    (count > 0).then_some((value, count, from + count))
}

/// Seconds or milliseconds since 1970, by the number of digits; `None` if it is neither.
fn unix(text: &str) -> Option<Result<Instant, TimeError>> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let unit = match whole.len() {
        10 => SECOND,
        13 => SECOND / 1000,
        16 => 1,
        _ => return None,
    };
    let whole: i64 = whole.parse().ok()?;
    if fraction.contains('.') {
        return None;
    }
    let mut micros = whole.checked_mul(unit)?;
    let mut scale = unit;
    for digit in fraction.bytes() {
        scale /= 10;
        micros += i64::from(digit - b'0') * scale;
    }
    let instant = Instant::from_micros(micros);
    let year = instant.to_utc().map_or(0, |time| time.year());
    Some(if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        Ok(instant)
    } else {
        Err(TimeError::Year(shorten(text)))
    })
}

/// Reads what follows a date: nothing, or a time of day with or without its distance to UTC.
fn read_clock(bytes: &[u8], text: &str) -> Result<Clock, TimeError> {
    let not_a_time = || TimeError::NotATime(shorten(text));
    let mut rest = match bytes {
        [] => return Ok(Clock { micros: 0, ahead: None }),
        [b'T' | b't', rest @ ..] | [b',', b' ', rest @ ..] => rest,
        [b' ', ..] => bytes.trim_ascii_start(),
        _ => return Err(not_a_time()),
    };
    let mut hour = one_or_two(&mut rest).ok_or_else(not_a_time)?;
    let minute = after(&mut rest, b':').and_then(one_or_two).ok_or_else(not_a_time)?;
    let (mut second, mut fraction) = (0, 0);
    if let Some(rest) = after(&mut rest, b':') {
        second = one_or_two(rest).ok_or_else(not_a_time)?;
        if matches!(rest.first(), Some(b'.' | b',')) {
            *rest = &rest[1..];
            fraction = micros(rest).ok_or_else(not_a_time)?;
        }
    }
    rest = rest.trim_ascii_start();
    if let [half @ (b'A' | b'a' | b'P' | b'p'), b'M' | b'm', ..] = rest {
        if !(1..=12).contains(&hour) {
            return Err(TimeError::NoSuchHour(shorten(text)));
        }
        hour = hour % 12 + if half.eq_ignore_ascii_case(&b'P') { 12 } else { 0 };
        rest = rest[2..].trim_ascii_start();
    }
    if hour > 23 || minute > 59 || second > 59 {
        return Err(TimeError::NoSuchHour(shorten(text)));
    }
    let ahead = match rest {
        [] => None,
        b"Z" | b"z" | b"UTC" | b"GMT" => Some(0),
        [sign @ (b'+' | b'-'), ..] => {
            let seconds = read_offset(&rest[1..]).ok_or_else(not_a_time)?;
            Some(if *sign == b'-' { -seconds } else { seconds })
        }
        _ => return Err(not_a_time()),
    };
    Ok(Clock { micros: ((hour * 60 + minute) * 60 + second) * SECOND + fraction, ahead })
}

/// Takes a sign, if it is there.
fn after<'r, 'b>(rest: &'r mut &'b [u8], sign: u8) -> Option<&'r mut &'b [u8]> {
    *rest = rest.strip_prefix(&[sign])?;
    Some(rest)
}

/// Takes a number of one or two digits.
fn one_or_two(rest: &mut &[u8]) -> Option<i64> {
    let (value, used) = match **rest {
        [a @ b'0'..=b'9', b @ b'0'..=b'9', ..] => {
            (i64::from(a - b'0') * 10 + i64::from(b - b'0'), 2)
        }
        [a @ b'0'..=b'9', ..] => (i64::from(a - b'0'), 1),
        _ => return None,
    };
    *rest = &rest[used..];
    Some(value)
}

/// Takes the digits behind a second's point: microseconds.
fn micros(rest: &mut &[u8]) -> Option<i64> {
    let digits = rest.iter().take_while(|sign| sign.is_ascii_digit()).count();
    let mut scale = SECOND;
    let mut micros = 0;
    for digit in &rest[..digits] {
        scale /= 10;
        micros += i64::from(digit - b'0') * scale;
    }
    *rest = &rest[digits..];
    (digits > 0).then_some(micros)
}

/// `+01:00`, `+0100` or `+01`, without its sign, in seconds.
fn read_offset(mut rest: &[u8]) -> Option<i64> {
    let hours = one_or_two(&mut rest)?;
    let minutes = match rest {
        [] => 0,
        [b':', ..] => {
            rest = &rest[1..];
            one_or_two(&mut rest)?
        }
        _ => one_or_two(&mut rest)?,
    };
    (rest.is_empty() && hours <= 18 && minutes <= 59).then_some((hours * 60 + minutes) * 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(zone: &str, order: Option<DateOrder>, text: &str) -> Result<String, String> {
        let mut times = Times::new(zone.parse().unwrap(), order);
        let first = times.read(text);
        assert_eq!(times.read(text), first, "the same when it is remembered");
        first.map(|at| at.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_common_shapes_are_read() {
        for (text, at) in [
            ("2024-11-15 16:57:50", "2024-11-15T16:57:50Z"),
            ("2024-11-15T16:57:50", "2024-11-15T16:57:50Z"),
            ("2024-11-15T16:57:50Z", "2024-11-15T16:57:50Z"),
            ("2024-11-15t16:57:50z", "2024-11-15T16:57:50Z"),
            ("2024-11-15 16:57:50 UTC", "2024-11-15T16:57:50Z"),
            ("2024-11-15T16:57:50+01:00", "2024-11-15T15:57:50Z"),
            ("2024-11-15T16:57:50-0330", "2024-11-15T20:27:50Z"),
            ("2024-11-15 16:57:50 +01", "2024-11-15T15:57:50Z"),
            ("2024-11-15 16:57:50.5", "2024-11-15T16:57:50.500Z"),
            ("2024-11-15 16:57:50,123456789", "2024-11-15T16:57:50.123456Z"),
            ("2024-11-15 16:57", "2024-11-15T16:57:00Z"),
            ("2024-11-15", "2024-11-15T00:00:00Z"),
            ("2024/11/15 16:57:50", "2024-11-15T16:57:50Z"),
            ("2024/1/5 6:07", "2024-01-05T06:07:00Z"),
            ("2024.11.15", "2024-11-15T00:00:00Z"),
            ("05.01.2024 16:57", "2024-01-05T16:57:00Z"),
            ("5.1.2024, 16:57:50", "2024-01-05T16:57:50Z"),
            ("25/12/2024 00:00", "2024-12-25T00:00:00Z"),
            ("12/25/2024 00:00", "2024-12-25T00:00:00Z"),
            ("05/05/2024", "2024-05-05T00:00:00Z"),
            ("12/25/2024, 4:57:50 PM", "2024-12-25T16:57:50Z"),
            ("12/25/2024 12:05 am", "2024-12-25T00:05:00Z"),
            ("1731689870", "2024-11-15T16:57:50Z"),
            ("1731689870.25", "2024-11-15T16:57:50.250Z"),
            ("1731689870123", "2024-11-15T16:57:50.123Z"),
            ("1731689870123456", "2024-11-15T16:57:50.123456Z"),
        ] {
            assert_eq!(read("UTC", None, text).as_deref(), Ok(at), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_is_said_to_be_none() {
        for (text, message) in [
            ("", "there is no time here"),
            ("yesterday", "“yesterday” is not a time; write it as"),
            ("2024-02-30 10:00:00", "“2024-02-30 10:00:00” does not exist: that month has 29 days"),
            ("2023-02-29", "“2023-02-29” does not exist: that month has 28 days"),
            ("2024-11-31", "“2024-11-31” does not exist: that month has 30 days"),
            ("2024-11-00", "“2024-11-00” does not exist"),
            ("2024-13-01", "“2024-13-01” has no month of that number"),
            ("2024-11-15 24:00:00", "“2024-11-15 24:00:00” is no time of day"),
            ("2024-11-15 23:59:60", "“2024-11-15 23:59:60” is no time of day"),
            ("2024-11-15 13:00 PM", "“2024-11-15 13:00 PM” is no time of day"),
            ("2024-11-15 16:57:50 CET", "“2024-11-15 16:57:50 CET” is not a time"),
            ("2024-11-15 16:57:50.", "“2024-11-15 16:57:50.” is not a time"),
            ("2024-11-15x", "“2024-11-15x” is not a time"),
            ("2024-11/15", "“2024-11/15” is not a time"),
            ("20241115", "“20241115” is not a time"),
            ("0000-00-00 00:00:00", "“0000-00-00 00:00:00” has no month"),
            ("0000-01-01", "“0000-01-01” lies outside the years 2000 to 2099"),
            ("1970-01-01T00:00:00Z", "“1970-01-01T00:00:00Z” lies outside the years"),
            ("9999-12-31 23:59:59", "“9999-12-31 23:59:59” lies outside the years"),
            ("9999999999", "“9999999999” lies outside the years"),
            ("03/04/2024", "“03/04/2024” could be two days; set the date order"),
            ("3-4-2024 10:00", "“3-4-2024 10:00” could be two days"),
            ("1e9", "“1e9” is not a time"),
            ("２０２４-11-15", "“２０２４-11-15” is not a time"),
        ] {
            let error = read("UTC", None, text).unwrap_err();
            assert!(error.starts_with(message), "{text}: {error}");
        }
    }

    #[test]
    fn a_date_order_settles_what_could_be_two_days() {
        use DateOrder::{DayFirst, MonthFirst};
        for (order, text, at) in [
            (DayFirst, "03/04/2024", Some("2024-04-03T00:00:00Z")),
            (MonthFirst, "03/04/2024", Some("2024-03-04T00:00:00Z")),
            (DayFirst, "12/25/2024", None),
            (MonthFirst, "25/12/2024", None),
        ] {
            assert_eq!(read("UTC", Some(order), text).ok().as_deref(), at, "{text}");
        }
    }

    #[test]
    fn a_date_says_what_it_knows_of_the_order() {
        for (text, order) in [
            ("25/12/2026 10:00", Some(Some(DateOrder::DayFirst))),
            ("12/25/2026", Some(Some(DateOrder::MonthFirst))),
            ("03/04/2026", Some(None)),
            ("4-3-2026", Some(None)),
            ("03/03/2026", None),
            ("03.04.2026", None),
            ("2026-04-03", None),
            ("yesterday", None),
        ] {
            assert_eq!(order_of(text), order, "{text}");
        }
    }

    #[test]
    fn local_times_are_those_of_the_zone() {
        for (zone, text, at) in [
            ("Europe/Paris", "2024-11-15 16:57:50", "2024-11-15T15:57:50Z"),
            ("Europe/Paris", "2024-07-15 16:57:50", "2024-07-15T14:57:50Z"),
            ("Europe/Paris", "2024-11-15 16:57:50Z", "2024-11-15T16:57:50Z"),
            // The hour that is skipped, and the one that comes twice.
            ("Europe/Paris", "2024-03-31 02:30:00", "2024-03-31T01:30:00Z"),
            ("Europe/Paris", "2024-10-27 02:30:00", "2024-10-27T00:30:00Z"),
            ("Europe/Paris", "2024-10-27 03:30:00.5", "2024-10-27T02:30:00.500Z"),
            // Midnight itself is skipped.
            ("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z"),
            ("Asia/Kathmandu", "2024-11-15 05:45", "2024-11-15T00:00:00Z"),
        ] {
            assert_eq!(read(zone, None, text).as_deref(), Ok(at), "{zone} {text}");
        }
    }

    #[test]
    fn a_local_time_is_the_instant_that_the_calendar_gives() {
        for name in ["UTC", "Europe/Paris", "America/Havana", "Australia/Lord_Howe", "America/Nuuk"]
        {
            let zone: Zone = name.parse().unwrap();
            let mut times = Times::new(zone, None);
            let first = NaiveDate::from_ymd_opt(2023, 12, 30).unwrap();
            for quarter in 0..(750 * 96) {
                let local =
                    first.and_time(NaiveTime::MIN) + chrono::Duration::minutes(15 * quarter);
                let text = local.format("%Y-%m-%d %H:%M:%S").to_string();
                let expected = zone.instant(local).unwrap();
                assert_eq!(times.read(&text), Ok(expected), "{name} {text}");
            }
        }
    }
}
