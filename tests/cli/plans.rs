//! `estimate`, `plans` and `forecast`: exact figures for scripts, and the examples of their page.

use serde_json::{Value, json};

use super::desk::Desk;
use crate::checkout::root;

/// Books with a wallet at ImagineArt.
fn art() -> Desk {
    let desk = Desk::empty();
    desk.ok(&["wallet", "add", "main", "--provider", "imagineart", "--at", "2026-01-01"]);
    desk
}

fn json_of(desk: &Desk, words: &[&str]) -> Value {
    desk.run(&[&["--json"], words].concat()).value()
}

const SEED: [&str; 5] = [
    "imagineart",
    "--line",
    "30/day image, model=Nano Banana",
    "--line",
    "10/day video, model=Kling 2.6, credits=210",
];

#[test]
fn the_example_of_the_seed_comes_out() {
    let desk = art();
    for (buffer, buffered) in [("20", "74448"), ("25", "77550"), ("30", "80652")] {
        let told = json_of(&desk, &[&["estimate"], &SEED[..], &["--buffer", buffer]].concat());
        assert_eq!(told["lines"][0]["credits"].to_string(), "15840");
        assert_eq!(told["lines"][1]["credits"].to_string(), "46200");
        assert_eq!(told["together"].to_string(), "62040");
        assert_eq!(told["buffered"].to_string(), buffered);
    }
    let text = desk.run(&[&["estimate"], &SEED[..]].concat()).stdout;
    assert!(text.contains("62,040") && text.contains("77,550"), "{text}");
    let wrong = desk.run(&["estimate", "imagineart", "--line", "many images"]);
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.contains("how many"), "{}", wrong.stderr);
    let none = desk.run(&["estimate", "imagineart"]);
    assert!(none.stderr.contains("there is no work to reckon with"), "{}", none.stderr);
}

#[test]
fn the_examples_of_the_page_run() {
    let desk = art();
    let page = std::fs::read_to_string(root().join("docs/command-line.md")).unwrap();
    let example = page.lines().find(|line| line.starts_with("bursar estimate ")).unwrap();
    let mut words = vec!["estimate".to_owned()];
    for (place, part) in example["bursar estimate ".len()..].split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert!(desk.run(&words).stdout.contains("62,040"));
}

#[test]
fn plans_name_the_cheapest_and_print_a_page() {
    let desk = Desk::studio();
    desk.ok(&["subscribe", "main", "pro", "--at", "2026-01-01"]);
    let work = ["--wallet", "main", "--line", "150/month image", "--buffer", "0"];
    let told = json_of(&desk, &[&["plans"], &work[..]].concat());
    let best = &told["ways"][usize::try_from(told["best"].as_u64().unwrap()).unwrap()];
    // 1,500 a month: the plan for 20 and a pack for 12, against three packs for 36.
    assert_eq!((&best["plan"], &best["month"]), (&json!("pro"), &json!("32.00 EUR")));
    assert_eq!(best["packs"], json!([{ "credits": 500, "price": "12.00 EUR", "a_year": 12 }]));
    assert_eq!(best["current"], true);
    let said = told["recommendation"].as_str().unwrap();
    assert_eq!(
        said,
        "Pro, monthly, and 1 pack of 500 a month is the cheapest way: 32.00 EUR a month. 3 packs of 500 a month costs 4.00 EUR more. It is what you have."
    );
    let file = desk.path("plan.html");
    let page = [&["plans"], &work[..], &["--report", file.to_str().unwrap()]].concat();
    assert!(desk.run(&page).stdout.starts_with("Written to "));
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("is the cheapest way") && !text.contains("<script"), "{text}");
    let nobody = desk.run(&["plans", "--saved", "nothing"]);
    assert!(nobody.stderr.contains("no saved plan named “nothing”"), "{}", nobody.stderr);
}

#[test]
fn a_forecast_rests_on_whole_days_and_says_what_it_does_not_know() {
    let desk = Desk::empty();
    desk.ok(&["sample"]);
    let one = json_of(&desk, &["forecast", "ImagineArt"]);
    // The clock goes on between the two; the days that they rest on do not.
    let two = json_of(&desk, &["forecast", "ImagineArt"]);
    for key in ["per_day", "by_weekday", "weeks", "trend_percent", "refill"] {
        assert_eq!(one[key], two[key], "{key}");
    }
    assert_eq!(one["by_weekday"].as_array().unwrap().len(), 7);
    assert!(one["per_day"].is_number() && one["refill"].is_string(), "{one}");
    let text = desk.run(&["forecast", "ImagineArt"]).stdout;
    assert!(text.contains("Runs out") && text.contains("Next refill"), "{text}");
    let fresh = art();
    let unknown = json_of(&fresh, &["forecast", "main"]);
    assert_eq!((&unknown["per_day"], &unknown["runs_out"]["p50"]), (&json!(null), &json!(null)));
}
