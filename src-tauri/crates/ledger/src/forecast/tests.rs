//! Forecasts with figures that must come out, and against held-back days of a real log.

use chrono::{Days, NaiveDate};

use super::*;
use crate::calendar::{Every, Recurrence};
use crate::engine::{Applying, NoBook};
use crate::fact::{Entry, Fact, GrantTerms, LotTerms, Seq};
use crate::policy::Kind;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn midnight(day: NaiveDate) -> Instant {
    Zone::UTC.start_of_day(day).unwrap()
}

fn wallet(facts: Vec<Fact>, now: NaiveDate) -> State {
    let mut state = State::default();
    for (seq, fact) in (1..).zip(facts) {
        let entry = Entry { seq: Seq(seq), at: midnight(now), fact };
        state.apply(&WalletRules::default(), &entry, Applying::Booked, &mut NoBook).unwrap();
    }
    state
}

fn pack(credits: Credits, expires: Option<NaiveDate>, now: NaiveDate) -> Fact {
    let mut terms = LotTerms::plain("pack", Kind::Topup, credits, midnight(now));
    terms.expires = expires.map(midnight);
    Fact::LotAdded(terms)
}

const DRAWS: Draws = Draws { courses: 100, seed: 42 };

fn ask(state: &State, demand: &Demand, days: u64, refill: Option<Instant>) -> Forecast {
    let from = Zone::UTC.local(state.now).unwrap().date();
    let until = midnight(from.checked_add_days(Days::new(days)).unwrap());
    forecast(state, &WalletRules::default(), demand, until, refill, DRAWS).unwrap()
}

#[test]
fn an_even_pace_has_no_range() {
    let now = day("2026-11-30");
    let demand = Demand::of_days(day("2026-11-02"), &[whole(10); 28]).unwrap().unwrap();
    let refill = Some(midnight(day("2026-12-20")));
    let told = ask(&wallet(vec![pack(whole(95), None, now)], now), &demand, 60, refill);
    let out = Instant::parse("2026-12-09T12:00:00Z").unwrap();
    assert_eq!(told.runs_out, [Some(out); 3]);
    assert_eq!(told.before_refill, Some(100));
    assert_eq!(told.unused, [Credits::ZERO; 3]);

    let ends = Some(day("2026-12-05"));
    let told = ask(&wallet(vec![pack(whole(95), ends, now)], now), &demand, 60, None);
    assert_eq!(told.unused, [whole(45); 3]);
    assert_eq!(told.unused_lots, [(0, whole(45))]);
    assert_eq!(told.before_refill, None);
}

#[test]
fn a_refill_may_come_in_time() {
    let now = day("2026-11-30");
    let recurrence = Recurrence {
        anchor: "2026-11-30T00:00:00".parse().unwrap(),
        zone: Zone::UTC,
        every: Every { unit: crate::calendar::Unit::Week, n: 1 },
    };
    let plan = |credits| {
        Fact::GrantStarted(GrantTerms::plain(
            "plan",
            Kind::Subscription,
            whole(credits),
            recurrence,
        ))
    };
    let demand = Demand::of_days(day("2026-11-02"), &[whole(10); 28]).unwrap().unwrap();
    let refill = Some(midnight(day("2026-12-07")));
    let enough = ask(&wallet(vec![plan(70)], now), &demand, 60, refill);
    assert_eq!((enough.runs_out, enough.before_refill), ([None; 3], Some(0)));
    let short = ask(&wallet(vec![plan(50)], now), &demand, 60, refill);
    assert_eq!(short.runs_out, [Some(midnight(day("2026-12-05"))); 3]);
    assert_eq!(short.before_refill, Some(100));
}

fn ahead(state: &State, demand: &Demand, days: usize) -> Vec<DayAhead> {
    days_ahead(state, &WalletRules::default(), demand, days, DRAWS).unwrap()
}

#[test]
fn each_coming_day_ends_with_what_even_use_leaves() {
    let now = day("2026-11-30");
    let demand = Demand::of_days(day("2026-11-02"), &[whole(10); 28]).unwrap().unwrap();
    let state = wallet(vec![pack(whole(95), Some(day("2026-12-09")), now)], now);
    let told = ahead(&state, &demand, 12);
    let ends = told.iter().map(|one| Zone::UTC.local(one.at).unwrap().date());
    assert!(ends.eq(day("2026-12-01").iter_days().take(12)));
    // At the end of the ninth day five are left, which lapse as the tenth begins.
    let left = [85, 75, 65, 55, 45, 35, 25, 15, 5, 0, 0, 0];
    for (one, left) in told.iter().zip(left) {
        assert_eq!([one.low, one.middle, one.high], [whole(left); 3], "{one:?}");
    }
}

