//! So many values and usages that a drawing adds them up in another way than a few.

use bursar_app::report::WalletTerms;
use bursar_app::wire::{ChartScene, UsageBy, UsageDrawing, UsageMeasure, UsageStep};
use bursar_app::{ImportOrder, NewProvider};

use super::{Desk, NOW, SIZE, all, data};

#[test]
fn more_members_than_are_added_up_at_once_come_to_the_same() {
    let mut desk = Desk::empty(NOW);
    desk.app.add_provider(&NewProvider::read(&data("lab.toml")).unwrap()).unwrap();
    let opening = Some("1000".to_owned());
    let at = Some("2024-11-01".to_owned());
    let (name, provider) = ("lab".to_owned(), "lab".to_owned());
    desk.app
        .wallet_add(&WalletTerms { name, provider, opening, at, ..WalletTerms::default() })
        .unwrap();
    let mut log = "at,action,quantity,member\n".to_owned();
    // Two years by day, and so many usages that two threads add them up.
    let first = chrono::NaiveDate::from_ymd_opt(2024, 11, 22).unwrap();
    for number in 0..5_000 {
        let day = first + chrono::Days::new(number * 729 / 5_000);
        let member = if number % 3 == 0 { number % 8 } else { number % 400 };
        let quantity = 1 + number % 3;
        log += &format!("{day}T10:00:{:02}Z,image,{quantity},m{member}\n", number % 60);
    }
    let file = desk._folder.path().join("log.csv");
    std::fs::write(&file, log).unwrap();
    let order = ImportOrder {
        wallet: "lab".to_owned(),
        file: file.to_str().unwrap().to_owned(),
        ..ImportOrder::default()
    };
    desk.app.import_file(&order, &mut |_| {}, &|| false).unwrap();
    let answer = desk.answer(&all(), UsageBy::Member);
    assert_eq!((answer.total.count, &*answer.total.credits), (5_000, "9999"));
    let drawing =
        |by| UsageDrawing::Stacked { by, measure: UsageMeasure::Credits, step: UsageStep::Day };
    let draw = |by| desk.app.usage_drawing(&all(), &drawing(by), SIZE).unwrap().scene.unwrap();
    for by in [UsageBy::Member, UsageBy::Action, UsageBy::Kind] {
        let scene = draw(by);
        assert!(scene.marks.len() > 700, "one for each day");
        assert_eq!(scene.table.total.unwrap().last().unwrap(), "9,999", "{by:?}");
    }
    let ChartScene { legend, table, .. } = draw(UsageBy::Member);
    let columns = table.total.unwrap();
    for (key, column) in legend[..7].iter().zip(&columns[1..]) {
        let part = answer.parts.iter().find(|part| Some(&part.value) == key.key.as_ref());
        let credits = &part.unwrap().now.credits;
        assert_eq!((Some(credits), column), (key.value.as_ref(), credits));
    }
    assert!(legend[7].label.ends_with(" others") && legend.len() == 8, "{legend:?}");
}
