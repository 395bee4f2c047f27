//! Verify finds whatever does not follow from the facts, and says what it is.

use bursar_ledger::fact::Source;
use bursar_store::{Check, MOST_FINDINGS_OF_A_CHECK};

use crate::desk::{Desk, assert_clean, day, used, verified};

/// Changes books behind Bursar's back.
#[track_caller]
fn plant(sql: &str) -> Desk {
    let desk = Desk::with_everything();
    assert_clean(&desk.path);
    let conn = desk.raw();
    conn.execute_batch(sql).unwrap();
    assert!(conn.changes() > 0, "nothing was changed by {sql}");
    desk
}

#[track_caller]
fn found(desk: &Desk, check: Check, words: &[&str]) {
    let report = verified(&desk.path);
    let of_check = report.findings.iter().filter(|finding| finding.check == check);
    let says_it =
        of_check.clone().any(|finding| words.iter().all(|word| finding.sentence.contains(word)));
    assert!(says_it, "{words:?} is in none of {:#?}", report.findings);
    assert!(!report.is_clean());
}

#[test]
fn in_lots() {
    let lot = "WHERE id = 'purchase'";
    for (sql, words) in [
        ("UPDATE lot SET remaining = 1000000", "what remains of it is 1 credits in the books"),
        ("UPDATE lot SET held = held + 1", "what is held of it is"),
        ("UPDATE lot SET drawn = drawn + 1000000", "what was drawn from it is"),
        ("UPDATE lot SET refunded = 1", "what was refunded to it is"),
        ("UPDATE lot SET expired = expired + 1", "what expired of it is"),
        ("UPDATE lot SET rolled_out = rolled_out + 1", "what was rolled out of it is"),
        ("UPDATE lot SET voided = voided + 1", "what was voided of it is"),
        ("UPDATE lot SET corrected = corrected - 1", "what was corrected of it is"),
        ("UPDATE lot SET amount = amount + 1", "its amount is"),
        ("UPDATE lot SET starts = starts + 1", "its start is"),
        ("UPDATE lot SET expires = 5", "its end is 1970-01-01T00:00:00.000005Z in the books"),
        ("UPDATE lot SET kind = 'free'", "its kind is “free” in the books, “topup” by the facts"),
        ("UPDATE lot SET paid = 3", "what was paid for it is 3 in the books, nothing by the facts"),
        ("UPDATE lot SET currency = 'EUR'", "its currency is “EUR” in the books"),
        ("DELETE FROM lot", "follows from the facts and is not in the books"),
    ] {
        let desk = plant(&format!("{sql} {lot}"));
        found(&desk, Check::Lots, &["wallet “Studio”, lot “purchase”", words]);
    }
    let sql = "INSERT INTO lot SELECT wallet, place + 90, 'gift', kind, amount, starts, expires, \
                   paid, currency, remaining, held, drawn, refunded, expired, rolled_out, voided, \
                   corrected FROM lot WHERE id = 'purchase'";
    let words = ["wallet “Studio”, lot “gift”: is in the books and does not follow"];
    found(&plant(sql), Check::Lots, &words);
}

#[test]
fn in_draws() {
    for (sql, words) in [
        ("UPDATE draw SET credits = credits + 1000000", "its credits is"),
        ("UPDATE draw SET lot = lot + 1", "its lot is lot"),
        ("UPDATE draw SET returned = returned + 1", "what was returned of it is"),
        ("UPDATE draw SET at = 7", "when it was made is"),
        ("DELETE FROM draw", "follows from the facts and is not in the books"),
    ] {
        let desk = plant(&format!("{sql} WHERE usage = (SELECT MIN(usage) FROM draw)"));
        found(&desk, Check::Draws, &["entry ", ", draw 1", words]);
    }
    let sql = "INSERT INTO draw SELECT usage, position + 9, lot, credits, returned, at FROM draw";
    found(&plant(sql), Check::Draws, &["does not follow from the facts"]);
}

