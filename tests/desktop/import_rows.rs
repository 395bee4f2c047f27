//! What an import asks, shows and takes back: numbers and dates that can be read in two ways, twins,
//! a changed header, rows from the clipboard, a file that is dropped, and the history.

use std::path::PathBuf;

use serde_json::json;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, bursar, journey, repository};
use crate::import::with_lab;

/// A log in a home.
fn log(home: &Home, name: &str, text: &str) -> PathBuf {
    let file = home.folder().join(name);
    std::fs::write(&file, text).unwrap();
    file
}

const FIRST: &str = "id,time,action,count,user\n\
    a1,2026-11-09 08:00:00,Image,1,Ana\n\
    a2,2026-11-09 08:00:02,Image,3,Ana\n";

/// Imports what every column of is known by its name.
async fn import(page: &Page, rows: &str) -> WebDriverResult<()> {
    page.press("Import").await?;
    page.press("Choose a file").await?;
    page.press(&format!("Import {rows}")).await?;
    page.see(" added to lab.").await
}

#[test]
fn a_number_and_a_date_that_can_be_read_in_two_ways_are_asked_and_not_guessed() {
    let home = with_lab();
    let text = "id,time,action,credits\nc1,03/04/2026 08:00,Image,1.000\n\
        c2,05/06/2026 08:00,Image,2\n";
    home.picks(&log(&home, "ask.csv", text));
    journey(&home, async |page| {
        page.press("Import").await?;
        page.press("Choose a file").await?;
        page.see("ask.csv leaves 2 questions open.").await?;
        page.see("Is \u{201c}1.000\u{201d} 1 or 1,000?").await?;
        page.see("Is \u{201c}03/04/2026 08:00\u{201d} 3 Apr 2026 or 4 Mar 2026?").await?;
        // Nothing can be imported before it is answered.
        let ready = "return [...document.querySelectorAll('main .primary')]
            .some((one) => one.innerText.startsWith('Import') && !one.disabled)";
        assert_eq!(page.ask(ready, json!([])).await?, json!(false));
        page.press("1,000, with a decimal comma").await?;
        page.see("ask.csv leaves a question open.").await?;
        page.press("3 Apr 2026, day first").await?;
        page.see("They charge 1,002 credits to lab.").await?;
        // The answer stands among the signs of the file, where it can be taken back.
        page.see("as you said").await?;
        page.choose("Decimals", "Point").await?;
        page.see("They charge 3 credits to lab.").await
    });
}

