//! Looking at books without opening them, copies as they are, and books that move.

use bursar_ledger::roster::{NameChange, NameKind};
use bursar_store::{Books, Glance, StoreError, awaits_update, copy_as_it_is, relocate, try_backup};

use crate::desk::{Desk, assert_clean, balance, day, entries, files, log_usage, open};

/// Books as the first version of the program left them.
fn of_the_first_version() -> Desk {
    let desk = Desk::with_everything();
    let raw = desk.raw();
    raw.execute_batch(
        "DROP TABLE roster; DROP TABLE book_lock; DROP TABLE month_close; DROP TABLE wallet_change; DROP TABLE notice; \
         DROP TABLE import_left_out; DROP TABLE import_profile; DROP TABLE saved_plan; \
         DROP INDEX usage_pending; DROP INDEX usage_differing;",
    )
    .unwrap();
    raw.pragma_update(None, "user_version", 1).unwrap();
    drop(raw);
    desk
}

/// Makes a table again as the version before made it, with what it holds.
fn put_back(desk: &Desk, table: &str, schema: &str, version: i64) {
    let begin = schema.find(&format!("CREATE TABLE {table} (")).unwrap();
    let made = &schema[begin..=begin + schema[begin..].find(';').unwrap()];
    let raw = desk.raw();
    raw.execute_batch(&format!(
        "ALTER TABLE {table} RENAME TO newer; {made} INSERT INTO {table} SELECT * FROM newer; \
         DROP TABLE newer;",
    ))
    .unwrap();
    raw.pragma_update(None, "user_version", version).unwrap();
}

#[test]
fn a_glance_says_how_much_books_hold() {
    let desk = Desk::with_everything();
    let glance = Glance::at(&desk.path).unwrap();
    assert_eq!((glance.entries, glance.wallets), (14, 1));
    assert_eq!(glance.last_recorded_at, Some(day(11)));
    assert_eq!(desk.open().glance().unwrap(), glance);
    std::fs::write(desk.beside("diary"), "dear diary").unwrap();
    assert!(matches!(Glance::at(&desk.beside("diary")), Err(StoreError::NotBooks(_))));
    assert!(matches!(Glance::at(&desk.beside("nothing")), Err(StoreError::Missing(_))));
}

#[test]
fn older_books_can_be_kept_before_they_are_brought_up_to_date() {
    let desk = of_the_first_version();
    let before = std::fs::read(&desk.path).unwrap();
    assert_eq!(awaits_update(&desk.path).unwrap(), Some(1));
    let copy = desk.beside("before.bursar");
    copy_as_it_is(&desk.path, &copy).unwrap();
    assert_eq!(awaits_update(&copy).unwrap(), Some(1), "the copy is of the old version");
    assert!(before == std::fs::read(&desk.path).unwrap(), "the books were not touched");
    let updated = open(&desk.path);
    assert_eq!(awaits_update(&desk.path).unwrap(), None);
    assert_eq!(try_backup(&copy, &desk.path).unwrap(), updated.glance().unwrap());
    assert_eq!(awaits_update(&copy).unwrap(), Some(1), "trying it changed nothing");
}

#[test]
fn what_was_said_about_names_stays_when_projects_get_clients() {
    let desk = Desk::with_everything();
    let mut books = desk.open();
    let added = NameChange::Added;
    books.record(day(20), "project", |b| b.say(NameKind::Project, "Teaser", &added)).unwrap();
    drop(books);
    put_back(&desk, "roster", include_str!("../../src/schema/0002_desk.sql"), 2);
    assert_eq!(awaits_update(&desk.path).unwrap(), Some(2));

    let mut books = open(&desk.path);
    assert!(books.roster().unwrap().projects.person("Teaser").is_some());
    let client = |name: Option<&str>| NameChange::Assigned { client: name.map(str::to_owned) };
    let mut say = |change: &NameChange| {
        let said = books.record(day(21), "client", |b| b.say(NameKind::Project, "Teaser", change));
        said.map(|said| said.batch.unwrap())
    };
    say(&client(Some("Nordlicht"))).unwrap();
    assert!(say(&client(Some("Nordlicht"))).is_err(), "nothing would change");
    say(&client(None)).unwrap();
    let of = |books: &Books| {
        let client = books.roster().unwrap().projects.client_of("Teaser").map(str::to_owned);
        client.unwrap_or_default()
    };
    assert_eq!(of(&books), "");
    books.record(day(22), "undo", |batch| batch.undo_last()).unwrap();
    assert_eq!(of(&books), "Nordlicht", "taken back");
    books.record(day(23), "undo", |batch| batch.undo_last()).unwrap();
    assert_eq!(of(&books), "");
    drop(books);
    assert_clean(&desk.path);
    let raw = desk.raw();
    assert!(raw.execute("DELETE FROM roster", []).is_err(), "facts are kept");
    assert!(raw.execute("UPDATE roster SET name = 'x'", []).is_err(), "and never changed");
}

