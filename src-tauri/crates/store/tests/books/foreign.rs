//! Files that are not books, or not books of this version, or no longer whole: each is refused with
//! a sentence, and left byte for byte as it was.

use std::path::Path;

use bursar_store::{Books, Check, IfMissing, StoreError};

use crate::desk::{Desk, assert_clean, files, open, verified};

/// Opens what must not be opened; nothing about it may change.
#[track_caller]
fn refused(path: &Path) -> StoreError {
    let before = std::fs::read(path).unwrap();
    let beside = files(path.parent().unwrap());
    let error = Books::open(path, IfMissing::Create).expect_err("this is not to be opened");
    assert!(before == std::fs::read(path).unwrap(), "the file was changed");
    assert_eq!(files(path.parent().unwrap()), beside, "something was put beside the file");
    error
}

fn file(bytes: &[u8]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("books.db");
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

#[test]
fn a_text_is_not_books() {
    let text = "name,credits\nana,7\n".repeat(100);
    let (_folder, path) = file(text.as_bytes());
    let error = refused(&path);
    assert!(matches!(error, StoreError::NotBooks(_)), "{error:?}");
    assert!(error.to_string().ends_with("is not a set of Bursar books; it was not touched"));
}

#[test]
fn a_short_text_is_not_books() {
    let (_folder, path) = file(b"hello");
    assert!(matches!(refused(&path), StoreError::NotBooks(_)));
}

#[test]
fn the_database_of_another_program_is_not_books() {
    for journal in ["delete", "wal"] {
        let (_folder, path) = file(b"");
        let conn = rusqlite::Connection::open(&path).unwrap();
        conn.query_row(&format!("PRAGMA journal_mode={journal}"), [], |_| Ok(())).unwrap();
        conn.execute_batch("CREATE TABLE photo (id); INSERT INTO photo VALUES (1);").unwrap();
        drop(conn);
        assert!(matches!(refused(&path), StoreError::NotBooks(_)), "{journal}");
    }
}

#[test]
fn books_of_a_newer_program_are_refused() {
    let desk = Desk::with_everything();
    desk.raw().pragma_update(None, "user_version", 99).unwrap();
    let error = refused(&desk.path);
    assert!(
        matches!(error, StoreError::Newer { found: 99, known: bursar_store::BOOKS_VERSION, .. }),
        "{error:?}"
    );
    assert!(error.to_string().ends_with("it was not touched. Update Bursar to open it"));
}

#[test]
fn a_folder_is_not_books() {
    let folder = tempfile::tempdir().unwrap();
    let error = Books::open(folder.path(), IfMissing::Create).unwrap_err();
    assert!(error.to_string().ends_with("is a folder, not a set of books"), "{error}");
}

#[test]
fn books_that_are_not_there_are_made_only_where_asked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/down/books.db");
    assert!(matches!(Books::open(&path, IfMissing::Fail), Err(StoreError::Missing(_))));
    assert!(files(folder.path()).is_empty(), "looking makes nothing");
    drop(Books::open(&path, IfMissing::Create).unwrap());
    assert_clean(&path);
}

#[test]
fn an_empty_file_becomes_books_only_where_asked() {
    let (_folder, path) = file(b"");
    assert!(matches!(Books::open(&path, IfMissing::Fail), Err(StoreError::Missing(_))));
    assert_eq!(std::fs::read(&path).unwrap(), b"");
    drop(Books::open(&path, IfMissing::Create).unwrap());
    assert_clean(&path);
}

#[test]
fn books_cut_short_are_damaged_or_no_books_at_all() {
    let desk = Desk::with_everything();
    desk.open().tidy_log().unwrap();
    let whole = std::fs::read(&desk.path).unwrap();
    for length in [whole.len() / 2, whole.len() - 1, whole.len() - 4096, 5000, 4096] {
        let (_folder, path) = file(&whole[..length]);
        let error = refused(&path);
        assert!(matches!(error, StoreError::Damaged(_)), "at {length}: {error:?}");
        assert!(error.to_string().contains("Restore a backup"), "{error}");
    }
    for length in [1000, 100, 99, 16] {
        let (_folder, path) = file(&whole[..length]);
        let error = refused(&path);
        let known = matches!(error, StoreError::Damaged(_) | StoreError::NotBooks(_));
        assert!(known, "at {length}: {error:?}");
    }
}

/// Overwrites the page on which a table or index begins.
fn destroy(desk: &Desk, name: &str) {
    let conn = desk.raw();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: usize = conn.query_row(sql, [name], |row| row.get(0)).unwrap();
    drop(conn);
    let mut bytes = std::fs::read(&desk.path).unwrap();
    bytes[(page - 1) * 4096..page * 4096].fill(0xAB);
    std::fs::write(&desk.path, bytes).unwrap();
}

#[test]
fn a_damaged_page_is_found_and_never_copied_into_a_backup() {
    for name in ["usage", "event", "usage_by_time", "lot", "draw", "head", "term", "batch"] {
        let desk = Desk::with_everything();
        destroy(&desk, name);
        let report = verified(&desk.path);
        let of_file = report.findings.iter().any(|finding| finding.check == Check::File);
        assert!(of_file, "{name}: {:?}", report.findings);

        let before = files(desk.folder.path());
        let error = open(&desk.path).backup(&desk.beside("backup.db")).unwrap_err();
        assert!(matches!(error, StoreError::Damaged(_)), "{name}: {error:?}");
        assert_eq!(files(desk.folder.path()), before, "{name}: a failed backup leaves nothing");
    }
}
