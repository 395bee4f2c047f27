//! Cells that are the darker the more happened: a day each, or an hour of a week each.
//!
//! Five steps of one colour, told apart by their lightness alone, so that nobody needs to see the
//! colour. The steps divide the cells that have anything into fifths: one day that stands out does
//! not make all others pale.

use crate::error::ChartError;
use crate::figure::Figure;
use crate::label_fit::{self, Label};
use crate::notation::Notation;
use crate::palette::Colour;
use crate::plot::{self, Axis, Margins, Mesh, Plot, TYPE, tenth};
use crate::scene::{Chart, Class, Column, Ink, LegendEntry, Mark, Scene, Swatch, Table};
use crate::size::Size;
use crate::topic::Topic;
use crate::{text_width, wording};

/// The steps from pale to full.
const STEPS: [f64; 5] = [0.2, 0.4, 0.6, 0.8, 1.0];
/// How much a cell without anything stands out.
const NOTHING: f64 = 0.5;
/// The most cells of a chart.
const MOST_CELLS: usize = 2000;
/// The side of a cell in dots: at most, and the height of one that is wider than high.
const LARGEST: f64 = 24.0;
/// Between two cells, in dots.
const GAP: f64 = 2.0;
/// The narrowest cell that has a gap beside it.
const ROOM_FOR_A_GAP: f64 = 5.0;
/// Above the cells and below them, in whole dots.
const ABOVE: u32 = 4;
const BELOW: u32 = 24;

