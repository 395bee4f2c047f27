//! Journals for other book-keepers: they balance, and their totals are ours.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

use super::desk::{Desk, data, is_installed, word};

/// A provider that lets a wallet overdraw, forgives at a refill, carries over and charges failures.
const LOOSE: &str = r#"
name = "loose"
[policy]
overdraw = "allow"
debt_at_refill = "forgive"
failed_usage = "charged_and_refunded"
[plan_terms]
rollover = { percent = 33.3, max = 50 }
[[plan]]
id = "pro"
credits = 100
billing = ["monthly"]
price = "9.99 EUR"
[[rate]]
credits = 7.35
"#;

/// A wallet at that provider: debt, a pending usage on debt, both forgiven or let go.
fn overdraw(desk: &Desk) {
    let provider = desk.file("loose.toml", LOOSE);
    desk.ok(&["catalog", "add", &provider]);
    desk.ok(&["wallet", "add", "loose", "--provider", "loose", "--at", "2026-01-01"]);
    desk.ok(&["subscribe", "loose", "pro", "--at", "2026-02-01"]);
    for (quantity, status, id, at) in [
        ("10", "succeeded", "covered", "2026-02-03"),
        ("2", "failed", "failed", "2026-02-04"),
        ("5", "succeeded", "overdrawn", "2026-02-05"),
        ("3", "pending", "on-debt", "2026-02-06"),
        ("1", "succeeded", "later", "2026-04-10"),
    ] {
        let words = ["record", "loose", "image", "--quantity", quantity, "--status", status];
        desk.ok(&[&words[..], &["--id", id, "--at", at]].concat());
    }
    desk.ok(&["settle", "loose", "on-debt", "failed", "--at", "2026-02-20"]);
    desk.ok(&["refund", "loose", "overdrawn", "--credits", "30", "--at", "2026-03-02"]);
    desk.ok(&["statement", "loose", "--shows", "-10", "--at", "2026-04-20"]);
}

/// Every sort of entry, in wallets with odd names, in zones on both sides of Greenwich.
fn busy() -> Desk {
    let desk = Desk::studio();
    let odd = "Atelier \"Nord\"; (1): 映像";
    desk.ok(&[
        "wallet",
        "add",
        odd,
        "--provider",
        "studio",
        "--timezone",
        "Asia/Tokyo",
        "--opening",
        "0.75",
        "--at",
        "2026-01-31T23:00",
    ]);
    desk.ok(&["subscribe", odd, "pro", "--at", "2026-01-31T23:30"]);
    desk.ok(&[
        "topup",
        "main",
        "--bundle",
        "pack",
        "--expires",
        "2026-04-01",
        "--at",
        "2026-02-01",
    ]);
    desk.ok(&["topup", "main", "--credits", "3", "--paid", "1.00 USD", "--at", "2026-02-02"]);
    let record = |wallet: &str, more: &[&str]| desk.json(&[&["record", wallet], more].concat());
    for day in 1..=9 {
        let at = format!("2026-03-0{day}T18:00");
        record(
            "main",
            &["cutout", "--quantity", "7", "--model", "Alpha", "--member", "Mara", "--at", &at],
        );
        record(odd, &["image", "--set", "resolution=2K", "--model", "Beta; x", "--at", &at]);
    }
    record("main", &["image", "--id", "refunded", "--model", "Alpha", "--at", "2026-03-02"]);
    desk.ok(&["refund", "main", "refunded", "--credits", "4", "--at", "2026-04-05"]);
    for (id, outcome) in [("yes", "succeeded"), ("no", "failed")] {
        record("main", &["image", "--status", "pending", "--id", id, "--at", "2026-03-03"]);
        desk.ok(&["settle", "main", id, outcome, "--at", "2026-03-04"]);
    }
    record("main", &["image", "--status", "pending", "--at", "2026-03-05"]);
    let wrong = record("main", &["image", "--at", "2026-03-06"]);
    desk.ok(&["void", wrong["id"].as_str().unwrap(), "--reason", "not ours"]);
    desk.ok(&["statement", odd, "--shows", "300", "--at", "2026-03-12"]);
    desk.ok(&["statement", "main", "--shows", "1500.5", "--at", "2026-03-12"]);
    overdraw(&desk);
    let log = desk.file("log.csv", "id,at,action,quantity\nbig,2026-05-01,image,200\n");
    desk.ok(&["import", "main", &log]);
    desk
}

