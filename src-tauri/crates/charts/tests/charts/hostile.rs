//! Whatever comes in, a chart is drawn or refused with a sentence; nothing panics.

use bursar_charts::{
    Balance, BalanceOverTime, Bar, Bucket, ChartError, English, Event, EventKind, Figure, Form,
    HeatCell, Lapse, Notation, Scene, Series, Size, Step, SumOverTime, UsageOverTime,
    balance_over_time, bar_list, heat_map, plan_costs, sheet, sheet_of, sum_over_time,
    usage_over_time,
};

use crate::bars::ladder;
use crate::costs::asked;
use crate::others::{sums, weeks};
use crate::samples::{CREDIT, Credits, days, days_of_balance, month_of_usage, months_of_balance};

const NAMES: [&str; 9] = [
    "<script>alert(1)</script>",
    "a & b \"quoted\" 'single' ]]>",
    "line\nbreak\ttab\r\nnull\0 bell\u{7}",
    "שלום עולם",
    "\u{202e}reversed\u{202d}",
    "👩‍👩‍👧‍👦 family 🏳️‍🌈",
    "日本語のモデル",
    "",
    "\u{fffe}\u{ffff}\u{feff}",
];

fn usage(labels: &[&str], buckets: u64, figure: Figure) -> UsageOverTime {
    let figures = vec![figure; usize::try_from(buckets).unwrap()];
    UsageOverTime {
        title: labels.first().copied().unwrap_or("Usage").to_owned(),
        topic: bursar_charts::Topic::Used,
        step: Step::Day,
        buckets: days("2025-01-01", buckets),
        series: labels
            .iter()
            .map(|label| Series { label: (*label).into(), colour: None, figures: figures.clone() })
            .collect(),
    }
}

fn balance(from: i64, until: i64, balances: &[(i64, Option<i64>)]) -> BalanceOverTime {
    BalanceOverTime {
        title: "Balance".into(),
        from,
        until,
        balances: balances.iter().map(|&(at, micros)| Balance { at, micros }).collect(),
        events: Vec::new(),
        lapses: Vec::new(),
        ahead: Vec::new(),
    }
}

