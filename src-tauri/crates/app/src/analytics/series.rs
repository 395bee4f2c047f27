//! Usage over time: stacked columns, and the sum of all days beside the plans.

use bursar_charts::{Bucket, Colour, Figure, Notation, Series, Step, SumOverTime, UsageOverTime};
use bursar_ledger::credits::Overflow;
use chrono::Datelike;

use super::answer::{colours, grouped, sort};
use super::choose::Chosen;
use super::draw::{Data, Measured, Prepared, label};
use super::span::{DaySpan, date, number, weekday};
use super::sums::{Sum, sums};
use super::table::{Row, UsageTable};
use super::tally::{self, Measure, Tally, Total};
use crate::wire::{ApiError, ChartLanguage, UsageBy, UsageStep};

/// The most columns that are drawn by day, and by week.
const MOST_DAYS: i32 = 800;
/// The most days of a sum.
const MOST_SUMMED: i32 = 1_900;
/// The most sums that are kept at once: six megabytes.
const MOST_CELLS: usize = 1 << 18;

/// The columns of a chart over some days.
pub(super) struct Steps {
    pub(super) step: Step,
    pub(super) buckets: Vec<Bucket>,
    /// The column of each day.
    pub(super) of_day: Vec<usize>,
}

impl Steps {
    /// Columns of the length that is asked for, or longer ones where there would be too many.
    pub(super) fn of(span: DaySpan, step: UsageStep, notation: &dyn Notation) -> Self {
        let tongue = notation.tongue();
        let step = match step {
            UsageStep::Day if span.len() > MOST_DAYS => UsageStep::Week,
            step => step,
        };
        let step = match step {
            UsageStep::Week if span.len() > 7 * MOST_DAYS => UsageStep::Month,
            step => step,
        };
        let begin = |day: i32| match step {
            UsageStep::Day => day,
            UsageStep::Week => day - i32::try_from(weekday(day)).unwrap_or(0),
            UsageStep::Month => date(day).with_day(1).map_or(day, number),
        };
        let mut buckets: Vec<Bucket> = Vec::new();
        let mut of_day = Vec::new();
        let mut last = None;
        for day in span.first..span.after {
            let first = begin(day);
            if last != Some(first) {
                last = Some(first);
                buckets.push(match step {
                    UsageStep::Day => Bucket::day(date(first), tongue),
                    UsageStep::Week => Bucket::week(date(first), tongue),
                    UsageStep::Month => Bucket::month(date(first), tongue),
                });
            }
            of_day.push(buckets.len() - 1);
        }
        let step = match step {
            UsageStep::Day => Step::Day,
            UsageStep::Week => Step::Week,
            UsageStep::Month => Step::Month,
        };
        Self { step, buckets, of_day }
    }

    fn column(&self, span: DaySpan, row: &Row) -> usize {
        let day = usize::try_from(row.day() - span.first).unwrap_or(0);
        self.of_day.get(day).copied().unwrap_or(0)
    }
}

/// Stacked columns: the largest values of a dimension, and all others as one.
pub(super) fn stacked(
    table: &UsageTable,
    chosen: &Chosen,
    by: UsageBy,
    step: UsageStep,
    measured: Measured,
) -> Result<Option<Prepared>, ApiError> {
    let span = chosen.span;
    let measure = measured.measure;
    let places = tally::places(table, by);
    let steps = Steps::of(span, step, &measured);
    let columns = steps.buckets.len().max(1);
    // Each place by column where they are few; many are added up twice, first to choose among them.
    let few = places.saturating_mul(columns) <= MOST_CELLS;
    let fine = |row: &Row, place: usize| place * columns + steps.column(span, row);
    let by_place = if few {
        sums(table, chosen, (by, measure), places * columns, |place, row| fine(row, place))?
    } else {
        sums(table, chosen, (by, measure), places, |place, _| place)?
    };
    let of_place = if few { columns } else { 1 };
    let sizes = by_place.chunks(of_place).map(Sum::joined).collect::<Result<Vec<_>, _>>()?;
    let mut groups = grouped(table, by, sizes)?;
    groups.retain(|group| group.tally.micros(&measure) != 0 || group.tally.is_partial(&measure));
    if groups.is_empty() {
        return Ok(None);
    }
    sort(&mut groups, by, &measure);
    if by == UsageBy::Hour {
        // Twenty-four colours tell nobody anything.
        groups.sort_by_key(|group| std::cmp::Reverse(group.tally.micros(&measure)));
    }
    let most = Colour::SERIES.len();
    let colours = colours(table, by, &groups);
    let shown = groups.len().min(most);
    let others = groups.len() - shown;
    let mut series_of = vec![most; places];
    for (place, series) in series_of.iter_mut().enumerate() {
        let value = tally::value(table, by, place);
        let found = groups.iter().take(shown).position(|group| group.value == value);
        *series = found.unwrap_or(shown);
    }
    let cells = if few {
        let mut cells = vec![Sum::default(); (shown + 1) * columns];
        for (own, series) in by_place.chunks(columns).zip(&series_of) {
            for (cell, sum) in cells.iter_mut().skip(series * columns).zip(own) {
                cell.join(sum)?;
            }
        }
        cells
    } else {
        let cells = (shown + 1) * columns;
        sums(table, chosen, (by, measure), cells, |place, row| fine(row, series_of[place]))?
    };
    let figures = |series: usize| -> Vec<Figure> {
        let own = cells.iter().skip(series * columns).take(columns);
        own.map(|sum| figure(sum, &measure)).collect()
    };
    let mut keys: Vec<Option<String>> = Vec::new();
    let mut all: Vec<Series> = Vec::new();
    for (index, group) in groups.iter().take(shown).enumerate() {
        keys.push(Some(group.value.clone()));
        let own = if colours[index] == Colour::S0 { Colour::SERIES[index] } else { colours[index] };
        let plain = matches!(by, UsageBy::Weekday | UsageBy::Hour);
        all.push(Series {
            label: label(by, &group.value, &measured),
            colour: Some(if plain { Colour::SERIES[index] } else { own }),
            figures: figures(index),
        });
    }
    if others > 0 {
        keys.push(None);
        all.push(Series {
            label: measured.tongue().others(others),
            colour: Some(Colour::S0),
            figures: figures(shown),
        });
    }
    let data = UsageOverTime {
        title: title(by, &measured),
        topic: measured.topic(),
        step: steps.step,
        buckets: steps.buckets,
        series: all,
    };
    Ok(Some(Prepared { data: Data::Columns(data), notation: measured, keys }))
}

