//! The planner: what work takes, the cheapest way to it, the past year once more, how long wallets
//! last, and plans that are kept.

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::accessibility::{nothing_is_wrong, with_axe};
use crate::harness::{Home, Page, bursar, bursar_on, journey};

/// A home with a wallet at ImagineArt in which nothing was done yet.
fn with_art() -> Home {
    let home = Home::new();
    bursar(&home, &["wallet", "add", "Art", "--provider", "imagineart", "--at", "2026-11-01"]);
    home
}

/// Adds a line of work through its form.
async fn add_line(
    page: &Page,
    action: &str,
    model: &str,
    units: &str,
    credits: &str,
) -> WebDriverResult<()> {
    page.press("Add work").await?;
    page.see("A line of work").await?;
    page.fill("Action", action).await?;
    page.fill("Model", model).await?;
    page.fill("How many", units).await?;
    if !credits.is_empty() {
        page.fill("Credits of one", credits).await?;
    }
    page.press("Keep the line").await?;
    page.until_true("for the form to go", "return !document.querySelector('dialog')").await
}

async fn seed_example(page: &Page) -> WebDriverResult<()> {
    page.see("Art has 100 credits left.").await?;
    page.keys("e").await?;
    page.see("What will you make in a month?").await?;
    add_line(page, "image", "Nano Banana", "30", "").await?;
    add_line(page, "video", "Kling 2.6", "10", "210").await?;
    page.see("You need 77,550 credits each month.").await
}

async fn open_sample(page: &Page) -> WebDriverResult<()> {
    page.press("Open the sample books").await?;
    page.see("Leave the sample books").await?;
    page.keys("e").await?;
    page.see("Filled from the last 90 days of ImagineArt.").await
}

#[test]
fn the_example_of_the_seed_is_estimated_as_it_is_typed() {
    journey(&with_art(), async |page| {
        seed_example(page).await?;
        for figure in ["15,840", "46,200", "62,040", "17,896"] {
            page.see(figure).await?;
        }
        let slide = "const range = document.querySelector('input[type=range]');
            range.value = arguments[0];
            range.dispatchEvent(new Event('input', { bubbles: true }));
            return true";
        for (percent, buffered) in [("20", "74,448"), ("30", "80,652")] {
            page.ask(slide, json!([percent])).await?;
            page.see(&format!("You need {buffered} credits each month.")).await?;
        }
        page.fill("How many: Image, Nano Banana", "3*45").await?;
        page.see("117,480").await?;
        page.fill("Working days a month", "0").await?;
        page.see("orking days a month are a whole number from 1 to 31").await?;
        page.fill("Working days a month", "20").await?;
        page.see("106,800").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the planner").await
    });
}

#[test]
fn what_is_typed_into_a_field_that_was_clicked_takes_the_place_of_what_stood_there() {
    journey(&with_art(), async |page| {
        page.see("Art has 100 credits left.").await?;
        page.keys("e").await?;
        page.see("What will you make in a month?").await?;
        page.press("Add work").await?;
        let model = page.field("Model").await?;
        model.click().await?;
        let nothing = "return [...document.querySelectorAll('[role=option]')]
            .some((one) => one.innerText.trim() === 'no model named')";
        page.until_true("for the name of no model", nothing).await?;
        for name in ["Nano Banana", "Kling 2.6"] {
            model.send_keys(name).await?;
            assert_eq!(model.prop("value").await?.as_deref(), Some(name));
            page.field("How many").await?.click().await?;
            model.click().await?;
        }
        Ok(())
    });
}

