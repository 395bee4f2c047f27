//! Lying bars: the lots of a wallet, and what of them will be lost.

use bursar_charts::{
    Bar, BarList, BarPart, BarSeries, BarStory, Colour, English, German, Notation, Size, Tongue,
    bar_list,
};

use crate::samples::{CREDIT, Credits, InGerman};

/// Two lots, of which one will be left over in part.
pub(crate) fn ladder(tongue: &dyn Tongue) -> BarList {
    let part = |series, credits: i64| BarPart { series, micros: credits * CREDIT };
    let bar = |key: &str, parts, cells: [&str; 3]| Bar {
        key: key.to_owned(),
        label: tongue.short_day("2025-11-04".parse().unwrap(), false),
        parts,
        note: cells[0].to_owned(),
        notes: Vec::new(),
        cells: cells.map(str::to_owned).to_vec(),
    };
    let series =
        |label: &str, hatched| BarSeries { label: label.to_owned(), colour: Colour::S1, hatched };
    BarList {
        title: "Lots".to_owned(),
        story: BarStory::Lots { left: 1_400 * CREDIT, lapses: 300 * CREDIT },
        series: vec![series("A", false), series(tongue.lot_headers()[2], true)],
        bars: vec![
            bar("1", vec![part(0, 700), part(1, 300)], ["1,000", "300", ""]),
            bar("2", vec![part(0, 400)], ["400", "0", ""]),
        ],
    }
}

fn summary(notation: &dyn Notation) -> String {
    let size = Size::new(600, 100).unwrap();
    bar_list(&ladder(notation.tongue()), size, notation).unwrap().summary
}

#[test]
fn what_is_left_over_at_this_pace_is_not_told_as_what_lapses_if_unused() {
    assert_eq!(summary(&Credits), "2 lots hold 1,400 credits; 300 will lapse at the present pace.");
    assert_eq!(
        summary(&InGerman),
        "2 Posten enthalten 1,400 Credits; 300 verfallen beim heutigen Tempo."
    );
    for tongue in [&English as &dyn Tongue, &German] {
        let told = [tongue.will_lapse("300"), tongue.will_lapse_unused("300", None, false)];
        assert_eq!(told[0], told[1]);
        assert!(told[0].contains("if unused") || told[0].contains("wenn ungenutzt"), "{told:?}");
        assert!(!told.contains(&tongue.lost_at_this_pace("300")));
    }
}
