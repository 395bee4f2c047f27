//! `bursar simulate` on every scenario document, and on what is none.

use std::process::Command;

use serde_json::{Value, json};

use super::desk::{Desk, json_of};
use crate::checkout::root;

fn documents() -> Vec<String> {
    let folder = root().join("tests/scenarios");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let documents = files.filter(|file| file.extension().is_some_and(|ending| ending == "json"));
    let mut documents: Vec<String> =
        documents.map(|file| file.to_str().unwrap().to_owned()).collect();
    documents.sort();
    documents
}

#[test]
fn every_scenario_holds() {
    let documents = documents();
    assert!(documents.len() >= 101, "only {} scenarios are there", documents.len());
    let desk = Desk::empty();
    let words: Vec<&str> =
        ["--json", "simulate"].into_iter().chain(documents.iter().map(String::as_str)).collect();
    let ran = desk.run(&words);
    assert_eq!(ran.code, Some(0), "{}{}", ran.stdout, ran.stderr);
    let reports: Vec<Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), documents.len(), "an object a file, in their order");
    for (report, document) in reports.iter().zip(&documents) {
        let text = std::fs::read_to_string(document).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(report["name"], document["name"]);
        assert!(report["checks"].as_u64().unwrap() > 0, "{report}");
        assert_eq!((&report["passed"], &report["failures"]), (&json!(true), &json!([])));
    }
    assert!(!desk.books().exists());
}

const SMALL: &str = r#"{
    "name": "small",
    "wallet": { "lots": [{ "id": "a", "kind": "topup", "amount": 10, "starts": "2026-01-01T00:00:00Z" }] },
    "events": [{ "id": "u", "type": "use", "at": "2026-01-02T00:00:00Z", "credits": 2.5 }],
    "expect": [{ "at": "2026-01-03T00:00:00Z", "balance": BALANCE }]
}"#;

#[test]
fn what_does_not_hold_and_what_is_not_valid_have_their_own_exit_codes() {
    let desk = Desk::empty();
    let holds = desk.file("holds.json", SMALL.replace("BALANCE", "7.5"));
    let fails = desk.file("fails.json", SMALL.replace("BALANCE", "8"));
    let invalid = desk.file("invalid.json", SMALL.replace("BALANCE", "\"much\""));
    let run = |words: &[&str]| desk.run(&[&["--json", "simulate"], words].concat());

    let ran = run(&[&holds]);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert_eq!(
        ran.value(),
        json!({ "name": "small", "passed": true, "checks": 1, "failures": [] })
    );
    let ran = run(&[&fails]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(
        ran.value()["failures"],
        json_of(r#"[{"actual":7.5,"at":"2026-01-03T00:00:00Z","expected":8,"key":"balance"}]"#)
    );
    let ran = run(&[&holds, &invalid, &fails]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(ran.stdout.lines().count(), 3, "the others are played all the same");
    assert!(ran.stderr.contains("expect[0].balance"), "{}", ran.stderr);
    let text = desk.run(&["simulate", &holds, &fails]);
    assert_eq!(text.code, Some(1));
    assert!(text.stdout.contains("ok    small (1 check)\nFAIL  small"), "{}", text.stdout);
    assert!(text.stdout.ends_with("2 scenarios: 1 hold, 1 fail, 0 not valid\n"), "{}", text.stdout);
    for (name, content, said) in [
        ("nowhere.json", None, "cannot be read"),
        ("cut.json", Some("{\"name\":"), "is not JSON"),
        ("odd.json", Some("{\"wallet\": {}, \"evnts\": []}"), "evnts"),
        ("cut.toml", Some("name = "), "TOML"),
    ] {
        if let Some(content) = content {
            desk.file(name, content);
        }
        desk.refused_scenario(name, said);
    }
}

impl Desk {
    fn refused_scenario(&self, name: &str, said: &str) {
        let ran = self.run(&["simulate", name]);
        assert_eq!(ran.code, Some(2), "{name}: {}", ran.stdout);
        assert!(ran.stderr.contains(name) && ran.stderr.contains(said), "{name}: {}", ran.stderr);
    }
}

#[test]
fn a_scenario_may_be_toml_come_from_standard_input_and_name_ones_own_provider() {
    let desk = Desk::studio();
    let toml = "\
name = \"own\"
[wallet]
provider = \"studio\"
[[wallet.lots]]
id = \"a\"
kind = \"topup\"
amount = 100
starts = \"2026-01-01T00:00:00Z\"
[[events]]
id = \"u\"
type = \"use\"
at = \"2026-01-02T00:00:00Z\"
action = \"image\"
settings = { resolution = \"2K\" }
[[expect]]
at = \"2026-01-03T00:00:00Z\"
balance = 26.5
cost = { u = 73.5 }
";
    let file = desk.file("own.toml", toml);
    assert_eq!(desk.json(&["simulate", &file])["passed"], true);
    let without_books = Command::new(env!("CARGO_BIN_EXE_bursar"))
        .env_remove("BURSAR_BOOKS")
        .args(["simulate", &file])
        .output()
        .unwrap();
    assert_eq!(without_books.status.code(), Some(2), "only the books know that provider");
    let input = SMALL.replace("BALANCE", "7.5");
    let ran = desk.run_with(&["--json", "simulate", "-"], input.as_bytes());
    assert_eq!(ran.value()["passed"], true);
}

#[test]
fn thousands_of_scenarios_are_played_at_once() {
    let desk = Desk::empty();
    let file = desk.file("small.json", SMALL.replace("BALANCE", "7.5"));
    let words: Vec<&str> = ["--json", "simulate"]
        .into_iter()
        .chain(std::iter::repeat_n(file.as_str(), 3000))
        .collect();
    let begin = std::time::Instant::now();
    let ran = desk.run(&words);
    assert_eq!((ran.code, ran.stdout.lines().count()), (Some(0), 3000));
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
}
