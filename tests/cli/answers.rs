//! Balances, lots, journal, prices, usage: the same figures as text and as JSON.

use serde_json::{Value, json};

use super::desk::{Desk, json_of, some};

#[test]
fn a_balance_has_the_shape_of_the_contract() {
    let desk = Desk::studio();
    desk.ok(&["subscribe", "main", "pro", "--at", "2026-03-01"]);
    let pending = ["--status", "pending", "--at", "2026-03-02"];
    desk.ok(&[&["record", "main", "preview"], &pending[..]].concat());
    let mut balance = desk.json(&["balance", "--at", "2026-03-05"]);
    assert_eq!(balance["at"], "2026-03-05T00:00:00Z");
    assert_eq!(balance["wallets"].as_array().unwrap().len(), 1);
    let wallet = balance["wallets"][0].take();
    assert_eq!(
        wallet,
        json_of(
            r#"{"available":1999.75,"by_kind":{"subscription":999.75,"topup":1000},"expired":0,
                "frozen":0,"held":0.25,"name":"main",
                "next_expiry":{"at":"2026-04-01T00:00:00Z","credits":999.75},
                "next_refill":{"at":"2026-04-01T00:00:00Z","credits":1000},
                "provider":"studio","uncovered":0,"unpriced":0}"#
        )
    );
    let text = desk.ok(&["balance", "--at", "2026-03-05"]);
    assert!(text.starts_with("At 2026-03-05 00:00\nwallet  available  held"), "{text}");
    assert!(text.contains("2026-04-01 00:00 999.75"), "{text}");
    assert!(text.contains("subscription 999.75, topup 1,000"), "{text}");
}

#[test]
fn decimals_are_exact_wherever_they_are_shown() {
    let desk = Desk::studio();
    for (action, set) in [("image", "resolution=2K"), ("cutout", "a=b"), ("preview", "a=b")] {
        desk.ok(&["record", "main", action, "--set", set, "--at", "2026-03-01"]);
    }
    let usage = desk.run(&["--json", "usage", "--by", "action"]).stdout;
    for figure in ["\"credits\": 73.5,", "\"credits\": 0.2,", "\"credits\": 0.25,", "73.95"] {
        assert!(usage.contains(figure), "{figure} in {usage}");
    }
    let balance = desk.run(&["--json", "balance"]).stdout;
    assert!(balance.contains("\"available\": 926.05,"), "{balance}");
    let price = desk.run(&["--json", "price", "studio", "cutout", "--quantity", "3"]).stdout;
    assert!(price.contains("\"credits\": 0.6,") && price.contains("\"unit\": 0.2,"), "{price}");
    let many = ["record", "main", "cutout", "--quantity", "3", "--at", "2026-03-02"];
    assert!(desk.ok(&many).contains("cutout: 0.6 credits"));
}

