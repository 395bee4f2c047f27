//! The window at twice the size, and in the narrowest window: nothing runs out of it sideways.

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, journey};

const PLACES: [(&str, &str); 12] = [
    ("Overview", "Latest"),
    ("ImagineArt", "Lots, in draw order"),
    ("Spend", "What it takes"),
    ("Top up", "What it leads to"),
    ("Import", "Choose a file"),
    ("Plan", "Work and ways"),
    ("Rates", "Rate card"),
    ("Usage", "Lots and lapses"),
    ("Members and projects", "Projects"),
    ("Alerts", "Notices of the desktop"),
    ("Journal", "in the journal"),
    ("Settings", "Look and formats"),
];

/// What reaches beyond the window's right edge, but for what scrolls in a box of its own.
const BEYOND: &str = "const scrolls = (one) => {
        for (let box = one.parentElement; box && box.tagName !== 'MAIN'; box = box.parentElement)
            if (getComputedStyle(box).overflowX !== 'visible') return true;
        return false;
    };
    return [...document.querySelectorAll('main *, nav *')]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one))
        .map((one) => `${one.tagName} ${one.className} ${one.innerText?.slice(0, 30) ?? ''}`)
        .slice(0, 5)";

async fn nothing_runs_out(page: &Page) -> WebDriverResult<()> {
    let mut found = Vec::new();
    for (place, words) in PLACES {
        page.go(place).await?;
        page.see(words).await?;
        let beyond = page.ask(BEYOND, json!([])).await?;
        if beyond != json!([]) {
            found.push(format!("{place}: {beyond}"));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
    Ok(())
}

#[test]
fn at_twice_the_size_nothing_runs_out_of_the_window() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.dress(1280, 800, "light").await?;
        for _ in 0..3 {
            page.control('+').await?;
        }
        page.until_true("for twice the size", "return innerWidth === 640").await?;
        nothing_runs_out(page).await?;
        page.control('0').await?;
        page.until_true("for the plain size", "return innerWidth === 1280").await
    });
}

#[test]
fn in_a_narrow_window_nothing_runs_out() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.dress(760, 600, "light").await?;
        nothing_runs_out(page).await
    });
}
