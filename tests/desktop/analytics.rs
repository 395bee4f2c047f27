//! Usage by anything: narrowed by pressing what one sees, to the usages behind it, to a file, and back.

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::accessibility::{nothing_is_wrong, with_axe};
use crate::harness::{Home, Page, bursar, import_log, journey, sample_of_the_log};
use crate::import::with_lab;

/// The laboratory’s wallet, with the part of the real log that lies in the repository.
fn with_the_log() -> Home {
    let home = with_lab();
    import_log(&home, &sample_of_the_log());
    home
}

/// Presses what a script finds, as a pointer would.
async fn press_in(page: &Page, script: &str) -> WebDriverResult<()> {
    let press = format!(
        "const one = (() => {{ {script} }})();
         if (!one) return false;
         const at = one.getBoundingClientRect();
         const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
         const where = {{ bubbles: true, clientX: x, clientY: y }};
         one.dispatchEvent(new PointerEvent('pointermove', where));
         one.dispatchEvent(new MouseEvent('click', where));
         return true"
    );
    page.until_true("to press a shape", &press).await
}

async fn drawn(page: &Page, class: &str, least: usize) -> WebDriverResult<()> {
    let script =
        format!("return document.querySelectorAll('figure svg .{class}').length >= {least}");
    page.until_true("for the drawing", &script).await
}

#[test]
fn what_is_pressed_narrows_the_question_and_leads_to_its_usages() {
    let home = with_the_log();
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("u").await?;
        page.see("Usages behind these figures").await?;
        page.choose("Time", "All").await?;
        drawn(page, "bar", 3).await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "usage").await?;
        // A model among the parts, then one step back.
        page.press("Only M0002").await?;
        page.see("Model: M0002").await?;
        page.see_no_more("M0001").await?;
        page.press("One step back").await?;
        page.see("M0001").await?;
        // A segment of a column: its day and its model at once.
        let segment = "return document.querySelector('figure svg rect.bar[data-series=\"0\"]')";
        press_in(page, segment).await?;
        let own =
            "return [...document.querySelectorAll('select')].some((one) => one.value === 'free')";
        page.until_true("for the days of the column", own).await?;
        page.see("Model: ").await?;
        page.press("Show in the activity").await?;
        page.see("Lots, in draw order").await?;
        page.keys("\u{e003}").await?;
        page.see("Usages behind these figures").await?;
        page.see("Model: ").await
    });
}

#[test]
fn charts_are_walked_by_keys_and_saved() {
    let home = with_the_log();
    let file = home.folder().join("week.csv");
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("u").await?;
        page.see("Usages behind these figures").await?;
        page.choose("Time", "All").await?;
        page.choose("Chart", "Weekday and hour").await?;
        drawn(page, "bar", 168).await?;
        page.ask("document.querySelector('figure svg').focus()", json!([])).await?;
        page.keys("\u{e014}\u{e014}\u{e015}").await?;
        page.see("Tuesday 01:00").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "a heat map").await?;
        home.picks(&file);
        page.press("Save or copy").await?;
        page.press("Save as CSV").await?;
        page.see("Saved as week.csv").await?;
        let rows = std::fs::read_to_string(&file).unwrap();
        assert_eq!(rows.lines().count(), 1 + 7 * 24 + 1, "{rows}");
        Ok(())
    });
}

#[test]
fn lots_show_what_lapses_and_lead_to_their_usages() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.keys("u").await?;
        page.press("Lots and lapses").await?;
        page.see("Lots of Photoroom, in draw order").await?;
        drawn(page, "lapse", 1).await?;
        page.see("Lapsed unused, by month").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "lots and lapses").await?;
        press_in(page, "return document.querySelector('figure svg rect.bar')").await?;
        page.see("Lots, in draw order").await?;
        page.see("paid by ").await
    });
}

/// The calendar month before the one that runs.
fn month_before(home: &Home) -> String {
    let month = bursar(home, &["--json", "member", "list"]);
    let month: serde_json::Value = serde_json::from_str(&month).unwrap();
    let month = month["month"].as_str().unwrap().to_owned();
    let (year, number) = month.split_once('-').unwrap();
    let (year, number): (i32, u32) = (year.parse().unwrap(), number.parse().unwrap());
    match number {
        1 => format!("{}-12", year - 1),
        _ => format!("{year}-{:02}", number - 1),
    }
}

