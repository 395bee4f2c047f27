//! The Overview answers at one glance, and each thing that needs the reader leads to its cure.

use serde_json::{Value, json};

use crate::harness::{Home, bursar, journey, noted};
use crate::import::with_lab;

fn balance(home: &Home) -> Value {
    serde_json::from_str(&bursar(home, &["--json", "balance"])).unwrap()
}

/// An amount as the window writes it.
fn grouped(number: &Value) -> String {
    let text = number.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), ""), |(w, r)| (w, r));
    let digits = whole.len();
    let mut written = String::new();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (digits - place).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    if rest.is_empty() { written } else { format!("{written}.{rest}") }
}

#[test]
fn the_cards_agree_with_the_command_line() {
    let home = Home::new();
    bursar(&home, &["sample"]);
    let told = balance(&home);
    journey(&home, async |page| {
        page.see("Lasts until").await?;
        for wallet in told["wallets"].as_array().unwrap() {
            let name = wallet["name"].as_str().unwrap();
            let script = "return [...document.querySelectorAll('article')]
                .find((card) => card.innerText.startsWith(arguments[0]))?.innerText ?? ''";
            let card = page.ask(script, json!([name])).await?;
            let card = card.as_str().unwrap();
            assert!(card.contains(&grouped(&wallet["available"])), "{wallet} in {card}");
            let refill = grouped(&wallet["next_refill"]["credits"]);
            assert!(card.contains(&format!("{refill} on ")), "{wallet} in {card}");
            let shown = bursar(&home, &["--json", "wallet", "show", name]);
            let shown: Value = serde_json::from_str(&shown).unwrap();
            if let Some(out) = shown["runs_out"].as_str() {
                let script =
                    "return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short',
                    timeZone: 'Europe/Berlin' }).format(new Date(arguments[0]))";
                let day = page.ask(script, json!([out])).await?;
                assert!(card.contains(day.as_str().unwrap()), "{out} in {card}");
            }
            let per_day = shown["per_day"].to_string().parse::<f64>().unwrap();
            let whole = format!("{per_day:.0} a day");
            assert!(
                !(10.0..999.5).contains(&per_day) || card.contains(&whole),
                "{whole} in {card}"
            );
        }
        page.see("What is left cost").await?;
        page.see("Use first").await?;
        page.see("Latest").await
    });
}

#[test]
fn what_no_lot_covers_is_cured_from_where_it_is_told() {
    let home = with_lab();
    let log = home.folder().join("log.csv");
    std::fs::write(
        &log,
        "id,at,action,count,status\n1,2024-12-01T09:00:00Z,Image,100250,success\n",
    )
    .unwrap();
    let maps = ["--map", "quantity=count"];
    bursar(&home, &[&["import", "lab", log.to_str().unwrap()][..], &maps].concat());
    journey(&home, async |page| {
        page.see("250 credits were used at lab that no lot covers.").await?;
        page.see("250 lab credits are uncovered").await?;
        page.press("Enter the purchase").await?;
        page.see_no_more("Needs you").await?;
        bursar(&home, &["topup", "lab", "--credits", "300", "--at", "2024-11-20"]);
        page.keys("1").await?;
        page.see_no_more("uncovered").await?;
        page.see("lab has 50 credits left.").await
    });
}

#[test]
fn the_tray_shows_what_is_left_and_hides_it_when_asked() {
    let mut home = with_lab();
    let tray = home.folder().join("tray.txt");
    home.variables.push(("BURSAR_E2E_TRAY", tray.to_str().unwrap().to_owned()));
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        let first = noted(&tray, "lab: 100,000 left").await;
        let lines: Vec<&str> = first.lines().collect();
        assert_eq!(
            lines[1..],
            ["lab: 100,000 left", "-", "Record spend…", "Top up…", "-", "Open Bursar", "Quit"]
        );
        bursar(&home, &["topup", "lab", "--credits", "250"]);
        noted(&tray, "lab: 100,250 left").await;
        page.control('k').await?;
        page.keys("Hide amounts\u{e007}").await?;
        assert!(!noted(&tray, "lab: \u{2022}").await.contains("100,250"));
        Ok(())
    });
}
