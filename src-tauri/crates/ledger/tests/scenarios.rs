//! Every scenario of `tests/scenarios` holds; a document that is wrong is refused by its field; an
//! expectation that does not hold is told with both figures.

#![allow(clippy::unwrap_used, reason = "a failed helper fails its test")]

use std::path::{Path, PathBuf};

use bursar_ledger::scenario::{Report, Scenario};
use serde_json::{Value, json};

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
    assert!(files.len() >= 117, "only {} scenarios are there", files.len());
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

#[test]
fn a_wrong_document_is_refused_by_its_field() {
    let lot = |fields: &str| {
        format!(r#"{{"wallet": {{"lots": [{{"id": "a", {fields}}}]}}, "events": []}}"#)
    };
    let event = |fields: &str| format!(r#"{{"wallet": {{}}, "events": [{{{fields}}}]}}"#);
    let grant = |fields: &str| {
        format!(
            r#"{{"wallet": {{"grants": [{{"id": "g", "amount": 1, "anchor": "2026-01-31", {fields}}}]}}}}"#
        )
    };
    let monthly = r#""every": {"unit": "month"}"#;
    let start = r#""starts": "2026-01-01""#;
    for (document, field) in [
        ("{}".to_owned(), "wallet: is missing"),
        ("[".to_owned(), "this is not JSON"),
        (r#"{"wallet": {}, "evnets": []}"#.to_owned(), "evnets: is not known here"),
        (r#"{"wallet": {"timezone": "Mars/Base"}}"#.to_owned(), "wallet.timezone: “Mars/Base”"),
        (lot(r#""amount": 1e309, "starts": "2026-01-01""#), "wallet.lots[0].amount: "),
        (lot(r#""amount": 0.1234567, "starts": "2026-01-01""#), "has more than 6 decimals"),
        (lot(r#""amount": -1, "starts": "2026-01-01""#), "wallet.lots[0].amount: -1 is below zero"),
        (lot(r#""amount": 1, "starts": "2026-02-30""#), "wallet.lots[0].starts: "),
        (lot(r#""amount": 1"#), "wallet.lots[0].starts: is missing"),
        (lot(&format!(r#""amount": 1, "kind": "fre", {start}"#)), "wallet.lots[0].kind: “fre”"),
        (lot(&format!(r#""amount": 1, "frozen": [[1]], {start}"#)), "wallet.lots[0].frozen[0]: "),
        (grant(r#""every": {"unit": "moon"}"#), "wallet.grants[0].every.unit: “moon”"),
        (grant(r#""every": {"unit": "day", "n": 0}"#), "wallet.grants[0].every.n: "),
        (grant(&format!(r#"{monthly}, "life": "ever""#)), "wallet.grants[0].life: "),
        (
            grant(&format!(r#"{monthly}, "rollover": {{"cap_total": 1, "max": 2}}"#)),
            "wallet.grants[0].rollover.max: is not known here",
        ),
        (event(r#""type": "spend", "at": "2026-01-01""#), "events[0].type: “spend”"),
        (event(r#""type": "use", "credits": 1"#), "events[0].at: is missing"),
        (event(r#""type": "use", "at": "20260-01-01""#), "events[0].at: "),
        (event(r#""type": "use", "at": "3026-01-01""#), "events[0].at: write a year from"),
        (event(r#""type": "use", "at": "2026-01-01", "of": "x""#), "events[0].of: is not known"),
        (event(r#""type": "use", "at": "2026-01-01", "count": 1.5"#), "events[0].count: "),
        (event(r#""type": "refund", "at": "2026-01-01""#), "events[0].of: is missing"),
        (
            event(r#""type": "grant_end", "at": "2026-01-01", "grant": "nope""#),
            "events[0]: the wallet has no recurring grant named “nope”",
        ),
        (r#"{"wallet": {}, "expect": [{"balance": 1}]}"#.to_owned(), "expect[0].at: is missing"),
        (
            r#"{"wallet": {}, "expect": [{"at": "2026-01-01", "results": {"e9": "ok"}}]}"#
                .to_owned(),
            "expect[0].results.e9: no event has this id",
        ),
        (
            r#"{"wallet": {"policy": {"alerts": [{"id": "x", "type": "cycle_used_percent"}]}}}"#
                .to_owned(),
            "wallet.policy.alerts[0].value: is missing",
        ),
        (
            r#"{"wallet": {"lots_generate": [{"count": 1e12, "id_prefix": "L"}]}}"#.to_owned(),
            "wallet.lots_generate[0].count: ",
        ),
        (
            r#"{"wallet": {}, "pricing": [{"match": {}, "credits": 1, "pre": 1}]}"#.to_owned(),
            "pricing[0]: ",
        ),
    ] {
        let error = Scenario::from_json(&document).and_then(|scenario| scenario.run());
        let said = error.map_or_else(|error| error.to_string(), |report| format!("{report:?}"));
        assert!(said.contains(field), "{document}\n{said}");
    }
}

#[test]
fn two_lots_or_events_of_one_id_are_refused() {
    let events = r#"[{"type": "use", "at": "2026-01-01", "id": "u", "credits": 0},
                     {"type": "use", "at": "2026-01-01", "id": "u", "credits": 0}]"#;
    let error = Scenario::from_json(&format!(r#"{{"wallet": {{}}, "events": {events}}}"#));
    assert_eq!(error.unwrap_err().field, "events[1].id");
    let lot = r#"{"id": "a", "amount": 1, "starts": "2026-01-01"}"#;
    let twice = format!(r#"{{"wallet": {{"lots": [{lot}, {lot}]}}}}"#);
    let error = Scenario::from_json(&twice).unwrap().run().unwrap_err();
    assert_eq!(error.field, "wallet.lots[1]");
}

const DECIMALS: &str = r#"
    name = "decimals"

    [wallet]
    timezone = "America/New_York"
    lots = [{ id = "a", amount = 10.1, starts = 2026-01-01T00:00:00Z }]

    [[wallet.grants]]
    id = "free"
    kind = "free"
    amount = 0.2
    anchor = 2026-01-02T00:00:00
    every = { unit = "day", n = 1 }

    [[events]]
    type = "use"
    at = 2026-01-02T06:00:00Z
    credits = 0.3

    [[expect]]
    at = 2026-01-02T05:00:00Z
    balance = 10.30

    [[expect]]
    at = 2026-01-02T06:00:00Z
    by_lot = { a = 10, "free#1" = 0.0 }
    results = { e1 = "ok" }
"#;

#[test]
fn toml_says_the_same_as_json() {
    let report = Scenario::from_toml(DECIMALS).unwrap().run().unwrap();
    assert_eq!(
        report,
        Report { name: "decimals".to_owned(), passed: true, checks: 4, failures: Vec::new() }
    );
}

#[test]
fn an_expectation_that_does_not_hold_is_told_with_both_figures() {
    let wrong =
        DECIMALS.replace("balance = 10.30", "balance = 10.4").replace("\"ok\"", "\"no_price\"");
    let report = Scenario::from_toml(&wrong).unwrap().run().unwrap();
    let told = serde_json::to_value(&report).unwrap();
    let expected: Value = serde_json::from_str(
        r#"{"name": "decimals", "passed": false, "checks": 4, "failures": [
            {"at": "2026-01-02T05:00:00Z", "key": "balance", "expected": 10.4, "actual": 10.3},
            {"at": "2026-01-02T06:00:00Z", "key": "results.e1", "expected": "no_price", "actual": "ok"}
        ]}"#,
    )
    .unwrap();
    assert_eq!(told, expected);
}

/// Each figure of a document is compared: another one in its place makes the scenario fail.
#[test]
fn no_expectation_holds_whatever_it_says() {
    for file in files() {
        let text = std::fs::read_to_string(&file).unwrap();
        let tree: Value = serde_json::from_str(&text).unwrap();
        let expect = tree["expect"].as_array().unwrap();
        // The many lots of group r take long and say nothing more about comparing.
        if tree["wallet"].get("lots_generate").is_some() {
            continue;
        }
        for place in 0..expect.len() {
            for key in ["balance", "owned", "debt", "expired_total"] {
                let mut changed = tree.clone();
                let Some(figure) = changed["expect"][place].get_mut(key) else { continue };
                *figure = json!(123_456_789);
                let scenario = Scenario::from_json(&changed.to_string()).unwrap();
                let report = scenario.run().unwrap();
                let failed: Vec<&str> = report.failures.iter().map(|f| f.key.as_str()).collect();
                assert_eq!(failed, [key], "{}", file.display());
            }
        }
    }
}

/// Every value of a tree, by its path.
fn paths(tree: &Value, path: &str, found: &mut Vec<String>) {
    let mut inner = |name: &str, value: &Value| {
        let path = format!("{path}/{name}");
        found.push(path.clone());
        paths(value, &path, found);
    };
    match tree {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| inner(name, value)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(place, value)| inner(&place.to_string(), value));
        }
        _ => {}
    }
}

/// Whatever stands in a field, the document is played or refused with a sentence.
#[test]
fn no_value_of_a_field_does_harm() {
    let odd = [
        "null",
        "true",
        "-1",
        "0",
        "0.0000001",
        "1e309",
        "99999999999999",
        "\"\"",
        "\"\\u0000\"",
        "\"9999-12-31T23:59:59Z\"",
        "\"-0001-01-01\"",
        "[]",
        "[[]]",
        "{}",
    ];
    let odd = odd.map(|text| serde_json::from_str::<Value>(text).unwrap());
    for name in [
        "a12-orb-item-filter-expiry-cost",
        "e12-upgrade-at-once-new-cycle",
        "f04-cap-after-downgrade-trims",
        "j09-late-entry-changes-what-was-carried",
        "k12-surcharge-for-a-setting",
        "m05-step-alarms",
        "n03-cool-down",
        "x02-late-purchase-covers-what-was-uncovered",
        "x07-confirmed-for-less",
        "x14-member-limit-counts-net-and-by-local-month",
    ] {
        let file = files().into_iter().find(|file| file.file_stem().unwrap() == name).unwrap();
        let tree: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        let mut found = Vec::new();
        paths(&tree, "", &mut found);
        for path in found.iter().filter(|path| !path.starts_with("/expect")) {
            for odd in &odd {
                let mut changed = tree.clone();
                *changed.pointer_mut(path).unwrap() = odd.clone();
                let played = Scenario::from_json(&changed.to_string()).and_then(|s| s.run());
                if let Err(error) = played {
                    assert!(error.to_string().contains(' '), "{name}{path} = {odd}: {error}");
                }
            }
        }
    }
}
