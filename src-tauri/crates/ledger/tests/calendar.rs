//! The calendar against an independent one: `jiff`, with a time-zone database of its own.
//!
//! Both databases are copies of the IANA one, but not always of the same edition. A time is left
//! out only where the two give different offsets around it, and hardly any may be left out.

#![allow(clippy::unwrap_used, reason = "a failed helper fails its test")]

use std::fmt::Write as _;

use bursar_ledger::calendar::{Every, Recurrence, Unit, Zone};
use bursar_ledger::instant::Instant;
use chrono::{NaiveDate, NaiveDateTime};
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use jiff::{Span, Timestamp, civil};

/// Zones on every continent, with summer time in both hemispheres, at midnight, by half an hour,
/// by two hours, around Ramadan, in winter instead of summer; with a skipped day, odd offsets and
/// rules that changed between 2020 and 2026.
const ZONES: [&str; 74] = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "Africa/Johannesburg",
    "Africa/Juba",
    "Africa/Lagos",
    "Africa/Nairobi",
    "Africa/Tripoli",
    "America/Adak",
    "America/Anchorage",
    "America/Argentina/Buenos_Aires",
    "America/Asuncion",
    "America/Bogota",
    "America/Caracas",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Havana",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Nuuk",
    "America/Phoenix",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/Scoresbysund",
    "America/St_Johns",
    "America/Tijuana",
    "America/Whitehorse",
    "Antarctica/Casey",
    "Antarctica/Troll",
    "Asia/Almaty",
    "Asia/Amman",
    "Asia/Beirut",
    "Asia/Colombo",
    "Asia/Dubai",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Karachi",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Qyzylorda",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Asia/Yangon",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Brisbane",
    "Australia/Eucla",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Moscow",
    "Europe/Volgograd",
    "Pacific/Apia",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
    "Pacific/Fiji",
    "Pacific/Kiritimati",
    "Pacific/Marquesas",
    "Pacific/Norfolk",
    "Pacific/Tongatapu",
    "UTC",
];

/// Times of day, many of them skipped or repeated somewhere when the clocks change.
const TIMES: [(u32, u32, u32, u32); 10] = [
    (0, 0, 0, 0),
    (0, 30, 0, 0),
    (1, 0, 0, 0),
    (1, 30, 0, 0),
    (2, 0, 0, 0),
    (2, 15, 7, 250_000),
    (2, 59, 59, 999_999),
    (3, 30, 0, 0),
    (12, 0, 0, 0),
    (23, 59, 59, 999_999),
];

const LAST: i32 = 2040;

/// What was compared and what was not.
#[derive(Default)]
struct Tally {
    compared: u64,
    editions_differ: u64,
    oracle_contradicts_itself: u64,
    wrong: String,
}

/// One zone in both calendars.
struct Both {
    ours: Zone,
    theirs: TimeZone,
}

impl Both {
    fn named(name: &str) -> Self {
        let database = TimeZoneDatabase::bundled();
        Self { ours: name.parse().unwrap(), theirs: database.get(name).unwrap() }
    }

    /// Whether both databases give the same offsets for two days around a time.
    fn same_edition_around(&self, micros: i64) -> bool {
        (-96..=96).all(|half_hours| {
            let at = micros + half_hours * 1_800_000_000;
            let utc = Instant::from_micros(at);
            let local = self.ours.local(utc).unwrap();
            let ours = (local - utc.to_utc().unwrap().naive_utc()).num_seconds();
            let timestamp = Timestamp::from_microsecond(at).unwrap();
            ours == i64::from(self.theirs.to_offset(timestamp).seconds())
        })
    }

    fn compare(&self, recurrence: &Recurrence, n: i64, tally: &mut Tally) {
        let Some(expected) = self.oracle(recurrence, n) else {
            tally.oracle_contradicts_itself += 1;
            return;
        };
        let instant = recurrence.instant(n).unwrap();
        if instant.micros() == expected {
            tally.compared += 1;
        } else if self.same_edition_around(expected) {
            let shown = Instant::from_micros(expected);
            let _ = writeln!(tally.wrong, "{recurrence:?} n={n}: {instant}, jiff has {shown}");
        } else {
            tally.editions_differ += 1;
        }
    }

