//! A scene on a sheet of its own: ground, title, sentence and legend around the chart.
//!
//! For files, which have no window around them. In a window these are texts beside the chart.

use crate::error::ChartError;
use crate::palette::Colour;
use crate::plot::tenth;
use crate::scene::{Anchor, Class, Form, Ink, LegendEntry, Scene, Shape, Swatch};
use crate::size::Size;
use crate::text_width;

/// Between the edge and what stands on the sheet.
const EDGE: f64 = 20.0;
/// The type of the title, and of everything else.
const TITLE: f64 = 15.0;
const SMALL: f64 = 12.0;
/// From one line of small type to the next.
const LINE: f64 = 18.0;
/// The side of a swatch, the room after it, and the room between two entries.
const SWATCH: f64 = 9.0;
const SWATCH_GAP: f64 = 6.0;
const ENTRY_GAP: f64 = 18.0;
/// The least width and height of a chart that has anything beside it.
const LEAST: (f64, f64) = (160.0, 96.0);

/// How much stands around a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    All,
    TitleAndLegend,
    Title,
}

/// The scene on a sheet, as large as both together.
pub fn sheet(scene: &Scene) -> Scene {
    let furniture = Furniture::of(scene, scene.width, Around::All);
    furniture.around(scene.clone())
}

/// Lays a chart out so that its sheet has a given size. Where that leaves too little for the
/// chart, first the sentence goes, then the legend, then the title.
///
/// # Errors
/// What `chart` returns.
pub fn sheet_of(
    size: Size,
    chart: impl Fn(Size) -> Result<Scene, ChartError>,
) -> Result<Scene, ChartError> {
    let whole = chart(size)?;
    let inner = whole.width - 2.0 * EDGE;
    for around in [Around::All, Around::TitleAndLegend, Around::Title] {
        let furniture = Furniture::of(&whole, inner, around);
        let height = whole.height - furniture.above - furniture.below;
        if inner >= LEAST.0 && height >= LEAST.1 {
            // Both are whole numbers: every length of the furniture is.
            let inner = Size::new(inner as u32, height as u32)?;
            return Ok(furniture.around(chart(inner)?));
        }
    }
    let mut bare = whole;
    let ground = ground(bare.width, bare.height);
    bare.shapes.insert(0, ground);
    Ok(bare)
}

fn ground(width: f64, height: f64) -> Shape {
    let ink = Ink { class: Class::Ground, fill: Some(Colour::Sheet), ..Ink::default() };
    Shape { form: Form::Rect { x: 0.0, y: 0.0, width, height }, ink }
}

/// What stands around a chart, placed from the corner of the sheet.
struct Furniture {
    above: f64,
    below: f64,
    top: Vec<Shape>,
    /// Placed from the lower end of the chart.
    bottom: Vec<Shape>,
}

impl Furniture {
    fn of(scene: &Scene, width: f64, around: Around) -> Self {
        let mut top = Vec::new();
        let mut above = EDGE + 12.0;
        let title = text_width::fitted(&scene.title, width, TITLE, true);
        top.push(text(Class::Title, Colour::Ink, &title, (EDGE, above), TITLE));
        if around == Around::All {
            for line in text_width::lines(&scene.summary, width, SMALL, 2) {
                above += if top.len() == 1 { LINE + 3.0 } else { LINE };
                top.push(text(Class::Summary, Colour::Ink2, &line, (EDGE, above), SMALL));
            }
        }
        let (bottom, legend) = match around {
            Around::Title => (Vec::new(), 0.0),
            Around::All | Around::TitleAndLegend => legend(&scene.legend, width),
        };
        Self { above: above + 14.0, below: legend + EDGE - 4.0, top, bottom }
    }

    fn around(self, mut scene: Scene) -> Scene {
        let chart_end = self.above + scene.height;
        scene.shift(EDGE, self.above);
        scene.width += 2.0 * EDGE;
        scene.height = chart_end + self.below;
        let mut shapes = vec![ground(scene.width, scene.height)];
        shapes.extend(self.top);
        shapes.append(&mut scene.shapes);
        shapes.extend(self.bottom.into_iter().map(|mut shape| {
            shape.form.shift(0.0, chart_end);
            shape
        }));
        scene.shapes = shapes;
        scene
    }
}

