//! A small studio's charts, the same at every run.

use bursar_charts::{
    Balance, BalanceOverTime, Bucket, DayAhead, English, Event, EventKind, Figure, German, Lapse,
    Notation, Series, Step, Tongue, UsageOverTime,
};
use chrono::{Days, NaiveDate};

/// Millionths in a credit.
pub(crate) const CREDIT: i64 = 1_000_000;
const DAY: i64 = 86_400_000_000;
const HOUR: i64 = DAY / 24;

/// Credits with separators, in UTC.
pub(crate) struct Credits;

impl Notation for Credits {
    fn amount(&self, micros: i64) -> String {
        let whole = (micros / CREDIT).unsigned_abs().to_string();
        let mut text = String::new();
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        let fraction = (micros % CREDIT).unsigned_abs();
        if fraction > 0 {
            text += format!(".{fraction:06}").trim_end_matches('0');
        }
        if micros < 0 { format!("-{text}") } else { text }
    }
}

/// Amounts of the samples, words in German.
pub(crate) struct InGerman;

impl Notation for InGerman {
    fn amount(&self, micros: i64) -> String {
        Credits.amount(micros)
    }

    fn unit(&self) -> &str {
        "Credits"
    }

    fn tongue(&self) -> &'static dyn Tongue {
        &German
    }
}

/// The same numbers at every run: a small linear congruence.
pub(crate) struct Dice(pub(crate) i64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: i64) -> i64 {
        self.0 = (self.0 * 16_807) % 2_147_483_647;
        self.0 % sides
    }
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn days(first: &str, count: u64) -> Vec<Bucket> {
    (0..count).map(|day| Bucket::day(date(first) + Days::new(day), &English)).collect()
}

/// A month of a studio: five series, quiet weekends.
pub(crate) fn month_of_usage() -> UsageOverTime {
    let mut dice = Dice(7);
    let labels = ["Nano Banana 2", "Kling 2.6", "Seedream 4.5", "Ghost Mannequin", "14 others"];
    let figures = |size: i64, dice: &mut Dice| {
        (0..30)
            .map(|day| {
                let weekend = if day % 7 > 4 { 4 } else { 1 };
                Figure::Known((120 + dice.roll(260)) * size / weekend / 100 * CREDIT)
            })
            .collect()
    };
    let series = labels.iter().enumerate().map(|(index, label)| Series {
        label: (*label).to_owned(),
        colour: (index == 4).then_some(bursar_charts::Colour::S0),
        figures: figures(if index == 4 { 100 } else { 210 }, &mut dice),
    });
    UsageOverTime {
        title: "Credits used, last 30 days".into(),
        topic: bursar_charts::Topic::Used,
        step: Step::Day,
        buckets: days("2025-10-27", 30),
        series: series.collect(),
    }
}

/// A year by day, in names that no font of the package has.
pub(crate) fn year_of_usage() -> UsageOverTime {
    let mut dice = Dice(3);
    let series = ["日本語のモデル", "שלום & <b>", "Плёнка 👩‍👧"].into_iter().map(|label| Series {
        label: label.to_owned(),
        colour: None,
        figures: (0..365)
            .map(|day| Figure::Known((dice.roll(90) + day / 4) * CREDIT / (1 + 3 * (day % 7 / 5))))
            .collect(),
    });
    UsageOverTime {
        title: "Credits used, the last year".into(),
        topic: bursar_charts::Topic::Used,
        step: Step::Day,
        buckets: days("2024-11-22", 365),
        series: series.collect(),
    }
}

/// Twelve series, unknown days and refunds.
pub(crate) fn untidy_usage() -> UsageOverTime {
    let mut dice = Dice(11);
    let series = (0..12).map(|index| Series {
        label: format!("Model {}", index + 1),
        colour: None,
        figures: (0..30)
            .map(|day| match (day, index) {
                (9 | 10, _) => Figure::Unknown,
                (17, 1) => Figure::AtLeast(300 * CREDIT),
                (21, 0) => Figure::Known(-900 * CREDIT),
                _ => Figure::Known(dice.roll(400 - 30 * index) * CREDIT),
            })
            .collect(),
    });
    UsageOverTime {
        title: "Credits used by model".into(),
        topic: bursar_charts::Topic::Used,
        step: Step::Day,
        buckets: days("2025-10-27", 30),
        series: series.collect(),
    }
}

pub(crate) fn instant(text: &str) -> i64 {
    date(text).and_time(chrono::NaiveTime::MIN).and_utc().timestamp_micros()
}

