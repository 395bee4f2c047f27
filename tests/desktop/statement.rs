//! Statements: the difference as it is typed, the lock, and what comes late behind it.

use crate::harness::{Home, bursar, journey};
use crate::import::with_lab;

/// A wallet with two usages of 1 credit in November 2024.
fn with_usage() -> Home {
    let home = with_lab();
    for day in ["2024-11-04", "2024-11-05"] {
        bursar(&home, &["record", "lab", "image", "--at", day]);
    }
    home
}

#[test]
fn a_statement_with_a_difference_locks_the_books_and_a_late_entry_is_asked_about() {
    let home = with_usage();
    journey(&home, async |page| {
        page.see("lab has 99,998 credits left.").await?;
        page.keys("2").await?;
        page.press("Enter a statement").await?;
        page.see("What does the provider show?").await?;
        page.fill("When", "2024-11-10").await?;
        page.fill("It shows", "99997").await?;
        page.see("\u{2212}1").await?;
        page.see("One image costs 1").await?;
        page.press("Book the statement").await?;
        page.see("Statement booked; 99,997 left.").await?;
        page.see("Locked up to").await?;

        // A later statement behind the lock: first refused, then booked knowingly.
        page.press("Enter a statement").await?;
        page.fill("When", "2024-11-06").await?;
        page.fill("It shows", "99990").await?;
        page.press("Book the statement").await?;
        page.see("Change the books behind the lock?").await?;
        page.press("Cancel").await?;
        page.see("are locked up to 10 November 2024").await?;
        page.press("Book the statement").await?;
        page.press("Book it all the same").await?;
        page.see("Statement booked; 99,997 left.").await?;

        // Undoing it would change them once more.
        page.press("Undo").await?;
        page.see("Change the books behind the lock?").await?;
        page.press("Book it all the same").await?;
        page.see("Undone:").await
    });
}

#[test]
fn every_figure_says_what_it_follows_from() {
    let home = with_usage();
    journey(&home, async |page| {
        page.see("lab has 99,998 credits left").await?;
        page.keys("2").await?;
        page.press("Left to spend").await?;
        page.see("What can be drawn now").await?;
        for part in
            ["Granted", "+100,000", "Drawn by usage", "\u{2212}2", "Lots are drawn by", "opening"]
        {
            page.see(part).await?;
        }
        page.press("At risk").await?;
        page.see("What of the open lots will lapse before it is used.").await?;
        page.press("Uncovered").await?;
        page.see("Nothing lies behind it.").await
    });
}

#[test]
fn a_late_entry_changes_what_was_lost() {
    let home = Home::new();
    let add = ["wallet", "add", "Deep", "--provider", "deep-image", "--timezone", "UTC"];
    bursar(&home, &[&add[..], &["--at", "2025-01-01"]].concat());
    bursar(&home, &["subscribe", "Deep", "subscription", "--credits", "100", "--at", "2025-01-01"]);
    bursar(&home, &["cancel", "Deep", "--at", "2025-01-20"]);
    journey(&home, async |page| {
        page.see("Deep has no credits left").await?;
        page.keys("2").await?;
        page.press("Lapsed so far").await?;
        page.see("Credits that ended unused").await?;
        page.until_true(
            "for all of it",
            "return document.querySelector('[data-figure=lapsed] .value').innerText === '100'",
        )
        .await?;
        bursar(&home, &["record", "Deep", "enhance", "--credits", "30", "--at", "2025-01-05"]);
        page.until_true(
            "for less",
            "return document.querySelector('[data-figure=lapsed] .value').innerText === '70'",
        )
        .await
    });
}
