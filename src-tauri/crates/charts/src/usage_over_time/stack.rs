//! Where the columns of usage stand: one column a bucket, one rectangle a figure.
//!
//! Credits that came back weigh below zero, so that a bucket of refunds hangs under the line.

use super::{Bucket, Columns, UsageOverTime, words};
use crate::error::ChartError;
use crate::figure::Figure;
use crate::label_fit::{self, Label};
use crate::notation::Notation;
use crate::palette::Colour;
use crate::plot::{self, Axis, Margins, Plot, TYPE, tenth};
use crate::scene::{Anchor, Chart, Class, Frame, Ink, Mark, Scene};
use crate::size::Size;
use crate::{ticks, wording};

/// Between the parts of a column, in dots.
const GAP: f64 = 1.0;
/// The widest column, in dots.
const WIDEST: f64 = 44.0;
/// The narrowest step of columns that has room for a question mark, in dots.
const ROOM_FOR_A_WORD: f64 = 9.0;

/// Lays the columns out.
pub(super) fn scene(
    asked: &UsageOverTime,
    columns: &Columns,
    size: Size,
    notation: &dyn Notation,
) -> Result<Scene, ChartError> {
    let y = upright_axis(columns, size)?;
    let margins = Margins::around(size, &y.ticks);
    let frame = margins.frame(size);
    let grid = Grid::of(asked.buckets.len(), &frame);
    let x = lying_axis(&asked.buckets, &grid, &frame, size);
    let mut marks = Vec::new();
    let shapes = plot::drawn(size, margins, (&x, &y), |plot| {
        let dots_per_millionth = (frame.bottom - frame.top) / (y.range.end - y.range.start);
        let painter = Painter { columns, grid, gap: grid.gap() / dots_per_millionth, notation };
        let zero = vec![(x.range.start, 0.0), (x.range.end, 0.0)];
        for (index, bucket) in asked.buckets.iter().enumerate() {
            let top = painter.column(plot, index)?;
            marks.push(painter.mark(plot, index, bucket, top));
        }
        plot.line(baseline(), zero)
    })?;
    Ok(Scene {
        chart: Chart::UsageOverTime,
        title: wording::label(&asked.title),
        summary: words::summary(asked, columns, notation),
        width: f64::from(size.width()),
        height: f64::from(size.height()),
        plot: frame,
        shapes,
        marks,
        legend: words::legend(columns, notation),
        table: words::table(asked, columns, notation),
    })
}

fn baseline() -> Ink {
    Ink {
        class: Class::Baseline,
        stroke: Some(Colour::Line),
        stroke_width: Some(1.0),
        ..Ink::default()
    }
}

/// From the lowest to the highest end of any column, zero included.
fn upright_axis(columns: &Columns, size: Size) -> Result<Axis, ChartError> {
    let (mut low, mut high) = (0_i64, 0_i64);
    for index in 0..columns.totals.len() {
        let (mut below, mut above) = (0_i64, 0_i64);
        for part in &columns.series {
            let micros = part.figures.get(index).map_or(0, |figure| figure.known());
            let side = if micros < 0 { &mut below } else { &mut above };
            *side = side.checked_add(micros).ok_or(ChartError::TooLarge)?;
        }
        (low, high) = (low.min(below), high.max(above));
    }
    let most = usize::try_from(size.height() / 40).unwrap_or(0).clamp(1, 4);
    let ticks = ticks::amounts(low, high, most);
    let ticks = ticks.into_iter().map(|tick| (tick as f64, ticks::short(tick))).collect();
    // With nothing used the line at zero still stands at the foot of the chart.
    let end = if low == high { 1.0 } else { high as f64 };
    Ok(Axis { range: low as f64..end, ticks })
}

/// Where the columns stand, in dots from the left side of the plotting area.
#[derive(Clone, Copy)]
struct Grid {
    first: f64,
    step: f64,
    /// Of a column, and the room before it in its step.
    bar: f64,
    inset: f64,
}

impl Grid {
    /// Steps and columns of whole dots (or half ones) as long as that does not waste the width:
    /// columns of one width that stand sharp.
    fn of(count: usize, frame: &Frame) -> Self {
        let width = frame.right - frame.left;
        let count = count as f64;
        let exact = width / count;
        let wastes_little = |step: f64| step > 0.0 && step * count >= width * 0.98;
        let step = [exact.floor(), (exact * 2.0).floor() / 2.0]
            .into_iter()
            .find(|step| wastes_little(*step))
            .unwrap_or(exact);
        let bar = if step >= 6.0 {
            (step * 0.72).round().min(WIDEST)
        } else if step >= 2.5 {
            (step - 1.0).floor().max(1.0)
        } else {
            step
        };
        let first = ((width - step * count) / 2.0).floor().max(0.0);
        Self { first, step, bar, inset: ((step - bar) / 2.0).floor().max(0.0) }
    }

