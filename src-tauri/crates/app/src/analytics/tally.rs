//! Measures of usage, added up: all of it, or by the values of a dimension.

use std::ops::Range;

use bursar_ledger::credits::{Credits, Overflow};
use bursar_ledger::money::{Currency, Money};
use bursar_ledger::policy::Kind;
use bursar_store::UsageStatus;

use super::choose::{Chosen, hour, kind_word};
use super::span::{DaySpan, weekday};
use super::table::{Part, Row, UNCOVERED, UsageTable};
use crate::wire::{UsageBy, UsageFigures, UsageMeasure};

/// Minor units of a currency in a millionth of it, times a million.
const MILLION: i128 = 1_000_000;

/// What some usage adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) count: u64,
    pub(super) quantity: i64,
    pub(super) credits: Credits,
    /// In minor units, by place of the currency.
    pub(super) cost: Vec<i64>,
    pub(super) cost_unknown: Credits,
    pub(super) unpriced: u64,
    pub(super) failed: u64,
    pub(super) succeeded: u64,
    pub(super) pending: u64,
}

/// What a usage is added to.
pub(super) trait Adds {
    /// How it ended.
    fn ended(&mut self, status: UsageStatus) -> Result<(), Overflow>;

    /// It counts, with its units, and has no price or one.
    fn used(&mut self, units: i64, unpriced: bool) -> Result<(), Overflow>;

    /// What it took, or a part of that.
    fn credits(&mut self, credits: Credits) -> Result<(), Overflow>;

    /// What it took from one lot, or from none.
    fn cost(&mut self, part: &Part) -> Result<(), Overflow>;
}

/// What usage adds up to.
pub(super) trait Total {
    /// Two together.
    fn join(&mut self, other: &Self) -> Result<(), Overflow>;

    /// Whether there is nothing in it at all.
    fn is_empty(&self) -> bool;

    /// How many usages count.
    fn count(&self) -> u64;

    /// A measure in millionths: of a credit, of a unit of money, of a usage.
    fn micros(&self, measure: &Measure) -> i64;

    /// Whether a part of a measure is not known.
    fn is_partial(&self, measure: &Measure) -> bool;
}

impl Adds for Tally {
    fn ended(&mut self, status: UsageStatus) -> Result<(), Overflow> {
        match status {
            UsageStatus::Succeeded => self.succeeded += 1,
            UsageStatus::Failed => self.failed += 1,
            UsageStatus::Pending => self.pending += 1,
        }
        Ok(())
    }

    fn used(&mut self, units: i64, unpriced: bool) -> Result<(), Overflow> {
        self.count += 1;
        self.unpriced += u64::from(unpriced);
        self.quantity = self.quantity.checked_add(units).ok_or(Overflow)?;
        Ok(())
    }

    fn credits(&mut self, credits: Credits) -> Result<(), Overflow> {
        self.credits = self.credits.plus(credits)?;
        Ok(())
    }

    fn cost(&mut self, part: &Part) -> Result<(), Overflow> {
        if part.unknown {
            self.cost_unknown = self.cost_unknown.plus(part.credits)?;
        }
        let Some(currency) = part.currency.map(usize::from) else { return Ok(()) };
        if self.cost.len() <= currency {
            self.cost.resize(currency + 1, 0);
        }
        self.cost[currency] = self.cost[currency].checked_add(part.cost).ok_or(Overflow)?;
        Ok(())
    }
}

impl Total for Tally {
    fn join(&mut self, other: &Self) -> Result<(), Overflow> {
        self.count += other.count;
        self.quantity = self.quantity.checked_add(other.quantity).ok_or(Overflow)?;
        self.credits = self.credits.plus(other.credits)?;
        if self.cost.len() < other.cost.len() {
            self.cost.resize(other.cost.len(), 0);
        }
        for (sum, cost) in self.cost.iter_mut().zip(&other.cost) {
            *sum = sum.checked_add(*cost).ok_or(Overflow)?;
        }
        self.cost_unknown = self.cost_unknown.plus(other.cost_unknown)?;
        self.unpriced += other.unpriced;
        self.failed += other.failed;
        self.succeeded += other.succeeded;
        self.pending += other.pending;
        Ok(())
    }

    fn is_empty(&self) -> bool {
        self.count == 0 && self.failed == 0 && self.pending == 0
    }

    fn count(&self) -> u64 {
        self.count
    }

    fn micros(&self, measure: &Measure) -> i64 {
        measure.micros(measure.value_of(self))
    }

