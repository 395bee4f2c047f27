//! Entries that come late or speak of others: each counts for what was known at its instant.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{Refusal, Seq, Source};
use bursar_ledger::instant::Instant;
use bursar_store::{Books, Event, NewUsage, Settled, StoreError, UsageStatus};

use crate::desk::{
    Desk, STUDIO, add_wallet, assert_clean, balance, book, day, log_usage, lot, used, whole,
};

#[track_caller]
fn refused(result: Result<Seq, StoreError>) -> Refusal {
    match result {
        Err(StoreError::Refused { refusal, .. }) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

fn with_lot(credits: i64) -> (Desk, Books) {
    let desk = Desk::with_wallet();
    let mut books = desk.open();
    book(&mut books, day(0), &lot("purchase", credits, day(0))).unwrap();
    (desk, books)
}

fn usage(books: &mut Books, at: Instant, status: UsageStatus, credits: Option<i64>) -> Seq {
    let wallet = books.wallet(STUDIO).unwrap();
    let new =
        NewUsage { status: Some(status), credits: credits.map(whole), ..used(0, Source::Reported) };
    books.record(at, "usage", |batch| batch.usage(&wallet, at, &new)).unwrap().value
}

fn settle(usage: Seq, succeeded: bool, credits: Option<i64>) -> Event {
    Event::Settled { usage, settled: Settled { succeeded, credits: credits.map(whole) } }
}

fn refund(usage: Seq) -> Event {
    Event::Refunded { usage, credits: None }
}

fn price(usage: Seq, credits: i64) -> Event {
    Event::Priced { usage, credits: whole(credits) }
}

#[test]
fn only_what_was_charged_by_then_is_refunded() {
    let (desk, mut books) = with_lot(100);
    let used = log_usage(&mut books, day(5), 10);
    assert_eq!(refused(book(&mut books, day(4), &refund(used))), Refusal::UnknownUse);
    let failed = usage(&mut books, day(5), UsageStatus::Failed, Some(10));
    assert_eq!(refused(book(&mut books, day(6), &refund(failed))), Refusal::UnknownUse);
    let pending = usage(&mut books, day(5), UsageStatus::Pending, Some(10));
    assert_eq!(refused(book(&mut books, day(6), &refund(pending))), Refusal::UnknownUse);
    book(&mut books, day(8), &settle(pending, true, None)).unwrap();
    assert_eq!(refused(book(&mut books, day(7), &refund(pending))), Refusal::UnknownUse);
    assert_eq!(balance(&books, day(9)), whole(80));
    book(&mut books, day(9), &refund(pending)).unwrap();
    assert_eq!(balance(&books, day(9)), whole(90));
    let released = usage(&mut books, day(5), UsageStatus::Pending, Some(10));
    book(&mut books, day(8), &settle(released, false, None)).unwrap();
    assert_eq!(refused(book(&mut books, day(9), &refund(released))), Refusal::UnknownUse);
    assert_clean(&desk.path);
}

#[test]
fn a_usage_is_refunded_in_its_own_wallet_while_it_counts() {
    let (desk, mut books) = with_lot(100);
    let used = log_usage(&mut books, day(1), 10);
    let other = add_wallet(&mut books, "Other");
    let elsewhere = books.record(day(2), "", |batch| {
        batch.set_title("refund".to_owned());
        batch.event(&other, day(2), &refund(used), None)
    });
    assert!(matches!(elsewhere, Err(StoreError::UnknownEntry(_))), "{elsewhere:?}");
    books.record(day(2), "void", |batch| batch.void(used, "wrong")).unwrap();
    for event in [refund(used), settle(used, true, Some(1)), price(used, 1)] {
        let result = book(&mut books, day(3), &event);
        assert!(matches!(result, Err(StoreError::AlreadyVoided)), "{result:?}");
    }
    assert_clean(&desk.path);
}

#[test]
fn a_pending_usage_is_settled_once_and_not_before_it_began() {
    let (desk, mut books) = with_lot(100);
    let pending = usage(&mut books, day(5), UsageStatus::Pending, Some(10));
    let unpriced = usage(&mut books, day(5), UsageStatus::Pending, None);
    for usage in [pending, unpriced] {
        let early = book(&mut books, day(4), &settle(usage, true, Some(7)));
        assert_eq!(refused(early), Refusal::HoldClosed);
        book(&mut books, day(6), &settle(usage, true, Some(7))).unwrap();
        let again = book(&mut books, day(7), &settle(usage, true, Some(7)));
        assert_eq!(refused(again), Refusal::HoldClosed);
        assert_eq!(refused(book(&mut books, day(7), &price(usage, 3))), Refusal::HoldClosed);
    }
    let succeeded = log_usage(&mut books, day(5), 1);
    assert_eq!(
        refused(book(&mut books, day(6), &settle(succeeded, false, None))),
        Refusal::HoldClosed
    );
    assert_eq!(balance(&books, day(8)), whole(85));
    assert_clean(&desk.path);
}

#[test]
fn what_had_no_price_is_charged_when_it_is_settled() {
    let (desk, mut books) = with_lot(100);
    let pending = usage(&mut books, day(2), UsageStatus::Pending, None);
    book(&mut books, day(6), &settle(pending, true, Some(40))).unwrap();
    let at = |at| balance(&books, at);
    assert_eq!([at(day(3)), at(day(5)), at(day(6))], [whole(100), whole(100), whole(60)]);
    let wallet = books.wallet(STUDIO).unwrap();
    let fell = books.balance_steps(&wallet, day(9)).unwrap();
    let fell: Vec<(Instant, Credits)> = fell
        .into_iter()
        .filter(|step| step.change.is_negative())
        .map(|s| (s.at, s.change))
        .collect();
    assert_eq!(
        fell,
        [(day(6), Credits::parse("-40").unwrap())],
        "a chart falls when it was charged"
    );
    // A late entry between the two unwinds the charge, and only once.
    log_usage(&mut books, day(4), 70);
    assert_eq!(balance(&books, day(7)), Credits::ZERO);
    assert_clean(&desk.path);
}

#[test]
fn of_two_prices_the_one_entered_last_counts() {
    let (desk, mut books) = with_lot(100);
    let unpriced = usage(&mut books, day(2), UsageStatus::Succeeded, None);
    book(&mut books, day(5), &price(unpriced, 30)).unwrap();
    book(&mut books, day(3), &price(unpriced, 20)).unwrap();
    assert_eq!(balance(&books, day(6)), whole(80));
    assert_clean(&desk.path);
}

#[test]
fn a_late_log_is_kept_whatever_it_uncovers_and_a_late_typed_usage_is_not() {
    let (desk, mut books) = with_lot(100);
    let wallet = books.wallet(STUDIO).unwrap();
    let typed = used(80, Source::Typed);
    books.record(day(5), "typed", |batch| batch.usage(&wallet, day(5), &typed)).unwrap();
    let late = used(30, Source::Typed);
    let result = books.record(day(6), "late", |batch| batch.usage(&wallet, day(3), &late));
    assert_eq!(refused(result.map(|receipt| receipt.value)), Refusal::NotEnough);
    assert_eq!(balance(&books, day(6)), whole(20), "what is refused leaves nothing");
    log_usage(&mut books, day(3), 30);
    let state = books.state_at(&wallet, day(6), None).unwrap();
    assert_eq!(state.uncovered().unwrap(), whole(10));
    assert_clean(&desk.path);
}

#[test]
fn ids_ascend_within_a_millisecond() {
    let (desk, mut books) = with_lot(100);
    let id = |books: &mut Books| {
        let wallet = books.wallet(STUDIO).unwrap();
        let usage = used(1, Source::Reported);
        let receipt = books.record(day(1), "usage", |batch| batch.usage(&wallet, day(1), &usage));
        receipt.unwrap().batch.unwrap().id
    };
    let ids: Vec<_> = (0..50).map(|_| id(&mut books)).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    assert!(ids.iter().all(|id| id.get_version_num() == 7), "{ids:?}");
    assert_clean(&desk.path);
}

/// Past the distance between two checkpoints, late entries begin at one; what they leave is what a
/// replay from the beginning leaves.
#[test]
fn late_entries_among_many_are_replayed_from_a_checkpoint() {
    let (desk, mut books) = with_lot(1_000_000);
    let wallet = books.wallet(STUDIO).unwrap();
    let at = |minute: i64| day(1).plus_seconds(minute * 60).unwrap();
    let usage = used(1, Source::Reported);
    books
        .record(day(20), "many", |batch| {
            (0..25_000).try_for_each(|minute| batch.usage(&wallet, at(minute), &usage).map(|_| ()))
        })
        .unwrap();
    let checkpoints = |desk: &Desk| -> i64 {
        desk.raw().query_row("SELECT COUNT(*) FROM checkpoint", [], |row| row.get(0)).unwrap()
    };
    assert_eq!(checkpoints(&desk), 2);
    log_usage(&mut books, at(22_000), 5);
    log_usage(&mut books, at(12_000), 5);
    log_usage(&mut books, at(30), 5);
    assert_eq!(balance(&books, day(20)), whole(1_000_000 - 25_015));
    assert_eq!(balance(&books, at(12_000)), whole(1_000_000 - 12_011));
    assert_eq!(checkpoints(&desk), 2);
    assert_clean(&desk.path);
    books.record(day(21), "undo", |batch| batch.undo_last()).unwrap();
    assert_eq!(balance(&books, day(20)), whole(1_000_000 - 25_010));
    assert_clean(&desk.path);
}

#[test]
fn only_the_batch_that_was_meant_is_undone() {
    let (desk, mut books) = with_lot(100);
    let mine = books.last_batch().unwrap().unwrap().id;
    // Somebody else books between the question which batch is the last and the undo.
    log_usage(&mut desk.open(), day(1), 5);
    let undone = books.record(day(2), "undo", |batch| batch.undo_if_last(mine));
    assert!(matches!(undone, Err(StoreError::NotTheLast)), "{undone:?}");
    assert_eq!(balance(&books, day(2)), whole(95));
    let theirs = books.last_batch().unwrap().unwrap().id;
    books.record(day(2), "undo", |batch| batch.undo_if_last(theirs)).unwrap();
    books.record(day(2), "undo", |batch| batch.undo_if_last(mine)).unwrap();
    assert_eq!(balance(&books, day(2)), whole(0));
    assert_clean(&desk.path);
}
