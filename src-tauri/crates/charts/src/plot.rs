//! A plotting area laid out by plotters: margins, two axes, a mesh, and shapes by their values.
//!
//! The charts say what to draw in their own values; only this module and `backend` know plotters.

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{BLACK, Color, IntoTextStyle, TRANSPARENT};

use crate::backend::{Pen, Recorder, SCALE, SceneBackend, dots};
use crate::error::ChartError;
use crate::palette::Colour;
use crate::scene::{Anchor, Class, Frame, Ink, Shape};
use crate::size::Size;
use crate::text_width;

/// The type of ticks and notes, in dots.
pub(crate) const TYPE: f64 = 11.0;
/// Between an axis and its labels.
const LABEL_GAP: i32 = 6;

type Chart<'a> = ChartContext<'a, SceneBackend, Cartesian2d<Axis, Axis>>;
type Failure = DrawingAreaErrorKind<std::convert::Infallible>;

/// An axis: what it reaches over, and the places where it is labelled.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    pub(crate) range: Range<f64>,
    pub(crate) ticks: Vec<(f64, String)>,
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let part = (value - self.range.start) / (self.range.end - self.range.start);
        from + (part * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Asked a first time for the finer lines between the ticks, of which there are none.
        if hint.weight().allow_light_points() {
            return Vec::new();
        }
        self.ticks.iter().map(|(at, _)| *at).collect()
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, value: &f64) -> String {
        let tick = self.ticks.iter().find(|(at, _)| at == value);
        tick.map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

/// What stands around the plotting area, in whole dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Margins {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) right: u32,
    pub(crate) bottom: u32,
}

impl Margins {
    /// Room for the labels of both axes, as far as the size has room for labels at all.
    pub(crate) fn around(size: Size, y_labels: &[(f64, String)]) -> Self {
        let widest = y_labels
            .iter()
            .map(|(_, text)| text_width::width(text, TYPE, false))
            .fold(0.0, f64::max);
        let left = widest.ceil() as u32 + LABEL_GAP.unsigned_abs() + 2;
        let (wide, high) = (size.width() >= left + 80, size.height() >= 64);
        Self {
            left: if wide { left } else { 0 },
            top: if high { 10 } else { 0 },
            right: if wide { 4 } else { 0 },
            bottom: if high { 22 } else { 0 },
        }
    }

    /// The plotting area between the margins.
    pub(crate) fn frame(self, size: Size) -> Frame {
        Frame {
            left: f64::from(self.left),
            top: f64::from(self.top),
            right: f64::from(size.width() - self.right),
            bottom: f64::from(size.height() - self.bottom),
        }
    }
}

/// Rounds to the tenth of a dot that a scene keeps.
pub(crate) fn tenth(length: f64) -> f64 {
    (length * f64::from(SCALE)).round() / f64::from(SCALE)
}

/// A plotting area that is being drawn on.
pub(crate) struct Plot<'a> {
    chart: Chart<'a>,
    root: DrawingArea<SceneBackend, Shift>,
    recorder: Recorder,
}

/// Lays out a plotting area with its mesh and lets `paint` draw on it.
///
/// # Errors
/// What `paint` returns, or [`ChartError::Drawing`] when plotters fails or panics.
pub(crate) fn drawn(
    size: Size,
    margins: Margins,
    axes: (&Axis, &Axis),
    paint: impl FnOnce(&mut Plot<'_>) -> Result<(), ChartError>,
) -> Result<Vec<Shape>, ChartError> {
    drawn_with(size, margins, axes, Mesh::Lines, paint)
}

/// Whether hairlines stand at the ticks of the upright axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mesh {
    Lines,
    /// The labels name rows, and no line runs through them.
    Rows,
}

/// As [`drawn`], with or without hairlines.
///
/// # Errors
/// As [`drawn`].
pub(crate) fn drawn_with(
    size: Size,
    margins: Margins,
    (x, y): (&Axis, &Axis),
    mesh: Mesh,
    paint: impl FnOnce(&mut Plot<'_>) -> Result<(), ChartError>,
) -> Result<Vec<Shape>, ChartError> {
    // A chart must never take the books down with it, whatever a library makes of its figures.
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let recorder = Recorder::default();
        let mut plot = Plot::laid_out(size, margins, (x, y), mesh, recorder.clone())?;
        paint(&mut plot)?;
        drop(plot);
        Ok(recorder.shapes.take())
    }));
    outcome.unwrap_or_else(|panic| Err(ChartError::Drawing(message_of(panic.as_ref()))))
}

fn message_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("it gave no reason").to_owned()
}

fn grid() -> Ink {
    Ink {
        class: Class::Grid,
        stroke: Some(Colour::Line),
        stroke_width: Some(1.0),
        ..Ink::default()
    }
}

fn failed(failure: Failure) -> ChartError {
    ChartError::Drawing(failure.to_string())
}