fn text(class: Class, fill: Colour, text: &str, (x, y): (f64, f64), size: f64) -> Shape {
    let strong = class == Class::Title;
    Shape {
        form: Form::Text { x, y, anchor: Anchor::Start, size, strong, text: text.to_owned() },
        ink: Ink { class, fill: Some(fill), ..Ink::default() },
    }
}

/// The entries in rows, and the height that they take.
fn legend(entries: &[LegendEntry], width: f64) -> (Vec<Shape>, f64) {
    let mut shapes = Vec::new();
    let (mut x, mut y) = (EDGE, LINE);
    for (series, entry) in entries.iter().enumerate() {
        let label = text_width::fitted(&entry.label, width - SWATCH - SWATCH_GAP, SMALL, false);
        let length = SWATCH + SWATCH_GAP + text_width::width(&label, SMALL, false);
        if x > EDGE && x + length > EDGE + width {
            (x, y) = (EDGE, y + LINE);
        }
        shapes.push(swatch(entry, series, (x, y)));
        let mut label =
            text(Class::Legend, Colour::Ink2, &label, (x + SWATCH + SWATCH_GAP, y), SMALL);
        label.ink.series = Some(series);
        shapes.push(label);
        x = tenth(x + length + ENTRY_GAP);
    }
    (shapes, if entries.is_empty() { 0.0 } else { y + 4.0 })
}

fn swatch(entry: &LegendEntry, series: usize, (x, y): (f64, f64)) -> Shape {
    let middle = y - text_width::CAP_HEIGHT * SMALL / 2.0;
    let ink = Ink { class: Class::Swatch, series: Some(series), ..Ink::default() };
    let filled = Ink { fill: Some(entry.colour), opacity: entry.opacity, ..ink.clone() };
    let square = Form::Rect { x, y: tenth(middle - SWATCH / 2.0), width: SWATCH, height: SWATCH };
    let dot = Form::Circle { x: x + SWATCH / 2.0, y: tenth(middle), radius: 3.5 };
    let outlined = |width| Ink { stroke: Some(entry.colour), stroke_width: Some(width), ..ink };
    match entry.swatch {
        Swatch::Solid => Shape { form: square, ink: filled },
        Swatch::Hatched => Shape { form: square, ink: Ink { hatched: true, ..filled } },
        Swatch::Dot => Shape { form: dot, ink: filled },
        Swatch::Ring => {
            Shape { form: dot, ink: Ink { fill: Some(Colour::Sheet), ..outlined(1.5) } }
        }
        Swatch::Line => {
            let points = vec![(x, tenth(middle)), (x + SWATCH, tenth(middle))];
            Shape { form: Form::Line { points }, ink: outlined(2.0) }
        }
        Swatch::Unknown => {
            let form = Form::Text {
                x: x + SWATCH / 2.0,
                y,
                anchor: Anchor::Middle,
                size: SMALL,
                strong: false,
                text: "?".to_owned(),
            };
            Shape { form, ink: filled }
        }
    }
}

impl Scene {
    /// Moves everything that has a place.
    fn shift(&mut self, right: f64, down: f64) {
        for shape in &mut self.shapes {
            shape.form.shift(right, down);
        }
        for mark in &mut self.marks {
            for x in [&mut mark.x, &mut mark.left, &mut mark.right] {
                *x = tenth(*x + right);
            }
            mark.y = tenth(mark.y + down);
            mark.rows = mark.rows.map(|(top, end)| (tenth(top + down), tenth(end + down)));
        }
        for x in [&mut self.plot.left, &mut self.plot.right] {
            *x += right;
        }
        for y in [&mut self.plot.top, &mut self.plot.bottom] {
            *y += down;
        }
    }
}

impl Form {
    fn shift(&mut self, right: f64, down: f64) {
        match self {
            Self::Rect { x, y, .. } | Self::Circle { x, y, .. } | Self::Text { x, y, .. } => {
                (*x, *y) = (tenth(*x + right), tenth(*y + down));
            }
            Self::Line { points } | Self::Area { points } => {
                for (x, y) in points {
                    (*x, *y) = (tenth(*x + right), tenth(*y + down));
                }
            }
        }
    }
}