/// Every length is finite and, with the room of a stroke, inside the scene.
fn check(what: &str, scene: &Scene) {
    let inside = |(x, y): (f64, f64)| {
        let fits =
            |length: f64, most: f64| length.is_finite() && (-8.0..=most + 8.0).contains(&length);
        assert!(fits(x, scene.width) && fits(y, scene.height), "{what}: {x}, {y} in {scene:?}");
    };
    for shape in &scene.shapes {
        match &shape.form {
            Form::Rect { x, y, width, height } => {
                assert!(*width > 0.0 && *height > 0.0, "{what}: {shape:?}");
                inside((*x, *y));
                inside((x + width, y + height));
            }
            Form::Line { points } | Form::Area { points } => {
                points.iter().copied().for_each(inside)
            }
            Form::Circle { x, y, .. } | Form::Text { x, y, .. } => inside((*x, *y)),
        }
    }
    for mark in &scene.marks {
        inside((mark.x, mark.y));
        assert!(mark.left <= mark.right, "{what}: {mark:?}");
    }
    assert!(scene.summary.ends_with('.') && !scene.summary.contains("  "), "{}", scene.summary);
    let texts = scene.shapes.iter().filter_map(|shape| match &shape.form {
        Form::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let words = scene.legend.iter().map(|entry| entry.label.as_str()).chain(texts);
    for text in words.chain([scene.title.as_str(), &scene.summary]) {
        assert!(!text.chars().any(char::is_control), "{what}: {text:?}");
    }
}

#[test]
fn usage_is_drawn_or_refused_with_a_sentence() {
    let known = Figure::Known;
    let mut short = usage(&["one", "two"], 5, known(CREDIT));
    short.series[1].figures.pop();
    let eight = ["a", "b", "c", "d", "e", "f", "g", "h"];
    let cases: Vec<(&str, UsageOverTime, Option<ChartError>)> = vec![
        ("one column", usage(&["one"], 1, known(CREDIT)), None),
        ("all zero", usage(&["one", "two"], 9, Figure::ZERO), None),
        ("all unknown", usage(&["one", "two"], 9, Figure::Unknown), None),
        ("one millionth", usage(&["one"], 3, known(1)), None),
        ("the largest amount", usage(&["one"], 1, known(i64::MAX)), None),
        ("the smallest amount", usage(&["one"], 1, known(i64::MIN)), None),
        ("below zero", usage(&["one", "two"], 30, known(-3 * CREDIT)), None),
        ("two thousand columns", usage(&["one"], 2_000, known(CREDIT)), None),
        ("names", usage(&NAMES, 12, known(CREDIT)), None),
        (
            "no bucket",
            usage(&["one"], 0, known(1)),
            Some(ChartError::Empty("the time asked for has no day in it; choose a longer one")),
        ),
        (
            "no series",
            usage(&[], 5, known(1)),
            Some(ChartError::Empty("nothing was used in the time asked for; choose another")),
        ),
        (
            "a short series",
            short,
            Some(ChartError::Length { series: "two".into(), figures: 4, buckets: 5 }),
        ),
        ("too many columns", usage(&["one"], 2_001, known(1)), Some(ChartError::TooMany(2_001))),
        ("too large a sum", usage(&["one"], 2, known(i64::MAX)), Some(ChartError::TooLarge)),
        ("too large a fold", usage(&eight, 1, known(i64::MAX / 4)), Some(ChartError::TooLarge)),
    ];
    for (what, asked, refused) in cases {
        for (width, height) in sizes() {
            let size = Size::new(width, height).unwrap();
            match (usage_over_time(&asked, size, &Credits), &refused) {
                (Ok(scene), None) => {
                    check(what, &scene);
                    check(what, &sheet(&scene));
                }
                (Err(error), Some(refused)) => assert_eq!(error, *refused, "{what}"),
                (outcome, _) => panic!("{what} at {width} x {height}: {outcome:?}"),
            }
        }
    }
}

fn sizes() -> Vec<(u32, u32)> {
    let sides = [1, 2, 20, 63, 64, 100, 640];
    let mut sizes: Vec<(u32, u32)> =
        sides.iter().flat_map(|width| sides.map(|height| (*width, height))).collect();
    sizes.extend([(8192, 8192), (1, 8192), (8192, 1)]);
    sizes
}

#[test]
fn a_balance_is_drawn_or_refused_with_a_sentence() {
    const DAY: i64 = 86_400_000_000;
    let no_balance = || {
        Some(ChartError::Empty(
            "no balance is known in the time asked for; choose another or record a statement",
        ))
    };
    let mut eventful = days_of_balance();
    eventful.events = [i64::MIN, i64::MAX, 0, -1]
        .into_iter()
        .map(|micros| Event { at: eventful.from + DAY, kind: EventKind::Correction, micros })
        .collect();
    let mut too_eventful = eventful.clone();
    too_eventful.events.retain(|event| event.micros == i64::MAX);
    too_eventful.events.extend(too_eventful.events.clone());
    let mut lapsing = days_of_balance();
    lapsing.lapses = [i64::MIN, -1, 0, 1, i64::MAX]
        .into_iter()
        .flat_map(|at| [i64::MIN, 0, 5, i64::MAX].map(|micros| Lapse { at, micros }))
        .collect();
    let order = ChartError::Order {
        earlier: "Thu 1 Jan 1970, 00:00".into(),
        later: "Thu 1 Jan 1970, 00:00".into(),
    };
    let range = |from: &str, until: &str| {
        Some(ChartError::Range { from: from.into(), until: until.into() })
    };
    let cases: Vec<(&str, BalanceOverTime, Option<ChartError>)> = vec![
        ("one balance", balance(0, DAY, &[(0, Some(5))]), None),
        ("a microsecond", balance(0, 1, &[(0, Some(5))]), None),
        ("a millennium", balance(0, 365_250 * DAY, &[(0, Some(5))]), None),
        ("always zero", balance(0, DAY, &[(0, Some(0)), (5, Some(0))]), None),
        ("always below zero", balance(0, DAY, &[(0, Some(-5 * CREDIT))]), None),
        ("the ends of amounts", balance(0, DAY, &[(0, Some(i64::MAX)), (9, Some(0))]), None),
        (
            "a leap too far",
            balance(0, DAY, &[(0, Some(i64::MIN)), (9, Some(i64::MAX))]),
            Some(ChartError::TooLarge),
        ),
        (
            "one instant, many balances",
            balance(0, DAY, &[(3, Some(1)), (3, Some(9)), (3, None), (3, Some(2))]),
            None,
        ),
        ("known only at the end", balance(0, DAY, &[(DAY, Some(1))]), None),
        ("no balance", balance(0, DAY, &[]), no_balance()),
        ("only unknown", balance(0, DAY, &[(1, None)]), no_balance()),
        ("only later", balance(0, DAY, &[(DAY + 1, Some(1))]), no_balance()),
        (
            "an empty range",
            balance(0, 0, &[(0, Some(1))]),
            range("Thu 1 Jan 1970, 00:00", "Thu 1 Jan 1970, 00:00"),
        ),
        (
            "a reversed range",
            balance(DAY, 0, &[(0, Some(1))]),
            range("Fri 2 Jan 1970, 00:00", "Thu 1 Jan 1970, 00:00"),
        ),
        ("out of order", balance(0, DAY, &[(9, Some(1)), (3, Some(1))]), Some(order)),
        (
            "before the calendar",
            balance(i64::MIN, 0, &[(0, Some(1))]),
            Some(ChartError::Time(i64::MIN)),
        ),
        (
            "after the calendar",
            balance(0, i64::MAX, &[(0, Some(1))]),
            Some(ChartError::Time(i64::MAX)),
        ),
        ("absurd events", eventful, None),
        ("absurd sums of events", too_eventful, Some(ChartError::TooLarge)),
        ("absurd lapses", lapsing, None),
        ("months", months_of_balance(), None),
    ];
    for (what, asked, refused) in cases {
        for (width, height) in sizes() {
            let size = Size::new(width, height).unwrap();
            match (balance_over_time(&asked, size, &Credits), &refused) {
                (Ok(scene), None) => {
                    check(what, &scene);
                    check(what, &sheet(&scene));
                }
                (Err(error), Some(refused)) => assert_eq!(error, *refused, "{what}"),
                (outcome, _) => panic!("{what} at {width} x {height}: {outcome:?}"),
            }
        }
    }
}

#[test]
fn the_newer_charts_are_drawn_with_any_name_and_figure() {
    let size = Size::new(900, 300).unwrap();
    for name in NAMES {
        for figure in
            [Figure::Unknown, Figure::Known(i64::MAX), Figure::Known(-CREDIT), Figure::AtLeast(1)]
        {
            let mut map = weeks(&English);
            map.title = name.to_owned();
            map.rows.iter_mut().chain(&mut map.columns).for_each(|label| *label = name.to_owned());
            map.cells.iter_mut().for_each(|cell| cell.figure = Figure::ZERO);
            map.cells[3] = HeatCell { label: name.to_owned(), figure, ..map.cells[3].clone() };
            check(name, &heat_map(&map, size, &Credits).unwrap());
            let sum =
                SumOverTime { figures: vec![figure], title: name.to_owned(), ..sums(&English) };
            check(name, &sum_over_time(&sum, size, &Credits).unwrap());
        }
        let mut lots = ladder(&English);
        lots.series[0].label = name.to_owned();
        lots.bars[0] =
            Bar { label: name.to_owned(), note: name.to_owned(), ..lots.bars[0].clone() };
        check(name, &bar_list(&lots, size, &Credits).unwrap());
        let mut costs = asked();
        costs.plans[0].label = name.to_owned();
        check(name, &plan_costs(&costs, size, &Credits).unwrap());
    }
}

#[test]
fn a_size_is_1_to_8192_dots() {
    for (width, height) in [(0, 1), (1, 0), (8193, 1), (1, 8193), (u32::MAX, u32::MAX)] {
        let error = Size::new(width, height).unwrap_err();
        assert_eq!(error, ChartError::Size { width, height });
        assert!(error.to_string().contains(&format!("not {width} x {height}; choose")));
    }
    for (width, height) in sizes() {
        let size = Size::new(width, height).unwrap();
        let on_sheet = sheet_of(size, |size| usage_over_time(&month_of_usage(), size, &Credits));
        let on_sheet = on_sheet.unwrap();
        assert_eq!((on_sheet.width, on_sheet.height), (f64::from(width), f64::from(height)));
        check("on a sheet", &on_sheet);
    }
}

#[test]
fn a_label_that_turns_does_not_turn_the_sentence() {
    let asked = usage(&["\u{202e}model", "other"], 1, Figure::Known(CREDIT));
    let scene = usage_over_time(&asked, Size::new(640, 200).unwrap(), &Credits).unwrap();
    assert!(scene.summary.contains("\u{2068}\u{202e}model\u{2069} leads with"));
}

/// A caller that panics while an amount is written.
struct Faulty;

impl Notation for Faulty {
    fn amount(&self, _: i64) -> String {
        panic!("no such amount")
    }
}

#[test]
fn a_panic_while_drawing_is_an_error() {
    let asked = usage(&["one"], 1, Figure::Known(CREDIT));
    let outcome = usage_over_time(&asked, Size::new(640, 200).unwrap(), &Faulty);
    assert_eq!(outcome, Err(ChartError::Drawing("no such amount".into())));
}

#[test]
fn an_axis_says_what_the_callers_own_words_say() {
    let bucket = Bucket {
        key: "k".into(),
        short: "x".repeat(10_000),
        long: "\u{7}".into(),
        minor: false,
        major: false,
    };
    let mut asked = usage(&["one"], 1, Figure::Known(CREDIT));
    asked.buckets = vec![bucket];
    let scene = usage_over_time(&asked, Size::new(640, 200).unwrap(), &Credits).unwrap();
    check("a long label", &scene);
    assert_eq!(scene.marks[0].label, "no name");
}
