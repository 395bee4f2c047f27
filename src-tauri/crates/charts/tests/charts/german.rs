//! The same charts in German: every word of them, and none of the other language.

use bursar_charts::{Size, balance_over_time, usage_over_time};

use crate::others::others;
use crate::samples::{InGerman, days_of_balance, month_of_usage, months_of_balance};

const ENGLISH: [&str; 14] = [
    " used", " from ", " to ", " on ", "most", "leads", "balance", "went", "lowest", "lapse",
    "refill", "Day", "Total", "Change",
];

#[test]
fn a_chart_in_german_has_no_english_words() {
    let size = Size::new(900, 300).unwrap();
    let mut scenes = vec![usage_over_time(&month_of_usage(), size, &InGerman).unwrap()];
    for balance in [months_of_balance(), days_of_balance()] {
        scenes.push(balance_over_time(&balance, size, &InGerman).unwrap());
    }
    assert!(scenes.iter().all(|scene| {
        scene.summary.contains("verbraucht") || scene.summary.contains("Der Stand")
    }));
    scenes.extend(others(size, &InGerman).into_iter().map(|(_, scene)| scene));
    for scene in scenes {
        let legend = scene.legend.iter().map(|entry| entry.label.clone());
        let columns = scene.table.columns.iter().map(|column| column.label.clone());
        let cells = scene.table.rows.iter().chain(&scene.table.total).flatten().cloned();
        let said: Vec<String> =
            [scene.summary.clone()].into_iter().chain(legend).chain(columns).chain(cells).collect();
        for text in said {
            for word in ENGLISH {
                assert!(!text.contains(word), "“{word}” in: {text}");
            }
        }
    }
}
