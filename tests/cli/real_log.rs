//! The log of a real service, a part of it and, where it is at hand, the whole: what the books make
//! of it against what the file itself says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::desk::{Desk, data, some, word};
use crate::checkout::root;

const MAPPING: [&str; 12] = [
    "--map",
    "at=gmt_create",
    "--map",
    "action=predict_type",
    "--map",
    "model=checkpoint_model_version_id",
    "--map",
    "quantity=num_images_per_prompt",
    "--map",
    "status=predict_status",
    "--map",
    "member=groupId",
];

/// What a log says of itself, read without the program.
#[derive(Debug, Default, PartialEq, Eq)]
struct Figures {
    rows: u64,
    succeeded: (u64, u64),
    failed: u64,
    pending: (u64, u64),
    without_count: u64,
    by_model: BTreeMap<String, u64>,
    by_day: BTreeMap<String, u64>,
}

fn figures(log: &str) -> Figures {
    let mut lines = log.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    let place = |name| columns.iter().position(|column| *column == name).unwrap();
    let [at, status, images, model] =
        ["gmt_create", "predict_status", "num_images_per_prompt", "checkpoint_model_version_id"]
            .map(place);
    let mut figures = Figures::default();
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), columns.len(), "no cell of this log is quoted");
        // Counts are written as 8.0.
        let images = cells[images].strip_suffix(".0").map(|whole| whole.parse::<u64>().unwrap());
        figures.rows += 1;
        match (cells[status], images) {
            ("FAILED", _) => figures.failed += 1,
            (_, None) => figures.without_count += 1,
            ("SUCCEED", Some(images)) => {
                figures.succeeded.0 += 1;
                figures.succeeded.1 += images;
                *figures.by_model.entry(cells[model].to_owned()).or_default() += images;
                *figures.by_day.entry(cells[at][..10].to_owned()).or_default() += images;
            }
            (_, Some(images)) => {
                figures.pending.0 += 1;
                figures.pending.1 += images;
            }
        }
    }
    figures
}

/// The whole log, where it is.
fn whole() -> Option<PathBuf> {
    let named = std::env::var_os("BURSAR_REAL_LOG").map(PathBuf::from);
    let whole = named.unwrap_or_else(|| root().join("../shared/data/lora_request_trace.csv"));
    whole.is_file().then_some(whole)
}

fn import(desk: &Desk, log: &Path) -> Value {
    desk.json(&[&["import", "lab", word(log)], &MAPPING[..]].concat())
}

/// What an import must say of a log with these figures.
fn expected(figures: &Figures) -> Value {
    json!({
        "read": figures.rows, "added": figures.rows, "already_there": 0, "rejected": 0,
        "charged": figures.succeeded.0, "held": figures.pending.0, "failed": figures.failed,
        "unpriced": figures.without_count, "credits": figures.succeeded.1,
        "uncovered": 0, "errors": [], "held_credits": figures.pending.1,
    })
}

const COUNTS: [&str; 12] = [
    "read",
    "added",
    "already_there",
    "rejected",
    "charged",
    "held",
    "failed",
    "unpriced",
    "credits",
    "uncovered",
    "errors",
    "held_credits",
];

fn check(log: &Path) {
    let figures = figures(&std::fs::read_to_string(log).unwrap());
    let desk = Desk::lab();
    assert_eq!(some(&import(&desk, log), &COUNTS), expected(&figures));
    check_books(&desk, &figures);

    let mut again = expected(&Figures::default());
    again["read"] = figures.rows.into();
    again["already_there"] = figures.rows.into();
    assert_eq!(some(&import(&desk, log), &COUNTS), again, "a second run adds nothing");

    let undone = desk.json(&["undo"]);
    assert_eq!(undone["available"], 100_000, "undo takes all of it back");
    assert_eq!(desk.json(&["usage", "--by", "model"])["rows"], json!([]));
    assert_eq!(some(&import(&desk, log), &COUNTS), expected(&figures), "and it can come again");
    assert_eq!(desk.json(&["verify"])["clean"], true);
}

