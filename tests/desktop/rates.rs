//! Rates and providers: one of one's own from nothing, usages that wait for a rate, a provider that
//! charges otherwise, and a broken file.

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, bursar, journey, repository};

/// A home with a wallet at the provider of the log, whose only rate is one credit for an image.
fn with_lab() -> Home {
    let home = Home::new();
    let file = repository().join("tests/data/lab.toml");
    bursar(&home, &["catalog", "add", file.to_str().unwrap()]);
    let add = ["wallet", "add", "lab", "--provider", "lab"];
    bursar(&home, &[&add[..], &["--opening", "1000", "--at", "2026-10-01"]].concat());
    home
}

#[test]
fn a_provider_from_nothing_to_a_balance_and_a_priced_usage() {
    let home = Home::new();
    journey(&home, async |page| {
        page.press("Describe a provider of your own").await?;
        page.see("Give it a name to begin.").await?;
        page.fill("Name", "Flux Lab").await?;
        page.fill("Its credits are called", "sparks").await?;
        page.fill("Price 1: Action", "draw").await?;
        page.fill("Price 1: Credits", "4,5").await?;
        page.see("1 field needs a look.").await?;
        page.fill("Price 1: Credits", "4.5").await?;
        page.see("It can be added.").await?;
        page.press("Add the provider").await?;
        page.see("Flux Lab is there. Now its wallet.").await?;
        page.see("A wallet at Flux Lab").await?;
        page.fill("Credits in it now", "100").await?;
        page.press("Add the wallet").await?;
        page.see("Flux Lab has 100 credits left").await
    });
    bursar(&home, &["record", "Flux Lab", "draw", "--quantity", "2"]);
    let balance: serde_json::Value =
        serde_json::from_str(&bursar(&home, &["--json", "balance"])).unwrap();
    assert_eq!(balance["wallets"][0]["available"].to_string(), "91");
    bursar(&home, &["verify"]);
}

/// A provider with one rate, and a wallet there.
fn with_drawing() -> Home {
    let home = Home::new();
    let file = home.folder().join("ink.toml");
    let text = "name = \"ink\"\ntitle = \"Ink\"\n\n[[rate]]\naction = \"draw\"\ncredits = 4\n";
    std::fs::write(&file, text).unwrap();
    bursar(&home, &["catalog", "add", file.to_str().unwrap()]);
    let add = ["wallet", "add", "ink", "--provider", "ink"];
    bursar(&home, &[&add[..], &["--opening", "1000", "--at", "2026-10-01"]].concat());
    home
}

#[test]
fn an_added_rate_prices_what_waited_and_undo_takes_it_back() {
    let home = with_drawing();
    for day in ["2026-11-02", "2026-11-05"] {
        bursar(&home, &["record", "ink", "upscale", "--at", day]);
    }
    journey(&home, async |page| {
        page.press("Rates").await?;
        page.see("2 usages wait for a rate.").await?;
        page.press("Give a rate: upscale").await?;
        page.fill("Credits", "7").await?;
        page.press("Add the rate").await?;
        page.see("2 usages were priced.").await?;
        page.see("Every usage has its price, and every charge agrees.").await?;
        page.see("upscale").await?;

        // What would it cost, and why.
        page.fill("Action", "upscale").await?;
        page.fill("Quantity", "3").await?;
        page.see("21 credits").await?;
        page.see("This rate applies").await?;

        page.press("Undo").await?;
        page.see("2 usages wait for a rate.").await
    });
}

#[test]
fn a_provider_that_charges_otherwise_gets_a_dated_rate() {
    let home = with_drawing();
    for (day, credits) in [("2026-11-02", "4"), ("2026-11-05", "6"), ("2026-11-08", "6")] {
        bursar(&home, &["record", "ink", "draw", "--credits", credits, "--at", day]);
    }
    journey(&home, async |page| {
        page.press("Rates").await?;
        page.see("2 charges differ from what the rates say.").await?;
        page.press("Use from 5 November on").await?;
        page.see("Every usage has its price, and every charge agrees.").await?;
        page.see("Show 1 past row").await?;
        page.press("Show 1 past row").await?;
        page.see("ended").await?;
        // The old price still stands for its time.
        page.fill("Action", "draw").await?;
        page.fill("When", "2026-11-04").await?;
        page.see("4 credits").await
    });
    bursar(&home, &["verify"]);
}

async fn type_file(page: &Page, text: &str) -> WebDriverResult<()> {
    let script = "const area = document.querySelector('textarea');
        area.value = arguments[0];
        area.dispatchEvent(new Event('input', { bubbles: true }));
        return true";
    page.field("Text of the file").await?;
    page.ask(script, json!([text])).await.map(|_| ())
}

#[test]
fn a_broken_file_is_told_by_its_line_and_a_mended_one_is_kept() {
    let home = with_lab();
    let file = home.folder().join("broken.toml");
    let broken = "name = \"ink\"\ntitle = \"Ink <b>\"\n[[rate]]\naction = \"draw\"\ncredits = -4\n";
    std::fs::write(&file, broken).unwrap();
    home.picks(&file);
    journey(&home, async |page| {
        page.press("Rates").await?;
        page.see("Rate card").await?;
        page.menu("More actions", "Add or replace from a file").await?;
        page.press("Choose a file").await?;
        page.see("broken.toml").await?;
        page.see("1 thing is wrong.").await?;
        page.see("line 5").await?;
        page.see("-4 is below zero").await?;
        page.press("Go to line 5").await?;
        let marked = "const area = document.querySelector('textarea');
            return area.value.slice(area.selectionStart, area.selectionEnd)";
        assert_eq!(page.ask(marked, json!([])).await?, json!("credits = -4"));
        type_file(page, &broken.replace("-4", "4")).await?;
        page.see("Ink <b>: 0 plans, 0 bundles, 1 rate.").await?;
        page.press("Keep this file").await?;
        page.see("Ink <b> is in the books, with 1 rate.").await?;
        page.see("Ink <b> has 1 rate in force.").await?;

        // And out again, as it went in.
        let out = home.folder().join("out.toml");
        home.picks(&out);
        page.menu("More actions", "Export the file").await?;
        page.see("Written to out.toml.").await
    });
    let out = std::fs::read_to_string(home.folder().join("out.toml")).unwrap();
    assert_eq!(out, broken.replace("-4", "4"));
}
