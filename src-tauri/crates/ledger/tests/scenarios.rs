//! Every scenario of `tests/scenarios` holds.

#![allow(clippy::unwrap_used, reason = "a failed helper fails its test")]

use std::path::{Path, PathBuf};

use bursar_ledger::scenario::Scenario;

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/scenarios");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_scenario_holds() {
    let mut wrong = String::new();
    let files = files();
    assert!(files.len() >= 101, "only {} scenarios are there", files.len());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let report = Scenario::from_json(&text).and_then(|scenario| scenario.run());
        match report {
            Ok(report) if report.passed => assert!(report.checks > 0, "{}", file.display()),
            Ok(report) => wrong += &format!("{}: {:#?}\n", report.name, report.failures),
            Err(error) => wrong += &format!("{}: {error}\n", file.display()),
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
