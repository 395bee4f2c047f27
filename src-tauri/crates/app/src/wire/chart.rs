//! A chart as the window draws it: the shapes, marks, legend and table of a scene.
//!
//! Lengths are CSS pixels from the upper left corner; they are no amounts. Figures are texts that
//! the charts have already written, with their separators. Colours are the names of CSS variables
//! (`--s1`), so that a change of theme needs no redraw.

use bursar_charts as charts;
use serde::{Deserialize, Serialize};

use super::analytics::{UsageAsked, UsageDrawing};
use super::common::{CreditsText, InstantText, MoneyText};
use super::planner::WorkPlan;

/// The room for a chart, in CSS pixels, and how the reader likes its words and figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartSize {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Its words and figures.
    #[serde(default)]
    pub writing: ChartWriting,
}

/// How words and figures of a chart are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default)]
pub struct ChartWriting {
    /// Its language.
    pub language: ChartLanguage,
    /// Before the decimals.
    pub decimal: char,
    /// Between groups of three digits.
    pub group: Option<char>,
}

impl Default for ChartWriting {
    fn default() -> Self {
        Self { language: ChartLanguage::En, decimal: '.', group: Some(',') }
    }
}

/// The languages that charts speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ChartLanguage {
    /// English.
    En,
    /// German.
    De,
}

/// What a view has drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "chart", rename_all = "snake_case")]
pub enum ChartQuestion {
    /// Usage by day and model, of a wallet or of all.
    Usage {
        /// The wallet.
        wallet: Option<String>,
    },
    /// A drawing of the view of usage.
    Drawing {
        /// Which usage.
        asked: UsageAsked,
        /// How it is drawn.
        drawing: UsageDrawing,
    },
    /// A wallet's balance over time.
    Balance {
        /// The wallet.
        wallet: String,
        /// How much of the past.
        period: Period,
    },
    /// What the ways to a plan of work cost.
    Plan {
        /// The plan.
        plan: WorkPlan,
    },
}

/// How much of the past a balance chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Thirty days ending today, or at the last entry where none is so recent.
    ThirtyDays,
    /// Since the running cycle of the subscription began; as thirty days where none runs.
    Cycle,
    /// From the first entry to today, or to the last entry where none is of the last thirty days.
    All,
}

/// A chart and what its heading says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartView {
    /// Where its period begins.
    pub from: InstantText,
    /// Where its period ends.
    pub to: InstantText,
    /// The period ends today.
    pub recent: bool,
    /// What its values add up to, where that means something.
    pub total: Option<CreditsText>,
    /// What that cost, a figure for each currency; empty when unknown or nothing.
    pub cost: Vec<MoneyText>,
    /// What to draw; none when there is nothing to show.
    pub scene: Option<ChartScene>,
}

/// A chart, laid out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartScene {
    /// What it shows, in one sentence.
    pub summary: String,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Where the values are drawn; axes and their labels lie outside.
    pub plot: ChartFrame,
    /// In drawing order.
    pub shapes: Vec<ChartShape>,
    /// The columns or points, from left to right.
    pub marks: Vec<ChartMark>,
    /// In drawing order; the first entries are the series.
    pub legend: Vec<ChartKey>,
    /// The same figures.
    pub table: ChartTable,
}

/// A rectangle by its sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartFrame {
    /// Left side.
    pub left: f64,
    /// Upper side.
    pub top: f64,
    /// Right side.
    pub right: f64,
    /// Lower side.
    pub bottom: f64,
}

/// The form of a shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum ChartForm {
    /// A rectangle.
    Rect {
        /// Left side.
        x: f64,
        /// Upper side.
        y: f64,
        /// Width.
        width: f64,
        /// Height.
        height: f64,
    },
    /// Rectangles that look the same, as one.
    Bars {
        /// Their outlines as the path of an SVG.
        path: String,
    },
    /// A line through points.
    Line {
        /// Its corners.
        points: Vec<(f64, f64)>,
    },
    /// A closed polygon.
    Area {
        /// Its corners.
        points: Vec<(f64, f64)>,
    },
    /// A circle.
    Circle {
        /// Its middle.
        x: f64,
        /// Its middle.
        y: f64,
        /// Its radius.
        radius: f64,
    },
    /// A line of text.
    Text {
        /// Where its anchor is.
        x: f64,
        /// Its base line.
        y: f64,
        /// `start`, `middle` or `end`: which part of it stands at `x`.
        anchor: String,
        /// It is set semibold.
        strong: bool,
        /// What it says. Text, never markup.
        text: String,
    },
}