    /// The same instant by jiff: the anchor's wall time, moved, and then converted. None where
    /// jiff takes a wall time for a repeated one and then names an instant at which its own clock
    /// shows something else (Nuuk on 28 October 2023, where only the daylight flag changed).
    fn oracle(&self, recurrence: &Recurrence, n: i64) -> Option<i64> {
        let count = n * i64::from(recurrence.every.n);
        let anchor: civil::DateTime = recurrence.anchor.to_string().parse().unwrap();
        let span = match recurrence.every.unit {
            Unit::Hour => {
                let start = self.theirs.to_ambiguous_zoned(anchor).compatible().unwrap();
                let moved = start.checked_add(Span::new().hours(count)).unwrap();
                return Some(moved.timestamp().as_microsecond());
            }
            Unit::Day => Span::new().days(count),
            Unit::Week => Span::new().weeks(count),
            Unit::Month => Span::new().months(count),
            Unit::Quarter => Span::new().months(count * 3),
            Unit::Year => Span::new().years(count),
        };
        let wall = anchor.checked_add(span).unwrap();
        let ambiguous = self.theirs.to_ambiguous_zoned(wall);
        let repeated = matches!(ambiguous.offset(), AmbiguousOffset::Fold { .. });
        let moved = ambiguous.compatible().unwrap().timestamp();
        let consistent = !repeated || self.theirs.to_datetime(moved) == wall;
        consistent.then(|| moved.as_microsecond())
    }
}

/// Compares what `steps` yields for every zone, and that hardly anything was left out.
fn check(name: &str, anchors: &[NaiveDateTime], every: Every, steps: impl Fn(usize) -> Vec<i64>) {
    let mut tally = Tally::default();
    for zone in ZONES {
        let both = Both::named(zone);
        for (place, anchor) in anchors.iter().enumerate() {
            let recurrence = Recurrence { anchor: *anchor, zone: both.ours, every };
            for n in steps(place) {
                both.compare(&recurrence, n, &mut tally);
            }
        }
    }
    let Tally { compared, editions_differ, oracle_contradicts_itself, wrong } = tally;
    let left_out = editions_differ + oracle_contradicts_itself;
    println!(
        "{name}: {compared} times agree; {left_out} left out: {editions_differ} where the two \
         time-zone databases differ, {oracle_contradicts_itself} where jiff contradicts itself"
    );
    assert!(wrong.is_empty(), "{wrong}");
    assert!(compared * 100 >= (compared + left_out) * 99, "{name}: too much was left out");
}

/// Every day of January 2020, each at `each` of the times of day in turn.
fn anchors(each: usize) -> Vec<NaiveDateTime> {
    let days = (1..=31).map(|day| NaiveDate::from_ymd_opt(2020, 1, day).unwrap());
    days.enumerate()
        .flat_map(|(place, day)| {
            (0..each).map(move |turn| {
                let (hour, minute, second, micro) = TIMES[(place * each + turn) % TIMES.len()];
                day.and_hms_micro_opt(hour, minute, second, micro).unwrap()
            })
        })
        .collect()
}

const fn every(unit: Unit, n: u32) -> Every {
    Every { unit, n }
}

#[test]
fn months_agree() {
    check("months", &anchors(3), every(Unit::Month, 1), |_| (0..252).collect());
}

#[test]
fn quarters_and_years_agree() {
    let anchors = anchors(5);
    check("quarters", &anchors, every(Unit::Quarter, 1), |_| (0..84).collect());
    check("years", &anchors, every(Unit::Year, 1), |_| (0..21).collect());
}