#[test]
fn prices_are_asked_for_once_and_the_cheapest_way_is_named() {
    let home = with_art();
    let file = home.folder().join("ways.csv");
    home.picks(&file);
    journey(&home, async |page| {
        seed_example(page).await?;
        page.see("No way has a price yet.").await?;
        page.see("not offered without a subscription").await?;
        page.press("Say it: Standard").await?;
        page.see("What does Standard give and cost?").await?;
        page.fill("Credits of a refill", "20000").await?;
        page.fill("Price, monthly", "28").await?;
        page.press("Save").await?;
        page.see("write it as “12.00 EUR”").await?;
        page.fill("Price, monthly", "28 EUR").await?;
        page.fill("Price, yearly", "268.80 EUR").await?;
        page.press("Save").await?;
        page.see("The figures are kept.").await?;
        page.press("Add a pack").await?;
        page.fill("Credits of a pack", "12000").await?;
        page.fill("Price of a pack", "18").await?;
        page.press("Save").await?;
        page.see("Standard, yearly is the cheapest way:").await?;
        page.see("58 packs of 12,000 a year").await?;
        page.press("Say it: Creator").await?;
        page.fill("Credits of a refill", "84000").await?;
        page.fill("Price, yearly", "948").await?;
        page.press("Save").await?;
        page.see("Creator, yearly is the cheapest way: €79.00 a month.").await?;
        page.see("It loses 6,450 credits a month, since they do not roll over.").await?;
        page.see("Creator, yearly is the cheapest.").await?;
        page.press("Creator, yearly").await?;
        page.see("One of each: Image, Nano Banana").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the ways").await?;
        page.press("Undo").await?;
        page.see("Standard, yearly is the cheapest way:").await?;
        page.menu("Save or copy \u{201c}Money a month", "Save as CSV").await?;
        page.see("Saved as ways.csv.").await
    });
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(kept.lines().count() > 10 && kept.contains("Standard, yearly"), "{kept}");
}

#[test]
fn the_past_year_is_played_under_another_plan_order_and_reading() {
    let home = Home::new();
    let sample = home.books().with_file_name("Sample books.bursar");
    journey(&home, async |page| {
        open_sample(page).await?;
        page.press("The past year").await?;
        page.see("How would the past year have gone?").await?;
        page.choose("Wallet", "Photoroom").await?;
        page.choose("Plan", "Pro, monthly (Photoroom)").await?;
        page.press("Play the year").await?;
        page.see("Credits would not have sufficed on").await?;
        page.see("As it would have been").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the past year").await?;
        page.press("Another draw order").await?;
        page.press("Play the year").await?;
        page.see("Credits would have sufficed all the time.").await?;
        page.choose("Wallet", "Deep-image").await?;
        page.press("Another reading").await?;
        page.see("Unused credits roll over up to 3 months.").await?;
        page.press("Each month's credits live four cycles").await?;
        page.press("Play the year").await?;
        page.see("It would have cost the same.").await?;
        // What changes the books changes what they would have said.
        let bought = ["topup", "Deep-image", "--credits", "7777", "--paid", "7777.77 EUR"];
        bursar_on(&home, &sample, &bought);
        page.see("€7,807.77").await
    });
}

#[test]
fn each_wallet_is_forecast_as_a_range() {
    journey(&Home::new(), async |page| {
        open_sample(page).await?;
        page.press("Forecast").await?;
        page.see("Two hundred courses of your own days").await?;
        page.see("The refill comes on").await?;
        page.see("a day over 12 weeks").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the forecasts").await
    });
}

#[test]
fn plans_are_saved_compared_and_printed() {
    journey(&Home::new(), async |page| {
        open_sample(page).await?;
        page.see("is the cheapest way").await?;
        page.press("Save the plan").await?;
        page.fill("Name", "As it is").await?;
        page.press("Save").await?;
        page.see("As it is is saved.").await?;
        page.press("Busiest 30 days").await?;
        page.press("Save the plan").await?;
        page.fill("Name", "Busy <b>month</b>").await?;
        page.fill("Notes", "If the spring shoot comes.").await?;
        page.press("Save").await?;
        page.see("Busy <b>month</b> is saved.").await?;
        page.press("Saved plans").await?;
        page.see("2 plans are saved.").await?;
        let tick =
            "document.querySelectorAll('main input[type=checkbox]').forEach((one) => one.click())";
        page.ask(tick, json!([])).await?;
        page.see("Side by side").await?;
        page.see("If the spring shoot comes.").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "saved plans").await?;
        page.press("Print: As it is").await?;
        page.see("With a buffer of 25 %").await?;
        nothing_is_wrong(page, "a plan on paper").await?;
        page.press("Back").await?;
        page.press("Remove: As it is").await?;
        page.see("One plan is saved.").await?;
        page.press("Bring it back").await?;
        page.see("2 plans are saved.").await?;
        page.press("Open: As it is").await?;
        page.see("credits each month.").await
    });
}