/// One thing drawn. A chart has thousands: what says nothing is left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartShape {
    /// What is drawn, and where.
    pub form: ChartForm,
    /// What it is for: `grid`, `baseline`, `tick`, `bar`, `line`, `area`, `lapse`, `marker` …
    pub class: String,
    /// The index of its series in the legend.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub series: Option<u32>,
    /// The index of its mark.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub mark: Option<u32>,
    /// The CSS variable of its inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub fill: Option<String>,
    /// The CSS variable of its outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub stroke: Option<String>,
    /// Width of its outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub stroke_width: Option<f64>,
    /// Its opacity, where that is not 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, ts(optional = nullable))]
    pub opacity: Option<f64>,
    /// It will expire unused.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub hatched: bool,
    /// It is not yet a fact.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub dashed: bool,
}

/// A column or a point: what the tooltip says, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartMark {
    /// Names it: the first day of a column, the day of a cell, a lot, the value of a bar.
    pub key: String,
    /// Its place in words: `Mon 24 Nov 2025`.
    pub label: String,
    /// Its middle.
    pub x: f64,
    /// Its upper end, where the tooltip points.
    pub y: f64,
    /// Where it begins to be the nearest.
    pub left: f64,
    /// Where it ceases to be the nearest.
    pub right: f64,
    /// Its upper and lower end, where several stand one below the other.
    pub rows: Option<(f64, f64)>,
    /// The figure of each series, in the order of the legend.
    pub values: Vec<String>,
    /// All series together, where that means something.
    pub total: Option<String>,
    /// What else happened there.
    pub notes: Vec<String>,
}

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartKey {
    /// The value that its series has in common, where usage can be chosen by it.
    pub key: Option<String>,
    /// The opacity of its colour, where that is not 1.
    pub opacity: Option<f64>,
    /// In words.
    pub label: String,
    /// The CSS variable of its colour.
    pub colour: String,
    /// How the colour is shown: `solid`, `hatched`, `line`, `dot`, `ring` or `unknown`.
    pub swatch: String,
    /// The total of the series, where it has one.
    pub value: Option<String>,
}

/// The figures of a chart as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartTable {
    /// The columns.
    pub columns: Vec<ChartColumn>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The last row, where a sum means something.
    pub total: Option<Vec<String>>,
}

/// A column of a chart's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartColumn {
    /// Its head.
    pub label: String,
    /// It holds figures, which stand at the right.
    pub numeric: bool,
}

impl From<charts::Scene> for ChartScene {
    fn from(scene: charts::Scene) -> Self {
        Self {
            summary: scene.summary,
            width: scene.width,
            height: scene.height,
            plot: ChartFrame {
                left: scene.plot.left,
                top: scene.plot.top,
                right: scene.plot.right,
                bottom: scene.plot.bottom,
            },
            shapes: super::chart_shapes::told(scene.shapes),
            marks: scene.marks.into_iter().map(Into::into).collect(),
            legend: scene.legend.into_iter().map(Into::into).collect(),
            table: scene.table.into(),
        }
    }
}

impl From<charts::Mark> for ChartMark {
    fn from(mark: charts::Mark) -> Self {
        Self {
            key: mark.key,
            label: mark.label,
            x: mark.x,
            y: mark.y,
            left: mark.left,
            right: mark.right,
            rows: mark.rows,
            values: mark.values,
            total: mark.total,
            notes: mark.notes,
        }
    }
}

impl From<charts::LegendEntry> for ChartKey {
    fn from(entry: charts::LegendEntry) -> Self {
        Self {
            key: None,
            opacity: entry.opacity,
            label: entry.label,
            colour: entry.colour.css_name().to_owned(),
            swatch: match entry.swatch {
                charts::Swatch::Solid => "solid",
                charts::Swatch::Hatched => "hatched",
                charts::Swatch::Line => "line",
                charts::Swatch::Dot => "dot",
                charts::Swatch::Ring => "ring",
                charts::Swatch::Unknown => "unknown",
            }
            .to_owned(),
            value: entry.value,
        }
    }
}

impl From<charts::Table> for ChartTable {
    fn from(table: charts::Table) -> Self {
        let columns = table.columns.into_iter();
        Self {
            columns: columns
                .map(|column| ChartColumn { label: column.label, numeric: column.numeric })
                .collect(),
            rows: table.rows,
            total: table.total,
        }
    }
}
