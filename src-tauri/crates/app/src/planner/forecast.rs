//! How long a wallet lasts, as a range, from its own days.

use bursar_ledger::credits::Credits;
use bursar_ledger::demand::Demand;
use bursar_ledger::engine::State;
use bursar_ledger::forecast::{DayAhead, Draws, days_ahead, forecast};
use bursar_ledger::money::MoneyTotals;
use bursar_store::Wallet;
use chrono::{Days, NaiveDate};

use crate::App;
use crate::balance::next_changes;
use crate::outlook::cost_of;
use crate::wire::{ApiError, WalletForecast};

/// Days that it rests on, at most.
const PAST_DAYS: u64 = 84;
/// How far it looks.
const HORIZON_DAYS: i64 = 180;
/// Courses that are played: with so many a percentage does not move by more than a few days when the
/// lots fall otherwise.
const COURSES: u32 = 200;
/// The lots are the same at every look, so that the answer does not flicker.
const DRAWS: Draws = Draws { courses: COURSES, seed: 0x0B5E_55ED };

impl App {
    /// How long a wallet lasts.
    ///
    /// # Errors
    /// No such wallet.
    pub fn forecast(&self, wallet: &str) -> Result<WalletForecast, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let now = self.clock.now();
        let until = now.plus_seconds(HORIZON_DAYS * 86_400).unwrap_or(now);
        let state = self.books.state_at(&wallet, now, None)?;
        let (_, refill) = next_changes(&wallet, &state)?;
        let refill = refill.map(|refill| refill.at);
        let mut told = WalletForecast {
            zone: wallet.rules.zone.name().to_owned(),
            at: now.to_string(),
            left: state.balance(&wallet.rules)?.to_string(),
            until: until.to_string(),
            refill: refill.map(|refill| refill.to_string()),
            unused_worth_known: true,
            ..WalletForecast::of(&wallet.name)
        };
        let Some(demand) = self.demand(&wallet)? else { return Ok(told) };
        let seen = forecast(&state, &wallet.rules, &demand, until, refill, DRAWS)?;
        let lots = state.view(&wallet.rules)?.lots;
        let mut worth = MoneyTotals::default();
        for (place, unused) in &seen.unused_lots {
            let Some(lot) = lots.get(*place) else { continue };
            match cost_of(lot, *unused)? {
                Some(money) => worth.add(money)?,
                None => told.unused_worth_known &= lot.kind.is_given(),
            }
        }
        told.per_day = Some(demand.per_day()?.to_string());
        told.by_weekday = demand.by_weekday()?.iter().map(Credits::to_string).collect();
        told.weeks = u32::try_from(demand.weeks()).unwrap_or(u32::MAX);
        told.trend = demand.trend().map(|thousandths| (thousandths / 10).to_string());
        told.runs_out = seen.runs_out.iter().map(|out| out.map(|out| out.to_string())).collect();
        told.before_refill = seen.before_refill;
        told.unused = seen.unused.iter().map(Credits::to_string).collect();
        told.unused_worth = worth.iter().map(Into::into).collect();
        told.courses = seen.courses;
        Ok(told)
    }

    /// What will be left at the end of each of the coming days; empty where no pace is known.
    pub(crate) fn days_ahead(
        &self,
        wallet: &Wallet,
        state: &State,
        days: usize,
    ) -> Result<Vec<DayAhead>, ApiError> {
        match self.demand(wallet)? {
            Some(demand) => Ok(days_ahead(state, &wallet.rules, &demand, days, DRAWS)?),
            None => Ok(Vec::new()),
        }
    }

    /// What a wallet's days ask for, as far as its past tells.
    fn demand(&self, wallet: &Wallet) -> Result<Option<Demand>, ApiError> {
        match self.used_by_day(wallet)? {
            Some((first, days)) => Ok(Demand::of_days(first, &days)?),
            None => Ok(None),
        }
    }

    /// What a wallet used on each of its last whole days; none where it has none.
    fn used_by_day(&self, wallet: &Wallet) -> Result<Option<(NaiveDate, Vec<Credits>)>, ApiError> {
        let zone = wallet.rules.zone;
        let today = zone.local(self.clock.now())?.date();
        let oldest = today.checked_sub_days(Days::new(PAST_DAYS)).unwrap_or(today);
        let (from, to) = (zone.start_of_day(oldest)?, zone.start_of_day(today)?);
        let quarters = self.books.used_by_quarter_hour(wallet.id, from, to)?;
        let entered = self.books.first_entry_at(wallet)?;
        let begins = entered.into_iter().chain(quarters.first().map(|(at, _)| *at)).min();
        let Some(begins) = begins else { return Ok(None) };
        // The day on which a wallet begins is not a whole one.
        let second = zone.local(begins)?.date().succ_opt().unwrap_or(today);
        let first = oldest.max(second);
        let count = usize::try_from((today - first).num_days()).unwrap_or(0);
        let mut days = vec![Credits::ZERO; count];
        for (at, credits) in quarters {
            let place = usize::try_from((zone.local(at)?.date() - first).num_days()).ok();
            if let Some(sum) = place.and_then(|place| days.get_mut(place)) {
                *sum = sum.plus(credits)?;
            }
        }
        Ok(Some((first, days)))
    }
}

impl WalletForecast {
    /// One that says nothing yet.
    fn of(wallet: &str) -> Self {
        Self {
            wallet: wallet.to_owned(),
            zone: String::new(),
            at: String::new(),
            left: String::new(),
            per_day: None,
            by_weekday: Vec::new(),
            weeks: 0,
            trend: None,
            runs_out: Vec::new(),
            until: String::new(),
            refill: None,
            before_refill: None,
            unused: Vec::new(),
            unused_worth: Vec::new(),
            unused_worth_known: false,
            courses: 0,
        }
    }
}
