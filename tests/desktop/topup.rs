//! A purchase of credits: refused without a subscription, then reviewed, booked and printed.

use crate::harness::{Home, bursar, journey};
use crate::spend::with_opening;

#[test]
fn the_condition_is_said_first_and_the_purchase_ends_in_a_receipt() {
    let mut home = with_opening("100");
    let printed = home.folder().join("printed.txt");
    home.variables.push(("BURSAR_E2E_PRINT", printed.to_str().unwrap().to_owned()));
    let file = home.folder().join("R-1 <b>.pdf");
    std::fs::write(&file, "a receipt").unwrap();
    home.picks(&file);
    journey(&home, async |page| {
        page.see("main has").await?;
        page.keys("t").await?;
        page.see("ImagineArt sells tokens only while a subscription runs, and none runs in main.")
            .await?;
        page.fill("How many tokens", "4000").await?;
        page.see("4,200 credits left then").await?;
        let script = "return [...document.querySelectorAll('button')]
            .find((one) => one.innerText === 'Review').disabled";
        page.until_true("for the review to be barred", script).await?;

        bursar(&home, &["subscribe", "main", "basic", "--credits", "1500"]);
        page.see("only while a subscription runs; Basic").await?;
        page.see("5,700 credits left then").await?;
        page.fill("Paid", "9*2").await?;
        page.fill("Currency", "EUR").await?;
        page.see("€0.0045").await?;
        page.fill("Receipt number", "R-1").await?;
        page.press("Choose a file").await?;
        page.see("R-1 <b>.pdf").await?;
        page.fill("Note", "for the teaser").await?;
        page.press("Review").await?;
        page.see("4,000 tokens for main").await?;
        page.see("€18.00").await?;
        page.press("Book the top-up").await?;
        page.see("Receipt of a top-up").await?;
        page.see("for main, from ImagineArt").await?;
        page.see("for the teaser").await?;
        page.see("4,000 tokens added to main.").await?;
        page.press("Print").await?;
        page.until_true("for the paper", "return document.querySelector('.printed') !== null")
            .await?;

        // The same receipt again is refused at its field.
        page.press("Back to Top up").await?;
        page.see("Earlier top-ups").await?;
        page.see("main has 5,700 left").await?;
        page.fill("How many tokens", "4000").await?;
        page.fill("Receipt number", "R-1").await?;
        page.see("5,700").await?;
        page.press("Review").await?;
        page.press("Book the top-up").await?;
        page.see("An entry with the number “R-1” is in main already.").await?;
        page.press("Undo").await?;
        page.see("Undone:").await
    });
    assert_eq!(std::fs::read_to_string(&printed).unwrap(), "printed");
    bursar(&home, &["verify"]);
}

#[test]
fn bundles_are_compared_and_a_provider_that_sells_none_says_so() {
    let home = Home::new();
    let file = home.folder().join("packs.toml");
    let text = "name = \"packs\"\ntitle = \"Packs\"\nzone = \"UTC\"\n\n\
        [[bundle]]\nid = \"small\"\ntitle = \"Small\"\ncredits = 100\nprice = \"10.00 EUR\"\n\n\
        [[bundle]]\nid = \"large\"\ntitle = \"Large\"\ncredits = 1000\nprice = \"80.00 EUR\"\n";
    std::fs::write(&file, text).unwrap();
    bursar(&home, &["catalog", "add", file.to_str().unwrap()]);
    bursar(&home, &["wallet", "add", "pool", "--provider", "packs"]);
    bursar(&home, &["wallet", "add", "space", "--provider", "photoroom"]);
    journey(&home, async |page| {
        page.see("pool").await?;
        page.keys("t").await?;
        page.see("Packs sells credits at any time.").await?;
        page.see("€0.08\ncheapest").await?;
        page.see("€0.10\n25% more").await?;
        page.press("Large").await?;
        page.see("1,000 credits left then").await?;
        page.press("Review").await?;
        page.see("€80.00").await?;
        page.press("Back").await?;
        page.choose("Wallet", "space").await?;
        page.see("Photoroom sells no credits beside its plans.").await?;
        page.see("Wait for the next refill").await
    });
}