/// The form of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeatShape {
    /// As wide as high.
    Square,
    /// As wide as there is room.
    Wide,
}

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatMap {
    /// The name of the chart.
    pub title: String,
    /// What the figures are of.
    pub topic: Topic,
    /// The span in words (`from … to …`).
    pub span: String,
    /// The form of the cells.
    pub shape: HeatShape,
    /// The labels of the rows, from above.
    pub rows: Vec<String>,
    /// The labels of the columns; empty where one needs none.
    pub columns: Vec<String>,
    /// Row by row or column by column, in the order in which the keys walk them.
    pub cells: Vec<HeatCell>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub struct HeatCell {
    /// Its row, from above.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// Names it for the caller.
    pub key: String,
    /// Its place in words (`Mon 24 Nov 2025`).
    pub label: String,
    /// What happened there.
    pub figure: Figure,
}

/// Lays cells out. The chart is as high as its rows need.
///
/// # Errors
/// [`ChartError`]: no cell, too many, or one outside the rows and columns.
pub fn heat_map(asked: &HeatMap, size: Size, notation: &dyn Notation) -> Result<Scene, ChartError> {
    check(asked)?;
    let y_labels: Vec<(f64, String)> = asked
        .rows
        .iter()
        .enumerate()
        .map(|(row, label)| (row as f64 + 0.5, wording::label(label)))
        .collect();
    let mut margins = Margins::around(size, &y_labels);
    let (across, down) = (asked.columns.len() as f64, asked.rows.len() as f64);
    let room = f64::from(size.width() - margins.left - margins.right);
    let (wide, high) = match asked.shape {
        HeatShape::Square => {
            let side = (room / across).min(LARGEST);
            let side = if side >= ROOM_FOR_A_GAP { side.floor() } else { side };
            (side, side)
        }
        HeatShape::Wide => (room / across, LARGEST),
    };
    let left_over = (room - wide * across).max(0.0).floor();
    margins.right += left_over as u32;
    (margins.top, margins.bottom) = (ABOVE, BELOW);
    let height = (high * down).ceil() as u32 + ABOVE + BELOW;
    let size = Size::new(size.width(), height)?;
    let frame = margins.frame(size);
    let x = Axis { range: 0.0..across, ticks: column_ticks(asked, &frame, size) };
    let y = Axis { range: down..0.0, ticks: y_labels };
    let steps = Steps::of(&asked.cells);
    let mut marks = Vec::new();
    let shapes = plot::drawn_with(size, margins, (&x, &y), Mesh::Rows, |plot| {
        let cell = frame_of(plot);
        for (index, heat) in asked.cells.iter().enumerate() {
            paint(plot, heat, index, &steps, cell, notation)?;
            marks.push(mark(plot, heat, notation));
        }
        Ok(())
    })?;
    Ok(Scene {
        chart: Chart::HeatMap,
        title: wording::label(&asked.title),
        summary: summary(asked, notation)?,
        width: f64::from(size.width()),
        height: f64::from(size.height()),
        plot: frame,
        shapes,
        marks,
        legend: steps.legend(notation),
        table: table(asked, notation)?,
    })
}

fn check(asked: &HeatMap) -> Result<(), ChartError> {
    if asked.cells.is_empty() {
        return Err(ChartError::Empty("the time asked for has no day in it; choose a longer one"));
    }
    if asked.cells.len() > MOST_CELLS {
        return Err(ChartError::TooMany(asked.cells.len()));
    }
    let inside = |cell: &HeatCell| cell.row < asked.rows.len() && cell.column < asked.columns.len();
    if asked.cells.iter().all(inside) {
        Ok(())
    } else {
        Err(ChartError::Empty("a cell stands outside the chart"))
    }
}

fn column_ticks(asked: &HeatMap, frame: &crate::scene::Frame, size: Size) -> Vec<(f64, String)> {
    let wide = (frame.right - frame.left) / asked.columns.len() as f64;
    let all: Vec<Label> = asked
        .columns
        .iter()
        .enumerate()
        .filter(|(_, label)| !label.is_empty())
        .map(|(column, label)| Label {
            at: frame.left + (column as f64 + 0.5) * wide,
            text: wording::label(label),
        })
        .collect();
    let sets = std::iter::once(all.clone()).chain(label_fit::thinned(&all));
    label_fit::first_that_fits(sets, &(0.0..f64::from(size.width())), TYPE)
        .into_iter()
        .map(|label| ((label.at - frame.left) / wide, label.text))
        .collect()
}

/// Half the gap between cells, in cells: across and down.
fn frame_of(plot: &Plot<'_>) -> (f64, f64) {
    let ((left, top), (right, bottom)) = (plot.place((0.0, 0.0)), plot.place((1.0, 1.0)));
    let part = |length: f64| {
        let length = length.abs();
        if length >= ROOM_FOR_A_GAP { GAP / 2.0 / length } else { 0.0 }
    };
    (part(right - left), part(bottom - top))
}

fn paint(
    plot: &mut Plot<'_>,
    cell: &HeatCell,
    index: usize,
    steps: &Steps,
    (across, down): (f64, f64),
    notation: &dyn Notation,
) -> Result<(), ChartError> {
    let (left, top) = (cell.column as f64, cell.row as f64);
    let corners = [(left + across, top + down), (left + 1.0 - across, top + 1.0 - down)];
    let step = steps.step(cell.figure);
    let mut ink = Ink {
        class: Class::Bar,
        series: step,
        mark: Some(index),
        value: Some(cell.figure.written(notation)),
        ..Ink::default()
    };
    match step {
        Some(step) => {
            ink.fill = Some(Colour::S1);
            ink.opacity = STEPS.get(step).copied().filter(|opacity| *opacity < 1.0);
        }
        None => (ink.fill, ink.opacity) = (Some(Colour::Line), Some(NOTHING)),
    }
    plot.rect(ink, corners)?;
    if cell.figure.is_partial() {
        let (x, y) = plot.place((left + 0.5, top + 0.5));
        let ink = Ink { class: Class::Unknown, fill: Some(Colour::Ink2), ..Ink::default() };
        let foot = y + text_width::CAP_HEIGHT * TYPE / 2.0;
        let width = plot.place((1.0, 0.0)).0 - plot.place((0.0, 0.0)).0;
        if width >= TYPE {
            plot.text(ink, "?", (x, foot), crate::scene::Anchor::Middle)?;
        }
    }
    Ok(())
}

fn mark(plot: &Plot<'_>, cell: &HeatCell, notation: &dyn Notation) -> Mark {
    let (left, top) = plot.place((cell.column as f64, cell.row as f64));
    let (right, bottom) = plot.place((cell.column as f64 + 1.0, cell.row as f64 + 1.0));
    Mark {
        key: wording::label(&cell.key),
        label: wording::label(&cell.label),
        x: tenth((left + right) / 2.0),
        y: tenth(top),
        left: tenth(left),
        right: tenth(right),
        rows: Some((tenth(top), tenth(bottom))),
        values: Vec::new(),
        total: Some(cell.figure.written(notation)),
        notes: Vec::new(),
    }
}

/// The upper ends of the steps, in millionths, as far as they differ.
struct Steps(Vec<i64>);

impl Steps {
    fn of(cells: &[HeatCell]) -> Self {
        let mut figures: Vec<i64> =
            cells.iter().map(|cell| cell.figure.known()).filter(|micros| *micros > 0).collect();
        figures.sort_unstable();
        let count = STEPS.len();
        let ends = (1..=count).filter_map(|step| {
            figures.get((figures.len() * step).div_ceil(count).checked_sub(1)?).copied()
        });
        let mut ends: Vec<i64> = ends.collect();
        ends.dedup();
        Self(ends)
    }

    /// The step of a figure; none for nothing. With fewer steps the fullest are used.
    fn step(&self, figure: Figure) -> Option<usize> {
        let micros = figure.known();
        if micros <= 0 {
            return None;
        }
        let place = self.0.iter().position(|end| micros <= *end)?;
        Some(place + STEPS.len() - self.0.len())
    }

    fn legend(&self, notation: &dyn Notation) -> Vec<LegendEntry> {
        // The places of steps that nothing falls into are kept, so that a shape finds its entry.
        let unused = STEPS.len() - self.0.len();
        STEPS
            .iter()
            .enumerate()
            .map(|(step, opacity)| {
                let end = step.checked_sub(unused).and_then(|step| self.0.get(step));
                let label =
                    end.map(|end| notation.tongue().up_to(&wording::amount(notation, *end)));
                LegendEntry {
                    label: label.unwrap_or_default(),
                    colour: Colour::S1,
                    swatch: Swatch::Solid,
                    opacity: Some(*opacity),
                    value: None,
                }
            })
            .collect()
    }
}

fn summary(asked: &HeatMap, notation: &dyn Notation) -> Result<String, ChartError> {
    let tongue = notation.tongue();
    let total = Figure::sum(asked.cells.iter().map(|cell| cell.figure))?;
    let opening = wording::told(notation, asked.topic, total, &asked.span);
    let most = asked.cells.iter().max_by_key(|cell| cell.figure.known());
    let most = most.filter(|cell| cell.figure.known() > 0).map(|cell| {
        let place = wording::isolated(&wording::label(&cell.label));
        tongue.most(&place, &cell.figure.written(notation))
    });
    let parts: Vec<String> = std::iter::once(opening).chain(most).collect();
    Ok(format!("{}.", parts.join("; ")))
}

fn table(asked: &HeatMap, notation: &dyn Notation) -> Result<Table, ChartError> {
    let tongue = notation.tongue();
    let (when, amount) = tongue.cell_headers();
    let total = Figure::sum(asked.cells.iter().map(|cell| cell.figure))?;
    let row = |cell: &HeatCell| vec![wording::label(&cell.label), cell.figure.written(notation)];
    Ok(Table {
        columns: vec![
            Column { label: when.to_owned(), numeric: false },
            Column { label: amount.to_owned(), numeric: true },
        ],
        rows: asked.cells.iter().map(row).collect(),
        total: Some(vec![tongue.total().to_owned(), total.written(notation)]),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(micros: i64) -> HeatCell {
        HeatCell {
            row: 0,
            column: 0,
            key: String::new(),
            label: String::new(),
            figure: Figure::Known(micros),
        }
    }

    #[test]
    fn one_large_figure_does_not_make_all_others_pale() {
        let cells: Vec<HeatCell> = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1_000_000].map(cell).into();
        let steps = Steps::of(&cells);
        let of = |micros| steps.step(Figure::Known(micros));
        assert_eq!((of(0), of(1), of(2), of(5), of(8)), (None, Some(0), Some(0), Some(2), Some(3)));
        assert_eq!(of(1_000_000), Some(4));
    }

    #[test]
    fn equal_figures_are_one_full_step() {
        let cells: Vec<HeatCell> = [7, 7, 7].map(cell).into();
        assert_eq!(Steps::of(&cells).step(Figure::Known(7)), Some(4));
        assert_eq!(Steps::of(&[cell(0)]).step(Figure::Known(0)), None);
    }
}