    /// Between the parts of a column: in columns as narrow as hairs it would only be noise.
    fn gap(&self) -> f64 {
        if self.step < 4.0 { 0.0 } else { GAP }
    }

    fn left(&self, index: usize) -> f64 {
        self.first + self.step * index as f64
    }

    fn middle(&self, index: usize) -> f64 {
        self.left(index) + self.inset + self.bar / 2.0
    }
}

fn lying_axis(buckets: &[Bucket], grid: &Grid, frame: &Frame, size: Size) -> Axis {
    let labels = |chosen: fn(&Bucket) -> bool| -> Vec<Label> {
        let labelled = buckets.iter().enumerate().filter(|(_, bucket)| chosen(bucket));
        labelled
            .map(|(index, bucket)| Label {
                at: frame.left + grid.middle(index),
                text: wording::label(&bucket.short),
            })
            .collect()
    };
    let all = labels(|_| true);
    let ranked = [labels(|bucket| bucket.minor), labels(|bucket| bucket.major)];
    let ranked: Vec<_> = ranked.into_iter().filter(|set| set.len() > 2).collect();
    let coarsest = ranked.last().unwrap_or(&all).clone();
    let sets = std::iter::once(all).chain(ranked).chain(label_fit::thinned(&coarsest));
    let labels = label_fit::first_that_fits(sets, &(0.0..f64::from(size.width())), TYPE);
    let ticks = labels.into_iter().map(|label| (label.at - frame.left, label.text)).collect();
    Axis { range: 0.0..frame.right - frame.left, ticks }
}

struct Painter<'a> {
    columns: &'a Columns,
    grid: Grid,
    /// The gap between two parts, in millionths.
    gap: f64,
    notation: &'a dyn Notation,
}

impl Painter<'_> {
    /// Draws a column; returns its upper end in millionths.
    fn column(&self, plot: &mut Plot<'_>, index: usize) -> Result<f64, ChartError> {
        let left = self.grid.left(index) + self.grid.inset;
        let right = left + self.grid.bar;
        let figures: Vec<Figure> = self
            .columns
            .series
            .iter()
            .filter_map(|part| part.figures.get(index).copied())
            .collect();
        let (mut below, mut above) = (0.0_f64, 0.0_f64);
        for (series, figure) in figures.iter().enumerate() {
            let micros = figure.known();
            if micros == 0 {
                continue;
            }
            let side = if micros < 0 { &mut below } else { &mut above };
            let (inner, outer) = (*side, *side + micros as f64);
            *side = outer;
            let covered = figures[series + 1..]
                .iter()
                .any(|figure| figure.known().signum() == micros.signum());
            let gap = if covered && micros.unsigned_abs() as f64 > 2.5 * self.gap {
                self.gap
            } else {
                0.0
            };
            let ink = Ink {
                class: Class::Bar,
                series: Some(series),
                mark: Some(index),
                value: Some(figure.written(self.notation)),
                fill: self.columns.series.get(series).map(|part| part.colour),
                ..Ink::default()
            };
            plot.rect(ink, [(left, inner), (right, outer - gap.copysign(outer))])?;
        }
        if self.columns.totals.get(index).is_some_and(|total| total.is_partial()) {
            self.question_mark(plot, index, above)?;
        }
        Ok(above)
    }

    fn question_mark(&self, plot: &mut Plot<'_>, index: usize, top: f64) -> Result<(), ChartError> {
        if self.grid.step < ROOM_FOR_A_WORD {
            return Ok(());
        }
        let (x, y) = plot.place((self.grid.middle(index), top));
        let ink = Ink {
            class: Class::Unknown,
            mark: Some(index),
            value: self.columns.totals.get(index).map(|total| total.written(self.notation)),
            fill: Some(Colour::Ink2),
            ..Ink::default()
        };
        plot.text(ink, "?", (x, y - 3.0), Anchor::Middle)
    }

    fn mark(&self, plot: &Plot<'_>, index: usize, bucket: &Bucket, top: f64) -> Mark {
        let (x, y) = plot.place((self.grid.middle(index), top));
        let side = |index: usize| tenth(plot.place((self.grid.left(index), 0.0)).0);
        let figures = self.columns.series.iter().filter_map(|part| part.figures.get(index));
        Mark {
            key: wording::label(&bucket.key),
            label: wording::label(&bucket.long),
            x,
            y,
            left: side(index),
            right: side(index + 1),
            rows: None,
            values: figures.map(|figure| figure.written(self.notation)).collect(),
            total: self.columns.totals.get(index).map(|total| total.written(self.notation)),
            notes: Vec::new(),
        }
    }
}
