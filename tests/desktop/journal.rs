//! Entries: found among many, opened, refunded, settled, voided and taken back; the journal; what the
//! books said on a day.

use std::time::Duration;

use serde_json::json;
use thirtyfour::Key;
use thirtyfour::error::WebDriverResult;

use crate::harness::{Home, Page, bursar, import_log, journey, real_log, sample_of_the_log};
use crate::import::with_lab;

fn key(key: Key) -> String {
    char::from(key).to_string()
}

/// Opens the first row of a list that says this.
async fn open_row(page: &Page, words: &str) -> WebDriverResult<()> {
    let words = words.replace('\'', "\\'");
    let script = format!(
        "const row = [...document.querySelectorAll('[role=option]')]
             .find((one) => one.innerText.includes('{words}'));
         row?.click();
         return Boolean(row)"
    );
    page.until_true(&format!("for a row that says “{words}”"), &script).await
}

/// Opens the entry that the open one names.
async fn follow_related(page: &Page) -> WebDriverResult<()> {
    let press = "const link = document.querySelector('aside .related');
        link?.click();
        return link !== null";
    page.until_true("for a related entry", press).await
}

async fn rows_in_the_page(page: &Page) -> WebDriverResult<u64> {
    let count = "return document.querySelectorAll('[role=option]').length";
    Ok(page.ask(count, json!([])).await?.as_u64().unwrap_or_default())
}

/// A lab with three usages: one of Mara's, one of Ivo's, and one that is pending.
fn with_usages() -> Home {
    let home = with_lab();
    let record = |words: &[&str]| bursar(&home, &[&["record", "lab"], words].concat());
    let lumen = ["--member", "Mara", "--project", "Lumen"];
    let first = ["portrait", "--model", "flux", "--quantity", "40", "--at", "2026-11-01T10:00:00Z"];
    record(&[&first[..], &lumen].concat());
    record(&["teaser", "--quantity", "10", "--member", "Ivo", "--at", "2026-11-02T10:00:00Z"]);
    let pending = ["upscale", "--quantity", "6", "--status", "pending", "--id", "job-7"];
    record(&[&pending[..], &["--member", "Ivo", "--at", "2026-11-03T10:00:00Z"]].concat());
    home
}

#[test]
fn an_entry_is_found_refunded_voided_and_taken_back() {
    let home = with_usages();
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("2").await?;
        page.see("lab has 99,944 credits left").await?;
        page.fill("Search the activity", "mara lumen").await?;
        page.see("1 entry found").await?;
        open_row(page, "portrait, flux").await?;
        page.see("Paid by").await?;
        page.see("opening").await?;

        // What the rules refuse is said at the field.
        page.press("Refund…").await?;
        page.press("A part").await?;
        page.fill("Credits", "50").await?;
        page.press("Refund").await?;
        page.see("more than what is left of this usage").await?;
        page.fill("Credits", "4*4").await?;
        page.see("= 16").await?;
        page.press("Refund").await?;
        page.see("Refunded. lab has 99,960 credits left.").await?;
        page.see("16 came back").await?;
        page.see("Since then").await?;

        // One entry leads to another, and back.
        follow_related(page).await?;
        page.see("About").await?;
        follow_related(page).await?;
        page.see("Since then").await?;

        // A void needs a reason, and its toast takes it back.
        page.press("Void…").await?;
        page.press("Void").await?;
        page.see("A void needs a reason").await?;
        page.fill("Reason", "Booked twice").await?;
        page.press("Void").await?;
        page.see("Voided. lab has 99,984 credits left.").await?;
        page.see("Voided: Booked twice").await?;
        page.press("Undo").await?;
        page.see("lab has 99,960 credits left").await?;
        page.until_true(
            "for the void to be struck out",
            "return [...document.querySelectorAll('.struck')]
                .some((one) => one.innerText === 'Voided: Booked twice')",
        )
        .await?;
        page.keys(&key(Key::Escape)).await?;
        page.see_no_more("Paid by").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn what_is_typed_stands_while_it_is_no_amount_yet() {
    let home = with_usages();
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("2").await?;
        page.press("Filter").await?;
        for (typed, found) in [("39.5", "2 entries found"), ("4*2", "3 entries found")] {
            page.fill("At least", typed).await?;
            page.see(found).await?;
            let stands = page.field("At least").await?.value().await?;
            assert_eq!(stands.as_deref(), Some(typed));
        }
        Ok(())
    });
}