#[test]
fn the_coming_days_and_the_day_it_runs_out_are_the_same_courses() {
    let now = day("2026-11-30");
    let used: Vec<Credits> = (0..56).map(|place| whole(1 + place * 7 % 23)).collect();
    let demand = Demand::of_days(day("2026-10-05"), &used).unwrap().unwrap();
    let state = wallet(vec![pack(whole(300), None, now)], now);
    let told = ahead(&state, &demand, 60);
    assert_eq!(told, ahead(&state, &demand, 60));
    assert!(told.iter().all(|one| one.low <= one.middle && one.middle <= one.high));
    // P10 of the day it runs out is the first end of a day at which one course of ten has nothing.
    let [early, middle, _] = ask(&state, &demand, 60, None).runs_out.map(|out| out.unwrap());
    let first_empty = |left: fn(&DayAhead) -> Credits| {
        told.iter().find(|one| !left(one).is_positive()).map(|one| one.at).unwrap()
    };
    let day_of = |at: Instant| Zone::UTC.local(at).unwrap().date();
    let night = |at: Instant| day_of(at).pred_opt().unwrap();
    assert_eq!(night(first_empty(|one| one.low)), day_of(early));
    assert_eq!(night(first_empty(|one| one.middle)), day_of(middle));
}

#[test]
fn the_same_seed_says_the_same_and_the_range_is_in_order() {
    let now = day("2026-11-30");
    let used: Vec<Credits> = (0..56).map(|place| whole(place * 7 % 23)).collect();
    let demand = Demand::of_days(day("2026-10-05"), &used).unwrap().unwrap();
    let state = wallet(vec![pack(whole(300), Some(day("2027-01-10")), now)], now);
    let (one, two) = (ask(&state, &demand, 90, None), ask(&state, &demand, 90, None));
    assert_eq!(one, two);
    let [early, middle, late] = one.runs_out.map(|out| out.unwrap());
    assert!(early < middle && middle < late, "{one:?}");
}

/// Images a day, by model, of a real image-generation service: 15 November to 8 December 2024.
fn real_log() -> Vec<(String, Vec<Credits>)> {
    let text = include_str!("../../../../../tests/data/lora_daily.csv");
    let first = day("2024-11-15");
    let mut series: Vec<(String, Vec<Credits>)> = Vec::new();
    for line in text.lines().skip(1) {
        let mut cells = line.split(',');
        let (date, model, images) =
            (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let place = usize::try_from((day(date) - first).num_days()).unwrap();
        let known = series.iter().position(|(name, _)| name == model).unwrap_or_else(|| {
            series.push((model.to_owned(), vec![Credits::ZERO; 24]));
            series.len() - 1
        });
        series[known].1[place] = whole(images.parse().unwrap());
    }
    series
}

/// Whether the range held the day on which a wallet that holds what the next `lasts` days took runs
/// out; none where nothing was used then.
fn held(first: NaiveDate, used: &[Credits], cut: usize, lasts: usize) -> Option<bool> {
    let demand = Demand::of_days(first, &used[..cut]).unwrap()?;
    let future = &used[cut..cut + lasts];
    let balance = Credits::sum(future.iter().copied()).unwrap();
    // It runs out within the last of these days, which must be one with use.
    if !future.last()?.is_positive() {
        return None;
    }
    let balance = balance.minus(future.last()?.scaled_down(1, 2).unwrap()).unwrap();
    let now = first.checked_add_days(Days::new(cut as u64)).unwrap();
    let told = ask(&wallet(vec![pack(balance, None, now)], now), &demand, 90, None);
    let truth = now.checked_add_days(Days::new(lasts as u64 - 1)).unwrap();
    let on_day = |out: Option<Instant>| out.map(|out| Zone::UTC.local(out).unwrap().date());
    let early = on_day(told.runs_out[0]).is_some_and(|early| early <= truth);
    let late = on_day(told.runs_out[2]).is_none_or(|late| truth <= late);
    Some(early && late)
}

#[test]
fn the_range_holds_the_held_back_days_of_the_real_log() {
    let first = day("2024-11-15");
    let mut cases = Vec::new();
    for (model, used) in real_log() {
        // The last day of the log is not whole.
        let used = &used[..23];
        for cut in [14, 16, 18] {
            for lasts in 1..=used.len() - cut {
                cases.extend(held(first, used, cut, lasts).map(|held| (model.clone(), held)));
            }
        }
    }
    let kept = cases.iter().filter(|(_, held)| *held).count();
    let share = kept * 100 / cases.len();
    println!(
        "P10 to P90 held the truth in {kept} of {} cases of the real log: {share} %",
        cases.len()
    );
    assert!(cases.len() > 150, "{} cases", cases.len());
    assert!((70..=95).contains(&share), "{share} %");
}
