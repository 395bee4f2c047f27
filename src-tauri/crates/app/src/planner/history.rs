//! A plan of work from what was done: the mean month of the last days, and the busiest thirty.

use std::collections::HashMap;

use bursar_ledger::catalog::Catalog;
use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::instant::Instant;
use bursar_ledger::rate::{Query, SettingValue, Settings, fold};
use bursar_store::import::settings;
use bursar_store::{Wallet, WorkedUsage};
use chrono::{Days, NaiveDate};

use crate::App;
use crate::wire::{ApiError, ErrorCode, PastWork, SettingText, WorkLine, WorkPace, WorkPlan};

/// Lines that are filled in; what is done less often is left out and told.
const MOST_LINES: usize = 12;
/// Days of the busiest span.
const MONTH_DAYS: usize = 30;
/// What a plan begins with.
const WORKING_DAYS: &str = "22";
const BUFFER: &str = "25";

/// One kind of work.
#[derive(Default)]
struct Kind {
    action: String,
    model: Option<String>,
    settings: Vec<(String, String)>,
    /// Results by day.
    results: Vec<i64>,
    /// Credits by day.
    credits: Vec<Credits>,
}

impl App {
    /// A plan of work from what a wallet did in its last whole days.
    ///
    /// # Errors
    /// No such wallet, or nothing was done there in that time.
    pub fn past_work(&self, wallet: &str, days: u32) -> Result<PastWork, ApiError> {
        let wallet = self.books.wallet(wallet)?;
        let zone = wallet.rules.zone;
        let today = zone.local(self.clock.now())?.date();
        let asked = today.checked_sub_days(Days::new(u64::from(days))).unwrap_or(today);
        let to = zone.start_of_day(today)?;
        let mut kinds: Vec<Kind> = Vec::new();
        let mut places: HashMap<(String, String, String), usize> = HashMap::new();
        let mut usages = 0_u64;
        let mut found: Vec<(NaiveDate, usize, i64, Credits)> = Vec::new();
        self.books.worked(&wallet, (zone.start_of_day(asked)?, to), &mut |usage| {
            usages += 1;
            let key = key_of(&usage);
            let place = *places.entry(key).or_insert_with(|| {
                kinds.push(Kind::of(&usage));
                kinds.len() - 1
            });
            let day = zone.local(usage.at)?.date();
            found.push((day, place, usage.quantity, usage.credits.unwrap_or_default()));
            Ok(())
        })?;
        let Some(first) = found.iter().map(|(day, ..)| *day).min() else {
            let message = format!("nothing was done in {} in the last {days} days", wallet.name);
            return Err(ApiError::new(ErrorCode::Input, message)
                .with_hint("Choose a longer time, or type the lines of work."));
        };
        // A wallet that is younger than the time asked for has a shorter one.
        let begins = self.books.first_entry_at(&wallet)?;
        let begun = begins.map(|at| zone.local(at)).transpose()?.map_or(first, |at| at.date());
        let first = asked.max(begun.min(first));
        let count = usize::try_from((today - first).num_days()).unwrap_or(1).max(1);
        for kind in &mut kinds {
            (kind.results, kind.credits) = (vec![0; count], vec![Credits::ZERO; count]);
        }
        for (day, place, results, credits) in found {
            let day = usize::try_from((day - first).num_days()).unwrap_or(0).min(count - 1);
            kinds[place].results[day] += results;
            let sum = &mut kinds[place].credits[day];
            *sum = sum.plus(credits)?;
        }
        self.told(&wallet, kinds, first, usages)
    }

    fn told(
        &self,
        wallet: &Wallet,
        mut kinds: Vec<Kind>,
        first: NaiveDate,
        usages: u64,
    ) -> Result<PastWork, ApiError> {
        let count = kinds.first().map_or(1, |kind| kind.credits.len());
        let mut by_day = vec![Credits::ZERO; count];
        for kind in &kinds {
            for (sum, credits) in by_day.iter_mut().zip(&kind.credits) {
                *sum = sum.plus(*credits)?;
            }
        }
        let busy = busiest(&by_day)?;
        let whole = 0..count;
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.taken(&whole)));
        let (catalog, now) = (self.catalog(&wallet.provider)?, self.clock.now());
        // Work that costs nothing needs no plan; what has no price yet may.
        kinds.retain(|kind| {
            let priced = kind.rate(&catalog, now);
            kind.taken(&whole).is_positive() || priced.is_none_or(Credits::is_positive)
        });
        let left_out = kinds.len().saturating_sub(MOST_LINES) as u64;
        kinds.truncate(MOST_LINES);
        let plan = |span: &std::ops::Range<usize>| WorkPlan {
            provider: wallet.provider.clone(),
            wallet: Some(wallet.name.clone()),
            lines: kinds.iter().filter_map(|kind| kind.line(&catalog, now, span)).collect(),
            days: WORKING_DAYS.to_owned(),
            buffer: BUFFER.to_owned(),
            elsewhere: Vec::new(),
        };
        let of = |span: &std::ops::Range<usize>| Credits::sum(by_day[span.clone()].iter().copied());
        let days = i64::try_from(count).unwrap_or(1);
        let busiest_day = first.checked_add_days(Days::new(busy.start as u64)).unwrap_or(first);
        Ok(PastWork {
            mean: plan(&whole),
            busiest: plan(&busy),
            mean_credits: of(&whole)?.scaled_down(365, 12 * days)?.to_string(),
            busiest_credits: of(&busy)?.to_string(),
            busiest_from: wallet.rules.zone.start_of_day(busiest_day)?.to_string(),
            days: u32::try_from(count).unwrap_or(u32::MAX),
            usages,
            left_out,
        })
    }
}

