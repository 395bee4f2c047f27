//! The pace of a wallet: credits a day, by weekday, and what follows if it goes on like that.
//!
//! The rule is simple so that it can be told: the mean of each weekday over the last four whole
//! weeks on the wallet's wall. With less than one week it is unknown, and so it is where nothing was
//! used. What follows is played through the engine itself, with every refill, roll-over and expiry
//! on its day; there is no trend, no range and no guess about jobs that some lots may not pay for.

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::{CalendarError, Zone};
use crate::credits::{Credits, Overflow};
use crate::engine::{Applying, LedgerError, LotStage, NoBook, State};
use crate::fact::{Charge, Entry, Fact, Seq, Source, WalletRules};
use crate::instant::Instant;

/// The most days that the pace rests on: four whole weeks.
pub const PACE_DAYS: usize = 28;

/// The fewest: every weekday once.
const LEAST_DAYS: usize = 7;

/// Credits a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    /// From Monday to Sunday.
    by_weekday: [Credits; 7],
    days: usize,
}

/// What follows if a wallet is used at its pace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Projection {
    /// The first instant at which credits are wanted and none is left; none up to the horizon.
    pub runs_out: Option<Instant>,
    /// Of the lots that are active now: what of each ends unused, by its place among the lots.
    pub unused: Vec<(usize, Credits)>,
}

impl Pace {
    /// The pace after whole days of use, the last of them yesterday; `first` is the day of the first
    /// figure. Only the last four weeks count.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn of_days(first: NaiveDate, used: &[Credits]) -> Result<Option<Self>, Overflow> {
        let skipped = used.len().saturating_sub(PACE_DAYS);
        let counted = &used[skipped..];
        if counted.len() < LEAST_DAYS || counted.iter().all(|day| !day.is_positive()) {
            return Ok(None);
        }
        let mut sums = [Credits::ZERO; 7];
        let mut counts = [0_i64; 7];
        let days = first.iter_days().skip(skipped);
        for (day, credits) in days.zip(counted) {
            let weekday = day.weekday().num_days_from_monday() as usize;
            // A day with more refunds than usage takes nothing back from the other weeks.
            sums[weekday] = sums[weekday].plus((*credits).max(Credits::ZERO))?;
            counts[weekday] += 1;
        }
        let mut by_weekday = [Credits::ZERO; 7];
        for (mean, (sum, count)) in by_weekday.iter_mut().zip(sums.into_iter().zip(counts)) {
            *mean = sum.scaled_down(1, count.max(1))?;
        }
        Ok(Some(Self { by_weekday, days: counted.len() }))
    }

    /// The mean of a day, over a week.
    ///
    /// # Errors
    /// [`Overflow`] outside the range of an amount.
    pub fn per_day(&self) -> Result<Credits, Overflow> {
        Credits::sum(self.by_weekday)?.scaled_down(1, 7)
    }

    /// The mean of one weekday.
    pub fn on(&self, day: NaiveDate) -> Credits {
        self.by_weekday[day.weekday().num_days_from_monday() as usize]
    }

    /// How many whole days it rests on.
    pub fn days(&self) -> usize {
        self.days
    }

    /// Plays the days from the state's own instant up to `until` at this pace.
    ///
    /// # Errors
    /// A day beyond the time-zone data, or an amount out of range.
    pub fn project(
        &self,
        state: &State,
        rules: &WalletRules,
        until: Instant,
    ) -> Result<Projection, LedgerError> {
        let mut used = |day| self.on(day);
        let played = play(state, rules, until, &mut used, &mut |_| Ok(()), &|_, _| false)?;
        Ok(Projection { runs_out: played.runs_out, unused: ended_unused(state, &played.last)? })
    }
}

/// A wallet whose coming days were played.
pub(crate) struct Played {
    /// The first instant at which credits are wanted and none is left.
    pub(crate) runs_out: Option<Instant>,
    /// The wallet at the end.
    pub(crate) last: State,
}

