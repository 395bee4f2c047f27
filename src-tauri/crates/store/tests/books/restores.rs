//! A restore puts a backup in the place of books that may be open elsewhere, and keeps those.

use std::path::{Path, PathBuf};

use bursar_ledger::fact::Source;
use bursar_store::{Books, IfMissing, StoreError, restore};

use crate::desk::{
    Desk, STUDIO, assert_clean, balance, day, entries, files, log_usage, open, used,
};

/// Books with a backup, to which something was added since.
fn changed_since_backup() -> (Desk, PathBuf, u64) {
    let desk = Desk::with_everything();
    let backup = desk.beside("backup.db");
    let mut books = desk.open();
    books.backup(&backup).unwrap();
    let held = entries(&books);
    log_usage(&mut books, day(12), 2);
    (desk, backup, held)
}

#[test]
fn who_has_the_books_open_sees_what_is_restored() {
    let (desk, backup, held) = changed_since_backup();
    let mut window = desk.open();
    assert!(!window.changed_elsewhere().unwrap());
    let balance_before = balance(&window, day(13));

    let report = restore(&backup, &desk.path, day(30)).unwrap();
    assert_eq!(report.contents.entries, held);
    assert!(window.changed_elsewhere().unwrap());
    assert_eq!(entries(&window), held);
    assert_ne!(balance(&window, day(13)), balance_before);

    // Both go on with the same books.
    log_usage(&mut window, day(14), 1);
    assert_eq!(entries(&desk.open()), held + 1);
    assert_clean(&desk.path);

    let kept = report.kept.unwrap();
    let name = kept.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "books.db.before-restore-20260331T000000Z");
    assert_eq!(entries(&open(&kept)), held + 1, "the books of before");
    assert_clean(&kept);
}

#[test]
fn the_window_restores_into_its_own_books() {
    let (desk, backup, held) = changed_since_backup();
    let mut window = desk.open();
    let command_line = desk.open();
    window.restore_from(&backup, day(30)).unwrap();
    assert_eq!([entries(&window), entries(&command_line)], [held, held]);
    log_usage(&mut window, day(14), 1);
    assert_eq!(entries(&command_line), held + 1);
    assert_clean(&desk.path);
}

#[test]
fn a_restore_is_taken_back_by_restoring_what_it_kept() {
    let (desk, backup, held) = changed_since_backup();
    let kept = restore(&backup, &desk.path, day(30)).unwrap().kept.unwrap();
    let kept_again = restore(&kept, &desk.path, day(30)).unwrap().kept.unwrap();
    assert_eq!(entries(&desk.open()), held + 1);
    assert_ne!(kept, kept_again, "two restores within a second keep two files");
    assert_eq!(entries(&open(&kept_again)), held);
}

#[test]
fn a_reader_goes_on_while_books_are_restored() {
    let (desk, backup, held) = changed_since_backup();
    let reader = desk.open();
    let mut seen = 0;
    let mut each = |_| {
        seen += 1;
        if seen == 1 {
            restore(&backup, &desk.path, day(30)).unwrap();
        }
        true
    };
    reader.journal_each(None, bursar_ledger::fact::Seq(0), &mut each).unwrap();
    assert_eq!(seen, held + 1, "a reading is of one moment");
    assert_eq!(entries(&reader), held);
}

#[test]
fn nothing_is_restored_while_another_writes() {
    let (desk, backup, held) = changed_since_backup();
    let mut other = desk.open();
    let wallet = other.wallet(STUDIO).unwrap();
    let usage = used(1, Source::Reported);
    let result = other.record(day(13), "long", |batch| {
        batch.usage(&wallet, day(13), &usage)?;
        let error = restore(&backup, &desk.path, day(30)).unwrap_err();
        assert!(matches!(error, StoreError::Busy), "{error:?}");
        Ok(())
    });
    result.unwrap();
    assert_eq!(entries(&desk.open()), held + 2, "what the other wrote is there");
    let kept = files(desk.folder.path()).iter().any(|name| name.contains("before-restore"));
    assert!(!kept, "nothing was kept of books that stayed");
    assert_clean(&desk.path);
}

#[test]
fn books_that_are_gone_are_restored() {
    let (desk, backup, held) = changed_since_backup();
    let path = desk.beside("moved.db");
    let report = restore(&backup, &path, day(30)).unwrap();
    assert_eq!((report.kept, entries(&open(&path))), (None, held));
    assert_clean(&path);
}

