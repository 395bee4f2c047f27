//! Several programs at one set of books, and programs that are killed while they write.

use std::io::{BufRead, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

use bursar_ledger::fact::Source;
use bursar_store::{StoreError, restore};

use crate::desk::{
    Desk, STUDIO, assert_clean, balance, book, day, entries, files, log_usage, lot, open, used,
    whole,
};

const BOOKS: &str = "BURSAR_TEST_BOOKS";
const ROLE: &str = "BURSAR_TEST_ROLE";

/// A child that does what its role says with books, and tells of it line by line.
struct Other {
    child: Child,
    lines: std::io::Lines<BufReader<ChildStdout>>,
}

impl Other {
    fn start(role: &str, books: &Path) -> Self {
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.args(["--exact", "processes::another_program", "--nocapture"]);
        program.env(ROLE, role).env(BOOKS, books).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = program.spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Waits until it says a word.
    fn wait_for(&mut self, word: &str) {
        let said = self.lines.by_ref().map(Result::unwrap).any(|line| line.ends_with(word));
        assert!(said, "the other program ended without saying {word}");
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

fn say(word: &str) {
    println!("{word}");
    std::io::stdout().flush().unwrap();
}

/// Not a test of its own: the program that the others start.
#[test]
fn another_program() {
    let (Ok(role), Some(path)) = (std::env::var(ROLE), std::env::var_os(BOOKS)) else { return };
    let path = Path::new(&path);
    match role.as_str() {
        "stops in the middle" => {
            let mut books = open(path);
            let wallet = books.wallet(STUDIO).unwrap();
            let usage = used(1, Source::Reported);
            let _ = books.record(day(5), "half", |batch| {
                for _ in 0..200 {
                    batch.usage(&wallet, day(5), &usage)?;
                }
                say("half");
                std::thread::sleep(Duration::from_secs(600));
                Ok(())
            });
        }
        "writes" => {
            let mut books = open(path);
            loop {
                log_usage(&mut books, day(5), 1);
                say("booked");
            }
        }
        "writes thirty" => {
            let mut books = open(path);
            say("ready");
            for _ in 0..30 {
                log_usage(&mut books, day(5), 1);
            }
            say("done");
        }
        "restores" => {
            say("ready");
            restore(&path.with_file_name("backup.db"), path, day(40)).unwrap();
            say("restored");
        }
        other => panic!("no such role: {other}"),
    }
}

#[test]
fn what_is_killed_in_the_middle_of_a_write_leaves_nothing() {
    let desk = Desk::with_everything();
    let before = entries(&desk.open());
    let mut other = Other::start("stops in the middle", &desk.path);
    other.wait_for("half");
    assert_eq!(entries(&desk.open()), before, "nobody sees half a batch");
    other.kill();
    assert_eq!(entries(&desk.open()), before);
    log_usage(&mut desk.open(), day(12), 1);
    assert_eq!(entries(&desk.open()), before + 1, "the lock died with the program");
    assert_clean(&desk.path);
}

#[test]
fn what_was_booked_before_a_kill_is_there() {
    let desk = Desk::with_everything();
    let mut booked = entries(&desk.open());
    for round in 1..=8 {
        let mut other = Other::start("writes", &desk.path);
        (0..round * 3).for_each(|_| other.wait_for("booked"));
        other.kill();
        let now = entries(&desk.open());
        assert!(now >= booked + round * 3, "round {round}: {now} of {booked} + {}", round * 3);
        booked = now;
        assert_clean(&desk.path);
    }
}

#[test]
fn two_programs_write_in_turn() {
    let desk = Desk::with_everything();
    let before = entries(&desk.open());
    let mut books = desk.open();
    let mut other = Other::start("writes thirty", &desk.path);
    other.wait_for("ready");
    for _ in 0..30 {
        log_usage(&mut books, day(6), 1);
    }
    other.wait_for("done");
    assert!(other.child.wait().unwrap().success());
    assert_eq!(entries(&books), before + 60);
    assert_clean(&desk.path);
}

#[test]
fn a_change_made_elsewhere_is_seen_and_ones_own_is_not() {
    let desk = Desk::with_wallet();
    let (mut window, mut command_line) = (desk.open(), desk.open());
    assert!(!window.changed_elsewhere().unwrap());
    book(&mut command_line, day(0), &lot("purchase", 9, day(0))).unwrap();
    assert!(window.changed_elsewhere().unwrap());
    assert!(!window.changed_elsewhere().unwrap(), "told once");
    assert_eq!(balance(&window, day(1)), whole(9));
    log_usage(&mut window, day(1), 1);
    assert!(!window.changed_elsewhere().unwrap());
    assert!(command_line.changed_elsewhere().unwrap());
}

#[test]
fn who_waits_too_long_for_another_is_told() {
    let desk = Desk::with_wallet();
    let (mut one, mut other) = (desk.open(), desk.open());
    let wallet = one.wallet(STUDIO).unwrap();
    let usage = used(1, Source::Reported);
    one.record(day(1), "long", |batch| {
        batch.usage(&wallet, day(1), &usage)?;
        let error = other
            .record(day(1), "", |batch| batch.usage(&wallet, day(1), &usage))
            .map(|_| ())
            .unwrap_err();
        assert!(matches!(error, StoreError::Busy), "{error:?}");
        assert_eq!(entries(&other), 1, "reading goes on");
        Ok(())
    })
    .unwrap();
    assert_eq!(entries(&other), 2);
    assert_clean(&desk.path);
}

/// A restore that is killed leaves the books of before or those of the backup.
#[test]
fn what_is_killed_while_it_restores_leaves_whole_books() {
    let desk = Desk::with_everything();
    let restored = entries(&desk.open());
    desk.open().backup(&desk.beside("backup.db")).unwrap();
    for round in 0..10 {
        let mut books = desk.open();
        for _ in 0..5 {
            log_usage(&mut books, day(12), 1);
        }
        let before = entries(&books);
        drop(books);
        let mut other = Other::start("restores", &desk.path);
        other.wait_for("ready");
        std::thread::sleep(Duration::from_millis(round * 3));
        other.kill();
        let now = entries(&desk.open());
        assert!(now == before || now == restored, "round {round}: {now}");
        assert_clean(&desk.path);
    }
    // A killed program cannot tidy up; what it leaves bears a name that nothing else has.
    let left = files(desk.folder.path());
    let known = |name: &String| name.starts_with("books.db") || name.starts_with(".bursar-");
    assert!(left.iter().all(|name| name == "backup.db" || known(name)), "{left:?}");
}