#[test]
fn in_movements() {
    for (sql, words) in [
        ("UPDATE movement SET credits = credits + 1", "its credits is"),
        ("UPDATE movement SET kind = 'voided'", "its sort is “voided” in the books"),
        ("UPDATE movement SET lot = 77", "its lot is lot number 77, which is not there"),
        ("UPDATE movement SET usage = 1", "its usage is entry"),
        ("UPDATE movement SET at = at + 1", "is in the books and does not follow"),
        ("DELETE FROM movement", "follows from the facts and is not in the books"),
    ] {
        let desk = plant(&format!("{sql} WHERE id = 2"));
        found(&desk, Check::Movements, &["wallet “Studio”, movement 1 at ", words]);
    }
}

#[test]
fn in_what_later_entries_made_of_usages() {
    for (sql, words) in [
        ("UPDATE usage_change SET refunded = refunded + 1", "what was refunded of it is"),
        ("UPDATE usage_change SET status = 1", "its settled status is failed in the books"),
        ("UPDATE usage_change SET credits = 9000000", "its price is 9 credits in the books"),
        ("DELETE FROM usage_change", "follows from the facts and is not in the books"),
    ] {
        found(&plant(sql), Check::UsageChanges, &["entry ", words]);
    }
}

#[test]
fn in_what_usages_lacked() {
    let sql = "UPDATE shortage SET credits = credits + 1";
    found(&plant(sql), Check::Shortages, &["the shortage of entry ", "what it lacked is"]);
    found(&plant("DELETE FROM shortage"), Check::Shortages, &["is not in the books"]);
}

#[test]
fn in_what_no_longer_counts() {
    found(&plant("DELETE FROM voided"), Check::Voided, &["the void that begins with entry "]);
    found(&plant("UPDATE voided SET last_seq = last_seq + 1"), Check::Voided, &["its last entry"]);
}

#[test]
fn in_kept_states() {
    let head = "wallet “Studio”: its last state ";
    let cut = "UPDATE head SET state = substr(state, 1, 100)";
    found(&plant(cut), Check::States, &[head, "holds something unreadable"]);
    found(&plant("DELETE FROM head"), Check::States, &[head, "is not in the books"]);
    let moved = "UPDATE head SET at = at - 1";
    found(&plant(moved), Check::States, &["wallet “Studio”: its last entry is at "]);
    let early = "INSERT INTO checkpoint SELECT wallet, at - 86400000000, state FROM head";
    let words = ["wallet “Studio”: the checkpoint at 2026-03-11T00:00:00Z holds other instants"];
    found(&plant(early), Check::States, &words);
    let stray = "INSERT INTO head SELECT wallet + 1, at, unsaved, state FROM head";
    found(&plant(stray), Check::States, &["a state is kept of wallet number 2"]);
}

#[test]
fn a_state_of_other_books_is_found() {
    let other = Desk::with_wallet();
    crate::desk::log_usage(&mut other.open(), day(11), 3);
    let state: Vec<u8> =
        other.raw().query_row("SELECT state FROM head", [], |row| row.get(0)).unwrap();
    let desk = Desk::with_everything();
    desk.raw().execute("UPDATE head SET state = ?1", [state]).unwrap();
    found(&desk, Check::States, &["its last state holds other lots than the facts give"]);
}

#[test]
fn a_right_checkpoint_is_no_finding() {
    assert_clean(&plant("INSERT INTO checkpoint SELECT wallet, at, state FROM head").path);
}

