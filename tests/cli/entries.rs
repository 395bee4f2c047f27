//! Usages and what becomes of them: refunds, settlements, voids, statements, undo.

use serde_json::{Value, json};

use super::desk::{Desk, json_of, some};

fn available(desk: &Desk) -> Value {
    desk.json(&["balance", "main"])["wallets"][0]["available"].clone()
}

#[test]
fn a_usage_is_priced_drawn_and_told() {
    let desk = Desk::studio();
    let recorded = desk.json(&[
        "record",
        "main",
        "image",
        "--set",
        "resolution=2K",
        "--quantity",
        "2",
        "--member",
        "Mara",
        "--project",
        "Teaser",
        "--id",
        "job-1",
        "--at",
        "2026-03-01T10:00",
    ]);
    let told = ["wallet", "at", "available", "credits", "rated", "draws", "already_there"];
    let first = json!({
        "wallet": "main", "at": "2026-03-01T10:00:00Z", "available": 853, "credits": 147,
        "rated": null, "draws": [{ "lot": "opening", "credits": 147 }], "already_there": false,
    });
    assert_eq!(some(&recorded, &told), first);

    // The provider's own figure counts, and the difference is shown.
    let given = ["record", "main", "image", "--credits", "12", "--at", "2026-03-02"];
    let own = desk.json(&given);
    assert_eq!(some(&own, &["credits", "rated"]), json!({ "credits": 12, "rated": 10 }));
    assert!(desk.ok(&given).contains("The rate card says 10, not 12."));
}

#[test]
fn the_same_id_again_adds_nothing_and_with_other_content_is_refused() {
    let desk = Desk::studio();
    let words = ["record", "main", "image", "--id", "job-1", "--at", "2026-03-01"];
    let first = desk.json(&words);
    let second = desk.json(&words);
    assert_eq!((&second["id"], &second["already_there"]), (&first["id"], &json!(true)));
    assert_eq!(available(&desk), json!(990));
    desk.refused(
        &["record", "main", "image", "--quantity", "2", "--id", "job-1", "--at", "2026-03-01"],
        3,
        &["entered before with other content", "Use another id"],
    );
    desk.refused(&["topup", "main", "--credits", "5", "--id", "job-1"], 3, &["other content"]);
}

#[test]
fn what_is_not_covered_is_refused_with_the_ways_out() {
    let desk = Desk::studio();
    desk.refused(
        &["record", "main", "image", "--credits", "1000.000001", "--at", "2026-03-01"],
        3,
        &["main holds 1000 credits", "takes 1000.000001", "op up", "a larger plan"],
    );
    desk.ok(&["record", "main", "image", "--credits", "900", "--at", "2026-03-10", "--id", "big"]);
    let late = ["record", "main", "image", "--credits", "200", "--at", "2026-03-05"];
    let big = desk.json(&["journal", "main"]);
    let big = big.as_array().unwrap().iter().find(|line| line["key"] == "big").unwrap();
    desk.refused(&late, 3, &["no longer be covered", big["id"].as_str().unwrap()]);
    assert_eq!(available(&desk), json!(100));
}

#[test]
fn a_refund_gives_back_what_was_drawn_and_no_more() {
    let desk = Desk::studio();
    desk.ok(&["record", "main", "image", "--quantity", "8", "--id", "job", "--at", "2026-03-01"]);
    desk.refused(&["refund", "main", "job", "--credits", "80.5"], 3, &["more than what is left"]);
    let part = desk.json(&["refund", "main", "job", "--credits", "30", "--at", "2026-03-02"]);
    assert_eq!(part["available"], 950);
    assert_eq!(desk.json(&["refund", "main", "job"])["available"], 1000);
    desk.refused(&["refund", "main", "job"], 3, &["has been refunded"]);
    desk.refused(&["refund", "main", "nobody"], 2, &["“nobody”", "bursar journal"]);
}

