//! Texts never touch each other and are never cut, whatever the size.

use bursar_charts::{
    Anchor, Bucket, Class, English, Figure, Form, Frame, Scene, Series, Size, Step, UsageOverTime,
    balance_over_time, sheet_of, usage_over_time,
};
use chrono::{Days, Months};

use crate::others::others;
use crate::samples::{
    CREDIT, Credits, date, days, days_of_balance, month_of_usage, months_of_balance,
};

/// The width of a text in Inter, from the font itself, as resvg measures it.
fn measured(text: &str, size: f64, strong: bool) -> f64 {
    use resvg::usvg::{Options, Tree};
    let weight = if strong { 600 } else { 400 };
    let source = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"><text \
         font-family=\"Inter Variable\" font-weight=\"{weight}\" font-size=\"{size}\">{}</text></svg>",
        text.replace('&', "&amp;").replace('<', "&lt;")
    );
    let mut options = Options::default();
    options.fontdb_mut().load_font_data(damascene_fonts_inter::INTER_VARIABLE.to_vec());
    let tree = Tree::from_str(&source, &options).unwrap();
    f64::from(tree.root().bounding_box().width())
}

fn boxes(scene: &Scene) -> Vec<(String, Frame)> {
    let texts = scene.shapes.iter().filter_map(|shape| match &shape.form {
        Form::Text { x, y, anchor, size, strong, text } => {
            let width = measured(text, *size, *strong);
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            let (top, bottom) = (y - 0.73 * size, y + 0.2 * size);
            Some((text.clone(), Frame { left, top, right: left + width, bottom }))
        }
        _ => None,
    });
    texts.collect()
}

fn check(what: &str, scene: &Scene) {
    let sheet = Frame { left: 0.0, top: 0.0, right: scene.width, bottom: scene.height };
    let boxes = boxes(scene);
    for (index, (text, space)) in boxes.iter().enumerate() {
        assert!(sheet.contains(space), "{what}: \u{201c}{text}\u{201d} is cut, {space:?}");
        for (other, taken) in &boxes[index + 1..] {
            assert!(!space.overlaps(taken), "{what}: {text:?} {space:?} and {other:?} {taken:?}");
        }
    }
}

fn usage(step: Step, buckets: Vec<Bucket>) -> UsageOverTime {
    let figures = (0..buckets.len()).map(|index| Figure::Known(index as i64 % 70 * CREDIT));
    UsageOverTime {
        title: "Credits used by each of the many models of the studio, and by everyone".into(),
        topic: bursar_charts::Topic::Used,
        step,
        series: vec![Series { label: "All".into(), colour: None, figures: figures.collect() }],
        buckets,
    }
}

#[test]
fn labels_neither_touch_nor_are_cut() {
    let first = date("2024-12-30");
    let weeks = (0..70).map(|week| Bucket::week(first + Days::new(7 * week), &English)).collect();
    let months = (0..40).map(|month| Bucket::month(first + Months::new(month), &English)).collect();
    let midnight = first.and_hms_opt(0, 0, 0).unwrap();
    let hours =
        (0..72).map(|hour| Bucket::hour(midnight + chrono::TimeDelta::hours(hour), &English));
    let usages = [
        ("a month by day", month_of_usage()),
        ("a week by day", usage(Step::Day, days("2025-11-03", 7))),
        ("two years by day", usage(Step::Day, days("2024-11-03", 730))),
        ("by week", usage(Step::Week, weeks)),
        ("by month", usage(Step::Month, months)),
        ("by hour", usage(Step::Hour, hours.collect())),
    ];
    for (width, height) in [(320, 200), (420, 240), (640, 190), (960, 400), (1600, 500)] {
        let size = Size::new(width, height).unwrap();
        for (name, asked) in &usages {
            let what = format!("{name} at {width} x {height}");
            let scene = usage_over_time(asked, size, &Credits).unwrap();
            check(&what, &scene);
            let ticks = scene.shapes.iter().filter(|shape| shape.ink.class == Class::Tick).count();
            assert!(ticks >= 4, "{what}: {ticks} labels");
            check(&what, &sheet_of(size, |size| usage_over_time(asked, size, &Credits)).unwrap());
        }
        for (name, scene) in others(size, &Credits) {
            check(&format!("{name} at {width} x {height}"), &scene);
        }
        for asked in [days_of_balance(), months_of_balance()] {
            let what = format!("{} at {width} x {height}", asked.title);
            check(&what, &balance_over_time(&asked, size, &Credits).unwrap());
            check(
                &what,
                &sheet_of(size, |size| balance_over_time(&asked, size, &Credits)).unwrap(),
            );
        }
    }
}

#[test]
fn days_are_labelled_by_monday_and_years_by_the_first_of_a_month() {
    let labels = |asked: &UsageOverTime, width: u32| -> Vec<String> {
        let scene = usage_over_time(asked, Size::new(width, 190).unwrap(), &Credits).unwrap();
        let below = scene.plot.bottom;
        let texts = scene.shapes.into_iter().filter_map(|shape| match shape.form {
            Form::Text { y, text, .. } if y > below + 6.0 => Some(text),
            _ => None,
        });
        texts.collect()
    };
    let month = labels(&month_of_usage(), 640);
    assert_eq!(month, ["27 Oct", "3 Nov", "10 Nov", "17 Nov", "24 Nov"]);
    let year = labels(&usage(Step::Day, days("2024-11-03", 365)), 960);
    assert_eq!(year[..3], ["1 Dec", "1 Jan 2025", "1 Feb"]);
}
