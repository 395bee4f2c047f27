//! A usage typed in: its price beside it, the three ways out, many at once, pending and settled.

use serde_json::Value;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, bursar, journey};

const TAB: &str = "\u{e004}";

/// A home with a wallet at ImagineArt and nothing but what was there when it was opened.
pub(crate) fn with_opening(credits: &str) -> Home {
    let home = Home::new();
    let add = ["wallet", "add", "main", "--provider", "imagineart"];
    bursar(&home, &[&add[..], &["--opening", credits, "--at", "2026-01-05"]].concat());
    home
}

fn available(home: &Home) -> f64 {
    let balance: Value = serde_json::from_str(&bursar(home, &["--json", "balance"])).unwrap();
    balance["wallets"][0]["available"].as_f64().unwrap()
}

/// Says that images of a model were made.
async fn an_image(page: &Page, resolution: &str) -> WebDriverResult<()> {
    page.see("Say what was made").await?;
    named(page, "Action", "image").await?;
    named(page, "Model", "Nano Banana 2").await?;
    // The model brings its own settings: what is chosen before they are there is chosen again.
    let chosen = format!(
        "const one = [...document.querySelectorAll('[role=radio]')]
            .find((one) => one.innerText.trim() === '{resolution}');
        if (one?.getAttribute('aria-checked') === 'true') return true;
        one?.click();
        return false"
    );
    page.until_true("for the resolution", &chosen).await
}

/// Types a name and goes on to the next field, which closes the list of suggestions.
async fn named(page: &Page, field: &str, name: &str) -> WebDriverResult<()> {
    page.fill(field, name).await?;
    page.keys(TAB).await
}

#[test]
fn a_usage_is_priced_as_one_types_booked_again_and_undone() {
    let home = with_opening("1000");
    journey(&home, async |page| {
        page.see("main has").await?;
        page.keys("s").await?;
        an_image(page, "2K").await?;
        page.see("It takes 73.5 credits.").await?;
        page.fill("Quantity", "2*2").await?;
        page.see("It takes 294 credits.").await?;
        page.see("73.5 for each result").await?;
        page.see("image, Nano Banana 2, resolution 2K").await?;
        // The day's free credits pay first.
        let drawn = "return [...document.querySelectorAll('tbody tr')]
            .map((row) => [...row.cells].slice(0, 2).map((cell) => cell.innerText.trim()).join(' '))
            .join('; ') === 'Free 100; Top-up 194'";
        page.until_true("to see the lots that pay", drawn).await?;
        named(page, "Member", "Mara").await?;
        named(page, "Project", "Teaser").await?;
        page.press("Record spend").await?;
        page.see("image: 294 credits. 806 left.").await?;
        page.press("Record again").await?;
        page.see("image: 294 credits. 512 left.").await?;
        page.press("Undo").await?;
        page.see("Undone:").await?;
        page.see("Left now\n806").await?;

        // The next time begins with the same.
        page.press("Overview").await?;
        page.press("Record spend").await?;
        page.see("It takes 294 credits.").await?;
        // What was typed wrong is said at its field, and nothing can be booked.
        page.fill("Times", "0").await?;
        page.see("How many times must be a whole number").await?;
        page.fill("Times", "1").await?;
        page.fill("Credits", "12").await?;
        page.see("The rate card says 294.").await?;
        page.see("It takes 12 credits.").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn what_is_not_covered_has_three_ways_out() {
    let home = with_opening("200");
    journey(&home, async |page| {
        page.see("main has").await?;
        page.keys("s").await?;
        an_image(page, "1K").await?;
        page.fill("Times", "40").await?;
        page.see("It takes 1,960 credits, and 300 can be used.").await?;
        page.see("1,660 are missing.").await?;
        page.see("not enough, and no other within a year is").await?;
        page.see("Only while a subscription runs, and none runs.").await?;
        page.see("Subscribe").await?;

        // With a plan each of them opens.
        bursar(&home, &["subscribe", "main", "basic", "--credits", "1500", "--price", "9.00 EUR"]);
        page.see("It takes 1,960 credits, and 1,800 can be used.").await?;
        page.see("160 tokens are missing; no bundle is listed.").await?;
        page.see("Larger plan").await?;
        page.see("credits not published").await?;

        page.press("Keep until then").await?;
        page.see("Nothing is booked.").await?;
        page.press("Buy them").await?;
        page.see("How many tokens").await?;
        page.until_true(
            "for the amount that is missing",
            "return [...document.querySelectorAll('input')].some((one) => one.value === '160')",
        )
        .await?;
        // The draft was kept.
        page.press("Record spend").await?;
        page.see("Kept until the refill").await?;
        page.see("It takes 1,960 credits").await?;
        page.press("Look at plans").await?;
        page.see("Lots, in draw order").await
    });
}

#[test]
fn many_alike_are_booked_together_and_undone_together() {
    let home = with_opening("20000");
    journey(&home, async |page| {
        page.see("main has").await?;
        page.keys("s").await?;
        an_image(page, "1K").await?;
        page.fill("Quantity", "4").await?;
        page.fill("Times", "40").await?;
        page.see("40 times 4: 160 results, one entry to undo.").await?;
        page.see("It takes 7,840 credits.").await?;
        page.press("Record 40 usages").await?;
        page.see("40 times image: 7,840 credits. 12,260 left.").await?;
        page.press("Undo").await?;
        page.see("40 entries no longer count").await?;
        page.see("Left now\n20,100").await
    });
    assert!((available(&home) - 20_100.0).abs() < f64::EPSILON);
    bursar(&home, &["verify"]);
}

#[test]
fn what_is_pending_is_settled() {
    let home = with_opening("1000");
    journey(&home, async |page| {
        page.see("main has").await?;
        page.keys("s").await?;
        an_image(page, "4K").await?;
        page.press("pending").await?;
        page.see("It holds 98 credits until it is settled.").await?;
        page.press("Record spend").await?;
        page.see("image: 98 credits held. 1,002 left.").await?;
        page.press("Record again").await?;
        page.see("2 hold credits").await?;
        page.press("Settle at another figure than 98").await?;
        page.see("What did image, Nano Banana 2 cost in the end?").await?;
        page.press("Settle").await?;
        page.see("Settled: 98 credits.").await?;
        page.see("1 holds credits").await?;
        page.press("Failed").await?;
        page.see("Settled as failed; what it held is back. 1,002 left.").await?;
        page.see_no_more("holds credits").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn a_provider_without_rates_lets_the_credits_be_typed() {
    let home = Home::new();
    let file = home.folder().join("plain.toml");
    let text = "name = \"plain\"\ntitle = \"Plain\"\nzone = \"UTC\"\n";
    std::fs::write(&file, text).unwrap();
    bursar(&home, &["catalog", "add", file.to_str().unwrap()]);
    bursar(&home, &["wallet", "add", "<b>pool</b>", "--provider", "plain", "--opening", "50"]);
    journey(&home, async |page| {
        page.see("<b>pool</b> has 50 credits left.").await?;
        page.keys("s").await?;
        page.see("Say what was made").await?;
        named(page, "Action", "render").await?;
        page.see("There is no price for this.").await?;
        page.see("Keep without a price").await?;
        page.fill("Credits", "12.5").await?;
        page.see("It takes 12.5 credits.").await?;
        page.press("Record spend").await?;
        page.see("render: 12.5 credits. 37.5 left.").await
    });
}