/// A figure of a chart; a part that is not known is said.
pub(super) fn figure(tally: &impl Total, measure: &Measure) -> Figure {
    let micros = tally.micros(measure);
    if tally.is_partial(measure) { Figure::AtLeast(micros) } else { Figure::Known(micros) }
}

/// A tally for each day.
pub(super) fn by_day(
    table: &UsageTable,
    chosen: &Chosen,
    span: DaySpan,
) -> Result<Vec<Tally>, Overflow> {
    let mut days = vec![Tally::default(); usize::try_from(span.len()).unwrap_or(0)];
    tally::each(table, chosen, span, &mut |index, row| {
        let day = usize::try_from(row.day() - span.first).unwrap_or(0);
        tally::add(table, chosen, index, row, &mut days[day])
    })?;
    Ok(days)
}

/// The sum of all days so far, beside what the plans include.
pub(super) fn cumulative(
    table: &UsageTable,
    chosen: &Chosen,
    plan: Vec<i64>,
    today: i32,
    measured: Measured,
) -> Result<Option<Prepared>, ApiError> {
    let mut span = chosen.span;
    let too_long = span.len() > MOST_SUMMED;
    if too_long {
        span.first = span.after - MOST_SUMMED;
    }
    let days = by_day(table, chosen, span)?;
    if days.iter().all(Tally::is_empty) {
        return Ok(None);
    }
    // A day that is yet to come adds nothing that is known.
    let over = usize::try_from(today + 1 - span.first).unwrap_or(0).clamp(1, days.len());
    let figures = days.iter().take(over).map(|day| figure(day, &measured.measure)).collect();
    let tongue = measured.tongue();
    let buckets = (span.first..span.after).map(|day| Bucket::day(date(day), tongue)).collect();
    let plan = if too_long { Vec::new() } else { plan };
    let german = measured.language() == ChartLanguage::De;
    let data = SumOverTime {
        title: if german { "Verbrauch bisher" } else { "Usage so far" }.to_owned(),
        topic: measured.topic(),
        days: buckets,
        figures,
        plan,
    };
    let keys = Vec::new();
    Ok(Some(Prepared { data: Data::Sum(data), notation: measured, keys }))
}

/// The name of a chart by a dimension.
pub(super) fn title(by: UsageBy, measured: &Measured) -> String {
    let german = measured.language() == ChartLanguage::De;
    let (what, by) = match by {
        UsageBy::Model => ("model", "Modell"),
        UsageBy::Feature => ("feature", "Funktion"),
        UsageBy::Action => ("action", "Aktion"),
        UsageBy::Member => ("member", "Mitglied"),
        UsageBy::Project => ("project", "Projekt"),
        UsageBy::Client => ("client", "Kunde"),
        UsageBy::Provider => ("provider", "Anbieter"),
        UsageBy::Wallet => ("wallet", "Konto"),
        UsageBy::Kind => ("kind of credits", "Art der Credits"),
        UsageBy::Weekday => ("weekday", "Wochentag"),
        UsageBy::Hour => ("hour", "Stunde"),
        UsageBy::Status => ("outcome", "Ausgang"),
    };
    if german { format!("Verbrauch nach {by}") } else { format!("Usage by {what}") }
}
