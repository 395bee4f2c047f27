//! The engine against a second, deliberately naive computation, over random histories.
//!
//! Both are given the same facts. After each step everything that can be seen must agree, and what
//! must always be true of a wallet must be. A run uses the same histories each time;
//! `BURSAR_SEED` and `BURSAR_HISTORIES` choose others.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a failed helper fails its test")]

mod compare;
mod histories;
mod naive;
mod order;
mod pair;
mod policies;
mod seen;

use std::collections::BTreeMap;
use std::fmt::Debug;

use bursar_ledger::fact::{Seq, WalletRules};
use bursar_ledger::instant::Instant;
use bursar_ledger::journal::Journal;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use histories::Step;
use naive::Model;
use order::Entered;
use pair::Pair;
use seen::Seen;

fn from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Tries a law on random cases; tells the smallest case that breaks it.
fn law<S: Strategy>(
    cases: u64,
    of: S,
    holds: impl Fn(S::Value) -> Result<(), TestCaseError>,
    tell: impl Fn(&S::Value),
) where
    S::Value: Debug,
{
    let cases = from_environment("BURSAR_HISTORIES").unwrap_or(cases);
    let config = Config {
        cases: u32::try_from(cases).unwrap(),
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..Config::default()
    };
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&from_environment("BURSAR_SEED").unwrap_or(2026).to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    match TestRunner::new_with_rng(config, rng).run(&of, holds) {
        Ok(()) => {}
        Err(TestError::Fail(reason, case)) => {
            tell(&case);
            panic!("{reason}");
        }
        Err(error) => panic!("{error}"),
    }
}

/// When a step was entered.
fn recorded_at(number: usize) -> Instant {
    Instant::from_micros(i64::try_from(number).unwrap())
}

/// Writes a history as the facts that it came to.
fn tell(rules: &WalletRules, history: &[Step]) {
    println!("{rules:?}");
    let mut pair = Pair::new(rules);
    for (number, step) in history.iter().enumerate() {
        if let Some((at, fact)) = pair.fact(number, step) {
            println!("step {number}: {fact:?} at {at}");
            if let Ok(outcome) = pair.enter(recorded_at(number), at, fact) {
                println!("    {outcome:?}");
            }
        }
    }
}

#[test]
fn the_engine_agrees_with_the_naive_computation() {
    let seen = Seen::default();
    let histories = (policies::rules(), histories::history(1..44));
    let holds = |(rules, history): (WalletRules, Vec<Step>)| {
        let mut pair = Pair::new(&rules);
        let mut known = Vec::new();
        for (number, step) in history.iter().enumerate() {
            if let Some((at, fact)) = pair.fact(number, step) {
                let late = at < pair.model.last_instant();
                seen.outcome(&pair.enter(recorded_at(number), at, fact)?, late);
            }
            known.push((pair.model.entries.len(), recorded_at(number)));
        }
        let last = pair.model.last_instant();
        for known in known.into_iter().step_by(7) {
            pair.agree(last, Some(known), "as it was known then")?;
        }
        let later = last.max(histories::first_instant()).plus_seconds(40 * 86_400).unwrap();
        seen.wallet(&pair.wallet(last));
        pair.agree(later, None, "forty days later")
    };
    law(1_000, histories, holds, |(rules, history)| tell(rules, history));
    let steps = seen.times("booked") + seen.times("refused");
    println!("{steps} steps");
    if from_environment("BURSAR_HISTORIES").is_none() {
        assert!(steps >= 20_000, "only {steps} steps");
        seen.everything(20);
    }
}

/// What a view shows, with the order of entry taken out of it.
fn shown(journal: &Journal, at: Instant, places: &BTreeMap<Seq, Seq>) -> String {
    let view = journal.view(at, None).unwrap();
    let was = |seq: &Seq| places.iter().find(|(_, now)| *now == seq).map_or(*seq, |(was, _)| *was);
    let draws: BTreeMap<Seq, _> = view.draws.iter().map(|(seq, drawn)| (was(seq), drawn)).collect();
    let alerts: Vec<_> = view.alerts.iter().map(|(seq, alert)| (was(seq), alert)).collect();
    let topups: Vec<_> = view.auto_topups.iter().map(|(seq, of)| (was(seq), of)).collect();
    let sums = (view.balance, view.owned, view.debt, view.uncovered, view.held, view.totals);
    format!("{sums:#?}\n{:#?}\n{draws:#?}\n{alerts:#?}\n{topups:#?}", view.lots)
}

/// The facts that a history comes to when none is refused for want of credits, each at an instant
/// of its own.
fn entered(rules: &WalletRules, history: &[Step]) -> Entered {
    let mut model = Model::new(rules.clone());
    let mut entered = Vec::new();
    for (number, step) in history.iter().enumerate() {
        let last = model.last_instant();
        let at = step.when.instant(last, &model.wallet(last, model.entries.len()));
        let at = at.plus_micros(1_000 + i64::try_from(number).unwrap()).unwrap();
        let then = model.wallet(at, model.entries.len());
        let Some(fact) = step.what.reported().fact(at, number, &then, then.balance(rules)) else {
            continue;
        };
        if let Ok(seq) = model.enter(at, fact.clone()) {
            entered.push((seq, at, fact));
        }
    }
    entered
}

#[test]
fn the_order_of_entry_does_not_matter() {
    let seen = Seen::default();
    let histories = (policies::rules(), histories::history(1..28), vec(any::<Index>(), 1..30));
    let holds = |(rules, history, picks): (WalletRules, Vec<Step>, Vec<Index>)| {
        let entered = entered(&rules, &history);
        let (mut one, mut other) = (Journal::new(rules.clone()), Journal::new(rules));
        for (_, at, fact) in &entered {
            prop_assert!(pair::enter(&mut one, *at, *at, fact.clone()).is_ok());
        }
        let mut places = BTreeMap::new();
        for (was, at, fact) in order::shuffled(&entered, &picks) {
            let fact = order::renamed(&fact, &places);
            match pair::enter(&mut other, at, at, fact) {
                Ok(now) => places.insert(was, now),
                // Refused in this order: the histories are not the same then.
                Err(_) => return Ok(()),
            };
        }
        seen.count("entered in both orders");
        let last = entered.iter().map(|(_, at, _)| *at).max();
        for at in last.into_iter().flat_map(|last| [last, last.plus_seconds(3_000_000).unwrap()]) {
            let (one, other) = (shown(&one, at, &BTreeMap::new()), shown(&other, at, &places));
            prop_assert!(one == other, "at {at}:\n{}", compare::lines_that_differ(&one, &other));
        }
        Ok(())
    };
    law(400, histories, holds, |(rules, history, picks)| {
        println!("{rules:?}");
        for fact in order::shuffled(&entered(rules, history), picks) {
            println!("{fact:?}");
        }
    });
    println!("{} histories entered in two orders", seen.times("entered in both orders"));
    if from_environment("BURSAR_HISTORIES").is_none() {
        assert!(seen.times("entered in both orders") >= 200);
    }
}