#[test]
fn usages_stay_when_their_check_gets_quicker() {
    let desk = Desk::with_everything();
    let held = entries(&desk.open());
    let rows = || -> i64 {
        desk.raw().query_row("SELECT COUNT(*) FROM usage", [], |row| row.get(0)).unwrap()
    };
    let added = rows();
    assert!(added > 0);
    put_back(&desk, "usage", include_str!("../../src/schema/0001_books.sql"), 3);
    assert_eq!(awaits_update(&desk.path).unwrap(), Some(3));

    assert_eq!(entries(&open(&desk.path)), held);
    assert_clean(&desk.path);
    assert_eq!(rows(), added);
    let raw = desk.raw();
    for status in [-1, 3] {
        let sql = "INSERT INTO usage (wallet, happened_at, reported, status) VALUES (1, 0, 0, ?1)";
        assert!(raw.execute(sql, [status]).is_err(), "{status} is no status");
    }
    assert!(raw.execute("DELETE FROM usage", []).is_err(), "facts are kept");
    assert!(raw.execute("UPDATE usage SET status = 1", []).is_err(), "and never changed");
    let mut indexes =
        raw.prepare("SELECT name FROM pragma_index_list('usage') ORDER BY name").unwrap();
    let indexes: Result<Vec<String>, _> =
        indexes.query_map([], |row| row.get(0)).unwrap().collect();
    assert_eq!(
        indexes.unwrap(),
        ["usage_by_time", "usage_differing", "usage_pending", "usage_unpriced"]
    );
}

#[test]
fn what_is_missing_or_new_awaits_no_update() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(awaits_update(&folder.path().join("none")).unwrap(), None);
    let desk = Desk::with_everything();
    assert_eq!(awaits_update(&desk.path).unwrap(), None);
}

#[test]
fn moved_books_hold_the_same_and_the_old_file_is_kept() {
    let desk = Desk::with_everything();
    let (held, shown) = {
        let books = desk.open();
        (entries(&books), balance(&books, day(30)))
    };
    let to = desk.beside("elsewhere.bursar");
    let report = relocate(&desk.path, &to, day(40)).unwrap();
    assert!(!desk.path.exists(), "nobody goes on with the old books by mistake");
    assert!(report.kept.exists() && report.kept != desk.path);
    let mut moved = open(&to);
    assert_eq!((entries(&moved), balance(&moved, day(30))), (held, shown));
    assert_clean(&to);
    log_usage(&mut moved, day(41), 1);
    assert_eq!(Glance::at(&report.kept).unwrap().entries, 14, "the kept file stays as it was");
}

#[test]
fn books_that_cannot_be_moved_stay_as_they_are() {
    let desk = Desk::with_everything();
    std::fs::write(desk.beside("taken"), "a diary").unwrap();
    let before = files(desk.folder.path());
    assert!(matches!(
        relocate(&desk.path, &desk.beside("taken"), day(40)),
        Err(StoreError::AlreadyThere(_))
    ));
    assert!(relocate(&desk.path, &desk.beside("nowhere/x.bursar"), day(40)).is_err());
    assert_eq!(files(desk.folder.path()), before);
    assert_clean(&desk.path);
}