#[test]
fn a_pending_usage_is_settled_from_its_detail() {
    let home = with_usages();
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("2").await?;
        page.press("Filter").await?;
        page.press("Pending").await?;
        page.see("1 entry found").await?;
        open_row(page, "upscale").await?;
        page.see("job-7").await?;
        page.press("Settle…").await?;
        page.fill("Charged", "5").await?;
        page.press("Settle").await?;
        page.see("Settled. lab has 99,945 credits left.").await?;
        page.see("upscale settled: succeeded").await
    });
}

#[test]
fn entries_are_filtered_by_their_fields_and_sorted_by_any() {
    let home = with_usages();
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("2").await?;
        page.see("5 entries").await?;
        page.press("Filter").await?;
        page.fill("Member", "Ivo").await?;
        page.keys(&key(Key::Enter)).await?;
        page.see("2 entries found").await?;
        page.press("Remove: Ivo").await?;
        page.fill("At least", "10").await?;
        page.fill("At most", "40").await?;
        page.see("2 entries found").await?;
        page.press("Clear").await?;
        page.fill("From", "2026-11-02").await?;
        page.fill("To", "2026-11-02").await?;
        page.see("1 entry found").await?;
        page.press("Clear").await?;
        page.see("5 entries").await?;

        let until_first = async |words: &str| {
            let first = "document.querySelector('[role=option]')?.innerText ?? ''";
            let script = format!("return ({first}).includes('{words}')");
            page.until_true(&format!("for “{words}” at the top"), &script).await
        };
        page.press("Credits").await?;
        until_first("Opening credits").await?;
        page.press("Who").await?;
        until_first("Ivo").await
    });
}

#[test]
fn the_journal_folds_what_was_entered_together_and_undoes_the_last() {
    let home = with_usages();
    import_log(&home, &sample_of_the_log());
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("j").await?;
        page.see("519 entries in the journal").await?;
        page.see("513 entries").await?;
        open_row(page, "513 entries").await?;
        page.see("TXT_2_IMG").await?;
        assert!(rows_in_the_page(page).await? < 40, "a screenful, not all rows");
        open_row(page, "513 entries").await?;
        page.see_no_more("TXT_2_IMG").await?;

        open_row(page, "wallet lab").await?;
        open_row(page, "Opening credits").await?;
        page.see("100,000").await?;
        page.see("All that opening paid for").await?;
        page.keys(&key(Key::Escape)).await?;

        page.press("Undo the last").await?;
        page.see("Its entries stay in the journal").await?;
        page.press("Undo").await?;
        page.see("Undone:").await?;
        page.see("520 entries in the journal").await?;
        page.see("undone").await
    });
}

#[test]
fn the_books_say_what_they_said_before_a_late_entry_came() {
    let home = with_usages();
    std::thread::sleep(Duration::from_millis(20));
    let balance: serde_json::Value =
        serde_json::from_str(&bursar(&home, &["--json", "balance"])).unwrap();
    let then = balance["at"].as_str().unwrap().to_owned();
    std::thread::sleep(Duration::from_millis(20));
    let late = ["record", "lab", "poster", "--quantity", "30", "--at", "2026-11-01T12:00:00Z"];
    bursar(&home, &late);
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("j").await?;
        page.press("Look it up").await?;
        page.see("No day is named").await?;
        page.fill("Day", &then).await?;
        page.press("Look it up").await?;
        page.see("One wallet reads otherwise today").await?;
        page.see("99,944").await?;
        page.see("99,914").await?;
        page.see("\u{2212}30").await?;
        page.press("Show the entry").await?;
        page.see("1 entry found").await?;
        page.see("poster").await
    });
}

#[test]
fn the_whole_log_is_scrolled_to_its_end() {
    let Some(log) = real_log() else {
        return;
    };
    let home = with_lab();
    import_log(&home, &log);
    journey(&home, async |page| {
        page.see("lab has ").await?;
        page.keys("2").await?;
        page.see("26,825 entries").await?;
        let list = "document.querySelector('[role=listbox]')";
        page.ask(&format!("{list}.focus()"), json!([])).await?;
        page.keys(&key(Key::End)).await?;
        page.see("Opening credits").await?;
        assert!(rows_in_the_page(page).await? < 40, "a screenful, not all rows");
        // Into the middle by the bar at the side.
        page.ask(&format!("{list}.scrollTop = {list}.scrollHeight / 2"), json!([])).await?;
        let there = format!(
            "const rows = [...{list}.querySelectorAll('[role=option]')];
             const place = Number(rows[3]?.getAttribute('aria-posinset'));
             return place > 13000 && place < 14000 && rows[3].innerText.includes('2024')"
        );
        page.until_true("for the middle", &there).await?;
        page.fill("Search the activity", "IMG_2_IMG M0002").await?;
        page.see(" entries found").await?;
        page.press("Credits").await?;
        page.see("M0002").await
    });
}
