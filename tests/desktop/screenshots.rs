//! Photographs every view, light and dark, wide and narrow: empty, with the sample books, and with
//! the real log. The pictures go to the folder that `BURSAR_SCREENSHOTS` names, else to the target
//! folder. A picture in which nothing is drawn is an error.
#![cfg(target_os = "linux")]
// A test that cannot go on has failed, and that is what these say.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod harness;

use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use harness::{Home, Page, bursar, journey, real_log, repository, sample_of_the_log};

/// Smaller than the picture of a window with nothing in it but its ground.
const BLANK: u64 = 9_000;

fn folder() -> PathBuf {
    let named = std::env::var_os("BURSAR_SCREENSHOTS").map(PathBuf::from);
    let folder =
        named.unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots"));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// One view in each size and theme.
async fn photographs(page: &Page, name: &str) -> WebDriverResult<()> {
    for (width, height, suffix) in [(1280, 800, ""), (760, 600, "-narrow")] {
        for theme in ["light", "dark"] {
            page.dress(width, height, theme).await?;
            let file = folder().join(format!("{name}-{theme}{suffix}.png"));
            page.photograph(&file).await?;
            let bytes = std::fs::metadata(&file).map_or(0, |data| data.len());
            assert!(bytes > BLANK, "{} shows nothing", file.display());
        }
    }
    page.dress(1280, 800, "light").await
}

/// Scrolls the view down by so many windows.
async fn scroll(page: &Page, windows: f64) -> WebDriverResult<()> {
    let script = "document.querySelector('main').scrollTop = arguments[0] * innerHeight";
    page.ask(script, json!([windows])).await.map(|_| ())
}

async fn chart_is_drawn(page: &Page) -> WebDriverResult<()> {
    let script = "return document.querySelectorAll('figure svg text').length > 3";
    page.until_true("for the chart", script).await
}

#[test]
fn empty_books() {
    journey(&Home::new(), async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        photographs(page, "first-start").await?;
        page.press("Deep-image").await?;
        page.see("A wallet at Deep-image").await?;
        photographs(page, "first-start-provider").await
    });
}

#[test]
fn sample_books() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        chart_is_drawn(page).await?;
        photographs(page, "overview").await?;
        for (place, name) in [("2", "wallet-1"), ("3", "wallet-2"), ("4", "wallet-3")] {
            page.keys(place).await?;
            page.see("Lots, in draw order").await?;
            chart_is_drawn(page).await?;
            photographs(page, name).await?;
        }
        page.keys("2").await?;
        page.see("Activity").await?;
        scroll(page, 0.9).await?;
        photographs(page, "wallet-1-activity").await?;
        page.keys("l").await?;
        page.see("Notices of the desktop").await?;
        photographs(page, "alerts").await?;
        page.keys("1").await?;
        page.control('k').await?;
        page.see("Dark theme").await?;
        photographs(page, "palette").await?;
        page.keys("\u{e00c}").await?;
        page.until_true("for the palette to go", "return !document.querySelector('dialog')")
            .await?;
        page.keys("?").await?;
        page.see("A screenful up or down").await?;
        photographs(page, "keys").await
    });
}

#[test]
fn spend_and_top_up() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.keys("s").await?;
        page.see("It holds").await?;
        photographs(page, "spend").await?;
        page.fill("Times", "900").await?;
        page.see("Three ways out").await?;
        photographs(page, "spend-ways-out").await?;
        page.press("Buy them").await?;
        page.see("Earlier top-ups").await?;
        page.fill("Paid", "18").await?;
        page.see("credits left then").await?;
        photographs(page, "topup").await?;
        page.press("Review").await?;
        page.see("Book the top-up").await?;
        photographs(page, "topup-review").await?;
        page.press("Book the top-up").await?;
        page.see("Receipt of a top-up").await?;
        photographs(page, "topup-receipt").await?;
        page.ask("document.documentElement.style.setProperty('--printed', 'fixed')", json!([]))
            .await?;
        page.photograph(&folder().join("zz-printed.png")).await?;
        page.ask("window.__TAURI_INTERNALS__.invoke('set_prefs', {change: {language: 'de'}}); setTimeout(() => location.reload(), 500)", json!([])).await?;
        page.see("Ausgeben").await?;
        page.keys("s").await?;
        page.see("Noch offen").await?;
        page.photograph(&folder().join("zz-de-spend.png")).await?;
        page.keys("\u{e004}").await?;
        page.press("Aufladen").await?;
        page.photograph(&folder().join("zz-de-topup.png")).await
    });
}

#[test]
fn the_real_log() {
    let home = Home::new();
    let file = repository().join("tests/data/lab.toml");
    bursar(&home, &["catalog", "add", file.to_str().unwrap()]);
    let add = ["wallet", "add", "lab", "--provider", "lab"];
    let opening = ["--opening", "75000", "--at", "2024-11-01"];
    bursar(&home, &[&add[..], &opening].concat());
    home.picks(&real_log().unwrap_or_else(sample_of_the_log));
    journey(&home, async |page| {
        page.see("lab has 75,000 credits left.").await?;
        page.keys("i").await?;
        page.see("Choose a provider\u{2019}s usage log.").await?;
        photographs(page, "import-choose").await?;
        page.press("Choose a file").await?;
        for (column, field) in [
            ("gmt_create", "When"),
            ("predict_type", "Action"),
            ("checkpoint_model_version_id", "Model"),
            ("num_images_per_prompt", "Quantity"),
            ("predict_status", "Status"),
            ("groupId", "Member"),
        ] {
            page.choose(&format!("{column} is read as"), field).await?;
        }
        page.see(" new rows in ").await?;
        photographs(page, "import-columns").await?;
        page.press("Import ").await?;
        page.see("rows added to lab.").await?;
        photographs(page, "import-result").await?;
        page.keys("1").await?;
        chart_is_drawn(page).await?;
        photographs(page, "overview-real-log").await?;
        page.keys("2").await?;
        chart_is_drawn(page).await?;
        photographs(page, "wallet-real-log").await
    });
}
