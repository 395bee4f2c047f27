//! What follows if a wallet is used as it was lately: when it runs out, what lapses unused, and what
//! that costs. The rule is the ledger's; here it gets the days that it rests on.

use bursar_ledger::alert;
use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::engine::{LotView, State};
use bursar_ledger::instant::Instant;
use bursar_ledger::money::{Money, MoneyTotals};
use bursar_ledger::pace::{PACE_DAYS, Pace, Projection, unused_without_use};
use bursar_store::Wallet;
use chrono::{Days, NaiveDate};

use crate::App;
use crate::balance::{amount, next_changes};
use crate::report::{NextExpiry, NextRefill};
use crate::wire::{ApiError, Cycle, Outlook};

/// How far an outlook looks ahead.
const HORIZON_DAYS: i64 = 180;
/// Where no refill comes, running out within so many days is worth telling.
const SOON_DAYS: i64 = 7;
const DAY_SECONDS: i64 = 86_400;

/// A wallet and what lies ahead of it.
pub(crate) struct Ahead {
    pub(crate) pace: Option<Pace>,
    pub(crate) projection: Projection,
    pub(crate) until: Instant,
    pub(crate) used_30_days: Credits,
    pub(crate) next_expiry: Option<NextExpiry>,
    pub(crate) next_refill: Option<NextRefill>,
}

impl App {
    /// The pace of a wallet, and what was used in the last thirty days.
    pub(crate) fn pace(&self, wallet: &Wallet) -> Result<(Option<Pace>, Credits), ApiError> {
        let now = self.clock.now();
        let zone = wallet.rules.zone;
        let today = zone.local(now)?.date();
        let first = today.checked_sub_days(Days::new(PACE_DAYS as u64)).unwrap_or(today);
        let month_ago = now.plus_seconds(-30 * DAY_SECONDS).unwrap_or(Instant::MIN);
        let from = zone.start_of_day(first)?.min(month_ago);
        let quarters = self.books.used_by_quarter_hour(wallet.id, from, Instant::MAX)?;
        let lately = quarters.iter().filter(|(at, _)| *at >= month_ago);
        let used_30_days = Credits::sum(lately.map(|(_, credits)| *credits))?;
        let mut begins = self.books.first_entry_at(wallet)?;
        if let Some((at, _)) = quarters.first() {
            begins = Some(begins.map_or(*at, |begins| begins.min(*at)));
        }
        let pace = match begins {
            Some(begins) => {
                // The day on which a wallet begins is not a whole one.
                let second = zone.local(begins)?.date().checked_add_days(Days::new(1));
                let first = first.max(second.unwrap_or(first));
                let mut days = days_between(first, today);
                for (at, credits) in &quarters {
                    let day = zone.local(*at)?.date();
                    let place = usize::try_from((day - first).num_days()).ok();
                    if let Some(sum) = place.and_then(|place| days.get_mut(place)) {
                        *sum = sum.plus(*credits)?;
                    }
                }
                Pace::of_days(first, &days)?
            }
            None => None,
        };
        Ok((pace, used_30_days))
    }

    /// What lies ahead of a wallet, from a state of now.
    pub(crate) fn ahead(&self, wallet: &Wallet, state: &State) -> Result<Ahead, ApiError> {
        let (pace, used_30_days) = self.pace(wallet)?;
        let horizon = self.clock.now().plus_seconds(HORIZON_DAYS * DAY_SECONDS);
        let until = horizon.unwrap_or(Instant::MAX);
        let projection = match &pace {
            Some(pace) => pace.project(state, &wallet.rules, until)?,
            None => Projection {
                runs_out: None,
                unused: unused_without_use(state, &wallet.rules, until)?,
            },
        };
        let (next_expiry, next_refill) = next_changes(wallet, state)?;
        Ok(Ahead { pace, projection, until, used_30_days, next_expiry, next_refill })
    }
}

