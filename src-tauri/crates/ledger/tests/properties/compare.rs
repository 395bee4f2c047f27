//! The engine's view beside the naive wallet, and what must always be true of a view.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{LotStage, LotView, View};
use bursar_ledger::fact::{Seq, WalletRules};

use crate::naive::{Lot, Stage, Wallet};

fn of(credits: Credits) -> i128 {
    credits.micros().into()
}

/// What differs, one line each; empty if nothing does.
pub(crate) fn differences(view: &View, wallet: &Wallet, rules: &WalletRules) -> String {
    let mut found = String::new();
    let mut same = |what: &str, engine: i128, naive: i128| {
        if engine != naive {
            let _ = writeln!(found, "{what}: engine {engine}, naive {naive}");
        }
    };
    same("balance", of(view.balance), wallet.balance(rules));
    same("owned", of(view.owned), wallet.owned());
    same("debt", of(view.debt), wallet.debt());
    same("uncovered", of(view.uncovered), wallet.uncovered());
    same("held", of(view.held), wallet.held());
    let engine: BTreeMap<&str, &LotView> =
        view.lots.iter().map(|lot| (lot.id.as_str(), lot)).collect();
    same("number of lots", view.lots.len() as i128, wallet.lots.len() as i128);
    for (place, lot) in wallet.lots.iter().enumerate() {
        let Some(seen) = engine.get(lot.id.as_str()) else {
            let _ = writeln!(found, "lot {} is not in the engine's view", lot.id);
            continue;
        };
        if (seen.stage == LotStage::Waiting) == lot.started {
            let _ = writeln!(
                found,
                "{}: engine {:?}, naive started={}",
                lot.id, seen.stage, lot.started
            );
        }
        if lot.started {
            let spendable = wallet.is_spendable(rules, place);
            found += &lot_differences(seen, lot, spendable);
        }
    }
    for lot in view.lots.iter().filter(|lot| wallet.lots.iter().all(|other| other.id != lot.id)) {
        let _ = writeln!(found, "lot {} is only in the engine's view: {lot:?}", lot.id);
    }
    found + &other_differences(view, wallet)
}

fn lot_differences(seen: &LotView, lot: &Lot, spendable: bool) -> String {
    let mut found = String::new();
    for (what, engine, naive) in [
        ("granted", seen.granted, lot.granted),
        ("rolled in", seen.rolled_in, lot.rolled_in),
        ("corrected", seen.corrected, lot.corrected),
        ("remaining", seen.remaining, lot.remaining),
        ("held", seen.held, lot.held),
        ("drawn", seen.drawn, lot.drawn),
        ("refunded", seen.refunded, lot.refunded),
        ("expired", seen.expired, lot.expired),
        ("rolled out", seen.rolled_out, lot.rolled_out),
        ("voided", seen.voided, lot.voided),
    ] {
        if of(engine) != naive {
            let _ = writeln!(found, "{} {what}: engine {}, naive {naive}", lot.id, of(engine));
        }
    }
    if (seen.kind, seen.expires, seen.spendable) != (lot.kind, lot.expires, spendable) {
        let engine = (seen.kind, seen.expires, seen.spendable);
        let naive = (lot.kind, lot.expires, spendable);
        let _ = writeln!(found, "{}: engine {engine:?}, naive {naive:?}", lot.id);
    }
    found
}

fn other_differences(view: &View, wallet: &Wallet) -> String {
    let mut found = String::new();
    let engine: BTreeMap<Seq, Vec<(String, i128)>> = view
        .draws
        .iter()
        .map(|(seq, parts)| {
            (*seq, parts.iter().map(|(lot, part)| (lot.clone(), of(*part))).collect())
        })
        .collect();
    for (seq, naive) in wallet.draws() {
        let drawn = engine.get(&seq).cloned().unwrap_or_default();
        if drawn != naive {
            let _ = writeln!(found, "draws of {seq:?}: engine {drawn:?}, naive {naive:?}");
        }
    }
    if view.alerts != wallet.alerts {
        let _ = writeln!(found, "alerts: engine {:?}, naive {:?}", view.alerts, wallet.alerts);
    }
    let topups: Vec<(Seq, i128)> =
        view.auto_topups.iter().map(|(seq, credits)| (*seq, of(*credits))).collect();
    if topups != wallet.auto_topups {
        let _ = writeln!(found, "auto top-ups: engine {topups:?}, naive {:?}", wallet.auto_topups);
    }
    found
}

