//! Help, completions, the version; where answers and errors go; readers that stop early.

use std::io::Read;
use std::process::Stdio;

use super::desk::{Desk, program};

fn said(words: &[&str]) -> (Option<i32>, String, String) {
    let output = program().args(words).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn help_teaches() {
    let (code, help, _) = said(&["--help"]);
    assert_eq!(code, Some(0));
    for word in [
        "wallet",
        "subscribe",
        "cancel",
        "topup",
        "balance",
        "lots",
        "journal",
        "explain",
        "price",
        "record",
        "refund",
        "settle",
        "void",
        "undo",
        "statement",
        "import",
        "usage",
        "bill",
        "estimate",
        "plans",
        "forecast",
        "calendar",
        "chart",
        "member",
        "project",
        "catalog",
        "export",
        "backup",
        "restore",
        "verify",
        "simulate",
        "sample",
        "completions",
        "--books",
        "--json",
        "BURSAR_BOOKS",
        "Exit code: 0 done",
    ] {
        assert!(help.contains(word), "{word} in {help}");
    }
    let (_, import, _) = said(&["help", "import"]);
    for part in ["Fields:", "set.<name>", "Mapping:", "--value status:3=failed", "quantity"] {
        assert!(import.contains(part), "{part} in {import}");
    }
    let (_, add, _) = said(&["help", "wallet", "add"]);
    assert!(add.contains("bursar wallet add main --provider imagineart"), "{add}");
    let (code, _, nothing) = said(&[]);
    assert_eq!(code, Some(2), "no command is wrong usage");
    assert!(nothing.contains("Usage: bursar"), "{nothing}");
}

#[test]
fn the_version_and_the_completions_are_told() {
    let (code, version, _) = said(&["--version"]);
    assert_eq!((code, version), (Some(0), format!("bursar {}\n", env!("CARGO_PKG_VERSION"))));
    for (shell, part) in
        [("bash", "complete -F"), ("zsh", "#compdef bursar"), ("fish", "complete -c bursar")]
    {
        let (code, script, _) = said(&["completions", shell]);
        assert_eq!(code, Some(0));
        assert!(script.contains(part) && script.contains("statement"), "{shell}");
    }
    assert_eq!(said(&["completions", "tcsh"]).0, Some(2));
}

#[test]
fn the_books_may_be_named_by_the_surroundings() {
    let desk = Desk::studio();
    let output = program().env("BURSAR_BOOKS", desk.books()).args(["--json", "balance"]).output();
    let output = output.unwrap();
    assert!(output.status.success());
    let elsewhere = program()
        .env("BURSAR_BOOKS", desk.path("nowhere"))
        .args(["balance", "--books"])
        .arg(desk.books())
        .output()
        .unwrap();
    assert!(elsewhere.status.success(), "--books goes before, and may stand behind the command");
}

// Windows does not let a test say where its data folder is.
#[cfg(not(windows))]
#[test]
fn unnamed_books_lie_in_the_data_folder() {
    let desk = Desk::empty();
    let home = desk.path("home");
    let unnamed = program()
        .args(["balance"])
        .env("HOME", &home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("APPDATA", &home)
        .output()
        .unwrap();
    assert_eq!(unnamed.status.code(), Some(2));
    let said = String::from_utf8(unnamed.stderr).unwrap();
    assert!(said.contains("there are no books at") && said.contains("home"), "{said}");
}

#[test]
fn a_reader_that_stops_early_is_no_error() {
    let desk = Desk::studio();
    let rows: String =
        (0..30_000).map(|row| format!("r{row},2026-03-01T10:00:00Z,preview\n")).collect();
    let log = desk.file("log.csv", format!("id,at,action\n{rows}"));
    desk.ok(&["import", "main", &log]);
    for words in [
        &["journal"][..],
        &["--json", "journal"],
        &["export", "--format", "csv", "-o", "-"],
        &["export", "--format", "json", "-o", "-"],
        &["export", "--format", "hledger", "-o", "-"],
    ] {
        let mut child =
            desk.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut first = [0; 100];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{words:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "", "{words:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_an_error() {
    let desk = Desk::studio();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = desk.command(&["journal"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: the answer could not be written"), "{said}");
}

#[test]
fn an_answer_goes_to_standard_output_and_an_error_to_both_only_as_json() {
    let desk = Desk::studio();
    let good = desk.run(&["balance"]);
    assert!(good.stderr.is_empty() && !good.stdout.is_empty());
    let bad = desk.run(&["balance", "nobody"]);
    assert!(bad.stdout.is_empty(), "{}", bad.stdout);
    let told = desk.run(&["balance", "nobody", "--json"]);
    let error = &told.value()["error"];
    assert_eq!(error["code"], "input");
    assert_eq!(error["message"], "there is no wallet named “nobody”");
    assert!(error["hint"].as_str().unwrap().contains("wallet list"));
    assert!(
        told.stderr.starts_with("error: there is no wallet named “nobody”."),
        "{}",
        told.stderr
    );
    let nothing = desk.run(&["--json"]);
    assert_eq!(nothing.value()["error"]["code"], "input");
}