/// Four months of a wallet with a monthly refill that does not roll over, and a top-up.
pub(crate) fn months_of_balance() -> BalanceOverTime {
    let from = instant("2025-08-04");
    let until = instant("2025-11-21") + 9 * HOUR;
    let mut dice = Dice(5);
    let mut left = 6_400 * CREDIT;
    let mut balances = vec![Balance { at: from - DAY, micros: Some(left) }];
    let mut events = Vec::new();
    let mut at = from;
    let refills: Vec<i64> =
        ["2025-09-04", "2025-10-04", "2025-11-04"].map(|day| instant(day) + 14 * HOUR).to_vec();
    let top_up = instant("2025-09-25") + 11 * HOUR;
    while at < until {
        let next = at + 3 * HOUR + dice.roll(4) * HOUR;
        for refill in refills.iter().filter(|refill| (at..next).contains(*refill)) {
            if left > 0 {
                let lapsed = left.min(900 * CREDIT + dice.roll(400) * CREDIT);
                left -= lapsed;
                balances.push(Balance { at: refill - 1, micros: Some(left) });
                events.push(Event { at: refill - 1, kind: EventKind::Lapsed, micros: -lapsed });
            }
            left += 12_000 * CREDIT;
            balances.push(Balance { at: *refill, micros: Some(left) });
            events.push(Event { at: *refill, kind: EventKind::Refill, micros: 12_000 * CREDIT });
        }
        if (at..next).contains(&top_up) {
            left += 5_000 * CREDIT;
            balances.push(Balance { at: top_up, micros: Some(left) });
            events.push(Event { at: top_up, kind: EventKind::TopUp, micros: 5_000 * CREDIT });
        }
        at = next;
        let weekend = (at / DAY + 3) % 7 > 4;
        let used = if weekend { 4 } else { 60 + dice.roll(50) };
        left = (left - used * CREDIT).max(0);
        balances.push(Balance { at, micros: Some(left) });
    }
    balances.sort_by_key(|balance| balance.at);
    BalanceOverTime {
        title: "ImagineArt, balance".into(),
        from,
        until,
        balances,
        events,
        lapses: vec![
            Lapse { at: instant("2025-12-04") + 14 * HOUR, micros: 1_500 * CREDIT },
            Lapse { at: instant("2025-12-18"), micros: 700 * CREDIT },
        ],
        ahead: Vec::new(),
    }
}

/// Nine days with a gap and a few instants.
pub(crate) fn days_of_balance() -> BalanceOverTime {
    let from = instant("2025-11-12");
    let at = |day: i64, hour: i64| from + day * DAY + hour * HOUR;
    let step = |at: i64, credits: Option<i64>| Balance { at, micros: credits.map(|c| c * CREDIT) };
    BalanceOverTime {
        title: "Deep-image, balance".into(),
        from,
        until: at(9, 9),
        balances: vec![
            step(from, Some(846)),
            step(at(1, 10), Some(812)),
            step(at(2, 15), Some(640)),
            step(at(3, 9), None),
            step(at(4, 18), Some(520)),
            step(at(5, 0), Some(108)),
            step(at(6, 9), Some(208)),
            step(at(7, 11), Some(160)),
            step(at(8, 16), Some(-12)),
        ],
        events: vec![
            Event { at: at(5, 0), kind: EventKind::Lapsed, micros: -412 * CREDIT },
            Event { at: at(6, 9), kind: EventKind::Refill, micros: 100 * CREDIT },
        ],
        lapses: Vec::new(),
        ahead: Vec::new(),
    }
}

/// A month of facts, and a month ahead with a refill and a lapse in it.
pub(crate) fn month_ahead() -> BalanceOverTime {
    let mut asked = months_of_balance();
    let until = asked.until;
    let last = asked.balances.last().and_then(|balance| balance.micros).unwrap_or(0);
    asked.events.push(Event {
        at: until + 12 * DAY,
        kind: EventKind::Refill,
        micros: 25_000 * CREDIT,
    });
    asked.ahead = (1..=30)
        .map(|day| {
            let refill = if day > 12 { 25_000 * CREDIT } else { 0 };
            let middle = (last - day * 400 * CREDIT).max(0) + refill;
            let spread = day * 120 * CREDIT;
            DayAhead {
                at: until + day * DAY,
                low: (middle - spread).max(0),
                middle,
                high: middle + spread,
            }
        })
        .collect();
    asked
}
