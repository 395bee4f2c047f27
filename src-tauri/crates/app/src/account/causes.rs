//! Why a provider and the books may differ: reasons computed from the books, each with its figure.
//!
//! A reason is told only where the books hold it: nothing here is guessed from outside of them.

use bursar_ledger::credits::Credits;
use bursar_ledger::engine::{NoBook, State};
use bursar_ledger::instant::Instant;
use bursar_ledger::policy::Kind;
use bursar_store::{JournalFact, Wallet};

use crate::App;
use crate::journal::usage_in_words;
use crate::wire::{ApiError, Cause, CauseSort};

/// Reasons that are told.
const CAUSES_TOLD: usize = 5;
/// A provider's clock and the books' may differ by so much.
const CLOCKS_DIFFER_BY: i64 = 36 * 3600;
/// How far back usages are looked through.
const USUAL_SINCE: i64 = 90 * 86_400;
const DAY: i64 = 86_400;

impl App {
    /// The likely reasons for a difference, the best first.
    pub(super) fn causes(
        &self,
        wallet: &Wallet,
        state: &State,
        difference: Credits,
    ) -> Result<Vec<Cause>, ApiError> {
        if difference.is_zero() {
            return Ok(Vec::new());
        }
        let at = state.now;
        let since = self.last_statement_before(wallet, at)?;
        let mut causes = self.clocks(wallet, state, difference)?;
        if difference.is_positive() {
            causes.extend(self.bundle_not_entered(wallet, difference)?);
            causes.extend(self.refill_not_booked(wallet, at, difference)?);
            causes.extend(self.usage_too_much(wallet, since, at, difference)?);
            let held = state.held()?;
            if held.is_positive() {
                causes.push(Cause {
                    count: Some(state.holds().len() as u64),
                    exact: held == difference,
                    ..cause(CauseSort::Held, held)
                });
            }
        } else {
            let less = Credits::ZERO.minus(difference)?;
            causes.extend(self.usage_not_entered(wallet, at, less)?);
            causes.extend(topup_too_much(state, since, less));
            let unpriced = self.books.unpriced(wallet)?;
            if unpriced > 0 {
                let sort = CauseSort::Unpriced;
                causes.push(Cause { count: Some(unpriced), credits: None, ..cause(sort, less) });
            }
            causes.extend(self.nothing_since(wallet, at, less)?);
        }
        let uncovered = state.uncovered()?;
        if uncovered.is_positive() {
            causes.push(Cause {
                exact: uncovered == difference,
                ..cause(CauseSort::Uncovered, uncovered)
            });
        }
        causes.sort_by_key(|cause| (!cause.exact, cause.sort));
        causes.truncate(CAUSES_TOLD);
        Ok(causes)
    }

    fn last_statement_before(&self, wallet: &Wallet, at: Instant) -> Result<Instant, ApiError> {
        let last = self.books.latest_statements(wallet, at, 1)?;
        Ok(last.first().map_or(Instant::MIN, |statement| statement.at))
    }

    /// Changes that happen by themselves near to the instant, and make exactly the difference: the
    /// provider's clock may show another hour.
    fn clocks(
        &self,
        wallet: &Wallet,
        state: &State,
        difference: Credits,
    ) -> Result<Vec<Cause>, ApiError> {
        let at = state.now;
        let near = |at: Instant, by| at.plus_seconds(by).unwrap_or(at);
        let mut causes = Vec::new();
        let begins = state.lots().iter().map(|lot| lot.starts);
        let ends = state.lots().iter().filter_map(|lot| lot.expires);
        let earliest = near(at, -CLOCKS_DIFFER_BY);
        let mut past: Vec<Instant> =
            begins.chain(ends).filter(|change| earliest < *change && *change <= at).collect();
        past.sort_unstable();
        past.dedup();
        for change in past {
            let before = self.books.state_at(wallet, near_before(change), None)?;
            let mut after = before.clone();
            after.advance(&wallet.rules, change, &mut NoBook)?;
            let by = after.balance(&wallet.rules)?.minus(before.balance(&wallet.rules)?)?;
            if by.plus(difference)?.is_zero() {
                let sort = if by.is_positive() {
                    CauseSort::RefillTooEarly
                } else {
                    CauseSort::LapseTooEarly
                };
                causes.push(timed(sort, by, change));
            }
        }
        let mut ahead = state.clone();
        while let Some(change) = ahead.next_automatic().filter(|next| *next > ahead.now) {
            if change > near(at, CLOCKS_DIFFER_BY) {
                break;
            }
            let before = ahead.balance(&wallet.rules)?;
            ahead.advance(&wallet.rules, change, &mut NoBook)?;
            let by = ahead.balance(&wallet.rules)?.minus(before)?;
            if by == difference {
                let sort = if by.is_positive() {
                    CauseSort::RefillTooLate
                } else {
                    CauseSort::LapseTooLate
                };
                causes.push(timed(sort, by, change));
            }
        }
        Ok(causes)
    }

