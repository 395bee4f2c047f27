//! The rows of the table and the marks of the pointer: every instant where there are few, the
//! closing of each day or month where there are many.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime};

use super::{DayAhead, Event, Story, events};
use crate::error::ChartError;
use crate::plot::{Plot, tenth};
use crate::scene::{Column, Frame, Mark, Table};
use crate::tongue::Grain;
use crate::wording;

/// The most rows by instant, and then by day.
const MOST_INSTANTS: usize = 60;
const MOST_DAYS: usize = 400;

/// A row: an instant, or the closing of a day or a month.
pub(super) struct Row {
    /// The instant whose balance it shows.
    at: i64,
    label: String,
    balance: Option<i64>,
    /// Against the row before; `None` where one of the two is not known.
    change: Option<i64>,
    events: Vec<Event>,
    /// Between what it will be; of a day to come.
    range: Option<(i64, i64)>,
}

/// The rows and what they are called.
pub(super) struct Rows {
    grain: Grain,
    rows: Vec<Row>,
}

/// The rows of the range, in order of time, the opening first.
pub(super) fn rows(story: &Story<'_>) -> Result<Rows, ChartError> {
    let instants = || {
        let steps = story.steps.iter().map(|step| step.at);
        steps.chain(story.events.iter().map(|event| event.at)).chain([story.asked.until])
    };
    let grains =
        [(Grain::Instant, MOST_INSTANTS), (Grain::Day, MOST_DAYS), (Grain::Month, usize::MAX)];
    for (grain, most) in grains {
        let mut ends: BTreeMap<i64, NaiveDateTime> = BTreeMap::new();
        for at in instants() {
            let local = wording::local(story.notation, at)?;
            let end = end_of(grain, local)
                .and_then(|end| story.notation.instant(end))
                // A day ends just before the next begins, and no later than the chart.
                .map_or(at, |end| end.saturating_sub(1).min(story.asked.until));
            ends.entry(end).or_insert(local);
            if ends.len() > most {
                break;
            }
        }
        if ends.len() <= most {
            let mut rows = with_changes(story, grain, ends)?;
            rows.extend(ahead(story)?);
            return Ok(Rows { grain, rows });
        }
    }
    Err(ChartError::TooMany(story.steps.len()))
}

/// A row for each day to come.
fn ahead(story: &Story<'_>) -> Result<Vec<Row>, ChartError> {
    let mut coming = story.coming.iter().peekable();
    let row = |day: &DayAhead| {
        // A day ends just before the next begins.
        let local = wording::local(story.notation, day.at.saturating_sub(1))?;
        let mut events = Vec::new();
        while let Some(event) = coming.next_if(|event| event.at < day.at) {
            events.push(*event);
        }
        Ok(Row {
            at: day.at,
            label: story.notation.tongue().long_day(local.date()),
            balance: Some(day.middle),
            change: None,
            events,
            range: Some((day.low, day.high)),
        })
    };
    story.ahead.iter().map(row).collect()
}

/// Where the day or month of a local time ends; nothing for an instant.
fn end_of(grain: Grain, local: NaiveDateTime) -> Option<NaiveDateTime> {
    let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN);
    match grain {
        Grain::Instant => None,
        Grain::Day => local.date().checked_add_days(Days::new(1)).map(midnight),
        Grain::Month => local.date().with_day(1)?.checked_add_months(Months::new(1)).map(midnight),
    }
}

fn with_changes(
    story: &Story<'_>,
    grain: Grain,
    ends: BTreeMap<i64, NaiveDateTime>,
) -> Result<Vec<Row>, ChartError> {
    let mut rows: Vec<Row> = Vec::with_capacity(ends.len());
    let mut events = story.events.iter().peekable();
    for (at, local) in ends {
        let balance = story.balance_at(at);
        let before = rows.last().and_then(|row| row.balance);
        let change = match (before, balance) {
            (Some(before), Some(now)) => Some(now.checked_sub(before).ok_or(ChartError::TooLarge)?),
            _ => None,
        };
        let tongue = story.notation.tongue();
        let label = match grain {
            Grain::Instant => tongue.long_time(local),
            Grain::Day => tongue.long_day(local.date()),
            Grain::Month => tongue.long_month(local.date()),
        };
        let mut happened = Vec::new();
        while let Some(event) = events.next_if(|event| event.at <= at) {
            happened.push(*event);
        }
        rows.push(Row { at, label, balance, change, events: happened, range: None });
    }
    Ok(rows)
}

fn written(story: &Story<'_>, row: &Row) -> String {
    let amount = |micros| wording::amount(story.notation, micros);
    let tongue = story.notation.tongue();
    match (row.balance, row.range) {
        (Some(micros), Some((low, high))) => {
            tongue.about(&amount(micros), &amount(low), &amount(high))
        }
        (Some(micros), None) => amount(micros),
        (None, _) => tongue.not_known().to_owned(),
    }
}

/// The table. What lapses ahead stands at its end, without a balance: that is not known yet.
pub(super) fn table(story: &Story<'_>, rows: &Rows) -> Table {
    let tongue = story.notation.tongue();
    let headers = tongue.balance_headers(rows.grain);
    let column = |label: &str, numeric| Column { label: label.to_owned(), numeric };
    let facts = rows.rows.iter().map(|row| {
        let change = row.change.map(|micros| wording::change(story.notation, micros));
        let notes: Vec<_> =
            row.events.iter().map(|event| events::described(story, event)).collect();
        vec![row.label.clone(), change.unwrap_or_default(), written(story, row), notes.join(", ")]
    });
    // With a fan, what lapses stands at its day.
    let bare = if story.ahead.is_empty() { story.lapses.as_slice() } else { &[] };
    let ahead = bare.iter().map(|lapse| {
        let label = wording::local(story.notation, lapse.at).map(|at| tongue.long_time(at));
        let amount = wording::amount(story.notation, lapse.micros);
        let note = tongue.will_lapse_unused(&amount, None, false);
        vec![label.unwrap_or_default(), String::new(), String::new(), note]
    });
    Table {
        columns: vec![
            column(headers.0, false),
            column(tongue.change(), true),
            column(headers.1, true),
            column(tongue.what_happened(), false),
        ],
        rows: facts.chain(ahead).collect(),
        total: None,
    }
}

/// The marks, one a row.
pub(super) fn marks(story: &Story<'_>, rows: &Rows, plot: &Plot<'_>, frame: &Frame) -> Vec<Mark> {
    let places: Vec<(f64, f64)> = rows
        .rows
        .iter()
        .map(|row| {
            let value = row.balance.unwrap_or(0) as f64;
            plot.place((super::layout::along(story, row.at), value))
        })
        .collect();
    let between = |left: Option<&(f64, f64)>, right: Option<&(f64, f64)>| match (left, right) {
        (Some((left, _)), Some((right, _))) => tenth((left + right) / 2.0),
        (None, _) => frame.left,
        (_, None) => frame.right,
    };
    rows.rows
        .iter()
        .zip(&places)
        .enumerate()
        .map(|(index, (row, &(x, y)))| {
            let before = index.checked_sub(1).and_then(|before| places.get(before));
            Mark {
                key: row.at.to_string(),
                label: row.label.clone(),
                x,
                y,
                left: between(before, places.get(index)),
                right: between(places.get(index), places.get(index + 1)),
                rows: None,
                values: vec![written(story, row)],
                total: None,
                notes: row.events.iter().map(|event| events::described(story, event)).collect(),
            }
        })
        .collect()
}
