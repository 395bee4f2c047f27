//! A chart of each other sort, as the views of usage, lots and plans ask for them.

use bursar_charts::{
    Bucket, ChartError, Figure, HeatCell, HeatMap, HeatShape, Notation, Scene, Size, SumOverTime,
    Tongue, Topic, bar_list, heat_map, plan_costs, sum_over_time,
};
use chrono::Days;

use crate::bars::ladder;
use crate::costs;
use crate::samples::{CREDIT, Dice, date};

/// Four weeks, a row a weekday and a column a week.
pub(crate) fn weeks(tongue: &dyn Tongue) -> HeatMap {
    let mut dice = Dice(9);
    let first = date("2025-10-27");
    let day = |place: usize| first + Days::new(place as u64);
    let cells = (0..28).map(|place| HeatCell {
        row: place % 7,
        column: place / 7,
        key: place.to_string(),
        label: tongue.long_day(day(place)),
        figure: if place == 9 { Figure::Unknown } else { Figure::Known(dice.roll(90) * CREDIT) },
    });
    HeatMap {
        title: "28".to_owned(),
        topic: Topic::Used,
        span: tongue.between(&tongue.long_day(first), &tongue.long_day(day(27))),
        shape: HeatShape::Wide,
        rows: (0..7).map(|weekday| tongue.weekday(weekday).to_owned()).collect(),
        columns: (0..4).map(|week| tongue.short_day(day(7 * week), false)).collect(),
        cells: cells.collect(),
    }
}

/// Twenty of thirty days, beside what was planned.
pub(crate) fn sums(tongue: &dyn Tongue) -> SumOverTime {
    let mut dice = Dice(4);
    let first = date("2025-11-01");
    let figure = |day| match day {
        7 => Figure::AtLeast(3 * CREDIT),
        _ => Figure::Known(dice.roll(400) * CREDIT),
    };
    SumOverTime {
        title: "30".to_owned(),
        topic: Topic::Used,
        days: (0..30).map(|day| Bucket::day(first + Days::new(day), tongue)).collect(),
        figures: (0..20).map(figure).collect(),
        plan: vec![200 * CREDIT; 30],
    }
}

/// All of them, in a language.
pub(crate) fn others(size: Size, notation: &dyn Notation) -> Vec<(&'static str, Scene)> {
    let tongue = notation.tongue();
    let all: [(&str, Result<Scene, ChartError>); 4] = [
        ("weeks", heat_map(&weeks(tongue), size, notation)),
        ("sums", sum_over_time(&sums(tongue), size, notation)),
        ("lots", bar_list(&ladder(tongue), size, notation)),
        ("costs", plan_costs(&costs::asked(), size, notation)),
    ];
    all.into_iter().map(|(name, scene)| (name, scene.unwrap())).collect()
}
