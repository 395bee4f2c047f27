//! Wallets, subscriptions and purchases.

use serde_json::{Value, json};

use super::desk::{Desk, some};

#[test]
fn a_wallet_is_added_listed_and_shown() {
    let desk = Desk::studio();
    let wallet = json!({
        "name": "main", "provider": "studio", "timezone": "UTC", "plan": null, "readings": {},
        "order": ["priority", "expires", "kind", "created", "id"],
        "per_day": null, "runs_out": null,
    });
    assert_eq!(desk.json(&["wallet", "show", "main"]), wallet);
    assert_eq!(desk.json(&["wallet", "list"]), json!([wallet]));
    assert!(desk.ok(&["wallet", "show", "main"]).contains("provider    studio"));
    assert!(desk.ok(&["wallet", "list"]).starts_with("wallet  provider  zone  plan\nmain"));

    let entered = desk.json(&[
        "wallet",
        "add",
        "paris",
        "--provider",
        "deep-image",
        "--timezone",
        "Europe/Paris",
        "--reading",
        "three-months=cap-of-three",
        "--at",
        "2026-02-01T10:00",
    ]);
    assert_eq!(
        some(&entered, &["wallet", "at", "available"]),
        json!({ "wallet": "paris", "at": "2026-02-01T09:00:00Z", "available": 0 })
    );
    let shown = desk.json(&["wallet", "show", "paris"]);
    assert_eq!(
        some(&shown, &["timezone", "readings"]),
        json!({ "timezone": "Europe/Paris", "readings": { "three-months": "cap-of-three" } })
    );
}

#[test]
fn the_free_credits_of_a_provider_come_by_themselves() {
    let desk = Desk::empty();
    desk.ok(&["wallet", "add", "art", "--provider", "imagineart", "--at", "2026-03-01"]);
    let at = |time: &str| desk.json(&["balance", "art", "--at", time])["wallets"][0].clone();
    let noon = at("2026-03-05T12:00");
    assert_eq!(
        some(&noon, &["available", "expired", "next_expiry", "next_refill"]),
        json!({
            "available": 100, "expired": 400,
            "next_expiry": { "at": "2026-03-06T00:00:00Z", "credits": 100 },
            "next_refill": { "at": "2026-03-06T00:00:00Z", "credits": 100 },
        })
    );
}

#[test]
fn a_plan_refills_until_it_is_cancelled() {
    let desk = Desk::studio();
    let entered = desk.json(&["subscribe", "main", "pro", "--at", "2026-01-31T09:00"]);
    assert_eq!(entered["at"], "2026-01-31T09:00:00Z");
    let balance = |time: &str| {
        let balance = desk.json(&["balance", "main", "--at", time])["wallets"][0].clone();
        (balance["available"].clone(), balance["next_refill"].clone())
    };
    let refill = |at: &str| json!({ "at": at, "credits": 1000 });
    assert_eq!(balance("2026-02-01"), (json!(2000), refill("2026-02-28T09:00:00Z")));
    assert_eq!(balance("2026-03-01"), (json!(2000), refill("2026-03-31T09:00:00Z")));
    desk.ok(&["cancel", "main", "--at", "2026-03-10"]);
    assert_eq!(balance("2026-03-11"), (json!(2000), Value::Null));
    assert_eq!(balance("2026-04-01"), (json!(1000), Value::Null));
    let lots = desk.json(&["lots", "main", "--at", "2026-02-01"]);
    let plan = lots["lots"].as_array().unwrap().iter().find(|lot| lot["kind"] == "subscription");
    assert_eq!(plan.unwrap()["paid"], "20.00 EUR");
}

#[test]
fn credits_are_bought_by_bundle_or_by_amount_and_only_once() {
    let desk = Desk::studio();
    let bundle =
        desk.json(&["topup", "main", "--bundle", "pack", "--at", "2026-02-01", "--id", "r1"]);
    assert_eq!(bundle["available"], 1500);
    let again =
        desk.json(&["topup", "main", "--bundle", "pack", "--at", "2026-02-01", "--id", "r1"]);
    assert_eq!((&again["available"], &again["id"]), (&json!(1500), &bundle["id"]));
    let amount = [
        "topup",
        "main",
        "--credits",
        "73.5",
        "--paid",
        "9.99 EUR",
        "--expires",
        "2026-06-01",
        "--at",
        "2026-02-02",
    ];
    assert_eq!(desk.json(&amount)["available"], json!(1500), "what ended is not counted today");
    let lots = desk.json(&["lots", "main", "--at", "2026-03-01"]);
    let lots: Vec<_> = lots["lots"]
        .as_array()
        .unwrap()
        .iter()
        .map(|lot| (lot["remaining"].clone(), lot["expires"].clone(), lot["paid"].clone()))
        .collect();
    let found = json!(lots);
    let soonest_first = json!([
        [73.5, "2026-06-01T00:00:00Z", "9.99 EUR"],
        [1000, null, null],
        [500, null, "12.00 EUR"],
    ]);
    assert_eq!(found.to_string(), soonest_first.to_string());
}

#[test]
fn what_the_rules_do_not_sell_is_refused() {
    let desk = Desk::studio();
    desk.ok(&["wallet", "add", "art", "--provider", "imagineart", "--at", "2026-01-01"]);
    desk.refused(
        &["topup", "art", "--credits", "100", "--at", "2026-02-01"],
        3,
        &["only while a subscription runs", "bursar subscribe"],
    );
    desk.refused(&["cancel", "main"], 3, &["no subscription runs in main"]);
    desk.refused(&["subscribe", "art", "ultimate"], 2, &["does not publish", "--credits"]);
    desk.ok(&["subscribe", "art", "ultimate", "--credits", "500", "--at", "2026-01-15"]);
    desk.ok(&["topup", "art", "--credits", "100", "--at", "2026-02-01"]);
}
