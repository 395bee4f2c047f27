//! Shapes of a scene on their way to the window: each as it is, but columns of one look as one where
//! there are many.

use std::fmt::Write as _;

use bursar_charts as charts;

use super::chart::{ChartForm, ChartShape};

/// As many columns are drawn one by one without being felt; a year by day has thousands of them.
const FEW: usize = 500;

/// Columns never lie on each other, so that those of one look can be drawn together.
pub(super) fn told(shapes: Vec<charts::Shape>) -> Vec<ChartShape> {
    if shapes.len() <= FEW {
        return shapes.into_iter().map(Into::into).collect();
    }
    let mut told: Vec<ChartShape> = Vec::new();
    // Each look with its place among what is told, and the outlines of its columns.
    let mut looks: Vec<(charts::Ink, usize, String)> = Vec::new();
    for charts::Shape { form, ink } in shapes {
        let charts::Form::Rect { x, y, width, height } = form else {
            told.push(charts::Shape { form, ink }.into());
            continue;
        };
        if ink.class != charts::Class::Bar {
            told.push(charts::Shape { form, ink }.into());
            continue;
        }
        let look = charts::Ink { mark: None, value: None, ..ink };
        let known = looks.iter().position(|(known, ..)| *known == look);
        let place = known.unwrap_or_else(|| {
            let first = charts::Form::Rect { x, y, width, height };
            told.push(charts::Shape { form: first, ink: look.clone() }.into());
            looks.push((look, told.len() - 1, String::new()));
            looks.len() - 1
        });
        // Writing to a string cannot fail.
        let _ = write!(looks[place].2, "M{x} {y}h{width}v{height}h-{width}z");
    }
    for (_, place, path) in looks {
        told[place].form = ChartForm::Bars { path };
    }
    told
}

impl From<charts::Shape> for ChartShape {
    fn from(shape: charts::Shape) -> Self {
        let charts::Shape { form, ink } = shape;
        let variable = |colour: charts::Colour| colour.css_name().to_owned();
        Self {
            form: form.into(),
            class: ink.class.name().to_owned(),
            series: ink.series.map(index),
            mark: ink.mark.map(index),
            fill: ink.fill.map(variable),
            stroke: ink.stroke.map(variable),
            stroke_width: ink.stroke_width,
            opacity: ink.opacity,
            hatched: ink.hatched,
            dashed: ink.dashed,
        }
    }
}

impl From<charts::Form> for ChartForm {
    fn from(form: charts::Form) -> Self {
        match form {
            charts::Form::Rect { x, y, width, height } => Self::Rect { x, y, width, height },
            charts::Form::Line { points } => Self::Line { points },
            charts::Form::Area { points } => Self::Area { points },
            charts::Form::Circle { x, y, radius } => Self::Circle { x, y, radius },
            charts::Form::Text { x, y, anchor, strong, text, .. } => Self::Text {
                x,
                y,
                anchor: match anchor {
                    charts::Anchor::Start => "start",
                    charts::Anchor::Middle => "middle",
                    charts::Anchor::End => "end",
                }
                .to_owned(),
                strong,
                text,
            },
        }
    }
}

/// A place in a list; a chart has far fewer of anything than this can count.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use charts::{Class, Colour, Form, Ink, Shape};

    use super::*;

    fn shape(class: Class, series: usize, x: f64, hatched: bool) -> Shape {
        let ink = Ink {
            class,
            series: Some(series),
            mark: Some(7),
            fill: Some(Colour::S1),
            hatched,
            ..Ink::default()
        };
        Shape { form: Form::Rect { x, y: 2.0, width: 3.5, height: 4.0 }, ink }
    }

    #[test]
    fn few_columns_are_told_one_by_one() {
        let few = vec![shape(Class::Bar, 0, 1.0, false), shape(Class::Bar, 0, 5.0, false)];
        let forms: Vec<_> = told(few).into_iter().map(|one| (one.form, one.mark)).collect();
        let rect = |x| ChartForm::Rect { x, y: 2.0, width: 3.5, height: 4.0 };
        assert_eq!(forms, [(rect(1.0), Some(7)), (rect(5.0), Some(7))]);
    }

    #[test]
    fn many_columns_of_one_look_are_told_as_one_and_all_else_in_its_order() {
        let mut many = vec![shape(Class::Grid, 0, 0.0, false); FEW];
        many.extend([
            shape(Class::Bar, 0, 1.0, false),
            shape(Class::Bar, 1, 1.0, false),
            shape(Class::Bar, 0, 5.0, false),
            shape(Class::Bar, 0, 9.0, true),
            shape(Class::Baseline, 0, 0.0, false),
        ]);
        let told = told(many);
        assert!(told[..FEW].iter().all(|one| one.class == "grid"));
        let bars = |path: &str| ChartForm::Bars { path: path.to_owned() };
        let last: Vec<_> = told[FEW..].iter().map(|one| (&one.form, one.series)).collect();
        assert_eq!(last.len(), 4);
        assert_eq!(last[0], (&bars("M1 2h3.5v4h-3.5zM5 2h3.5v4h-3.5z"), Some(0)));
        assert_eq!(last[1], (&bars("M1 2h3.5v4h-3.5z"), Some(1)));
        assert_eq!(last[2], (&bars("M9 2h3.5v4h-3.5z"), Some(0)));
        assert_eq!(told[FEW + 3].class, "baseline");
    }
}
