//! The line of a balance: its steps, its gaps, its events and what will lapse.

use bursar_charts::{
    Balance, BalanceOverTime, Class, DayAhead, Event, EventKind, Form, Scene, Shape, Size, Swatch,
    balance_over_time,
};

use crate::samples::{CREDIT, Credits, days_of_balance, instant, month_ahead, months_of_balance};

fn drawn(asked: &BalanceOverTime) -> Scene {
    balance_over_time(asked, Size::new(640, 240).unwrap(), &Credits).unwrap()
}

fn of_class(scene: &Scene, class: Class) -> Vec<&Shape> {
    scene.shapes.iter().filter(|shape| shape.ink.class == class).collect()
}

fn simple(balances: &[(&str, Option<i64>)]) -> BalanceOverTime {
    BalanceOverTime {
        title: "Balance".into(),
        from: instant("2025-11-01"),
        until: instant("2025-11-11"),
        balances: balances
            .iter()
            .map(|(day, credits)| Balance {
                at: instant(day),
                micros: credits.map(|credits| credits * CREDIT),
            })
            .collect(),
        events: Vec::new(),
        lapses: Vec::new(),
        ahead: Vec::new(),
    }
}

#[test]
fn a_balance_holds_until_the_next() {
    let scene = drawn(&simple(&[("2025-10-20", Some(100)), ("2025-11-06", Some(50))]));
    let [line] = of_class(&scene, Class::Line)[..] else { panic!("one line") };
    let Form::Line { points } = &line.form else { panic!("a line") };
    let plot = scene.plot;
    let (middle, half) = ((plot.left + plot.right) / 2.0, (plot.top + plot.bottom) / 2.0);
    let expected = [(plot.left, plot.top), (middle, plot.top), (middle, half), (plot.right, half)];
    for (point, expected) in points.iter().zip(expected) {
        assert!((point.0 - expected.0).abs() < 0.11 && (point.1 - expected.1).abs() < 0.11);
    }
    assert_eq!(points.len(), 4);
}

#[test]
fn what_is_not_known_is_a_gap_and_said() {
    let scene = drawn(&days_of_balance());
    assert_eq!(of_class(&scene, Class::Line).len(), 2, "two pieces of line");
    let balances: Vec<_> = scene.table.rows.iter().map(|row| row[2].as_str()).collect();
    let expected =
        ["846", "812", "640", "not known", "520", "108", "208", "160", "\u{2212}12", "\u{2212}12"];
    assert_eq!(balances, expected);
    assert_eq!(scene.table.rows[4][1], "", "no change against what is not known");
    assert_eq!(scene.table.rows[5][1..], ["\u{2212}412", "108", "\u{2212}412 lapsed"]);
    assert!(scene.summary.contains("a part of it is not known"), "{}", scene.summary);
}

#[test]
fn before_the_first_balance_there_is_no_line() {
    let scene = drawn(&simple(&[("2025-11-06", Some(50))]));
    let [line] = of_class(&scene, Class::Line)[..] else { panic!("one line") };
    let Form::Line { points } = &line.form else { panic!("a line") };
    let middle = (scene.plot.left + scene.plot.right) / 2.0;
    assert!((points[0].0 - middle).abs() < 0.11, "{points:?}");
}

#[test]
fn changes_add_up_from_the_opening_to_the_closing() {
    let scene = drawn(&months_of_balance());
    let read = |text: &str| -> i64 {
        let text = text.replace(',', "").replace('\u{2212}', "-").replace('+', "");
        if text.is_empty() { 0 } else { text.parse().unwrap() }
    };
    let facts: Vec<_> = scene.table.rows.iter().filter(|row| !row[2].is_empty()).collect();
    let change: i64 = facts.iter().map(|row| read(&row[1])).sum();
    let (first, last) = (facts.first().unwrap(), facts.last().unwrap());
    assert_eq!(read(&last[2]) - read(&first[2]), change);
    assert_eq!(scene.table.columns[2].label, "Balance at the end of the day");
    let happened: String = scene.table.rows.iter().map(|row| format!("{} ", row[3])).collect();
    assert_eq!(happened.matches("refill").count(), 3, "every event is in the table");
}

#[test]
fn what_will_lapse_is_hatched_after_the_last_fact() {
    let asked = months_of_balance();
    let scene = drawn(&asked);
    let line_end = of_class(&scene, Class::Line)
        .iter()
        .filter_map(|shape| match &shape.form {
            Form::Line { points } => points.last().map(|(x, _)| *x),
            _ => None,
        })
        .fold(0.0, f64::max);
    let hatched: Vec<_> = scene.shapes.iter().filter(|shape| shape.ink.hatched).collect();
    assert_eq!(hatched.len(), 2);
    let heights: Vec<f64> = hatched
        .iter()
        .map(|shape| match shape.form {
            Form::Rect { x, height, .. } => {
                assert!((x - line_end).abs() < 0.11, "begins where the facts end");
                height
            }
            _ => panic!("{shape:?}"),
        })
        .collect();
    assert!((heights[0] / heights[1] - 1_500.0 / 700.0).abs() < 0.05, "{heights:?}");
    assert_eq!(scene.legend.last().unwrap().swatch, Swatch::Hatched);
    assert!(scene.summary.contains("2,200 lapse from Thu 4 Dec if unused"));
    let series = hatched[0].ink.series.unwrap();
    assert_eq!(scene.legend[series].swatch, Swatch::Hatched);
}