/// A place for each whole day before today.
fn days_between(first: NaiveDate, today: NaiveDate) -> Vec<Credits> {
    let days = usize::try_from((today - first).num_days()).unwrap_or(0);
    vec![Credits::ZERO; days]
}

impl Ahead {
    /// When it runs out before its next refill; or within a week, where no refill comes.
    pub(crate) fn runs_out_too_soon(&self, now: Instant) -> Option<Instant> {
        let refill = self.next_refill.map(|refill| refill.at);
        if alert::refills_by_itself(now, refill) {
            return None;
        }
        let soon = now.plus_seconds(SOON_DAYS * DAY_SECONDS).unwrap_or(Instant::MAX);
        self.projection.runs_out.filter(|out| *out < refill.unwrap_or(soon))
    }

    /// Of the lot at a place: what lapses unused.
    pub(crate) fn unused_of(&self, place: usize) -> Credits {
        let unused = self.projection.unused.iter().find(|(lot, _)| *lot == place);
        unused.map(|(_, credits)| *credits).unwrap_or_default()
    }

    pub(crate) fn outlook(&self, now: Instant, lots: &[LotView]) -> Result<Outlook, ApiError> {
        let mut worth = MoneyTotals::default();
        let mut worth_known = true;
        for (place, unused) in &self.projection.unused {
            let Some(lot) = lots.get(*place) else { continue };
            match cost_of(lot, *unused)? {
                Some(money) => worth.add(money)?,
                None => worth_known &= lot.kind.is_given(),
            }
        }
        let unused = Credits::sum(self.projection.unused.iter().map(|(_, unused)| *unused))?;
        let per_day = self.pace.as_ref().map(Pace::per_day).transpose()?;
        Ok(Outlook {
            per_day: per_day.map(|credits| credits.to_string()),
            days: self.pace.as_ref().map_or(0, Pace::days) as u64,
            runs_out: self.projection.runs_out.map(|out| out.to_string()),
            until: self.until.to_string(),
            before_refill: self.next_refill.is_some() && self.runs_out_too_soon(now).is_some(),
            unused: unused.to_string(),
            unused_worth: worth.iter().map(Into::into).collect(),
            unused_worth_known: worth_known,
        })
    }
}

/// The lot of the subscription's cycle that runs, with its place and the end of the cycle.
pub(crate) fn running_cycle(state: &State) -> Option<(usize, Instant)> {
    let grants = state.grants().iter().rev();
    let grant = grants.into_iter().find(|grant| grant.covers(state.now))?;
    Some((grant.current_lot?.get(), grant.cycle_ends?))
}

/// How far the running cycle is used.
pub(crate) fn cycle(state: &State) -> Result<Option<Cycle>, ApiError> {
    let Some((place, ends)) = running_cycle(state) else { return Ok(None) };
    let Some(lot) = state.lots().get(place) else { return Ok(None) };
    let used = lot.drawn.minus(lot.refunded)?.plus(lot.held)?;
    Ok(Some(Cycle {
        credits: lot.amount.to_string(),
        used: used.to_string(),
        percent: whole_percent(used, lot.amount),
        ends: ends.to_string(),
    }))
}

/// `used` of `amount` in whole percent, rounded down; zero of nothing.
pub(crate) fn whole_percent(used: Credits, amount: Credits) -> u64 {
    let hundredths = i128::from(used.micros().max(0)) * 100;
    let percent = hundredths.checked_div(i128::from(amount.micros())).unwrap_or(0);
    u64::try_from(percent).unwrap_or(0)
}

/// What some credits of a lot cost, rounded down to a minor unit; none if unknown.
pub(crate) fn cost_of(lot: &LotView, credits: Credits) -> Result<Option<Money>, Overflow> {
    let all = amount(lot);
    let Some(paid) = lot.paid.filter(|_| all.is_positive()) else { return Ok(None) };
    let share = i128::from(paid.minor) * i128::from(credits.micros()) / i128::from(all.micros());
    let minor = i64::try_from(share).map_err(|_| Overflow)?;
    Ok(Some(Money { minor, currency: paid.currency }))
}