/// Plays the days from the state's own instant up to `until`, or until it is `enough` (told the wallet
/// and when it ran out); `used` is asked for each day's credits, in order of time, and `ended` is told
/// the wallet at the end of each day, before what the next one begins with.
///
/// # Errors
/// A day beyond the time-zone data, or an amount out of range.
pub(crate) fn play(
    state: &State,
    rules: &WalletRules,
    until: Instant,
    used: &mut dyn FnMut(NaiveDate) -> Credits,
    ended: &mut dyn FnMut(&State) -> Result<(), LedgerError>,
    enough: &dyn Fn(&State, Option<Instant>) -> bool,
) -> Result<Played, LedgerError> {
    let mut ahead = state.clone();
    let mut runs_out = None;
    let mut at = state.now;
    let mut seq = Seq(u64::MAX / 2);
    let mut today: Option<Today> = None;
    while at < until && !enough(&ahead, runs_out) {
        let day = match today.take().filter(|day| at < day.ends) {
            Some(day) => day,
            None => Today::of(rules.zone, at, used)?,
        };
        let change = ahead.next_automatic().filter(|change| *change > at);
        let next = change.map_or(day.ends, |change| change.min(day.ends)).min(until);
        let wanted = day.share(at, next)?;
        let ends = next == day.ends;
        today = Some(day);
        // What is used before a lot ends is not lost with it.
        let just_before = next.plus_micros(-1).unwrap_or(next).max(at);
        ahead.advance(rules, just_before, &mut NoBook)?;
        let payable = ahead.payable(rules)?;
        if wanted > payable && runs_out.is_none() {
            let share = payable.max(Credits::ZERO).micros();
            let span = i128::from(next.micros() - at.micros()) * i128::from(share);
            let into = i64::try_from(span / i128::from(wanted.micros())).unwrap_or(0);
            runs_out = Some(at.plus_micros(into).unwrap_or(at));
        }
        let credits = wanted.min(payable);
        if credits.is_positive() {
            seq = Seq(seq.0 + 1);
            let charge = Charge { credits, member: None, tags: Vec::new(), source: Source::Typed };
            let entry = Entry { seq, at: just_before, fact: Fact::Used(charge) };
            ahead.apply(rules, &entry, Applying::Booked, &mut NoBook)?;
        }
        if ends {
            ended(&ahead)?;
        }
        ahead.advance(rules, next, &mut NoBook)?;
        at = next;
    }
    Ok(Played { runs_out, last: ahead })
}

/// A day on the wall, and what is used in it.
struct Today {
    begins: Instant,
    ends: Instant,
    used: Credits,
}

impl Today {
    fn of(
        zone: Zone,
        at: Instant,
        used: &mut dyn FnMut(NaiveDate) -> Credits,
    ) -> Result<Self, LedgerError> {
        let day = zone.local(at)?.date();
        let (begins, ends) = (zone.start_of_day(day)?, start_of_next_day(zone, day)?);
        Ok(Self { begins, ends, used: used(day) })
    }

    /// What is used within a part of it.
    fn share(&self, from: Instant, to: Instant) -> Result<Credits, Overflow> {
        let length = self.ends.micros().saturating_sub(self.begins.micros()).max(1);
        self.used.scaled_down(to.micros() - from.micros(), length)
    }
}

/// What of the lots that are active in a state has ended unused in a later one.
///
/// # Errors
/// [`Overflow`] outside the range of an amount.
pub(crate) fn ended_unused(now: &State, later: &State) -> Result<Vec<(usize, Credits)>, Overflow> {
    let mut unused = Vec::new();
    for (place, (lot, then)) in now.lots().iter().zip(later.lots()).enumerate() {
        let lost = then.expired.minus(lot.expired)?;
        if lot.stage == LotStage::Active && lost.is_positive() {
            unused.push((place, lost));
        }
    }
    Ok(unused)
}

/// What ends unused up to an instant if nothing is used at all.
///
/// # Errors
/// A refill beyond the time-zone data, or an amount out of range.
pub fn unused_without_use(
    state: &State,
    rules: &WalletRules,
    until: Instant,
) -> Result<Vec<(usize, Credits)>, LedgerError> {
    let mut ahead = state.clone();
    ahead.advance(rules, until, &mut NoBook)?;
    Ok(ended_unused(state, &ahead)?)
}

fn start_of_next_day(zone: Zone, day: NaiveDate) -> Result<Instant, CalendarError> {
    let next = day.checked_add_days(Days::new(1)).ok_or(CalendarError::OutOfRange)?;
    zone.start_of_day(next)
}

#[cfg(test)]
mod tests;
