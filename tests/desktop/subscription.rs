//! The subscription: a plan taken, changed, cancelled and resumed, and its calendar file.

use crate::harness::{Home, bursar, journey};

/// A wallet without a plan.
fn with_space() -> Home {
    let home = Home::new();
    bursar(&home, &["wallet", "add", "Space", "--provider", "imagineart", "--timezone", "UTC"]);
    home
}

#[test]
fn a_plan_is_taken_changed_cancelled_and_resumed() {
    let home = with_space();
    journey(&home, async |page| {
        page.see("Space has").await?;
        page.keys("2").await?;
        page.see("No subscription runs.").await?;
        page.press("Take a plan").await?;
        page.choose("Plan", "Basic").await?;
        page.fill("Credits", "1000").await?;
        page.fill("Price", "20.00 EUR").await?;
        page.see("Comes with it").await?;
        page.press("Take this plan").await?;
        page.see("The plan runs.").await?;
        page.see("Basic, monthly").await?;
        page.see("1,000 each month").await?;
        page.see("Payment").await?;

        page.press("Change plan").await?;
        page.choose("Plan", "Standard").await?;
        page.fill("Credits", "40*100").await?;
        page.press("Now").await?;
        page.see("Lost then").await?;
        page.see("1,000 Subscription").await?;
        page.press("Change to this plan").await?;
        page.see("Standard, monthly").await?;
        page.see("Plans so far").await?;

        page.menu("Subscription", "Cancel it").await?;
        page.see("Cancel the subscription of Space?").await?;
        page.see("4,000 Subscription").await?;
        page.press("Cancel the subscription").await?;
        page.see("cancelled").await?;
        page.press("Resume it").await?;
        page.see("The subscription goes on.").await?;
        page.see("Renewal").await
    });
}

#[test]
fn refills_and_payments_are_two_calendars() {
    let home = with_space();
    bursar(&home, &["subscribe", "Space", "basic", "--credits", "1000", "--price", "20.00 EUR"]);
    let file = home.folder().join("space.ics");
    journey(&home, async |page| {
        page.see("Space has").await?;
        page.keys("2").await?;
        page.see("Basic, monthly").await?;
        home.picks(&file);
        page.menu("Subscription", "Save the calendar").await?;
        page.see("Credit refills").await?;
        page.press("Payments and the end of the plan").await?;
        page.press("Lapses").await?;
        page.press("Save as .ics").await?;
        page.see("written to space.ics.").await
    });
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("CATEGORIES:Refills") && !text.contains("Payments"), "{text}");
    assert!(text.contains("SUMMARY:Space: refill of 1000 credits"), "{text}");
}

#[test]
fn a_wallet_is_renamed_and_put_away() {
    let home = with_space();
    journey(&home, async |page| {
        page.see("Space has").await?;
        page.keys("2").await?;
        page.menu("More about this wallet", "Rename").await?;
        page.fill("Name", "Studio").await?;
        page.press("Rename").await?;
        page.see("Renamed to Studio.").await?;
        page.see("Studio has").await?;
        page.press("Undo").await?;
        page.see("Undone:").await
    });
}
