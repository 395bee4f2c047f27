//! Usage by anything through the use-cases: the same sums as `bursar usage`, as the exported facts,
//! and as everybody knows of the real log. (That `bursar usage` is right is tested against questions
//! to the file itself, where the store is.)

// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used)]

mod many;
mod real_log;

use std::path::{Path, PathBuf};

use bursar_app::report::{Dimension, Filter, Record, Topup, UsageQuery, UsageTotal, WalletTerms};
use bursar_app::wire::{
    BilledTo, ChartSize, ChartWriting, ClaimReason, NameEdit, UsageAnswer, UsageAsked, UsageBy,
    UsageDrawing, UsageFigures, UsageMeasure, UsageOnly, UsageSpan, UsageStep,
};
use bursar_app::{App, Clock, ImportOrder, NameKind, NewProvider};
use bursar_ledger::instant::Instant;
use tempfile::TempDir;

const NOW: &str = "2026-11-21T12:00:00Z";
const SIZE: ChartSize = ChartSize {
    width: 900,
    height: 200,
    writing: ChartWriting {
        language: bursar_app::wire::ChartLanguage::En,
        decimal: '.',
        group: Some(','),
    },
};

struct Desk {
    app: App,
    _folder: TempDir,
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/data").join(name)
}

fn all() -> UsageAsked {
    UsageAsked { span: UsageSpan::All, only: Vec::new() }
}

fn only(by: UsageBy, values: &[&str]) -> UsageOnly {
    UsageOnly { by, values: values.iter().map(|value| (*value).to_owned()).collect() }
}

fn days(from: &str, to: &str) -> UsageSpan {
    UsageSpan::Free { from: from.to_owned(), to: to.to_owned() }
}

impl Desk {
    fn empty(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = App::open(&folder.path().join("books.bursar")).unwrap();
        let app = app.with_clock(Clock::At(Instant::parse(now).unwrap()));
        Self { app, _folder: folder }
    }

    /// Two wallets on the walls of Berlin and of UTC, bought and given credits, usage of all sorts.
    fn new() -> Self {
        let mut desk = Self::empty(NOW);
        for (name, zone) in [("Berlin", "Europe/Berlin"), ("world", "UTC")] {
            let terms = WalletTerms {
                name: name.to_owned(),
                provider: "apiframe".to_owned(),
                timezone: Some(zone.to_owned()),
                opening: Some("100".to_owned()),
                at: Some("2026-01-01T00:00:00Z".to_owned()),
                ..WalletTerms::default()
            };
            desk.app.wallet_add(&terms).unwrap();
            for (paid, credits) in [("30.00 EUR", "900"), ("7.77 USD", "1333")] {
                let topup = Topup {
                    wallet: name.to_owned(),
                    credits: Some(credits.to_owned()),
                    paid: Some(paid.to_owned()),
                    at: Some("2026-01-02T00:00:00Z".to_owned()),
                    ..Topup::default()
                };
                desk.app.topup(&topup).unwrap();
            }
        }
        let mut dice = 7_u64;
        for step in 0..120_u64 {
            dice = dice * 16_807 % 2_147_483_647;
            let mut rolled = dice;
            let mut roll = |sides: u64| {
                rolled = rolled * 48_271 % 2_147_483_647;
                usize::try_from(rolled / 7 % sides).unwrap()
            };
            // Close to midnight the two walls show different days.
            let (day, hour) = (1 + step % 28, [0, 9, 14, 22, 23][roll(5)]);
            let record = Record {
                wallet: ["Berlin", "world"][roll(2)].to_owned(),
                action: ["image", "video"][roll(3).min(1)].to_owned(),
                model: [None, Some("m1"), Some("m2")][roll(3)].map(str::to_owned),
                credits: Some((1 + dice % 29).to_string()),
                quantity: Some((1 + dice % 4).to_string()),
                member: [None, Some("Mara"), Some("Ivo")][roll(3)].map(str::to_owned),
                project: [None, Some("Teaser")][roll(2)].map(str::to_owned),
                status: ["succeeded", "succeeded", "failed", "pending"]
                    .get(roll(6))
                    .map(|status| (*status).to_owned()),
                at: Some(format!("2026-{:02}-{day:02}T{hour:02}:30:00Z", 8 + step / 40)),
                ..Record::default()
            };
            let recorded = desk.app.record(&record).unwrap();
            if step % 11 == 0 && record.status.as_deref().is_none_or(|one| one == "succeeded") {
                let _ = desk.app.refund(&record.wallet, &recorded.entered.id, Some("1"), None);
            }
        }
        let client = NameEdit::Client { client: Some("Nord".to_owned()) };
        desk.app.change_name(NameKind::Project, "Teaser", &client).unwrap();
        desk
    }