/// The balance and the usage by model and day, against the file.
fn check_books(desk: &Desk, figures: &Figures) {
    let balance = desk.json(&["balance", "lab"])["wallets"][0].clone();
    let (used, held) = (figures.succeeded.1, figures.pending.1);
    assert_eq!(
        some(&balance, &["available", "held", "uncovered", "unpriced"]),
        json!({
            "available": 100_000 - used - held, "held": held, "uncovered": 0,
            "unpriced": figures.without_count,
        })
    );
    for (by, expected) in [("model", &figures.by_model), ("day", &figures.by_day)] {
        let report = desk.json(&["usage", "--by", by]);
        let rows = report["rows"].as_array().unwrap().iter();
        let rows: BTreeMap<String, u64> = rows
            .map(|row| (row[by].as_str().unwrap().to_owned(), row["credits"].as_u64().unwrap()))
            .collect();
        assert_eq!(&rows, expected, "usage by {by}");
        assert_eq!(report["total"]["credits"], used);
    }
    let models = desk.json(&["usage", "--by", "model"]);
    let credits = models["rows"].as_array().unwrap().iter().map(|row| row["credits"].as_u64());
    assert!(credits.is_sorted_by(|one, two| one >= two), "the largest comes first");
    let days = desk.json(&["usage", "--by", "day"]);
    let days = days["rows"].as_array().unwrap().iter().map(|row| row["day"].as_str());
    assert!(days.is_sorted(), "days come in their order");
}

#[test]
fn the_part_of_the_log_comes_to_what_it_says() {
    check(&data("lora_request_trace.part.csv"));
}

#[test]
fn the_whole_log_comes_to_its_known_figures() {
    let Some(log) = whole() else {
        eprintln!("the whole log is not here; its part was tested");
        return;
    };
    let figures = figures(&std::fs::read_to_string(&log).unwrap());
    assert_eq!((figures.rows, figures.succeeded), (26_823, (26_392, 71_222)));
    assert_eq!((figures.failed, figures.pending, figures.without_count), (398, (8, 21), 25));
    check(&log);

    let desk = Desk::lab();
    import(&desk, &log);
    let models = desk.json(&["usage", "--by", "model"]);
    let first: Vec<_> = models["rows"].as_array().unwrap()[..3]
        .iter()
        .map(|row| some(row, &["model", "credits"]))
        .collect();
    assert_eq!(
        first,
        [
            json!({ "model": "M0002", "credits": 19_157 }),
            json!({ "model": "M0001", "credits": 15_080 }),
            json!({ "model": "M0003", "credits": 7_387 }),
        ]
    );
}

#[test]
fn the_same_log_as_json_lines_comes_to_the_same() {
    let part = data("lora_request_trace.part.csv");
    let text = std::fs::read_to_string(&part).unwrap();
    let mut lines = text.lines();
    let columns: Vec<&str> = lines.next().unwrap().split(',').collect();
    let mut as_lines = String::new();
    for line in lines {
        let cells = columns.iter().zip(line.split(','));
        let row: serde_json::Map<String, Value> = cells
            .map(|(column, cell)| {
                let is_number = !cell.is_empty() && !cell.contains([':', '_']);
                let number = serde_json::from_str(cell).ok().filter(|_| is_number);
                let empty = cell.is_empty().then_some(Value::Null);
                ((*column).to_owned(), empty.or(number).unwrap_or_else(|| cell.into()))
            })
            .collect();
        as_lines += &format!("{}\n", Value::Object(row));
    }
    let desk = Desk::lab();
    let file = desk.file("log.jsonl", &as_lines);
    let figures = figures(&text);
    assert_eq!(some(&import(&desk, Path::new(&file)), &COUNTS), expected(&figures));
    check_books(&desk, &figures);

    let from_stdin = [&["--json", "import", "lab", "-"], &MAPPING[..]].concat();
    let again = desk.run_with(&from_stdin, as_lines.as_bytes()).value();
    assert_eq!(again["already_there"], figures.rows);
}
