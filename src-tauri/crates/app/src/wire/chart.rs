//! A chart as the window draws it: shapes with variable names for colours, marks for the tooltip,
//! a table with the same figures and a sentence that says what it shows.
//!
//! Coordinates are in pixels of the size that was asked for; they are no amounts. Credits stay
//! texts here too.

use serde::{Deserialize, Serialize};

use super::common::{CreditsText, InstantText, MoneyText};

/// The room for a chart, in CSS pixels. Kept within 240 to 4,096 by 120 to 2,048.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartSize {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// How much of the past a balance chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Thirty days ending today, or at the last entry where none is so recent.
    ThirtyDays,
    /// From the first entry to today, or to the last entry where none is of the last thirty days.
    All,
}

/// A chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
    /// One sentence that says what it shows.
    pub summary: String,
    /// Width of the drawing, in pixels.
    pub width: f64,
    /// Height of the drawing, in pixels.
    pub height: f64,
    /// What to draw, in this order. Empty when there is nothing to show.
    pub shapes: Vec<ChartShape>,
    /// Places with a value, from left to right and within a column from the bottom.
    pub marks: Vec<ChartMark>,
    /// Its series, in drawing order.
    pub legend: Vec<ChartKey>,
    /// The same figures.
    pub table: ChartTable,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartShape {
    /// Its form, as the `d` of an SVG path; empty for a text.
    pub path: String,
    /// What it is, for the style sheet: `grid`, `axis`, `tick`, `bar`, `line`, `area`.
    pub class: String,
    /// The colour as the name of a CSS variable without its dashes (`s1`, `topup`); none takes the
    /// colour of the class.
    pub colour: Option<String>,
    /// The index of its series in the legend.
    pub series: Option<u32>,
    /// A text instead of a form.
    pub text: Option<ChartText>,
}

/// A text in a chart.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartText {
    /// Where it stands.
    pub x: f64,
    /// Its base line.
    pub y: f64,
    /// `start`, `middle` or `end`.
    pub anchor: String,
    /// What it says.
    pub text: String,
}

/// A place with a value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartMark {
    /// The column that it belongs to, from the left, the first being 0.
    pub column: u32,
    /// The index of its series in the legend.
    pub series: u32,
    /// The left edge of its box.
    pub x: f64,
    /// The upper edge of its box.
    pub y: f64,
    /// Width of its box.
    pub width: f64,
    /// Height of its box.
    pub height: f64,
    /// Where it is on the axis, in words: `3 Nov 2026`.
    pub label: String,
    /// Its value.
    pub value: CreditsText,
}

/// A series in the legend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartKey {
    /// Its name.
    pub name: String,
    /// Its colour as the name of a CSS variable without its dashes.
    pub colour: String,
}

/// The figures of a chart as a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChartTable {
    /// The heads of its columns; the first is what the rows are by.
    pub head: Vec<String>,
    /// Its rows: a label, then a figure in credits for each further column, empty where there is
    /// none.
    pub rows: Vec<Vec<String>>,
}
