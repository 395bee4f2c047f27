//! Everything so far, day by day, beside what was planned for as many days.
//!
//! Facts are a solid line, the plan is dashed: the two never look alike.

use crate::error::ChartError;
use crate::figure::Figure;
use crate::label_fit::{self, Label};
use crate::notation::Notation;
use crate::palette::Colour;
use crate::plot::{self, Axis, Margins, TYPE, tenth};
use crate::scene::{Chart, Class, Column, Ink, LegendEntry, Mark, Scene, Swatch, Table};
use crate::size::Size;
use crate::topic::Topic;
use crate::usage_over_time::Bucket;
use crate::{ticks, wording};

/// The most days of a chart.
const MOST_DAYS: usize = 2000;

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct SumOverTime {
    /// The name of the chart.
    pub title: String,
    /// What the figures are of.
    pub topic: Topic,
    /// The days.
    pub days: Vec<Bucket>,
    /// What each day added; fewer than the days where the rest is not over yet.
    pub figures: Vec<Figure>,
    /// What each day was planned to add, in millionths; empty where nothing is planned.
    pub plan: Vec<i64>,
}

/// Lays the lines out.
///
/// # Errors
/// [`ChartError`]: no day, too many, or sums outside the range of an amount.
pub fn sum_over_time(
    asked: &SumOverTime,
    size: Size,
    notation: &dyn Notation,
) -> Result<Scene, ChartError> {
    if asked.days.is_empty() || asked.figures.is_empty() {
        return Err(ChartError::Empty("the time asked for has no day in it; choose a longer one"));
    }
    if asked.days.len() > MOST_DAYS {
        return Err(ChartError::TooMany(asked.days.len()));
    }
    let sums = Sums::of(asked)?;
    let most = usize::try_from(size.height() / 40).unwrap_or(0).clamp(1, 4);
    let high = sums.so_far.iter().map(|sum| sum.known()).chain(sums.plan.iter().copied()).max();
    let high = high.unwrap_or(0).max(0);
    let y_ticks = ticks::amounts(0, high, most).into_iter();
    let y_ticks: Vec<(f64, String)> =
        y_ticks.map(|tick| (tick as f64, ticks::short(tick))).collect();
    let margins = Margins::around(size, &y_ticks);
    let frame = margins.frame(size);
    let count = asked.days.len() as f64;
    let x = Axis { range: 0.0..count, ticks: day_ticks(asked, &frame, size) };
    let y = Axis { range: 0.0..if high == 0 { 1.0 } else { high as f64 }, ticks: y_ticks };
    let mut marks = Vec::new();
    let shapes = plot::drawn(size, margins, (&x, &y), |plot| {
        let line = |sums: &mut dyn Iterator<Item = i64>| {
            let ends = sums.enumerate().map(|(day, sum)| (day as f64 + 1.0, sum as f64));
            std::iter::once((0.0, 0.0)).chain(ends).collect::<Vec<_>>()
        };
        let facts = line(&mut sums.so_far.iter().map(|sum| sum.known()));
        let mut under = facts.clone();
        under.push((facts.len() as f64 - 1.0, 0.0));
        plot.area(ink(Class::Area), under)?;
        if !sums.plan.is_empty() {
            plot.line(ink(Class::Lapse), line(&mut sums.plan.iter().copied()))?;
        }
        plot.line(ink(Class::Line), facts)?;
        for (day, bucket) in asked.days.iter().enumerate() {
            let so_far = sums.so_far.get(day);
            let planned = sums.plan.get(day);
            let level = so_far.map(|sum| sum.known()).or(planned.copied()).unwrap_or(0);
            let (left, _) = plot.place((day as f64, 0.0));
            let (right, y) = plot.place((day as f64 + 1.0, level as f64));
            let mut values = vec![so_far.map(|sum| sum.written(notation)).unwrap_or_default()];
            values.extend(planned.map(|micros| wording::amount(notation, *micros)));
            marks.push(Mark {
                key: wording::label(&bucket.key),
                label: wording::label(&bucket.long),
                x: tenth(right),
                y,
                left: tenth(left),
                right: tenth(right),
                rows: None,
                values,
                total: None,
                notes: Vec::new(),
            });
        }
        Ok(())
    })?;
    Ok(Scene {
        chart: Chart::SumOverTime,
        title: wording::label(&asked.title),
        summary: summary(asked, &sums, notation),
        width: f64::from(size.width()),
        height: f64::from(size.height()),
        plot: frame,
        shapes,
        marks,
        legend: legend(&sums, notation),
        table: table(asked, &sums, notation),
    })
}

struct Sums {
    so_far: Vec<Figure>,
    plan: Vec<i64>,
}

