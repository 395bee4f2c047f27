//! Everything without a pointer.

use thirtyfour::Key;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, journey};
use crate::import::with_lab;

fn key(key: Key) -> String {
    char::from(key).to_string()
}

/// Tabs on until the focus is on what is called so.
async fn tab_to(page: &Page, name: &str) -> WebDriverResult<()> {
    for _ in 0..40 {
        page.keys(&key(Key::Tab)).await?;
        let focused = page
            .ask(
                "const at = document.activeElement;
                 return (at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText ?? '').trim()",
                serde_json::json!([]),
            )
            .await?;
        if focused.as_str().is_some_and(|label| label.starts_with(name)) {
            let ring = page
                .ask(
                    "return document.activeElement.matches(':focus-visible')",
                    serde_json::json!([]),
                )
                .await?;
            assert_eq!(ring, true, "the focus on “{name}” can be seen");
            return Ok(());
        }
    }
    panic!("Tab does not lead to “{name}”");
}

#[test]
fn a_wallet_is_added_by_keyboard_alone() {
    let home = Home::new();
    journey(&home, async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        // Tab leads to the list, the arrows to a provider in it.
        tab_to(page, "Apiframe").await?;
        page.keys(&key(Key::Down)).await?;
        page.see("A wallet at Deep-image").await?;
        tab_to(page, "Credits in it now").await?;
        page.keys("40").await?;
        page.keys(&key(Key::Enter)).await?;
        page.see("Deep-image has 40 credits left").await
    });
}

#[test]
fn every_place_and_every_sheet_has_its_key() {
    let home = with_lab();
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        page.keys("2").await?;
        page.see("Lots, in draw order").await?;
        page.keys("i").await?;
        page.see("Choose a provider\u{2019}s usage log.").await?;
        page.keys("a").await?;
        page.see("Whose credits shall Bursar keep next?").await?;
        page.keys("1").await?;
        page.see("Wallets").await?;

        page.keys("?").await?;
        page.see("Search or do anything\nCtrl K").await?;
        page.see("A screenful up or down").await?;
        page.keys(&key(Key::Escape)).await?;
        page.see_no_more("A screenful up or down").await?;
        page.until_true("for the sheet to go", "return !document.querySelector('dialog')").await?;

        page.control('k').await?;
        page.until_true(
            "for the palette",
            "return document.activeElement.matches('[role=combobox]')",
        )
        .await?;
        page.keys("dark").await?;
        page.keys(&key(Key::Enter)).await?;
        page.until_true("for the dark", "return document.documentElement.dataset.theme === 'dark'")
            .await?;

        page.control('k').await?;
        page.until_true(
            "for the palette",
            "return document.activeElement.matches('[role=combobox]')",
        )
        .await?;
        page.keys("lab").await?;
        page.keys(&key(Key::Enter)).await?;
        page.see("Lots, in draw order").await
    });
}

#[test]
fn a_chart_is_read_by_its_arrow_keys() {
    let home = Home::new();
    journey(&home, async |page| {
        page.press("Open the sample books").await?;
        page.until_true(
            "for the chart",
            "return document.querySelectorAll('svg .bar').length > 30",
        )
        .await?;
        page.ask("document.querySelector('figure svg').focus()", serde_json::json!([])).await?;
        page.keys(&key(Key::End)).await?;
        let last = page
            .ask("return document.querySelector('.tip')?.innerText ?? ''", serde_json::json!([]))
            .await?;
        page.keys(&key(Key::Left)).await?;
        let before = page
            .ask("return document.querySelector('.tip')?.innerText ?? ''", serde_json::json!([]))
            .await?;
        assert_ne!(last, "", "the last column is told");
        assert_ne!(last, before, "the arrow leads to another column");
        page.keys(&key(Key::Escape)).await?;
        page.until_true("for the tip to go", "return !document.querySelector('.tip')").await?;
        page.press("Show as table").await?;
        page.until_true(
            "for thirty days in the table",
            "return document.querySelectorAll('figure tbody tr').length === 30",
        )
        .await
    });
}
