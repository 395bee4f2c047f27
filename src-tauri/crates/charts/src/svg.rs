//! A scene as an SVG file that stands alone: real colours, a title and a description for readers
//! that do not see it, and every shape with its class, series and mark.

use std::fmt::Write;

use crate::palette::{Colour, Theme};
use crate::scene::{Anchor, Form, Ink, Scene, Shape};

/// The fonts of the look, the package's own first.
pub(crate) const FONTS: &str = "Inter Variable, Inter, system-ui, sans-serif";

/// Writes a scene as SVG, shape by shape. For a file, put the scene on a sheet first.
pub fn svg(scene: &Scene, theme: Theme) -> String {
    let mut out = String::new();
    // Writing into a string cannot fail.
    let _ = Writer { out: &mut out, theme, scene }.document();
    out
}

struct Writer<'a> {
    out: &'a mut String,
    theme: Theme,
    scene: &'a Scene,
}

impl Writer<'_> {
    fn document(&mut self) -> std::fmt::Result {
        let (width, height) = (self.scene.width, self.scene.height);
        writeln!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title summary\" \
             font-family=\"{FONTS}\" style=\"font-variant-numeric: tabular-nums\">"
        )?;
        writeln!(self.out, "<title id=\"title\">{}</title>", escaped(&self.scene.title))?;
        writeln!(self.out, "<desc id=\"summary\">{}</desc>", escaped(&self.scene.summary))?;
        self.hatchings()?;
        for shape in &self.scene.shapes {
            self.shape(shape)?;
        }
        writeln!(self.out, "</svg>")
    }

    /// A pattern for each colour that something hatched has.
    fn hatchings(&mut self) -> std::fmt::Result {
        let mut seen: Vec<Colour> = Vec::new();
        for ink in self.scene.shapes.iter().map(|shape| &shape.ink).filter(|ink| ink.hatched) {
            let Some(colour) = ink.fill.filter(|colour| !seen.contains(colour)) else { continue };
            seen.push(colour);
            let hex = colour.hex(self.theme);
            writeln!(
                self.out,
                "<pattern id=\"{}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" \
                 patternTransform=\"rotate(45)\"><rect width=\"5\" height=\"5\" fill=\"{hex}\" \
                 fill-opacity=\"0.12\"/><rect width=\"2\" height=\"5\" fill=\"{hex}\" \
                 fill-opacity=\"0.6\"/></pattern>",
                hatching(colour)
            )?;
        }
        Ok(())
    }

    fn shape(&mut self, shape: &Shape) -> std::fmt::Result {
        let (name, text) = match &shape.form {
            Form::Rect { .. } => ("rect", None),
            Form::Line { .. } => ("polyline", None),
            Form::Area { .. } => ("polygon", None),
            Form::Circle { .. } => ("circle", None),
            Form::Text { text, .. } => ("text", Some(text)),
        };
        write!(self.out, "<{name}")?;
        self.place(&shape.form)?;
        self.ink(&shape.ink, &shape.form)?;
        match (text, self.hint(&shape.ink)) {
            (Some(text), _) => writeln!(self.out, ">{}</{name}>", escaped(text)),
            (None, Some(hint)) => {
                writeln!(self.out, "><title>{}</title></{name}>", escaped(&hint))
            }
            (None, None) => writeln!(self.out, "/>"),
        }
    }

    fn place(&mut self, form: &Form) -> std::fmt::Result {
        match form {
            Form::Rect { x, y, width, height } => {
                write!(self.out, " x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"")
            }
            Form::Circle { x, y, radius } => {
                write!(self.out, " cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"")
            }
            Form::Line { points } | Form::Area { points } => {
                write!(self.out, " points=\"")?;
                for (index, (x, y)) in points.iter().enumerate() {
                    let gap = if index == 0 { "" } else { " " };
                    write!(self.out, "{gap}{x},{y}")?;
                }
                write!(self.out, "\"")
            }
            Form::Text { x, y, anchor, size, strong, .. } => {
                write!(self.out, " x=\"{x}\" y=\"{y}\" font-size=\"{size}\"")?;
                match anchor {
                    Anchor::Start => {}
                    Anchor::Middle => write!(self.out, " text-anchor=\"middle\"")?,
                    Anchor::End => write!(self.out, " text-anchor=\"end\"")?,
                }
                if *strong { write!(self.out, " font-weight=\"600\"") } else { Ok(()) }
            }
        }
    }

    fn ink(&mut self, ink: &Ink, form: &Form) -> std::fmt::Result {
        write!(self.out, " class=\"{}\"", ink.class.name())?;
        for (name, index) in [("series", ink.series), ("mark", ink.mark)] {
            if let Some(index) = index {
                write!(self.out, " data-{name}=\"{index}\"")?;
            }
        }
        if let Some(value) = &ink.value {
            write!(self.out, " data-value=\"{}\"", escaped(value))?;
        }
        match ink.fill {
            Some(colour) if ink.hatched => {
                write!(self.out, " fill=\"url(#{})\"", hatching(colour))?
            }
            Some(colour) => write!(self.out, " fill=\"{}\"", colour.hex(self.theme))?,
            None => write!(self.out, " fill=\"none\"")?,
        }
        if let Some(colour) = ink.stroke {
            let width = ink.stroke_width.unwrap_or(1.0);
            let hex = colour.hex(self.theme);
            write!(self.out, " stroke=\"{hex}\" stroke-width=\"{width}\"")?;
            if !matches!(form, Form::Line { points } if is_straight(points)) {
                write!(self.out, " stroke-linejoin=\"round\"")?;
            }
        }
        if ink.dashed {
            write!(self.out, " stroke-dasharray=\"3 3\"")?;
        }
        if let Some(opacity) = ink.opacity {
            write!(self.out, " opacity=\"{opacity}\"")?;
        }
        match form {
            // Bars and hairlines stand on whole dots of the screen, whatever its scale.
            Form::Rect { .. } => write!(self.out, " shape-rendering=\"crispEdges\""),
            Form::Line { points } if is_straight(points) && !ink.dashed => {
                write!(self.out, " shape-rendering=\"crispEdges\"")
            }
            _ => Ok(()),
        }
    }

    /// What a browser shows where the pointer rests.
    fn hint(&self, ink: &Ink) -> Option<String> {
        let value = ink.value.as_ref()?;
        let mark = ink.mark.and_then(|mark| self.scene.marks.get(mark)).map(|mark| &mark.label);
        let series = ink.series.and_then(|series| self.scene.legend.get(series));
        Some(match (mark, series) {
            (Some(mark), Some(series)) => format!("{mark}, {}: {value}", series.label),
            (Some(mark), None) => format!("{mark}: {value}"),
            _ => value.clone(),
        })
    }
}

fn is_straight(points: &[(f64, f64)]) -> bool {
    matches!(points, [(x0, y0), (x1, y1)] if x0 == x1 || y0 == y1)
}

fn hatching(colour: Colour) -> String {
    format!("hatch{}", colour.css_name())
}

/// Text for an element or an attribute. What XML cannot hold is left out, though no label of a
/// scene has it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}
