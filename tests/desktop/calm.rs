//! A view at rest asks the program for nothing: what was read is not a reason to read it again.

use std::time::Duration;

use serde_json::json;

use crate::harness::{Home, Page, journey};

/// Counts what the page asks the program for, from now on.
const COUNT: &str = "window.asked = 0;
    if (!window.counting) {
        const real = window.fetch;
        window.fetch = (...all) => { window.asked += 1; return real(...all); };
        window.counting = true;
    }";

async fn asked_at_rest(page: &Page) -> u64 {
    tokio::time::sleep(Duration::from_secs(2)).await;
    page.ask(COUNT, json!([])).await.unwrap();
    tokio::time::sleep(Duration::from_secs(2)).await;
    page.ask("return window.asked", json!([])).await.unwrap().as_u64().unwrap()
}

#[test]
fn a_view_at_rest_asks_for_nothing() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        // Counting works: going somewhere asks for something.
        page.ask(COUNT, json!([])).await?;
        page.keys("2").await?;
        page.see("Lots, in draw order").await?;
        let asked = page.ask("return window.asked", json!([])).await?;
        assert!(asked.as_u64() > Some(0), "{asked}");
        let mut restless = Vec::new();
        for (place, words) in [
            ("Overview", "Latest"),
            ("ImagineArt", "Lots, in draw order"),
            ("Spend", "What it takes"),
            ("Top up", "Earlier top-ups"),
            ("Import", "Choose a file"),
            ("Plan", "Work and ways"),
            ("Rates", "Rate card"),
            ("Usage", "Lots and lapses"),
            ("Members and projects", "Used in"),
            ("Alerts", "Notices of the desktop"),
            ("Journal", "in the journal"),
        ] {
            page.go(place).await?;
            page.see(words).await?;
            let asked = asked_at_rest(page).await;
            // One look at the books may fall into the time.
            if asked > 3 {
                restless.push(format!("{place}: {asked}"));
            }
        }
        assert!(restless.is_empty(), "{restless:?}");
        Ok(())
    });
}
