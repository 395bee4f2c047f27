//! Backups, restores, checks.

use serde_json::json;

use super::desk::{Desk, some, word};

#[test]
fn a_backup_brings_the_books_back_and_keeps_those_that_were_there() {
    let desk = Desk::studio();
    let backup = desk.path("safe.bursar");
    let made = desk.json(&["backup", word(&backup)]);
    assert_eq!(some(&made, &["entries", "wallets"]), json!({ "entries": 3, "wallets": 1 }));
    desk.refused(&["backup", word(&backup)], 2, &["already there"]);
    desk.ok(&["record", "main", "image", "--at", "2026-03-01"]);
    let restored = desk.json(&["restore", word(&backup)]);
    assert_eq!(restored["entries"], 3);
    assert_eq!(desk.json(&["balance", "main"])["wallets"][0]["available"], 1000);
    let kept = restored["kept"].as_str().unwrap();
    let output =
        super::desk::program().args(["--books", kept, "--json", "balance"]).output().unwrap();
    let balance: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(balance["wallets"][0]["available"], 990, "what was there before is kept");
    desk.refused(&["restore", "nowhere.bursar"], 2, &["nowhere.bursar"]);
    let text = desk.file("notes.txt", "no books at all, only a text".repeat(10));
    desk.refused(&["restore", &text], 2, &["is not a set of Bursar books"]);
}

#[test]
fn books_that_do_not_follow_from_their_facts_fail_the_check() {
    let desk = Desk::studio();
    desk.ok(&["record", "main", "image", "--at", "2026-03-01"]);
    let clean = desk.json(&["verify"]);
    assert_eq!(
        some(&clean, &["clean", "found", "entries", "usages"]),
        json!({
            "clean": true, "found": 0, "entries": 4, "usages": 1,
        })
    );
    let sql = "UPDATE lot SET remaining = remaining - 1000000, drawn = drawn + 1000000";
    let changed = std::process::Command::new("sqlite3").arg(desk.books()).arg(sql).status();
    if !changed.is_ok_and(|status| status.success()) {
        eprintln!("sqlite3 is not installed here");
        return;
    }
    let ran = desk.run(&["--json", "verify"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
    assert_eq!(ran.value()["clean"], false);
    assert!(!ran.value()["findings"].as_array().unwrap().is_empty());
    let text = desk.run(&["verify"]);
    assert_eq!(text.code, Some(1));
    assert!(text.stdout.contains("difference"), "{}", text.stdout);
}

#[test]
fn the_sample_books_are_whole_and_stay_as_they_are() {
    let desk = Desk::empty();
    desk.ok(&["sample"]);
    let wallets = desk.json(&["balance"])["wallets"].as_array().unwrap().len();
    assert_eq!(wallets, 3);
    assert_eq!(desk.json(&["verify"])["clean"], true);
    let before = std::fs::read(desk.books()).unwrap();
    desk.ok(&["sample"]);
    assert_eq!(std::fs::read(desk.books()).unwrap(), before);
    let other = Desk::studio();
    other.refused(&["sample"], 2, &["there are other books", "--books"]);
}

#[test]
fn opening_needs_books_and_the_window_program() {
    let desk = Desk::studio();
    let text = desk.file("notes.txt", "no books at all, only a text".repeat(10));
    desk.refused(&["open", &text], 2, &["is not a set of Bursar books"]);
    desk.refused(&["open", "nowhere.bursar"], 2, &["there are no books at"]);
    // The program alone, in a folder of its own.
    let alone = desk.path("alone");
    std::fs::create_dir(&alone).unwrap();
    let program = alone.join("bursar");
    std::fs::copy(super::desk::program().get_program(), &program).unwrap();
    let output = std::process::Command::new(program)
        .arg("open")
        .arg(desk.books())
        .env("PATH", &alone)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("is not installed beside this one"), "{said}");
}