    fn answer(&self, asked: &UsageAsked, by: UsageBy) -> UsageAnswer {
        self.app.usage_answer(asked, by, &UsageMeasure::Credits).unwrap()
    }

    /// `bursar usage`, which asks the store anew.
    fn usage(&self, by: &[Dimension], filters: &[(Dimension, &str)]) -> Vec<(String, UsageTotal)> {
        let query = UsageQuery {
            by: by.to_vec(),
            filters: filters
                .iter()
                .map(|(dimension, value)| Filter {
                    dimension: *dimension,
                    value: (*value).to_owned(),
                })
                .collect(),
            ..UsageQuery::default()
        };
        let report = self.app.usage(&query).unwrap();
        let row = |row: &bursar_app::report::UsageRow| {
            let total = UsageTotal {
                count: row.count,
                quantity: row.quantity,
                credits: row.credits,
                cost: row.cost.clone(),
                unpriced: 0,
            };
            (row.keys.values().next().cloned().unwrap_or_default(), total)
        };
        report.rows.iter().map(row).collect()
    }
}

fn same(figures: &UsageFigures, total: &UsageTotal, what: &str) {
    assert_eq!(figures.count, total.count, "{what}");
    assert_eq!(figures.quantity, total.quantity, "{what}");
    assert_eq!(figures.credits, total.credits.to_string(), "{what}");
    let mut cost: Vec<(String, String)> =
        figures.cost.iter().map(|cost| (cost.currency.clone(), cost.amount.clone())).collect();
    let mut told: Vec<(String, String)> = total
        .cost
        .iter()
        .filter(|money| money.minor != 0)
        .map(|money| (money.currency.code().to_owned(), money.number()))
        .collect();
    cost.sort();
    told.sort();
    assert_eq!(cost, told, "{what}");
}

const SAME: [(UsageBy, Dimension); 9] = [
    (UsageBy::Model, Dimension::Model),
    (UsageBy::Feature, Dimension::Feature),
    (UsageBy::Action, Dimension::Action),
    (UsageBy::Member, Dimension::Member),
    (UsageBy::Project, Dimension::Project),
    (UsageBy::Client, Dimension::Client),
    (UsageBy::Provider, Dimension::Provider),
    (UsageBy::Wallet, Dimension::Wallet),
    (UsageBy::Kind, Dimension::Kind),
];

#[test]
fn the_sums_are_those_of_the_command_line() {
    let desk = Desk::new();
    let whole = desk.usage(&[], &[]).remove(0).1;
    for (by, dimension) in SAME {
        let answer = desk.answer(&all(), by);
        same(&answer.total, &whole, "all");
        let told = desk.usage(&[dimension], &[]);
        let counted: Vec<_> = answer.parts.iter().filter(|part| part.now.count > 0).collect();
        assert_eq!(counted.len(), told.len(), "{by:?}");
        for part in counted {
            let row = told.iter().find(|(value, _)| *value == part.value);
            same(&part.now, &row.unwrap().1, &format!("{by:?} {}", part.value));
        }
        // Each part is a question of its own, and its usages are as many.
        for (value, total) in &told {
            let asked = UsageAsked { only: vec![only(by, &[value])], ..all() };
            same(&desk.answer(&asked, UsageBy::Hour).total, total, value);
            let listed = desk.app.usage_entries(&asked, 0, 3).unwrap();
            assert_eq!(listed.total, total.count, "{by:?} {value}");
        }
    }
}