    fn is_partial(&self, measure: &Measure) -> bool {
        match measure {
            Measure::Credits => self.unpriced > 0,
            Measure::Money { .. } => self.unpriced > 0 || self.cost_unknown.is_positive(),
            _ => false,
        }
    }
}

impl Tally {
    /// As it goes on the wire.
    pub(super) fn figures(&self, table: &UsageTable) -> UsageFigures {
        let ended = self.succeeded + self.failed;
        let per_mille = (1_000 * self.failed + ended / 2).checked_div(ended);
        let paid = table.currencies.iter().zip(&self.cost).filter(|(_, minor)| **minor != 0);
        UsageFigures {
            count: self.count,
            quantity: self.quantity,
            credits: self.credits.to_string(),
            cost: paid
                .map(|(currency, minor)| Money { minor: *minor, currency: *currency }.into())
                .collect(),
            cost_unknown: self.cost_unknown.to_string(),
            unpriced: self.unpriced,
            failed: self.failed,
            failed_per_mille: per_mille.and_then(|share| u32::try_from(share).ok()),
            pending: self.pending,
        }
    }
}

/// Money in millionths of its unit.
pub(super) fn money_micros(minor: i64, currency: Currency) -> i64 {
    let scale = 10_i128.pow(currency.decimals());
    let micros = i128::from(minor) * MILLION / scale;
    i64::try_from(micros).unwrap_or(if minor < 0 { i64::MIN } else { i64::MAX })
}

/// What is measured, as the columns know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    Credits,
    /// The place of the currency, which is beyond all where no usage cost any of it.
    Money {
        place: usize,
        currency: Currency,
    },
    Count,
    Quantity,
    Failed,
}

impl Measure {
    pub(super) fn of(
        table: &UsageTable,
        asked: &UsageMeasure,
    ) -> Result<Self, crate::wire::ApiError> {
        Ok(match asked {
            UsageMeasure::Credits => Self::Credits,
            UsageMeasure::Count => Self::Count,
            UsageMeasure::Quantity => Self::Quantity,
            UsageMeasure::Failed => Self::Failed,
            UsageMeasure::Money { currency } => {
                let currency: Currency = currency.parse()?;
                let place = table.currencies.iter().position(|known| *known == currency);
                Self::Money { place: place.unwrap_or(usize::MAX), currency }
            }
        })
    }
}

impl Measure {
    /// As much of a tally as this measures, in its own units.
    pub(super) fn value_of(&self, tally: &Tally) -> i64 {
        match self {
            Self::Credits => tally.credits.micros(),
            Self::Money { place, .. } => tally.cost.get(*place).copied().unwrap_or(0),
            Self::Count => i64::try_from(tally.count).unwrap_or(i64::MAX),
            Self::Quantity => tally.quantity,
            Self::Failed => i64::try_from(tally.failed).unwrap_or(i64::MAX),
        }
    }

    /// A value of its own units in millionths: of a credit, of a unit of money, of a usage.
    pub(super) fn micros(&self, value: i64) -> i64 {
        match self {
            Self::Credits => value,
            Self::Money { currency, .. } => money_micros(value, *currency),
            Self::Count | Self::Quantity | Self::Failed => value.saturating_mul(1_000_000),
        }
    }
}

/// Hands out each usage that is meant within some days, by its place, with the tally that it adds.
pub(super) fn each(
    table: &UsageTable,
    chosen: &Chosen,
    span: DaySpan,
    take: &mut impl FnMut(usize, &Row) -> Result<(), Overflow>,
) -> Result<(), Overflow> {
    each_of(table, chosen, span, 0..table.rows.len(), take)
}

/// As [`each`], of some of the rows.
pub(super) fn each_of(
    table: &UsageTable,
    chosen: &Chosen,
    span: DaySpan,
    rows: Range<usize>,
    take: &mut impl FnMut(usize, &Row) -> Result<(), Overflow>,
) -> Result<(), Overflow> {
    let first = rows.start;
    let rows = table.rows.get(rows).unwrap_or_default();
    for (index, row) in (first..).zip(rows) {
        if span.holds(row.day()) && chosen.fits(row) {
            take(index, row)?;
        }
    }
    Ok(())
}

/// Adds up all usage that is meant within some days.
pub(super) fn total(table: &UsageTable, chosen: &Chosen, span: DaySpan) -> Result<Tally, Overflow> {
    let mut tally = Tally::default();
    each(table, chosen, span, &mut |index, row| add(table, chosen, index, row, &mut tally))?;
    Ok(tally)
}