    fn bundle_not_entered(
        &self,
        wallet: &Wallet,
        difference: Credits,
    ) -> Result<Option<Cause>, ApiError> {
        // A provider whose file is gone has no bundles.
        let Ok(catalog) = self.catalog(&wallet.provider) else { return Ok(None) };
        let bundle = catalog.bundles.iter().find(|bundle| bundle.credits == difference);
        Ok(bundle.map(|bundle| Cause {
            exact: true,
            what: Some(bundle.title.clone()),
            ..cause(CauseSort::BundleNotEntered, difference)
        }))
    }

    /// A plan that the books have ended gives exactly the difference.
    fn refill_not_booked(
        &self,
        wallet: &Wallet,
        at: Instant,
        difference: Credits,
    ) -> Result<Option<Cause>, ApiError> {
        let grants = self.books.grant_facts(wallet)?;
        let ended = grants.into_iter().rev().find(|grant| {
            grant.terms.kind == Kind::Subscription
                && grant.terms.amount == difference
                && grant.ended().is_some_and(|ended| ended <= at)
        });
        Ok(ended.map(|grant| Cause {
            exact: true,
            at: grant.ended().map(|ended| ended.to_string()),
            what: Some(grant.plan.unwrap_or(grant.terms.id)),
            ..cause(CauseSort::RefillNotBooked, difference)
        }))
    }

    fn usage_not_entered(
        &self,
        wallet: &Wallet,
        at: Instant,
        less: Credits,
    ) -> Result<Option<Cause>, ApiError> {
        let since = at.plus_seconds(-USUAL_SINCE).unwrap_or(Instant::MIN);
        let cause = self.usages_that_cost(wallet, since, at, less, CauseSort::UsageNotEntered)?;
        Ok(cause.map(|cause| Cause { at: None, ..cause }))
    }

    fn usage_too_much(
        &self,
        wallet: &Wallet,
        since: Instant,
        at: Instant,
        difference: Credits,
    ) -> Result<Option<Cause>, ApiError> {
        let sort = CauseSort::UsageTooMuch;
        self.usages_that_cost(wallet, since, at, difference, sort)
    }

    fn usages_that_cost(
        &self,
        wallet: &Wallet,
        since: Instant,
        at: Instant,
        credits: Credits,
        sort: CauseSort,
    ) -> Result<Option<Cause>, ApiError> {
        let (count, latest) = self.books.usages_of_cost(wallet, credits, since, at)?;
        let Some(latest) = latest else { return Ok(None) };
        let entry = self.books.entry(latest)?;
        let JournalFact::Usage(usage) = &entry.fact else { return Ok(None) };
        Ok(Some(Cause {
            exact: true,
            at: Some(entry.happened_at.to_string()),
            what: Some(usage_in_words(usage)),
            count: Some(count),
            ..cause(sort, credits)
        }))
    }

    /// The books know of no usage for more than a day.
    fn nothing_since(
        &self,
        wallet: &Wallet,
        at: Instant,
        less: Credits,
    ) -> Result<Option<Cause>, ApiError> {
        let last = self.books.last_usage_at(wallet.id)?;
        let day_before = at.plus_seconds(-DAY).unwrap_or(at);
        let Some(last) = last.filter(|last| *last < day_before) else { return Ok(None) };
        let sort = CauseSort::NothingSince;
        Ok(Some(Cause { exact: false, ..timed(sort, less, last) }))
    }
}

/// A top-up that was booked lately, and is as large as what is too much.
fn topup_too_much(state: &State, since: Instant, less: Credits) -> Option<Cause> {
    let mut lots = state.lots().iter().rev();
    let lot = lots.find(|lot| lot.kind == Kind::Topup && lot.amount == less && lot.starts > since);
    lot.map(|lot| timed(CauseSort::TopupTooMuch, less, lot.starts))
}

fn cause(sort: CauseSort, credits: Credits) -> Cause {
    let credits = Some(credits.to_string());
    Cause { sort, credits, exact: false, at: None, what: None, count: None }
}

fn timed(sort: CauseSort, credits: Credits, at: Instant) -> Cause {
    Cause { exact: true, at: Some(at.to_string()), ..cause(sort, credits) }
}

fn near_before(at: Instant) -> Instant {
    at.plus_micros(-1).unwrap_or(at)
}
