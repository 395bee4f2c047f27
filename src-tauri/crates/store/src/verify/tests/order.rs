//! The order of entry does not matter for facts at different instants: what is derived is the same
//! whether they are entered as they happen or late.

use std::collections::HashMap;

use bursar_ledger::calendar::{Every, Recurrence, Unit, wall_time};
use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{GrantTerms, LotTerms, Seq, Source};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::{Kind, Policy};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rusqlite::types::Value;

use super::desk::{Desk, instant};
use super::histories::kinds_shown;
use super::laws::{assert_clean, cases};
use crate::batch::NewUsage;
use crate::fact_row::{Event, GrantStarted, LotAdded, Settled, UsageStatus};

/// A fact that is refused in no order.
#[derive(Clone, Debug)]
enum Given {
    Lot { kind: Kind, credits: i64, life: Option<i64> },
    Grant { credits: i64, days: u32 },
    Used { credits: i64, refunded: Option<i64> },
    Held { credits: i64, settled: Option<(i64, bool)> },
    Statement { shows: i64, kinds: Vec<(Kind, i64)> },
}

/// One entry, by the place of its usage among the facts where it speaks of one.
struct Entry<'a> {
    at: Instant,
    fact: usize,
    what: What<'a>,
}

enum What<'a> {
    Given(&'a Given),
    Refund,
    Settle(bool),
}

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn given() -> impl Strategy<Value = Given> {
    let kind = select(vec![Kind::Topup, Kind::Promo, Kind::Free]);
    prop_oneof![
        3 => (kind, 1..50_i64, prop::option::of(1..60_i64))
            .prop_map(|(kind, credits, life)| Given::Lot { kind, credits, life }),
        1 => (1..30_i64, 1..9_u32).prop_map(|(credits, days)| Given::Grant { credits, days }),
        6 => (1..30_i64, prop::option::of(1..20_i64))
            .prop_map(|(credits, refunded)| Given::Used { credits, refunded }),
        2 => (1..30_i64, prop::option::of((1..20_i64, any::<bool>())))
            .prop_map(|(credits, settled)| Given::Held { credits, settled }),
        2 => (0..60_i64, kinds_shown()).prop_map(|(shows, kinds)| Given::Statement { shows, kinds }),
    ]
}

/// The entries of facts in the order of time, no two at one instant.
fn entries(facts: &[(i64, Given)]) -> Vec<Entry<'_>> {
    let mut entries = Vec::new();
    for (fact, (quarter, given)) in facts.iter().enumerate() {
        let minutes = i64::try_from(fact).unwrap() * 2;
        let after = |quarters: i64| instant(quarter + quarters).plus_seconds(minutes * 60).unwrap();
        entries.push(Entry { at: after(0), fact, what: What::Given(given) });
        let later = match given {
            Given::Used { refunded, .. } => refunded.map(|later| (later, What::Refund)),
            Given::Held { settled, .. } => {
                settled.map(|(later, succeeded)| (later, What::Settle(succeeded)))
            }
            _ => None,
        };
        if let Some((later, what)) = later {
            let at = after(later).plus_seconds(60).unwrap();
            entries.push(Entry { at, fact, what });
        }
    }
    entries.sort_by_key(|entry| entry.at);
    entries
}

/// The same in another order; a usage still comes before what is said of it.
fn shuffled<'a>(mut entries: Vec<Entry<'a>>, picks: &[Index]) -> Vec<Entry<'a>> {
    let mut shuffled = Vec::new();
    for pick in picks.iter().cycle().take(entries.len()) {
        let chosen = pick.index(entries.len());
        let fact = entries[chosen].fact;
        // In the order of time the first entry of a fact is the fact itself.
        let first = entries.iter().position(|entry| entry.fact == fact).unwrap();
        shuffled.push(entries.remove(first));
    }
    shuffled
}

