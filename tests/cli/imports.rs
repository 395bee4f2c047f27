//! Import: guessed and corrected columns, kept mappings, what no lot covers, what no rate matches.

use serde_json::{Value, json};

use super::desk::{Desk, some};

const LOG: &str = "\
job_id,created_at,action,model,images,status,user,project,seed
j1,2026-03-01 10:00:00,image,Alpha,2,success,Mara,Teaser,17
j2,2026-03-01 11:00:00,image,Beta,1,done,Ivo,Teaser,
j3,2026-03-02 09:30:00,image,Alpha,1,error,Mara,Print,
j4,2026-03-02 09:40:00,image,Alpha,4,PROCESSING,Mara,Print,
j5,2026-03-02 09:50:00,song,Alpha,1,success,Mara,Print,
";

const COUNTS: [&str; 8] =
    ["read", "added", "charged", "held", "failed", "unpriced", "already_there", "rejected"];

fn counts(report: &Value) -> Vec<u64> {
    COUNTS.iter().map(|count| report[count].as_u64().unwrap()).collect()
}

#[test]
fn columns_are_guessed_from_their_names_and_told() {
    let desk = Desk::studio();
    let log = desk.file("usage.csv", LOG);
    let dry = desk.json(&["import", "main", &log, "--dry-run"]);
    assert_eq!((counts(&dry), &dry["dry_run"]), (vec![5, 5, 2, 1, 1, 1, 0, 0], &json!(true)));
    assert_eq!(desk.json(&["usage", "--by", "model"])["rows"], json!([]), "nothing was kept");

    let report = desk.json(&["import", "main", &log]);
    assert_eq!(counts(&report), [5, 5, 2, 1, 1, 1, 0, 0]);
    assert_eq!(
        some(&report, &["credits", "held_credits"]),
        json!({ "credits": 30, "held_credits": 40 })
    );
    let columns = report["columns"].as_array().unwrap();
    for pair in [["id", "job_id"], ["at", "created_at"], ["quantity", "images"], ["member", "user"]]
    {
        assert!(columns.contains(&json!(pair)), "{pair:?} in {columns:?}");
    }
    let text = desk.ok(&["import", "main", &log]);
    assert!(text.starts_with("Added 0 of 5 rows to main.\nColumns: "), "{text}");
    assert!(text.contains("already there     5\n"), "{text}");
}

#[test]
fn columns_values_and_constants_are_corrected_and_kept_by_name() {
    let desk = Desk::studio();
    let log = "when;what;n;state\n2026-03-01;image;2;1\n2026-03-02;image;1;9\n";
    let log = desk.file("odd.csv", log);
    let words = [
        "import",
        "main",
        &log,
        "--map",
        "at=when",
        "--map",
        "action=what",
        "--map",
        "quantity=n",
        "--map",
        "status=state",
        "--value",
        "status:1=succeeded",
        "--value",
        "status:9=failed",
        "--set",
        "project=Teaser",
        "--set",
        "set.resolution=2K",
        "--mapping",
        "odd",
    ];
    let report = desk.json(&words);
    assert_eq!(counts(&report), [2, 2, 1, 0, 1, 0, 0, 0]);
    assert_eq!(report["credits"], 147, "the setting of every row chose the rate");
    let usage = desk.json(&["usage", "--by", "project"]);
    assert_eq!(usage["rows"][0]["project"], "Teaser");

    let next = desk.file("next.csv", "when;what;n;state\n2026-03-03;image;1;1\n");
    let kept = desk.json(&["import", "main", &next, "--mapping", "odd"]);
    assert_eq!(
        (counts(&kept), kept["credits"].to_string()),
        (vec![1, 1, 1, 0, 0, 0, 0, 0], "73.5".into())
    );
}

#[test]
fn what_no_lot_covers_is_kept_until_a_purchase_is_entered() {
    let desk = Desk::studio();
    let log = desk.file("usage.csv", "id,at,action,quantity\na,2026-03-01,image,150\n");
    assert_eq!(desk.json(&["import", "main", &log])["uncovered"], 500);
    let text = desk.ok(&["balance", "--at", "2026-03-05"]);
    assert!(text.contains("uncovered") && text.contains("500"), "{text}");
    let explained = desk.json(&["explain", "main"])["because"].to_string();
    assert!(explained.contains("500 credits that the provider reported as used"), "{explained}");
    assert!(explained.contains("bursar topup main"), "{explained}");

    desk.ok(&["topup", "main", "--credits", "600", "--at", "2026-02-01"]);
    let balance = desk.json(&["balance", "main"])["wallets"][0].clone();
    assert_eq!(
        some(&balance, &["available", "uncovered"]),
        json!({ "available": 100, "uncovered": 0 })
    );
}