/// Adds up by the places of a dimension; by what kinds paid where that is the dimension.
pub(super) fn by(
    table: &UsageTable,
    chosen: &Chosen,
    span: DaySpan,
    dimension: UsageBy,
) -> Result<Vec<Tally>, Overflow> {
    let mut tallies = vec![Tally::default(); places(table, dimension)];
    each(table, chosen, span, &mut |index, row| match place(dimension, row) {
        Some(place) => add(table, chosen, index, row, &mut tallies[place]),
        None => add_by_kind(table, chosen, index, row, &mut tallies),
    })?;
    Ok(tallies)
}

/// Adds a usage as a whole, or as far as the kinds that are asked for paid for it.
pub(super) fn add(
    table: &UsageTable,
    chosen: &Chosen,
    index: usize,
    row: &Row,
    to: &mut impl Adds,
) -> Result<(), Overflow> {
    let parts = table.parts_of(index);
    if chosen.kinds.is_some() {
        let paid = parts.iter().any(|part| chosen.has_kind(part.kind));
        if !paid {
            return Ok(());
        }
    }
    to.ended(row.status)?;
    if !chosen.counts(row.status) {
        return Ok(());
    }
    to.used(row.quantity, row.unpriced)?;
    if chosen.kinds.is_none() {
        to.credits(row.credits)?;
    }
    for part in parts.iter().filter(|part| chosen.has_kind(part.kind)) {
        if chosen.kinds.is_some() {
            to.credits(part.credits)?;
        }
        to.cost(part)?;
    }
    Ok(())
}

/// A usage that several kinds paid for counts once with each of them, by its share; its units are
/// counted with the first. One that nothing was drawn for counts as uncovered.
pub(super) fn add_by_kind(
    table: &UsageTable,
    chosen: &Chosen,
    index: usize,
    row: &Row,
    tallies: &mut [Tally],
) -> Result<(), Overflow> {
    let parts = table.parts_of(index);
    let mut quantity = row.quantity;
    let mut first = true;
    for kind in 0..=UNCOVERED {
        let mut of_kind = parts.iter().filter(|part| part.kind == kind).peekable();
        let nothing_drawn = parts.is_empty() && kind == UNCOVERED;
        if !chosen.has_kind(kind) || (of_kind.peek().is_none() && !nothing_drawn) {
            continue;
        }
        let tally = &mut tallies[usize::from(kind)];
        tally.ended(row.status)?;
        if !chosen.counts(row.status) {
            continue;
        }
        tally.used(std::mem::take(&mut quantity), row.unpriced && first)?;
        first = false;
        if nothing_drawn {
            tally.credits(row.credits)?;
        }
        for part in of_kind {
            tally.credits(part.credits)?;
            tally.cost(part)?;
        }
    }
    Ok(())
}

/// How many values a dimension has.
pub(super) fn places(table: &UsageTable, dimension: UsageBy) -> usize {
    match dimension {
        UsageBy::Wallet | UsageBy::Provider => table.wallets.len(),
        UsageBy::Kind => Kind::ALL.len() + 1,
        UsageBy::Weekday => 7,
        UsageBy::Hour => 24,
        UsageBy::Status => 3,
        _ => UsageTable::place_of(dimension).map_or(0, |place| table.texts[place].len()),
    }
}

/// The place of a usage in a dimension; none where it may have several.
pub(super) fn place(dimension: UsageBy, row: &Row) -> Option<usize> {
    Some(match dimension {
        UsageBy::Kind => return None,
        UsageBy::Wallet | UsageBy::Provider => usize::from(row.wallet),
        UsageBy::Weekday => weekday(row.day()),
        UsageBy::Hour => hour(row),
        UsageBy::Status => usize::from(row.status as u8),
        _ => UsageTable::place_of(dimension).map_or(0, |place| row.texts[place] as usize),
    })
}

/// The value at a place of a dimension.
pub(super) fn value(table: &UsageTable, dimension: UsageBy, place: usize) -> String {
    match dimension {
        UsageBy::Wallet => table.wallets.get(place).map(|wallet| wallet.name.clone()),
        UsageBy::Provider => table.wallets.get(place).map(|wallet| wallet.provider.clone()),
        UsageBy::Kind => u8::try_from(place).ok().map(|place| kind_word(place).to_owned()),
        UsageBy::Weekday => Some((place + 1).to_string()),
        UsageBy::Hour => Some(place.to_string()),
        UsageBy::Status => {
            let all = [UsageStatus::Succeeded, UsageStatus::Failed, UsageStatus::Pending];
            all.get(place).map(|status| status.word().to_owned())
        }
        _ => {
            UsageTable::place_of(dimension).and_then(|texts| table.texts[texts].get(place).cloned())
        }
    }
    .unwrap_or_default()
}