/// Enters them one by one.
fn entered(entries: &[Entry<'_>]) -> (Desk, HashMap<u64, usize>) {
    let mut desk = Desk::new(Policy::default());
    let wallet = desk.wallet.clone();
    let mut usages: HashMap<usize, Seq> = HashMap::new();
    for entry in entries {
        let usage = usages.get(&entry.fact).copied().unwrap_or_default();
        let booked = desk.books.record(instant(0), "fact", |batch| match &entry.what {
            What::Given(Given::Used { credits, .. }) => {
                batch.usage(&wallet, entry.at, &usage_of(*credits, UsageStatus::Succeeded))
            }
            What::Given(Given::Held { credits, .. }) => {
                batch.usage(&wallet, entry.at, &usage_of(*credits, UsageStatus::Pending))
            }
            What::Given(given) => {
                let event = event_of(given, entry, &wallet);
                batch.event(&wallet, entry.at, &event, None)
            }
            What::Refund => {
                batch.event(&wallet, entry.at, &Event::Refunded { usage, credits: None }, None)
            }
            What::Settle(succeeded) => {
                let settled = Settled { succeeded: *succeeded, credits: None };
                batch.event(&wallet, entry.at, &Event::Settled { usage, settled }, None)
            }
        });
        usages.entry(entry.fact).or_insert(booked.unwrap().value);
    }
    (desk, usages.into_iter().map(|(fact, usage)| (usage.0, fact)).collect())
}

fn usage_of(credits: i64, status: UsageStatus) -> NewUsage<'static> {
    NewUsage {
        source: Source::Reported,
        status: Some(status),
        credits: Some(whole(credits)),
        ..NewUsage::default()
    }
}

fn event_of(given: &Given, entry: &Entry<'_>, wallet: &crate::Wallet) -> Event {
    let id = format!("fact-{}", entry.fact);
    match given {
        Given::Lot { kind, credits, life } => {
            let mut terms = LotTerms::plain(&id, *kind, whole(*credits), entry.at);
            terms.expires = life.map(|hours| entry.at.plus_seconds(hours * 21_600).unwrap());
            Event::LotAdded(LotAdded { terms, bundle: None, payment: None })
        }
        Given::Grant { credits, days } => {
            let zone = wallet.rules.zone;
            let every = Every { unit: Unit::Day, n: *days };
            let recurrence = Recurrence { anchor: wall_time(entry.at, zone), zone, every };
            let terms = GrantTerms::plain(&id, Kind::Subscription, whole(*credits), recurrence);
            Event::GrantStarted(GrantStarted { terms, plan: None, price: None })
        }
        Given::Statement { shows, kinds } => Event::Reconciled {
            observed: whole(*shows),
            kinds: kinds.iter().map(|(kind, shows)| (*kind, whole(*shows))).collect(),
        },
        Given::Used { .. } | Given::Held { .. } => unreachable!("usages are no events"),
    }
}

const LOTS: &str = "SELECT CASE WHEN id LIKE 'correction-%' THEN 'correction' ELSE id END, kind, \
     amount, starts, expires, remaining, held, drawn, refunded, expired, rolled_out, voided, \
     corrected FROM lot ORDER BY place";
const DRAWS: &str = "SELECT usage, position, lot, credits, returned, at FROM draw";
const MOVEMENTS: &str = "SELECT usage, at, kind, lot, credits FROM movement ORDER BY at, id";

/// Every derived row in words, with facts in the place of entries.
fn derived(desk: &Desk, facts: &HashMap<u64, usize>) -> Vec<String> {
    let mut lines = Vec::new();
    for (sql, names_usage) in [(LOTS, false), (DRAWS, true), (MOVEMENTS, true)] {
        let mut statement = desk.books.conn.prepare(sql).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        let mut of_table = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            let mut values: Vec<Value> = (0..columns).map(|at| row.get(at).unwrap()).collect();
            if let (true, Value::Integer(usage)) = (names_usage, &values[0]) {
                let fact = facts[&usage.unsigned_abs()];
                values[0] = Value::Text(format!("fact {fact}"));
            }
            of_table.push(format!("{values:?}"));
        }
        if sql == DRAWS {
            of_table.sort();
        }
        lines.append(&mut of_table);
    }
    lines
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn late_entries_leave_what_punctual_ones_leave(
        facts in prop::collection::vec((0..100_i64, given()), 1..30),
        picks in prop::collection::vec(any::<Index>(), 60),
    ) {
        let (punctual, facts_of_punctual) = entered(&entries(&facts));
        let (late, facts_of_late) = entered(&shuffled(entries(&facts), &picks));
        prop_assert_eq!(derived(&punctual, &facts_of_punctual), derived(&late, &facts_of_late));
        assert_clean(&punctual)?;
        assert_clean(&late)?;
    }
}
