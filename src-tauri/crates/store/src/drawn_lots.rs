//! What each draw cost: the price of a lot, spread over its draws once and for all.
//!
//! Draws are taken in the order of entry of their usages, and each costs the difference of two rounded
//! sums. So a usage has one cost, whatever is asked; groups of usages add up to the cent, and exports
//! say the same as reports.

use std::collections::{BTreeSet, HashMap};

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::engine::{Book, BookedUsage, Lot, Movement, Posting};
use bursar_ledger::fact::Seq;
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Currency, Money, share_of_price};

use crate::error::StoreError;
use crate::open::Books;
use crate::replay;
use crate::usage_scan::{LotFacts, ScannedDraw};
use crate::wallet::{self, Wallet, WalletId};

/// The lots of some wallets, with those that came by themselves since the last entry.
#[derive(Debug, Default)]
pub struct DrawnLots {
    lots: HashMap<WalletId, Vec<LotFacts>>,
    /// What refills since the last entry paid of usages that no lot covered.
    since: HashMap<Seq, Vec<(u32, Credits)>>,
}

impl Books {
    /// The lots of wallets as they are at an instant, for [`Books::scan_usage`].
    ///
    /// # Errors
    /// The books cannot be read, or a refill lies beyond the time-zone data.
    pub fn drawn_lots(&self, wallets: &[Wallet], now: Instant) -> Result<DrawnLots, StoreError> {
        let mut drawn = DrawnLots::default();
        for wallet in wallets {
            let mut lots = self.lot_facts(wallet.id)?;
            let mut state = replay::load_head(&self.conn, wallet.id)?.state;
            // Only debt makes a difference: nothing else is drawn without an entry.
            if !state.shortfalls().is_empty() && state.now < now {
                let mut book = Collecting(&mut drawn.since);
                state.advance(&wallet.rules, now, &mut book)?;
                let new = state.lots().iter().skip(lots.len());
                lots.extend(new.map(facts_of));
            }
            drawn.lots.insert(wallet.id, lots);
        }
        Ok(drawn)
    }
}

impl Books {
    /// The lots of every wallet that there ever was, for [`Books::export_each`].
    ///
    /// # Errors
    /// As [`Books::drawn_lots`].
    pub fn every_drawn_lot(&self, now: Instant) -> Result<DrawnLots, StoreError> {
        self.drawn_lots(&wallet::all(&self.conn)?, now)
    }
}

impl DrawnLots {
    /// The lots of a wallet, by their place.
    pub fn of(&self, wallet: WalletId) -> &[LotFacts] {
        self.lots.get(&wallet).map(Vec::as_slice).unwrap_or_default()
    }

    /// The currencies in which they were paid for, in order.
    pub fn currencies(&self) -> BTreeSet<Currency> {
        let lots = self.lots.values().flatten();
        lots.filter_map(|lot| lot.paid.as_ref()?.1.parse().ok()).collect()
    }

    /// Whether any of them has a price.
    pub fn any_paid(&self) -> bool {
        self.lots.values().flatten().any(|lot| lot.paid.is_some())
    }

    /// Adds what a usage drew since the last entry.
    pub(crate) fn add_since(&self, usage: Seq, draws: &mut Vec<ScannedDraw>) {
        let since = self.since.get(&usage).into_iter().flatten();
        draws.extend(since.map(|(lot, credits)| ScannedDraw {
            lot: *lot,
            credits: *credits,
            cost: None,
        }));
    }
}

fn facts_of(lot: &Lot) -> LotFacts {
    LotFacts {
        id: lot.id.clone(),
        kind: lot.kind.word().to_owned(),
        amount: lot.amount,
        paid: lot.paid.map(|paid| (paid.minor, paid.currency.code().to_owned())),
    }
}

/// How much of each lot was drawn by the usages so far.
pub(crate) struct CostSoFar {
    of_wallet: HashMap<WalletId, Vec<Priced>>,
}

struct Priced {
    paid: Option<Money>,
    amount: Credits,
    drawn: Credits,
}

impl CostSoFar {
    pub(crate) fn new(lots: &DrawnLots) -> Self {
        let priced = |lot: &LotFacts| {
            let (minor, currency) = lot.paid.as_ref()?;
            Some(Money { minor: *minor, currency: currency.parse().ok()? })
        };
        let of_wallet = lots.lots.iter().map(|(wallet, lots)| {
            let lots = lots.iter().map(|lot| Priced {
                paid: priced(lot),
                amount: lot.amount,
                drawn: Credits::ZERO,
            });
            (*wallet, lots.collect())
        });
        Self { of_wallet: of_wallet.collect() }
    }

    /// Says what each draw of the next usage cost.
    pub(crate) fn price(
        &mut self,
        wallet: WalletId,
        draws: &mut [ScannedDraw],
    ) -> Result<(), Overflow> {
        let Some(lots) = self.of_wallet.get_mut(&wallet) else { return Ok(()) };
        for draw in draws {
            let Some(lot) = lots.get_mut(draw.lot as usize) else { continue };
            let Some(paid) = lot.paid else { continue };
            let before = share_of_price(paid.minor, lot.drawn, lot.amount);
            lot.drawn = lot.drawn.plus(draw.credits)?;
            let minor = share_of_price(paid.minor, lot.drawn, lot.amount) - before;
            draw.cost = Some(Money { minor, ..paid });
        }
        Ok(())
    }
}

/// A [`Book`] that remembers what was drawn without an entry.
struct Collecting<'a>(&'a mut HashMap<Seq, Vec<(u32, Credits)>>);

impl Book for Collecting<'_> {
    // Only entries ask for usages booked earlier, and there are none.
    fn usage(&self, _: Seq) -> Option<BookedUsage> {
        None
    }

    fn charged(&mut self, _: Seq, _: Instant, _: Credits, _: Option<&std::sync::Arc<str>>) {}

    fn post(&mut self, posting: Posting) {
        if let Movement::Drawn(usage) = posting.movement {
            self.0.entry(usage).or_default().push((posting.lot.0, posting.credits));
        }
    }

    fn refunded_unpaid(&mut self, _: Seq, _: Instant, _: Credits) {}
}