fn hledger(journal: &str, words: &[&str]) -> String {
    let output = Command::new("hledger").arg("-f").arg(journal).args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The amounts of each account: commodity and number.
fn balances(journal: &str, more: &[&str]) -> BTreeMap<(String, String), String> {
    let words =
        [&["balance", "--flat", "--no-total", "--layout", "bare", "-O", "csv"], more].concat();
    let text = hledger(journal, &words);
    let cell = |cell: &str| cell.trim_matches('"').replace("\"\"", "\"");
    let lines = text.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split("\",\"").collect();
        let number = cell(cells[2]);
        let number = match number.split_once('.') {
            Some((whole, fraction)) => {
                let fraction = fraction.trim_end_matches('0');
                if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
            }
            None => number,
        };
        ((cell(cells[0]), cell(cells[1])), number)
    });
    lines.collect()
}

#[test]
fn the_totals_of_hledger_are_ours() {
    if !is_installed("hledger") {
        eprintln!("hledger is not installed here");
        return;
    }
    let desk = busy();
    let journal = desk.path("books.journal");
    let journal = word(&journal);
    desk.ok(&["export", "--format", "hledger", "-o", journal]);
    hledger(journal, &["check", "--strict", "ordereddates", "payees"]);

    let found = balances(journal, &[]);
    let of = |account: &str, commodity: &str| {
        let key = (account.to_owned(), commodity.to_owned());
        found.get(&key).cloned().unwrap_or_else(|| "0".to_owned())
    };
    let names = [
        ("main", "main"),
        ("loose", "loose"),
        ("Atelier \"Nord\"; (1): 映像", "Atelier _Nord__ _1__ 映像"),
    ];
    for (wallet, name) in names {
        let credits = format!("{name} credits");
        let balance = desk.json(&["balance", wallet])["wallets"][0].clone();
        let kinds = balance["by_kind"].as_object().unwrap();
        for (kind, amount) in kinds {
            assert_eq!(
                of(&format!("assets:{name}:{kind}"), &credits),
                amount.to_string(),
                "{kind}"
            );
        }
        for (account, figure) in [("assets", "held"), ("expenses", "expired")] {
            let theirs = of(&format!("{account}:{name}:{figure}"), &credits);
            assert_eq!(theirs, balance[figure].to_string(), "{wallet}: {figure}");
        }
        // What is available is what the lots hold less debt.
        let lots: i128 = kinds.values().map(|amount| millionths(&amount.to_string())).sum();
        let debt = lots - millionths(&balance["available"].to_string());
        let owed = millionths(&balance["uncovered"].to_string()) + debt;
        let theirs = of(&format!("liabilities:{name}:uncovered"), &credits);
        assert_eq!(millionths(&theirs), -owed, "{wallet}: uncovered and debt");
        let usage = desk.json(&["usage", wallet, "--by", "wallet"])["total"].clone();
        let theirs = of(&format!("expenses:{name}:usage"), &credits);
        assert_eq!(theirs, usage["credits"].to_string(), "{wallet}: usage");

        let cost = balances(journal, &["--cost", &format!("expenses:{name}:usage")]);
        for (currency, amount) in usage["cost"].as_object().unwrap() {
            let key = (format!("expenses:{name}:usage"), currency.clone());
            let ours: f64 = amount.as_str().unwrap().parse().unwrap();
            let theirs: f64 = cost.get(&key).map_or(0.0, |theirs| theirs.parse().unwrap());
            assert_eq!(
                format!("{ours:.2}"),
                format!("{theirs:.2}"),
                "{wallet}: cost in {currency}"
            );
        }
    }
    // By model too: hledger turns the tags into accounts.
    let by_model = balances(journal, &["--pivot", "model", "expenses:main:usage"]);
    let ours = desk.json(&["usage", "main", "--by", "model", "--where", "model=Alpha"]);
    let mut theirs = 0.0;
    for ((account, _), number) in &by_model {
        if account == "Alpha" {
            theirs += number.parse::<f64>().unwrap();
        }
    }
    // The refund is an entry of its own, without a model.
    let refunded = 4.0;
    let ours: f64 = ours["total"]["credits"].to_string().parse().unwrap();
    assert!((theirs - ours - refunded).abs() < 1e-9, "{theirs} and {ours}");
}