#[test]
fn questions_narrow_each_other() {
    let desk = Desk::new();
    let asked = UsageAsked {
        only: vec![
            only(UsageBy::Member, &["Mara", ""]),
            only(UsageBy::Model, &["m1"]),
            only(UsageBy::Wallet, &["Berlin"]),
        ],
        ..all()
    };
    let filters = [
        (Dimension::Member, "Mara"),
        (Dimension::Member, ""),
        (Dimension::Model, "m1"),
        (Dimension::Wallet, "Berlin"),
    ];
    let told = desk.usage(&[], &filters).remove(0).1;
    assert!(told.count > 2, "there is something to compare");
    same(&desk.answer(&asked, UsageBy::Model).total, &told, "narrowed");
    let listed = desk.app.usage_entries(&asked, 0, 200).unwrap();
    assert_eq!(listed.total, told.count);
    assert!(listed.rows.is_sorted_by(|a, b| a.at >= b.at), "the latest first");
    assert!(listed.rows.iter().all(|row| row.wallet == "Berlin"));
    let nobody = UsageAsked { only: vec![only(UsageBy::Member, &["nobody"])], ..all() };
    assert_eq!(desk.answer(&nobody, UsageBy::Model).total.count, 0);
}

#[test]
fn weekdays_and_hours_are_those_of_each_wallets_wall() {
    let mut desk = Desk::new();
    let total = desk.answer(&all(), UsageBy::Hour);
    for by in [UsageBy::Weekday, UsageBy::Hour] {
        let answer = desk.answer(&all(), by);
        let counts: u64 = answer.parts.iter().map(|part| part.now.count).sum();
        assert_eq!(counts, total.total.count, "{by:?}");
    }
    // A quarter past ten on Friday evening in UTC is a Friday; half an hour to midnight of a Saturday
    // in Berlin is yet to come.
    let before = desk.answer(&all(), UsageBy::Weekday);
    let at = |answer: &UsageAnswer, day: &str| {
        answer.parts.iter().find(|part| part.value == day).map_or(0, |part| part.now.count)
    };
    let record = Record {
        wallet: "Berlin".to_owned(),
        action: "image".to_owned(),
        credits: Some("1".to_owned()),
        at: Some("2026-10-30T23:15:00Z".to_owned()),
        ..Record::default()
    };
    desk.app.record(&record).unwrap();
    let after = desk.answer(&all(), UsageBy::Weekday);
    assert_eq!(at(&after, "6"), at(&before, "6") + 1, "Saturday in Berlin");
    assert_eq!(at(&after, "5"), at(&before, "5"));
    let day = UsageAsked {
        span: days("2026-10-31", "2026-10-31"),
        only: vec![only(UsageBy::Wallet, &["Berlin"]), only(UsageBy::Hour, &["0"])],
    };
    assert_eq!(desk.answer(&day, UsageBy::Hour).total.count, 1);
}

#[test]
fn a_time_is_compared_with_as_many_days_before() {
    let desk = Desk::new();
    let asked = |from, to| UsageAsked { span: days(from, to), only: Vec::new() };
    let answer = desk.answer(&asked("2026-09-01", "2026-09-30"), UsageBy::Model);
    assert_eq!((&*answer.before_from, &*answer.before_to), ("2026-08-02", "2026-08-31"));
    let before = desk.answer(&asked("2026-08-02", "2026-08-31"), UsageBy::Model);
    assert_eq!(answer.before, Some(before.total));
    let sums = |answer: &UsageAnswer| {
        let part = |part: &bursar_app::wire::UsagePart| {
            part.before.as_ref().map_or(0, |before| before.count)
        };
        answer.parts.iter().map(part).sum::<u64>()
    };
    assert_eq!(sums(&answer), answer.before.as_ref().unwrap().count);
    assert!(!answer.movers.is_empty());
    // Before the books began there is nothing to compare with, and that is no zero.
    assert_eq!(desk.answer(&asked("2026-08-01", "2026-11-21"), UsageBy::Model).before, None);
}

#[test]
fn what_changes_the_books_changes_the_answer() {
    let mut desk = Desk::new();
    let before = desk.answer(&all(), UsageBy::Model).total.count;
    let record = Record {
        wallet: "world".to_owned(),
        action: "image".to_owned(),
        credits: Some("5".to_owned()),
        at: Some("2026-11-20T10:00:00Z".to_owned()),
        ..Record::default()
    };
    desk.app.record(&record).unwrap();
    assert_eq!(desk.answer(&all(), UsageBy::Model).total.count, before + 1);
    desk.app.undo().unwrap();
    assert_eq!(desk.answer(&all(), UsageBy::Model).total.count, before);
}

