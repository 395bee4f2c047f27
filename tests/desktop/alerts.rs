//! Alerts in the window: they are told once, again after a top-up, and not when nobody wants them.

use std::path::PathBuf;

use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, PATIENCE, Page, bursar, journey};
use crate::import::with_lab;

/// A home with a wallet of 100,000 credits that writes down what the desktop is told.
fn with_ears() -> (Home, PathBuf) {
    let mut home = with_lab();
    let told = home.folder().join("told.txt");
    home.variables.push(("BURSAR_E2E_TOLD", told.to_str().unwrap().to_owned()));
    (home, told)
}

fn spends(home: &Home, credits: &str) {
    bursar(home, &["record", "lab", "Image", "--credits", credits]);
}

/// Adds a rule for a balance of 20 or less.
async fn watch_the_balance(page: &Page) -> WebDriverResult<()> {
    page.keys("l").await?;
    page.see("No alert holds now.").await?;
    page.press("Add a rule").await?;
    page.see("A new rule").await?;
    page.choose("Watch", "Balance").await?;
    page.fill("Line", "4*5").await?;
    page.press("Save").await?;
    page.see("20 credits or fewer are left").await
}

#[test]
fn an_alert_is_told_once_and_again_after_a_topup() {
    let (home, told) = with_ears();
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        watch_the_balance(page).await?;
        spends(&home, "99985");
        page.see("lab: 15 credits left").await?;
        page.see("One alert holds now.").await?;
        // Still below: shown with the figure of now, and not told again.
        spends(&home, "5");
        page.see("lab: 10 credits left").await?;
        bursar(&home, &["topup", "lab", "--credits", "50"]);
        page.see("No alert holds now.").await?;
        page.see("over since").await?;
        spends(&home, "45");
        page.see("One alert holds now.").await?;
        page.until_true(
            "for two rows of history",
            "return [...document.querySelectorAll('section')].some((sheet) =>
                sheet.innerText.startsWith('History') && sheet.querySelectorAll('li').length === 2)",
        )
        .await?;
        // The desktop is told after the window.
        let start = std::time::Instant::now();
        let lines = || std::fs::read_to_string(&told).map_or(0, |told| told.lines().count());
        while lines() < 2 && start.elapsed() < PATIENCE {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        Ok(())
    });
    let told = std::fs::read_to_string(told).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    assert_eq!(lines.len(), 2, "{told}");
    assert!(lines.iter().all(|line| line.starts_with("lab: 1")), "{told}");
}

#[test]
fn a_rule_is_switched_off_changed_removed_and_brought_back() {
    let (home, told) = with_ears();
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        watch_the_balance(page).await?;
        page.press("Add a rule").await?;
        page.choose("Watch", "Lapse").await?;
        page.fill("Line", "0").await?;
        page.press("Save").await?;
        page.see("The days are a whole number").await?;
        page.keys("\u{e00c}").await?;
        page.until_true("for the form to go", "return !document.querySelector('dialog')").await?;
        page.menu("Change or remove: 20 credits", "Remove").await?;
        page.see_no_more("20 credits or fewer are left").await?;
        page.press("Undo").await?;
        page.see("20 credits or fewer are left").await?;
        page.press("20 credits or fewer are left").await?;
        spends(&home, "99985");
        page.keys("1").await?;
        page.see("lab has 15 credits left.").await?;
        page.keys("l").await?;
        page.see("No alert holds now.").await?;
        page.press("Send a test").await?;
        page.see("Sent to the desktop.").await
    });
    assert_eq!(std::fs::read_to_string(told).unwrap(), "Bursar: This is how an alert looks.\n");
}

#[test]
fn an_alert_is_put_off_and_shown_again() {
    let (home, _) = with_ears();
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        watch_the_balance(page).await?;
        spends(&home, "99985");
        page.see("One alert holds now.").await?;
        page.keys("1").await?;
        page.see("Needs you").await?;
        page.press("Later: lab: 15 credits left").await?;
        page.press("Remind me in a week").await?;
        page.see("Put off until").await?;
        page.see_no_more("Needs you").await?;
        page.keys("l").await?;
        page.press("Show again").await?;
        page.see("One alert holds now.").await
    });
}
