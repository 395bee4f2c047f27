//! One measure of usage, added up: as little as a drawing of a million usages needs.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread;

use bursar_ledger::credits::{Credits, Overflow};
use bursar_store::UsageStatus;

use super::choose::Chosen;
use super::table::{Part, Row, UsageTable};
use super::tally::{self, Adds, Measure, Tally, Total};
use crate::wire::UsageBy;

/// From so many usages on, a second thread is sooner there than not.
const MANY: usize = 4_000;

/// What some usage adds up to in one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sum {
    /// As the measure counts: millionths of a credit, minor units of money, or a number.
    value: i64,
    count: u64,
    /// A part of it is not known.
    partial: bool,
}

impl Sum {
    fn of(tally: &Tally, measure: &Measure) -> Self {
        let value = measure.value_of(tally);
        Self { value, count: tally.count, partial: tally.is_partial(measure) }
    }

    /// All of them together.
    pub(super) fn joined(sums: &[Self]) -> Result<Self, Overflow> {
        let mut all = Self::default();
        sums.iter().try_for_each(|sum| all.join(sum))?;
        Ok(all)
    }

    fn more(&mut self, value: i64) -> Result<(), Overflow> {
        self.value = self.value.checked_add(value).ok_or(Overflow)?;
        Ok(())
    }
}

impl Total for Sum {
    fn join(&mut self, other: &Self) -> Result<(), Overflow> {
        self.count += other.count;
        self.partial |= other.partial;
        self.more(other.value)
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn count(&self) -> u64 {
        self.count
    }

    fn micros(&self, measure: &Measure) -> i64 {
        measure.micros(self.value)
    }

    fn is_partial(&self, _: &Measure) -> bool {
        self.partial
    }
}

/// A sum, and the measure in which it adds up.
struct Summing<'a> {
    sum: &'a mut Sum,
    measure: Measure,
}

impl Adds for Summing<'_> {
    fn ended(&mut self, status: UsageStatus) -> Result<(), Overflow> {
        let failed = self.measure == Measure::Failed && status == UsageStatus::Failed;
        self.sum.more(i64::from(failed))
    }

    fn used(&mut self, units: i64, unpriced: bool) -> Result<(), Overflow> {
        self.sum.count += 1;
        match self.measure {
            Measure::Credits | Measure::Money { .. } => {
                self.sum.partial |= unpriced;
                Ok(())
            }
            Measure::Count => self.sum.more(1),
            Measure::Quantity => self.sum.more(units),
            Measure::Failed => Ok(()),
        }
    }

    fn credits(&mut self, credits: Credits) -> Result<(), Overflow> {
        if self.measure == Measure::Credits { self.sum.more(credits.micros()) } else { Ok(()) }
    }

    fn cost(&mut self, part: &Part) -> Result<(), Overflow> {
        let Measure::Money { place, .. } = self.measure else { return Ok(()) };
        self.sum.partial |= part.unknown && part.credits.is_positive();
        if part.currency.map(usize::from) == Some(place) {
            return self.sum.more(part.cost);
        }
        Ok(())
    }
}

/// Adds up by cells; the cell of a usage follows from its place in a dimension and from itself. Many
/// usages are added up in two halves at once.
pub(super) fn sums(
    table: &UsageTable,
    chosen: &Chosen,
    (by, measure): (UsageBy, Measure),
    cells: usize,
    cell_of: impl Fn(usize, &Row) -> usize + Sync,
) -> Result<Vec<Sum>, Overflow> {
    let of = |rows: Range<usize>| sums_of(table, chosen, (by, measure), cells, &cell_of, rows);
    let all = table.rows.len();
    if all < MANY {
        return of(0..all);
    }
    let (first, second) = thread::scope(|scope| {
        let second = scope.spawn(|| of(all / 2..all));
        (of(0..all / 2), second.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let (mut sums, second) = (first?, second?);
    for (sum, more) in sums.iter_mut().zip(&second) {
        sum.join(more)?;
    }
    Ok(sums)
}

fn sums_of(
    table: &UsageTable,
    chosen: &Chosen,
    (by, measure): (UsageBy, Measure),
    cells: usize,
    cell_of: &impl Fn(usize, &Row) -> usize,
    rows: Range<usize>,
) -> Result<Vec<Sum>, Overflow> {
    let mut sums = vec![Sum::default(); cells];
    let mut by_kind = vec![Tally::default(); tally::places(table, UsageBy::Kind)];
    tally::each_of(table, chosen, chosen.span, rows, &mut |index, row| {
        let Some(place) = tally::place(by, row) else {
            tally::add_by_kind(table, chosen, index, row, &mut by_kind)?;
            for (place, tally) in by_kind.iter_mut().enumerate().filter(|(_, one)| !one.is_empty())
            {
                sums[cell_of(place, row)].join(&Sum::of(tally, &measure))?;
                *tally = Tally::default();
            }
            return Ok(());
        };
        let sum = &mut sums[cell_of(place, row)];
        tally::add(table, chosen, index, row, &mut Summing { sum, measure })
    })?;
    Ok(sums)
}
