//! Alerts: what a studio wants to be told of, and when that is told.
//!
//! An alert is a crossing and not a state: it fires when its line is crossed, once, and is armed
//! again when the value has come back over the line. That rule is here, for the engine's own alerts
//! as for those of the desk. It knows no clock and no notice; what was over its line at the last
//! look is handed in.

use std::collections::BTreeSet;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use crate::credits::Credits;
use crate::instant::Instant;

/// What is watched. Percents are of the whole, 80 for four fifths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// So many percent of the subscription's cycle are used or held.
    CycleUsed {
        /// The line.
        percent: Credits,
    },
    /// So many credits or fewer are left.
    BalanceAtOrBelow {
        /// The line.
        credits: Credits,
    },
    /// A lot ends within so many days, and some of it will not be used at the present pace.
    LapsesWithin {
        /// Days of 24 hours.
        days: u32,
    },
    /// At the present pace the wallet is empty before its next refill.
    RunsOutBeforeRefill,
    /// A member has used so many percent of the limit of the month.
    MemberLimit {
        /// The line.
        percent: Credits,
    },
    /// The provider reports usage that no lot covers.
    Uncovered,
}

/// A rule of the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name among the rules.
    pub id: String,
    /// Whether it is looked at.
    pub on: bool,
    /// The wallet that it is about, by the entry that added it; none is each of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wallet: Option<String>,
    /// What it watches.
    pub condition: Condition,
}

/// One thing that a rule watches: the rule's id, and what it looks at (a wallet, a lot, a month).
pub type Watched = (String, String);

/// What a look led to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// What crossed its line, in the order of the look.
    pub fired: Vec<Watched>,
    /// What came back over its line, or is no longer there; it is armed again.
    pub armed: Vec<Watched>,
}

/// Whether a look at a value fires an alert. What was never seen on the good side of its line has
/// not crossed it.
pub fn crosses(was_over: Option<bool>, is_over: bool) -> bool {
    is_over && was_over == Some(false)
}

/// Whether a balance lies at or below a line.
pub fn at_or_below(balance: Credits, line: Credits) -> bool {
    balance <= line
}

/// Whether so many percent of an amount are used: used ÷ amount ≥ percent ÷ 100, without a division.
/// Of nothing, no part is used.
pub fn is_used(used: Credits, amount: Credits, percent: Credits) -> bool {
    const HUNDRED_PERCENT_MICROS: i128 = 100_000_000;
    let share = i128::from(used.micros()) * HUNDRED_PERCENT_MICROS;
    amount.is_positive() && share >= i128::from(percent.micros()) * i128::from(amount.micros())
}

/// Compares a look with the one before: `over` is all that is on the bad side of its line now,
/// `was_over` all that was so at the last look. What `over` names twice counts once.
pub fn look(was_over: &BTreeSet<Watched>, over: &[Watched]) -> Looked {
    let mut seen = BTreeSet::new();
    let mut looked = Looked::default();
    for watched in over {
        if seen.insert(watched) && crosses(Some(was_over.contains(watched)), true) {
            looked.fired.push(watched.clone());
        }
    }
    looked.armed = was_over.iter().filter(|watched| !seen.contains(watched)).cloned().collect();
    looked
}

/// Whether a low balance mends itself so soon that nobody need be told: its next refill comes
/// within a day, as free credits of the day do.
pub fn refills_by_itself(now: Instant, next_refill: Option<Instant>) -> bool {
    const DAY_SECONDS: i64 = 86_400;
    let soon = now.plus_seconds(DAY_SECONDS).unwrap_or(Instant::MAX);
    next_refill.is_some_and(|refill| refill <= soon)
}

/// Whether a time of day lies in the quiet hours [from, to), which may run over midnight.
pub fn is_quiet(from: NaiveTime, to: NaiveTime, at: NaiveTime) -> bool {
    if from <= to { from <= at && at < to } else { at >= from || at < to }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn watched(number: u8) -> Watched {
        (format!("rule {}", number % 3), format!("subject {}", number / 3))
    }

    fn whole(credits: i64) -> Credits {
        Credits::whole(credits).unwrap()
    }

    #[test]
    fn a_line_is_crossed_once_and_again_after_coming_back() {
        // m03 and m04: 100, 15, 10, then a top-up to 60, then 10.
        let mut open = BTreeSet::new();
        let mut fired = Vec::new();
        for balance in [100, 15, 10, 60, 10] {
            let low = at_or_below(whole(balance), whole(20));
            let over: Vec<Watched> = low.then(|| watched(0)).into_iter().collect();
            fired.push(look(&open, &over).fired.len());
            open = over.into_iter().collect();
        }
        assert_eq!(fired, [0, 1, 0, 0, 1]);
    }

    #[test]
    fn what_was_never_seen_above_has_not_crossed() {
        assert!(!crosses(None, true));
        assert!(crosses(Some(false), true));
        assert!(!crosses(Some(true), true));
        assert!(!crosses(Some(false), false));
    }

    #[test]
    fn a_part_is_used_from_its_line_on() {
        let eighty = whole(80);
        assert!(!is_used(Credits::from_micros(79_999_999), whole(100), eighty));
        assert!(is_used(whole(80), whole(100), eighty));
        assert!(is_used(Credits::MAX, Credits::MAX, whole(100)));
        assert!(!is_used(whole(1), Credits::ZERO, eighty), "of nothing no part is used");
    }

    #[test]
    fn quiet_hours_run_over_midnight() {
        let time = |text: &str| text.parse::<NaiveTime>().unwrap();
        let quiet = |at: &str| is_quiet(time("22:00:00"), time("07:00:00"), time(at));
        assert!(quiet("22:00:00") && quiet("23:59:59") && quiet("00:00:00") && quiet("06:59:59"));
        assert!(!quiet("07:00:00") && !quiet("21:59:59"));
        let lunch = |at: &str| is_quiet(time("12:00:00"), time("13:00:00"), time(at));
        assert!(lunch("12:00:00") && !lunch("13:00:00") && !lunch("00:00:00"));
    }

    #[test]
    fn what_comes_back_within_a_day_is_no_alarm() {
        let now = Instant::parse("2026-11-21T10:00:00Z").unwrap();
        let hours = |hours: i64| now.plus_seconds(hours * 3_600);
        assert!(refills_by_itself(now, hours(24)));
        assert!(!refills_by_itself(now, hours(25)));
        assert!(!refills_by_itself(now, None));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

        /// Against the plainest reading of the rule: for each thing alone, walk its own series of
        /// looks and count each change from not over to over.
        #[test]
        fn every_thing_fires_as_if_it_were_alone(
            looks in prop::collection::vec(prop::collection::vec(0_u8..9, 0..12), 0..30),
        ) {
            let mut open = BTreeSet::new();
            let mut fired = Vec::new();
            for (number, over) in looks.iter().enumerate() {
                let over: Vec<Watched> = over.iter().map(|one| watched(*one)).collect();
                let looked = look(&open, &over);
                fired.extend(looked.fired.iter().cloned().map(|one| (number, one)));
                for one in &looked.armed {
                    open.remove(one);
                }
                open.extend(looked.fired);
            }
            let mut naive = Vec::new();
            for (number, over) in looks.iter().enumerate() {
                for one in 0..9 {
                    let before = number > 0 && looks[number - 1].contains(&one);
                    if over.contains(&one) && !before {
                        naive.push((number, watched(one)));
                    }
                }
            }
            fired.sort();
            naive.sort();
            prop_assert_eq!(fired, naive);
        }
    }
}
