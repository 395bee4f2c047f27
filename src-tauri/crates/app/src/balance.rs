//! Balances and lots at any instant.

use std::collections::BTreeMap;

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{LotStage, LotView, NoBook, State};
use bursar_ledger::instant::Instant;
use bursar_store::Wallet;

use crate::App;
use crate::report::{Balances, LotLine, Lots, NextExpiry, NextRefill, WalletBalance};
use crate::wire::ApiError;

impl App {
    /// What wallets hold: now, at an instant, or as it was known at another.
    ///
    /// # Errors
    /// An unknown wallet or a time that cannot be read.
    pub fn balances(
        &self,
        wallet: Option<&str>,
        at: Option<&str>,
        known_at: Option<&str>,
    ) -> Result<Balances, ApiError> {
        let wallets = match wallet {
            Some(name) => vec![self.books.wallet(name)?],
            None => self.books.wallets()?,
        };
        let mut top = self.time(at.filter(|_| wallets.is_empty()), Default::default())?;
        let mut balances = Vec::with_capacity(wallets.len());
        for (place, wallet) in wallets.iter().enumerate() {
            let at = match at {
                Some(text) => self.time_in(Some(text), wallet)?,
                None => top,
            };
            if place == 0 {
                top = at;
            }
            let known_at = match known_at {
                Some(text) => Some(self.time_in(Some(text), wallet)?),
                None => None,
            };
            let state = self.books.state_at(wallet, at, known_at)?;
            balances.push(self.balance_of(wallet, &state)?);
        }
        Ok(Balances { at: top, wallets: balances })
    }

    fn balance_of(&self, wallet: &Wallet, state: &State) -> Result<WalletBalance, ApiError> {
        let view = state.view(&wallet.rules)?;
        let mut by_kind = BTreeMap::new();
        for lot in view.lots.iter().filter(|lot| lot.spendable && lot.remaining.is_positive()) {
            let sum = by_kind.entry(lot.kind.word()).or_insert(Credits::ZERO);
            *sum = sum.plus(lot.remaining)?;
        }
        let (next_expiry, next_refill) = next_changes(wallet, state)?;
        Ok(WalletBalance {
            name: wallet.name.clone(),
            provider: wallet.provider.clone(),
            available: view.balance,
            held: view.held,
            uncovered: view.uncovered,
            expired: view.totals.expired,
            frozen: view.owned.minus(view.balance)?,
            unpriced: self.books.unpriced(wallet)?,
            by_kind,
            next_expiry,
            next_refill,
        })
    }

    /// The lots of a wallet at an instant: those that can be drawn in draw order, then those that
    /// are frozen or wait, then those that ended, the latest first.
    ///
    /// # Errors
    /// An unknown wallet or a time that cannot be read.
    pub fn lots(&self, wallet: &str, at: Option<&str>) -> Result<Lots, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let at = self.time_in(at, &wallet)?;
        let state = self.books.state_at(&wallet, at, None)?;
        let lots = in_reading_order(&wallet, &state)?;
        let lots = lots.iter().map(lot_line).collect();
        Ok(Lots { at, wallet: wallet.name, lots })
    }
}

/// The lots of a state: in draw order, then frozen and waiting ones, then ended ones.
pub(crate) fn in_reading_order(wallet: &Wallet, state: &State) -> Result<Vec<LotView>, ApiError> {
    let mut lots = state.view(&wallet.rules)?.lots;
    let places: BTreeMap<&str, usize> =
        state.draw_order().enumerate().map(|(place, lot)| (lot.id.as_str(), place)).collect();
    lots.sort_by_key(|lot| {
        let ended = matches!(lot.stage, LotStage::Ended | LotStage::Voided);
        let latest_end = lot.expires.filter(|_| ended).map(|end| -end.micros());
        let place = places.get(lot.id.as_str()).copied().unwrap_or(usize::MAX);
        (ended, !lot.spendable, place, latest_end, lot.starts)
    });
    Ok(lots)
}

/// The word for where a lot stands.
pub(crate) fn lot_state(lot: &LotView) -> &'static str {
    match lot.stage {
        LotStage::Waiting => "waiting",
        LotStage::Active if lot.spendable => "active",
        LotStage::Active => "frozen",
        LotStage::Ended => "ended",
        LotStage::Voided => "voided",
    }
}

fn lot_line(lot: &LotView) -> LotLine {
    LotLine {
        id: lot.id.clone(),
        kind: lot.kind,
        state: lot_state(lot),
        amount: amount(lot),
        remaining: lot.remaining,
        held: lot.held,
        drawn: lot.drawn.minus(lot.refunded).unwrap_or_default(),
        expired: lot.expired,
        rolled_out: lot.rolled_out,
        voided: lot.voided,
        starts: lot.starts,
        expires: lot.expires,
        paid: lot.paid,
    }
}

/// The credits a lot began with, however they came.
pub(crate) fn amount(lot: &LotView) -> Credits {
    let came = lot.granted.plus(lot.rolled_in).unwrap_or_default();
    came.plus(lot.corrected.max(Credits::ZERO)).unwrap_or_default()
}

/// What is lost next if nothing is used (what is carried over is not lost), and what comes next.
pub(crate) fn next_changes(
    wallet: &Wallet,
    state: &State,
) -> Result<(Option<NextExpiry>, Option<NextRefill>), ApiError> {
    let mut ends: Vec<Instant> =
        state.draw_order().filter_map(|lot| lot.expires).filter(|end| *end > state.now).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut ahead = state.clone();
    let mut next_expiry = None;
    for at in ends {
        let just_before = at.plus_micros(-1).unwrap_or(at);
        ahead.advance(&wallet.rules, just_before, &mut NoBook)?;
        let before = expired(&ahead)?;
        ahead.advance(&wallet.rules, at, &mut NoBook)?;
        let credits = expired(&ahead)?.minus(before)?;
        if credits.is_positive() {
            next_expiry = Some(NextExpiry { at, credits });
            break;
        }
    }
    let barred = |grant: &&bursar_ledger::engine::GrantState| {
        grant.terms.when == bursar_ledger::fact::RefillWhen::Always || !state.is_subscribed()
    };
    let next = state.grants().iter().filter(barred).filter_map(|grant| grant.next).min();
    let next_refill = match next {
        Some(until) => state
            .upcoming_refills(until)?
            .into_iter()
            .next()
            .map(|(at, credits)| NextRefill { at, credits }),
        None => None,
    };
    Ok((next_expiry, next_refill))
}

fn expired(state: &State) -> Result<Credits, ApiError> {
    Ok(Credits::sum(state.lots().iter().map(|lot| lot.expired))?)
}
