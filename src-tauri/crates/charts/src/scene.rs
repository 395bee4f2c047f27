//! A chart as data: shapes with a class, a series and a place, and what a reader needs beside them.
//!
//! Nothing here draws. The window makes elements of the shapes, `svg` and `png` make files.
//! Lengths are dots (CSS pixels) from the top left corner, to a tenth.

use serde::Serialize;

use crate::palette::Colour;

/// A chart, laid out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scene {
    /// Which chart this is.
    pub chart: Chart,
    /// Its name in words, as the caller gave it.
    pub title: String,
    /// What it shows, in one sentence.
    pub summary: String,
    /// Dots across.
    pub width: f64,
    /// Dots down.
    pub height: f64,
    /// Where the values are drawn; axes and their labels lie outside.
    pub plot: Frame,
    /// In drawing order: later ones cover earlier ones.
    pub shapes: Vec<Shape>,
    /// The columns or points, from left to right, for pointer and keyboard.
    pub marks: Vec<Mark>,
    /// In drawing order. The first entries are the series, so `Shape::series` is an index of it.
    pub legend: Vec<LegendEntry>,
    /// The same figures, exact.
    pub table: Table,
}

/// The charts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chart {
    /// Stacked columns: credits used by time and series.
    UsageOverTime,
    /// A stepped line: what a wallet holds.
    BalanceOverTime,
    /// Lines: what plans cost against what is needed.
    PlanCosts,
    /// Cells by day, or by hour and weekday.
    HeatMap,
    /// Lying bars, one below the other.
    BarList,
    /// A rising line: everything so far, beside what was planned.
    SumOverTime,
}

/// A rectangle by its sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Frame {
    /// Left side.
    pub left: f64,
    /// Upper side.
    pub top: f64,
    /// Right side.
    pub right: f64,
    /// Lower side.
    pub bottom: f64,
}

impl Frame {
    /// Whether two rectangles share more than a border.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Whether the other rectangle lies inside this one.
    pub fn contains(&self, other: &Self) -> bool {
        self.left <= other.left
            && other.right <= self.right
            && self.top <= other.top
            && other.bottom <= self.bottom
    }
}

/// One thing drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shape {
    /// What is drawn, and where.
    #[serde(flatten)]
    pub form: Form,
    /// How it is drawn, and what it belongs to.
    #[serde(flatten)]
    pub ink: Ink,
}

/// The form of a shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "form", rename_all = "snake_case")]
pub enum Form {
    /// A rectangle.
    Rect {
        /// Left side.
        x: f64,
        /// Upper side.
        y: f64,
        /// Across.
        width: f64,
        /// Down.
        height: f64,
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
        /// Centre.
        x: f64,
        /// Centre.
        y: f64,
        /// Radius.
        radius: f64,
    },
    /// A line of text.
    Text {
        /// Where the anchor is.
        x: f64,
        /// The baseline.
        y: f64,
        /// Which part of the text stands at `x`.
        anchor: Anchor,
        /// Height of the type.
        size: f64,
        /// Whether it is set semibold.
        strong: bool,
        /// The text, free of control characters. It is text, never markup.
        text: String,
    },
}

/// Which part of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// How a shape is drawn and what it belongs to. What is not said is not drawn.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ink {
    /// What the shape is for.
    pub class: Class,
    /// Index of the legend entry it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<usize>,
    /// Index of the mark it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<usize>,
    /// What it stands for, as an exact figure in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Its inside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fill: Option<Colour>,
    /// Its outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stroke: Option<Colour>,
    /// Width of the outline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stroke_width: Option<f64>,
    /// Opacity, where it is not 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opacity: Option<f64>,
    /// Filled with stripes of its colour: will expire unused.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub hatched: bool,
    /// Outlined with dashes: not yet a fact.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub dashed: bool,
}

/// What a shape is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The ground of a picture.
    #[default]
    Ground,
    /// A hairline at a tick.
    Grid,
    /// The hairline at zero.
    Baseline,
    /// A tick's text.
    Tick,
    /// A part of a column.
    Bar,
    /// A balance.
    Line,
    /// What lies under a balance.
    Area,
    /// What will expire unused.
    Lapse,
    /// What will be left.
    Fan,
    /// An event on a line.
    Marker,
    /// Words beside a marker.
    Note,
    /// Stands where no figure is known.
    Unknown,
    /// The title of a picture.
    Title,
    /// The sentence under the title.
    Summary,
    /// A swatch of the legend.
    Swatch,
    /// A text of the legend.
    Legend,
}

impl Class {
    /// The word it is written as.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ground => "ground",
            Self::Grid => "grid",
            Self::Baseline => "baseline",
            Self::Tick => "tick",
            Self::Bar => "bar",
            Self::Line => "line",
            Self::Area => "area",
            Self::Lapse => "lapse",
            Self::Fan => "fan",
            Self::Marker => "marker",
            Self::Note => "note",
            Self::Unknown => "unknown",
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Swatch => "swatch",
            Self::Legend => "legend",
        }
    }
}

/// A column or a point: what a tooltip says, and where it stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mark {
    /// Names it for the caller: the key of a bucket, or an instant in µs since 1970.
    pub key: String,
    /// Its place in words (`Mon 24 Nov 2025`).
    pub label: String,
    /// Its middle.
    pub x: f64,
    /// Its upper end, where a tooltip points.
    pub y: f64,
    /// Where it begins to be the nearest.
    pub left: f64,
    /// Where it ceases to be the nearest.
    pub right: f64,
    /// Its upper and lower end, where several stand one below the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rows: Option<(f64, f64)>,
    /// The figure of each series, in the order of the legend.
    pub values: Vec<String>,
    /// All series together, where that means something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    /// What else happened there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// An entry of the legend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LegendEntry {
    /// In words.
    pub label: String,
    /// Its colour.
    pub colour: Colour,
    /// How its colour is shown.
    pub swatch: Swatch,
    /// Its opacity, where that is not 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opacity: Option<f64>,
    /// The series' total, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// How the legend shows a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Swatch {
    /// A filled square.
    Solid,
    /// A hatched square.
    Hatched,
    /// A piece of line.
    Line,
    /// A filled dot.
    Dot,
    /// An empty dot.
    Ring,
    /// A question mark.
    Unknown,
}

/// The figures of a chart, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
    /// The last row, where a sum means something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its header.
    pub label: String,
    /// Whether it holds figures, which stand at the right.
    pub numeric: bool,
}
