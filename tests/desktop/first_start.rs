//! From nothing to a balance.

use crate::harness::{Home, bursar, journey};

#[test]
fn a_provider_a_name_and_an_opening_balance_make_a_wallet() {
    let home = Home::new();
    journey(&home, async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        page.press("Deep-image").await?;
        page.fill("Name", "Proofs").await?;
        page.fill("Credits in it now", "250.5").await?;
        page.press("Add the wallet").await?;
        page.see("Proofs has 250.5 credits left.").await?;
        page.press("Overview").await?;
        page.see("Proofs has 250.5 credits left.").await
    });
    let balance: serde_json::Value =
        serde_json::from_str(&bursar(&home, &["--json", "balance"])).unwrap();
    let wallet = &balance["wallets"][0];
    assert_eq!(wallet["name"], "Proofs");
    assert_eq!(wallet["available"].to_string(), "250.5");
}

#[test]
fn what_cannot_be_read_is_said_beside_the_form_and_kept() {
    let home = Home::new();
    journey(&home, async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        page.press("Deep-image").await?;
        page.fill("Credits in it now", "0.1234567").await?;
        page.press("Add the wallet").await?;
        // The sentence of the engine, whatever its words, names what was typed.
        page.until_true(
            "to be told what is wrong",
            "return document.querySelector('[role=alert]')?.innerText.includes('0.1234567') ?? false",
        )
        .await?;
        let field = page.field("Credits in it now").await?;
        assert_eq!(field.prop("value").await?.as_deref(), Some("0.1234567"));
        page.fill("Credits in it now", "0.123456").await?;
        page.press("Add the wallet").await?;
        page.see("Deep-image has 0.123456 credits left.").await
    });
}

#[test]
fn the_sample_books_open_and_are_left_again() {
    let home = Home::new();
    journey(&home, async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        let cards = page
            .ask("return document.querySelectorAll('article').length", serde_json::json!([]))
            .await?;
        assert_eq!(cards, 3, "the studio has three wallets");
        page.see("Credits used, last 30 days").await?;
        page.until_true(
            "for the chart",
            "return document.querySelectorAll('svg .bar').length > 30",
        )
        .await?;
        page.press("Leave the sample books").await?;
        page.see("Whose credits shall Bursar keep?").await
    });
    let own = bursar(&home, &["--json", "balance"]);
    let own: serde_json::Value = serde_json::from_str(&own).unwrap();
    assert_eq!(own["wallets"], serde_json::json!([]), "one's own books stay empty");
}

#[test]
fn the_first_start_leads_to_the_settings_and_to_books_that_are_there() {
    let home = Home::new();
    let other = home.folder().join("Old studio.bursar");
    let elsewhere = Home::new();
    let add = ["wallet", "add", "Elsewhere", "--provider", "deep-image", "--opening", "7"];
    bursar(&elsewhere, &add);
    std::fs::copy(elsewhere.books(), &other).unwrap();
    home.picks(&other);
    journey(&home, async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        // Nobody has to read English to find the language.
        page.press("Settings").await?;
        page.press("Deutsch").await?;
        page.see("Darstellung und Formate").await?;
        // What leads nowhere yet is not offered.
        let places =
            "return [...document.querySelectorAll('nav.rail .nav')].map((one) => one.title)";
        let places = page.ask(places, serde_json::json!([])).await?;
        assert_eq!(places, serde_json::json!(["Anfang", "Einstellungen"]));
        page.press("English").await?;
        page.press("Begin").await?;
        page.see("Whose credits shall Bursar keep?").await?;
        page.press("Open books").await?;
        page.see("Elsewhere has 7 credits left.").await
    });
}