#[test]
fn charts_say_what_the_figures_say() {
    let desk = Desk::new();
    let answer = desk.answer(&all(), UsageBy::Model);
    let euros = answer.total.cost.iter().find(|cost| cost.currency == "EUR").unwrap();
    let draw = |drawing: &UsageDrawing| {
        let view = desk.app.usage_drawing(&all(), drawing, SIZE).unwrap();
        view.scene.unwrap()
    };
    let money = UsageMeasure::Money { currency: "EUR".to_owned() };
    for step in [UsageStep::Day, UsageStep::Week, UsageStep::Month] {
        for (measure, total) in
            [(UsageMeasure::Credits, &answer.total.credits), (money.clone(), &euros.amount)]
        {
            for (by, _) in SAME {
                let drawing = UsageDrawing::Stacked { by, measure: measure.clone(), step };
                let table = draw(&drawing).table;
                let last = table.total.unwrap().pop().unwrap().replace(',', "");
                assert_eq!(last.trim_start_matches("at least "), total, "{by:?}");
            }
        }
    }
    let scene = draw(&UsageDrawing::Shares { by: UsageBy::Member, measure: UsageMeasure::Count });
    assert_eq!(scene.table.rows.len(), 3);
    let scene = draw(&UsageDrawing::Calendar { measure: UsageMeasure::Credits });
    let sum = scene.table.total.unwrap()[1].replace(',', "");
    assert_eq!(sum, answer.total.credits);
    let scene = draw(&UsageDrawing::Week { measure: UsageMeasure::Quantity });
    assert_eq!(scene.marks.len(), 7 * 24);
    let scene = draw(&UsageDrawing::Cumulative { measure: UsageMeasure::Credits });
    assert_eq!(scene.table.rows.last().unwrap()[1].replace(',', ""), answer.total.credits);
    let scene = draw(&UsageDrawing::Ladder { wallet: "world".to_owned() });
    assert!(scene.summary.contains("lot"), "{}", scene.summary);
}

#[test]
fn a_model_keeps_its_colour_in_every_question() {
    let desk = Desk::new();
    let colour = |asked: &UsageAsked, value: &str| {
        let answer = desk.answer(asked, UsageBy::Model);
        answer.parts.iter().find(|part| part.value == value).map(|part| part.colour.clone())
    };
    let own = colour(&all(), "m1").unwrap();
    for only_of in [only(UsageBy::Model, &["m1"]), only(UsageBy::Member, &["Ivo"])] {
        let asked = UsageAsked { only: vec![only_of], ..all() };
        assert_eq!(colour(&asked, "m1").unwrap(), own);
        let drawing = UsageDrawing::Stacked {
            by: UsageBy::Model,
            measure: UsageMeasure::Credits,
            step: UsageStep::Month,
        };
        let legend = desk.app.usage_drawing(&asked, &drawing, SIZE).unwrap().scene.unwrap().legend;
        let key = legend.iter().find(|key| key.key.as_deref() == Some("m1")).unwrap();
        assert_eq!(key.colour, own);
    }
}

#[test]
fn a_wrong_question_names_its_field() {
    let desk = Desk::new();
    for (span, field) in [
        (days("2026-13-01", "2026-12-01"), "from"),
        (days("2026-11-02", "2026-11-01"), "to"),
        (days("1000-01-01", "2026-11-01"), "from"),
    ] {
        let asked = UsageAsked { span, only: Vec::new() };
        let error = desk.app.usage_answer(&asked, UsageBy::Model, &UsageMeasure::Count);
        assert_eq!(error.unwrap_err().field.as_deref(), Some(field));
    }
}