#[test]
fn what_no_rate_matches_is_priced_as_soon_as_one_is_added() {
    let desk = Desk::studio();
    let log = desk.file("usage.csv", LOG);
    desk.ok(&["import", "main", &log]);
    let unpriced = || desk.json(&["balance", "main"])["wallets"][0]["unpriced"].clone();
    assert_eq!(unpriced(), 1);
    let file = std::fs::read_to_string(desk.path("studio.toml")).unwrap();
    let with_songs = format!("{file}\n[[rate]]\naction = \"song\"\ncredits = 7.5\n");
    let with_songs = desk.file("studio.toml", with_songs);
    let added = desk.json(&["catalog", "add", &with_songs]);
    assert_eq!(some(&added, &["name", "priced"]), json!({ "name": "studio", "priced": 1 }));
    assert_eq!(unpriced(), 0);
    let songs = desk.json(&["usage", "--by", "action", "--where", "action=song"]);
    assert_eq!(songs["total"]["credits"].to_string(), "7.5");
    assert_eq!(desk.json(&["verify"])["clean"], true);
    desk.ok(&["undo"]);
    assert_eq!(unpriced(), 1, "the file and the prices that followed are one thing");
}

#[test]
fn rows_that_are_alike_count_as_often_as_they_stand() {
    let desk = Desk::studio();
    let row = "2026-03-01 10:00,image,1\n";
    let twice = desk.file("twice.csv", format!("at,action,quantity\n{row}{row}"));
    let thrice = desk.file("thrice.csv", format!("at,action,quantity\n{row}{row}{row}"));
    assert_eq!(counts(&desk.json(&["import", "main", &twice])), [2, 2, 2, 0, 0, 0, 0, 0]);
    assert_eq!(counts(&desk.json(&["import", "main", &twice])), [2, 0, 0, 0, 0, 0, 2, 0]);
    assert_eq!(counts(&desk.json(&["import", "main", &thrice])), [3, 1, 1, 0, 0, 0, 2, 0]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_an_import_and_keeps_nothing() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let desk = Desk::studio();
    let mut child = desk
        .command(&["import", "main", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut rows = String::from("id,at,action\n");
    for row in 0..20_000 {
        rows += &format!("r{row},2026-03-01T10:00:00Z,image\n");
    }
    stdin.write_all(rows.as_bytes()).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(300));
    let interrupted =
        Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    let output = child.wait_with_output().unwrap();
    drop(stdin);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "error: cancelled; nothing was changed.\n"
    );
    assert_eq!(desk.json(&["usage", "--by", "action"])["total"]["count"], 0);
    assert_eq!(desk.json(&["verify"])["clean"], true);
}

#[test]
fn a_pending_row_that_is_priced_later_is_settled_within_its_price() {
    let desk = Desk::studio();
    let log = "job_id,created_at,action,status\n\
               s1,2026-03-02 09:40:00,song,PENDING\ns2,2026-03-02 09:50:00,song,PENDING\n";
    desk.ok(&["import", "main", &desk.file("songs.csv", log)]);
    let file = std::fs::read_to_string(desk.path("studio.toml")).unwrap();
    let with_songs = format!("{file}\n[[rate]]\naction = \"song\"\ncredits = 7.5\n");
    desk.ok(&["catalog", "add", &desk.file("studio.toml", with_songs)]);
    for day in 4..9 {
        desk.ok(&["record", "main", "image", "--at", &format!("2026-03-0{day}")]);
    }
    let settle = |id, outcome, credits| {
        ["settle", "main", id, outcome, "--credits", credits, "--at", "2026-03-03"]
    };
    // Late, as it would be refused in time.
    desk.refused(&settle("s1", "succeeded", "9"), 3, &["more than"]);
    desk.ok(&settle("s1", "succeeded", "6"));
    // The figure of a failure says nothing of the price.
    desk.ok(&settle("s2", "failed", "9"));
    let held = |at| {
        let balance = desk.json(&["balance", "main", "--at", at])["wallets"][0].clone();
        some(&balance, &["available", "held"])
    };
    assert_eq!(held("2026-03-02T12:00:00Z"), json!({ "available": 985, "held": 15 }));
    assert_eq!(held("2026-03-03"), json!({ "available": 994, "held": 0 }));
    assert_eq!(desk.json(&["verify"])["clean"], true);
}
