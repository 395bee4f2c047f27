//! Names with markup, quotes, newlines, marks of direction and emoji: kept as they are, and shown so
//! that no row is broken.

use serde_json::json;

use super::desk::{Desk, Ran};

const NAMES: [&str; 8] = [
    "<script>alert(1)</script>",
    "quote \" and ' and `",
    "two\nlines",
    "tab\tand\u{1b}[31mred",
    "\u{202e}evil\u{202c}",
    "👩\u{200d}🎨 Mara 映像",
    "'; DROP TABLE usage; --",
    "=HYPERLINK(\"x\")",
];

fn shown(ran: &Ran) -> &str {
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let acts = |letter: char| {
        (letter.is_control() && letter != '\n') || matches!(letter, '\u{202a}'..='\u{202e}')
    };
    assert!(!ran.stdout.contains(acts), "{:?}", ran.stdout);
    &ran.stdout
}

#[test]
fn a_wallet_may_have_any_name() {
    let desk = Desk::studio();
    for name in NAMES {
        desk.ok(&[
            "wallet",
            "add",
            name,
            "--provider",
            "studio",
            "--opening",
            "5",
            "--at",
            "2026-01-01",
        ]);
        assert_eq!(desk.json(&["wallet", "show", name])["name"], name);
        assert_eq!(desk.json(&["balance", name])["wallets"][0]["available"], 5, "{name:?}");
        shown(&desk.run(&["lots", name]));
        shown(&desk.run(&["explain", name]));
    }
    let list = desk.run(&["wallet", "list"]);
    assert_eq!(shown(&list).lines().count(), NAMES.len() + 2, "a row a wallet, and the headers");
    let balance = desk.run(&["balance"]);
    assert_eq!(shown(&balance).lines().count(), NAMES.len() + 3);
    assert!(list.stdout.contains("two\\nlines"), "{}", list.stdout);
    assert!(list.stdout.contains("\\u{202e}evil\\u{202c}"), "{}", list.stdout);
    let refused = desk.run(&["lots", "no\nsuch\u{1b}[2J"]);
    assert_eq!(refused.code, Some(2));
    assert_eq!(refused.stderr.lines().count(), 2, "{:?}", refused.stderr);
    assert!(!refused.stderr.contains('\u{1b}'), "{:?}", refused.stderr);
}

#[test]
fn members_and_projects_may_have_any_name() {
    let desk = Desk::studio();
    for name in NAMES {
        let words =
            ["record", "main", "image", "--member", name, "--project", name, "--at", "2026-03-01"];
        desk.ok(&words);
        let only = ["usage", "--by", "member", "--where", &format!("member={name}")];
        let report = desk.json(&only);
        assert_eq!(report["rows"][0]["member"], name);
        assert_eq!(report["total"]["count"], 1, "{name:?}");
    }
    let text = desk.run(&["usage", "--by", "member,project"]);
    assert_eq!(shown(&text).lines().count(), NAMES.len() + 3);
    shown(&desk.run(&["journal"]));
}

#[test]
fn columns_of_a_table_stand_under_each_other_whatever_the_names_are() {
    let desk = Desk::studio();
    for name in ["映像", "Mara", "👩\u{200d}🎨"] {
        desk.ok(&["record", "main", "image", "--member", name, "--at", "2026-03-01"]);
    }
    let text = desk.ok(&["usage", "--by", "member"]);
    let ends: Vec<usize> = text.lines().map(unicode_columns).collect();
    assert!(ends.windows(2).all(|pair| pair[0] == pair[1]), "{ends:?}\n{text}");
}

/// The columns of a terminal that a line of this test takes: letters of these two scripts take two.
fn unicode_columns(line: &str) -> usize {
    let plain = line.replace("👩\u{200d}🎨", "xx");
    plain.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

#[test]
fn a_log_may_hold_any_name_and_be_called_anything() {
    let desk = Desk::studio();
    let rows = NAMES
        .map(|name| json!({ "at": "2026-03-01", "action": "image", "member": name }).to_string());
    // Windows forbids some of these in the name of a file.
    let file =
        if cfg!(windows) { "“log” 👩.jsonl" } else { "<b>\"log\"\n\u{202e}👩.jsonl" };
    let log = desk.file(file, rows.join("\n"));
    let report = desk.json(&["import", "main", &log]);
    assert_eq!((&report["added"], &report["rejected"]), (&json!(NAMES.len()), &json!(0)));
    let members = desk.json(&["usage", "--by", "member"]);
    let found: Vec<_> = members["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["member"].as_str().unwrap())
        .collect();
    assert!(NAMES.iter().all(|name| found.contains(name)), "{found:?}");
    shown(&desk.run(&["journal"]));
    shown(&desk.run(&["undo"]));
}
