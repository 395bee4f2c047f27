//! Columns of usage: their figures, their heights, and what is not known.

use bursar_charts::{
    ChartError, Class, Colour, Figure, Form, Scene, Series, Shape, Size, UsageOverTime,
    usage_over_time,
};

use crate::samples::{CREDIT, Credits, days, month_of_usage, untidy_usage};

fn drawn(asked: &UsageOverTime) -> Scene {
    usage_over_time(asked, Size::new(640, 240).unwrap(), &Credits).unwrap()
}

fn usage(figures: &[&[Figure]]) -> UsageOverTime {
    let series = figures.iter().enumerate().map(|(index, figures)| Series {
        label: format!("Model {}", index + 1),
        colour: None,
        figures: figures.to_vec(),
    });
    UsageOverTime {
        title: "Credits used".into(),
        topic: bursar_charts::Topic::Used,
        step: bursar_charts::Step::Day,
        buckets: days("2025-11-24", figures[0].len() as u64),
        series: series.collect(),
    }
}

fn bars(scene: &Scene) -> impl Iterator<Item = (&Shape, f64, f64)> {
    scene.shapes.iter().filter_map(|shape| match shape.form {
        Form::Rect { y, height, .. } if shape.ink.class == Class::Bar => Some((shape, y, height)),
        _ => None,
    })
}

/// Reads a figure of a table back.
fn read(text: &str) -> i64 {
    let text = text.strip_prefix("at least ").unwrap_or(text);
    if text == "not known" {
        return 0;
    }
    let (sign, digits) = text.strip_prefix('\u{2212}').map_or((1, text), |rest| (-1, rest));
    sign * digits.replace(',', "").parse::<i64>().unwrap() * CREDIT
}

#[test]
fn the_table_adds_up_to_the_input() {
    for asked in [month_of_usage(), untidy_usage()] {
        let known = |figure: &Figure| match figure {
            Figure::Known(micros) | Figure::AtLeast(micros) => *micros,
            Figure::Unknown => 0,
        };
        let input: i64 = asked.series.iter().flat_map(|series| &series.figures).map(known).sum();
        let table = drawn(&asked).table;
        let cells = table.rows.iter().flat_map(|row| &row[1..row.len() - 1]);
        assert_eq!(cells.map(|cell| read(cell)).sum::<i64>(), input, "cells");
        let ends = table.rows.iter().map(|row| read(row.last().unwrap()));
        assert_eq!(ends.sum::<i64>(), input, "ends of the rows");
        let total = table.total.as_ref().unwrap();
        assert_eq!(read(total.last().unwrap()), input, "the total of totals");
        let sums = total[1..total.len() - 1].iter().map(|cell| read(cell));
        assert_eq!(sums.sum::<i64>(), input, "the totals of the series");
        for row in table.rows.iter().chain([total]) {
            assert_eq!(row.len(), table.columns.len(), "{row:?}");
        }
    }
}

#[test]
fn a_column_is_as_high_as_its_figures() {
    let asked = month_of_usage();
    let scene = drawn(&asked);
    let foot = |mark: usize| {
        bars(&scene)
            .filter(|(shape, ..)| shape.ink.mark == Some(mark))
            .map(|(_, y, height)| y + height)
            .fold(0.0, f64::max)
    };
    let credits = |mark: usize| -> f64 {
        let all = asked.series.iter().map(|series| series.figures[mark]);
        all.map(|figure| if let Figure::Known(micros) = figure { micros as f64 } else { 0.0 }).sum()
    };
    let dots_a_credit = (foot(0) - scene.marks[0].y) / credits(0);
    for (index, mark) in scene.marks.iter().enumerate() {
        assert!((foot(index) - scene.plot.bottom).abs() < 0.11, "columns stand on the line");
        let expected = credits(index) * dots_a_credit;
        assert!((foot(index) - mark.y - expected).abs() < 0.2, "{mark:?} against {expected}");
    }
    let widths = scene.shapes.iter().filter_map(|shape| match shape.form {
        Form::Rect { width, .. } => Some(width),
        _ => None,
    });
    assert_eq!(widths.clone().fold(f64::MAX, f64::min), widths.fold(0.0, f64::max));
}