#[test]
fn only_what_the_provider_told_is_claimed() {
    let mut desk = Desk::empty(NOW);
    desk.app.add_provider(&NewProvider::read(&data("lab.toml")).unwrap()).unwrap();
    let terms = WalletTerms {
        name: "lab".to_owned(),
        provider: "lab".to_owned(),
        opening: Some("1000".to_owned()),
        timezone: Some("Europe/Berlin".to_owned()),
        at: Some("2026-11-01".to_owned()),
        ..WalletTerms::default()
    };
    desk.app.wallet_add(&terms).unwrap();
    let log = desk._folder.path().join("log.csv");
    let rows = "time,action,credits,status,id\n\
        2026-11-18T22:30:00Z,odd job,40,failed,a\n\
        2026-11-21T11:30:00Z,odd job,41,failed,b\n\
        2026-11-18T09:00:00Z,odd job,,failed,c\n\
        2026-11-18T10:00:00Z,odd job,7,pending,d\n\
        2026-11-18T11:00:00Z,odd job,5,succeeded,e\n";
    std::fs::write(&log, rows).unwrap();
    let order = ImportOrder {
        wallet: "lab".to_owned(),
        file: log.to_str().unwrap().to_owned(),
        ..ImportOrder::default()
    };
    desk.app.import_file(&order, &mut |_| {}, &|| false).unwrap();
    let view = desk.app.claims(&UsageSpan::All, 24).unwrap();
    let [of] = view.providers.as_slice() else { panic!("one provider: {view:?}") };
    let claims: Vec<_> = of
        .rows
        .iter()
        .map(|row| (row.external_id.as_deref().unwrap(), row.why, row.local.as_str()))
        .collect();
    assert_eq!(
        claims,
        [
            ("a", ClaimReason::Charged, "2026-11-18 23:30:00 +01:00"),
            ("d", ClaimReason::Pending, "2026-11-18 11:00:00 +01:00"),
        ]
    );
    assert_eq!((&*of.credits, of.failed, of.untold, of.by_rule), ("47", 3, 1, 0));
    // Half an hour ago is too soon to claim, unless no time is given.
    assert_eq!(desk.app.claims(&UsageSpan::All, 0).unwrap().providers[0].count, 3);
}

#[test]
fn a_closed_month_stays_and_what_comes_late_corrects_the_next() {
    let mut desk = Desk::new();
    let before = desk.app.bill("Teaser", "2026-09", Some("12.5")).unwrap();
    assert!(before.closed.is_none() && before.over && !before.lines.is_empty());
    for (cost, price) in before.total.cost.iter().zip(&before.total.price) {
        let (cost, price): (f64, f64) =
            (cost.amount.parse().unwrap(), price.amount.parse().unwrap());
        // Each line is rounded by itself.
        assert!((price - cost * 1.125).abs() < 0.01 * before.lines.len() as f64, "{before:?}");
    }
    let closed = desk.app.close_month("Teaser", "2026-09", "12.5").unwrap();
    assert!(closed.closed.is_some() && closed.batch.is_some());
    assert_eq!((&closed.lines, &closed.total), (&before.lines, &before.total));
    assert!(desk.app.bill("Teaser", "2026-10", None).unwrap().corrections.is_empty());

    let late = Record {
        wallet: "world".to_owned(),
        action: "image".to_owned(),
        credits: Some("40".to_owned()),
        project: Some("Teaser".to_owned()),
        at: Some("2026-09-12T10:00:00Z".to_owned()),
        ..Record::default()
    };
    desk.app.record(&late).unwrap();
    let again = desk.app.bill("Teaser", "2026-09", None).unwrap();
    assert_eq!(again.total, closed.total, "it was charged as it was closed");
    let next = desk.app.bill("Teaser", "2026-10", None).unwrap();
    let [correction] = next.corrections.as_slice() else { panic!("{next:?}") };
    assert_eq!((&*correction.month, correction.sums.count), ("2026-09", 1));
    assert_eq!((&*correction.sums.credits, &*next.mark_up), ("40", "12.5"));
    assert!(desk.app.bill("Teaser", "2026-11", None).unwrap().corrections.is_empty(), "once");

    // Once it was charged, it is charged no more.
    desk.app.close_month("Teaser", "2026-10", "12.5").unwrap();
    assert!(desk.app.bill("Teaser", "2026-11", None).unwrap().corrections.is_empty());
    // Taking the late entry away corrects it the other way.
    let error = desk.app.close_month("Teaser", "2026-11", "0").unwrap_err();
    assert!(error.message.contains("not over"), "{error}");
    desk.app.undo().unwrap();
    assert_eq!(desk.app.bill("Teaser", "2026-10", None).unwrap().corrections.len(), 1);
    assert!(desk.app.verify().unwrap().clean);

    let view = desk.app.bills(Some("2026-09")).unwrap();
    let row = view.rows.iter().find(|row| row.project == "Teaser").unwrap();
    assert!(row.closed && row.total == closed.total);
    let file = desk.app.bill_file(
        &BilledTo::Project { name: "Teaser".to_owned() },
        "2026-10",
        None,
        bursar_app::BillFormat::Csv,
        ChartWriting::default(),
    );
    let text = String::from_utf8(file.unwrap()).unwrap();
    assert!(text.lines().any(|line| line.starts_with("Teaser,Nord,2026-10,2026-09,")), "{text}");
}
