//! Which way is the cheapest, and by how much.

use std::collections::BTreeMap;

use super::{Offer, Outcome, twelfth};
use crate::credits::Credits;
use crate::money::{Currency, Money};

/// The cheapest way and what stands against it, as places in the list of ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Advice {
    /// The cheapest way.
    pub best: usize,
    /// The next that is not the studio's own, and what it costs more in a month.
    pub next: Option<(usize, Money)>,
    /// What the studio has now, and what staying costs more in a month; none where that is the best
    /// way, has no price or is paid in another currency.
    pub staying: Option<(usize, Money)>,
    /// Ways that have a price in another currency took no part.
    pub other_currencies: bool,
}

/// The cheapest of the ways that have a price: by the money of a year, then by what is lost, then as
/// they stand. Currencies are never compared: that of the studio's present way counts, else the one
/// with most ways.
pub fn advise(ways: &[(Offer, Outcome)]) -> Option<Advice> {
    let priced = |(_, outcome): &(Offer, Outcome)| outcome.year;
    // What costs nothing is cheaper than anything, in whatever currency.
    let gratis = ways.iter().position(|(_, outcome)| outcome.gratis);
    let own = ways.iter().find(|(offer, _)| offer.current).and_then(priced);
    let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
    for year in ways.iter().filter_map(priced) {
        *counts.entry(year.currency).or_default() += 1;
    }
    let most = counts.iter().max_by(|one, two| one.1.cmp(two.1).then(two.0.cmp(one.0)));
    let currency = own.map(|year| year.currency).or(most.map(|(currency, _)| *currency));
    let Some(currency) = currency else {
        let best = gratis?;
        return Some(Advice { best, next: None, staying: None, other_currencies: false });
    };
    let minor = |way: &(Offer, Outcome)| {
        let zero = way.1.gratis.then_some(0);
        priced(way).filter(|year| year.currency == currency).map(|year| year.minor).or(zero)
    };
    let mut ranked: Vec<(i64, Credits, usize)> = ways
        .iter()
        .enumerate()
        .filter_map(|(place, way)| Some((minor(way)?, way.1.lost.unwrap_or_default(), place)))
        .collect();
    ranked.sort_unstable();
    let (cheapest, _, best) = *ranked.first()?;
    let more = |minor: i64| Money { minor: twelfth(minor - cheapest), currency };
    let mut others = ranked.iter().skip(1);
    let next = others.find(|(.., place)| !ways[*place].0.current);
    let mut all = ranked.iter().skip(1);
    let staying = all.find(|(.., place)| ways[*place].0.current);
    Some(Advice {
        best,
        next: next.map(|(minor, _, place)| (*place, more(*minor))),
        staying: staying.map(|(minor, _, place)| (*place, more(*minor))),
        other_currencies: counts.len() > 1,
    })
}
