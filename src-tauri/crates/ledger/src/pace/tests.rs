//! The pace and what follows from it, with figures worked out by hand, and laws over random ones.

use proptest::prelude::*;

use super::*;
use crate::calendar::{Every, Recurrence};
use crate::fact::{GrantTerms, LotTerms};
use crate::policy::Kind;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

/// Four weeks from Monday 2 November 2026: so much on each weekday, nothing at weekends.
fn on_workdays(credits: i64) -> Pace {
    let week = [credits, credits, credits, credits, credits, 0, 0].map(whole);
    Pace::of_days(day("2026-11-02"), &week.repeat(4)).unwrap().unwrap()
}

fn with(facts: &[Fact], now: Instant) -> (State, WalletRules) {
    let rules = WalletRules::default();
    let mut state = State::default();
    for (seq, fact) in (1..).zip(facts) {
        let at = match fact {
            Fact::LotAdded(terms) => terms.starts,
            _ => at("2026-11-01T00:00:00Z"),
        };
        let entry = Entry { seq: Seq(seq), at, fact: fact.clone() };
        state.apply(&rules, &entry, Applying::Booked, &mut NoBook).unwrap();
    }
    state.advance(&rules, now, &mut NoBook).unwrap();
    (state, rules)
}

fn lot(id: &str, credits: i64, expires: Option<&str>) -> Fact {
    let mut terms = LotTerms::plain(id, Kind::Topup, whole(credits), at("2026-11-01T00:00:00Z"));
    terms.expires = expires.map(at);
    Fact::LotAdded(terms)
}

#[test]
fn a_week_is_the_least_and_four_weeks_are_the_most() {
    let six = [whole(5); 6];
    assert_eq!(Pace::of_days(day("2026-11-02"), &six), Ok(None));
    let none = [Credits::ZERO; 28];
    assert_eq!(Pace::of_days(day("2026-11-02"), &none), Ok(None), "no use is no pace");
    let mut days = vec![whole(1_000); 10];
    days.extend([whole(7); 28]);
    let pace = Pace::of_days(day("2026-10-01"), &days).unwrap().unwrap();
    assert_eq!((pace.per_day(), pace.days()), (Ok(whole(7)), 28), "what is older does not count");
}

#[test]
fn each_weekday_has_its_own_mean() {
    let mut days =
        [whole(10), whole(20), whole(0), whole(0), whole(0), whole(0), whole(0)].repeat(2);
    days[7] = whole(30);
    let pace = Pace::of_days(day("2026-11-02"), &days).unwrap().unwrap();
    assert_eq!(pace.on(day("2026-11-16")), whole(20), "Monday: 10 and 30");
    assert_eq!(pace.on(day("2026-11-17")), whole(20));
    assert_eq!(pace.on(day("2026-11-22")), Credits::ZERO);
}

#[test]
fn weekends_move_the_day_on_which_it_runs_out() {
    // Friday noon, 25 left at 10 a workday: 5 until midnight, then Monday and Tuesday.
    let (state, rules) = with(&[lot("a", 25, None)], at("2026-11-27T12:00:00Z"));
    let seen = on_workdays(10).project(&state, &rules, at("2027-01-01T00:00:00Z")).unwrap();
    assert_eq!(seen.runs_out, Some(at("2026-12-02T00:00:00Z")));
    let (state, rules) = with(&[lot("a", 20, None)], at("2026-11-27T12:00:00Z"));
    let seen = on_workdays(10).project(&state, &rules, at("2027-01-01T00:00:00Z")).unwrap();
    assert_eq!(seen.runs_out, Some(at("2026-12-01T12:00:00Z")), "half of Tuesday");
}

