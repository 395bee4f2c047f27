//! Lying bars, one below the other: shares of a whole, or the lots of a wallet in drawing order.
//!
//! Each bar has its name at its left and its figure at its right, so that no axis is needed.

use crate::error::ChartError;
use crate::notation::Notation;
use crate::palette::Colour;
use crate::plot::{self, Axis, Margins, Mesh, Plot, TYPE, tenth};
use crate::scene::{
    Anchor, Chart, Class, Column, Frame, Ink, LegendEntry, Mark, Scene, Swatch, Table,
};
use crate::size::Size;
use crate::{text_width, wording};

/// The most bars of a chart.
const MOST_BARS: usize = 200;
/// A step from bar to bar and the height of a bar, in dots.
const STEP: u32 = 26;
const BAR: f64 = 14.0;
/// The most of the width that names take, and figures.
const NAMES: f64 = 0.34;
const NOTES: f64 = 0.34;
/// Between a bar and its figure, in dots.
const GAP: f64 = 6.0;

/// What to draw.
#[derive(Clone, Debug, PartialEq)]
pub struct BarList {
    /// The name of the chart.
    pub title: String,
    /// What it shows, in one sentence.
    pub story: BarStory,
    /// The legend: what the colours of parts mean.
    pub series: Vec<BarSeries>,
    /// From above.
    pub bars: Vec<Bar>,
}

/// What the sentence and the table are about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BarStory {
    /// Parts of a whole, already in words; a share stands beside each.
    Shares {
        /// The sentence.
        sentence: String,
        /// Everything together, in millionths.
        whole: i64,
    },
    /// Lots in drawing order.
    Lots {
        /// All that is left in them, in millionths.
        left: i64,
        /// Of that, what will lapse at the present pace.
        lapses: i64,
    },
}

/// What a colour means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarSeries {
    /// In words.
    pub label: String,
    /// Its colour.
    pub colour: Colour,
    /// Filled with stripes: will lapse unused.
    pub hatched: bool,
}

/// A bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Names it for the caller.
    pub key: String,
    /// Its name.
    pub label: String,
    /// From the left.
    pub parts: Vec<BarPart>,
    /// What is written at its end.
    pub note: String,
    /// More about it, for the tooltip.
    pub notes: Vec<String>,
    /// Its cells in the table after its name.
    pub cells: Vec<String>,
}

/// A part of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BarPart {
    /// Index of its series.
    pub series: usize,
    /// How long it is, in millionths; at least 0.
    pub micros: i64,
}

/// Lays bars out. The chart is as high as they need.
///
/// # Errors
/// [`ChartError`]: no bar, too many, or sums outside the range of an amount.
pub fn bar_list(asked: &BarList, size: Size, notation: &dyn Notation) -> Result<Scene, ChartError> {
    if asked.bars.is_empty() {
        return Err(ChartError::Empty("nothing was used in the time asked for; choose another"));
    }
    if asked.bars.len() > MOST_BARS {
        return Err(ChartError::TooMany(asked.bars.len()));
    }
    let width = f64::from(size.width());
    let names: Vec<(f64, String)> = asked
        .bars
        .iter()
        .enumerate()
        .map(|(row, bar)| {
            let name = text_width::fitted(&wording::label(&bar.label), width * NAMES, TYPE, false);
            (row as f64 + 0.5, name)
        })
        .collect();
    let notes: Vec<String> = asked
        .bars
        .iter()
        .map(|bar| text_width::fitted(&note_of(bar), width * NOTES, TYPE, false))
        .collect();
    let widest = notes.iter().map(|note| text_width::width(note, TYPE, false)).fold(0.0, f64::max);
    let count = u32::try_from(asked.bars.len()).unwrap_or(1);
    let size = Size::new(size.width(), count * STEP + 8)?;
    let mut margins = Margins::around(size, &names);
    (margins.top, margins.bottom) = (4, 4);
    if margins.left > 0 {
        margins.right = (widest + GAP).ceil() as u32 + 2;
    }
    let frame = margins.frame(size);
    let longest = asked.bars.iter().map(length).collect::<Result<Vec<i64>, _>>()?;
    let most = longest.iter().copied().max().unwrap_or(0).max(1);
    let x = Axis { range: 0.0..most as f64, ticks: Vec::new() };
    let y = Axis { range: f64::from(count)..0.0, ticks: names };
    let mut marks = Vec::new();
    let shapes = plot::drawn_with(size, margins, (&x, &y), Mesh::Rows, |plot| {
        for (row, (bar, note)) in asked.bars.iter().zip(&notes).enumerate() {
            let end = paint(plot, asked, row, bar, notation)?;
            if margins.left > 0 {
                write(plot, row, note, end)?;
            }
            marks.push(mark(plot, &frame, asked, row, bar, notation));
        }
        Ok(())
    })?;
    Ok(Scene {
        chart: Chart::BarList,
        title: wording::label(&asked.title),
        summary: summary(asked, notation),
        width: f64::from(size.width()),
        height: f64::from(size.height()),
        plot: frame,
        shapes,
        marks,
        legend: legend(asked),
        table: table(asked, notation),
    })
}

