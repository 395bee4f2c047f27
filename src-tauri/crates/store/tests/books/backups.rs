//! A backup is one file, complete, checked, and never in the place of another.

use bursar_store::{Books, IfMissing, StoreError};

use crate::desk::{Desk, assert_clean, balance, day, entries, files, log_usage, open, verified};

#[test]
fn a_backup_is_the_books_in_one_file() {
    let desk = Desk::with_everything();
    let books = desk.open();
    let path = desk.beside("backup.db");
    let report = books.backup(&path).unwrap();
    assert_eq!(report.path, path);
    assert_eq!(report.bytes, std::fs::metadata(&path).unwrap().len());
    assert_eq!((report.contents.entries, report.contents.wallets), (14, 1));
    assert_eq!(report.contents.last_recorded_at, Some(day(11)));
    let of_backup = |name: &&String| name.contains("backup") || name.contains(".bursar-");
    let made: Vec<String> = files(desk.folder.path()).iter().filter(of_backup).cloned().collect();
    assert_eq!(made, ["backup.db"], "one file, and no log beside it");

    let backup = open(&path);
    assert_eq!(entries(&backup), entries(&books));
    assert_eq!(balance(&backup, day(30)), balance(&books, day(30)));
    assert_clean(&path);
}

#[test]
fn a_backup_of_new_books_is_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let books = Books::open(&folder.path().join("books.db"), IfMissing::Create).unwrap();
    let report = books.backup(&folder.path().join("backup.db")).unwrap();
    assert_eq!((report.contents.entries, report.contents.last_recorded_at), (0, None));
}

#[test]
fn a_backup_takes_nobodys_place() {
    let desk = Desk::with_everything();
    let books = desk.open();
    let path = desk.beside("backup.db");
    std::fs::write(&path, "a diary").unwrap();
    let error = books.backup(&path).unwrap_err();
    assert!(matches!(error, StoreError::AlreadyThere(_)), "{error:?}");
    assert!(error.to_string().ends_with("is already there; choose another name"), "{error}");
    assert_eq!(std::fs::read(&path).unwrap(), b"a diary");
    assert!(matches!(books.backup(&desk.path), Err(StoreError::AlreadyThere(_))));

    // What was left beside a name would be read as part of a backup of that name.
    std::fs::write(desk.beside("other.db-wal"), "").unwrap();
    assert!(matches!(books.backup(&desk.beside("other.db")), Err(StoreError::AlreadyThere(_))));
    assert!(!desk.beside("other.db").exists());
}

#[test]
fn a_backup_needs_a_folder() {
    let desk = Desk::with_everything();
    let error = desk.open().backup(&desk.beside("nowhere/backup.db")).unwrap_err();
    assert!(error.to_string().ends_with("nowhere: there is no such folder"), "{error}");
}

#[test]
fn backups_made_while_others_write_are_whole() {
    let desk = Desk::with_everything();
    let before = entries(&desk.open());
    let books = desk.open();
    let mut backups = Vec::new();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            let mut books = desk.open();
            for _ in 0..60 {
                log_usage(&mut books, day(12), 1);
            }
        });
        while !writer.is_finished() && backups.len() < 20 {
            let path = desk.beside(&format!("backup-{}.db", backups.len()));
            backups.push(books.backup(&path).unwrap());
        }
    });
    assert!(backups.len() > 1, "the writer was too fast to meet");
    for backup in backups {
        let held = verified(&backup.path);
        assert!(held.is_clean(), "{:#?}", held.findings);
        assert_eq!(held.entries, backup.contents.entries);
        assert!((before..=before + 60).contains(&held.entries));
    }
    assert_eq!(entries(&desk.open()), before + 60);
}
