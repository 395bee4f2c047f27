//! Settlements beside prices: a figure that the provider settled counts, whatever was priced since.

use bursar_ledger::credits::Credits;
use bursar_ledger::fact::{LotTerms, Refusal, Seq};
use bursar_ledger::policy::{Kind, Policy};

use super::desk::{Desk, instant};
use crate::batch::NewUsage;
use crate::error::StoreError;
use crate::fact_row::{Event, LotAdded, Settled, UsageStatus};

fn whole(credits: i64) -> Credits {
    Credits::whole(credits).unwrap()
}

fn event(desk: &mut Desk, quarter: i64, event: &Event) -> Seq {
    let (at, wallet) = (instant(quarter), desk.wallet.clone());
    desk.books.record(at, "event", |batch| batch.event(&wallet, at, event, None)).unwrap().value
}

/// Adds a lot of 17 credits.
fn topup(desk: &mut Desk, quarter: i64) {
    let events = "SELECT COUNT(*) FROM event";
    let number: u32 = desk.books.conn.query_row(events, [], |row| row.get(0)).unwrap();
    let id = format!("lot-{number}");
    let terms = LotTerms::plain(&id, Kind::Topup, whole(17), instant(quarter));
    event(desk, quarter, &Event::LotAdded(LotAdded { terms, payment: None, bundle: None }));
}

#[test]
fn a_price_does_not_undercut_a_settlement_that_came_back() {
    let mut desk = Desk::new(Policy::default());
    topup(&mut desk, 0);
    let (at, wallet) = (instant(26), desk.wallet.clone());
    let pending = NewUsage {
        credits: Some(whole(11)),
        status: Some(UsageStatus::Pending),
        ..NewUsage::default()
    };
    let usage = desk.books.record(at, "usage", |batch| batch.usage(&wallet, at, &pending));
    let usage = usage.unwrap().value;
    let settled = Settled { succeeded: true, credits: Some(whole(11)) };
    event(&mut desk, 26, &Event::Settled { usage, settled });
    let undo = desk.books.record(at, "undo", |batch| {
        batch.undo_last()?;
        Ok(Seq(batch.next_seq().0 - 1))
    });
    event(&mut desk, 0, &Event::Priced { usage, credits: whole(1) });
    desk.books.record(at, "void", |batch| batch.void(undo.unwrap().value, "it did end")).unwrap();
    assert_eq!(desk.view(instant(27), None).balance, whole(6));
    assert_follows(&desk);
}

/// A pending usage whose price was unknown, and was found later.
fn priced_later(desk: &mut Desk, quarter: i64, price: i64) -> Seq {
    let (at, wallet) = (instant(quarter), desk.wallet.clone());
    let pending = NewUsage { status: Some(UsageStatus::Pending), ..NewUsage::default() };
    let usage = desk.books.record(at, "usage", |batch| batch.usage(&wallet, at, &pending));
    let usage = usage.unwrap().value;
    event(desk, quarter, &Event::Priced { usage, credits: whole(price) });
    usage
}

fn assert_follows(desk: &Desk) {
    let report = desk.books.verify().unwrap();
    assert!(report.is_clean(), "{:#?}", report.findings);
}

#[test]
fn the_figure_of_a_failure_does_not_replace_a_price() {
    let mut desk = Desk::new(Policy::default());
    let usage = priced_later(&mut desk, 0, 1);
    let failed = Settled { succeeded: false, credits: Some(whole(2)) };
    event(&mut desk, 1, &Event::Settled { usage, settled: failed });
    assert_follows(&desk);
    let shortages: u32 =
        desk.books.conn.query_row("SELECT COUNT(*) FROM shortage", [], |row| row.get(0)).unwrap();
    assert_eq!(shortages, 1, "it was held, though no lot covered it");
}

#[test]
fn a_failure_lets_go_of_a_price_below_its_figure() {
    let mut desk = Desk::new(Policy::default());
    topup(&mut desk, 0);
    let usage = priced_later(&mut desk, 1, 1);
    let failed = Settled { succeeded: false, credits: Some(whole(2)) };
    event(&mut desk, 3, &Event::Settled { usage, settled: failed });
    // Entered late, so that all of it is derived again.
    topup(&mut desk, 0);
    assert_eq!(desk.view(instant(2), None).held, whole(1));
    assert_eq!(desk.view(instant(3), None).held, Credits::ZERO);
    assert_follows(&desk);
}

/// A hold is not passed by its settlement, wherever that lies: the figure would take the place of
/// the price, and the checkpoints before the settlement still hold what the price said.
#[test]
fn a_late_settlement_above_the_price_is_refused_like_one_in_time() {
    for later_entries in [0, 6] {
        let mut desk = Desk::new(Policy::default());
        topup(&mut desk, 0);
        let usage = priced_later(&mut desk, 1, 1);
        for quarter in 0..later_entries {
            topup(&mut desk, 2 + quarter);
        }
        let settle = |desk: &mut Desk, credits| {
            let (at, wallet) = (instant(3), desk.wallet.clone());
            let settled = Settled { succeeded: true, credits: Some(whole(credits)) };
            let event = Event::Settled { usage, settled };
            desk.books.record(at, "settled", |batch| batch.event(&wallet, at, &event, None))
        };
        let refused = settle(&mut desk, 2).unwrap_err();
        let refusal = Refusal::MoreThanLeft;
        assert!(
            matches!(&refused, StoreError::Refused { refusal: why, .. } if *why == refusal),
            "{refused:?}"
        );
        assert_follows(&desk);
        settle(&mut desk, 1).unwrap();
        assert_follows(&desk);
    }
}

/// Settled as failed, taken back, settled as succeeded: the first settlement does not come back
/// beside the second, and does where the second is voided.
#[test]
fn a_settlement_does_not_come_back_beside_another() {
    let mut desk = Desk::new(Policy::default());
    topup(&mut desk, 0);
    let usage = priced_later(&mut desk, 1, 1);
    let settled =
        |succeeded| Event::Settled { usage, settled: Settled { succeeded, credits: None } };
    event(&mut desk, 2, &settled(false));
    let at = instant(2);
    let undo = desk.books.record(at, "undo", |batch| {
        batch.undo_last()?;
        Ok(Seq(batch.next_seq().0 - 1))
    });
    let undo = undo.unwrap().value;
    let second = event(&mut desk, 3, &settled(true));
    let back = desk.books.record(at, "void", |batch| batch.void(undo, "it did fail"));
    assert!(matches!(back, Err(StoreError::SettledTwice)), "{back:?}");
    assert_follows(&desk);
    assert_eq!(desk.view(instant(4), None).balance, whole(16));
    desk.books.record(at, "void", |batch| batch.void(second, "it did not")).unwrap();
    desk.books.record(at, "void", |batch| batch.void(undo, "it did fail")).unwrap();
    assert_follows(&desk);
    assert_eq!(desk.view(instant(4), None).balance, whole(17));
}