#[test]
fn a_log_without_its_books_is_set_aside() {
    let (desk, backup, held) = changed_since_backup();
    // As after a power cut: books and the log that belongs to them.
    let books = desk.open();
    let stray = desk.beside("lost.db-wal");
    std::fs::copy(desk.beside("books.db-wal"), &stray).unwrap();
    drop(books);
    let path = desk.beside("lost.db");
    let kept = restore(&backup, &path, day(30)).unwrap().kept.unwrap();
    assert_eq!(entries(&open(&path)), held, "the log was not read as part of what was restored");
    assert!(Path::new(&format!("{}-wal", kept.display())).exists(), "and is kept");
    assert_clean(&path);
}

#[test]
fn damaged_books_are_set_aside_and_replaced() {
    let (desk, backup, held) = changed_since_backup();
    desk.open().tidy_log().unwrap();
    let whole = std::fs::read(&desk.path).unwrap();
    let cut = &whole[..whole.len() / 2];
    std::fs::write(&desk.path, cut).unwrap();
    let report = restore(&backup, &desk.path, day(30)).unwrap();
    assert!(
        std::fs::read(report.kept.unwrap()).unwrap() == cut,
        "what was damaged is kept as it was"
    );
    assert_eq!(entries(&desk.open()), held);
    assert_clean(&desk.path);
}

#[test]
fn books_with_a_damaged_page_are_kept_as_they_are_and_replaced() {
    let (desk, backup, held) = changed_since_backup();
    desk.open().tidy_log().unwrap();
    let mut bytes = std::fs::read(&desk.path).unwrap();
    let last = bytes.len() - 3 * 4096;
    bytes[last..].fill(0xAB);
    std::fs::write(&desk.path, &bytes).unwrap();
    let kept = restore(&backup, &desk.path, day(30)).unwrap().kept.unwrap();
    assert!(std::fs::read(kept).unwrap()[last..] == bytes[last..]);
    assert_eq!(entries(&desk.open()), held);
    assert_clean(&desk.path);
}

/// Tries to restore something that is no good; the books must stay as they were.
#[track_caller]
fn refused(desk: &Desk, from: &Path) -> String {
    let before = (entries(&desk.open()), files(desk.folder.path()));
    let error = restore(from, &desk.path, day(30)).expect_err("this is not to be restored");
    assert_eq!((entries(&desk.open()), files(desk.folder.path())), before);
    assert_clean(&desk.path);
    error.to_string()
}

#[test]
fn what_is_no_backup_is_refused() {
    let (desk, backup, _) = changed_since_backup();
    let bytes = std::fs::read(&backup).unwrap();
    let file = |name: &str, bytes: &[u8]| {
        let path = desk.beside(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let missing = desk.beside("missing.db");
    assert!(refused(&desk, &missing).starts_with("there are no books at "));
    assert!(refused(&desk, &file("empty.db", b"")).contains("is not a set of Bursar books"));
    assert!(refused(&desk, &file("text.db", &[b'x'; 9000])).contains("is not a set of Bursar"));
    assert!(refused(&desk, desk.folder.path()).ends_with("is a folder, not a backup"));
    let itself = refused(&desk, &desk.path);
    assert!(
        itself.ends_with("these are the books themselves; choose a backup of them"),
        "{itself}"
    );

    let mut damaged = bytes.clone();
    let end = damaged.len() - 4096;
    damaged[4096..end].fill(0xAB);
    let sentence = refused(&desk, &file("damaged.db", &damaged));
    assert!(sentence.contains("this backup is damaged ("), "{sentence}");
    assert!(sentence.ends_with("nothing was restored. Try another one"), "{sentence}");
    let sentence = refused(&desk, &file("cut.db", &bytes[..bytes.len() / 2]));
    assert!(sentence.contains("this backup is damaged ("), "{sentence}");

    let newer = file("newer.db", &bytes);
    rusqlite::Connection::open(&newer).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(refused(&desk, &newer).contains("was written by a newer Bursar"));
    assert!(bytes == std::fs::read(&backup).unwrap(), "a backup is never written to");
}

#[test]
fn what_is_not_books_is_not_replaced() {
    let (desk, backup, _) = changed_since_backup();
    let diary = desk.beside("diary.txt");
    std::fs::write(&diary, "dear diary, ".repeat(500)).unwrap();
    let error = restore(&backup, &diary, day(30)).unwrap_err();
    assert!(matches!(error, StoreError::NotBooks(_)), "{error:?}");
    assert_eq!(std::fs::read_to_string(&diary).unwrap().len(), 6000);
}

#[test]
fn new_books_are_not_worth_keeping() {
    let (desk, backup, held) = changed_since_backup();
    let path = desk.beside("new.db");
    drop(Books::open(&path, IfMissing::Create).unwrap());
    assert_eq!(restore(&backup, &path, day(30)).unwrap().kept, None);
    assert_eq!(entries(&open(&path)), held);
}