impl Sums {
    fn of(asked: &SumOverTime) -> Result<Self, ChartError> {
        let mut so_far = Vec::with_capacity(asked.figures.len());
        let mut sum = Figure::ZERO;
        for figure in asked.figures.iter().take(asked.days.len()) {
            sum = sum.plus(*figure)?;
            so_far.push(sum);
        }
        let mut plan = Vec::with_capacity(asked.plan.len());
        let mut sum = 0_i64;
        for micros in asked.plan.iter().take(asked.days.len()) {
            sum = sum.checked_add(*micros).ok_or(ChartError::TooLarge)?;
            plan.push(sum);
        }
        Ok(Self { so_far, plan })
    }
}

fn ink(class: Class) -> Ink {
    let base = Ink { class, series: Some(0), ..Ink::default() };
    match class {
        Class::Area => Ink { fill: Some(Colour::S1), opacity: Some(0.1), ..base },
        Class::Line => Ink { stroke: Some(Colour::S1), stroke_width: Some(1.75), ..base },
        _ => Ink {
            series: Some(1),
            stroke: Some(Colour::Ink2),
            stroke_width: Some(1.25),
            dashed: true,
            ..base
        },
    }
}

fn day_ticks(asked: &SumOverTime, frame: &crate::scene::Frame, size: Size) -> Vec<(f64, String)> {
    let wide = (frame.right - frame.left) / asked.days.len() as f64;
    let labels = |chosen: fn(&Bucket) -> bool| -> Vec<Label> {
        let days = asked.days.iter().enumerate().filter(|(_, day)| chosen(day));
        days.map(|(index, day)| Label {
            at: frame.left + (index as f64 + 0.5) * wide,
            text: wording::label(&day.short),
        })
        .collect()
    };
    let all = labels(|_| true);
    let ranked = [labels(|day| day.minor), labels(|day| day.major)];
    let ranked: Vec<_> = ranked.into_iter().filter(|set| set.len() > 2).collect();
    let coarsest = ranked.last().unwrap_or(&all).clone();
    let sets = std::iter::once(all).chain(ranked).chain(label_fit::thinned(&coarsest));
    label_fit::first_that_fits(sets, &(0.0..f64::from(size.width())), TYPE)
        .into_iter()
        .map(|label| ((label.at - frame.left) / wide, label.text))
        .collect()
}

fn summary(asked: &SumOverTime, sums: &Sums, notation: &dyn Notation) -> String {
    let tongue = notation.tongue();
    let long = |index: usize| {
        asked.days.get(index).map(|day| wording::label(&day.long)).unwrap_or_default()
    };
    let last = long(sums.so_far.len().saturating_sub(1));
    let first = long(0);
    let span = tongue.between(wording::without_year(&first, &last), &last);
    let total = sums.so_far.last().copied().unwrap_or(Figure::ZERO);
    let mut parts = vec![wording::told(notation, asked.topic, total, &span)];
    let plan = sums.so_far.len().checked_sub(1).and_then(|last| sums.plan.get(last));
    if let (Some(plan), Figure::Known(used)) = (plan.filter(|plan| **plan > 0), total) {
        let (plan_wide, used) = (i128::from(*plan), i128::from(used));
        let percent = (200 * used + plan_wide).div_euclid(2 * plan_wide);
        parts.push(tongue.of_the_plan(percent, &wording::amount(notation, *plan)));
    }
    format!("{}.", parts.join("; "))
}

fn legend(sums: &Sums, notation: &dyn Notation) -> Vec<LegendEntry> {
    let (so_far, plan) = notation.tongue().so_far();
    let entry = |label: &str, colour| LegendEntry {
        label: label.to_owned(),
        colour,
        swatch: Swatch::Line,
        opacity: None,
        value: None,
    };
    let mut legend = vec![entry(so_far, Colour::S1)];
    if !sums.plan.is_empty() {
        legend.push(entry(plan, Colour::Ink2));
    }
    legend
}

fn table(asked: &SumOverTime, sums: &Sums, notation: &dyn Notation) -> Table {
    let tongue = notation.tongue();
    let (so_far, plan) = tongue.so_far();
    let mut columns = vec![
        Column { label: tongue.step(crate::usage_over_time::Step::Day).to_owned(), numeric: false },
        Column { label: so_far.to_owned(), numeric: true },
    ];
    if !sums.plan.is_empty() {
        columns.push(Column { label: plan.to_owned(), numeric: true });
    }
    let rows = asked.days.iter().enumerate().map(|(index, day)| {
        let so_far = sums.so_far.get(index).map(|sum| sum.written(notation)).unwrap_or_default();
        let mut cells = vec![wording::label(&day.long), so_far];
        cells.extend(sums.plan.get(index).map(|micros| wording::amount(notation, *micros)));
        cells.resize(columns.len(), String::new());
        cells
    });
    let rows = rows.collect();
    Table { columns, rows, total: None }
}