#[test]
fn in_the_journal() {
    for (sql, words) in [
        (
            "DROP TRIGGER usage_is_kept; DELETE FROM usage WHERE seq = 4",
            "entry number 4 is missing",
        ),
        ("DROP TRIGGER batch_is_kept; DELETE FROM batch WHERE first_seq = 4", "follows a gap"),
        (
            "DROP TRIGGER batch_is_fixed; UPDATE batch SET entries = 2 WHERE first_seq = 3",
            "overlaps the one before it",
        ),
        (
            "DROP TRIGGER batch_is_fixed; UPDATE batch SET first_id = zeroblob(16) \
             WHERE first_seq = 4",
            "has an id that does not come after",
        ),
        (
            "DROP TRIGGER batch_is_fixed; UPDATE batch SET recorded_at = 0 WHERE first_seq = 4",
            "was recorded before the batch before it",
        ),
        ("DROP TRIGGER term_is_kept; DELETE FROM term WHERE text = 'flux'", "names a text that is"),
        (
            "DROP TRIGGER usage_is_fixed; UPDATE usage SET wallet = 8 WHERE seq = 4",
            "belongs to a wallet that is not there",
        ),
        (
            "DROP TRIGGER event_is_fixed; UPDATE event SET target = 1 WHERE kind = 'refunded'",
            "speaks of a usage that its wallet does not have",
        ),
        ("INSERT INTO provider_file VALUES (4, 'lab', '')", "entry number 4 stands twice"),
        ("INSERT INTO provider_file VALUES (900, 'lab', '')", "are in no batch"),
    ] {
        found(&plant(sql), Check::Journal, &[words]);
    }
}

#[test]
fn a_changed_fact_shows_in_what_follows_from_it() {
    let desk =
        plant("DROP TRIGGER usage_is_fixed; UPDATE usage SET credits = 31000000 WHERE seq = 4");
    found(
        &desk,
        Check::Draws,
        &["its credits is 30 credits in the books, 31 credits by the facts"],
    );
    found(&desk, Check::Sums, &["31 credits were charged, 30 credits drawn"]);
}

#[test]
fn a_fact_that_cannot_be_read_is_a_finding() {
    for sql in [
        "DROP TRIGGER event_is_fixed; UPDATE event SET body = '{}' WHERE kind = 'lot_added'",
        "DROP TRIGGER wallet_is_fixed; UPDATE wallet SET timezone = 'Europe/Atlantis'",
        "DROP TRIGGER wallet_is_fixed; UPDATE wallet SET policy = '7'",
    ] {
        let report = verified(&plant(sql).path);
        assert!(!report.is_clean(), "{sql}");
    }
    let sql = "DROP TRIGGER event_is_fixed; UPDATE event SET body = '{}' WHERE kind = 'lot_added'";
    found(&plant(sql), Check::States, &["wallet “Studio” cannot be derived from its facts"]);
}

#[test]
fn a_fault_that_a_replay_repeats_shows_in_the_sums() {
    // Both sides are changed alike: the lot and what the replay would compare it with.
    let desk = plant("UPDATE lot SET drawn = drawn + 1, remaining = remaining - 1 WHERE place = 0");
    found(&desk, Check::Sums, &["were drawn by the lot", "by its movements"]);
    let desk = plant("UPDATE lot SET remaining = remaining - 1 WHERE remaining > 0");
    found(&desk, Check::Sums, &["came in and", "are accounted for"]);
}

#[test]
fn the_first_of_many_findings_are_kept_and_all_are_counted() {
    let desk = Desk::with_everything();
    let mut books = desk.open();
    let wallet = books.wallet(crate::desk::STUDIO).unwrap();
    let usage = used(1, Source::Reported);
    books
        .record(day(12), "many", |batch| {
            (0..30).try_for_each(|_| batch.usage(&wallet, day(12), &usage).map(|_| ()))
        })
        .unwrap();
    drop(books);
    desk.raw().execute("DELETE FROM draw", []).unwrap();
    let report = verified(&desk.path);
    let of_draws = report.findings.iter().filter(|finding| finding.check == Check::Draws);
    assert_eq!(of_draws.count(), MOST_FINDINGS_OF_A_CHECK);
    assert!(report.found > 30 && report.usages == 36, "{} of {}", report.found, report.usages);
}

#[test]
fn verifying_changes_nothing() {
    let desk = Desk::with_everything();
    desk.open().tidy_log().unwrap();
    let before = std::fs::read(&desk.path).unwrap();
    assert_clean(&desk.path);
    assert_clean(&desk.path);
    assert!(before == std::fs::read(&desk.path).unwrap());
}
