//! What goes wrong becomes a sentence, and the window goes on.

use crate::harness::{Home, journey};
use crate::import::with_lab;

#[test]
fn a_panic_in_a_command_becomes_a_sentence_and_the_window_goes_on() {
    let mut home = with_lab();
    home.variables.push(("BURSAR_E2E_PANIC", "list the entries".to_owned()));
    journey(&home, async |page| {
        page.see("lab has 100,000 credits left.").await?;
        page.keys("2").await?;
        page.see("Bursar could not list the entries, because of a fault of its own").await?;
        page.see("Nothing in the books was changed.").await?;
        // The rest of the view is there, and so is every other.
        page.see("Lots, in draw order").await?;
        page.keys("1").await?;
        page.see("lab has 100,000 credits left.").await?;
        page.keys("2").await?;
        page.press("Try again").await?;
        page.see("Bursar could not list the entries").await
    });
}

#[test]
fn books_that_are_none_are_named_and_left_alone() {
    let home = Home::new();
    let notes = "These are notes, and not the books of Bursar.\n".repeat(200);
    std::fs::write(home.books(), &notes).unwrap();
    journey(&home, async |page| {
        page.see("Studio.bursar").await?;
        page.see("Try again").await?;
        assert_eq!(std::fs::read_to_string(home.books()).unwrap(), notes);
        // Once they are away, the same button opens new books.
        std::fs::remove_file(home.books()).unwrap();
        page.press("Try again").await?;
        page.see("Whose credits shall Bursar keep?").await
    });
}
