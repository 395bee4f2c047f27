//! The books as files: backups, restores, moves, exports, and more than one window.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::harness::{Bus, Display, Home, Page, beside, bursar, journey, noted, program};

fn add(home: &Home, name: &str, credits: &str) {
    bursar(home, &["wallet", "add", name, "--provider", "deep-image", "--opening", credits]);
}

fn with_a_wallet() -> Home {
    let home = Home::new();
    add(&home, "Studio", "250");
    home
}

/// Other books in the same home.
fn other_books(home: &Home, file: &str, wallet: &str) -> PathBuf {
    let path = home.folder().join(file);
    let program = Path::new(program()).with_file_name("bursar");
    let made = Command::new(program)
        .arg("--books")
        .arg(&path)
        .args(["wallet", "add", wallet, "--provider", "deep-image", "--opening", "7"])
        .envs(home.environment())
        .status()
        .unwrap();
    assert!(made.success());
    path
}

async fn settings(page: &Page) -> thirtyfour::error::WebDriverResult<()> {
    page.control(',').await?;
    page.see("Backups of these books").await
}

fn backups(home: &Home) -> Vec<PathBuf> {
    let folder = std::fs::read_dir(home.folder().join("Bursar backups"));
    folder.into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

#[test]
fn a_backup_is_restored_and_what_it_replaced_is_kept() {
    let home = with_a_wallet();
    journey(&home, async |page| {
        page.see("Studio has 250 credits left.").await?;
        settings(page).await?;
        page.press("Back up now").await?;
        page.see("Backed up and checked:").await?;
        bursar(&home, &["topup", "Studio", "--credits", "100"]);
        page.press("Restore the backup of").await?;
        page.see("It was read whole and can be restored.").await?;
        page.press("Restore").await?;
        page.see("Restored:").await?;
        page.see("kept at a restore").await?;
        page.keys("1").await?;
        page.see("Studio has 250 credits left.").await?;
        // A restore is taken back in the same way, from a file of one's own choosing.
        let kept = std::fs::read_dir(home.folder()).unwrap().flatten().map(|entry| entry.path());
        let kept = kept.filter(|path| path.to_string_lossy().contains(".before-restore-"));
        home.picks(&kept.last().expect("the books that were there are kept"));
        settings(page).await?;
        page.press("Restore from a file").await?;
        page.see("It was read whole and can be restored.").await?;
        page.press("Restore").await?;
        page.see("Restored:").await?;
        page.keys("1").await?;
        page.see("Studio has 350 credits left.").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn a_file_that_is_no_backup_is_refused_with_its_reason() {
    let home = with_a_wallet();
    let text = home.folder().join("notes.bursar");
    std::fs::write(&text, "no books at all").unwrap();
    home.picks(&text);
    journey(&home, async |page| {
        page.see("Studio has 250 credits left.").await?;
        settings(page).await?;
        page.press("Restore from a file").await?;
        page.see("It cannot be restored:").await?;
        page.see("is not a set of Bursar books").await
    });
    bursar(&home, &["verify"]);
}

#[test]
fn a_change_is_backed_up_without_being_asked_for() {
    let home = with_a_wallet();
    journey(&home, async |page| {
        page.see("Backed up just now").await?;
        assert_eq!(backups(&home).len(), 1);
        Ok(())
    });
}

#[test]
fn two_windows_on_the_same_books_agree() {
    let home = with_a_wallet();
    journey(&home, async |one| {
        one.see("Studio has 250 credits left.").await?;
        let (_alive, other) = beside(&home).await?;
        other.see("Studio has 250 credits left.").await?;
        // The first undoes what made the wallet richer; the second sees it without being asked.
        bursar(&home, &["topup", "Studio", "--credits", "100"]);
        one.see("Studio has 350 credits left.").await?;
        other.see("Studio has 350 credits left.").await?;
        one.control('z').await?;
        one.press("Undo").await?;
        one.see("Studio has 250 credits left.").await?;
        let undone = Instant::now();
        other.see("Studio has 250 credits left.").await?;
        assert!(undone.elapsed() < Duration::from_secs(2), "it took {:?}", undone.elapsed());
        other.quit().await;
        Ok(())
    });
    bursar(&home, &["verify"]);
}

#[test]
fn a_second_start_brings_other_books_to_the_first_window() {
    let Some(bus) = Bus::start() else {
        eprintln!("dbus-daemon is not installed here");
        return;
    };
    let mut home = with_a_wallet();
    home.variables.push(("DBUS_SESSION_BUS_ADDRESS", bus.address.clone()));
    // A second start needs a display too, though it opens no window there.
    let display = Display::of_ones_own();
    home.variables.push(("DISPLAY", display.name.clone()));
    home.variables.push(("GDK_BACKEND", "x11".to_owned()));
    let other = other_books(&home, "Other studio.bursar", "Elsewhere");
    let text = home.folder().join("notes.bursar");
    std::fs::write(&text, "no books at all").unwrap();
    let start = |file: &Path| {
        let second = Command::new(program()).arg(file).envs(home.environment()).status();
        assert!(second.unwrap().success(), "the second start hands over and ends");
    };
    journey(&home, async |page| {
        page.see("Studio has 250 credits left.").await?;
        start(&other);
        page.see("Elsewhere has 7 credits left.").await?;
        start(&text);
        page.see("is not a set of Bursar books").await?;
        page.see("Elsewhere has 7 credits left.").await?;
        bursar(&home, &["open", home.books().to_str().unwrap()]);
        page.see("Studio has 250 credits left.").await?;
        // Both are in the list of what was open lately.
        settings(page).await?;
        page.press("Open Other studio").await?;
        page.see("Elsewhere has 7 credits left.").await
    });
}

#[test]
fn new_books_are_made_where_the_reader_says_and_never_over_others() {
    let home = with_a_wallet();
    journey(&home, async |page| {
        page.see("Studio has 250 credits left.").await?;
        settings(page).await?;
        home.picks(&home.books());
        page.press("New").await?;
        page.see("is already there").await?;
        home.picks(&home.folder().join("Fresh.bursar"));
        page.press("New").await?;
        page.see("Whose credits shall Bursar keep?").await
    });
    assert!(home.folder().join("Fresh.bursar").exists());
    bursar(&home, &["verify"]);
}

#[test]
fn books_that_are_moved_go_on_at_their_new_place() {
    let home = with_a_wallet();
    let to = home.folder().join("Moved.bursar");
    journey(&home, async |page| {
        page.see("Studio has 250 credits left.").await?;
        settings(page).await?;
        home.picks(&to);
        page.press("Move").await?;
        page.see("The books were moved and checked.").await?;
        page.see("Moved.bursar").await?;
        page.keys("1").await?;
        page.see("Studio has 250 credits left.").await
    });
    assert!(!home.books().exists() && to.exists());
}

#[test]
fn the_books_are_exported_in_four_formats() {
    let home = with_a_wallet();
    journey(&home, async |page| {
        page.see("Studio has 250 credits left.").await?;
        settings(page).await?;
        for (format, name, holds) in [
            ("CSV", "entries.csv", "Studio"),
            ("JSON", "entries.json", "\"Studio\""),
            ("hledger", "entries.journal", "250"),
            ("beancount", "entries.beancount", "open Assets"),
        ] {
            let file = home.folder().join(name);
            home.picks(&file);
            page.press(&format!("Export the books as {format}")).await?;
            page.see(&format!("{name} was written")).await?;
            let text = std::fs::read_to_string(&file).unwrap();
            assert!(text.contains(holds), "{format}: {text}");
        }
        Ok(())
    });
}

#[test]
fn the_books_are_exported_and_their_file_is_shown() {
    let mut home = with_a_wallet();
    let shown = home.folder().join("shown.txt");
    home.variables.push(("BURSAR_E2E_SHOWN", shown.to_str().unwrap().to_owned()));
    let file = home.folder().join("Studio.journal");
    home.picks(&file);
    journey(&home, async |page| {
        page.see("Studio has 250 credits left.").await?;
        settings(page).await?;
        page.press("Export the books as hledger").await?;
        page.see("Studio.journal was written").await?;
        page.press("Show the file").await?;
        page.see_no_more("Studio.journal was written").await?;
        noted(&shown, file.to_str().unwrap()).await;
        Ok(())
    });
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("250"), "{text}");
}