impl Plot<'_> {
    fn laid_out(
        size: Size,
        margins: Margins,
        (x, y): (&Axis, &Axis),
        mesh: Mesh,
        recorder: Recorder,
    ) -> Result<Self, ChartError> {
        let scale = SCALE.unsigned_abs();
        // One unit more than the size: plotters counts the last one as the end of a range.
        let units = (size.width() * scale + 1, size.height() * scale + 1);
        let root = SceneBackend::new(units, recorder.clone()).into_drawing_area();
        let chart = ChartBuilder::on(&root)
            .margin_top(margins.top * scale)
            .margin_right(margins.right * scale)
            .set_label_area_size(LabelAreaPosition::Left, margins.left * scale)
            .set_label_area_size(LabelAreaPosition::Bottom, margins.bottom * scale)
            .build_cartesian_2d(x.clone(), y.clone())
            .map_err(failed)?;
        let mut plot = Self { chart, root, recorder };
        plot.mesh(mesh)?;
        Ok(plot)
    }

    /// Hairlines at the ticks of the upright axis, and the labels of both.
    fn mesh(&mut self, mesh: Mesh) -> Result<(), ChartError> {
        let tick = Ink { class: Class::Tick, fill: Some(Colour::Ink2), ..Ink::default() };
        self.recorder.pen.replace(Pen { ink: grid(), text: Some(tick), strong: false });
        let mut lines = self.chart.configure_mesh();
        if mesh == Mesh::Rows {
            lines.disable_y_mesh();
        }
        lines
            .disable_x_mesh()
            .max_light_lines(0)
            .axis_style(TRANSPARENT)
            .bold_line_style(BLACK)
            .label_style(("sans-serif", TYPE * f64::from(SCALE)))
            .set_tick_mark_size(LabelAreaPosition::Left, LABEL_GAP * SCALE / 2)
            .set_tick_mark_size(LabelAreaPosition::Bottom, (LABEL_GAP + 2) * SCALE / 2)
            .draw()
            .map_err(failed)
    }

    fn pen(&self, ink: Ink) {
        self.recorder.pen.replace(Pen { ink, text: None, strong: false });
    }

    /// A rectangle between two opposite corners; one without an extent is not drawn.
    pub(crate) fn rect(&mut self, ink: Ink, corners: [(f64, f64); 2]) -> Result<(), ChartError> {
        self.pen(ink);
        let shape = Rectangle::new(corners, BLACK.filled());
        self.chart.plotting_area().draw(&shape).map_err(failed)
    }

    /// A line through points.
    pub(crate) fn line(&mut self, ink: Ink, points: Vec<(f64, f64)>) -> Result<(), ChartError> {
        self.pen(ink);
        self.chart.plotting_area().draw(&PathElement::new(points, BLACK)).map_err(failed)
    }

    /// A filled polygon.
    pub(crate) fn area(&mut self, ink: Ink, points: Vec<(f64, f64)>) -> Result<(), ChartError> {
        self.pen(ink);
        self.chart.plotting_area().draw(&Polygon::new(points, BLACK)).map_err(failed)
    }

    /// A circle with a radius in dots.
    pub(crate) fn circle(
        &mut self,
        ink: Ink,
        centre: (f64, f64),
        radius: f64,
    ) -> Result<(), ChartError> {
        self.pen(ink);
        let radius = (radius * f64::from(SCALE)) as i32;
        self.chart
            .plotting_area()
            .draw(&Circle::new(centre, radius, BLACK.filled()))
            .map_err(failed)
    }

    /// A text with its baseline at a place given in dots.
    pub(crate) fn text(
        &mut self,
        ink: Ink,
        text: &str,
        (x, y): (f64, f64),
        anchor: Anchor,
    ) -> Result<(), ChartError> {
        self.pen(ink);
        let side = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let style = ("sans-serif", TYPE * f64::from(SCALE))
            .into_text_style(&self.root)
            .pos(Pos::new(side, VPos::Bottom));
        let units = |length: f64| (length * f64::from(SCALE)).round() as i32;
        self.root.draw_text(text, &style, (units(x), units(y))).map_err(failed)
    }

    /// A short mark under the plotting area at a value of the lying axis, if there is room.
    pub(crate) fn notch(&mut self, at: f64, room: u32) -> Result<(), ChartError> {
        if room == 0 {
            return Ok(());
        }
        self.pen(grid());
        let area = self.chart.plotting_area();
        let foot = area.get_pixel_range().1.end - 1;
        let x = self.chart.backend_coord(&(at, area.get_y_range().start)).0;
        let mark = PathElement::new(vec![(x, foot), (x, foot + 4 * SCALE)], BLACK);
        self.root.draw(&mark).map_err(failed)
    }

    /// Where a value stands, in dots.
    pub(crate) fn place(&self, value: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.chart.backend_coord(&value);
        (dots(x), dots(y))
    }
}