fn note_of(bar: &Bar) -> String {
    if bar.note.is_empty() { String::new() } else { wording::label(&bar.note) }
}

fn length(bar: &Bar) -> Result<i64, ChartError> {
    bar.parts.iter().try_fold(0_i64, |sum, part| {
        sum.checked_add(part.micros.max(0)).ok_or(ChartError::TooLarge)
    })
}

/// Draws a bar; returns where it ends.
fn paint(
    plot: &mut Plot<'_>,
    asked: &BarList,
    row: usize,
    bar: &Bar,
    notation: &dyn Notation,
) -> Result<f64, ChartError> {
    let inset = (1.0 - BAR / f64::from(STEP)) / 2.0;
    let (top, bottom) = (row as f64 + inset, row as f64 + 1.0 - inset);
    let mut at = 0.0;
    for part in &bar.parts {
        let end = at + part.micros.max(0) as f64;
        let Some(series) = asked.series.get(part.series) else { continue };
        let ink = Ink {
            class: if series.hatched { Class::Lapse } else { Class::Bar },
            series: Some(part.series),
            mark: Some(row),
            value: Some(wording::amount(notation, part.micros)),
            fill: Some(series.colour),
            hatched: series.hatched,
            ..Ink::default()
        };
        plot.rect(ink, [(at, top), (end, bottom)])?;
        at = end;
    }
    Ok(at)
}

fn write(plot: &mut Plot<'_>, row: usize, note: &str, end: f64) -> Result<(), ChartError> {
    if note.is_empty() {
        return Ok(());
    }
    let (x, y) = plot.place((end, row as f64 + 0.5));
    let ink = Ink { class: Class::Note, fill: Some(Colour::Ink2), ..Ink::default() };
    let foot = y + text_width::CAP_HEIGHT * TYPE / 2.0;
    plot.text(ink, note, (x + GAP, foot), Anchor::Start)
}

fn mark(
    plot: &Plot<'_>,
    frame: &Frame,
    asked: &BarList,
    row: usize,
    bar: &Bar,
    notation: &dyn Notation,
) -> Mark {
    let top = plot.place((0.0, row as f64)).1;
    let bottom = plot.place((0.0, row as f64 + 1.0)).1;
    let value = |series: usize| {
        let of = bar.parts.iter().find(|part| part.series == series);
        of.map(|part| wording::amount(notation, part.micros)).unwrap_or_default()
    };
    let is_share = matches!(asked.story, BarStory::Shares { .. });
    Mark {
        key: bar.key.clone(),
        label: wording::label(&bar.label),
        x: tenth(frame.left + (frame.right - frame.left) / 3.0),
        y: tenth(top),
        left: 0.0,
        right: tenth(frame.right + 400.0),
        rows: Some((tenth(top), tenth(bottom))),
        values: if is_share { Vec::new() } else { (0..asked.series.len()).map(value).collect() },
        total: is_share.then(|| note_of(bar)),
        notes: bar.notes.iter().map(|note| wording::label(note)).collect(),
    }
}

fn legend(asked: &BarList) -> Vec<LegendEntry> {
    // A bar of a share has its name beside it.
    if matches!(asked.story, BarStory::Shares { .. }) {
        return Vec::new();
    }
    asked
        .series
        .iter()
        .map(|series| LegendEntry {
            label: wording::label(&series.label),
            colour: series.colour,
            swatch: if series.hatched { Swatch::Hatched } else { Swatch::Solid },
            opacity: None,
            value: None,
        })
        .collect()
}

fn summary(asked: &BarList, notation: &dyn Notation) -> String {
    let tongue = notation.tongue();
    match &asked.story {
        BarStory::Shares { sentence, .. } => sentence.clone(),
        BarStory::Lots { left, lapses } => {
            let amount = wording::amount_with_unit(notation, *left);
            let mut parts = vec![tongue.lots_hold(asked.bars.len(), &amount)];
            if *lapses > 0 {
                let lapses = wording::amount(notation, *lapses);
                parts.push(tongue.lost_at_this_pace(&lapses));
            }
            format!("{}.", parts.join("; "))
        }
    }
}

fn table(asked: &BarList, notation: &dyn Notation) -> Table {
    let tongue = notation.tongue();
    let (headers, total): (Vec<&str>, _) = match &asked.story {
        BarStory::Shares { whole, .. } => {
            let whole = wording::amount(notation, *whole);
            let total = vec![tongue.total().to_owned(), whole, "100 %".to_owned()];
            (tongue.share_headers().to_vec(), Some(total))
        }
        BarStory::Lots { .. } => (tongue.lot_headers().to_vec(), None),
    };
    let numeric = |place: usize| match asked.story {
        BarStory::Shares { .. } => place > 0,
        BarStory::Lots { .. } => place == 1 || place == 2,
    };
    Table {
        columns: headers
            .iter()
            .enumerate()
            .map(|(place, label)| Column { label: (*label).to_owned(), numeric: numeric(place) })
            .collect(),
        rows: asked
            .bars
            .iter()
            .map(|bar| {
                let mut cells = vec![wording::label(&bar.label)];
                cells.extend(bar.cells.iter().cloned());
                cells.resize(headers.len(), String::new());
                cells
            })
            .collect(),
        total,
    }
}