#[test]
fn twins_stand_beside_their_entries_and_a_tick_takes_one() {
    let home = with_lab();
    let typed = ["--quantity", "4", "--at", "2026-11-10T14:30:00Z"];
    bursar(&home, &[&["record", "lab", "Image"][..], &typed].concat());
    home.picks(&log(&home, "first.csv", FIRST));
    journey(&home, async |page| {
        import(page, "2 rows").await?;
        page.press("Import another file").await?;
        let second = "id,time,action,count,user\n\
            a1,2026-11-09 08:00:00,Image,1,Ana\n\
            b2,2026-11-09 08:00:03,Image,3,Ana\n\
            b4,2026-11-10 14:24:10,Image,4,Ana\n\
            b6,2026-11-10 14:55:10,Image,2,Ana\n";
        home.picks(&log(&home, "second.csv", second));
        page.press("Choose a file").await?;
        page.see("1 new row in second.csv.").await?;
        page.see("2 rows look like entries already in the books").await?;
        // Its columns are those of the last file.
        page.see("Read as on ").await?;
        page.see("In the file").await?;
        page.see("In the books, imported on").await?;
        page.see("differs").await?;
        page.press("Add it all the same").await?;
        page.see("2 new rows in second.csv.").await?;
        page.press("Import 2 rows").await?;
        page.see("2 rows added to lab. 5 credits are charged.").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn a_changed_header_is_noticed_and_a_mapping_can_be_forgotten() {
    let home = with_lab();
    home.picks(&log(&home, "first.csv", FIRST));
    journey(&home, async |page| {
        import(page, "2 rows").await?;
        page.press("Import another file").await?;
        let renamed = "id,moment,action,count,user,team\nb1,2026-11-11 08:00:00,Image,1,Ana,x\n";
        home.picks(&log(&home, "renamed.csv", renamed));
        page.press("Choose a file").await?;
        page.see("The columns are not those of").await?;
        page.see("moment, team").await?;
        page.see("time (was When)").await?;
        page.see("say below which column tells when a usage happened").await?;
        page.choose("moment is read as", "When").await?;
        page.see("1 new row in renamed.csv.").await?;
        page.press("Import 1 row").await?;
        page.see("1 row added to lab.").await?;

        page.control(',').await?;
        page.see("Logs of Lab with 5 columns").await?;
        page.see("Logs of Lab with 6 columns").await?;
        page.see("When \u{2190} moment").await?;
        page.press("Forget: Lab, Id \u{2190} id, When \u{2190} moment").await?;
        page.see_no_more("Logs of Lab with 6 columns").await?;
        page.see("Logs of Lab with 5 columns").await
    });
}

#[test]
fn any_import_is_reverted_from_the_history_and_not_only_the_last() {
    let home = with_lab();
    home.picks(&log(&home, "first.csv", FIRST));
    journey(&home, async |page| {
        import(page, "2 rows").await?;
        page.press("Import another file").await?;
        let second = "id,time,action,count,user\nz,2026-11-12 08:00:00,Image,7,Bo\n";
        home.picks(&log(&home, "second.csv", second));
        import(page, "1 row").await?;
        page.press("Import another file").await?;
        page.see("each can be taken back, not only the last").await?;
        page.press("Revert the import of first.csv").await?;
        page.see("Its 2 entries stay in the journal as voided").await?;
        page.press("Revert").await?;
        page.see("2 entries no longer count.").await?;
        page.see("reverted on").await?;
        page.keys("1").await?;
        page.see("lab has 99,993 credits left.").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn rows_from_the_clipboard_are_a_file() {
    let home = with_lab();
    journey(&home, async |page| {
        page.press("Import").await?;
        page.see("or paste rows with Ctrl V").await?;
        let paste = "const data = new DataTransfer();
            data.setData('text/plain', arguments[0]);
            document.body.dispatchEvent(
                new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
        // As a spreadsheet hands it over: cells between tabs.
        page.ask(paste, json!([FIRST.replace(',', "\t")])).await?;
        page.see("2 new rows in Clipboard.").await?;
        page.press("Import 2 rows").await?;
        page.see("2 rows added to lab. 4 credits are charged.").await
    });
}

#[test]
fn what_is_dropped_is_imported_opened_or_added() {
    let home = with_lab();
    let first = log(&home, "first.csv", FIRST);
    let ink = "name = \"ink\"\ntitle = \"Ink\"\n\n[[rate]]\naction = \"draw\"\ncredits = 4\n";
    let ink = log(&home, "ink.toml", ink);
    let let_go = |file: &std::path::Path| home.hand(&format!("drop {}", file.display()));
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        let_go(&first);
        page.see("Let go to import it").await?;
        page.see("2 new rows in first.csv.").await?;
        page.see_no_more("Let go to import it").await?;
        let_go(&ink);
        page.see("Let go to add this provider").await?;
        page.see("The provider ink was added.").await?;
        page.see("Ink has 1 rate in force.").await
    });
}

#[test]
fn a_log_that_is_dropped_before_there_is_a_wallet_says_what_is_missing() {
    let home = Home::new();
    let first = log(&home, "first.csv", FIRST);
    let lab = repository().join("tests/data/lab.toml");
    journey(&home, async |page| {
        page.see("Whose credits shall Bursar keep?").await?;
        home.hand(&format!("drop {}", first.display()));
        page.see("A log needs a wallet to go into.").await?;
        // A provider that is dropped is there to have one.
        home.hand(&format!("drop {}", lab.display()));
        page.see("A wallet at Lab").await
    });
}

#[test]
fn the_wallet_that_one_came_from_is_only_where_the_import_begins() {
    let home = with_lab();
    bursar(&home, &["wallet", "add", "second", "--provider", "lab", "--opening", "5"]);
    journey(&home, async |page| {
        page.see("lab").await?;
        page.go("second").await?;
        page.see("second has 5 credits left").await?;
        page.keys("i").await?;
        page.see("Choose a file").await?;
        page.until_true(
            "for the wallet one came from",
            "return document.querySelector('main select')?.value === 'second'",
        )
        .await?;
        page.choose("Into", "lab").await?;
        page.see("lab").await?;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        page.until_true(
            "for the wallet that was chosen",
            "return document.querySelector('main select')?.value === 'lab'",
        )
        .await
    });
}
