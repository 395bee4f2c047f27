//! A history entered in another order.

use std::collections::BTreeMap;

use bursar_ledger::fact::{Fact, Seq};
use bursar_ledger::instant::Instant;
use proptest::sample::Index;

/// Facts with their instants and, as they were entered first, their places.
pub(crate) type Entered = Vec<(Seq, Instant, Fact)>;

/// The same facts, shuffled; only what names another (the refund of a usage, the end of a grant)
/// still comes after it.
pub(crate) fn shuffled(entered: &Entered, picks: &[Index]) -> Entered {
    let mut left = entered.clone();
    let mut order = Vec::with_capacity(left.len());
    let mut picks = picks.iter().cycle();
    while !left.is_empty() {
        let ready: Vec<usize> = (0..left.len())
            .filter(|place| !left.iter().any(|other| needs(&left[*place].2, other)))
            .collect();
        let pick = picks.next().map_or(0, |pick| pick.index(ready.len()));
        order.push(left.remove(ready[pick]));
    }
    order
}

/// Whether a fact names what another one makes.
fn needs(fact: &Fact, (seq, _, other): &(Seq, Instant, Fact)) -> bool {
    match fact {
        Fact::Refunded { usage: named, .. }
        | Fact::Confirmed { hold: named, .. }
        | Fact::Released { hold: named } => {
            let settles_it = match other {
                Fact::Confirmed { hold, .. } => hold == named,
                _ => false,
            };
            seq == named || (matches!(fact, Fact::Refunded { .. }) && settles_it)
        }
        Fact::GrantEnded { grant, .. } => {
            matches!(other, Fact::GrantStarted(terms) if terms.id == *grant)
        }
        Fact::ExpiryChanged { lot, .. } | Fact::LotVoided { lot, .. } => match other {
            Fact::LotAdded(terms) => terms.id == *lot,
            Fact::GrantStarted(terms) => lot.starts_with(&format!("{}#", terms.id)),
            Fact::Refunded { courtesy_lot, .. } => courtesy_lot == lot,
            Fact::Reconciled { correction_lot, .. } => correction_lot == lot,
            Fact::ExpiryChanged { .. } | Fact::LotVoided { .. } => false,
            _ => lot.starts_with("auto#"),
        },
        _ => false,
    }
}

/// The fact with the places that its own ones have in the new order.
pub(crate) fn renamed(fact: &Fact, places: &BTreeMap<Seq, Seq>) -> Fact {
    let place = |seq: &Seq| places.get(seq).copied().unwrap_or(*seq);
    match fact.clone() {
        Fact::Refunded { usage, credits, courtesy_lot } => {
            Fact::Refunded { usage: place(&usage), credits, courtesy_lot }
        }
        Fact::Confirmed { hold, credits } => Fact::Confirmed { hold: place(&hold), credits },
        Fact::Released { hold } => Fact::Released { hold: place(&hold) },
        other => other,
    }
}
