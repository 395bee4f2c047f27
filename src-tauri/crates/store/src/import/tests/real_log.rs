//! The log of a real service, a part of it or the whole: its figures are known.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::super::row::Status;
use super::*;

/// What a log comes to at one credit an image.
#[derive(Debug, Default, PartialEq, Eq)]
struct Figures {
    rows: usize,
    succeeded: (usize, i64),
    failed: usize,
    pending: (usize, i64),
    without_count: usize,
    different: usize,
    by_model: Vec<(String, i64)>,
}

fn figures(path: &Path) -> Figures {
    let log = Log::open(&Place::named(path), ReadAs::default()).unwrap();
    let mapping = Mapping::default().completed(log.headers());
    let mut figures = Figures::default();
    let mut contents = BTreeSet::new();
    let mut models: BTreeMap<String, i64> = BTreeMap::new();
    log.read_rows(&mapping, Zone::UTC, &mut |row| {
        let row = row.unwrap();
        figures.rows += 1;
        contents.insert(row.content);
        match (row.status, row.quantity) {
            (Status::Failed, _) => figures.failed += 1,
            (_, None) => figures.without_count += 1,
            (Status::Succeeded, Some(images)) => {
                figures.succeeded.0 += 1;
                figures.succeeded.1 += images;
                *models.entry(row.model.unwrap().to_owned()).or_default() += images;
            }
            (Status::Pending, Some(images)) => {
                figures.pending.0 += 1;
                figures.pending.1 += images;
            }
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    figures.different = contents.len();
    figures.by_model = models.into_iter().collect();
    figures.by_model.sort_by_key(|(_, images)| -images);
    figures.by_model.truncate(3);
    figures
}

fn workspace(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").join(path)
}

/// The whole log, where it is.
fn whole_log() -> Option<PathBuf> {
    let named = env::var_os("BURSAR_REAL_LOG").map(PathBuf::from);
    let beside = workspace("../shared/data/lora_request_trace.csv");
    named.or_else(|| beside.exists().then_some(beside))
}

fn models(models: [(&str, i64); 3]) -> Vec<(String, i64)> {
    models.map(|(model, images)| (model.to_owned(), images)).to_vec()
}

#[test]
fn the_part_of_the_real_log_has_its_figures() {
    let expected = Figures {
        rows: 513,
        succeeded: (473, 1558),
        failed: 7,
        pending: (8, 21),
        without_count: 25,
        different: 494,
        by_model: models([("M0001", 748), ("M0002", 241), ("M0004", 202)]),
    };
    assert_eq!(figures(&workspace("tests/data/lora_request_trace.part.csv")), expected);
}

#[test]
fn the_whole_real_log_has_its_figures() {
    let Some(path) = whole_log() else {
        return;
    };
    let expected = Figures {
        rows: 26_823,
        succeeded: (26_392, 71_222),
        failed: 398,
        pending: (8, 21),
        without_count: 25,
        different: 26_804,
        by_model: models([("M0002", 19_157), ("M0001", 15_080), ("M0003", 7_387)]),
    };
    assert_eq!(figures(&path), expected);
}

#[test]
fn the_real_log_reads_the_same_from_json_lines() {
    let path = whole_log().unwrap_or_else(|| workspace("tests/data/lora_request_trace.part.csv"));
    let text = fs::read(path).unwrap();
    let mut reader = csv::Reader::from_reader(&text[..]);
    let headers = reader.headers().unwrap().clone();
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.unwrap();
        let members =
            headers.iter().zip(&record).map(|(name, cell)| (name.to_owned(), cell.into()));
        serde_json::to_writer(&mut lines, &serde_json::Value::Object(members.collect())).unwrap();
        lines.push(b'\n');
    }
    let (from_csv, from_json) = (read(&text, &[]).unwrap(), read(&lines, &[]).unwrap());
    assert_eq!(from_csv.contents, from_json.contents);
    assert_eq!(from_csv.rows.len(), from_json.rows.len());
    assert_eq!(from_json.errors, Vec::<String>::new());
}
