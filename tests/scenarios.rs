//! Every scenario holds through `bursar simulate`, and its exit code tells what came of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

fn simulate(arguments: &[&str], files: &[PathBuf]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bursar"));
    command.arg("simulate").args(arguments).args(files).output().unwrap()
}

fn reports(output: &Output) -> Vec<Value> {
    let told = String::from_utf8(output.stdout.clone()).unwrap();
    told.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_scenario_holds_on_the_command_line() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let output = simulate(&["--json"], &files);
    let reports = reports(&output);
    let wrong: Vec<&Value> = reports.iter().filter(|report| report["passed"] != true).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(output.status.code(), Some(0));
    let told: Vec<&str> = reports.iter().map(|report| report["name"].as_str().unwrap()).collect();
    let names: Vec<&str> = files.iter().map(|f| f.file_stem().unwrap().to_str().unwrap()).collect();
    assert_eq!(told, names, "a scenario is named as its file");
}

#[test]
fn the_exit_code_tells_a_failed_expectation_from_a_wrong_file() {
    let desk = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(folder().join("a05-priority-beats-expiry.json")).unwrap();
    let holds = desk.path().join("holds.json");
    let fails = desk.path().join("fails.json");
    let wrong = desk.path().join("wrong.json");
    fs::write(&holds, &text).unwrap();
    fs::write(&fails, text.replace("\"balance\": 12", "\"balance\": 12.5")).unwrap();
    fs::write(&wrong, text.replace("\"priority\"", "\"prioriti\"")).unwrap();

    let output = simulate(&["--json"], &[holds.clone(), fails.clone()]);
    assert_eq!(output.status.code(), Some(1));
    let failures = &reports(&output)[1]["failures"];
    assert_eq!(failures[0]["key"], "balance");
    assert_eq!(failures[0]["at"], "2026-01-02T00:00:00Z");
    assert_eq!(failures[0]["expected"].to_string(), "12.5");
    assert_eq!(failures[0]["actual"].to_string(), "12");

    let output = simulate(&[], &[holds, fails, wrong]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("wallet.lots[0].prioriti: is not known here"), "{said}");
}

#[test]
fn a_scenario_may_be_toml() {
    let desk = tempfile::tempdir().unwrap();
    let file = desk.path().join("decimals.toml");
    let text = "
        name = 'decimals'
        events = [{ type = 'use', at = 2026-01-02T00:00:00Z, credits = 0.1 }]
        expect = [{ at = 2026-01-02T00:00:00Z, balance = 0.2 }]
        [[wallet.lots]]
        id = 'a'
        amount = 0.3
        starts = 2026-01-01T00:00:00Z
    ";
    fs::write(&file, text).unwrap();
    let output = simulate(&["--json"], &[file]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(reports(&output)[0]["checks"], 1);
}