#[test]
fn lots_stand_in_draw_order_and_tell_where_their_credits_went() {
    let desk = Desk::studio();
    desk.ok(&["topup", "main", "--credits", "50", "--expires", "2026-04-01", "--at", "2026-02-01"]);
    desk.ok(&["record", "main", "image", "--quantity", "6", "--at", "2026-03-01"]);
    let lots = desk.json(&["lots", "main", "--at", "2026-03-02"]);
    let lines: Vec<Value> = lots["lots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lot| some(lot, &["kind", "state", "remaining", "amount", "drawn", "expires"]))
        .collect();
    let end = "2026-04-01T00:00:00Z";
    assert_eq!(
        json!(lines),
        json!([
            { "kind": "topup", "state": "active", "remaining": 990, "amount": 1000, "drawn": 10,
              "expires": null },
            { "kind": "topup", "state": "active", "remaining": 0, "amount": 50, "drawn": 50,
              "expires": end },
        ])
    );
    let text = desk.ok(&["lots", "main", "--at", "2026-05-01"]);
    assert!(text.contains("1 lot ended before"), "{text}");
    assert_eq!(desk.ok(&["lots", "main", "--at", "2026-05-01", "--all"]).lines().count(), 4);
}

#[test]
fn times_are_shown_on_the_wall_of_the_wallet() {
    let desk = Desk::studio();
    desk.ok(&[
        "wallet",
        "add",
        "ny",
        "--provider",
        "studio",
        "--timezone",
        "America/New_York",
        "--opening",
        "5",
        "--at",
        "2026-07-01T20:30",
    ]);
    assert_eq!(desk.json(&["lots", "ny"])["lots"][0]["starts"], "2026-07-02T00:30:00Z");
    assert!(desk.ok(&["lots", "ny"]).contains("2026-07-01 20:30 -04:00"));
    assert!(desk.ok(&["lots", "main"]).contains("2026-01-01 00:00  never"));
}

#[test]
fn usage_is_grouped_filtered_and_costs_what_its_lots_cost() {
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
    for (member, project, at) in [
        ("Mara", "Teaser", "2026-03-01T10:00"),
        ("Mara", "Print", "2026-03-01T23:59"),
        ("Ivo", "Teaser", "2026-03-02T00:00"),
    ] {
        desk.ok(&["record", "main", "image", "--member", member, "--project", project, "--at", at]);
    }
    let failed = ["record", "main", "image", "--status", "failed", "--at", "2026-03-02"];
    desk.ok(&failed);
    let report = desk.json(&["usage", "--by", "member"]);
    assert_eq!(
        report,
        json!({
            "from": null, "to": null, "by": ["member"],
            "rows": [
                { "member": "Mara", "count": 2, "quantity": 2, "credits": 20, "cost": { "EUR": "0.48" } },
                { "member": "Ivo", "count": 1, "quantity": 1, "credits": 10, "cost": { "EUR": "0.24" } },
            ],
            "total": {
                "count": 3, "quantity": 3, "credits": 30, "cost": { "EUR": "0.72" }, "unpriced": 0
            },
        })
    );
    let days = desk.json(&["usage", "main", "--by", "day,member", "--where", "project=Teaser"]);
    let rows: Vec<Value> = days["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| some(row, &["day", "member", "credits"]))
        .collect();
    assert_eq!(
        json!(rows),
        json!([
            { "day": "2026-03-01", "member": "Mara", "credits": 10 },
            { "day": "2026-03-02", "member": "Ivo", "credits": 10 },
        ])
    );
    let failed = ["usage", "--by", "status", "--where", "status=failed", "--from", "2026-03-02"];
    let failed = desk.json(&failed);
    assert_eq!(
        some(&failed["rows"][0], &["status", "count"]),
        json!({ "status": "failed", "count": 1 })
    );
    let before = desk.json(&["usage", "--by", "action", "--to", "2026-03-02"]);
    assert_eq!(before["total"]["count"], 2, "the end of a span is not in it");
    let text = desk.ok(&["usage", "--by", "member"]);
    assert!(text.ends_with("total       3         3       30  0.72 EUR\n"), "{text}");
}

#[test]
fn a_price_names_its_rate_and_its_page_without_any_books() {
    let desk = Desk::empty();
    let words =
        ["price", "imagineart", "image", "--model", "nano banana 2", "--set", "resolution=2k"];
    let price = desk.json(&[&words[..], &["--quantity", "4"]].concat());
    assert_eq!(
        some(&price, &["provider", "credits", "unit", "quantity"]),
        json_of(r#"{"credits":294,"provider":"imagineart","quantity":4,"unit":73.5}"#)
    );
    assert!(price["source"].as_str().unwrap().starts_with("https://"));
    assert!(desk.ok(&words).starts_with("73.5 credits\nrate "));
    assert!(!desk.books().exists(), "asking for a price makes no books");
    let studio = Desk::studio();
    let video = ["price", "studio", "video", "--set", "seconds=12"];
    assert_eq!(studio.json(&video)["credits"], 15);
    studio.refused(&["price", "studio", "video"], 2, &["depends on the setting “seconds”"]);
    studio.refused(&["price", "studio", "song"], 2, &["no rate matches", "catalog show studio"]);
}

#[test]
fn the_journal_keeps_everything_in_the_order_of_entry() {
    let desk = Desk::studio();
    desk.ok(&["record", "main", "image", "--id", "b", "--at", "2026-03-02"]);
    desk.ok(&["record", "main", "image", "--id", "a", "--at", "2026-03-01"]);
    let journal = desk.json(&["journal"]);
    let lines: Vec<_> = journal
        .as_array()
        .unwrap()
        .iter()
        .map(|line| some(line, &["kind", "key", "wallet", "voided"]))
        .collect();
    let line = |kind: &str, key: Option<&str>, wallet: Option<&str>| json!({ "kind": kind, "key": key, "wallet": wallet, "voided": false });
    let main = Some("main");
    assert_eq!(
        lines,
        [
            line("provider_file", None, None),
            line("wallet_added", None, main),
            line("lot_added", None, main),
            line("usage", Some("b"), main),
            line("usage", Some("a"), main),
        ]
    );
    let text = desk.ok(&["journal", "main"]);
    assert!(text.lines().count() == 5 && text.contains("image (b)"), "{text}");
}

#[test]
fn an_explanation_adds_up_and_names_what_to_do() {
    let desk = Desk::studio();
    desk.ok(&["record", "main", "image", "--at", "2026-03-01"]);
    desk.ok(&["record", "main", "image", "--status", "pending", "--at", "2026-03-02"]);
    desk.ok(&["record", "main", "song", "--at", "2026-03-02"]);
    desk.ok(&["statement", "main", "--shows", "970", "--at", "2026-03-03"]);
    let explained = desk.json(&["explain", "main", "--at", "2026-03-04"]);
    assert_eq!(
        some(&explained, &["at", "wallet", "available"]),
        json!({ "at": "2026-03-04T00:00:00Z", "wallet": "main", "available": 970 })
    );
    assert_eq!(
        explained["sum"],
        json!([
            ["granted", 1000],
            ["corrected by statements", -10],
            ["drawn by usage", -10],
            ["held by pending usage", -10],
        ])
    );
    let because = explained["because"].to_string();
    for part in [
        "Lots are drawn by: lower priority number, then sooner end",
        "1. opening (topup): 970 of 1000 left, never ends.",
        "the provider showed 970, corrected by -10",
        "1 usage without a price, since no rate matches: add one to the file of studio",
        "10 credits are held by 1 pending usage",
    ] {
        assert!(because.contains(part), "“{part}” in {because}");
    }
    let text = desk.ok(&["explain", "main"]);
    assert!(text.lines().any(|line| line.split_whitespace().eq(["available", "970"])), "{text}");
}
