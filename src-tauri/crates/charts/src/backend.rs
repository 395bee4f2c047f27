//! The drawing backend that plotters draws through: it writes shapes into a scene.
//!
//! plotters works in whole numbers, so it draws at ten times the size and every coordinate keeps
//! a tenth of a dot. Colours and widths that plotters passes are ignored: the pen says what a
//! shape is, and it is set before each thing that is drawn.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use crate::scene::{Anchor, Form, Ink, Shape};
use crate::text_width;

/// Backend units in a dot.
pub(crate) const SCALE: i32 = 10;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// What the next shape is. Mesh lines and labels of one call are told apart by their form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pen {
    pub(crate) ink: Ink,
    /// For texts, where one call draws lines and texts; else as `ink`.
    pub(crate) text: Option<Ink>,
    pub(crate) strong: bool,
}

/// Shared by the backend and by the layout that steers it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recorder {
    pub(crate) pen: Rc<RefCell<Pen>>,
    pub(crate) shapes: Rc<RefCell<Vec<Shape>>>,
}

impl Recorder {
    fn push(&self, form: Form) {
        let pen = self.pen.borrow();
        let ink = match (&form, &pen.text) {
            (Form::Text { .. }, Some(text)) => text.clone(),
            _ => pen.ink.clone(),
        };
        self.shapes.borrow_mut().push(Shape { form, ink });
    }
}

/// Writes what plotters draws into a [`Recorder`].
pub(crate) struct SceneBackend {
    size: (u32, u32),
    recorder: Recorder,
}

impl SceneBackend {
    /// A backend of so many backend units.
    pub(crate) fn new(size: (u32, u32), recorder: Recorder) -> Self {
        Self { size, recorder }
    }
}

/// Backend units in dots.
pub(crate) fn dots(units: i32) -> f64 {
    f64::from(units) / f64::from(SCALE)
}

fn point((x, y): BackendCoord) -> (f64, f64) {
    (dots(x), dots(y))
}

fn is_invisible(style: &impl BackendStyle) -> bool {
    style.color().alpha == 0.0
}

impl DrawingBackend for SceneBackend {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    /// A scene has no pixels; whatever plotters rasterises itself has a shape of its own here.
    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let mut corners: Vec<BackendCoord> = path.into_iter().collect();
        corners.dedup();
        if corners.len() > 1 && !is_invisible(style) {
            self.recorder.push(Form::Line { points: corners.into_iter().map(point).collect() });
        }
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        lower_right: BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        let (width, height) = (lower_right.0 - upper_left.0, lower_right.1 - upper_left.1);
        if width > 0 && height > 0 && !is_invisible(style) {
            let (x, y) = point(upper_left);
            self.recorder.push(Form::Rect { x, y, width: dots(width), height: dots(height) });
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _: bool,
    ) -> Drawn {
        if radius > 0 && !is_invisible(style) {
            let (x, y) = point(centre);
            let radius = f64::from(radius) / f64::from(SCALE);
            self.recorder.push(Form::Circle { x, y, radius });
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let mut corners: Vec<BackendCoord> = corners.into_iter().collect();
        corners.dedup();
        if corners.len() > 2 && !is_invisible(style) {
            self.recorder.push(Form::Area { points: corners.into_iter().map(point).collect() });
        }
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, at: BackendCoord) -> Drawn {
        let size = style.size() / f64::from(SCALE);
        let place = style.anchor();
        let (x, y) = point(at);
        let below = match place.v_pos {
            VPos::Top => text_width::CAP_HEIGHT * size,
            VPos::Center => text_width::CAP_HEIGHT * size / 2.0,
            VPos::Bottom => 0.0,
        };
        let anchor = match place.h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        let strong = self.recorder.pen.borrow().strong;
        let y = crate::plot::tenth(y + below);
        let text = text.to_owned();
        self.recorder.push(Form::Text { x, y, anchor, size, strong, text });
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let strong = self.recorder.pen.borrow().strong;
        let width = text_width::width(text, style.size(), strong).ceil();
        // A label is cut to 120 characters, so neither side comes near the end of the type.
        Ok((width as u32, style.size().ceil() as u32))
    }
}
