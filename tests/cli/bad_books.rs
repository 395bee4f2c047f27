//! Books that are none, of another time, or not to be written: left byte for byte as they were.

use std::process::Command;

use super::desk::{Desk, Ran, program};

/// Runs `words` on the file as books and expects a sentence with exit code 2; the file stays.
fn refused(desk: &Desk, file: &str, words: &[&str], said: &str) {
    let before = std::fs::read(file).unwrap();
    let output = program().args(["--books", file]).args(words).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words:?}: {stderr}");
    assert!(stderr.starts_with("error: ") && stderr.contains(said), "{words:?}: {stderr}");
    assert_eq!(std::fs::read(file).unwrap(), before, "{words:?} changed it");
    assert!(!desk.path("books.bursar-wal").exists(), "nothing is left beside it");
}

const WORDS: [&[&str]; 3] =
    [&["balance"], &["wallet", "add", "x", "--provider", "imagineart"], &["undo"]];

#[test]
fn what_is_no_set_of_books_is_not_touched() {
    let desk = Desk::empty();
    let text =
        desk.file("notes.txt", "these are notes, not books, and there are many of them".repeat(20));
    for words in WORDS {
        refused(&desk, &text, words, "is not a set of Bursar books");
    }
    let folder = program().arg("--books").arg(desk.path(".")).arg("balance").output().unwrap();
    assert_eq!(folder.status.code(), Some(2));
    assert!(String::from_utf8(folder.stderr).unwrap().contains("is a folder"));
}

#[test]
fn books_of_a_newer_version_are_not_touched() {
    let desk = Desk::studio();
    let mut bytes = std::fs::read(desk.books()).unwrap();
    // The version of the books is at this place of every SQLite file.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let newer = desk.file("newer.bursar", bytes);
    for words in WORDS {
        refused(&desk, &newer, words, "newer Bursar (version 99");
    }
}

#[test]
fn reading_makes_no_books() {
    let desk = Desk::empty();
    for words in [
        &["balance"][..],
        &["wallet", "list"],
        &["journal"],
        &["usage", "--by", "model"],
        &["undo"],
        &["verify"],
        &["import", "lab", "x.csv"],
        &["export", "--format", "csv", "-o", "-"],
    ] {
        let ran = desk.run(words);
        assert_eq!(ran.code, Some(2), "{words:?}");
        assert!(ran.stderr.contains("there are no books at"), "{}", ran.stderr);
        assert!(ran.stderr.contains("bursar wallet add") && ran.stderr.contains("bursar sample"));
        assert!(!desk.books().exists(), "{words:?} made books");
    }
}

/// Runs a shell in a mount namespace of its own, where `disk` may be mounted; nothing where this
/// system does not let the tests do that.
#[cfg(target_os = "linux")]
fn on_a_disk(desk: &Desk, script: &str) -> Option<Ran> {
    let disk = desk.path("disk");
    std::fs::create_dir_all(&disk).unwrap();
    let allowed = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs"])
        .arg(&disk)
        .output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        eprintln!("this system does not let a test mount a disk");
        return None;
    }
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-euc", script])
        .env_remove("BURSAR_BOOKS")
        .env("DISK", &disk)
        .env("DESK", desk.path("."))
        .env("BURSAR", env!("CARGO_BIN_EXE_bursar"))
        .output()
        .unwrap();
    Some(Ran {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_keeps_nothing_half() {
    let desk = Desk::lab();
    let log: String = (0..60_000)
        .map(|row| format!("r{row},2026-03-01T10:00:00Z,image,a member with a long name {row}\n"))
        .collect();
    desk.file("log.csv", format!("id,at,action,member\n{log}"));
    let Some(ran) = on_a_disk(
        &desk,
        r#"
        mount -t tmpfs -o size=1500k tmpfs "$DISK"
        cp "$DESK/books.bursar" "$DISK/b"
        code=0
        "$BURSAR" --books "$DISK/b" import lab "$DESK/log.csv" || code=$?
        "$BURSAR" --books "$DISK/b" --json balance > /dev/null
        "$BURSAR" --books "$DISK/b" --json usage --by action
        "$BURSAR" --books "$DISK/b" verify >&2
        exit $code
    "#,
    ) else {
        return;
    };
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(
        ran.stderr.starts_with("error: the disk is full; nothing was written"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("the books agree with their facts"), "{}", ran.stderr);
    assert_eq!(ran.value()["total"]["count"], 0);
}

#[cfg(target_os = "linux")]
#[test]
fn books_that_cannot_be_written_are_said_to_be_so() {
    let desk = Desk::lab();
    let Some(ran) = on_a_disk(
        &desk,
        r#"
        mount -t tmpfs tmpfs "$DISK"
        cp "$DESK/books.bursar" "$DISK/b"
        mount -o remount,ro "$DISK"
        exec "$BURSAR" --books "$DISK/b" topup lab --credits 5
    "#,
    ) else {
        return;
    };
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("read-only"), "{}", ran.stderr);
    assert!(ran.stderr.contains("Make it writable"), "{}", ran.stderr);
}
