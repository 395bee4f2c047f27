//! When usage happens: a cell for each day of the calendar, and one for each hour of the week.

use bursar_charts::{HeatCell, HeatMap, HeatShape, Notation};
use chrono::Datelike;

use super::choose::{Chosen, hour};
use super::draw::{Data, Measured, Prepared};
use super::series::{by_day, figure};
use super::span::{DaySpan, date, weekday};
use super::table::UsageTable;
use super::tally::{self, Tally, Total};
use crate::wire::{ApiError, ChartLanguage};

/// The most weeks of a calendar; of a longer time the last ones are drawn.
const MOST_WEEKS: i32 = 54;

/// A cell for each day, a column for each week from Monday.
pub(super) fn days(
    table: &UsageTable,
    chosen: &Chosen,
    measured: Measured,
) -> Result<Option<Prepared>, ApiError> {
    let mut span = chosen.span;
    span.first = span.first.max(span.after - 7 * MOST_WEEKS);
    let days = by_day(table, chosen, span)?;
    if days.iter().all(Tally::is_empty) {
        return Ok(None);
    }
    let tongue = measured.tongue();
    let monday = |day: i32| day - i32::try_from(weekday(day)).unwrap_or(0);
    let first_week = monday(span.first);
    let column = |day: i32| usize::try_from((day - first_week) / 7).unwrap_or(0);
    let weeks = column(span.last()) + 1;
    let mut columns = vec![String::new(); weeks];
    for day in span.first..span.after {
        // A month is written over the week in which it begins.
        if date(day).day() == 1 || (day == span.first && date(day).day() <= 21) {
            columns[column(day)] = tongue.short_month(date(day), date(day).month() == 1);
        }
    }
    let rows: Vec<String> = (0..7).map(|day| tongue.weekday(day).to_owned()).collect();
    let cells = (span.first..span.after).zip(&days).map(|(day, tally)| HeatCell {
        row: weekday(day),
        column: column(day),
        key: date(day).to_string(),
        label: tongue.long_day(date(day)),
        figure: figure(tally, &measured.measure),
    });
    let german = measured.language() == ChartLanguage::De;
    let data = HeatMap {
        title: if german { "Verbrauch nach Tagen" } else { "Usage by day" }.to_owned(),
        topic: measured.topic(),
        span: words(span, &measured),
        shape: HeatShape::Square,
        rows,
        columns,
        cells: cells.collect(),
    };
    Ok(Some(Prepared { data: Data::Heat(data), notation: measured, keys: Vec::new() }))
}

/// A cell for each hour of the week, on the wallets' clocks.
pub(super) fn week(
    table: &UsageTable,
    chosen: &Chosen,
    measured: Measured,
) -> Result<Option<Prepared>, ApiError> {
    let mut hours = vec![Tally::default(); 7 * 24];
    tally::each(table, chosen, chosen.span, &mut |index, row| {
        let cell = weekday(row.day()) * 24 + hour(row);
        tally::add(table, chosen, index, row, &mut hours[cell])
    })?;
    if hours.iter().all(Tally::is_empty) {
        return Ok(None);
    }
    let tongue = measured.tongue();
    let cells = hours.iter().enumerate().map(|(place, tally)| {
        let (day, hour) = (place / 24, place % 24);
        HeatCell {
            row: day,
            column: hour,
            key: format!("{} {hour}", day + 1),
            label: format!("{} {hour:02}:00", tongue.long_weekday(day)),
            figure: figure(tally, &measured.measure),
        }
    });
    let cells: Vec<HeatCell> = cells.collect();
    let german = measured.language() == ChartLanguage::De;
    let title =
        if german { "Verbrauch nach Wochentag und Stunde" } else { "Usage by weekday and hour" };
    let columns = (0..24).map(|hour: usize| match hour % 3 {
        0 => format!("{hour:02}"),
        _ => String::new(),
    });
    let data = HeatMap {
        title: title.to_owned(),
        topic: measured.topic(),
        span: words(chosen.span, &measured),
        shape: HeatShape::Wide,
        rows: (0..7).map(|day| tongue.weekday(day).to_owned()).collect(),
        columns: columns.collect(),
        cells,
    };
    Ok(Some(Prepared { data: Data::Heat(data), notation: measured, keys: Vec::new() }))
}

/// Some days in words.
pub(super) fn words(span: DaySpan, measured: &Measured) -> String {
    let tongue = measured.tongue();
    let (first, last) = (date(span.first), date(span.last()));
    if first == last {
        return tongue.in_step(bursar_charts::Step::Day, &tongue.long_day(first));
    }
    tongue.between(&tongue.long_day(first), &tongue.long_day(last))
}
