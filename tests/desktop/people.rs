//! Members and projects: a limit that refuses, two spellings made one, a budget in money.

use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, bursar, journey};
use crate::import::with_lab;

/// The laboratory’s wallet, with usage of this month under two spellings of one member.
fn with_members() -> Home {
    let home = with_lab();
    let log = home.folder().join("log.csv");
    let month = bursar(&home, &["--json", "member", "list"]);
    let month: serde_json::Value = serde_json::from_str(&month).unwrap();
    let month = month["month"].as_str().unwrap().to_owned();
    // The first hour of the month has passed, whenever this runs.
    let rows = [("Mara", 60), ("mara", 25), ("Ivo", 7)];
    let rows =
        rows.map(|(who, credits)| format!("{month}-01T00:30:00Z,image,{credits},{who},Teaser"));
    std::fs::write(&log, format!("time,action,credits,member,project\n{}\n", rows.join("\n")))
        .unwrap();
    bursar(&home, &["import", "lab", log.to_str().unwrap()]);
    home
}

/// Presses the row of a list that begins with these words.
async fn open_row(page: &Page, name: &str) -> WebDriverResult<()> {
    page.press(name).await?;
    page.see("All usage is shown under the new name").await
}

#[test]
fn a_limit_is_set_and_refuses_what_is_typed_beyond_it() {
    let home = with_members();
    journey(&home, async |page| {
        page.see("lab has 99,908 credits left").await?;
        page.keys("m").await?;
        page.see("3 members used 92 credits in ").await?;
        open_row(page, "Mara").await?;
        page.fill("Limit a month", "35*2").await?;
        page.see("= 70").await?;
        page.press("Set").await?;
        page.see("Mara may use 70 credits a month.").await?;
        page.see("Mara has 10 of 70 credits left.").await?;
        page.see("85%").await?;

        // What is left may be used to the last credit, and not one more.
        let record = |credits| ["record", "lab", "image", "--member", "Mara", "--credits", credits];
        let refused = bursar_refuses(&home, &record("11"));
        assert!(refused.contains("70 credits a month; 10 are left"), "{refused}");
        bursar(&home, &record("10"));
        page.see("Mara has 0 of 70 credits left.").await?;

        open_row(page, "Mara").await?;
        page.see("0 of 70 left in all wallets, anew on 1 ").await?;
        page.fill("Limit a month", "").await?;
        page.press("Set").await?;
        page.see("Mara has no limit.").await?;
        page.see_no_more("of 70 credits left").await
    });
    bursar(&home, &["verify"]);
}

/// Runs the command line, which must refuse, and gives back what it says.
fn bursar_refuses(home: &Home, words: &[&str]) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_bursar-desktop")).with_file_name("bursar");
    let mut command = std::process::Command::new(program);
    command.arg("--books").arg(home.books()).args(words).envs(home.environment());
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn two_spellings_are_merged_and_taken_apart_again() {
    let home = with_members();
    journey(&home, async |page| {
        page.see("lab has 99,908 credits left").await?;
        page.keys("m").await?;
        page.see("looks like Mara").await?;
        open_row(page, "mara").await?;
        page.press("Merge into Mara").await?;
        page.see("mara is merged into Mara.").await?;
        page.see("2 members used 92 credits in ").await?;
        page.see("also mara").await?;
        page.see("85").await?;
        let usage = bursar(&home, &["usage", "--by", "member"]);
        assert!(usage.contains("Mara") && !usage.contains("mara"), "{usage}");

        page.press("Undo").await?;
        page.see("3 members used 92 credits in ").await?;
        page.see("looks like Mara").await?;

        // Put away and renamed, all by keys: the list has the focus after its row was opened.
        open_row(page, "Ivo").await?;
        page.fill("Name", "Ivo Brandt").await?;
        page.keys("\u{e007}").await?;
        page.see("Ivo is now Ivo Brandt.").await?;
        open_row(page, "Ivo Brandt").await?;
        page.press("Archive").await?;
        page.see("Ivo Brandt is archived.").await?;
        page.see("Show 1 archived").await?;
        let names = "return document.querySelector('[role=listbox]').innerText";
        let listed = page.ask(names, json!([])).await?;
        assert!(!listed.as_str().unwrap_or_default().contains("Ivo"), "{listed}");
        page.press("Add a member").await?;
        page.fill("Name", "mara").await?;
        page.press("Add").await?;
        page.see("There is already a member named").await?;
        page.fill("Name", "Sena").await?;
        page.keys("\u{e007}").await?;
        page.see("Sena is added.").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn a_project_has_a_budget_and_its_unknown_cost_is_said() {
    let home = with_members();
    journey(&home, async |page| {
        page.see("lab has 99,908 credits left").await?;
        page.keys("m").await?;
        page.press("Projects").await?;
        page.see("no budget").await?;
        open_row(page, "Teaser").await?;
        page.see("The price of 92 credits is unknown.").await?;
        page.fill("Budget", "100").await?;
        page.press("Each month").await?;
        page.press("Set").await?;
        page.see("Teaser has a budget of 100 credits a month.").await?;
        page.see("Teaser has used 92% of its budget of 100 credits a month.").await?;
        open_row(page, "Teaser").await?;
        page.choose("Unit", "EUR").await?;
        page.fill("Budget", "12.50").await?;
        page.press("The whole project").await?;
        page.press("Set").await?;
        page.see("Teaser has a budget of \u{20ac}12.50.").await?;
        page.see_no_more("92%").await
    });
}

/// Pictures of this view, for the eye: run with `BURSAR_PEOPLE_PICTURES` naming a folder.
#[test]
fn pictures() {
    let Some(folder) = std::env::var_os("BURSAR_PEOPLE_PICTURES").map(PathBuf::from) else {
        return;
    };
    std::fs::create_dir_all(&folder).unwrap();
    journey(&Home::new(), async |page| {
        page.press("Open the sample books").await?;
        page.see("Leave the sample books").await?;
        page.keys("m").await?;
        page.see("Limit").await?;
        for (width, height) in [(1280, 800), (760, 600)] {
            for theme in ["light", "dark"] {
                page.dress(width, height, theme).await?;
                let name = |what: &str| folder.join(format!("{what}-{theme}-{width}.png"));
                page.press("Members").await?;
                page.photograph(&name("members")).await?;
                page.press("Ivo").await?;
                page.photograph(&name("member")).await?;
                page.keys("\u{e00c}").await?;
                page.press("Projects").await?;
                page.photograph(&name("projects")).await?;
                page.press("Teaser film").await?;
                page.photograph(&name("project")).await?;
                page.keys("\u{e00c}").await?;
            }
        }
        Ok(())
    });
}