/// What is not true of a view and must always be.
pub(crate) fn broken_laws(view: &View, wallet: &Wallet) -> String {
    let mut broken = String::new();
    if !view.totals.balanced() {
        let _ = writeln!(broken, "the totals do not add up: {:?}", view.totals);
    }
    for lot in view.lots.iter().filter(|lot| lot.stage != LotStage::Waiting) {
        let came = of(lot.granted) + of(lot.rolled_in) + of(lot.corrected).max(0);
        let went = of(lot.drawn) - of(lot.refunded) + of(lot.expired) + of(lot.rolled_out);
        let there = of(lot.remaining) + of(lot.held) + of(lot.voided);
        if of(lot.granted) + of(lot.rolled_in) + of(lot.corrected) != there + went {
            let _ = writeln!(broken, "{} does not add up: {lot:?}", lot.id);
        }
        if of(lot.remaining) < 0 || of(lot.held) < 0 || of(lot.remaining) + of(lot.held) > came {
            let _ = writeln!(broken, "{} holds what it cannot: {lot:?}", lot.id);
        }
        if lot.stage == LotStage::Ended && !lot.remaining.is_zero() {
            let _ = writeln!(broken, "{} has ended and still holds credits", lot.id);
        }
    }
    for usage in wallet.usages.iter().filter(|usage| usage.stage != Stage::Released) {
        let drawn = view.draws.get(&usage.seq).map_or(&[][..], Vec::as_slice);
        let sum: i128 = drawn.iter().map(|(_, part)| of(*part)).sum();
        let returned: i128 = usage.parts.iter().map(|(_, _, returned)| returned).sum();
        let still_unpaid = usage.debt + usage.uncovered + usage.pending_short + usage.forgiven;
        let never_drawn = still_unpaid + usage.refunded - returned;
        if sum + never_drawn != usage.credits {
            let seq = usage.seq;
            let _ = writeln!(broken, "the draws of {seq:?} make {sum}, not {}", usage.credits);
        }
    }
    broken
}

/// Lots that a usage drew from and must not: it was just booked, at the instant of this wallet.
pub(crate) fn wrong_draws(view: &View, wallet: &Wallet, seq: Seq) -> String {
    let mut wrong = String::new();
    let Some(usage) = wallet.usage(seq).map(|usage| &wallet.usages[usage]) else {
        return wrong;
    };
    let drawn = view.draws.get(&seq).map_or(&[][..], Vec::as_slice);
    for (id, _) in drawn {
        let Some(lot) = view.lots.iter().find(|lot| lot.id == *id) else {
            let _ = writeln!(wrong, "{seq:?} drew from {id}, which is not there");
            continue;
        };
        let alive = lot.starts <= view.at && lot.expires.is_none_or(|end| view.at < end);
        let terms = wallet.lots.iter().find(|lot| lot.id == *id);
        let fits = terms.is_some_and(|terms| {
            let has = |tag| usage.charge.tags.contains(tag);
            !terms.not_for.iter().any(has)
                && (terms.only_for.is_empty() || terms.only_for.iter().any(has))
        });
        if !alive || !fits || !lot.spendable {
            let _ = writeln!(wrong, "{seq:?} drew from {id} outside its life or its tags: {lot:?}");
        }
    }
    wrong
}

/// The lines of two texts that differ, beside each other.
pub(crate) fn lines_that_differ(one: &str, other: &str) -> String {
    let pairs = one.lines().zip(other.lines()).filter(|(one, other)| one != other);
    pairs.map(|(one, other)| format!("{one}    |    {other}\n")).collect()
}