#[test]
fn a_leap_day_and_other_month_ends_agree() {
    let ends = [(2020, 2, 29), (2020, 3, 31), (2020, 4, 30), (2021, 2, 28), (2020, 12, 31)];
    let anchors: Vec<NaiveDateTime> = ends
        .iter()
        .flat_map(|(year, month, day)| {
            let day = NaiveDate::from_ymd_opt(*year, *month, *day).unwrap();
            TIMES.map(|(h, m, s, micro)| day.and_hms_micro_opt(h, m, s, micro).unwrap())
        })
        .collect();
    let months = |_| (0..228).collect();
    check("month ends", &anchors, every(Unit::Month, 1), months);
    check("leap years", &anchors, every(Unit::Year, 1), |_| (0..19).collect());
}

/// A daily recurrence meets each change of the clocks at each time of day.
#[test]
fn days_agree() {
    let first = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap();
    let times = TIMES.map(|(h, m, s, micro)| first.and_hms_micro_opt(h, m, s, micro).unwrap());
    let days = i64::from(LAST - 2020 + 1) * 365;
    check("days", &times, every(Unit::Day, 1), |place| {
        (0..days).filter(|n| n % 2 == place as i64 % 2).collect()
    });
}

#[test]
fn weeks_hours_and_longer_steps_agree() {
    let anchors = anchors(2);
    let within = |longest: i64| {
        move |place: usize| {
            let start = place as i64 % 11;
            (start..longest).step_by(11).collect::<Vec<_>>()
        }
    };
    check("weeks", &anchors, every(Unit::Week, 1), within(1_095));
    check("every 2 weeks", &anchors, every(Unit::Week, 2), within(547));
    check("every 24 hours", &anchors, every(Unit::Hour, 24), within(7_669));
    check("every 10 days", &anchors, every(Unit::Day, 10), within(766));
    check("every 5 months", &anchors, every(Unit::Month, 5), within(50));
}

/// The index of an instant is found again, without walking there.
#[test]
fn the_next_refill_is_found_from_any_instant() {
    for zone in ZONES {
        let zone: Zone = zone.parse().unwrap();
        for (place, anchor) in anchors(1).into_iter().enumerate() {
            let unit = [Unit::Hour, Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year];
            let every = every(unit[place % unit.len()], 1 + place as u32 % 3);
            let recurrence = Recurrence { anchor, zone, every };
            for n in [0, 1, 2, 3, 5, 6] {
                let instant = recurrence.instant(n).unwrap();
                let just_after = instant.plus_micros(1).unwrap();
                assert_eq!(recurrence.first_index_from(instant), Ok(n), "{recurrence:?}");
                assert_eq!(recurrence.first_index_from(just_after), Ok(n + 1), "{recurrence:?}");
            }
        }
    }
}

/// A month of a zone begins at the first instant of its first day, also where that is not midnight.
#[test]
fn months_of_a_zone_agree() {
    let (mut compared, mut editions_differ) = (0_u32, 0_u32);
    for zone in ZONES {
        let both = Both::named(zone);
        for month in 0..252_i16 {
            let (year, month) = (2020 + month / 12, i8::try_from(month % 12 + 1).unwrap());
            let first = civil::date(year, month, 1);
            let next = first.checked_add(Span::new().months(1)).unwrap();
            let starts = [first, next].map(|day| {
                let midnight = both.theirs.to_ambiguous_zoned(day.at(0, 0, 0, 0));
                midnight.compatible().unwrap().timestamp().as_microsecond()
            });
            let [from, to] = starts.map(Instant::from_micros);
            let middle = Instant::from_micros(starts[0].midpoint(starts[1]));
            for at in [from, middle, to.plus_micros(-1).unwrap()] {
                let found = both.ours.month_of(at).unwrap();
                if found == (from, to) {
                    compared += 1;
                } else {
                    let same = starts.iter().all(|start| both.same_edition_around(*start));
                    assert!(!same, "{zone} at {at}: {found:?} is not {from} to {to}");
                    editions_differ += 1;
                }
            }
        }
    }
    println!("{compared} months agree, {editions_differ} left out");
    assert!(compared * 100 >= (compared + editions_differ) * 99);
}
