//! How long credits last at the pace of late: the engine's own days ahead, with what lapses and what
//! is refilled on the way. No forecast of how the pace will change.

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{Applying, State};
use bursar_ledger::fact::{Charge, Entry, Fact, Seq, Source};
use bursar_store::Wallet;

use crate::App;
use crate::balance::NoBook;
use crate::wire::{ApiError, Lasts};

const DAY_SECONDS: i64 = 86_400;
/// The days that the pace is taken from.
const PACE_DAYS: i64 = 30;
/// The days that are looked ahead.
const AHEAD_DAYS: u64 = 730;

impl App {
    /// Credits used a day over the last thirty days, or since the first usage if that is shorter
    /// ago; none without usage.
    pub(crate) fn pace(&self, wallet: &Wallet) -> Result<Option<Credits>, ApiError> {
        let Some(first) = self.books.first_usage_at(wallet.id)? else { return Ok(None) };
        let seconds = (self.clock.now().micros() - first.micros()) / 1_000_000;
        let days = (seconds / DAY_SECONDS + 1).clamp(1, PACE_DAYS);
        let used = self.used_since(wallet, -PACE_DAYS * DAY_SECONDS)?;
        let pace = used.scaled_down(1, days)?;
        Ok(pace.is_positive().then_some(pace))
    }
}

/// How long a wallet lasts that is used at a pace.
pub(crate) fn lasts(
    wallet: &Wallet,
    state: &State,
    pace: Option<Credits>,
) -> Result<Lasts, ApiError> {
    let Some(pace) = pace else { return Ok(Lasts { until: None, beyond: false }) };
    let charge = Charge { credits: pace, member: None, tags: Vec::new(), source: Source::Typed };
    let mut ahead = state.clone();
    for day in 0..AHEAD_DAYS {
        let Some(at) = ahead.now.plus_seconds(DAY_SECONDS) else { break };
        ahead.advance(&wallet.rules, at, &mut NoBook)?;
        if ahead.spendable(&wallet.rules, &[])? < pace {
            return Ok(Lasts { until: Some(at.to_string()), beyond: false });
        }
        // Places after all that are booked; nothing of this is kept.
        let seq = Seq(i64::MAX.unsigned_abs() - AHEAD_DAYS + day);
        let entry = Entry { seq, at, fact: Fact::Used(charge.clone()) };
        ahead.apply(&wallet.rules, &entry, Applying::Booked, &mut NoBook)?;
    }
    Ok(Lasts { until: None, beyond: true })
}
