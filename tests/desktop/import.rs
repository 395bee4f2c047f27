//! The import of a real log, from the choice of the file to its undoing.

use std::path::Path;

use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, bursar, journey, real_log, repository, sample_of_the_log};

/// A home with a wallet at the provider whose log it is.
pub(crate) fn with_lab() -> Home {
    let home = Home::new();
    let file = repository().join("tests/data/lab.toml");
    bursar(&home, &["catalog", "add", file.to_str().unwrap()]);
    let add = ["wallet", "add", "lab", "--provider", "lab"];
    let opening = ["--opening", "100000", "--at", "2024-11-01"];
    bursar(&home, &[&add[..], &opening].concat());
    home
}

/// Chooses the log and settles what its columns are.
pub(crate) async fn choose_the_log(page: &Page, home: &Home, log: &Path) -> WebDriverResult<()> {
    home.picks(log);
    page.press("Import").await?;
    page.see("Choose a provider\u{2019}s usage log.").await?;
    page.press("Choose a file").await?;
    page.see("gmt_create").await?;
    page.see("TXT_2_IMG").await?;
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
    Ok(())
}

struct Expected {
    rows: &'static str,
    charged: &'static str,
    credits: &'static str,
    left: &'static str,
}

fn imports_and_undoes(log: &Path, expected: &Expected) {
    let home = with_lab();
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        choose_the_log(page, &home, log).await?;
        page.see(&format!("{} new rows in ", expected.rows)).await?;
        page.see(&format!("They charge {} credits to lab.", expected.credits)).await?;
        page.press(&format!("Import {} rows", expected.rows)).await?;
        page.see(&format!("{} rows added to lab.", expected.rows)).await?;
        page.see(&format!("charged\n{}", expected.charged)).await?;
        page.see("without a price").await?;

        page.press("Look at lab").await?;
        page.see(&format!("lab has {} credits left", expected.left)).await?;
        page.see("Activity").await?;
        let rows = page
            .ask("return document.querySelectorAll('[role=option]').length", serde_json::json!([]))
            .await?;
        assert!(rows.as_u64().unwrap() <= 20, "a page of rows, not {rows}");

        // The same file again holds nothing new.
        page.press("Import").await?;
        page.press("Import another file").await?;
        choose_the_log(page, &home, log).await?;
        page.see("Nothing in it is new.").await?;

        page.control('z').await?;
        page.see("Its entries stay in the journal").await?;
        page.press("Undo").await?;
        page.see("Undone:").await?;
        page.press("Overview").await?;
        page.see("lab has 100,000 credits left.").await
    });
}

#[test]
fn a_part_of_the_real_log_is_imported_and_taken_back() {
    imports_and_undoes(
        &sample_of_the_log(),
        &Expected { rows: "513", charged: "473", credits: "1,558", left: "98,421" },
    );
}

#[test]
fn the_whole_real_log_is_imported_and_taken_back() {
    let Some(log) = real_log() else {
        return;
    };
    imports_and_undoes(
        &log,
        &Expected { rows: "26,823", charged: "26,392", credits: "71,222", left: "28,757" },
    );
}

#[test]
fn bad_rows_are_shown_with_their_line_and_do_not_stop_the_others() {
    let home = with_lab();
    let log = home.folder().join("<b>mine & yours.csv");
    std::fs::write(
        &log,
        "time,action,count,status\n\
         2026-11-01 09:00:00,Image,2,success\n\
         2026-02-31 09:00:00,Image,2,success\n\
         2026-11-01 09:05:00,Image,1e309,success\n\
         2026-11-01 09:06:00,Image,3,SHRUG\n",
    )
    .unwrap();
    home.picks(&log);
    journey(&home, async |page| {
        page.press("Import").await?;
        page.press("Choose a file").await?;
        page.see("<b>mine & yours.csv").await?;
        page.choose("time is read as", "When").await?;
        page.choose("count is read as", "Quantity").await?;
        page.see("2026-02-31").await?;
        page.see("1e309").await?;
        page.see("SHRUG").await?;
        page.see("rejected\n3").await?;
        // What the provider's word means can be said, and then its row is read.
        page.choose("Field of the word", "Status").await?;
        page.fill("Word in the file", "SHRUG").await?;
        page.fill("What it means", "failed").await?;
        page.press("Add").await?;
        page.see("rejected\n2").await?;
        page.press("Import 2 rows").await?;
        page.see("2 rows could not be read.").await
    });
}

/// A log of so many rows, so that a reader can look around while they are imported.
pub(crate) fn a_long_log(home: &Home, rows: u32) -> std::path::PathBuf {
    let log = home.folder().join("long.csv");
    let mut text = String::from("id,time,action,count,status\n");
    for row in 0..rows {
        let (minute, second) = (row / 60 % 60, row % 60);
        let (day, hour) = (1 + row / 86_400, row / 3_600 % 24);
        let time = format!("2025-03-{day:02} {hour:02}:{minute:02}:{second:02}");
        text.push_str(&format!("r{row},{time},Image,1,success\n"));
    }
    std::fs::write(&log, text).unwrap();
    log
}

#[test]
fn the_views_go_on_during_an_import_and_it_can_be_cancelled() {
    let home = with_lab();
    // So many that the import outlasts what is done meanwhile, whatever else the machine does.
    home.picks(&a_long_log(&home, 400_000));
    journey(&home, async |page| {
        page.press("Import").await?;
        page.press("Choose a file").await?;
        page.choose("time is read as", "When").await?;
        page.choose("count is read as", "Quantity").await?;
        page.press("Import 400,000 rows").await?;
        page.press("Cancel").await?;
        page.see("The import was cancelled. Nothing was added.").await?;
        page.see("400,000 new rows in long.csv.").await?;

        page.press("Import 400,000 rows").await?;
        page.keys("2").await?;
        page.see("lab has 100,000 credits left.").await?;
        page.see("Lots, in draw order").await?;
        page.keys("i").await?;
        page.see("Importing long.csv into lab.").await?;
        page.press("Cancel").await?;
        page.see_no_more("Importing long.csv").await
    });
    let balance: serde_json::Value =
        serde_json::from_str(&bursar(&home, &["--json", "balance"])).unwrap();
    assert_eq!(balance["wallets"][0]["available"].to_string(), "100000");
    bursar(&home, &["verify"]);
}
