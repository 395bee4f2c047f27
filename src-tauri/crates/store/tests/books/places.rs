//! Disks that are full and folders that are read-only. Both are made with mounts that only the test
//! itself sees; where the system allows no such mounts, the test says so and proves nothing.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;

use bursar_ledger::fact::Source;
use bursar_store::{Books, IfMissing, NewUsage, StoreError, restore};

use crate::desk::{
    Desk, STUDIO, add_wallet, assert_clean, balance, book, day, entries, files, log_usage, lot,
    open, used, whole,
};

const INSIDE: &str = "BURSAR_TEST_WITH_MOUNTS";

/// Runs a test of this module again where it may mount, and its mounts end with it. Whether this
/// *is* that run.
fn may_mount(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    let ways: [&[&str]; 2] = [&["--mount"], &["--user", "--map-root-user", "--mount"]];
    let allowed = |way: &&&[&str]| {
        let mut probe = Command::new("unshare");
        probe.args(**way).args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
        probe.output().is_ok_and(|done| done.status.success())
    };
    let Some(way) = ways.iter().find(allowed) else {
        eprintln!("{test}: not tried, since this system allows no private mounts");
        return false;
    };
    let program = std::env::current_exe().unwrap();
    let name = format!("places::{test}");
    let mut again = Command::new("unshare");
    again.args(*way).arg(program).args(["--exact", &name, "--nocapture"]).env(INSIDE, "1");
    let done = again.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let ran = String::from_utf8_lossy(&done.stdout).contains("1 passed");
    assert!(done.status.success() && ran, "{said}");
    false
}

fn mount(arguments: &[&str]) {
    assert!(Command::new("mount").args(arguments).status().unwrap().success(), "{arguments:?}");
}

fn make_read_only(path: &Path) {
    let path = path.to_str().unwrap();
    mount(&["--bind", path, path]);
    mount(&["-o", "remount,bind,ro", path]);
}

#[test]
fn read_only_folder() {
    if !may_mount("read_only_folder") {
        return;
    }
    let desk = Desk::with_everything();
    desk.open().tidy_log().unwrap();
    let elsewhere = Desk::with_everything();
    let backup = elsewhere.beside("backup.db");
    elsewhere.open().backup(&backup).unwrap();
    let before = std::fs::read(&desk.path).unwrap();
    make_read_only(desk.folder.path());

    let error = Books::open(&desk.path, IfMissing::Fail).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    let sentence = error.to_string();
    assert!(sentence.contains("read-only") && sentence.contains("copy the books"), "{sentence}");
    let none = desk.beside("new.db");
    let error = Books::open(&none, IfMissing::Create).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    let error = elsewhere.open().backup(&desk.beside("backup.db")).unwrap_err();
    assert!(error.to_string().ends_with("this folder is read-only; choose another"), "{error}");
    let error = restore(&backup, &desk.path, day(30)).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error:?}");

    assert_eq!(files(desk.folder.path()), ["books.db"]);
    assert!(before == std::fs::read(&desk.path).unwrap());
}

#[test]
fn read_only_file() {
    if !may_mount("read_only_file") {
        return;
    }
    let desk = Desk::with_everything();
    desk.open().tidy_log().unwrap();
    let before = std::fs::read(&desk.path).unwrap();
    make_read_only(&desk.path);
    let mut books = open(&desk.path);
    let held = entries(&books);
    let error = book(&mut books, day(12), &lot("more", 5, day(12))).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly), "{error:?}");
    assert_eq!(entries(&books), held, "reading goes on");
    drop(books);
    assert!(before == std::fs::read(&desk.path).unwrap());
}

#[test]
fn a_backup_is_restored_from_where_nothing_can_be_written() {
    if !may_mount("a_backup_is_restored_from_where_nothing_can_be_written") {
        return;
    }
    let desk = Desk::with_everything();
    let stick = tempfile::tempdir().unwrap();
    let backup = stick.path().join("backup.db");
    let held = entries(&desk.open());
    desk.open().backup(&backup).unwrap();
    make_read_only(stick.path());
    log_usage(&mut desk.open(), day(12), 2);
    restore(&backup, &desk.path, day(30)).unwrap();
    assert_eq!(entries(&desk.open()), held);
    assert_clean(&desk.path);
}

/// A disk of 3 MB with books on it that hold one lot.
fn small_disk() -> (tempfile::TempDir, std::path::PathBuf) {
    let disk = tempfile::tempdir().unwrap();
    mount(&["-t", "tmpfs", "-o", "size=3m", "tmpfs", disk.path().to_str().unwrap()]);
    let path = disk.path().join("books.db");
    let mut books = Books::open(&path, IfMissing::Create).unwrap();
    add_wallet(&mut books, STUDIO);
    book(&mut books, day(0), &lot("purchase", 1000, day(0))).unwrap();
    (disk, path)
}

/// Books usages of 20 kB until no more fit; how many were booked, and what was said then.
fn fill(books: &mut Books) -> (i64, StoreError) {
    let wallet = books.wallet(STUDIO).unwrap();
    let extra = format!("\"{}\"", "x".repeat(20_000));
    let usage = NewUsage { extra: Some(&extra), ..used(1, Source::Reported) };
    for booked in 0..1000 {
        let result = books.record(day(1), "usage", |batch| batch.usage(&wallet, day(1), &usage));
        if let Err(error) = result {
            return (booked, error);
        }
    }
    panic!("the disk is never full");
}

#[test]
fn full_disk() {
    if !may_mount("full_disk") {
        return;
    }
    let (disk, path) = small_disk();
    let mut books = open(&path);
    let (booked, error) = fill(&mut books);
    assert!(booked > 20, "{booked}");
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    assert_eq!(error.to_string(), "the disk is full; nothing was written. Make room and try again");
    assert_eq!(entries(&books), 2 + booked.unsigned_abs(), "what was booked is there");
    assert_eq!(balance(&books, day(2)), whole(1000 - booked), "and nothing else");

    // Neither a copy fits.
    let before = files(disk.path());
    let error = books.backup(&disk.path().join("backup.db")).unwrap_err();
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    assert_eq!(files(disk.path()), before, "a failed backup leaves nothing");
    drop(books);
    assert_clean(&path);
}

#[test]
fn full_disk_while_restoring() {
    if !may_mount("full_disk_while_restoring") {
        return;
    }
    let other = Desk::with_everything();
    let backup = other.beside("backup.db");
    other.open().backup(&backup).unwrap();
    let (disk, path) = small_disk();
    let (booked, _) = fill(&mut open(&path));
    let before = files(disk.path());
    let error = restore(&backup, &path, day(30)).unwrap_err();
    assert!(matches!(error, StoreError::DiskFull), "{error:?}");
    assert_eq!(entries(&open(&path)), 2 + booked.unsigned_abs(), "the books are as they were");
    assert_eq!(files(disk.path()).len(), before.len(), "nothing is left of the attempt");
    assert_clean(&path);
}