#[test]
fn a_month_is_closed_and_what_comes_late_corrects_the_next() {
    let home = with_lab();
    let before = month_before(&home);
    let log = home.folder().join("log.csv");
    let row = |day: &str, credits: u32| format!("{before}-{day}T10:00:00Z,image,{credits},Teaser");
    std::fs::write(&log, format!("time,action,credits,project\n{}\n", row("10", 60))).unwrap();
    bursar(&home, &["import", "lab", log.to_str().unwrap()]);
    let file = home.folder().join("statement.html");
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("u").await?;
        page.press("Cost and rebilling").await?;
        page.press("Month before").await?;
        page.see("One project used 60 credits").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "cost and rebilling").await?;
        page.press("Statement of Teaser").await?;
        page.see("this month is not closed").await?;
        page.fill("Mark-up, percent", "12.5").await?;
        page.see("with a mark-up of 12.5%").await?;
        home.picks(&file);
        page.press("Save as HTML").await?;
        page.see("Saved as statement.html").await?;
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(text.contains("Teaser") && text.contains("12.5 %"), "{text}");
        page.press("Close this month").await?;
        page.see("is closed for Teaser.").await?;
        page.see("What is entered later goes into the next month").await?;

        let late = row("11", 9);
        std::fs::write(&log, format!("time,action,credits,project\n{late}\n")).unwrap();
        bursar(&home, &["import", "lab", log.to_str().unwrap()]);
        page.press("Month after").await?;
        page.see("corrects a month").await?;
        page.press("Statement of Teaser").await?;
        page.see("Correction of").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn a_client_has_a_statement_and_its_month_is_closed_for_all_its_projects() {
    let home = with_lab();
    let before = month_before(&home);
    let log = home.folder().join("log.csv");
    let rows = [("Teaser", 60), ("Trailer", 40), ("Poster", 5)];
    let rows =
        rows.map(|(project, credits)| format!("{before}-10T10:00:00Z,image,{credits},{project}\n"));
    std::fs::write(&log, format!("time,action,credits,project\n{}", rows.concat())).unwrap();
    bursar(&home, &["import", "lab", log.to_str().unwrap()]);
    bursar(&home, &["project", "client", "Trailer", "Nordlicht"]);
    let file = home.folder().join("statement.csv");
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("m").await?;
        page.press("Projects").await?;
        page.see("for Nordlicht").await?;
        page.press("Teaser").await?;
        page.see("All usage is shown under the new name").await?;
        // The client that is known is offered, and taken by Enter.
        page.fill("Client", "Nord").await?;
        page.keys("\u{e007}").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the client of a project").await?;
        page.press("Assign").await?;
        page.see("Teaser is for Nordlicht.").await?;

        page.go("Usage").await?;
        page.press("Cost and rebilling").await?;
        page.press("Month before").await?;
        page.see("3 projects used 105 credits").await?;
        page.press("Clients").await?;
        page.see("Without a client").await?;
        page.press("Statement of Nordlicht").await?;
        page.see("this month is not closed").await?;
        page.see("Trailer").await?;
        page.fill("Mark-up, percent", "20").await?;
        page.see("with a mark-up of 20%").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "the statement of a client").await?;
        home.picks(&file);
        page.press("Save as CSV").await?;
        page.see("Saved as statement.csv").await?;
        let rows = std::fs::read_to_string(&file).unwrap();
        assert!(
            rows.contains("Teaser,Nordlicht,") && rows.contains("Trailer,Nordlicht,"),
            "{rows}"
        );
        assert!(!rows.contains("Poster"), "{rows}");

        let closed = |project: &str| {
            let bill = bursar(&home, &["--json", "bill", project, "--month", &before]);
            let bill: serde_json::Value = serde_json::from_str(&bill).unwrap();
            bill["closed"].is_string()
        };
        page.press("Close this month").await?;
        page.see("is closed for Nordlicht.").await?;
        page.see("What is entered later goes into the next month").await?;
        assert!(closed("Teaser") && closed("Trailer") && !closed("Poster"));
        bursar(&home, &["undo"]);
        page.see("this month is not closed").await?;
        assert!(!closed("Teaser") && !closed("Trailer"), "one step takes back all of it");

        // What it cost, by the same clients.
        page.press("Client").await?;
        page.see("No client").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn claims_are_copied_as_support_asks_for_them() {
    let home = with_lab();
    let log = home.folder().join("log.csv");
    let rows = "2024-11-18T22:30:00Z,odd job,40,failed,gen-a\n\
                2024-11-18T23:30:00Z,odd job,,failed,gen-b\n";
    std::fs::write(&log, format!("time,action,credits,status,id\n{rows}")).unwrap();
    bursar(&home, &["import", "lab", log.to_str().unwrap()]);
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("u").await?;
        page.press("Claims").await?;
        page.see("One generation was charged or held for nothing").await?;
        page.see("One more failed; the log does not say whether it was charged.").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "claims").await?;
        let keep = "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }";
        page.ask(keep, json!([])).await?;
        page.press("Copy for support").await?;
        page.see("are on the clipboard").await?;
        let copied = page.ask("return window.copied", json!([])).await?;
        let text = copied.as_str().unwrap_or_default();
        assert!(text.contains("2024-11-18 22:30:00 +00:00; gen-a; odd job"), "{text}");
        assert!(!text.contains("gen-b"), "{text}");
        Ok(())
    });
}

#[test]
fn a_job_is_priced_at_every_wallet_and_booked_at_one() {
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.keys("u").await?;
        page.press("Where to do a job").await?;
        page.see("At each wallet").await?;
        page.choose("How Photoroom would do it", "virtual model").await?;
        page.choose("How ImagineArt would do it", "image, Nano Banana 2").await?;
        page.choose("How Deep-image would do it", "").await?;
        page.fill("Quantity", "10").await?;
        page.see(" does it for ").await?;
        with_axe(page).await?;
        nothing_is_wrong(page, "where to do a job").await?;
        page.press("Record at Deep-image").await?;
        page.see("will be left in Deep-image").await
    });
}