impl Kind {
    fn of(usage: &WorkedUsage) -> Self {
        let pairs = settings::pairs(usage.settings.as_deref().unwrap_or_default());
        Self {
            action: usage.action.clone(),
            model: usage.model.clone(),
            settings: pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect(),
            ..Self::default()
        }
    }

    /// A line of work from a span of days: the mean month of the whole time, or the busiest days as
    /// they were.
    fn line(
        &self,
        catalog: &Catalog,
        now: Instant,
        span: &std::ops::Range<usize>,
    ) -> Option<WorkLine> {
        let results: i64 = self.results[span.clone()].iter().sum();
        let days = i64::try_from(span.len()).ok()?;
        let units = if span.len() == MONTH_DAYS && span.len() < self.results.len() {
            Credits::whole(results).ok()?
        } else {
            in_a_month(results, days)?
        };
        // Without a rate the line takes what the provider charged; without that, nothing is known.
        let own = match self.rate(catalog, now) {
            Some(_) => None,
            None => self.each().map(|each| each.to_string()),
        };
        let settings = self.settings.iter();
        Some(WorkLine {
            action: self.action.clone(),
            model: self.model.clone(),
            settings: settings
                .map(|(name, value)| SettingText { name: name.clone(), value: value.clone() })
                .collect(),
            units: units.to_string(),
            pace: WorkPace::Month,
            credits: own,
            project: None,
        })
    }

    /// What one result costs by the rate card.
    fn rate(&self, catalog: &Catalog, now: Instant) -> Option<Credits> {
        let mut given = Settings::default();
        for (name, value) in &self.settings {
            given.insert(name, SettingValue::read(value));
        }
        let query = Query {
            action: &self.action,
            model: self.model.as_deref(),
            settings: &given,
            quantity: 1,
            at: now,
        };
        catalog.rate_card().price(&query).ok().map(|priced| priced.unit)
    }

    fn taken(&self, span: &std::ops::Range<usize>) -> Credits {
        Credits::sum(self.credits[span.clone()].iter().copied()).unwrap_or(Credits::MAX)
    }

    /// What one result took on average, rounded up to a hundredth of a credit.
    fn each(&self) -> Option<Credits> {
        const HUNDREDTH: i64 = 10_000;
        let results: i64 = self.results.iter().sum();
        let taken = self.taken(&(0..self.credits.len()));
        let each = taken.micros().checked_div(results).filter(|each| *each > 0)?;
        let exact = taken.micros() % results == 0;
        let rounded = each / HUNDREDTH * HUNDREDTH;
        let up = i64::from(!exact || rounded != each);
        Some(Credits::from_micros(if up == 0 { each } else { rounded + HUNDREDTH }))
    }
}

fn key_of(usage: &WorkedUsage) -> (String, String, String) {
    (
        fold(&usage.action).into_owned(),
        fold(usage.model.as_deref().unwrap_or_default()).into_owned(),
        usage.settings.clone().unwrap_or_default(),
    )
}

/// Results of so many days as those of a month: whole from ten on, with one decimal below.
fn in_a_month(results: i64, days: i64) -> Option<Credits> {
    if results <= 0 {
        return None;
    }
    let tenths = i128::from(results) * 10 * 365 / (12 * i128::from(days));
    let tenths = i64::try_from(tenths).ok()?;
    let kept = if tenths >= 100 { (tenths + 5) / 10 * 10 } else { tenths.max(1) };
    Some(Credits::from_micros(kept.checked_mul(100_000)?))
}

/// The thirty days with the most credits; all days where there are fewer.
fn busiest(by_day: &[Credits]) -> Result<std::ops::Range<usize>, Overflow> {
    let length = by_day.len().min(MONTH_DAYS);
    let mut best = (Credits::ZERO, 0);
    for start in 0..=by_day.len() - length {
        let sum = Credits::sum(by_day[start..start + length].iter().copied())?;
        if sum > best.0 {
            best = (sum, start);
        }
    }
    Ok(best.1..best.1 + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_rounded_as_far_as_it_deserves() {
        for (results, days, month) in
            [(90, 90, "30"), (365, 365, "30"), (1, 365, "0.1"), (12, 73, "5"), (1_000, 90, "338")]
        {
            assert_eq!(
                in_a_month(results, days).unwrap().to_string(),
                month,
                "{results} in {days}"
            );
        }
    }

    #[test]
    fn the_busiest_thirty_days_are_found_wherever_they_lie() {
        let mut days = vec![Credits::whole(1).unwrap(); 100];
        assert_eq!(busiest(&days), Ok(0..30));
        days[70] = Credits::whole(50).unwrap();
        assert_eq!(busiest(&days), Ok(41..71));
        assert_eq!(busiest(&days[..12]), Ok(0..12));
    }
}
