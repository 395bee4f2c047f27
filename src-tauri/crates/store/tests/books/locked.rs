//! What a lock keeps as it is.

use bursar_ledger::fact::Source;
use bursar_store::{Event, NewUsage, StoreError};

use crate::desk::{Desk, STUDIO, assert_clean, balance, book, day, lot, used, whole};

#[test]
fn a_price_changes_the_books_from_its_usage_on() {
    let desk = Desk::with_wallet();
    let mut books = desk.open();
    book(&mut books, day(1), &lot("purchase", 20, day(1))).unwrap();
    let wallet = books.wallet(STUDIO).unwrap();
    let unpriced = NewUsage { credits: None, ..used(0, Source::Reported) };
    let usage = books.record(day(3), "usage", |batch| batch.usage(&wallet, day(3), &unpriced));
    let usage = usage.unwrap().value;
    books.record(day(4), "lock", |batch| batch.lock(&wallet, Some(day(3)))).unwrap();

    // The usage is at the lock's own instant, and was there when the books were locked.
    let priced = Event::Priced { usage, credits: whole(2) };
    let refused = book(&mut books, day(4), &priced).unwrap_err();
    assert!(matches!(refused, StoreError::Locked { at, .. } if at == day(3)), "{refused}");
    let prices = [(usage, day(3), whole(2))];
    let refused = books.record(day(4), "prices", |batch| batch.price_usages(&wallet, &prices));
    assert!(matches!(refused, Err(StoreError::Locked { .. })), "{refused:?}");
    assert_eq!(balance(&books, day(4)), whole(20));

    books.let_behind_locks(true);
    book(&mut books, day(4), &priced).unwrap();
    assert_eq!(balance(&books, day(4)), whole(18));
    drop(books);
    assert_clean(&desk.path);
}