#[test]
fn a_refill_in_time_keeps_it_from_running_out() {
    let recurrence = Recurrence {
        anchor: crate::calendar::parse_local("2026-11-01T00:00:00").unwrap(),
        zone: Zone::default(),
        every: Every::MONTH,
    };
    let grant = |credits| {
        let terms = GrantTerms::plain("plan", Kind::Subscription, whole(credits), recurrence);
        [Fact::GrantStarted(terms)]
    };
    let now = at("2026-11-23T00:00:00Z");
    let horizon = at("2027-03-01T00:00:00Z");
    let (state, rules) = with(&grant(250), now);
    let seen = on_workdays(10).project(&state, &rules, horizon).unwrap();
    // Six working days are left of November, and at most 23 are in a month after it.
    assert_eq!(seen.runs_out, None);
    assert_eq!(seen.unused, [(0, whole(190))]);
    let (state, rules) = with(&grant(50), now);
    let seen = on_workdays(10).project(&state, &rules, horizon).unwrap();
    assert_eq!(seen.runs_out, Some(at("2026-11-30T00:00:00Z")));
    assert_eq!(seen.unused, []);
}

#[test]
fn what_ends_first_is_used_first_and_only_the_rest_is_lost() {
    let lots = [lot("soon", 100, Some("2026-11-26T00:00:00Z")), lot("ever", 500, None)];
    let (state, rules) = with(&lots, at("2026-11-23T00:00:00Z"));
    let until = at("2026-12-23T00:00:00Z");
    let seen = on_workdays(10).project(&state, &rules, until).unwrap();
    assert_eq!(seen.unused, [(0, whole(70))], "three working days");
    assert_eq!(unused_without_use(&state, &rules, until).unwrap(), [(0, whole(100))]);
}

#[test]
fn an_empty_wallet_has_run_out_as_soon_as_something_is_wanted() {
    let (state, rules) = with(&[], at("2026-11-28T09:00:00Z"));
    let seen = on_workdays(10).project(&state, &rules, at("2026-12-28T00:00:00Z")).unwrap();
    assert_eq!(seen.runs_out, Some(at("2026-11-30T00:00:00Z")), "on Monday");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is left plus what was used and lost adds up, a faster pace never lasts longer nor loses
    /// more, and the state that was looked at stays as it was.
    #[test]
    fn more_use_never_lasts_longer_and_never_loses_more(
        lots in prop::collection::vec((1_i64..400, prop::option::of(1_i64..60)), 1..6),
        days in prop::collection::vec(0_i64..40, 7..40),
        faster in 0_i64..20,
    ) {
        let now = at("2026-11-20T15:30:00Z");
        let facts: Vec<Fact> = lots.iter().enumerate().map(|(place, (credits, days))| {
            let expires = days.map(|days| now.plus_seconds(days * 86_400).unwrap().to_string());
            lot(&place.to_string(), *credits, expires.as_deref())
        }).collect();
        let (state, rules) = with(&facts, now);
        let before = state.clone();
        let until = now.plus_seconds(90 * 86_400).unwrap();
        let of = |extra: i64| {
            let used: Vec<Credits> = days.iter().map(|day| whole(day + extra)).collect();
            Pace::of_days(day("2026-10-01"), &used).unwrap()
        };
        let Some(slow) = of(0) else { return Ok(()) };
        let fast = of(faster).unwrap();
        let slow = slow.project(&state, &rules, until).unwrap();
        let fast = fast.project(&state, &rules, until).unwrap();
        prop_assert_eq!(&state, &before);
        let end = |seen: &Projection| seen.runs_out.unwrap_or(Instant::MAX);
        prop_assert!(end(&fast) <= end(&slow));
        let lost = |seen: &Projection| Credits::sum(seen.unused.iter().map(|(_, lost)| *lost)).unwrap();
        prop_assert!(lost(&fast) <= lost(&slow));
        let idle = unused_without_use(&state, &rules, until).unwrap();
        prop_assert!(lost(&slow) <= Credits::sum(idle.iter().map(|(_, lost)| *lost)).unwrap());
        for (place, lost) in &slow.unused {
            prop_assert!(*lost <= state.lots()[*place].remaining);
        }
    }
}
