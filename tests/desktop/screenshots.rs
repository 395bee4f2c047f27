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

/// The places of the rail but Overview and Import, with what is seen there.
const PLACES: [(&str, &str, &str); 9] = [
    ("Spend", "spend", "Record spend"),
    ("Top up", "topup", "What it leads to"),
    ("Plan", "plan", "Work and ways"),
    ("Rates", "rates", "Rate card"),
    ("Usage", "usage", "Lots and lapses"),
    ("Members and projects", "people", "Projects"),
    ("Alerts", "alerts", "Notices of the desktop"),
    ("Journal", "journal", "in the journal"),
    ("Settings", "settings", "Look and formats"),
];

async fn every_place(page: &Page, of: &str) -> WebDriverResult<()> {
    for (place, name, words) in PLACES {
        page.go(place).await?;
        page.see(words).await?;
        photographs(page, &format!("{name}-{of}")).await?;
    }
    Ok(())
}

#[test]
fn a_wallet_without_entries() {
    let home = Home::new();
    bursar(&home, &["wallet", "add", "Studio", "--provider", "deep-image"]);
    journey(&home, async |page| {
        page.see("Studio has no credits left").await?;
        photographs(page, "overview-empty").await?;
        page.go("Studio").await?;
        page.see("Activity").await?;
        photographs(page, "wallet-empty").await?;
        every_place(page, "empty").await?;
        page.go("Import").await?;
        page.see("Choose a file").await?;
        photographs(page, "import-empty").await
    });
}

#[test]
fn sample_books() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        chart_is_drawn(page).await?;
        photographs(page, "overview-sample").await?;
        scroll(page, 0.7).await?;
        photographs(page, "overview-sample-lower").await?;
        for (place, name) in [("ImagineArt", "1"), ("Deep-image", "2"), ("Photoroom", "3")] {
            page.go(place).await?;
            page.see("Lots, in draw order").await?;
            chart_is_drawn(page).await?;
            photographs(page, &format!("wallet-{name}-sample")).await?;
        }
        page.go("ImagineArt").await?;
        page.see("Activity").await?;
        scroll(page, 0.9).await?;
        photographs(page, "wallet-1-sample-lower").await?;
        page.press("Filter").await?;
        page.see("Sort by").await?;
        scroll(page, 1.6).await?;
        photographs(page, "wallet-1-sample-filters").await?;
        page.ask("document.querySelector('[role=option]').click()", json!([])).await?;
        page.see("Book again").await?;
        photographs(page, "entry-sample").await?;
        every_place(page, "sample").await?;
        page.go("Members and projects").await?;
        page.press("Projects").await?;
        photographs(page, "projects-sample").await?;
        page.go("Plan").await?;
        for part in ["The past year", "Forecast", "Saved plans"] {
            page.press(part).await?;
            let name = part.to_lowercase().replace(' ', "-");
            photographs(page, &format!("plan-{name}")).await?;
        }
        page.go("Settings").await?;
        for (part, windows) in [("books", 0.7), ("exports", 1.6), ("about", 4.0)] {
            scroll(page, windows).await?;
            photographs(page, &format!("settings-sample-{part}")).await?;
        }
        page.go("Usage").await?;
        page.see("Usages behind these figures").await?;
        chart_is_drawn(page).await?;
        for (part, words, name) in [
            ("Lots and lapses", "Lapsed unused, by month", "lots"),
            ("Cost and rebilling", "What it really cost", "cost"),
            ("Claims", "Not back after", "claims"),
            ("Where to do a job", "At each wallet", "job"),
        ] {
            page.press(part).await?;
            page.see(words).await?;
            photographs(page, &format!("usage-{name}-sample")).await?;
        }
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
fn sheets_over_a_wallet() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.go("ImagineArt").await?;
        page.press("Left to spend").await?;
        page.see("What can be drawn now").await?;
        photographs(page, "figure-explained").await?;
        page.keys("\u{e00c}").await?;
        page.press("Enter a statement").await?;
        page.see("What does the provider show?").await?;
        page.fill("It shows", "13000").await?;
        page.see("Lock the books up to there").await?;
        photographs(page, "statement").await?;
        page.press("Cancel").await?;
        page.press("Change plan").await?;
        page.see("Change to this plan").await?;
        photographs(page, "plan").await?;
        page.press("Cancel").await?;
        page.keys("p").await?;
        page.see("Give it a name to begin.").await?;
        photographs(page, "provider-new").await?;
        page.go("Alerts").await?;
        page.press("Add a rule").await?;
        page.see("A new rule").await?;
        photographs(page, "alert-rule").await?;
        page.press("Cancel").await?;
        page.go("Rates").await?;
        page.press("Add a rate").await?;
        page.see("A rate of").await?;
        photographs(page, "rate-new").await?;
        page.press("Cancel").await?;
        page.press("Add a wallet").await?;
        page.press("Apiframe").await?;
        page.see("A wallet at Apiframe").await?;
        scroll(page, 1.0).await?;
        photographs(page, "wallet-new").await?;
        page.go("Plan").await?;
        page.press("The past year").await?;
        page.press("Another draw order").await?;
        page.press("Play the year").await?;
        page.see("As it would have been").await?;
        photographs(page, "plan-the-past-year-played").await
    });
}

#[test]
fn in_german() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.go("Settings").await?;
        page.press("Deutsch").await?;
        page.see("Darstellung und Formate").await?;
        for (place, words) in [
            ("Überblick", "Zuletzt"),
            ("ImagineArt", "Posten"),
            ("Ausgeben", "Status"),
            ("Aufladen", "Paket"),
            ("Import", "Datei"),
            ("Preise", "Preis"),
            ("Mitglieder und Projekte", "Projekte"),
            ("Hinweise", "Regel"),
            ("Journal", "Journal"),
            ("Einstellungen", "Darstellung und Formate"),
        ] {
            page.go(place).await?;
            page.see(words).await?;
            page.dress(1280, 800, "light").await?;
            let name = words.to_lowercase().replace(' ', "-");
            page.photograph(&folder().join(format!("german-{name}.png"))).await?;
        }
        Ok(())
    });
}

#[test]
fn spend_and_top_up() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.go("Spend").await?;
        page.see("What it takes").await?;
        page.fill("Member", "").await?;
        page.see("It holds").await?;
        page.fill("Times", "900").await?;
        page.see("Three ways out").await?;
        photographs(page, "spend-ways-out").await?;
        page.press("Buy them").await?;
        page.see("Earlier top-ups").await?;
        page.fill("Paid", "18").await?;
        page.see("credits left then").await?;
        photographs(page, "topup-chosen").await?;
        page.press("Review").await?;
        page.see("Book the top-up").await?;
        photographs(page, "topup-review").await?;
        page.press("Book the top-up").await?;
        page.see("Receipt of a top-up").await?;
        photographs(page, "topup-receipt").await
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
        page.go("Overview").await?;
        chart_is_drawn(page).await?;
        photographs(page, "overview-real-log").await?;
        page.go("lab").await?;
        chart_is_drawn(page).await?;
        photographs(page, "wallet-real-log").await?;
        scroll(page, 1.2).await?;
        photographs(page, "wallet-real-log-lower").await?;
        every_place(page, "real-log").await
    });
}
