//! Exports as CSV and JSON.

use serde_json::{Value, json};

use super::desk::{Desk, json_of, some, word};

/// Books with a purchase, refunds, a pending, a failed and a voided usage, and odd names.
fn busy() -> Desk {
    let desk = Desk::studio();
    desk.ok(&[
        "topup",
        "main",
        "--bundle",
        "pack",
        "--expires",
        "2026-12-01",
        "--at",
        "2026-02-01",
    ]);
    let record = |more: &[&str]| desk.json(&[&["record", "main"], more].concat());
    record(&[
        "image",
        "--set",
        "resolution=2K",
        "--member",
        "=cmd()",
        "--id",
        "a",
        "--at",
        "2026-03-01",
    ]);
    record(&[
        "cutout",
        "--quantity",
        "3",
        "--member",
        "Mara",
        "--project",
        "a, \"b\"",
        "--at",
        "2026-03-02",
    ]);
    record(&["image", "--status", "pending", "--id", "p", "--at", "2026-03-03"]);
    record(&["image", "--status", "failed", "--at", "2026-03-03"]);
    let wrong = record(&["preview", "--at", "2026-03-04"]);
    desk.ok(&["void", wrong["id"].as_str().unwrap(), "--reason", "not ours"]);
    desk.ok(&["refund", "main", "a", "--credits", "3.5", "--at", "2026-03-05"]);
    desk
}

fn export(desk: &Desk, format: &str) -> String {
    desk.ok(&["export", "--format", format, "-o", "-"])
}

/// Rows of a CSV text as objects; cells may be quoted.
fn rows(text: &str) -> Vec<Value> {
    let mut records = text.lines().map(|line| {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        let mut letters = line.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => {
                    letters.next();
                    cells.last_mut().unwrap().push('"');
                }
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                _ => cells.last_mut().unwrap().push(letter),
            }
        }
        cells
    });
    let names = records.next().unwrap();
    records
        .map(|cells| {
            assert_eq!(cells.len(), names.len(), "{cells:?}");
            Value::Object(names.iter().cloned().zip(cells.into_iter().map(Value::from)).collect())
        })
        .collect()
}