#[test]
fn a_pending_usage_holds_until_it_is_settled() {
    let desk = Desk::studio();
    for id in ["one", "two", "three"] {
        let at = "2026-03-01";
        desk.ok(&["record", "main", "image", "--status", "pending", "--id", id, "--at", at]);
    }
    let held = || {
        let balance = desk.json(&["balance", "main"])["wallets"][0].clone();
        some(&balance, &["available", "held"])
    };
    assert_eq!(held(), json!({ "available": 970, "held": 30 }));
    desk.ok(&["settle", "main", "one", "succeeded"]);
    desk.ok(&["settle", "main", "two", "failed"]);
    desk.refused(&["settle", "main", "three", "succeeded", "--credits", "11"], 3, &["more than"]);
    desk.ok(&["settle", "main", "three", "succeeded", "--credits", "7.5"]);
    assert_eq!(held().to_string(), r#"{"available":982.5,"held":0}"#);
    desk.refused(&["settle", "main", "one", "failed"], 3, &["not pending; it has succeeded"]);
    desk.refused(&["settle", "main", "one", "maybe"], 2, &["maybe"]);
}

#[test]
fn a_void_takes_an_entry_out_of_the_count_and_leaves_it_in_the_journal() {
    let desk = Desk::studio();
    let recorded = desk.json(&["record", "main", "image", "--at", "2026-03-01"]);
    let id = recorded["id"].as_str().unwrap();
    desk.refused(&["void", id, "--reason", "  "], 2, &["reason"]);
    let voided = desk.json(&["void", id, "--reason", "entered twice"]);
    assert_eq!(voided["available"], 1000);
    desk.refused(&["void", id, "--reason", "again"], 2, &["voided already"]);
    let journal = desk.json(&["journal", "main"]);
    let lines = journal.as_array().unwrap();
    let line = lines.iter().find(|line| line["id"] == id).unwrap();
    assert_eq!(
        some(line, &["kind", "voided", "credits"]),
        json!({ "kind": "usage", "voided": true, "credits": 10 })
    );
    assert_eq!(lines.last().unwrap()["text"], "voided: entered twice");

    // Without its purchase a usage would be uncovered.
    let topup = desk.json(&["topup", "main", "--credits", "500", "--at", "2026-03-02"]);
    desk.ok(&["record", "main", "image", "--credits", "1400", "--at", "2026-03-03"]);
    let id = topup["id"].as_str().unwrap();
    desk.refused(&["void", id, "--reason", "never paid"], 3, &["credits"]);
}

#[test]
fn undo_takes_back_one_thing_after_the_other() {
    let desk = Desk::studio();
    desk.ok(&["record", "main", "image", "--at", "2026-03-01"]);
    desk.ok(&["topup", "main", "--credits", "5", "--at", "2026-03-02"]);
    assert_eq!(available(&desk), json!(995));
    assert!(desk.ok(&["undo"]).starts_with("undone: top-up of 5"));
    assert_eq!(available(&desk), json!(990));
    assert_eq!(desk.json(&["undo"])["available"], 1000);
    desk.ok(&["undo"]);
    assert_eq!(desk.json(&["wallet", "list"]), json!([]));
    desk.ok(&["undo"]);
    desk.refused(&["undo"], 3, &["nothing to undo"]);
}

#[test]
fn a_statement_books_the_difference() {
    let desk = Desk::studio();
    let less = desk.json(&["statement", "main", "--shows", "990.5", "--at", "2026-03-01"]);
    let told = ["books", "shows", "difference", "available"];
    assert_eq!(
        some(&less, &told),
        json_of(r#"{"available":990.5,"books":1000,"difference":-9.5,"shows":990.5}"#)
    );
    let more = desk.json(&["statement", "main", "--shows", "1200", "--at", "2026-03-02"]);
    assert_eq!(more["difference"].to_string(), "209.5");
    let lots = desk.json(&["lots", "main"]);
    let kinds: Vec<_> = lots["lots"].as_array().unwrap().iter().map(|lot| &lot["kind"]).collect();
    assert_eq!(kinds, ["topup", "correction"]);
}

#[test]
fn the_books_answer_for_what_they_said_before_a_late_entry() {
    let desk = Desk::studio();
    let now = desk.json(&["balance", "main"]);
    let known_at = now["at"].as_str().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(5));
    desk.ok(&["record", "main", "image", "--at", "2026-02-01"]);
    let then = |words: &[&str]| {
        let words = [&["balance", "main", "--at", "2026-03-01"], words].concat();
        desk.json(&words)["wallets"][0]["available"].clone()
    };
    assert_eq!(then(&[]), json!(990));
    assert_eq!(then(&["--known-at", known_at]), json!(1000));
}