#[test]
fn what_lapses_is_never_more_than_what_is_there() {
    let mut asked = simple(&[("2025-11-01", Some(100))]);
    asked.lapses = vec![bursar_charts::Lapse { at: instant("2025-11-15"), micros: i64::MAX }];
    let scene = drawn(&asked);
    let hatched = scene.shapes.iter().find(|shape| shape.ink.hatched).unwrap();
    let Form::Rect { y, height, .. } = hatched.form else { panic!("{hatched:?}") };
    assert!(y + height <= scene.plot.bottom + 0.11);
}

#[test]
fn many_steps_make_a_line_that_looks_the_same_and_a_table_by_day() {
    let mut asked = simple(&[]);
    let length = asked.until - asked.from;
    asked.balances = (0..200_000)
        .map(|step| Balance {
            at: asked.from + length / 200_000 * step,
            micros: Some((step * 7919 % 1_000) * CREDIT),
        })
        .collect();
    let scene = drawn(&asked);
    let [line] = of_class(&scene, Class::Line)[..] else { panic!("one line") };
    let Form::Line { points } = &line.form else { panic!("a line") };
    assert!(points.len() < 12_000, "{} corners", points.len());
    let highest = points.iter().map(|(_, y)| *y).fold(f64::MAX, f64::min);
    assert!((highest - scene.plot.top).abs() < 0.2);
    assert_eq!(scene.table.rows.len(), 11, "ten days and the instant of the end");
    assert_eq!(scene.marks.len(), 11);
}

#[test]
fn what_will_be_left_is_a_fan_from_the_last_balance_on() {
    let mut asked = simple(&[("2025-10-20", Some(100))]);
    let day = |at: &str, low: i64, middle: i64, high: i64| DayAhead {
        at: instant(at),
        low: low * CREDIT,
        middle: middle * CREDIT,
        high: high * CREDIT,
    };
    asked.ahead = vec![
        day("2025-11-21", 0, 50, 80),
        day("2025-11-16", 60, 75, 90),
        day("2025-11-05", 1, 2, 3),
    ];
    asked.lapses = vec![bursar_charts::Lapse { at: instant("2025-11-13"), micros: 20 * CREDIT }];
    asked.events =
        vec![Event { at: instant("2025-11-18"), kind: EventKind::Refill, micros: 5 * CREDIT }];
    let scene = drawn(&asked);
    let [band, middle] = of_class(&scene, Class::Fan)[..] else { panic!("a band and a line") };
    let Form::Line { points } = &middle.form else { panic!("a line") };
    let plot = scene.plot;
    // Ten days of facts, ten ahead: the fan begins in the middle and ends at the right.
    let across = |part: f64| plot.left + (plot.right - plot.left) * part;
    let xs = [across(0.5), across(0.75), across(1.0)];
    assert!(points.iter().zip(xs).all(|(point, x)| (point.0 - x).abs() < 0.11), "{points:?}");
    assert!(points.windows(2).all(|pair| pair[0].1 < pair[1].1), "it falls");
    let Form::Area { points } = &band.form else { panic!("an area") };
    assert_eq!(points.len(), 6);
    assert!(of_class(&scene, Class::Lapse).is_empty(), "what lapses is an event of the fan");
    let rows: Vec<_> = scene.table.rows.iter().map(|row| (&*row[2], &*row[3])).collect();
    assert!(rows.contains(&("about 75 (60 to 90)", "20 lapse if unused")), "{rows:?}");
    assert!(rows.contains(&("about 50 (0 to 80)", "+5 refill")), "{rows:?}");
    assert_eq!(scene.marks.len(), scene.table.rows.len());
    assert!(
        scene.summary.contains("0 to 80 are left at the end of Thu 20 Nov in 8 of 10 cases"),
        "{}",
        scene.summary
    );
}

#[test]
fn the_fan_of_a_month_stays_within_the_picture() {
    let scene = drawn(&month_ahead());
    let fan = of_class(&scene, Class::Fan);
    assert_eq!(fan.len(), 2);
    for shape in fan {
        let (Form::Line { points } | Form::Area { points }) = &shape.form else { panic!() };
        let inside = |(x, y): &(f64, f64)| {
            scene.plot.left - 0.1 <= *x
                && *x <= scene.plot.right + 0.1
                && scene.plot.top - 0.1 <= *y
                && *y <= scene.plot.bottom + 0.1
        };
        assert!(points.iter().all(inside), "{points:?}");
    }
}