#[test]
fn the_parts_of_a_column_stand_a_dot_apart_and_in_order() {
    let scene = drawn(&usage(&[&[Figure::Known(CREDIT)], &[Figure::Known(3 * CREDIT)]]));
    let bars: Vec<_> =
        bars(&scene).map(|(shape, y, height)| (shape.ink.series, y, height)).collect();
    let [(Some(0), lower, lower_height), (Some(1), upper, upper_height)] = bars[..] else {
        panic!("{bars:?}");
    };
    assert!((lower - (upper + upper_height) - 1.0).abs() < 0.11, "a gap of one dot");
    assert!((upper_height / (lower_height + 1.0) - 3.0).abs() < 0.05, "three times as high");
}

#[test]
fn nothing_used_and_nothing_known_are_told_apart() {
    let scene = drawn(&usage(&[&[
        Figure::ZERO,
        Figure::Unknown,
        Figure::Known(5 * CREDIT),
        Figure::AtLeast(2 * CREDIT),
    ]]));
    let marks: Vec<_> = bars(&scene).map(|(shape, ..)| shape.ink.mark).collect();
    assert_eq!(marks, [Some(2), Some(3)], "neither zero nor unknown is a bar");
    let unknown = scene.shapes.iter().filter(|shape| shape.ink.class == Class::Unknown);
    assert_eq!(unknown.map(|shape| shape.ink.mark).collect::<Vec<_>>(), [Some(1), Some(3)]);
    let cells: Vec<_> = scene.table.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(cells, ["0", "not known", "5", "at least 2"]);
    assert_eq!(scene.table.total.unwrap()[1], "at least 7");
    assert_eq!(scene.marks[1].values, ["not known"]);
    assert_eq!(scene.legend.last().unwrap().label, "not fully known");
    assert!(scene.summary.starts_with("At least 7 credits used"), "{}", scene.summary);
    assert!(scene.summary.contains("2 days not fully known"), "{}", scene.summary);
}

#[test]
fn the_sentence_says_what_the_columns_show() {
    for (figures, sentence) in [
        (
            vec![vec![4, 6], vec![10, 0]],
            "20 credits used from Mon 24 Nov to Tue 25 Nov 2025; the most on Mon 24 Nov (14); \
             Model 1 leads with 10 (50 %).",
        ),
        (vec![vec![4, 4]], "8 credits used from Mon 24 Nov to Tue 25 Nov 2025."),
        (vec![vec![4]], "4 credits used on Mon 24 Nov 2025."),
        (vec![vec![0, 0]], "No credits used from Mon 24 Nov to Tue 25 Nov 2025."),
    ] {
        let figures: Vec<Vec<Figure>> = figures
            .into_iter()
            .map(|series| {
                series.into_iter().map(|credits| Figure::Known(credits * CREDIT)).collect()
            })
            .collect();
        let slices: Vec<&[Figure]> = figures.iter().map(Vec::as_slice).collect();
        assert_eq!(drawn(&usage(&slices)).summary, sentence);
    }
}

#[test]
fn eight_series_are_seven_and_one_other() {
    let figures: Vec<Vec<Figure>> =
        (1..=9).map(|credits| vec![Figure::Known(credits * CREDIT)]).collect();
    let slices: Vec<&[Figure]> = figures.iter().map(Vec::as_slice).collect();
    let scene = drawn(&usage(&slices));
    let last = scene.legend.last().unwrap();
    assert_eq!((last.label.as_str(), last.colour), ("2 others", Colour::S0));
    assert_eq!(last.value.as_deref(), Some("3"));
    assert_eq!(scene.legend.len(), 8);
    assert_eq!(scene.marks[0].total.as_deref(), Some("45"));
}

#[test]
fn the_marks_tile_the_chart_from_left_to_right() {
    let scene = drawn(&month_of_usage());
    assert_eq!(scene.marks.len(), 30);
    for pair in scene.marks.windows(2) {
        assert_eq!(pair[0].right, pair[1].left);
        assert!(pair[0].left < pair[0].x && pair[0].x < pair[0].right);
    }
    assert_eq!(scene.marks[0].key, "2025-10-27");
    assert_eq!(scene.marks[0].label, "Mon 27 Oct 2025");
}

#[test]
fn sums_that_leave_the_range_of_an_amount_are_an_error() {
    let two = usage(&[&[Figure::Known(i64::MAX)], &[Figure::Known(1)]]);
    let outcome = usage_over_time(&two, Size::new(640, 240).unwrap(), &Credits);
    assert_eq!(outcome, Err(ChartError::TooLarge));
}
