//! What the reader likes, kept from one start to the next, and what the program says of itself.

use serde_json::json;

use crate::accessibility::{nothing_is_wrong, with_axe};
use crate::harness::{Home, bursar, journey, noted};

fn with_a_wallet() -> Home {
    let home = Home::new();
    bursar(&home, &["wallet", "add", "Studio", "--provider", "deep-image", "--opening", "1250"]);
    home
}

#[test]
fn choices_hold_at_once_and_at_the_next_start() {
    let mut home = with_a_wallet();
    // A busy disk: what was chosen is not written yet when the window is closed.
    home.variables.push(("BURSAR_E2E_SLOW", "1500".to_owned()));
    journey(&home, async |page| {
        page.see("Studio has 1,250 credits left.").await?;
        page.control(',').await?;
        page.see("Look and formats").await?;
        page.press("Dark").await?;
        page.press("Compact").await?;
        page.press("Deutsch").await?;
        page.see("Darstellung und Formate").await?;
        page.until_true(
            "for the look",
            "const { theme, density } = document.documentElement.dataset;
             return theme === 'dark' && density === 'compact'
                && document.documentElement.lang === 'de'",
        )
        .await?;
        page.field("Zahlen und Daten").await?.click().await?;
        page.press("Deutsch (Schweiz)").await?;
        page.see("1\u{2019}234.5").await?;
        home.hand("close");
        page.has_ended().await
    });
    home.variables.clear();
    journey(&home, async |page| {
        page.see("1\u{2019}250").await?;
        let look = page.ask("return {...document.documentElement.dataset}", json!([])).await?;
        assert_eq!((&look["theme"], &look["density"]), (&json!("dark"), &json!("compact")));
        Ok(())
    });
}

#[test]
fn a_closed_window_stays_in_the_tray_where_that_is_wanted() {
    let mut home = with_a_wallet();
    let tray = home.folder().join("tray.txt");
    home.variables.push(("BURSAR_E2E_TRAY", tray.to_str().unwrap().to_owned()));
    let kept = home.folder().join("config/bursar/settings.json");
    let gone = "return document.hidden";
    let there = "return !document.hidden";
    journey(&home, async |page| {
        page.see("Studio has 1,250 credits left.").await?;
        page.control(',').await?;
        page.press("Stay in the tray").await?;
        noted(&kept, "close_to_tray").await;
        home.hand("close");
        page.until_true("for the window to go", gone).await?;
        home.hand("tray spend");
        page.until_true("for the window to come back", there).await?;
        page.see("Say what was made, and see what it takes.").await?;
        home.hand("tray quit");
        page.has_ended().await
    });
}

#[test]
fn amounts_can_be_hidden_from_the_settings() {
    journey(&with_a_wallet(), async |page| {
        page.see("1,250").await?;
        page.control(',').await?;
        page.press("Hide amounts").await?;
        page.keys("1").await?;
        page.see_no_more("1,250").await
    });
}

#[test]
fn the_program_says_what_it_is_and_that_nothing_leaves() {
    journey(&with_a_wallet(), async |page| {
        page.see("Studio has").await?;
        page.control(',').await?;
        page.see(&format!("Bursar {}", env!("CARGO_PKG_VERSION"))).await?;
        page.press("Check my books").await?;
        page.see("All agrees:").await?;
        page.press("Look at the connections").await?;
        page.see("no connection to a network").await?;
        page.press("Show licences").await?;
        page.until_true(
            "for the licences",
            "return document.querySelector('dialog textarea')?.value.includes('tauri ') ?? false",
        )
        .await?;
        page.keys("\u{e00c}").await?;
        page.press("Show diagnostics").await?;
        page.until_true(
            "for the diagnostics",
            "return /Web view: /.test(document.querySelector('dialog textarea')?.value ?? '')",
        )
        .await?;
        let text = page.ask("return document.querySelector('dialog textarea').value", json!([]));
        let text = text.await?.as_str().unwrap().to_owned();
        assert!(text.contains("started, version"), "{text}");
        for private in ["Studio", "1250", "bursar\u{2f}"] {
            assert!(!text.contains(private), "{private} is told in {text}");
        }
        Ok(())
    });
}

#[test]
fn the_settings_are_accessible() {
    journey(&with_a_wallet(), async |page| {
        page.see("Studio has").await?;
        page.control(',').await?;
        page.see("Look and formats").await?;
        page.see("Backed up just now").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the settings").await?;
        page.press("Restore the backup of").await?;
        page.see("It was read whole and can be restored.").await?;
        nothing_is_wrong(page, "the question before a restore").await
    });
}