#[test]
fn csv_has_a_row_an_entry_and_no_formula() {
    let desk = busy();
    let text = export(&desk, "csv");
    let rows = rows(&text);
    let journal = desk.json(&["journal"]);
    let ids = |lines: &[Value]| lines.iter().map(|line| line["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&rows), ids(journal.as_array().unwrap()));
    let of = |key: &str| rows.iter().find(|row| row["key"] == key).unwrap();
    let keys = [
        "entry", "wallet", "provider", "at", "status", "action", "settings", "quantity", "member",
        "credits", "refunded", "charged", "cost_EUR", "voided",
    ];
    assert_eq!(
        some(of("a"), &keys),
        json!({
            "entry": "usage", "wallet": "main", "provider": "studio", "at": "2026-03-01T00:00:00Z",
            "status": "succeeded", "action": "image", "settings": "resolution=2K", "quantity": "1",
            "member": "'=cmd()", "credits": "73.5", "refunded": "3.5", "charged": "70",
            "cost_EUR": "1.68", "voided": "",
        })
    );
    let charged = rows.iter().map(|row| row["charged"].as_str().unwrap());
    let charged: Vec<_> = charged.filter(|charged| !charged.is_empty()).collect();
    assert_eq!(charged, ["70", "0.6"], "what is pending, failed or voided is not charged");
    assert_eq!(rows.iter().filter(|row| row["voided"] == "yes").count(), 1);
    assert!(rows.iter().any(|row| row["project"] == "a, \"b\""));
    for row in &rows {
        for cell in row.as_object().unwrap().values().map(|cell| cell.as_str().unwrap()) {
            assert!(!cell.starts_with(['=', '+', '@', '\t']), "a formula: {cell}");
        }
    }
}

#[test]
fn an_import_reads_back_what_an_export_guarded() {
    let desk = busy();
    let text = export(&desk, "csv");
    let mut lines = text.lines();
    let usages: Vec<&str> = std::iter::once(lines.next().unwrap())
        .chain(lines.filter(|line| line.starts_with("usage,")))
        .collect();
    let log = desk.file("export.csv", usages.join("\n"));
    desk.ok(&[
        "wallet",
        "add",
        "copy",
        "--provider",
        "studio",
        "--opening",
        "9000",
        "--at",
        "2026-01-01",
    ]);
    let report = desk.json(&["import", "copy", &log]);
    assert_eq!(
        some(&report, &["read", "added", "rejected"]),
        json!({ "read": 5, "added": 5, "rejected": 0 })
    );
    let members = desk.json(&["usage", "copy", "--by", "member"]);
    let members: Vec<_> =
        members["rows"].as_array().unwrap().iter().map(|row| row["member"].clone()).collect();
    assert!(members.contains(&json!("=cmd()")), "{members:?}");
}

#[test]
fn json_holds_every_fact_with_exact_decimals() {
    let desk = busy();
    let text = export(&desk, "json");
    let export: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(some(&export, &["format", "version"]), json!({ "format": "bursar", "version": 1 }));
    assert_eq!(export["provider_files"][0]["name"], "studio");
    let wallet = &export["wallets"][0];
    assert_eq!(wallet["available"].to_string(), "1419.4");
    assert_eq!(wallet["policy"]["overdraw"], "refuse");
    let entries = export["entries"].as_array().unwrap();
    assert_eq!(entries.len(), desk.json(&["journal"]).as_array().unwrap().len());
    let usage = entries.iter().find(|entry| entry["key"] == "a").unwrap();
    assert_eq!(
        some(&usage["usage"], &["settings", "credits", "refunded", "draws", "cost", "member"]),
        json_of(
            r#"{"cost":{"EUR":"1.68"},"credits":73.5,"draws":[{"credits":70,"lot":"topup-4"}],
                "member":"=cmd()","refunded":3.5,"settings":{"resolution":"2K"}}"#
        )
    );
    let refund = entries.iter().find(|entry| entry["kind"] == "refunded").unwrap();
    assert_eq!(refund["fact"]["usage"], usage["id"], "entries name each other by their ids");
    let bought = entries.iter().find(|entry| entry["fact"]["bundle"] == "Pack of 500").unwrap();
    assert_eq!(bought["fact"]["terms"]["paid"], "12.00 EUR");
}

#[test]
fn columns_that_were_not_read_are_exported() {
    let desk = Desk::studio();
    let log = desk.file("log.csv", "id,at,action,seed\nx,2026-03-01,image,4711\n");
    desk.ok(&["import", "main", &log]);
    let export: Value = serde_json::from_str(&export(&desk, "json")).unwrap();
    let usage = &export["entries"]
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["key"] == "x")
        .unwrap()["usage"];
    assert_eq!(usage["extra"], json!({ "seed": "4711" }));
}

#[test]
fn an_export_never_writes_over_what_is_there() {
    let desk = busy();
    let file = desk.path("out.csv");
    let words = ["export", "--format", "csv", "-o", word(&file)];
    let told = desk.json(&words);
    assert_eq!(told["bytes"], json!(std::fs::metadata(&file).unwrap().len()));
    std::fs::write(&file, "mine").unwrap();
    desk.refused(&words, 2, &["is there already", "--force"]);
    assert_eq!(std::fs::read(&file).unwrap(), b"mine");
    desk.ok(&[&words[..], &["--force"]].concat());
    assert!(std::fs::read(&file).unwrap().starts_with(b"entry,"));

    let books = desk.books();
    let over = ["export", "--format", "csv", "--force", "-o", word(&books)];
    desk.refused(&over, 2, &["holds books", "another file"]);
    desk.refused(&["export", "--format", "csv", "-o", "books.bursar-wal"], 2, &["another file"]);
    desk.refused(&["export", "--format", "csv", "-o", "."], 2, &["is a folder"]);
    desk.refused(&["chart", "usage", "-o", "books.bursar"], 2, &[]);
    let left: Vec<_> = std::fs::read_dir(desk.path("."))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with(".bursar-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
