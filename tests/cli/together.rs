//! Several processes on the same books at once.

use std::process::{Child, Stdio};

use serde_json::json;

use super::desk::Desk;

fn record(desk: &Desk, writer: usize, number: usize) -> Child {
    let id = format!("w{writer}-{number}");
    desk.command(&["record", "main", "preview", "--at", "2026-03-01", "--id", &id])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn two_processes_write_at_once_and_nothing_is_lost() {
    let desk = Desk::studio();
    const EACH: usize = 20;
    for number in 0..EACH {
        let both = [record(&desk, 1, number), record(&desk, 2, number)];
        for child in both {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{said}");
        }
    }
    let total = desk.json(&["usage", "--by", "action"])["total"].clone();
    assert_eq!((&total["count"], &total["credits"]), (&json!(2 * EACH), &json!(10)));
    assert_eq!(desk.json(&["balance"])["wallets"][0]["available"], 990);
    assert_eq!(desk.json(&["verify"])["clean"], true);
}

#[test]
fn an_import_and_single_entries_go_on_side_by_side() {
    let desk = Desk::studio();
    desk.ok(&["topup", "main", "--credits", "900000", "--at", "2026-01-02"]);
    let rows: String =
        (0..20_000).map(|row| format!("r{row},2026-03-01T10:00:00Z,image\n")).collect();
    let log = desk.file("log.csv", format!("id,at,action\n{rows}"));
    let import = desk
        .command(&["import", "main", &log])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let entries: Vec<Child> = (0..5).map(|number| record(&desk, 1, number)).collect();
    for child in entries.into_iter().chain([import]) {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(desk.json(&["usage", "--by", "action"])["total"]["count"], 20_005);
    assert_eq!(desk.json(&["verify"])["clean"], true);
}