#[test]
fn the_real_log_balances_in_hledger() {
    if !is_installed("hledger") {
        eprintln!("hledger is not installed here");
        return;
    }
    let desk = Desk::lab();
    let log = data("lora_request_trace.part.csv");
    desk.ok(&["import", "lab", word(&log)]);
    let journal = desk.path("lab.journal");
    let journal = word(&journal);
    desk.ok(&["export", "--format", "hledger", "-o", journal]);
    hledger(journal, &["check", "--strict", "ordereddates", "payees"]);
    let found = balances(journal, &["expenses:lab:usage"]);
    let usage = desk.json(&["usage", "lab", "--by", "model"]);
    let numbers: Vec<&String> = found.values().collect();
    assert_eq!(numbers, [&usage["total"]["credits"].to_string()]);
    let daily =
        hledger(journal, &["balance", "--daily", "expenses", "-O", "csv", "--layout", "bare"]);
    let days = desk.json(&["usage", "lab", "--by", "day"]);
    let first: &Value = &days["rows"][0];
    assert!(daily.contains(&format!("\"{}\"", first["credits"])), "{daily}");
}

#[test]
fn a_beancount_ledger_balances_line_by_line() {
    let desk = busy();
    let text = desk.ok(&["export", "--format", "beancount", "-o", "-"]);
    let mut opened = Vec::new();
    let mut transactions = 0;
    for block in text.split("\n\n") {
        let mut sums: BTreeMap<String, i128> = BTreeMap::new();
        for line in block.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            if words.get(1) == Some(&"open") {
                opened.push(words[2].to_owned());
            } else if line.starts_with("  ") && words[0].contains(':') && !words[0].ends_with(':') {
                assert!(opened.contains(&words[0].to_owned()), "{} is opened", words[0]);
                // `N COMMODITY` or `N COMMODITY @@ M CURRENCY`: the price is what must balance.
                let (number, unit) = match words[..] {
                    [_, number, _, "@@", price, currency] => {
                        let sign = if number.starts_with('-') { "-" } else { "" };
                        (format!("{sign}{price}"), currency)
                    }
                    [_, number, unit] => (number.to_owned(), unit),
                    _ => panic!("{line}"),
                };
                assert!(
                    unit.len() <= 24 && unit.starts_with(|c: char| c.is_ascii_uppercase()),
                    "{unit}"
                );
                *sums.entry(unit.to_owned()).or_default() += millionths(&number);
            }
        }
        transactions += usize::from(block.contains(" * "));
        assert!(sums.values().all(|sum| *sum == 0), "{block}\n{sums:?}");
    }
    assert!(transactions > 30, "{transactions}");
    assert!(text.contains(" balance Assets:Main:Topup  "), "it asserts what Bursar shows");
    if is_installed("bean-check") {
        let ledger = desk.file("books.beancount", &text);
        let output = Command::new("bean-check").arg(&ledger).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

/// A decimal number in millionths.
fn millionths(number: &str) -> i128 {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction: i128 = format!("{fraction:0<6}").parse().unwrap();
    sign * (whole.parse::<i128>().unwrap() * 1_000_000 + fraction)
}
